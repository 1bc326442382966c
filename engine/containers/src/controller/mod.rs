//! What makes container groups real: level-triggered, idempotent, with all state in the store and in the world.
//!
//! One reconcile looks at what is wanted, what is recorded and what the driver sees, and takes one step. Quick steps
//! (choosing a place, recording what was observed) happen in it; slow ones (start, restart, take down) are jobs, one at a
//! time per group, whose end wakes the group again. A server killed in the middle of a job simply begins it again:
//! every driver call may be repeated.

mod observe;
mod place;
mod start;
mod take_down;

#[cfg(test)]
pub(super) use self::observe::record;

use std::sync::Arc;
use std::time::Duration;

use gantry_model::Message;
use gantry_model::containers::{ContainerGroupStatus, Phase, Step, StepName, StepOutcome};
use gantry_model::error::{Error, Result};
use gantry_model::id::ContainerGroupId;
use gantry_model::observe::EventType;
use gantry_model::time::Timestamp;
use tokio::sync::broadcast::error::RecvError;

use super::{ContainerGroup, Containers};
use gantry_platform::controller::{Controller, Jobs, Next, Options, Queue, Reconciler};
use gantry_platform::runtime::Runtime;
use gantry_platform::store::{Author, Kind, Resource, Tx};

/// Groups looked at, and slow steps taken, at the same time: enough to keep disk and runtime busy on a small machine.
fn at_once() -> usize {
    std::thread::available_parallelism().map_or(4, |cores| cores.get() * 2)
}

/// A group that nothing wakes is looked at this often all the same.
const LOOK_AGAIN: Duration = Duration::from_secs(300);

/// The reconciler of container groups.
#[derive(Clone)]
struct GroupController {
    containers: Containers,
    queue: Queue<ContainerGroupId>,
    /// Starts and restarts.
    starts: Jobs<Ended>,
    /// Taking down.
    ends: Jobs<()>,
}

/// How a start or a restart ended.
#[derive(Debug, Clone, PartialEq)]
enum Ended {
    Well,
    /// Waiting does not help.
    Refused(Error),
    /// Trying again may.
    Failed(Error),
}

impl From<Result<()>> for Ended {
    fn from(result: Result<()>) -> Self {
        match result {
            Ok(()) => Self::Well,
            Err(error @ (Error::Unavailable { .. } | Error::Internal { .. })) => Self::Failed(error),
            Err(error) => Self::Refused(error),
        }
    }
}

/// The running controller of container groups.
pub struct GroupControl {
    /// Who asks it to look at a group, or waits until it rests.
    pub controller: Controller<ContainerGroup>,
    starts: Jobs<Ended>,
    ends: Jobs<()>,
    listener: tokio::task::AbortHandle,
}

impl GroupControl {
    /// Lets what is under way come to an end; jobs are cut off, the next start begins them again.
    pub async fn stop(&self) {
        self.listener.abort();
        self.controller.stop().await;
        self.starts.stop().await;
        self.ends.stop().await;
    }
}

/// Begins to reconcile container groups, woken by the change log and by the driver. Groups that the driver has and the
/// store does not know are taken down.
pub fn spawn(containers: Containers) -> GroupControl {
    let queue = Queue::new(ContainerGroup::KIND, containers.store.clock().clone());
    let (starts, ends) = (Jobs::new("start", at_once()), Jobs::new("take_down", at_once()));
    let listener = tokio::spawn(listen(containers.runtime.clone(), queue.clone())).abort_handle();
    let store = containers.store.clone();
    let reconciler = GroupController { containers, queue: queue.clone(), starts: starts.clone(), ends: ends.clone() };
    let options = Options { workers: at_once(), ..Options::default() };
    let controller = Controller::spawn(&store, queue, Arc::new(reconciler), options);
    GroupControl { controller, starts, ends, listener }
}

/// Wakes groups of which the driver says something, beginning with all that it has.
async fn listen(runtime: Arc<dyn Runtime>, queue: Queue<ContainerGroupId>) {
    let mut events = runtime.events();
    loop {
        match runtime.list().await {
            Ok(groups) => groups.iter().for_each(|group| queue.add(group)),
            Err(error) => tracing::warn!(%error, "the runtime does not list its groups"),
        }
        loop {
            match events.recv().await {
                Ok(event) => queue.add(&event.group),
                Err(RecvError::Lagged(_)) => break,
                Err(RecvError::Closed) => return,
            }
        }
    }
}

impl Reconciler for GroupController {
    type Kind = ContainerGroup;

    async fn reconcile(&self, id: &ContainerGroupId) -> Result<Next> {
        let found = id.clone();
        let Some(group) = self.containers.store.read(move |read| read.find::<ContainerGroup>(&found)).await? else {
            return self.forget(id);
        };
        if group.is_deleting() {
            return self.take_down(&group);
        }
        match group.status.phase {
            Phase::Scheduling => self.place(group).await,
            Phase::Starting => self.start(group).await,
            Phase::Started if group.spec.restarts_asked != group.status.restarts_done => self.restart(group).await,
            Phase::Started => self.observe(group).await,
            Phase::ScheduleFailed => Ok(Next::Done),
        }
    }
}

/// An event to be told with a status change.
struct Told {
    event_type: EventType,
    reason: &'static str,
    description: Message,
}

impl Told {
    fn normal(reason: &'static str, description: Message) -> Self {
        Self { event_type: EventType::Normal, reason, description }
    }

    fn warning(reason: &'static str, description: Message) -> Self {
        Self { event_type: EventType::Warning, reason, description }
    }
}

impl GroupController {
    /// Changes a group's status and tells events, in one step. A group that is gone or being deleted is left alone.
    async fn record(
        &self,
        id: &ContainerGroupId,
        told: Vec<Told>,
        change: impl FnOnce(&mut ContainerGroupStatus) + Send + 'static,
    ) -> Result<()> {
        let id = id.clone();
        self.containers
            .store
            .write(author(), move |tx| {
                let Some(group) = tx.find::<ContainerGroup>(&id)?.filter(|group| !group.is_deleting()) else {
                    return Ok(());
                };
                let mut status = group.status.clone();
                change(&mut status);
                write_status(tx, &group, status)?;
                told.iter().try_for_each(|told| tell(tx, &group, told))
            })
            .await
    }

    fn now(&self) -> Timestamp {
        self.containers.store.clock().now()
    }
}

fn author() -> Author {
    Author::controller(ContainerGroup::KIND)
}

/// Writes a status with the state that follows from it.
fn write_status(tx: &mut Tx<'_>, group: &Resource<ContainerGroup>, mut status: ContainerGroupStatus) -> Result<()> {
    status.shown = Some(status.state(group.is_deleting(), group.spec.restarts_asked, group.spec.restart_policy));
    tx.update_status::<ContainerGroup>(&group.id, &status).map(drop)
}

fn tell(tx: &mut Tx<'_>, group: &Resource<ContainerGroup>, told: &Told) -> Result<()> {
    tx.append_event::<ContainerGroup>(&group.id, told.event_type, told.reason, &told.description)
}

/// Steps of a start, as they are written into a status.
trait Steps {
    /// Ends the step that is going on, and begins another.
    fn begin_step(&mut self, name: StepName, at: Timestamp);
    /// Ends the step that is going on.
    fn end_step(&mut self, outcome: StepOutcome, at: Timestamp);
}

impl Steps for ContainerGroupStatus {
    fn begin_step(&mut self, name: StepName, at: Timestamp) {
        if self.steps.last().is_some_and(|step| step.name == name && step.outcome == StepOutcome::Ongoing) {
            return;
        }
        self.end_step(StepOutcome::Done, at);
        self.steps.push(Step {
            name,
            outcome: StepOutcome::Ongoing,
            started_at: at,
            ended_at: None,
            detail: Message::default(),
        });
    }

    fn end_step(&mut self, outcome: StepOutcome, at: Timestamp) {
        if let Some(step) = self.steps.last_mut().filter(|step| step.outcome == StepOutcome::Ongoing) {
            step.outcome = outcome;
            step.ended_at = Some(at);
        }
    }
}
