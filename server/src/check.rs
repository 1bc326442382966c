//! `gantry check`: one line for each thing that Gantry asks of a machine, with the reason where the answer is no.

use nix::unistd::Uid;
use std::fs;
use std::process::{Command, ExitCode};

/// One answer.
struct Finding {
    what: &'static str,
    /// What was found, or why it does not do.
    answer: Result<String, String>,
    /// Real containers cannot run without it.
    needed: bool,
}

/// Prints what the machine can do. Succeeds where the host runtime would start.
pub fn check() -> ExitCode {
    let findings = findings();
    for Finding { what, answer, needed } in &findings {
        match answer {
            Ok(found) => println!("yes  {what}: {found}"),
            Err(reason) if *needed => println!("NO   {what}: {reason}"),
            Err(reason) => println!("no   {what}: {reason}"),
        }
    }
    let missing = findings.iter().filter(|finding| finding.needed && finding.answer.is_err()).count();
    if missing == 0 {
        println!("\nThis machine can run containers: gantry serve --runtime host");
        ExitCode::SUCCESS
    } else {
        println!(
            "\n{missing} needed for containers is missing. To look around without: gantry serve --runtime simulated"
        );
        ExitCode::FAILURE
    }
}

fn findings() -> Vec<Finding> {
    let needed = |what, answer| Finding { what, answer, needed: true };
    let useful = |what, answer| Finding { what, answer, needed: false };
    vec![
        needed("root", root()),
        needed("kernel", kernel()),
        needed("container runtime", any_runtime()),
        needed("control groups", cgroups()),
        needed("overlay file system", file_system("overlay")),
        needed("network tool ip (iproute2)", version("ip", "-V")),
        needed("firewall tool nft (nftables)", version("nft", "--version")),
        needed("rules between containers of one subnet (br_netfilter)", bridge_rules()),
        needed("file systems of a given size (mkfs.ext4, e2fsprogs)", version("mkfs.ext4", "-V")),
        needed("loop devices", path("/dev/loop-control")),
        useful("tap and tunnel devices", path("/dev/net/tun")),
        useful("virtual machines for stronger isolation", path("/dev/kvm")),
        useful("IPv6", path("/proc/net/if_inet6")),
    ]
}

fn root() -> Result<String, String> {
    if Uid::effective().is_root() {
        Ok("this user may make namespaces and mounts".to_owned())
    } else {
        Err("containers on this machine need root; this user is another".to_owned())
    }
}

fn kernel() -> Result<String, String> {
    let release = read("/proc/sys/kernel/osrelease")?;
    let mut numbers = release.split(['.', '-']).map_while(|part| part.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        // openat2, which keeps unpacking inside an image's root, came with 5.6.
        (Some(major), Some(minor)) if (major, minor) >= (5, 6) => Ok(release),
        _ => Err(format!("{release} is older than 5.6")),
    }
}

fn any_runtime() -> Result<String, String> {
    let found: Vec<String> =
        ["crun", "runc", "youki"].iter().filter_map(|name| version(name, "--version").ok()).collect();
    if found.is_empty() { Err("none of crun, runc and youki is installed".to_owned()) } else { Ok(found.join(", ")) }
}

fn cgroups() -> Result<String, String> {
    let mounts = read("/proc/self/mounts")?;
    let has = |kind: &str| mounts.lines().any(|line| line.split(' ').nth(2) == Some(kind));
    match (has("cgroup"), has("cgroup2")) {
        (true, true) => Ok("hybrid".to_owned()),
        (true, false) => Ok("version 1".to_owned()),
        (false, true) => Ok("version 2".to_owned()),
        (false, false) => Err("no cgroup file system is mounted".to_owned()),
    }
}

fn file_system(name: &str) -> Result<String, String> {
    let known = |list: &str| list.lines().any(|line| line.split_whitespace().last() == Some(name));
    if known(&read("/proc/filesystems")?) {
        return Ok("known to the kernel".to_owned());
    }
    // Asking for it loads its module, where there is one.
    let _ = Command::new("modprobe").arg(name).output();
    if known(&read("/proc/filesystems")?) { Ok("loaded".to_owned()) } else { Err("this kernel has none".to_owned()) }
}

fn bridge_rules() -> Result<String, String> {
    let setting = "/proc/sys/net/bridge/bridge-nf-call-iptables";
    if fs::metadata(setting).is_err() {
        let _ = Command::new("modprobe").arg("br_netfilter").output();
    }
    path(setting)
}

fn path(path: &str) -> Result<String, String> {
    if fs::metadata(path).is_ok() { Ok(path.to_owned()) } else { Err(format!("{path} does not exist")) }
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map(|text| text.trim().to_owned()).map_err(|error| format!("{path}: {error}"))
}

/// The first line that a tool says about its version.
fn version(tool: &str, flag: &str) -> Result<String, String> {
    let path = format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default());
    let output = Command::new(tool).arg(flag).env("PATH", path).output();
    let output = output.map_err(|_| format!("{tool} is not installed"))?;
    let words = [output.stdout, output.stderr].concat();
    let words = String::from_utf8_lossy(&words);
    Ok(words.lines().find(|line| !line.trim().is_empty()).unwrap_or(tool).trim().to_owned())
}
