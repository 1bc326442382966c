//! Networks (rows NET): VPCs, subnets (vSwitches) and security groups.

use serde::{Deserialize, Serialize};

use crate::cidr::Cidr;
use crate::id::VpcId;

/// A VPC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcSpec {
    pub cidr: Cidr,
}

/// A subnet of a VPC, in one zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VSwitchSpec {
    pub vpc: VpcId,
    pub zone: String,
    pub cidr: Cidr,
}

/// A security group. Its rules are the default ones of the first start (decision "VPC, vSwitch, security group").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityGroupSpec {
    pub vpc: VpcId,
}

/// Name of the security group that the first start makes.
pub const DEFAULT_SECURITY_GROUP: &str = "Default-Security-Group";
/// Name of the VPC that the first start makes.
pub const DEFAULT_VPC: &str = "vpc-default";
