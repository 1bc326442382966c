//! Unique keys: what must not be there twice is claimed here, in the transaction that makes it.

use gantry_model::{Error, Result, id::Id, message::machine as say};
use rusqlite::{OptionalExtension as _, params};

use super::{
    fault::{self, Sql as _},
    kind::Kind,
    read::Read,
    tx::Tx,
};

pub(super) const MIGRATIONS: &[&str] = &["
    CREATE TABLE names (
        kind TEXT NOT NULL,
        scope TEXT NOT NULL,
        name TEXT NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (kind, scope, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX names_by_id ON names (id);
"];

impl Tx<'_> {
    /// Claims `name` within `scope` (a region, the id of a parent, or nothing) for `id`. Claiming it again for the same id is no error.
    /// The claim ends with [`Tx::release_name`] or with the resource.
    ///
    /// # Errors
    /// AlreadyExists, on the field `name`, when it is another's.
    pub fn claim_name<K: Kind>(&mut self, scope: &str, name: &str, id: &K::Id) -> Result<()> {
        let claimed = self.run(
            "INSERT INTO names (kind, scope, name, id) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            params![K::KIND, scope, name, id.as_str()],
        )?;
        if claimed == 1 || self.named::<K>(scope, name)?.as_ref() == Some(id) {
            return Ok(());
        }
        Err(Error::already_exists("name", say::name_taken(K::Id::KIND, name)))
    }

    /// Lets go of a name that `id` has claimed; no error if it has not.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn release_name<K: Kind>(&mut self, scope: &str, name: &str, id: &K::Id) -> Result<()> {
        let sql = "DELETE FROM names WHERE kind = ?1 AND scope = ?2 AND name = ?3 AND id = ?4";
        self.run(sql, params![K::KIND, scope, name, id.as_str()])?;
        Ok(())
    }

    pub(super) fn release_all_names(&self, id: &str) -> Result<()> {
        self.run("DELETE FROM names WHERE id = ?1", [id])?;
        Ok(())
    }
}

impl Read<'_> {
    /// Who has claimed `name` within `scope`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn named<K: Kind>(&self, scope: &str, name: &str) -> Result<Option<K::Id>> {
        let holder = self
            .conn()
            .prepare_cached("SELECT id FROM names WHERE kind = ?1 AND scope = ?2 AND name = ?3")
            .and_then(|mut select| {
                select.query_row(params![K::KIND, scope, name], |row| row.get::<_, String>(0)).optional()
            })
            .sql()?;
        holder.map(|id| K::Id::parse(&id).map_err(|error| fault::unreadable(K::KIND, &id, error))).transpose()
    }
}
