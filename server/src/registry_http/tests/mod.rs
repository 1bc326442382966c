//! The registry over HTTP: the specification's answers, real clients, and broken input.

#![allow(clippy::unwrap_used)]

mod clients;
mod content;
mod login;
mod races;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use gantry_engine::clock::ManualClock;
use gantry_engine::iam::{Credentials, HashCost};
use gantry_engine::network::Vpc;
use gantry_engine::registry::{Registry, RegistrySettings};
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::{Context, Origin};
use gantry_engine::{Engine, EngineConfig};
use gantry_model::iam::operations::RegistryPasswordReset;
use gantry_model::id::{RepositoryId, VpcId};
use gantry_model::page::PageRequest;
use gantry_model::registry::manifest::{OCI_CONFIG, OCI_MANIFEST};
use gantry_model::registry::operations::{NamespaceCreate, NamespaceList, RegistryInstanceList, RepositoryCreate};
use gantry_model::registry::view::{NewNamespace, NewRepository};
use gantry_model::registry::{CODE_SOURCE, DEFAULT_INSTANCE, RepositoryType};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// The registry password of `admin`.
const PASSWORD: &str = "Push-and-pull-1";

/// An engine with one person, one namespace and two repositories, and the router before it.
struct Bed {
    engine: Engine,
    clock: ManualClock,
    actor: Context,
    repository: RepositoryId,
    router: Router,
    folder: tempfile::TempDir,
}

/// An answer, whole.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The code of a refusal.
    fn code(&self) -> String {
        self.json()["errors"][0]["code"].as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    fn expect(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }
}

impl Bed {
    async fn new() -> Self {
        Self::with(RegistrySettings::default()).await
    }

    async fn with(registry: RegistrySettings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = ManualClock::default();
        let driver = SimulatedRuntime::open(folder.path(), Arc::new(clock.clone()), Latency::NONE).unwrap();
        let mut config = EngineConfig::at(folder.path());
        config.hash_cost = HashCost::CHEAP;
        config.admin_password = Some("Sign-in-please-1".into());
        config.registry = registry;
        // Every blob and upload that a test counts is its own.
        config.sample = false;
        let engine = Engine::open(config, Arc::new(clock.clone()), Arc::new(driver)).await.unwrap();
        let credentials =
            Credentials { user: "admin", password: "Sign-in-please-1", keep: false, replaces: None, device: None };
        let actor = Context::of(engine.iam().sign_in(credentials, &origin()).await.unwrap().session.actor());
        engine.call(&actor, RegistryPasswordReset { password: PASSWORD.into() }).await.unwrap();
        let router = super::router::<()>(engine.registry());
        let repository = make_repository(&engine, &actor, "x-eci", "web", RepositoryType::Private).await;
        make_repository(&engine, &actor, "x-eci", "open", RepositoryType::Public).await;
        Self { engine, clock, actor, repository, router, folder }
    }

    fn registry(&self) -> &Registry {
        self.engine.registry()
    }

    /// The VPC of the first start, which is of the instances' region.
    async fn vpc(&self) -> VpcId {
        self.engine.store().read(|read| read.ids::<Vpc>()).await.unwrap().remove(0)
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(header::HeaderName, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        self.send_from([127, 0, 0, 1], method, path, headers, body).await
    }

    async fn send_from(
        &self,
        peer: [u8; 4],
        method: Method,
        path: &str,
        headers: &[(header::HeaderName, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        self.send_out_of(None, peer, method, path, headers, body).await
    }

    /// The same from inside a VPC.
    async fn send_out_of(
        &self,
        vpc: Option<VpcId>,
        peer: [u8; 4],
        method: Method,
        path: &str,
        headers: &[(header::HeaderName, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let mut request = request.body(body.into()).unwrap();
        request.extensions_mut().insert(Origin {
            address: peer.into(),
            user_agent: "test".into(),
            vpc,
            request: String::new(),
        });
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = axum::body::to_bytes(body, 64 << 20).await.unwrap();
        Answer { status: head.status, headers: head.headers, body }
    }

    /// As `admin`, by name and password.
    async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(header::HeaderName, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let basic = basic("admin", PASSWORD);
        let headers: Vec<_> = headers.iter().cloned().chain([(header::AUTHORIZATION, basic.as_str())]).collect();
        self.send(method, path, &headers, body).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], Body::empty()).await
    }

    /// Pushes a blob to `x-eci/NAME` in one request and returns its digest.
    async fn push_blob(&self, name: &str, bytes: impl Into<Bytes>) -> String {
        let bytes = bytes.into();
        let digest = sha256(&bytes);
        let path = format!("/v2/default/x-eci/{name}/blobs/uploads/?digest={digest}");
        self.ask(Method::POST, &path, &[], bytes).await.expect(StatusCode::CREATED);
        digest
    }

    /// Pushes an image of one layer under a tag, and returns its manifest's digest.
    async fn push_image(&self, name: &str, tag: &str, layer: &str) -> String {
        let manifest = self.image(name, layer).await;
        let path = format!("/v2/default/x-eci/{name}/manifests/{tag}");
        let answer = self.ask(Method::PUT, &path, &[(header::CONTENT_TYPE, OCI_MANIFEST)], manifest.to_string()).await;
        answer.expect(StatusCode::CREATED).header("docker-content-digest").to_owned()
    }

    /// Pushes the blobs of an image, and returns its manifest.
    async fn image(&self, name: &str, layer: &str) -> Value {
        let config = json!({ "os": "linux", "architecture": "amd64", "rootfs": { "type": "layers", "diff_ids": [sha256(layer.as_bytes())] } });
        let config = config.to_string();
        let config_digest = self.push_blob(name, config.clone()).await;
        let layer_digest = self.push_blob(name, layer.to_owned()).await;
        json!({
            "schemaVersion": 2,
            "mediaType": OCI_MANIFEST,
            "config": { "mediaType": OCI_CONFIG, "digest": config_digest, "size": config.len() },
            "layers": [{ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": layer_digest, "size": layer.len() }],
        })
    }
}

async fn make_repository(
    engine: &Engine,
    actor: &Context,
    namespace: &str,
    name: &str,
    visibility: RepositoryType,
) -> RepositoryId {
    let instances =
        engine.call(actor, RegistryInstanceList { region: String::new(), page: PageRequest::default() }).await.unwrap();
    let instance = instances.items.into_iter().find(|instance| instance.name == DEFAULT_INSTANCE).unwrap();
    let request = PageRequest { search: namespace.into(), ..PageRequest::default() };
    let known = engine.call(actor, NamespaceList { instance: Some(instance.id.clone()), page: request }).await.unwrap();
    let namespace = match known.items.first() {
        Some(known) => known.id.clone(),
        None => {
            let form = NewNamespace { instance: instance.id.clone(), name: namespace.into() };
            engine.call(actor, NamespaceCreate { form }).await.unwrap()
        }
    };
    let form = NewRepository {
        namespace,
        name: name.into(),
        visibility,
        summary: "test".into(),
        code_source: CODE_SOURCE.into(),
    };
    engine.call(actor, RepositoryCreate { form }).await.unwrap()
}

fn origin() -> Origin {
    Origin { address: [127, 0, 0, 1].into(), user_agent: "test".into(), vpc: None, request: String::new() }
}

fn basic(name: &str, password: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{name}:{password}")))
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    format!("sha256:{}", hex::encode(sha2::Sha256::digest(bytes)))
}
