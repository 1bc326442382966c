//! How much there is behind the entries of the side navigation.

use std::collections::BTreeMap;

use gantry_model::kind::{RegistryInstanceId, ResourceKind};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use gantry_console::api::navigation_counts;
use gantry_console::kinds::view_of;
use gantry_console::live::use_live;
use gantry_console::paths::{Product, place};
use gantry_console::region::use_region;

/// What changes a count, as the event stream calls it.
const LIVE: &[ResourceKind] = &[
    ResourceKind::ContainerGroup,
    ResourceKind::ScalingGroup,
    ResourceKind::RegistryInstance,
    ResourceKind::Namespace,
    ResourceKind::Repository,
];

/// Counts by the path that the entry leads to. An entry without one shows none.
pub(super) type Counts = BTreeMap<String, u64>;

/// The counts of what is listed, by the path of the list.
fn by_path(counts: gantry_model::inventory::Counts, instance: Option<&RegistryInstanceId>) -> Counts {
    let mut paths = Counts::new();
    for (kind, count) in counts.region {
        if let Some((_, path)) = view_of(kind).list {
            paths.insert(path.to_owned(), count);
        }
    }
    for (kind, count) in counts.instance {
        paths.insert(view_of(kind).page("", instance.map(AsRef::as_ref)), count);
    }
    paths
}

/// The counts of the page's region, once the page is mounted, and anew when something was made or deleted.
pub(super) fn use_counts() -> ReadSignal<Counts> {
    let (counts, set_counts) = signal(Counts::new());
    let region = use_region();
    let live = use_live(LIVE);
    let path = use_location().pathname;
    let instance = Memo::new(move |_| {
        let place = place(&path.get());
        let inside = place.inside.filter(|_| place.product == Product::Registry);
        inside.and_then(|id| id.parse::<RegistryInstanceId>().ok())
    });
    Effect::new(move |_| {
        let (_, region, instance) = (live.get(), region.get(), instance.get());
        spawn_local(async move {
            // Where they cannot be had, the navigation does without; the page itself says why.
            if let Ok(now) = navigation_counts(region, instance.clone()).await {
                set_counts.try_set(by_path(now, instance.as_ref()));
            }
        });
    });
    counts
}
