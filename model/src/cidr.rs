//! Address ranges.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::message::common as say;

/// An IPv4 range with no bit set behind its prefix: `10.0.0.0/16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cidr {
    base: Ipv4Addr,
    prefix: u8,
}

impl Cidr {
    /// All addresses.
    pub const EVERYWHERE: Self = Self { base: Ipv4Addr::UNSPECIFIED, prefix: 0 };

    /// For constants: nothing is checked but that the prefix is at most 32; bits behind it are dropped.
    pub const fn of(base: Ipv4Addr, prefix: u8) -> Self {
        let mask = if prefix == 0 { 0 } else { u32::MAX << (32 - prefix) };
        Self { base: Ipv4Addr::from_bits(base.to_bits() & mask), prefix }
    }

    /// Refuses a prefix over 32 and bits behind the prefix.
    pub fn new(base: Ipv4Addr, prefix: u8) -> Result<Self> {
        if prefix > 32 {
            return Err(Error::invalid("cidr", say::prefix_range(prefix)));
        }
        let range = Self { base, prefix };
        if u32::from(base) & !range.mask() != 0 {
            let fixed = Ipv4Addr::from(u32::from(base) & range.mask());
            let better = Self { base: fixed, prefix };
            return Err(Error::invalid("cidr", say::bits_behind_prefix(range, better)));
        }
        Ok(range)
    }

    pub fn parse(field: &str, text: &str) -> Result<Self> {
        let parsed =
            text.trim().split_once('/').and_then(|(base, prefix)| Some((base.parse().ok()?, prefix.parse().ok()?)));
        let Some((base, prefix)) = parsed else {
            return Err(Error::invalid(field, say::no_range(text)));
        };
        Self::new(base, prefix).map_err(|error| Error::invalid(field, error.into_message()))
    }

    pub fn base(self) -> Ipv4Addr {
        self.base
    }

    pub fn prefix(self) -> u8 {
        self.prefix
    }

    fn mask(self) -> u32 {
        u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0)
    }

    pub fn contains(self, address: Ipv4Addr) -> bool {
        u32::from(address) & self.mask() == u32::from(self.base)
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other.base) || other.contains(self.base)
    }

    /// Whether all of the other lies in it.
    pub fn holds(self, other: Self) -> bool {
        self.prefix <= other.prefix && self.contains(other.base)
    }

    /// The address `offset` places after the base, if it lies inside.
    pub fn nth(self, offset: u32) -> Option<Ipv4Addr> {
        let address = Ipv4Addr::from(u32::from(self.base).checked_add(offset)?);
        self.contains(address).then_some(address)
    }

    /// Number of addresses, the first and last included.
    pub fn size(self) -> u64 {
        1 << (32 - u32::from(self.prefix))
    }

    /// Where the gateway of a subnet sits: the first address after the base.
    pub fn gateway(self) -> Ipv4Addr {
        Ipv4Addr::from(u32::from(self.base).wrapping_add(1))
    }

    /// Addresses that can be given to groups: without base, gateway and broadcast.
    pub fn assignable(self) -> impl Iterator<Item = Ipv4Addr> {
        let base = u32::from(self.base);
        let last = (self.size().saturating_sub(2)).min(u64::from(u32::MAX)) as u32;
        (2..=last).map(move |offset| Ipv4Addr::from(base.wrapping_add(offset)))
    }
}

impl std::fmt::Display for Cidr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.base, self.prefix)
    }
}

impl TryFrom<String> for Cidr {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse("cidr", &text)
    }
}

impl From<Cidr> for String {
    fn from(range: Cidr) -> Self {
        range.to_string()
    }
}

/// An IPv6 range with no bit set behind its prefix: `fd00:1:2::/48`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cidr6 {
    base: Ipv6Addr,
    prefix: u8,
}

impl Cidr6 {
    /// All addresses.
    pub const EVERYWHERE: Self = Self { base: Ipv6Addr::UNSPECIFIED, prefix: 0 };

    /// The range of this prefix (at most 128) that the address is in.
    pub fn around(address: Ipv6Addr, prefix: u8) -> Self {
        let prefix = prefix.min(128);
        Self { base: Ipv6Addr::from(u128::from(address) & mask6(prefix)), prefix }
    }

    /// # Errors
    /// [`Error::Invalid`] on `field`: no such range, or bits behind its prefix.
    pub fn parse(field: &str, text: &str) -> Result<Self> {
        let parsed = text
            .trim()
            .split_once('/')
            .and_then(|(base, prefix)| Some((base.parse::<Ipv6Addr>().ok()?, prefix.parse::<u8>().ok()?)))
            .filter(|(_, prefix)| *prefix <= 128);
        let Some((base, prefix)) = parsed else {
            return Err(Error::invalid(field, say::no_ipv6_range(text)));
        };
        let range = Self::around(base, prefix);
        if range.base != base {
            return Err(Error::invalid(field, say::bits_behind_prefix(Self { base, prefix }, range)));
        }
        Ok(range)
    }

    pub fn base(self) -> Ipv6Addr {
        self.base
    }

    pub fn prefix(self) -> u8 {
        self.prefix
    }

    pub fn contains(self, address: Ipv6Addr) -> bool {
        u128::from(address) & mask6(self.prefix) == u128::from(self.base)
    }

    /// Where the gateway of a subnet sits: the first address after the base.
    pub fn gateway(self) -> Ipv6Addr {
        Ipv6Addr::from(u128::from(self.base).wrapping_add(1))
    }
}

fn mask6(prefix: u8) -> u128 {
    u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0)
}

impl std::fmt::Display for Cidr6 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.base, self.prefix)
    }
}

impl TryFrom<String> for Cidr6 {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse("cidr", &text)
    }
}

impl From<Cidr6> for String {
    fn from(range: Cidr6) -> Self {
        range.to_string()
    }
}

/// A range of either version, written as one or the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AddressRange {
    V4(Cidr),
    V6(Cidr6),
}

impl AddressRange {
    /// Reads a range, or a single address, which is a range of one.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `field`.
    pub fn parse(field: &str, text: &str) -> Result<Self> {
        let text = text.trim();
        let whole = |prefix| if text.contains('/') { text.to_owned() } else { format!("{text}/{prefix}") };
        if text.contains(':') {
            return Cidr6::parse(field, &whole(128)).map(Self::V6);
        }
        Cidr::parse(field, &whole(32)).map(Self::V4)
    }
}

impl std::fmt::Display for AddressRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::V4(range) => range.fmt(f),
            Self::V6(range) => range.fmt(f),
        }
    }
}

impl TryFrom<String> for AddressRange {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse("remote", &text)
    }
}

impl From<AddressRange> for String {
    fn from(range: AddressRange) -> Self {
        range.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_what_they_say() {
        let range = Cidr::parse("cidr", "10.0.1.0/24").unwrap();
        assert!(range.contains("10.0.1.255".parse().unwrap()));
        assert!(!range.contains("10.0.2.0".parse().unwrap()));
        assert_eq!(range.gateway().to_string(), "10.0.1.1");
        assert_eq!(range.assignable().count(), 253);
        assert!(range.overlaps(Cidr::parse("cidr", "10.0.0.0/16").unwrap()));
    }

    #[test]
    fn ranges_of_either_version_read_as_written() {
        for text in ["10.0.0.0/8", "0.0.0.0/0", "fd00:1:2::/48", "::/0", "fd00::1/128"] {
            assert_eq!(AddressRange::parse("remote", text).unwrap().to_string(), text);
        }
        assert_eq!(AddressRange::parse("remote", "10.1.2.3").unwrap().to_string(), "10.1.2.3/32");
        assert_eq!(AddressRange::parse("remote", "fd00::7").unwrap().to_string(), "fd00::7/128");
        for bad in ["", "x", "fd00::1/48", "fd00::/129", "10.0.0.1/8", ":", "/"] {
            assert_eq!(AddressRange::parse("remote", bad).unwrap_err().field(), Some("remote"), "{bad}");
        }
        let range = Cidr6::parse("cidr", "fd00:1:2:3::/64").unwrap();
        assert_eq!(range.gateway().to_string(), "fd00:1:2:3::1");
        assert!(!range.contains("fd00:1:2:4::1".parse().unwrap()));
    }

    #[test]
    fn what_is_no_range_is_refused_with_a_better_one() {
        assert!(Cidr::parse("cidr", "10.0.1.7/24").unwrap_err().to_string().contains("10.0.1.0/24"));
        for bad in ["", "10.0.0.0", "10.0.0.0/33", "x/8", "10.0.0/8"] {
            assert!(Cidr::parse("cidr", bad).is_err(), "{bad}");
        }
    }
}
