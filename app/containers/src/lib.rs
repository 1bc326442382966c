//! Container groups (rows ECI, MON): their list, ordering them, their details, giving them up.
//!
//! The pages show what [`gantry_model::containers::view`] holds and decide nothing: buttons ask the predicates of
//! [`gantry_model::containers::GroupState`], as the commands do.
#![recursion_limit = "512"]

pub mod api;
mod ask;
pub mod detail;
mod list;
pub mod order;
mod sample;
mod unsubscribe;

pub use detail::ContainerGroupPage;
pub use list::ContainerGroups;
pub use order::ContainerGroupCreate;
pub use sample::RunSample;
pub use unsubscribe::InstanceUnsubscribe;

use gantry_model::kind::ResourceKind;

/// What the event stream calls a container group.
const LIVE: &[ResourceKind] = &[ResourceKind::ContainerGroup];
/// What a group's page shows beside: the EIP that is bound to it.
const LIVE_DETAILS: &[ResourceKind] = &[ResourceKind::ContainerGroup, ResourceKind::Eip];
