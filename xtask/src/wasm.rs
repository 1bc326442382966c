//! A compiler that can build for the browser.
//!
//! Normally that is the workspace's own compiler with the target added by `rustup`. Where rustup cannot download it,
//! Debian's `rustc-web` does: it comes with the standard library's sources and their dependencies, from which the
//! library for the browser is built once, into the build folder. Nothing outside that folder is touched.

use crate::places::{cargo, root, target};
use crate::setup::{Consent, install};
use crate::step::{output, run};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The browser's target.
pub const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LINKER: &str = "/usr/bin/lld-22";
/// In the library's folder: the compiler tells by this name how to call the linker.
const LINKER_LINK: &str = "bin/rust-lld";
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "rust-web-src", "lld-22"];

/// Makes sure that some compiler can build for the browser.
pub fn ready(consent: Consent) -> Result<()> {
    if workspace_compiler_can() || library().is_some() {
        return Ok(());
    }
    if !debian_is_wanted() && add_with_rustup() {
        return Ok(());
    }
    println!("rustup cannot get the target {TARGET} here: building its library with Debian's compiler");
    let missing: Vec<&str> = DEBIAN_PACKAGES.into_iter().filter(|package| !is_installed(package)).collect();
    install(&missing, "to build for the browser", consent)?;
    build_library()
}

/// Set for every build in `.cargo/config.toml`, whose flags these here take the place of.
const FLAGS: &str = "--cfg erase_components";
/// What the step that splits the wasm by areas needs: where each function and datum is used.
const FLAGS_TO_SPLIT: &str = "-C link-arg=--emit-relocs";

/// Cargo, set up to build for the browser into `target/browser`: its compiler may be another than the server's, and
/// one folder for both would be built anew at each change. With `split`, the areas can be split off afterwards.
pub fn build_command(split: bool) -> Result<Command> {
    let mut command = cargo();
    command.args(["build", "--package", "gantry-browser", "--target", TARGET]);
    command.arg("--target-dir").arg(target().join("browser"));
    let mut flags = FLAGS.to_owned();
    if split {
        command.args(["--features", "split"]);
        flags = format!("{flags} {FLAGS_TO_SPLIT}");
    }
    if !workspace_compiler_can() {
        let library = library().context("no compiler here can build for the browser")?;
        command.env("RUSTC", DEBIAN_RUSTC);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", library.join(LINKER_LINK));
        flags = format!("{flags} --sysroot={}", library.display());
        command.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    }
    if flags != FLAGS {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    Ok(command)
}

/// Set by those who want to try Debian's compiler on a machine that has the target.
fn debian_is_wanted() -> bool {
    std::env::var_os("GANTRY_WASM_FROM_DEBIAN").is_some()
}

fn workspace_compiler_can() -> bool {
    let sysroot = || output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()));
    !debian_is_wanted()
        && sysroot().is_ok_and(|sysroot| Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

fn add_with_rustup() -> bool {
    // Five minutes are enough for 30 MB; some networks neither answer nor refuse.
    run(Command::new("timeout").args(["300", "rustup", "target", "add", TARGET]).current_dir(root())).is_ok()
        && workspace_compiler_can()
}

fn is_installed(package: &str) -> bool {
    let query = output(Command::new("dpkg-query").args(["--show", "--showformat=${Status}", package]));
    query.is_ok_and(|status| status.ends_with(" installed"))
}

/// Where the library for Debian's present compiler is, or would be.
fn library_folder() -> Option<PathBuf> {
    let version = output(Command::new(DEBIAN_RUSTC).arg("--version")).ok()?;
    let version = version.split(' ').nth(1)?.to_owned();
    Some(target().join(format!("browser-library-{version}")))
}

fn library() -> Option<PathBuf> {
    library_folder().filter(|folder| folder.is_dir())
}

fn build_library() -> Result<()> {
    let folder = library_folder().with_context(|| format!("{DEBIAN_RUSTC} does not start"))?;
    let work = target().join("browser-library-work");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(work.join("src"))?;
    // A workspace of its own, or cargo would look for it in ours.
    fs::write(
        work.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    fs::write(work.join("src/lib.rs"), "")?;
    let mut build = Command::new("cargo");
    build.current_dir(&work).args(["build", "--release", "--target", TARGET, "--target-dir", "target"]);
    build.args(["-Z", "build-std=std,panic_abort,proc_macro,test"]);
    // The library is built with unstable features, which a stable compiler only takes with this.
    build.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", DEBIAN_RUSTC);
    for name in ["CARGO_TARGET_DIR", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        build.env_remove(name);
    }
    run(&mut build)?;

    let made = work.join("target").join(TARGET).join("release/deps");
    let fresh = work.join("sysroot");
    let libraries = fresh.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&libraries)?;
    let mut count = 0;
    for entry in fs::read_dir(&made)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&path, libraries.join(&name))?;
            count += 1;
        }
    }
    ensure!(count > 0, "the build left no libraries in {}", made.display());
    fs::create_dir_all(fresh.join("bin"))?;
    symlink(DEBIAN_LINKER, fresh.join(LINKER_LINK))?;
    fs::rename(&fresh, &folder)?;
    Ok(fs::remove_dir_all(&work)?)
}
