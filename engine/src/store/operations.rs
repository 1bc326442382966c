//! The table of the operation log; what its entries mean is in [`crate::audit`].

use gantry_model::{Result, time::Timestamp};
use rusqlite::{Row, params, params_from_iter};

use super::{fault::Sql as _, query::Value, read::Read, tx::Tx};
use crate::audit::{Entry, Filter, Operation, Outcome};

pub(super) const MIGRATIONS: &[&str] = &["
    CREATE TABLE operations (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        address TEXT NOT NULL,
        action TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        region TEXT NOT NULL,
        outcome TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX operations_by_actor ON operations (actor, number);
    CREATE INDEX operations_by_id ON operations (id, number) WHERE id <> '';
"];

impl Tx<'_> {
    /// Adds an entry to the operation log, with this write's author.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn audit(&mut self, operation: &Operation<'_>) -> Result<()> {
        let author = self.author();
        self.run(
            "INSERT INTO operations (at, actor, address, action, kind, id, region, outcome, detail)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                self.now().0,
                &*author.name,
                author.address.as_deref().unwrap_or_default(),
                operation.action,
                operation.kind,
                operation.id,
                operation.region,
                operation.outcome.as_str(),
                operation.detail
            ],
        )?;
        Ok(())
    }
}

impl Read<'_> {
    /// Entries of the operation log, newest first.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn operations(&self, filter: &Filter) -> Result<Vec<Entry>> {
        let before = filter.before.and_then(|before| i64::try_from(before).ok()).unwrap_or(i64::MAX);
        let mut values = vec![Value::Integer(before), Value::Integer(i64::from(filter.limit.clamp(1, 1000)))];
        let mut sql = "SELECT number, at, actor, address, action, kind, id, region, outcome, detail FROM operations
             WHERE number < ?1"
            .to_owned();
        if let Some(actor) = &filter.actor {
            values.push(actor.as_str().into());
            sql += &format!(" AND actor = ?{}", values.len());
        }
        if let Some(id) = &filter.id {
            values.push(id.as_str().into());
            sql += &format!(" AND id <> '' AND id = ?{}", values.len());
        }
        sql += " ORDER BY number DESC LIMIT ?2";
        let mut select = self.conn().prepare_cached(&sql).sql()?;
        let rows = select.query_map(params_from_iter(values), entry).sql()?;
        rows.collect::<rusqlite::Result<_>>().sql()
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let refused = row.get_ref(8)?.as_str()? == Outcome::Refused.as_str();
    Ok(Entry {
        number: row.get(0)?,
        at: Timestamp(row.get(1)?),
        actor: row.get(2)?,
        address: row.get(3)?,
        action: row.get(4)?,
        kind: row.get(5)?,
        id: row.get(6)?,
        region: row.get(7)?,
        outcome: if refused { Outcome::Refused } else { Outcome::Done },
        detail: row.get(9)?,
    })
}
