//! Whether rules bite here: a packet that a rule drops must not cross a bridge, and one that it lets through must.

use std::fmt::Display;
use std::fs;
use std::net::{Ipv4Addr, UdpSocket};
use std::time::Duration;

use gantry_model::message::{Message, machine as say};
use nix::sched::{CloneFlags, unshare};

use super::conntrack;
use super::netlink::{Netlink, Peer, PeerNamespace};
use super::rules;

/// How long the packet that must arrive may take.
const PATIENCE: Duration = Duration::from_secs(5);
const DROPPED: u16 = 7001;
const PASSED: u16 = 7002;

const RULES: &str = "table inet probe {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related ct mark 7 accept
    meta l4proto udp ct original proto-dst 7002 ct original ip saddr 198.18.0.0/24 ct mark set 7 accept
  }
}
table bridge probe {
  set ports { type ifname . ether_addr . ipv4_addr; }
  set targets6 { typeof iifname . @th,64,128; }
}
";

/// Makes a bridge and two ends in namespaces of their own, all of which are gone afterwards, and sends across.
///
/// # Errors
/// What is missing, and how one gets it.
pub fn probe() -> Result<String, Message> {
    std::thread::scope(|scope| scope.spawn(router).join()).unwrap_or_else(|_| Err(say::probe_failed()))
}

fn router() -> Result<String, Message> {
    unshare(CloneFlags::CLONE_NEWNET).map_err(say::no_network_namespaces)?;
    let mut netlink = Netlink::open().map_err(say::no_rtnetlink)?;
    netlink.add_bridge("probe").map_err(say::no_bridges)?;
    for name in ["bridge-nf-call-iptables", "bridge-nf-call-ip6tables"] {
        let path = format!("/proc/sys/net/bridge/{name}");
        let set = fs::write(&path, "1").and_then(|()| fs::read_to_string(&path));
        let set = set.map_err(|error| say::no_bridge_rules(&path, error))?;
        if set.trim() != "1" {
            return Err(say::bridge_rules_stay(path, set.trim()));
        }
    }
    rules::apply(RULES).map_err(|error| Message::text(format!("nftables: {error:?}")))?;
    conntrack::forget(|_| false).map_err(say::no_connection_tracking)?;
    netlink.set_up("probe", None, None).map_err(words)?;
    let a = End::new(&mut netlink, "a", 1)?;
    let b = End::new(&mut netlink, "b", 2)?;
    netlink.limit("probe-a", 100).map_err(say::no_token_buckets)?;
    b.listen(a)
}

/// An end's thread stays in its namespace and does what it is told.
struct End {
    address: Ipv4Addr,
    work: std::sync::mpsc::Sender<Box<dyn FnOnce() + Send>>,
}

impl End {
    fn new(netlink: &mut Netlink, name: &str, number: u8) -> Result<Self, Message> {
        let (work, todo) = std::sync::mpsc::channel::<Box<dyn FnOnce() + Send>>();
        let (ready, started) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let entered = unshare(CloneFlags::CLONE_NEWNET).map_err(words);
            // SAFETY: a number that the kernel gives.
            let thread = unsafe { nix::libc::syscall(nix::libc::SYS_gettid) } as i32;
            let _ = ready.send(entered.map(|()| thread));
            todo.into_iter().for_each(|work: Box<dyn FnOnce() + Send>| work());
        });
        let thread = started.recv().map_err(words)??;
        let address = Ipv4Addr::new(198, 18, 0, number);
        let port = format!("probe-{name}");
        let peer = Peer { name: "eth0", mac: None, namespace: PeerNamespace::Process(thread) };
        netlink.add_pair(&port, peer).map_err(say::no_veth_pairs)?;
        netlink.set_up(&port, Some("probe"), None).map_err(words)?;
        let end = Self { address, work };
        end.run(move || {
            let mut netlink = Netlink::open()?;
            netlink.add_address("eth0", address, 24)?;
            netlink.set_up("eth0", None, None)
        })?;
        Ok(end)
    }

    fn run<T: Send + 'static>(&self, work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Result<T, Message> {
        let (answer, result) = std::sync::mpsc::channel();
        let work = Box::new(move || drop(answer.send(work())));
        self.work.send(work).map_err(words)?;
        result.recv().map_err(words)?.map_err(words)
    }

    /// Has the other send first what must not arrive, then what must: they cannot overtake one another.
    fn listen(&self, from: Self) -> Result<String, Message> {
        let here = self.address;
        let bind = move |port| UdpSocket::bind((here, port));
        let (closed, open) = self.run(move || Ok((bind(DROPPED)?, bind(PASSED)?)))?;
        from.run(move || {
            let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
            socket.send_to(b"no", (here, DROPPED))?;
            socket.send_to(b"yes", (here, PASSED)).map(drop)
        })?;
        let mut word = [0; 8];
        open.set_read_timeout(Some(PATIENCE)).map_err(words)?;
        if open.recv(&mut word).is_err() {
            return Err(say::packet_lost());
        }
        closed.set_nonblocking(true).map_err(words)?;
        match closed.recv(&mut word) {
            Ok(_) => Err(say::packet_not_dropped()),
            Err(_) => Ok("namespaces, bridges, veth pairs, token buckets; a dropped packet did not cross a bridge, an allowed one did".into()),
        }
    }
}

/// The kernel's own.
fn words(error: impl Display) -> Message {
    Message::text(error.to_string())
}
