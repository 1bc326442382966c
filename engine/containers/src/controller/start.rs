//! Pull, Network, Create and Start; and restart, which is the same with a sandbox that is there already.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use gantry_model::Message;
use gantry_model::containers::{
    ContainerGroupStatus, ContainerSpec, ContainerStatus, ImagePullPolicy, Phase, StepName, StepOutcome,
};
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, Id};
use gantry_model::message::containers as say;
use gantry_model::network::subnet_ipv6;
use gantry_model::time::Length;
use gantry_model::units::{Mebibytes, MilliCpu, bytes_text};
use tokio::sync::mpsc;

use super::{Ended, GroupController, Steps, Told};
use crate::{ContainerGroup, queries::join_version};
use gantry_engine_network::vpc_plan;
use gantry_platform::controller::{JobState, Next};
use gantry_platform::documents::{VSwitch, Vpc};
use gantry_platform::runtime::{ContainerPlan, CreateStep, GroupPlan, ImageToPrepare, NetworkPlan, PreparedImage};
use gantry_platform::store::Resource;

/// Starts that are tried again after a fault that may pass.
const MOST_FAILED_STARTS: u32 = 4;
/// Before the first of them; doubled each time.
const PAUSE: Duration = Duration::from_secs(1);
/// How often the progress of a pull is recorded.
const PROGRESS_EVERY: Duration = Duration::from_millis(400);

impl GroupController {
    /// Takes a placed group through its start, and writes down how that ended.
    pub(super) async fn start(&self, group: Resource<ContainerGroup>) -> Result<Next> {
        let (this, placed) = (self.clone(), group.clone());
        let start = |_| async move { Ok(Ended::from(this.start_all(&placed).await)) };
        match self.starts.run(group.id.as_str(), &self.queue.waker(&group.id), start) {
            JobState::Waiting | JobState::Running(_) => Ok(Next::Done),
            JobState::Ended(ended) => self.record_start(&group, ended?).await,
        }
    }

    /// Takes a running group through its restart. One that fails is begun again after the controller's growing pauses.
    pub(super) async fn restart(&self, group: Resource<ContainerGroup>) -> Result<Next> {
        let (this, running, asked) = (self.clone(), group.clone(), group.spec.restarts_asked);
        let restart = |_| async move { Ok(Ended::from(this.restart_all(&running).await)) };
        match self.starts.run(group.id.as_str(), &self.queue.waker(&group.id), restart) {
            JobState::Waiting | JobState::Running(_) => Ok(Next::Done),
            JobState::Ended(ended) => match ended? {
                Ended::Well => {
                    let told = vec![Told::normal("Restarted", say::restarted_all())];
                    let done = move |status: &mut ContainerGroupStatus| status.restarts_done = asked;
                    self.record(&group.id, told, done).await?;
                    Ok(Next::After(Duration::ZERO))
                }
                // The group goes on as it is: what waiting does not mend is not tried again.
                Ended::Refused(error) => {
                    let told = vec![Told::warning("RestartFailed", error.message().into_owned())];
                    let given_up = move |status: &mut ContainerGroupStatus| status.restarts_done = asked;
                    self.record(&group.id, told, given_up).await?;
                    Ok(Next::After(Duration::ZERO))
                }
                Ended::Failed(error) => {
                    let told = vec![Told::warning("RestartFailed", error.message().into_owned())];
                    self.record(&group.id, told, |_| {}).await?;
                    Err(error)
                }
            },
        }
    }

    async fn restart_all(&self, group: &Resource<ContainerGroup>) -> Result<()> {
        let plan = self.plan(group).await?;
        self.containers.runtime.restart(&group.id, &plan).await
    }

    async fn start_all(&self, group: &Resource<ContainerGroup>) -> Result<()> {
        let plan = self.plan(group).await?;
        let (steps, mut begun) = mpsc::unbounded_channel();
        let now = self.now();
        self.record(&group.id, vec![], move |status| status.begin_step(StepName::Network, now)).await?;
        if let Some(network) = vpc_plan(&self.containers.store, &group.spec.vpc).await? {
            self.containers.runtime.apply_network(&network).await?;
        }
        let making = self.containers.runtime.create(&plan, steps);
        tokio::pin!(making);
        let mut made = None;
        // The channel closes when the driver is done with it, so every step is recorded before the end is.
        while let Some(step) = tokio::select! {
            step = begun.recv() => step,
            result = &mut making, if made.is_none() => { made = Some(result); begun.recv().await }
        } {
            self.record_step(&group.id, step).await?;
        }
        match made {
            Some(result) => result,
            None => making.await,
        }
    }

    async fn record_step(&self, id: &ContainerGroupId, step: CreateStep) -> Result<()> {
        let now = self.now();
        let (told, next) = match step {
            CreateStep::Networked => (vec![], StepName::Create),
            CreateStep::Created { container } => {
                (vec![Told::normal("Created", say::container_created(container))], StepName::Create)
            }
            CreateStep::Started { container } => {
                (vec![Told::normal("Started", say::container_started(container))], StepName::Start)
            }
        };
        self.record(id, told, move |status| status.begin_step(next, now)).await
    }

    /// Writes down how a start ended.
    async fn record_start(&self, group: &Resource<ContainerGroup>, ended: Ended) -> Result<Next> {
        let now = self.now();
        let failed = group.status.failed_starts + 1;
        let asked = group.spec.restarts_asked;
        let (error, last) = match ended {
            Ended::Well => {
                let started = move |status: &mut ContainerGroupStatus| {
                    status.end_step(StepOutcome::Done, now);
                    status.phase = Phase::Started;
                    status.reason = None;
                    status.failed_starts = 0;
                    // A start is a restart too: it was made by the plan of this moment.
                    status.restarts_done = asked;
                };
                self.record(&group.id, vec![], started).await?;
                return Ok(Next::After(Duration::ZERO));
            }
            Ended::Refused(error) => (error, true),
            Ended::Failed(error) => (error, failed > MOST_FAILED_STARTS),
        };
        if let Error::Internal { cause, .. } = &error {
            tracing::error!(id = group.id.as_str(), cause, "a start failed");
        }
        let message = error.into_message();
        if last {
            // What was made so far is taken down; the address stays until the group is unsubscribed.
            self.containers.runtime.remove(&group.id, Duration::ZERO).await?;
            let told = vec![Told::warning("ScheduleFailed", message.clone())];
            let failed = move |status: &mut ContainerGroupStatus| {
                status.end_step(StepOutcome::Failed, now);
                status.phase = Phase::ScheduleFailed;
                status.reason = Some(message);
            };
            self.record(&group.id, told, failed).await?;
            return Ok(Next::Done);
        }
        let pause = PAUSE * 2_u32.pow(failed - 1);
        let text = say::tried_again(&message, Length::from(pause));
        let again = move |status: &mut ContainerGroupStatus| {
            status.failed_starts = failed;
            status.reason = Some(message);
        };
        self.record(&group.id, vec![Told::warning("StartFailed", text)], again).await?;
        Ok(Next::After(pause))
    }

    /// Makes all images ready and says what the driver is to make.
    async fn plan(&self, group: &Resource<ContainerGroup>) -> Result<GroupPlan> {
        let now = self.now();
        self.record(&group.id, vec![], move |status| status.begin_step(StepName::Pull, now)).await?;
        let mut containers = Vec::new();
        for spec in &group.spec.containers {
            let image = self.pull(group, spec).await?;
            containers.push(container_plan(spec, image)?);
        }
        let names: Vec<String> = group.spec.containers.iter().map(|container| container.name.clone()).collect();
        self.record(&group.id, vec![], move |status| expect_containers(status, names)).await?;
        let network = self.network(group).await?;
        let spec = group.spec.spec()?;
        Ok(GroupPlan {
            id: group.id.clone(),
            name: group.name.clone(),
            cpu: spec.cpu(),
            memory: spec.memory(),
            restart_policy: group.spec.restart_policy,
            grace: Duration::from_secs(group.spec.grace_seconds.into()),
            network,
            containers,
            writable_bytes: Mebibytes::gib(gantry_model::containers::WRITABLE_GIB).bytes(),
        })
    }

    async fn network(&self, group: &Resource<ContainerGroup>) -> Result<NetworkPlan> {
        let missing = || Error::internal(format!("{} has no place", group.id));
        let subnet = group.status.subnet.clone().ok_or_else(missing)?;
        let address = group.status.private_ip.ok_or_else(missing)?;
        let vpc = group.spec.vpc.clone();
        let read =
            move |read: &gantry_platform::store::Read<'_>| Ok((read.get::<Vpc>(&vpc)?, read.get::<VSwitch>(&subnet)?));
        let (vpc, subnet) = self.containers.store.read(read).await?;
        let range = subnet_ipv6(&vpc.id, &subnet.id);
        Ok(NetworkPlan {
            vpc: vpc.id,
            vpc_cidr: vpc.spec.cidr,
            vpc_index: vpc.status.index,
            subnet: subnet.id,
            subnet_cidr: subnet.spec.cidr,
            address,
            ipv6: group.status.ipv6.map(|ipv6| (ipv6, range)),
            security_group: Some(group.spec.security_group.clone()),
        })
    }

    /// Makes one container's image ready, telling how far it is.
    async fn pull(&self, group: &Resource<ContainerGroup>, spec: &ContainerSpec) -> Result<PreparedImage> {
        let image = self.containers.images.resolve(&spec.image, &wanted_version(group, spec)).await?;
        let reference = match &image {
            ImageToPrepare::Stored(image) => image.reference.clone(),
            ImageToPrepare::Elsewhere { address, version } => join_version(address, version),
        };
        let began = self.now();
        let (done, total) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let progress = {
            let (done, total) = (done.clone(), total.clone());
            Arc::new(move |progress: gantry_platform::runtime::ImageProgress| {
                done.store(progress.done_bytes, Ordering::Relaxed);
                total.store(progress.total_bytes, Ordering::Relaxed);
            })
        };
        let preparing = self.containers.runtime.prepare_image(&image, progress);
        tokio::pin!(preparing);
        let clock = self.containers.store.clock().clone();
        let mut announced = false;
        let prepared = loop {
            tokio::select! {
                biased;
                prepared = &mut preparing => break prepared,
                () = clock.sleep(PROGRESS_EVERY) => {
                    let told = (!announced).then(|| Told::normal("Pulling", say::pulling_image(&reference)));
                    announced = true;
                    let detail = progress_text(&spec.name, &done, &total);
                    self.record(&group.id, told.into_iter().collect(), move |status| detail_pull(status, detail)).await?;
                }
            }
        };
        let prepared = prepared?;
        let took = Length(self.now().since(began));
        let (told, detail) = if prepared.already_present {
            (Told::normal("Pulled", say::image_present(&reference)), say::pull_cached(&spec.name))
        } else {
            (Told::normal("Pulled", say::image_pulled(&reference, took)), say::pull_took(&spec.name, took))
        };
        self.record(&group.id, vec![told], move |status| detail_pull(status, detail)).await?;
        Ok(prepared)
    }
}

/// What to ask the registry for: under Pull On Demand what the group has had before, even if the tag has moved since;
/// under Always Pull what the tag means now (ECI-34).
fn wanted_version(group: &Resource<ContainerGroup>, spec: &ContainerSpec) -> String {
    let before = group.status.containers.iter().find(|status| status.name == spec.name);
    let digest = before.and_then(|status| status.image_digest.clone());
    match (spec.pull_policy, digest) {
        (ImagePullPolicy::OnDemand, Some(digest)) => digest,
        _ => spec.version.clone(),
    }
}

fn progress_text(container: &str, done: &AtomicU64, total: &AtomicU64) -> Message {
    let (done, total) = (done.load(Ordering::Relaxed), total.load(Ordering::Relaxed));
    match (done * 100).checked_div(total) {
        Some(percent) => say::pull_progress(container, bytes_text(done), bytes_text(total), percent),
        None => say::pull_begun(container),
    }
}

fn detail_pull(status: &mut ContainerGroupStatus, detail: Message) {
    status.reason = Some(say::pulling(&detail));
    if let Some(step) = status.steps.last_mut().filter(|step| step.name == StepName::Pull) {
        step.detail = detail;
    }
}

/// Containers that were not seen yet wait; those that were keep what is known of them.
fn expect_containers(status: &mut ContainerGroupStatus, names: Vec<String>) {
    status.reason = None;
    let known = std::mem::take(&mut status.containers);
    status.containers = names
        .into_iter()
        .map(|name| {
            let before = known.iter().find(|status| status.name == name).cloned();
            before.unwrap_or_else(|| ContainerStatus { name, ..Default::default() })
        })
        .collect();
}

/// What one container executes: the order's words, or the image's (ECI-35, ECI-36).
fn container_plan(spec: &ContainerSpec, image: PreparedImage) -> Result<ContainerPlan> {
    let argv: Vec<String> = match &spec.command {
        Some(command) => std::iter::once(command.clone()).chain(spec.arguments.iter().cloned()).collect(),
        None if spec.arguments.is_empty() => image.entrypoint.iter().chain(&image.command).cloned().collect(),
        None => image.entrypoint.iter().chain(&spec.arguments).cloned().collect(),
    };
    if argv.is_empty() {
        return Err(Error::invalid("containers", say::no_command(&image.reference, &spec.name)));
    }
    let mut environment: Vec<String> = image.environment.clone();
    for variable in &spec.environment {
        let prefix = format!("{}=", variable.name);
        environment.retain(|one| !one.starts_with(&prefix));
        environment.push(format!("{prefix}{}", variable.value));
    }
    let working_directory = match (&spec.working_directory, image.working_directory.as_str()) {
        (Some(directory), _) => directory.clone(),
        (None, "") => "/".to_owned(),
        (None, directory) => directory.to_owned(),
    };
    Ok(ContainerPlan {
        name: spec.name.clone(),
        argv,
        environment,
        working_directory,
        cpu: Some(spec.cpu).filter(|cpu| *cpu != MilliCpu(0)),
        memory: Some(spec.memory).filter(|memory| *memory != Mebibytes(0)),
        image,
    })
}
