//! A scaling group: where its instances live and how many there may be (ESS-03 to ESS-10).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::id::{ScalingActivityId, ScalingConfigurationId, ScalingGroupId, VSwitchId, VpcId};
use crate::message::{Message, scaling as say};
use crate::name;
use crate::time::Timestamp;

/// The largest maximum of a group.
pub const MOST_INSTANCES: u32 = 1000;
/// vSwitches of a group.
pub const MOST_SUBNETS: usize = 8;
/// Cooldown of a group unless another is typed, in seconds.
pub const COOLDOWN_SECONDS: u32 = 300;
/// The longest cooldown: a day, in seconds.
pub const MOST_COOLDOWN_SECONDS: u32 = 86_400;

/// **Scaling Group Type** (ESS-04).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScalingGroupType {
    Ecs,
    #[default]
    Eci,
}

impl ScalingGroupType {
    pub const ALL: [Self; 2] = [Self::Ecs, Self::Eci];

    /// The words of the row.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ecs => "ECS",
            Self::Eci => "ECI",
        }
    }

    /// Whether groups of this type can be made; otherwise why not.
    pub fn available(self) -> Result<(), Message> {
        match self {
            Self::Eci => Ok(()),
            Self::Ecs => Err(say::eci_only()),
        }
    }
}

/// **Instance Configuration Source** (ESS-05).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConfigurationSource {
    /// No template yet: a scaling configuration is made after the group.
    #[default]
    CreateFromScratch,
}

impl ConfigurationSource {
    pub const ALL: [Self; 1] = [Self::CreateFromScratch];

    /// The words of the row.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreateFromScratch => "Create from Scratch",
        }
    }
}

/// By what an instance that has to go is chosen.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemovalOrder {
    OldestInstance,
    NewestInstance,
    /// The instance made from the oldest version.
    #[default]
    OldestConfiguration,
}

impl RemovalOrder {
    pub const ALL: [Self; 3] = [Self::OldestConfiguration, Self::OldestInstance, Self::NewestInstance];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::OldestInstance => "Oldest Instance",
            Self::NewestInstance => "Newest Instance",
            Self::OldestConfiguration => "Oldest Scaling Configuration",
        }
    }
}

/// **Instance Removal Policy**: what is looked at first, and what decides between equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalPolicy {
    pub first: RemovalOrder,
    pub then: Option<RemovalOrder>,
}

impl Default for RemovalPolicy {
    fn default() -> Self {
        Self { first: RemovalOrder::OldestConfiguration, then: Some(RemovalOrder::OldestInstance) }
    }
}

impl RemovalPolicy {
    /// `Oldest Scaling Configuration, then Oldest Instance`.
    pub fn text(self) -> String {
        match self.then {
            Some(then) if then != self.first => format!("{}, then {}", self.first.as_str(), then.as_str()),
            _ => self.first.as_str().to_owned(),
        }
    }
}

/// What can be changed of a group at any time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSettings {
    /// **Minimum Number of Instances** (ESS-06, C-31): fewer are filled up to it.
    pub minimum: u32,
    /// **Maximum Number of Instances** (ESS-07): more are removed down to it.
    pub maximum: u32,
    /// Between the end of an activity and the next change by an alarm, in seconds; 0 to [`MOST_COOLDOWN_SECONDS`]. People, schedules,
    /// the minimum, the maximum and health do not wait for it.
    pub cooldown_seconds: u32,
    pub removal: RemovalPolicy,
    /// Whether instances that ended or could not start are replaced (decision "A scaling group's group that ends").
    pub replace_unhealthy: bool,
}

impl Default for GroupSettings {
    fn default() -> Self {
        Self {
            minimum: 0,
            maximum: 5,
            cooldown_seconds: COOLDOWN_SECONDS,
            removal: RemovalPolicy::default(),
            replace_unhealthy: true,
        }
    }
}

impl GroupSettings {
    /// # Errors
    /// `Invalid` on `minimum`, `maximum` or `cooldown_seconds`.
    pub fn validate(&self) -> Result<()> {
        if self.maximum > MOST_INSTANCES {
            return Err(Error::invalid("maximum", say::maximum_range(MOST_INSTANCES, self.maximum)));
        }
        if self.minimum > self.maximum {
            return Err(Error::invalid("minimum", say::minimum_above_maximum(self.minimum, self.maximum)));
        }
        if self.cooldown_seconds > MOST_COOLDOWN_SECONDS {
            let refusal = say::cooldown_range(MOST_COOLDOWN_SECONDS, self.cooldown_seconds);
            return Err(Error::invalid("cooldown_seconds", refusal));
        }
        Ok(())
    }

    /// `number`, brought between minimum and maximum.
    pub fn clamp(&self, number: u32) -> u32 {
        number.min(self.maximum).max(self.minimum)
    }

    /// Refuses a desired number outside of minimum and maximum.
    pub fn check_desired(&self, desired: u32) -> Result<()> {
        if self.clamp(desired) == desired {
            return Ok(());
        }
        Err(Error::invalid("desired", say::desired_range(self.minimum, self.maximum, desired)))
    }
}

/// A filled-in page **Create by Form** (ESS-02 to ESS-09).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewScalingGroup {
    pub region: String,
    /// **Scaling Group Name** (ESS-03), unique in the region.
    pub name: String,
    pub group_type: ScalingGroupType,
    pub source: ConfigurationSource,
    pub settings: GroupSettings,
    /// What the group begins with; the minimum unless given.
    pub desired: Option<u32>,
    pub vpc: VpcId,
    /// **vSwitch**: one or several, each instance goes to the one with the fewest (NET-26).
    pub subnets: Vec<VSwitchId>,
}

impl NewScalingGroup {
    /// Checks all rules that need no look at the store.
    ///
    /// # Errors
    /// `Invalid` on `name`, `group_type`, `minimum`, `maximum`, `cooldown_seconds`, `desired` or `subnets`.
    pub fn validate(&self) -> Result<()> {
        name::scaling_group("name", &self.name)?;
        self.group_type.available().map_err(|reason| Error::invalid("group_type", reason))?;
        self.settings.validate()?;
        if let Some(desired) = self.desired {
            self.settings.check_desired(desired)?;
        }
        check_subnets(&self.subnets)
    }
}

/// What **Edit** of a group sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingGroupUpdate {
    pub name: String,
    pub settings: GroupSettings,
    pub subnets: Vec<VSwitchId>,
    /// Of the spec that the form was filled in from.
    pub generation: u64,
}

impl ScalingGroupUpdate {
    /// # Errors
    /// As [`NewScalingGroup::validate`].
    pub fn validate(&self) -> Result<()> {
        name::scaling_group("name", &self.name)?;
        self.settings.validate()?;
        check_subnets(&self.subnets)
    }
}

fn check_subnets(subnets: &[VSwitchId]) -> Result<()> {
    if subnets.is_empty() {
        return Err(Error::invalid("subnets", say::select_vswitch()));
    }
    if subnets.len() > MOST_SUBNETS {
        return Err(Error::invalid("subnets", say::too_many_vswitches(MOST_SUBNETS, subnets.len())));
    }
    if subnets.iter().collect::<BTreeSet<_>>().len() != subnets.len() {
        return Err(Error::invalid("subnets", say::vswitch_twice()));
    }
    Ok(())
}

/// What is wanted of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingGroupSpec {
    pub group_type: ScalingGroupType,
    pub source: ConfigurationSource,
    pub vpc: VpcId,
    pub subnets: Vec<VSwitchId>,
    pub settings: GroupSettings,
    /// The active scaling configuration (ESS-21): exactly one, because there is one place for it.
    pub configuration: Option<ScalingConfigurationId>,
    /// **Enable**, **Disable** (ESS-22). A disabled group does nothing by itself.
    pub enabled: bool,
}

impl ScalingGroupSpec {
    /// Whether **Enable** can be used; otherwise why not.
    pub fn can_enable(&self) -> Result<(), Message> {
        match (self.enabled, &self.configuration) {
            (true, _) => Err(say::enabled_already()),
            (_, None) => Err(say::configuration_first()),
            _ => Ok(()),
        }
    }

    /// Whether **Disable** can be used; otherwise why not.
    pub fn can_disable(&self) -> Result<(), Message> {
        if self.enabled { Ok(()) } else { Err(say::disabled_already()) }
    }

    /// Whether the number can be changed by hand (ESS-26); otherwise why not.
    pub fn can_scale(&self) -> Result<(), Message> {
        if self.enabled { Ok(()) } else { Err(say::enable_first()) }
    }
}

/// What is kept of a group beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScalingGroupStatus {
    /// The number that the group works towards, always between minimum and maximum.
    pub desired: u32,
    /// Instances that are not on their way out, as last counted.
    pub instances: u32,
    /// Those of them that run.
    pub running: u32,
    /// The activity that is under way.
    pub ongoing: Option<ScalingActivityId>,
    /// Until when alarms change nothing.
    pub cooldown_until: Option<Timestamp>,
    /// End of the last activity; figures from before it decide nothing.
    pub changed_at: Option<Timestamp>,
    /// Instances in a row that ended or could not start.
    pub failures: u32,
    /// Before this moment nothing that failed is tried again.
    pub retry_at: Option<Timestamp>,
    /// Number of the newest scaling configuration.
    pub versions: u32,
    /// Why the group is not as wanted.
    pub reason: Option<Message>,
}

/// What a person sees of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ScalingGroupState {
    Disabled,
    Enabled,
    /// Enabled, and an activity is under way.
    Scaling,
    Deleting,
}

impl ScalingGroupState {
    pub const ALL: [Self; 4] = [Self::Enabled, Self::Scaling, Self::Disabled, Self::Deleting];

    pub fn of(spec: &ScalingGroupSpec, status: &ScalingGroupStatus, deleting: bool) -> Self {
        match (deleting, spec.enabled, &status.ongoing) {
            (true, ..) => Self::Deleting,
            (_, _, Some(_)) => Self::Scaling,
            (_, true, None) => Self::Enabled,
            (_, false, None) => Self::Disabled,
        }
    }

    /// As in the URL.
    pub fn key(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
            Self::Scaling => "scaling",
            Self::Deleting => "deleting",
        }
    }

    /// The word on screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Disabled => "Disabled",
            Self::Enabled => "Enabled",
            Self::Scaling => "Scaling",
            Self::Deleting => "Deleting",
        }
    }
}

/// How an instance came to its group (C-24).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    #[default]
    AutomaticallyCreated,
    ManuallyAdded,
}

impl Origin {
    pub const ALL: [Self; 2] = [Self::AutomaticallyCreated, Self::ManuallyAdded];

    /// The sub-tab of **Instances**.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AutomaticallyCreated => "Automatically Created",
            Self::ManuallyAdded => "Manually Added",
        }
    }
}

/// The mark that a container group carries while it is an instance of a scaling group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub group: ScalingGroupId,
    pub origin: Origin,
    /// What it was made from; none for one that was added by hand.
    pub configuration: Option<ScalingConfigurationId>,
    /// Number of that configuration; 0 for one that was added by hand.
    #[serde(default)]
    pub version: u32,
    /// Neither scaling in nor health replacement takes a protected instance.
    #[serde(default)]
    pub protected: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    fn form() -> NewScalingGroup {
        NewScalingGroup {
            region: "local".into(),
            name: "eci_scaling_group".into(),
            group_type: ScalingGroupType::Eci,
            source: ConfigurationSource::CreateFromScratch,
            settings: GroupSettings { minimum: 1, maximum: 2, ..GroupSettings::default() },
            desired: None,
            vpc: VpcId::from_parts(1, 1),
            subnets: vec![VSwitchId::from_parts(1, 1)],
        }
    }

    #[test]
    fn a_fault_in_the_form_names_its_field() {
        assert_eq!(form().validate(), Ok(()));
        type Change = fn(&mut NewScalingGroup);
        let faults: [(&str, Change); 7] = [
            ("name", |form| form.name = "a".into()),
            ("group_type", |form| form.group_type = ScalingGroupType::Ecs),
            ("minimum", |form| form.settings.minimum = 3),
            ("maximum", |form| form.settings.maximum = MOST_INSTANCES + 1),
            ("cooldown_seconds", |form| form.settings.cooldown_seconds = 90_000),
            ("desired", |form| form.desired = Some(3)),
            ("subnets", |form| form.subnets.clear()),
        ];
        for (field, change) in faults {
            let mut form = form();
            change(&mut form);
            assert_eq!(form.validate().unwrap_err().field(), Some(field));
        }
    }

    #[test]
    fn a_minimum_of_nothing_is_allowed() {
        let mut form = form();
        form.settings.minimum = 0;
        assert_eq!(form.validate(), Ok(()));
    }

    #[test]
    fn a_group_without_an_active_configuration_cannot_be_enabled() {
        let NewScalingGroup { group_type, source, vpc, subnets, settings, .. } = form();
        let mut spec =
            ScalingGroupSpec { group_type, source, vpc, subnets, settings, configuration: None, enabled: false };
        assert!(spec.can_enable().is_err());
        spec.configuration = Some(ScalingConfigurationId::from_parts(1, 1));
        assert_eq!(spec.can_enable(), Ok(()));
        spec.enabled = true;
        assert!(spec.can_enable().is_err() && spec.can_disable().is_ok());
    }
}
