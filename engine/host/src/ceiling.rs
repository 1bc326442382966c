//! What all containers of an installation together may take of this machine, so that the machine, who administers it and the server go on
//! whatever containers do.
//!
//! A group has limits of its own; these bound their sum, on the cgroup that holds all groups and no supervisor: a supervisor can always
//! end its group. Where memory runs out in spite of it, containers go first, then supervisors, the server last: each stands a
//! step above who started it (proc_pid_oom_score_adj(5)), because a process may raise its own number without any right, and not lower it.

use std::fs;

use gantry_model::Message;
use gantry_model::error::{Error, Result};

use super::file;

/// A share of the machine's processes that containers may have: three of four.
const PROCESSES: (u64, u64) = (3, 4);
/// Least memory that is left to the machine unless a setting says otherwise, in bytes; more on a large one.
const RESERVE: u64 = 512 << 20;
/// The part of a large machine's memory that is left to it.
const RESERVE_PART: u64 = 16;
/// Less than this is of no use to containers.
const LEAST_MEMORY: u64 = 64 << 20;
/// How far a supervisor stands above the server.
const SUPERVISOR_STEP: i32 = 100;
/// How far a container stands above its supervisor.
const CONTAINER_STEP: i32 = 400;
const OOM_SCORE: &str = "/proc/self/oom_score_adj";
const HIGHEST_OOM_SCORE: i32 = 1000;

/// Bounds on all groups together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceiling {
    /// Processes and threads.
    pub processes: u64,
    /// Bytes; swap is bounded by the same number, where the kernel counts it.
    pub memory: u64,
}

/// What there is to share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Machine {
    /// Processes and threads that the kernel allows.
    pub processes: u64,
    /// Bytes.
    pub memory: u64,
}

impl Machine {
    /// Errors: `Internal` where the kernel does not say.
    pub fn look() -> Result<Self> {
        let number = |path: &str| -> Result<u64> {
            let text = file::io(format_args!("read {path}"), fs::read_to_string(path))?;
            text.trim().parse().map_err(|_| Error::internal(format_args!("{path} is no number")))
        };
        let processes = number("/proc/sys/kernel/pid_max")?.min(number("/proc/sys/kernel/threads-max")?);
        let memory = file::io("read /proc/meminfo", fs::read_to_string("/proc/meminfo"))?;
        let kib = memory
            .lines()
            .find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        let kib = kib.ok_or_else(|| Error::internal("/proc/meminfo names no MemTotal"))?;
        Ok(Self { processes, memory: kib * 1024 })
    }
}

impl Ceiling {
    /// What containers may take of a machine that is left `reserve` bytes of memory, or the usual part.
    ///
    /// Errors: `Invalid` on `memory-reserve-mib` for a reserve that leaves containers nothing.
    pub fn of(machine: Machine, reserve: Option<u64>) -> Result<Self> {
        let usual = (machine.memory / RESERVE_PART).max(RESERVE).min(machine.memory / 2);
        let memory = machine.memory.saturating_sub(reserve.unwrap_or(usual));
        if memory < LEAST_MEMORY {
            return Err(Error::invalid(
                "memory-reserve-mib",
                Message::text(format!(
                    "{} MiB is too much: this machine has {} MiB, and containers need {} of them.",
                    reserve.unwrap_or(usual) >> 20,
                    machine.memory >> 20,
                    LEAST_MEMORY >> 20
                )),
            ));
        }
        Ok(Self { processes: machine.processes * PROCESSES.0 / PROCESSES.1, memory })
    }
}

/// Lets this process, and all that it starts, end before the server where memory runs out.
pub fn step_before_the_server() {
    let raised = (own_oom_score() + SUPERVISOR_STEP).min(HIGHEST_OOM_SCORE);
    if let Err(error) = fs::write(OOM_SCORE, raised.to_string()) {
        eprintln!("the out-of-memory score cannot be raised: {error}");
    }
}

/// Lets a process that this one started in a container end where its container would.
pub fn step_into_container(pid: i32) {
    // It may have ended.
    let _ = fs::write(format!("/proc/{pid}/oom_score_adj"), container_oom_score().to_string());
}

/// The score of containers that this process starts.
pub fn container_oom_score() -> i32 {
    (own_oom_score() + CONTAINER_STEP).min(HIGHEST_OOM_SCORE)
}

fn own_oom_score() -> i32 {
    fs::read_to_string(OOM_SCORE).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_leave_a_share_of_the_machine() {
        let of = |gib: u64, reserve| Ceiling::of(Machine { processes: 32_768, memory: gib << 30 }, reserve);
        assert_eq!(of(4, None).unwrap(), Ceiling { processes: 24_576, memory: (4 << 30) - (512 << 20) });
        assert_eq!(of(64, None).unwrap().memory, 60 << 30);
        assert_eq!(of(64, Some(0)).unwrap().memory, 64 << 30);
        assert_eq!(of(4, Some(1 << 30)).unwrap().memory, 3 << 30);
        let error = of(4, Some(4 << 30)).unwrap_err();
        assert_eq!(error.field(), Some("memory-reserve-mib"));
        assert!(error.to_string().contains("4096 MiB"), "{error}");
    }
}
