//! Connections that say nothing, or hardly anything, beside people at work.

use std::io;
use std::net::Ipv4Addr;

use gantry_engine::Context;
use gantry_engine::runtime::VpcClient;
use gantry_engine::runtime::host::raise_open_files;
use gantry_model::id::{Id as _, VpcId};
use gantry_model::registry::operations::RegistryPersonalCreate;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::timeout;

use super::*;
use crate::connections::{Connections, Limits};

/// As for a process that may have this many open files, and with patience for tests that do not wait.
fn limits(files: u64) -> Limits {
    Limits::for_files(files, Vec::new())
}

impl House {
    /// The router as `serve` serves it, until the test ends.
    async fn listen_within(&self, limits: Limits) -> SocketAddr {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        let connections = Connections::new(limits);
        tokio::spawn(connections.clone().watch_for_ever());
        let server = axum_server::from_tcp(listener).unwrap().acceptor(connections);
        tokio::spawn(async move { server.serve(service).await });
        address
    }
}

/// A connection that comes from this address.
async fn connect(from: [u8; 4], to: SocketAddr) -> io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::from(from), 0).into())?;
    timeout(SOON, socket.connect(to)).await.expect("a connection in time")
}

/// Sends this and returns all that comes.
async fn tell(stream: &mut TcpStream, words: &str) -> String {
    stream.write_all(words.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    timeout(SOON, stream.read_to_end(&mut answer)).await.expect("an answer in time").unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// The status of one request from this address.
async fn ask(from: [u8; 4], to: SocketAddr, request: &str) -> String {
    let mut stream = connect(from, to).await.unwrap();
    let answer = tell(&mut stream, &format!("{request}Connection: close\r\n\r\n")).await;
    answer.lines().next().unwrap_or_default().to_owned()
}

/// Whether the server has ended this connection.
async fn is_ended(stream: &mut TcpStream) -> bool {
    let mut byte = [0];
    matches!(timeout(SOON, stream.read(&mut byte)).await.expect("the end in time"), Ok(0) | Err(_))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_silent_connections_beside_a_person_at_work() {
    let files = raise_open_files().unwrap();
    let many = usize::try_from(files.saturating_sub(1000).min(2000)).unwrap();
    let house = House::new().await;
    let me = house.signed_in().await;
    // As where nobody may have more than 1,024 open files.
    let at = house.listen_within(limits(1024)).await;
    let cookie = format!("Host: {at}\r\nCookie: gantry-session={}\r\n", me.token.as_str());
    let (page, health) = (format!("GET /password HTTP/1.1\r\n{cookie}"), format!("GET /healthz HTTP/1.1\r\n{cookie}"));

    let mut events = connect([127, 0, 0, 1], at).await.unwrap();
    events.write_all(format!("GET /events HTTP/1.1\r\n{cookie}\r\n").as_bytes()).await.unwrap();
    let mut begun = [0; 15];
    timeout(SOON, events.read_exact(&mut begun)).await.expect("a stream in time").unwrap();
    assert_eq!(&begun, b"HTTP/1.1 200 OK");

    let mut silent = Vec::new();
    for n in 0..many {
        // From one address, from the person's own, and from as many as one likes.
        let from = match n % 4 {
            0 => [127, 0, 0, 1],
            1 => [127, 0, 0, 2],
            _ => [127, 1, u8::try_from(n / 250).unwrap(), u8::try_from(n % 250).unwrap() + 1],
        };
        let mut stream = connect(from, at).await.unwrap();
        // Some begin a request, and never end it; some end it, and never send its body.
        let _ = match n % 3 {
            0 => Ok(()),
            1 => stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await,
            _ => stream.write_all(b"POST /v2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n").await,
        };
        silent.push(stream);
        if n % 200 == 0 {
            assert_eq!(ask([127, 0, 0, 1], at, &page).await, "HTTP/1.1 200 OK", "beside {n}");
            assert_eq!(ask([127, 0, 0, 3], at, &health).await, "HTTP/1.1 200 OK", "beside {n}");
        }
    }
    assert_eq!(ask([127, 0, 0, 1], at, &page).await, "HTTP/1.1 200 OK");
    house
        .engine
        .call(&Context::of(me.session.actor()), RegistryPersonalCreate { region: "local".into() })
        .await
        .unwrap();
    let mut seen = String::new();
    while !seen.contains("registry_instance") {
        let mut piece = [0; 4096];
        let length = timeout(SOON, events.read(&mut piece)).await.expect("a change in time").unwrap();
        assert!(length > 0, "the person's stream goes on: {seen}");
        seen.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_says_nothing_is_ended_and_what_a_person_waits_for_is_not() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let short = Duration::from_millis(300);
    let at = house.listen_within(Limits { silent: short, idle: short, stuck: short, ..limits(1024) }).await;
    let here = [127, 0, 0, 1];
    let cookie = format!("Host: {at}\r\nCookie: gantry-session={}\r\n", me.token.as_str());
    let mut events = connect(here, at).await.unwrap();
    events.write_all(format!("GET /events HTTP/1.1\r\n{cookie}\r\n").as_bytes()).await.unwrap();

    let mut silent = connect(here, at).await.unwrap();
    assert!(is_ended(&mut silent).await);
    let mut half = connect(here, at).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nHost: ").await.unwrap();
    assert!(is_ended(&mut half).await);
    let mut bodiless = connect(here, at).await.unwrap();
    let form = "POST /v2/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n";
    assert!(!tell(&mut bodiless, form).await.contains("200 OK"));
    let mut kept = connect(here, at).await.unwrap();
    let answer = tell(&mut kept, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");

    // Longer than all of these, the stream was as quiet.
    house
        .engine
        .call(&Context::of(me.session.actor()), RegistryPersonalCreate { region: "local".into() })
        .await
        .unwrap();
    let mut seen = String::new();
    while !seen.contains("registry_instance") {
        let mut piece = [0; 4096];
        let length = timeout(SOON, events.read(&mut piece)).await.expect("a change in time").unwrap();
        assert!(length > 0, "{seen}");
        seen.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_group_with_300_silent_connections_shuts_out_no_neighbour() {
    raise_open_files().unwrap();
    let house = House::new().await;
    let (arriving, clients) = tokio::sync::mpsc::channel(8);
    let connections = Connections::new(limits(1024));
    let stopping = house.stopping.clone();
    tokio::spawn(crate::vpc_door::serve(house.engine.registry().clone(), clients, connections, stopping));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (at, vpc) = (listener.local_addr().unwrap(), VpcId::from_parts(1, 1));
    let from = async |group: u8| {
        let stream = TcpStream::connect(at).await.unwrap();
        let (inside, _) = listener.accept().await.unwrap();
        let from = ([10, 0, 0, group], 40_000).into();
        arriving.send(VpcClient { vpc: vpc.clone(), stream: inside, from }).await.unwrap();
        stream
    };
    let mut silent = Vec::new();
    for n in 0..300 {
        silent.push(from(1).await);
        if n % 100 == 99 {
            for group in [1, 2] {
                let mut stream = from(group).await;
                let answer = tell(&mut stream, "GET /v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
                assert!(answer.starts_with("HTTP/1.1 401"), "group {group} beside {n}: {answer}");
            }
        }
    }
}
