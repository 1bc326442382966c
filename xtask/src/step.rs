//! One step of work: what it does, how long it took, and what to say when it fails.

use anyhow::{Context, Result, bail};
use std::process::Command;
use std::time::Instant;

/// Does one step, and says what it is and how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("· {what}");
    let start = Instant::now();
    let result = work()?;
    println!("  {what}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(result)
}

/// Runs a command whose output people see. Fails where it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("start {command:?}"))?;
    if !status.success() {
        bail!("{status}: {command:?}");
    }
    Ok(())
}
