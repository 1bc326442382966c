//! Slow work: pulling, unpacking, deleting. A job holds no place in a controller's queue, has a limit of its own, and wakes whoever waits for it when it
//! ends.
//!
//! A job has a key that says what it does, such as the digest that it unpacks, and several ids may wait for the same one. Each asks with
//! [`Jobs::run`], which starts the job if nobody has yet, and each gets the result once. Like the queue, jobs live in memory: what a job leaves behind is in the
//! world, and it must cope with what an earlier one left half done.

use std::{
    collections::HashMap,
    future::Future,
    panic::AssertUnwindSafe,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use futures::FutureExt as _;
use gantry_model::{Error, Result, message::machine as say};
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::queue::{Hold, Waker};
use crate::panics;

/// Results that nobody fetched are forgotten after this long.
const FORGOTTEN: Duration = Duration::from_secs(600);

/// How far a job is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Done so far, in the job's own unit, mostly bytes.
    pub done: u64,
    /// The whole, 0 while it is not known.
    pub total: u64,
}

/// How a job stands.
#[derive(Debug, Clone, PartialEq)]
pub enum JobState<T> {
    /// It waits for its turn.
    Waiting,
    /// It runs.
    Running(Progress),
    /// It has ended; this is its result, given once to each id that waited.
    Ended(Result<T>),
}

/// A set of jobs of one sort, of which only so many run at once. Clones share it.
pub struct Jobs<T> {
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    name: String,
    places: Arc<Semaphore>,
    jobs: Mutex<HashMap<String, Job<T>>>,
    tasks: TaskTracker,
    stop: CancellationToken,
}

struct Job<T> {
    context: JobContext,
    stage: Stage<T>,
}

enum Stage<T> {
    /// Who waits, by id.
    Open { running: bool, waiters: HashMap<String, Hold> },
    /// Who has not fetched the result yet.
    Ended { result: Result<T>, at: Instant, unfetched: Vec<String> },
}

/// What a job has at hand while it runs. Clones share it.
#[derive(Clone)]
pub struct JobContext {
    cancelled: CancellationToken,
    progress: Arc<(AtomicU64, AtomicU64)>,
}

impl JobContext {
    /// Says how far it is.
    pub fn report(&self, progress: Progress) {
        self.progress.0.store(progress.done, Ordering::Relaxed);
        self.progress.1.store(progress.total, Ordering::Relaxed);
    }

    /// Whether nobody wants the result any more. Async work is dropped at its next await by itself; work on a thread of its own asks here.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.is_cancelled()
    }

    /// The same as a token, for calls that take one.
    pub fn cancellation(&self) -> &CancellationToken {
        &self.cancelled
    }

    fn progress(&self) -> Progress {
        Progress { done: self.progress.0.load(Ordering::Relaxed), total: self.progress.1.load(Ordering::Relaxed) }
    }
}

impl<T> Clone for Jobs<T> {
    fn clone(&self) -> Self {
        Self { shared: self.shared.clone() }
    }
}

impl<T: Clone + Send + Sync + 'static> Jobs<T> {
    /// No jobs yet; `limit` of them will run at once.
    pub fn new(name: &str, limit: usize) -> Self {
        let shared = Shared {
            name: name.into(),
            places: Arc::new(Semaphore::new(limit.max(1))),
            jobs: Mutex::default(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// How the job `key` stands for who asks. If there is none it is started with `work`; if it has ended, its result is given,
    /// and asking once more would start it anew. While it has not, `waker` is woken at its end.
    pub fn run<F>(&self, key: &str, waker: &Waker, work: impl FnOnce(JobContext) -> F) -> JobState<T>
    where
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let mut jobs = self.jobs();
        jobs.retain(|_, job| !matches!(&job.stage, Stage::Ended { at, .. } if at.elapsed() > FORGOTTEN));
        if let Some(job) = jobs.get_mut(key) {
            match &mut job.stage {
                Stage::Open { running, waiters } => {
                    waiters.entry(waker.id().into()).or_insert_with(|| waker.hold());
                    return if *running { JobState::Running(job.context.progress()) } else { JobState::Waiting };
                }
                Stage::Ended { result, unfetched, .. } => {
                    let place = unfetched.iter().position(|id| id == waker.id());
                    let result = place.map(|place| (unfetched.swap_remove(place), result.clone()).1);
                    if unfetched.is_empty() {
                        jobs.remove(key);
                    }
                    if let Some(result) = result {
                        return JobState::Ended(result);
                    }
                }
            }
        }
        if self.shared.stop.is_cancelled() {
            return JobState::Ended(Err(stopping()));
        }
        let context = JobContext { cancelled: self.shared.stop.child_token(), progress: Arc::default() };
        let waiters = HashMap::from([(waker.id().to_owned(), waker.hold())]);
        let stage = Stage::Open { running: false, waiters };
        jobs.insert(key.into(), Job { context: context.clone(), stage });
        drop(jobs);
        let task = self.clone().task(key.to_owned(), context.clone(), work(context));
        self.shared.tasks.spawn(task);
        JobState::Waiting
    }

    /// How the job `key` stands, without starting it or fetching its result.
    pub fn state(&self, key: &str) -> Option<JobState<T>> {
        let jobs = self.jobs();
        let job = jobs.get(key)?;
        Some(match &job.stage {
            Stage::Open { running: false, .. } => JobState::Waiting,
            Stage::Open { running: true, .. } => JobState::Running(job.context.progress()),
            Stage::Ended { result, .. } => JobState::Ended(result.clone()),
        })
    }

    /// `id` does not want the result of `key` any more. The last one who waited takes the job with it.
    pub fn leave(&self, key: &str, id: &str) {
        let mut jobs = self.jobs();
        let Some(job) = jobs.get_mut(key) else { return };
        let left = match &mut job.stage {
            Stage::Open { waiters, .. } => {
                let left = waiters.remove(id);
                if waiters.is_empty() {
                    job.context.cancelled.cancel();
                }
                left
            }
            Stage::Ended { unfetched, .. } => {
                unfetched.retain(|waiter| waiter != id);
                if unfetched.is_empty() {
                    jobs.remove(key);
                }
                None
            }
        };
        drop(jobs);
        // This wakes the id, which locks its queue.
        drop(left);
    }

    /// Ends the job `key`, whoever waits for it: they are woken and get an error.
    pub fn cancel(&self, key: &str) {
        if let Some(job) = self.jobs().get(key) {
            job.context.cancelled.cancel();
        }
    }

    /// Cancels all jobs, waits for their end, and starts no others.
    pub async fn stop(&self) {
        self.shared.stop.cancel();
        self.shared.tasks.close();
        self.shared.tasks.wait().await;
    }

    async fn task(self, key: String, context: JobContext, work: impl Future<Output = Result<T>> + Send) {
        let whole = async {
            let _place = self.shared.places.acquire().await.map_err(|_| stopping())?;
            if let Some(Job { stage: Stage::Open { running, .. }, .. }) = self.jobs().get_mut(&key) {
                *running = true;
            }
            AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|panic| {
                Err(Error::internal(format!("job {} {key} panicked: {}", self.shared.name, panics::text(&*panic))))
            })
        };
        let result = context.cancelled.run_until_cancelled(whole).await.unwrap_or_else(|| Err(cancelled()));
        self.end(&key, result);
    }

    fn end(&self, key: &str, result: Result<T>) {
        let mut jobs = self.jobs();
        let Some(Job { stage: Stage::Open { waiters, .. }, .. }) = jobs.get_mut(key) else { return };
        let waiters = std::mem::take(waiters);
        if waiters.is_empty() {
            jobs.remove(key);
            return;
        }
        let unfetched = waiters.keys().cloned().collect();
        if let Some(job) = jobs.get_mut(key) {
            job.stage = Stage::Ended { result, at: Instant::now(), unfetched };
        }
        drop(jobs);
        // Dropping them wakes the ids, and they find the result.
        drop(waiters);
    }

    fn jobs(&self) -> MutexGuard<'_, HashMap<String, Job<T>>> {
        self.shared.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn cancelled() -> Error {
    Error::unavailable(say::cancelled())
}

fn stopping() -> Error {
    Error::unavailable(say::server_stopping())
}
