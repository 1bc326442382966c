//! The few words of rtnetlink that links, addresses, neighbours and routes need (rtnetlink(7)), and one of nftables.
//!
//! A socket belongs to the network namespace of the thread that opened it. Starting a program for each of these steps
//! would cost more than the steps.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};

use nix::libc;

const NLM_F_REQUEST: u16 = 1;
const NLM_F_ACK: u16 = 4;
/// `NLM_F_ROOT | NLM_F_MATCH`
const NLM_F_DUMP: u16 = 0x300;
const NLM_F_REPLACE: u16 = 0x100;
const NLM_F_EXCL: u16 = 0x200;
const NLM_F_CREATE: u16 = 0x400;
const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;
/// What a message has before its body.
const HEADER: usize = 16;
pub(super) const NESTED: u16 = 0x8000;
/// An attribute's kind without [`NESTED`] and what says how its value is ordered.
const KIND: u16 = 0x3fff;

/// `NFNL_SUBSYS_NFTABLES`, in the high byte of a message's kind.
const NFTABLES: u16 = 10 << 8;
const NFT_MSG_NEWGEN: u16 = NFTABLES | 15;
const NFT_MSG_GETGEN: u16 = NFTABLES | 16;
const NFTA_GEN_ID: u16 = 1;

const RTM_NEWLINK: u16 = 16;
const RTM_DELLINK: u16 = 17;
const RTM_SETLINK: u16 = 19;
const RTM_NEWADDR: u16 = 20;
const RTM_NEWROUTE: u16 = 24;
const RTM_DELNEIGH: u16 = 29;
const RTM_NEWRULE: u16 = 32;
const RTM_NEWQDISC: u16 = 36;

const IFLA_ADDRESS: u16 = 1;
const IFLA_IFNAME: u16 = 3;
const IFLA_MASTER: u16 = 10;
const IFLA_LINKINFO: u16 = 18;
const IFLA_NET_NS_PID: u16 = 19;
const IFLA_IFALIAS: u16 = 20;
const IFLA_NET_NS_FD: u16 = 28;
const IFLA_INFO_KIND: u16 = 1;
const IFLA_INFO_DATA: u16 = 2;
const VETH_INFO_PEER: u16 = 1;
const IFLA_BR_MCAST_SNOOPING: u16 = 23;
const IFA_ADDRESS: u16 = 1;
const IFA_LOCAL: u16 = 2;
const TCA_KIND: u16 = 1;
const TCA_OPTIONS: u16 = 2;
const TCA_TBF_PARMS: u16 = 1;
const TCA_TBF_BURST: u16 = 6;
const IFA_F_NODAD: u8 = 2;
const RTA_DST: u16 = 1;
const RTA_OIF: u16 = 4;
const RTA_GATEWAY: u16 = 5;
const RTA_TABLE: u16 = 15;
const NDA_DST: u16 = 1;
const FRA_PRIORITY: u16 = 6;
const FRA_FWMARK: u16 = 10;
const FRA_TABLE: u16 = 15;

/// Where the other end of a pair goes.
#[derive(Debug, Clone, Copy)]
pub enum PeerNamespace {
    /// The namespace that this process is in.
    Process(i32),
    /// An open namespace file.
    File(RawFd),
}

/// The other end of a pair.
#[derive(Debug, Clone, Copy)]
pub struct Peer<'a> {
    pub name: &'a str,
    pub mac: Option<[u8; 6]>,
    pub namespace: PeerNamespace,
}

/// A socket to the kernel.
#[derive(Debug)]
pub struct Netlink {
    socket: OwnedFd,
    sequence: u32,
}

impl Netlink {
    pub fn open() -> io::Result<Self> {
        Self::open_to(libc::NETLINK_ROUTE)
    }

    pub(super) fn open_to(subsystem: libc::c_int) -> io::Result<Self> {
        // SAFETY: no pointers; a descriptor that is not negative is new and ours.
        let fd = unsafe { libc::socket(libc::AF_NETLINK, libc::SOCK_RAW | libc::SOCK_CLOEXEC, subsystem) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: as above.
        let socket = unsafe { OwnedFd::from_raw_fd(fd) };
        let patience = libc::timeval { tv_sec: 10, tv_usec: 0 };
        // SAFETY: the pointer is to a value of the size that is given with it.
        unsafe {
            libc::setsockopt(
                fd,
                libc::SOL_SOCKET,
                libc::SO_RCVTIMEO,
                (&raw const patience).cast(),
                size_of::<libc::timeval>() as libc::socklen_t,
            );
        }
        Ok(Self { socket, sequence: 0 })
    }

    /// Makes a pair of interfaces, `name` here. Fails with `AlreadyExists` where the name is taken.
    pub fn add_pair(&mut self, name: &str, peer: Peer<'_>) -> io::Result<()> {
        let mut other = link(0, 0, 0);
        text(&mut other, IFLA_IFNAME, peer.name);
        if let Some(mac) = peer.mac {
            attribute(&mut other, IFLA_ADDRESS, &mac);
        }
        match peer.namespace {
            PeerNamespace::Process(pid) => attribute(&mut other, IFLA_NET_NS_PID, &pid.to_ne_bytes()),
            PeerNamespace::File(fd) => attribute(&mut other, IFLA_NET_NS_FD, &fd.to_ne_bytes()),
        }
        let mut data = Vec::new();
        attribute(&mut data, VETH_INFO_PEER | NESTED, &other);
        self.add_link(name, "veth", &data)
    }

    /// Makes a bridge.
    pub fn add_bridge(&mut self, name: &str) -> io::Result<()> {
        let mut data = Vec::new();
        attribute(&mut data, IFLA_BR_MCAST_SNOOPING, &[0]);
        self.add_link(name, "bridge", &data)
    }

    fn add_link(&mut self, name: &str, kind: &str, data: &[u8]) -> io::Result<()> {
        let mut info = Vec::new();
        text(&mut info, IFLA_INFO_KIND, kind);
        attribute(&mut info, IFLA_INFO_DATA | NESTED, data);
        let mut body = link(0, 0, 0);
        text(&mut body, IFLA_IFNAME, name);
        attribute(&mut body, IFLA_LINKINFO | NESTED, &info);
        self.ask(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &body)
    }

    /// Takes an interface into use; puts it into a bridge and gives it an alias if wanted.
    pub fn set_up(&mut self, name: &str, bridge: Option<&str>, alias: Option<&str>) -> io::Result<()> {
        let up = libc::IFF_UP as u32;
        let mut body = link(index(name)?, up, up);
        if let Some(bridge) = bridge {
            attribute(&mut body, IFLA_MASTER, &index(bridge)?.to_ne_bytes());
        }
        if let Some(alias) = alias {
            attribute(&mut body, IFLA_IFALIAS, alias.as_bytes());
        }
        self.ask(RTM_SETLINK, 0, &body)
    }

    /// Removes an interface; not being there is fine.
    pub fn remove(&mut self, name: &str) -> io::Result<()> {
        let Ok(index) = index(name) else { return Ok(()) };
        match self.ask(RTM_DELLINK, 0, &link(index, 0, 0)) {
            Err(error) if error.raw_os_error() == Some(libc::ENODEV) => Ok(()),
            other => other,
        }
    }

    /// Gives an interface an address, or keeps it.
    pub fn add_address(&mut self, name: &str, address: Ipv4Addr, prefix: u8) -> io::Result<()> {
        let mut body = vec![libc::AF_INET as u8, prefix, 0, 0];
        body.extend_from_slice(&index(name)?.to_ne_bytes());
        attribute(&mut body, IFA_LOCAL, &address.octets());
        attribute(&mut body, IFA_ADDRESS, &address.octets());
        self.ask(RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE, &body)
    }

    /// Gives an interface an IPv6 address, or keeps it. Nobody is asked whether another has it: addresses are assigned.
    pub fn add_address6(&mut self, name: &str, address: Ipv6Addr, prefix: u8) -> io::Result<()> {
        let mut body = vec![libc::AF_INET6 as u8, prefix, IFA_F_NODAD, 0];
        body.extend_from_slice(&index(name)?.to_ne_bytes());
        attribute(&mut body, IFA_LOCAL, &address.octets());
        attribute(&mut body, IFA_ADDRESS, &address.octets());
        self.ask(RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE, &body)
    }

    /// Forgets where an address was found behind an interface, and drops what waits for that to be found out.
    pub fn forget_neighbour(&mut self, name: &str, address: IpAddr) -> io::Result<()> {
        let (family, bytes) = match address {
            IpAddr::V4(address) => (libc::AF_INET, address.octets().to_vec()),
            IpAddr::V6(address) => (libc::AF_INET6, address.octets().to_vec()),
        };
        // struct ndmsg: family and padding, interface, state, flags, type.
        let mut body = vec![family as u8, 0, 0, 0];
        body.extend_from_slice(&index(name)?.to_ne_bytes());
        body.extend_from_slice(&[0; 4]);
        attribute(&mut body, NDA_DST, &bytes);
        match self.ask(RTM_DELNEIGH, 0, &body) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Adds or replaces the IPv6 default route in the main table.
    pub fn add_default_route6(&mut self, gateway: Ipv6Addr, interface: &str) -> io::Result<()> {
        let (table_main, static_route, universe, unicast) = (254, 4, 0, 1);
        let mut body = vec![libc::AF_INET6 as u8, 0, 0, 0, table_main, static_route, universe, unicast];
        body.extend_from_slice(&0u32.to_ne_bytes());
        attribute(&mut body, RTA_OIF, &index(interface)?.to_ne_bytes());
        attribute(&mut body, RTA_GATEWAY, &gateway.octets());
        self.ask(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE, &body)
    }

    /// Lets an interface send at most so much, by a token bucket (tc-tbf(8)); replaces what limited it before.
    pub fn limit(&mut self, name: &str, mbps: u32) -> io::Result<()> {
        let rate = mbps.saturating_mul(125_000);
        // Ten milliseconds' worth, and room for one large segment.
        let burst = (rate / 100).max(64 << 10);
        // Packets wait for at most 50 ms.
        let limit = burst + rate / 20;
        let mut parms = Vec::new();
        for (linklayer, rate) in [(1u8, rate), (0, 0)] {
            // struct tc_ratespec; link layer 1 is Ethernet, without which the kernel wants a table of rates.
            parms.extend_from_slice(&[0, linklayer, 0, 0, 0, 0, 0, 0]);
            parms.extend_from_slice(&rate.to_ne_bytes());
        }
        parms.extend_from_slice(&limit.to_ne_bytes());
        parms.extend_from_slice(&[0; 8]);
        let mut options = Vec::new();
        attribute(&mut options, TCA_TBF_PARMS, &parms);
        attribute(&mut options, TCA_TBF_BURST, &burst.to_ne_bytes());
        // struct tcmsg: handle 1:0 at the root.
        let mut body = vec![0u8; 4];
        for word in [index(name)?, 0x1_0000, u32::MAX, 0] {
            body.extend_from_slice(&word.to_ne_bytes());
        }
        text(&mut body, TCA_KIND, "tbf");
        attribute(&mut body, TCA_OPTIONS, &options);
        self.ask(RTM_NEWQDISC, NLM_F_CREATE | NLM_F_REPLACE, &body)
    }

    /// Adds or replaces a route in the main table.
    pub fn add_route(&mut self, to: (Ipv4Addr, u8), gateway: Ipv4Addr, interface: &str) -> io::Result<()> {
        let (table_main, static_route, universe, unicast) = (254, 4, 0, 1);
        let mut body = vec![libc::AF_INET as u8, to.1, 0, 0, table_main, static_route, universe, unicast];
        body.extend_from_slice(&0u32.to_ne_bytes());
        if to.1 > 0 {
            attribute(&mut body, RTA_DST, &to.0.octets());
        }
        attribute(&mut body, RTA_OIF, &index(interface)?.to_ne_bytes());
        attribute(&mut body, RTA_GATEWAY, &gateway.octets());
        self.ask(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE, &body)
    }

    /// Makes what carries this mark leave by a gateway, whatever the main table says. What is there already stays.
    pub fn add_marked_route(&mut self, mark: u32, gateway: Ipv4Addr, interface: &str) -> io::Result<()> {
        let (table, static_route, universe, unicast) = (mark, 4, 0, 1);
        // struct rtmsg; a table beyond 255 is told as an attribute alone.
        let mut route = vec![libc::AF_INET as u8, 0, 0, 0, 0, static_route, universe, unicast];
        route.extend_from_slice(&0u32.to_ne_bytes());
        attribute(&mut route, RTA_TABLE, &table.to_ne_bytes());
        attribute(&mut route, RTA_OIF, &index(interface)?.to_ne_bytes());
        attribute(&mut route, RTA_GATEWAY, &gateway.octets());
        self.ask(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE, &route)?;
        // struct fib_rule_hdr: family, lengths, tos, table, two reserved, action 1 to look into the table, flags.
        let mut rule = vec![libc::AF_INET as u8, 0, 0, 0, 0, 0, 0, 1];
        rule.extend_from_slice(&0u32.to_ne_bytes());
        attribute(&mut rule, FRA_PRIORITY, &1000u32.to_ne_bytes());
        attribute(&mut rule, FRA_FWMARK, &mark.to_ne_bytes());
        attribute(&mut rule, FRA_TABLE, &table.to_ne_bytes());
        match self.ask(RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, &rule) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        }
    }

    /// Sends one request and waits for its outcome.
    pub(super) fn ask(&mut self, kind: u16, flags: u16, body: &[u8]) -> io::Result<()> {
        self.send(kind, flags | NLM_F_ACK, body)?;
        loop {
            let (kind, answer) = self.receive()?;
            let word =
                |at: usize| answer.get(at..at + 4).and_then(|b| <[u8; 4]>::try_from(b).ok()).map(i32::from_ne_bytes);
            if kind == NLMSG_ERROR && word(8) == Some(self.sequence as i32) {
                return match word(16) {
                    Some(0) => Ok(()),
                    Some(code) => Err(io::Error::from_raw_os_error(-code)),
                    None => Err(io::ErrorKind::InvalidData.into()),
                };
            }
        }
    }

    /// Asks for a list and gives each of its messages, without its header, to `each`.
    pub(super) fn list(&mut self, kind: u16, body: &[u8], mut each: impl FnMut(&[u8])) -> io::Result<()> {
        self.send(kind, NLM_F_DUMP, body)?;
        loop {
            let (_, messages) = self.receive()?;
            let mut rest = messages.as_slice();
            while let Some(header) = rest.get(..HEADER) {
                let length = u32::from_ne_bytes([header[0], header[1], header[2], header[3]]) as usize;
                let body = rest.get(HEADER..length).ok_or(io::ErrorKind::InvalidData)?;
                match u16::from_ne_bytes([header[4], header[5]]) {
                    NLMSG_DONE => return Ok(()),
                    NLMSG_ERROR => {
                        let code =
                            body.get(..4).and_then(|b| <[u8; 4]>::try_from(b).ok()).map_or(0, i32::from_ne_bytes);
                        return Err(io::Error::from_raw_os_error(-code));
                    }
                    _ => each(body),
                }
                rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
            }
        }
    }

    fn send(&mut self, kind: u16, flags: u16, body: &[u8]) -> io::Result<()> {
        self.sequence += 1;
        let mut message = Vec::with_capacity(HEADER + body.len());
        message.extend_from_slice(&((HEADER + body.len()) as u32).to_ne_bytes());
        message.extend_from_slice(&kind.to_ne_bytes());
        message.extend_from_slice(&(flags | NLM_F_REQUEST).to_ne_bytes());
        message.extend_from_slice(&self.sequence.to_ne_bytes());
        message.extend_from_slice(&0u32.to_ne_bytes());
        message.extend_from_slice(body);
        // SAFETY: pointer and length describe `message`.
        let sent = unsafe { libc::send(self.socket.as_raw_fd(), message.as_ptr().cast(), message.len(), 0) };
        if sent < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(())
    }

    /// The next message, or several parts of a list: the first one's kind, and all of it.
    fn receive(&mut self) -> io::Result<(u16, Vec<u8>)> {
        let mut buffer = vec![0u8; 16 * 1024];
        loop {
            // SAFETY: pointer and length describe `buffer`.
            let read = unsafe { libc::recv(self.socket.as_raw_fd(), buffer.as_mut_ptr().cast(), buffer.len(), 0) };
            if read < 0 {
                let error = io::Error::last_os_error();
                if error.kind() == io::ErrorKind::Interrupted {
                    continue;
                }
                return Err(error);
            }
            buffer.truncate(read as usize);
            let kind = buffer.get(4..6).and_then(|b| <[u8; 2]>::try_from(b).ok()).map(u16::from_ne_bytes);
            return Ok((kind.unwrap_or_default(), buffer));
        }
    }
}

/// How often rules were changed in this thread's namespace, by whomever: a number that each transaction of nftables raises by one.
pub fn rules_generation() -> io::Result<u32> {
    let mut socket = Netlink::open_to(libc::NETLINK_NETFILTER)?;
    // struct nfgenmsg: any family, version 0, no resource.
    socket.send(NFT_MSG_GETGEN, 0, &[0; 4])?;
    let (kind, answer) = socket.receive()?;
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    if kind != NFT_MSG_NEWGEN {
        return Err(invalid());
    }
    // Behind both headers; the wanted one is in the network's order.
    let (_, value) = attributes(answer.get(HEADER + 4..).unwrap_or_default())
        .find(|(kind, _)| *kind == NFTA_GEN_ID)
        .ok_or_else(invalid)?;
    value.try_into().map(u32::from_be_bytes).map_err(|_| invalid())
}

/// Number of an interface in this thread's namespace.
pub fn index(name: &str) -> io::Result<u32> {
    Ok(nix::net::if_::if_nametoindex(name)?)
}

/// Names of the interfaces in this thread's namespace.
pub fn interfaces() -> io::Result<Vec<String>> {
    let all = nix::net::if_::if_nameindex()?;
    Ok(all.iter().map(|interface| interface.name().to_string_lossy().into_owned()).collect())
}

/// `struct ifinfomsg`.
fn link(index: u32, flags: u32, change: u32) -> Vec<u8> {
    let mut body = vec![0u8; 4];
    body.extend_from_slice(&index.to_ne_bytes());
    body.extend_from_slice(&flags.to_ne_bytes());
    body.extend_from_slice(&change.to_ne_bytes());
    body
}

/// Kinds and values of the attributes in a row.
pub(super) fn attributes(mut rest: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let [a, b, c, d, ..] = *rest else { return None };
        let (length, kind) = (u16::from_ne_bytes([a, b]) as usize, u16::from_ne_bytes([c, d]) & KIND);
        let value = rest.get(4..length)?;
        rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        Some((kind, value))
    })
}

pub(super) fn attribute(body: &mut Vec<u8>, kind: u16, value: &[u8]) {
    body.extend_from_slice(&(4 + value.len() as u16).to_ne_bytes());
    body.extend_from_slice(&kind.to_ne_bytes());
    body.extend_from_slice(value);
    body.resize(body.len().next_multiple_of(4), 0);
}

fn text(body: &mut Vec<u8>, kind: u16, value: &str) {
    let mut bytes = value.as_bytes().to_vec();
    bytes.push(0);
    attribute(body, kind, &bytes);
}
