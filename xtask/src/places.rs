//! Where things are, and the cargo that builds them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Cargo with the compiler of this workspace, run at its root.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).arg("--locked");
    // Cargo sets these for the program it runs; below a second cargo they would only make crates build again.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR")
    {
        command.env_remove(name);
    }
    command
}

/// The crates of the server's side. Every command on them names the same ones, so that their dependencies get the
/// same features and compile once. The browser's crate is not among them: the features `ssr` and `hydrate` exclude
/// each other. Neither is xtask, which is running.
pub const SERVER_SIDE: [&str; 5] = ["--workspace", "--exclude", "gantry-browser", "--exclude", "xtask"];

/// The path of an installed program, also of one for administrators.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
