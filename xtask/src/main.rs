//! Set-up, build, run, test, measure: plain commands for people and CI.
//!
//! Kept small, because everyone waits for it to compile: what needs big libraries is `gantry-bundle`.

mod areas;
mod bench;
mod build;
mod changed;
mod descendants;
mod dev;
mod docs;
mod places;
mod run;
mod setup;
mod shots;
mod step;
mod test;
mod wasm;
mod weigh;
mod words;

use anyhow::Result;
use clap::{Parser, Subcommand};
use setup::Consent;
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Set up, build, run, test and measure Gantry",
    version
)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up what is missing, build, and start the server
    Run(run::Options),
    /// Set up what is missing and run every check there is
    Test(test::Options),
    /// Build `target/release/gantry`: one file with everything in it
    Build {
        /// Build quickly and with debug assertions instead: `target/debug/gantry`, assets beside it
        #[arg(long)]
        debug: bool,
        /// Install missing packages without asking
        #[arg(long)]
        yes: bool,
    },
    /// Build again and reload the page on every save; simulated containers unless `-- --runtime host`
    Dev(dev::Options),
    /// Take pictures of every page, light, dark and narrow, into docs/images
    Shots {
        /// Install missing packages without asking
        #[arg(long)]
        yes: bool,
    },
    /// Measure what ships
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Test(options) => test::test(&options),
        Command::Build { debug, yes } => build(debug, Consent::new(yes)),
        Command::Dev(options) => dev::dev(&options),
        Command::Shots { yes } => shots::shots(Consent::new(yes)),
        Command::Bench(options) => bench::bench(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn build(debug: bool, consent: Consent) -> Result<()> {
    let kind = if debug { build::Kind::Debug } else { build::Kind::Release };
    setup::for_build(consent)?;
    let binary = build::everything(kind)?;
    let size = std::fs::metadata(&binary)?.len();
    println!("\n{} ({:.1} MB)", binary.display(), size as f64 / 1e6);
    if kind == build::Kind::Release {
        weigh::first_download()?;
        build::check_size(size)?;
    }
    Ok(())
}
