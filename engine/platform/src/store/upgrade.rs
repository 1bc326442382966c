//! Bringing an older file up to date, and refusing a newer one.
//!
//! What has run is written in `modules` (how many migrations of each set of tables) and `kinds` (shape of the documents, and the columns and indexes
//! that the table has). If anything is newer than this program knows, nothing is touched. If anything that holds data is older, the file is first copied to
//! `backups/`, and then all steps run in one transaction: a start that is killed begins again from the old state.

use std::{
    collections::HashMap,
    fs,
    os::unix::fs::{DirBuilderExt as _, PermissionsExt as _},
    path::Path,
};

use gantry_model::{Error, Message, Result, time::Timestamp};
use rusqlite::{Connection, Transaction, params};
use serde_json::Value;

use super::{
    catalog::{Catalog, KindInfo},
    counts,
    fault::{self, Sql as _},
    kind::Document,
    references,
    schema::{MODULES, Module},
};

/// Documents that are upgraded between two looks at the list.
const STEP: usize = 1000;

/// What an existing file says of itself.
#[derive(Default)]
struct Found {
    modules: HashMap<String, usize>,
    kinds: HashMap<String, (u32, String)>,
}

/// Refuses a newer file; backs up and upgrades an older one; makes the tables of a new one.
pub(super) fn bring_up_to_date(conn: &mut Connection, dir: &Path, catalog: &Catalog, now: Timestamp) -> Result<()> {
    let found = Found::read(conn)?;
    found.refuse_newer(dir, catalog)?;
    if found.is_current(catalog) {
        return Ok(());
    }
    if found.loses_a_shape(catalog) {
        let backup = back_up(conn, dir, now)?;
        tracing::info!(backup = %backup.display(), "the store is upgraded; its old state is kept");
    }
    let tx = conn.transaction().sql()?;
    tx.execute_batch(
        "CREATE TABLE IF NOT EXISTS modules (name TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL) STRICT;
         CREATE TABLE IF NOT EXISTS kinds (kind TEXT PRIMARY KEY NOT NULL, shape INTEGER NOT NULL, columns TEXT NOT NULL) STRICT;",
    )
    .sql()?;
    for module in MODULES {
        upgrade_module(&tx, module, found.modules.get(module.name).copied().unwrap_or(0))?;
    }
    for kind in catalog.kinds() {
        upgrade_kind(&tx, kind, found.kinds.get(kind.kind))?;
        counts::recount(&tx, kind)?;
        references::rebuild(&tx, kind)?;
    }
    tx.commit().sql()
}

impl Found {
    fn read(conn: &Connection) -> Result<Self> {
        let known = conn.table_exists(None, "modules").sql()?;
        if !known {
            return Ok(Self::default());
        }
        let mut found = Self::default();
        let mut modules = conn.prepare("SELECT name, version FROM modules").sql()?;
        for row in modules.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).sql()? {
            let (name, version) = row.sql()?;
            found.modules.insert(name, version);
        }
        let mut kinds = conn.prepare("SELECT kind, shape, columns FROM kinds").sql()?;
        for row in kinds.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))).sql()? {
            let (kind, shape) = row.sql()?;
            found.kinds.insert(kind, shape);
        }
        Ok(found)
    }

    fn refuse_newer(&self, dir: &Path, catalog: &Catalog) -> Result<()> {
        let refuse = |what: &str, theirs: usize, ours: usize| {
            Err(Error::unavailable(Message::text(format!(
                "The data folder {} was written by a newer Gantry: {what} has shape {theirs}, and this program knows {ours}. \
                 Start the newer program, or use another data folder.",
                dir.display()
            ))))
        };
        for (name, &version) in &self.modules {
            let ours = MODULES.iter().find(|module| module.name == name).map_or(0, |module| module.migrations.len());
            if version > ours {
                return refuse(name, version, ours);
            }
        }
        for (name, (shape, _)) in &self.kinds {
            let ours = catalog.kinds().find(|kind| kind.kind == name).map_or(0, |kind| kind.shape);
            if *shape > ours {
                return refuse(name, *shape as usize, ours as usize);
            }
        }
        Ok(())
    }

    fn is_current(&self, catalog: &Catalog) -> bool {
        MODULES.iter().all(|module| self.modules.get(module.name) == Some(&module.migrations.len()))
            && catalog.kinds().all(|kind| {
                let found = self.kinds.get(kind.kind);
                found.is_some_and(|(shape, columns)| *shape == kind.shape && *columns == definition(kind))
            })
    }

    /// Whether something that is already there changes its shape. Making what is new, or other indexes, puts nothing at risk.
    fn loses_a_shape(&self, catalog: &Catalog) -> bool {
        let module =
            |module: &Module| self.modules.get(module.name).is_some_and(|&v| v > 0 && v < module.migrations.len());
        MODULES.iter().any(module)
            || catalog.kinds().any(|kind| self.kinds.get(kind.kind).is_some_and(|(shape, _)| *shape < kind.shape))
    }
}

/// What has to be made anew where it is another: columns, indexes, references.
fn definition(kind: &KindInfo) -> String {
    let references = format!("-- refers: {:?}", kind.refers);
    kind.columns_and_indexes().into_iter().chain([references]).collect::<Vec<_>>().join("\n")
}

fn upgrade_module(tx: &Transaction<'_>, module: &Module, version: usize) -> Result<()> {
    for migration in module.migrations.iter().skip(version) {
        tx.execute_batch(migration).sql()?;
    }
    let sql = "INSERT INTO modules (name, version) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET version = ?2";
    tx.execute(sql, params![module.name, module.migrations.len()]).sql()?;
    Ok(())
}

fn upgrade_kind(tx: &Transaction<'_>, kind: &KindInfo, found: Option<&(u32, String)>) -> Result<()> {
    match found {
        None => {
            tx.execute_batch(&kind.create_table()).sql()?;
            tx.execute_batch(&definition(kind)).sql()?;
        }
        Some((shape, columns)) => {
            let wanted = definition(kind);
            if *columns != wanted {
                drop_columns_and_indexes(tx, kind)?;
            }
            if *shape < kind.shape {
                upgrade_documents(tx, kind)?;
            }
            if *columns != wanted {
                tx.execute_batch(&wanted).sql()?;
            }
        }
    }
    let sql = "INSERT INTO kinds (kind, shape, columns) VALUES (?1, ?2, ?3)
               ON CONFLICT DO UPDATE SET shape = ?2, columns = ?3";
    tx.execute(sql, params![kind.kind, kind.shape, definition(kind)]).sql()?;
    Ok(())
}

fn drop_columns_and_indexes(tx: &Transaction<'_>, kind: &KindInfo) -> Result<()> {
    let names = |sql: &str| -> Result<Vec<String>> {
        let mut select = tx.prepare(sql).sql()?;
        let rows = select.query_map([format!("doc_{}", kind.kind)], |row| row.get(0)).sql()?;
        rows.collect::<rusqlite::Result<_>>().sql()
    };
    // The index behind the primary key has no statement of its own and stays.
    for index in names("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL")? {
        tx.execute_batch(&format!("DROP INDEX \"{index}\"")).sql()?;
    }
    // The last one first: a column may be computed from one before it.
    for column in names("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 2 ORDER BY cid DESC")? {
        tx.execute_batch(&format!("ALTER TABLE {} DROP COLUMN \"{column}\"", kind.table())).sql()?;
    }
    Ok(())
}

fn upgrade_documents(tx: &Transaction<'_>, kind: &KindInfo) -> Result<()> {
    let table = kind.table();
    let select = format!("SELECT id, shape, spec, status FROM {table} WHERE id > ?1 ORDER BY id LIMIT {STEP}");
    let mut select = tx.prepare(&select).sql()?;
    let mut update =
        tx.prepare(&format!("UPDATE {table} SET spec = ?2, status = ?3, shape = ?4 WHERE id = ?1")).sql()?;
    let mut last = String::new();
    loop {
        let rows = select
            .query_map([&last], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, u32>(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, String>(3)?,
                ))
            })
            .sql()?;
        let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>().sql()?;
        let Some((id, ..)) = rows.last() else { return Ok(()) };
        last.clone_from(id);
        for (id, shape, spec, status) in rows {
            if shape == kind.shape {
                continue;
            }
            let parse = |text: &str| {
                serde_json::from_str::<Value>(text).map_err(|error| fault::unreadable(kind.kind, &id, error))
            };
            let mut document = Document { spec: parse(&spec)?, status: parse(&status)? };
            for from in shape..kind.shape {
                document = (kind.upgrade)(from, document)?;
            }
            update.execute(params![id, document.spec.to_string(), document.status.to_string(), kind.shape]).sql()?;
        }
    }
}

fn back_up(conn: &Connection, dir: &Path, now: Timestamp) -> Result<std::path::PathBuf> {
    let cannot = |error: std::io::Error| {
        Error::unavailable(Message::text(format!(
            "The store cannot be backed up in {}: {error}. Nothing was changed.",
            dir.display()
        )))
    };
    let folder = dir.join("backups");
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(cannot)?;
    let to = folder.join(format!("gantry-{}.db", now.0));
    let part = folder.join(format!("gantry-{}.part", now.0));
    match fs::remove_file(&part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(cannot(error)),
        _ => {}
    }
    copy(conn, &part)?;
    fs::rename(&part, &to).map_err(cannot)?;
    fs::File::open(&folder).and_then(|folder| folder.sync_all()).map_err(cannot)?;
    Ok(to)
}

/// Writes a whole copy of the database to `to`, which must not exist, and syncs it.
pub(super) fn copy(conn: &Connection, to: &Path) -> Result<()> {
    let path =
        to.to_str().ok_or_else(|| Error::invalid("path", Message::text("The path of a backup must be UTF-8.")))?;
    conn.execute("VACUUM INTO ?1", [path]).sql()?;
    let cannot =
        |error| Error::unavailable(Message::text(format!("The backup {} cannot be written: {error}.", to.display())));
    fs::set_permissions(to, fs::Permissions::from_mode(0o600)).map_err(cannot)?;
    fs::File::open(to).and_then(|file| file.sync_all()).map_err(cannot)
}
