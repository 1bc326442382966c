//! What the first start makes, so that nobody starts from nothing: a VPC, a subnet per zone, a security group.

use std::collections::BTreeMap;

use gantry_model::cidr::Cidr;
use gantry_model::error::Result;
use gantry_model::kind::ResourceKind;
use gantry_model::network::{
    DEFAULT_SECURITY_GROUP, DEFAULT_VPC, DEFAULT_VPC_RANGE, SecurityGroupSpec, VSwitchSpec, VpcSpec, default_rules,
    vpc_ipv6,
};
use gantry_model::settings::Region;

use super::commands::free_index;
use super::{MOST_LINKS, SecurityGroup, VSwitch, Vpc, VpcStatus, all};
use gantry_platform::store::{Kind, New, Query, Tx};

/// The range of the subnet of zone number `zone`: 16,384 addresses each, four to the VPC.
fn subnet_range(zone: usize) -> Result<Cidr> {
    Cidr::parse("cidr", &format!("10.0.{}.0/18", zone * 64 % 256))
}

/// Makes the defaults in a region that has no VPC; does nothing where there is one.
pub fn first_start(tx: &mut Tx<'_>, region: &Region) -> Result<()> {
    if tx.count::<Vpc>(&Query::in_region(&region.name))? > 0 {
        return Ok(());
    }
    let taken = all::<Vpc>(tx, &Query::new())?;
    let index = free_index(taken.iter().map(|vpc| vpc.status.index), MOST_LINKS, ResourceKind::Vpc)?;
    let spec = VpcSpec { cidr: Cidr::parse("cidr", DEFAULT_VPC_RANGE)?, ipv6: false, description: String::new() };
    let vpc = tx.insert(New::<Vpc> { status: VpcStatus { index }, ..fresh(tx, region, DEFAULT_VPC, spec) })?;
    tx.claim_name::<Vpc>(&region.name, &vpc.name, &vpc.id)?;
    for (number, zone) in region.zones.iter().take(4).enumerate() {
        let spec = VSwitchSpec {
            vpc: vpc.id.clone(),
            zone: zone.clone(),
            cidr: subnet_range(number)?,
            ipv6: false,
            description: String::new(),
        };
        let subnet = tx.insert(fresh::<VSwitch>(tx, region, &format!("vsw-{zone}"), spec))?;
        tx.claim_name::<VSwitch>(vpc.id.as_ref(), &subnet.name, &subnet.id)?;
    }
    let spec = SecurityGroupSpec {
        vpc: vpc.id.clone(),
        description: String::new(),
        rules: default_rules(vpc.spec.cidr, vpc_ipv6(&vpc.id)),
    };
    let group = tx.insert(fresh::<SecurityGroup>(tx, region, DEFAULT_SECURITY_GROUP, spec))?;
    tx.claim_name::<SecurityGroup>(vpc.id.as_ref(), &group.name, &group.id)
}

fn fresh<K: Kind>(tx: &Tx<'_>, region: &Region, name: &str, spec: K::Spec) -> New<K> {
    New {
        id: tx.new_id(),
        name: name.to_owned(),
        region: region.name.clone(),
        owner: "system".to_owned(),
        labels: BTreeMap::new(),
        spec,
        status: K::Status::default(),
    }
}
