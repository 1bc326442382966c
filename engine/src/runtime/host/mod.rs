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

mod census;
mod cgroup;
mod check;
mod clock;
mod engine;
mod figures;
mod file;
mod installation;
mod link;
mod logs;
mod network;
mod process;
mod protocol;
mod resolver;
mod root;
mod supervisor;
mod terminal;
mod unpack;

use std::collections::{HashMap, HashSet};
use std::fs::{self, OpenOptions};
use std::net::IpAddr;
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream as StdStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use async_trait::async_trait;
use futures::stream::BoxStream;
use gantry_model::cidr::Cidr;
use gantry_model::containers::{ContainerState, ContainerStatus};
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, Id, VpcId};
use gantry_model::observe::{LogLine, Sample};
use gantry_model::registry::reference::Digest;
use tokio::net::UnixStream;
use tokio::sync::{Semaphore, broadcast, mpsc};

pub use self::census::{Census, census, teardown};
pub use self::cgroup::{CgroupVersion, Cgroups};
pub use self::check::{CheckLine, check};
pub use self::engine::{Candidate, Engine, candidates};
pub use self::supervisor::supervise_main;
pub use self::unpack::Limits as LayerLimits;

use self::installation::Installation;
use self::link::Link;
use self::network::Network;
use self::protocol::{Answer, Assignment, Operation, Step, SupervisorProcess};
use self::supervisor::serve::Kept;
use self::unpack::Layers;
use super::{
    CreateStep, ExecCommand, ExecSession, GroupObservation, GroupPlan, ImageToPrepare, LogQuery, PreparedImage,
    Progress, Runtime, RuntimeEvent, RuntimeInfo, VpcPlan,
};

/// Memory that must be left to the machine for a group to be started.
const SPARE_MEMORY: u64 = 512 << 20;
/// The same of the data folder's disk.
const SPARE_DISK: u64 = 256 << 20;
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

#[derive(Debug)]
struct Group {
    id: ContainerGroupId,
    /// Held by whoever makes, changes or removes the group.
    turn: tokio::sync::Mutex<()>,
    link: Mutex<Option<Arc<Link>>>,
    removing: AtomicBool,
}

impl Group {
    /// The connection, if the supervisor lives.
    fn link(&self) -> Option<Arc<Link>> {
        lock(&self.link).clone().filter(|link| !link.is_lost())
    }
}

impl HostRuntime {
    /// Opens the driver on a data folder: finds supervisors that run, finishes removals, sweeps what is left over, and
    /// lets groups go on whose supervisor is gone.
    ///
    /// Errors: `Unavailable` where this machine cannot run containers, with what is missing.
    pub async fn open(config: HostConfig) -> Result<Self> {
        if !nix::unistd::geteuid().is_root() {
            return Err(Error::unavailable(
                "The host driver needs root. Start as root, or use --runtime simulated to look around.",
            ));
        }
        for tool in ["nft", "mkfs.ext4"] {
            if engine::find(tool).is_none() {
                return Err(Error::unavailable(format!(
                    "{tool} is missing. Install it, for example: apt-get install nftables e2fsprogs"
                )));
            }
        }
        file::make_private_dir(&config.data_dir)?;
        let here = Installation::open(&config.data_dir)?;
        if here.data.as_os_str().as_encoded_bytes().iter().any(|byte| b",:\\".contains(byte)) {
            return Err(Error::invalid(
                "data",
                format!(
                    "{}: the path of the data folder must not hold a comma, colon or backslash.",
                    here.data.display()
                ),
            ));
        }
        let (configured, exe, deadline) = (config.runtime.clone(), config.exe.clone(), config.deadline);
        let engine = blocking(move || engine::choose(configured.as_deref(), &exe, deadline)).await?;
        let cgroups = Cgroups::detect()?;
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

impl Inner {
    fn group(&self, id: &ContainerGroupId) -> Arc<Group> {
        let mut groups = lock(&self.groups);
        groups
            .entry(id.clone())
            .or_insert_with(|| {
                Arc::new(Group {
                    id: id.clone(),
                    turn: tokio::sync::Mutex::default(),
                    link: Mutex::default(),
                    removing: AtomicBool::new(false),
                })
            })
            .clone()
    }

    fn assignment(&self, id: &ContainerGroupId) -> Result<Option<Assignment>> {
        file::read_json(&self.here.group(id).join("plan.json"))
    }

    fn kept(&self, id: &ContainerGroupId) -> Kept {
        file::read_json(&self.here.group(id).join("state.json")).ok().flatten().unwrap_or_default()
    }

    /// What [`HostRuntime::open`] does about groups.
    async fn find_groups(self: &Arc<Self>) -> Result<()> {
        let mut assignments = Vec::new();
        let mut orphans = Vec::new();
        for id in self.here.group_ids()? {
            let group = self.group(&id);
            let dir = self.here.group(&id);
            let assignment = self.assignment(&id);
            if dir.join(REMOVING).exists() || !matches!(assignment, Ok(Some(_))) {
                // Begun removals are finished; a folder without a plan is one that was just being made.
                self.bury(&id).await?;
                if let Ok(Some(assignment)) = &assignment {
                    self.detach(&id, assignment).await?;
                }
                self.forget(&id)?;
                continue;
            }
            let Ok(Some(assignment)) = assignment else { continue };
            match Link::connect(&id, &self.here.socket(&id)).await {
                Ok(Some(link)) => self.adopt(&group, link),
                _ => orphans.push(group),
            }
            assignments.push(assignment);
        }
        let inner = self.clone();
        blocking(move || inner.sweep(&assignments)).await?;
        for group in orphans {
            self.bury(&group.id).await?;
            if self.kept(&group.id).started {
                tokio::spawn(revive(Arc::downgrade(self), group));
            }
        }
        Ok(())
    }

    /// Removes what carries our tag and belongs to no group.
    fn sweep(&self, assignments: &[Assignment]) -> Result<()> {
        self.network.sweep(assignments)?;
        let known = |name: &str| assignments.iter().any(|found| found.id().as_str() == name);
        for name in self.cgroups.children(&self.here.cgroup()) {
            if name != "supervisors" && !known(&name) {
                self.cgroups.destroy(&format!("{}/{name}", self.here.cgroup()), PATIENCE)?;
            }
        }
        for pid in self.cgroups.processes(&self.here.supervisors_cgroup()) {
            let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            let folder = command.split(|byte| *byte == 0).nth(2).map(|path| String::from_utf8_lossy(path).into_owned());
            let name = folder.as_deref().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
            if ContainerGroupId::parse(name).is_ok() && !known(name) {
                end_process(pid);
            }
        }
        for folder in ["sockets", "oci"] {
            for name in file::names(&self.here.run().join(folder))? {
                let group = name.split('.').next().unwrap_or_default();
                if !known(group) {
                    file::remove_all(&self.here.run().join(folder).join(&name))?;
                }
            }
        }
        for folder in [self.here.trash(), self.here.templates()] {
            for name in file::names(&folder)?.iter().filter(|name| !name.starts_with("ext4-")) {
                file::remove_all(&folder.join(name))?;
            }
        }
        Ok(())
    }

    /// Takes a living supervisor's connection.
    fn adopt(self: &Arc<Self>, group: &Arc<Group>, link: Arc<Link>) {
        *lock(&group.link) = Some(link.clone());
        tokio::spawn(watch(Arc::downgrade(self), group.clone(), link));
    }

    /// Ends what is left of a supervisor that does not answer, and removes what it left outside its namespaces.
    async fn bury(self: &Arc<Self>, id: &ContainerGroupId) -> Result<()> {
        let (inner, id) = (self.clone(), id.clone());
        blocking(move || {
            let dir = inner.here.group(&id);
            if let Ok(Some(process)) = file::read_json::<SupervisorProcess>(&dir.join("supervisor.json"))
                && process.is_alive()
            {
                end_process(process.pid);
            }
            inner.cgroups.destroy(&inner.here.group_cgroup(&id), PATIENCE)?;
            file::remove_all(&inner.here.oci_root(&id))?;
            file::remove_all(&inner.here.socket(&id))
        })
        .await
    }

    async fn detach(self: &Arc<Self>, id: &ContainerGroupId, assignment: &Assignment) -> Result<()> {
        let (inner, id, plan) = (self.clone(), id.clone(), assignment.plan.network.clone());
        blocking(move || inner.network.detach(&id, &plan)).await
    }

    /// Removes the folder: the last step of a removal.
    fn forget(&self, id: &ContainerGroupId) -> Result<()> {
        let dir = self.here.group(id);
        let trash = self.here.trash().join(id.as_str());
        file::remove_all(&trash)?;
        match fs::rename(&dir, &trash) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(file::fault(format_args!("remove {}", dir.display()), &error));
            }
            _ => {}
        }
        lock(&self.groups).remove(id);
        file::remove_all(&trash)
    }

    /// Starts a supervisor for a group that has none, joins it to its network and has its containers started. The
    /// caller has the group's turn.
    async fn launch(
        self: &Arc<Self>,
        group: &Arc<Group>,
        plan: &GroupPlan,
        steps: Option<mpsc::UnboundedSender<CreateStep>>,
    ) -> Result<()> {
        let _permit = self.starts.acquire().await.map_err(Error::internal)?;
        let dir = self.here.group(&group.id);
        if dir.exists() {
            self.bury(&group.id).await?;
        }
        let assignment = Assignment {
            plan: plan.clone(),
            installation: self.here.clone(),
            engine: self.engine.clone(),
            cgroups: self.cgroups.clone(),
            backoff: self.config.backoff,
            deadline: self.config.deadline,
            dns: self.config.dns.clone().unwrap_or_else(resolver::of_this_machine),
        };
        let exe = self.config.exe.clone();
        let ours = blocking(move || spawn_supervisor(&assignment, &exe)).await?;
        let link = match UnixStream::from_std(ours) {
            Ok(stream) => Link::open(&group.id, stream).await,
            Err(error) => Err(Error::internal(error)),
        };
        let link = link.map_err(|error| {
            let words = fs::read_to_string(dir.join("supervisor.log")).unwrap_or_default();
            match words.lines().last() {
                Some(line) => Error::unavailable(format!("The group's supervisor could not start: {line}.")),
                None => error,
            }
        })?;
        self.adopt(group, link.clone());
        self.finish_start(group, plan, &link, steps).await
    }

    /// Network and containers of a group whose supervisor runs. Again is fine.
    async fn finish_start(
        self: &Arc<Self>,
        group: &Arc<Group>,
        plan: &GroupPlan,
        link: &Arc<Link>,
        steps: Option<mpsc::UnboundedSender<CreateStep>>,
    ) -> Result<()> {
        let (inner, id, network, pid) = (self.clone(), group.id.clone(), plan.network.clone(), link.pid);
        blocking(move || inner.network.attach(&id, &network, pid)).await?;
        if let Some(steps) = steps {
            let _ = steps.send(CreateStep::Networked);
            let (sender, mut receiver) = mpsc::unbounded_channel();
            link.tell_steps(Some(sender));
            tokio::spawn(async move {
                while let Some(step) = receiver.recv().await {
                    let _ = steps.send(match step {
                        Step::Created { container } => CreateStep::Created { container },
                        Step::Started { container } => CreateStep::Started { container },
                    });
                }
            });
        }
        let started = link.ask(Operation::Start, self.config.deadline + PATIENCE).await;
        link.tell_steps(None);
        started.map(drop)
    }

    /// Layers that groups stand on.
    fn layers_in_use(&self) -> Result<HashSet<Digest>> {
        let mut layers = HashSet::new();
        for id in self.here.group_ids()? {
            if let Some(assignment) = self.assignment(&id)? {
                layers.extend(assignment.plan.containers.into_iter().flat_map(|container| container.image.layers));
            }
        }
        Ok(layers)
    }

    /// Keeps the layers of a plan until its group's folder names them.
    fn keep_layers(&self, plan: &GroupPlan) -> unpack::Pinned<'_> {
        self.layers.pin(plan.containers.iter().flat_map(|container| &container.image.layers))
    }

    /// Refuses to start anything where the machine would suffer.
    fn check_room(&self) -> Result<()> {
        let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let available = memory
            .lines()
            .find_map(|line| line.strip_prefix("MemAvailable:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        if let Some(kib) = available
            && kib * 1024 < SPARE_MEMORY
        {
            return Err(Error::unavailable(format!(
                "This machine has {} MiB of memory available; a start needs 512 MiB to spare.",
                kib / 1024
            )));
        }
        if let Ok(disk) = nix::sys::statvfs::statvfs(&self.here.data)
            && disk.blocks_available() * disk.fragment_size() < SPARE_DISK
        {
            return Err(Error::unavailable("The disk of this machine is full; free some space and try again."));
        }
        Ok(())
    }
}

/// Tells of changes, and lets a group go on whose supervisor ended.
async fn watch(inner: Weak<Inner>, group: Arc<Group>, link: Arc<Link>) {
    let mut observation = link.observation();
    drop(link);
    loop {
        let changed = observation.changed().await;
        let Some(inner) = inner.upgrade() else { return };
        let _ = inner.events.send(RuntimeEvent { group: group.id.clone() });
        if changed.is_err() {
            break;
        }
    }
    revive(inner, group).await;
}

/// Starts a new supervisor for a group that was started once, until it works or the group goes.
async fn revive(inner: Weak<Inner>, group: Arc<Group>) {
    let mut wait = Duration::from_secs(1);
    loop {
        {
            let Some(inner) = inner.upgrade() else { return };
            let _turn = group.turn.lock().await;
            if group.removing.load(Ordering::Acquire) || group.link().is_some() || !inner.kept(&group.id).started {
                return;
            }
            let Ok(Some(assignment)) = inner.assignment(&group.id) else { return };
            tracing::warn!(group = %group.id, "the supervisor of a group ended; a new one is started");
            match inner.launch(&group, &assignment.plan, None).await {
                Ok(()) => return,
                Err(error) => tracing::warn!(group = %group.id, ?error, "a supervisor could not be started"),
            }
            if group.link().is_some() {
                // It runs, and reports by itself what its containers came to.
                return;
            }
        }
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(Duration::from_secs(60));
    }
}

/// Writes the plan down and starts the process; returns our end of the connection.
fn spawn_supervisor(assignment: &Assignment, exe: &std::path::Path) -> Result<StdStream> {
    let dir = assignment.dir();
    file::make_private_dir(&dir)?;
    file::write_json(&dir.join("plan.json"), assignment)?;
    let log = OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(dir.join("supervisor.log"));
    let log = file::io("open the supervisor's log", log)?;
    let errors = file::io("open the supervisor's log", log.try_clone())?;
    let (ours, theirs) = file::io("make a connection", StdStream::pair())?;
    file::io("make a connection", ours.set_nonblocking(true))?;
    let mut command = Command::new(exe);
    command.arg("supervise").arg(&dir).current_dir("/");
    command.stdin(Stdio::from(OwnedFd::from(theirs))).stdout(log).stderr(errors);
    let mut child = command
        .spawn()
        .map_err(|error| Error::unavailable(format!("{} cannot be started: {error}.", exe.display())))?;
    drop(command);
    // It branches off and ends; what branched off greets on the connection.
    let status = file::io("wait for the supervisor to branch off", child.wait())?;
    if status.success() {
        return Ok(ours);
    }
    let words = fs::read_to_string(dir.join("supervisor.log")).unwrap_or_default();
    Err(match status.code() {
        Some(supervisor::ALREADY_SUPERVISED) => {
            Error::unavailable("The group's earlier supervisor has not ended yet; try again.")
        }
        _ => Error::unavailable(format!("The group's supervisor could not start: {}.", words.trim())),
    })
}

/// Kills a process and waits until it is gone.
fn end_process(pid: i32) {
    use std::os::fd::FromRawFd;
    // SAFETY: no pointers; a descriptor that is not negative is new and ours.
    let fd = unsafe { nix::libc::syscall(nix::libc::SYS_pidfd_open, pid, 0) };
    if fd < 0 {
        return;
    }
    // SAFETY: as above.
    let fd = unsafe { OwnedFd::from_raw_fd(fd as i32) };
    let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGKILL);
    wait_for_end(&fd, Duration::from_secs(10));
}

/// Waits until the process of a pidfd has ended.
fn wait_for_end(pidfd: &OwnedFd, patience: Duration) {
    use std::os::fd::AsFd;
    let mut fds = [nix::poll::PollFd::new(pidfd.as_fd(), nix::poll::PollFlags::POLLIN)];
    let _ = nix::poll::poll(&mut fds, u16::try_from(patience.as_millis()).unwrap_or(u16::MAX));
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
            ImageToPrepare::Elsewhere { address, .. } => Err(Error::unavailable(format!(
                "{address} is not in this registry. A public pull needs an EIP on the group or a NAT gateway on its VPC."
            ))),
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
                    return Err(Error::unavailable(format!("{} is not unpacked here.", container.image.reference)));
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
        if let Some(link) = known.and_then(|group| group.link()) {
            let seen = link.observation().borrow().clone();
            if !seen.containers.is_empty() {
                return Ok(Some(seen));
            }
        }
        let Some(assignment) = self.inner.assignment(id)? else { return Ok(None) };
        let kept = self.inner.kept(id);
        let waiting = |name: &str| {
            let before = kept.containers.iter().find(|status| status.name == name);
            let mut status =
                before.cloned().unwrap_or_else(|| ContainerStatus { name: name.into(), ..Default::default() });
            if matches!(status.state, ContainerState::Running { .. }) {
                status.state = ContainerState::Waiting { reason: "Its supervisor is being started again".into() };
            }
            status
        };
        let containers = assignment.plan.containers.iter().map(|plan| waiting(&plan.name)).collect();
        Ok(Some(GroupObservation { containers, happenings: kept.happenings.clone() }))
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

    async fn apply_network(&self, plan: &VpcPlan) -> Result<()> {
        let (inner, plan) = (self.inner.clone(), plan.clone());
        blocking(move || inner.network.apply(&plan)).await
    }

    async fn remove_network(&self, vpc: &VpcId) -> Result<()> {
        for id in self.inner.here.group_ids()? {
            if self.inner.assignment(&id)?.is_some_and(|found| found.plan.network.vpc == *vpc) {
                return Err(Error::conflict(format!("Container group {id} is still in {vpc}.")));
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
            return Err(Error::not_found("container", container));
        }
        Ok(self.inner.here.group(group).join("logs"))
    }
}

/// What a plan must hold to be safe here, whoever made it.
fn check_plan(plan: &GroupPlan) -> Result<()> {
    if plan.containers.is_empty() {
        return Err(Error::invalid("containers", "A group needs at least one container."));
    }
    for container in &plan.containers {
        let name = &container.name;
        let legal = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        if name.is_empty() || name.len() > 128 || !name.chars().all(legal) {
            return Err(Error::invalid("containers", format!("“{name}” cannot be the name of a container.")));
        }
        if container.argv.is_empty() {
            return Err(Error::invalid(
                "command",
                format!("The image {} names no command; give one to container {name}.", container.image.reference),
            ));
        }
    }
    if !plan.network.subnet_cidr.contains(plan.network.address) {
        let (address, range) = (plan.network.address, plan.network.subnet_cidr);
        return Err(Error::invalid("address", format!("{address} is not in the subnet's range {range}.")));
    }
    Ok(())
}

fn missing(group: &ContainerGroupId) -> Error {
    Error::not_found(ContainerGroupId::NOUN, group.as_str())
}

/// Runs what blocks beside the workers.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
