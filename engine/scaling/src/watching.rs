//! Looks at the groups whose rules watch something, and tells the controller which of them want a change.
//!
//! From a step of the load to the order of an instance:
//!
//! | | what passes |
//! |---|---|
//! | until the mean is past the threshold | a rule of one second at 20 % and a load of 100 %: a fifth of a second. It is what the rule asks for |
//! | until somebody looks | up to the group's pace: a quarter of its rules' shortest period, a second at most |
//! | until the figures are there | a question to each instance's supervisor, 1 to 3 ms |
//! | until it is decided and written | one commit of the store |
//!
//! So looks are more frequent where periods are short, and what each of them sees is still the mean of a second; nothing is looked at
//! later than its figures arrive. Each group is judged when its own instances have answered, whatever the others do, and one that wants
//! something goes into the controller's queue, which merges.
//!
//! A group whose rules watch nothing is not measured.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use futures::StreamExt as _;
use futures::stream::FuturesUnordered;
use gantry_model::id::{ContainerGroupId, ScalingGroupId};
use gantry_model::observe::Sample;
use gantry_model::scaling::view::{GroupPoint, RuleAction, RulePoint};
use gantry_model::time::Timestamp;
use tokio::sync::Semaphore;

use super::decide::{Decision, Instance, Seen, Verdict, decide, running};
use super::known::{AllKnown, Known, PACE};
use super::means::means;
use super::monitoring::EVERY;
use super::{Scaling, ScalingGroup};
use gantry_platform::controller::Queue;
use gantry_platform::store::Resource;

/// Instances measured at the same time.
const AT_ONCE: usize = 16;
/// An instance that has not answered by then is left out, while what the others said still counts for the shortest period.
const PATIENCE: Duration = Duration::from_millis(750);

/// Looks at groups. Clones share what they know.
#[derive(Clone)]
pub(super) struct Watching {
    scaling: Scaling,
    queue: Queue<ScalingGroupId>,
    known: AllKnown,
    turns: Arc<Semaphore>,
    /// The stretch of time of the last points for **Monitoring**, counted in [`EVERY`].
    recorded: Arc<AtomicI64>,
}

/// A group that is to be measured, at a moment.
struct Look {
    group: ScalingGroupId,
    instances: Vec<ContainerGroupId>,
    /// The moment that the look is meant for: looks that come a little late must not put two moments into one short period.
    at: Timestamp,
}

impl Watching {
    pub(super) fn new(scaling: Scaling, queue: Queue<ScalingGroupId>) -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        Self { scaling, queue, known: AllKnown::default(), turns, recorded: Arc::default() }
    }

    pub(super) fn known(&self) -> &AllKnown {
        &self.known
    }

    /// Looks for as long as it is polled.
    pub(super) async fn run(self) {
        let clock = self.scaling.store.clock().clone();
        let (mut looks, mut under_way) = (FuturesUnordered::new(), HashSet::new());
        let mut last = clock.now();
        loop {
            tokio::select! {
                () = clock.sleep_until(self.next(last.min(clock.now()))) => {
                    let now = clock.now();
                    for look in self.due(last, now) {
                        // Who has not answered yet is not asked again.
                        if under_way.insert(look.group.clone()) {
                            looks.push(self.look(look));
                        }
                    }
                    last = now;
                    drop(self.keep(now));
                }
                Some(group) = looks.next() => {
                    under_way.remove(&group);
                }
            }
        }
    }

    /// When a group is to be looked at next after this moment.
    fn next(&self, last: Timestamp) -> Timestamp {
        let pace = self.known.lock().values().filter_map(Known::pace).min().unwrap_or(PACE);
        // At whole multiples, so that each period of the rules holds as many moments as every other.
        Timestamp((last.0.div_euclid(pace) + 1) * pace)
    }

    /// The groups whose moment has come since the last one.
    fn due(&self, last: Timestamp, now: Timestamp) -> Vec<Look> {
        let due = |pace: i64| last.0.div_euclid(pace) != now.0.div_euclid(pace);
        self.looks(now).into_iter().filter(|(pace, _)| due(*pace)).map(|(_, look)| look).collect()
    }

    /// A look at each group that has to be looked at, with its pace.
    fn looks(&self, now: Timestamp) -> Vec<(i64, Look)> {
        let look = |(group, known): (&ScalingGroupId, &Known)| {
            let pace = known.pace()?;
            let at = Timestamp(now.0.div_euclid(pace) * pace);
            Some((pace, Look { group: group.clone(), instances: ids_of_running(&known.instances), at }))
        };
        self.known.lock().iter().filter_map(look).collect()
    }

    /// Looks at all groups now, whatever their pace.
    #[cfg(test)]
    pub(super) async fn look_at_all(&self) {
        let now = self.scaling.store.clock().now();
        let looks = self.looks(now).into_iter().map(|(_, look)| self.look(look));
        futures::future::join_all(looks).await;
        if let Some(written) = self.keep(now) {
            written.await.unwrap();
        }
    }

    /// Measures a group and judges it.
    async fn look(&self, Look { group, instances, at }: Look) -> ScalingGroupId {
        let samples = futures::future::join_all(instances.into_iter().map(|instance| self.measure(instance))).await;
        self.arrived(&group, at, samples.into_iter().flatten().collect());
        group
    }

    async fn measure(&self, instance: ContainerGroupId) -> Option<(ContainerGroupId, Sample)> {
        let answer = async {
            let _turn = self.turns.acquire().await.ok()?;
            self.scaling.meter.sample(&instance).await.ok()
        };
        let sample = tokio::select! {
            sample = answer => sample?,
            () = self.scaling.store.clock().sleep(PATIENCE) => return None,
        };
        Some((instance, sample))
    }

    /// A group's figures are there: asks what they mean, and wakes the controller if that is a change.
    fn arrived(&self, id: &ScalingGroupId, at: Timestamp, samples: Vec<(ContainerGroupId, Sample)>) {
        let Some((group, decision)) = self.judge(id, at, samples) else { return };
        if decision.step.is_some() {
            self.queue.add(id);
        }
        // What is done is recorded where it is done.
        for verdict in decision.verdicts.iter().filter(|verdict| verdict.threshold.is_some() && !acted(verdict)) {
            self.record(&group, verdict);
        }
    }

    /// Adds a moment to a group's figures and asks what they mean.
    fn judge(
        &self,
        id: &ScalingGroupId,
        at: Timestamp,
        samples: Vec<(ContainerGroupId, Sample)>,
    ) -> Option<(Resource<ScalingGroup>, Decision)> {
        let mut all = self.known.lock();
        let known = all.get_mut(id)?;
        let window = known.window()?;
        known.figures.push(at, means(&samples, &mut known.counters), window + PACE);
        let group = known.group.clone()?;
        let decision = decide(Seen {
            settings: &group.spec.settings,
            status: &group.status,
            instances: &known.instances,
            rules: &known.rules,
            figures: &known.figures,
            now: self.scaling.store.clock().now(),
        });
        Some((group, decision))
    }

    /// Adds what a rule saw and did to its history.
    pub(super) fn record(&self, group: &Resource<ScalingGroup>, verdict: &Verdict) {
        let point = RulePoint {
            at: self.scaling.store.clock().now(),
            value: verdict.value,
            threshold: verdict.threshold,
            instances: group.status.instances,
            desired: group.status.desired,
            action: verdict.action,
        };
        if let Err(error) = self.scaling.histories.record(&verdict.rule, &point) {
            tracing::warn!(rule = %verdict.rule, %error, "a point of a rule's history is lost");
        }
    }

    /// Writes down how all groups stand, once in each stretch of [`EVERY`]; none if this stretch has been seen to.
    fn keep(&self, now: Timestamp) -> Option<tokio::task::JoinHandle<()>> {
        let stretch = now.0.div_euclid(EVERY);
        if self.recorded.swap(stretch, Ordering::Relaxed) == stretch {
            return None;
        }
        let points: Vec<_> = {
            let mut known = self.known.lock();
            known
                .iter_mut()
                .filter_map(|(id, known)| Some((id.clone(), self.standing(known, stretch * EVERY, now)?)))
                .collect()
        };
        let recorder = self.scaling.recorder.clone();
        Some(tokio::task::spawn_blocking(move || points.iter().for_each(|(id, point)| recorder.record(id, point))))
    }

    /// How a group stands now, for the stretch that began at `at`; none while it goes.
    fn standing(&self, known: &mut Known, at: i64, now: Timestamp) -> Option<GroupPoint> {
        let group = known.group.as_ref().filter(|group| !group.is_deleting())?;
        let desired = group.status.desired;
        let means = if known.pace().is_some() {
            known.figures.mean_since(now.plus(-EVERY))
        } else {
            // Nobody measures it here: what the containers' sampler saw last is as new as it has to be.
            let fresh = |one: &Instance| {
                let sample = self.scaling.containers.figures.latest(&one.id)?;
                (now.since(sample.at) < 2 * EVERY).then(|| (one.id.clone(), sample))
            };
            let samples: Vec<_> = running(&known.instances).filter_map(fresh).collect();
            means(&samples, &mut known.counters)
        };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Some(GroupPoint {
            at: Timestamp(at),
            cpu: means.cpu,
            memory: means.memory,
            network_in: means.network_in,
            network_out: means.network_out,
            instances: number(known.instances.len()),
            running: number(running(&known.instances).count()),
            desired,
        })
    }
}

/// Whether the rule changed the number.
pub(super) fn acted(verdict: &Verdict) -> bool {
    matches!(verdict.action, RuleAction::ScaledOut | RuleAction::ScaledIn)
}

fn ids_of_running(instances: &[Instance]) -> Vec<ContainerGroupId> {
    running(instances).map(|one| one.id.clone()).collect()
}
