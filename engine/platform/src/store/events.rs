//! Events of a resource: what a person would want to know of its life (MON-01). The newest stay; an event that repeats the one before it counts up
//! and moves its end.

use gantry_model::{
    Message, Result,
    id::Id,
    observe::{Event, EventType},
    time::Timestamp,
};
use rusqlite::{OptionalExtension as _, Row, params};

use super::{changes::Verb, fault::Sql as _, kind::Kind, read::Read, tx::Tx};

/// Events that a resource keeps; older ones make room.
pub const MOST_EVENTS: u32 = 200;

pub(super) const MIGRATIONS: &[&str] = &["
    CREATE TABLE events (
        resource TEXT NOT NULL,
        n INTEGER NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        reason TEXT NOT NULL,
        description TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (resource, n)
    ) STRICT, WITHOUT ROWID;
"];

/// The longest text in a description that is kept, in bytes; what runtimes say can be endless.
const LONGEST: usize = 2048;

impl Tx<'_> {
    /// Adds an event to a resource. `reason` is one word that never changes, `description` what a person reads.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn append_event<K: Kind>(
        &mut self,
        id: &K::Id,
        event_type: EventType,
        reason: &str,
        description: &Message,
    ) -> Result<()> {
        let (resource, now) = (id.as_str(), self.now().0);
        let description = description.clone().shortened(LONGEST).stored();
        let last = self
            .conn()
            .prepare_cached(
                "SELECT n, type = ?2 AND reason = ?3 AND description = ?4 FROM events
                 WHERE resource = ?1 ORDER BY n DESC LIMIT 1",
            )
            .and_then(|mut select| {
                let params = params![resource, event_type.as_str(), reason, description];
                select.query_row(params, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))).optional()
            })
            .sql()?;
        if let Some((n, true)) = last {
            self.run(
                "UPDATE events SET ended_at = ?3, count = count + 1 WHERE resource = ?1 AND n = ?2",
                params![resource, n, now],
            )?;
        } else {
            let n = last.map_or(1, |(n, _)| n + 1);
            let name = hex::encode(rand::random::<[u8; 16]>());
            self.run(
                "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 1)",
                params![resource, n, name, event_type.as_str(), reason, description, now],
            )?;
            self.run(
                "DELETE FROM events WHERE resource = ?1 AND n <= ?2",
                params![resource, n - i64::from(MOST_EVENTS)],
            )?;
        }
        self.log_change::<K>(id, 0, Verb::Event)
    }

    pub(super) fn delete_events(&self, id: &str) -> Result<()> {
        self.run("DELETE FROM events WHERE resource = ?1", [id])?;
        Ok(())
    }
}

impl Read<'_> {
    /// The events of a resource, newest first.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn events(&self, id: &str) -> Result<Vec<Event>> {
        let mut select = self
            .conn()
            .prepare_cached(
                "SELECT name, type, reason, description, started_at, ended_at, count FROM events
                 WHERE resource = ?1 ORDER BY n DESC",
            )
            .sql()?;
        let rows = select.query_map([id], event).sql()?;
        rows.collect::<rusqlite::Result<_>>().sql()
    }
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let warning = row.get_ref(1)?.as_str()? == EventType::Warning.as_str();
    Ok(Event {
        name: row.get(0)?,
        event_type: if warning { EventType::Warning } else { EventType::Normal },
        reason: row.get(2)?,
        description: Message::of_stored(row.get(3)?),
        started_at: Timestamp(row.get(4)?),
        ended_at: Timestamp(row.get(5)?),
        count: row.get(6)?,
    })
}
