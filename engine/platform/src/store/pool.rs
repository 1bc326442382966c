//! Connections that read. Each call borrows one for as long as it takes, inside a read transaction of its own.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use gantry_model::Result;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::{fault::Sql as _, schema};

/// Calls that read at the same time; more wait.
const READERS: usize = 8;

pub(super) struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    pub(super) places: Arc<Semaphore>,
}

impl Pool {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), idle: Mutex::default(), places: Arc::new(Semaphore::new(READERS)) }
    }

    /// Runs `f` on a connection that sees one moment of the store.
    pub(super) fn with<T>(&self, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => {
                let conn = self.connect()?;
                conn.pragma_update(None, "query_only", true).sql()?;
                conn
            }
        };
        let result = {
            // Dropping it rolls back, which for a reader only lets go of the moment.
            let moment = conn.unchecked_transaction().sql()?;
            f(&moment)
        };
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        result
    }

    /// A connection of one's own.
    pub(super) fn connect(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&self.path, flags).sql()?;
        schema::tune(&conn).sql()?;
        Ok(conn)
    }
}
