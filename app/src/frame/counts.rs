//! How much there is behind the entries of the side navigation.

use std::collections::BTreeMap;

use gantry_model::kind::ResourceKind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use gantry_console::live::use_live;
use gantry_console::paths::{Product, place};
use gantry_console::region::use_region;
use gantry_ui::fault::Fault;
use gantry_ui::json::Json;

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

/// Counts what a region holds, and what the registry instance holds that one is inside of.
#[server(endpoint = "navigation_counts", input = Json, output = Json)]
pub async fn navigation_counts(region: String, instance: Option<String>) -> Result<Counts, Fault> {
    use gantry_model::containers::view::GroupFilter;
    use gantry_model::page::PageRequest;
    use gantry_model::registry::view::RepositoryFilter;
    use gantry_model::scaling::view::ScalingGroupFilter;

    use gantry_console::paths;
    use gantry_console::session::request::{actor, engine};

    let (engine, actor) = (engine(), actor()?);
    let groups = engine.containers().list(&actor, GroupFilter { region: region.clone(), ..Default::default() }).await?;
    let filter = ScalingGroupFilter { region: region.clone(), ..Default::default() };
    let scaling = engine.scaling().list(&actor, filter).await?;
    let registry = engine.registry();
    let instances = registry.instance_list(&actor, &region, &PageRequest::default()).await?;
    let mut counts = Counts::from([
        (paths::CONTAINER_GROUPS.to_owned(), groups.counts[0]),
        (paths::SCALING_GROUPS.to_owned(), scaling.page.total),
        (paths::REGISTRY_INSTANCES.to_owned(), instances.total),
    ]);
    if let Some(id) = instance.and_then(|id| id.parse().ok()) {
        let namespaces = registry.namespace_list(&actor, &region, Some(&id), &PageRequest::default()).await?;
        counts.insert(paths::registry_namespaces(id.as_ref()), namespaces.total);
        let filter = RepositoryFilter { region, instance: Some(id.clone()), ..Default::default() };
        let repositories = registry.repository_list(&actor, &filter).await?;
        counts.insert(paths::registry_repositories(id.as_ref()), repositories.total);
    }
    Ok(counts)
}

/// The counts of the page's region, once the page is mounted, and anew when something was made or deleted.
pub(super) fn use_counts() -> ReadSignal<Counts> {
    let (counts, set_counts) = signal(Counts::new());
    let region = use_region();
    let live = use_live(LIVE);
    let path = use_location().pathname;
    let instance = Memo::new(move |_| {
        let place = place(&path.get());
        place.inside.filter(|_| place.product == Product::Registry)
    });
    Effect::new(move |_| {
        let (_, region, instance) = (live.get(), region.get(), instance.get());
        spawn_local(async move {
            // Where they cannot be had, the navigation does without; the page itself says why.
            if let Ok(now) = navigation_counts(region, instance).await {
                set_counts.try_set(now);
            }
        });
    });
    counts
}
