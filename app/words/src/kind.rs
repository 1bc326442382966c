//! What people call things of each kind, and the words of what `model` enumerates.

use gantry_model::containers::GroupState;
use gantry_model::kind::{Area, ResourceKind};

use crate::kinds;

/// What has a word of its own on the screen.
pub trait Word {
    fn word(self) -> &'static str;
}

impl Word for Area {
    fn word(self) -> &'static str {
        match self {
            Self::Containers => kinds::product_containers(),
            Self::Network => kinds::product_network(),
            Self::Scaling => kinds::product_scaling(),
            Self::Registry => kinds::product_registry(),
            Self::Quota => kinds::product_quota(),
            Self::Billing => kinds::product_billing(),
            Self::Iam => kinds::product_iam(),
        }
    }
}

impl Word for GroupState {
    fn word(self) -> &'static str {
        match self {
            Self::Scheduling => kinds::state_scheduling(),
            Self::Pending => kinds::state_pending(),
            Self::Running => kinds::state_running(),
            Self::CrashLoopBackOff => kinds::state_crash_loop_back_off(),
            Self::Restarting => kinds::state_restarting(),
            Self::Updating => kinds::state_updating(),
            Self::Terminating => kinds::state_terminating(),
            Self::Succeeded => kinds::state_succeeded(),
            Self::Failed => kinds::state_failed(),
            Self::ScheduleFailed => kinds::state_schedule_failed(),
        }
    }
}

/// What so many of a kind are called: `container group`, `container groups`. The number itself is not in it.
pub fn noun(kind: ResourceKind, count: impl crate::Number) -> String {
    match kind {
        ResourceKind::ContainerGroup => kinds::container_group(count),
        ResourceKind::ScalingGroup => kinds::scaling_group(count),
        ResourceKind::ScalingConfiguration => kinds::scaling_configuration(count),
        ResourceKind::ScalingRule => kinds::scaling_rule(count),
        ResourceKind::ScalingActivity => kinds::scaling_activity(count),
        ResourceKind::RegistryInstance => kinds::registry_instance(count),
        ResourceKind::Namespace => kinds::namespace(count),
        ResourceKind::Repository => kinds::repository(count),
        ResourceKind::Vpc => kinds::vpc(count),
        ResourceKind::VSwitch => kinds::vswitch(count),
        ResourceKind::SecurityGroup => kinds::security_group(count),
        ResourceKind::Eip => kinds::eip(count),
        ResourceKind::Order => kinds::order(count),
        ResourceKind::RegionQuota => kinds::quota(count),
        ResourceKind::KeyPair => kinds::key_pair(count),
        ResourceKind::User => kinds::user(count),
        ResourceKind::Session => kinds::session(count),
    }
}

/// The same where it stands first: `Container group`, but `vSwitch`.
pub fn titled(kind: ResourceKind, count: impl crate::Number) -> String {
    capitalised(noun(kind, count))
}

/// A text with a large first letter, unless it begins with a word that has its own small one.
pub fn capitalised(text: String) -> String {
    if text.starts_with("vSwitch") {
        return text;
    }
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_called_as_the_engine_calls_them() {
        for kind in ResourceKind::ALL {
            assert_eq!(noun(*kind, 1_u64), kind.noun());
            assert_eq!(noun(*kind, 2_u64), kind.plural());
        }
        for area in Area::ALL {
            assert_eq!(area.word(), area.title());
        }
        for state in GroupState::ALL {
            assert_eq!(state.word(), state.as_str());
        }
        assert_eq!(titled(ResourceKind::ContainerGroup, 1_u64), "Container group");
        assert_eq!(titled(ResourceKind::VSwitch, 2_u64), "vSwitches");
    }
}
