//! `cargo xtask bench`: how fast it is, measured on what ships.
//!
//! The floors bring their own measurements as examples named `bench_…`, each a program that prints its medians and
//! spread. Here they are run one after the other on a quiet machine, and the first download is weighed.

use crate::build::{self, Kind};
use crate::places::{cargo, root, target};
use crate::setup::{self, Consent};
use crate::step::{run, step};
use anyhow::{Context, Result};
use clap::Args;
use std::fs;
use std::path::Path;

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub struct Options {
    /// Measure only what has this in its name: `store`, `start`
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
    step("first download", first_download)?;
    for floor in ["engine", "server"] {
        for bench in benches(floor)? {
            if options.name.as_ref().is_some_and(|name| !bench.contains(name.as_str())) {
                continue;
            }
            step(&format!("{floor}: {bench}"), || {
                let package = format!("gantry-{floor}");
                run(cargo()
                    .args(["run", "--release", "--package", &package, "--example", &bench])
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
        if let Some(name) = name.strip_suffix(".rs").filter(|name| name.starts_with("bench_")) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// What a browser loads before the first page answers to clicks, fonts aside. At most 300 KB by brotli.
fn first_download() -> Result<()> {
    let files = target().join("site-release/files");
    let mut sum = 0;
    for name in ["gantry.wasm", "gantry.js", "gantry.css"] {
        let (raw, small) = weigh(&files, name)?;
        sum += small;
        println!("{name:12} {:>8.1} KB, brotli {:>6.1} KB", raw as f64 / 1000.0, small as f64 / 1000.0);
    }
    println!("{:12} {:>8}     brotli {:>6.1} KB of 300", "together", "", sum as f64 / 1000.0);
    Ok(())
}

/// Size of a file of the site as it is and by brotli.
fn weigh(files: &Path, name: &str) -> Result<(u64, u64)> {
    let (stem, extension) = name.rsplit_once('.').context("a name has an extension")?;
    let size = |end: &str| -> Result<u64> {
        for entry in fs::read_dir(files)? {
            let entry = entry?;
            let found = entry.file_name().to_string_lossy().into_owned();
            if found.starts_with(&format!("{stem}.")) && found.ends_with(end) {
                return Ok(entry.metadata()?.len());
            }
        }
        anyhow::bail!("the site has no {name}")
    };
    Ok((size(&format!(".{extension}"))?, size(&format!(".{extension}.br"))?))
}
