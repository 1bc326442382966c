//! Auto Scaling (rows ESS): scaling groups, their configurations, instances, rules and activities.
//!
//! The pages show what [`gantry_model::scaling::view`] holds and decide nothing: why a button cannot be used comes from the
//! predicates of the model, as the commands' refusals do.
#![recursion_limit = "512"]

pub mod api;
mod ask;
mod berth;
mod configuration;
mod create;
mod detail;
mod edit;
mod figures;
mod list;
mod mark;
mod rule;
mod settings;

pub use configuration::ConfigurationCreate;
pub use create::ScalingGroupCreate;
pub use detail::ScalingGroupPage;
pub use edit::ScalingGroupEdit;
pub use list::ScalingGroups;
pub use rule::{RuleCreate, RuleEdit, RulePage};

use gantry_model::id::ScalingGroupId;
use gantry_model::kind::{Area, ResourceKind};
use gantry_model::scaling::view::ScalingGroupDetails;
use gantry_words::{Word as _, console};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::api::scaling_group_view;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// What the event stream calls the things of this area.
const LIVE: &[ResourceKind] = &[
    ResourceKind::ScalingGroup,
    ResourceKind::ScalingConfiguration,
    ResourceKind::ScalingRule,
    ResourceKind::ScalingActivity,
    ResourceKind::ContainerGroup,
];

/// A part of the URL's path, as it stands there.
fn use_param(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get(name)).unwrap_or_default())
}

/// Loads the scaling group of the URL, anew when something about it changed.
fn use_group() -> Answer<ScalingGroupDetails> {
    let id = use_param("id");
    let live = use_live(LIVE);
    Resource::new(
        move || (id.get(), live.get()),
        |(id, _)| async move { scaling_group_view(id.parse::<ScalingGroupId>()?).await },
    )
}

/// The way to a page of this area.
fn crumbs(rest: Vec<Crumb>) -> Vec<Crumb> {
    let mut steps = vec![
        Crumb::to(Area::Scaling.word(), paths::SCALING_GROUPS),
        Crumb::to(console::scaling_groups(), paths::SCALING_GROUPS),
    ];
    steps.extend(rest);
    steps
}

/// The way to a page of a group.
fn group_crumbs(group: &ScalingGroupDetails, here: &str) -> Vec<Crumb> {
    let id = group.row.id.as_ref();
    crumbs(vec![Crumb::to(group.row.name.clone(), paths::scaling_group(id)), Crumb::here(here)])
}
