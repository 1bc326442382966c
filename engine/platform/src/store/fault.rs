//! How faults of SQLite and of the disk become the control plane's errors.

use gantry_model::{Error, Result, id::Id, message::machine as say};
use rusqlite::ErrorCode;

use super::Kind;

/// Turns a fault of SQLite into an [`Error`]: what trying again may mend is Unavailable, the rest is our own.
pub(in crate::store) trait Sql<T> {
    fn sql(self) -> Result<T>;
}

impl<T> Sql<T> for rusqlite::Result<T> {
    fn sql(self) -> Result<T> {
        self.map_err(|error| of_sqlite(&error))
    }
}

pub(in crate::store) fn of_sqlite(error: &rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            tracing::error!(%error, "the disk is full");
            Error::unavailable(say::store_disk_full())
        }
        Some(ErrorCode::SystemIoFailure | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
            tracing::error!(%error, "the store's disk fails");
            Error::unavailable(say::store_disk_refuses())
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            tracing::error!(%error, "the store is busy");
            Error::unavailable(say::store_busy())
        }
        _ => Error::internal(format!("store: {error}")),
    }
}

/// Somebody else wrote the resource first.
pub(in crate::store) fn changed_meanwhile<K: Kind>(id: &K::Id) -> Error {
    Error::conflict(say::changed_meanwhile(K::Id::KIND, id))
}

/// Text in the store that no longer reads as what it was written from.
pub(in crate::store) fn unreadable(kind: &str, id: &str, cause: impl std::fmt::Display) -> Error {
    Error::internal(format!("store: {kind} {id} does not read: {cause}"))
}
