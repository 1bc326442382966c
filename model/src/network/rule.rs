//! Rules of a security group (NET-20).

use serde::{Deserialize, Serialize};

use super::spec::check_description;
use crate::cidr::{AddressRange, Cidr, Cidr6};
use crate::error::{Error, Result};
use crate::id::SecurityGroupId;
use crate::message::{Message, network as say};

/// Rules that one security group may have.
pub const MOST_RULES: usize = 200;

/// Which way a packet goes, as seen from the container group.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Direction {
    #[default]
    Inbound,
    Outbound,
}

impl Direction {
    pub const ALL: [Self; 2] = [Self::Inbound, Self::Outbound];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "Inbound",
            Self::Outbound => "Outbound",
        }
    }
}

/// The protocols that a rule is about.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RuleProtocol {
    #[default]
    Tcp,
    Udp,
    Icmp,
    Icmpv6,
    All,
}

impl RuleProtocol {
    pub const ALL: [Self; 5] = [Self::Tcp, Self::Udp, Self::Icmp, Self::Icmpv6, Self::All];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
            Self::Icmp => "ICMP",
            Self::Icmpv6 => "ICMPv6",
            Self::All => "All",
        }
    }

    /// As a sentence names it.
    fn message(self) -> Message {
        match self {
            Self::Tcp | Self::Udp | Self::Icmp | Self::Icmpv6 => Message::text(self.as_str()),
            Self::All => say::protocol_all(),
        }
    }

    /// Whether packets of it have ports, and a rule may name some.
    pub fn has_ports(self) -> bool {
        matches!(self, Self::Tcp | Self::Udp)
    }
}

/// Ports from `first` to `last`, both included; 1 to 65535.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PortRange {
    pub first: u16,
    pub last: u16,
}

impl PortRange {
    pub const ALL: Self = Self { first: 1, last: u16::MAX };

    /// Reads `80` or `8000-8010`.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `ports`.
    pub fn parse(text: &str) -> Result<Self> {
        let (first, last) = text.split_once(['-', '/']).unwrap_or((text, text));
        let ports = match (first.trim().parse(), last.trim().parse()) {
            (Ok(first), Ok(last)) => Self { first, last },
            _ => {
                return Err(Error::invalid("ports", say::ports_do_not_read(text)));
            }
        };
        ports.validate().map(|()| ports)
    }

    fn validate(self) -> Result<()> {
        if self.first == 0 || self.first > self.last {
            return Err(Error::invalid("ports", say::ports_do_not_grow(self)));
        }
        Ok(())
    }

    pub fn contains(self, port: u16) -> bool {
        (self.first..=self.last).contains(&port)
    }
}

impl std::fmt::Display for PortRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}-{}", self.first, self.last) }
    }
}

/// The other side: the source of inbound packets, the destination of outbound ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Remote {
    Range(AddressRange),
    /// The container groups of a security group of the same VPC, by their private addresses.
    Group(SecurityGroupId),
}

/// What a rule does.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Action {
    /// Before [`Action::Allow`], which is their order at the same priority.
    Drop,
    #[default]
    Allow,
}

impl Action {
    pub const ALL: [Self; 2] = [Self::Allow, Self::Drop];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Drop => "Drop",
        }
    }
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SecurityRule {
    pub direction: Direction,
    pub protocol: RuleProtocol,
    /// Of the receiving side. `None` for all, and for protocols without ports.
    pub ports: Option<PortRange>,
    pub remote: Remote,
    /// 1 to 100; 1 is tried first.
    pub priority: u8,
    pub action: Action,
    #[serde(default)]
    pub description: String,
}

impl SecurityRule {
    /// Checks all rules that need no look at the store.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `ports`, `remote`, `priority` or `description`.
    pub fn validate(&self) -> Result<()> {
        if !(1..=100).contains(&self.priority) {
            return Err(Error::invalid("priority", say::priority_range(self.priority)));
        }
        match self.ports {
            Some(_) if !self.protocol.has_ports() => {
                return Err(Error::invalid("ports", say::protocol_without_ports(self.protocol.message())));
            }
            Some(ports) => ports.validate()?,
            None => {}
        }
        match (self.protocol, &self.remote) {
            (RuleProtocol::Icmp, Remote::Range(range @ AddressRange::V6(_))) => {
                return Err(Error::invalid("remote", say::range_not_of_icmp(range)));
            }
            (RuleProtocol::Icmpv6, Remote::Range(range @ AddressRange::V4(_))) => {
                return Err(Error::invalid("remote", say::range_not_of_icmpv6(range)));
            }
            _ => {}
        }
        check_description(&self.description)
    }

    /// Checks a whole list.
    ///
    /// # Errors
    /// As [`SecurityRule::validate`], with the field `rules.N.…`.
    pub fn validate_all(rules: &[Self]) -> Result<()> {
        if rules.len() > MOST_RULES {
            return Err(Error::invalid("rules", say::too_many_rules(MOST_RULES, rules.len())));
        }
        rules
            .iter()
            .enumerate()
            .try_for_each(|(place, rule)| rule.validate().map_err(|error| error.within(&format!("rules.{place}"))))
    }
}

/// The order in which rules are tried, for display, for [`super::verdict`] and for the packet filter alike: by priority, drop
/// before allow, then as listed.
pub fn in_order(rules: &[SecurityRule]) -> Vec<&SecurityRule> {
    let mut sorted: Vec<&SecurityRule> = rules.iter().collect();
    sorted.sort_by_key(|rule| (rule.priority, rule.action));
    sorted
}

/// What a new security group begins with (C-21): everything inside the VPC, from outside ICMP and TCP 80 and 443, and everything out.
pub fn default_rules(vpc: Cidr, vpc_ipv6: Cidr6) -> Vec<SecurityRule> {
    let rule = |direction, protocol, ports, range, description: &str| SecurityRule {
        direction,
        protocol,
        ports,
        remote: Remote::Range(range),
        priority: 100,
        action: Action::Allow,
        description: description.to_owned(),
    };
    let port = |port| Some(PortRange { first: port, last: port });
    let (v4, v6) = (AddressRange::V4(Cidr::EVERYWHERE), AddressRange::V6(Cidr6::EVERYWHERE));
    use Direction::{Inbound, Outbound};
    use RuleProtocol as P;
    vec![
        rule(Inbound, P::All, None, AddressRange::V4(vpc), "Everything inside the VPC"),
        rule(Inbound, P::All, None, AddressRange::V6(vpc_ipv6), "Everything inside the VPC, IPv6"),
        rule(Inbound, P::Icmp, None, v4, "Ping"),
        rule(Inbound, P::Tcp, port(80), v4, "HTTP"),
        rule(Inbound, P::Tcp, port(443), v4, "HTTPS"),
        rule(Outbound, P::All, None, v4, "Everything out"),
        rule(Outbound, P::All, None, v6, "Everything out, IPv6"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    fn rule() -> SecurityRule {
        SecurityRule {
            direction: Direction::Inbound,
            protocol: RuleProtocol::Tcp,
            ports: PortRange::parse("80").ok(),
            remote: Remote::Group(SecurityGroupId::from_parts(1, 1)),
            priority: 1,
            action: Action::Allow,
            description: String::new(),
        }
    }

    #[test]
    fn ports_are_a_number_or_a_range() {
        assert_eq!(PortRange::parse("80"), Ok(PortRange { first: 80, last: 80 }));
        assert_eq!(PortRange::parse("8000-8010").map(|ports| ports.to_string()), Ok("8000-8010".into()));
        assert_eq!(PortRange::parse("1/65535"), Ok(PortRange::ALL));
        for bad in ["", "0", "x", "65536", "9-8", "1-2-3"] {
            assert_eq!(PortRange::parse(bad).unwrap_err().field(), Some("ports"), "{bad}");
        }
    }

    #[test]
    fn what_is_no_rule_is_refused_at_its_field() {
        let range = |text| Remote::Range(AddressRange::parse("remote", text).unwrap());
        let refused = |rule: SecurityRule| rule.validate().unwrap_err().field().map(str::to_owned);
        assert_eq!(rule().validate(), Ok(()));
        assert_eq!(refused(SecurityRule { priority: 0, ..rule() }).as_deref(), Some("priority"));
        assert_eq!(refused(SecurityRule { priority: 101, ..rule() }).as_deref(), Some("priority"));
        assert_eq!(refused(SecurityRule { protocol: RuleProtocol::All, ..rule() }).as_deref(), Some("ports"));
        let icmp = SecurityRule { protocol: RuleProtocol::Icmp, ports: None, remote: range("fd00::/8"), ..rule() };
        assert_eq!(refused(icmp.clone()).as_deref(), Some("remote"));
        assert_eq!(SecurityRule { remote: range("10.0.0.0/8"), ..icmp }.validate(), Ok(()));
        let many = vec![rule(); MOST_RULES + 1];
        assert_eq!(SecurityRule::validate_all(&many).unwrap_err().field(), Some("rules"));
    }
}
