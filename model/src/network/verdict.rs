//! What the rules of a security group do to a packet: the page's answer to "what would happen", and the measure for the packet
//! filter, whose text is made from the same list in the same order.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::rule::{Action, Direction, Remote, RuleProtocol, SecurityRule, in_order};
use crate::cidr::AddressRange;
use crate::error::{Error, Result};
use crate::id::SecurityGroupId;
use crate::message::{common, network as say};

/// The protocol of a packet.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PacketProtocol {
    #[default]
    Tcp,
    Udp,
    Icmp,
    Icmpv6,
    /// Any other.
    Other,
}

impl PacketProtocol {
    pub const ALL: [Self; 5] = [Self::Tcp, Self::Udp, Self::Icmp, Self::Icmpv6, Self::Other];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
            Self::Icmp => "ICMP",
            Self::Icmpv6 => "ICMPv6",
            Self::Other => "Other",
        }
    }

    pub fn has_ports(self) -> bool {
        matches!(self, Self::Tcp | Self::Udp)
    }
}

/// The first packet of a connection, as seen from the container group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packet {
    pub direction: Direction,
    pub protocol: PacketProtocol,
    /// Of the receiving side; 0 where the protocol has none.
    pub port: u16,
    /// The other side.
    pub address: IpAddr,
}

impl Packet {
    /// # Errors
    /// [`Error::Invalid`] on `port` or `address`.
    pub fn validate(&self) -> Result<()> {
        if self.protocol.has_ports() && self.port == 0 {
            return Err(Error::invalid("port", common::port_zero()));
        }
        match (self.protocol, self.address) {
            (PacketProtocol::Icmp, IpAddr::V6(_)) => Err(Error::invalid("address", say::packet_not_of_icmp())),
            (PacketProtocol::Icmpv6, IpAddr::V4(_)) => Err(Error::invalid("address", say::packet_not_of_icmpv6())),
            _ => Ok(()),
        }
    }
}

/// What happens to a packet, and which rule decides: `None` where none matches, and it is dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub action: Action,
    pub rule: Option<SecurityRule>,
}

/// The verdict of the first rule that matches. `remote_groups` are the security groups that hold the packet's other side.
pub fn verdict(rules: &[SecurityRule], packet: &Packet, remote_groups: &[SecurityGroupId]) -> Verdict {
    let decides = in_order(rules).into_iter().find(|rule| matches(rule, packet, remote_groups));
    match decides {
        Some(rule) => Verdict { action: rule.action, rule: Some(rule.clone()) },
        None => Verdict { action: Action::Drop, rule: None },
    }
}

fn matches(rule: &SecurityRule, packet: &Packet, remote_groups: &[SecurityGroupId]) -> bool {
    let protocol = match rule.protocol {
        RuleProtocol::All => true,
        RuleProtocol::Tcp => packet.protocol == PacketProtocol::Tcp,
        RuleProtocol::Udp => packet.protocol == PacketProtocol::Udp,
        RuleProtocol::Icmp => packet.protocol == PacketProtocol::Icmp,
        RuleProtocol::Icmpv6 => packet.protocol == PacketProtocol::Icmpv6,
    };
    let remote = match (&rule.remote, packet.address) {
        (Remote::Range(AddressRange::V4(range)), IpAddr::V4(address)) => range.contains(address),
        (Remote::Range(AddressRange::V6(range)), IpAddr::V6(address)) => range.contains(address),
        (Remote::Range(_), _) => false,
        (Remote::Group(group), _) => remote_groups.contains(group),
    };
    rule.direction == packet.direction
        && protocol
        && remote
        && rule.ports.is_none_or(|ports| ports.contains(packet.port))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cidr::{Cidr, Cidr6};
    use crate::id::Id;
    use crate::network::{PortRange, default_rules};

    fn group(number: u64) -> SecurityGroupId {
        SecurityGroupId::from_parts(1, number)
    }

    fn packet(text: &str, protocol: PacketProtocol, port: u16) -> Packet {
        Packet { direction: Direction::Inbound, protocol, port, address: text.parse().unwrap() }
    }

    #[test]
    fn the_default_rules_are_open_inside_and_narrow_outside() {
        let vpc6 = Cidr6::parse("cidr", "fd01:2:3::/48").unwrap();
        let rules = default_rules(Cidr::parse("cidr", "10.0.0.0/16").unwrap(), vpc6);
        let action = |packet: &Packet| verdict(&rules, packet, &[]).action;
        assert_eq!(action(&packet("10.0.3.4", PacketProtocol::Udp, 9999)), Action::Allow);
        assert_eq!(action(&packet("fd01:2:3::7", PacketProtocol::Tcp, 9999)), Action::Allow);
        assert_eq!(action(&packet("8.8.8.8", PacketProtocol::Tcp, 80)), Action::Allow);
        assert_eq!(action(&packet("8.8.8.8", PacketProtocol::Tcp, 81)), Action::Drop);
        assert_eq!(action(&packet("8.8.8.8", PacketProtocol::Icmp, 0)), Action::Allow);
        assert_eq!(action(&packet("fd09::7", PacketProtocol::Tcp, 80)), Action::Drop);
        let out = Packet { direction: Direction::Outbound, ..packet("8.8.8.8", PacketProtocol::Udp, 53) };
        assert_eq!(action(&out), Action::Allow);
    }

    fn rules() -> impl Strategy<Value = Vec<SecurityRule>> {
        let remote = prop_oneof![
            (0u8..4, 8u8..=32).prop_map(|(third, prefix)| {
                let base = u32::from_be_bytes([10, 0, third, 0]) >> (32 - prefix) << (32 - prefix);
                Remote::Range(AddressRange::V4(Cidr::new(base.into(), prefix).unwrap()))
            }),
            Just(Remote::Range(AddressRange::V6(Cidr6::EVERYWHERE))),
            (0u64..3).prop_map(|number| Remote::Group(group(number))),
        ];
        let rule = (0usize..2, 0usize..5, 1u16..6, 0u16..6, remote, 1u8..5, 0usize..2).prop_map(
            |(direction, protocol, first, more, remote, priority, action)| {
                let protocol = RuleProtocol::ALL[protocol];
                let ports = (protocol.has_ports() && more > 0).then_some(PortRange { first, last: first + more });
                SecurityRule {
                    direction: Direction::ALL[direction],
                    protocol,
                    ports,
                    remote,
                    priority,
                    action: Action::ALL[action],
                    description: String::new(),
                }
            },
        );
        prop::collection::vec(rule, 0..12)
    }

    fn packets() -> impl Strategy<Value = (Packet, Vec<SecurityGroupId>)> {
        let address = prop_oneof![
            (0u8..4, any::<u8>()).prop_map(|(third, last)| IpAddr::from([10, 0, third, last])),
            Just("fd00::1".parse().unwrap()),
        ];
        (0usize..2, 0usize..5, 1u16..12, address, prop::collection::vec((0u64..3).prop_map(group), 0..2)).prop_map(
            |(direction, protocol, port, address, groups)| {
                let (direction, protocol) = (Direction::ALL[direction], PacketProtocol::ALL[protocol]);
                (Packet { direction, protocol, port, address }, groups)
            },
        )
    }

    proptest! {
        /// Whatever the list's order: a drop of the least matching priority decides, then an allow of it, then nothing does.
        #[test]
        fn the_least_priority_decides_and_drop_wins_a_draw(rules in rules(), (packet, groups) in packets()) {
            let matching: Vec<&SecurityRule> =
                rules.iter().filter(|rule| verdict(std::slice::from_ref(rule), &packet, &groups).rule.is_some()).collect();
            let least = matching.iter().map(|rule| rule.priority).min();
            let dropped = matching.iter().any(|rule| Some(rule.priority) == least && rule.action == Action::Drop);
            let found = verdict(&rules, &packet, &groups);
            let expected = if least.is_none() || dropped { Action::Drop } else { Action::Allow };
            prop_assert_eq!(found.action, expected);
            prop_assert_eq!(found.rule.map(|rule| rule.priority), least);
        }

        #[test]
        fn the_order_of_the_list_changes_nothing(rules in rules(), (packet, groups) in packets()) {
            let mut turned = rules.clone();
            turned.reverse();
            prop_assert_eq!(verdict(&rules, &packet, &groups).action, verdict(&turned, &packet, &groups).action);
        }

        #[test]
        fn a_rule_of_the_other_direction_decides_nothing(rules in rules(), (packet, groups) in packets()) {
            let same: Vec<SecurityRule> = rules.iter().filter(|rule| rule.direction == packet.direction).cloned().collect();
            prop_assert_eq!(verdict(&rules, &packet, &groups), verdict(&same, &packet, &groups));
        }
    }
}
