//! The area on the simulated driver and a clock that tests move.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures::StreamExt as _;
use gantry_model::Message;
use gantry_model::containers::operations::{
    ContainerGroupCreate, ContainerGroupEvents, ContainerGroupFigures, ContainerGroupList, ContainerGroupOrderOptions,
    ContainerGroupRestart, ContainerGroupRunSample, ContainerGroupUnsubscribe, ContainerGroupView, ContainerLogLines,
};
use gantry_model::containers::view::{GroupFilter, Order, Range, StateFilter};
use gantry_model::containers::{
    ContainerGroupSpec, ContainerSpec, ContainerState, Deployment, GRACE_SECONDS, GroupSize, GroupState,
    ImagePullPolicy, ImageSource, RestartPolicy, Spec,
};
use gantry_model::error::{Error, Result};
use gantry_model::id::ContainerGroupId;
use gantry_model::kind::ResourceKind;
use gantry_model::network::EipChoice;
use gantry_model::quota::{Entitlement, Limits};
use gantry_model::registry::reference::Digest;
use gantry_model::settings::Region;

use super::controller::record;
use super::{ContainerGroup, Containers, GroupControl, Images, spawn};
use gantry_engine_network as network;
use gantry_engine_observe::Figures;
use gantry_engine_quota as quota;
use gantry_platform::call::Call as _;
use gantry_platform::clock::{Clock, ManualClock};
use gantry_platform::context::Context;
use gantry_platform::runtime::{ExecCommand, ExecInput, ExecOutput, GroupObservation, ImageToPrepare, StoredImage};
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
        Ok(super::queries::source_text(source))
    }

    async fn sample(&self) -> Result<(ImageSource, String)> {
        Ok((ImageSource::Address("samples/eci_open/web".into()), "latest".into()))
    }
}

/// A registry in which each look at a tag finds a new image.
#[derive(Default)]
struct Moving(std::sync::atomic::AtomicU64);

#[async_trait]
impl Images for Moving {
    async fn resolve(&self, source: &ImageSource, version: &str) -> Result<ImageToPrepare> {
        let manifest = match Digest::parse(version) {
            Ok(digest) => digest,
            Err(_) => {
                Digest::sha256_hex(&format!("{:064x}", self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst)))?
            }
        };
        let reference = super::queries::join_version(&super::queries::source_text(source), version);
        Ok(ImageToPrepare::Stored(StoredImage { reference, manifest, config: "{}".into(), layers: vec![] }))
    }

    async fn recognise(&self, source: ImageSource) -> Result<ImageSource> {
        Ok(source)
    }

    async fn address(&self, source: &ImageSource) -> Result<String> {
        Ok(super::queries::source_text(source))
    }

    async fn sample(&self) -> Result<(ImageSource, String)> {
        Err(Error::unavailable(Message::text("none")))
    }
}

/// A server's worth of the area, which can be killed and started again.
struct Rig {
    clock: ManualClock,
    containers: Containers,
    control: GroupControl,
}

fn start(folder: &std::path::Path, clock: &ManualClock) -> Rig {
    start_with(folder, clock, Arc::new(Elsewhere))
}

fn start_with(folder: &std::path::Path, clock: &ManualClock, images: Arc<dyn Images>) -> Rig {
    let shared: Arc<dyn Clock> = Arc::new(clock.clone());
    let store = Store::open(folder, shared.clone(), gantry_platform::documents::kinds()).unwrap();
    let limits = Limits::for_cores(2)
        .with(Entitlement::Vcpu, 64)
        .with(Entitlement::MemoryGib, 128)
        .with(Entitlement::Count(ResourceKind::ContainerGroup), 10);
    store
        .write_now(Author::system(), move |tx| {
            network::first_start(tx, &Region::local())?;
            quota::first_start(tx, "local", &limits)
        })
        .unwrap();
    let containers = Containers {
        store,
        runtime: Arc::new(SimulatedRuntime::open(folder, shared, Latency::NONE).unwrap()),
        images,
        figures: Figures::open(folder).unwrap(),
        settings: Arc::new(Settings::default()),
    };
    let control = spawn(containers.clone());
    Rig { clock: clock.clone(), containers, control }
}

impl Rig {
    async fn order(&self, images: &[&str], policy: RestartPolicy) -> Order {
        let options = self
            .containers
            .call(&Context::system(), ContainerGroupOrderOptions { region: "local".into() })
            .await
            .unwrap();
        let vpc = &options.vpcs[0];
        let container = |(number, image): (usize, &&str)| ContainerSpec {
            name: format!("container-{}", number + 1),
            image: ImageSource::Address((*image).into()),
            version: "latest".into(),
            pull_policy: Default::default(),
            command: None,
            arguments: vec![],
            working_directory: None,
            cpu: Default::default(),
            memory: Default::default(),
            environment: vec![],
            ports: vec![],
        };
        Order {
            region: "local".into(),
            name: options.suggested_name,
            quantity: 1,
            tags: BTreeMap::from([("Group".into(), "Web".into())]),
            spec: ContainerGroupSpec {
                vpc: vpc.id.clone(),
                subnets: vec![vpc.subnets[0].id.clone()],
                security_group: vpc.security_groups[0].0.clone(),
                deployment: Deployment::SingleZone,
                size: GroupSize::Basic(Spec { vcpu: 1, gib: 2 }),
                restart_policy: policy,
                containers: images.iter().enumerate().map(container).collect(),
                grace_seconds: GRACE_SECONDS,
                eip: EipChoice::None,
                restarts_asked: 0,
                scaling: None,
            },
            agreed: true,
        }
    }

    async fn create(&self, images: &[&str], policy: RestartPolicy) -> ContainerGroupId {
        let order = self.order(images, policy).await;
        self.containers.call(&Context::system(), ContainerGroupCreate { order }).await.unwrap().remove(0)
    }

    /// Lets time pass, and everybody who slept do what they woke for.
    async fn pass(&self, duration: Duration) {
        self.clock.advance(duration);
        tokio::time::sleep(Duration::from_millis(1)).await;
        self.control.controller.quiet().await;
    }

    async fn state(&self, id: &ContainerGroupId) -> GroupState {
        self.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap().row.state
    }

    /// Waits until the group shows the state; a state that never comes fails with the one that is there.
    async fn reaches(&self, id: &ContainerGroupId, state: GroupState) {
        for _ in 0..200 {
            self.control.controller.quiet().await;
            if self.state(id).await == state {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let view = self.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap();
        panic!("{id} is {:?}, not {state:?}: {:?}", view.row.state, view.row.reason);
    }

    async fn gone(&self, id: &ContainerGroupId) {
        for _ in 0..200 {
            self.control.controller.quiet().await;
            if matches!(
                self.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await,
                Err(Error::NotFound { .. })
            ) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("{id} is still there");
    }

    async fn reasons(&self, id: &ContainerGroupId) -> Vec<String> {
        let events = self.containers.call(&Context::system(), ContainerGroupEvents { id: id.clone() }).await.unwrap();
        events.into_iter().map(|event| event.reason).collect()
    }
}

fn rig() -> (tempfile::TempDir, Rig) {
    let folder = tempfile::tempdir().unwrap();
    let rig = start(folder.path(), &ManualClock::default());
    (folder, rig)
}

#[tokio::test]
async fn an_order_becomes_a_running_group_with_address_steps_and_events() {
    let (_folder, rig) = rig();
    let id = rig.create(&["nginx", "redis"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Running).await;
    let view = rig.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap();
    assert_eq!(view.row.spec.to_string(), "1vCPU 2GiB");
    assert_eq!(view.row.private_ip.map(|ip| ip.to_string()).as_deref(), Some("10.0.0.2"));
    assert_eq!(view.zone.as_deref(), Some("local-a"));
    let steps: Vec<&str> = view.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(steps, ["Schedule", "Pull", "Network", "Create", "Start"]);
    assert!(view.steps.iter().all(|step| step.took.is_some()));
    assert!(view.containers.iter().all(|container| matches!(container.state, ContainerState::Running { .. })));
    assert_eq!(view.containers[0].image, "nginx:latest");
    let reasons = rig.reasons(&id).await;
    for reason in ["Ordered", "Scheduled", "Pulled", "Created", "Started"] {
        assert!(reasons.iter().any(|one| one == reason), "{reason} is not among {reasons:?}");
    }
}

#[tokio::test]
async fn containers_that_end_make_a_group_succeed_or_fail() {
    let (_folder, rig) = rig();
    let well = rig.create(&["exit/0"], RestartPolicy::OnFailure).await;
    let badly = rig.create(&["exit/0", "exit/3"], RestartPolicy::Never).await;
    rig.reaches(&well, GroupState::Running).await;
    rig.reaches(&badly, GroupState::Running).await;
    rig.clock.advance(Duration::from_secs(3));
    rig.reaches(&well, GroupState::Succeeded).await;
    rig.reaches(&badly, GroupState::Failed).await;
    let reason = rig
        .containers
        .call(&Context::system(), ContainerGroupView { id: badly.clone() })
        .await
        .unwrap()
        .row
        .reason
        .unwrap();
    assert!(reason.to_string().contains("container-2") && reason.to_string().contains("Exit code 3"), "{reason}");
}

#[tokio::test]
async fn a_container_that_ends_under_always_is_started_again() {
    let (_folder, rig) = rig();
    let id = rig.create(&["exit/1"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Running).await;
    rig.clock.advance(Duration::from_secs(4));
    for _ in 0..200 {
        rig.control.controller.quiet().await;
        let view = rig.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap();
        assert_eq!(view.row.state, GroupState::Running);
        if view.containers[0].restarts == 1 {
            assert!(rig.reasons(&id).await.iter().any(|reason| reason == "Ended"));
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("the restart was not seen");
}

#[tokio::test]
async fn a_crash_loop_is_among_what_failed_and_says_why_until_a_restart() {
    let (_folder, rig) = rig();
    let id = rig.create(&["nginx", "exit/1"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Running).await;
    // Ends at 2, 5 and 9 s; the third time in a row is one too many.
    rig.clock.advance(Duration::from_secs(6));
    rig.reaches(&id, GroupState::Running).await;
    rig.clock.advance(Duration::from_secs(4));
    rig.reaches(&id, GroupState::CrashLoopBackOff).await;
    let view = rig.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap();
    let reason = view.row.reason.unwrap();
    assert_eq!(reason.to_string(), "container-2: Ended 3 times in a row: Exit code 1 after 2.00 s");
    let next = view.containers[1].next_start.clone().unwrap().at.since(rig.clock.now());
    assert!((1..=4_000).contains(&next), "{next}");
    let listed = async |states| {
        let filter = GroupFilter { region: "local".into(), states, ..GroupFilter::default() };
        rig.containers.call(&Context::system(), ContainerGroupList { filter }).await.unwrap()
    };
    assert_eq!(listed(StateFilter::Failed).await.page.items[0].id, id);
    assert_eq!(listed(StateFilter::All).await.counts, [1, 0, 0, 0, 1]);
    // A try that is under way changes nothing.
    rig.clock.advance(Duration::from_secs(4));
    rig.pass(Duration::ZERO).await;
    assert_eq!(rig.state(&id).await, GroupState::CrashLoopBackOff);
    rig.containers.call(&Context::system(), ContainerGroupRestart { id: id.clone() }).await.unwrap();
    rig.reaches(&id, GroupState::Running).await;
}

#[tokio::test]
async fn an_image_that_is_not_there_ends_in_schedule_failed_and_says_why() {
    let (_folder, rig) = rig();
    let id = rig.create(&["fail/pull"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::ScheduleFailed).await;
    let reason = rig
        .containers
        .call(&Context::system(), ContainerGroupView { id: id.clone() })
        .await
        .unwrap()
        .row
        .reason
        .unwrap();
    assert!(reason.to_string().contains("fail/pull:latest"), "{reason}");
    assert!(rig.containers.runtime.list().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_slow_pull_shows_how_far_it_is() {
    let (_folder, rig) = rig();
    let id = rig.create(&["slow/pull"], RestartPolicy::Always).await;
    let mut seen = String::new();
    for _ in 0..400 {
        rig.pass(Duration::from_millis(300)).await;
        let view = rig.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap();
        seen = view.row.reason.unwrap_or_default().to_string();
        if view.row.state == GroupState::Pending && seen.contains('%') {
            break;
        }
    }
    assert!(seen.contains('%'), "{seen}");
    for _ in 0..400 {
        rig.pass(Duration::from_millis(300)).await;
        if rig.state(&id).await == GroupState::Running {
            return;
        }
    }
    panic!("the pull never ended");
}

#[tokio::test]
async fn restart_passes_restarting_and_comes_back() {
    let (_folder, rig) = rig();
    let id = rig.create(&["nginx"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Running).await;
    rig.containers.call(&Context::system(), ContainerGroupRestart { id: id.clone() }).await.unwrap();
    rig.reaches(&id, GroupState::Running).await;
    let reasons = rig.reasons(&id).await;
    assert!(reasons.contains(&"Restarting".to_owned()) && reasons.contains(&"Restarted".to_owned()), "{reasons:?}");
}

#[tokio::test]
async fn a_restart_pulls_what_its_policy_says() {
    let folder = tempfile::tempdir().unwrap();
    let rig = start_with(folder.path(), &ManualClock::default(), Arc::new(Moving::default()));
    for (policy, follows_the_tag) in [(ImagePullPolicy::Always, true), (ImagePullPolicy::OnDemand, false)] {
        let mut order = rig.order(&["web"], RestartPolicy::Always).await;
        order.spec.containers[0].pull_policy = policy;
        let id = rig.containers.call(&Context::system(), ContainerGroupCreate { order }).await.unwrap().remove(0);
        rig.reaches(&id, GroupState::Running).await;
        let digest = async || {
            rig.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap().containers[0]
                .image_digest
                .clone()
        };
        let before = digest().await;
        rig.containers.call(&Context::system(), ContainerGroupRestart { id: id.clone() }).await.unwrap();
        rig.reaches(&id, GroupState::Running).await;
        assert_eq!(digest().await != before, follows_the_tag, "{policy:?}");
    }
}

#[tokio::test]
async fn only_a_running_group_can_be_restarted() {
    let (_folder, rig) = rig();
    let id = rig.create(&["fail/pull"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::ScheduleFailed).await;
    let error = rig.containers.call(&Context::system(), ContainerGroupRestart { id: id.clone() }).await.unwrap_err();
    assert!(matches!(error, Error::Conflict { .. }), "{error}");
}

#[tokio::test]
async fn unsubscribing_gives_everything_back() {
    let (_folder, rig) = rig();
    let id = rig.create(&["nginx"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Running).await;
    rig.containers.sample_once().await.unwrap();
    rig.containers.call(&Context::system(), ContainerGroupUnsubscribe { id: id.clone() }).await.unwrap();
    rig.gone(&id).await;
    let options =
        rig.containers.call(&Context::system(), ContainerGroupOrderOptions { region: "local".into() }).await.unwrap();
    assert_eq!(options.used, Default::default());
    let subnet = &options.vpcs[0].subnets[0];
    assert_eq!(subnet.free_addresses, subnet.cidr.size() - 3);
    assert!(rig.containers.runtime.list().await.unwrap().is_empty());
    assert!(rig.containers.figures.known().unwrap().is_empty());
}

#[tokio::test]
async fn a_group_in_its_start_can_be_unsubscribed() {
    let (_folder, rig) = rig();
    let id = rig.create(&["slow/pull"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Pending).await;
    rig.containers.call(&Context::system(), ContainerGroupUnsubscribe { id: id.clone() }).await.unwrap();
    rig.gone(&id).await;
}

#[tokio::test]
async fn orders_over_the_quota_are_refused_whole() {
    let (_folder, rig) = rig();
    let mut order = rig.order(&["nginx"], RestartPolicy::Always).await;
    order.quantity = 11;
    let error = rig.containers.call(&Context::system(), ContainerGroupCreate { order }).await.unwrap_err();
    assert!(
        matches!(&error, Error::QuotaExceeded { message } if message.to_string().contains("quota of 10")),
        "{error}"
    );
    let options =
        rig.containers.call(&Context::system(), ContainerGroupOrderOptions { region: "local".into() }).await.unwrap();
    assert_eq!(options.used, Default::default());
}

#[tokio::test]
async fn a_server_that_starts_again_finds_its_groups_and_finishes_what_was_begun() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::default();
    let rig = start(folder.path(), &clock);
    let running = rig.create(&["nginx"], RestartPolicy::Always).await;
    rig.reaches(&running, GroupState::Running).await;
    let pulling = rig.create(&["slow/pull"], RestartPolicy::Always).await;
    rig.reaches(&pulling, GroupState::Pending).await;
    let doomed = rig.create(&["nginx"], RestartPolicy::Always).await;
    rig.reaches(&doomed, GroupState::Running).await;
    rig.control.stop().await;
    rig.containers.call(&Context::system(), ContainerGroupUnsubscribe { id: doomed.clone() }).await.unwrap();
    let address = rig
        .containers
        .call(&Context::system(), ContainerGroupView { id: running.clone() })
        .await
        .unwrap()
        .row
        .private_ip;
    drop(rig);

    let rig = start(folder.path(), &clock);
    rig.gone(&doomed).await;
    rig.reaches(&running, GroupState::Running).await;
    assert_eq!(
        rig.containers
            .call(&Context::system(), ContainerGroupView { id: running.clone() })
            .await
            .unwrap()
            .row
            .private_ip,
        address
    );
    assert!(!rig.reasons(&running).await.contains(&"Lost".to_owned()));
    for _ in 0..400 {
        rig.pass(Duration::from_millis(300)).await;
        if rig.state(&pulling).await == GroupState::Running {
            return;
        }
    }
    panic!("the start that the first server began was not finished");
}

#[tokio::test]
async fn a_group_of_which_nothing_can_run_is_pending_and_an_event_says_so_once() {
    let (_folder, rig) = rig();
    let id = rig.create(&["nginx"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Running).await;
    let group = id.clone();
    // In one step: the driver says otherwise as soon as the controller looks.
    let shown = rig.containers.store.write(Author::system(), move |tx| {
        let mut containers = tx.find::<ContainerGroup>(&group)?.unwrap().status.containers.clone();
        (containers[0].state, containers[0].restarts) = (ContainerState::default(), 3);
        for why in ["no disk", "still no disk"] {
            let (containers, stalled) = (containers.clone(), Some(Message::text(why)));
            record(tx, &group, GroupObservation { containers, stalled, ..Default::default() })?;
        }
        let status = tx.find::<ContainerGroup>(&group)?.unwrap().status.clone();
        Ok((status.shown, status.reason))
    });
    assert_eq!(shown.await.unwrap(), (Some(GroupState::Pending), Some(Message::text("still no disk"))));
    let reasons = rig.reasons(&id).await;
    assert_eq!(reasons.iter().filter(|reason| *reason == "Stalled").count(), 1, "{reasons:?}");
}

#[tokio::test]
async fn a_group_that_was_lost_tells_again_what_happens_to_it() {
    let (_folder, rig) = rig();
    let id = rig.create(&["exit/1"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Running).await;
    let seen = async || {
        let group = id.clone();
        let found = rig.containers.store.read(move |read| read.find::<ContainerGroup>(&group)).await.unwrap().unwrap();
        found.status.happenings_seen
    };
    for _ in 0..100 {
        rig.pass(Duration::from_secs(10)).await;
    }
    let before = seen().await;
    rig.containers.runtime.remove(&id, Duration::ZERO).await.unwrap();
    let ends = async || rig.reasons(&id).await.iter().filter(|reason| *reason == "Ended").count();
    for _ in 0..100 {
        let told = ends().await;
        rig.pass(Duration::from_secs(10)).await;
        if rig.reasons(&id).await.contains(&"Lost".to_owned()) && ends().await > told {
            assert!(seen().await < before, "they are counted from the beginning");
            return;
        }
    }
    panic!("nothing was told after the group was lost: {:?}", rig.reasons(&id).await);
}

#[tokio::test]
async fn the_list_is_searched_filtered_and_counted() {
    let (_folder, rig) = rig();
    let web = rig.create(&["nginx"], RestartPolicy::Always).await;
    rig.clock.advance(Duration::from_secs(1));
    let failed = rig.create(&["fail/pull"], RestartPolicy::Always).await;
    rig.reaches(&web, GroupState::Running).await;
    rig.reaches(&failed, GroupState::ScheduleFailed).await;
    let list = async |change: &dyn Fn(&mut GroupFilter)| {
        let mut filter = GroupFilter { region: "local".into(), ..Default::default() };
        change(&mut filter);
        rig.containers.call(&Context::system(), ContainerGroupList { filter }).await.unwrap()
    };
    let all = list(&|_| {}).await;
    assert_eq!((all.page.total, all.counts), (2, [2, 1, 0, 0, 1]));
    assert_eq!(all.page.items[0].id, failed, "the newest first");
    let ids = |list: gantry_model::containers::view::GroupList| {
        list.page.items.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(list(&|filter| filter.states = StateFilter::Failed).await), std::slice::from_ref(&failed));
    assert_eq!(ids(list(&|filter| filter.page.search = web.to_string()).await), std::slice::from_ref(&web));
    let address = rig
        .containers
        .call(&Context::system(), ContainerGroupView { id: web.clone() })
        .await
        .unwrap()
        .row
        .private_ip
        .unwrap()
        .to_string();
    assert_eq!(ids(list(&|filter| filter.page.search = address.clone()).await), std::slice::from_ref(&web));
    assert_eq!(ids(list(&|filter| filter.tag = Some(("Group".into(), Some("Db".into())))).await), []);
    let elsewhere = GroupFilter { region: "mars".into(), ..Default::default() };
    assert_eq!(
        rig.containers.call(&Context::system(), ContainerGroupList { filter: elsewhere }).await.unwrap_err().field(),
        Some("region")
    );
}

#[tokio::test]
async fn logs_figures_and_terminal_of_a_running_group() {
    let (_folder, rig) = rig();
    let id = rig.create(&["nginx"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Running).await;
    rig.clock.advance(Duration::from_secs(5));
    let lines = rig
        .containers
        .call(
            &Context::system(),
            ContainerLogLines { id: id.clone(), container: "container-1".into(), before: None, since: None, limit: 3 },
        )
        .await
        .unwrap();
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [4, 5, 6]);
    rig.containers.sample_once().await.unwrap();
    let figures = rig
        .containers
        .call(&Context::system(), ContainerGroupFigures { id: id.clone(), range: Range::FiveMinutes })
        .await
        .unwrap();
    assert_eq!(figures.samples.len(), 1);
    let [container] = figures.containers.as_slice() else { panic!("one container: {:?}", figures.containers) };
    assert_eq!((container.name.as_str(), container.points.len()), ("container-1", 1));
    assert!(container.points[0].1 > 0 && container.points[0].2 <= figures.samples[0].memory.working_set);
    let command = ExecCommand { argv: vec![], columns: 80, rows: 24 };
    let mut session = rig.containers.exec(&Context::system(), &id, "container-1", command).await.unwrap();
    session.input.send(ExecInput::Bytes("echo it works\rexit\r".into())).await.unwrap();
    let mut said = String::new();
    while let Some(output) = session.output.recv().await {
        match output {
            ExecOutput::Bytes(bytes) => said += &String::from_utf8_lossy(&bytes),
            ExecOutput::Exit { code } => assert_eq!(code, 0),
        }
    }
    assert!(said.contains("\r\nit works\r\n"), "{said}");
    let missing = rig
        .containers
        .call(
            &Context::system(),
            ContainerLogLines { id: id.clone(), container: "nobody".into(), before: None, since: None, limit: 100 },
        )
        .await
        .unwrap_err();
    assert!(matches!(missing, Error::NotFound { .. }), "{missing}");
}

#[tokio::test]
async fn a_log_is_empty_before_the_start_and_followed_from_it() {
    let (_folder, rig) = rig();
    let id = rig.create(&["slow/pull"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Pending).await;
    let lines = rig
        .containers
        .call(
            &Context::system(),
            ContainerLogLines {
                id: id.clone(),
                container: "container-1".into(),
                before: None,
                since: None,
                limit: 100,
            },
        )
        .await
        .unwrap();
    assert_eq!(lines, []);
    let mut lines = rig.containers.follow_log(&Context::system(), &id, "container-1", 0).await.unwrap();
    let first = tokio::spawn(async move { lines.next().await });
    // The pull is told in pieces, and each waits for the clock.
    for _ in 0..300 {
        if rig.state(&id).await == GroupState::Running {
            break;
        }
        rig.pass(Duration::from_secs(1)).await;
    }
    rig.reaches(&id, GroupState::Running).await;
    assert_eq!(first.await.unwrap().map(|line| line.number), Some(1));
    // Of a group that goes before it was made, nothing ever comes.
    let (_another, rig) = self::rig();
    let id = rig.create(&["slow/pull"], RestartPolicy::Always).await;
    rig.reaches(&id, GroupState::Pending).await;
    let mut lines = rig.containers.follow_log(&Context::system(), &id, "container-1", 0).await.unwrap();
    rig.containers.call(&Context::system(), ContainerGroupUnsubscribe { id: id.clone() }).await.unwrap();
    rig.gone(&id).await;
    assert_eq!(lines.next().await, None);
}

#[tokio::test]
async fn the_sample_runs_without_any_choice() {
    let (_folder, rig) = rig();
    let id = rig.containers.call(&Context::system(), ContainerGroupRunSample { region: "local".into() }).await.unwrap();
    rig.reaches(&id, GroupState::Running).await;
    let view = rig.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap();
    assert!(view.row.name.starts_with("sample-"), "{}", view.row.name);
}
