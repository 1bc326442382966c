//! What people call things of each kind, and the words of what `model` enumerates.

use gantry_model::billing::{Duration, Item, OrderState};
use gantry_model::containers::view::StateFilter;
use gantry_model::containers::{ContainerState, GroupState, ImagePullPolicy, RestartPolicy, StepName};
use gantry_model::kind::{Area, ResourceKind};
use gantry_model::network::{Action, PacketProtocol, RuleProtocol};
use gantry_model::observe::EventType;
use gantry_model::operation_log::Outcome;
use gantry_model::registry::{Phase, RepositoryType};
use gantry_model::scaling::view::RuleAction;
use gantry_model::scaling::{
    ActivityKind, ActivityState, BillingMethod, ConfigurationSource, ConfigurationState, Metric, Origin, RemovalOrder,
    ScalingGroupState,
};

use crate::{console, kinds};

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

impl Word for StateFilter {
    fn word(self) -> &'static str {
        match self {
            Self::All => kinds::filter_all(),
            Self::Running => kinds::filter_running(),
            Self::OnTheWay => kinds::filter_on_the_way(),
            Self::Ended => kinds::filter_ended(),
            Self::Failed => kinds::filter_failed(),
        }
    }
}

impl Word for &ContainerState {
    fn word(self) -> &'static str {
        match self {
            ContainerState::Waiting { .. } => kinds::container_waiting(),
            ContainerState::Running { .. } => kinds::container_running(),
            ContainerState::Terminated { .. } => kinds::container_terminated(),
        }
    }
}

impl Word for StepName {
    fn word(self) -> &'static str {
        match self {
            Self::Schedule => console::step_schedule(),
            Self::Network => console::step_network(),
            Self::Pull => console::step_pull(),
            Self::Create => console::step_create(),
            Self::Start => console::step_start(),
        }
    }
}

impl Word for RestartPolicy {
    fn word(self) -> &'static str {
        match self {
            Self::Always => kinds::restart_always(),
            Self::OnFailure => kinds::restart_on_failure(),
            Self::Never => kinds::restart_never(),
        }
    }
}

impl Word for ImagePullPolicy {
    fn word(self) -> &'static str {
        match self {
            Self::Always => kinds::pull_always(),
            Self::OnDemand => kinds::pull_on_demand(),
        }
    }
}

impl Word for EventType {
    fn word(self) -> &'static str {
        match self {
            Self::Normal => kinds::event_normal(),
            Self::Warning => kinds::event_warning(),
        }
    }
}

impl Word for Phase {
    fn word(self) -> &'static str {
        match self {
            Self::Running => kinds::phase_running(),
            Self::EndsSoon => kinds::phase_ends_soon(),
            Self::Expired => kinds::phase_expired(),
            Self::Suspended => kinds::phase_suspended(),
        }
    }
}

impl Word for RepositoryType {
    fn word(self) -> &'static str {
        match self {
            Self::Public => kinds::repository_public(),
            Self::Private => kinds::repository_private(),
        }
    }
}

impl Word for OrderState {
    fn word(self) -> &'static str {
        match self {
            Self::Unpaid => kinds::order_unpaid(),
            Self::Paid => kinds::order_paid(),
            Self::Cancelled => kinds::order_cancelled(),
            Self::Lapsed => kinds::order_lapsed(),
        }
    }
}

impl Word for &Item {
    fn word(self) -> &'static str {
        match self {
            Item::RegistryInstance { .. } => kinds::item_instance(),
            Item::Renewal { .. } => kinds::item_renewal(),
        }
    }
}

impl Word for Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Done => kinds::outcome_done(),
            Self::Refused => kinds::outcome_refused(),
        }
    }
}

impl Word for Action {
    fn word(self) -> &'static str {
        match self {
            Self::Allow => kinds::action_allow(),
            Self::Drop => kinds::action_drop(),
        }
    }
}

impl Word for RuleProtocol {
    /// Protocols have their names in every language.
    fn word(self) -> &'static str {
        match self {
            Self::All => kinds::protocol_all(),
            Self::Tcp | Self::Udp | Self::Icmp | Self::Icmpv6 => self.as_str(),
        }
    }
}

impl Word for PacketProtocol {
    fn word(self) -> &'static str {
        match self {
            Self::Other => kinds::protocol_other(),
            Self::Tcp | Self::Udp | Self::Icmp | Self::Icmpv6 => self.as_str(),
        }
    }
}

/// How long a subscription is: `1 Month`, `2 Years`.
pub fn subscription(duration: Duration) -> String {
    match duration.months() {
        months if months % 12 == 0 => kinds::years(months / 12),
        months => kinds::months(months),
    }
}

impl Word for ScalingGroupState {
    fn word(self) -> &'static str {
        match self {
            Self::Enabled => kinds::scaling_state_enabled(),
            Self::Scaling => kinds::scaling_state_scaling(),
            Self::Disabled => kinds::scaling_state_disabled(),
            Self::Deleting => kinds::scaling_state_deleting(),
        }
    }
}

impl Word for ConfigurationState {
    fn word(self) -> &'static str {
        match self {
            Self::Active => kinds::configuration_active(),
            Self::Inactive => kinds::configuration_inactive(),
            Self::New => kinds::configuration_new(),
        }
    }
}

impl Word for ActivityKind {
    fn word(self) -> &'static str {
        match self {
            Self::ScaleOut => kinds::activity_scale_out(),
            Self::ScaleIn => kinds::activity_scale_in(),
            Self::Replace => kinds::activity_replace(),
            Self::Attach => kinds::activity_attach(),
            Self::Detach => kinds::activity_detach(),
            Self::Remove => kinds::activity_remove(),
        }
    }
}

impl Word for ActivityState {
    fn word(self) -> &'static str {
        match self {
            Self::InProgress => kinds::activity_in_progress(),
            Self::Successful => kinds::activity_successful(),
            Self::PartiallySuccessful => kinds::activity_partially_successful(),
            Self::Failed => kinds::activity_failed(),
            Self::Superseded => kinds::activity_superseded(),
        }
    }
}

impl Word for Origin {
    fn word(self) -> &'static str {
        match self {
            Self::AutomaticallyCreated => kinds::origin_automatically_created(),
            Self::ManuallyAdded => kinds::origin_manually_added(),
        }
    }
}

impl Word for ConfigurationSource {
    fn word(self) -> &'static str {
        match self {
            Self::CreateFromScratch => kinds::source_create_from_scratch(),
        }
    }
}

impl Word for BillingMethod {
    fn word(self) -> &'static str {
        match self {
            Self::PayAsYouGo => kinds::billing_pay_as_you_go(),
        }
    }
}

impl Word for RemovalOrder {
    fn word(self) -> &'static str {
        match self {
            Self::OldestInstance => kinds::removal_oldest_instance(),
            Self::NewestInstance => kinds::removal_newest_instance(),
            Self::OldestConfiguration => kinds::removal_oldest_configuration(),
        }
    }
}

impl Word for Metric {
    fn word(self) -> &'static str {
        match self {
            Self::Cpu => kinds::metric_cpu(),
            Self::Memory => kinds::metric_memory(),
            Self::NetworkIn => kinds::metric_network_in(),
            Self::NetworkOut => kinds::metric_network_out(),
        }
    }
}

impl Word for RuleAction {
    fn word(self) -> &'static str {
        match self {
            Self::None => kinds::acted_none(),
            Self::Waited => kinds::acted_waited(),
            Self::AtLimit => kinds::acted_at_limit(),
            Self::ScaledOut => kinds::acted_scaled_out(),
            Self::ScaledIn => kinds::acted_scaled_in(),
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
        for filter in StateFilter::ALL {
            assert_eq!(filter.word(), filter.label());
        }
        for step in StepName::ALL {
            assert_eq!(step.word(), step.as_str());
        }
        for policy in RestartPolicy::ALL {
            assert_eq!(policy.word(), policy.as_str());
        }
        for policy in ImagePullPolicy::ALL {
            assert_eq!(policy.word(), policy.as_str());
        }
        for event in [EventType::Normal, EventType::Warning] {
            assert_eq!(event.word(), event.as_str());
        }
        for phase in Phase::ALL {
            assert_eq!(phase.word(), phase.as_str());
        }
        for kind in RepositoryType::ALL {
            assert_eq!(kind.word(), kind.as_str());
        }
        for state in OrderState::ALL {
            assert_eq!(state.word(), state.as_str());
        }
        for action in Action::ALL {
            assert_eq!(action.word(), action.as_str());
        }
        for protocol in RuleProtocol::ALL {
            assert_eq!(protocol.word(), protocol.as_str());
        }
        for protocol in PacketProtocol::ALL {
            assert_eq!(protocol.word(), protocol.as_str());
        }
        for outcome in Outcome::ALL {
            assert_eq!(outcome.word(), outcome.label());
        }
        for duration in Duration::ALL {
            assert_eq!(subscription(duration), duration.as_str());
        }
        assert_eq!(kinds::basic_edition(), gantry_model::registry::BASIC_EDITION);
        for one in ScalingGroupState::ALL {
            assert_eq!(one.word(), one.as_str());
        }
        for one in Origin::ALL {
            assert_eq!(one.word(), one.as_str());
        }
        for one in ConfigurationSource::ALL {
            assert_eq!(one.word(), one.as_str());
        }
        for one in BillingMethod::ALL {
            assert_eq!(one.word(), one.as_str());
        }
        for one in RemovalOrder::ALL {
            assert_eq!(one.word(), one.as_str());
        }
        for one in Metric::ALL {
            assert_eq!(one.word(), one.as_str());
        }
        for one in RuleAction::ALL {
            assert_eq!(one.word(), one.as_str());
        }
        for one in [ConfigurationState::Active, ConfigurationState::Inactive, ConfigurationState::New] {
            assert_eq!(one.word(), one.as_str());
        }
        {
            use ActivityKind::{Attach, Detach, Remove, Replace, ScaleIn, ScaleOut};
            for one in [ScaleOut, ScaleIn, Replace, Attach, Detach, Remove] {
                assert_eq!(one.word(), one.as_str());
            }
        }
        {
            use ActivityState::{Failed, InProgress, PartiallySuccessful, Successful, Superseded};
            for one in [InProgress, Successful, PartiallySuccessful, Failed, Superseded] {
                assert_eq!(one.word(), one.as_str());
            }
        }
        assert_eq!(titled(ResourceKind::ContainerGroup, 1_u64), "Container group");
        assert_eq!(titled(ResourceKind::VSwitch, 2_u64), "vSwitches");
    }
}
