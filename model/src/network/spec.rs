//! What a person wants VPCs, subnets and security groups to be, and which ranges they may have.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use super::rule::SecurityRule;
use crate::cidr::{Cidr, Cidr6};
use crate::error::{Error, Result};
use crate::id::{Id, VSwitchId, VpcId};
use crate::message::network as say;

/// Name of the security group that the first start makes.
pub const DEFAULT_SECURITY_GROUP: &str = "Default-Security-Group";
/// Name of the VPC that the first start makes.
pub const DEFAULT_VPC: &str = "vpc-default";
/// Its range (decision "VPC, vSwitch, security group").
pub const DEFAULT_VPC_RANGE: &str = "10.0.0.0/16";

/// Prefixes that the range of a VPC may have, the shortest and the longest.
pub const VPC_PREFIXES: (u8, u8) = (8, 28);
/// Prefixes that the range of a subnet may have.
pub const SUBNET_PREFIXES: (u8, u8) = (16, 29);
/// Ranges that private networks are cut from (RFC 1918).
const PRIVATE: [(Ipv4Addr, u8); 3] =
    [(Ipv4Addr::new(10, 0, 0, 0), 8), (Ipv4Addr::new(172, 16, 0, 0), 12), (Ipv4Addr::new(192, 168, 0, 0), 16)];
/// Characters of a description.
const DESCRIPTION_LENGTH: usize = 256;

/// A VPC (NET-22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcSpec {
    pub cidr: Cidr,
    /// Groups get an IPv6 address where their subnet wants one too (NET-23). The range is [`vpc_ipv6`].
    #[serde(default)]
    pub ipv6: bool,
    #[serde(default)]
    pub description: String,
}

/// A subnet of a VPC, in one zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VSwitchSpec {
    pub vpc: VpcId,
    pub zone: String,
    pub cidr: Cidr,
    /// Counts where the VPC has it too (NET-23). The range is [`subnet_ipv6`].
    #[serde(default)]
    pub ipv6: bool,
    #[serde(default)]
    pub description: String,
}

/// A security group (NET-20). What none of its rules allows is dropped, in either direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityGroupSpec {
    pub vpc: VpcId,
    #[serde(default)]
    pub description: String,
    /// In any order; [`super::in_order`] is the one in which they are tried.
    pub rules: Vec<SecurityRule>,
}

/// The range of a VPC: private, with a prefix of 8 to 28.
///
/// # Errors
/// [`Error::Invalid`] on `cidr`, naming what is allowed.
pub fn check_vpc_range(range: Cidr) -> Result<()> {
    let (shortest, longest) = VPC_PREFIXES;
    if !(shortest..=longest).contains(&range.prefix()) {
        return Err(Error::invalid("cidr", say::vpc_prefix_range(shortest, longest, range.prefix(), range)));
    }
    let private = |(base, prefix): &(Ipv4Addr, u8)| {
        Cidr::new(*base, *prefix).is_ok_and(|whole| whole.contains(range.base()) && whole.prefix() <= range.prefix())
    };
    if PRIVATE.iter().any(private) {
        return Ok(());
    }
    Err(Error::invalid("cidr", say::range_not_private(range)))
}

/// The range of a subnet: inside its VPC, with a prefix of 16 to 29, and apart from its siblings.
///
/// # Errors
/// [`Error::Invalid`] on `cidr`, naming the VPC's range or the sibling that it meets.
pub fn check_subnet_range<'a>(
    range: Cidr,
    vpc: Cidr,
    siblings: impl IntoIterator<Item = (&'a str, Cidr)>,
) -> Result<()> {
    let (shortest, longest) = SUBNET_PREFIXES;
    if !(shortest..=longest).contains(&range.prefix()) {
        return Err(Error::invalid("cidr", say::vswitch_prefix_range(shortest, longest, range.prefix(), range)));
    }
    if !vpc.holds(range) {
        return Err(Error::invalid("cidr", say::range_outside_vpc(range, vpc)));
    }
    match siblings.into_iter().find(|(_, sibling)| sibling.overlaps(range)) {
        Some((name, sibling)) => Err(Error::invalid("cidr", say::range_overlaps(range, name, sibling))),
        None => Ok(()),
    }
}

/// A description: at most 256 characters, none of them a control character.
///
/// # Errors
/// [`Error::Invalid`] on `description`.
pub fn check_description(text: &str) -> Result<()> {
    if text.chars().count() <= DESCRIPTION_LENGTH && !text.chars().any(char::is_control) {
        return Ok(());
    }
    Err(Error::invalid("description", say::description_rule(DESCRIPTION_LENGTH)))
}

/// The IPv6 range of a VPC, used or not: a unique local one (RFC 4193) that follows from its id.
pub fn vpc_ipv6(vpc: &VpcId) -> Cidr6 {
    let [_, _, _, a, b, c, d, e] = hash(vpc.as_str()).to_be_bytes();
    Cidr6::around(Ipv6Addr::from([0xfd, a, b, c, d, e, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 48)
}

/// The IPv6 range of a subnet, used or not: a /64 of its VPC's. Two subnets of a VPC must not have the same; who makes one sees to it.
pub fn subnet_ipv6(vpc: &VpcId, subnet: &VSwitchId) -> Cidr6 {
    let mut bytes = vpc_ipv6(vpc).base().octets();
    bytes[6..8].copy_from_slice(&hash(subnet.as_str()).to_be_bytes()[6..]);
    Cidr6::around(Ipv6Addr::from(bytes), 64)
}

/// The IPv6 address beside an IPv4 address: the latter is its end, so it is unique wherever the latter is.
pub fn host_ipv6(subnet: Cidr6, address: Ipv4Addr) -> Ipv6Addr {
    Ipv6Addr::from(u128::from(subnet.base()) | u128::from(u32::from(address)))
}

/// FNV-1a with a finishing stir: the same on every machine and in every version.
fn hash(text: &str) -> u64 {
    let sum = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (sum ^ (sum >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_right(29)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn range(text: &str) -> Cidr {
        Cidr::parse("cidr", text).unwrap()
    }

    #[test]
    fn a_vpc_is_private_and_neither_too_large_nor_too_small() {
        for good in ["10.0.0.0/8", "10.0.0.0/16", "172.16.0.0/12", "172.31.255.240/28", "192.168.0.0/16"] {
            assert_eq!(check_vpc_range(range(good)), Ok(()), "{good}");
        }
        for bad in ["100.64.0.0/16", "8.8.8.0/24", "127.0.0.0/8", "172.0.0.0/8", "172.32.0.0/16"] {
            let error = check_vpc_range(range(bad)).unwrap_err();
            assert!(error.field() == Some("cidr") && error.to_string().contains("192.168.0.0/16"), "{bad}: {error}");
        }
        assert!(check_vpc_range(range("10.0.0.0/29")).unwrap_err().to_string().contains("8 to 28"));
    }

    #[test]
    fn a_subnet_lies_in_its_vpc_and_beside_its_siblings() {
        let vpc = range("10.0.0.0/16");
        let siblings = [("vsw-a", range("10.0.0.0/18"))];
        let check = |text: &str| check_subnet_range(range(text), vpc, siblings);
        assert_eq!(check("10.0.64.0/18"), Ok(()));
        assert!(check("10.1.0.0/24").unwrap_err().to_string().contains("10.0.0.0/16"));
        assert!(check("10.0.0.0/16").unwrap_err().to_string().contains("vsw-a"));
        assert!(check("10.0.1.0/24").unwrap_err().to_string().contains("vsw-a"));
        assert!(check("10.0.64.0/30").unwrap_err().to_string().contains("16 to 29"));
        // A range around the VPC's is not in it.
        assert!(check_subnet_range(range("10.0.0.0/16"), range("10.0.0.0/24"), []).is_err());
    }

    proptest! {
        #[test]
        fn ranges_overlap_where_an_address_is_in_both(a: u32, b: u32, p in 8u8..=30, q in 8u8..=30) {
            let whole = |base: u32, prefix: u8| Cidr::new(Ipv4Addr::from(base >> (32 - prefix) << (32 - prefix)), prefix).unwrap();
            let (a, b) = (whole(a, p), whole(b, q));
            let shared = a.contains(b.base()) || b.contains(a.base());
            prop_assert_eq!(a.overlaps(b), shared);
            prop_assert_eq!(a.overlaps(b), b.overlaps(a));
            prop_assert_eq!(a.holds(b), a.overlaps(b) && a.prefix() <= b.prefix());
        }

        #[test]
        fn ipv6_ranges_nest_and_hold_their_addresses(x: u64, y: u64, address: u32) {
            let (vpc, subnet) = (VpcId::from_parts(x, y), VSwitchId::from_parts(y, x));
            let (outer, inner) = (vpc_ipv6(&vpc), subnet_ipv6(&vpc, &subnet));
            prop_assert!(outer.contains(inner.base()));
            prop_assert!(inner.contains(host_ipv6(inner, Ipv4Addr::from(address))));
            prop_assert_eq!(outer.base().octets()[0], 0xfd);
        }
    }
}
