//! The area on the simulated driver, with a clock that tests move and a load that tests set.

#![allow(clippy::unwrap_used)]

mod alarms;
mod commands;
mod decisions;
mod histories;
mod kills;
mod lists;
mod monitoring;
mod networks;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use gantry_model::containers::{ContainerSpec, GRACE_SECONDS, GroupSize, GroupState, ImageSource, RestartPolicy, Spec};
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, ScalingConfigurationId, ScalingGroupId, ScalingRuleId};
use gantry_model::kind::ResourceKind;
use gantry_model::network::EipChoice;
use gantry_model::observe::{CpuSample, Sample};
use gantry_model::page::PageRequest;
use gantry_model::quota::Limits;
use gantry_model::scaling::operations::{
    ScalingActivityList, ScalingConfigurationCreateAndEnable, ScalingGroupCreate, ScalingGroupOptions,
    ScalingGroupView, ScalingInstanceList, ScalingRuleCreate,
};
use gantry_model::scaling::view::{ActivityRow, InstanceFilter, InstanceRow, ScalingGroupDetails};
use gantry_model::scaling::{
    BillingMethod, ConfigurationSource, GroupSettings, NewScalingGroup, Origin, RuleDraft, RuleKind, ScalingGroupType,
    Template,
};
use gantry_model::settings::Region;
use tokio::sync::watch;

use super::{Meter, Scaling, ScalingControl};
use gantry_engine_containers::{self as containers, Containers, GroupControl, Images};
use gantry_engine_network as network;
use gantry_engine_observe::Figures;
use gantry_engine_quota as quota;
use gantry_platform::call::Call as _;
use gantry_platform::clock::{Clock, ManualClock};
use gantry_platform::context::Context;
use gantry_platform::runtime::ImageToPrepare;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Author, Store};
use gantry_runtime_simulated::{Latency, SimulatedRuntime};

/// Every address is somebody else's.
struct Elsewhere;

#[async_trait]
impl Images for Elsewhere {
    async fn resolve(&self, source: &ImageSource, version: &str) -> Result<ImageToPrepare> {
        let ImageSource::Address(address) = source else {
            return Err(Error::not_found(ResourceKind::Repository, "any"));
        };
        Ok(ImageToPrepare::Elsewhere { address: address.clone(), version: version.into() })
    }

    async fn recognise(&self, source: ImageSource) -> Result<ImageSource> {
        Ok(source)
    }

    async fn address(&self, source: &ImageSource) -> Result<String> {
        Ok(containers::source_text(source))
    }

    async fn sample(&self) -> Result<(ImageSource, String)> {
        Ok((ImageSource::Address("samples/eci_open/web".into()), "latest".into()))
    }
}

/// The CPU usage of each instance, in percent; who does not answer now; and how often each was asked.
#[derive(Clone, Default)]
struct Load {
    percent: Arc<Mutex<f64>>,
    silent: Arc<watch::Sender<Vec<ContainerGroupId>>>,
    asked: Arc<Mutex<HashMap<ContainerGroupId, usize>>>,
}

impl Load {
    fn set(&self, percent: f64) {
        *self.percent.lock().unwrap() = percent;
    }

    /// These answer no question, until others are named.
    fn silence(&self, instances: &[ContainerGroupId]) {
        self.silent.send_replace(instances.to_vec());
    }

    fn asked(&self, instance: &ContainerGroupId) -> usize {
        self.asked.lock().unwrap().get(instance).copied().unwrap_or(0)
    }
}

#[async_trait]
impl Meter for Load {
    async fn sample(&self, instance: &ContainerGroupId) -> Result<Sample> {
        *self.asked.lock().unwrap().entry(instance.clone()).or_default() += 1;
        self.silent.subscribe().wait_for(|silent| !silent.contains(instance)).await.unwrap();
        let percent = *self.percent.lock().unwrap();
        let cpu = CpuSample { usage_nano_cores: (percent * 1e7) as u64, limit: 1000, ..CpuSample::default() };
        Ok(Sample { cpu, ..Sample::default() })
    }
}

/// A server's worth of the areas, which can be killed and started again.
struct Rig {
    clock: ManualClock,
    load: Load,
    containers: Containers,
    scaling: Scaling,
    groups: GroupControl,
    control: Option<ScalingControl>,
}

/// Which controllers run.
#[derive(Clone, Copy, PartialEq)]
enum Run {
    All,
    /// Commands are taken, and nobody carries them out.
    NoScaling,
}

fn start(folder: &Path, clock: &ManualClock, run: Run) -> Rig {
    start_within(folder, clock, run, Limits::for_cores(8))
}

fn start_within(folder: &Path, clock: &ManualClock, run: Run, limits: Limits) -> Rig {
    let shared: Arc<dyn Clock> = Arc::new(clock.clone());
    let store = Store::open(folder, shared.clone(), gantry_platform::documents::kinds()).unwrap();
    store
        .write_now(Author::system(), move |tx| {
            network::first_start(tx, &Region::local())?;
            quota::first_start(tx, "local", &limits)
        })
        .unwrap();
    let containers = Containers {
        store,
        runtime: Arc::new(SimulatedRuntime::open(folder, shared, Latency::NONE).unwrap()),
        images: Arc::new(Elsewhere),
        figures: Figures::open(folder).unwrap(),
        settings: Arc::new(Settings::default()),
    };
    let load = Load::default();
    let scaling = Scaling::open_with(containers.clone(), Arc::new(load.clone())).unwrap();
    let groups = containers::spawn(containers.clone());
    let control = (run == Run::All).then(|| super::spawn(scaling.clone()));
    Rig { clock: clock.clone(), load, containers, scaling, groups, control }
}

/// A rule that adds so many when it is executed.
fn by_hand(number: i32) -> RuleKind {
    RuleKind::Simple { alarm: None, adjustment: gantry_model::scaling::Adjustment::Change(number) }
}

fn rig() -> (tempfile::TempDir, Rig) {
    let folder = tempfile::tempdir().unwrap();
    let rig = start(folder.path(), &ManualClock::default(), Run::All);
    (folder, rig)
}

impl Rig {
    async fn form(&self, minimum: u32, maximum: u32) -> NewScalingGroup {
        let vpc = self
            .scaling
            .call(&Context::system(), ScalingGroupOptions { region: "local".into() })
            .await
            .unwrap()
            .vpcs
            .remove(0);
        NewScalingGroup {
            region: "local".into(),
            name: "ess-eci-test".into(),
            group_type: ScalingGroupType::Eci,
            source: ConfigurationSource::CreateFromScratch,
            settings: GroupSettings { minimum, maximum, cooldown_seconds: 60, ..GroupSettings::default() },
            desired: None,
            vpc: vpc.id,
            subnets: vpc.subnets.into_iter().take(2).map(|subnet| subnet.id).collect(),
        }
    }

    async fn template(&self, image: &str) -> Template {
        let vpc = self
            .scaling
            .call(&Context::system(), ScalingGroupOptions { region: "local".into() })
            .await
            .unwrap()
            .vpcs
            .remove(0);
        Template {
            billing: BillingMethod::PayAsYouGo,
            security_group: vpc.security_groups[0].0.clone(),
            size: GroupSize::Basic(Spec { vcpu: 1, gib: 2 }),
            restart_policy: RestartPolicy::Never,
            containers: vec![ContainerSpec {
                name: "nginx".into(),
                image: ImageSource::Address(image.into()),
                version: "latest".into(),
                pull_policy: Default::default(),
                command: None,
                arguments: vec![],
                working_directory: None,
                cpu: Default::default(),
                memory: Default::default(),
                environment: vec![],
                ports: vec![],
            }],
            grace_seconds: GRACE_SECONDS,
            eip: EipChoice::None,
            tags: BTreeMap::new(),
        }
    }

    /// A group with its first configuration, enabled.
    async fn group(&self, minimum: u32, maximum: u32, image: &str) -> ScalingGroupId {
        let id = self
            .scaling
            .call(&Context::system(), ScalingGroupCreate { form: self.form(minimum, maximum).await })
            .await
            .unwrap();
        self.configure(&id, image).await;
        id
    }

    async fn configure(&self, id: &ScalingGroupId, image: &str) -> ScalingConfigurationId {
        let template = self.template(image).await;
        self.scaling
            .call(&Context::system(), ScalingConfigurationCreateAndEnable { group: id.clone(), template })
            .await
            .unwrap()
    }

    async fn rule(&self, id: &ScalingGroupId, name: &str, kind: RuleKind) -> ScalingRuleId {
        let draft = RuleDraft { name: name.into(), enabled: true, cooldown_seconds: None, kind };
        self.scaling.call(&Context::system(), ScalingRuleCreate { group: id.clone(), draft }).await.unwrap()
    }

    async fn view(&self, id: &ScalingGroupId) -> ScalingGroupDetails {
        self.scaling.call(&Context::system(), ScalingGroupView { id: id.clone() }).await.unwrap()
    }

    async fn instances(&self, id: &ScalingGroupId) -> Vec<InstanceRow> {
        let mut all = Vec::new();
        for origin in Origin::ALL {
            let filter =
                InstanceFilter { group: id.clone(), origin, page: PageRequest { size: 100, ..PageRequest::default() } };
            all.extend(self.scaling.call(&Context::system(), ScalingInstanceList { filter }).await.unwrap().page.items);
        }
        all.retain(|row| row.state != GroupState::Terminating);
        all
    }

    async fn activities(&self, id: &ScalingGroupId) -> Vec<ActivityRow> {
        let request = PageRequest { size: 100, ..PageRequest::default() };
        self.scaling
            .call(&Context::system(), ScalingActivityList { group: id.clone(), page: request.clone() })
            .await
            .unwrap()
            .items
    }

    /// Waits until everybody has done what there is to do at this moment.
    async fn settle(&self) {
        for _ in 0..3 {
            self.groups.controller.idle().await;
            if let Some(control) = &self.control {
                control.controller.idle().await;
            }
        }
    }

    /// Lets seconds pass one by one, with a look in each.
    async fn pass(&self, seconds: u64) {
        for _ in 0..seconds {
            self.clock.advance(Duration::from_secs(1));
            self.settle().await;
            if let Some(control) = &self.control {
                control.look().await;
            }
            self.settle().await;
        }
    }

    /// Waits until an instance was asked so often for its figures.
    async fn asked(&self, instance: &ContainerGroupId, times: usize) {
        for _ in 0..400 {
            if self.load.asked(instance) >= times {
                // Whoever asked has heard the answer, if there is one.
                tokio::task::yield_now().await;
                return;
            }
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
        panic!("{instance} was asked {} times, not {times}", self.load.asked(instance));
    }

    /// Nobody carries anything out any more; commands are still taken.
    async fn halt(&self) {
        if let Some(control) = &self.control {
            control.stop().await;
        }
        self.groups.stop().await;
    }

    /// The end of the server. What was under way is cut off.
    async fn kill(self) {
        self.halt().await;
    }

    /// Waits until so many instances run and no activity is under way.
    async fn reaches(&self, id: &ScalingGroupId, running: u32) {
        for _ in 0..400 {
            self.settle().await;
            let view = self.view(id).await;
            if (view.row.running, view.row.instances) == (running, running) && view.ongoing.is_none() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
        let view = self.view(id).await;
        panic!("{} of {} run, not {running}: {:?}", view.row.running, view.row.instances, self.activities(id).await);
    }
}
