//! The processes that come of this one, however far down: asked for when tests are over or take too long, because a
//! server or a container that a broken test left behind would keep the pipes of whoever waits for our output open.

use anyhow::{Context, Result};
use nix::sys::prctl::set_child_subreaper;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;
use std::collections::HashMap;
use std::fs;

/// Makes this process the parent of every descendant that loses its own, so that none is out of sight.
///
/// # Errors
/// Where the kernel refuses.
pub fn adopt() -> Result<()> {
    set_child_subreaper(true).context("cannot adopt the processes of tests")
}

/// Ends every descendant at once and returns their names. Takes several rounds, because one may start another
/// meanwhile.
pub fn end() -> Vec<String> {
    let mut names = Vec::new();
    for _ in 0..20 {
        let found = all();
        if found.is_empty() {
            break;
        }
        for (pid, name) in found {
            if kill(pid, Signal::SIGKILL).is_ok() {
                names.push(name);
            }
        }
        reap();
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    names
}

/// Takes the ends of adopted processes.
fn reap() {
    while let Ok(status) = waitpid(None, Some(WaitPidFlag::WNOHANG)) {
        if status == WaitStatus::StillAlive {
            break;
        }
    }
}

/// Each living descendant, with its name.
fn all() -> Vec<(Pid, String)> {
    let mut children: HashMap<i32, Vec<(i32, String)>> = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        if let Some((name, parent)) = read(&stat) {
            children.entry(parent).or_default().push((pid, name));
        }
    }
    let mut found = Vec::new();
    let mut parents = vec![std::process::id().cast_signed()];
    while let Some(parent) = parents.pop() {
        for (pid, name) in children.remove(&parent).unwrap_or_default() {
            parents.push(pid);
            found.push((Pid::from_raw(pid), name));
        }
    }
    found
}

/// The name and the parent in a line of `/proc/PID/stat`; none for what has ended.
fn read(stat: &str) -> Option<(String, i32)> {
    let (start, rest) = stat.rsplit_once(") ")?;
    let name = start.split_once('(')?.1;
    let mut fields = rest.split(' ');
    let ended = matches!(fields.next()?, "Z" | "X");
    let parent = fields.next()?.parse().ok()?;
    (!ended).then(|| (name.to_owned(), parent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_whatever_the_name() {
        assert_eq!(read("12 (a) b (c) S 7 12 12 0"), Some(("a) b (c".to_owned(), 7)));
        assert_eq!(read("12 (gone) Z 7 12 12 0"), None);
    }
}
