//! Time, as the engine sees it: one trait, so that a test moves the clock instead of waiting for it.
//!
//! Nothing in the engine asks the operating system for the time of day or sleeps by itself; it asks the [`Clock`] it was
//! given. Durations of single calls (deadlines of a runtime call, the age of a batch) are measured, not scheduled, and
//! use `Instant`.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures::{FutureExt, future::BoxFuture};
pub use gantry_model::time::Timestamp;
use tokio::sync::watch;

/// Where the time comes from.
pub trait Clock: Send + Sync + fmt::Debug + 'static {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Ends when [`Clock::now`] has reached `at`; at once if it already has.
    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()>;

    /// Ends when `duration` has passed.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleep_until(after(self.now(), duration))
    }
}

/// `at` moved on by `duration`, in whole milliseconds and never past the end of time.
pub fn after(at: Timestamp, duration: Duration) -> Timestamp {
    at.plus(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX))
}

/// The operating system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// The longest single sleep. A time of day that is set back or forward during a sleep is noticed after this long.
const SLICE: Duration = Duration::from_secs(30);

fn system_now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_millisecond())
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        system_now()
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        async move {
            loop {
                let left = at.since(system_now());
                let Ok(left @ 1..) = u64::try_from(left) else { return };
                tokio::time::sleep(Duration::from_millis(left).min(SLICE)).await;
            }
        }
        .boxed()
    }
}

/// A clock that stands still until a test moves it. Clones share the time.
#[derive(Clone)]
pub struct ManualClock {
    inner: Arc<Manual>,
}

struct Manual {
    now: watch::Sender<Timestamp>,
    sleepers: Mutex<Sleepers>,
}

#[derive(Default)]
struct Sleepers {
    next: u64,
    deadlines: Vec<(u64, Timestamp)>,
}

impl ManualClock {
    /// A clock that shows `at`.
    pub fn new(at: Timestamp) -> Self {
        Self { inner: Arc::new(Manual { now: watch::Sender::new(at), sleepers: Mutex::default() }) }
    }

    /// Moves the clock on and wakes who has slept enough.
    pub fn advance(&self, duration: Duration) {
        self.inner.now.send_modify(|now| *now = after(*now, duration));
    }

    /// Sets the clock, forward or back.
    pub fn set(&self, at: Timestamp) {
        self.inner.now.send_replace(at);
    }

    /// When the first sleeper wants to wake, if anybody sleeps.
    pub fn next_deadline(&self) -> Option<Timestamp> {
        let sleepers = self.inner.sleepers.lock().unwrap_or_else(PoisonError::into_inner);
        sleepers.deadlines.iter().map(|(_, at)| *at).min()
    }
}

impl Default for ManualClock {
    /// A clock at 2026-01-01 00:00:00 UTC.
    fn default() -> Self {
        Self::new(Timestamp(1_767_225_600_000))
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ManualClock").field(&self.inner.now.borrow().0).finish()
    }
}

/// Takes a sleeper off the list however its sleep ends.
struct Sleeping {
    clock: Arc<Manual>,
    ticket: u64,
}

impl Drop for Sleeping {
    fn drop(&mut self) {
        let mut sleepers = self.clock.sleepers.lock().unwrap_or_else(PoisonError::into_inner);
        sleepers.deadlines.retain(|(ticket, _)| *ticket != self.ticket);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.inner.now.borrow()
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        let clock = self.inner.clone();
        let mut now = clock.now.subscribe();
        let sleeping = {
            let mut sleepers = clock.sleepers.lock().unwrap_or_else(PoisonError::into_inner);
            let ticket = sleepers.next;
            sleepers.next += 1;
            sleepers.deadlines.push((ticket, at));
            Sleeping { clock: clock.clone(), ticket }
        };
        async move {
            let _sleeping = sleeping;
            // The sender lives in `_sleeping`, so waiting cannot fail.
            let _ = now.wait_for(|now| *now >= at).await;
        }
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_is_moved_far_enough() {
        let clock = ManualClock::default();
        let mut sleep = clock.sleep(Duration::from_secs(10));
        assert_eq!(clock.next_deadline(), Some(after(clock.now(), Duration::from_secs(10))));
        clock.advance(Duration::from_secs(9));
        assert!((&mut sleep).now_or_never().is_none());
        clock.advance(Duration::from_secs(1));
        sleep.await;
        assert_eq!(clock.next_deadline(), None);
    }

    #[tokio::test]
    async fn a_dropped_sleep_leaves_no_deadline() {
        let clock = ManualClock::default();
        drop(clock.sleep(Duration::from_secs(1)));
        assert_eq!(clock.next_deadline(), None);
    }

    #[tokio::test]
    async fn the_system_clock_does_not_sleep_for_the_past() {
        let clock = SystemClock;
        clock.sleep_until(Timestamp(0)).await;
    }
}
