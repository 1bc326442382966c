//! What pages show of networks and what their forms send.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use super::check_bandwidth;
use super::pool::EipPool;
use super::rule::SecurityRule;
use super::spec::{check_description, check_vpc_range};
use super::verdict::Verdict;
use crate::cidr::{Cidr, Cidr6};
use crate::containers::GroupState;
use crate::error::Result;
use crate::id::{ContainerGroupId, EipId, ScalingGroupId, SecurityGroupId, VSwitchId, VpcId};
use crate::message::network as say;
use crate::name;
use crate::page::PageRequest;
use crate::time::Moment;

/// What the lists of VPCs, subnets, security groups and EIPs ask for beside their page. Search goes by name, id and range or address.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NetworkFilter {
    pub region: String,
    /// Only what is in this VPC; says nothing on VPCs and EIPs.
    pub vpc: Option<VpcId>,
    pub page: PageRequest,
}

/// **Create VPC**.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVpc {
    pub region: String,
    pub name: String,
    pub description: String,
    pub cidr: Cidr,
    pub ipv6: bool,
}

impl NewVpc {
    /// # Errors
    /// Invalid on `name`, `description` or `cidr`.
    pub fn validate(&self) -> Result<()> {
        name::resource("name", say::field_vpc_name(), &self.name)?;
        check_description(&self.description)?;
        check_vpc_range(self.cidr)
    }
}

/// What can be changed of a VPC, a subnet: all but ranges and zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkChange {
    pub name: String,
    pub description: String,
    /// Groups that are made from now on get an IPv6 address. Cannot be taken away while a group has one.
    pub ipv6: bool,
    /// Of the thing as the form was opened.
    pub generation: u64,
}

impl NetworkChange {
    /// # Errors
    /// Invalid on `name` or `description`.
    pub fn validate(&self) -> Result<()> {
        name::resource("name", say::field_name(), &self.name)?;
        check_description(&self.description)
    }
}

/// A container group that an EIP can be bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipTarget {
    pub id: ContainerGroupId,
    pub name: String,
    /// None until the group has one.
    pub private_ip: Option<Ipv4Addr>,
}

/// A row of the list of VPCs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcRow {
    pub id: VpcId,
    pub name: String,
    pub description: String,
    pub cidr: Cidr,
    /// Its IPv6 range while IPv6 is on.
    pub ipv6: Option<Cidr6>,
    pub subnets: u64,
    pub security_groups: u64,
    /// Container groups in it.
    pub groups: u64,
    /// It is being taken down.
    pub deleting: bool,
    pub created: Moment,
}

/// The page of one VPC. What is in it are the lists filtered by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcDetails {
    pub row: VpcRow,
    pub region: String,
    pub generation: u64,
    /// Ranges of its subnets, for a form that proposes a free one.
    pub subnets: Vec<(VSwitchId, String, Cidr)>,
}

/// **Create Subnet**.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVSwitch {
    pub vpc: VpcId,
    pub name: String,
    pub description: String,
    /// One of the region's.
    pub zone: String,
    pub cidr: Cidr,
    pub ipv6: bool,
}

impl NewVSwitch {
    /// Checks what needs no look at the VPC; [`super::check_subnet_range`] is the rest.
    ///
    /// # Errors
    /// Invalid on `name` or `description`.
    pub fn validate(&self) -> Result<()> {
        name::resource("name", say::field_vswitch_name(), &self.name)?;
        check_description(&self.description)
    }
}

/// A row of the list of subnets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VSwitchRow {
    pub id: VSwitchId,
    pub name: String,
    pub description: String,
    pub vpc: (VpcId, String),
    pub zone: String,
    pub cidr: Cidr,
    /// Its IPv6 range while IPv6 is on here and in the VPC.
    pub ipv6: Option<Cidr6>,
    /// Addresses that groups have, and those that they can still get.
    pub used: u64,
    pub free: u64,
    pub created: Moment,
}

/// The page of one subnet. Who has its addresses is a list of its own, of [`AddressRow`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VSwitchDetails {
    pub row: VSwitchRow,
    pub region: String,
    pub generation: u64,
    /// IPv6 is wanted here, whether the VPC has it or not.
    pub ipv6_wanted: bool,
    pub gateway: Ipv4Addr,
    /// Scaling groups that put instances into it.
    pub scaling_groups: Vec<(ScalingGroupId, String)>,
}

/// An address of a subnet and who has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressRow {
    pub address: Ipv4Addr,
    pub ipv6: Option<Ipv6Addr>,
    pub public_ip: Option<Ipv4Addr>,
    pub group: (ContainerGroupId, String),
    pub state: GroupState,
}

/// **Create Security Group**, and **Clone**, which fills in the rules of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSecurityGroup {
    pub vpc: VpcId,
    pub name: String,
    pub description: String,
    pub rules: Vec<SecurityRule>,
}

impl NewSecurityGroup {
    /// # Errors
    /// Invalid on `name`, `description` or `rules.N.…`.
    pub fn validate(&self) -> Result<()> {
        name::resource("name", say::field_security_group_name(), &self.name)?;
        check_description(&self.description)?;
        SecurityRule::validate_all(&self.rules)
    }
}

/// **Clone** of a security group: into its own VPC or another. A rule that names a security group can only be cloned within its VPC;
/// one that names the cloned group itself names the clone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityGroupClone {
    pub vpc: VpcId,
    pub name: String,
    pub description: String,
}

/// What can be changed of a security group beside its rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityGroupChange {
    pub name: String,
    pub description: String,
    /// Of the group as the form was opened.
    pub generation: u64,
}

impl SecurityGroupChange {
    /// # Errors
    /// Invalid on `name` or `description`.
    pub fn validate(&self) -> Result<()> {
        name::resource("name", say::field_security_group_name(), &self.name)?;
        check_description(&self.description)
    }
}

/// A row of the list of security groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityGroupRow {
    pub id: SecurityGroupId,
    pub name: String,
    pub description: String,
    pub vpc: (VpcId, String),
    pub rules: u64,
    /// Container groups that it protects.
    pub groups: u64,
    /// Scaling groups with a configuration, active or not, that names it.
    pub scaling_groups: u64,
    /// Other security groups with a rule that names it.
    pub named_by: u64,
    pub created: Moment,
}

/// The page of one security group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityGroupDetails {
    pub row: SecurityGroupRow,
    pub region: String,
    /// For [`SecurityGroupChange`] and for writing the rules.
    pub generation: u64,
    /// In the order in which they are tried.
    pub rules: Vec<SecurityRule>,
    /// All security groups of the VPC, itself included: names of those in rules, and what a rule can name.
    pub siblings: Vec<(SecurityGroupId, String)>,
    /// Container groups that it protects, the first hundred by name.
    pub members: Vec<(ContainerGroupId, String, Option<Ipv4Addr>)>,
    /// Scaling groups with a configuration that names it.
    pub scaling_groups: Vec<(ScalingGroupId, String)>,
    /// Other security groups with a rule that names it.
    pub named_by: Vec<(SecurityGroupId, String)>,
}

/// What a security group does to a packet, in a person's words beside the verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialResult {
    pub verdict: Verdict,
    /// Place of the deciding rule in [`SecurityGroupDetails::rules`].
    pub place: Option<u32>,
    /// Security groups of the VPC that hold the packet's other side.
    pub remote_groups: Vec<(SecurityGroupId, String)>,
}

/// **Create EIP**.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEip {
    pub region: String,
    pub name: String,
    /// 1 to 200.
    pub bandwidth_mbps: u32,
}

impl NewEip {
    /// # Errors
    /// Invalid on `name` or `bandwidth_mbps`.
    pub fn validate(&self) -> Result<()> {
        name::resource("name", say::field_eip_name(), &self.name)?;
        check_bandwidth("bandwidth_mbps", self.bandwidth_mbps)
    }
}

/// What can be changed of an EIP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipChange {
    pub name: String,
    pub bandwidth_mbps: u32,
    /// Of the EIP as the form was opened.
    pub generation: u64,
}

impl EipChange {
    /// # Errors
    /// Invalid on `name` or `bandwidth_mbps`.
    pub fn validate(&self) -> Result<()> {
        name::resource("name", say::field_eip_name(), &self.name)?;
        check_bandwidth("bandwidth_mbps", self.bandwidth_mbps)
    }
}

/// A row of the list of EIPs (NET-09).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipRow {
    pub id: EipId,
    pub name: String,
    pub address: Ipv4Addr,
    pub bandwidth_mbps: u32,
    /// The container group that it is bound to.
    pub bound: Option<(ContainerGroupId, String)>,
    /// Made by an order; released with the group.
    pub released_with_group: bool,
    pub generation: u64,
    pub created: Moment,
}

/// The list of EIPs and the pool they come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipList {
    pub page: crate::page::Page<EipRow>,
    pub pool: EipPool,
    /// Addresses of the pool that nobody holds.
    pub pool_free: u64,
}

/// An EIP that an order can use (NET-06).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipOption {
    pub id: EipId,
    pub name: String,
    pub address: Ipv4Addr,
    pub bandwidth_mbps: u32,
}
