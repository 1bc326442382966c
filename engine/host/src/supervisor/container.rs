//! One container under supervision: how it is started, and what became of it.

use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use gantry_model::containers::{ContainerState, ContainerStatus};
use gantry_model::error::{Error, Result};
use gantry_model::message::{Message, containers as say};
use gantry_model::observe::LogStream;
use gantry_model::time::Length;
use nix::sys::signal::{Signal, kill, killpg};
use nix::unistd::{Pid, read};

use super::super::clock::now;
use super::super::protocol::Assignment;
use super::super::{file, process};
use super::log::LogWriter;
use super::user::User;
use super::{Places, last_words, log_pipe, rootfs, signal};
use gantry_platform::runtime::ContainerPlan;

/// Calls of the runtime that were killed by someone are repeated so often.
const HELPER_TRIES: u32 = 5;
/// Exit code of a container that could not be started, as engines have it.
const NOT_STARTED: i32 = 128;

/// Where a container is.
#[derive(Debug)]
pub enum Phase {
    /// Not started yet.
    New,
    /// The runtime's call lasts.
    Starting {
        helper: Pid,
        deadline: Instant,
        tries: u32,
    },
    Running {
        pid: Pid,
        since: Instant,
    },
    /// Started again then.
    Waiting {
        until: Instant,
    },
    /// Ended with an earlier supervisor, or before that one had decided what follows; to be decided once the group runs.
    Interrupted,
    Ended,
}

#[derive(Debug)]
pub struct Container {
    pub plan: ContainerPlan,
    pub status: ContainerStatus,
    pub phase: Phase,
    pub places: Places,
    /// As the OCI runtime knows it.
    pub id: String,
    pub cgroup: String,
    pub user: Option<User>,
    pub log: LogWriter,
    pub streams: [Option<OwnedFd>; 2],
    /// Asks its program to end.
    pub stop_signal: i32,
    /// How often in a row the wait was doubled.
    pub doubled: u32,
    /// Outcome of the first start, once known.
    pub first: Option<Result<()>>,
    /// The root is stacked and empty.
    pub prepared: bool,
}

/// What the end of a runtime's call meant.
#[derive(Debug)]
pub enum Outcome {
    Running,
    /// It was killed from outside: once more.
    Again {
        tries: u32,
    },
    Failed(Error),
}

impl Container {
    pub fn new(assignment: &Assignment, plan: &ContainerPlan) -> Result<Self> {
        let dir = assignment.dir();
        let logs = dir.join("logs");
        file::make_private_dir(&logs)?;
        Ok(Self {
            status: ContainerStatus {
                name: plan.name.clone(),
                image_digest: plan.image.digest.as_ref().map(ToString::to_string),
                ..Default::default()
            },
            phase: Phase::New,
            places: Places::new(&dir, &plan.name),
            id: format!("{}.{}", assignment.id(), plan.name),
            cgroup: format!("{}/{}", assignment.installation.group_cgroup(assignment.id()), plan.name),
            user: None,
            log: file::io("open the log", LogWriter::open(&logs, &plan.name))?,
            streams: [None, None],
            stop_signal: signal::number(&plan.image.stop_signal).unwrap_or(signal::USUAL),
            doubled: 0,
            first: None,
            prepared: false,
            plan: plan.clone(),
        })
    }

    /// Process of the container, as this supervisor numbers it.
    pub fn pid(&self) -> Option<Pid> {
        match self.phase {
            Phase::Running { pid, .. } => Some(pid),
            _ => None,
        }
    }

    /// Stacks an empty root.
    pub fn prepare(&mut self, assignment: &Assignment) -> Result<()> {
        if !self.prepared {
            self.user = Some(rootfs::make(assignment, &self.plan, &self.places, &self.cgroup)?);
            self.prepared = true;
        }
        Ok(())
    }

    /// Calls the runtime; [`Container::helper_ended`] follows.
    pub fn start(&mut self, assignment: &Assignment, tries: u32) -> Result<()> {
        self.prepare(assignment)?;
        self.prepared = false;
        let (pid_file, log) = (self.places.bundle.join("pid"), self.places.bundle.join("log"));
        let _ = fs::remove_file(&pid_file);
        let _ = fs::remove_file(&log);
        self.drain();
        let pipes = || Ok([log_pipe()?, log_pipe()?]);
        let [(out, child_out), (err, child_err)] = file::io("make pipes", pipes())?;
        let oci_root = assignment.installation.oci_root(assignment.id());
        let mut command = assignment.engine.run(&oci_root, &self.places.bundle, &self.id);
        command.stdin(Stdio::null()).stdout(child_out).stderr(child_err).process_group(0);
        let child = file::io(format_args!("start {}", assignment.engine.name), command.spawn())?;
        self.streams = [Some(out), Some(err)];
        self.phase = Phase::Starting {
            helper: Pid::from_raw(child.id() as i32),
            deadline: Instant::now() + assignment.deadline,
            tries,
        };
        Ok(())
    }

    /// The runtime's call ended with `code`, or by a signal (`None`).
    pub fn helper_ended(&mut self, code: Option<i32>, deadline: Duration) -> Outcome {
        let Phase::Starting { tries, deadline: end, .. } = self.phase else {
            return Outcome::Failed(Error::internal("a runtime ended that was not waited for"));
        };
        let words = || last_words(&self.places.bundle.join("log"));
        let pid = fs::read_to_string(self.places.bundle.join("pid")).ok().and_then(|text| text.trim().parse().ok());
        match (code, pid) {
            (Some(0), Some(pid)) => {
                self.phase = Phase::Running { pid: Pid::from_raw(pid), since: Instant::now() };
                Outcome::Running
            }
            (None, _) if Instant::now() >= end => {
                Outcome::Failed(Error::unavailable(say::start_too_slow(&self.plan.name, deadline.as_secs())))
            }
            (None, _) if tries < HELPER_TRIES => Outcome::Again { tries: tries + 1 },
            (None, _) => Outcome::Failed(Error::unavailable(say::start_killed(&self.plan.name, tries))),
            (Some(_), _) => Outcome::Failed(start_error(&self.plan, words())),
        }
    }

    /// Removes what the runtime keeps of it: afterwards it can be started, or forgotten.
    pub fn clear(&mut self, assignment: &Assignment) -> Result<()> {
        let root = assignment.installation.oci_root(assignment.id());
        if !assignment.engine.leaves_no_helpers() {
            let mut command = assignment.engine.command(&root, &self.places.bundle.join("log"));
            let _ = process::output(command.args(["delete", "--force"]).arg(&self.id), assignment.deadline);
        }
        assignment.cgroups.destroy(&self.cgroup, Duration::from_secs(5))?;
        file::remove_all(&root.join(&self.id))?;
        self.drain();
        self.streams = [None, None];
        Ok(())
    }

    /// Takes what the streams hold now. Tells whether one of them ended.
    pub fn drain(&mut self) {
        for (index, stream) in [LogStream::Stdout, LogStream::Stderr].into_iter().enumerate() {
            let Some(fd) = &self.streams[index] else { continue };
            let mut buffer = [0; 64 * 1024];
            // A container that writes without end must not keep the supervisor here.
            for _ in 0..16 {
                match read(fd, &mut buffer) {
                    Ok(0) => {
                        self.log.close(stream, now());
                        self.streams[index] = None;
                        break;
                    }
                    Ok(length) => self.log.take(stream, &buffer[..length], now()),
                    Err(_) => break,
                }
            }
        }
    }

    /// Asks it to end, by the signal that its image names.
    pub fn ask_to_end(&self) {
        if let Phase::Running { pid, .. } = self.phase {
            // SAFETY: the call takes numbers only. `nix` does not know all of these signals.
            unsafe { nix::libc::kill(pid.as_raw(), self.stop_signal) };
        }
    }

    /// What is wrong with the signal that its image names, if anything is.
    pub fn stop_signal_fault(&self) -> Option<Message> {
        let named = &self.plan.image.stop_signal;
        (!named.is_empty() && signal::number(named).is_none()).then(|| say::no_such_stop_signal(&self.plan.name, named))
    }

    /// Ends it, or the call that starts it.
    pub fn kill(&self) {
        match self.phase {
            Phase::Running { pid, .. } => drop(kill(pid, Signal::SIGKILL)),
            Phase::Starting { helper, .. } => drop(killpg(helper, Signal::SIGKILL)),
            _ => {}
        }
    }

    /// Notes an end.
    pub fn note_end(&mut self, exit_code: i32, reason: Message) {
        let ended_at = now();
        let started_at = match self.status.state {
            ContainerState::Running { started_at } => started_at,
            _ => ended_at,
        };
        self.phase = Phase::Ended;
        self.status.next_start = None;
        self.status.state = ContainerState::Terminated { exit_code, reason, started_at, ended_at };
    }

    /// Notes that it has run for so long that it is in no crash loop. Tells whether that is news.
    pub fn note_steady(&mut self, long: Duration) -> bool {
        let steady = matches!(self.phase, Phase::Running { since, .. } if since.elapsed() >= long);
        steady && std::mem::take(&mut self.status.ends_in_a_row) > 0
    }

    /// Notes that it could not be started.
    pub fn note_failure(&mut self, error: &Error) {
        self.note_end(NOT_STARTED, error.message().into_owned());
        self.first.get_or_insert_with(|| Err(error.clone()));
    }

    /// Notes that it will be started again after a wait that doubles from `first` to five minutes.
    pub fn note_wait(&mut self, first: Duration) -> Duration {
        let wait = first.saturating_mul(1 << self.doubled.min(20)).min(Duration::from_secs(300));
        self.doubled += 1;
        self.status.ends_in_a_row = self.doubled;
        if let ContainerState::Terminated { exit_code, reason, started_at, ended_at } = &self.status.state {
            let ran = Length(ended_at.since(*started_at));
            self.status.last_end = Some(say::last_end(exit_code, ran, reason));
        }
        self.status.state = ContainerState::Waiting { reason: say::waits_after(say::ended(), Length::from(wait)) };
        self.status.next_start = Some(now().plus(wait.as_millis() as i64));
        self.phase = Phase::Waiting { until: Instant::now() + wait };
        wait
    }
}

/// What a runtime said, in words that name the container and, where it is that, the command.
fn start_error(plan: &ContainerPlan, words: Option<String>) -> Error {
    let words = words.unwrap_or_default();
    let command = plan.argv.first().map_or("", String::as_str);
    let missing = ["executable file not found", "not found in $PATH", "No such file or directory", "no such file"];
    let lower = words.to_lowercase();
    if lower.contains("exec") && missing.iter().any(|text| lower.contains(&text.to_lowercase())) {
        return Error::invalid("command", say::command_missing(&plan.name, command, &plan.image.reference));
    }
    if lower.contains("exec") && (lower.contains("permission denied") || lower.contains("correct permissions")) {
        return Error::invalid("command", say::command_not_executable(&plan.name, command));
    }
    if lower.contains("exec format error") {
        return Error::invalid("command", say::command_of_another_processor(&plan.name, command));
    }
    let why = if words.is_empty() { say::no_reason_given() } else { Message::text(words) };
    Error::unavailable(say::container_not_startable(&plan.name, why))
}

#[cfg(test)]
mod tests {
    use gantry_model::error::Error;

    use super::*;
    use gantry_platform::runtime::PreparedImage;

    #[test]
    fn a_missing_command_is_named() {
        let plan = ContainerPlan {
            name: "web".into(),
            image: PreparedImage { reference: "default/x/web:1".into(), ..Default::default() },
            argv: vec!["/srv/x".into()],
            environment: vec![],
            working_directory: String::new(),
            cpu: None,
            memory: None,
        };
        for words in [
            "executable file `/srv/x` not found: No such file or directory",
            "runc create failed: unable to start container process: exec: \"/srv/x\": stat /srv/x: no such file or directory",
        ] {
            let error = start_error(&plan, Some(words.into()));
            assert!(
                matches!(&error, Error::Invalid { message, .. } if message.to_string().contains("“/srv/x”")),
                "{error}"
            );
        }
        assert!(matches!(start_error(&plan, None), Error::Unavailable { .. }));
    }
}
