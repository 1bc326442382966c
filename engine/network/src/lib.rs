//! Networks (rows NET): commands on VPCs, subnets, security groups and EIPs, who has which address, and the controller that has the
//! runtime driver make what is wanted.
//!
//! The world behind them (namespaces, bridges, rules) is the driver's. It is told one [`gantry_platform::runtime::VpcPlan`] per VPC, made from one
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

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use gantry_model::containers::view::{SubnetChoice, VpcChoice};
use gantry_model::error::{Error, Result};
use gantry_model::id::{SecurityGroupId, VSwitchId, VpcId};
use gantry_model::message::network as say;
use gantry_model::network::in_order;

use gantry_platform::runtime::Runtime;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Kind, Order, Query, Read, Resource, Store};

pub use addresses::{assign_address, release_address};
pub use controller::{NetworkControl, spawn};
pub use eips::{bind_ordered, let_go, options as eip_options, pool_free};
pub use first_start::first_start;
pub use gantry_platform::documents::{Eip, EipStatus, SecurityGroup, VSwitch, VSwitchStatus, Vpc, VpcStatus};
pub use plan::vpc_plan;

/// VPCs, and EIPs, of one installation: each has a numbered transit link.
const MOST_LINKS: u32 = 512;

gantry_model::network_operations!(gantry_platform::call::dispatch, Networks);

/// The use cases of networks. Clones share everything.
#[derive(Clone)]
pub struct Networks {
    /// Where networks are written down.
    pub store: Store,
    /// What makes them.
    pub runtime: Arc<dyn Runtime>,
    /// What was set for this installation.
    pub settings: Arc<Settings>,
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
    found.ok_or_else(|| Error::invalid("vpc", say::no_vpc_in_region(vpc, region)))?;
    for id in subnets {
        let subnet = read.find::<VSwitch>(id)?.filter(|subnet| subnet.spec.vpc == *vpc && !subnet.is_deleting());
        subnet.ok_or_else(|| Error::invalid("subnets", say::no_vswitch_in_vpc(id, vpc)))?;
    }
    let group = read.find::<SecurityGroup>(security_group)?;
    let group = group.filter(|group| group.spec.vpc == *vpc && !group.is_deleting());
    let missing = || Error::invalid("security_group", say::no_security_group_in_vpc(security_group, vpc));
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

impl gantry_platform::call::Call for Networks {
    fn log(&self) -> &Store {
        &self.store
    }
}
