//! Who reaches whom.

use std::io::{Read, Write};
use std::time::Duration;

use gantry_engine::runtime::{GroupPlan, Runtime};
use gantry_model::error::Error;

use crate::support::{BOUND, Host};

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
    assert!(matches!(&error, Error::Conflict { message } if message.contains(&twin.id.to_string())), "{error:?}");
    host.remove(&twin).await;
    host.runtime().remove_network(&twin.network.vpc).await.unwrap();
    host.remove(&server).await;
    host.assert_nothing_is_left().await;
}
