//! Containers on this machine.
//!
//! Each group has a folder, which is the record that the group exists, and a supervisor process, which owns
//! everything that runs (see [`supervisor`]). This side, in the server, unpacks images, makes networks, starts
//! supervisors and talks to them. The server may be killed at any instruction: a supervisor goes on without it, and the
//! next [`HostRuntime::open`] finds it by its socket. What carries the installation's tag and belongs to no group's
//! folder is swept away at that moment. A supervisor that dies takes its group with it, by the kernel's doing; its
//! server, or the next one, starts a new one, and to the containers the restart policy applies.
//!
//! The order of making is: folder, supervisor with its namespaces, network, containers; of removing: a note in the
//! folder, containers and supervisor, network, folder. So every state between has a folder that says what to undo.

mod ceiling;
mod census;
mod cgroup;
mod check;
mod clock;
mod engine;
mod figures;
mod file;
mod groups;
mod installation;
mod launch;
mod link;
mod logs;
mod network;
mod open_files;
mod process;
mod protocol;
mod recovery;
mod resolver;
mod root;
mod supervisor;
mod terminal;
mod unpack;

use std::collections::HashMap;
use std::fs;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use futures::stream::BoxStream;
use gantry_model::cidr::Cidr;
use gantry_model::containers::{ContainerState, ContainerStatus};
use gantry_model::error::Lookup;
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, Id, VpcId};
use gantry_model::message::{Message, containers as say, machine};
use gantry_model::network::EipPool;
use gantry_model::observe::{LogLine, Sample};
use gantry_model::registry::reference::not_in_our_registry;
use tokio::sync::{Semaphore, broadcast, mpsc};

pub use self::census::{Census, census, refuse_copy, teardown};
pub use self::cgroup::{CgroupVersion, Cgroups};
pub use self::check::{CheckLine, check};
pub use self::engine::{Candidate, Engine, candidates};
pub use self::open_files::raise_open_files;
pub use self::supervisor::supervise_main;
pub use self::unpack::Limits as LayerLimits;

use self::ceiling::{Ceiling, Machine};
use self::groups::Group;
use self::installation::Installation;
use self::network::Network;
use self::protocol::{Answer, Operation};
use self::unpack::Layers;
use gantry_platform::runtime::{
    CreateStep, ExecCommand, ExecSession, GroupObservation, GroupPlan, ImageToPrepare, LogQuery, PreparedImage,
    Progress, Runtime, RuntimeEvent, RuntimeInfo, VpcClient, VpcPlan,
};

/// What a supervisor may take beyond the runtime's deadline to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Marks a group's folder whose removal has begun.
const REMOVING: &str = "removing";

/// How the host driver is set up.
#[derive(Debug, Clone)]
pub struct HostConfig {
    pub data_dir: PathBuf,
    /// Name or path of the OCI runtime; `None` for the best that works.
    pub runtime: Option<String>,
    /// The program that is started with `supervise GROUP-FOLDER` and calls [`supervise_main`].
    pub exe: PathBuf,
    /// First wait before a container is started again; doubles up to five minutes.
    pub backoff: Duration,
    /// A call of the OCI runtime that takes longer is killed.
    pub deadline: Duration,
    pub layer_limits: LayerLimits,
    /// Bytes of memory that all containers together leave to this machine; `None` for a sixteenth of it, at least 512 MiB.
    pub memory_reserve: Option<u64>,
    /// Servers that containers ask for names, at most three; `None` for those that this machine asks.
    pub dns: Option<Vec<IpAddr>>,
}

impl HostConfig {
    /// The usual settings.
    pub fn new(data_dir: impl Into<PathBuf>, exe: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            runtime: None,
            exe: exe.into(),
            backoff: Duration::from_secs(1),
            deadline: Duration::from_secs(30),
            layer_limits: LayerLimits::default(),
            memory_reserve: None,
            dns: None,
        }
    }
}

/// The driver.
#[derive(Debug, Clone)]
pub struct HostRuntime {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    config: HostConfig,
    here: Installation,
    engine: Engine,
    cgroups: Cgroups,
    network: Network,
    layers: Layers,
    groups: Mutex<HashMap<ContainerGroupId, Arc<Group>>>,
    events: broadcast::Sender<RuntimeEvent>,
    /// Starts that are under way at once.
    starts: Semaphore,
}

impl HostRuntime {
    /// Opens the driver on a data folder: finds supervisors that run, finishes removals, sweeps what is left over, and
    /// lets groups go on whose supervisor is gone.
    ///
    /// Errors: `Unavailable` where this machine cannot run containers, with what is missing.
    pub async fn open(config: HostConfig) -> Result<Self> {
        if !nix::unistd::geteuid().is_root() {
            return Err(Error::unavailable(Message::text(
                "The host driver needs root. Start as root, or use --runtime simulated to look around.",
            )));
        }
        for tool in ["nft", "mkfs.ext4"] {
            if engine::find(tool).is_none() {
                return Err(Error::unavailable(Message::text(format!(
                    "{tool} is missing. Install it, for example: apt-get install nftables e2fsprogs"
                ))));
            }
        }
        file::make_private_dir(&config.data_dir)?;
        let here = Installation::open(&config.data_dir)?;
        if here.data.as_os_str().as_encoded_bytes().iter().any(|byte| b",:\\".contains(byte)) {
            return Err(Error::invalid(
                "data",
                Message::text(format!(
                    "{}: the path of the data folder must not hold a comma, colon or backslash.",
                    here.data.display()
                )),
            ));
        }
        let (configured, exe, deadline) = (config.runtime.clone(), config.exe.clone(), config.deadline);
        let engine = blocking(move || engine::choose(configured.as_deref(), &exe, deadline)).await?;
        let cgroups = Cgroups::detect()?;
        let ceiling = Ceiling::of(Machine::look()?, config.memory_reserve)?;
        if let Err(error) = cgroups.make_ceiling(&here.groups_cgroup(), ceiling) {
            tracing::warn!(%error, "the bounds on all containers together are not what they should be");
        }
        let layers = Layers::open(&here.layers(), config.layer_limits)?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let inner = Arc::new(Inner {
            network: Network::new(here.clone()),
            engine,
            cgroups,
            layers,
            groups: Mutex::default(),
            events: broadcast::channel(4096).0,
            starts: Semaphore::new(2 * cores),
            here,
            config,
        });
        inner.find_groups().await?;
        Ok(Self { inner })
    }

    /// A connection to a group from inside its VPC, for probes.
    pub async fn connect(
        &self,
        group: &ContainerGroupId,
        port: u16,
        patience: Duration,
    ) -> Result<std::net::TcpStream> {
        let plan = self.inner.assignment(group)?.ok_or_else(|| missing(group))?.plan.network;
        let inner = self.inner.clone();
        blocking(move || inner.network.connect(&plan, port, patience)).await
    }

    /// The process of a group's supervisor on this machine.
    pub fn supervisor_pid(&self, group: &ContainerGroupId) -> Option<i32> {
        lock(&self.inner.groups).get(group)?.link().map(|link| link.pid)
    }
}

#[async_trait]
impl Runtime for HostRuntime {
    fn info(&self) -> RuntimeInfo {
        let engine = &self.inner.engine;
        RuntimeInfo { driver: "host".into(), engine: format!("{} {}", engine.name, engine.version), simulated: false }
    }

    async fn prepare_image(&self, image: &ImageToPrepare, progress: Progress) -> Result<PreparedImage> {
        match image {
            ImageToPrepare::Stored(image) => {
                let (inner, image) = (self.inner.clone(), image.clone());
                blocking(move || inner.layers.prepare(&image, &progress, &|| inner.layers_in_use())).await
            }
            ImageToPrepare::Elsewhere { address, .. } => Err(not_in_our_registry("image", address)),
        }
    }

    async fn create(&self, plan: &GroupPlan, steps: mpsc::UnboundedSender<CreateStep>) -> Result<()> {
        check_plan(plan)?;
        let group = self.inner.group(&plan.id);
        let _turn = group.turn.lock().await;
        if let Some(link) = group.link() {
            return self.inner.finish_start(&group, plan, &link, Some(steps)).await;
        }
        self.inner.check_room()?;
        let _kept = self.inner.keep_layers(plan);
        for container in &plan.containers {
            for layer in &container.image.layers {
                if !self.inner.layers.path(layer).is_dir() {
                    return Err(Error::unavailable(machine::not_unpacked(&container.image.reference)));
                }
            }
        }
        self.inner.launch(&group, plan, Some(steps)).await
    }

    async fn restart(&self, id: &ContainerGroupId, plan: &GroupPlan) -> Result<()> {
        check_plan(plan)?;
        let group = self.inner.group(id);
        let _turn = group.turn.lock().await;
        let Some(link) = group.link() else { return self.inner.launch(&group, plan, None).await };
        let patience = plan.grace + self.inner.config.deadline + PATIENCE;
        let _kept = self.inner.keep_layers(plan);
        link.ask(Operation::Restart { plan: Box::new(plan.clone()) }, patience).await.map(drop)
    }

    async fn remove(&self, id: &ContainerGroupId, grace: Duration) -> Result<()> {
        let group = self.inner.group(id);
        let _turn = group.turn.lock().await;
        let dir = self.inner.here.group(id);
        if !dir.exists() {
            lock(&self.inner.groups).remove(id);
            return Ok(());
        }
        group.removing.store(true, Ordering::Release);
        file::io("note the removal", fs::write(dir.join(REMOVING), ""))?;
        if let Some(link) = group.link() {
            // A supervisor that cannot end its group in peace is ended with it below.
            if let Err(error) = link.ask(Operation::Stop { grace }, grace + PATIENCE).await {
                tracing::warn!(group = %id, ?error, "a group did not stop; it is ended");
            }
        }
        self.inner.bury(id).await?;
        if let Some(assignment) = self.inner.assignment(id)? {
            self.inner.detach(id, &assignment).await?;
        }
        let (inner, id) = (self.inner.clone(), id.clone());
        blocking(move || inner.forget(&id)).await
    }

    async fn observe(&self, id: &ContainerGroupId) -> Result<Option<GroupObservation>> {
        let known = lock(&self.inner.groups).get(id).cloned();
        let stalled = known.as_ref().and_then(|group| lock(&group.trouble).clone());
        let link = known.and_then(|group| group.link());
        if let Some(link) = &link {
            let seen = link.observation().borrow().clone();
            if !seen.containers.is_empty() {
                return Ok(Some(GroupObservation { stalled, ..seen }));
            }
        }
        let Some(assignment) = self.inner.assignment(id)? else { return Ok(None) };
        let kept = self.inner.kept(id);
        if link.is_none() && !kept.started {
            // A folder and nothing else, or one that lost its state: nobody here starts such a group again.
            return Ok(None);
        }
        let policy = assignment.plan.restart_policy;
        let waiting = |name: &str| {
            let before = kept.containers.iter().find(|status| status.name == name);
            let mut status =
                before.cloned().unwrap_or_else(|| ContainerStatus { name: name.into(), ..Default::default() });
            // Nobody is there to keep what was said of the next start.
            status.next_start = None;
            let goes_on = match status.state {
                ContainerState::Running { .. } => true,
                ContainerState::Terminated { exit_code, .. } => policy.restarts_after(exit_code),
                ContainerState::Waiting { .. } => false,
            };
            if goes_on {
                status.state = ContainerState::Waiting { reason: say::supervisor_starts_again() };
            }
            status
        };
        let containers = assignment.plan.containers.iter().map(|plan| waiting(&plan.name)).collect();
        Ok(Some(GroupObservation { containers, happenings: kept.happenings.clone(), stalled }))
    }

    async fn list(&self) -> Result<Vec<ContainerGroupId>> {
        self.inner.here.group_ids()
    }

    fn events(&self) -> broadcast::Receiver<RuntimeEvent> {
        self.inner.events.subscribe()
    }

    fn eip_pool(&self) -> Cidr {
        self.inner.here.eip_pool()
    }

    fn registry_clients(&self) -> Option<mpsc::Receiver<VpcClient>> {
        Some(self.inner.network.registry_clients())
    }

    fn check_pool(&self, pool: &EipPool) -> Result<()> {
        self.inner.network.check_pool(pool)
    }

    async fn apply_network(&self, plan: &VpcPlan) -> Result<()> {
        let (inner, plan) = (self.inner.clone(), plan.clone());
        blocking(move || inner.network.apply(&plan)).await
    }

    async fn remove_network(&self, vpc: &VpcId) -> Result<()> {
        for id in self.inner.here.group_ids()? {
            if self.inner.assignment(&id)?.is_some_and(|found| found.plan.network.vpc == *vpc) {
                return Err(Error::conflict(machine::group_still_there(id, vpc)));
            }
        }
        let (inner, vpc) = (self.inner.clone(), vpc.clone());
        blocking(move || inner.network.remove_vpc(&vpc)).await
    }

    async fn logs(&self, group: &ContainerGroupId, container: &str, query: &LogQuery) -> Result<Vec<LogLine>> {
        let dir = self.log_dir(group, container)?;
        let (container, query) = (container.to_owned(), query.clone());
        blocking(move || file::io("read the log", logs::read(&dir, &container, &query))).await
    }

    async fn follow(
        &self,
        group: &ContainerGroupId,
        container: &str,
        after: u64,
    ) -> Result<BoxStream<'static, LogLine>> {
        let dir = self.log_dir(group, container)?;
        file::make_private_dir(&dir)?;
        file::io("follow the log", logs::follow(dir, container.to_owned(), after))
    }

    async fn exec(&self, group: &ContainerGroupId, container: &str, command: &ExecCommand) -> Result<ExecSession> {
        self.log_dir(group, container)?;
        let socket = self.inner.here.socket(group);
        let patience = self.inner.config.deadline + PATIENCE;
        let (container, command) = (container.to_owned(), command.clone());
        let operation = Operation::Exec { container, argv: command.argv, columns: command.columns, rows: command.rows };
        let (stream, master) = blocking(move || link::open_terminal(&socket, operation, patience)).await?;
        terminal::session(stream, master, command.columns, command.rows)
    }

    async fn sample(&self, group: &ContainerGroupId) -> Result<Sample> {
        let known = lock(&self.inner.groups).get(group).cloned();
        let link = known.and_then(|group| group.link()).ok_or_else(|| missing(group))?;
        match link.ask(Operation::Sample, Duration::from_secs(10)).await? {
            Answer::Sample(sample) => Ok(*sample),
            Answer::Done => Err(Error::internal("a supervisor answered a sample without figures")),
        }
    }
}

impl HostRuntime {
    /// Where a container's log is; `NotFound` unless group and container are there.
    fn log_dir(&self, group: &ContainerGroupId, container: &str) -> Result<PathBuf> {
        let assignment = self.inner.assignment(group)?.ok_or_else(|| missing(group))?;
        if !assignment.plan.containers.iter().any(|plan| plan.name == container) {
            return Err(Error::not_found(Lookup::Container, container));
        }
        Ok(self.inner.here.group(group).join("logs"))
    }
}

/// What a plan must hold to be safe here, whoever made it.
fn check_plan(plan: &GroupPlan) -> Result<()> {
    if plan.containers.is_empty() {
        return Err(Error::invalid("containers", machine::group_needs_container()));
    }
    for container in &plan.containers {
        let name = &container.name;
        let legal = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        if name.is_empty() || name.len() > 128 || !name.chars().all(legal) {
            return Err(Error::invalid("containers", machine::container_name_illegal(name)));
        }
        if container.argv.is_empty() {
            return Err(Error::invalid("command", say::image_without_command(&container.image.reference, name)));
        }
    }
    if !plan.network.subnet_cidr.contains(plan.network.address) {
        let (address, range) = (plan.network.address, plan.network.subnet_cidr);
        return Err(Error::invalid("address", machine::address_outside(address, range)));
    }
    Ok(())
}

fn missing(group: &ContainerGroupId) -> Error {
    Error::not_found(ContainerGroupId::KIND, group.as_str())
}

/// Runs what blocks beside the workers.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
