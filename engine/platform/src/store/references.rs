//! Which document points at which: kept in the transaction that writes the one that points, so that "who uses this" is one look, the
//! same for the refusal to delete and for the dialog that asks.
//!
//! A kind says by [`Kind::refers`] what its documents point at. The table holds one line for each; it is made anew at the start when
//! the number in [`Kind::REFERS`] is another than the one that it was made with.

use std::collections::BTreeSet;

use gantry_model::reference::{Bond, User, Users};
use gantry_model::{Error, Result, kind::Id};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    catalog::KindInfo,
    fault::{self, Sql as _},
    kind::Kind,
    read::Read,
    tx::Tx,
};

pub(super) const MIGRATIONS: &[&str] = &["
    CREATE TABLE document_references (
        of TEXT NOT NULL,
        bond TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (of, bond, kind, id, role)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX document_references_by_id ON document_references (id);
"];

/// Whether documents of a kind point at others, and by which number of its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refers {
    /// They point at nothing.
    Nowhere,
    /// Their spec does. The number goes up with each change of [`Kind::refers`].
    BySpec(u32),
    /// Their spec and their status do. The number goes up with each change of [`Kind::refers`].
    ByStatus(u32),
}

/// That a document points at another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    of: String,
    bond: Bond,
    role: &'static str,
}

impl Reference {
    /// It needs `of`, which therefore cannot be deleted.
    pub fn uses(of: &impl Id, role: &'static str) -> Self {
        Self { of: of.as_str().to_owned(), bond: Bond::Uses, role }
    }

    /// It is a part of `of` and goes with it.
    pub fn part_of(of: &impl Id) -> Self {
        Self { of: of.as_str().to_owned(), bond: Bond::PartOf, role: "" }
    }

    /// It names `of` and lives on without it.
    pub fn mentions(of: &impl Id, role: &'static str) -> Self {
        Self { of: of.as_str().to_owned(), bond: Bond::Mentions, role }
    }
}

/// What the document with this spec and status, as they are stored, points at.
pub(super) fn of_stored<K: Kind>(spec: &str, status: &str) -> Result<Vec<Reference>> {
    let unreadable = |error: serde_json::Error| fault::unreadable(K::KIND, "", error);
    let spec = serde_json::from_str(spec).map_err(unreadable)?;
    let status = serde_json::from_str(status).map_err(unreadable)?;
    Ok(K::refers(&spec, &status))
}

/// Makes the lines of a whole kind anew.
pub(super) fn rebuild(conn: &Connection, kind: &KindInfo) -> Result<()> {
    conn.execute("DELETE FROM document_references WHERE kind = ?1", [kind.kind]).sql()?;
    if kind.refers == Refers::Nowhere {
        return Ok(());
    }
    let mut select = conn.prepare(&format!("SELECT id, spec, status FROM {}", kind.table())).sql()?;
    let mut rows = select.query([]).sql()?;
    while let Some(row) = rows.next().sql()? {
        let (id, spec, status): (String, String, String) = (row.get(0).sql()?, row.get(1).sql()?, row.get(2).sql()?);
        for reference in (kind.references)(&spec, &status)? {
            insert(conn, kind.kind, &id, &reference)?;
        }
    }
    Ok(())
}

fn insert(conn: &Connection, kind: &str, id: &str, reference: &Reference) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO document_references (of, bond, kind, id, role) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    )
    .and_then(|mut insert| insert.execute(params![reference.of, reference.bond.token(), kind, id, reference.role]))
    .map(drop)
    .sql()
}

impl Tx<'_> {
    /// Brings the lines of a document up to what it points at now.
    pub(super) fn refer<K: Kind>(&mut self, id: &K::Id, spec: &K::Spec, status: &K::Status) -> Result<()> {
        if K::REFERS == Refers::Nowhere {
            return Ok(());
        }
        let wanted: BTreeSet<_> = K::refers(spec, status).into_iter().collect();
        let mut known = BTreeSet::new();
        {
            let mut select =
                self.conn().prepare_cached("SELECT of, bond, role FROM document_references WHERE id = ?1").sql()?;
            let mut rows = select.query([id.as_str()]).sql()?;
            while let Some(row) = rows.next().sql()? {
                let line: (String, String, String) = (row.get(0).sql()?, row.get(1).sql()?, row.get(2).sql()?);
                known.insert(line);
            }
        }
        let line = |one: &Reference| (one.of.clone(), one.bond.token().to_owned(), one.role.to_owned());
        let keep: BTreeSet<_> = wanted.iter().map(line).collect();
        for (of, bond, role) in known.difference(&keep) {
            self.run(
                "DELETE FROM document_references WHERE of = ?1 AND bond = ?2 AND id = ?3 AND role = ?4",
                params![of, bond, id.as_str(), role],
            )?;
        }
        for reference in wanted.iter().filter(|one| !known.contains(&line(one))) {
            insert(self.conn(), K::KIND, id.as_str(), reference)?;
        }
        Ok(())
    }

    /// The same after a change of the status alone.
    pub(super) fn refer_by_status<K: Kind>(&mut self, id: &K::Id) -> Result<()> {
        if !matches!(K::REFERS, Refers::ByStatus(_)) {
            return Ok(());
        }
        let document = self.get::<K>(id)?;
        self.refer::<K>(id, &document.spec, &document.status)
    }

    /// What a deleted document pointed at is free of it.
    pub(super) fn forget_references(&mut self, id: &str) -> Result<()> {
        self.run("DELETE FROM document_references WHERE id = ?1", [id]).map(drop)
    }
}

impl Read<'_> {
    /// What points at a thing in this way: the first of it, by kind and id, and how many there are. A document that points at it twice, by
    /// two roles, is there twice.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn users(&self, of: &str, bond: Bond, most: u32) -> Result<Users> {
        let conn = self.conn();
        let mut count =
            conn.prepare_cached("SELECT count(*) FROM document_references WHERE of = ?1 AND bond = ?2").sql()?;
        let total = count.query_row([of, bond.token()], |row| row.get(0)).sql()?;
        let mut select = conn
            .prepare_cached(
                "SELECT kind, id, role FROM document_references WHERE of = ?1 AND bond = ?2 ORDER BY kind, id, role LIMIT ?3",
            )
            .sql()?;
        let rows = select
            .query_map(params![of, bond.token(), most], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })
            .sql()?;
        let mut users = Vec::new();
        for row in rows {
            let (kind, id, role) = row.sql()?;
            let name = self.name_of(&kind, &id)?.unwrap_or_default();
            let (part_of, within) = self.whole_of(&id)?;
            let kind = kind.try_into().map_err(|error: Error| Error::internal(error))?;
            users.push(User { kind, id, name, role, part_of, within: within.unwrap_or_default() });
        }
        Ok(Users { users, total })
    }

    /// The name of the document of this kind; `None` where there is none.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn name_of(&self, kind: &str, id: &str) -> Result<Option<String>> {
        let Ok(entry) = self.catalog().entry(kind) else { return Ok(None) };
        let table = entry.info.table();
        let mut select = self.conn().prepare_cached(&format!("SELECT name FROM {table} WHERE id = ?1")).sql()?;
        select.query_row([id], |row| row.get(0)).optional().sql()
    }
}
