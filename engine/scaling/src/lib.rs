//! Auto Scaling (rows ESS): groups of container groups that keep their number, by hand, by health, by schedule and by load.
//!
//! [`Scaling`] is the handle, `engine.scaling()`. What pages call, by page:
//!
//! | page | calls |
//! |---|---|
//! | list | [`Scaling::list`] |
//! | **Create**: form | [`Scaling::options`], [`Scaling::create`] |
//! | **Create**: YAML | [`Scaling::options`] (the sample), [`Scaling::check_yaml`], [`Scaling::create_by_yaml`] |
//! | details, and its **Enable**, **Disable**, edit, delete | [`Scaling::view`], [`Scaling::enable`], [`Scaling::disable`], [`Scaling::update`], [`Scaling::delete`] |
//! | scaling by hand | [`Scaling::scale`] with an [`Adjustment`](gantry_model::scaling::Adjustment): change by, percent, to |
//! | **Scaling Configurations** | [`Scaling::configurations`], [`Scaling::configuration_preview`], [`Scaling::configuration_create`], [`Scaling::configuration_create_and_enable`], [`Scaling::configuration_apply`], [`Scaling::configuration_delete`]; edit is a new version made from an older one's template |
//! | **Instances** | [`Scaling::instances`], [`Scaling::attachable`], [`Scaling::attach`], [`Scaling::detach`], [`Scaling::protect`], [`Scaling::remove_instance`] |
//! | rules | [`Scaling::rules`], [`Scaling::rule_create`], [`Scaling::rule_update`], [`Scaling::rule_set_enabled`], [`Scaling::rule_delete`], [`Scaling::rule_execute`], [`Scaling::next_runs`], [`Scaling::rule_history`] |
//! | activities | [`Scaling::activities`] |
//! | **Monitoring** | [`Scaling::monitoring`] |
//!
//! **How it works.** A container group that is an instance carries a mark in its spec ([`gantry_model::scaling::Membership`]). So the number of a group is
//! the number of its marks, and a change of the number, the activity that tells of it and the container groups made or ended by it are
//! one step of the store: a kill at any point leaves all of it or nothing. What follows (starting, ending) is the containers area's
//! business; the controller watches it and ends the activity when all of it has come to its end.
//!
//! **Who decides.** [`decide::decide`], a pure function. The controller feeds it: woken by the change log for what changed, and, for
//! groups that have alarms, by figures as they arrive.

mod act;
mod by_yaml;
mod configurations;
mod controller;
pub mod decide;
pub mod figures;
mod groups;
mod history;
mod instances;
mod known;
mod means;
mod meter;
mod monitoring;
mod queries;
mod rules;
mod schedule;
#[cfg(test)]
mod tests;
mod watching;
mod world;

use std::sync::Arc;

pub use controller::{ScalingControl, spawn};
pub use gantry_platform::documents::{ScalingActivity, ScalingConfiguration, ScalingGroup, ScalingRule};
pub use meter::Meter;

use gantry_engine_containers::Containers;
use gantry_platform::settings::Settings;
use gantry_platform::store::Store;

/// Activities that a group keeps; the oldest make room.
pub const MOST_ACTIVITIES: u64 = 200;

gantry_model::scaling_operations!(gantry_platform::call::dispatch, Scaling);

/// The use cases of Auto Scaling. Clones share everything.
#[derive(Clone)]
pub struct Scaling {
    store: Store,
    settings: Arc<Settings>,
    containers: Containers,
    meter: Arc<dyn Meter>,
    histories: history::Histories,
    recorder: monitoring::Recorder,
}

impl Scaling {
    /// The area over the containers of this store, with the figures that the runtime measures.
    ///
    /// # Errors
    /// [`gantry_model::Error::Unavailable`] if the folder for the rules' histories cannot be made.
    pub fn open(containers: Containers) -> gantry_model::Result<Self> {
        let meter: Arc<dyn Meter> = Arc::new(meter::Runtime(containers.runtime.clone()));
        Self::open_with(containers, meter)
    }

    /// The same with figures from elsewhere; for tests.
    ///
    /// # Errors
    /// As [`Scaling::open`].
    pub fn open_with(containers: Containers, meter: Arc<dyn Meter>) -> gantry_model::Result<Self> {
        let histories = history::Histories::open(containers.store.dir())?;
        let recorder = monitoring::Recorder::open(containers.store.dir())?;
        let (store, settings) = (containers.store.clone(), containers.settings.clone());
        Ok(Self { store, settings, containers, meter, histories, recorder })
    }
}

impl gantry_platform::call::Call for Scaling {
    fn log(&self) -> &Store {
        &self.store
    }
}
