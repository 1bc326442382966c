//! `gantry check`: what this machine can do, and why not.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::ceiling::{Ceiling, Machine};
use super::cgroup::{CgroupVersion, Cgroups};
use super::installation::Installation;
use super::network::probe::probe;
use super::{engine, process};

/// One line of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLine {
    /// `cgroups`.
    pub what: String,
    pub ok: bool,
    /// Without it no group can be started. One OCI runtime of several is enough, so none of them alone is.
    pub needed: bool,
    /// What was found, or what is missing and how one gets it.
    pub detail: String,
}

/// Looks at everything that the host driver needs. Changes nothing that stays. `runtime` is the OCI runtime that is
/// configured, `exe` the program that supervises groups.
pub fn check(data_dir: &Path, runtime: Option<&str>, exe: &Path) -> Vec<CheckLine> {
    let mut lines = Vec::new();
    let mut add = |what: &str, needed: bool, result: Result<String, String>| {
        let ok = result.is_ok();
        lines.push(CheckLine { what: what.into(), ok, needed, detail: result.unwrap_or_else(|detail| detail) });
    };
    let root = nix::unistd::geteuid().is_root();
    add("root", true, if root { Ok("yes".into()) } else { Err("no: the host driver must be started as root".into()) });
    let candidates = if root { engine::candidates(runtime, exe) } else { Vec::new() };
    let chosen = candidates.iter().find_map(|candidate| candidate.outcome.as_ref().ok());
    let chosen = match chosen {
        Some(engine) => Ok(format!("{} {}", engine.name, engine.version)),
        None if !root => Err("only root can try one".into()),
        None => Err("none works; install one, for example: apt-get install crun".into()),
    };
    for candidate in candidates {
        let found =
            candidate.outcome.map(|engine| format!("{} ({}) ran a container", engine.version, engine.path.display()));
        add(&candidate.name, false, found);
    }
    add("OCI runtime", true, chosen);
    let mut line = |what: &str, result| add(what, true, result);
    line("cgroups", cgroups());
    line("ceiling", ceiling(data_dir));
    for (tool, package) in [("nft", "nftables"), ("mkfs.ext4", "e2fsprogs")] {
        let found = engine::find(tool).map(|path| path.display().to_string());
        line(tool, found.ok_or_else(|| format!("missing; install it, for example: apt-get install {package}")));
    }
    line("overlayfs", filesystem("overlay"));
    line("ext4", filesystem("ext4"));
    line("loop devices", exists("/dev/loop-control", "modprobe loop"));
    if root {
        line("network", probe().map_err(|missing| missing.to_string()));
        line("forwarding", forwarding());
    }
    line("disk", disk(data_dir));
    lines
}

fn cgroups() -> Result<String, String> {
    let found = Cgroups::detect().map_err(|error| error.to_string())?;
    let controllers = found.controllers();
    let missing: Vec<&str> =
        ["cpu", "memory", "pids"].into_iter().filter(|name| !controllers.iter().any(|c| c == name)).collect();
    if !missing.is_empty() {
        return Err(format!("{}: the controllers {} are missing", found.version.as_str(), missing.join(", ")));
    }
    let note = if found.version == CgroupVersion::Hybrid { "; version 2 is hidden from the runtime" } else { "" };
    Ok(format!("{} with {}{note}", found.version.as_str(), controllers.join(", ")))
}

/// What all containers together may take, and what holds it.
fn ceiling(data_dir: &Path) -> Result<String, String> {
    let machine = Machine::look().map_err(|error| error.to_string())?;
    let usual = Ceiling::of(machine, None).map_err(|error| error.to_string())?;
    let cgroups = Cgroups::detect().map_err(|error| error.to_string())?;
    let here = Installation::find(data_dir).ok().flatten();
    // What a server has set, perhaps with another reserve; or what one would set.
    let (memory, processes) = here.map_or((None, None), |here| cgroups.limits(&here.groups_cgroup()));
    let memory = memory.filter(|bytes| *bytes <= machine.memory);
    let swap = if cgroups.counts_swap() { "no swap beyond it" } else { "swap, which is not counted here" };
    Ok(format!(
        "all containers together get {} of {} processes, {} of {} MiB of memory and {swap}; where memory runs out they end \
         before their supervisors, and those before the server",
        processes.unwrap_or(usual.processes),
        machine.processes,
        memory.unwrap_or(usual.memory) >> 20,
        machine.memory >> 20
    ))
}

fn filesystem(name: &str) -> Result<String, String> {
    let known = fs::read_to_string("/proc/filesystems").unwrap_or_default();
    let found = known.lines().any(|line| line.split_whitespace().next_back() == Some(name));
    if found { Ok("yes".into()) } else { Err(format!("the kernel does not offer it; try: modprobe {name}")) }
}

fn exists(path: &str, remedy: &str) -> Result<String, String> {
    if Path::new(path).exists() { Ok("yes".into()) } else { Err(format!("{path} is missing; try: {remedy}")) }
}

/// A foreign rule set that drops what it does not know would also drop what goes to and from groups.
fn forwarding() -> Result<String, String> {
    let nft = engine::find("nft").ok_or("nft is missing")?;
    let text = process::run(Command::new(nft).args(["list", "chains"]), "", Duration::from_secs(10))
        .map_err(|error| error.to_string())?;
    let mut table = String::new();
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("table ") {
            table = name.trim_end_matches(" {").to_owned();
        }
        if line.contains("hook forward") && line.contains("policy drop") {
            return Err(format!(
                "the table {table} drops packets that it does not know; allow those to and from 100.64.0.0/10 in it"
            ));
        }
    }
    Ok("no foreign rules drop forwarded packets".into())
}

fn disk(data_dir: &Path) -> Result<String, String> {
    let there = data_dir.ancestors().find(|path| path.exists()).unwrap_or(Path::new("/"));
    let found = nix::sys::statvfs::statvfs(there).map_err(|error| format!("{}: {error}", there.display()))?;
    let free = (found.blocks_available() * found.fragment_size()) >> 30;
    let text = format!("{free} GiB free at {}", there.display());
    if free >= 2 { Ok(text) } else { Err(format!("{text}; images and containers need more")) }
}
