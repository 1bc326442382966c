//! Networks (rows NET): commands on VPCs, subnets, security groups and EIPs, who has which address, and the controller that has the
//! runtime driver make what is wanted.
//!
//! The world behind them (namespaces, bridges, rules) is the driver's. It is told one [`crate::runtime::VpcPlan`] per VPC, made from one
//! moment of the store: by the controller of VPCs after each change, and by a group's start before the group is made.

mod addresses;
mod commands;
mod controller;
mod eips;
mod first_start;
mod plan;
mod queries;
mod security_groups;
mod use_of;
mod vpcs;
mod vswitches;

#[cfg(test)]
mod tests;

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use gantry_model::containers::view::{SubnetChoice, VpcChoice};
use gantry_model::error::{Error, Result};
use gantry_model::id::{EipId, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::{EipSpec, SecurityGroupSpec, VSwitchSpec, VpcSpec, in_order};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::runtime::Runtime;
use crate::settings::Settings;
use crate::store::{Column, Document, Kind, Order, Query, Read, Resource, Store};

pub use addresses::{assign_address, release_address};
pub(crate) use controller::{NetworkControl, spawn};
pub(crate) use eips::{bind_ordered, let_go, options as eip_options, pool_free};
pub use first_start::first_start;
pub(crate) use plan::vpc_plan;

/// VPCs, and EIPs, of one installation: each has a numbered transit link.
const MOST_LINKS: u32 = 512;

/// Kind of a VPC.
#[derive(Debug)]
pub struct Vpc;

impl Kind for Vpc {
    const KIND: &'static str = "vpc";
    const COLUMNS: &'static [Column] = &[Column::address("cidr", "spec.cidr")];
    type Id = VpcId;
    type Spec = VpcSpec;
    type Status = VpcStatus;
}

/// What is kept of a VPC beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcStatus {
    /// Unique in the installation, from 0 to 511; numbered names and the transit link follow from it.
    pub index: u32,
}

/// Kind of a subnet.
#[derive(Debug)]
pub struct VSwitch;

impl Kind for VSwitch {
    const KIND: &'static str = "vswitch";
    const COLUMNS: &'static [Column] = &[
        Column::text("vpc", "spec.vpc"),
        Column::address("cidr", "spec.cidr"),
        Column::text("zone", "spec.zone"),
        Column::integer("used", "status.used"),
    ];
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
    const SHAPE: u32 = 2;
    const COLUMNS: &'static [Column] = &[Column::text("vpc", "spec.vpc")];
    type Id = SecurityGroupId;
    type Spec = SecurityGroupSpec;
    type Status = ();

    /// The first shape had fixed rules, for the one VPC that there was.
    fn upgrade(from: u32, mut document: Document) -> Result<Document> {
        if from != 1 {
            return Err(Error::internal(format!("a security group has no upgrade from shape {from}")));
        }
        let vpc = document.spec.get("vpc").and_then(|vpc| vpc.as_str()).unwrap_or_default().parse::<VpcId>()?;
        let rules =
            gantry_model::network::default_rules(first_start::vpc_range()?, gantry_model::network::vpc_ipv6(&vpc));
        document.spec["rules"] = json!(rules);
        Ok(document)
    }
}

/// Kind of an EIP.
#[derive(Debug)]
pub struct Eip;

impl Kind for Eip {
    const KIND: &'static str = "eip";
    const COLUMNS: &'static [Column] = &[
        Column::address("address", "spec.address"),
        Column::text("bound", "spec.bound"),
        Column::integer("bandwidth", "spec.bandwidth_mbps"),
    ];
    type Id = EipId;
    type Spec = EipSpec;
    type Status = EipStatus;
}

/// What is kept of an EIP beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipStatus {
    /// Unique in the installation, from 0 to 511; its transit link follows from it.
    pub index: u32,
}

/// The use cases of networks. Clones share everything.
#[derive(Clone)]
pub struct Networks {
    pub(crate) store: Store,
    pub(crate) runtime: Arc<dyn Runtime>,
    pub(crate) settings: Arc<Settings>,
}

/// Addresses of a subnet that groups can have: without base, gateway and broadcast.
fn assignable(subnet: &Resource<VSwitch>) -> u64 {
    subnet.spec.cidr.size().saturating_sub(3)
}

/// Everything that a query finds, in its order.
fn all<K: Kind>(read: &Read<'_>, query: &Query) -> Result<Vec<Resource<K>>> {
    let mut query = query.clone().limit(1000);
    let mut found = Vec::new();
    loop {
        let list = read.list::<K>(&query)?;
        found.extend(list.items);
        match list.next {
            Some(next) => query = query.after(&next),
            None => return Ok(found),
        }
    }
}

/// What is in a VPC, by name.
fn in_vpc(region: &str, vpc: &VpcId) -> Query {
    Query::in_region(region).equal("vpc", vpc.as_ref()).sort("name", Order::Ascending)
}

/// What the order page offers in a region.
pub fn choices(read: &Read<'_>, region: &str) -> Result<Vec<VpcChoice>> {
    let vpcs = all::<Vpc>(read, &Query::in_region(region).deleting(false))?;
    vpcs.into_iter()
        .map(|vpc| {
            let subnets = all::<VSwitch>(read, &in_vpc(region, &vpc.id))?;
            let groups = all::<SecurityGroup>(read, &in_vpc(region, &vpc.id))?;
            let rules = |group: &Resource<SecurityGroup>| in_order(&group.spec.rules).into_iter().cloned().collect();
            Ok(VpcChoice {
                name: vpc.name,
                cidr: vpc.spec.cidr,
                subnets: subnets.into_iter().map(subnet_choice).collect(),
                security_rules: groups.iter().map(rules).collect(),
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
        subnet.ok_or_else(|| Error::invalid("subnets", format!("There is no vSwitch {id} in VPC {vpc}.")))?;
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
    /// Where VPC and subnet have IPv6 (NET-23).
    pub ipv6: Option<Ipv6Addr>,
}
