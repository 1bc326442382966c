//! EIPs of a VPC: a pair of interfaces each, from the host into the VPC, limited to its bandwidth at both ends.
//!
//! The host maps an EIP to the far end of its pair, the VPC maps that to the group. So forwarding is the kernel's alone, and goes on
//! while no server runs.
//!
//! What this machine itself sends passes the pair with the near end as its source, because a loopback address means nothing behind it.
//! Other clients keep their address, so that rules can tell them apart; what answers them is marked in the VPC with the EIP's number
//! ([`super::rules::answer_mark`]), and a routing table of that number leads it back to the pair. An address of a real pool is the near end's own
//! as well: the kernel answers for it on the network that it is of.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::os::fd::AsRawFd;

use gantry_model::error::Result;
use gantry_model::id::Id;

use super::conntrack::{self, Connection};
use super::netlink::{self, Netlink, Peer, PeerNamespace};
use super::{file, namespace, rules};
use crate::installation::Installation;
use gantry_platform::runtime::EipPlan;

/// Name of both ends of an EIP's pair.
pub fn interface(here: &Installation, eip: &EipPlan) -> String {
    here.interface('e', eip.id.as_str())
}

/// Makes sure of an EIP's pair and its bandwidth.
pub fn connect(here: &Installation, vpc: &File, eip: &EipPlan) -> Result<()> {
    let name = interface(here, eip);
    let (near, far) = here.eip_link(eip.index);
    let make = || -> io::Result<()> {
        let mut host = Netlink::open()?;
        let inside = namespace::inside(vpc, netlink::interfaces).map_err(io::Error::other)??;
        if !inside.contains(&name) {
            // Its near end may lead into the VPC that the EIP was bound in before.
            host.remove(&name)?;
            let end = PeerNamespace::File(vpc.as_raw_fd());
            host.add_pair(&name, Peer { name: &name, mac: None, namespace: end })?;
        }
        super::without_ipv6(&name)?;
        host.add_address(&name, near, 30)?;
        host.set_up(&name, None, Some(eip.id.as_str()))?;
        host.limit(&name, eip.bandwidth_mbps)?;
        // Clients on this machine have a loopback address until they are masqueraded, and get their answers to it.
        fs::write(format!("/proc/sys/net/ipv4/conf/{name}/route_localnet"), "1")?;
        if !eip.address.is_loopback() {
            host.add_address(&name, eip.address, 32)?;
            forward_from_elsewhere()?;
        }
        namespace::inside(vpc, || -> io::Result<()> {
            let mut vpc = Netlink::open()?;
            vpc.add_address(&name, far, 30)?;
            vpc.set_up(&name, None, Some(eip.id.as_str()))?;
            vpc.limit(&name, eip.bandwidth_mbps)?;
            // Clients from anywhere come by this pair; who may send is the rules' business.
            for part in ["all", &name] {
                fs::write(format!("/proc/sys/net/ipv4/conf/{part}/rp_filter"), "0")?;
            }
            let mark = rules::answer_mark(eip);
            vpc.add_marked_route(mark, near, &name)
        })
        .map_err(io::Error::other)?
    };
    file::io(format_args!("connect EIP {}", eip.address), make())
}

/// Lets packets of other machines through this one, which is what an address of a real pool is for.
fn forward_from_elsewhere() -> io::Result<()> {
    let path = "/proc/sys/net/ipv4/ip_forward";
    if fs::read_to_string(path)?.trim() == "1" {
        return Ok(());
    }
    tracing::info!("EIPs of a real pool: forwarding of IPv4 packets is switched on for this machine ({path})");
    fs::write(path, "1")
}

/// Forgets a VPC's connections by EIPs to where they do not lead any more, in the namespace of this thread. They would go on being mapped
/// there, which the rules refuse.
pub fn forget_others(here: &Installation, eips: &[EipPlan]) -> Result<()> {
    let ways: BTreeMap<IpAddr, IpAddr> =
        eips.iter().map(|eip| (here.eip_link(eip.index).1.into(), eip.to.into())).collect();
    let is_stale = |one: &Connection| {
        here.is_eip_link(one.destination) && ways.get(&one.destination).is_none_or(|to| one.target != *to)
    };
    file::io("forget connections by EIPs", conntrack::forget(is_stale))
}

/// The same on the host, where an EIP leads to the far end of a link; those of a time when it led nowhere are forgotten as well.
pub fn forget_others_here(here: &Installation, eips: &BTreeMap<Ipv4Addr, Ipv4Addr>) -> Result<()> {
    let ends: BTreeMap<IpAddr, IpAddr> = eips.iter().map(|(address, end)| ((*address).into(), (*end).into())).collect();
    let is_stale = |one: &Connection| match ends.get(&one.destination) {
        Some(end) => one.target != *end,
        None => here.is_eip_link(one.target) && one.destination != one.target,
    };
    file::io("forget connections by EIPs", conntrack::forget(is_stale))
}

/// Removes the pairs of a VPC that none of these EIPs has.
pub fn disconnect_others(here: &Installation, vpc: &File, eips: &[EipPlan]) -> Result<()> {
    let wanted: Vec<String> = eips.iter().map(|eip| interface(here, eip)).collect();
    let prefix = here.interface('e', "");
    let remove = || -> io::Result<()> {
        let mut netlink = Netlink::open()?;
        for name in netlink::interfaces()?.iter().filter(|name| name.starts_with(&prefix) && !wanted.contains(name)) {
            netlink.remove(name)?;
        }
        Ok(())
    };
    file::io("disconnect EIPs", namespace::inside(vpc, remove)?)
}
