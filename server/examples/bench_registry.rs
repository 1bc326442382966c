//! How fast the registry of a running server is: pushes and pulls of a large blob, many small ones, and lists of a million tags.
//!
//! `bench_registry [--dir DIR] [--mib N] [--peer PROGRAM]`, with the server's binary in `GANTRY_BINARY`. A push ends with syncs of the disk,
//! so the time of one sync and the speed of a plain synced write and of hashing come first. Where Debian's `docker-registry`
//! is there (or PROGRAM is given) each measurement is repeated with it, right after ours.
#![allow(clippy::unwrap_used)]

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use gantry_engine::clock::SystemClock;
use gantry_engine::iam::Credentials;
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::store::Author;
use gantry_engine::store::registry::ManifestRecord;
use gantry_engine::{Context, Origin};
use gantry_engine::{Engine, EngineConfig};
use gantry_model::iam::operations::RegistryPasswordReset;
use gantry_model::id::RepositoryId;
use gantry_model::page::PageRequest;
use gantry_model::registry::manifest::OCI_MANIFEST;
use gantry_model::registry::operations::{NamespaceCreate, RegistryInstanceList, RepositoryCreate, VersionList};
use gantry_model::registry::reference::Digest;
use gantry_model::registry::view::{NewNamespace, NewRepository};
use gantry_model::registry::{CODE_SOURCE, DEFAULT_INSTANCE, RepositoryType};
use sha2::Digest as _;

const PASSWORD: &str = "Push-and-pull-1";
/// Our repository.
const OURS: &str = "/v2/default/bench/web";
/// The peer's. It keeps no accounts here.
const THEIRS: &str = "/v2/bench/web";
const RUNS: usize = 5;
const TAGS: u64 = 1_000_000;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| arguments.iter().position(|word| word == name).map(|at| arguments[at + 1].clone());
    let base = value("--dir").map_or_else(std::env::temp_dir, PathBuf::from);
    let mib: usize = value("--mib").map_or(128, |text| text.parse().unwrap());
    let folder = tempfile::TempDir::new_in(base).unwrap();
    let blob: Vec<u8> = (0..(mib << 20) as u64).map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect();

    the_machine(folder.path(), &blob);
    let (engine, actor, repository) = prepare(folder.path()).await;
    lists(&engine, &actor, &repository).await;
    drop(engine);

    let binary = std::env::var_os("GANTRY_BINARY").expect("GANTRY_BINARY names the server's binary");
    let mut servers = vec![Server::start(Path::new(&binary), folder.path())];
    match value("--peer").map(PathBuf::from).or_else(|| program("docker-registry")) {
        Some(peer) => servers.push(Server::start_peer(&peer, folder.path())),
        None => println!("no peer: install docker-registry, or name it with --peer, to measure it beside"),
    }
    for part in [large, together, small] {
        for server in &servers {
            println!("-- {}", server.name);
            part(server, &blob);
        }
    }
}

/// A program on the path.
fn program(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// What everything else is measured against.
fn the_machine(folder: &Path, blob: &[u8]) {
    let mut file = File::create(folder.join("probe")).unwrap();
    let syncs = times(50, |_| {
        file.write_all(&[0; 4096]).unwrap();
        file.sync_data().unwrap();
    });
    println!("one synced 4 KiB write         {}", spread(&syncs, "ms", |time| time.as_secs_f64() * 1e3));
    let rate = |time: &Duration| blob.len() as f64 / 1e6 / time.as_secs_f64();
    let writes = times(3, |n| {
        let mut file = File::create(folder.join(format!("plain-{n}"))).unwrap();
        file.write_all(blob).unwrap();
        file.sync_all().unwrap();
        fs::remove_file(folder.join(format!("plain-{n}"))).unwrap();
    });
    println!("plain write and sync           {}", spread(&writes, "MB/s", rate));
    let hashes = times(3, |_| sha2::Sha256::digest(blob));
    println!("SHA-256 on one core            {}", spread(&hashes, "MB/s", rate));
}

fn large(server: &Server, blob: &[u8]) {
    let rate = |time: &Duration| blob.len() as f64 / 1e6 / time.as_secs_f64();
    let blobs: Vec<_> = (0..RUNS).map(|n| numbered(blob, n)).collect();
    let pushes = times(RUNS, |n| server.push(&blobs[n]));
    let digest = &blobs[0].1;
    println!("push of {} MiB                {}", blob.len() >> 20, spread(&pushes, "MB/s", rate));
    let pulls = times(RUNS, |_| assert_eq!(server.pull(digest), blob.len()));
    println!("pull of {} MiB                {}", blob.len() >> 20, spread(&pulls, "MB/s", rate));
    println!("largest memory of the server   {:.0} MiB", server.peak_mib());
}

/// Four pushes at once, then four pulls at once.
fn together(server: &Server, blob: &[u8]) {
    let part = &blob[..blob.len() / 4];
    let rate = |time: &Duration| blob.len() as f64 / 1e6 / time.as_secs_f64();
    let blobs: Vec<_> = (0..12).map(|n| numbered(part, 1000 + n)).collect();
    let pushes = times(3, |round| {
        std::thread::scope(|scope| {
            for blob in &blobs[4 * round..4 * round + 4] {
                scope.spawn(move || server.push(blob));
            }
        });
    });
    println!("push, 4 at once, together      {}", spread(&pushes, "MB/s", rate));
    let pulls = times(3, |_| {
        std::thread::scope(|scope| {
            for (_, digest) in &blobs[..4] {
                scope.spawn(move || server.pull(digest));
            }
        });
    });
    println!("pull, 4 at once, together      {}", spread(&pulls, "MB/s", rate));
}

fn small(server: &Server, _: &[u8]) {
    let blobs: Vec<_> = (0..100).map(|n| numbered(b"a small blob", n)).collect();
    let pushes = times(100, |n| server.push(&blobs[n]));
    println!("push of a small blob           {}", spread(&pushes, "ms", |time| time.as_secs_f64() * 1e3));
    let pulls = times(100, |n| server.pull(&blobs[n].1));
    println!("pull of a small blob           {}", spread(&pulls, "ms", |time| time.as_secs_f64() * 1e3));
}

/// Lists of a repository with a million tags.
async fn lists(engine: &Engine, actor: &Context, repository: &RepositoryId) {
    let start = Instant::now();
    let digest = Digest::parse(&sha256(b"{}")).unwrap();
    for batch in 0..TAGS / 1000 {
        let (repository, digest) = (repository.clone(), digest.clone());
        let write = engine.store().write(Author::system(), move |tx| {
            if batch == 0 {
                tx.registry_put_manifest(&manifest(&repository, &digest))?;
            }
            for n in 0..1000 {
                tx.registry_put_tag(&repository, &format!("v{:07}", batch * 1000 + n), &digest, "bench")?;
            }
            Ok(())
        });
        write.await.unwrap();
    }
    println!("one million tags made in       {:.1} s", start.elapsed().as_secs_f64());
    let page = |page, sort: &str, search: &str| PageRequest {
        page,
        size: 100,
        sort: sort.into(),
        search: search.into(),
        ..PageRequest::default()
    };
    for (what, request) in [
        ("first page of 100, newest", page(1, "", "")),
        ("page 100 of 100, by name", page(100, "tag", "")),
        ("search in all names", page(1, "", "0999999")),
    ] {
        let mut taken = Vec::new();
        for _ in 0..RUNS {
            let start = Instant::now();
            engine.call(actor, VersionList { repository: repository.clone(), page: request.clone() }).await.unwrap();
            taken.push(start.elapsed());
        }
        println!("{what:<30} {}", spread(&taken, "ms", |time| time.as_secs_f64() * 1e3));
    }
}

fn manifest(repository: &RepositoryId, digest: &Digest) -> ManifestRecord {
    ManifestRecord {
        repository: repository.clone(),
        digest: digest.clone(),
        media_type: OCI_MANIFEST.into(),
        artifact_type: String::new(),
        subject: None,
        annotations: Default::default(),
        platforms: Vec::new(),
        image_size: 0,
        pushed_by: "bench".into(),
        parts: Vec::new(),
        body: b"{}".to_vec(),
    }
}

async fn prepare(folder: &Path) -> (Engine, Context, RepositoryId) {
    let data = folder.join("data");
    fs::create_dir_all(&data).unwrap();
    let clock = Arc::new(SystemClock);
    let driver = SimulatedRuntime::open(&data, clock.clone(), Latency::NONE).unwrap();
    let mut config = EngineConfig::at(&data);
    config.admin_password = Some("Sign-in-please-1".into());
    let engine = Engine::open(config, clock, Arc::new(driver)).await.unwrap();
    let origin =
        Origin { address: [127, 0, 0, 1].into(), user_agent: String::new(), vpc: None, request: String::new() };
    let credentials =
        Credentials { user: "admin", password: "Sign-in-please-1", keep: false, replaces: None, device: None };
    let actor = Context::of(engine.iam().sign_in(credentials, &origin).await.unwrap().session.actor());
    engine.call(&actor, RegistryPasswordReset { password: PASSWORD.into() }).await.unwrap();
    let instances = engine
        .call(&actor, RegistryInstanceList { region: "".into(), page: PageRequest::default() })
        .await
        .unwrap()
        .items;
    let instance = instances.into_iter().find(|instance| instance.name == DEFAULT_INSTANCE).unwrap().id;
    let namespace =
        engine.call(&actor, NamespaceCreate { form: NewNamespace { instance, name: "bench".into() } }).await.unwrap();
    let form = NewRepository {
        namespace,
        name: "web".into(),
        visibility: RepositoryType::Private,
        summary: String::new(),
        code_source: CODE_SOURCE.into(),
    };
    let repository = engine.call(&actor, RepositoryCreate { form: form.clone() }).await.unwrap();
    (engine, actor, repository)
}

struct Server {
    name: &'static str,
    child: Child,
    address: SocketAddr,
    repository: &'static str,
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
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Self { name: "gantry", child, address, repository: OURS };
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

    fn start_peer(program: &Path, folder: &Path) -> Self {
        let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let store = folder.join("peer");
        let settings = format!(
            "version: 0.1\nlog: {{level: error, accesslog: {{disabled: true}}}}\n\
             storage: {{filesystem: {{rootdirectory: {}}}}}\nhttp: {{addr: \"{address}\"}}\n",
            store.display()
        );
        fs::write(folder.join("peer.yml"), settings).unwrap();
        let child = Command::new(program)
            .arg("serve")
            .arg(folder.join("peer.yml"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { name: "docker-registry", child, address, repository: THEIRS };
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(start.elapsed() < Duration::from_secs(30), "the peer does not answer");
            std::thread::park_timeout(Duration::from_millis(20));
        }
        server
    }

    fn send(&self, method: &str, path: &str, body: &[u8]) -> (u16, Vec<(String, String)>, usize) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let basic = BASE64_STANDARD.encode(format!("admin:{PASSWORD}"));
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Basic {basic}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            self.address,
            body.len()
        )
        .unwrap();
        stream.write_all(body).unwrap();
        let mut reader = BufReader::with_capacity(1 << 20, stream);
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let status = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
        let (mut buffer, mut length) = (vec![0; 1 << 20], 0);
        loop {
            match reader.read(&mut buffer).unwrap() {
                0 => return (status, headers, length),
                count => length += count,
            }
        }
    }

    /// As clients push: begin, one stream, the digest at the end; each step goes where the one before said.
    fn push(&self, (blob, digest): &(Vec<u8>, String)) {
        let location = |headers: &[(String, String)]| {
            let location = &headers.iter().find(|(name, _)| name == "location").unwrap().1;
            location.find("/v2/").map(|at| location[at..].to_owned()).unwrap()
        };
        let (status, headers, _) = self.send("POST", &format!("{}/blobs/uploads/", self.repository), b"");
        assert_eq!(status, 202);
        let (status, headers, _) = self.send("PATCH", &location(&headers), blob);
        assert_eq!(status, 202);
        let end = location(&headers);
        let separator = if end.contains('?') { '&' } else { '?' };
        assert_eq!(self.send("PUT", &format!("{end}{separator}digest={digest}"), b"").0, 201);
    }

    fn pull(&self, digest: &str) -> usize {
        let (status, _, length) = self.send("GET", &format!("{}/blobs/{digest}", self.repository), b"");
        assert_eq!(status, 200);
        length
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

/// The same blob with another beginning, and its digest.
fn numbered(blob: &[u8], n: usize) -> (Vec<u8>, String) {
    let mut blob = blob.to_vec();
    blob[..8].copy_from_slice(&(n as u64).to_le_bytes());
    let digest = sha256(&blob);
    (blob, digest)
}

fn sha256(bytes: &[u8]) -> String {
    format!("sha256:{}", hex::encode(sha2::Sha256::digest(bytes)))
}

fn times<T>(runs: usize, mut work: impl FnMut(usize) -> T) -> Vec<Duration> {
    let time = |n| {
        let start = Instant::now();
        std::hint::black_box(work(n));
        start.elapsed()
    };
    (0..runs).map(time).collect()
}

/// Median, least and most.
fn spread(times: &[Duration], unit: &str, figure: impl Fn(&Duration) -> f64) -> String {
    let mut figures: Vec<f64> = times.iter().map(figure).collect();
    figures.sort_by(f64::total_cmp);
    let (least, most) = (figures[0], figures[figures.len() - 1]);
    format!("{:8.1} {unit} ({least:.1} to {most:.1})", figures[figures.len() / 2])
}
