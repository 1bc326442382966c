//! What a machine needs and lacks. Everything here is checked in milliseconds where it is there already.

use crate::places::{program, root};
use crate::step::{output, run, shown, step};
use crate::wasm;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::Command;

/// Whether packages may be installed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Yes, without asking.
    Given,
    /// Ask on the terminal.
    Ask,
    /// There is nobody to ask.
    Nobody,
}

impl Consent {
    /// `--yes` is a yes, and so is a run in CI.
    pub fn new(yes: bool) -> Self {
        if yes || std::env::var_os("CI").is_some() {
            Self::Given
        } else if std::io::stdin().is_terminal() {
            Self::Ask
        } else {
            Self::Nobody
        }
    }

    /// Asks a question of yes and no. Without anybody to ask: no.
    pub fn ask(self, question: &str) -> Result<bool> {
        match self {
            Self::Given => Ok(true),
            Self::Nobody => Ok(false),
            Self::Ask => {
                print!("{question} [y/N] ");
                std::io::stdout().flush()?;
                let mut answer = String::new();
                std::io::stdin().read_line(&mut answer)?;
                Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
            }
        }
    }
}

/// A program that is needed, and the Debian package that brings it.
pub struct Tool {
    /// Any of these programs does.
    programs: &'static [&'static str],
    package: &'static str,
}

const fn tool(programs: &'static [&'static str], package: &'static str) -> Tool {
    Tool { programs, package }
}

/// For compiling.
const COMPILE: &[Tool] = &[tool(&["cc", "gcc"], "gcc")];
/// For what comes from npm: the smaller wasm, the terminal, the browser tests.
const NODE: &[Tool] = &[tool(&["node"], "nodejs"), tool(&["npm"], "npm")];
/// For the sample image.
const SAMPLE: &[Tool] = &[tool(&["busybox"], "busybox-static")];
/// For running containers on this machine.
const HOST: &[Tool] = &[
    tool(&["crun"], "crun"),
    tool(&["runc"], "runc"),
    tool(&["nft"], "nftables"),
    tool(&["ip"], "iproute2"),
    tool(&["mkfs.ext4"], "e2fsprogs"),
];
/// For the tests: a browser, and clients of the registry.
const TEST: &[Tool] = &[
    tool(&["chromium"], "chromium"),
    tool(&["skopeo"], "skopeo"),
    tool(&["podman"], "podman"),
    tool(&["buildah"], "buildah"),
    tool(&["curl"], "curl"),
    tool(&["openssl"], "openssl"),
];

/// A small font with Chinese letters, by its package and its file: the console takes the system's.
const CHINESE_FONT: (&str, &str) = ("fonts-wqy-microhei", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc");

/// Sets up what a build needs.
pub fn for_build(consent: Consent) -> Result<()> {
    step("set-up for the build", || {
        install(&missing(&[COMPILE, NODE, SAMPLE]), "to build", consent)?;
        wasm::ready(consent)?;
        npm_ci(&root().join("xtask/npm"))
    })
}

/// The packages that running containers on this machine needs and lacks.
pub fn missing_for_host() -> Vec<&'static str> {
    missing(&[HOST])
}

/// Sets up what running containers needs.
pub fn for_host(consent: Consent) -> Result<()> {
    install(&missing_for_host(), "to run containers", consent)
}

/// Sets up what the tests need beyond the build.
pub fn for_tests(consent: Consent) -> Result<()> {
    step("set-up for the tests", || {
        let font = (!has_chinese_font()).then_some(CHINESE_FONT.0);
        let packages: Vec<_> = missing(&[HOST, TEST]).into_iter().chain(font).collect();
        install(&packages, "to test", consent)?;
        npm_ci(&root().join("end2end"))
    })
}

/// Whether pages in Chinese can be drawn here, with that font or with any other.
fn has_chinese_font() -> bool {
    Path::new(CHINESE_FONT.1).exists()
        || output(Command::new("fc-list").arg(":lang=zh-cn")).is_ok_and(|fonts| !fonts.trim().is_empty())
}

fn missing(tools: &[&[Tool]]) -> Vec<&'static str> {
    let lacks = |tool: &&Tool| !tool.programs.iter().any(|name| program(name).is_some());
    tools.iter().copied().flatten().filter(lacks).map(|tool| tool.package).collect()
}

/// Installs Debian packages, after saying so and asking.
pub fn install(packages: &[&str], what_for: &str, consent: Consent) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if program("apt-get").is_none() {
        bail!("missing {what_for}: {list}. These are Debian's names; install them with this system's package manager");
    }
    let is_root = output(Command::new("id").arg("-u"))? == "0";
    let mut install = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
    if !is_root {
        if program("sudo").is_none() {
            bail!("missing {what_for}: {list}. Installing them needs root:\n  apt-get install {list}");
        }
        install.args(["--", "apt-get"]);
    }
    install.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    println!("Missing {what_for}: {list}\n  {}", shown(&install));
    if consent == Consent::Nobody {
        bail!("there is no terminal to ask on: run this command yourself, or pass --yes");
    }
    if !consent.ask("Install them now?")? {
        bail!("not installed: {list}");
    }
    install.env("DEBIAN_FRONTEND", "noninteractive");
    if run(&mut install).is_ok() {
        return Ok(());
    }
    // A fresh machine has no package lists yet, or old ones.
    let mut update = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
    if !is_root {
        update.args(["--", "apt-get"]);
    }
    run(update.arg("update"))?;
    run(&mut install)
}

/// Brings a folder's npm packages to what its lock file says.
fn npm_ci(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("read {}", lock.display()))?;
    // npm clears the folder first, so a copy of the lock file in it says that it was filled to the end.
    let mark = folder.join("node_modules/.gantry-lock.json");
    if fs::read(&mark).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    run(Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder))?;
    fs::create_dir_all(folder.join("node_modules"))?;
    Ok(fs::write(mark, wanted)?)
}
