//! The tab YAML: the group as the order that would make it again.

use gantry_model::containers::view::{GroupDetails, Order};
use gantry_words::containers as words;
use leptos::prelude::*;
use serde_json::Value;

use gantry_ui::prelude::*;

/// An order as people read it: without counters of the control plane, and without what was left empty.
pub(crate) fn order_value(order: &Order) -> Value {
    let mut value = serde_json::to_value(order).unwrap_or_default();
    let Some(spec) = value.get_mut("spec").and_then(Value::as_object_mut) else { return value };
    spec.remove("restarts_asked");
    let containers = spec.get_mut("containers").and_then(Value::as_array_mut);
    for container in containers.into_iter().flatten().filter_map(Value::as_object_mut) {
        container.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    }
    value
}

fn value(group: &GroupDetails) -> Value {
    order_value(&Order {
        region: group.region.clone(),
        name: group.row.name.clone(),
        quantity: 1,
        tags: group.row.tags.clone(),
        spec: group.spec.clone(),
        agreed: true,
    })
}

/// The group as JSON.
pub(super) fn json(group: &GroupDetails) -> String {
    serde_json::to_string_pretty(&value(group)).unwrap_or_default()
}

/// The group as YAML and as JSON.
#[component]
pub fn AsText(group: Signal<GroupDetails>) -> impl IntoView {
    let value = Memo::new(move |_| group.with(value));
    let name = Signal::derive(move || group.with(|group| group.row.name.clone()));
    view! {
        <p class="quiet">{words::as_text_note()}</p>
        <div class="mt4"></div>
        <Document value name/>
    }
}
