//! How many pages a running server renders: a list of 100 container groups, by one client and by several.
//!
//! `bench_pages`, with the server's binary in `GANTRY_BINARY`. A page is asked for as a browser does, behind the sign-in and
//! on a connection that stays open, and read to its end: the table with its rows, and the data that comes with it.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use gantry_engine::clock::SystemClock;
use gantry_engine::iam::Credentials;
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::{Context, Origin};
use gantry_engine::{Engine, EngineConfig};
use gantry_model::containers::operations::{ContainerGroupCreate, ContainerGroupOrderOptions};
use gantry_model::containers::view::Order;
use serde_json::json;

const PASSWORD: &str = "Sign-in-please-1";
const GROUPS: usize = 100;
const PATH: &str = "/containers/groups?size=100";
/// How long each number of clients asks.
const SECOND: Duration = Duration::from_secs(1);
const SECONDS: usize = 8;

#[tokio::main]
async fn main() {
    let folder = tempfile::TempDir::new().unwrap();
    let token = prepare(folder.path()).await;
    let binary = std::env::var_os("GANTRY_BINARY").expect("GANTRY_BINARY names the server's binary");
    let server = Server::start(Path::new(&binary), folder.path());

    let mut client = Client::new(server.address, &token);
    let (page, times): (Vec<_>, Vec<_>) = (0..200)
        .map(|_| {
            let start = Instant::now();
            (client.get(), start.elapsed())
        })
        .unzip();
    let page = page.last().unwrap();
    for number in 1..=GROUPS / 2 {
        assert!(page.contains(&format!("bench-a-{number}")) && page.contains(&format!("bench-b-{number}")), "{page}");
    }
    println!("a page of {GROUPS} rows             {:8.1} KB", page.len() as f64 / 1000.0);
    println!("one page                       {}", spread(times.iter().map(|time| time.as_secs_f64() * 1e3), "ms"));
    println!("by one client                  {}", spread(rate(server.address, &token, 1), "pages/s"));
    println!("by four at once                {}", spread(rate(server.address, &token, 4), "pages/s"));
    println!("largest memory of the server   {:8.1} MiB", server.peak_mib());
}

/// Pages of each second that so many clients got together.
fn rate(address: SocketAddr, token: &str, clients: usize) -> Vec<f64> {
    let start = Instant::now();
    let counts: Vec<Vec<usize>> = std::thread::scope(|scope| {
        let ask = || {
            let mut client = Client::new(address, token);
            let mut counts = vec![0; SECONDS];
            while let Some(count) = counts.get_mut(start.elapsed().as_secs() as usize) {
                client.get();
                *count += 1;
            }
            counts
        };
        let asking: Vec<_> = (0..clients).map(|_| scope.spawn(ask)).collect();
        asking.into_iter().map(|client| client.join().unwrap()).collect()
    });
    (0..SECONDS)
        .map(|second| counts.iter().map(|counts| counts[second]).sum::<usize>() as f64 / SECOND.as_secs_f64())
        .collect()
}

/// Makes the groups and signs in. Returns the session's token.
async fn prepare(folder: &Path) -> String {
    let data = folder.join("data");
    fs::create_dir_all(&data).unwrap();
    let clock = Arc::new(SystemClock);
    let driver = SimulatedRuntime::open(&data, clock.clone(), Latency::NONE).unwrap();
    let mut config = EngineConfig::at(&data);
    config.admin_password = Some(PASSWORD.into());
    let engine = Engine::open(config, clock, Arc::new(driver)).await.unwrap();
    let origin =
        Origin { address: [127, 0, 0, 1].into(), user_agent: String::new(), vpc: None, request: String::new() };
    let credentials = Credentials { user: "admin", password: PASSWORD, keep: true, replaces: None, device: None };
    let signed_in = engine.iam().sign_in(credentials, &origin).await.unwrap();
    let actor = Context::of(signed_in.session.actor());
    let options = engine.call(&actor, ContainerGroupOrderOptions { region: "local".into() }).await.unwrap();
    let vpc = &options.vpcs[0];
    for half in ["a", "b"] {
        let order: Order = serde_json::from_value(json!({
            "region": "local",
            "name": format!("bench-{half}"),
            "quantity": GROUPS / 2,
            "tags": { "Group": "Bench", "Team": "Harbour" },
            "agreed": true,
            "spec": {
                "vpc": vpc.id,
                "subnets": [vpc.subnets[0].id],
                "security_group": vpc.security_groups[0].0,
                "deployment": "SingleZone",
                "size": { "Basic": { "vcpu": 1, "gib": 2 } },
                "restart_policy": "Always",
                "containers": [{ "name": "web", "image": { "Address": "nginx" }, "version": "latest" }],
                "grace_seconds": 5,
            },
        }))
        .unwrap();
        engine.call(&actor, ContainerGroupCreate { order }).await.unwrap();
    }
    signed_in.token.as_str().to_owned()
}

/// A connection that stays open.
struct Client {
    stream: BufReader<TcpStream>,
    request: String,
}

impl Client {
    fn new(address: SocketAddr, token: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        let request = format!(
            "GET {PATH} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\ncookie: gantry-session={token}\r\n\r\n"
        );
        Self { stream: BufReader::with_capacity(1 << 20, stream), request }
    }

    /// The page, which comes in chunks.
    fn get(&mut self) -> String {
        self.stream.get_mut().write_all(self.request.as_bytes()).unwrap();
        let status = self.line();
        assert!(status.starts_with("HTTP/1.1 200"), "{status}");
        while !self.line().is_empty() {}
        let mut page = Vec::new();
        loop {
            let length = usize::from_str_radix(&self.line(), 16).unwrap();
            let from = page.len();
            page.resize(from + length, 0);
            self.stream.read_exact(&mut page[from..]).unwrap();
            assert_eq!(self.line(), "");
            if length == 0 {
                return String::from_utf8(page).unwrap();
            }
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}

struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(binary: &Path, folder: &Path) -> Self {
        let told = folder.join("address");
        let child = Command::new(binary)
            .args(["serve", "--runtime", "simulated", "--listen", "127.0.0.1:0", "--log", "error", "--data"])
            .arg(folder.join("data"))
            .arg("--address-file")
            .arg(&told)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // Held from here on, so that it ends with the measurement however that ends.
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        let start = Instant::now();
        loop {
            if let Some(address) = fs::read_to_string(&told).ok().and_then(|text| text.parse().ok()) {
                server.address = address;
                return server;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "the server does not answer");
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }

    fn peak_mib(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Median, least and most.
fn spread(figures: impl IntoIterator<Item = f64>, unit: &str) -> String {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    let (least, most) = (figures[0], figures[figures.len() - 1]);
    format!("{:8.1} {unit} ({least:.1} to {most:.1})", figures[figures.len() / 2])
}
