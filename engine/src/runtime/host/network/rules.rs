//! The packet rules, as text for `nft`: one transaction each, so that they change as a whole or not at all.
//!
//! In a VPC's namespace a table of the bridge family lets each port send from its own address only; a table of the
//! inet family decides what reaches a group. Packets inside one bridge pass the latter by `br_netfilter`, because
//! connections cannot be tracked in the bridge family. The table leads a packet to a security group's chain by a map
//! from the address of the group that receives.

use std::fmt::Write;
use std::net::Ipv4Addr;
use std::process::Command;
use std::time::Duration;

use gantry_model::cidr::Cidr;
use gantry_model::error::Result;

use super::super::installation::Installation;
use super::super::{engine, process};

const DEADLINE: Duration = Duration::from_secs(10);

/// A group's port on its bridge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    pub interface: String,
    pub mac: [u8; 6],
    pub address: Ipv4Addr,
}

impl Port {
    fn source(&self) -> String {
        format!("{} . {} . {}", self.interface, mac_text(self.mac), self.address)
    }
}

/// `02:47:0a:00:01:05`
pub fn mac_text(mac: [u8; 6]) -> String {
    mac.map(|byte| format!("{byte:02x}")).join(":")
}

/// All rules of a VPC's namespace, instead of those that are there.
pub fn vpc(here: &Installation, cidr: Cidr, ports: &[Port]) -> String {
    let (table, tag) = (here.table(), &here.tag);
    let elements = |each: &dyn Fn(&Port) -> String| match ports {
        [] => String::new(),
        ports => format!("elements = {{ {} }}", ports.iter().map(each).collect::<Vec<_>>().join(", ")),
    };
    let sources = elements(&|port| port.source());
    let ingress = elements(&|port| format!("{} : jump sg_default", port.address));
    format!(
        "add table bridge {table}
delete table bridge {table}
table bridge {table} {{
  set ports {{ type ifname . ether_addr . ipv4_addr; {sources} }}
  chain from_ports {{
    type filter hook prerouting priority -300; policy accept;
    iifname != \"{tag}g*\" accept
    ether type arp iifname . arp saddr ether . arp saddr ip @ports iifname . ether saddr . arp saddr ip @ports accept
    ether type ip iifname . ether saddr . ip saddr @ports accept
    drop
  }}
}}
add table inet {table}
delete table inet {table}
table inet {table} {{
  chain sg_default {{
    ip saddr {cidr} accept
    ip protocol icmp accept
    tcp dport {{ 80, 443 }} accept
  }}
  map ingress {{ type ipv4_addr : verdict; {ingress} }}
  chain input {{
    type filter hook input priority filter; policy drop;
    iifname \"lo\" accept
    ct state established,related accept
    ip daddr 127.0.0.0/8 drop
    ip protocol icmp accept
  }}
  chain forward {{
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    oifname \"{tag}b*\" ip daddr vmap @ingress
  }}
}}
"
    )
}

/// Lets a port send and receive.
pub fn admit(here: &Installation, port: &Port) -> String {
    let table = here.table();
    format!(
        "add element bridge {table} ports {{ {} }}\nadd element inet {table} ingress {{ {} : jump sg_default }}\n",
        port.source(),
        port.address
    )
}

/// Undoes [`admit`]. Adding first makes it succeed where the port is not known.
pub fn dismiss(here: &Installation, port: &Port) -> String {
    let table = here.table();
    let mut text = admit(here, port);
    let _ = write!(
        text,
        "delete element bridge {table} ports {{ {} }}\ndelete element inet {table} ingress {{ {} : jump sg_default }}\n",
        port.source(),
        port.address
    );
    text
}

/// The host's side: nothing that a VPC sends on its own reaches the host or goes through it.
pub fn host(here: &Installation) -> String {
    let (table, tag) = (here.table(), &here.tag);
    format!(
        "add table inet {table}
delete table inet {table}
table inet {table} {{
  chain input {{
    type filter hook input priority filter; policy accept;
    iifname != \"{tag}t*\" accept
    ip daddr 127.0.0.0/8 drop
    ct state established,related accept
    ip protocol icmp accept
    drop
  }}
  chain forward {{
    type filter hook forward priority filter; policy accept;
    iifname \"{tag}t*\" drop
    oifname \"{tag}t*\" drop
  }}
}}
"
    )
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

/// Names of the tables in the namespace of this thread, with their family: `inet gantry_ab12`.
pub fn tables() -> Result<Vec<String>> {
    let program = engine::find("nft").unwrap_or_else(|| "nft".into());
    let text = process::run(Command::new(program).args(["list", "tables"]), "", DEADLINE)?;
    Ok(text.lines().filter_map(|line| line.strip_prefix("table ")).map(str::to_owned).collect())
}
