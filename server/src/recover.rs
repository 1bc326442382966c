//! `gantry password NAME`: the way back in for who has forgotten their password and has the machine.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, ensure};
use gantry_engine::clock::SystemClock;
use gantry_engine::iam;
use gantry_engine::runtime::host;
use gantry_engine::store::{self, FolderLock, Store};

/// Gives this person a one-time password and prints it. The server must be stopped: it keeps people and sessions open.
///
/// # Errors
/// What a person can mend, in words: there is no such folder or person, a server has the folder open, or it is a copy of one that is
/// still there.
pub fn recover(data: &Path, name: &str) -> Result<()> {
    // A lock or a store would make the folder that a typing error names.
    ensure!(data.join(store::FILE).is_file(), "data: there is no installation in {}", data.display());
    host::refuse_copy(data)?;
    let lock = FolderLock::take(data)?;
    let store = Store::open_locked(lock, data, Arc::new(SystemClock), gantry_engine::documents::kinds())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let first = runtime.block_on(iam::recover(store, name))?;
    println!("Sign in as {} with the one-time password {}", first.user, first.password);
    println!("It is good for choosing another one. All sessions of {} have ended.", first.user);
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;
    use std::path::PathBuf;

    use super::*;

    /// A folder under `/run`, removed when dropped.
    struct Run(PathBuf);

    impl Drop for Run {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_copy_gets_no_new_password() {
        let dir = tempfile::tempdir().unwrap();
        let (original, copy) = (dir.path().join("original"), dir.path().join("copy"));
        let tag = format!("t{:03}", std::process::id() % 1000);
        for folder in [&original, &copy] {
            fs::create_dir_all(folder.join("runtime")).unwrap();
            fs::write(folder.join(store::FILE), "").unwrap();
            let kept = format!(r#"{{ "tag": "{tag}", "transit_range": 1 }}"#);
            fs::write(folder.join("runtime/installation.json"), kept).unwrap();
        }
        let run = Run(PathBuf::from("/run/gantry").join(&tag));
        if fs::create_dir_all(&run.0).is_err() {
            println!("Not tested: only root may write to /run.");
            return;
        }
        fs::write(run.0.join("owner"), original.display().to_string()).unwrap();
        let refused = recover(&copy, "admin").unwrap_err().to_string();
        assert!(refused.contains("is a copy of") && refused.contains(&original.display().to_string()), "{refused}");
        assert!(!copy.join("gantry.lock").exists(), "nothing was touched");
        let _running = FolderLock::take(&original).unwrap();
        let refused = recover(&original, "admin").unwrap_err().to_string();
        assert!(refused.contains("is in use by process"), "{refused}");
    }
}
