//! The shapes of states.

use gantry_model::Message;
use gantry_model::scaling::{ActivityState, ConfigurationState, ScalingGroupState};

use gantry_ui::state::Mark;

/// The shape of a group's state. One that is enabled and has something to say needs a look.
pub fn group_mark(state: ScalingGroupState, reason: Option<&Message>) -> Mark {
    match state {
        ScalingGroupState::Enabled | ScalingGroupState::Scaling if reason.is_some_and(|reason| !reason.is_empty()) => {
            Mark::Warn
        }
        ScalingGroupState::Enabled => Mark::Ok,
        ScalingGroupState::Scaling => Mark::Busy,
        ScalingGroupState::Disabled | ScalingGroupState::Deleting => Mark::Off,
    }
}

/// The shape of a configuration's state.
pub fn configuration_mark(state: ConfigurationState) -> Mark {
    match state {
        ConfigurationState::Active => Mark::Ok,
        ConfigurationState::Inactive => Mark::Off,
        ConfigurationState::New => Mark::Done,
    }
}

/// The shape of how an activity stands.
pub fn activity_mark(state: ActivityState) -> Mark {
    match state {
        ActivityState::InProgress => Mark::Busy,
        ActivityState::Successful => Mark::Ok,
        ActivityState::PartiallySuccessful => Mark::Warn,
        ActivityState::Failed => Mark::Bad,
        ActivityState::Superseded => Mark::Off,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enabled_group_with_a_reason_needs_a_look() {
        assert_eq!(group_mark(ScalingGroupState::Enabled, None), Mark::Ok);
        assert_eq!(group_mark(ScalingGroupState::Enabled, Some(&Message::text("No free address"))), Mark::Warn);
        assert_eq!(group_mark(ScalingGroupState::Disabled, Some(&Message::text("x"))), Mark::Off);
    }
}
