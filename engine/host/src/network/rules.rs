//! The packet rules, as text for `nft`: one transaction each, so that they change as a whole or not at all.
//!
//! In a VPC's namespace a table of the bridge family lets each port send from its own addresses only; a table of the inet family
//! decides what reaches a group. Packets inside one bridge pass the latter by `br_netfilter`, because connections cannot be tracked in
//! the bridge family.
//!
//! A packet is judged by its connection's first packet: the addresses and the port in the rules are those that conntrack keeps of it,
//! so the same chains answer for both directions. What is let through is marked with the number of the rules that let it; while the
//! rules stay the same, a marked connection passes without further looks. When they change, so does their number, and each open
//! connection is judged once more by its next packet, whichever side sends it. That is how a rule bites on what is open already.
//!
//! The number says nothing about who has an address. Before one has a new owner, its connections are forgotten ([`super::conntrack`]).
//! What would be known by a link-local address is dropped: no rule means one.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::process::Command;
use std::time::Duration;

use gantry_model::cidr::AddressRange;
use gantry_model::error::Result;
use gantry_model::id::{Id, SecurityGroupId};
use gantry_model::network::{Action, Direction, Remote, RuleProtocol, SecurityRule};

use super::super::installation::Installation;
use super::super::{engine, file, process};
use super::netlink;
use gantry_platform::runtime::{EipPlan, REGISTRY_ADDRESS, REGISTRY_PORT, VpcPlan};

const DEADLINE: Duration = Duration::from_secs(10);

/// A group's port on its bridge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    pub interface: String,
    pub mac: [u8; 6],
    pub address: Ipv4Addr,
    pub ipv6: Option<Ipv6Addr>,
    pub security_group: Option<SecurityGroupId>,
}

impl Port {
    /// What it is reached by.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        [Some(self.address.into()), self.ipv6.map(IpAddr::from)].into_iter().flatten()
    }

    fn source(&self) -> String {
        format!("{} . {} . {}", self.interface, mac_text(self.mac), self.address)
    }

    /// Its own IPv6 addresses: the given one and the link-local one that its kernel makes from the hardware address.
    fn own6(&self) -> Vec<Ipv6Addr> {
        let [a, b, c, d, e, f] = self.mac;
        let local = Ipv6Addr::from([0xfe, 0x80, 0, 0, 0, 0, 0, 0, a ^ 2, b, c, 0xff, 0xfe, d, e, f]);
        self.ipv6.iter().flat_map(|given| [*given, local]).collect()
    }

    fn sources6(&self) -> Vec<String> {
        self.own6().iter().map(|own| format!("{} . {} . {own}", self.interface, mac_text(self.mac))).collect()
    }

    /// What its neighbour advertisements may be about, as the number that the packet holds.
    fn targets6(&self) -> Vec<String> {
        self.own6().iter().map(|own| format!("{} . {:#034x}", self.interface, u128::from(*own))).collect()
    }
}

/// `02:47:0a:00:01:05`
pub fn mac_text(mac: [u8; 6]) -> String {
    mac.map(|byte| format!("{byte:02x}")).join(":")
}

/// Elements by the set or map of a table that they are in.
type Elements = BTreeMap<(&'static str, String), Vec<String>>;

/// What ports put into the sets and maps.
fn elements(ports: &[Port]) -> Elements {
    let mut all = Elements::new();
    let mut add = |family, set: String, what: Vec<String>| all.entry((family, set)).or_default().extend(what);
    for port in ports {
        add("bridge", "ports".into(), vec![port.source()]);
        add("bridge", "ports6".into(), port.sources6());
        add("bridge", "targets6".into(), port.targets6());
        let Some(group) = &port.security_group else { continue };
        let key = key(group);
        add("inet", "egress".into(), vec![format!("{} : jump out_{key}", port.address)]);
        add("inet", "ingress".into(), vec![format!("{} : goto in_{key}", port.address)]);
        add("inet", format!("m_{key}"), vec![port.address.to_string()]);
        if let Some(own) = port.ipv6 {
            add("inet", "egress6".into(), vec![format!("{own} : jump out_{key}")]);
            add("inet", "ingress6".into(), vec![format!("{own} : goto in_{key}")]);
            add("inet", format!("n_{key}"), vec![own.to_string()]);
        }
    }
    all.retain(|_, what| !what.is_empty());
    all
}

/// Names of chains and sets hold no hyphen, and the prefix of an id says nothing here.
fn key(group: &SecurityGroupId) -> &str {
    group.as_str().trim_start_matches(SecurityGroupId::PREFIX).trim_start_matches('-')
}

/// The chains of a plan's security groups.
fn groups_text(plan: &VpcPlan) -> String {
    let mut text = String::new();
    for group in &plan.security_groups {
        let key = key(&group.id);
        for (direction, chain, allow) in
            [(Direction::Inbound, "in", "goto admit"), (Direction::Outbound, "out", "return")]
        {
            let _ = writeln!(text, "  chain {chain}_{key} {{");
            for rule in group.rules.iter().filter(|rule| rule.direction == direction) {
                rule_lines(&mut text, plan, rule, allow);
            }
            let _ = writeln!(text, "    drop\n  }}");
        }
    }
    text
}

/// Where an EIP leads: what it puts into each of the maps and sets of its VPC, by their names.
fn ways(here: &Installation, eip: &EipPlan) -> [(&'static str, String); 3] {
    let (link, to) = (here.eip_link(eip.index).1, eip.to);
    [
        ("eips", format!("{link} : {to}")),
        ("bound", format!("{link} . {to}")),
        ("answers", format!("{link} : {}", answer_mark(eip))),
    ]
}

/// The change of a VPC's rules from some EIPs to others; empty where they lead to the same. Open connections need no second look: those by
/// an EIP that leads elsewhere now are not among `bound`.
pub fn rebind(here: &Installation, before: &[EipPlan], after: &[EipPlan]) -> String {
    let (table, mut text) = (here.table(), String::new());
    let all = |eips: &[EipPlan]| eips.iter().map(|eip| ways(here, eip)).collect::<Vec<_>>();
    let (before, after) = (all(before), all(after));
    // Adding first makes a deletion succeed where that EIP leads nowhere any more.
    for (verbs, some, others) in [(&["add", "delete"][..], &before, &after), (&["add"], &after, &before)] {
        for (set, element) in some.iter().filter(|ways| !others.contains(ways)).flatten() {
            for verb in verbs {
                let _ = writeln!(text, "{verb} element inet {table} {set} {{ {element} }}");
            }
        }
    }
    text
}

/// What marks answers to clients of an EIP in its VPC: they leave by its pair, wherever the client is.
pub fn answer_mark(eip: &EipPlan) -> u32 {
    1000 + eip.index
}

/// One rule as nft has it; two where it is about addresses of both versions.
fn rule_lines(text: &mut String, plan: &VpcPlan, rule: &SecurityRule, allow: &str) {
    let side = match rule.direction {
        Direction::Inbound => ("original", "saddr"),
        // After an EIP's mapping the answer's source is where the connection really goes.
        Direction::Outbound => ("reply", "saddr"),
    };
    let known = |group: &SecurityGroupId| plan.security_groups.iter().any(|one| one.id == *group);
    let remotes = match &rule.remote {
        Remote::Range(AddressRange::V4(range)) if range.prefix() == 0 => vec!["meta nfproto ipv4".to_owned()],
        Remote::Range(AddressRange::V6(range)) if range.prefix() == 0 => vec!["meta nfproto ipv6".to_owned()],
        Remote::Range(AddressRange::V4(range)) => vec![format!("ct {} ip {} {range}", side.0, side.1)],
        Remote::Range(AddressRange::V6(range)) => vec![format!("ct {} ip6 {} {range}", side.0, side.1)],
        Remote::Group(group) if known(group) => {
            let key = key(group);
            vec![format!("ct {} ip {} @m_{key}", side.0, side.1), format!("ct {} ip6 {} @n_{key}", side.0, side.1)]
        }
        Remote::Group(_) => vec![],
    };
    let protocol = match rule.protocol {
        RuleProtocol::Tcp => "meta l4proto tcp ",
        RuleProtocol::Udp => "meta l4proto udp ",
        RuleProtocol::Icmp => "meta nfproto ipv4 meta l4proto icmp ",
        RuleProtocol::Icmpv6 => "meta nfproto ipv6 meta l4proto ipv6-icmp ",
        RuleProtocol::All => "",
    };
    let ports = rule.ports.map_or_else(String::new, |ports| format!("ct original proto-dst {ports} "));
    let action = match rule.action {
        Action::Allow => allow,
        Action::Drop => "drop",
    };
    for remote in remotes {
        let _ = writeln!(text, "    {protocol}{ports}{remote} {action}");
    }
}

/// The number of rules: never 0, which is what an unmarked connection has.
fn number(text: &str) -> u32 {
    let sum = text.bytes().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    sum.max(1)
}

fn clause(elements: impl Iterator<Item = String>) -> String {
    let list: Vec<String> = elements.collect();
    if list.is_empty() { String::new() } else { format!("elements = {{ {} }}", list.join(", ")) }
}

/// All rules of a VPC's namespace, instead of those that are there.
pub fn vpc(here: &Installation, plan: &VpcPlan, ports: &[Port]) -> String {
    let (table, tag, groups) = (here.table(), &here.tag, groups_text(plan));
    let mark = number(&groups);
    let ways: Vec<_> = plan.eips.iter().map(|eip| ways(here, eip)).collect();
    let [eips, bound, answers] = [0, 1, 2].map(|place| clause(ways.iter().map(|ways| ways[place].1.clone())));
    // A port whose security group has no chains is led nowhere.
    let known =
        |port: &Port| port.security_group.as_ref().is_some_and(|id| plan.security_groups.iter().any(|g| g.id == *id));
    let ports: Vec<Port> = ports.iter().filter(|port| known(port)).cloned().collect();
    let elements = elements(&ports);
    let of = |family: &'static str, set: &str| {
        clause(elements.get(&(family, set.to_owned())).into_iter().flatten().cloned())
    };
    let mut sets = String::new();
    for group in &plan.security_groups {
        let key = key(&group.id);
        let _ = writeln!(sets, "  set m_{key} {{ type ipv4_addr; {} }}", of("inet", &format!("m_{key}")));
        let _ = writeln!(sets, "  set n_{key} {{ type ipv6_addr; {} }}", of("inet", &format!("n_{key}")));
    }
    format!(
        "add table bridge {table}
delete table bridge {table}
table bridge {table} {{
  set ports {{ type ifname . ether_addr . ipv4_addr; {ports} }}
  set ports6 {{ type ifname . ether_addr . ipv6_addr; {ports6} }}
  set targets6 {{ typeof iifname . @th,64,128; {targets6} }}
  chain from_ports {{
    type filter hook prerouting priority -300; policy accept;
    iifname != \"{tag}g*\" accept
    ether type arp iifname . arp saddr ether . arp saddr ip @ports iifname . ether saddr . arp saddr ip @ports accept
    ether type ip iifname . ether saddr . ip saddr @ports accept
    icmpv6 type nd-neighbor-advert iifname . ether saddr . ip6 saddr @ports6 iifname . @th,64,128 @targets6 accept
    icmpv6 type {{ nd-neighbor-advert, nd-router-advert, nd-redirect }} drop
    ether type ip6 iifname . ether saddr . ip6 saddr @ports6 accept
    ether type ip6 ip6 saddr :: icmpv6 type nd-neighbor-solicit accept
    drop
  }}
}}
add table inet {table}
delete table inet {table}
table inet {table} {{
{sets}  chain admit {{
    ct mark set {mark} accept
  }}
{groups}  map eips {{ type ipv4_addr : ipv4_addr; {eips} }}
  set bound {{ type ipv4_addr . ipv4_addr; {bound} }}
  map answers {{ type ipv4_addr : mark; {answers} }}
  map egress {{ type ipv4_addr : verdict; {egress} }}
  map ingress {{ type ipv4_addr : verdict; {ingress} }}
  map egress6 {{ type ipv6_addr : verdict; {egress6} }}
  map ingress6 {{ type ipv6_addr : verdict; {ingress6} }}
  chain mapped {{
    type nat hook prerouting priority dstnat; policy accept;
    iifname \"{tag}e*\" dnat ip to ip daddr map @eips
  }}
  chain registry {{
    iifname != \"{tag}b*\" drop
    tcp dport != {registry_port} reject with tcp reset
    meta l4proto != tcp drop
    ct original ip saddr vmap @egress
    accept
  }}
  chain answers_leave {{
    type filter hook prerouting priority mangle; policy accept;
    ct direction reply ct status dnat meta mark set ct original ip daddr map @answers
  }}
  chain input {{
    type filter hook input priority filter; policy drop;
    iifname \"lo\" accept
    ip daddr {registry} jump registry
    ct state established,related accept
    ip daddr 127.0.0.0/8 drop
    ip protocol icmp accept
    meta l4proto ipv6-icmp accept
  }}
  chain forward {{
    type filter hook forward priority filter; policy drop;
    icmpv6 type {{ nd-neighbor-solicit, nd-neighbor-advert }} accept
    ip6 saddr fe80::/10 drop
    ct state invalid drop
    ct status dnat ct original ip daddr . ct reply ip saddr != @bound drop
    ct state established,related ct mark {mark} accept
    iifname != \"{tag}b*\" ct state new ip saddr {cidr} drop
    ct original ip saddr vmap @egress
    ct original ip6 saddr vmap @egress6
    ct reply ip saddr vmap @ingress
    ct reply ip6 saddr vmap @ingress6
  }}
}}
",
        cidr = plan.cidr,
        registry = REGISTRY_ADDRESS,
        registry_port = REGISTRY_PORT,
        ports = of("bridge", "ports"),
        ports6 = of("bridge", "ports6"),
        targets6 = of("bridge", "targets6"),
        egress = of("inet", "egress"),
        ingress = of("inet", "ingress"),
        egress6 = of("inet", "egress6"),
        ingress6 = of("inet", "ingress6"),
    )
}

fn change(here: &Installation, verb: &str, port: &Port) -> String {
    let table = here.table();
    let mut text = String::new();
    for ((family, set), what) in elements(std::slice::from_ref(port)) {
        let _ = writeln!(text, "{verb} element {family} {table} {set} {{ {} }}", what.join(", "));
    }
    text
}

/// Lets a port send and receive. Fails where its security group's chains are not there.
pub fn admit(here: &Installation, port: &Port) -> String {
    change(here, "add", port)
}

/// Undoes [`admit`]. Adding first makes it succeed where the port is not known.
pub fn dismiss(here: &Installation, port: &Port) -> String {
    admit(here, port) + &change(here, "delete", port)
}

/// The host's side: EIPs lead to their links, and nothing that a VPC sends on its own reaches the host or goes through it.
/// `eips` are addresses with the far ends of their links.
pub fn host(here: &Installation, eips: &BTreeMap<Ipv4Addr, Ipv4Addr>) -> String {
    let (table, tag) = (here.table(), &here.tag);
    let own = clause(eips.keys().map(Ipv4Addr::to_string));
    let eips = clause(eips.iter().map(|(address, end)| format!("{address} : {end}")));
    format!(
        "add table inet {table}
delete table inet {table}
table inet {table} {{
  map eips {{ type ipv4_addr : ipv4_addr; {eips} }}
  set own {{ type ipv4_addr; {own} }}
  chain unlikely {{
    type filter hook prerouting priority raw; policy accept;
    iifname \"{tag}e*\" ip daddr 127.0.0.0/8 drop
    iifname \"{tag}e*\" ip saddr 127.0.0.0/8 drop
    iifname \"{tag}t*\" ip daddr 127.0.0.0/8 drop
  }}
  chain from_outside {{
    type nat hook prerouting priority dstnat; policy accept;
    iifname != \"{tag}t*\" iifname != \"{tag}e*\" dnat ip to ip daddr map @eips
  }}
  chain from_here {{
    type nat hook output priority -100; policy accept;
    dnat ip to ip daddr map @eips
  }}
  chain to_links {{
    type nat hook postrouting priority srcnat; policy accept;
    oifname \"{tag}e*\" ip saddr 127.0.0.0/8 masquerade
    oifname \"{tag}e*\" ip saddr @own masquerade
  }}
  chain of_links {{
    ct state established,related accept
    ip protocol icmp accept
    drop
  }}
  chain input {{
    type filter hook input priority filter; policy accept;
    iifname \"{tag}t*\" goto of_links
    iifname \"{tag}e*\" goto of_links
  }}
  chain forward {{
    type filter hook forward priority filter; policy accept;
    iifname \"{tag}t*\" drop
    oifname \"{tag}t*\" drop
    iifname \"{tag}e*\" ct state established,related ct status dnat accept
    iifname \"{tag}e*\" drop
    oifname \"{tag}e*\" ct status dnat accept
    oifname \"{tag}e*\" drop
  }}
}}
"
    )
}

/// The change of the host's rules from some EIPs to others, as [`host`] has them.
pub fn host_change(
    here: &Installation,
    before: &BTreeMap<Ipv4Addr, Ipv4Addr>,
    after: &BTreeMap<Ipv4Addr, Ipv4Addr>,
) -> String {
    let (table, mut text) = (here.table(), String::new());
    for (verb, some, others) in [("delete", before, after), ("add", after, before)] {
        for (address, end) in some.iter().filter(|(address, end)| others.get(address) != Some(end)) {
            let _ = writeln!(text, "{verb} element inet {table} eips {{ {address} : {end} }}");
            let _ = writeln!(text, "{verb} element inet {table} own {{ {address} }}");
        }
    }
    text
}

pub fn remove_host(here: &Installation) -> String {
    let table = here.table();
    format!("add table inet {table}\ndelete table inet {table}\n")
}

/// Applies rules in the namespace of this thread.
pub fn apply(rules: &str) -> Result<()> {
    let program = engine::find("nft").unwrap_or_else(|| "nft".into());
    process::run(Command::new(program).args(["-f", "-"]), rules, DEADLINE).map(drop)
}

/// Applies rules and says how often rules were changed here by then, which is a number to know later whether somebody else changed
/// them; `None` where somebody did so meanwhile.
pub fn replace(rules: &str) -> Result<Option<u32>> {
    let before = generation()?;
    apply(rules)?;
    Ok(Some(generation()?).filter(|after| *after == before.wrapping_add(1)))
}

/// Applies rules that change some of those that are there, and keeps `known`, the number from [`replace`], true: it stays as it was where
/// somebody else changed rules since, and is lost where that cannot be told. A change that fails changes nothing, nor does one that finds
/// everything as it wants it: neither counts.
pub fn amend(rules: &str, known: &mut Option<u32>) -> Result<()> {
    let before = generation()?;
    let done = apply(rules);
    if *known == Some(before) {
        let after = generation()?;
        let ours = after == before || done.is_ok() && after == before.wrapping_add(1);
        *known = ours.then_some(after);
    }
    done
}

/// As [`amend`], for rules that are all known, and gives the number: does nothing where somebody else changed any, and gives `None` where
/// they are not what they should be afterwards.
pub fn amend_own(rules: &str, known: Option<u32>) -> Option<u32> {
    let mut known = known.filter(|known| generation().is_ok_and(|now| now == *known));
    if known.is_some() && !rules.is_empty() && amend(rules, &mut known).is_err() {
        known = None;
    }
    known
}

/// How often rules were changed in the namespace of this thread.
pub fn generation() -> Result<u32> {
    file::io("ask for the number of the rules", netlink::rules_generation())
}

/// The rules of our table in the namespace of this thread, as nft writes them.
pub fn listed(here: &Installation) -> Result<String> {
    let program = engine::find("nft").unwrap_or_else(|| "nft".into());
    process::run(Command::new(program).args(["-s", "list", "table", "inet", &here.table()]), "", DEADLINE)
}

/// Names of the tables in the namespace of this thread, with their family: `inet gantry_ab12`.
pub fn tables() -> Result<Vec<String>> {
    let program = engine::find("nft").unwrap_or_else(|| "nft".into());
    let text = process::run(Command::new(program).args(["list", "tables"]), "", DEADLINE)?;
    Ok(text.lines().filter_map(|line| line.strip_prefix("table ")).map(str::to_owned).collect())
}
