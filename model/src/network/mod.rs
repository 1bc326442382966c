//! Networks (rows NET): VPCs, subnets (vSwitches), security groups and EIPs, and what their rules would do to a packet.

mod eip;
pub mod operations;
mod pool;
mod rule;
mod spec;
mod verdict;
pub mod view;

pub use eip::{BANDWIDTH_MBPS, EipChoice, EipSpec, check_bandwidth};
pub use pool::{DEFAULT_POOL, EipPool};
pub use rule::{Action, Direction, MOST_RULES, PortRange, Remote, RuleProtocol, SecurityRule, default_rules, in_order};
pub use spec::{
    DEFAULT_SECURITY_GROUP, DEFAULT_VPC, DEFAULT_VPC_RANGE, SUBNET_PREFIXES, SecurityGroupSpec, VPC_PREFIXES,
    VSwitchSpec, VpcSpec, check_description, check_subnet_range, check_vpc_range, host_ipv6, subnet_ipv6, vpc_ipv6,
};
pub use verdict::{Packet, PacketProtocol, Verdict, verdict};
