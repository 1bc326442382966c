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

use gantry_engine_observe::Figures;
use gantry_platform::runtime::Runtime;
use gantry_platform::settings::Settings;
use gantry_platform::store::Store;

pub use commands::{end_group, place_order};
pub use controller::{GroupControl, spawn};
pub use gantry_engine_registry::images::Images;
pub use gantry_platform::documents::{ContainerGroup, shown_state};
pub use queries::{join_version, owner_name, source_text};

gantry_model::containers_operations!(gantry_platform::call::dispatch, Containers);

/// The use cases of container groups. Clones share everything.
#[derive(Clone)]
pub struct Containers {
    /// Where groups are written down.
    pub store: Store,
    /// What runs them.
    pub runtime: Arc<dyn Runtime>,
    /// What knows the images that they name.
    pub images: Arc<dyn Images>,
    /// What they used.
    pub figures: Figures,
    /// What was set for this installation.
    pub settings: Arc<Settings>,
}

impl gantry_platform::call::Call for Containers {
    fn log(&self) -> &Store {
        &self.store
    }
}
