//! What pages show of Auto Scaling: answers of the engine, ready to be rendered the same on server and browser.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use super::manifest::{Fault, Notice};
use super::{
    ActivityKind, ActivityState, ConfigurationState, GroupSettings, Level, Metric, NewScalingGroup, Origin, RuleKind,
    ScalingGroupState, ScalingGroupType, Template,
};
use crate::Message;
use crate::containers::view::VpcChoice;
use crate::containers::{GroupState, Spec};
use crate::id::{
    ContainerGroupId, ScalingActivityId, ScalingConfigurationId, ScalingGroupId, ScalingRuleId, SecurityGroupId,
    VSwitchId, VpcId,
};
use crate::page::PageRequest;
use crate::page::Row;
use crate::time::{Moment, Timestamp};

/// What the list of groups asks for beside its page.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScalingGroupFilter {
    pub region: String,
    /// Only those in this state; all if none.
    pub state: Option<ScalingGroupState>,
    /// Sorts by `name`, `created_at`, `instances` or `desired`; the search looks at names and ids.
    pub page: PageRequest,
}

/// The list: its page, and how many groups there are in each state of [`ScalingGroupState::ALL`] that the search finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingGroupList {
    pub page: crate::page::Page<ScalingGroupRow>,
    pub counts: [u64; 4],
}

/// A row of **Scaling Groups** (ESS-01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingGroupRow {
    pub id: ScalingGroupId,
    pub name: String,
    pub group_type: ScalingGroupType,
    pub state: ScalingGroupState,
    /// Under the state's word.
    pub reason: Option<Message>,
    pub minimum: u32,
    pub maximum: u32,
    pub desired: u32,
    /// Instances that are not on their way out, and those of them that run.
    pub instances: u32,
    pub running: u32,
    /// Number of the active scaling configuration.
    pub version: Option<u32>,
    pub created: Moment,
}

/// The details page (ESS-24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingGroupDetails {
    pub row: ScalingGroupRow,
    pub region: String,
    pub vpc: (VpcId, String),
    pub subnets: Vec<SubnetShare>,
    pub settings: GroupSettings,
    pub created_by: String,
    /// Of the spec, for **Edit**.
    pub generation: u64,
    /// The active scaling configuration, if one was applied.
    pub active: Option<ConfigurationRow>,
    /// The activity that is under way.
    pub ongoing: Option<ActivityRow>,
    /// Until when alarms change nothing, if that is still to come.
    pub cooldown_until: Option<Moment>,
    /// Why **Enable**, **Disable** and scaling by hand cannot be used; none if they can.
    pub cannot_enable: Option<Message>,
    pub cannot_disable: Option<Message>,
    pub cannot_scale: Option<Message>,
}

/// A vSwitch of a group and how many of its instances are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubnetShare {
    pub id: VSwitchId,
    pub name: String,
    pub zone: String,
    pub instances: u32,
}

/// What the pages **Create** and **Create Scaling Configuration** offer, in one region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingOptions {
    pub region: String,
    pub vpcs: Vec<VpcChoice>,
    /// Instances that a group can have at most.
    pub most_instances: u32,
    /// The sample of the rows as it works here, for the editor (ESS-11).
    pub sample_yaml: String,
}

/// What the editor of **Create by YAML File** shows beside the text (ESS-11 to ESS-16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YamlCheck {
    /// By line; the group can be created if there are none.
    pub faults: Vec<Fault>,
    /// What is read and ignored, by line.
    pub notices: Vec<Notice>,
    /// What would be made, if there are no faults.
    pub plan: Option<YamlPlan>,
}

/// What **Create** would make of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YamlPlan {
    pub group: NewScalingGroup,
    pub template: Template,
    /// Size of each instance.
    pub spec: Spec,
}

/// A row of **Scaling Configurations** (ESS-19 to ESS-21), newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfigurationRow {
    pub id: ScalingConfigurationId,
    pub version: u32,
    pub state: ConfigurationState,
    /// Full addresses with tags, by container.
    pub images: Vec<String>,
    pub spec: Spec,
    pub security_group: (SecurityGroupId, String),
    pub template: Template,
    pub created: Moment,
    pub created_by: String,
    /// When it was applied last.
    pub applied: Option<Moment>,
    /// Instances that were made from it.
    pub instances: u32,
}

/// What **Preview Scaling Configuration** shows (ESS-19): what would be made, with addresses and sizes worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfigurationPreview {
    /// The number that it would get.
    pub version: u32,
    pub images: Vec<String>,
    pub spec: Spec,
    pub security_group: (SecurityGroupId, String),
    pub template: Template,
    /// Of one instance.
    pub price_per_hour: String,
    pub currency: String,
}

/// What the tab **Instances** asks for (C-24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceFilter {
    pub group: ScalingGroupId,
    pub origin: Origin,
    /// Sorts by one of [`INSTANCE_SORTS`], the newest first unless asked otherwise; the search looks at names, ids and addresses.
    pub page: PageRequest,
}

/// Sort keys of the tab **Instances**; the first is its own order.
pub const INSTANCE_SORTS: [&str; 6] = ["created", "name", "state", "version", "zone", "ip"];

/// A row of the tab **Instances** (ESS-25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceRow {
    pub id: ContainerGroupId,
    pub name: String,
    pub state: GroupState,
    /// Under the state's word.
    pub reason: Option<Message>,
    pub origin: Origin,
    pub protected: bool,
    /// Number of the scaling configuration that it was made from; 0 if it was added by hand.
    pub version: u32,
    pub zone: Option<String>,
    pub private_ip: Option<Ipv4Addr>,
    /// Of the EIP that is bound to it (ESS-13).
    pub public_ip: Option<Ipv4Addr>,
    pub spec: Spec,
    pub created: Moment,
}

/// A page of instances, and how many there are in each sub-tab, in the order of [`Origin::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceList {
    pub page: crate::page::Page<InstanceRow>,
    pub counts: [u64; 2],
}

/// A container group that could be attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachChoice {
    pub id: ContainerGroupId,
    pub name: String,
    pub state: GroupState,
    pub spec: Spec,
}

/// A row of the tab Scaling Activities, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    pub id: ScalingActivityId,
    pub kind: ActivityKind,
    pub state: ActivityState,
    /// A sentence without its full stop.
    pub cause: Message,
    /// The rule that did it, if one did.
    pub rule: Option<ScalingRuleId>,
    pub before: u32,
    /// Instances that there should be after.
    pub after: u32,
    /// Instances at its end.
    pub reached: Option<u32>,
    pub started: Moment,
    /// In milliseconds, once it ended.
    pub took: Option<i64>,
    pub log: Vec<ActivityLogLine>,
}

/// A line of an activity's log as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityLogLine {
    pub at: Moment,
    pub warning: bool,
    pub text: Message,
}

/// A row of the tab Scaling Rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRow {
    pub id: ScalingRuleId,
    pub name: String,
    pub enabled: bool,
    pub kind: RuleKind,
    pub cooldown_seconds: Option<u32>,
    /// What it does, in one line.
    pub text: Message,
    /// When it changed the number last.
    pub acted: Option<Moment>,
    /// Of a scheduled rule: the next five times.
    pub next_runs: Vec<Moment>,
    /// Why **Execute** cannot be used; none if it can.
    pub cannot_execute: Option<Message>,
    pub created: Moment,
    /// Goes back with a change.
    pub generation: u64,
}

/// What the tab **Monitoring** of a group shows: what its instances used and how many they were, what its rules compare that with, and
/// each change of the number (ESS-31).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupHistory {
    /// First and last moment of the time axis.
    pub from: Moment,
    pub to: Moment,
    /// Milliseconds between points; a longer distance is a gap.
    pub step: i64,
    /// Oldest first.
    pub points: Vec<GroupPoint>,
    /// Of the rules that are enabled and watch a figure.
    pub thresholds: Vec<Threshold>,
    /// Activities that began in this time, newest first.
    pub changes: Vec<ActivityRow>,
    pub minimum: u32,
    pub maximum: u32,
}

/// How a group stood at one moment. Figures are means over the running instances, in the units of [`Metric::unit`]; none if nothing was
/// measured.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GroupPoint {
    pub at: Timestamp,
    pub cpu: Option<f64>,
    pub memory: Option<f64>,
    pub network_in: Option<f64>,
    pub network_out: Option<f64>,
    /// Instances that were not on their way out, and those of them that ran.
    pub instances: u32,
    pub running: u32,
    pub desired: u32,
}

impl GroupPoint {
    /// The mean of one figure.
    pub fn of(&self, metric: Metric) -> Option<f64> {
        match metric {
            Metric::Cpu => self.cpu,
            Metric::Memory => self.memory,
            Metric::NetworkIn => self.network_in,
            Metric::NetworkOut => self.network_out,
        }
    }
}

/// What a rule compares a figure with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    pub rule: ScalingRuleId,
    pub name: String,
    pub metric: Metric,
    /// In the metric's unit.
    pub level: Level,
}

/// What a rule saw and did, for its chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleHistory {
    pub metric: Option<Metric>,
    /// First and last moment of the time axis.
    pub from: Moment,
    pub to: Moment,
    /// Milliseconds between points; a longer distance is a gap.
    pub step: i64,
    /// Oldest first.
    pub points: Vec<RulePoint>,
}

/// What a rule saw at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RulePoint {
    pub at: Timestamp,
    /// Mean over the running instances; none if nothing was measured.
    pub value: Option<f64>,
    /// What it was compared with; none for a schedule.
    pub threshold: Option<f64>,
    /// Instances of the group, and the number wanted after this moment.
    pub instances: u32,
    pub desired: u32,
    pub action: RuleAction,
}

/// What a rule did at one moment.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleAction {
    /// Nothing had to change.
    #[default]
    None,
    /// It wanted a change and the cooldown, or an activity under way, stood in its way.
    Waited,
    /// It wanted a change that the minimum or the maximum does not allow.
    AtLimit,
    /// The number grew.
    ScaledOut,
    /// The number fell.
    ScaledIn,
}

impl RuleAction {
    pub const ALL: [Self; 5] = [Self::None, Self::Waited, Self::AtLimit, Self::ScaledOut, Self::ScaledIn];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "No Change",
            Self::Waited => "Waited",
            Self::AtLimit => "At Limit",
            Self::ScaledOut => "Scaled Out",
            Self::ScaledIn => "Scaled In",
        }
    }
}

/// Whether deleting a group that has instances is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WithInstances {
    /// Refuse while there are instances.
    Refuse,
    /// Those made automatically go with the group; those added by hand stay as container groups of their own.
    Remove,
}

impl Row for ConfigurationRow {
    fn name(&self) -> String {
        format!("version {}", self.version)
    }

    fn state(&self) -> String {
        self.state.as_str().to_owned()
    }
}

impl Row for ScalingGroupRow {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn state(&self) -> String {
        self.state.as_str().to_owned()
    }
}

impl Row for RuleRow {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn state(&self) -> String {
        if self.enabled { "Enabled" } else { "Disabled" }.to_owned()
    }
}
