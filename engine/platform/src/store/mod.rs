//! Everything Gantry knows, in one SQLite file.
//!
//! **Documents.** A [`Resource`] is a row of its kind's table: spec and status as JSON, and beside them the columns that
//! lists sort and filter by, which SQLite generates from the JSON and keeps in indexes. Beside the documents live unique keys,
//! usage counters, events, the change log and the operation log, and the typed tables of areas that have too many rows or too
//! few words for documents (`registry.rs`, `iam.rs`). There is no SQL outside this folder.
//!
//! **Writing.** [`Store::write`] runs a closure on the one writer thread, inside a savepoint: what it reads, checks and writes over several
//! resources is one step, and if it fails or panics it leaves no trace. Closures that wait together share one commit and one sync
//! of the disk; nobody is told «done» before it. So a closure does no I/O and takes microseconds.
//!
//! **Reading.** [`Store::read`] runs a closure on a connection of a small pool, on one moment of the store that ends with the call.
//!
//! **Watching.** [`Store::watch`] follows the change log from any place of the last 7 days.
//!
//! **Shapes.** Tables and documents carry the number of their shape. Older ones are upgraded at start after a backup; newer ones
//! refuse to start, because a program that does not know a field would lose it.

mod author;
pub mod catalog;
mod changes;
mod counts;
mod events;
mod fault;
mod iam;
mod kind;
mod lock;
mod names;
mod operations;
mod pool;
mod query;
mod read;
mod references;
pub mod registry;
mod schema;
mod search;
mod tx;
mod upgrade;
mod usage;
mod writer;

#[cfg(test)]
pub(crate) mod tests;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
};

use gantry_model::{Error, Message, Result};
use rusqlite::Connection;

pub use self::lock::FolderLock;
pub use self::{
    author::Author,
    changes::{Change, KEPT_MS, Seq, Verb, Watch, Watched},
    events::MOST_EVENTS,
    kind::{Body, Column, Document, DocumentId, Holds, Kind, New, Resource, STANDARD_COLUMNS},
    query::{List, Order, Query, Value},
    read::Read,
    references::{Reference, Refers},
    tx::Tx,
};
use self::{
    catalog::{Catalog, KindInfo},
    changes::Changes,
    pool::Pool,
    writer::{Context, Writer},
};
use crate::clock::Clock;

/// The name of the file in the data folder.
pub const FILE: &str = "gantry.db";

/// The open store. Clones share it; the last one closes it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

// Fields are dropped in this order: the writer ends before the lock is let go of.
struct Inner {
    writer: Writer,
    readers: Pool,
    changes: Arc<Changes>,
    catalog: Arc<Catalog>,
    clock: Arc<dyn Clock>,
    dir: PathBuf,
    _lock: FolderLock,
}

/// Figures of the store, for the page of figures and for benches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Writes that were committed, or refused by their own closure.
    pub writes: u64,
    /// Commits, and so syncs of the disk, that they took together.
    pub commits: u64,
}

impl Store {
    /// Opens the store of these kinds in `dir`, making the folder and the file if they are missing, and upgrading what is older.
    ///
    /// # Errors
    /// Unavailable, with a message for the person who starts the server: the folder is in use by another server, was written by a newer
    /// Gantry, or cannot be written.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>, kinds: Vec<KindInfo>) -> Result<Self> {
        Self::open_locked(FolderLock::take(dir)?, dir, clock, kinds)
    }

    /// The same under a lock that the caller took, because something else must not be touched without it either.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_locked(lock: FolderLock, dir: &Path, clock: Arc<dyn Clock>, kinds: Vec<KindInfo>) -> Result<Self> {
        let path = dir.join(FILE);
        let catalog = Arc::new(Catalog::new(kinds)?);
        let mut conn = schema::connect(&path)?;
        upgrade::bring_up_to_date(&mut conn, dir, &catalog, clock.now())?;
        // SQLite syncs what it writes into its files, but not the folder that names a new one.
        std::fs::File::open(dir).and_then(|folder| folder.sync_all()).map_err(|error| {
            Error::unavailable(Message::text(format!("The data folder {} cannot be synced: {error}.", dir.display())))
        })?;
        let changes = Arc::new(Changes::open(&conn)?);
        let context = Context { clock: clock.clone(), catalog: catalog.clone(), changes: changes.clone() };
        let writer = Writer::start(conn, context)?;
        let readers = Pool::new(&path);
        Ok(Self {
            inner: Arc::new(Inner { writer, readers, changes, catalog, clock, dir: dir.to_owned(), _lock: lock }),
        })
    }

    /// Runs `closure` as one step and returns its result once it is synced. If the closure fails or panics, or the disk does, nothing of it stays.
    ///
    /// Dropping the future does not undo the write.
    ///
    /// # Errors
    /// The closure's own; Unavailable when the disk is full or fails; Internal when the closure panics.
    pub async fn write<T, F>(&self, author: impl Into<Author>, closure: F) -> Result<T>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.inner.writer.submit(author.into(), closure)?.await.unwrap_or_else(|_| Err(writer::stopped()))
    }

    /// [`Store::write`] for callers outside of the async runtime: the first start, tests, benches.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_now<T, F>(&self, author: impl Into<Author>, closure: F) -> Result<T>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let receiver = self.inner.writer.submit(author.into(), closure)?;
        futures::executor::block_on(receiver).unwrap_or_else(|_| Err(writer::stopped()))
    }

    /// Runs `closure` on one moment of the store, on a thread where it may take its time.
    ///
    /// # Errors
    /// The closure's own; Internal when it panics.
    pub async fn read<T, F>(&self, closure: F) -> Result<T>
    where
        F: FnOnce(&Read<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let place = self.inner.readers.places.clone().acquire_owned().await;
        let place = place.map_err(|_| writer::stopped())?;
        let store = self.clone();
        tokio::task::spawn_blocking(move || {
            let _place = place;
            store.read_now(closure)
        })
        .await
        .unwrap_or_else(|error| Err(Error::internal(format!("a read panicked: {error}"))))
    }

    /// [`Store::read`] on the calling thread, for tests, benches and code that is not async.
    ///
    /// # Errors
    /// The closure's own.
    pub fn read_now<T>(&self, closure: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        let now = self.inner.clock.now();
        self.inner.readers.with(|conn: &Connection| closure(&Read::new(conn, &self.inner.catalog, now)))
    }

    /// Follows the change log: from the place after `from`, or from now on.
    pub fn watch(&self, from: Option<Seq>) -> Watch {
        Watch::new(self.clone(), self.inner.changes.subscribe(), from)
    }

    /// The place of the newest change.
    pub fn latest(&self) -> Seq {
        self.inner.changes.latest()
    }

    /// What the writer did since the start.
    pub fn figures(&self) -> Figures {
        let counts = &self.inner.writer.counts;
        Figures { writes: counts.writes.load(Ordering::Relaxed), commits: counts.commits.load(Ordering::Relaxed) }
    }

    /// The clock that the store was opened with.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.inner.dir
    }

    /// Writes a whole and consistent copy of the store to `to`, which must not exist, while others go on reading and writing.
    ///
    /// # Errors
    /// Unavailable when the disk does not take it.
    pub fn backup(&self, to: &Path) -> Result<()> {
        upgrade::copy(&self.inner.readers.connect()?, to)
    }

    pub(in crate::store) fn changes(&self) -> &Changes {
        &self.inner.changes
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("dir", &self.inner.dir).finish_non_exhaustive()
    }
}
