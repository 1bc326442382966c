//! Address ranges.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// An IPv4 range with no bit set behind its prefix: `10.0.0.0/16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cidr {
    base: Ipv4Addr,
    prefix: u8,
}

impl Cidr {
    /// Refuses a prefix over 32 and bits behind the prefix.
    pub fn new(base: Ipv4Addr, prefix: u8) -> Result<Self> {
        if prefix > 32 {
            return Err(Error::invalid("cidr", format!("A prefix is 0 to 32, not {prefix}.")));
        }
        let range = Self { base, prefix };
        if u32::from(base) & !range.mask() != 0 {
            let fixed = Ipv4Addr::from(u32::from(base) & range.mask());
            return Err(Error::invalid(
                "cidr",
                format!("{base}/{prefix} has bits behind its prefix; {fixed}/{prefix} does not."),
            ));
        }
        Ok(range)
    }

    pub fn parse(field: &str, text: &str) -> Result<Self> {
        let parsed =
            text.trim().split_once('/').and_then(|(base, prefix)| Some((base.parse().ok()?, prefix.parse().ok()?)));
        let Some((base, prefix)) = parsed else {
            return Err(Error::invalid(field, format!("“{text}” is not a range such as 10.0.0.0/16.")));
        };
        Self::new(base, prefix).map_err(|error| Error::invalid(field, error.to_string()))
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
    fn what_is_no_range_is_refused_with_a_better_one() {
        assert!(Cidr::parse("cidr", "10.0.1.7/24").unwrap_err().to_string().contains("10.0.1.0/24"));
        for bad in ["", "10.0.0.0", "10.0.0.0/33", "x/8", "10.0.0/8"] {
            assert!(Cidr::parse("cidr", bad).is_err(), "{bad}");
        }
    }
}
