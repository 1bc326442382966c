//! What pages show of container groups: answers of the engine, ready to be rendered the same on server and browser.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use super::{
    ContainerGroupSpec, ContainerState, EnvironmentVariable, GroupState, PortMapping, RestartPolicy, Spec, StepName,
    StepOutcome,
};
use crate::Message;
use crate::cidr::Cidr;
use crate::error::{Error, Result};
use crate::id::{ContainerGroupId, EipId, SecurityGroupId, VSwitchId, VpcId};
use crate::message::containers as say;
use crate::network::view::EipOption;
use crate::network::{EipChoice, SecurityRule};
use crate::observe::{EventType, Sample};
use crate::page::PageRequest;
use crate::page::Row;
use crate::settings::{Prices, Quota};
use crate::time::Moment;
use crate::units::{Mebibytes, MilliCpu};

/// Most groups that one order makes (C-34).
pub const MOST_QUANTITY: u32 = 50;

/// A filled-in order page (ECI-07): what **Submit Order** sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub region: String,
    /// Instance Name; with a quantity above 1 the groups are named `NAME-1` and so on.
    pub name: String,
    /// 1 to 50 (C-34).
    pub quantity: u32,
    pub tags: BTreeMap<String, String>,
    pub spec: ContainerGroupSpec,
    /// The agreement was accepted (ECI-43).
    pub agreed: bool,
}

impl Order {
    /// Checks all rules that need no look at the store; see [`ContainerGroupSpec::validate`].
    pub fn validate(&self) -> Result<()> {
        crate::name::instance("name", &self.name)?;
        if !(1..=MOST_QUANTITY).contains(&self.quantity) {
            return Err(Error::invalid("quantity", say::quantity_range(MOST_QUANTITY, self.quantity)));
        }
        for name in self.names() {
            crate::name::instance("name", &name)?;
        }
        self.spec.validate()?;
        if self.quantity > 1 && matches!(self.spec.eip, EipChoice::Existing(_)) {
            return Err(Error::invalid("eip", say::one_eip_for_many(self.quantity)));
        }
        super::validate_tags(&self.tags)?;
        if !self.agreed {
            return Err(Error::invalid("agreed", say::not_agreed()));
        }
        Ok(())
    }

    /// Names of the groups that this order makes.
    pub fn names(&self) -> Vec<String> {
        match self.quantity {
            0 | 1 => vec![self.name.clone()],
            many => (1..=many.min(MOST_QUANTITY)).map(|number| format!("{}-{number}", self.name)).collect(),
        }
    }
}

/// Everything that the order page offers to choose from, in one region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderOptions {
    pub region: String,
    pub zones: Vec<String>,
    pub vpcs: Vec<VpcChoice>,
    pub prices: Prices,
    pub quota: Quota,
    pub used: Usage,
    /// EIPs that are not bound (NET-06).
    pub eips: Vec<EipOption>,
    /// Addresses of the pool that an auto-created EIP can get (NET-07).
    pub free_eips: u64,
    /// A fresh name that begins with `eci-` (ECI-08).
    pub suggested_name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcChoice {
    pub id: VpcId,
    pub name: String,
    pub cidr: Cidr,
    pub subnets: Vec<SubnetChoice>,
    pub security_groups: Vec<(SecurityGroupId, String)>,
    /// Rules of these security groups, in their order: [`crate::network::verdict`] says which declared ports they close.
    pub security_rules: Vec<Vec<SecurityRule>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubnetChoice {
    pub id: VSwitchId,
    pub name: String,
    pub zone: String,
    pub cidr: Cidr,
    pub free_addresses: u64,
}

/// What is used of a region's quota.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    pub vcpu: u32,
    pub memory_gib: u32,
    pub groups: u32,
}

/// Price of groups while they exist (BIL-01 to BIL-05).
impl Prices {
    /// For one group of this size, in millionths of the currency's unit per second.
    pub fn per_second_micros(&self, spec: Spec) -> u64 {
        u64::from(spec.vcpu) * self.vcpu_second_micros + u64::from(spec.gib) * self.gib_second_micros
    }

    /// Millionths as people read amounts: four places.
    pub fn amount_text(micros: u64) -> String {
        format!("{}.{:04}", micros / 1_000_000, micros % 1_000_000 / 100)
    }
}

/// What the list asks for beside its page.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupFilter {
    pub region: String,
    pub states: StateFilter,
    /// A tag that groups must have: key, and value if it matters.
    pub tag: Option<(String, Option<String>)>,
    pub page: PageRequest,
}

/// The segments over the list.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StateFilter {
    #[default]
    All,
    Running,
    OnTheWay,
    Ended,
    Failed,
}

impl StateFilter {
    pub const ALL: [Self; 5] = [Self::All, Self::Running, Self::OnTheWay, Self::Ended, Self::Failed];

    /// As in the URL.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Running => "running",
            Self::OnTheWay => "moving",
            Self::Ended => "ended",
            Self::Failed => "failed",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Running => "Running",
            Self::OnTheWay => "On the way",
            Self::Ended => "Ended",
            Self::Failed => "Failed",
        }
    }

    /// States that pass; all of them for [`StateFilter::All`].
    pub fn states(self) -> &'static [GroupState] {
        match self {
            Self::All => &GroupState::ALL,
            Self::Running => &[GroupState::Running],
            Self::OnTheWay => &GroupState::ON_THE_WAY,
            Self::Ended => &[GroupState::Succeeded],
            Self::Failed => &[GroupState::Failed, GroupState::CrashLoopBackOff, GroupState::ScheduleFailed],
        }
    }
}

/// A row of the list (ECI-44).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    pub id: ContainerGroupId,
    pub name: String,
    pub state: GroupState,
    /// Under the state's word.
    pub reason: Option<Message>,
    pub spec: Spec,
    pub tags: BTreeMap<String, String>,
    pub created: Moment,
    pub private_ip: Option<Ipv4Addr>,
    /// Of the EIP that is bound to it (NET-10).
    pub public_ip: Option<Ipv4Addr>,
    /// The field `ipv6Address` of NET-24.
    pub ipv6: Option<Ipv6Addr>,
}

/// The list: its page, and how many groups there are in each segment of [`StateFilter::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupList {
    pub page: crate::page::Page<GroupRow>,
    pub counts: [u64; 5],
}

/// The details page (ECI-45).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDetails {
    pub row: GroupRow,
    pub region: String,
    pub zone: Option<String>,
    pub vpc: (VpcId, String),
    pub subnet: Option<(VSwitchId, String, Cidr)>,
    pub security_group: (SecurityGroupId, String),
    /// The EIP that is bound to it: id, name, bandwidth in Mbps.
    pub eip: Option<(EipId, String, u32)>,
    pub restart_policy: RestartPolicy,
    pub grace_seconds: u32,
    pub created_by: String,
    pub containers: Vec<ContainerView>,
    /// Of the last start.
    pub steps: Vec<StepView>,
    /// Whole length of the last start in milliseconds, once it ended.
    pub start_took: Option<i64>,
    pub price_per_hour: String,
    pub currency: String,
    /// What was ordered, for the YAML and JSON views.
    pub spec: ContainerGroupSpec,
}

/// A row of the tab Containers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerView {
    pub name: String,
    pub state: ContainerState,
    pub restarts: u32,
    /// When it is started again, while it waits for that.
    pub next_start: Option<Moment>,
    pub last_end: Option<Message>,
    /// Full address with tag.
    pub image: String,
    pub image_digest: Option<String>,
    pub cpu: MilliCpu,
    pub memory: Mebibytes,
    pub command: Option<String>,
    pub arguments: Vec<String>,
    pub working_directory: Option<String>,
    pub environment: Vec<EnvironmentVariable>,
    pub ports: Vec<PortMapping>,
}

/// A station of the lift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    pub name: StepName,
    pub outcome: StepOutcome,
    /// In milliseconds, once it ended.
    pub took: Option<i64>,
    pub detail: Message,
}

/// A row of the tab Events (MON-01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    pub name: String,
    pub event_type: EventType,
    pub reason: String,
    pub description: Message,
    pub started: Moment,
    pub ended: Moment,
    pub count: u32,
}

/// A stretch of time on the tab Monitoring (MON-06).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Range {
    /// In real time.
    #[default]
    FiveMinutes,
    Hour,
    SixHours,
    Day,
    Week,
}

impl Range {
    pub const ALL: [Self; 5] = [Self::FiveMinutes, Self::Hour, Self::SixHours, Self::Day, Self::Week];

    /// As in the URL and on the button.
    pub fn key(self) -> &'static str {
        match self {
            Self::FiveMinutes => "5m",
            Self::Hour => "1h",
            Self::SixHours => "6h",
            Self::Day => "24h",
            Self::Week => "7d",
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|range| range.key() == key)
    }

    pub fn milliseconds(self) -> i64 {
        match self {
            Self::FiveMinutes => 5 * 60_000,
            Self::Hour => 3_600_000,
            Self::SixHours => 6 * 3_600_000,
            Self::Day => 86_400_000,
            Self::Week => 7 * 86_400_000,
        }
    }
}

/// Figures of a group for charts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// First and last moment of the time axis.
    pub from: Moment,
    pub to: Moment,
    /// Milliseconds between samples; a longer distance is a gap.
    pub step: i64,
    /// Oldest first.
    pub samples: Vec<Sample>,
    /// The same of each container, in their order.
    pub containers: Vec<ContainerFigures>,
}

/// What one container used, for charts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerFigures {
    pub name: String,
    /// Moment in milliseconds, processor time used until then in nanoseconds, working set in bytes; oldest first.
    pub points: Vec<(i64, u64, u64)>,
}

impl Row for GroupRow {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn state(&self) -> String {
        self.state.as_str().to_owned()
    }
}
