//! `gantry check`: one line for each thing that Gantry asks of a machine, with the reason where the answer is no.

use std::path::Path;
use std::process::ExitCode;

use gantry_engine::runtime::host;

/// Prints what the machine can do. Succeeds where the host runtime would start: one OCI runtime is enough, everything
/// else is needed.
pub fn check(data: &Path) -> ExitCode {
    let runtimes: Vec<String> = host::candidates(None).into_iter().map(|candidate| candidate.name).collect();
    let (mut missing, mut runs) = (0, false);
    for line in host::check(data) {
        let is_runtime = runtimes.contains(&line.what);
        runs |= is_runtime && line.ok;
        missing += usize::from(!is_runtime && !line.ok);
        println!("{:<4} {}: {}", if line.ok { "yes" } else { "no" }, line.what, line.detail);
    }
    if !runs {
        println!("no   OCI runtime: none of {} works; for example: apt-get install crun", runtimes.join(", "));
        missing += 1;
    }
    if missing == 0 {
        println!("\nThis machine can run containers: gantry serve --runtime host");
        return ExitCode::SUCCESS;
    }
    println!("\n{missing} needed for containers is missing. To look around without: gantry serve --runtime simulated");
    ExitCode::FAILURE
}
