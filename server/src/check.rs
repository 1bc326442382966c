//! `gantry check`: one line for each thing that Gantry asks of a machine, with the reason where the answer is no.

use anyhow::{Context, Result};
use std::path::Path;
use std::process::ExitCode;

use gantry_engine::runtime::host;

/// Prints what the machine can do. Succeeds where the host runtime would start, with this OCI runtime if one is named.
pub fn check(data: &Path, oci_runtime: Option<&str>) -> Result<ExitCode> {
    let program = std::env::current_exe().context("find this program's own file")?;
    let mut missing = 0;
    for line in host::check(data, oci_runtime, &program) {
        missing += usize::from(line.needed && !line.ok);
        println!("{:<4} {}: {}", if line.ok { "yes" } else { "no" }, line.what, line.detail);
    }
    if missing == 0 {
        println!("\nThis machine can run containers: gantry serve --runtime host");
        return Ok(ExitCode::SUCCESS);
    }
    println!("\n{missing} needed for containers is missing. To look around without: gantry serve --runtime simulated");
    Ok(ExitCode::FAILURE)
}
