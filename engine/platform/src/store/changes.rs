//! The change log and who watches it.
//!
//! Each write leaves (seq, kind, id, revision, actor, verb) in the transaction that it is part of, never a body. Sequence numbers have
//! no gaps. The newest entries are kept in memory as well, so that open pages and controllers cost the disk nothing; a
//! watch that is further behind reads the table, and one that is behind the table is told to read everything again.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    str::FromStr,
    sync::{Arc, PoisonError, RwLock},
};

use gantry_model::{Error, Result, message::machine as say, time::Timestamp};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::{Store, fault::Sql as _};

/// How long entries are kept, in milliseconds: 7 days.
pub const KEPT_MS: i64 = 7 * 24 * 3600 * 1000;
/// How often older ones are taken away, in milliseconds: an hour.
pub(super) const PRUNE_EVERY_MS: i64 = 3600 * 1000;
/// Entries that are kept in memory.
const RECENT: usize = 8192;
/// Entries that a watch takes from the table at once.
const CATCH_UP: usize = 1000;

pub(super) const MIGRATIONS: &[&str] = &["
    CREATE TABLE changes (
        seq INTEGER PRIMARY KEY NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        actor TEXT NOT NULL,
        verb TEXT NOT NULL
    ) STRICT;
"];

/// A place in the change log. The first change has 1; 0 is the place before it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Seq {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        text.parse().map(Self).map_err(|_| Error::invalid("cursor", say::no_such_change(text)))
    }
}

/// What happened to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// It was made.
    Created,
    /// Its spec, name, owner or labels changed.
    Updated,
    /// Its status changed.
    Status,
    /// It is marked for deletion.
    Deleting,
    /// It is gone.
    Deleted,
    /// It has another event.
    Event,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Created, Self::Updated, Self::Status, Self::Deleting, Self::Deleted, Self::Event];

    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Status => "status",
            Self::Deleting => "deleting",
            Self::Deleted => "deleted",
            Self::Event => "event",
        }
    }
}

/// One entry of the change log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place.
    pub seq: Seq,
    /// The kind's name, as in [`super::Kind::KIND`].
    pub kind: Arc<str>,
    /// The resource's id.
    pub id: Arc<str>,
    /// The revision that the change led to; 0 where there is none.
    pub revision: u64,
    /// Who, as in [`super::Author::name`].
    pub actor: Arc<str>,
    /// What.
    pub verb: Verb,
}

impl Change {
    const SELECT: &'static str =
        "SELECT seq, kind, id, revision, actor, verb FROM changes WHERE seq > ?1 ORDER BY seq LIMIT ?2";

    fn of_row(row: &Row<'_>, names: &mut HashMap<String, Arc<str>>) -> rusqlite::Result<Self> {
        let mut shared = |text: String| names.entry(text).or_insert_with_key(|text| text.as_str().into()).clone();
        let verb: String = row.get(5)?;
        Ok(Self {
            seq: Seq(row.get(0)?),
            kind: shared(row.get(1)?),
            id: row.get::<_, String>(2)?.into(),
            revision: row.get(3)?,
            actor: shared(row.get(4)?),
            verb: Verb::ALL.into_iter().find(|known| known.as_str() == verb).unwrap_or(Verb::Updated),
        })
    }

    pub(super) fn write(&self, conn: &Connection, now: Timestamp) -> Result<()> {
        conn.prepare_cached(
            "INSERT INTO changes (seq, at, kind, id, revision, actor, verb) VALUES (?1,?2,?3,?4,?5,?6,?7)",
        )
        .and_then(|mut insert| {
            insert.execute(params![
                self.seq.0,
                now.0,
                &*self.kind,
                &*self.id,
                self.revision,
                &*self.actor,
                self.verb.as_str()
            ])
        })
        .sql()?;
        Ok(())
    }
}

/// The newest part of the log, and the bell that rings when it grows.
pub(super) struct Changes {
    recent: RwLock<VecDeque<Change>>,
    latest: watch::Sender<Seq>,
}

impl Changes {
    /// Where the log of this database ends.
    pub(super) fn open(conn: &Connection) -> Result<Self> {
        let latest = conn.query_row("SELECT coalesce(max(seq), 0) FROM changes", [], |row| row.get(0)).sql()?;
        Ok(Self { recent: RwLock::default(), latest: watch::Sender::new(Seq(latest)) })
    }

    pub(super) fn latest(&self) -> Seq {
        *self.latest.borrow()
    }

    pub(super) fn subscribe(&self) -> watch::Receiver<Seq> {
        self.latest.subscribe()
    }

    /// Makes committed changes visible to who watches.
    pub(super) fn publish(&self, log: Vec<Change>) {
        let Some(last) = log.last() else { return };
        let last = last.seq;
        let mut recent = self.recent.write().unwrap_or_else(PoisonError::into_inner);
        recent.extend(log);
        let surplus = recent.len().saturating_sub(RECENT);
        recent.drain(..surplus);
        drop(recent);
        self.latest.send_replace(last);
    }

    /// What came after `cursor`, if memory reaches back that far.
    fn since(&self, cursor: Seq) -> Option<Vec<Change>> {
        let recent = self.recent.read().unwrap_or_else(PoisonError::into_inner);
        let first = recent.front()?.seq.0;
        let skip = (cursor.0 + 1).checked_sub(first)?;
        Some(recent.iter().skip(usize::try_from(skip).ok()?).take(CATCH_UP).cloned().collect())
    }
}

/// Takes entries away that are older than [`KEPT_MS`], in small transactions of their own. The newest entry always stays: the numbers go on from it.
pub(super) fn prune(conn: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    const STEP: usize = 5000;
    let mut delete = conn.prepare_cached(
        "DELETE FROM changes WHERE at < ?1 AND seq < (SELECT max(seq) FROM changes)
         AND seq IN (SELECT seq FROM changes ORDER BY seq LIMIT ?2)",
    )?;
    while delete.execute(params![now.plus(-KEPT_MS).0, STEP])? == STEP {}
    Ok(())
}

/// What a watch says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watched {
    /// The next change.
    Change(Change),
    /// The log no longer reaches back to the cursor: read everything again. The watch goes on from this place.
    Resync(Seq),
}

/// Follows the change log from a place on. It never misses a change without saying [`Watched::Resync`].
pub struct Watch {
    store: Store,
    bell: watch::Receiver<Seq>,
    cursor: Seq,
    ready: VecDeque<Change>,
}

impl Watch {
    pub(super) fn new(store: Store, bell: watch::Receiver<Seq>, from: Option<Seq>) -> Self {
        let cursor = from.unwrap_or(*bell.borrow());
        Self { store, bell, cursor, ready: VecDeque::new() }
    }

    /// The place of what was said last: a new watch from here goes on where this one is.
    pub fn cursor(&self) -> Seq {
        self.cursor
    }

    /// Waits for the next change. Safe to cancel.
    ///
    /// # Errors
    /// When the store cannot be read. Asking again is safe.
    pub async fn next(&mut self) -> Result<Watched> {
        loop {
            if let Some(change) = self.ready.pop_front() {
                self.cursor = change.seq;
                return Ok(Watched::Change(change));
            }
            let latest = *self.bell.borrow_and_update();
            if latest < self.cursor {
                return Ok(self.resync(latest));
            }
            if latest > self.cursor {
                if let Some(resync) = self.catch_up(latest).await? {
                    return Ok(resync);
                }
                continue;
            }
            // The store holds the bell, and this watch the store.
            let _ = self.bell.changed().await;
        }
    }

    fn resync(&mut self, latest: Seq) -> Watched {
        self.cursor = latest;
        Watched::Resync(latest)
    }

    async fn catch_up(&mut self, latest: Seq) -> Result<Option<Watched>> {
        if let Some(changes) = self.store.changes().since(self.cursor) {
            self.ready = changes.into();
            return Ok(None);
        }
        let cursor = self.cursor;
        let changes = self
            .store
            .read(move |read| {
                let mut names = HashMap::new();
                let mut select = read.conn().prepare_cached(Change::SELECT).sql()?;
                let rows =
                    select.query_map(params![cursor.0, CATCH_UP], |row| Change::of_row(row, &mut names)).sql()?;
                rows.collect::<rusqlite::Result<VecDeque<_>>>().sql()
            })
            .await?;
        // Numbers have no gaps, so anything but the next one means that the log was cut behind the cursor.
        if changes.front().is_none_or(|change| change.seq.0 != cursor.0 + 1) {
            return Ok(Some(self.resync(latest)));
        }
        self.ready = changes;
        Ok(None)
    }

    /// The same as a stream, which ends with the first error.
    pub fn into_stream(self) -> impl futures::Stream<Item = Watched> + Send {
        futures::stream::unfold(self, |mut watch| async move {
            match watch.next().await {
                Ok(watched) => Some((watched, watch)),
                Err(error) => {
                    tracing::error!(?error, "the change log cannot be followed");
                    None
                }
            }
        })
    }
}
