//! How many files a process of ours may have open at once.
//!
//! The server raises its own limit to what it may be, because connections and containers cost open files. What runs in containers gets the one that
//! the server was started with, which is what programs expect: some try every number up to the limit.

use std::process::Command;
use std::sync::OnceLock;

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// The variable by which a supervisor learns of the limit that the server was started with.
const VARIABLE: &str = "GANTRY_OPEN_FILES";

/// The limit that this process was started with, once it was raised.
static STARTED_WITH: OnceLock<u64> = OnceLock::new();

/// Raises this process's limit as far as it goes, and returns it.
///
/// # Errors
/// What the kernel says.
pub fn raise_open_files() -> std::io::Result<u64> {
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE)?;
    if soft < hard {
        setrlimit(Resource::RLIMIT_NOFILE, hard, hard)?;
        let _ = STARTED_WITH.set(soft);
    }
    Ok(hard)
}

/// Has a process that is to run containers learn of the earlier limit.
pub fn tell(command: &mut Command) {
    if let Some(soft) = STARTED_WITH.get() {
        command.env(VARIABLE, soft.to_string());
    }
}

/// In such a process: takes the earlier limit again. One that cannot is no reason to run nothing.
pub fn restore() {
    let soft = std::env::var(VARIABLE).ok().and_then(|soft| soft.parse::<u64>().ok());
    if let (Some(soft), Ok((_, hard))) = (soft, getrlimit(Resource::RLIMIT_NOFILE)) {
        let _ = setrlimit(Resource::RLIMIT_NOFILE, soft.min(hard), hard);
    }
}
