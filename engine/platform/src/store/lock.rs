//! One server on one data folder: a lock that ends with the process that holds it, however that ends.

use std::{
    fs::{self, File, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use gantry_model::{Error, Message, Result};

/// How long a holder that is just ending is waited for. A process that it was starting in that moment holds the lock too, until it
/// has become another program.
const PATIENCE: Duration = Duration::from_secs(1);

/// Held as long as the store is open. The kernel lets go of it when the process ends.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Makes the folder if it is missing (mode 0700) and takes its lock.
    ///
    /// # Errors
    /// Unavailable when another process holds it, named by its number, or when the folder cannot be made or written.
    pub fn take(dir: &Path) -> Result<Self> {
        let cannot = |what: &str, error: std::io::Error| {
            Error::unavailable(Message::text(format!("The data folder {} cannot be {what}: {error}.", dir.display())))
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
        let began = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => thread::sleep(PATIENCE / 50),
                Err(TryLockError::WouldBlock) => return Err(in_use(dir, &mut file)),
                Err(TryLockError::Error(error)) => return Err(cannot("locked", error)),
            }
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(|e| cannot("written", e))?;
        writeln!(file, "{}", std::process::id()).map_err(|e| cannot("written", e))?;
        Ok(Self { _file: file })
    }
}

fn in_use(dir: &Path, file: &mut File) -> Error {
    let mut holder = String::new();
    // Whoever holds it has written its number; if not, the message does without.
    let _ = file.read_to_string(&mut holder);
    let holder = holder.trim();
    let holder = if holder.is_empty() { "another process".to_owned() } else { format!("process {holder}") };
    Error::unavailable(Message::text(format!(
        "The data folder {} is in use by {holder}. Two servers cannot share one data folder: stop the other, or give this \
         one a folder of its own with --data.",
        dir.display()
    )))
}
