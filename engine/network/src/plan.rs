//! What a driver is told of a VPC, from one moment of the store.

use gantry_model::error::Result;
use gantry_model::id::{ContainerGroupId, Id as _, VpcId};
use gantry_model::network::{in_order, subnet_ipv6};

use super::{Eip, SecurityGroup, VSwitch, Vpc, all, in_vpc};
use gantry_platform::documents::ContainerGroup;
use gantry_platform::runtime::{EipPlan, SecurityGroupPlan, SubnetPlan, VpcPlan};
use gantry_platform::store::{Query, Read, Store};

/// What is wanted of a VPC; `None` if it is gone or being deleted.
///
/// # Errors
/// Unavailable or Internal.
pub async fn vpc_plan(store: &Store, vpc: &VpcId) -> Result<Option<VpcPlan>> {
    // Taken before the moment that is read: the plan holds all of this and maybe more, never less.
    let version = store.latest().0;
    let vpc = vpc.clone();
    store.read(move |read| plan(read, &vpc, version)).await
}

fn plan(read: &Read<'_>, id: &VpcId, version: u64) -> Result<Option<VpcPlan>> {
    let Some(vpc) = read.find::<Vpc>(id)?.filter(|vpc| !vpc.is_deleting()) else { return Ok(None) };
    let inside = in_vpc(&vpc.region, id);
    let subnets = all::<VSwitch>(read, &inside)?.into_iter().map(|subnet| SubnetPlan {
        cidr: subnet.spec.cidr,
        ipv6: (vpc.spec.ipv6 && subnet.spec.ipv6).then(|| subnet_ipv6(id, &subnet.id)),
        id: subnet.id,
    });
    let groups = all::<SecurityGroup>(read, &inside)?.into_iter().map(|group| SecurityGroupPlan {
        rules: in_order(&group.spec.rules).into_iter().cloned().collect(),
        id: group.id,
    });
    let (subnets, security_groups) = (subnets.collect(), groups.collect());
    let mut eips = Vec::new();
    // An id is more than the empty text that is there while it is not bound.
    for eip in all::<Eip>(read, &Query::in_region(&vpc.region).at_least("bound", ContainerGroupId::PREFIX))? {
        let Some(group) = &eip.spec.bound else { continue };
        let Some(group) = read.find::<ContainerGroup>(group)?.filter(|group| group.spec.vpc == *id) else { continue };
        let Some(to) = group.status.private_ip else { continue };
        eips.push(EipPlan {
            id: eip.id,
            address: eip.spec.address,
            index: eip.status.index,
            group: Some(group.id),
            to,
            bandwidth_mbps: eip.spec.bandwidth_mbps,
        });
    }
    Ok(Some(VpcPlan {
        vpc: vpc.id,
        version,
        index: vpc.status.index,
        cidr: vpc.spec.cidr,
        subnets,
        security_groups,
        eips,
    }))
}

/// The VPC that a change of a security group, a subnet or an EIP concerns.
pub(super) fn vpc_of(read: &Read<'_>, kind: &str, id: &str) -> Result<Vec<VpcId>> {
    use gantry_platform::store::Kind as _;
    let found = match kind {
        SecurityGroup::KIND => read.find::<SecurityGroup>(&id.parse()?)?.map(|group| group.spec.vpc),
        VSwitch::KIND => read.find::<VSwitch>(&id.parse()?)?.map(|subnet| subnet.spec.vpc),
        ContainerGroup::KIND => {
            let group = read.find::<ContainerGroup>(&id.parse()?)?;
            // Its address is known from now on, and with it where its EIP leads.
            group.filter(|group| group.status.eip.is_some()).map(|group| group.spec.vpc)
        }
        // Where it was bound before is not known any more: all of its region are looked at, which costs little.
        Eip::KIND => return read.ids::<Vpc>(),
        _ => None,
    };
    Ok(found.into_iter().collect())
}
