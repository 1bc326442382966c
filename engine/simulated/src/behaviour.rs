//! What a simulated container does, as a pure function of time: its address says how it behaves, its policy and the
//! moment of its start say in which run it is, and everything shown (state, happenings, log lines) follows.
//!
//! Sentinel addresses, so that every state of the console can be reached without breaking anything:
//!
//! | address | what happens |
//! |---|---|
//! | `fail/pull` | the registry has no such image |
//! | `slow/pull` | pulling takes 20 s, with progress |
//! | `fail/create` | the sandbox cannot be made |
//! | `exit/N` | the container ends with exit code N after 2 s |
//! | `exit/oom` | the container is killed for memory after 2 s |
//! | `wrote/N` | the container writes N log lines at its start, at most 9,000, then one a second |
//! | `load/N` | all groups of it share a load of N percent of one group's processors |
//! | `no/shell` | the image has no shell for Remote Connection |
//! | anything else | runs until it is ended |

use std::time::Duration;

use gantry_model::containers::{ContainerState, ContainerStatus, RestartPolicy};
use gantry_model::message::{Message, containers as say};
use gantry_model::time::{Length, Timestamp};

/// Before the first start again; doubled each time, up to [`BACK_OFF_MOST`].
const BACK_OFF_FIRST: i64 = 1_000;
const BACK_OFF_MOST: i64 = 300_000;
/// How long a container that ends runs.
const RUN: i64 = 2_000;
/// Exit code of a process killed for memory: 128 + SIGKILL.
const KILLED: i32 = 137;

/// How a container behaves once started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    Runs,
    /// Runs, and writes so many lines at its start.
    Writes(u64),
    Ends {
        code: i32,
        out_of_memory: bool,
    },
}

/// How an image behaves when it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pull {
    Succeeds(Duration),
    Fails,
}

/// The path without host, instance and tag decides: the last two parts of the address.
fn sentinel(address: &str) -> Option<(&str, &str)> {
    let address =
        address.rsplit_once(':').map_or(address, |(path, tag)| if tag.contains('/') { address } else { path });
    let mut parts = address.rsplit('/');
    let last = parts.next()?;
    Some((parts.next()?, last))
}

pub fn of_container(address: &str) -> Behaviour {
    match sentinel(address) {
        Some(("exit", "oom")) => Behaviour::Ends { code: KILLED, out_of_memory: true },
        Some(("exit", code)) => match code.parse() {
            Ok(code @ 0..=255) => Behaviour::Ends { code, out_of_memory: false },
            _ => Behaviour::Runs,
        },
        Some(("wrote", lines)) => {
            lines.parse().map_or(Behaviour::Runs, |lines: u64| Behaviour::Writes(lines.min(9_000)))
        }
        _ => Behaviour::Runs,
    }
}

pub fn of_pull(address: &str, usual: Duration) -> Pull {
    match sentinel(address) {
        Some(("fail", "pull")) => Pull::Fails,
        Some(("slow", "pull")) => Pull::Succeeds(Duration::from_secs(20)),
        _ => Pull::Succeeds(usual),
    }
}

pub fn fails_to_create(address: &str) -> bool {
    sentinel(address) == Some(("fail", "create"))
}

/// The load that all groups of an image share, in percent of one group's processors.
pub fn load(address: &str) -> Option<f64> {
    match sentinel(address) {
        Some(("load", percent)) => percent.parse().ok().filter(|percent| (0.0..=1e6).contains(percent)),
        _ => None,
    }
}

pub fn has_shell(address: &str) -> bool {
    sentinel(address) != Some(("no", "shell"))
}

/// One run of a container: from its start to its end, if it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    pub started_at: Timestamp,
    pub ends_at: Option<Timestamp>,
}

/// All runs that began at or before `now`, first first. At most one a second, five minutes apart after a while.
pub fn runs(behaviour: Behaviour, policy: RestartPolicy, first: Timestamp, now: Timestamp) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut started_at = first;
    let mut pause = BACK_OFF_FIRST;
    while started_at <= now {
        let Behaviour::Ends { code, .. } = behaviour else {
            runs.push(Run { started_at, ends_at: None });
            break;
        };
        let ends_at = started_at.plus(RUN);
        runs.push(Run { started_at, ends_at: Some(ends_at) });
        if !policy.restarts_after(code) {
            break;
        }
        started_at = ends_at.plus(pause);
        pause = (pause * 2).min(BACK_OFF_MOST);
    }
    runs
}

/// When the container is started again after its last run of `runs`, which has ended.
fn next_start(behaviour: Behaviour, policy: RestartPolicy, runs: &[Run]) -> Option<Timestamp> {
    let last = runs.last()?;
    let Behaviour::Ends { code, .. } = behaviour else { return None };
    let doublings = u32::try_from(runs.len() - 1).unwrap_or(u32::MAX).min(16);
    let pause = (BACK_OFF_FIRST << doublings).min(BACK_OFF_MOST);
    policy.restarts_after(code).then(|| last.ends_at.map(|end| end.plus(pause))).flatten()
}

/// What is known of the container at `now`, but for its name and image.
pub fn status(behaviour: Behaviour, policy: RestartPolicy, first: Timestamp, now: Timestamp) -> ContainerStatus {
    let runs = runs(behaviour, policy, first, now);
    let Some(last) = runs.last().copied() else { return ContainerStatus::default() };
    let restarts = u32::try_from(runs.len() - 1).unwrap_or(u32::MAX);
    let before = ContainerStatus {
        restarts,
        last_end: (restarts > 0).then(|| end_text(behaviour)),
        ends_in_a_row: restarts,
        ..ContainerStatus::default()
    };
    match (last.ends_at.filter(|end| *end <= now), behaviour) {
        (Some(ended_at), Behaviour::Ends { code, .. }) => match next_start(behaviour, policy, &runs) {
            Some(at) => {
                let reason = say::waits_after(end_text(behaviour), Length(at.since(ended_at)));
                ContainerStatus {
                    state: ContainerState::Waiting { reason },
                    last_end: Some(end_text(behaviour)),
                    ends_in_a_row: restarts + 1,
                    next_start: Some(at),
                    ..before
                }
            }
            None => {
                let (reason, started_at) = (end_text(behaviour), last.started_at);
                let state = ContainerState::Terminated { exit_code: code, reason, started_at, ended_at };
                ContainerStatus { state, ..before }
            }
        },
        _ => ContainerStatus { state: ContainerState::Running { started_at: last.started_at }, ..before },
    }
}

/// How a run ended, in words.
pub fn end_text(behaviour: Behaviour) -> Message {
    match behaviour {
        Behaviour::Ends { out_of_memory: true, .. } => say::killed_for_memory(KILLED),
        Behaviour::Ends { code, .. } => say::exit_code_after(code, Length(RUN)),
        Behaviour::Runs | Behaviour::Writes(_) => say::ended(),
    }
}

/// When something changes next after `now`; `None` if nothing will.
pub fn next_change(behaviour: Behaviour, policy: RestartPolicy, first: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let runs = runs(behaviour, policy, first, now);
    let Some(last) = runs.last() else { return Some(first) };
    match last.ends_at {
        Some(end) if end > now => Some(end),
        Some(_) => next_start(behaviour, policy, &runs),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: Behaviour = Behaviour::Ends { code: 1, out_of_memory: false };

    #[test]
    fn sentinels_are_found_behind_any_host() {
        assert_eq!(of_container("exit/1"), END);
        assert_eq!(of_container("127.0.0.1:8080/default/exit/1:latest"), END);
        assert_eq!(of_container("nginx"), Behaviour::Runs);
        assert_eq!(of_container("exit/900"), Behaviour::Runs);
        assert_eq!(of_pull("fail/pull:latest", Duration::ZERO), Pull::Fails);
        assert_eq!((load("load/160:latest"), load("nginx:latest"), load("load/much")), (Some(160.0), None, None));
    }

    #[test]
    fn a_container_that_ends_is_started_again_after_a_growing_pause() {
        let starts: Vec<i64> = runs(END, RestartPolicy::Always, Timestamp(0), Timestamp(20_000))
            .iter()
            .map(|run| run.started_at.0)
            .collect();
        assert_eq!(starts, [0, 3_000, 7_000, 13_000]);
    }

    #[test]
    fn the_wait_for_the_next_start_is_said_as_a_whole() {
        let said = |now| match status(END, RestartPolicy::Always, Timestamp(0), Timestamp(now)).state {
            ContainerState::Waiting { reason } => reason,
            other => panic!("{other:?}"),
        };
        // From 9 s to 13 s.
        assert!(said(9_001).to_string().ends_with("; is started again after 4.00 s"), "{}", said(9_001));
        assert_eq!(said(9_001), said(12_900));
    }

    #[test]
    fn never_means_never() {
        let status = status(END, RestartPolicy::Never, Timestamp(0), Timestamp(1_000_000));
        assert!(matches!(status.state, ContainerState::Terminated { exit_code: 1, .. }), "{status:?}");
        assert_eq!((status.restarts, status.ends_in_a_row, status.next_start), (0, 0, None));
    }

    #[test]
    fn every_change_is_announced() {
        let mut now = Timestamp(0);
        let mut states = Vec::new();
        for _ in 0..5 {
            states.push(status(END, RestartPolicy::OnFailure, Timestamp(0), now).state.as_str());
            now = next_change(END, RestartPolicy::OnFailure, Timestamp(0), now).unwrap();
        }
        assert_eq!(states, ["Running", "Waiting", "Running", "Waiting", "Running"]);
    }
}
