//! What a server and a group's supervisor say to each other: JSON, one message a line, over a unix socket.
//!
//! A supervisor greets first. A server speaks this version and the last; a supervisor speaks the version that it was
//! started with, for as long as it lives. Requests carry a number that the reply repeats; observations and steps come
//! unasked to every connection.

use std::net::IpAddr;
use std::os::fd::RawFd;
use std::path::PathBuf;
use std::time::Duration;

use gantry_model::error::Error;
use gantry_model::id::ContainerGroupId;
use gantry_model::observe::Sample;
use serde::{Deserialize, Serialize};

use super::cgroup::Cgroups;
use super::engine::Engine;
use super::installation::Installation;
use gantry_platform::runtime::{GroupObservation, GroupPlan};

/// What this program speaks. From 2 on, what a person reads is a code and arguments (`gantry_model::Message`).
pub const VERSION: u32 = 2;
/// The oldest that this program's server understands. What a person reads is a text there.
pub const OLDEST: u32 = 1;
/// Longest message in bytes; an observation of 20 containers has about 20 KiB.
pub const LINE_LIMIT: usize = 4 * 1024 * 1024;
/// Where a supervisor finds the connection that its server gave it.
pub const CONNECTION: RawFd = 0;

/// Everything that a supervisor needs, kept as `plan.json` in the group's folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    pub plan: GroupPlan,
    pub installation: Installation,
    pub engine: Engine,
    pub cgroups: Cgroups,
    /// First wait before a container is started again; doubles each time.
    pub backoff: Duration,
    /// A call of the OCI runtime that takes longer is killed.
    pub deadline: Duration,
    /// Servers that the containers ask for names.
    #[serde(default)]
    pub dns: Vec<IpAddr>,
}

impl Assignment {
    pub fn id(&self) -> &ContainerGroupId {
        &self.plan.id
    }

    pub fn dir(&self) -> PathBuf {
        self.installation.group(&self.plan.id)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    pub number: u64,
    pub operation: Operation,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Operation {
    /// The interface is there: start what was not started yet; answered when each container was started once.
    Start,
    /// End all gracefully and start them again by this plan.
    Restart {
        plan: Box<GroupPlan>,
    },
    /// End all gracefully, undo everything, end. Answered before the end.
    Stop {
        grace: Duration,
    },
    /// Run a command on a terminal. The answer brings the terminal's file descriptor; an `Exit` follows on the same
    /// connection. Closing the connection kills the command.
    Exec {
        container: String,
        argv: Vec<String>,
        columns: u16,
        rows: u16,
    },
    Sample,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Message {
    /// `pid` as the machine sees it.
    Hello {
        version: u32,
        group: ContainerGroupId,
        pid: i32,
    },
    /// `cause` of an internal error, which does not travel with it.
    Reply {
        number: u64,
        result: Result<Answer, Error>,
        cause: String,
    },
    Step(Step),
    Observation(GroupObservation),
    Exit {
        code: i32,
    },
}

impl Message {
    pub fn reply(number: u64, result: Result<Answer, Error>) -> Self {
        let cause = match &result {
            Err(Error::Internal { cause, .. }) => cause.clone(),
            _ => String::new(),
        };
        Self::Reply { number, result, cause }
    }

    /// The result of a reply, with the cause back in its place.
    pub fn outcome(result: Result<Answer, Error>, cause: String) -> Result<Answer, Error> {
        result.map_err(|error| match error {
            Error::Internal { .. } => Error::Internal { cause },
            other => other,
        })
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Answer {
    Done,
    Sample(Box<Sample>),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Step {
    Created { container: String },
    Started { container: String },
}

/// Kept as `supervisor.json` in the group's folder, so that a supervisor that does not answer can be ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisorProcess {
    pub pid: i32,
    /// Field 22 of `/proc/PID/stat`: tells it from a later process with the same number.
    pub started: u64,
}

impl SupervisorProcess {
    /// The process with this number now.
    pub fn of(pid: i32) -> Option<Self> {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name in parentheses may hold anything; fields are counted from its end.
        let started = stat.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()?;
        Some(Self { pid, started })
    }

    pub fn is_alive(&self) -> bool {
        Self::of(self.pid) == Some(*self)
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::Message as Said;
    use gantry_model::containers::ContainerState;
    use gantry_model::error::Lookup;
    use gantry_model::message::machine as say;

    use super::*;

    fn error(line: &str) -> Error {
        match serde_json::from_str(line).unwrap() {
            Message::Reply { result, cause, .. } => Message::outcome(result, cause).unwrap_err(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_supervisor_of_the_first_version_is_understood() {
        let prose = "The group is being removed.";
        let line = format!(
            r#"{{"Reply":{{"number":3,"result":{{"Err":{{"Conflict":{{"message":"{prose}"}}}}}},"cause":""}}}}"#
        );
        assert_eq!(error(&line), Error::conflict(Said::text(prose)));
        let line = r#"{"Reply":{"number":3,"result":{"Err":{"NotFound":{"kind":"container","id":"web"}}},"cause":""}}"#;
        assert_eq!(error(line), Error::not_found(Lookup::Container, "web"));
        let line = r#"{"Observation":{"containers":[{"name":"web","state":{"Waiting":{"reason":"Ended"}},"restarts":1}],
            "happenings":[{"number":1,"at":5,"warning":true,"reason":"Ended","description":"Container web ended"}]}}"#;
        let Message::Observation(seen) = serde_json::from_str(line).unwrap() else { panic!("{line}") };
        assert_eq!(seen.containers[0].state, ContainerState::Waiting { reason: Said::text("Ended") });
        assert_eq!(seen.happenings[0].description, Said::text("Container web ended"));
    }

    #[test]
    fn an_error_travels_with_its_code() {
        let refused = Error::unavailable(say::disk_full());
        let line = serde_json::to_string(&Message::reply(1, Err(refused.clone()))).unwrap();
        assert!(line.contains(r#""code":"machine.disk-full""#), "{line}");
        assert_eq!(error(&line), refused);
        let fault = Error::internal("cannot open eth0");
        assert_eq!(error(&serde_json::to_string(&Message::reply(1, Err(fault.clone()))).unwrap()), fault);
    }
}
