//! What uses a network, and the refusal to take away what is in use.

use std::collections::BTreeSet;

use gantry_model::error::{Error, Result};
use gantry_model::id::{Id as _, ScalingGroupId, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::kind::ResourceKind;
use gantry_model::message::{Message, network as say};
use gantry_model::network::Remote;
use gantry_model::reference::{Bond, LISTED, users_of_kind};

use super::{SecurityGroup, VSwitch, all, in_vpc};
use gantry_platform::documents::{ContainerGroup, ScalingConfiguration, ScalingGroup};
use gantry_platform::store::{Kind, Query, Read, Resource};

fn named<K: Kind>(resource: Resource<K>) -> String {
    if resource.name.is_empty() { resource.id.to_string() } else { resource.name }
}

/// Refuses to delete what something else uses.
///
/// # Errors
/// Conflict that names the users.
pub(super) fn refuse_used<K: Kind>(read: &Read<'_>, thing: &Resource<K>) -> Result<()> {
    read.users(thing.id.as_str(), Bond::Uses, LISTED)?.refuse(K::Id::KIND, &thing.name)
}

/// Scaling groups that put instances into a subnet.
pub(super) fn scaled_into(read: &Read<'_>, subnet: &Resource<VSwitch>) -> Result<Vec<(ScalingGroupId, String)>> {
    let scaling = all::<ScalingGroup>(read, &in_vpc(&subnet.region, &subnet.spec.vpc))?;
    let names_it = |group: &Resource<ScalingGroup>| group.spec.subnets.contains(&subnet.id);
    Ok(scaling.into_iter().filter(names_it).map(|group| (group.id.clone(), named(group))).collect())
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
    let of: BTreeSet<_> = templates.into_iter().map(|template| template.spec.group).collect();
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
    let names: Vec<_> = groups.map(|group| Message::text(named(group))).collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(Error::conflict(say::ipv6_in_use(name, users_of_kind(ResourceKind::ContainerGroup, names))))
}
