//! The file: how it is opened, and which tables it has.

use std::{os::unix::fs::OpenOptionsExt as _, path::Path, time::Duration};

use gantry_model::{Error, Message, Result};
use rusqlite::{Connection, OpenFlags};

use super::{
    Holds, catalog::KindInfo, changes, counts, events, fault::Sql as _, iam, names, operations, references, registry,
    usage,
};

/// A set of tables of one owner. Its version is the number of its migrations that have run.
pub(super) struct Module {
    pub(super) name: &'static str,
    pub(super) migrations: &'static [&'static str],
}

/// All of them. The tables of documents are made from the catalogue.
pub(super) const MODULES: &[Module] = &[
    Module { name: "changes", migrations: changes::MIGRATIONS },
    Module { name: "document_counts", migrations: counts::MIGRATIONS },
    Module { name: "document_references", migrations: references::MIGRATIONS },
    Module { name: "names", migrations: names::MIGRATIONS },
    Module { name: "usage", migrations: usage::MIGRATIONS },
    Module { name: "events", migrations: events::MIGRATIONS },
    Module { name: "operations", migrations: operations::MIGRATIONS },
    Module { name: "registry", migrations: registry::MIGRATIONS },
    Module { name: "iam", migrations: iam::MIGRATIONS },
];

/// Opens the file for writing, and makes it with mode 0600 if it is missing: it holds secrets.
pub(super) fn connect(path: &Path) -> Result<Connection> {
    let cannot =
        |error| Error::unavailable(Message::text(format!("The store {} cannot be opened: {error}.", path.display())));
    std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(cannot)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).sql()?;
    conn.pragma_update(None, "journal_mode", "WAL").sql()?;
    tune(&conn).sql()?;
    Ok(conn)
}

/// What every connection needs.
pub(super) fn tune(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.set_prepared_statement_cache_capacity(512);
    // FULL syncs the log at each commit; without it, a power cut takes what was acknowledged.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "cache_size", -16_384)?;
    conn.pragma_update(None, "mmap_size", 1_i64 << 30)?;
    // The writer thread copies the log into the file. Pages that change often are copied once per 64 MiB of log instead of
    // once per 4, which is worth half of all commits under load; a start after a kill reads that much more.
    conn.pragma_update(None, "wal_autocheckpoint", 16_384)?;
    conn.pragma_update(None, "journal_size_limit", 96 << 20)?;
    Ok(())
}

impl KindInfo {
    /// The kind's table without its generated columns.
    pub(super) fn create_table(&self) -> String {
        format!(
            "CREATE TABLE {} (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            ) STRICT;",
            self.table()
        )
    }

    /// The generated columns and the indexes, a statement each: what has to be made anew when the kind lists other ones.
    pub(super) fn columns_and_indexes(&self) -> Vec<String> {
        let table = self.table();
        let generated = |name: &str, holds: &str, expression: &str| {
            format!("ALTER TABLE {table} ADD COLUMN \"{name}\" {holds} GENERATED ALWAYS AS ({expression}) VIRTUAL;")
        };
        let columns = self.columns.iter().flat_map(|column| {
            let value = |holds| generated(column.name, holds, &Self::expression(column));
            match column.holds {
                Holds::Text => vec![value("TEXT")],
                Holds::Integer => vec![value("INTEGER")],
                Holds::Address => {
                    vec![value("TEXT"), generated(&column.sort_key(), "INTEGER", &Self::address_in_order(column))]
                }
            }
        });
        // By id, the primary key serves; who filters by owner declares an index that fits the list.
        let single = ["name", "created_at"].map(str::to_owned).into_iter();
        let single = single.chain(self.columns.iter().map(super::Column::sort_key)).map(|name| vec![name]);
        let several = self.indexes.iter().map(|names| names.iter().map(|&name| name.to_owned()).collect());
        let indexes = single.chain(several).map(|names: Vec<String>| {
            let named = format!("\"doc_{}_by_{}\"", self.kind, names.join("_"));
            let mut keys: Vec<String> = ["region".to_owned()].into_iter().chain(names).collect();
            if !keys.iter().any(|key| key == "id") {
                keys.push("id".to_owned());
            }
            format!("CREATE INDEX {named} ON {table} (\"{}\");", keys.join("\", \""))
        });
        columns.chain(indexes).collect()
    }
}
