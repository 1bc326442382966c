//! A driver on a folder of its own, and the few things that every test does with it.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use gantry_model::cidr::Cidr;
use gantry_model::containers::{ContainerState, RestartPolicy};
use gantry_model::error::Result;
use gantry_model::id::{ContainerGroupId, Id, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::units::{Mebibytes, MilliCpu};
use gantry_platform::runtime::{
    ContainerPlan, ExecCommand, ExecInput, ExecOutput, GroupObservation, GroupPlan, ImageToPrepare, LogQuery,
    NetworkPlan, PreparedImage, Runtime, StoredImage,
};
use gantry_runtime_host::{Census, HostConfig, HostRuntime, census, teardown};
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::mpsc;

use crate::image::{self, Packing};
use gantry_runtime_suite::vpc_plan;

/// What a condition may take before a test gives up.
pub const BOUND: Duration = Duration::from_secs(30);

static COUNTER: AtomicU64 = AtomicU64::new(1);

pub fn config(data: &Path) -> HostConfig {
    let mut config = HostConfig::new(data, std::env::current_exe().unwrap());
    config.runtime = std::env::var("GANTRY_TEST_RUNTIME").ok();
    config.backoff = Duration::from_millis(50);
    config
}

/// A driver, its data folder, and images in it. Dropped, it leaves nothing on the machine.
pub struct Host {
    /// `None` only while this is dropped or reopened.
    server: Option<HostRuntime>,
    pub dir: TempDir,
    vpc: VpcId,
    subnet: VSwitchId,
    range: Cidr,
}

impl Host {
    pub async fn new() -> Self {
        let dir = tempfile::Builder::new().prefix("gantry-host-").tempdir().unwrap();
        std::fs::create_dir(dir.path().join("blobs")).unwrap();
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        Self {
            server: Some(HostRuntime::open(config(&dir.path().join("data"))).await.unwrap()),
            vpc: VpcId::from_parts(1, number * 7919),
            subnet: VSwitchId::from_parts(1, number * 104_729),
            range: Cidr::parse("cidr", "10.231.0.0/16").unwrap(),
            dir,
        }
    }

    pub fn runtime(&self) -> &HostRuntime {
        self.server.as_ref().unwrap()
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn blobs(&self) -> PathBuf {
        self.dir.path().join("blobs")
    }

    /// A server that was killed and started again: what it knew is gone.
    pub async fn reopen(&mut self) {
        self.server = None;
        self.server = Some(HostRuntime::open(config(&self.data())).await.unwrap());
    }

    /// A server with other settings takes over.
    pub async fn reopen_with(&mut self, change: impl FnOnce(&mut HostConfig)) {
        self.server = None;
        let mut config = config(&self.data());
        change(&mut config);
        self.server = Some(HostRuntime::open(config).await.unwrap());
    }

    /// The server goes; what runs goes on.
    pub fn stop_server(&mut self) {
        self.server = None;
    }

    pub fn tag(&self) -> String {
        let kept = std::fs::read_to_string(self.data().join("runtime/installation.json")).unwrap();
        let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
        kept["tag"].as_str().unwrap().to_owned()
    }

    /// Where the VPC of these plans is.
    pub fn namespace(&self, vpc: &VpcId) -> PathBuf {
        Path::new("/run/gantry").join(self.tag()).join("netns").join(vpc.as_str())
    }

    /// The name of the tables that hold this installation's rules.
    pub fn table(&self) -> String {
        format!("gantry_{}", self.tag())
    }

    /// A second VPC with the same ranges and addresses.
    pub fn other_network(&self, like: &NetworkPlan) -> NetworkPlan {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        NetworkPlan {
            vpc: VpcId::from_parts(3, number * 7919),
            subnet: VSwitchId::from_parts(3, number * 104_729),
            vpc_index: 1,
            ..like.clone()
        }
    }

    pub fn busybox(&self) -> StoredImage {
        let layer = image::store_layer(&self.blobs(), &image::busybox().bytes(), Packing::Gzip);
        let config = json!({ "Env": ["PATH=/bin", "COLOUR=blue"], "Cmd": ["/bin/sh"], "WorkingDir": "/srv" });
        image::store("busybox", vec![layer], config)
    }

    pub async fn prepare(&self, image: StoredImage) -> Result<PreparedImage> {
        self.runtime().prepare_image(&ImageToPrepare::Stored(image), Arc::new(|_| {})).await
    }

    /// A group of one container `main` that runs this script.
    pub async fn plan(&self, script: &str) -> GroupPlan {
        let image = self.prepare(self.busybox()).await.unwrap();
        self.plan_of(image, &["/bin/sh", "-c", script])
    }

    pub fn plan_of(&self, image: PreparedImage, argv: &[&str]) -> GroupPlan {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let [_, _, third, _] = Ipv4Addr::from(number as u32).octets();
        GroupPlan {
            id: ContainerGroupId::from_parts(2, number * 1_299_709),
            name: format!("group-{number}"),
            cpu: MilliCpu(1000),
            memory: Mebibytes(256),
            restart_policy: RestartPolicy::Never,
            grace: Duration::from_millis(200),
            network: NetworkPlan {
                vpc: self.vpc.clone(),
                vpc_cidr: self.range,
                vpc_index: 0,
                subnet: self.subnet.clone(),
                subnet_cidr: Cidr::parse("cidr", "10.231.0.0/20").unwrap(),
                address: Ipv4Addr::new(10, 231, third, 10 + (number % 200) as u8),
                ipv6: None,
                security_group: Some(self.security_group()),
            },
            containers: vec![container("main", image, argv)],
            writable_bytes: 64 << 20,
        }
    }

    /// The security group of all groups that nobody gives another.
    pub fn security_group(&self) -> SecurityGroupId {
        SecurityGroupId::from_parts(1, 7919)
    }

    /// Makes the group; its network first, if nobody told of it yet.
    pub async fn create(&self, plan: &GroupPlan) -> Result<()> {
        self.runtime().apply_network(&vpc_plan(&plan.network, 1)).await?;
        self.runtime().create(plan, mpsc::unbounded_channel().0).await
    }

    pub async fn remove(&self, plan: &GroupPlan) {
        self.runtime().remove(&plan.id, Duration::ZERO).await.unwrap();
    }

    pub async fn observe(&self, plan: &GroupPlan) -> GroupObservation {
        self.runtime().observe(&plan.id).await.unwrap().unwrap()
    }

    /// Waits until an observation fits.
    pub async fn until(
        &self,
        plan: &GroupPlan,
        what: &str,
        fits: impl Fn(&GroupObservation) -> bool,
    ) -> GroupObservation {
        let end = Instant::now() + BOUND;
        let mut events = self.runtime().events();
        loop {
            let seen = self.observe(plan).await;
            if fits(&seen) {
                return seen;
            }
            assert!(Instant::now() < end, "{what}: {seen:#?}");
            let _ = tokio::time::timeout(Duration::from_millis(200), events.recv()).await;
        }
    }

    /// Waits until a container's log holds a text.
    pub async fn until_logged(&self, plan: &GroupPlan, container: &str, text: &str) -> String {
        let end = Instant::now() + BOUND;
        loop {
            let log = self.log(plan, container).await;
            if log.contains(text) {
                return log;
            }
            assert!(Instant::now() < end, "“{text}” is not in the log: {log}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub async fn log(&self, plan: &GroupPlan, container: &str) -> String {
        let query = LogQuery { limit: 10_000, ..Default::default() };
        let lines = self.runtime().logs(&plan.id, container, &query).await.unwrap();
        lines.into_iter().map(|line| line.text + "\n").collect()
    }

    /// Runs a command in a container and returns what it showed and its exit code.
    pub async fn exec(&self, plan: &GroupPlan, argv: &[&str]) -> (String, i32) {
        let command = ExecCommand { argv: argv.iter().map(|word| (*word).to_owned()).collect(), columns: 80, rows: 24 };
        let mut session = self.runtime().exec(&plan.id, &plan.containers[0].name, &command).await.unwrap();
        let mut text = String::new();
        loop {
            match tokio::time::timeout(BOUND, session.output.recv()).await.unwrap().unwrap() {
                ExecOutput::Bytes(bytes) => text.push_str(&String::from_utf8_lossy(&bytes)),
                ExecOutput::Exit { code } => return (text, code),
            }
        }
    }

    pub fn census(&self) -> Census {
        census(&self.data()).unwrap()
    }

    /// What must be there for these groups, and nothing else.
    pub fn assert_census(&self, groups: &[&GroupPlan]) {
        let found = self.census();
        let ids: Vec<&str> = groups.iter().map(|plan| plan.id.as_str()).collect();
        fn in_order(mut list: Vec<&str>) -> Vec<&str> {
            list.sort_unstable();
            list
        }
        assert_eq!(in_order(found.cgroups.iter().map(String::as_str).collect()), in_order(ids.clone()), "{found:#?}");
        assert!(found.mounts.is_empty(), "{found:#?}");
        assert_eq!(found.loop_devices.len(), groups.len(), "{found:#?}");
        let folders: Vec<&str> = found.files.iter().filter_map(|path| path.split("/runtime/groups/").nth(1)).collect();
        assert_eq!(in_order(folders), in_order(ids), "{found:#?}");
        assert_eq!(self.ports(), groups.len(), "{found:#?}");
    }

    /// How many groups are joined to the network.
    fn ports(&self) -> usize {
        let of_group = |name: &&String| name.split('/').nth(1).is_some_and(|name| name.as_bytes()[4] == b'g');
        self.census().interfaces.iter().filter(of_group).count()
    }

    /// Waits until so many groups are joined to the network: a supervisor that takes over says what its containers came
    /// to before it is.
    pub async fn until_joined(&self, groups: usize) {
        let end = Instant::now() + BOUND;
        while self.ports() != groups {
            assert!(Instant::now() < end, "{groups} groups: {:#?}", self.census());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Removes the network and proves that nothing is left.
    pub async fn assert_nothing_is_left(&self) {
        self.runtime().remove_network(&self.vpc).await.unwrap();
        let found = self.census();
        assert!(found.is_empty(), "{found:#?}");
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // A server would start again what is torn down.
        self.server = None;
        if std::env::var_os("GANTRY_TEST_KEEP").is_none() {
            let _ = teardown(&self.data());
        }
    }
}

pub fn container(name: &str, image: PreparedImage, argv: &[&str]) -> ContainerPlan {
    ContainerPlan {
        name: name.into(),
        argv: argv.iter().map(|word| (*word).to_owned()).collect(),
        environment: image.environment.clone(),
        working_directory: image.working_directory.clone(),
        image,
        cpu: None,
        memory: None,
    }
}

pub fn is_running(seen: &GroupObservation) -> bool {
    seen.containers.iter().all(|container| matches!(container.state, ContainerState::Running { .. }))
}

pub fn exit_code(seen: &GroupObservation) -> Option<i32> {
    match seen.containers[0].state {
        ContainerState::Terminated { exit_code, .. } => Some(exit_code),
        _ => None,
    }
}

pub async fn type_text(input: &mpsc::Sender<ExecInput>, text: &str) {
    input.send(ExecInput::Bytes(text.to_owned().into())).await.unwrap();
}

/// A program as a script.
pub fn write_program(path: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, script).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}
