//! Random histories, second by second, through the store and the real step of the controller: what must hold in all of them.

use std::collections::BTreeMap as Map;

use gantry_model::Message;
use gantry_model::containers::operations::ContainerGroupUnsubscribe;
use gantry_model::containers::{ContainerGroupStatus, ContainerState, ContainerStatus, Phase};
use gantry_model::quota::Entitlement;
use gantry_model::scaling::operations::{ScalingGroupCreate, ScalingGroupScale};
use gantry_model::scaling::{Adjustment, Alarm, Cause, Comparison, Level, Metric, Watch};
use gantry_model::time::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::ScalingActivity;
use crate::figures::{Figures as Seen, Means};
use crate::world::step;
use gantry_platform::call::Call as _;
use gantry_platform::context::Context;
use gantry_platform::documents::ContainerGroup;
use gantry_platform::store::{Query, Resource, Tx};

const COOLDOWN: u32 = 20;
const START_SECONDS: i64 = 4;
const MINIMUM: u32 = 2;
const MAXIMUM: u32 = 6;

/// What happens in one second.
#[derive(Debug, Clone)]
enum Event {
    Nothing,
    /// Percent of one instance, shared by all.
    Load(f64),
    Scale(i32),
    /// A person unsubscribes one.
    Lose(usize),
    /// One ends by itself.
    Fail(usize),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => Just(Event::Nothing),
        4 => (0.0..500.0f64).prop_map(Event::Load),
        1 => (-3..4i32).prop_map(Event::Scale),
        1 => (0..6usize).prop_map(Event::Lose),
        1 => (0..6usize).prop_map(Event::Fail),
    ]
}

/// A group without controllers: each second, the world moves and the step is taken.
struct World {
    rig: Rig,
    id: ScalingGroupId,
    figures: Seen,
    load: f64,
    rng: u64,
}

/// What is seen after each second.
#[derive(Debug, Clone, PartialEq)]
struct Moment {
    number: u32,
    running: u32,
    desired: u32,
    /// Something that failed is waited with.
    waits: bool,
}

impl World {
    async fn new(folder: &Path) -> Self {
        let rig = start(folder, &ManualClock::default(), Run::NoScaling);
        rig.groups.stop().await;
        let mut form = rig.form(MINIMUM, MAXIMUM).await;
        form.settings.cooldown_seconds = COOLDOWN;
        let id = rig.scaling.call(&Context::system(), ScalingGroupCreate { form }).await.unwrap();
        rig.configure(&id, "nginx").await;
        let watch = Watch { period_seconds: 1, periods: 3 };
        let target =
            RuleKind::Target { metric: Metric::Cpu, target: Level::whole(50), watch, scale_in_periods: Some(6) };
        rig.rule(&id, "target", target).await;
        let alarm = Alarm { metric: Metric::Cpu, comparison: Comparison::AtLeast, threshold: Level::whole(90), watch };
        rig.rule(&id, "peak", RuleKind::Simple { alarm: Some(alarm), adjustment: Adjustment::Percent(50) }).await;
        Self { rig, id, figures: Seen::default(), load: 50.0, rng: 7 }
    }

    fn members(&self) -> Vec<Resource<ContainerGroup>> {
        let query = Query::in_region("local").limit(1000);
        let mut all =
            self.rig.containers.store.read_now(|read| Ok(read.list::<ContainerGroup>(&query)?.items)).unwrap();
        all.retain(|group| group.spec.scaling.is_some());
        // By age and place, so that equal histories pick equal ones whatever their ids are.
        all.sort_by_key(|group| (group.created_at, group.spec.subnets.clone()));
        all
    }

    async fn second(&mut self, event: &Event) -> Moment {
        self.rig.clock.advance(Duration::from_secs(1));
        let now = self.rig.clock.now();
        let live: Vec<_> = self.members().into_iter().filter(|one| !one.is_deleting()).collect();
        match event {
            Event::Nothing => {}
            Event::Load(load) => self.load = *load,
            Event::Scale(0) => {}
            Event::Scale(by) => drop(
                self.rig
                    .scaling
                    .call(
                        &Context::system(),
                        ScalingGroupScale { id: self.id.clone(), adjustment: Adjustment::Change(*by) },
                    )
                    .await,
            ),
            Event::Lose(place) => {
                if let Some(one) = live.get(*place) {
                    self.rig
                        .containers
                        .call(&Context::system(), ContainerGroupUnsubscribe { id: one.id.clone() })
                        .await
                        .unwrap();
                }
            }
            Event::Fail(place) => {
                if let Some(one) = live.get(*place) {
                    self.write(set_state(
                        one,
                        ContainerState::Terminated {
                            exit_code: 1,
                            reason: Message::text("Exit code 1"),
                            started_at: now,
                            ended_at: now,
                        },
                    ));
                }
            }
        }
        for one in self.members() {
            let age = now.since(one.deleting.unwrap_or(one.created_at));
            match (one.is_deleting(), &one.status.phase) {
                (true, _) if age >= 2_000 => self.write(move |tx| {
                    for (entitlement, amount) in [(Entitlement::Vcpu, 1), (Entitlement::MemoryGib, 2)] {
                        quota::give_back(tx, "local", entitlement, amount)?;
                    }
                    tx.delete::<ContainerGroup>(&one.id)
                }),
                (false, Phase::Scheduling) if age >= START_SECONDS * 1000 => {
                    self.write(set_state(&one, ContainerState::Running { started_at: now }));
                }
                _ => {}
            }
        }
        let running = self.members().iter().filter(|one| is_running(one)).count();
        self.rng = self.rng.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let jitter = 0.9 + (self.rng >> 40) as f64 / f64::from(1 << 24) * 0.2;
        let cpu = (running > 0).then(|| (self.load / running as f64 * jitter).min(100.0));
        self.figures.push(now, Means { cpu, ..Means::default() }, 60_000);
        let (settings, id, figures) = (self.rig.scaling.settings.clone(), self.id.clone(), self.figures.clone());
        let author = Author::controller("scaling_group");
        let seen = self.rig.scaling.store.write_now(author, move |tx| step(tx, &settings, &id, &figures));
        drop(seen.unwrap());
        let view = self.rig.view(&self.id).await;
        let live: Vec<_> = self.members().into_iter().filter(|one| !one.is_deleting()).collect();
        let found = self.id.clone();
        let status = self.rig.scaling.store.read_now(|read| read.get::<crate::ScalingGroup>(&found)).unwrap().status;
        Moment {
            number: live.len() as u32,
            running: live.iter().filter(|one| is_running(one)).count() as u32,
            desired: view.row.desired,
            waits: status.retry_at.is_some_and(|at| at > now),
        }
    }

    fn write(&self, change: impl FnOnce(&mut Tx<'_>) -> Result<()> + Send + 'static) {
        self.rig.containers.store.write_now(Author::system(), change).unwrap();
    }

    /// Start, end and cause of each activity, oldest first.
    fn activities(&self) -> Vec<(Timestamp, Option<Timestamp>, Cause)> {
        let query = Query::in_region("local").limit(1000);
        let all = self.rig.scaling.store.read_now(|read| Ok(read.list::<ScalingActivity>(&query)?.items)).unwrap();
        let mut all: Vec<_> =
            all.into_iter().map(|one| (one.created_at, one.status.ended_at, one.spec.cause)).collect();
        all.sort_by_key(|one| one.0);
        all
    }
}

fn is_running(group: &Resource<ContainerGroup>) -> bool {
    !group.is_deleting() && gantry_engine_containers::shown_state(group) == GroupState::Running
}

fn set_state(
    group: &Resource<ContainerGroup>,
    state: ContainerState,
) -> impl FnOnce(&mut Tx<'_>) -> Result<()> + Send + use<> {
    let container = ContainerStatus { name: "nginx".into(), state, ..ContainerStatus::default() };
    let id = group.id.clone();
    let mut status =
        ContainerGroupStatus { phase: Phase::Started, containers: vec![container], ..group.status.clone() };
    status.shown = Some(status.state(false, 0, group.spec.restart_policy));
    move |tx| tx.update_status::<ContainerGroup>(&id, &status).map(drop)
}

/// When an activity began and ended, and why it was.
type Act = (Timestamp, Option<Timestamp>, Cause);

fn live(events: &[Event]) -> (Vec<Moment>, Vec<Act>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    runtime.block_on(async {
        let mut world = World::new(folder.path()).await;
        let mut moments = Vec::new();
        for event in events {
            moments.push(world.second(event).await);
        }
        let activities = world.activities();
        (moments, activities)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_bounds_and_the_cooldown_hold(events in proptest::collection::vec(event(), 120)) {
        let (moments, activities) = live(&events);
        let mut short = 0;
        for (second, moment) in moments.iter().enumerate() {
            prop_assert!(moment.number <= MAXIMUM, "{} at {second}", moment.number);
            prop_assert!((MINIMUM..=MAXIMUM).contains(&moment.desired), "{} at {second}", moment.desired);
            // Under the minimum no longer than a start takes, each time something was lost; a pause after failures apart.
            let lost = matches!(events[second], Event::Lose(_) | Event::Fail(_));
            short = if moment.running >= MINIMUM || moment.waits || lost { 0 } else { short + 1 };
            prop_assert!(short <= START_SECONDS + 3, "{short} s under the minimum at {second}: {moments:?}");
        }
        // An alarm begins nothing before the cooldown of what ended last has passed.
        for (begin, _, _) in activities.iter().filter(|(_, _, cause)| cause.is_alarm()) {
            let before = activities.iter().filter(|(other, _, cause)| other < begin && !matches!(cause, Cause::Health { .. }));
            if let Some(end) = before.filter_map(|(_, end, _)| *end).filter(|end| end <= begin).max() {
                prop_assert!(begin.since(end) >= i64::from(COOLDOWN) * 1000, "{} ms: {activities:?}", begin.since(end));
            }
        }
        let alarms = activities.iter().filter(|(_, _, cause)| cause.is_alarm()).count();
        prop_assert!(alarms <= 120 / COOLDOWN as usize + 1, "{alarms} changes by alarms");
    }

    #[test]
    fn equal_histories_give_equal_numbers(events in proptest::collection::vec(event(), 40)) {
        let (first, done) = live(&events);
        let (second, again) = live(&events);
        prop_assert_eq!(first, second);
        let kinds = |all: &[(Timestamp, Option<Timestamp>, Cause)]| -> Map<i64, bool> {
            all.iter().map(|(begin, _, cause)| (begin.0, cause.is_alarm())).collect()
        };
        prop_assert_eq!(kinds(&done), kinds(&again));
    }
}
