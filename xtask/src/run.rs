//! `cargo xtask run`: from a clean clone to a page in the browser.

use crate::build::{self, Kind};
use crate::places::{root, target};
use crate::setup::{self, Consent};
use crate::step::output;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use std::os::unix::process::CommandExt;
use std::process::Command;

/// What runs the containers.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Runtime {
    /// Real containers on this machine; needs root
    Host,
    /// No containers: everything is acted out
    Simulated,
}

/// Options of `cargo xtask run`.
#[derive(Args)]
pub struct Options {
    /// Install missing packages without asking
    #[arg(long)]
    yes: bool,
    /// What runs the containers
    #[arg(long, default_value = "host")]
    runtime: Runtime,
    /// Start the small and fast build, which takes longer to make
    #[arg(long)]
    release: bool,
    /// More options for `gantry serve`, after `--`
    #[arg(last = true)]
    serve: Vec<String>,
}

/// Sets up, builds, and becomes the server.
pub fn run(options: &Options) -> Result<()> {
    let consent = Consent::new(options.yes);
    let runtime = choose_runtime(options.runtime, consent)?;
    let kind = if options.release { Kind::Release } else { Kind::Debug };
    setup::for_build(consent)?;
    let binary = build::everything(kind)?;
    println!();
    let mut serve = Command::new(&binary);
    serve.current_dir(root()).arg("serve");
    let runtime = match runtime {
        Runtime::Host => "host",
        Runtime::Simulated => "simulated",
    };
    serve.args(["--runtime", runtime]).args(&options.serve);
    serve.env("GANTRY_SITE", target().join("site"));
    // From here on this process is the server: a signal to one is a signal to the other.
    Err(serve.exec()).with_context(|| format!("start {}", binary.display()))
}

/// Real containers where this machine can run them; otherwise says what is missing and offers to act them out.
fn choose_runtime(wanted: Runtime, consent: Consent) -> Result<Runtime> {
    if wanted == Runtime::Simulated {
        return Ok(wanted);
    }
    let problem = if output(Command::new("id").arg("-u"))? != "0" {
        "running containers on this machine needs root, and this user is not".to_owned()
    } else {
        match setup::for_host(consent) {
            Ok(()) => return Ok(wanted),
            Err(error) => format!("{error:#}"),
        }
    };
    println!("{problem}");
    if consent == Consent::Ask && consent.ask("Look around without containers instead (--runtime simulated)?")? {
        return Ok(Runtime::Simulated);
    }
    bail!("To look around without containers: cargo xtask run --runtime simulated");
}
