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
use gantry_model::containers::ImageSource;
use gantry_model::error::Result;

use crate::observe::Figures;
use gantry_platform::runtime::{ImageToPrepare, Runtime};
use gantry_platform::settings::Settings;
use gantry_platform::store::Store;

pub(crate) use commands::{end_group, place_order};
pub(crate) use controller::{GroupControl, spawn};
pub use gantry_platform::documents::{ContainerGroup, shown_state};
pub(crate) use queries::{join_version, owner_name, source_text};

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

gantry_model::containers_operations!(gantry_platform::call::dispatch, Containers);

/// The use cases of container groups. Clones share everything.
#[derive(Clone)]
pub struct Containers {
    pub(crate) store: Store,
    pub(crate) runtime: Arc<dyn Runtime>,
    pub(crate) images: Arc<dyn Images>,
    pub(crate) figures: Figures,
    pub(crate) settings: Arc<Settings>,
}

#[cfg(test)]
impl gantry_platform::call::Call for Containers {
    fn log(&self) -> &Store {
        &self.store
    }
}
