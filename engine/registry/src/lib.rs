//! The registry: where images are kept (rows REG).
//!
//! **What people manage** are resources: instances hold namespaces, namespaces hold repositories. The handle's commands take an
//! [`Actor`] and decide by it.
//!
//! **What clients push and pull** is content. A blob is a file named by its digest (`blob_files.rs`); an upload (`uploads.rs`) is written, hashed on
//! the way, synced, renamed into its place, and only then noted in the store and acknowledged. Manifests (`manifests.rs`) are small and live
//! in the store, so that a manifest, its tag and the claim on its blobs are one step. Content methods take an [`Access`], which
//! [`Registry::access`] gives to a [`Caller`] who may do what they ask for (`access.rs`); there is no other way to one.
//!
//! **What nobody needs** goes while serving (`collector.rs`): a blob that no manifest names has an hour, and so has one that a
//! client was just told of.
//!
//! The one surprising thing: a file is unlinked under the lock of its digest, after the store has forgotten it; an upload of
//! the same content holds that lock while it renames and notes, so neither can undo the other.

mod access;
mod access_control;
mod admission;
mod blob_files;
mod blobs;
mod collector;
mod create_on_push;
pub mod images;
mod instances;
mod manifests;
mod namespaces;
mod personal;
mod pulls;
mod repositories;
mod sample;
pub mod sample_files;
mod settings;
#[cfg(test)]
mod tests;
mod tokens;
mod uploads;
mod versions;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use gantry_model::{
    Result,
    iam::Actor,
    id::{Id as _, RegistryInstanceId, UserId},
    registry::{DEFAULT_INSTANCE, NamespaceSpec, RegistryInstanceSpec, SAMPLES_INSTANCE, SAMPLES_NAMESPACE},
    time::{Moment, Timestamp},
};
use tokio::sync::broadcast;

pub use gantry_platform::documents::{Instance, Namespace, Repository, RepositoryStatus};

pub use self::{
    access::{Access, Caller},
    admission::{Place, require_reach},
    blobs::Blob,
    collector::Collected,
    manifests::{ManifestPut, Part, Reference, Served},
    pulls::Pushed,
    sample::{SAMPLE_REPOSITORY, SAMPLE_TAG},
    settings::RegistrySettings,
    tokens::Granted,
    uploads::{Begun, Body, UploadState},
};
use self::{blob_files::BlobFiles, uploads::Sessions};
use gantry_engine_iam::Iam;
use gantry_platform::{
    secrets::Secrets,
    settings::Settings,
    store::{Author, New, Store, Tx},
};

gantry_model::registry_operations!(gantry_platform::call::dispatch, Registry);

/// The handle of this area. Clones share it.
#[derive(Clone)]
pub struct Registry {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    iam: Iam,
    secrets: Secrets,
    installation: Settings,
    settings: RegistrySettings,
    files: BlobFiles,
    sessions: Mutex<Sessions>,
    pushed: broadcast::Sender<Pushed>,
    refusals: admission::Refusals,
}

impl Registry {
    /// The registry of this store; blobs are kept in `registry/` of its folder.
    ///
    /// # Errors
    /// Unavailable when the folder cannot be made.
    pub fn open(
        store: Store,
        iam: Iam,
        secrets: Secrets,
        installation: Settings,
        settings: RegistrySettings,
    ) -> Result<Self> {
        let files = BlobFiles::open(&store.dir().join("registry"))?;
        let inner = Inner {
            store,
            iam,
            secrets,
            installation,
            settings,
            files,
            sessions: Mutex::default(),
            pushed: broadcast::channel(256).0,
            refusals: admission::Refusals::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Makes the sample image if this build holds its programs and it is not there yet.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub async fn make_sample(&self) -> Result<()> {
        sample::make(self).await
    }

    /// What was set.
    pub fn settings(&self) -> &RegistrySettings {
        &self.inner.settings
    }

    /// Tells of each image that was pushed, so that it can be made ready to run. A receiver that lags misses some.
    pub fn pushed(&self) -> broadcast::Receiver<Pushed> {
        self.inner.pushed.subscribe()
    }

    /// The folder of blobs, for figures of its disk.
    pub fn folder(&self) -> PathBuf {
        self.inner.files.root().to_owned()
    }

    fn store(&self) -> &Store {
        &self.inner.store
    }

    fn now(&self) -> Timestamp {
        self.inner.store.clock().now()
    }

    /// A moment as machines write it: RFC 3339, in UTC.
    pub fn rfc3339(&self, at: Timestamp) -> String {
        jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_string()
    }

    fn moment(&self, at: Timestamp) -> Moment {
        self.inner.installation.moment(at)
    }
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registry").field("settings", self.settings()).finish_non_exhaustive()
    }
}

/// Makes what every installation has, once: the instance `samples` with the namespace `eci_open`, kept by Gantry and closed to the public network, and the
/// instance `default`. A later start changes nothing.
///
/// # Errors
/// Unavailable or Internal.
pub async fn first_start(store: &Store, region: &str) -> Result<()> {
    let region = region.to_owned();
    store
        .write(Author::system(), move |tx| {
            let samples = RegistryInstanceSpec { built_in: true, ..Default::default() };
            if let Some(instance) = add_instance(tx, &region, SAMPLES_INSTANCE, samples)? {
                add_namespace(tx, &region, &instance, SAMPLES_NAMESPACE)?;
                // Not at a later start: a person may have deleted it.
                let default = RegistryInstanceSpec { access_entry: true, ..Default::default() };
                add_instance(tx, &region, DEFAULT_INSTANCE, default)?;
            }
            Ok(())
        })
        .await
}

/// `None` if there is one of that name.
fn add_instance(
    tx: &mut Tx<'_>,
    region: &str,
    name: &str,
    spec: RegistryInstanceSpec,
) -> Result<Option<RegistryInstanceId>> {
    // Names of instances are unique over all regions: they are the first part of an address.
    if tx.named::<Instance>("", name)?.is_some() {
        return Ok(None);
    }
    let id: RegistryInstanceId = tx.new_id();
    tx.claim_name::<Instance>("", name, &id)?;
    tx.insert::<Instance>(New {
        id: id.clone(),
        name: name.to_owned(),
        region: region.to_owned(),
        owner: Actor::System.name().to_owned(),
        labels: Default::default(),
        spec,
        status: (),
    })?;
    Ok(Some(id))
}

fn add_namespace(tx: &mut Tx<'_>, region: &str, instance: &RegistryInstanceId, name: &str) -> Result<()> {
    let id = tx.new_id();
    tx.claim_name::<Namespace>(instance.as_str(), name, &id)?;
    tx.insert::<Namespace>(New {
        id,
        name: name.to_owned(),
        region: region.to_owned(),
        owner: Actor::System.name().to_owned(),
        labels: Default::default(),
        spec: NamespaceSpec { instance: instance.clone() },
        status: (),
    })?;
    Ok(())
}

/// Who writes, for the logs. `address` is where they came from, if by network.
fn author(actor: &Actor, address: Option<std::net::IpAddr>) -> Author {
    match actor.user_id().map(UserId::as_str) {
        Some(id) => Author::user(id, address.map(|address| address.to_canonical().to_string()).as_deref()),
        None => Author::system(),
    }
}

impl gantry_platform::call::Call for Registry {
    fn log(&self) -> &Store {
        &self.inner.store
    }
}
