//! How many documents there are of each kind in each region, kept in the transaction that makes or deletes one: a list of a
//! million rows shows its length without a look at them.

use gantry_model::Result;
use rusqlite::{Connection, params};

use super::{catalog::KindInfo, fault::Sql as _, kind::Kind, read::Read, tx::Tx};

pub(super) const MIGRATIONS: &[&str] = &["
    CREATE TABLE document_counts (
        kind TEXT NOT NULL,
        region TEXT NOT NULL,
        documents INTEGER NOT NULL,
        PRIMARY KEY (kind, region)
    ) STRICT, WITHOUT ROWID;
"];

/// Counts the documents of a kind anew, after an upgrade.
pub(super) fn recount(conn: &Connection, kind: &KindInfo) -> Result<()> {
    conn.execute("DELETE FROM document_counts WHERE kind = ?1", [kind.kind]).sql()?;
    let count =
        format!("INSERT INTO document_counts SELECT ?1, region, count(*) FROM {} GROUP BY region", kind.table());
    conn.execute(&count, [kind.kind]).sql()?;
    Ok(())
}

impl Tx<'_> {
    pub(super) fn count_document<K: Kind>(&self, region: &str, delta: i64) -> Result<()> {
        self.run(
            "INSERT INTO document_counts VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET documents = documents + ?3",
            params![K::KIND, region, delta],
        )?;
        Ok(())
    }
}

impl Read<'_> {
    /// How many documents there are of the kind with this token: in one region, or in all.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn documents(&self, kind: &str, region: Option<&str>) -> Result<u64> {
        let sql = match region {
            Some(_) => "SELECT coalesce(sum(documents), 0) FROM document_counts WHERE kind = ?1 AND region = ?2",
            None => "SELECT coalesce(sum(documents), 0) FROM document_counts WHERE kind = ?1 AND ?2 IS NULL",
        };
        let mut select = self.conn().prepare_cached(sql).sql()?;
        select.query_row(params![kind, region], |row| row.get(0)).sql()
    }
}
