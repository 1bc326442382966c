//! The addresses that EIPs are given from.

use std::fmt;
use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use crate::Message;
use crate::cidr::Cidr;
use crate::error::{Error, Result};

/// Where EIPs come from unless a setting or the driver says otherwise: addresses of this machine's loopback, for trying out.
pub const DEFAULT_POOL: Cidr = Cidr::of(Ipv4Addr::new(127, 50, 0, 0), 24);

/// Ranges of one pool.
const MOST_RANGES: usize = 16;
/// Prefixes that a range may have, the shortest and the longest.
const PREFIXES: (u8, u8) = (16, 32);
/// What is never an address of somebody, or belongs to the machine itself, and why.
const CLOSED: [(Cidr, &str); 6] = [
    (Cidr::of(Ipv4Addr::new(0, 0, 0, 0), 8), "0.0.0.0/8 are no addresses of machines"),
    (
        Cidr::of(Ipv4Addr::new(127, 0, 0, 0), 16),
        "127.0.0.0/16 is this machine itself; take another part of 127.0.0.0/8",
    ),
    (Cidr::of(Ipv4Addr::new(169, 254, 0, 0), 16), "169.254.0.0/16 is not forwarded"),
    (Cidr::of(Ipv4Addr::new(100, 64, 0, 0), 10), "100.64.0.0/10 is for the links between VPCs and this machine"),
    (Cidr::of(Ipv4Addr::new(224, 0, 0, 0), 4), "224.0.0.0/4 is for groups of receivers"),
    (Cidr::of(Ipv4Addr::new(240, 0, 0, 0), 4), "240.0.0.0/4 is reserved"),
];

/// Ranges that EIPs come from; they do not overlap, and there is at least one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipPool(Vec<Cidr>);

impl From<Cidr> for EipPool {
    fn from(range: Cidr) -> Self {
        Self(vec![range])
    }
}

impl EipPool {
    /// A pool as somebody sets it: 1 to 16 ranges with prefixes of 16 to 32, apart from one another, of addresses that a machine can have.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `eip-pool`, naming the range and the rule.
    pub fn parse<T: AsRef<str>>(ranges: &[T]) -> Result<Self> {
        // Read when the program is started, and told on the terminal.
        let refused = |message: String| Error::invalid("eip-pool", Message::text(message));
        if !(1..=MOST_RANGES).contains(&ranges.len()) {
            return Err(refused(format!("A pool has 1 to {MOST_RANGES} ranges, not {}.", ranges.len())));
        }
        let mut pool: Vec<Cidr> = Vec::new();
        for text in ranges {
            let range = Cidr::parse("eip-pool", text.as_ref())?;
            let (shortest, longest) = PREFIXES;
            if !(shortest..=longest).contains(&range.prefix()) {
                return Err(refused(format!(
                    "A range of the pool has a prefix of {shortest} to {longest}, not {} ({range}).",
                    range.prefix()
                )));
            }
            if let Some((_, why)) = CLOSED.iter().find(|(closed, _)| closed.overlaps(range)) {
                return Err(refused(format!("{range} cannot be a pool: {why}.")));
            }
            if let Some(other) = pool.iter().find(|other| other.overlaps(range)) {
                return Err(refused(format!("{range} and {other} overlap.")));
            }
            pool.push(range);
        }
        Ok(Self(pool))
    }

    /// Whether the address is of this pool.
    pub fn contains(&self, address: Ipv4Addr) -> bool {
        self.0.iter().any(|range| range.contains(address))
    }

    /// Number of addresses that can be held.
    pub fn size(&self) -> u64 {
        self.0.iter().map(|range| places(*range).1).sum()
    }

    /// One of the addresses that can be held, from 0 to [`EipPool::size`].
    pub fn nth(&self, mut place: u64) -> Option<Ipv4Addr> {
        for range in &self.0 {
            let (first, count) = places(*range);
            if place < count {
                return u32::try_from(first + place).ok().and_then(|offset| range.nth(offset));
            }
            place -= count;
        }
        None
    }
}

/// The first place of a range that can be held, and how many can: all but its first and last address, where it has more than two.
fn places(range: Cidr) -> (u64, u64) {
    if range.prefix() >= 31 { (0, range.size()) } else { (1, range.size() - 2) }
}

impl fmt::Display for EipPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, range) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{range}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_holds_all_its_ranges_without_their_ends() {
        let pool = EipPool::parse(&["203.0.113.8/30", "198.51.100.7/32", "127.60.0.0/29"]).unwrap();
        let all: Vec<String> = (0..pool.size()).map(|place| pool.nth(place).unwrap().to_string()).collect();
        assert_eq!(
            all,
            [
                "203.0.113.9",
                "203.0.113.10",
                "198.51.100.7",
                "127.60.0.1",
                "127.60.0.2",
                "127.60.0.3",
                "127.60.0.4",
                "127.60.0.5",
                "127.60.0.6"
            ]
        );
        assert_eq!(pool.nth(pool.size()), None);
        assert!(pool.contains(Ipv4Addr::new(203, 0, 113, 11)) && !pool.contains(Ipv4Addr::new(203, 0, 113, 12)));
        assert_eq!(pool.to_string(), "203.0.113.8/30, 198.51.100.7/32, 127.60.0.0/29");
    }

    #[test]
    fn what_can_be_no_pool_is_refused_with_the_range_and_the_rule() {
        for (ranges, words) in [
            (&["203.0.113.0"][..], "range such as"),
            (&["203.0.113.1/24"], "203.0.113.0/24"),
            (&["10.0.0.0/8"], "16 to 32"),
            (&["127.0.0.0/24"], "this machine itself"),
            (&["100.64.7.0/24"], "links between VPCs"),
            (&["224.0.0.0/24"], "224.0.0.0/4"),
            (&["0.0.0.0/16"], "0.0.0.0/8"),
            (&["203.0.113.0/24", "203.0.113.128/25"], "overlap"),
            (&[], "1 to 16"),
        ] {
            let error = EipPool::parse(ranges).unwrap_err();
            assert!(error.field() == Some("eip-pool") && error.to_string().contains(words), "{ranges:?}: {error}");
        }
    }
}
