//! The browser's half, the site, the sample and the server, in this order.

use crate::places::{SERVER_SIDE, cargo, program, root, target};
use crate::step::{run, step};
use crate::wasm;
use anyhow::{Context, Result, ensure};
use std::fs;
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

/// Builds everything. Returns the server's path.
pub fn everything(kind: Kind) -> Result<PathBuf> {
    let wasm = step("build the browser's half", || browser(kind))?;
    step("build the sample image's programs", sample)?;
    step("build the server", || match kind {
        Kind::Debug => {
            server(kind)?;
            site(kind, &wasm, false)
        }
        // This one holds the site.
        Kind::Release => {
            bundler()?;
            site(kind, &wasm, false)?;
            server(kind)
        }
    })?;
    Ok(binary(kind))
}

/// Where the server's binary is.
pub fn binary(kind: Kind) -> PathBuf {
    target().join(match kind {
        Kind::Debug => "debug/gantry",
        Kind::Release => "release/gantry",
    })
}

/// One file that people copy to a machine should stay one that they can.
pub fn check_size(bytes: u64) -> Result<()> {
    ensure!(bytes <= 90_000_000, "the server's binary is larger than 90 MB");
    Ok(())
}

/// Builds the browser's half. Returns the wasm's path.
pub fn browser(kind: Kind) -> Result<PathBuf> {
    let (profile, folder) = match kind {
        Kind::Debug => ("dev", "debug"),
        Kind::Release => ("browser", "browser"),
    };
    run(wasm::build_command(kind == Kind::Release)?.args(["--profile", profile]))?;
    Ok(target().join("browser").join(wasm::TARGET).join(folder).join("gantry_browser.wasm"))
}

/// The site's folder.
pub fn site_folder(kind: Kind) -> PathBuf {
    target().join(match kind {
        Kind::Debug => "site",
        Kind::Release => "site-release",
    })
}

/// Puts the site together with the bundler, which must have been built.
/// With `reload`, pages look for a newer site and load it.
pub fn site(kind: Kind, wasm: &Path, reload: bool) -> Result<()> {
    let mut bundle = Command::new(target().join("debug/gantry-bundle"));
    bundle.arg("--wasm").arg(wasm).arg("--out").arg(site_folder(kind));
    bundle.arg("--style").arg(root().join("style")).arg("--public").arg(root().join("public"));
    bundle.arg("--words").arg(root().join("app/words"));
    let npm = root().join("xtask/npm/node_modules");
    if reload {
        bundle.arg("--reload");
    }
    if kind == Kind::Release {
        bundle.args(["--release", "--split"]).arg("--wasm-opt").arg(npm.join(".bin/wasm-opt"));
    }
    run(&mut bundle)
}

/// Builds the bundler alone.
fn bundler() -> Result<()> {
    run(cargo().args(["build", "--package", "gantry-bundle"]))
}

/// Builds the server.
pub fn server(kind: Kind) -> Result<()> {
    let mut build = cargo();
    build.arg("build");
    match kind {
        // All of the server's side, as the tests do: so their dependencies compile once for both.
        Kind::Debug => build.args(SERVER_SIDE),
        Kind::Release => {
            build.args(["--package", "gantry-server", "--release"]).env("GANTRY_EMBED_SITE", site_folder(kind))
        }
    };
    run(&mut build)
}

/// Where the sample image's files are; the engine's build takes them in from here.
fn sample_folder() -> PathBuf {
    target().join("sample")
}

/// Puts the sample image's files together: our little server, linked statically, and Debian's busybox.
pub fn sample() -> Result<()> {
    let triple = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let flags = format!("CARGO_TARGET_{}_RUSTFLAGS", triple.to_uppercase().replace('-', "_"));
    run(cargo()
        .args(["build", "--package", "gantry-sample-web", "--release", "--target", &triple])
        .env(flags, "-C target-feature=+crt-static"))?;
    let folder = sample_folder();
    fs::create_dir_all(&folder)?;
    copy_if_changed(&target().join(&triple).join("release/gantry-sample-web"), &folder.join("web"))?;
    let busybox = program("busybox").context("busybox is not installed")?;
    copy_if_changed(&busybox, &folder.join("busybox"))?;
    copy_if_changed(Path::new("/usr/share/doc/busybox-static/copyright"), &folder.join("busybox.copyright"))
}

/// Copies a file unless the copy is the same already: the server is built anew only where something changed.
fn copy_if_changed(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).with_context(|| format!("read {}", from.display()))?;
    if fs::read(to).is_ok_and(|have| have == bytes) {
        return Ok(());
    }
    fs::write(to, bytes).with_context(|| format!("write {}", to.display()))
}
