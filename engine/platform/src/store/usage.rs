//! Usage counters: how much there is of what, per region, kept in the transaction that makes or deletes it, so that a quota never
//! needs a scan.

use gantry_model::{Error, Result};
use rusqlite::{OptionalExtension as _, params};

use super::{fault::Sql as _, read::Read, tx::Tx};

pub(super) const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE usage (
        region TEXT NOT NULL,
        counter TEXT NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (region, counter)
    ) STRICT, WITHOUT ROWID;
",
    "
    -- What is a document is counted by its documents.
    DELETE FROM usage WHERE region <> '' AND counter NOT IN ('vcpu', 'memory_gib');
",
];

impl Tx<'_> {
    /// Adds `delta`, which may be negative, to a counter and returns the new amount.
    ///
    /// # Errors
    /// Internal when the amount would fall below zero: something was taken away twice.
    pub fn add_usage(&mut self, region: &str, counter: &str, delta: i64) -> Result<i64> {
        let amount = self
            .conn()
            .prepare_cached(
                "INSERT INTO usage (region, counter, amount) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET amount = amount + ?3 RETURNING amount",
            )
            .and_then(|mut add| add.query_row(params![region, counter, delta], |row| row.get(0)))
            .sql()?;
        if amount < 0 {
            return Err(Error::internal(format!("usage of {counter} in {region} would be {amount}")));
        }
        Ok(amount)
    }
}

impl Read<'_> {
    /// The amount of a counter; 0 where nothing was ever added.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn usage(&self, region: &str, counter: &str) -> Result<i64> {
        let amount = self
            .conn()
            .prepare_cached("SELECT amount FROM usage WHERE region = ?1 AND counter = ?2")
            .and_then(|mut select| select.query_row([region, counter], |row| row.get(0)).optional())
            .sql()?;
        Ok(amount.unwrap_or(0))
    }

    /// All counters of a region and their amounts, by name.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn usages(&self, region: &str) -> Result<Vec<(String, i64)>> {
        let mut select =
            self.conn().prepare_cached("SELECT counter, amount FROM usage WHERE region = ?1 ORDER BY counter").sql()?;
        let rows = select.query_map([region], |row| Ok((row.get(0)?, row.get(1)?))).sql()?;
        rows.collect::<rusqlite::Result<_>>().sql()
    }
}
