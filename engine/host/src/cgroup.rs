//! Control groups of version 1, version 2 and both at once (hybrid).
//!
//! A path here is relative to the root of every hierarchy, without a leading slash: `gantry-ab12/groups/eci-…/web`. The OCI
//! runtime makes the containers' cgroups below the group's; the group's own, which bounds them together, is made here, and so is
//! the one that bounds all groups together.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gantry_model::error::{Error, Result};
use gantry_model::message::{Message, machine as say};
use gantry_model::units::{Mebibytes, MilliCpu};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde::{Deserialize, Serialize};

use super::ceiling::Ceiling;
use super::file;

/// Length of the period in which a quota of processor time is given, in microseconds.
pub const CPU_PERIOD: u64 = 100_000;
/// Processes and threads of a group: so many for each core, within these bounds.
const PIDS_PER_CORE: u64 = 1024;
const LEAST_PIDS: u64 = 1024;
const MOST_PIDS: u64 = 16_384;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CgroupVersion {
    V1,
    V2,
    /// Version 1 controllers, and a version 2 hierarchy beside them that has none of those that we use.
    Hybrid,
}

impl CgroupVersion {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
            Self::Hybrid => "hybrid",
        }
    }
}

/// The hierarchies of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cgroups {
    pub version: CgroupVersion,
    /// Version 1: controllers and mount point of each hierarchy.
    v1: Vec<(Vec<String>, PathBuf)>,
    /// Version 2's mount point.
    unified: Option<PathBuf>,
    /// Version 2 is covered in this process's mount namespace.
    #[serde(skip)]
    covered: bool,
}

/// What a group may use together.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub cpu: MilliCpu,
    pub memory: Mebibytes,
}

/// Processes and threads that a group of so much processor may have.
pub fn pids_of(cpu: MilliCpu) -> u64 {
    (u64::from(cpu.0) * PIDS_PER_CORE / 1000).clamp(LEAST_PIDS, MOST_PIDS)
}

/// Memory figures in bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct MemoryUse {
    pub usage: u64,
    pub cache: u64,
    pub rss: u64,
    pub inactive_file: u64,
}

impl Cgroups {
    /// Reads the mount table of this process.
    pub fn detect() -> Result<Self> {
        let table = file::io("read the mount table", fs::read_to_string("/proc/self/mountinfo"))?;
        Self::from_mount_table(&table)
    }

    fn from_mount_table(table: &str) -> Result<Self> {
        let mut v1: Vec<(Vec<String>, PathBuf)> = Vec::new();
        let mut unified: Option<PathBuf> = None;
        for line in table.lines() {
            let Some((left, right)) = line.split_once(" - ") else { continue };
            let mut left = left.split(' ').skip(3);
            let (root, point) = (left.next().unwrap_or_default(), left.next().unwrap_or_default());
            let mut right = right.split(' ');
            let (kind, _, options) = (right.next(), right.next(), right.next().unwrap_or_default());
            match kind {
                Some("cgroup2") if root == "/" && unified.is_none() => unified = Some(point.into()),
                Some("cgroup") if root == "/" => {
                    let flags = ["rw", "ro", "xattr", "clone_children", "noprefix"];
                    let controllers: Vec<String> = options
                        .split(',')
                        .filter(|o| !flags.contains(o) && !o.starts_with("release_agent="))
                        .map(str::to_owned)
                        .collect();
                    if !v1.iter().any(|(known, _)| *known == controllers) {
                        v1.push((controllers, point.into()));
                    }
                }
                _ => {}
            }
        }
        let has = |name: &str| v1.iter().any(|(controllers, _)| controllers.iter().any(|c| c == name));
        let version = match (&unified, has("memory") && has("cpu") && has("pids")) {
            (Some(_), true) => CgroupVersion::Hybrid,
            (None, true) => CgroupVersion::V1,
            (Some(_), false) => CgroupVersion::V2,
            (None, false) => {
                return Err(Error::unavailable(Message::text(
                    "No control groups with the controllers cpu, memory and pids are mounted under /sys/fs/cgroup.",
                )));
            }
        };
        Ok(Self { version, v1, unified, covered: false })
    }

    /// Controllers there are.
    pub fn controllers(&self) -> Vec<String> {
        let mut all: BTreeSet<String> = self.v1.iter().flat_map(|(names, _)| names.iter().cloned()).collect();
        if let Some(unified) = &self.unified {
            let text = fs::read_to_string(unified.join("cgroup.controllers")).unwrap_or_default();
            all.extend(text.split_whitespace().map(str::to_owned));
        }
        all.into_iter().collect()
    }

    /// The version 2 mount point that runtimes are confused by on a hybrid machine.
    pub fn to_hide(&self) -> Option<&Path> {
        if self.version == CgroupVersion::Hybrid { self.unified.as_deref() } else { None }
    }

    /// Notes that [`Cgroups::to_hide`] was covered: there is nothing real to read or write any more.
    pub fn cover(&mut self) {
        self.covered = true;
    }

    fn hierarchies(&self) -> impl Iterator<Item = &Path> {
        let unified = self.unified.as_deref().filter(|_| !self.covered);
        self.v1.iter().map(|(_, point)| point.as_path()).chain(unified)
    }

    fn v1_with(&self, controller: &str) -> Option<&Path> {
        self.v1.iter().find(|(names, _)| names.iter().any(|name| name == controller)).map(|(_, p)| p.as_path())
    }

    /// Where a controller's files of a cgroup are.
    fn place(&self, controller: &str, path: &str) -> Option<PathBuf> {
        match self.version {
            CgroupVersion::V2 => self.unified.as_ref().map(|root| root.join(path)),
            _ => self.v1_with(controller).map(|root| root.join(path)),
        }
    }

    /// Makes a cgroup in all hierarchies and moves this process into it.
    pub fn enter(&self, path: &str) -> Result<()> {
        for root in self.hierarchies() {
            let dir = root.join(path);
            file::io(format_args!("make {}", dir.display()), fs::create_dir_all(&dir))?;
            if root.ends_with("cpuset") {
                copy_cpuset(root, path);
            }
            let procs = dir.join("cgroup.procs");
            file::io(format_args!("enter {}", dir.display()), fs::write(&procs, "0"))?;
        }
        Ok(())
    }

    /// Makes a group's cgroup and sets its limits; again is fine.
    pub fn make_group(&self, path: &str, limits: Limits) -> Result<()> {
        let quota = (u64::from(limits.cpu.0) * CPU_PERIOD / 1000).max(1000);
        let bytes = limits.memory.bytes();
        self.make(path)?;
        match self.version {
            CgroupVersion::V2 => self.set("cpu", path, "cpu.max", &format!("{quota} {CPU_PERIOD}"))?,
            _ => {
                self.set("cpu", path, "cpu.cfs_period_us", &CPU_PERIOD.to_string())?;
                self.set("cpu", path, "cpu.cfs_quota_us", &quota.to_string())?;
            }
        }
        self.bound_memory(path, bytes)?;
        self.set("pids", path, "pids.max", &pids_of(limits.cpu).to_string())
    }

    /// Makes the cgroup of all groups and bounds them together; again is fine. Memory that they have already is not taken away: then
    /// the bound stays as it was, and the error says so.
    pub fn make_ceiling(&self, path: &str, ceiling: Ceiling) -> Result<()> {
        self.make(path)?;
        self.set("pids", path, "pids.max", &ceiling.processes.to_string())?;
        let used = self.memory(path);
        // Cache is given back; the rest would be killed for.
        let held = used.usage.saturating_sub(used.cache);
        if held > ceiling.memory {
            return Err(Error::unavailable(Message::text(format!(
                "The containers that run have {} MiB of memory, more than the {} MiB that they may have together.",
                held >> 20,
                ceiling.memory >> 20
            ))));
        }
        self.bound_memory(path, ceiling.memory)
    }

    /// Whether this kernel counts swap, and so can bound it.
    pub fn counts_swap(&self) -> bool {
        let Some(root) = self.place("memory", "") else { return false };
        if self.version != CgroupVersion::V2 {
            return root.join("memory.memsw.limit_in_bytes").exists();
        }
        // The root itself has no bounds.
        self.children("").iter().any(|child| root.join(child).join("memory.swap.max").exists())
    }

    /// Makes a cgroup with the controllers that bound things.
    fn make(&self, path: &str) -> Result<()> {
        let roots: Vec<&Path> = match self.version {
            CgroupVersion::V2 => self.unified.as_deref().into_iter().collect(),
            _ => ["cpu", "memory", "pids"].into_iter().filter_map(|controller| self.v1_with(controller)).collect(),
        };
        for root in roots {
            let mut dir = root.to_path_buf();
            for part in path.split('/') {
                if self.version == CgroupVersion::V2 {
                    // A child gets the controllers that its parent hands down.
                    for controller in ["cpu", "memory", "pids", "cpuset", "io"] {
                        let _ = fs::write(dir.join("cgroup.subtree_control"), format!("+{controller}"));
                    }
                }
                dir.push(part);
                match fs::create_dir(&dir) {
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                        return Err(file::fault(format_args!("make {}", dir.display()), &error));
                    }
                    _ => {}
                }
                // Older kernels of version 1 count what is below only where they are told to before anything is.
                if dir.join("memory.use_hierarchy").exists() {
                    let _ = fs::write(dir.join("memory.use_hierarchy"), "1");
                }
            }
        }
        Ok(())
    }

    /// Bounds memory, and swap by no more, where the kernel counts it.
    fn bound_memory(&self, path: &str, bytes: u64) -> Result<()> {
        let Some(dir) = self.place("memory", path) else { return Ok(()) };
        if self.version == CgroupVersion::V2 {
            // Without swap accounting there is no such file, and nothing to bound.
            let _ = fs::write(dir.join("memory.swap.max"), "0");
            return set(&dir, "memory.max", &bytes.to_string());
        }
        // Memory and swap together are never bounded by less than memory alone.
        let together = dir.join("memory.memsw.limit_in_bytes");
        let _ = fs::write(&together, "-1");
        set(&dir, "memory.limit_in_bytes", &bytes.to_string())?;
        let _ = fs::write(&together, bytes.to_string());
        Ok(())
    }

    /// Writes a controller's file, where this machine has the controller.
    fn set(&self, controller: &str, path: &str, name: &str, value: &str) -> Result<()> {
        self.place(controller, path).map_or(Ok(()), |dir| set(&dir, name, value))
    }

    /// Bytes of memory, and number of processes, that a cgroup may have; `None` where no limit is set.
    pub fn limits(&self, path: &str) -> (Option<u64>, Option<u64>) {
        let memory = if self.version == CgroupVersion::V2 { "memory.max" } else { "memory.limit_in_bytes" };
        let read = |controller: &str, name: &str| {
            fs::read_to_string(self.place(controller, path)?.join(name)).ok()?.trim().parse().ok()
        };
        (read("memory", memory), read("pids", "pids.max"))
    }

    /// Cgroups directly below this one, in any hierarchy.
    pub fn children(&self, path: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for root in self.hierarchies() {
            let Ok(entries) = fs::read_dir(root.join(path)) else { continue };
            found.extend(
                entries
                    .flatten()
                    .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
                    .filter_map(|entry| entry.file_name().into_string().ok()),
            );
        }
        found
    }

    /// Whether any hierarchy has it.
    pub fn exists(&self, path: &str) -> bool {
        self.hierarchies().any(|root| root.join(path).is_dir())
    }

    /// Processes in a cgroup and below it, by the numbers that this process sees.
    pub fn processes(&self, path: &str) -> BTreeSet<i32> {
        let mut found = BTreeSet::new();
        for root in self.hierarchies() {
            walk(&root.join(path), &mut |dir| read_numbers(&dir.join("cgroup.procs"), &mut found));
        }
        found
    }

    /// Threads in a cgroup and below it.
    pub fn threads(&self, path: &str) -> BTreeSet<i32> {
        let mut found = BTreeSet::new();
        let name = if self.version == CgroupVersion::V2 { "cgroup.threads" } else { "tasks" };
        if let Some(dir) = self.place("memory", path) {
            walk(&dir, &mut |dir| read_numbers(&dir.join(name), &mut found));
        }
        found
    }

    /// Kills what is in it and removes it with all below, waiting at most `patience`.
    pub fn destroy(&self, path: &str, patience: Duration) -> Result<()> {
        let end = Instant::now() + patience;
        loop {
            for pid in self.processes(path) {
                let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
            }
            let mut left = None;
            for root in self.hierarchies() {
                if let Err(error) = remove_tree(&root.join(path)) {
                    left = Some(error);
                }
            }
            match left {
                None => return Ok(()),
                Some(error) if Instant::now() > end => {
                    return Err(Error::unavailable(say::cgroup_stays(path, error)));
                }
                // The kernel lets a dead process leave its cgroup a moment after its end.
                Some(_) => std::thread::sleep(Duration::from_millis(2)),
            }
        }
    }

    /// How often a process of exactly this cgroup was killed for want of memory.
    pub fn memory_kills(&self, path: &str) -> u64 {
        let Some(dir) = self.place("memory", path) else { return 0 };
        let name = if self.version == CgroupVersion::V2 { "memory.events" } else { "memory.oom_control" };
        field(&fs::read_to_string(dir.join(name)).unwrap_or_default(), "oom_kill").unwrap_or(0)
    }

    /// Processor time used since the cgroup was made, in nanoseconds.
    pub fn cpu_nanoseconds(&self, path: &str) -> u64 {
        if self.version == CgroupVersion::V2 {
            let text = self.place("cpu", path).and_then(|dir| fs::read_to_string(dir.join("cpu.stat")).ok());
            return field(&text.unwrap_or_default(), "usage_usec").unwrap_or(0) * 1000;
        }
        // Usage is not counted upwards where the group has no cgroup of its own in cpuacct.
        self.place("cpuacct", path).map_or(0, |dir| read_number(&dir.join("cpuacct.usage")))
    }

    pub fn memory(&self, path: &str) -> MemoryUse {
        let Some(dir) = self.place("memory", path) else { return MemoryUse::default() };
        let stat = fs::read_to_string(dir.join("memory.stat")).unwrap_or_default();
        let stat = |name: &str| field(&stat, name).unwrap_or(0);
        if self.version == CgroupVersion::V2 {
            return MemoryUse {
                usage: read_number(&dir.join("memory.current")),
                cache: stat("file"),
                rss: stat("anon"),
                inactive_file: stat("inactive_file"),
            };
        }
        MemoryUse {
            usage: read_number(&dir.join("memory.usage_in_bytes")),
            cache: stat("total_cache"),
            rss: stat("total_rss"),
            inactive_file: stat("total_inactive_file"),
        }
    }
}

/// Version 1 lets no process into a cpuset that names no processors.
fn copy_cpuset(root: &Path, path: &str) {
    let mut above = root.to_path_buf();
    for part in path.split('/') {
        let below = above.join(part);
        for name in ["cpuset.cpus", "cpuset.mems"] {
            let unset = fs::read_to_string(below.join(name)).is_ok_and(|text| text.trim().is_empty());
            if unset && let Ok(value) = fs::read_to_string(above.join(name)) {
                let _ = fs::write(below.join(name), value.trim());
            }
        }
        above = below;
    }
}

fn set(dir: &Path, name: &str, value: &str) -> Result<()> {
    let path = dir.join(name);
    file::io(format_args!("write {value} to {}", path.display()), fs::write(&path, value))
}

fn walk(dir: &Path, visit: &mut impl FnMut(&Path)) {
    visit(dir);
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&entry.path(), visit);
        }
    }
}

fn remove_tree(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_tree(&entry.path())?;
        }
    }
    match fs::remove_dir(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn read_numbers(path: &Path, into: &mut BTreeSet<i32>) {
    let text = fs::read_to_string(path).unwrap_or_default();
    // 0 is a process of a namespace that this one does not see.
    into.extend(text.lines().filter_map(|line| line.parse::<i32>().ok()).filter(|pid| *pid > 0));
}

fn read_number(path: &Path) -> u64 {
    fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}

/// The number after a name in a file of `name number` lines.
fn field(text: &str, name: &str) -> Option<u64> {
    text.lines().find_map(|line| line.split_once(' ').filter(|(n, _)| *n == name)?.1.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_machine_is_told_apart() {
        let hybrid = "24 1 0:22 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n\
            25 24 0:23 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct\n\
            26 24 0:24 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n\
            27 24 0:25 / /sys/fs/cgroup/pids rw shared:1 - cgroup cgroup rw,pids\n";
        let v1 = Cgroups::from_mount_table(hybrid).unwrap();
        assert_eq!(v1.version, CgroupVersion::V1);
        assert_eq!(v1.place("cpuacct", "a/b").unwrap(), Path::new("/sys/fs/cgroup/cpu/a/b"));
        let more = format!("{hybrid}28 24 0:26 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n");
        let both = Cgroups::from_mount_table(&more).unwrap();
        assert_eq!(both.version, CgroupVersion::Hybrid);
        assert_eq!(both.to_hide(), Some(Path::new("/sys/fs/cgroup/unified")));
        let v2 = Cgroups::from_mount_table("25 24 0:23 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n").unwrap();
        assert_eq!(v2.version, CgroupVersion::V2);
        assert_eq!(v2.to_hide(), None);
        assert!(Cgroups::from_mount_table("").is_err());
    }

    #[test]
    fn version_2_limits_are_written_where_the_kernel_reads_them() {
        let root = tempfile::tempdir().unwrap();
        let cgroups = Cgroups {
            version: CgroupVersion::V2,
            v1: Vec::new(),
            unified: Some(root.path().to_path_buf()),
            covered: false,
        };
        cgroups.make_group("gantry-ab12/g", Limits { cpu: MilliCpu(500), memory: Mebibytes(256) }).unwrap();
        let read = |name: &str| fs::read_to_string(root.path().join("gantry-ab12/g").join(name)).unwrap();
        assert_eq!(read("cpu.max"), "50000 100000");
        assert_eq!(read("memory.max"), "268435456");
        assert_eq!(read("pids.max"), "1024");
        assert_eq!(cgroups.children("gantry-ab12"), BTreeSet::from(["g".to_owned()]));
        cgroups.make_ceiling("gantry-ab12", Ceiling { processes: 24_576, memory: 1 << 30 }).unwrap();
        assert_eq!(cgroups.limits("gantry-ab12"), (Some(1 << 30), Some(24_576)));
        // What is used already is not killed for.
        fs::write(root.path().join("gantry-ab12/memory.current"), (2_u64 << 30).to_string()).unwrap();
        let error = cgroups.make_ceiling("gantry-ab12", Ceiling { processes: 1, memory: 1 << 20 }).unwrap_err();
        assert!(error.to_string().contains("2048 MiB"), "{error}");
        assert_eq!(cgroups.limits("gantry-ab12").0, Some(1 << 30));
    }

    #[test]
    fn a_group_may_have_processes_by_its_processor() {
        let of = |milli: u32| pids_of(MilliCpu(milli));
        assert_eq!([of(250), of(1000), of(4000), of(64_000)], [1024, 1024, 4096, 16_384]);
    }
}
