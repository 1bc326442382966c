//! Who reaches an instance over the public network (REG-07 to REG-10): address ranges, and rules made of them.

use std::net::{IpAddr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use crate::cidr::Cidr;
use crate::error::{Error, Result};
use crate::message::{common, registry as say};
use crate::time::Timestamp;

/// Rules of one instance.
pub const MOST_RULES: usize = 100;
/// Ranges in one rule.
pub const MOST_RANGES: usize = 8;
/// Characters of a rule's Comment.
pub const COMMENT_LENGTH: usize = 100;
/// Comment of the rule that switching the Access Entry on adds by itself (REG-08).
pub const DEFAULT_COMMENT: &str = "Added when Access Entry was switched on";

/// Rule of [`parse_ranges`] in words, for help texts.
pub const RANGES_RULE: &str =
    "An address or a range, such as 203.0.113.7, 198.51.100.0/24 or 2001:db8::/32; several divided by commas";

/// A range of addresses, without bits behind its prefix. An address alone is a range of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AddressRange {
    V4(Cidr),
    V6 { base: Ipv6Addr, prefix: u8 },
}

impl AddressRange {
    /// Reads `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`; IPv4 in its IPv6 form becomes IPv4.
    pub fn parse(field: &str, text: &str) -> Result<Self> {
        let text = text.trim();
        let shown: String = text.chars().take(60).collect();
        let wrong = || Error::invalid(field, say::range_unreadable(&shown, say::ranges_rule()));
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix.parse::<u8>().map_err(|_| wrong())?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        match (address, address.to_canonical(), prefix) {
            (IpAddr::V4(base), _, prefix) => Cidr::new(base, prefix.unwrap_or(32)).map(Self::V4),
            (IpAddr::V6(_), IpAddr::V4(base), None) => Cidr::new(base, 32).map(Self::V4),
            (IpAddr::V6(_), IpAddr::V4(base), Some(prefix)) if prefix >= 96 => {
                Cidr::new(base, prefix - 96).map(Self::V4)
            }
            (IpAddr::V6(base), _, prefix) => Self::v6(base, prefix.unwrap_or(128)),
        }
        .map_err(|error| Error::invalid(field, error.into_message()))
    }

    fn v6(base: Ipv6Addr, prefix: u8) -> Result<Self> {
        if prefix > 128 {
            return Err(Error::invalid("", say::ipv6_prefix_rule(prefix)));
        }
        let fixed = Ipv6Addr::from(u128::from(base) & mask(prefix));
        if fixed != base {
            let (range, without) = (Self::V6 { base, prefix }, Self::V6 { base: fixed, prefix });
            return Err(Error::invalid("", common::bits_behind_prefix(range, without)));
        }
        Ok(Self::V6 { base, prefix })
    }

    /// Whether it holds the address; IPv4 in its IPv6 form counts as IPv4.
    pub fn contains(self, address: IpAddr) -> bool {
        match (self, address.to_canonical()) {
            (Self::V4(range), IpAddr::V4(address)) => range.contains(address),
            (Self::V6 { base, prefix }, IpAddr::V6(address)) => u128::from(address) & mask(prefix) == u128::from(base),
            _ => false,
        }
    }
}

fn mask(prefix: u8) -> u128 {
    u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0)
}

impl std::fmt::Display for AddressRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::V4(range) => range.fmt(f),
            Self::V6 { base, prefix } => write!(f, "{base}/{prefix}"),
        }
    }
}

impl TryFrom<String> for AddressRange {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse("ranges", &text)
    }
}

impl From<AddressRange> for String {
    fn from(range: AddressRange) -> Self {
        range.to_string()
    }
}

/// Reads the ranges of a rule as a person types them, divided by commas or spaces; each is kept once.
pub fn parse_ranges(field: &str, text: &str) -> Result<Vec<AddressRange>> {
    let mut ranges = Vec::new();
    for part in text.split([',', ' ', '\n', '\t']).filter(|part| !part.is_empty()) {
        let range = AddressRange::parse(field, part)?;
        if !ranges.contains(&range) {
            ranges.push(range);
        }
        if ranges.len() > MOST_RANGES {
            return Err(Error::invalid(field, say::too_many_ranges(MOST_RANGES)));
        }
    }
    if ranges.is_empty() {
        return Err(Error::invalid(field, say::no_ranges(say::ranges_rule())));
    }
    Ok(ranges)
}

/// Writes ranges as [`parse_ranges`] reads them.
pub fn ranges_text(ranges: &[AddressRange]) -> String {
    ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A rule of the whitelist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhitelistRule {
    /// Never used again within the instance.
    pub number: u32,
    pub ranges: Vec<AddressRange>,
    pub comment: String,
    /// Name of who added it.
    pub added_by: String,
    pub added_at: Timestamp,
    /// Added by itself (REG-08).
    pub default: bool,
}

/// A filled-in **Add Rule** or **Edit**.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleForm {
    /// The rule that is changed, as it was when the form was opened; `None` for a new one.
    pub before: Option<WhitelistRule>,
    pub ranges: String,
    pub comment: String,
}

impl RuleForm {
    /// Its ranges and comment.
    ///
    /// # Errors
    /// Invalid, of field `ranges` or `comment`.
    pub fn parse(&self) -> Result<(Vec<AddressRange>, String)> {
        let comment = self.comment.trim();
        let length = comment.chars().count();
        if length > COMMENT_LENGTH || comment.chars().any(char::is_control) {
            return Err(Error::invalid("comment", say::comment_rule(COMMENT_LENGTH, length)));
        }
        Ok((parse_ranges("ranges", &self.ranges)?, comment.to_owned()))
    }
}

/// Whether a whitelist lets an address in; an empty one lets everybody in (REG-10).
pub fn lets_in(rules: &[WhitelistRule], address: IpAddr) -> bool {
    rules.is_empty() || rules.iter().any(|rule| rule.ranges.iter().any(|range| range.contains(address)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn range(text: &str) -> AddressRange {
        AddressRange::parse("ranges", text).unwrap()
    }

    fn rule(ranges: &str) -> WhitelistRule {
        WhitelistRule {
            number: 1,
            ranges: parse_ranges("ranges", ranges).unwrap(),
            comment: String::new(),
            added_by: "admin".into(),
            added_at: Timestamp(0),
            default: false,
        }
    }

    #[test]
    fn addresses_and_ranges_of_both_families_are_read() {
        for (text, written) in [
            ("127.0.0.1", "127.0.0.1/32"),
            ("10.0.0.0/8", "10.0.0.0/8"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("::1", "::1/128"),
            ("2001:db8::/32", "2001:db8::/32"),
            ("::/0", "::/0"),
            ("::ffff:192.0.2.1", "192.0.2.1/32"),
            ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
        ] {
            assert_eq!(range(text).to_string(), written, "{text}");
        }
        for bad in ["", "10.0.0", "10.0.0.1/8", "10.0.0.0/33", "::1/129", "2001:db8::1/32", "localhost", "1.2.3.4/x"] {
            let error = AddressRange::parse("ranges", bad).unwrap_err();
            assert_eq!(error.field(), Some("ranges"), "{bad}");
        }
    }

    #[test]
    fn an_empty_whitelist_lets_everybody_in_and_a_rule_only_its_own() {
        let anybody: IpAddr = "198.51.100.7".parse().unwrap();
        assert!(lets_in(&[], anybody));
        let default = rule("127.0.0.1/32, ::1/128");
        assert!(!lets_in(std::slice::from_ref(&default), anybody));
        for local in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert!(lets_in(std::slice::from_ref(&default), local.parse().unwrap()), "{local}");
        }
        assert!(!lets_in(std::slice::from_ref(&default), "127.0.0.2".parse().unwrap()));
        assert!(lets_in(&[default, rule("198.51.100.0/24")], anybody));
    }

    #[test]
    fn a_rule_says_what_is_wrong_with_it() {
        let form =
            |ranges: &str, comment: &str| RuleForm { before: None, ranges: ranges.into(), comment: comment.into() };
        assert_eq!(form("10.0.0.0/8 10.0.0.0/8,::1", "office").parse().unwrap().0.len(), 2);
        assert_eq!(form(" , ", "").parse().unwrap_err().field(), Some("ranges"));
        assert_eq!(form("::1", &"x".repeat(101)).parse().unwrap_err().field(), Some("comment"));
        let nine = (1..10).map(|n| format!("10.0.0.{n}")).collect::<Vec<_>>().join(",");
        assert_eq!(form(&nine, "").parse().unwrap_err().field(), Some("ranges"));
    }

    proptest! {
        #[test]
        fn no_range_panics_and_what_is_read_is_written_alike(text in "[0-9a-f:./]{0,40}") {
            if let Ok(range) = AddressRange::parse("ranges", &text) {
                prop_assert_eq!(AddressRange::parse("ranges", &range.to_string()), Ok(range));
            }
        }
    }
}
