//! Networks in the store: VPCs, subnets, security groups, and who has which address.
//!
//! The world behind them (namespaces, bridges, rules) is the runtime driver's; it is told what to make with each group.

mod addresses;
mod first_start;

use std::net::Ipv4Addr;

use gantry_model::containers::view::{SubnetChoice, VpcChoice};
use gantry_model::error::{Error, Result};
use gantry_model::id::{SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::{SecurityGroupSpec, VSwitchSpec, VpcSpec};
use serde::{Deserialize, Serialize};

use crate::store::{Column, Kind, Order, Query, Read, Resource};

pub use addresses::{assign_address, release_address};
pub use first_start::first_start;

/// Kind of a VPC.
#[derive(Debug)]
pub struct Vpc;

impl Kind for Vpc {
    const KIND: &'static str = "vpc";
    type Id = VpcId;
    type Spec = VpcSpec;
    type Status = VpcStatus;
}

/// What is kept of a VPC beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcStatus {
    /// Unique in the installation, from 0; numbered names and the transit link follow from it.
    pub index: u32,
}

/// Kind of a subnet.
#[derive(Debug)]
pub struct VSwitch;

impl Kind for VSwitch {
    const KIND: &'static str = "vswitch";
    const COLUMNS: &'static [Column] = &[Column::text("vpc", "spec.vpc")];
    type Id = VSwitchId;
    type Spec = VSwitchSpec;
    type Status = VSwitchStatus;
}

/// What is kept of a subnet beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VSwitchStatus {
    /// Addresses that groups have.
    pub used: u64,
    /// Where the search for a free address goes on, as a place behind the base: an address rests before it is used again.
    pub next: u32,
}

/// Kind of a security group.
#[derive(Debug)]
pub struct SecurityGroup;

impl Kind for SecurityGroup {
    const KIND: &'static str = "security_group";
    const COLUMNS: &'static [Column] = &[Column::text("vpc", "spec.vpc")];
    type Id = SecurityGroupId;
    type Spec = SecurityGroupSpec;
    type Status = ();
}

/// Addresses of a subnet that groups can have: without base, gateway and broadcast.
fn assignable(subnet: &Resource<VSwitch>) -> u64 {
    subnet.spec.cidr.size().saturating_sub(3)
}

/// What the order page offers in a region.
pub fn choices(read: &Read<'_>, region: &str) -> Result<Vec<VpcChoice>> {
    let vpcs = read.list::<Vpc>(&Query::in_region(region))?.items;
    let of = |vpc: &VpcId| Query::in_region(region).equal("vpc", vpc.as_ref()).sort("name", Order::Ascending);
    vpcs.into_iter()
        .map(|vpc| {
            let subnets = read.list::<VSwitch>(&of(&vpc.id))?.items;
            let groups = read.list::<SecurityGroup>(&of(&vpc.id))?.items;
            Ok(VpcChoice {
                name: vpc.name,
                cidr: vpc.spec.cidr,
                subnets: subnets.into_iter().map(subnet_choice).collect(),
                security_groups: groups.into_iter().map(|group| (group.id, group.name)).collect(),
                id: vpc.id,
            })
        })
        .collect()
}

fn subnet_choice(subnet: Resource<VSwitch>) -> SubnetChoice {
    let free_addresses = assignable(&subnet).saturating_sub(subnet.status.used);
    SubnetChoice { name: subnet.name, zone: subnet.spec.zone, cidr: subnet.spec.cidr, free_addresses, id: subnet.id }
}

/// Checks that a group can be put there: all exist in the region and belong together.
///
/// # Errors
/// [`Error::Invalid`] on `vpc`, `subnets` or `security_group`.
pub fn check_place(
    read: &Read<'_>,
    region: &str,
    vpc: &VpcId,
    subnets: &[VSwitchId],
    security_group: &SecurityGroupId,
) -> Result<()> {
    let found = read.find::<Vpc>(vpc)?.filter(|vpc| vpc.region == region && !vpc.is_deleting());
    found.ok_or_else(|| Error::invalid("vpc", format!("There is no VPC {vpc} in region {region}.")))?;
    for id in subnets {
        let subnet = read.find::<VSwitch>(id)?.filter(|subnet| subnet.spec.vpc == *vpc && !subnet.is_deleting());
        subnet.ok_or_else(|| Error::invalid("subnets", format!("There is no subnet {id} in VPC {vpc}.")))?;
    }
    let group = read.find::<SecurityGroup>(security_group)?;
    let group = group.filter(|group| group.spec.vpc == *vpc && !group.is_deleting());
    let missing =
        || Error::invalid("security_group", format!("There is no security group {security_group} in VPC {vpc}."));
    group.map(drop).ok_or_else(missing)
}

/// An address that a group was given, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    pub subnet: VSwitchId,
    pub zone: String,
    pub address: Ipv4Addr,
}
