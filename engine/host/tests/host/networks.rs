//! Who reaches whom.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::{Duration, Instant};

use gantry_model::cidr::{AddressRange, Cidr};
use gantry_model::error::Error;
use gantry_model::id::{EipId, Id, SecurityGroupId};
use gantry_model::network::{
    Action, Direction, PortRange, Remote, RuleProtocol, SecurityRule, host_ipv6, in_order, subnet_ipv6,
};
use gantry_platform::runtime::{
    EipPlan, GroupPlan, REGISTRY_ADDRESS, REGISTRY_NAME, Runtime, SecurityGroupPlan, VpcPlan,
};
use gantry_runtime_host::HostRuntime;
use tokio::sync::mpsc;

use crate::faults::{kill_after, start_server};
use crate::support::{BOUND, Host};
use gantry_runtime_suite::vpc_plan;

const FOREVER: &str = "while :; do sleep 1; done";

async fn web(host: &Host, port: u16) -> GroupPlan {
    let image = host.prepare(host.busybox()).await.unwrap();
    let port = port.to_string();
    let plan = host.plan_of(image, &["/bin/httpd", "-f", "-p", &port, "-h", "/srv"]);
    host.create(&plan).await.unwrap();
    plan
}

async fn fetch(host: &Host, from: &GroupPlan, to: &GroupPlan, port: u16) -> (String, i32) {
    let address = format!("http://{}:{port}/", to.network.address);
    host.exec(from, &["/bin/timeout", "3", "/bin/wget", "-q", "-O", "-", &address]).await
}

pub async fn groups_of_a_vpc_reach_each_other_and_the_host_reaches_them() {
    let host = Host::new().await;
    let server = web(&host, 80).await;
    let hidden = web(&host, 8080).await;
    let client = host.plan(FOREVER).await;
    host.create(&client).await.unwrap();
    for (to, port) in [(&server, 80), (&hidden, 8080)] {
        let (text, code) = fetch(&host, &client, to, port).await;
        assert!(code == 0 && text.contains("hello from busybox"), "{text}");
    }
    // From the router, whatever the host's own routes are.
    let mut stream = host.runtime().connect(&server.id, 80, BOUND).await.unwrap();
    stream.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.contains("hello from busybox"), "{text}");
    // From the host by its route, which is outside: port 80 is open there, port 8080 is not.
    let routes = std::fs::read_to_string("/proc/net/route").unwrap();
    assert!(routes.contains("0000E70A"), "the range of the tests is routed elsewhere on this machine: {routes}");
    let dial = |plan: &GroupPlan, port| {
        std::net::TcpStream::connect_timeout(&(plan.network.address, port).into(), Duration::from_secs(2))
    };
    dial(&server, 80).unwrap();
    assert!(dial(&hidden, 8080).is_err());
    for plan in [&server, &hidden, &client] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn a_group_reaches_neither_the_host_nor_the_world() {
    let host = Host::new().await;
    let client = host.plan(FOREVER).await;
    host.create(&client).await.unwrap();
    let listener = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let links = std::process::Command::new("ip").args(["-4", "-o", "addr"]).output().unwrap();
    let links = String::from_utf8_lossy(&links.stdout).into_owned();
    let addresses: Vec<&str> = links
        .lines()
        .filter_map(|line| line.split_whitespace().nth(3)?.split('/').next())
        .filter(|address| *address != "127.0.0.1")
        .collect();
    assert!(addresses.iter().any(|address| address.starts_with("100.")), "{links}");
    for address in addresses.into_iter().chain(["10.231.0.1"]) {
        let (text, code) = host.exec(&client, &["/bin/nc", "-w", "1", address, &port, "-e", "/bin/true"]).await;
        assert_ne!(code, 0, "{address}: {text}");
    }
    host.remove(&client).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_group_sends_from_its_own_address_only() {
    let host = Host::new().await;
    let server = web(&host, 80).await;
    let mut plan = host.plan(FOREVER).await;
    plan.network.address = std::net::Ipv4Addr::new(10, 231, 9, 9);
    host.create(&plan).await.unwrap();
    let supervisor = host.runtime().supervisor_pid(&plan.id).unwrap().to_string();
    // What a container may not do is done for it, from outside.
    let inside = |line: &str| {
        let words = line.split(' ');
        let status =
            std::process::Command::new("nsenter").args(["-t", &supervisor, "-n"]).args(words).output().unwrap();
        assert!(status.status.success(), "{line}: {status:?}");
    };
    assert_eq!(fetch(&host, &plan, &server, 80).await.1, 0);
    inside("ip addr add 10.231.9.10/20 dev eth0");
    inside("ip route change default via 10.231.0.1 src 10.231.9.10");
    inside("ip route change 10.231.0.0/20 dev eth0 src 10.231.9.10");
    assert_ne!(fetch(&host, &plan, &server, 80).await.1, 0);
    inside("ip route change 10.231.0.0/20 dev eth0 src 10.231.9.9");
    assert_eq!(fetch(&host, &plan, &server, 80).await.1, 0);
    inside("ip link set eth0 address 02:47:0a:e7:09:0a");
    assert_ne!(fetch(&host, &plan, &server, 80).await.1, 0);
    for plan in [&server, &plan] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn vpcs_may_overlap_and_do_not_meet() {
    let host = Host::new().await;
    let server = web(&host, 80).await;
    let mut twin = host.plan(FOREVER).await;
    twin.network = host.other_network(&server.network);
    host.create(&twin).await.unwrap();
    // It has the server's address itself, in another VPC.
    assert_eq!(twin.network.address, server.network.address);
    let (_, code) = fetch(&host, &twin, &server, 80).await;
    assert_ne!(code, 0);
    let error = host.runtime().remove_network(&twin.network.vpc).await.unwrap_err();
    assert!(
        matches!(&error, Error::Conflict { message } if message.to_string().contains(&twin.id.to_string())),
        "{error:?}"
    );
    host.remove(&twin).await;
    host.runtime().remove_network(&twin.network.vpc).await.unwrap();
    host.remove(&server).await;
    host.assert_nothing_is_left().await;
}

/// A rule on TCP from anywhere.
fn tcp(port: &str, priority: u8, action: Action) -> SecurityRule {
    SecurityRule {
        direction: Direction::Inbound,
        protocol: RuleProtocol::Tcp,
        ports: Some(PortRange::parse(port).unwrap()),
        remote: Remote::Range(AddressRange::parse("remote", "0.0.0.0/0").unwrap()),
        priority,
        action,
        description: String::new(),
    }
}

/// The default network of a group with more rules.
fn with_rules(plan: &GroupPlan, version: u64, rules: &[SecurityRule]) -> VpcPlan {
    let mut wanted = vpc_plan(&plan.network, version);
    let all: Vec<SecurityRule> = wanted.security_groups[0].rules.iter().chain(rules).cloned().collect();
    wanted.security_groups[0].rules = in_order(&all).into_iter().cloned().collect();
    wanted
}

pub fn eip(host: &Host, number: u32, to: &GroupPlan) -> EipPlan {
    EipPlan {
        id: EipId::from_parts(1, u64::from(number) * 7919),
        address: host.runtime().eip_pool().nth(number).unwrap(),
        index: number,
        group: Some(to.id.clone()),
        to: to.network.address,
        bandwidth_mbps: 100,
    }
}

fn get(address: Ipv4Addr, port: u16) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&(address, port).into(), Duration::from_secs(2))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    Ok(text)
}

/// Asks again until it is answered: a program in a container may take a moment to listen.
fn get_in_time(address: Ipv4Addr, port: u16) -> String {
    let end = Instant::now() + BOUND;
    loop {
        match get(address, port) {
            Ok(text) => return text,
            Err(error) => assert!(Instant::now() < end, "{address}:{port}: {error}"),
        }
    }
}

pub async fn a_rule_closes_and_opens_a_port_under_a_running_connection() {
    let host = Host::new().await;
    let server = web(&host, 8080).await;
    let client = host.plan(FOREVER).await;
    host.create(&client).await.unwrap();
    // Between two groups of one bridge.
    assert_eq!(fetch(&host, &client, &server, 8080).await.1, 0);
    host.runtime().apply_network(&with_rules(&server, 2, &[tcp("8080", 1, Action::Drop)])).await.unwrap();
    assert_ne!(fetch(&host, &client, &server, 8080).await.1, 0);
    // What is older than that changes nothing.
    host.runtime().apply_network(&with_rules(&server, 1, &[])).await.unwrap();
    assert_ne!(fetch(&host, &client, &server, 8080).await.1, 0);
    host.runtime().apply_network(&with_rules(&server, 3, &[])).await.unwrap();
    assert_eq!(fetch(&host, &client, &server, 8080).await.1, 0);
    // Under a connection that is open and sends: it stalls, and goes on when the port is open again.
    let flood = host.plan("while :; do nc -l -p 80 -e /bin/yes; done").await;
    host.create(&flood).await.unwrap();
    let eip = eip(&host, 7, &flood);
    let wanted =
        |version, rules: &[SecurityRule]| VpcPlan { eips: vec![eip.clone()], ..with_rules(&flood, version, rules) };
    host.runtime().apply_network(&wanted(4, &[])).await.unwrap();
    let end = Instant::now() + BOUND;
    let mut stream = loop {
        match TcpStream::connect_timeout(&(eip.address, 80).into(), Duration::from_secs(2)) {
            Ok(stream) => break stream,
            Err(error) => assert!(Instant::now() < end, "{error}"),
        }
    };
    stream.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
    let mut buffer = vec![0; 1 << 16];
    stream.read_exact(&mut buffer).unwrap();
    host.runtime().apply_network(&wanted(5, &[tcp("80", 1, Action::Drop)])).await.unwrap();
    let end = Instant::now() + BOUND;
    let error = loop {
        match stream.read(&mut buffer) {
            Ok(bytes) => assert!(bytes > 0 && Instant::now() < end, "it still flows"),
            Err(error) => break error,
        }
    };
    assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
    host.runtime().apply_network(&wanted(6, &[])).await.unwrap();
    stream.set_read_timeout(Some(BOUND)).unwrap();
    stream.read_exact(&mut buffer).unwrap();
    for plan in [&server, &client, &flood] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn rules_that_somebody_flushed_or_changed_are_put_back() {
    let host = Host::new().await;
    let server = web(&host, 8080).await;
    let client = host.plan(FOREVER).await;
    host.create(&client).await.unwrap();
    let eip = eip(&host, 9, &server);
    let wanted = VpcPlan { eips: vec![eip.clone()], ..with_rules(&server, 2, &[tcp("8080", 1, Action::Allow)]) };
    host.runtime().apply_network(&wanted).await.unwrap();
    assert!(get_in_time(eip.address, 8080).contains("hello from busybox"));
    let inside = format!("--net={}", host.namespace(&server.network.vpc).display());
    let nft = |place: &str, line: &str| {
        let done = std::process::Command::new("nsenter").args([place, "nft"]).args(line.split(' ')).output().unwrap();
        assert!(done.status.success(), "{line}: {done:?}");
    };
    let whole = ruleset(&host, &server);
    let table = host.table();
    let here = "--net=/proc/self/ns/net";
    for (place, line) in [
        (inside.as_str(), "flush ruleset".to_owned()),
        (inside.as_str(), format!("delete table inet {table}")),
        (inside.as_str(), format!("flush chain inet {table} forward")),
        (inside.as_str(), format!("insert rule inet {table} forward accept")),
        (inside.as_str(), format!("delete table bridge {table}")),
        (here, format!("delete table inet {table}")),
        (here, format!("flush chain inet {table} from_here")),
    ] {
        nft(place, &line);
        assert_ne!(ruleset(&host, &server), whole, "{line}");
        // The same plan once more, as the controller brings it now and then.
        host.runtime().apply_network(&wanted).await.unwrap();
        assert_eq!(ruleset(&host, &server), whole, "{line}");
    }
    assert!(get_in_time(eip.address, 8080).contains("hello from busybox"));
    // Without anybody's hand in them they are left alone, also after groups came and went.
    host.remove(&client).await;
    let late = host.plan(FOREVER).await;
    host.create(&late).await.unwrap();
    let generation = || std::process::Command::new("nsenter").args([&inside, "nft", "list", "ruleset", "-a"]).output();
    let handles = generation().unwrap().stdout;
    host.runtime().apply_network(&wanted).await.unwrap();
    assert_eq!(generation().unwrap().stdout, handles, "rules were made anew without need");
    for plan in [&server, &late] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn rules_that_nobody_changed_are_left_alone() {
    let mut host = Host::new().await;
    let first = host.plan(FOREVER).await;
    let place = || format!("--net={}", host.namespace(&first.network.vpc).display());
    let all = |place: &str| {
        let listed = std::process::Command::new("nsenter").args([place, "nft", "list", "ruleset", "-a"]).output();
        listed.unwrap().stdout
    };
    // The first group of a VPC is among the rules before it is let in by them; so is each one after a new server.
    host.create(&first).await.unwrap();
    let handles = all(&place());
    host.runtime().apply_network(&vpc_plan(&first.network, 1)).await.unwrap();
    assert_eq!(all(&place()), handles);
    let eip = eip(&host, 60, &first);
    let wanted = VpcPlan { eips: vec![eip], ..vpc_plan(&first.network, 2) };
    host.runtime().apply_network(&wanted).await.unwrap();
    let inside = place();
    for _ in 0..2 {
        let handles = all(&inside);
        let late = host.plan(FOREVER).await;
        host.create(&late).await.unwrap();
        host.runtime().apply_network(&wanted).await.unwrap();
        host.remove(&late).await;
        host.runtime().apply_network(&wanted).await.unwrap();
        assert_eq!(all(&inside), handles);
        host.reopen().await;
        host.runtime().create(&first, mpsc::unbounded_channel().0).await.unwrap();
        let handles = all(&inside);
        host.runtime().apply_network(&wanted).await.unwrap();
        assert_eq!(all(&inside), handles);
    }
    host.remove(&first).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_rule_may_name_another_security_group() {
    let host = Host::new().await;
    let friend = host.plan(FOREVER).await;
    let mut stranger = host.plan(FOREVER).await;
    let mut server = host.plan("mkdir -p /srv; exec httpd -f -p 8080 -h /srv").await;
    let (guarded, other) = (SecurityGroupId::from_parts(2, 1), SecurityGroupId::from_parts(2, 2));
    server.network.security_group = Some(guarded.clone());
    stranger.network.security_group = Some(other.clone());
    let mut wanted = vpc_plan(&server.network, 2);
    let open = vpc_plan(&friend.network, 2).security_groups.remove(0);
    let from_friends = SecurityRule { remote: Remote::Group(host.security_group()), ..tcp("8080", 1, Action::Allow) };
    wanted.security_groups = vec![
        SecurityGroupPlan { id: guarded, rules: vec![from_friends] },
        SecurityGroupPlan { id: other, rules: open.rules.clone() },
        open,
    ];
    host.runtime().apply_network(&wanted).await.unwrap();
    for plan in [&server, &friend, &stranger] {
        host.create(plan).await.unwrap();
    }
    assert_eq!(fetch(&host, &friend, &server, 8080).await.1, 0);
    assert_ne!(fetch(&host, &stranger, &server, 8080).await.1, 0);
    // It may answer, and not begin: no rule lets it out.
    assert_ne!(fetch(&host, &server, &friend, 80).await.1, 0);
    for plan in [&server, &friend, &stranger] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn groups_reach_each_other_over_ipv6_where_the_rules_allow_it() {
    let host = Host::new().await;
    let mut server = host.plan("exec httpd -f -p 8080 -h /srv").await;
    let mut client = host.plan(FOREVER).await;
    for plan in [&mut server, &mut client] {
        let range = subnet_ipv6(&plan.network.vpc, &plan.network.subnet);
        plan.network.ipv6 = Some((host_ipv6(range, plan.network.address), range));
        host.create(plan).await.unwrap();
    }
    let (address, _) = server.network.ipv6.unwrap();
    let url = format!("http://[{address}]:8080/");
    let get = ["/bin/timeout", "3", "/bin/wget", "-q", "-O", "-", &url];
    let (text, code) = host.exec(&client, &get).await;
    assert!(code == 0 && text.contains("hello from busybox"), "{text}");
    let everyone = Remote::Range(AddressRange::parse("remote", "::/0").unwrap());
    let close = SecurityRule { remote: everyone, ..tcp("8080", 1, Action::Drop) };
    host.runtime().apply_network(&with_rules(&server, 2, &[close])).await.unwrap();
    assert_ne!(host.exec(&client, &get).await.1, 0);
    // IPv4 is another matter.
    assert_eq!(fetch(&host, &client, &server, 8080).await.1, 0);
    for plan in [&server, &client] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn eips_bound_one_by_one_leave_the_rules_that_all_anew_make() {
    let host = Host::new().await;
    let server = web(&host, 80).await;
    let (first, second) = (eip(&host, 9, &server), eip(&host, 10, &server));
    let narrow = EipPlan { bandwidth_mbps: 1, ..first.clone() };
    let inside = format!("--net={}", host.namespace(&server.network.vpc).display());
    let plain = ruleset(&host, &server);
    let states = [vec![first.clone()], vec![narrow, second.clone()], vec![second.clone()], vec![first], vec![]];
    for (number, eips) in states.into_iter().enumerate() {
        let wanted = VpcPlan { eips, ..vpc_plan(&server.network, 2 + number as u64) };
        host.runtime().apply_network(&wanted).await.unwrap();
        for eip in &wanted.eips {
            assert!(get_in_time(eip.address, 80).contains("hello from busybox"), "{number}");
        }
        let changed = ruleset(&host, &server);
        assert_eq!(changed == plain, wanted.eips.is_empty(), "{number}");
        for place in [inside.as_str(), "--net=/proc/self/ns/net"] {
            let table = host.table();
            let gone =
                std::process::Command::new("nsenter").args([place, "nft", "delete", "table", "inet", &table]).status();
            assert!(gone.unwrap().success());
        }
        host.runtime().apply_network(&wanted).await.unwrap();
        assert_eq!(ruleset(&host, &server), changed, "{number}");
    }
    assert!(get(second.address, 80).is_err());
    host.remove(&server).await;
    host.assert_nothing_is_left().await;
}

pub async fn an_eip_leads_to_its_group_while_no_server_lives() {
    let mut host = Host::new().await;
    let server = web(&host, 80).await;
    let eip = eip(&host, 9, &server);
    let wanted = VpcPlan { eips: vec![eip.clone()], ..vpc_plan(&server.network, 2) };
    host.runtime().apply_network(&wanted).await.unwrap();
    assert!(get_in_time(eip.address, 80).contains("hello from busybox"));
    // What the rules do not open from outside is not open by an EIP.
    assert!(get(eip.address, 81).is_err());
    host.stop_server();
    assert!(get(eip.address, 80).unwrap().contains("hello from busybox"));
    host.reopen().await;
    assert!(get(eip.address, 80).unwrap().contains("hello from busybox"));
    // Told again by the new server: the same. Unbound: gone.
    host.runtime().apply_network(&wanted).await.unwrap();
    assert!(get(eip.address, 80).unwrap().contains("hello from busybox"));
    host.runtime().apply_network(&vpc_plan(&server.network, 3)).await.unwrap();
    assert!(get(eip.address, 80).is_err());
    let found = host.census();
    assert!(!found.interfaces.iter().any(|name| name.rsplit('/').next().unwrap().as_bytes()[4] == b'e'), "{found:#?}");
    host.remove(&server).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_group_reaches_the_registry_of_its_vpc_and_is_known_by_it() {
    let mut host = Host::new().await;
    let one = host.plan(FOREVER).await;
    let mut two = host.plan(FOREVER).await;
    two.network = host.other_network(&one.network);
    for plan in [&one, &two] {
        host.create(plan).await.unwrap();
    }
    // Both have the same address; which VPC it is of says the connection.
    assert_eq!(one.network.address, two.network.address);
    let answer = |driver: &HostRuntime| {
        let mut clients = driver.registry_clients().unwrap();
        tokio::spawn(async move {
            while let Some(client) = clients.recv().await {
                let text = format!("HTTP/1.0 200 OK\r\n\r\n{} {}\n", client.vpc, client.from.ip());
                let mut stream = client.stream;
                // What is asked must be read, or the connection is reset before the answer is.
                let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut [0; 1024]).await;
                let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, text.as_bytes()).await;
            }
        })
    };
    let ask = async |host: &Host, from: &GroupPlan, at: &str| {
        let url = format!("http://{at}/v2/");
        host.exec(from, &["/bin/timeout", "3", "/bin/wget", "-q", "-O", "-", &url]).await
    };
    let answering = answer(host.runtime());
    for plan in [&one, &two] {
        let expected = format!("{} {}", plan.network.vpc, plan.network.address);
        let (text, code) = ask(&host, plan, REGISTRY_NAME).await;
        assert!(code == 0 && text.contains(&expected), "{text}");
    }
    // Nothing but the registry is there, and whoever asks for something else is told so at once.
    let begin = Instant::now();
    assert_ne!(ask(&host, &one, &format!("{REGISTRY_NAME}:443")).await.1, 0);
    assert!(begin.elapsed() < Duration::from_secs(2));
    // A rule of the group may forbid it.
    let range = AddressRange::V4(Cidr::of(REGISTRY_ADDRESS, 32));
    let closed = SecurityRule {
        direction: Direction::Outbound,
        protocol: RuleProtocol::All,
        ports: None,
        remote: Remote::Range(range),
        ..tcp("80", 1, Action::Drop)
    };
    host.runtime().apply_network(&with_rules(&one, 2, &[closed])).await.unwrap();
    assert_ne!(ask(&host, &one, REGISTRY_NAME).await.1, 0);
    host.runtime().apply_network(&with_rules(&one, 3, &[])).await.unwrap();
    assert_eq!(ask(&host, &one, REGISTRY_NAME).await.1, 0);
    // The next server opens the doors again once it is told what is wanted.
    answering.abort();
    host.reopen().await;
    let answering = answer(host.runtime());
    host.runtime().apply_network(&with_rules(&one, 4, &[])).await.unwrap();
    assert_eq!(ask(&host, &one, REGISTRY_NAME).await.1, 0);
    answering.abort();
    for plan in [&one, &two] {
        host.remove(plan).await;
    }
    host.runtime().remove_network(&two.network.vpc).await.unwrap();
    host.assert_nothing_is_left().await;
}

/// A machine beside this one: a namespace that reaches it by a link of its own. Dropped, it is gone.
pub struct Neighbour {
    pub name: String,
    pub address: Ipv4Addr,
}

impl Neighbour {
    /// It sends what is for `pool` to this machine.
    pub fn new(pool: Cidr) -> Self {
        let id = std::process::id();
        let (name, [_, _, a, b]) = (format!("gnt{id}"), id.to_be_bytes());
        let (ours, address) = (Ipv4Addr::new(198, 18, a, b & 0xfc | 1), Ipv4Addr::new(198, 18, a, b & 0xfc | 2));
        let here = |line: &str| {
            let done = std::process::Command::new("ip").args(line.split(' ')).output().unwrap();
            assert!(done.status.success(), "ip {line}: {done:?}");
        };
        let neighbour = Self { name: name.clone(), address };
        here(&format!("netns add {name}"));
        here(&format!("link add {name} type veth peer name {name} netns {name}"));
        here(&format!("addr add {ours}/30 dev {name}"));
        here(&format!("link set {name} up"));
        here(&format!("-n {name} addr add {address}/30 dev {name}"));
        here(&format!("-n {name} link set {name} up"));
        here(&format!("-n {name} route add {pool} via {ours}"));
        neighbour
    }

    fn get(&self, address: Ipv4Addr, port: u16) -> std::io::Result<String> {
        let namespace = std::fs::File::open(format!("/run/netns/{}", self.name))?;
        std::thread::scope(|scope| {
            let ask = scope.spawn(|| {
                nix::sched::setns(&namespace, nix::sched::CloneFlags::CLONE_NEWNET)?;
                get(address, port)
            });
            ask.join().unwrap()
        })
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        for line in [format!("link del {}", self.name), format!("netns del {}", self.name)] {
            let _ = std::process::Command::new("ip").args(line.split(' ')).output();
        }
    }
}

pub async fn clients_of_a_real_pool_keep_their_address() {
    let host = Host::new().await;
    let server = web(&host, 80).await;
    let [_, _, _, low] = std::process::id().to_be_bytes();
    let pool = Cidr::of(Ipv4Addr::new(203, 0, 113, low), 30);
    let eip = EipPlan { address: pool.nth(1).unwrap(), ..eip(&host, 11, &server) };
    let wanted =
        |version, rules: &[SecurityRule]| VpcPlan { eips: vec![eip.clone()], ..with_rules(&server, version, rules) };
    host.runtime().apply_network(&wanted(2, &[])).await.unwrap();
    let neighbour = Neighbour::new(pool);
    assert!(get_in_time(eip.address, 80).contains("hello from busybox"));
    assert!(neighbour.get(eip.address, 80).unwrap().contains("hello from busybox"));
    assert!(neighbour.get(eip.address, 81).is_err());
    // A rule that names the neighbour keeps it out, and nobody else.
    let range = Remote::Range(AddressRange::V4(Cidr::of(neighbour.address, 32)));
    let keep_out = SecurityRule { remote: range, ..tcp("80", 1, Action::Drop) };
    host.runtime().apply_network(&wanted(3, &[keep_out])).await.unwrap();
    assert!(neighbour.get(eip.address, 80).is_err());
    assert!(get(eip.address, 80).is_ok());
    host.runtime().apply_network(&wanted(4, &[])).await.unwrap();
    assert!(neighbour.get(eip.address, 80).is_ok());
    // Such a pool must not hold the machine's own addresses; its EIPs are not counted.
    let check = |range: Cidr| host.runtime().check_pool(&range.into());
    check(pool).unwrap();
    let error = check(Cidr::of(neighbour.address, 24)).unwrap_err();
    assert!(error.field() == Some("eip-pool") && error.to_string().contains(&neighbour.name), "{error}");
    host.runtime().apply_network(&vpc_plan(&server.network, 5)).await.unwrap();
    assert!(neighbour.get(eip.address, 80).is_err());
    host.remove(&server).await;
    host.assert_nothing_is_left().await;
}

pub async fn eips_of_overlapping_vpcs_lead_apart() {
    let host = Host::new().await;
    let page = |word: &str| {
        format!("mkdir -p /tmp/{word}; echo {word} > /tmp/{word}/index.html; exec httpd -f -p 80 -h /tmp/{word}")
    };
    let one = host.plan(&page("one")).await;
    let mut two = host.plan(&page("two")).await;
    two.network = host.other_network(&one.network);
    assert_eq!(one.network.address, two.network.address);
    let (first, second) = (eip(&host, 20, &one), eip(&host, 21, &two));
    for (plan, eip) in [(&one, &first), (&two, &second)] {
        host.create(plan).await.unwrap();
        let wanted = VpcPlan { eips: vec![eip.clone()], ..vpc_plan(&plan.network, 2) };
        host.runtime().apply_network(&wanted).await.unwrap();
    }
    assert!(get_in_time(first.address, 80).contains("one"));
    assert!(get_in_time(second.address, 80).contains("two"));
    // An EIP that moves leads to where it is bound now, whichever VPC is told first.
    let moved = VpcPlan { eips: vec![second.clone(), first.clone()], ..vpc_plan(&two.network, 4) };
    host.runtime().apply_network(&moved).await.unwrap();
    host.runtime().apply_network(&vpc_plan(&one.network, 5)).await.unwrap();
    assert!(get_in_time(first.address, 80).contains("two"));
    for plan in [&one, &two] {
        host.remove(plan).await;
    }
    host.runtime().remove_network(&two.network.vpc).await.unwrap();
    host.assert_nothing_is_left().await;
}

pub async fn an_eip_has_its_bandwidth() {
    let host = Host::new().await;
    let flood = host.plan("while :; do nc -l -p 80 -e /bin/yes; done").await;
    host.create(&flood).await.unwrap();
    let eip = EipPlan { bandwidth_mbps: 8, ..eip(&host, 30, &flood) };
    let wanted = VpcPlan { eips: vec![eip.clone()], ..vpc_plan(&flood.network, 2) };
    host.runtime().apply_network(&wanted).await.unwrap();
    let end = Instant::now() + BOUND;
    let mut stream = loop {
        match TcpStream::connect_timeout(&(eip.address, 80).into(), Duration::from_secs(2)) {
            Ok(stream) => break stream,
            Err(error) => assert!(Instant::now() < end, "{error}"),
        }
    };
    let mut buffer = vec![0; 4 << 20];
    // The first megabyte may come by what the bucket and the sockets hold.
    stream.read_exact(&mut buffer[..1 << 20]).unwrap();
    let begin = Instant::now();
    stream.read_exact(&mut buffer[..2 << 20]).unwrap();
    let mbps = 2.0 * 8.388_608 / begin.elapsed().as_secs_f64();
    assert!((4.0..10.0).contains(&mbps), "{mbps} Mbps instead of 8");
    host.remove(&flood).await;
    host.assert_nothing_is_left().await;
}

pub async fn no_group_starts_before_its_rules() {
    let host = Host::new().await;
    let plan = host.plan(FOREVER).await;
    let make = || host.runtime().create(&plan, mpsc::unbounded_channel().0);
    let error = make().await.unwrap_err();
    assert!(matches!(&error, Error::Unavailable { message } if message.to_string().contains("rules")), "{error:?}");
    let none = VpcPlan { security_groups: vec![], ..vpc_plan(&plan.network, 1) };
    host.runtime().apply_network(&none).await.unwrap();
    assert!(make().await.unwrap_err().to_string().contains("rules"));
    host.runtime().apply_network(&vpc_plan(&plan.network, 2)).await.unwrap();
    make().await.unwrap();
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

/// What the server that is killed in the middle of it does.
pub async fn change_for_ever(driver: &HostRuntime, plan: &GroupPlan) {
    for version in 10.. {
        let action = if version % 2 == 0 { Action::Drop } else { Action::Allow };
        let mut wanted = with_rules(plan, version, &[tcp("8080", 1, action), tcp("9000-9999", 2, action)]);
        if version % 2 == 0 {
            wanted.eips = vec![EipPlan {
                id: EipId::from_parts(1, 40),
                address: driver.eip_pool().nth(40).unwrap(),
                index: 40,
                group: Some(plan.id.clone()),
                to: plan.network.address,
                bandwidth_mbps: 10,
            }];
        }
        driver.apply_network(&wanted).await.unwrap();
    }
}

fn ruleset(host: &Host, plan: &GroupPlan) -> String {
    let mut text = String::new();
    for place in [format!("--net={}", host.namespace(&plan.network.vpc).display()), "--net=/proc/self/ns/net".into()] {
        let listed = std::process::Command::new("nsenter").args([&place, "nft", "list", "ruleset"]).output().unwrap();
        assert!(listed.status.success(), "{listed:?}");
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        let tag = host.namespace(&plan.network.vpc);
        let tag = tag.components().nth_back(2).unwrap().as_os_str().to_string_lossy().into_owned();
        // Of the host's rules only our own count: others come and go.
        let ours = listed
            .split("\ntable ")
            .filter(|table| place.contains("gantry") || table.contains(&format!("gantry_{tag}")));
        // Whether it is the first or the last one says who else is there.
        text.extend(ours.map(|table| table.trim_start_matches("table ").trim_end().to_owned() + "\n"));
    }
    text
}

pub async fn a_server_killed_while_it_applies_rules_leaves_them_whole() {
    let mut host = Host::new().await;
    let server = web(&host, 8080).await;
    let last = VpcPlan { eips: vec![eip(&host, 41, &server)], ..with_rules(&server, 1_000_000, &[]) };
    host.runtime().apply_network(&last).await.unwrap();
    let whole = ruleset(&host, &server);
    assert!(whole.contains("jump out_") && whole.contains("eips"), "{whole}");
    for round in 0..8 {
        // The killed one's versions begin below: what counts is what is told last.
        std::fs::remove_file(host.data().join(format!("runtime/networks/{}.json", server.network.vpc))).unwrap();
        host.stop_server();
        let child = start_server(&host, "apply", &[&server]);
        kill_after(child, Duration::from_millis(40 + round * 29));
        host.reopen().await;
        host.runtime().apply_network(&last).await.unwrap();
        assert_eq!(ruleset(&host, &server), whole, "round {round}");
    }
    host.remove(&server).await;
    host.assert_nothing_is_left().await;
}
