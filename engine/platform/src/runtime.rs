//! What runs containers, in the terms of a pod: one trait, several drivers.
//!
//! A driver knows no store and no person. It is told plans, keeps what it needs beside the running things (so that it
//! finds them again after the server was killed) and reports what it sees. Every call is idempotent: asked twice, it
//! does once, and asked to remove what is not there, it succeeds. Errors are [`gantry_model::Error`]s whose message a
//! person can read: `Unavailable` where a retry may help, `Invalid` where it cannot.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures::stream::BoxStream;
use gantry_model::Message;
use gantry_model::cidr::{Cidr, Cidr6};
use gantry_model::containers::{ContainerStatus, RestartPolicy};
use gantry_model::error::Result;
use gantry_model::id::{ContainerGroupId, EipId, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::{DEFAULT_POOL, EipPool, SecurityRule};
use gantry_model::observe::{LogLine, Sample};
use gantry_model::registry::reference::Digest;
use gantry_model::time::Timestamp;
use gantry_model::units::{Mebibytes, MilliCpu};
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, mpsc};

/// By this address groups reach the registry from inside every VPC. Link-local, so no VPC can have it.
pub const REGISTRY_ADDRESS: Ipv4Addr = Ipv4Addr::new(169, 254, 100, 100);
/// The name of that address in every container.
pub const REGISTRY_NAME: &str = "registry-vpc.internal";
/// The port there. Without TLS: what passes it never leaves this machine.
pub const REGISTRY_PORT: u16 = 80;

/// Somebody inside a VPC who has connected to the registry.
#[derive(Debug)]
pub struct VpcClient {
    pub vpc: VpcId,
    pub stream: tokio::net::TcpStream,
    /// Address and port of the group, as the VPC knows them.
    pub from: std::net::SocketAddr,
}

/// A driver.
#[async_trait]
pub trait Runtime: Send + Sync + 'static {
    /// What it is, for the console's header and `gantry check`.
    fn info(&self) -> RuntimeInfo;

    /// Whether this machine has room for another group just now.
    ///
    /// # Errors
    /// `Unavailable` with the reason, which ends the start in ScheduleFailed (decision "Quota defaults").
    async fn check_room(&self) -> Result<()> {
        Ok(())
    }

    /// Whether it takes images that are not in our registry. Until the host driver does (C-10), commands and forms refuse them there.
    fn pulls_from_elsewhere(&self) -> bool {
        false
    }

    /// Makes the image's root ready on this machine and says what is in it. Slow; callers run it as a job.
    async fn prepare_image(&self, image: &ImageToPrepare, progress: Progress) -> Result<PreparedImage>;

    /// Makes the group's network, sandbox and containers and starts them under supervision, or finds them made already.
    /// Returns when every container has been started once. `steps` is told each step as it begins (see [`CreateStep`]).
    async fn create(&self, plan: &GroupPlan, steps: mpsc::UnboundedSender<CreateStep>) -> Result<()>;

    /// Ends all containers gracefully and starts them again in the same sandbox (ECI-57); network and files written to
    /// volumes stay, the writable layers are made anew.
    async fn restart(&self, group: &ContainerGroupId, plan: &GroupPlan) -> Result<()>;

    /// Ends all containers gracefully within `grace`, then removes everything that [`Runtime::create`] made.
    async fn remove(&self, group: &ContainerGroupId, grace: Duration) -> Result<()>;

    /// What is there of a group now; `None` if nothing is.
    async fn observe(&self, group: &ContainerGroupId) -> Result<Option<GroupObservation>>;

    /// All groups of which anything is there, so that what the store no longer knows can be removed.
    async fn list(&self) -> Result<Vec<ContainerGroupId>>;

    /// Tells of groups whose observation changed. A receiver that lags observes all.
    fn events(&self) -> broadcast::Receiver<RuntimeEvent>;

    /// Where EIPs come from unless a setting says otherwise.
    fn eip_pool(&self) -> Cidr {
        DEFAULT_POOL
    }

    /// Refuses a pool that this machine cannot give addresses of.
    ///
    /// # Errors
    /// `Invalid` on `eip-pool`, naming what is in the way.
    fn check_pool(&self, _pool: &EipPool) -> Result<()> {
        Ok(())
    }

    /// Brings a VPC's network to what is wanted of it: rules and EIPs bite at once, on groups that run too. Does nothing where that
    /// is what is there, and leaves alone what an earlier call with a larger version has made. A group is only created once the
    /// rules of its security group were applied.
    async fn apply_network(&self, plan: &VpcPlan) -> Result<()>;

    /// Who connects to [`REGISTRY_ADDRESS`] from inside a VPC, from now on. The one who asked last is told; `None` from a driver without
    /// networks.
    fn registry_clients(&self) -> Option<mpsc::Receiver<VpcClient>> {
        None
    }

    /// Removes a VPC's network once no group is in it.
    async fn remove_network(&self, vpc: &VpcId) -> Result<()>;

    /// Lines of a container's log, oldest first; kept across restarts of the container.
    async fn logs(&self, group: &ContainerGroupId, container: &str, query: &LogQuery) -> Result<Vec<LogLine>>;

    /// Lines as they arrive, beginning after line `after` (0 for all that is kept).
    async fn follow(
        &self,
        group: &ContainerGroupId,
        container: &str,
        after: u64,
    ) -> Result<BoxStream<'static, LogLine>>;

    /// Runs a command in a running container on a terminal of its own (MON-14). Dropping the session ends the command.
    async fn exec(&self, group: &ContainerGroupId, container: &str, command: &ExecCommand) -> Result<ExecSession>;

    /// The figures of this moment.
    async fn sample(&self, group: &ContainerGroupId) -> Result<Sample>;
}

/// What a driver is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuntimeInfo {
    /// `host` or `simulated`.
    pub driver: String,
    /// What does the work, e.g. `crun 1.8.1`.
    pub engine: String,
    /// No containers really run; the console says so in its header.
    pub simulated: bool,
}

/// Told while an image is made ready: bytes or layers done of all.
pub type Progress = Arc<dyn Fn(ImageProgress) + Send + Sync>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageProgress {
    pub done_bytes: u64,
    pub total_bytes: u64,
}

/// An image that a container asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageToPrepare {
    /// In our registry: everything a driver needs is on this machine's disk already.
    Stored(StoredImage),
    /// An address elsewhere, with its tag or digest: what is typed and not ours. The host driver refuses it; the simulated
    /// driver makes it up, and obeys sentinel addresses.
    Elsewhere { address: String, version: String },
}

/// An image of our registry for this platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredImage {
    /// As people write it, for messages: `default/x-eci/web:1`.
    pub reference: String,
    pub manifest: Digest,
    /// The image's configuration, verbatim JSON of the OCI image specification.
    pub config: String,
    /// Lowest first.
    pub layers: Vec<StoredLayer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredLayer {
    pub digest: Digest,
    /// Digest of the uncompressed archive; layers are unpacked once per this.
    pub diff_id: Digest,
    pub media_type: String,
    /// Of the compressed archive, in bytes.
    pub size: u64,
    /// The blob's file.
    pub blob: PathBuf,
}

/// An image that can be started on this machine.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedImage {
    /// As people write it.
    pub reference: String,
    /// Of the manifest; `None` where there is none (simulated).
    pub digest: Option<Digest>,
    /// Unpacked layers, lowest first, by their chain ids (OCI image specification, `config.md`).
    pub layers: Vec<Digest>,
    /// In which way they were unpacked; 0 is an earlier one, which named them by diff ids.
    #[serde(default)]
    pub layout: u32,
    pub entrypoint: Vec<String>,
    pub command: Vec<String>,
    /// `NAME=VALUE`.
    pub environment: Vec<String>,
    /// Empty for the root directory (ECI-36).
    pub working_directory: String,
    /// As in the image: empty, `uid`, `uid:gid`, or names that its own `/etc/passwd` resolves.
    pub user: String,
    /// As in the image, unchecked: empty, or the name or number of the signal that asks its program to end.
    #[serde(default)]
    pub stop_signal: String,
    /// Folders that the image wants to be there.
    #[serde(default)]
    pub volumes: Vec<String>,
    /// Nothing had to be unpacked.
    pub already_present: bool,
}

/// Everything a driver needs to make a group. Serialised beside the running group, so that a supervisor and a later
/// server need nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPlan {
    pub id: ContainerGroupId,
    /// Instance Name; the host name of the containers.
    pub name: String,
    pub cpu: MilliCpu,
    pub memory: Mebibytes,
    pub restart_policy: RestartPolicy,
    pub grace: Duration,
    pub network: NetworkPlan,
    pub containers: Vec<ContainerPlan>,
    /// Size of the writable layers together, in bytes; enforced.
    pub writable_bytes: u64,
}

/// Where the group's interface goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkPlan {
    pub vpc: VpcId,
    pub vpc_cidr: Cidr,
    /// Unique in the installation, from 0: derives the transit link and other numbered names.
    pub vpc_index: u32,
    pub subnet: VSwitchId,
    pub subnet_cidr: Cidr,
    pub address: Ipv4Addr,
    /// Its address and its subnet's range, where they have IPv6.
    #[serde(default)]
    pub ipv6: Option<(Ipv6Addr, Cidr6)>,
    /// Whose rules hold for the group. `None` only in plans of an older version: nothing reaches such a group any more.
    #[serde(default)]
    pub security_group: Option<SecurityGroupId>,
}

/// What is wanted of a VPC. Who is in it the driver knows from the groups' own plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcPlan {
    pub vpc: VpcId,
    /// Grows with what is wanted.
    pub version: u64,
    /// As in [`NetworkPlan`].
    pub index: u32,
    pub cidr: Cidr,
    pub subnets: Vec<SubnetPlan>,
    pub security_groups: Vec<SecurityGroupPlan>,
    /// Those that are bound to groups of this VPC.
    pub eips: Vec<EipPlan>,
}

impl VpcPlan {
    /// Whether the same is wanted, the version aside.
    pub fn is_like(&self, other: &Self) -> bool {
        Self { version: other.version, ..self.clone() } == *other
    }
}

/// A subnet of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubnetPlan {
    pub id: VSwitchId,
    pub cidr: Cidr,
    /// `None` while IPv6 is off.
    pub ipv6: Option<Cidr6>,
}

/// A security group of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityGroupPlan {
    pub id: SecurityGroupId,
    /// In the order in which they are tried.
    pub rules: Vec<SecurityRule>,
}

/// A bound EIP of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipPlan {
    pub id: EipId,
    pub address: Ipv4Addr,
    /// Unique in the installation, from 0 to 511: derives its transit link.
    pub index: u32,
    /// Whose it is; `None` only in plans of an older version.
    #[serde(default)]
    pub group: Option<ContainerGroupId>,
    /// Private address of the group that it leads to.
    pub to: Ipv4Addr,
    pub bandwidth_mbps: u32,
}

/// One container of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerPlan {
    pub name: String,
    pub image: PreparedImage,
    /// What is executed: the order's command and arguments, or the image's; never empty.
    pub argv: Vec<String>,
    /// `NAME=VALUE`, the image's and the order's merged.
    pub environment: Vec<String>,
    pub working_directory: String,
    /// `None`: shares the group's.
    pub cpu: Option<MilliCpu>,
    /// `None`: shares the group's.
    pub memory: Option<Mebibytes>,
}

/// Told while [`Runtime::create`] works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreateStep {
    /// The interface and its address are there.
    Networked,
    /// A container was created.
    Created { container: String },
    /// A container was started.
    Started { container: String },
}

/// What a driver sees of a group.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupObservation {
    /// In the plan's order. States follow MON and ECI-48; a container in back-off is Waiting with the reason.
    pub containers: Vec<ContainerStatus>,
    /// What happened since the group was made, oldest first, at most the last 100: containers ended, were killed for
    /// memory, are started again. Numbered, so that a reader can tell which it has seen.
    pub happenings: Vec<Happening>,
    /// Why nothing of a started group can run at present, in a person's words; it is tried again.
    #[serde(default)]
    pub stalled: Option<Message>,
}

/// Something that the supervisor of a group saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// Grows by one per happening of the group.
    pub number: u64,
    pub at: Timestamp,
    pub warning: bool,
    /// One word: `Started`, `Ended`, `OutOfMemory`, `BackOff`.
    pub reason: String,
    /// A sentence that names the container.
    pub description: Message,
}

/// The observation of this group changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeEvent {
    pub group: ContainerGroupId,
}

/// Which lines of a log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogQuery {
    /// Only lines before this number; `None` for the newest.
    pub before: Option<u64>,
    /// Only lines at or after this moment.
    pub since: Option<Timestamp>,
    /// Only lines that contain this text, ignoring case.
    pub search: Option<String>,
    /// Newest so many, at most 10,000.
    pub limit: u32,
}

/// A command for a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExecCommand {
    /// Empty for the first shell that the container has; a container without one answers `Unavailable` with that word.
    pub argv: Vec<String>,
    pub columns: u16,
    pub rows: u16,
}

/// A running terminal.
#[derive(Debug)]
pub struct ExecSession {
    pub input: mpsc::Sender<ExecInput>,
    pub output: mpsc::Receiver<ExecOutput>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExecInput {
    Bytes(bytes::Bytes),
    Resize { columns: u16, rows: u16 },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExecOutput {
    Bytes(bytes::Bytes),
    /// The command ended; nothing follows.
    Exit {
        code: i32,
    },
}
