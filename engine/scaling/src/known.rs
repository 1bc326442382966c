//! What is kept in memory of each group: what its decision needs, and the figures so far.
//!
//! All of it may be lost at any time: figures are measured again, everything else is in the store.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gantry_model::id::{ContainerGroupId, ScalingGroupId};

use super::ScalingGroup;
use super::decide::{Instance, Rule};
use super::figures::Figures;
use super::means::Counters;
use super::world::World;
use gantry_platform::store::Resource;

/// How often a group is looked at, in milliseconds, whose rules' shortest period is not short. What a moment says is the mean of a second, so
/// these leave nothing out.
pub(super) const PACE: i64 = 1000;

/// What is known of a group.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) group: Option<Resource<ScalingGroup>>,
    pub(super) rules: Vec<Rule>,
    pub(super) instances: Vec<Instance>,
    /// Instances on their way out, so that the group hears of their end, when nothing says any more whose they were.
    pub(super) leaving: Vec<ContainerGroupId>,
    pub(super) figures: Figures,
    /// Of each instance, for rates.
    pub(super) counters: HashMap<ContainerGroupId, Counters>,
}

impl Known {
    /// Milliseconds that its rules look back over; none if they watch nothing.
    pub(super) fn window(&self) -> Option<i64> {
        let seconds = self.rules.iter().map(|rule| rule.kind.window_seconds()).max().filter(|seconds| *seconds > 0)?;
        Some(i64::from(seconds) * 1000)
    }

    /// Milliseconds between two looks, a part of a second: a quarter of the shortest period of its rules, so that a period that was
    /// passed is seen at most a quarter later. None if nothing has to be looked at.
    pub(super) fn pace(&self) -> Option<i64> {
        self.group.as_ref().filter(|group| group.spec.enabled && !group.is_deleting())?;
        let periods = self.rules.iter().filter_map(|rule| rule.kind.watch()).map(|watch| watch.period_seconds);
        Some(match periods.min()? {
            0 | 1 => PACE / 4,
            2 | 3 => PACE / 2,
            _ => PACE,
        })
    }
}

/// What is known of all groups. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct AllKnown(Arc<Mutex<HashMap<ScalingGroupId, Known>>>);

impl AllKnown {
    pub(super) fn lock(&self) -> MutexGuard<'_, HashMap<ScalingGroupId, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The group of which this is so.
    pub(super) fn holding(&self, fits: impl Fn(&Known) -> bool) -> Option<ScalingGroupId> {
        self.lock().iter().find(|(_, known)| fits(known)).map(|(id, _)| id.clone())
    }

    /// Keeps what was read, and gives the figures so far.
    pub(super) fn remember(&self, world: &World) -> Figures {
        let mut all = self.lock();
        let known = all.entry(world.group.id.clone()).or_default();
        known.group = Some(world.group.clone());
        known.rules.clone_from(&world.rules);
        known.instances.clone_from(&world.instances);
        known.leaving.clone_from(&world.leaving);
        known.counters.retain(|id, _| world.instances.iter().any(|one| one.id == *id));
        if known.pace().is_none() {
            known.figures = Figures::default();
        }
        known.figures.clone()
    }
}
