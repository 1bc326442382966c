//! `cargo xtask bench`: how fast it is, measured on what ships.
//!
//! The floors bring their own measurements as examples named `bench_…`, each a program that prints its medians and
//! spread. Here they are run one after the other on a quiet machine, and the first download is weighed.

use crate::build::{self, Kind};
use crate::places::{cargo, root};
use crate::setup::{self, Consent};
use crate::step::{run, step};
use crate::weigh;
use anyhow::Result;
use clap::Args;
use std::fs;

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub struct Options {
    /// Measure only what has this in its name: `store`, `pages`
    name: Option<String>,
    /// Install missing packages without asking
    #[arg(long)]
    yes: bool,
}

/// Builds the release and measures it.
pub fn bench(options: &Options) -> Result<()> {
    let consent = Consent::new(options.yes);
    setup::for_build(consent)?;
    setup::for_host(consent)?;
    build::everything(Kind::Release)?;
    step("first download", weigh::first_download)?;
    for floor in ["engine", "server"] {
        for bench in benches(floor)? {
            if options.name.as_ref().is_some_and(|name| !bench.contains(name.as_str())) {
                continue;
            }
            step(&format!("{floor}: {bench}"), || {
                let package = format!("gantry-{floor}");
                run(cargo()
                    .args(["run", "--profile", "bench", "--package", &package, "--example", &bench])
                    .env("GANTRY_BINARY", build::binary(Kind::Release)))
            })?;
        }
    }
    Ok(())
}

/// Names of a floor's measurements.
fn benches(floor: &str) -> Result<Vec<String>> {
    let folder = root().join(floor).join("examples");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.split('.').next().filter(|name| name.starts_with("bench_")) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}
