//! The registry without HTTP: commands, and what a kill leaves behind.

#![allow(clippy::unwrap_used)]

mod commands;
mod instances;
mod kills;
mod pulls;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::stream;
use gantry_model::Result;
use gantry_model::iam::{Actor, Role};
use gantry_model::id::{Id as _, NamespaceId, RepositoryId, UserId};
use gantry_model::page::PageRequest;
use gantry_model::quota::Limits;
use gantry_model::registry::manifest::{OCI_CONFIG, OCI_MANIFEST};
use gantry_model::registry::operations::{NamespaceCreate, NamespaceList, RegistryInstanceList, RepositoryCreate};
use gantry_model::registry::reference::{Digest, RepositoryPath};
use gantry_model::registry::scope::Action;
use gantry_model::registry::view::{InstanceView, NewNamespace, NewRepository};
use gantry_model::registry::{CODE_SOURCE, DEFAULT_INSTANCE, RepositoryType};
use serde_json::{Value, json};

use super::blob_files::digest_of;
use super::{Access, Begun, Body, Caller, Reference, Registry, RegistrySettings, first_start};
use gantry_engine_iam::{HashCost, Iam};
use gantry_platform::call::Call as _;
use gantry_platform::clock::ManualClock;
use gantry_platform::context::Context;
use gantry_platform::secrets::Secrets;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Author, Store};

/// A registry on a folder of its own.
pub(super) struct Bed {
    pub(super) registry: Registry,
    pub(super) clock: ManualClock,
    folder: Arc<tempfile::TempDir>,
}

impl Bed {
    pub(super) async fn new() -> Self {
        Self::at(Arc::new(tempfile::tempdir().unwrap()), ManualClock::default()).await
    }

    async fn at(folder: Arc<tempfile::TempDir>, clock: ManualClock) -> Self {
        let store = Store::open(folder.path(), Arc::new(clock.clone()), gantry_platform::documents::kinds()).unwrap();
        first_start(&store, "local").await.unwrap();
        store
            .write(Author::system(), |tx| gantry_engine_quota::first_start(tx, "local", &Limits::for_cores(2)))
            .await
            .unwrap();
        let secrets = Secrets::from_key(&[7; 32]);
        let iam = Iam::new(store.clone(), Arc::default(), secrets.clone(), HashCost::CHEAP).unwrap();
        let registry = Registry::open(store, iam, secrets, Settings::default(), RegistrySettings::default()).unwrap();
        Self { registry, clock, folder }
    }

    /// As after a kill: nothing is closed in order, a new server opens what is on the disk.
    async fn restart(self) -> Self {
        let Self { registry, clock, folder } = self;
        // A kill would end what goes on in the background; here it holds the folder until it is done.
        let alone = async {
            while Arc::strong_count(&registry.inner) > 1 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), alone).await.expect("background work ends");
        drop(registry);
        Self::at(folder, clock).await
    }

    async fn instance(&self, name: &str) -> InstanceView {
        let all = self
            .registry
            .call(&admin(), RegistryInstanceList { region: "".into(), page: PageRequest::default() })
            .await
            .unwrap();
        all.items.into_iter().find(|instance| instance.name == name).unwrap()
    }

    async fn namespace(&self, name: &str) -> NamespaceId {
        let instance = self.instance(DEFAULT_INSTANCE).await.id;
        self.registry
            .call(&admin(), NamespaceCreate { form: NewNamespace { instance, name: name.into() } })
            .await
            .unwrap()
    }

    /// A repository `default/x-eci/NAME` and leave to push to it.
    async fn repository(&self, name: &str) -> (RepositoryId, Access) {
        let request = PageRequest { search: "x-eci".into(), ..PageRequest::default() };
        let known =
            self.registry.call(&admin(), NamespaceList { instance: None, page: request.clone() }).await.unwrap();
        let namespace = match known.items.first() {
            Some(known) => known.id.clone(),
            None => self.namespace("x-eci").await,
        };
        let id =
            self.registry.call(&admin(), RepositoryCreate { form: new_repository(namespace, name) }).await.unwrap();
        (id, self.access(name).await)
    }

    async fn access(&self, name: &str) -> Access {
        let path = RepositoryPath::parse(&format!("default/x-eci/{name}")).unwrap();
        self.registry.access(&Caller::system(), &path, Action::Push).await.unwrap()
    }

    async fn push(&self, access: &Access, bytes: &[u8]) -> Digest {
        let digest = digest_of(bytes, "sha256").unwrap();
        let Begun::Started(state) = self.registry.upload_begin(access, "sha256", None).await.unwrap() else {
            panic!("nothing was mounted");
        };
        self.registry.upload_finish(access, &state.id, None, body(&[bytes]), &digest).await.unwrap();
        digest
    }

    /// Pushes an image of these layers for a platform.
    async fn push_image(&self, access: &Access, tag: &str, platform: (&str, &str), layers: &[&[u8]]) -> Digest {
        let diff_ids: Vec<_> = layers.iter().map(|layer| digest_of(layer, "sha256").unwrap()).collect();
        let config = json!({ "os": platform.0, "architecture": platform.1, "rootfs": { "type": "layers", "diff_ids": diff_ids } });
        let config = config.to_string();
        let mut described = Vec::new();
        for layer in layers {
            let digest = self.push(access, layer).await;
            described.push(
                json!({ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": digest, "size": layer.len() }),
            );
        }
        let manifest = json!({
            "schemaVersion": 2, "mediaType": OCI_MANIFEST,
            "config": { "mediaType": OCI_CONFIG, "digest": self.push(access, config.as_bytes()).await, "size": config.len() },
            "layers": described,
        });
        self.put(access, tag, OCI_MANIFEST, &manifest).await.unwrap()
    }

    async fn put(&self, access: &Access, tag: &str, kind: &str, manifest: &Value) -> Result<Digest> {
        let tag = Reference::parse(tag).unwrap();
        let put = self.registry.manifest_put(access, &tag, kind, manifest.to_string().into_bytes()).await?;
        Ok(put.digest)
    }
}

fn admin() -> Context {
    Context::of(Actor::User { id: UserId::from_parts(1, 1), name: "admin".into(), role: Role::Administrator })
}

fn new_repository(namespace: NamespaceId, name: &str) -> NewRepository {
    NewRepository {
        namespace,
        name: name.into(),
        visibility: RepositoryType::Private,
        summary: "test".into(),
        code_source: CODE_SOURCE.into(),
    }
}

fn body(pieces: &[&[u8]]) -> Body {
    let pieces: Vec<Result<Bytes>> = pieces.iter().map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    Box::pin(stream::iter(pieces))
}
