//! States of groups and containers (ECI-46 to ECI-48), and the one function that computes what is shown.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use super::RestartPolicy;
use crate::id::{EipId, VSwitchId};
use crate::message::{Argument, Message, containers as say};
use crate::time::Timestamp;

/// What a person sees (ECI-46).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GroupState {
    /// Being created.
    Scheduling,
    /// One or more containers are still starting and none runs.
    Pending,
    /// All containers are created and at least one runs or restarts.
    Running,
    /// A container ends again and again soon after its start: the group needs a look, though each next start is still tried.
    CrashLoopBackOff,
    Restarting,
    Updating,
    Terminating,
    /// All containers ended with success and will not restart.
    Succeeded,
    /// All ended and at least one failed.
    Failed,
    /// Creation failed.
    ScheduleFailed,
}

impl GroupState {
    pub const ALL: [Self; 10] = [
        Self::Scheduling,
        Self::Pending,
        Self::Running,
        Self::CrashLoopBackOff,
        Self::Restarting,
        Self::Updating,
        Self::Terminating,
        Self::Succeeded,
        Self::Failed,
        Self::ScheduleFailed,
    ];
    /// Filters of the list: on the way, ended well, ended badly.
    pub const ON_THE_WAY: [Self; 5] =
        [Self::Scheduling, Self::Pending, Self::Restarting, Self::Updating, Self::Terminating];
    /// In which containers run, or did a moment ago: what has figures.
    pub const WITH_CONTAINERS: [Self; 2] = [Self::Running, Self::CrashLoopBackOff];

    /// The word on screen and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scheduling => "Scheduling",
            Self::Pending => "Pending",
            Self::Running => "Running",
            Self::CrashLoopBackOff => "CrashLoopBackOff",
            Self::Restarting => "Restarting",
            Self::Updating => "Updating",
            Self::Terminating => "Terminating",
            Self::Succeeded => "Succeeded",
            Self::Failed => "Failed",
            Self::ScheduleFailed => "ScheduleFailed",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether **Restart** can be used (ECI-57); otherwise why not.
    pub fn can_restart(self) -> Result<(), Message> {
        match self {
            Self::Running | Self::CrashLoopBackOff => Ok(()),
            _ => Err(say::restarts_only_running()),
        }
    }

    /// Whether **Remote Connection** can be used (MON-14); otherwise why not.
    pub fn can_connect(self) -> Result<(), Message> {
        match self {
            Self::Running | Self::CrashLoopBackOff => Ok(()),
            _ => Err(say::terminal_needs_running()),
        }
    }

    /// Whether **Unsubscribe** can be used (ECI-58); otherwise why not.
    pub fn can_unsubscribe(self) -> Result<(), Message> {
        match self {
            Self::Terminating => Err(say::terminating_already()),
            _ => Ok(()),
        }
    }
}

impl From<GroupState> for Argument {
    fn from(state: GroupState) -> Self {
        let word = match state {
            GroupState::Scheduling => say::state_scheduling(),
            GroupState::Pending => say::state_pending(),
            GroupState::Running => say::state_running(),
            GroupState::CrashLoopBackOff => say::state_crash_loop_back_off(),
            GroupState::Restarting => say::state_restarting(),
            GroupState::Updating => say::state_updating(),
            GroupState::Terminating => say::state_terminating(),
            GroupState::Succeeded => say::state_succeeded(),
            GroupState::Failed => say::state_failed(),
            GroupState::ScheduleFailed => say::state_schedule_failed(),
        };
        word.into()
    }
}

/// How far the controller has come with a group; [`GroupState`] is computed from it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// Zone, subnet and address are being chosen.
    #[default]
    Scheduling,
    /// Placed; images are pulled, the sandbox and its containers are made.
    Starting,
    /// All containers were created at least once; their own states decide from here on.
    Started,
    /// Creation failed; the status' reason says why.
    ScheduleFailed,
}

/// State of one container (ECI-48).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContainerState {
    /// Waiting to be created or to be started again; `reason` in a person's words.
    Waiting {
        reason: Message,
    },
    Running {
        started_at: Timestamp,
    },
    /// Ended for good, as far as the restart policy is concerned.
    Terminated {
        exit_code: i32,
        reason: Message,
        started_at: Timestamp,
        ended_at: Timestamp,
    },
}

impl Default for ContainerState {
    fn default() -> Self {
        Self::Waiting { reason: say::waiting_to_be_created() }
    }
}

impl ContainerState {
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "Waiting",
            Self::Running { .. } => "Running",
            Self::Terminated { .. } => "Terminated",
        }
    }
}

/// What is known of one container.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerStatus {
    pub name: String,
    pub state: ContainerState,
    /// Starts after the first one.
    pub restarts: u32,
    /// The digest that the tag meant when the image was pulled.
    pub image_digest: Option<String>,
    /// How it ended the last time before the present state, e.g. `Exit code 1 after 3 s`.
    pub last_end: Option<Message>,
    /// Ends in a row, each soon after its start. 0 again once it has run for a minute.
    #[serde(default)]
    pub ends_in_a_row: u32,
    /// When it is started again, while it waits for that.
    #[serde(default)]
    pub next_start: Option<Timestamp>,
}

/// Ends in a row from which a container is in a crash loop.
pub const CRASH_LOOP_ENDS: u32 = 3;

impl ContainerStatus {
    /// Whether it ends again and again, whatever it does at this moment: a state that changed with each try would help nobody.
    pub fn is_crash_looping(&self) -> bool {
        self.ends_in_a_row >= CRASH_LOOP_ENDS
            && matches!(self.state, ContainerState::Waiting { .. } | ContainerState::Running { .. })
    }

    /// Why it is not as it should be, in words for the group: `web: …`.
    pub fn trouble(&self) -> Option<Message> {
        let what = match &self.state {
            _ if self.is_crash_looping() => {
                let last = self.last_end.clone().unwrap_or_else(say::no_exit_code);
                say::ended_in_a_row(self.ends_in_a_row, last)
            }
            ContainerState::Waiting { reason } => reason.clone(),
            ContainerState::Terminated { reason, exit_code: 1.., .. } => reason.clone(),
            _ => return None,
        };
        Some(say::trouble(&self.name, what))
    }
}

/// A station of the way to Running (the lift of the details page).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepName {
    Schedule,
    Pull,
    Network,
    Create,
    Start,
}

impl StepName {
    pub const ALL: [Self; 5] = [Self::Schedule, Self::Pull, Self::Network, Self::Create, Self::Start];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Schedule => "Schedule",
            Self::Network => "Network",
            Self::Pull => "Pull",
            Self::Create => "Create",
            Self::Start => "Start",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepOutcome {
    Ongoing,
    Done,
    Failed,
}

/// A step that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub name: StepName,
    pub outcome: StepOutcome,
    pub started_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// Beside the time, e.g. `web cached` or `64 %`.
    pub detail: Message,
}

/// What controllers know of a group.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContainerGroupStatus {
    pub phase: Phase,
    /// What was shown when this was last written; what lists filter by. [`ContainerGroupStatus::state`] is the truth.
    pub shown: Option<GroupState>,
    /// Under the state's word: why it is so.
    pub reason: Option<Message>,
    pub zone: Option<String>,
    pub subnet: Option<VSwitchId>,
    pub private_ip: Option<Ipv4Addr>,
    /// Given with the private address where VPC and subnet have IPv6 (NET-23).
    pub ipv6: Option<Ipv6Addr>,
    /// The EIP that is bound to it, and its address (NET-10).
    pub eip: Option<EipId>,
    pub public_ip: Option<Ipv4Addr>,
    pub containers: Vec<ContainerStatus>,
    /// Steps of the last start, in order.
    pub steps: Vec<Step>,
    /// The spec's `restarts_asked` that has been carried out.
    pub restarts_done: u64,
    /// When the group last became Running.
    pub ready_at: Option<Timestamp>,
    /// Number of the last happening of the runtime that became an event.
    pub happenings_seen: u64,
    /// Why nothing of a started group can run at present, though some of it should.
    pub stalled: Option<Message>,
    /// Starts that failed for a reason that may pass; a few of them are tried again.
    pub failed_starts: u32,
}

impl ContainerGroupStatus {
    /// What is shown, from what is wanted and what is observed.
    ///
    /// `deleting`: unsubscribed; `restarts_asked`: of the spec; see [`Phase`].
    pub fn state(&self, deleting: bool, restarts_asked: u64, policy: RestartPolicy) -> GroupState {
        if deleting {
            return GroupState::Terminating;
        }
        match self.phase {
            Phase::Scheduling => return GroupState::Scheduling,
            Phase::ScheduleFailed => return GroupState::ScheduleFailed,
            Phase::Starting if restarts_asked == self.restarts_done => return GroupState::Pending,
            Phase::Starting | Phase::Started => {}
        }
        if restarts_asked != self.restarts_done {
            return GroupState::Restarting;
        }
        let ended = |c: &ContainerStatus| match c.state {
            ContainerState::Terminated { exit_code, .. } => Some(exit_code),
            _ => None,
        };
        let ends: Vec<i32> = self.containers.iter().filter_map(ended).collect();
        if !ends.is_empty() && ends.len() == self.containers.len() && policy != RestartPolicy::Always {
            return if ends.iter().all(|code| *code == 0) { GroupState::Succeeded } else { GroupState::Failed };
        }
        if self.stalled.is_some() {
            return GroupState::Pending;
        }
        if self.containers.iter().any(ContainerStatus::is_crash_looping) {
            return GroupState::CrashLoopBackOff;
        }
        // What waits without a next start has nobody who would start it yet: that is no running group.
        let runs = |c: &ContainerStatus| matches!(c.state, ContainerState::Running { .. }) || c.next_start.is_some();
        if self.containers.iter().any(runs) { GroupState::Running } else { GroupState::Pending }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(state: ContainerState, restarts: u32) -> ContainerStatus {
        ContainerStatus { state, restarts, ..Default::default() }
    }

    fn back_off(state: ContainerState, ends_in_a_row: u32) -> ContainerStatus {
        ContainerStatus { ends_in_a_row, next_start: Some(Timestamp(9)), ..container(state, ends_in_a_row) }
    }

    fn ended(exit_code: i32) -> ContainerState {
        ContainerState::Terminated {
            exit_code,
            reason: Message::text(""),
            started_at: Timestamp(0),
            ended_at: Timestamp(1),
        }
    }

    #[test]
    fn shown_state_follows_from_wanted_and_observed() {
        let running = || ContainerState::Running { started_at: Timestamp(0) };
        let waiting = ContainerState::default;
        let status = |phase, containers| ContainerGroupStatus { phase, containers, ..Default::default() };
        let stalled = |containers| ContainerGroupStatus {
            stalled: Some(Message::text("no supervisor")),
            ..status(Phase::Started, containers)
        };
        use GroupState as S;
        use RestartPolicy::{Always, Never, OnFailure};
        let table = [
            (status(Phase::Scheduling, vec![]), false, 0, Always, S::Scheduling),
            (status(Phase::ScheduleFailed, vec![]), false, 0, Always, S::ScheduleFailed),
            (status(Phase::Starting, vec![container(waiting(), 0)]), false, 0, Always, S::Pending),
            (status(Phase::Started, vec![container(waiting(), 0)]), false, 0, Always, S::Pending),
            (status(Phase::Started, vec![container(running(), 0)]), false, 0, Always, S::Running),
            (
                status(Phase::Started, vec![container(running(), 0), container(ended(1), 0)]),
                false,
                0,
                Never,
                S::Running,
            ),
            (status(Phase::Started, vec![back_off(waiting(), 1)]), false, 0, Always, S::Running),
            (status(Phase::Started, vec![back_off(waiting(), 3)]), false, 0, Always, S::CrashLoopBackOff),
            (status(Phase::Started, vec![back_off(running(), 3)]), false, 0, OnFailure, S::CrashLoopBackOff),
            (
                status(Phase::Started, vec![container(running(), 0), back_off(waiting(), 9)]),
                false,
                0,
                Always,
                S::CrashLoopBackOff,
            ),
            (status(Phase::Started, vec![back_off(waiting(), 9)]), false, 1, Always, S::Restarting),
            // Nobody is there who would start it.
            (status(Phase::Started, vec![container(waiting(), 3)]), false, 0, Always, S::Pending),
            (status(Phase::Started, vec![container(ended(1), 3)]), false, 0, Always, S::Pending),
            (stalled(vec![container(waiting(), 3), container(ended(137), 1)]), false, 0, Always, S::Pending),
            (stalled(vec![container(ended(0), 0)]), false, 0, Never, S::Succeeded),
            (status(Phase::Started, vec![container(ended(0), 0)]), false, 0, Never, S::Succeeded),
            (
                status(Phase::Started, vec![container(ended(0), 0), container(ended(137), 0)]),
                false,
                0,
                OnFailure,
                S::Failed,
            ),
            (status(Phase::Started, vec![container(running(), 0)]), false, 1, Always, S::Restarting),
            (status(Phase::Started, vec![container(running(), 0)]), true, 0, Always, S::Terminating),
        ];
        for (status, deleting, restarts, policy, shown) in table {
            assert_eq!(status.state(deleting, restarts, policy), shown, "{status:?}");
        }
    }

    #[test]
    fn every_state_has_a_word_that_parses_back() {
        for state in GroupState::ALL {
            assert_eq!(GroupState::parse(state.as_str()), Some(state));
        }
    }
}
