//! What the kernel remembers of connections (conntrack), in the namespace of this thread.
//!
//! A remembered connection goes on being mapped and let through as its first packet was, for as long as its packets do not pause. Where
//! an address passes on, that would be as if it still had its former owner; so what concerns it is forgotten, and the next packet of such
//! a flow is a first one again. UDP and ICMP notice nothing of that; TCP does neither while both ends are the same.
//!
//! To forget is sound only once the rules say what holds now, or a packet between the two is remembered by the former ones.

use std::io;
use std::net::IpAddr;

use nix::libc;

use super::netlink::{Netlink, attribute, attributes};

/// `NFNL_SUBSYS_CTNETLINK`, in the high byte of a message's kind.
const CTNETLINK: u16 = 1 << 8;
const IPCTNL_MSG_CT_GET: u16 = CTNETLINK | 1;
const IPCTNL_MSG_CT_DELETE: u16 = CTNETLINK | 2;
const CTA_TUPLE_ORIG: u16 = 1;
const CTA_TUPLE_REPLY: u16 = 2;
const CTA_ID: u16 = 12;
const CTA_ZONE: u16 = 18;
const CTA_TUPLE_IP: u16 = 1;
const CTA_IP_V4_SRC: u16 = 1;
const CTA_IP_V4_DST: u16 = 2;
const CTA_IP_V6_SRC: u16 = 3;
const CTA_IP_V6_DST: u16 = 4;

/// A connection that is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connection {
    /// Who began it.
    pub source: IpAddr,
    /// Where its first packet was for.
    pub destination: IpAddr,
    /// Where it really goes: another address than the destination where that was mapped.
    pub target: IpAddr,
}

impl Connection {
    /// Whether it is one of this address, at either end.
    pub fn is_of(&self, address: IpAddr) -> bool {
        self.source == address || self.target == address
    }

    /// As the kernel tells it, behind the header.
    fn parse(message: &[u8]) -> Option<Self> {
        let (source, destination) = addresses(message, CTA_TUPLE_ORIG)?;
        let (target, _) = addresses(message, CTA_TUPLE_REPLY)?;
        Some(Self { source, destination, target })
    }
}

/// Source and destination of one direction.
fn addresses(message: &[u8], direction: u16) -> Option<(IpAddr, IpAddr)> {
    let of = |bytes, wanted| attributes(bytes).find(|(kind, _)| *kind == wanted).map(|(_, value)| value);
    let ip = of(of(message.get(4..)?, direction)?, CTA_TUPLE_IP)?;
    let v4 = |kind| <[u8; 4]>::try_from(of(ip, kind)?).ok().map(IpAddr::from);
    let v6 = |kind| <[u8; 16]>::try_from(of(ip, kind)?).ok().map(IpAddr::from);
    Some((v4(CTA_IP_V4_SRC).or_else(|| v6(CTA_IP_V6_SRC))?, v4(CTA_IP_V4_DST).or_else(|| v6(CTA_IP_V6_DST))?))
}

/// Forgets the connections that are stale, and none that came to be with the same ends since they were looked at.
pub fn forget(is_stale: impl Fn(&Connection) -> bool) -> io::Result<()> {
    let mut socket = Netlink::open_to(libc::NETLINK_NETFILTER)?;
    let mut stale = Vec::new();
    // struct nfgenmsg: any family, version 0, no resource.
    socket.list(IPCTNL_MSG_CT_GET, &[0; 4], |message| {
        if Connection::parse(message).is_some_and(|connection| is_stale(&connection)) {
            stale.push(handle(message));
        }
    })?;
    for handle in stale {
        match socket.ask(IPCTNL_MSG_CT_DELETE, 0, &handle) {
            // It has ended by itself.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => other?,
        }
    }
    Ok(())
}

/// What names a connection in a request: the ends, and the number that no later one with the same ends has.
fn handle(message: &[u8]) -> Vec<u8> {
    let (family, rest) = message.split_at(4.min(message.len()));
    let mut body = family.to_vec();
    for (kind, value) in attributes(rest) {
        match kind {
            CTA_TUPLE_ORIG => attribute(&mut body, kind | super::netlink::NESTED, value),
            CTA_ID | CTA_ZONE => attribute(&mut body, kind, value),
            _ => {}
        }
    }
    body
}
