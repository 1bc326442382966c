//! The browser's half, the site and the server, in this order.

use crate::step::{run, step};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the build is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Quick to make, with debug assertions; the site stays on disk.
    Debug,
    /// One small file with everything in it.
    Release,
}

/// The workspace's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The cargo of the compiler that this workspace is built with.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Builds everything. Returns the server's path.
pub fn build(kind: Kind) -> Result<PathBuf> {
    let wasm = step("browser", || browser(kind))?;
    let site = step("site", || site(kind, &wasm))?;
    step("server", || server(kind, &site))
}

fn browser(kind: Kind) -> Result<PathBuf> {
    let (profile, folder) = match kind {
        Kind::Debug => ("dev", "debug"),
        Kind::Release => ("browser", "browser"),
    };
    // A folder of its own: its compiler may be another one than the server's.
    let target = target().join("browser");
    run(cargo()
        .args(["build", "--package", "gantry-browser", "--target", "wasm32-unknown-unknown", "--profile", profile])
        .arg("--target-dir")
        .arg(&target))?;
    Ok(target.join("wasm32-unknown-unknown").join(folder).join("gantry_browser.wasm"))
}

fn site(kind: Kind, wasm: &Path) -> Result<PathBuf> {
    run(cargo().args(["build", "--package", "gantry-bundle"]))?;
    let out = target().join(match kind {
        Kind::Debug => "site",
        Kind::Release => "site-release",
    });
    let mut bundle = Command::new(target().join("debug/gantry-bundle"));
    bundle.arg("--wasm").arg(wasm).arg("--out").arg(&out);
    bundle.arg("--style").arg(root().join("style")).arg("--public").arg(root().join("public"));
    if kind == Kind::Release {
        bundle.arg("--release");
    }
    run(&mut bundle)?;
    Ok(out)
}

fn server(kind: Kind, site: &Path) -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--package", "gantry-server"]);
    let folder = match kind {
        Kind::Debug => "debug",
        Kind::Release => {
            build.arg("--release").env("GANTRY_EMBED_SITE", site);
            "release"
        }
    };
    run(&mut build)?;
    Ok(target().join(folder).join("gantry"))
}
