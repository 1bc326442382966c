//! The registry of the binary, killed in the middle of things.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use gantry_engine::clock::SystemClock;
use gantry_engine::iam::{Credentials, HashCost};
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::{Context, Origin};
use gantry_engine::{Engine, EngineConfig};
use gantry_model::iam::operations::RegistryPasswordReset;
use gantry_model::page::PageRequest;
use gantry_model::registry::operations::{NamespaceCreate, RegistryInstanceList, RepositoryCreate};
use gantry_model::registry::view::{NewNamespace, NewRepository};
use gantry_model::registry::{CODE_SOURCE, DEFAULT_INSTANCE, RepositoryType};
use sha2::Digest as _;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);
const PASSWORD: &str = "Push-and-pull-1";
const UPLOADS: &str = "/v2/default/x-eci/web/blobs/uploads/";

/// A data folder with a person who may push, and the repository `default/x-eci/web`.
async fn prepared() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("site/files")).unwrap();
    fs::write(folder.path().join("site/manifest.json"), "{}").unwrap();
    let data = folder.path().join("data");
    let clock = Arc::new(SystemClock);
    fs::create_dir_all(&data).unwrap();
    let driver = SimulatedRuntime::open(&data, clock.clone(), Latency::NONE).unwrap();
    let mut config = EngineConfig::at(&data);
    config.hash_cost = HashCost::CHEAP;
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
        engine.call(&actor, NamespaceCreate { form: NewNamespace { instance, name: "x-eci".into() } }).await.unwrap();
    let form = NewRepository {
        namespace,
        name: "web".into(),
        visibility: RepositoryType::Private,
        summary: String::new(),
        code_source: CODE_SOURCE.into(),
    };
    engine.call(&actor, RepositoryCreate { form: form.clone() }).await.unwrap();
    folder
}

struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(folder: &TempDir) -> Self {
        let told = folder.path().join("address");
        let _ = fs::remove_file(&told);
        let child = Command::new(env!("CARGO_BIN_EXE_gantry"))
            .current_dir(folder.path())
            .env("GANTRY_SITE", folder.path().join("site"))
            .args(["serve", "--runtime", "simulated", "--listen", "127.0.0.1:0", "--address-file", "address"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        let start = Instant::now();
        loop {
            assert!(server.child.try_wait().unwrap().is_none(), "the server ended early");
            if let Some(address) = fs::read_to_string(&told).ok().and_then(|text| text.parse().ok()) {
                server.address = address;
                return server;
            }
            assert!(start.elapsed() < PATIENCE, "the server's address did not come");
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }

    /// As `kill -9` does it.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends a request whose body has this length; the caller writes the body.
    fn begin(&self, method: &str, path: &str, length: usize) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let basic = BASE64_STANDARD.encode(format!("admin:{PASSWORD}"));
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Basic {basic}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n",
            self.address
        )
        .unwrap();
        stream
    }

    fn send(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let mut stream = self.begin(method, path, body.len());
        stream.write_all(body).unwrap();
        Answer::read(stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn read(stream: TcpStream) -> Self {
        let mut reader = BufReader::new(stream);
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
        let mut body = Vec::new();
        reader.read_to_end(&mut body).unwrap();
        Self { status, headers, body }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length as u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

fn sha256(bytes: &[u8]) -> String {
    format!("sha256:{}", hex::encode(sha2::Sha256::digest(bytes)))
}

#[tokio::test]
async fn a_push_goes_on_after_the_server_was_killed_in_the_middle_of_it() {
    let folder = prepared().await;
    let blob = bytes(24 << 20);
    let digest = sha256(&blob);
    let acknowledged = 10 << 20;

    let server = Server::start(&folder);
    let begun = server.send("POST", UPLOADS, b"");
    assert_eq!(begun.status, 202, "{}", String::from_utf8_lossy(&begun.body));
    let location = begun.header("location").to_owned();
    assert_eq!(server.send("PATCH", &location, &blob[..acknowledged]).status, 202);
    // Half of the next chunk is on its way, and on the disk, when the server dies.
    let mut stream = server.begin("PATCH", &location, blob.len() - acknowledged);
    stream.write_all(&blob[acknowledged..16 << 20]).unwrap();
    let file = folder.path().join("data/registry/uploads").join(location.rsplit('/').next().unwrap());
    let start = Instant::now();
    while fs::metadata(&file).unwrap().len() <= acknowledged as u64 {
        assert!(start.elapsed() < PATIENCE, "nothing of the second chunk came to the disk");
        std::thread::park_timeout(Duration::from_millis(5));
    }
    server.kill();
    drop(stream);

    let server = Server::start(&folder);
    let state = server.send("GET", &location, b"");
    assert_eq!((state.status, state.header("range")), (204, format!("0-{}", acknowledged - 1).as_str()));
    assert_eq!(server.send("PATCH", &location, &blob[acknowledged..]).status, 202);
    let done = server.send("PUT", &format!("{location}?digest={digest}"), b"");
    assert_eq!(done.status, 201, "{}", String::from_utf8_lossy(&done.body));
    server.kill();

    let server = Server::start(&folder);
    let got = server.send("GET", &format!("/v2/default/x-eci/web/blobs/{digest}"), b"");
    assert_eq!(got.status, 200);
    assert!(got.body == blob, "the bytes come back as they went");
    assert!(!file.exists());
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_kill_and_what_was_not_leaves_no_file() {
    let folder = prepared().await;
    let mut kept = Vec::new();
    for round in 0..4u8 {
        let server = Server::start(&folder);
        for blob in [vec![round; 70_000], vec![round; 10]] {
            let digest = sha256(&blob);
            assert_eq!(server.send("POST", &format!("{UPLOADS}?digest={digest}"), &blob).status, 201);
            kept.push((digest, blob));
        }
        // This one is never acknowledged.
        let lost = vec![round ^ 0xff; 3 << 20];
        let mut stream = server.begin("POST", &format!("{UPLOADS}?digest={}", sha256(&lost)), lost.len());
        stream.write_all(&lost[..2 << 20]).unwrap();
        server.kill();
    }
    let server = Server::start(&folder);
    for (digest, blob) in &kept {
        let got = server.send("GET", &format!("/v2/default/x-eci/web/blobs/{digest}"), b"");
        assert!(got.status == 200 && got.body == *blob, "{digest}: {}", got.status);
    }
    // Every file that is not a blob is an upload that can be gone on with.
    let blobs = folder.path().join("data/registry/blobs/sha256");
    let files: usize = fs::read_dir(blobs).unwrap().map(|dir| fs::read_dir(dir.unwrap().path()).unwrap().count()).sum();
    let sample = if gantry_engine::registry::sample_files::SAMPLE_FILES.is_some() { 3 } else { 0 };
    assert_eq!(files, kept.len() + sample);
    for upload in fs::read_dir(folder.path().join("data/registry/uploads")).unwrap() {
        let id = upload.unwrap().file_name().into_string().unwrap();
        assert_eq!(server.send("GET", &format!("{UPLOADS}{id}"), b"").status, 204, "{id}");
    }
}

#[tokio::test]
async fn an_image_of_skopeo_outlives_a_kill() {
    let folder = prepared().await;
    let home = folder.path().join("home");
    fs::create_dir_all(&home).unwrap();
    let server = Server::start(&folder);
    let image = home.join("image");
    let layer = bytes(300_000);
    let archive = {
        let mut archive = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_ustar();
        header.set_size(layer.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, "file", layer.as_slice()).unwrap();
        archive.into_inner().unwrap()
    };
    fs::create_dir_all(&image).unwrap();
    // The directory form of an image: a manifest, and blobs by the digits of their digests.
    let put = |content: &[u8]| {
        let digest = sha256(content);
        fs::write(image.join(digest.strip_prefix("sha256:").unwrap()), content).unwrap();
        serde_json::json!({ "digest": digest, "size": content.len() })
    };
    let config = serde_json::json!({ "os": "linux", "architecture": "amd64", "rootfs": { "type": "layers", "diff_ids": [sha256(&archive)] } });
    let mut config = put(config.to_string().as_bytes());
    config["mediaType"] = "application/vnd.oci.image.config.v1+json".into();
    let mut layer = put(&archive);
    layer["mediaType"] = "application/vnd.oci.image.layer.v1.tar".into();
    let manifest = serde_json::json!({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": config, "layers": [layer],
    });
    fs::write(image.join("manifest.json"), manifest.to_string()).unwrap();
    fs::write(image.join("version"), "Directory Transport Version: 1.1\n").unwrap();
    let skopeo = |arguments: &[&str]| {
        let output = Command::new("skopeo").args(arguments).env("HOME", &home).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let credentials = format!("admin:{PASSWORD}");
    let source = format!("dir:{}", image.display());
    let target = |server: &Server| format!("docker://{}/default/x-eci/web:1", server.address);
    let to = target(&server);
    skopeo(&["--insecure-policy", "copy", "--dest-tls-verify=false", "--dest-creds", &credentials, &source, &to]);
    let before = skopeo(&["inspect", "--tls-verify=false", "--creds", &credentials, "--format", "{{.Digest}}", &to]);
    server.kill();
    let server = Server::start(&folder);
    let from = target(&server);
    let after = skopeo(&["inspect", "--tls-verify=false", "--creds", &credentials, "--format", "{{.Digest}}", &from]);
    assert_eq!(before, after);
    let pulled = format!("dir:{}", home.join("pulled").display());
    skopeo(&["--insecure-policy", "copy", "--src-tls-verify=false", "--src-creds", &credentials, &from, &pulled]);
}
