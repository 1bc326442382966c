//! `gantry supervise GROUP-FOLDER`: the process that owns one running group.
//!
//! It branches off before anything else of the program starts, runs one thread, and lives in namespaces of its own:
//! mounts (the host's table stays clean, and all mounts go with the process), network, host name, message queues (its
//! containers share these three) and processes. It is process 1 of that last one, and every process of every container
//! is below it: whoever kills it, the kernel ends the whole group in the same moment, and what a container leaves
//! behind is reaped here. Its cgroup lies outside the group's limits and outside the service's cgroup. It outlives the
//! server, and answers on a unix socket whoever has the right to open it, that is root.

mod clients;
mod container;
pub(super) mod disk;
mod log;
mod rootfs;
mod seccomp;
pub(super) mod serve;
mod signal;
mod spec;
mod terminal;
pub(super) mod trial;
mod user;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::exit;

use gantry_model::error::Lookup;
use gantry_model::error::{Error, Result};
use nix::fcntl::{FcntlArg, FdFlag, Flock, FlockArg, OFlag, fcntl};
use nix::mount::{MntFlags, MsFlags, mount, umount2};
use nix::sched::{CloneFlags, unshare};
use nix::sys::stat::{Mode, umask};
use nix::unistd::{ForkResult, fork, sethostname, setsid};

use super::cgroup::Cgroups;
use super::protocol::{Assignment, CONNECTION, SupervisorProcess};
use super::{ceiling, file, open_files};

/// Exit code when the group has a supervisor already.
pub const ALREADY_SUPERVISED: i32 = 3;
/// What a group has of its own.
const GROUP_NAMESPACES: CloneFlags = CloneFlags::CLONE_NEWNS
    .union(CloneFlags::CLONE_NEWNET)
    .union(CloneFlags::CLONE_NEWUTS)
    .union(CloneFlags::CLONE_NEWIPC)
    .union(CloneFlags::CLONE_NEWPID);

/// Runs a supervisor to its end. To be called first thing in `main`, before any thread; `arguments` are those after
/// `supervise`.
pub fn supervise_main(arguments: impl IntoIterator<Item = OsString>) -> ! {
    let mut arguments = arguments.into_iter();
    let (Some(dir), None) = (arguments.next(), arguments.next()) else {
        eprintln!("gantry supervise is started by gantry serve, with a group's folder.");
        exit(2);
    };
    open_files::restore();
    let ended = if dir == trial::TRIAL { trial::run() } else { run(Path::new(&dir)) };
    match ended {
        Ok(()) => exit(0),
        Err(error) => {
            // Read by the server: a group's from its supervisor.log.
            match &error {
                Error::Internal { cause, .. } => eprintln!("{cause}"),
                other => eprintln!("{other}"),
            }
            exit(1);
        }
    }
}

fn run(dir: &Path) -> Result<()> {
    let mut assignment: Assignment = file::read_json(&dir.join("plan.json"))?
        .ok_or_else(|| Error::not_found(Lookup::Plan, dir.display().to_string()))?;
    umask(Mode::from_bits_truncate(0o022));
    // Held until the process ends, by whatever way: two supervisors never own one group.
    let lock = file::io("open the lock", File::create(dir.join("lock")))?;
    let Ok(_lock) = Flock::lock(lock, FlockArg::LockExclusiveNonblock) else { exit(ALREADY_SUPERVISED) };
    ceiling::step_before_the_server();
    assignment.cgroups.enter(&assignment.installation.supervisors_cgroup())?;
    file::io("make namespaces", unshare(GROUP_NAMESPACES).map_err(io::Error::from))?;
    // SAFETY: this process has one thread.
    match unsafe { fork() } {
        // The lock is the child's as well, and stays with it.
        Ok(ForkResult::Parent { .. }) => exit(0),
        Ok(ForkResult::Child) => {}
        Err(error) => return Err(file::fault("fork", &error.into())),
    }
    // Closing all terminals of the server must not reach the group.
    let _ = setsid();
    let connection = take_connection()?;
    let pid = own_pid()?;
    file::io("set up the mount namespace", own_mounts(&assignment.cgroups))?;
    if assignment.cgroups.to_hide().is_some() {
        assignment.cgroups.cover();
    }
    let _ = sethostname(spec::host_name(&assignment.plan.name));
    file::io("set network parameters", network_parameters())?;
    let process = SupervisorProcess::of_self(pid)?;
    file::write_json(&dir.join("supervisor.json"), &process)?;
    serve::Supervisor::new(assignment, pid)?.run(connection)
}

/// The connection that the server gave, if it did. Nothing is read from standard input after.
fn take_connection() -> Result<Option<UnixStream>> {
    // SAFETY: descriptor 0 is open, or the call fails; nothing else here owns it.
    let copy = unsafe { nix::libc::fcntl(CONNECTION, nix::libc::F_DUPFD_CLOEXEC, 3) };
    let nothing = file::io("open /dev/null", File::open("/dev/null"))?;
    // SAFETY: both descriptors are open; 0 is ours to replace.
    unsafe { nix::libc::dup2(nothing.as_raw_fd(), CONNECTION) };
    if copy < 0 {
        return Ok(None);
    }
    // SAFETY: a new descriptor of ours.
    let connection = UnixStream::from(unsafe { OwnedFd::from_raw_fd(copy) });
    Ok(connection.local_addr().is_ok().then_some(connection))
}

/// This process by the number that the machine knows it by: `/proc` is still the machine's.
fn own_pid() -> Result<i32> {
    let link = file::io("read /proc/self", fs::read_link("/proc/self"))?;
    link.to_str().and_then(|text| text.parse().ok()).ok_or_else(|| Error::internal("/proc/self is no number"))
}

impl SupervisorProcess {
    /// This process, which has `pid` on the machine.
    fn of_self(pid: i32) -> Result<Self> {
        Self::of(1).map(|found| Self { pid, ..found }).ok_or_else(|| Error::internal("/proc/1/stat cannot be read"))
    }
}

fn own_mounts(cgroups: &Cgroups) -> io::Result<()> {
    let none = None::<&str>;
    // What the host unmounts goes here too, so that this process keeps no disk busy; nothing goes the other way.
    mount(none, "/", none, MsFlags::MS_SLAVE | MsFlags::MS_REC, none)?;
    // Pinned namespaces would live on in this copy of the mount table.
    let table = fs::read_to_string("/proc/self/mountinfo")?;
    for line in table.lines().filter(|line| line.contains(" - nsfs ")) {
        if let Some(point) = line.split(' ').nth(4) {
            let _ = umount2(point, MntFlags::MNT_DETACH);
        }
    }
    // Covered, not only unmounted: a runtime that does not know better writes files where a cgroup should be, and here
    // they go with this process.
    if let Some(hidden) = cgroups.to_hide() {
        mount(Some("tmpfs"), hidden, Some("tmpfs"), MsFlags::empty(), Some("size=4m,mode=700"))?;
    }
    let flags = MsFlags::MS_NOSUID | MsFlags::MS_NOEXEC | MsFlags::MS_NODEV;
    mount(Some("proc"), "/proc", Some("proc"), flags, none)?;
    Ok(())
}

/// Of the group's network namespace: pings and low ports need no capability; no IPv6 before there are such subnets.
fn network_parameters() -> io::Result<()> {
    fs::write("/proc/sys/net/ipv4/ping_group_range", "0 2147483647")?;
    fs::write("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0")?;
    match fs::write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1") {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A pipe whose reading end does not block.
fn log_pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let (read, write) = nix::unistd::pipe2(OFlag::O_CLOEXEC)?;
    nonblocking(&read)?;
    Ok((read, write))
}

fn nonblocking(fd: &impl AsFd) -> io::Result<()> {
    fcntl(fd, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
    fcntl(fd, FcntlArg::F_SETFD(FdFlag::FD_CLOEXEC))?;
    Ok(())
}

/// The last words that an OCI runtime wrote into its log.
fn last_words(log: &Path) -> Option<String> {
    let text = fs::read_to_string(log).ok()?;
    let of_line = |line: &str| match serde_json::from_str::<serde_json::Value>(line) {
        // youki calls it otherwise, and lets the stack follow.
        Ok(value) => {
            let message = value.get("msg").or_else(|| value.get("message"))?.as_str()?;
            message.lines().next().map(str::to_owned)
        }
        Err(_) => Some(line.to_owned()),
    };
    text.lines().rev().filter(|line| !line.trim().is_empty()).find_map(of_line)
}

/// Where a container's files are.
#[derive(Debug, Clone)]
struct Places {
    /// `config.json`, process number and log of the OCI runtime.
    bundle: PathBuf,
    root: PathBuf,
    /// On the writable disk.
    layer: PathBuf,
    etc: PathBuf,
}

impl Places {
    fn new(dir: &Path, container: &str) -> Self {
        Self {
            bundle: dir.join("bundle").join(container),
            root: dir.join("root").join(container),
            layer: dir.join("disk/layers").join(container),
            etc: dir.join("disk/etc"),
        }
    }
}
