//! The one thread that writes.
//!
//! Each closure runs inside a savepoint of a transaction that it shares with up to 255 others. The transaction is
//! committed, and with it synced, once; only then does anybody learn how their closure ended. This holds for failures too: a closure may
//! have failed because of something that an earlier closure of the same transaction did, and that is not true before it is on
//! the disk.
//!
//! The one surprising thing: SQLite ends a whole transaction by itself when the disk fails or fills in the middle of a
//! statement. Everybody who shared it is then told that nothing was changed, and the rest begins in a fresh one.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
        mpsc,
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

// Unlike the one of tokio, this channel knows no budget, and can be waited for on a thread that belongs to a runtime.
use futures::channel::oneshot;
use gantry_model::{Error, Result, message::machine as say};
use rusqlite::Connection;

use super::{
    Author,
    catalog::Catalog,
    changes::{Changes, Seq},
    fault::{self, Sql as _},
    tx::Tx,
};
use crate::{clock::Clock, panics};

/// The most closures that share one commit.
const BATCH: usize = 256;
/// No closure joins a transaction that is older than this, so that the first one in it does not wait for long.
const BATCH_AGE: Duration = Duration::from_millis(20);
/// More waiting writes than this are turned away: the disk does not keep up.
const MOST_WAITING: usize = 20_000;
/// A closure that takes longer than this is worth a line in the log: it does what does not belong into one.
const SLOW: Duration = Duration::from_millis(250);
/// How often old entries of the change log are looked for while nothing is written.
const IDLE: Duration = Duration::from_secs(60);

/// Everything a transaction needs beside its connection.
pub(super) struct Context {
    pub(super) clock: Arc<dyn Clock>,
    pub(super) catalog: Arc<Catalog>,
    pub(super) changes: Arc<Changes>,
}

/// The handle of the writer thread. Dropping it ends the thread after what was already accepted.
pub(super) struct Writer {
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    waiting: Arc<AtomicUsize>,
    pub(super) counts: Arc<Counts>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What the writer did so far.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) writes: AtomicU64,
    pub(super) commits: AtomicU64,
}

struct Job {
    author: Author,
    call: Box<dyn Call>,
}

/// A closure and where its result goes, without its types.
trait Call: Send {
    /// Runs the closure; the answer says whether its changes stay.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Tells the caller. `commit` is how the transaction ended.
    fn finish(self: Box<Self>, commit: Result<()>);
}

struct Typed<F, T> {
    closure: Option<F>,
    result: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<F, T> Call for Typed<F, T>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T> + Send,
    T: Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let Some(closure) = self.closure.take() else { return false };
        let result =
            catch_unwind(AssertUnwindSafe(|| closure(tx).and_then(|answer| tx.log_operation().map(|()| answer))))
                .unwrap_or_else(|panic| Err(Error::internal(format!("a write panicked: {}", panics::text(&*panic)))));
        let stays = result.is_ok();
        self.result = Some(result);
        stays
    }

    fn finish(self: Box<Self>, commit: Result<()>) {
        let result = match (commit, self.result) {
            (Ok(()), Some(result)) => result,
            (Err(error), _) => Err(error),
            (Ok(()), None) => Err(Error::internal("a write was not run")),
        };
        // A caller that no longer waits does not need the answer.
        let _ = self.reply.send(result);
    }
}

impl Writer {
    pub(super) fn start(conn: Connection, context: Context) -> Result<Self> {
        let (jobs, inbox) = mpsc::channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let counts = Arc::new(Counts::default());
        let mut desk = Desk { conn, context, waiting: waiting.clone(), counts: counts.clone() };
        let thread = thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || desk.run(&inbox))
            .map_err(|error| Error::internal(format!("the writer thread does not start: {error}")))?;
        Ok(Self { jobs: Mutex::new(Some(jobs)), waiting, counts, thread: Mutex::new(Some(thread)) })
    }

    /// Hands a closure over. The receiver gets its result after the sync.
    pub(super) fn submit<T, F>(&self, author: Author, closure: F) -> Result<oneshot::Receiver<Result<T>>>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        if self.waiting.load(Ordering::Relaxed) >= MOST_WAITING {
            return Err(Error::unavailable(say::too_many_changes()));
        }
        let (reply, receiver) = oneshot::channel();
        let call = Box::new(Typed { closure: Some(closure), result: None, reply });
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = jobs.as_ref().ok_or_else(stopped)?;
        self.waiting.fetch_add(1, Ordering::Relaxed);
        sender.send(Job { author, call }).map_err(|_| stopped())?;
        Ok(receiver)
    }
}

/// The store is closing, or its writer is gone.
pub(super) fn stopped() -> Error {
    Error::unavailable(say::store_stopping())
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let thread = self.thread.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        // The last handle of a store may be inside a closure; the thread cannot wait for itself.
        if let Some(thread) = thread.filter(|thread| thread.thread().id() != thread::current().id()) {
            let _ = thread.join();
        }
    }
}

/// The writer thread's own state.
struct Desk {
    conn: Connection,
    context: Context,
    waiting: Arc<AtomicUsize>,
    counts: Arc<Counts>,
}

impl Desk {
    fn run(&mut self, inbox: &mpsc::Receiver<Job>) {
        self.prune();
        let mut pruned = self.context.clock.now();
        loop {
            match inbox.recv_timeout(IDLE) {
                Ok(first) => self.batch(first, inbox),
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            }
            let now = self.context.clock.now();
            if now.since(pruned) >= super::changes::PRUNE_EVERY_MS {
                self.prune();
                pruned = now;
            }
        }
    }

    /// Runs the first closure and those that wait behind it, commits, and tells them all.
    fn batch(&mut self, first: Job, inbox: &mpsc::Receiver<Job>) {
        let began = Instant::now();
        let mut next = Some(first);
        let mut done = Vec::new();
        let mut log = Vec::new();
        let mut seq = self.context.changes.latest();
        let mut outcome = self.statement("BEGIN IMMEDIATE");
        while let Some(mut job) = next.take() {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            if outcome.is_ok() {
                outcome = self.savepoint(&mut job, &mut seq, &mut log);
            }
            done.push(job.call);
            if outcome.is_ok() && done.len() < BATCH && began.elapsed() < BATCH_AGE {
                next = inbox.try_recv().ok();
            }
        }
        let outcome = outcome.and_then(|()| self.statement("COMMIT"));
        match &outcome {
            Ok(()) => {
                self.counts.writes.fetch_add(done.len() as u64, Ordering::Relaxed);
                self.counts.commits.fetch_add(1, Ordering::Relaxed);
                self.context.changes.publish(log);
            }
            Err(_) if !self.conn.is_autocommit() => {
                if let Err(error) = self.statement("ROLLBACK") {
                    tracing::error!(?error, "a transaction does not roll back");
                }
            }
            Err(_) => {}
        }
        for call in done {
            call.finish(outcome.clone());
        }
    }

    /// Runs one closure. An error is one of the whole transaction.
    fn savepoint(&self, job: &mut Job, seq: &mut Seq, log: &mut Vec<super::Change>) -> Result<()> {
        self.statement("SAVEPOINT closure")?;
        let (mark, before) = (log.len(), *seq);
        let mut tx = Tx::new(&self.conn, &self.context, &job.author, seq, log);
        let began = Instant::now();
        let stays = job.call.run(&mut tx);
        if began.elapsed() > SLOW {
            tracing::warn!(author = job.author.name(), took = ?began.elapsed(), "a write held up all others");
        }
        if self.conn.is_autocommit() {
            return Err(Error::unavailable(say::store_disk_failed()));
        }
        if !stays {
            log.truncate(mark);
            *seq = before;
            self.statement("ROLLBACK TO closure")?;
        }
        self.statement("RELEASE closure")
    }

    fn statement(&self, sql: &str) -> Result<()> {
        self.conn.prepare_cached(sql).and_then(|mut statement| statement.raw_execute()).sql().map(|_| ())
    }

    /// Takes old entries off the change log.
    fn prune(&self) {
        if let Err(error) = super::changes::prune(&self.conn, self.context.clock.now()) {
            tracing::warn!(error = %fault::of_sqlite(&error), "the change log is not shortened");
        }
    }
}
