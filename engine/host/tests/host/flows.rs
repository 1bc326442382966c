//! What is under way while addresses, EIPs and rules change hands: flows that never pause.

use std::fs::File;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use std::os::fd::FromRawFd;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gantry_model::cidr::{AddressRange, Cidr};
use gantry_model::id::{Id, SecurityGroupId, VSwitchId};
use gantry_model::network::{Action, Direction, Remote, RuleProtocol, SecurityRule, host_ipv6, subnet_ipv6};
use gantry_platform::runtime::{EipPlan, GroupPlan, NetworkPlan, Runtime, SecurityGroupPlan, SubnetPlan, VpcPlan};
use nix::libc;
use nix::sched::{CloneFlags, setns};
use tokio::net::{TcpSocket, TcpStream};

use crate::networks::{Neighbour, eip};
use crate::support::{BOUND, Host};
use gantry_runtime_suite::vpc_plan;

const FOREVER: &str = "while :; do sleep 1; done";
/// What a packet may take that is not held up.
const SOON: Duration = Duration::from_millis(300);
const SERVER: u16 = 7000;
const CLIENT: u16 = 42_000;
/// What tells one ping from others, as a port does elsewhere.
const PING: u16 = 4711;

/// Does something in the network of a group.
fn inside<T: Send>(host: &Host, plan: &GroupPlan, work: impl FnOnce() -> T + Send) -> T {
    let supervisor = host.runtime().supervisor_pid(&plan.id).unwrap();
    within(format!("/proc/{supervisor}/ns/net"), work)
}

fn within<T: Send>(namespace: impl AsRef<Path>, work: impl FnOnce() -> T + Send) -> T {
    let namespace = File::open(namespace).unwrap();
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| {
            setns(&namespace, CloneFlags::CLONE_NEWNET).unwrap();
            work()
        });
        worker.join().unwrap()
    })
}

/// A socket that the standard library has no word for.
fn socket(family: i32, kind: i32, protocol: i32) -> UdpSocket {
    // SAFETY: no pointers.
    let fd = unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, protocol) };
    assert!(fd >= 0, "{}", std::io::Error::last_os_error());
    // SAFETY: it is new and ours.
    unsafe { UdpSocket::from_raw_fd(fd) }
}

/// Where to send from, to another one: each family has ports of its own, because version 6 takes those of both. Port 0 is any.
fn own(port: u16, to: IpAddr) -> SocketAddr {
    if to.is_ipv4() { (Ipv4Addr::UNSPECIFIED, port).into() } else { (Ipv6Addr::UNSPECIFIED, port + 100).into() }
}

/// Packets between two ends that are always the same.
struct Flow {
    socket: UdpSocket,
    to: SocketAddr,
    packet: Vec<u8>,
    /// At which place of an answer which byte is: neighbours are told of by such packets too.
    answer: (usize, u8),
}

impl Flow {
    fn udp(from: u16, to: IpAddr, port: u16) -> Self {
        let socket = UdpSocket::bind(own(from, to)).unwrap();
        Self { socket, to: (to, port).into(), packet: b"flow".to_vec(), answer: (0, b'f') }
    }

    fn ping(to: IpAddr) -> Self {
        let [high, low] = PING.to_be_bytes();
        // Version 4 is received with the header of IP.
        let (socket, kind, answer) = if to.is_ipv4() {
            (socket(libc::AF_INET, libc::SOCK_RAW, libc::IPPROTO_ICMP), 8, (20, 0))
        } else {
            (socket(libc::AF_INET6, libc::SOCK_RAW, libc::IPPROTO_ICMPV6), 128, (0, 129))
        };
        // Version 6 has its sum made by the kernel.
        let [a, b] = (!((u16::from(kind) << 8) + PING)).to_be_bytes();
        Self { socket, to: (to, 0).into(), packet: vec![kind, 0, a, b, high, low, 0, 0], answer }
    }

    fn send(&self) {
        // An earlier packet may have been refused by an ICMP message, which is told here.
        let _ = self.socket.send_to(&self.packet, self.to);
    }

    /// Whether an answer is there by then.
    fn hears(&self, end: Instant) -> bool {
        let mut buffer = [0; 256];
        loop {
            let left = end.saturating_duration_since(Instant::now());
            self.socket.set_read_timeout(Some(left.max(Duration::from_millis(1)))).unwrap();
            match self.socket.recv_from(&mut buffer) {
                Ok((_, from)) if from.ip() == self.to.ip() && buffer[self.answer.0] == self.answer.1 => return true,
                _ if left.is_zero() => return false,
                _ => {}
            }
        }
    }

    fn forget_late_ones(&self) {
        while self.hears(Instant::now()) {}
    }

    /// Sends until it is answered, as often as it takes to be sure.
    fn is_answered(&self) -> bool {
        self.forget_late_ones();
        (0..4).any(|_| {
            self.send();
            self.hears(Instant::now() + SOON)
        })
    }
}

/// Whether nobody answers any of these.
fn all_are_silent(flows: &[Flow]) -> bool {
    flows.iter().for_each(Flow::forget_late_ones);
    flows.iter().for_each(Flow::send);
    let end = Instant::now() + SOON;
    !flows.iter().any(|flow| flow.hears(end))
}

/// Answers whatever comes, for as long as it lives.
struct Echo {
    _socket: Arc<UdpSocket>,
}

impl Echo {
    fn new(socket: UdpSocket) -> Self {
        let socket = Arc::new(socket);
        socket.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let weak = Arc::downgrade(&socket);
        std::thread::spawn(move || {
            while let Some(socket) = weak.upgrade() {
                let mut buffer = [0; 256];
                if let Ok((length, from)) = socket.recv_from(&mut buffer) {
                    let _ = socket.send_to(&buffer[..length], from);
                }
            }
        });
        Self { _socket: socket }
    }
}

/// What a group serves: UDP and TCP at [`SERVER`], in both families.
struct Server {
    _echoes: Vec<Echo>,
    _listener: TcpListener,
}

fn serve(host: &Host, plan: &GroupPlan) -> Server {
    inside(host, plan, || Server {
        _echoes: vec![
            Echo::new(UdpSocket::bind(("0.0.0.0", SERVER)).unwrap()),
            Echo::new(UdpSocket::bind((plan.network.ipv6.unwrap().0, SERVER)).unwrap()),
        ],
        _listener: TcpListener::bind(("::", SERVER)).unwrap(),
    })
}

/// Flows of every kind to a group, from the same ends whoever sends them.
fn flows(from: u16, to: &GroupPlan) -> Vec<Flow> {
    addresses(to).into_iter().flat_map(|to| [Flow::udp(from, to, SERVER), Flow::ping(to)]).collect()
}

/// A TCP connection attempt from [`CLIENT`].
async fn connect(host: &Host, from: &GroupPlan, to: IpAddr) -> std::io::Result<TcpStream> {
    let make = || {
        let socket = if to.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }.unwrap();
        socket.bind(own(CLIENT, to)).unwrap();
        socket
    };
    let socket = inside(host, from, make);
    match tokio::time::timeout(SOON * 3, socket.connect((to, SERVER).into())).await {
        Ok(outcome) => outcome,
        Err(_) => Err(ErrorKind::TimedOut.into()),
    }
}

/// All packets that come to a group.
struct Capture(UdpSocket);

impl Capture {
    fn of(host: &Host, plan: &GroupPlan) -> Self {
        let all = i32::from((libc::ETH_P_ALL as u16).to_be());
        Self(inside(host, plan, || socket(libc::AF_PACKET, libc::SOCK_DGRAM, all)))
    }

    /// Sender and protocol of the next one that comes before long, discovery of neighbours aside.
    fn next(&self) -> Option<(IpAddr, i32)> {
        self.0.set_read_timeout(Some(SOON)).unwrap();
        let mut packet = [0; 2048];
        while let Ok(length) = self.0.recv(&mut packet) {
            let packet = &packet[..length];
            let (sender, protocol): (IpAddr, u8) = match packet.first().map(|first| first >> 4) {
                Some(4) => (<[u8; 4]>::try_from(&packet[12..16]).unwrap().into(), packet[9]),
                Some(6) => (<[u8; 16]>::try_from(&packet[8..24]).unwrap().into(), packet[6]),
                _ => continue,
            };
            let discovery = sender.is_ipv6() && (133..=137).contains(&packet[40]);
            if !discovery {
                return Some((sender, protocol.into()));
            }
        }
        None
    }

    /// Those from these senders, until nothing more comes.
    fn all_from(&self, senders: &[IpAddr]) -> Vec<(IpAddr, i32)> {
        std::iter::from_fn(|| self.next()).filter(|(sender, _)| senders.contains(sender)).collect()
    }
}

fn addresses(plan: &GroupPlan) -> [IpAddr; 2] {
    [plan.network.address.into(), plan.network.ipv6.unwrap().0.into()]
}

/// A rule for everything, in both families.
fn all(direction: Direction, protocol: RuleProtocol, action: Action) -> Vec<SecurityRule> {
    ["0.0.0.0/0", "::/0"]
        .map(|range| SecurityRule {
            direction,
            protocol,
            ports: None,
            remote: Remote::Range(AddressRange::parse("remote", range).unwrap()),
            priority: 100,
            action,
            description: String::new(),
        })
        .into()
}

/// Security groups by what their groups may do.
struct Groups {
    /// Everything.
    open: SecurityGroupId,
    /// To begin connections.
    closed: SecurityGroupId,
    /// To be reached by [`Self::friends`], and to answer.
    guarded: SecurityGroupId,
    /// Everything.
    friends: SecurityGroupId,
}

impl Groups {
    fn new() -> Self {
        let [open, closed, guarded, friends] = [1, 2, 3, 4].map(|number| SecurityGroupId::from_parts(7, number));
        Self { open, closed, guarded, friends }
    }

    fn plans(&self) -> Vec<SecurityGroupPlan> {
        let begin = || all(Direction::Outbound, RuleProtocol::All, Action::Allow);
        let anything = || [begin(), all(Direction::Inbound, RuleProtocol::All, Action::Allow)].concat();
        let mut by_friends = all(Direction::Inbound, RuleProtocol::All, Action::Allow);
        by_friends.truncate(1);
        by_friends[0].remote = Remote::Group(self.friends.clone());
        let plan = |id: &SecurityGroupId, rules| SecurityGroupPlan { id: id.clone(), rules };
        vec![
            plan(&self.open, anything()),
            plan(&self.closed, begin()),
            plan(&self.guarded, by_friends),
            plan(&self.friends, anything()),
        ]
    }
}

// Networks are told from version 2 on: what `Host::create` tells, version 1, is older.

/// A group's plan with both families, in a security group.
async fn plan_in(host: &Host, group: &SecurityGroupId) -> GroupPlan {
    let mut plan = host.plan(FOREVER).await;
    plan.network.security_group = Some(group.clone());
    let range = subnet_ipv6(&plan.network.vpc, &plan.network.subnet);
    plan.network.ipv6 = Some((host_ipv6(range, plan.network.address), range));
    plan
}

/// The same in place of another.
async fn successor(host: &Host, of: &GroupPlan, group: &SecurityGroupId) -> GroupPlan {
    let plan = plan_in(host, group).await;
    GroupPlan { network: NetworkPlan { security_group: Some(group.clone()), ..of.network.clone() }, ..plan }
}

pub async fn an_address_used_again_meets_no_old_flow() {
    let mut host = Host::new().await;
    let groups = Groups::new();
    let [neighbour, before] = [plan_in(&host, &groups.open).await, plan_in(&host, &groups.open).await];
    let wanted = VpcPlan { security_groups: groups.plans(), ..vpc_plan(&neighbour.network, 2) };
    host.runtime().apply_network(&wanted).await.unwrap();
    for plan in [&neighbour, &before] {
        host.create(plan).await.unwrap();
    }
    // The neighbour sends, and is sent to.
    let server = serve(&host, &before);
    let mut sent = inside(&host, &neighbour, || flows(CLIENT, &before));
    assert!(sent.iter().all(Flow::is_answered));
    let mut streams = Vec::new();
    for to in addresses(&before) {
        streams.push(connect(&host, &neighbour, to).await.unwrap());
    }
    for (mine, theirs) in addresses(&neighbour).into_iter().zip(addresses(&before)) {
        let answer = inside(&host, &neighbour, || Flow::udp(CLIENT + 1, theirs, own(CLIENT + 2, mine).port()));
        let begin = inside(&host, &before, || Flow::udp(CLIENT + 2, mine, own(CLIENT + 1, theirs).port()));
        begin.send();
        assert!(answer.hears(Instant::now() + BOUND));
        answer.send();
        sent.push(answer);
    }
    drop(server);
    host.remove(&before).await;
    sent.iter().for_each(Flow::send);

    // A new server knows nothing of that. The next one is closed: nothing of what was open to the one before reaches it, as nothing new does.
    host.reopen().await;
    let after = successor(&host, &before, &groups.closed).await;
    host.create(&after).await.unwrap();
    let server = serve(&host, &after);
    let capture = Capture::of(&host, &after);
    for stream in &streams {
        let _ = stream.try_write(b"more");
    }
    assert!(all_are_silent(&sent));
    assert_eq!(capture.all_from(&addresses(&neighbour)), []);
    let fresh = inside(&host, &neighbour, || Flow::udp(CLIENT + 9, after.network.address.into(), SERVER));
    assert!(all_are_silent(&[fresh]));
    drop((server, capture));
    host.remove(&after).await;

    // The one after it is open again, and the flows, which never paused, arrive.
    let last = successor(&host, &before, &groups.open).await;
    host.create(&last).await.unwrap();
    let server = serve(&host, &last);
    assert!(sent[..4].iter().all(Flow::is_answered));
    drop(server);
    for plan in [&neighbour, &last] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn an_eip_does_not_lead_to_who_gets_the_address_next() {
    let host = Host::new().await;
    let groups = Groups::new();
    let before = plan_in(&host, &groups.open).await;
    let wanted = |version, eips: &[EipPlan]| VpcPlan {
        security_groups: groups.plans(),
        eips: eips.to_vec(),
        ..vpc_plan(&before.network, version)
    };
    let eip = eip(&host, 52, &before);
    host.runtime().apply_network(&wanted(2, std::slice::from_ref(&eip))).await.unwrap();
    host.create(&before).await.unwrap();
    let flow = Flow::udp(0, eip.address.into(), SERVER);
    let server = serve(&host, &before);
    assert!(flow.is_answered());
    drop(server);
    host.remove(&before).await;
    // That it was unbound is told later than who has the address next.
    let after = successor(&host, &before, &groups.open).await;
    host.create(&after).await.unwrap();
    let server = serve(&host, &after);
    assert!(!flow.is_answered());
    host.runtime().apply_network(&wanted(3, &[])).await.unwrap();
    assert!(!flow.is_answered());
    let bound = EipPlan { group: Some(after.id.clone()), ..eip };
    host.runtime().apply_network(&wanted(4, &[bound])).await.unwrap();
    assert!(flow.is_answered());
    drop(server);
    host.remove(&after).await;
    host.assert_nothing_is_left().await;
}

pub async fn who_gets_the_address_of_an_admitted_group_is_not_answered_in_its_stead() {
    let host = Host::new().await;
    let groups = Groups::new();
    let [server, friend] = [plan_in(&host, &groups.guarded).await, plan_in(&host, &groups.friends).await];
    let wanted = VpcPlan { security_groups: groups.plans(), ..vpc_plan(&server.network, 2) };
    host.runtime().apply_network(&wanted).await.unwrap();
    for plan in [&server, &friend] {
        host.create(plan).await.unwrap();
    }
    let serving = serve(&host, &server);
    let sent = inside(&host, &friend, || flows(CLIENT, &server));
    assert!(sent.iter().all(Flow::is_answered));
    let mut streams = Vec::new();
    for to in addresses(&server) {
        streams.push(connect(&host, &friend, to).await.unwrap());
    }
    host.remove(&friend).await;
    // They are reset once it is gone, which nobody hears.
    drop((streams, sent));

    let stranger = successor(&host, &friend, &groups.open).await;
    host.create(&stranger).await.unwrap();
    let capture = Capture::of(&host, &stranger);
    let sent = inside(&host, &stranger, || flows(CLIENT, &server));
    assert!(all_are_silent(&sent));
    for to in addresses(&server) {
        connect(&host, &stranger, to).await.unwrap_err();
    }
    assert_eq!(capture.all_from(&addresses(&server)), []);
    drop((serving, capture));
    for plan in [&server, &stranger] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn a_rule_bites_on_flows_that_do_not_pause() {
    let host = Host::new().await;
    let groups = Groups::new();
    let [client, server] = [plan_in(&host, &groups.friends).await, plan_in(&host, &groups.open).await];
    let wanted = |version, shut: &[RuleProtocol]| {
        let mut wanted = VpcPlan { security_groups: groups.plans(), ..vpc_plan(&server.network, version) };
        for protocol in shut {
            let mut drop = all(Direction::Inbound, *protocol, Action::Drop);
            // Only one version has each kind of ICMP.
            let of_v4 = |rule: &SecurityRule| matches!(rule.remote, Remote::Range(AddressRange::V4(_)));
            drop.retain(|rule| *protocol != if of_v4(rule) { RuleProtocol::Icmpv6 } else { RuleProtocol::Icmp });
            wanted.security_groups[0].rules.splice(0..0, drop);
        }
        wanted
    };
    host.runtime().apply_network(&wanted(2, &[])).await.unwrap();
    for plan in [&client, &server] {
        host.create(plan).await.unwrap();
    }
    let serving = serve(&host, &server);
    let flows = inside(&host, &client, || flows(CLIENT, &server));
    let answered = || flows.iter().map(Flow::is_answered).collect::<Vec<_>>();
    assert_eq!(answered(), [true; 4]);
    for (round, shut, open) in [
        (0, [RuleProtocol::Udp, RuleProtocol::Icmpv6], [false, true, false, false]),
        (1, [RuleProtocol::Icmp, RuleProtocol::Tcp], [true, false, true, true]),
    ] {
        host.runtime().apply_network(&wanted(3 + 2 * round, &shut)).await.unwrap();
        assert_eq!(answered(), open, "{shut:?}");
        host.runtime().apply_network(&wanted(4 + 2 * round, &[])).await.unwrap();
        assert_eq!(answered(), [true; 4]);
    }
    drop(serving);
    for plan in [&client, &server] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

/// Goes on sending until all flows came, which look like this.
fn until_they_come(flows: &[Flow], looks: &[(IpAddr, i32)], to: &Capture) {
    let end = Instant::now() + BOUND;
    let mut missing = looks.to_vec();
    while !missing.is_empty() {
        assert!(Instant::now() < end, "{missing:?} did not come");
        flows.iter().for_each(Flow::send);
        while !missing.is_empty()
            && let Some(seen) = to.next()
        {
            missing.retain(|look| *look != seen);
        }
    }
}

pub async fn an_eip_bound_elsewhere_takes_its_flows_along() {
    let host = Host::new().await;
    let groups = Groups::new();
    let [one, two] = [plan_in(&host, &groups.open).await, plan_in(&host, &groups.open).await];
    let wanted = |version, eips: &[EipPlan]| VpcPlan {
        security_groups: groups.plans(),
        eips: eips.to_vec(),
        ..vpc_plan(&one.network, version)
    };
    host.runtime().apply_network(&wanted(2, &[])).await.unwrap();
    for plan in [&one, &two] {
        host.create(plan).await.unwrap();
    }
    let captures = [&one, &two].map(|plan| Capture::of(&host, plan));
    let [_, _, _, low] = std::process::id().to_be_bytes();
    let pool = Cidr::of(Ipv4Addr::new(203, 0, 113, low), 30);
    // One of the loopback and one of a real pool, with a client each.
    let here = eip(&host, 50, &one);
    let real = EipPlan { address: pool.nth(1).unwrap(), ..eip(&host, 51, &one) };
    let neighbour = Neighbour::new(pool);
    let near = IpAddr::from(link_of(&host, 50));
    let far = IpAddr::from(neighbour.address);
    let begun = || {
        let local = [Flow::udp(0, here.address.into(), SERVER), Flow::ping(here.address.into())];
        let place = format!("/run/netns/{}", neighbour.name);
        let other = || [Flow::udp(CLIENT, real.address.into(), SERVER), Flow::ping(real.address.into())];
        local.into_iter().chain(within(place, other)).collect::<Vec<_>>()
    };
    // They begin while nobody is bound.
    let flows = begun();
    let looks: Vec<_> =
        [near, far].into_iter().flat_map(|from| [(from, libc::IPPROTO_UDP), (from, libc::IPPROTO_ICMP)]).collect();
    let nothing_comes = |to: &Capture| {
        // What is there already was under way before.
        to.all_from(&[]);
        flows.iter().for_each(Flow::send);
        assert_eq!(to.all_from(&[near, far]), []);
    };
    captures.iter().for_each(nothing_comes);
    for (version, plan, to) in [(3, &one, 0), (4, &two, 1), (6, &one, 0)] {
        let bound =
            [&here, &real].map(|eip| EipPlan { group: Some(plan.id.clone()), to: plan.network.address, ..eip.clone() });
        host.runtime().apply_network(&wanted(version, &bound)).await.unwrap();
        until_they_come(&flows, &looks, &captures[to]);
        nothing_comes(&captures[1 - to]);
        // At once from one to the other, or with nobody in between.
        if version == 4 {
            host.runtime().apply_network(&wanted(5, &[])).await.unwrap();
            nothing_comes(&captures[to]);
        }
    }
    drop(captures);
    for plan in [&one, &two] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

/// What clients on this machine look like behind an EIP: the near end of its link.
fn link_of(host: &Host, index: u32) -> Ipv4Addr {
    let kept = std::fs::read_to_string(host.data().join("runtime/installation.json")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
    let range = u32::try_from(kept["transit_range"].as_u64().unwrap()).unwrap();
    Ipv4Addr::from(0x6440_0000 + (range * 1024 + 512 + index) * 4 + 1)
}

pub async fn a_vswitch_made_again_with_its_range_is_reached() {
    let host = Host::new().await;
    let groups = Groups::new();
    let [elsewhere, before] = [plan_in(&host, &groups.open).await, plan_in(&host, &groups.open).await];
    let mut elsewhere = elsewhere;
    elsewhere.network.subnet = VSwitchId::from_parts(9, 1);
    elsewhere.network.subnet_cidr = Cidr::parse("cidr", "10.231.16.0/20").unwrap();
    elsewhere.network.address = Ipv4Addr::new(10, 231, 16, 9);
    let range = subnet_ipv6(&elsewhere.network.vpc, &elsewhere.network.subnet);
    elsewhere.network.ipv6 = Some((host_ipv6(range, elsewhere.network.address), range));
    let mut after = successor(&host, &before, &groups.open).await;
    after.network.subnet = VSwitchId::from_parts(9, 2);
    let range = subnet_ipv6(&after.network.vpc, &after.network.subnet);
    after.network.ipv6 = Some((host_ipv6(range, after.network.address), range));
    let wanted = |version, of: &[&GroupPlan]| VpcPlan {
        security_groups: groups.plans(),
        subnets: of
            .iter()
            .map(|plan| SubnetPlan {
                id: plan.network.subnet.clone(),
                cidr: plan.network.subnet_cidr,
                ipv6: plan.network.ipv6.map(|(_, range)| range),
            })
            .collect(),
        ..vpc_plan(&elsewhere.network, version)
    };
    host.runtime().apply_network(&wanted(2, &[&elsewhere, &before])).await.unwrap();
    for plan in [&elsewhere, &before] {
        host.create(plan).await.unwrap();
    }
    let serving = serve(&host, &before);
    let sent = inside(&host, &elsewhere, || Flow::udp(CLIENT, before.network.address.into(), SERVER));
    assert!(sent.is_answered());
    drop(serving);
    host.remove(&before).await;
    host.runtime().apply_network(&wanted(3, &[&elsewhere])).await.unwrap();
    host.runtime().apply_network(&wanted(4, &[&elsewhere, &after])).await.unwrap();
    host.create(&after).await.unwrap();
    let serving = serve(&host, &after);
    assert!(sent.is_answered());
    host.runtime().connect(&after.id, SERVER, BOUND).await.unwrap();
    drop(serving);
    for plan in [&elsewhere, &after] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}
