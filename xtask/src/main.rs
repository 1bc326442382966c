//! Set-up, build and run: plain commands for people and CI.

mod build;
mod step;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Set up, build, run and test Gantry", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build `target/release/gantry`: one file with everything in it
    Build {
        /// Build quickly and with debug assertions instead: `target/debug/gantry`, assets beside it
        #[arg(long)]
        debug: bool,
    },
    /// Build and start the server
    Run {
        /// More options for `gantry serve`
        #[arg(last = true)]
        serve: Vec<String>,
    },
}

fn main() -> Result<()> {
    match Args::parse().command {
        Command::Build { debug } => {
            build::build(if debug { build::Kind::Debug } else { build::Kind::Release })?;
        }
        Command::Run { serve } => {
            let binary = build::build(build::Kind::Debug)?;
            step::run(std::process::Command::new(binary).arg("serve").args(serve))?;
        }
    }
    Ok(())
}
