//! The work queue: an id is in it at most once, whatever wakes it how often, and is never handed out while it is being worked on. What
//! wakes an id during its run has it run once more afterwards.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use gantry_model::time::Timestamp;
use tokio::sync::Notify;

use crate::clock::{Clock, after};

/// Ids that want to be looked at. Clones share it.
pub struct Queue<I> {
    shared: Arc<Shared<I>>,
}

struct Shared<I> {
    name: String,
    clock: Arc<dyn Clock>,
    state: Mutex<State<I>>,
    /// There is something to take.
    ready: Notify,
    /// The earliest timer is another one.
    timers: Notify,
    /// Something came to rest.
    rest: Notify,
}

struct State<I> {
    entries: HashMap<I, Entry>,
    ready: VecDeque<I>,
    later: BTreeMap<(Timestamp, u64), I>,
    ticket: u64,
    running: usize,
    jobs: usize,
}

struct Entry {
    place: Place,
    failures: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Ready,
    Later(Timestamp, u64),
    Running { again: bool },
}

impl<I> Clone for Queue<I> {
    fn clone(&self) -> Self {
        Self { shared: self.shared.clone() }
    }
}

impl<I: Clone + Eq + Hash + Send + Sync + 'static> Queue<I> {
    /// An empty queue. `name` is the controller's, in logs and as the author of what it writes.
    pub fn new(name: &str, clock: Arc<dyn Clock>) -> Self {
        let state = State {
            entries: HashMap::new(),
            ready: VecDeque::new(),
            later: BTreeMap::new(),
            ticket: 0,
            running: 0,
            jobs: 0,
        };
        let shared = Shared {
            name: name.into(),
            clock,
            state: Mutex::new(state),
            ready: Notify::new(),
            timers: Notify::new(),
            rest: Notify::new(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The controller's name.
    pub fn name(&self) -> &str {
        &self.shared.name
    }

    /// Wants `id` looked at now. A pause that it is in ends.
    pub fn add(&self, id: &I) {
        let mut guard = self.state();
        let state = &mut *guard;
        match state.entries.get_mut(id) {
            None => {
                state.entries.insert(id.clone(), Entry { place: Place::Ready, failures: 0 });
            }
            Some(entry) => match entry.place {
                Place::Ready => return,
                Place::Running { .. } => {
                    entry.place = Place::Running { again: true };
                    return;
                }
                Place::Later(at, ticket) => {
                    entry.place = Place::Ready;
                    state.later.remove(&(at, ticket));
                }
            },
        }
        state.ready.push_back(id.clone());
        self.shared.ready.notify_one();
    }

    /// Something that wakes `id` later on: a job's end, an event of the runtime.
    pub fn waker(&self, id: &I) -> Waker
    where
        I: AsRef<str>,
    {
        Waker { sleeper: Arc::new(Sleeper { queue: self.clone(), id: id.clone() }) }
    }

    /// How many ids wait to be taken now.
    pub fn waiting(&self) -> usize {
        self.state().ready.len()
    }

    /// When the first of the ids that wait for a later time is due.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.state().later.first_key_value().map(|((at, _), _)| *at)
    }

    /// Waits for the next id. It is handed out to nobody else until what is returned here was told how the run ended. Safe to cancel.
    pub(super) async fn take(&self) -> Taken<I> {
        loop {
            let ready = self.shared.ready.notified();
            if let Some(taken) = self.try_take() {
                return taken;
            }
            ready.await;
        }
    }

    fn try_take(&self) -> Option<Taken<I>> {
        let mut guard = self.state();
        let state = &mut *guard;
        let id = state.ready.pop_front()?;
        let entry = state.entries.get_mut(&id)?;
        entry.place = Place::Running { again: false };
        let failures = entry.failures;
        state.running += 1;
        if !state.ready.is_empty() {
            // One bell may have rung for several ids.
            self.shared.ready.notify_one();
        }
        drop(guard);
        Some(Taken { queue: self.clone(), id, failures, ended: false })
    }

    fn end(&self, id: &I, failures: u32, pause: Option<Duration>) {
        let at = pause.map(|pause| after(self.shared.clock.now(), pause));
        let mut guard = self.state();
        let state = &mut *guard;
        state.running -= 1;
        let again = state.entries.get(id).is_some_and(|entry| entry.place == Place::Running { again: true });
        match at {
            _ if again => {
                state.entries.insert(id.clone(), Entry { place: Place::Ready, failures });
                state.ready.push_back(id.clone());
                self.shared.ready.notify_one();
            }
            Some(at) => {
                let ticket = state.ticket;
                state.ticket += 1;
                state.entries.insert(id.clone(), Entry { place: Place::Later(at, ticket), failures });
                state.later.insert((at, ticket), id.clone());
                if state.later.first_key_value().is_some_and(|(first, _)| *first == (at, ticket)) {
                    self.shared.timers.notify_one();
                }
            }
            None => {
                state.entries.remove(id);
            }
        }
        drop(guard);
        self.shared.rest.notify_waiters();
    }

    /// Makes ids ready when their time has come. One task per queue runs this.
    pub(super) async fn run_timers(&self) {
        loop {
            let changed = self.shared.timers.notified();
            match self.release_due() {
                Some(at) => tokio::select! {
                    () = self.shared.clock.sleep_until(at) => {}
                    () = changed => {}
                },
                None => changed.await,
            }
        }
    }

    /// Makes ready what is due, and says when the next one is.
    fn release_due(&self) -> Option<Timestamp> {
        let now = self.shared.clock.now();
        let mut guard = self.state();
        let state = &mut *guard;
        while let Some(first) = state.later.first_entry() {
            if first.key().0 > now {
                return Some(first.key().0);
            }
            let id = first.remove();
            if let Some(entry) = state.entries.get_mut(&id) {
                entry.place = Place::Ready;
            }
            state.ready.push_back(id);
            self.shared.ready.notify_one();
        }
        None
    }

    /// Waits until nothing is due or runs, and no job either if they are asked for.
    pub(super) async fn settled(&self, and_jobs: bool) {
        loop {
            let rest = self.shared.rest.notified();
            tokio::pin!(rest);
            rest.as_mut().enable();
            if self.is_settled(and_jobs) {
                return;
            }
            rest.await;
        }
    }

    fn is_settled(&self, and_jobs: bool) -> bool {
        let now = self.shared.clock.now();
        let state = self.state();
        let due = state.later.first_key_value().is_some_and(|((at, _), _)| *at <= now);
        state.ready.is_empty() && state.running == 0 && !due && (!and_jobs || state.jobs == 0)
    }

    fn state(&self) -> MutexGuard<'_, State<I>> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An id that is being worked on. If its run is cut off, it goes back into the queue.
pub(super) struct Taken<I: Clone + Eq + Hash + Send + Sync + 'static> {
    queue: Queue<I>,
    id: I,
    failures: u32,
    ended: bool,
}

impl<I: Clone + Eq + Hash + Send + Sync + 'static> Taken<I> {
    pub(super) fn id(&self) -> &I {
        &self.id
    }

    /// Failures in a row before this run.
    pub(super) fn failures(&self) -> u32 {
        self.failures
    }

    pub(super) fn done(mut self) {
        self.end(0, None);
    }

    pub(super) fn after(mut self, pause: Duration) {
        self.end(0, Some(pause));
    }

    pub(super) fn failed(mut self, pause: Duration) {
        self.end(self.failures + 1, Some(pause));
    }

    fn end(&mut self, failures: u32, pause: Option<Duration>) {
        self.ended = true;
        self.queue.end(&self.id, failures, pause);
    }
}

impl<I: Clone + Eq + Hash + Send + Sync + 'static> Drop for Taken<I> {
    fn drop(&mut self) {
        if !self.ended {
            self.end(self.failures, Some(Duration::ZERO));
        }
    }
}

/// Wakes one id of one queue.
#[derive(Clone)]
pub struct Waker {
    sleeper: Arc<dyn Sleep>,
}

impl Waker {
    /// The id, as text.
    pub fn id(&self) -> &str {
        self.sleeper.id()
    }

    /// Wants the id looked at now.
    pub fn wake(&self) {
        self.sleeper.wake();
    }

    /// Counts as a job of the queue until it is dropped, and then wakes the id.
    pub(super) fn hold(&self) -> Hold {
        self.sleeper.hold(true);
        Hold { waker: self.clone() }
    }
}

trait Sleep: Send + Sync {
    fn id(&self) -> &str;
    fn wake(&self);
    fn hold(&self, begins: bool);
}

struct Sleeper<I> {
    queue: Queue<I>,
    id: I,
}

impl<I: AsRef<str> + Clone + Eq + Hash + Send + Sync + 'static> Sleep for Sleeper<I> {
    fn id(&self) -> &str {
        self.id.as_ref()
    }

    fn wake(&self) {
        self.queue.add(&self.id);
    }

    fn hold(&self, begins: bool) {
        let mut state = self.queue.state();
        if begins {
            state.jobs += 1;
        } else {
            state.jobs -= 1;
        }
        drop(state);
        self.queue.shared.rest.notify_waiters();
    }
}

/// A job that an id waits for.
pub(super) struct Hold {
    waker: Waker,
}

impl Drop for Hold {
    fn drop(&mut self) {
        // Awake before it is off the count: a queue is never seen idle in between.
        self.waker.wake();
        self.waker.sleeper.hold(false);
    }
}
