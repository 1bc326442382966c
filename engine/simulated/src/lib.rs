//! The simulated driver: no containers; exact, fast, and on the clock it is given.
//!
//! For tests, for laptops without root, and for planning at scale. What a container does is a pure function of its
//! image's address and the time ([`behaviour`] lists the sentinel addresses), so a group needs nothing but its plan and
//! the moment it was started. Both are written to a file, so that groups outlive the server here as they do on the
//! host driver.

mod behaviour;
mod figures;
mod terminal;

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use futures::stream::{self, BoxStream, StreamExt};
use gantry_model::containers::ContainerStatus;
use gantry_model::error::Lookup;
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, SecurityGroupId, VpcId};
use gantry_model::kind::ResourceKind;
use gantry_model::message::{Message, containers as say, machine};
use gantry_model::network::{Action, Direction, Packet, PacketProtocol, Verdict, verdict};
use gantry_model::observe::{LogLine, Sample};
use gantry_model::time::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, mpsc};

use behaviour::{Behaviour, Pull};
use gantry_platform::clock::Clock;
use gantry_platform::runtime::{
    CreateStep, ExecCommand, ExecSession, GroupObservation, GroupPlan, Happening, ImageProgress, ImageToPrepare,
    LogQuery, PreparedImage, Progress, Runtime, RuntimeEvent, RuntimeInfo, VpcPlan,
};

/// Observations that a slow reader may miss before it observes everything anew.
const EVENTS: usize = 4096;
/// Happenings that an observation holds.
const HAPPENINGS: usize = 100;
/// Size that a made-up image claims to have, in bytes.
const IMAGE_BYTES: u64 = 64 << 20;

/// How long things take.
#[derive(Debug, Clone, Copy)]
pub struct Latency {
    pub pull: Duration,
    /// Of the network, of each container's creation and of each container's start.
    pub step: Duration,
}

impl Latency {
    /// As on a quiet machine.
    pub const USUAL: Self = Self { pull: Duration::from_millis(120), step: Duration::from_millis(15) };
    /// For tests on a clock that stands still.
    pub const NONE: Self = Self { pull: Duration::ZERO, step: Duration::ZERO };
}

/// The driver; clones share everything.
#[derive(Clone)]
pub struct SimulatedRuntime {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    latency: Latency,
    groups: Mutex<HashMap<ContainerGroupId, Group>>,
    /// What was told of VPCs last. Not kept in a file: it is told again at each start.
    networks: Mutex<HashMap<VpcId, VpcPlan>>,
    events: broadcast::Sender<RuntimeEvent>,
    /// The load that all groups of an image share, by its reference, in percent of one group's processors.
    loads: Mutex<HashMap<String, f64>>,
}

/// What is kept of a group, in memory and in its file.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Group {
    plan: GroupPlan,
    started_at: Timestamp,
    /// Starts of the whole group, to tell a watcher of an earlier one that it is out of date.
    starts: u64,
}

impl SimulatedRuntime {
    /// Finds the groups that an earlier server made below `data_dir`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if the folder cannot be made or read.
    pub fn open(data_dir: &Path, clock: Arc<dyn Clock>, latency: Latency) -> Result<Self> {
        let folder = data_dir.join("simulated");
        let fault = |error: std::io::Error| failed(&folder, &error);
        std::fs::create_dir_all(&folder).map_err(fault)?;
        let mut groups = HashMap::new();
        for entry in std::fs::read_dir(&folder).map_err(fault)? {
            let path = entry.map_err(fault)?.path();
            let group = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Group>(&bytes).ok());
            match group {
                Some(group) => drop(groups.insert(group.plan.id.clone(), group)),
                // Half-written by a server that was killed: the group was not acknowledged, its controller makes it anew.
                None => std::fs::remove_file(&path).map_err(fault)?,
            }
        }
        let (groups, networks, loads) = (Mutex::new(groups), Mutex::default(), Mutex::default());
        let events = broadcast::Sender::new(EVENTS);
        let inner = Inner { folder, clock, latency, groups, networks, events, loads };
        let runtime = Self { inner: Arc::new(inner) };
        let found: Vec<Group> = runtime.groups().values().cloned().collect();
        for group in found {
            runtime.announce_changes(group);
        }
        Ok(runtime)
    }

    /// Gives all groups of an image, named as `nginx:latest`, a load that they share evenly: 160 is 80 % of the processors of each of two. An image `load/N` has
    /// a load of N from the start.
    pub fn set_load(&self, reference: &str, percent: f64) {
        self.loads().insert(reference.to_owned(), percent);
    }

    fn loads(&self) -> MutexGuard<'_, HashMap<String, f64>> {
        self.inner.loads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The part of a shared load that a group of this plan has, from 0 to 1.
    fn share(&self, plan: &GroupPlan) -> Option<f64> {
        let reference = &plan.containers.first()?.image.reference;
        let set = self.loads().get(reference).copied();
        let percent = set.or_else(|| behaviour::load(reference))?;
        let runs = |group: &&Group| group.plan.containers.first().is_some_and(|one| one.image.reference == *reference);
        let number = self.groups().values().filter(runs).count().max(1);
        Some((percent / number as f64 / 100.0).clamp(0.0, 1.0))
    }

    fn groups(&self) -> MutexGuard<'_, HashMap<ContainerGroupId, Group>> {
        self.inner.groups.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn networks(&self) -> MutexGuard<'_, HashMap<VpcId, VpcPlan>> {
        self.inner.networks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was told of a VPC last.
    pub fn network(&self, vpc: &VpcId) -> Option<VpcPlan> {
        self.networks().get(vpc).cloned()
    }

    /// What would happen to the first packet of a connection to a group: from another group of its VPC, or from outside by its EIP.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a group or a network that was not told of.
    pub fn would_reach(
        &self,
        from: IpAddr,
        to: &ContainerGroupId,
        protocol: PacketProtocol,
        port: u16,
    ) -> Result<Verdict> {
        let to = self.find(to)?.plan.network;
        let plan = self.network(&to.vpc).ok_or_else(|| Error::not_found(ResourceKind::Vpc, to.vpc.as_ref()))?;
        let holder = |address: IpAddr| {
            let groups = self.groups();
            let mut inside = groups.values().map(|group| &group.plan.network).filter(|network| network.vpc == to.vpc);
            let found = inside.find(|network| {
                IpAddr::V4(network.address) == address
                    || network.ipv6.is_some_and(|(own, _)| IpAddr::V6(own) == address)
            });
            found.and_then(|network| network.security_group.clone())
        };
        let packet = |direction, address| Packet { direction, protocol, port, address };
        let (source, target) = (holder(from), to.security_group.clone());
        let judge = |owner: &Option<SecurityGroupId>, packet: Packet, remote: &Option<SecurityGroupId>| {
            let rules = owner.as_ref().and_then(|id| plan.security_groups.iter().find(|group| group.id == *id));
            let remote: Vec<SecurityGroupId> = remote.iter().cloned().collect();
            verdict(rules.map_or(&[], |group| group.rules.as_slice()), &packet, &remote)
        };
        if source.is_some() {
            let address = match from {
                IpAddr::V6(_) => to.ipv6.map_or(IpAddr::V4(to.address), |(own, _)| IpAddr::V6(own)),
                IpAddr::V4(_) => IpAddr::V4(to.address),
            };
            let out = judge(&source, packet(Direction::Outbound, address), &target);
            if out.action == Action::Drop {
                return Ok(out);
            }
        }
        Ok(judge(&target, packet(Direction::Inbound, from), &source))
    }

    fn file(&self, group: &ContainerGroupId) -> PathBuf {
        self.inner.folder.join(format!("{group}.json"))
    }

    fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    async fn pause(&self, duration: Duration) {
        if !duration.is_zero() {
            self.inner.clock.sleep(duration).await;
        }
    }

    fn find(&self, group: &ContainerGroupId) -> Result<Group> {
        self.groups().get(group).cloned().ok_or_else(|| Error::not_found(ResourceKind::ContainerGroup, group.as_ref()))
    }

    /// The group and how the container in it behaves.
    fn find_container(&self, group: &ContainerGroupId, container: &str) -> Result<(Group, Behaviour)> {
        let found = self.find(group)?;
        let plan = found.plan.containers.iter().find(|plan| plan.name == container);
        let behaviour = plan.map(|plan| behaviour::of_container(&plan.image.reference));
        behaviour.map(|behaviour| (found, behaviour)).ok_or_else(|| Error::not_found(Lookup::Container, container))
    }

    fn keep(&self, group: Group) -> Result<()> {
        let path = self.file(&group.plan.id);
        let written = path.with_extension("new");
        let bytes = serde_json::to_vec(&group).map_err(Error::internal)?;
        std::fs::write(&written, bytes)
            .and_then(|()| std::fs::rename(&written, &path))
            .map_err(|error| failed(&path, &error))?;
        self.groups().insert(group.plan.id.clone(), group.clone());
        self.announce_changes(group);
        Ok(())
    }

    fn announce(&self, group: &ContainerGroupId) {
        // Nobody listens while the engine is being built; then nobody needs to be told.
        let _ = self.inner.events.send(RuntimeEvent { group: group.clone() });
    }

    /// Sends an event at each moment at which a container of the group changes, until the group is started anew or gone.
    fn announce_changes(&self, group: Group) {
        self.announce(&group.plan.id);
        let weak = Arc::downgrade(&self.inner);
        let clock = self.inner.clock.clone();
        tokio::spawn(async move {
            loop {
                let Some(at) = next_change(&group, clock.now()) else { return };
                clock.sleep_until(at).await;
                let Some(inner) = weak.upgrade() else { return };
                let runtime = Self { inner };
                if runtime.groups().get(&group.plan.id).is_none_or(|now| now.starts != group.starts) {
                    return;
                }
                runtime.announce(&group.plan.id);
            }
        });
    }
}

/// What the system says of a file that groups are kept in.
fn failed(path: &Path, error: &std::io::Error) -> Error {
    Error::unavailable(Message::text(format!("{}: {error}", path.display())))
}

fn next_change(group: &Group, now: Timestamp) -> Option<Timestamp> {
    let behaviours = group.plan.containers.iter().map(|container| behaviour::of_container(&container.image.reference));
    behaviours
        .filter_map(|behaviour| behaviour::next_change(behaviour, group.plan.restart_policy, group.started_at, now))
        .min()
}

fn status(group: &Group, now: Timestamp) -> Vec<ContainerStatus> {
    let containers = group.plan.containers.iter();
    containers
        .map(|container| {
            let behaviour = behaviour::of_container(&container.image.reference);
            let image_digest = container.image.digest.as_ref().map(ToString::to_string);
            let status = behaviour::status(behaviour, group.plan.restart_policy, group.started_at, now);
            ContainerStatus { name: container.name.clone(), image_digest, ..status }
        })
        .collect()
}

fn happenings(group: &Group, now: Timestamp) -> Vec<Happening> {
    let mut all: Vec<(Timestamp, bool, &str, Message)> = Vec::new();
    for container in &group.plan.containers {
        let behaviour = behaviour::of_container(&container.image.reference);
        let runs = behaviour::runs(behaviour, group.plan.restart_policy, group.started_at, now);
        for (place, run) in runs.iter().enumerate() {
            if place > 0 {
                all.push((run.started_at, false, "Started", say::container_started_again(&container.name)));
            }
            if let Some(end) = run.ends_at.filter(|end| *end <= now) {
                let (reason, warning) = match behaviour {
                    Behaviour::Ends { out_of_memory: true, .. } => ("OutOfMemory", true),
                    Behaviour::Ends { code, .. } => ("Ended", code != 0),
                    Behaviour::Runs | Behaviour::Writes(_) => ("Ended", false),
                };
                let text = say::container_ended_so(&container.name, behaviour::end_text(behaviour));
                all.push((end, warning, reason, text));
            }
        }
    }
    all.sort_by_key(|(at, ..)| *at);
    let numbered = all.into_iter().zip(1..).map(|((at, warning, reason, description), number)| Happening {
        number: group.starts * 1_000_000 + number,
        at,
        warning,
        reason: reason.to_owned(),
        description,
    });
    let numbered: Vec<_> = numbered.collect();
    numbered[numbered.len().saturating_sub(HAPPENINGS)..].to_vec()
}

#[async_trait]
impl Runtime for SimulatedRuntime {
    fn info(&self) -> RuntimeInfo {
        RuntimeInfo { driver: "simulated".into(), engine: "simulated, no containers run".into(), simulated: true }
    }

    fn pulls_from_elsewhere(&self) -> bool {
        true
    }

    async fn prepare_image(&self, image: &ImageToPrepare, progress: Progress) -> Result<PreparedImage> {
        let (reference, digest, total_bytes) = match image {
            ImageToPrepare::Stored(image) => (
                image.reference.clone(),
                Some(image.manifest.clone()),
                image.layers.iter().map(|layer| layer.size).sum(),
            ),
            ImageToPrepare::Elsewhere { address, version } => (format!("{address}:{version}"), None, IMAGE_BYTES),
        };
        let Pull::Succeeds(duration) = behaviour::of_pull(&reference, self.inner.latency.pull) else {
            return Err(Error::invalid("image", machine::no_such_image_simulated(reference)));
        };
        let parts = u32::try_from(duration.as_millis() / 250).unwrap_or(u32::MAX).clamp(1, 100);
        for part in 1..=parts {
            self.pause(duration / parts).await;
            progress(ImageProgress { done_bytes: total_bytes * u64::from(part) / u64::from(parts), total_bytes });
        }
        Ok(PreparedImage { reference, digest, entrypoint: vec!["/simulated".into()], ..Default::default() })
    }

    async fn create(&self, plan: &GroupPlan, steps: mpsc::UnboundedSender<CreateStep>) -> Result<()> {
        if self.groups().contains_key(&plan.id) {
            return Ok(());
        }
        if let Some(container) = plan.containers.iter().find(|one| behaviour::fails_to_create(&one.image.reference)) {
            return Err(Error::invalid("containers", say::create_fails_simulated(&container.name)));
        }
        // Whoever asked may have stopped listening; the steps are for show.
        let tell = |step| drop(steps.send(step));
        self.pause(self.inner.latency.step).await;
        tell(CreateStep::Networked);
        for container in &plan.containers {
            self.pause(self.inner.latency.step).await;
            tell(CreateStep::Created { container: container.name.clone() });
        }
        self.pause(self.inner.latency.step).await;
        self.keep(Group { plan: plan.clone(), started_at: self.now(), starts: 1 })?;
        for container in &plan.containers {
            tell(CreateStep::Started { container: container.name.clone() });
        }
        Ok(())
    }

    async fn restart(&self, group: &ContainerGroupId, plan: &GroupPlan) -> Result<()> {
        let before = self.find(group)?;
        self.pause(self.inner.latency.step * 2).await;
        self.keep(Group { plan: plan.clone(), started_at: self.now(), starts: before.starts + 1 })
    }

    async fn remove(&self, group: &ContainerGroupId, _grace: Duration) -> Result<()> {
        self.pause(self.inner.latency.step).await;
        match std::fs::remove_file(self.file(group)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(failed(&self.file(group), &error));
            }
            _ => {}
        }
        if self.groups().remove(group).is_some() {
            self.announce(group);
        }
        Ok(())
    }

    async fn observe(&self, group: &ContainerGroupId) -> Result<Option<GroupObservation>> {
        let now = self.now();
        let found = self.groups().get(group).cloned();
        Ok(found.map(|group| GroupObservation {
            containers: status(&group, now),
            happenings: happenings(&group, now),
            stalled: None,
        }))
    }

    async fn list(&self) -> Result<Vec<ContainerGroupId>> {
        Ok(self.groups().keys().cloned().collect())
    }

    fn events(&self) -> broadcast::Receiver<RuntimeEvent> {
        self.inner.events.subscribe()
    }

    async fn apply_network(&self, plan: &VpcPlan) -> Result<()> {
        let mut networks = self.networks();
        if networks.get(&plan.vpc).is_none_or(|known| known.version <= plan.version) {
            networks.insert(plan.vpc.clone(), plan.clone());
        }
        Ok(())
    }

    async fn remove_network(&self, vpc: &VpcId) -> Result<()> {
        if let Some(group) = self.groups().values().find(|group| group.plan.network.vpc == *vpc) {
            return Err(Error::conflict(machine::group_still_there(&group.plan.id, vpc)));
        }
        self.networks().remove(vpc);
        Ok(())
    }

    async fn logs(&self, group: &ContainerGroupId, container: &str, query: &LogQuery) -> Result<Vec<LogLine>> {
        let (group, behaviour) = self.find_container(group, container)?;
        let mut lines =
            figures::lines(container, behaviour, group.plan.restart_policy, group.started_at, self.now(), 0);
        let search = query.search.as_ref().map(|text| text.to_lowercase());
        lines.retain(|line| {
            query.before.is_none_or(|before| line.number < before)
                && query.since.is_none_or(|since| line.at >= since)
                && search.as_ref().is_none_or(|text| line.text.to_lowercase().contains(text))
        });
        Ok(lines.split_off(lines.len().saturating_sub(query.limit as usize)))
    }

    async fn follow(
        &self,
        group: &ContainerGroupId,
        container: &str,
        after: u64,
    ) -> Result<BoxStream<'static, LogLine>> {
        self.find_container(group, container)?;
        let (runtime, group, container) = (self.clone(), group.clone(), container.to_owned());
        let batches = stream::unfold(after, move |after| {
            let (runtime, group, container) = (runtime.clone(), group.clone(), container.clone());
            async move {
                loop {
                    let (found, behaviour) = runtime.find_container(&group, &container).ok()?;
                    let (policy, first) = (found.plan.restart_policy, found.started_at);
                    let lines = figures::lines(&container, behaviour, policy, first, runtime.now(), after);
                    if let Some(last) = lines.last().map(|line| line.number) {
                        return Some((stream::iter(lines), last));
                    }
                    runtime.pause(Duration::from_millis(figures::LINE_EVERY as u64)).await;
                }
            }
        });
        Ok(batches.flatten().boxed())
    }

    async fn exec(&self, group: &ContainerGroupId, container: &str, _command: &ExecCommand) -> Result<ExecSession> {
        let (found, _) = self.find_container(group, container)?;
        let plan = found.plan.containers.iter().find(|plan| plan.name == container);
        if plan.is_some_and(|plan| !behaviour::has_shell(&plan.image.reference)) {
            return Err(Error::unavailable(say::terminal_without_shell_simulated()));
        }
        Ok(terminal::open(found.plan.name))
    }

    async fn sample(&self, group: &ContainerGroupId) -> Result<Sample> {
        let group = self.find(group)?;
        let share = self.share(&group.plan);
        let mut sample = figures::sample(&group.plan, group.started_at, self.now());
        if let Some(share) = share {
            sample.cpu.usage_nano_cores = (share * sample.cpu.limit as f64 * 1e6) as u64;
        }
        Ok(sample)
    }
}
