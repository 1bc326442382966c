//! What uses a network, in words: the refusal to delete what is in use.

use gantry_model::containers::GroupState;
use gantry_model::error::{Error, Result};
use gantry_model::id::{Id as _, ScalingGroupId, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::Remote;

use super::{SecurityGroup, VSwitch, Vpc, all, in_vpc};
use crate::containers::ContainerGroup;
use crate::scaling::{ScalingConfiguration, ScalingGroup};
use crate::store::{Kind, Query, Read, Resource};

/// Things of one kind that a refusal names.
const NAMED: usize = 5;

/// Names of one kind of users, and how many there are.
pub(super) struct Users {
    noun: (&'static str, &'static str),
    names: Vec<String>,
    count: u64,
}

impl Users {
    fn found<K: Kind>(read: &Read<'_>, noun: (&'static str, &'static str), query: &Query) -> Result<Self> {
        let names = read.list::<K>(&query.clone().limit(NAMED as u32))?.items.into_iter().map(named).collect();
        Ok(Self { noun, names, count: read.count::<K>(query)? })
    }

    fn of(noun: (&'static str, &'static str), mut names: Vec<String>) -> Self {
        let count = names.len() as u64;
        names.truncate(NAMED);
        Self { noun, names, count }
    }

    fn text(&self) -> String {
        let noun = if self.count == 1 { self.noun.0 } else { self.noun.1 };
        let more = if self.count > self.names.len() as u64 { " and others" } else { "" };
        format!("{} {noun}: {}{more}", self.count, self.names.join(", "))
    }
}

fn named<K: Kind>(resource: Resource<K>) -> String {
    if resource.name.is_empty() { resource.id.to_string() } else { resource.name }
}

const GROUPS: (&str, &str) = ("container group", "container groups");
const SCALING_GROUPS: (&str, &str) = ("scaling group", "scaling groups");
const SECURITY_GROUPS: (&str, &str) = ("security group", "security groups");

/// Refuses where anything uses it.
///
/// # Errors
/// Conflict that names the users.
pub(super) fn refuse_used(what: &str, name: &str, users: Vec<Users>) -> Result<()> {
    let users: Vec<String> = users.iter().filter(|users| users.count > 0).map(Users::text).collect();
    if users.is_empty() {
        return Ok(());
    }
    Err(Error::conflict(format!("{what} {name} is in use by {}. Delete what uses it first.", users.join("; "))))
}

pub(super) fn of_vpc(read: &Read<'_>, vpc: &Resource<Vpc>) -> Result<Vec<Users>> {
    Ok(vec![
        Users::found::<ContainerGroup>(read, GROUPS, &groups_in(&vpc.region, &vpc.id))?,
        Users::found::<VSwitch>(read, ("subnet", "subnets"), &in_vpc(&vpc.region, &vpc.id))?,
        Users::found::<SecurityGroup>(read, SECURITY_GROUPS, &in_vpc(&vpc.region, &vpc.id))?,
        Users::found::<ScalingGroup>(read, SCALING_GROUPS, &in_vpc(&vpc.region, &vpc.id))?,
    ])
}

/// Groups that have an address of the subnet, and those that may still get one.
pub(super) fn of_subnet(read: &Read<'_>, subnet: &Resource<VSwitch>) -> Result<Vec<Users>> {
    let placed = Query::in_region(&subnet.region).equal("subnet", subnet.id.as_str());
    let mut users = Users::found::<ContainerGroup>(read, GROUPS, &placed)?;
    let states = [GroupState::Scheduling, GroupState::ScheduleFailed].map(|state| state.as_str());
    let waiting = groups_in(&subnet.region, &subnet.spec.vpc).equal("subnet", "").one_of("state", states);
    let names_it = |group: &Resource<ContainerGroup>| group.spec.subnets.contains(&subnet.id);
    let waiting: Vec<String> = all::<ContainerGroup>(read, &waiting)?.into_iter().filter(names_it).map(named).collect();
    users.count += waiting.len() as u64;
    users.names.extend(waiting);
    users.names.truncate(NAMED);
    let scaling = scaled_into(read, subnet)?.into_iter().map(|(_, name)| name).collect();
    Ok(vec![users, Users::of(SCALING_GROUPS, scaling)])
}

/// Scaling groups that put instances into a subnet.
pub(super) fn scaled_into(read: &Read<'_>, subnet: &Resource<VSwitch>) -> Result<Vec<(ScalingGroupId, String)>> {
    let scaling = all::<ScalingGroup>(read, &in_vpc(&subnet.region, &subnet.spec.vpc))?;
    let names_it = |group: &Resource<ScalingGroup>| group.spec.subnets.contains(&subnet.id);
    Ok(scaling.into_iter().filter(names_it).map(|group| (group.id.clone(), named(group))).collect())
}

/// Groups that it protects, and security groups whose rules name it.
pub(super) fn of_security_group(read: &Read<'_>, group: &Resource<SecurityGroup>) -> Result<Vec<Users>> {
    let siblings = all::<SecurityGroup>(read, &in_vpc(&group.region, &group.spec.vpc))?;
    let rules = naming(&siblings, &group.id).into_iter().map(|(_, name)| name).collect();
    let templates = configured_with(read, group)?.into_iter().map(|(_, name)| name).collect();
    Ok(vec![
        Users::found::<ContainerGroup>(read, GROUPS, &protected_by(&group.region, &group.id))?,
        Users::of(("security group's rules", "security groups' rules"), rules),
        Users::of(("scaling group's configurations", "scaling groups' configurations"), templates),
    ])
}

/// Those of the VPC's security groups, beside itself, that have a rule about this one.
pub(super) fn naming(siblings: &[Resource<SecurityGroup>], group: &SecurityGroupId) -> Vec<(SecurityGroupId, String)> {
    let about_it = Remote::Group(group.clone());
    let names_it = |other: &&Resource<SecurityGroup>| {
        other.id != *group && other.spec.rules.iter().any(|rule| rule.remote == about_it)
    };
    siblings.iter().filter(names_it).map(|other| (other.id.clone(), other.name.clone())).collect()
}

/// Scaling groups with a configuration that names it. Versions that are not active count, because they can be gone back to.
pub(super) fn configured_with(
    read: &Read<'_>,
    group: &Resource<SecurityGroup>,
) -> Result<Vec<(ScalingGroupId, String)>> {
    let templates = all::<ScalingConfiguration>(read, &protected_by(&group.region, &group.id))?;
    let of: std::collections::BTreeSet<_> = templates.into_iter().map(|template| template.spec.group).collect();
    of.into_iter().map(|id| Ok((id.clone(), named(read.get::<ScalingGroup>(&id)?)))).collect()
}

/// Container groups of a VPC.
pub(super) fn groups_in(region: &str, vpc: &VpcId) -> Query {
    Query::in_region(region).equal("vpc", vpc.as_str())
}

/// Container groups that a security group protects.
pub(super) fn protected_by(region: &str, group: &SecurityGroupId) -> Query {
    Query::in_region(region).equal("security_group", group.as_str())
}

/// Container groups that have an address of a subnet.
pub(super) fn groups_of(region: &str, subnet: &VSwitchId) -> Query {
    Query::in_region(region).equal("subnet", subnet.as_str())
}

/// Refuses to take IPv6 away while a group has an address of it.
///
/// # Errors
/// Conflict that names the groups.
pub(super) fn refuse_ipv6(read: &Read<'_>, name: &str, groups: &Query) -> Result<()> {
    let groups = all::<ContainerGroup>(read, groups)?.into_iter().filter(|group| group.status.ipv6.is_some());
    let names: Vec<String> = groups.map(named).collect();
    if names.is_empty() {
        return Ok(());
    }
    let users = Users { noun: GROUPS, count: names.len() as u64, names: names.into_iter().take(NAMED).collect() };
    Err(Error::conflict(format!("IPv6 of {name} is in use by {}. They keep their addresses for life.", users.text())))
}
