//! The assembled router, asked as browsers ask it.

#![allow(clippy::unwrap_used)]

mod connections;
mod door;
mod operation_log;
mod server_functions;
mod streams;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use gantry_engine::Origin;
use gantry_engine::clock::ManualClock;
use gantry_engine::iam::{Credentials, HashCost, SignedIn};
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::{Engine, EngineConfig};
use leptos::config::LeptosOptions;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use crate::assets::Assets;
use crate::csrf::Origins;
use crate::machine::Readiness;
use crate::places::Places;
use crate::router::{AppState, router};
use crate::session::Door;

const PASSWORD: &str = "Passw0rd!";
const HERE: &str = "127.0.0.1:8080";
const ORIGIN_HERE: &str = "http://127.0.0.1:8080";
/// How long a test waits for what must come.
const SOON: Duration = Duration::from_secs(30);

/// A server without a network.
struct House {
    router: Router,
    engine: Engine,
    clock: ManualClock,
    stopping: CancellationToken,
    dir: tempfile::TempDir,
}

impl House {
    /// With an administrator whose password is [`PASSWORD`].
    async fn new() -> Self {
        Self::with(Some(PASSWORD), Origins::new(None, false)).await
    }

    async fn with(password: Option<&str>, origins: Origins) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = ManualClock::default();
        let shared = Arc::new(clock.clone());
        let runtime = Arc::new(SimulatedRuntime::open(dir.path(), shared.clone(), Latency::NONE).unwrap());
        let config = EngineConfig {
            admin_password: password.map(str::to_owned),
            hash_cost: HashCost::CHEAP,
            ..EngineConfig::at(dir.path())
        };
        let engine = Engine::open(config, shared, runtime).await.unwrap();
        let installation = crate::serve::installation(&engine, ORIGIN_HERE);
        let stopping = CancellationToken::new();
        let state = AppState {
            assets: Assets::in_folder(dir.path().to_owned()),
            door: Door::new(engine.iam().clone(), origins, Vec::new(), installation),
            engine: engine.clone(),
            leptos: LeptosOptions::builder().output_name("gantry").build(),
            readiness: Readiness::default(),
            stopping: stopping.clone(),
            places: Places::default(),
        };
        Self { router: router(state), engine, clock, stopping, dir }
    }

    /// The whole answer. One that does not come names its request instead of hanging.
    async fn ask(&self, request: Request<Body>) -> Answer {
        let what = format!("{} {}", request.method(), request.uri());
        let answer = async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let status = parts.status;
            let body = axum::body::to_bytes(body, 4 << 20);
            let body =
                tokio::time::timeout(SOON, body).await.unwrap_or_else(|_| panic!("{status}, but its body hangs"));
            Answer { status, headers: parts.headers, body: String::from_utf8(body.unwrap().into()).unwrap() }
        };
        tokio::time::timeout(SOON * 2, answer).await.unwrap_or_else(|_| panic!("{what} was not answered"))
    }

    /// A session, made beside the door.
    async fn signed_in(&self) -> SignedIn {
        let credentials = Credentials { user: "admin", password: PASSWORD, keep: false, replaces: None, device: None };
        let origin =
            Origin { address: [192, 0, 2, 1].into(), user_agent: "test".into(), vpc: None, request: String::new() };
        self.engine.iam().sign_in(credentials, &origin).await.unwrap()
    }

    /// The router on a port of its own, until the test ends.
    async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        address
    }
}

/// A request from a browser that looks at one of our pages.
struct Ask(axum::http::request::Builder);

impl Ask {
    fn new(method: Method, path: &str) -> Self {
        let builder = Request::builder().method(method.clone()).uri(path).header(HOST, HERE);
        Self(match method {
            Method::GET => builder.header(ACCEPT, "text/html,*/*"),
            _ => builder.header(ORIGIN, ORIGIN_HERE),
        })
    }

    fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    fn cookie(self, pair: impl AsRef<str>) -> Self {
        Self(self.0.header(COOKIE, pair.as_ref()))
    }

    fn session(self, signed_in: &SignedIn) -> Self {
        self.cookie(format!("gantry-session={}", signed_in.token.as_str()))
    }

    fn header(self, name: &'static str, value: &str) -> Self {
        Self(self.0.header(name, value))
    }

    fn nothing(self) -> Request<Body> {
        self.0.body(Body::empty()).unwrap()
    }

    fn form(self, pairs: &[(&str, &str)]) -> Request<Body> {
        let escape = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
        let body: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
        self.0.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body.join("&").into()).unwrap()
    }

    fn json(self, body: &str) -> Request<Body> {
        self.0.header(CONTENT_TYPE, "application/json").body(body.to_owned().into()).unwrap()
    }
}

fn sign_in(pairs: &[(&str, &str)]) -> Request<Body> {
    Ask::new(Method::POST, "/login").form(pairs)
}

#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn location(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |location| location.to_str().unwrap())
    }

    /// What was set for this cookie: its value and its attributes.
    fn cookie(&self, name: &str) -> Option<(&str, &str)> {
        let mut lines = self.headers.get_all(SET_COOKIE).iter().map(|line| line.to_str().unwrap());
        let line = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix('='))?;
        line.split_once("; ")
    }

    /// `NAME=VALUE` of the session's cookie, to send it back.
    fn session(&self) -> String {
        format!("gantry-session={}", self.cookie("gantry-session").unwrap().0)
    }
}

/// What the server logs.
#[derive(Clone, Default)]
struct Log(Arc<std::sync::Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl tracing_subscriber::fmt::MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
