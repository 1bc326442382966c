//! What keeps the groups: woken by the change log for what changed, and by what the instances' figures say ([`Watching`]).
//!
//! A reconcile reads a group, its rules and its instances, asks [`decide`](super::decide::decide), and, if there is something to do, does it in one write that
//! asks again on what is there by then.

use std::sync::Arc;
use std::time::Duration;

use gantry_model::error::Result;
use gantry_model::id::{ContainerGroupId, Id as _, ScalingGroupId, ScalingRuleId};

use super::known::{AllKnown, Known};
use super::watching::{Watching, acted};
use super::world::{World, dismantle, step};
use super::{Scaling, ScalingGroup, ScalingRule};
use gantry_platform::controller::{Controller, Next, Options, Queue, Reconciler};
use gantry_platform::documents::ContainerGroup;
use gantry_platform::store::{Author, Change, Kind, Read, Resource, Verb};

/// The running controller.
pub struct ScalingControl {
    pub(crate) controller: Controller<ScalingGroup>,
    #[cfg(test)]
    watching: Watching,
    watcher: tokio::task::AbortHandle,
}

impl ScalingControl {
    /// Lets what is under way come to an end.
    pub async fn stop(&self) {
        self.watcher.abort();
        self.controller.stop().await;
    }

    /// Looks at all groups at this moment, for tests that do not wait for the clock.
    #[cfg(test)]
    pub(crate) async fn look(&self) {
        self.watching.look_at_all().await;
    }
}

/// Begins to keep the groups.
pub fn spawn(scaling: Scaling) -> ScalingControl {
    let queue = Queue::new(ScalingGroup::KIND, scaling.store.clock().clone());
    let watching = Watching::new(scaling.clone(), queue.clone());
    let keeper = Keeper { scaling: scaling.clone(), known: watching.known().clone(), watching: watching.clone() };
    let options = Options { workers: 2, ..Options::default() };
    let controller = Controller::spawn(&scaling.store, queue, Arc::new(keeper.clone()), options);
    #[cfg(test)]
    let for_tests = watching.clone();
    let watcher = tokio::spawn(async move {
        keeper.sweep().await;
        watching.run().await;
    });
    ScalingControl {
        controller,
        #[cfg(test)]
        watching: for_tests,
        watcher: watcher.abort_handle(),
    }
}

#[derive(Clone)]
struct Keeper {
    scaling: Scaling,
    known: AllKnown,
    watching: Watching,
}

impl Reconciler for Keeper {
    type Kind = ScalingGroup;

    async fn reconcile(&self, id: &ScalingGroupId) -> Result<Next> {
        let (found, settings) = (id.clone(), self.scaling.settings.clone());
        let seen = self.scaling.store.read(move |read| World::of(read, &settings, &found)).await?;
        let Some(world) = seen else {
            self.known.lock().remove(id);
            return Ok(Next::Done);
        };
        if world.group.is_deleting() {
            return self.take_down(&world.group).await;
        }
        let figures = self.known.remember(&world);
        if world.rests(&figures) {
            return self.next(&world).await;
        }
        let (found, settings) = (id.clone(), self.scaling.settings.clone());
        let stepped = self.scaling.store.write(author(), move |tx| step(tx, &settings, &found, &figures)).await?;
        let Some((world, decision)) = stepped else { return Ok(Next::After(Duration::ZERO)) };
        self.known.remember(&world);
        for verdict in decision.verdicts.iter().filter(|verdict| acted(verdict)) {
            self.watching.record(&world.group, verdict);
        }
        self.next(&world).await
    }

    async fn concerns(&self, change: &Change) -> Result<Vec<ScalingGroupId>> {
        match &*change.kind {
            ContainerGroup::KIND if change.verb != Verb::Event => {
                let Ok(id) = ContainerGroupId::parse(&change.id) else { return Ok(Vec::new()) };
                let holds =
                    |known: &Known| known.leaving.contains(&id) || known.instances.iter().any(|one| one.id == id);
                let known = self.known.holding(holds);
                let marked = self.scaling.store.read(move |read| read.find::<ContainerGroup>(&id)).await?;
                let marked = marked.and_then(|group| group.spec.scaling).map(|mark| mark.group);
                Ok(known.into_iter().chain(marked).collect())
            }
            ScalingRule::KIND => {
                let Ok(id) = ScalingRuleId::parse(&change.id) else { return Ok(Vec::new()) };
                let known = self.known.holding(|known| known.rules.iter().any(|rule| rule.id == id));
                let stored = self.scaling.store.read(move |read| read.find::<ScalingRule>(&id)).await?;
                Ok(known.into_iter().chain(stored.map(|rule| rule.spec.group)).collect())
            }
            _ => Ok(Vec::new()),
        }
    }
}

impl Keeper {
    /// When to look again. What went between the reading and the remembering is asked for once more: nobody was told of it.
    async fn next(&self, world: &World) -> Result<Next> {
        if !world.leaving.is_empty() {
            let leaving = world.leaving.clone();
            let gone = move |read: &Read<'_>| {
                leaving.iter().try_fold(false, |gone, id| Ok(gone || read.find::<ContainerGroup>(id)?.is_none()))
            };
            if self.scaling.store.read(gone).await? {
                return Ok(Next::After(Duration::ZERO));
            }
        }
        Ok(world.next(self.scaling.store.clock().now()))
    }

    /// Ends what was made automatically, lets go of what was added by hand, and then takes everything of the group away.
    async fn take_down(&self, group: &Resource<ScalingGroup>) -> Result<Next> {
        let id = group.id.clone();
        let rules = self.scaling.store.write(author(), move |tx| dismantle(tx, &id)).await?;
        let Some(rules) = rules else { return Ok(Next::After(Duration::from_millis(500))) };
        rules.iter().for_each(|rule| self.scaling.histories.forget(rule));
        self.known.lock().remove(&group.id);
        self.scaling.recorder.forget(&group.id);
        Ok(Next::Done)
    }

    /// Forgets histories whose rules and groups went in the middle of a kill.
    async fn sweep(&self) {
        for rule in self.scaling.histories.known() {
            let id = rule.clone();
            if let Ok(None) = self.scaling.store.read(move |read| read.find::<ScalingRule>(&id)).await {
                self.scaling.histories.forget(&rule);
            }
        }
        for group in self.scaling.recorder.known() {
            let id = group.clone();
            if let Ok(None) = self.scaling.store.read(move |read| read.find::<ScalingGroup>(&id)).await {
                self.scaling.recorder.forget(&group);
            }
        }
    }
}

fn author() -> Author {
    Author::controller(ScalingGroup::KIND)
}
