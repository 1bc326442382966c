//! Proves that an OCI runtime works on this machine, by running something with it.
//!
//! That a runtime is installed says little: it may be too old for the kernel, refuse the machine's cgroups, or lack the
//! right to set a limit. So each is tried before it is chosen, in the way in which groups use it: by the same call, with
//! the same configuration, system call filter and limits, in namespaces of the same kinds. What runs is a program of
//! 132 bytes that ends with a code of its own; then the limits are looked up where the kernel keeps them.
//!
//! Nothing of it stays, whoever is killed: its files are in memory, mounted where only it sees them, its processes end
//! with the first of them, and that one ends with who asked. A cgroup alone may be left, and the next trial removes it.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::net::Ipv4Addr;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio, exit};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use gantry_model::cidr::Cidr;
use gantry_model::containers::RestartPolicy;
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, Id, VSwitchId, VpcId};
use gantry_model::message::{Message, machine as say};
use gantry_model::units::{Mebibytes, MilliCpu};
use nix::mount::{MsFlags, mount};
use nix::sched::unshare;
use nix::sys::signal::Signal;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};
use serde::{Deserialize, Serialize};

use super::super::cgroup::{Cgroups, Limits, pids_of};
use super::super::engine::Engine;
use super::super::installation::RUN;
use super::super::{file, process};
use super::user::User;
use super::{GROUP_NAMESPACES, last_words, network_parameters, own_mounts, spec};
use gantry_platform::runtime::{ContainerPlan, GroupPlan, NetworkPlan, PreparedImage};

/// The argument that asks `supervise` for a trial instead of a group.
pub const TRIAL: &str = "--trial";
/// What the program of a trial ends with.
const CODE: i32 = 42;
/// How the cgroups of trials begin; the number of the process that asked follows.
const CGROUP: &str = "gantry-trial-";
const MEMORY: Mebibytes = Mebibytes(64);

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// What the process of a trial is told on its standard input.
#[derive(Debug, Serialize, Deserialize)]
struct Trial {
    engine: Engine,
    cgroups: Cgroups,
    cgroup: String,
    deadline: Duration,
}

/// Makes, starts and removes a sandbox with this runtime, all within `deadline`. `exe` is the program that supervises
/// groups. Needs root.
///
/// Errors: why the runtime cannot be used, in words for a person.
pub fn prove(engine: &Engine, exe: &Path, deadline: Duration) -> std::result::Result<(), String> {
    let cgroups = Cgroups::detect().map_err(|error| error.to_string())?;
    remove_abandoned(&cgroups);
    file::make_private_dir(Path::new(RUN)).map_err(|error| error.to_string())?;
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let cgroup = format!("{CGROUP}{}-{number}", std::process::id());
    let trial = Trial { engine: engine.clone(), cgroups: cgroups.clone(), cgroup: cgroup.clone(), deadline };
    let words = serde_json::to_string(&trial).map_err(|error| error.to_string())?;
    let mut command = Command::new(exe);
    command.args([OsStr::new("supervise"), OsStr::new(TRIAL)]).current_dir("/");
    let outcome = process::feed(&mut command, &words, deadline);
    let removed = cgroups.destroy(&cgroup, deadline);
    let output = outcome.map_err(|error| match error {
        Error::Unavailable { message } if message.is_like(&say::program_did_not_end("", 0)) => {
            format!("it did not start and end a container within {} s", deadline.as_secs())
        }
        other => other.to_string(),
    })?;
    if !output.success {
        let reason = output.stderr.lines().map(str::trim).rfind(|line| !line.is_empty());
        return Err(reason.unwrap_or("it failed without a reason").trim_end_matches('.').to_owned());
    }
    removed.map_err(|error| error.to_string())
}

/// Removes the cgroups of trials whose asker was killed.
fn remove_abandoned(cgroups: &Cgroups) {
    for name in cgroups.children("") {
        let asker = name.strip_prefix(CGROUP).and_then(|rest| rest.split('-').next());
        if asker.is_some_and(|pid| !Path::new("/proc").join(pid).exists()) {
            let _ = cgroups.destroy(&name, Duration::from_secs(1));
        }
    }
}

/// The process of a trial. As [`super::supervise_main`], it forks and so must have one thread.
pub fn run() -> Result<()> {
    let mut words = String::new();
    file::io("read what to try", io::stdin().read_to_string(&mut words))?;
    let mut trial: Trial = serde_json::from_str(&words).map_err(Error::internal)?;
    trial.cgroups.enter(&format!("{}/supervisor", trial.cgroup))?;
    end_with_parent();
    file::io("make namespaces", unshare(GROUP_NAMESPACES).map_err(io::Error::from))?;
    // SAFETY: this process has one thread.
    match unsafe { fork() } {
        Ok(ForkResult::Parent { child }) => match waitpid(child, None) {
            Ok(WaitStatus::Exited(_, code)) => exit(code),
            _ => Err(Error::internal("the trial was killed")),
        },
        Ok(ForkResult::Child) => {
            end_with_parent();
            trial.run_container()
        }
        Err(error) => Err(file::fault("fork", &error.into())),
    }
}

fn end_with_parent() {
    let _ = nix::sys::prctl::set_pdeathsig(Signal::SIGKILL);
}

impl Trial {
    fn run_container(&mut self) -> Result<()> {
        let none = None::<&str>;
        file::io("set up the mount namespace", own_mounts(&self.cgroups))?;
        if self.cgroups.to_hide().is_some() {
            self.cgroups.cover();
        }
        file::io("set network parameters", network_parameters())?;
        let dir = Path::new(RUN);
        let memory = mount(Some("tmpfs"), dir, Some("tmpfs"), MsFlags::empty(), none);
        file::io("mount memory", memory.map_err(io::Error::from))?;
        let (bundle, root, etc) = (dir.join("bundle"), dir.join("root"), dir.join("etc"));
        file::io("write the trial's files", write_files(&bundle, &root, &etc))?;

        let plan = plan()?;
        let group = format!("{}/group", self.cgroup);
        self.cgroups.make_group(&group, Limits { cpu: plan.cpu, memory: plan.memory })?;
        let container = &plan.containers[0];
        let cgroup = format!("{group}/{}", container.name);
        let user = User { uid: 0, gid: 0, more_groups: Vec::new(), home: "/".into() };
        file::write_json(&bundle.join("config.json"), &spec::config(&plan, container, &user, &root, &etc, &cgroup))?;

        let oci_root = dir.join("oci");
        let code = self.start_and_wait(&oci_root, &bundle, &container.name)?;
        if code != CODE {
            return Err(Error::unavailable(Message::text(format!("a container ended with {code} instead of {CODE}"))));
        }
        let (memory, pids) = self.cgroups.limits(&cgroup);
        if memory != Some(MEMORY.bytes()) || pids != Some(pids_of(plan.cpu)) {
            return Err(Error::unavailable(Message::text(
                "it starts containers, but their limits of memory and processes are not set",
            )));
        }
        if !self.engine.leaves_no_helpers() {
            let mut delete = self.engine.command(&oci_root, &bundle.join("log"));
            process::run(delete.args(["delete", "--force", &container.name]), "", self.deadline)?;
        }
        Ok(())
    }

    /// Has the runtime start the container, and returns what its program ended with.
    fn start_and_wait(&self, oci_root: &Path, bundle: &Path, id: &str) -> Result<i32> {
        let mut command = self.engine.run(oci_root, bundle, id);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let helper = file::io(format_args!("start {}", self.engine.name), command.spawn())?.id() as i32;
        let mut ends: Vec<(Pid, i32)> = Vec::new();
        let mut container = None;
        loop {
            let ended = |pid: i32| ends.iter().find(|(found, _)| found.as_raw() == pid).map(|(_, code)| *code);
            match ended(helper) {
                Some(0) if container.is_none() => {
                    container = read_pid(&bundle.join("pid"));
                    if container.is_none() {
                        return Err(Error::unavailable(Message::text("it does not say which process it started")));
                    }
                }
                Some(0) | None => {}
                Some(code) => {
                    let words = last_words(&bundle.join("log")).unwrap_or_else(|| format!("it ended with {code}"));
                    return Err(Error::unavailable(Message::text(words)));
                }
            }
            if let Some(code) = container.and_then(ended) {
                return Ok(code);
            }
            // Whoever asked sets the time, and ends this process with all below it.
            match waitpid(None, None) {
                Ok(WaitStatus::Exited(pid, code)) => ends.push((pid, code)),
                Ok(WaitStatus::Signaled(pid, signal, _)) => ends.push((pid, 128 + signal as i32)),
                Ok(_) => {}
                Err(error) => return Err(Error::internal(format_args!("the container was lost: {error}"))),
            }
        }
    }
}

fn read_pid(file: &Path) -> Option<i32> {
    fs::read_to_string(file).ok()?.trim().parse().ok()
}

fn write_files(bundle: &Path, root: &Path, etc: &Path) -> io::Result<()> {
    for dir in [bundle, root, etc] {
        fs::create_dir_all(dir)?;
    }
    for name in ["hosts", "hostname", "resolv.conf"] {
        fs::write(etc.join(name), "")?;
    }
    let program = root.join("trial");
    fs::write(&program, program_bytes()?)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))
}

/// A whole ELF program: `exit(42)`.
fn program_bytes() -> io::Result<Vec<u8>> {
    let (machine, code): (u16, &[u8]) = match std::env::consts::ARCH {
        "x86_64" => (62, &[0xb8, 60, 0, 0, 0, 0xbf, CODE as u8, 0, 0, 0, 0x0f, 0x05]),
        "aarch64" => (183, &[0xa8, 0x0b, 0x80, 0xd2, 0x40, 0x05, 0x80, 0xd2, 0x01, 0x00, 0x00, 0xd4]),
        other => return Err(io::Error::other(format!("there is no program to try it with on {other}"))),
    };
    const BASE: u64 = 0x40_0000;
    const HEADERS: u64 = 64 + 56;
    let length = HEADERS + code.len() as u64;
    let mut bytes = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec();
    let half = |bytes: &mut Vec<u8>, values: &[u16]| values.iter().for_each(|v| bytes.extend(v.to_le_bytes()));
    let word = |bytes: &mut Vec<u8>, values: &[u32]| values.iter().for_each(|v| bytes.extend(v.to_le_bytes()));
    let long = |bytes: &mut Vec<u8>, values: &[u64]| values.iter().for_each(|v| bytes.extend(v.to_le_bytes()));
    // Executable, version; entry, program headers, no sections; flags; sizes and counts.
    half(&mut bytes, &[2, machine]);
    word(&mut bytes, &[1]);
    long(&mut bytes, &[BASE + HEADERS, 64, 0]);
    word(&mut bytes, &[0]);
    half(&mut bytes, &[64, 56, 1, 0, 0, 0]);
    // One segment, to be loaded, readable and executable: the whole file.
    word(&mut bytes, &[1, 5]);
    long(&mut bytes, &[0, BASE, BASE, length, length, 0x1000]);
    bytes.extend_from_slice(code);
    Ok(bytes)
}

/// A group of one container, as small as one can be.
fn plan() -> Result<GroupPlan> {
    let address = Ipv4Addr::new(10, 0, 0, 2);
    let anywhere = Cidr::new(Ipv4Addr::new(10, 0, 0, 0), 8)?;
    Ok(GroupPlan {
        id: ContainerGroupId::from_parts(0, 0),
        name: "trial".into(),
        cpu: MilliCpu(1000),
        memory: MEMORY,
        restart_policy: RestartPolicy::Never,
        grace: Duration::ZERO,
        network: NetworkPlan {
            vpc: VpcId::from_parts(0, 0),
            vpc_cidr: anywhere,
            vpc_index: 0,
            subnet: VSwitchId::from_parts(0, 0),
            subnet_cidr: anywhere,
            address,
            ipv6: None,
            security_group: None,
        },
        containers: vec![ContainerPlan {
            name: "trial".into(),
            image: PreparedImage { reference: "trial".into(), ..Default::default() },
            argv: vec!["/trial".into()],
            environment: Vec::new(),
            working_directory: String::new(),
            cpu: None,
            memory: None,
        }],
        writable_bytes: 0,
    })
}
