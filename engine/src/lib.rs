//! What happens: the control plane of Gantry. No HTML, no HTTP framework.
//!
//! A request comes from a page or from a client as an operation of the tables in `gantry_model`, in a [`Context`] that says who
//! asks and from where. [`Engine::call`](call) validates, authorises and hands it to the area's method of the operation's name, which
//! writes what is wanted in one step of the [`store`], and with it the entry of the operation log. It does nothing slow. The store's change log wakes the area's [`controller`],
//! which brings the world after, through the [`runtime`] driver, and writes down what it sees; the same change log tells
//! open pages to look again.
//!
//! Killing the process at any moment is how it is stopped: nothing acknowledged is lost, and what was begun is finished or
//! undone at the next start.
//!
//! Each area is a crate of its own, and so are what they all stand on ([`gantry_platform`]) and the drivers. This one puts them together
//! and is what server and console see: the others are its modules.

pub mod call;
mod inventory;

/// What runs containers, in the terms of a pod: one trait, several drivers.
pub mod runtime {
    pub use gantry_platform::runtime::*;

    pub use gantry_runtime_host as host;
    pub use gantry_runtime_simulated as simulated;
}

pub use gantry_engine_billing as billing;
pub use gantry_engine_containers as containers;
pub use gantry_engine_iam as iam;
pub use gantry_engine_network as network;
pub use gantry_engine_observe as observe;
pub use gantry_engine_quota as quota;
pub use gantry_engine_registry as registry;
pub use gantry_engine_registry::images;
pub use gantry_engine_scaling as scaling;
pub use gantry_platform::{Context, Origin, audit, clock, context, controller, documents, secrets, settings, store};

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use gantry_model::error::Result;
use gantry_model::time::{Moment, Timestamp};

use billing::Billing;
use clock::Clock;
use containers::{Containers, GroupControl};
use iam::{FirstPassword, HashCost, Iam};
use network::{NetworkControl, Networks};
use observe::Figures;
use quota::Quotas;
use registry::{Registry, RegistrySettings};
use runtime::{Runtime, RuntimeInfo, VpcClient};
use scaling::{Scaling, ScalingControl};
use secrets::Secrets;
use settings::Settings;
use store::{Author, FolderLock, Store};
use tokio::sync::mpsc;

/// What an engine is opened with.
#[derive(Debug, Clone)]
pub struct EngineConfig {
    /// Everything that lasts is below it.
    pub data_dir: PathBuf,
    /// The key that secrets are encrypted with; `DIR/secret.key` unless given.
    pub key_file: Option<PathBuf>,
    /// The administrator's password at the first start; one-time and random unless given.
    pub admin_password: Option<String>,
    pub settings: Settings,
    pub registry: RegistrySettings,
    /// Whether the sample image is made at the start.
    pub sample: bool,
    /// What a password costs to hash; tests pay less.
    pub hash_cost: HashCost,
}

impl EngineConfig {
    /// Defaults around a data folder.
    pub fn at(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            key_file: None,
            admin_password: None,
            settings: Settings::default(),
            registry: RegistrySettings::default(),
            sample: true,
            hash_cost: HashCost::default(),
        }
    }
}

/// The control plane. Clones share it.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    settings: Arc<Settings>,
    secrets: Secrets,
    iam: Iam,
    registry: Registry,
    containers: Containers,
    networks: Networks,
    quotas: Quotas,
    scaling: Scaling,
    billing: Billing,
    first_password: Option<FirstPassword>,
    running: Mutex<Option<Running>>,
}

/// What works in the background between start and stop.
struct Running {
    groups: Arc<GroupControl>,
    networks: Arc<NetworkControl>,
    scaling: Arc<ScalingControl>,
    sampler: tokio::task::AbortHandle,
    collector: tokio::task::AbortHandle,
    orders: tokio::task::AbortHandle,
}

impl Engine {
    /// Opens the store below the data folder and makes what the first start makes. `runtime` is chosen and opened by the
    /// caller, which knows the machine.
    ///
    /// # Errors
    /// `Unavailable` for a person to read: the folder is in use, is of a newer version, or the disk does not take it.
    pub async fn open(config: EngineConfig, clock: Arc<dyn Clock>, runtime: Arc<dyn Runtime>) -> Result<Self> {
        Self::open_locked(FolderLock::take(&config.data_dir)?, config, clock, runtime).await
    }

    /// The same under a lock of the data folder that the caller took: a driver finds and sweeps what is below the folder when it
    /// is opened, which must not happen to another server's.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub async fn open_locked(
        lock: FolderLock,
        config: EngineConfig,
        clock: Arc<dyn Clock>,
        runtime: Arc<dyn Runtime>,
    ) -> Result<Self> {
        let store = Store::open_locked(lock, &config.data_dir, clock, documents::kinds())?;
        let secrets = Secrets::open(&config.data_dir, config.key_file.as_deref())?;
        let shown = Arc::new(config.settings.clone());
        let iam = Iam::new(store.clone(), shown, secrets.clone(), config.hash_cost)?;
        let first_password = iam.first_start(config.admin_password.as_deref()).await?;
        let pool = match &config.settings.eip_pool {
            Some(set) => {
                runtime.check_pool(set)?;
                set.clone()
            }
            None => runtime.eip_pool().into(),
        };
        let settings = Arc::new(Settings { eip_pool: Some(pool), ..config.settings });
        let regions = settings.regions.clone();
        store
            .write(Author::system(), move |tx| regions.iter().try_for_each(|region| network::first_start(tx, region)))
            .await?;
        let region = settings.regions.first().map_or("local", |region| region.name.as_str());
        registry::first_start(&store, region).await?;
        let first = settings.clone();
        store
            .write(Author::system(), move |tx| {
                first.regions.iter().try_for_each(|region| quota::first_start(tx, &region.name, &first.quota))
            })
            .await?;
        let registry =
            Registry::open(store.clone(), iam.clone(), secrets.clone(), (*settings).clone(), config.registry)?;
        if config.sample {
            // Everything else works without it, and Run the sample says that it is missing.
            if let Err(error) = registry.make_sample().await {
                tracing::warn!(?error, "the sample image could not be made");
            }
        }
        let networks = Networks { store: store.clone(), runtime: runtime.clone(), settings: settings.clone() };
        let containers = Containers {
            store: store.clone(),
            runtime,
            images: Arc::new(images::Resolver::new(registry.clone())),
            figures: Figures::open(&config.data_dir)?,
            settings: settings.clone(),
        };
        let quotas = Quotas { store: store.clone(), settings: settings.clone() };
        let billing = Billing {
            store: store.clone(),
            settings: settings.clone(),
            registry_host: registry.settings().public_host.clone(),
        };
        let scaling = Scaling::open(containers.clone())?;
        let running = Mutex::new(None);
        let inner = Inner {
            store,
            settings,
            secrets,
            iam,
            registry,
            containers,
            networks,
            quotas,
            scaling,
            billing,
            first_password,
            running,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Begins to bring the world after; does nothing if it has begun.
    pub fn start(&self) {
        let mut running = self.inner.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get_or_insert_with(|| Running {
            groups: Arc::new(containers::spawn(self.inner.containers.clone())),
            networks: Arc::new(network::spawn(self.inner.networks.clone())),
            scaling: Arc::new(scaling::spawn(self.inner.scaling.clone())),
            sampler: tokio::spawn(self.inner.containers.clone().sample_for_ever()).abort_handle(),
            collector: tokio::spawn(self.inner.registry.clone().collect_for_ever()).abort_handle(),
            orders: tokio::spawn(self.inner.billing.clone().watch_for_ever()).abort_handle(),
        });
    }

    /// Lets what is under way come to an end. Containers go on running.
    pub async fn stop(&self) {
        let running = self.inner.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(running) = running {
            running.sampler.abort();
            running.collector.abort();
            running.orders.abort();
            running.scaling.stop().await;
            running.groups.stop().await;
            running.networks.stop().await;
        }
    }

    /// Container groups.
    pub fn containers(&self) -> &Containers {
        &self.inner.containers
    }

    /// People and sessions.
    pub fn iam(&self) -> &Iam {
        &self.inner.iam
    }

    /// Images and who may push and pull them.
    pub fn registry(&self) -> &Registry {
        &self.inner.registry
    }

    /// VPCs, subnets, security groups and EIPs.
    pub fn network(&self) -> &Networks {
        &self.inner.networks
    }

    /// Orders and the account that pays them.
    pub fn billing(&self) -> &Billing {
        &self.inner.billing
    }

    /// What regions may hold.
    pub fn quotas(&self) -> &Quotas {
        &self.inner.quotas
    }

    /// Groups of container groups that scale themselves.
    pub fn scaling(&self) -> &Scaling {
        &self.inner.scaling
    }

    /// The store, for the change stream.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// What secrets are sealed and hashed with.
    pub fn secrets(&self) -> &Secrets {
        &self.inner.secrets
    }

    /// The one-time password that still waits for its first use, to be printed on the terminal.
    pub fn first_password(&self) -> Option<&FirstPassword> {
        self.inner.first_password.as_ref()
    }

    /// What runs containers, for the console's header.
    pub fn runtime_info(&self) -> RuntimeInfo {
        self.inner.containers.runtime.info()
    }

    /// Whether images that are not in our registry can be run; see [`Runtime::pulls_from_elsewhere`].
    pub fn pulls_from_elsewhere(&self) -> bool {
        self.inner.containers.runtime.pulls_from_elsewhere()
    }

    /// Who connects to the registry from inside a VPC, from now on; see [`Runtime::registry_clients`].
    pub fn registry_clients(&self) -> Option<mpsc::Receiver<VpcClient>> {
        self.inner.containers.runtime.registry_clients()
    }

    /// A moment as pages show it.
    pub fn moment(&self, at: Timestamp) -> Moment {
        self.inner.settings.moment(at)
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Engine")
    }
}
