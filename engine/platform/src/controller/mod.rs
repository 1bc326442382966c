//! What makes the world as the store says it should be.
//!
//! There is one controller per kind. It is level-triggered: [`Reconciler::reconcile`] gets an id and nothing else, looks at what is wanted and at what is, does the
//! next step, and writes the status where it differs. It does not matter why it was called, how often, or what was
//! missed; so after a kill at any point it is enough to call it for everything once, and that is how each start begins.
//!
//! ```text
//!   change log ──┐
//!   timers ──────┼──► Queue: one entry per id ──► workers ──► reconcile(id) ──► Done │ After(…) │ an error: back off
//!   runtime ─────┤                                                │
//!   finished jobs┘                                                └──► Jobs: slow work, with a limit of its own
//! ```
//!
//! All state lives in the store and in the world. What is in the queue and in [`Jobs`] may be lost at any time.
//!
//! A controller is not woken by the status changes and deletions that it writes itself, as [`Author::controller`] of its queue's name, nor
//! by events on resources.

mod backoff;
mod jobs;
mod queue;

#[cfg(test)]
mod tests;

use std::{future::Future, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures::FutureExt as _;
use gantry_model::{Error, Result, id::Id as _};
use tokio::{sync::watch, task::JoinSet};
use tokio_util::sync::CancellationToken;

pub use self::{
    backoff::Backoff,
    jobs::{JobContext, JobState, Jobs, Progress},
    queue::{Queue, Waker},
};
use crate::{
    panics,
    store::{Author, Change, Kind, Seq, Store, Verb, Watched},
};

/// What to do with an id after a run that went well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing, until something wakes it.
    Done,
    /// Run again after this long, or earlier if something wakes it.
    After(Duration),
}

/// What a controller does.
pub trait Reconciler: Send + Sync + 'static {
    /// The kind whose resources it takes care of.
    type Kind: Kind;

    /// Takes one resource a step closer to what is wanted. Idempotent; never runs twice at once for one id. What takes longer than a call to the runtime is a
    /// job ([`Jobs`]). A resource that is gone is [`Next::Done`].
    ///
    /// # Errors
    /// Whatever went wrong: it is logged and tried again with growing pauses. What a person can mend belongs into the status
    /// as well.
    fn reconcile(&self, id: &<Self::Kind as Kind>::Id) -> impl Future<Output = Result<Next>> + Send;

    /// Which resources a change of another kind concerns. None, unless a controller says otherwise.
    ///
    /// # Errors
    /// Is logged; the change then wakes nobody.
    fn concerns(&self, change: &Change) -> impl Future<Output = Result<Vec<<Self::Kind as Kind>::Id>>> + Send {
        let _ = change;
        async { Ok(Vec::new()) }
    }
}

/// How a controller works.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Ids that are worked on at the same time.
    pub workers: usize,
    /// The pauses between runs that fail.
    pub backoff: Backoff,
    /// How long [`Controller::stop`] waits for the runs under way.
    pub grace: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { workers: 4, backoff: Backoff::default(), grace: Duration::from_secs(10) }
    }
}

/// A running controller. Clones share it. Dropping all of them stops it without waiting.
pub struct Controller<K: Kind> {
    inner: Arc<Inner<K>>,
}

struct Inner<K: Kind> {
    store: Store,
    queue: Queue<K::Id>,
    /// How far the change log has been read; nothing before everything was queued once.
    seen: watch::Receiver<Option<Seq>>,
    grace: Duration,
    stop: CancellationToken,
    tasks: tokio::sync::Mutex<JoinSet<()>>,
}

impl<K: Kind> Clone for Controller<K> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}

impl<K: Kind> Drop for Inner<K> {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl<K: Kind> Controller<K> {
    /// Starts a controller. `queue` may have been handed out before: to [`Jobs`], or to who forwards the runtime's events. Everything that exists is queued first.
    pub fn spawn<R>(store: &Store, queue: Queue<K::Id>, reconciler: Arc<R>, options: Options) -> Self
    where
        R: Reconciler<Kind = K>,
    {
        let stop = CancellationToken::new();
        let mut tasks = JoinSet::new();
        let (seen_sender, seen) = watch::channel(None);
        let feeder = Feeder {
            store: store.clone(),
            queue: queue.clone(),
            reconciler: reconciler.clone(),
            author: Author::controller(queue.name()),
            seen: seen_sender,
        };
        tasks.spawn(until(stop.clone(), feeder.run()));
        let timers = queue.clone();
        tasks.spawn(until(stop.clone(), async move { timers.run_timers().await }));
        for _ in 0..options.workers.max(1) {
            tasks.spawn(work(queue.clone(), reconciler.clone(), options.backoff, stop.clone()));
        }
        let tasks = tokio::sync::Mutex::new(tasks);
        Self { inner: Arc::new(Inner { store: store.clone(), queue, seen, grace: options.grace, stop, tasks }) }
    }

    /// The controller's queue.
    pub fn queue(&self) -> &Queue<K::Id> {
        &self.inner.queue
    }

    /// Has `id` looked at now, whatever pause it is in.
    pub fn nudge(&self, id: &K::Id) {
        self.inner.queue.add(id);
    }

    /// Waits until everything that was written before this call was seen, nothing is due, nothing runs, and no job is under way.
    /// Ids that wait for a later time do not count.
    pub async fn idle(&self) {
        self.settle(true).await;
    }

    /// As [`Controller::idle`], but whatever jobs are under way: for tests whose jobs wait for the clock.
    pub async fn quiet(&self) {
        self.settle(false).await;
    }

    async fn settle(&self, and_jobs: bool) {
        let mut seen = self.inner.seen.clone();
        loop {
            let latest = self.inner.store.latest();
            // The feeder only goes away with the controller, and then nothing is left to wait for.
            if seen.wait_for(|seen| seen.is_some_and(|seen| seen >= latest)).await.is_err() {
                return;
            }
            tokio::select! {
                () = self.inner.queue.settled(and_jobs) => {}
                () = self.inner.stop.cancelled() => return,
            }
            if self.inner.store.latest() == latest {
                return;
            }
        }
    }

    /// Lets the runs under way come to their end, up to [`Options::grace`], and begins no others.
    pub async fn stop(&self) {
        self.inner.stop.cancel();
        let mut tasks = self.inner.tasks.lock().await;
        let ended = tokio::time::timeout(self.inner.grace, async { while tasks.join_next().await.is_some() {} }).await;
        if ended.is_err() {
            tracing::warn!(controller = self.inner.queue.name(), "a run did not end in time and is cut off");
            tasks.shutdown().await;
        }
    }
}

async fn until(stop: CancellationToken, work: impl Future<Output = ()>) {
    stop.run_until_cancelled(work).await;
}

/// One worker: takes an id, runs it, and says what follows.
async fn work<R: Reconciler>(
    queue: Queue<<R::Kind as Kind>::Id>,
    reconciler: Arc<R>,
    backoff: Backoff,
    stop: CancellationToken,
) {
    loop {
        let taken = tokio::select! {
            biased;
            () = stop.cancelled() => return,
            taken = queue.take() => taken,
        };
        let id = taken.id().clone();
        let run = AssertUnwindSafe(reconciler.reconcile(&id)).catch_unwind().await;
        let result = run
            .unwrap_or_else(|panic| Err(Error::internal(format!("a controller panicked: {}", panics::text(&*panic)))));
        match result {
            Ok(Next::Done) => taken.done(),
            Ok(Next::After(pause)) => taken.after(pause),
            Err(error) => {
                let failures = taken.failures() + 1;
                let pause = backoff.pause(failures, rand::random());
                tracing::warn!(
                    controller = queue.name(),
                    id = id.as_str(),
                    failures,
                    ?pause,
                    ?error,
                    "will be tried again"
                );
                taken.failed(pause);
            }
        }
    }
}

/// Reads the change log and queues what it concerns.
struct Feeder<R: Reconciler> {
    store: Store,
    queue: Queue<<R::Kind as Kind>::Id>,
    reconciler: Arc<R>,
    author: Author,
    seen: watch::Sender<Option<Seq>>,
}

impl<R: Reconciler> Feeder<R> {
    async fn run(self) {
        // The watch begins before the list is read, so that nothing falls between them.
        let mut watch = self.store.watch(None);
        let mut everything = true;
        let mut failures = 0;
        loop {
            let step = async {
                if everything {
                    self.queue_everything().await?;
                    everything = false;
                    self.seen.send_replace(Some(watch.cursor()));
                }
                match watch.next().await? {
                    Watched::Change(change) => self.queue_change(&change).await,
                    Watched::Resync(_) => everything = true,
                }
                Ok::<_, Error>(())
            };
            match step.await {
                Ok(()) => {
                    failures = 0;
                    if !everything {
                        self.seen.send_replace(Some(watch.cursor()));
                    }
                }
                Err(error) => {
                    failures += 1;
                    tracing::error!(controller = self.queue.name(), ?error, "the change log does not read");
                    self.store.clock().sleep(Backoff::default().pause(failures, rand::random())).await;
                }
            }
        }
    }

    async fn queue_everything(&self) -> Result<()> {
        for id in self.store.read(|read| read.ids::<R::Kind>()).await? {
            self.queue.add(&id);
        }
        Ok(())
    }

    async fn queue_change(&self, change: &Change) {
        if &*change.kind == R::Kind::KIND {
            let own = *change.actor == *self.author.name() && matches!(change.verb, Verb::Status | Verb::Deleted);
            if own || change.verb == Verb::Event {
                return;
            }
            match <R::Kind as Kind>::Id::parse(&change.id) {
                Ok(id) => self.queue.add(&id),
                Err(error) => tracing::error!(controller = self.queue.name(), ?error, "a change has no id"),
            }
            return;
        }
        match self.reconciler.concerns(change).await {
            Ok(ids) => ids.iter().for_each(|id| self.queue.add(id)),
            Err(error) => tracing::error!(controller = self.queue.name(), ?error, "a change wakes nobody"),
        }
    }
}
