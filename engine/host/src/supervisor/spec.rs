//! The configuration that the OCI runtime is given for one container: config.json of the runtime specification.

use std::path::Path;

use serde_json::{Value, json};

use super::super::ceiling::container_oom_score;
use super::super::cgroup::{CPU_PERIOD, pids_of};
use super::seccomp;
use super::user::User;
use gantry_platform::runtime::{ContainerPlan, GroupPlan};

/// What root in a container may do. No device nodes. Raw sockets are for `ping`; what they send passes the rules of the
/// group's port, which let no other sender's address through.
const CAPABILITIES: [&str; 12] = [
    "CAP_CHOWN",
    "CAP_DAC_OVERRIDE",
    "CAP_FOWNER",
    "CAP_FSETID",
    "CAP_KILL",
    "CAP_NET_BIND_SERVICE",
    "CAP_NET_RAW",
    "CAP_SETFCAP",
    "CAP_SETGID",
    "CAP_SETPCAP",
    "CAP_SETUID",
    "CAP_SYS_CHROOT",
];
const MASKED: [&str; 11] = [
    "/proc/acpi",
    "/proc/asound",
    "/proc/interrupts",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/sched_debug",
    "/proc/scsi",
    "/proc/timer_list",
    "/sys/devices/virtual/powercap",
    "/sys/firmware",
];
const READ_ONLY: [&str; 5] = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];
const DEFAULT_PATH: &str = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The whole configuration. The network, host name and message queues are those of the supervisor, which lives in
/// the group's namespaces: a namespace that is not listed is inherited.
///
/// `etc`: folder with the group's `hosts`, `hostname` and `resolv.conf`; `cgroup`: without leading slash.
pub fn config(group: &GroupPlan, plan: &ContainerPlan, user: &User, root: &Path, etc: &Path, cgroup: &str) -> Value {
    let bind = |name: &str| {
        json!({ "destination": format!("/etc/{name}"), "type": "bind", "source": etc.join(name),
            "options": ["bind", "rprivate", "nosuid", "nodev", "ro"] })
    };
    let memory = plan.memory.unwrap_or(group.memory).bytes();
    let quota = (u64::from(plan.cpu.unwrap_or(group.cpu).0) * CPU_PERIOD / 1000).max(1000);
    json!({
        "ociVersion": "1.0.2",
        "process": process(group, plan, user, &plan.argv, None),
        "root": { "path": root, "readonly": false },
        "mounts": [
            { "destination": "/proc", "type": "proc", "source": "proc", "options": ["nosuid", "noexec", "nodev"] },
            { "destination": "/dev", "type": "tmpfs", "source": "tmpfs",
              "options": ["nosuid", "strictatime", "mode=755", "size=65536k"] },
            { "destination": "/dev/pts", "type": "devpts", "source": "devpts",
              "options": ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"] },
            { "destination": "/dev/shm", "type": "tmpfs", "source": "shm",
              "options": ["nosuid", "noexec", "nodev", "mode=1777", "size=65536k"] },
            { "destination": "/dev/mqueue", "type": "mqueue", "source": "mqueue",
              "options": ["nosuid", "noexec", "nodev"] },
            { "destination": "/sys", "type": "sysfs", "source": "sysfs",
              "options": ["nosuid", "noexec", "nodev", "ro"] },
            { "destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup",
              "options": ["nosuid", "noexec", "nodev", "relatime", "ro"] },
            bind("hosts"), bind("hostname"), bind("resolv.conf"),
        ],
        "linux": {
            "namespaces": [{ "type": "pid" }, { "type": "mount" }, { "type": "cgroup" }],
            "cgroupsPath": format!("/{cgroup}"),
            "resources": {
                "devices": [{ "allow": false, "access": "rwm" }],
                "memory": { "limit": memory },
                "cpu": { "quota": quota, "period": CPU_PERIOD },
                "pids": { "limit": pids_of(group.cpu) },
            },
            "seccomp": seccomp::profile(),
            "maskedPaths": MASKED,
            "readonlyPaths": READ_ONLY,
        },
    })
}

/// The `process` of a configuration; with a `terminal` of (columns, rows) the one of a command run beside it.
pub fn process(
    group: &GroupPlan,
    plan: &ContainerPlan,
    user: &User,
    argv: &[String],
    terminal: Option<(u16, u16)>,
) -> Value {
    let mut environment = plan.environment.clone();
    let has = |environment: &[String], name: &str| environment.iter().any(|e| e.split('=').next() == Some(name));
    if !has(&environment, "PATH") {
        environment.insert(0, DEFAULT_PATH.into());
    }
    if !has(&environment, "HOME") {
        environment.push(format!("HOME={}", user.home));
    }
    if !has(&environment, "HOSTNAME") {
        environment.push(format!("HOSTNAME={}", host_name(&group.name)));
    }
    if terminal.is_some() && !has(&environment, "TERM") {
        environment.push("TERM=xterm-256color".into());
    }
    let held: &[&str] = if user.uid == 0 { &CAPABILITIES } else { &[] };
    let cwd = if plan.working_directory.starts_with('/') { plan.working_directory.as_str() } else { "/" };
    let mut process = json!({
        "terminal": terminal.is_some(),
        "user": { "uid": user.uid, "gid": user.gid, "additionalGids": user.more_groups },
        "args": argv,
        "env": environment,
        "cwd": cwd,
        "noNewPrivileges": true,
        "oomScoreAdj": container_oom_score(),
        "capabilities": { "bounding": CAPABILITIES, "effective": held, "permitted": held },
    });
    if let Some((columns, rows)) = terminal {
        process["consoleSize"] = json!({ "width": columns, "height": rows });
    }
    process
}

/// A group's name as a host name: legal characters, at most 63 of them.
pub fn host_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' })
        .take(63)
        .collect();
    let name = name.trim_matches(['-', '.']);
    if name.is_empty() { "container".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_are_legal_whatever_the_group_is_called() {
        assert_eq!(host_name("web-1"), "web-1");
        assert_eq!(host_name("My Group_2."), "my-group-2");
        assert_eq!(host_name("数据"), "container");
        assert_eq!(host_name(&"a".repeat(128)).len(), 63);
    }
}
