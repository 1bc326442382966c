//! `gantry password NAME`: the way back in for who has forgotten their password and has the machine.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, ensure};
use gantry_engine::clock::SystemClock;
use gantry_engine::iam;
use gantry_engine::store::{self, FolderLock, Store};

/// Gives this person a one-time password and prints it. The server must be stopped: it keeps people and sessions open.
///
/// # Errors
/// What a person can mend, in words: there is no such folder or person, or a server has the folder open.
pub fn recover(data: &Path, name: &str) -> Result<()> {
    // A lock or a store would make the folder that a typing error names.
    ensure!(data.join(store::FILE).is_file(), "data: there is no installation in {}", data.display());
    let lock = FolderLock::take(data)?;
    let store = Store::open_locked(lock, data, Arc::new(SystemClock))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let first = runtime.block_on(iam::recover(store, name))?;
    println!("Sign in as {} with the one-time password {}", first.user, first.password);
    println!("It is good for choosing another one. All sessions of {} have ended.", first.user);
    Ok(())
}
