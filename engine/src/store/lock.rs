//! One server on one data folder: a lock that ends with the process that holds it, however that ends.

use std::{
    fs::{self, File, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

use gantry_model::{Error, Result};

/// Held as long as the store is open. The kernel lets go of it when the process ends.
#[derive(Debug)]
pub(super) struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Makes the folder if it is missing (mode 0700) and takes its lock.
    pub(super) fn take(dir: &Path) -> Result<Self> {
        let cannot = |what: &str, error: std::io::Error| {
            Error::unavailable(format!("The data folder {} cannot be {what}: {error}.", dir.display()))
        };
        fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(|e| cannot("made", e))?;
        let mut file = fs::OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(dir.join("gantry.lock"))
            .map_err(|e| cannot("written", e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = file.read_to_string(&mut holder);
                let holder = holder.trim();
                let holder = if holder.is_empty() { "another process".to_owned() } else { format!("process {holder}") };
                return Err(Error::unavailable(format!(
                    "The data folder {} is in use by {holder}. Two servers cannot share one data folder: stop the \
                     other, or give this one a folder of its own with --data.",
                    dir.display()
                )));
            }
            Err(TryLockError::Error(error)) => return Err(cannot("locked", error)),
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(|e| cannot("written", e))?;
        writeln!(file, "{}", std::process::id()).map_err(|e| cannot("written", e))?;
        Ok(Self { _file: file })
    }
}
