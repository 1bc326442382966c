//! The tab YAML: what was asked of the group, and what its instances are made from.

use gantry_model::scaling::view::ScalingGroupDetails;
use gantry_words::scaling as words;
use leptos::prelude::*;
use serde_json::{Value, json};

use super::diff::template_value;
use gantry_ui::prelude::*;

fn value(group: &ScalingGroupDetails) -> Value {
    let subnets: Vec<&str> = group.subnets.iter().map(|subnet| subnet.id.as_ref()).collect();
    let configuration = group.active.as_ref().map(
        |active| json!({ "version": active.version, "template": template_value(&active.template, &active.images) }),
    );
    json!({
        "id": group.row.id,
        "name": group.row.name,
        "region": group.region,
        "type": group.row.group_type.as_str(),
        "enabled": group.cannot_disable.is_none(),
        "desired": group.row.desired,
        "vpc": group.vpc.0,
        "subnets": subnets,
        "settings": group.settings,
        "configuration": configuration,
    })
}

/// The group as YAML and as JSON.
#[component]
pub fn AsText(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let value = Memo::new(move |_| group.with(value));
    let name = Signal::derive(move || group.with(|group| group.row.name.clone()));
    view! {
        <p class="quiet">{words::as_text()}</p>
        <div class="mt4"></div>
        <Document value name/>
    }
}
