//! The binary as an operator meets it: what it says, when it refuses, how it stops.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

/// A folder with a console that has no files, and data.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("site/files")).unwrap();
        fs::write(folder.path().join("site/manifest.json"), "{}").unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// `gantry serve` with simulated containers on a free port, and more options.
    fn serve(&self, options: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gantry"));
        command.current_dir(self.path()).env("GANTRY_SITE", self.path().join("site"));
        command.args(["serve", "--runtime", "simulated", "--address-file", "address"]);
        if !options.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        command.args(options);
        command
    }

    /// A started server, once it answers.
    fn started(&self, options: &[&str]) -> Server {
        self.start(self.serve(options))
    }

    fn start(&self, mut command: Command) -> Server {
        let _ = fs::remove_file(self.path().join("address"));
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut server = Server { child, address: None };
        server.address = Some(wait_for("the server's address", || {
            assert!(server.child.try_wait().unwrap().is_none(), "the server ended early");
            fs::read_to_string(self.path().join("address")).ok()?.parse().ok()
        }));
        server
    }

    /// What a server says that should refuse to start.
    fn refused(&self, options: &[&str]) -> String {
        let Output { status, stderr, .. } = self.serve(options).output().unwrap();
        let words = String::from_utf8_lossy(&stderr).into_owned();
        assert_eq!(status.code(), Some(1), "{words}");
        assert!(!words.contains("panicked") && !words.contains("backtrace"), "{words}");
        words
    }
}

struct Server {
    child: Child,
    address: Option<SocketAddr>,
}

impl Server {
    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    fn ended(&mut self) -> ExitStatus {
        wait_for("the server's end", || self.child.try_wait().unwrap())
    }

    /// The answer to a request, head and body.
    fn get(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(self.address.unwrap()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// The answer to a form.
    fn post(&self, path: &str, headers: &str, form: &str) -> String {
        let address = self.address.unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let length = form.len();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{form}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait_for<T>(what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(start.elapsed() < PATIENCE, "{what} did not come");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

#[test]
fn a_port_in_use_is_named() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let words = place.refused(&["--listen", &address]);
    assert!(words.contains(&address) && words.contains("in use"), "{words}");
}

#[test]
fn open_files_are_raised_to_what_is_allowed() {
    let place = Place::new();
    let serve = place.serve(&[]);
    let mut lowered = Command::new("sh");
    lowered.args(["-c", "ulimit -Sn 512 && exec \"$0\" \"$@\""]).arg(serve.get_program()).args(serve.get_args());
    lowered.current_dir(place.path()).env("GANTRY_SITE", place.path().join("site"));
    let server = place.start(lowered);
    let limits = fs::read_to_string(format!("/proc/{}/limits", server.child.id())).unwrap();
    let line = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    let numbers: Vec<_> = line.split_whitespace().skip(3).take(2).collect();
    assert_eq!(numbers[0], numbers[1], "{line}");
}

#[test]
fn two_servers_do_not_share_a_data_folder() {
    let place = Place::new();
    let _first = place.started(&[]);
    let words = place.refused(&[]);
    assert!(words.contains("data"), "{words}");
}

#[test]
fn a_killed_server_starts_again_on_its_data() {
    let place = Place::new();
    let mut first = place.started(&[]);
    first.signal("-KILL");
    first.ended();
    let second = place.started(&[]);
    assert!(second.get("/readyz", "").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_server_ends_in_order_when_told_to() {
    let place = Place::new();
    for signal in ["-TERM", "-INT"] {
        let mut server = place.started(&[]);
        server.signal(signal);
        assert!(server.ended().success());
    }
}

#[test]
fn an_open_address_without_tls_is_refused() {
    let words = Place::new().refused(&["--listen", "0.0.0.0:0"]);
    assert!(words.contains("--insecure-listen-without-tls"), "{words}");
}

#[test]
fn a_missing_certificate_is_named() {
    let words = Place::new().refused(&["--tls-cert", "no-such.pem", "--tls-key", "no-such.key"]);
    assert!(words.contains("no-such.pem"), "{words}");
}

#[test]
fn a_wrong_name_in_the_settings_file_is_named() {
    let place = Place::new();
    fs::write(place.path().join("gantry.toml"), "lisen = \"127.0.0.1:0\"\n").unwrap();
    let words = place.refused(&["--config", "gantry.toml"]);
    assert!(words.contains("gantry.toml") && words.contains("lisen"), "{words}");
}

#[test]
fn a_missing_password_file_is_named() {
    let words = Place::new().refused(&["--admin-password-file", "no-such-file"]);
    assert!(words.contains("no-such-file"), "{words}");
}

#[test]
fn a_forgotten_password_is_replaced_on_the_machine() {
    let place = Place::new();
    fs::write(place.path().join("password"), "Passw0rd!").unwrap();
    let password = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gantry"));
        let output = command.current_dir(place.path()).arg("password").args(options).output().unwrap();
        let words = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(words).unwrap())
    };
    let (done, words) = password(&["admin"]);
    assert!(!done && words.contains("no installation") && !place.path().join("data").exists(), "{words}");

    let mut server = place.started(&["--admin-password-file", "password"]);
    let (done, words) = password(&["admin"]);
    assert!(!done && words.contains("data"), "a server has the folder open: {words}");
    server.signal("-TERM");
    assert!(server.ended().success());

    let (done, words) = password(&["nobody"]);
    assert!(!done && words.contains("nobody"), "{words}");
    let (done, words) = password(&["admin"]);
    assert!(done, "{words}");
    let one_time = words.lines().next().unwrap().rsplit(' ').next().unwrap();

    let server = place.started(&[]);
    let origin = format!("origin: http://{}\r\n", server.address.unwrap());
    let old = server.post("/login", &origin, "user=admin&password=Passw0rd%21");
    assert!(old.to_ascii_lowercase().contains("location: /login?refused=wrong"), "{old}");
    let new = server.post("/login", &origin, &format!("user=admin&password={one_time}"));
    assert!(new.to_ascii_lowercase().contains("location: /password"), "{new}");
}

#[test]
fn settings_come_from_the_environment_too() {
    let place = Place::new();
    let output = place.serve(&["--tls-cert", "a.pem"]).env("GANTRY_TLS_KEY", "no-such.key").output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("no-such.key"), "{words}");
}

#[test]
fn every_page_forbids_foreign_scripts_and_frames() {
    let place = Place::new();
    let server = place.started(&[]);
    let answer = server.get("/login", "");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let policy = head.lines().find(|line| line.starts_with("content-security-policy:")).unwrap();
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"), "{policy}");
    assert!(!policy.contains("'unsafe-eval'"), "{policy}");
    let scripts: Vec<&str> = body.split("<script").skip(1).collect();
    assert!(!scripts.is_empty());
    assert!(scripts.iter().all(|script| script.contains(&format!("nonce=\"{nonce}\""))), "{body}");
}

#[test]
fn every_answer_forbids_guessing_and_framing() {
    let place = Place::new();
    let server = place.started(&[]);
    for path in ["/login", "/no-such-page", "/healthz", "/assets/no-such-file.js", "/v2/"] {
        let answer = server.get(path, "").to_ascii_lowercase();
        let head = answer.split("\r\n\r\n").next().unwrap();
        assert!(head.contains("content-security-policy: default-src 'none'"), "{path}: {head}");
        assert!(head.contains("x-content-type-options: nosniff"), "{path}: {head}");
        assert!(head.contains("x-frame-options: deny"), "{path}: {head}");
        assert!(head.contains("referrer-policy:"), "{path}: {head}");
    }
}

#[test]
fn machines_can_ask_for_health_and_figures() {
    let place = Place::new();
    let server = place.started(&[]);
    assert!(server.get("/healthz", "").starts_with("HTTP/1.1 200"));
    assert!(server.get("/readyz", "").starts_with("HTTP/1.1 200"));
    let figures = server.get("/metrics", "");
    assert!(figures.contains("gantry_build_info{version=\""), "{figures}");
    assert!(figures.contains("gantry_http_responses_total{class=\"2xx\"}"), "{figures}");
}

#[test]
fn files_with_a_hash_in_their_name_are_kept_for_ever() {
    let place = Place::new();
    fs::write(place.path().join("site/files/a.0123.js"), "plain").unwrap();
    fs::write(place.path().join("site/files/a.0123.js.br"), "small").unwrap();
    let server = place.started(&[]);
    let small = server.get("/assets/a.0123.js", "accept-encoding: gzip, br\r\n");
    assert!(small.contains("content-encoding: br") && small.ends_with("small"), "{small}");
    assert!(small.contains("immutable") && small.contains("text/javascript"), "{small}");
    let plain = server.get("/assets/a.0123.js", "");
    assert!(plain.ends_with("plain") && !plain.contains("content-encoding"), "{plain}");
    assert!(server.get("/assets/..%2fmanifest.json", "").starts_with("HTTP/1.1 404"));
}
