//! The shapes of states (ECI-46, ECI-48).

use gantry_model::Message;
use gantry_model::containers::{ContainerState, GroupState};
use gantry_model::message::containers as say;
use gantry_model::time::Length;

use gantry_ui::state::Mark;
use gantry_words::Said as _;
use gantry_words::console as words;

/// The shape of a group's state. One that runs and has something to say needs a look.
pub fn group_mark(state: GroupState, reason: Option<&Message>) -> Mark {
    match state {
        GroupState::Running if reason.is_some_and(|reason| !reason.is_empty()) => Mark::Warn,
        GroupState::Running => Mark::Ok,
        GroupState::Scheduling | GroupState::Pending | GroupState::Restarting | GroupState::Updating => Mark::Busy,
        GroupState::Terminating => Mark::Off,
        GroupState::Succeeded => Mark::Done,
        GroupState::CrashLoopBackOff | GroupState::Failed | GroupState::ScheduleFailed => Mark::Bad,
    }
}

/// The shape of a container's state.
pub fn container_mark(state: &ContainerState) -> Mark {
    match state {
        ContainerState::Waiting { .. } => Mark::Busy,
        ContainerState::Running { .. } => Mark::Ok,
        ContainerState::Terminated { exit_code: 0, .. } => Mark::Done,
        ContainerState::Terminated { .. } => Mark::Bad,
    }
}

/// Why a container is in its state, in one line.
pub fn container_reason(state: &ContainerState, last_end: Option<&Message>) -> Option<String> {
    match state {
        ContainerState::Waiting { reason } => Some(reason.said()),
        ContainerState::Running { .. } => last_end.map(|end| words::before(end.said())),
        ContainerState::Terminated { exit_code, reason, started_at, ended_at } => {
            let ran = Length(ended_at.since(*started_at));
            let how = if reason.is_empty() {
                say::exit_code_after(exit_code, ran)
            } else {
                say::last_end(exit_code, ran, reason)
            };
            Some(how.said())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_group_with_a_reason_needs_a_look() {
        assert_eq!(group_mark(GroupState::Running, None), Mark::Ok);
        assert_eq!(group_mark(GroupState::Running, Some(&Message::text("web restarted 3 times"))), Mark::Warn);
        assert_eq!(group_mark(GroupState::ScheduleFailed, None), Mark::Bad);
    }
}
