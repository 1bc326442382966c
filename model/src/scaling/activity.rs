//! A scaling activity: one change of the number, from its decision to its end.

use serde::{Deserialize, Serialize};

use crate::id::{ContainerGroupId, ScalingGroupId, ScalingRuleId};
use crate::message::{Message, scaling as say};
use crate::time::Timestamp;

/// Lines that an activity's log keeps; the oldest make room.
pub const MOST_ACTIVITY_LINES: usize = 60;

/// What an activity does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActivityKind {
    ScaleOut,
    ScaleIn,
    Replace,
    Attach,
    Detach,
    Remove,
}

impl ActivityKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ScaleOut => "Scale Out",
            Self::ScaleIn => "Scale In",
            Self::Replace => "Replace",
            Self::Attach => "Attach",
            Self::Detach => "Detach",
            Self::Remove => "Remove",
        }
    }
}

/// Why an activity is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// A person asked for it, or executed the rule of this name by hand.
    Manual {
        by: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_rule: Option<String>,
    },
    /// The group was enabled or made, and has fewer instances than it should have.
    Below { desired: u32 },
    /// There are more instances than wanted.
    Above { desired: u32 },
    /// An alarm's rule. `saw` says what it saw, as in `CPU Usage was at 83.1 %, not below 60 %`.
    Rule { rule: ScalingRuleId, name: String, saw: Message },
    /// A scheduled rule was due at `at`.
    Schedule { rule: ScalingRuleId, name: String, at: Timestamp },
    /// Instances ended or could not start.
    Health { instances: u32 },
}

impl Cause {
    /// Whether it waits for the cooldown, and counts against it.
    pub fn is_alarm(&self) -> bool {
        matches!(self, Self::Rule { .. })
    }

    /// The rule, if one did it.
    pub fn rule(&self) -> Option<&ScalingRuleId> {
        match self {
            Self::Rule { rule, .. } | Self::Schedule { rule, .. } => Some(rule),
            _ => None,
        }
    }

    /// A sentence without its full stop.
    pub fn text(&self) -> Message {
        match self {
            Self::Manual { by, by_rule: None } => say::asked_by(by),
            Self::Manual { by, by_rule: Some(rule) } => say::asked_by_rule(by, rule),
            Self::Below { desired } => say::fewer_than_wanted(desired),
            Self::Above { desired } => say::more_than_wanted(desired),
            Self::Rule { name, saw, .. } => say::rule_saw(name, saw),
            Self::Schedule { name, .. } => say::rule_is_due(name),
            Self::Health { instances } => say::instances_lost(*instances),
        }
    }
}

/// What was decided. Never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingActivitySpec {
    pub group: ScalingGroupId,
    pub kind: ActivityKind,
    pub cause: Cause,
    /// Instances before.
    pub before: u32,
    /// Instances that there should be after.
    pub after: u32,
}

/// How an activity stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ActivityState {
    #[default]
    InProgress,
    Successful,
    /// Some of it was done.
    PartiallySuccessful,
    Failed,
    /// A newer activity took over before it had come to its end.
    Superseded,
}

impl ActivityState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InProgress => "In Progress",
            Self::Successful => "Successful",
            Self::PartiallySuccessful => "Partially Successful",
            Self::Failed => "Failed",
            Self::Superseded => "Superseded",
        }
    }
}

/// A line of an activity's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityLine {
    pub at: Timestamp,
    pub warning: bool,
    pub text: Message,
}

/// How far an activity came.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScalingActivityStatus {
    pub state: ActivityState,
    pub ended_at: Option<Timestamp>,
    /// Instances that it made and that have not started yet.
    pub starting: Vec<ContainerGroupId>,
    /// Instances that it sent away and that have not gone yet.
    pub leaving: Vec<ContainerGroupId>,
    /// Instances that it made and that started, or sent away and that are gone.
    pub done: u32,
    /// Instances that it could not make, or that did not start.
    pub failed: u32,
    /// Instances at its end.
    pub reached: Option<u32>,
    pub log: Vec<ActivityLine>,
}

impl ScalingActivityStatus {
    /// Adds a line to the log.
    pub fn say(&mut self, at: Timestamp, warning: bool, text: Message) {
        if self.log.len() >= MOST_ACTIVITY_LINES {
            self.log.remove(0);
        }
        self.log.push(ActivityLine { at, warning, text });
    }

    /// How it ends, by what was done and what failed.
    pub fn outcome(&self) -> ActivityState {
        match (self.done, self.failed) {
            (_, 0) => ActivityState::Successful,
            (0, _) => ActivityState::Failed,
            _ => ActivityState::PartiallySuccessful,
        }
    }

    /// Ends it because a newer activity takes over, with so many instances there. What it has not seen through is the newer one's.
    pub fn supersede(&mut self, at: Timestamp, there: u32) {
        let through = self.starting.is_empty() && self.leaving.is_empty();
        self.state = if through { self.outcome() } else { ActivityState::Superseded };
        if !through {
            let left = self.starting.len() + self.leaving.len();
            self.say(at, false, say::taken_over(left));
        }
        self.ended_at = Some(at);
        self.reached = Some(there);
        self.starting.clear();
        self.leaving.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id as _;

    #[test]
    fn an_activity_of_a_version_that_kept_prose_is_read() {
        let id = ScalingRuleId::from_parts(1, 1);
        let causes = [
            (r#"{"Manual":{"by":"admin by rule double"}}"#.to_owned(), "Asked by admin by rule double"),
            (
                format!(r#"{{"Rule":{{"rule":"{id}","name":"cpu","saw":"CPU Usage was at 90.0 %, not below 60 %"}}}}"#),
                "Rule cpu: CPU Usage was at 90.0 %, not below 60 %",
            ),
        ];
        for (kept, said) in causes {
            assert_eq!(serde_json::from_str::<Cause>(&kept).unwrap().text().to_string(), said);
        }
        let kept = r#"{"state":"Successful","log":[{"at":1700000000000,"warning":true,"text":"web-a1 is Failed: Exit code 3"}]}"#;
        let status: ScalingActivityStatus = serde_json::from_str(kept).unwrap();
        assert_eq!(status.log[0].text, Message::text("web-a1 is Failed: Exit code 3"));
    }

    #[test]
    fn one_that_a_newer_one_replaced_says_so() {
        let now = Timestamp(1_700_000_000_000);
        let under_way = ScalingActivityStatus {
            starting: vec![ContainerGroupId::from_parts(1, 1)],
            done: 1,
            ..ScalingActivityStatus::default()
        };
        let mut replaced = under_way.clone();
        replaced.supersede(now, 2);
        assert_eq!((replaced.state.as_str(), replaced.reached, replaced.ended_at), ("Superseded", Some(2), Some(now)));
        assert_eq!(replaced.log[0].text.to_string(), "A newer activity takes over; 1 instance was still under way");
        assert!(replaced.starting.is_empty());
        // One that had nothing left to wait for ends as it would have.
        let mut through = ScalingActivityStatus { starting: Vec::new(), failed: 1, ..under_way };
        through.supersede(now, 2);
        assert_eq!((through.state, through.log.len()), (ActivityState::PartiallySuccessful, 0));
    }
}
