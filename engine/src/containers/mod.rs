//! Container groups (rows ECI): commands that people give, the controller that carries them out, what pages read.
//!
//! A group is a document. A person writes its spec (create, restart, unsubscribe); the controller writes its status and
//! tells the runtime driver what to do. What is shown is computed from both by
//! [`gantry_model::containers::ContainerGroupStatus::state`].

mod commands;
mod controller;
mod queries;
mod sampler;
mod terminal;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use async_trait::async_trait;
use gantry_model::containers::{ContainerGroupSpec, ContainerGroupStatus, GroupState, ImageSource};
use gantry_model::error::Result;
use gantry_model::id::ContainerGroupId;

use crate::observe::Figures;
use crate::runtime::{ImageToPrepare, Runtime};
use crate::settings::Settings;
use crate::store::{Column, Kind, Resource, Store};

pub(crate) use commands::{end_group, owner, place_order};
pub(crate) use controller::{GroupControl, spawn};
pub(crate) use queries::{join_version, owner_name, source_text};

/// Kind of a container group.
#[derive(Debug)]
pub struct ContainerGroup;

impl Kind for ContainerGroup {
    const KIND: &'static str = "container_group";
    const COLUMNS: &'static [Column] = &[
        Column::text("state", "status.shown"),
        Column::address("private_ip", "status.private_ip"),
        Column::address("public_ip", "status.public_ip"),
        Column::text("vpc", "spec.vpc"),
        Column::text("subnet", "status.subnet"),
        Column::text("security_group", "spec.security_group"),
        Column::text("scaling_group", "spec.scaling.group"),
    ];
    type Id = ContainerGroupId;
    type Spec = ContainerGroupSpec;
    type Status = ContainerGroupStatus;
}

/// The state that a person sees.
pub(crate) fn shown_state(group: &Resource<ContainerGroup>) -> GroupState {
    group.status.state(group.is_deleting(), group.spec.restarts_asked, group.spec.restart_policy)
}

/// What this area asks of the images area.
#[async_trait]
pub trait Images: Send + Sync + 'static {
    /// What a driver needs to make the image ready.
    ///
    /// # Errors
    /// `Invalid` on `image` or `version` where waiting does not help: no such tag, another platform.
    async fn resolve(&self, source: &ImageSource, version: &str) -> Result<ImageToPrepare>;

    /// The source as our own repository, if the address typed is one of ours; otherwise as it is.
    ///
    /// # Errors
    /// `Invalid` on `image` if the address is ours but there is no such repository.
    async fn recognise(&self, source: ImageSource) -> Result<ImageSource>;

    /// The address that people see, without tag.
    async fn address(&self, source: &ImageSource) -> Result<String>;

    /// The sample image of **Run the sample**, if this build has one: its repository and tag.
    async fn sample(&self) -> Result<(ImageSource, String)>;
}

/// The use cases of container groups. Clones share everything.
#[derive(Clone)]
pub struct Containers {
    pub(crate) store: Store,
    pub(crate) runtime: Arc<dyn Runtime>,
    pub(crate) images: Arc<dyn Images>,
    pub(crate) figures: Figures,
    pub(crate) settings: Arc<Settings>,
}
