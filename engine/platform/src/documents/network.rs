//! What the store keeps of networks.

use gantry_model::cidr::Cidr;
use gantry_model::error::{Error, Result};
use gantry_model::kind::{EipId, ResourceKind, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::{
    DEFAULT_VPC_RANGE, EipSpec, Remote, SecurityGroupSpec, VSwitchSpec, VpcSpec, default_rules, vpc_ipv6,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::store::catalog::KindInfo;
use crate::store::{Column, Document, Kind, Reference, Refers};

/// The kinds of this area.
pub(super) const KINDS: &[KindInfo] =
    &[KindInfo::of::<Vpc>(), KindInfo::of::<VSwitch>(), KindInfo::of::<SecurityGroup>(), KindInfo::of::<Eip>()];

/// Kind of a VPC.
#[derive(Debug)]
pub struct Vpc;

impl Kind for Vpc {
    const KIND: &'static str = ResourceKind::Vpc.token();
    const COLUMNS: &'static [Column] = &[Column::address("cidr", "spec.cidr")];
    const FOUND_BY: &'static [&'static str] = &["name", "id", "cidr"];
    const NOTE: &'static [&'static str] = &["cidr"];
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
    const KIND: &'static str = ResourceKind::VSwitch.token();
    const COLUMNS: &'static [Column] = &[
        Column::text("vpc", "spec.vpc"),
        Column::address("cidr", "spec.cidr"),
        Column::text("zone", "spec.zone"),
        Column::integer("used", "status.used"),
    ];
    const FOUND_BY: &'static [&'static str] = &["name", "id", "cidr"];
    const NOTE: &'static [&'static str] = &["cidr", "zone"];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = VSwitchId;
    type Spec = VSwitchSpec;
    type Status = VSwitchStatus;

    fn refers(spec: &VSwitchSpec, _: &VSwitchStatus) -> Vec<Reference> {
        vec![Reference::uses(&spec.vpc, "")]
    }
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
    const KIND: &'static str = ResourceKind::SecurityGroup.token();
    const SHAPE: u32 = 2;
    const COLUMNS: &'static [Column] = &[Column::text("vpc", "spec.vpc")];
    const FOUND_BY: &'static [&'static str] = &["name", "id"];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = SecurityGroupId;
    type Spec = SecurityGroupSpec;
    type Status = ();

    fn refers(spec: &SecurityGroupSpec, (): &()) -> Vec<Reference> {
        let named = spec.rules.iter().filter_map(|rule| match &rule.remote {
            Remote::Group(group) => Some(Reference::uses(group, "rule")),
            Remote::Range(_) => None,
        });
        named.chain([Reference::uses(&spec.vpc, "")]).collect()
    }

    /// The first shape had fixed rules, for the one VPC that there was.
    fn upgrade(from: u32, mut document: Document) -> Result<Document> {
        if from != 1 {
            return Err(Error::internal(format!("a security group has no upgrade from shape {from}")));
        }
        let vpc = document.spec.get("vpc").and_then(|vpc| vpc.as_str()).unwrap_or_default().parse::<VpcId>()?;
        let rules = default_rules(Cidr::parse("cidr", DEFAULT_VPC_RANGE)?, vpc_ipv6(&vpc));
        document.spec["rules"] = json!(rules);
        Ok(document)
    }
}

/// Kind of an EIP.
#[derive(Debug)]
pub struct Eip;

impl Kind for Eip {
    const KIND: &'static str = ResourceKind::Eip.token();
    const COLUMNS: &'static [Column] = &[
        Column::address("address", "spec.address"),
        Column::text("bound", "spec.bound"),
        Column::integer("bandwidth", "spec.bandwidth_mbps"),
    ];
    const FOUND_BY: &'static [&'static str] = &["name", "id", "address"];
    const NOTE: &'static [&'static str] = &["address"];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = EipId;
    type Spec = EipSpec;
    type Status = EipStatus;

    fn refers(spec: &EipSpec, _: &EipStatus) -> Vec<Reference> {
        spec.bound.iter().map(|group| Reference::mentions(group, "eip")).collect()
    }
}

/// What is kept of an EIP beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipStatus {
    /// Unique in the installation, from 0 to 511; its transit link follows from it.
    pub index: u32,
}
