//! What keeps the groups: woken by the change log for what changed, and by a tick for what the figures say.
//!
//! A reconcile reads a group, its rules and its instances, asks [`decide`](super::decide::decide), and, if there is something to do, does it in one write that
//! asks again on what is there by then. The tick measures the running instances of groups that have alarms, keeps the means in memory, and
//! wakes a group whose rules want something; a group without alarms costs the tick nothing.
//!
//! What is kept in memory may be lost at any time: figures are measured again, everything else is in the store.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::StreamExt as _;
use gantry_model::containers::GroupState;
use gantry_model::error::Result;
use gantry_model::id::{ContainerGroupId, Id as _, ScalingGroupId, ScalingRuleId};
use gantry_model::observe::{Sample, rate};
use gantry_model::quota::Entitlement;
use gantry_model::scaling::cron::Cron;
use gantry_model::scaling::view::{GroupPoint, RuleAction, RulePoint};
use gantry_model::scaling::{Cause, Origin, RuleKind, ScalingGroupStatus};
use gantry_model::time::Timestamp;

use super::act::{instances, members, perform, send_away, settle};
use super::decide::{Decision, Instance, LATE_MS, Rule, Seen, Verdict, decide};
use super::figures::{Figures, Means};
use super::monitoring::EVERY;
use super::rules::{rules_of, times};
use super::{Scaling, ScalingActivity, ScalingConfiguration, ScalingGroup, ScalingRule, configurations};
use crate::containers::ContainerGroup;
use crate::controller::{Controller, Next, Options, Queue, Reconciler};
use crate::quota;
use crate::settings::Settings;
use crate::store::{Author, Change, Kind, Query, Read, Resource, Tx, Verb};

/// Instances measured at the same time.
const AT_ONCE: usize = 16;
/// While instances come or go, the group is looked at this often, should a change be missed.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// A group without failures for so long has recovered, in milliseconds.
const RECOVERED_MS: i64 = 60_000;

/// The running controller.
pub(crate) struct ScalingControl {
    pub(crate) controller: Controller<ScalingGroup>,
    #[cfg(test)]
    watcher: Watcher,
    ticker: tokio::task::AbortHandle,
}

impl ScalingControl {
    /// Lets what is under way come to an end.
    pub(crate) async fn stop(&self) {
        self.ticker.abort();
        self.controller.stop().await;
    }

    /// One tick at this moment, for tests that do not wait for the clock.
    #[cfg(test)]
    pub(crate) async fn tick(&self) {
        self.watcher.tick().await;
    }
}

/// Begins to keep the groups.
pub(crate) fn spawn(scaling: Scaling) -> ScalingControl {
    let queue = Queue::new(ScalingGroup::KIND, scaling.store.clock().clone());
    let watcher =
        Watcher { scaling: scaling.clone(), queue: queue.clone(), known: Arc::default(), recorded: Arc::default() };
    let options = Options { workers: 2, ..Options::default() };
    let controller = Controller::spawn(&scaling.store, queue, Arc::new(watcher.clone()), options);
    let ticker = tokio::spawn(watcher.clone().tick_for_ever()).abort_handle();
    ScalingControl {
        controller,
        #[cfg(test)]
        watcher,
        ticker,
    }
}

/// What is kept in memory of a group.
#[derive(Debug, Default)]
struct Known {
    group: Option<Resource<ScalingGroup>>,
    rules: Vec<Rule>,
    instances: Vec<Instance>,
    /// Instances on their way out, so that the group hears of their end, when nothing says any more whose they were.
    leaving: Vec<ContainerGroupId>,
    figures: Figures,
    /// Of each instance, for rates.
    last: HashMap<ContainerGroupId, Sample>,
}

impl Known {
    /// Milliseconds that its rules look back over; none if they watch nothing.
    fn window(&self) -> Option<i64> {
        let seconds = self.rules.iter().map(|rule| rule.kind.window_seconds()).max().filter(|seconds| *seconds > 0)?;
        Some(i64::from(seconds) * 1000)
    }

    fn watched(&self) -> bool {
        self.group.as_ref().is_some_and(|group| group.spec.enabled && !group.is_deleting()) && self.window().is_some()
    }
}

#[derive(Clone)]
struct Watcher {
    scaling: Scaling,
    queue: Queue<ScalingGroupId>,
    known: Arc<Mutex<HashMap<ScalingGroupId, Known>>>,
    /// The stretch of time of the last points for **Monitoring**, counted in [`EVERY`].
    recorded: Arc<AtomicI64>,
}

impl Reconciler for Watcher {
    type Kind = ScalingGroup;

    async fn reconcile(&self, id: &ScalingGroupId) -> Result<Next> {
        let (found, settings) = (id.clone(), self.scaling.settings.clone());
        let seen = self.scaling.store.read(move |read| World::of(read, &settings, &found)).await?;
        let Some(world) = seen else {
            self.known().remove(id);
            return Ok(Next::Done);
        };
        if world.group.is_deleting() {
            return self.take_down(&world.group).await;
        }
        let figures = self.remember(&world);
        if world.rests(&figures, self.every()) {
            return self.next(&world).await;
        }
        let (found, settings, every) = (id.clone(), self.scaling.settings.clone(), self.every());
        let stepped =
            self.scaling.store.write(author(), move |tx| step(tx, &settings, &found, &figures, every)).await?;
        let Some((world, decision)) = stepped else { return Ok(Next::After(Duration::ZERO)) };
        self.remember(&world);
        for verdict in decision.verdicts.iter().filter(|verdict| acted(verdict)) {
            self.record(&world.group, verdict);
        }
        self.next(&world).await
    }

    async fn concerns(&self, change: &Change) -> Result<Vec<ScalingGroupId>> {
        match &*change.kind {
            ContainerGroup::KIND if change.verb != Verb::Event => {
                let Ok(id) = ContainerGroupId::parse(&change.id) else { return Ok(Vec::new()) };
                let holds =
                    |known: &Known| known.leaving.contains(&id) || known.instances.iter().any(|one| one.id == id);
                let known = self.holding(holds);
                let marked = self.scaling.store.read(move |read| read.find::<ContainerGroup>(&id)).await?;
                let marked = marked.and_then(|group| group.spec.scaling).map(|mark| mark.group);
                Ok(known.into_iter().chain(marked).collect())
            }
            ScalingRule::KIND => {
                let Ok(id) = ScalingRuleId::parse(&change.id) else { return Ok(Vec::new()) };
                let known = self.holding(|known| known.rules.iter().any(|rule| rule.id == id));
                let stored = self.scaling.store.read(move |read| read.find::<ScalingRule>(&id)).await?;
                Ok(known.into_iter().chain(stored.map(|rule| rule.spec.group)).collect())
            }
            _ => Ok(Vec::new()),
        }
    }
}

impl Watcher {
    fn known(&self) -> MutexGuard<'_, HashMap<ScalingGroupId, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn holding(&self, fits: impl Fn(&Known) -> bool) -> Option<ScalingGroupId> {
        self.known().iter().find(|(_, known)| fits(known)).map(|(id, _)| id.clone())
    }

    /// When to look again. What went between the reading and the remembering is asked for once more: nobody was told of it.
    async fn next(&self, world: &World) -> Result<Next> {
        if !world.leaving.is_empty() {
            let leaving = world.leaving.clone();
            let gone = move |read: &Read<'_>| {
                leaving.iter().try_fold(false, |gone, id| Ok(gone || read.find::<ContainerGroup>(id)?.is_none()))
            };
            if self.scaling.store.read(gone).await? {
                return Ok(Next::After(Duration::ZERO));
            }
        }
        Ok(world.next(self.scaling.store.clock().now()))
    }

    /// Milliseconds between two figures.
    fn every(&self) -> i64 {
        i64::try_from(self.scaling.tick.as_millis()).unwrap_or(1000).max(1)
    }

    /// Keeps what was read for the ticks, and gives the figures so far.
    fn remember(&self, world: &World) -> Figures {
        let mut all = self.known();
        let known = all.entry(world.group.id.clone()).or_default();
        known.group = Some(world.group.clone());
        known.rules.clone_from(&world.rules);
        known.instances.clone_from(&world.instances);
        known.leaving.clone_from(&world.leaving);
        known.last.retain(|id, _| world.instances.iter().any(|one| one.id == *id));
        if !known.watched() {
            known.figures = Figures::default();
        }
        known.figures.clone()
    }

    /// Ends what was made automatically, lets go of what was added by hand, and then takes everything of the group away.
    async fn take_down(&self, group: &Resource<ScalingGroup>) -> Result<Next> {
        let id = group.id.clone();
        let rules = self.scaling.store.write(author(), move |tx| dismantle(tx, &id)).await?;
        let Some(rules) = rules else { return Ok(Next::After(Duration::from_millis(500))) };
        rules.iter().for_each(|rule| self.scaling.histories.forget(rule));
        self.known().remove(&group.id);
        self.scaling.recorder.forget(&group.id);
        Ok(Next::Done)
    }

    async fn tick_for_ever(self) {
        self.sweep().await;
        let every = self.every();
        loop {
            // At whole multiples, so that each period of the rules holds as many moments as every other.
            let now = self.scaling.store.clock().now();
            self.scaling.store.clock().sleep_until(Timestamp((now.0.div_euclid(every) + 1) * every)).await;
            self.tick().await;
        }
    }

    /// Forgets histories whose rules and groups went in the middle of a kill.
    async fn sweep(&self) {
        for rule in self.scaling.histories.known() {
            let id = rule.clone();
            if let Ok(None) = self.scaling.store.read(move |read| read.find::<ScalingRule>(&id)).await {
                self.scaling.histories.forget(&rule);
            }
        }
        for group in self.scaling.recorder.known() {
            let id = group.clone();
            if let Ok(None) = self.scaling.store.read(move |read| read.find::<ScalingGroup>(&id)).await {
                self.scaling.recorder.forget(&group);
            }
        }
    }

    /// Measures, and wakes the groups whose rules want something.
    async fn tick(&self) {
        let watched: Vec<(ScalingGroupId, Vec<ContainerGroupId>)> = {
            let known = self.known();
            let watched = known.iter().filter(|(_, known)| known.watched());
            watched.map(|(id, known)| (id.clone(), running(&known.instances))).collect()
        };
        let jobs = watched.into_iter().flat_map(|(group, instances)| {
            let end = std::iter::once((group.clone(), None));
            instances.into_iter().map(Some).map(move |instance| (group.clone(), instance)).chain(end)
        });
        let measured = jobs.map(|(group, instance)| async move {
            let Some(instance) = instance else { return (group, None) };
            let sample = self.scaling.meter.sample(&instance).await.ok();
            (group, sample.map(|sample| (instance, sample)))
        });
        let samples: Vec<_> = futures::stream::iter(measured).buffer_unordered(AT_ONCE).collect().await;
        let mut by_group: HashMap<ScalingGroupId, Vec<(ContainerGroupId, Sample)>> = HashMap::new();
        for (group, sample) in samples {
            by_group.entry(group).or_default().extend(sample);
        }
        let now = self.scaling.store.clock().now();
        for (id, samples) in by_group {
            let judged = self.judge(&id, samples, now);
            let Some((group, decision)) = judged else { continue };
            if decision.step.is_some() {
                self.queue.add(&id);
            }
            // What is done is recorded where it is done.
            for verdict in decision.verdicts.iter().filter(|verdict| verdict.threshold.is_some() && !acted(verdict)) {
                self.record(&group, verdict);
            }
        }
        self.keep(now).await;
    }

    /// Writes down how all groups stand, once in each stretch of [`EVERY`].
    async fn keep(&self, now: Timestamp) {
        let stretch = now.0.div_euclid(EVERY);
        if self.recorded.swap(stretch, Ordering::Relaxed) == stretch {
            return;
        }
        let points: Vec<_> = {
            let mut known = self.known();
            known
                .iter_mut()
                .filter_map(|(id, known)| Some((id.clone(), self.standing(known, stretch * EVERY, now)?)))
                .collect()
        };
        let recorder = self.scaling.recorder.clone();
        let written =
            tokio::task::spawn_blocking(move || points.iter().for_each(|(id, point)| recorder.record(id, point)));
        if let Err(error) = written.await {
            tracing::warn!(%error, "points of the scaling groups' histories are lost");
        }
    }

    /// How a group stands now, for the stretch that began at `at`; none while it goes.
    fn standing(&self, known: &mut Known, at: i64, now: Timestamp) -> Option<GroupPoint> {
        let group = known.group.as_ref().filter(|group| !group.is_deleting())?;
        let desired = group.status.desired;
        let running = running(&known.instances);
        let means = if known.watched() {
            known.figures.mean_since(now.plus(-EVERY))
        } else {
            // Nobody measures it here: what the containers' sampler saw last is as new as it has to be.
            let fresh = |id: &ContainerGroupId| {
                let sample = self.scaling.containers.figures.latest(id)?;
                (now.since(sample.at) < 2 * EVERY).then(|| (id.clone(), sample))
            };
            let samples: Vec<_> = running.iter().filter_map(fresh).collect();
            let means = means(&samples, &known.last);
            known.last = samples.into_iter().collect();
            means
        };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Some(GroupPoint {
            at: Timestamp(at),
            cpu: means.cpu,
            memory: means.memory,
            network_in: means.network_in,
            network_out: means.network_out,
            instances: number(known.instances.len()),
            running: number(running.len()),
            desired,
        })
    }

    /// Adds a moment to a group's figures and asks what they mean.
    fn judge(
        &self,
        id: &ScalingGroupId,
        samples: Vec<(ContainerGroupId, Sample)>,
        now: Timestamp,
    ) -> Option<(Resource<ScalingGroup>, Decision)> {
        let mut all = self.known();
        let known = all.get_mut(id)?;
        let window = known.window()?;
        let means = means(&samples, &known.last);
        known.last = samples.into_iter().collect();
        // The moment that the tick was meant for: ticks that come a little early or late must not put two moments into one short period.
        let meant = Timestamp(now.0.div_euclid(self.every()) * self.every());
        known.figures.push(meant, means, window + self.every());
        let group = known.group.clone()?;
        let decision = decide(Seen {
            settings: &group.spec.settings,
            status: &group.status,
            instances: &known.instances,
            rules: &known.rules,
            figures: &known.figures,
            every: self.every(),
            now,
        });
        Some((group, decision))
    }

    fn record(&self, group: &Resource<ScalingGroup>, verdict: &Verdict) {
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
}

fn acted(verdict: &Verdict) -> bool {
    matches!(verdict.action, RuleAction::ScaledOut | RuleAction::ScaledIn)
}

fn author() -> Author {
    Author::controller(ScalingGroup::KIND)
}

fn running(instances: &[Instance]) -> Vec<ContainerGroupId> {
    instances.iter().filter(|one| one.state == GroupState::Running).map(|one| one.id.clone()).collect()
}

/// The means over what was measured; rates where there was a sample before.
fn means(samples: &[(ContainerGroupId, Sample)], last: &HashMap<ContainerGroupId, Sample>) -> Means {
    let mean = |values: Vec<f64>| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    let each = |of: fn(&Sample) -> f64| mean(samples.iter().map(|(_, sample)| of(sample)).collect());
    let rates = |of: fn(&Sample) -> u64| {
        let kib = |(id, sample): &(ContainerGroupId, Sample)| {
            let before = last.get(id)?;
            Some(rate((before.at, of(before)), (sample.at, of(sample))) / 1024.0)
        };
        mean(samples.iter().filter_map(kib).collect())
    };
    Means {
        cpu: each(|sample| sample.cpu.utilisation() * 100.0),
        memory: each(|sample| sample.memory.utilisation() * 100.0),
        network_in: rates(|sample| sample.network.rx_bytes),
        network_out: rates(|sample| sample.network.tx_bytes),
    }
}

/// A group and everything that its decision needs from the store.
pub(super) struct World {
    group: Resource<ScalingGroup>,
    rules: Vec<Rule>,
    instances: Vec<Instance>,
    leaving: Vec<ContainerGroupId>,
    /// The next moment of a schedule.
    next_due: Option<Timestamp>,
    /// Times of schedules that passed too long ago.
    missed: Vec<(ScalingRuleId, Timestamp)>,
    now: Timestamp,
}

impl World {
    fn of(read: &Read<'_>, settings: &Settings, id: &ScalingGroupId) -> Result<Option<Self>> {
        let Some(group) = read.find::<ScalingGroup>(id)? else { return Ok(None) };
        let now = read.now();
        let (leaving, staying): (Vec<_>, Vec<_>) =
            members(read, &group, true)?.into_iter().partition(Resource::is_deleting);
        let mut world = Self {
            instances: instances(&staying),
            leaving: leaving.into_iter().map(|member| member.id).collect(),
            group,
            rules: Vec::new(),
            next_due: None,
            missed: Vec::new(),
            now,
        };
        for rule in rules_of(read, &world.group)?.into_iter().filter(|rule| rule.spec.enabled) {
            let due = world.due(settings, &rule);
            world.rules.push(Rule {
                id: rule.id,
                name: rule.name,
                kind: rule.spec.kind,
                cooldown_seconds: rule.spec.cooldown_seconds,
                due,
            });
        }
        Ok(Some(world))
    }

    /// The time of a rule's schedule that is to be seen to now; notes what is still to come and what was missed.
    fn due(&mut self, settings: &Settings, rule: &Resource<ScalingRule>) -> Option<Timestamp> {
        let RuleKind::Scheduled { cron, .. } = &rule.spec.kind else { return None };
        let cron = Cron::parse("cron", cron).ok()?;
        let after = rule.status.handled.map_or(rule.spec.since, |handled| handled.max(rule.spec.since));
        let now = self.now;
        let coming = times(settings, &cron, now).next();
        self.next_due = [self.next_due, coming].into_iter().flatten().min();
        if times(settings, &cron, after).next()? > now {
            return None;
        }
        // Only the last that passed counts, and only if it is not too long ago.
        let late = after.max(now.plus(-LATE_MS));
        let last = times(settings, &cron, late).take_while(|at| *at <= now).last();
        if last.is_none() {
            self.missed.push((rule.id.clone(), now));
        }
        last
    }

    fn decide(&self, figures: &Figures, every: i64) -> Decision {
        decide(Seen {
            settings: &self.group.spec.settings,
            status: &self.group.status,
            instances: &self.instances,
            rules: &self.rules,
            figures,
            every,
            now: self.now,
        })
    }

    fn counts(&self) -> (u32, u32) {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        (number(self.instances.len()), number(running(&self.instances).len()))
    }

    fn recovered(&self) -> bool {
        let status = &self.group.status;
        let quiet = status.retry_at.is_none_or(|at| self.now.since(at) >= RECOVERED_MS);
        let lost = self.instances.iter().any(Instance::is_lost);
        let enough = self.counts().0 >= status.desired;
        (status.failures > 0 || status.reason.is_some()) && quiet && !lost && enough
    }

    /// Whether there is nothing to write.
    fn rests(&self, figures: &Figures, every: i64) -> bool {
        let status = &self.group.status;
        let due = self.rules.iter().any(|rule| rule.due.is_some());
        (status.instances, status.running) == self.counts()
            && status.ongoing.is_none()
            && !self.recovered()
            && (!self.group.spec.enabled
                || (!due && self.missed.is_empty() && self.decide(figures, every).step.is_none()))
    }

    /// When to look again, if nothing wakes the group before.
    fn next(&self, now: Timestamp) -> Next {
        let status = &self.group.status;
        let recovery = status.retry_at.filter(|_| status.failures > 0).map(|at| at.plus(RECOVERED_MS));
        let moments = [self.next_due, status.retry_at, recovery];
        let first = moments.into_iter().flatten().filter(|at| *at > now).min();
        let first = first.map(|at| Duration::from_millis(u64::try_from(at.since(now)).unwrap_or(0)));
        let going = status.ongoing.as_ref().map(|_| LOOK_AGAIN);
        match [first, going].into_iter().flatten().min() {
            Some(pause) => Next::After(pause),
            None => Next::Done,
        }
    }
}

/// One step of a group: brings its activity up to date, decides, and does what was decided. None if the group is gone or going.
pub(super) fn step(
    tx: &mut Tx<'_>,
    settings: &Settings,
    id: &ScalingGroupId,
    figures: &Figures,
    every: i64,
) -> Result<Option<(World, Decision)>> {
    let Some(mut world) = World::of(tx, settings, id)?.filter(|world| !world.group.is_deleting()) else {
        return Ok(None);
    };
    let mut status = world.group.status.clone();
    settle(tx, &world.group, &mut status)?;
    if world.recovered() {
        (status.failures, status.retry_at, status.reason) = (0, None, None);
    }
    world.group.status = status.clone();
    for (rule, at) in &world.missed {
        handled(tx, rule, *at)?;
    }
    let mut decision = if world.group.spec.enabled {
        world.decide(figures, every)
    } else {
        Decision { step: None, verdicts: Vec::new() }
    };
    if let Some(step) = &decision.step {
        perform(tx, &settings.eip_pool(), &world.group, &mut status, &world.instances, step)?;
    }
    settle_schedules(tx, &world, &mut decision, &status)?;
    let (leaving, staying): (Vec<_>, Vec<_>) =
        members(tx, &world.group, true)?.into_iter().partition(Resource::is_deleting);
    world.leaving = leaving.into_iter().map(|member| member.id).collect();
    world.instances = instances(&staying);
    (status.instances, status.running) = world.counts();
    tx.update_status::<ScalingGroup>(id, &status)?;
    world.group.status = status;
    // What was due was seen to, or is asked again.
    world.rules.iter_mut().for_each(|rule| rule.due = None);
    Ok(Some((world, decision)))
}

/// Schedules that want no change have been seen to; so has the one that acted.
fn settle_schedules(
    tx: &mut Tx<'_>,
    world: &World,
    decision: &mut Decision,
    status: &ScalingGroupStatus,
) -> Result<()> {
    let acting = decision.step.as_ref().map(|step| &step.cause);
    for rule in &world.rules {
        let Some(due) = rule.due else { continue };
        let acts = matches!(acting, Some(Cause::Schedule { rule: by, .. }) if *by == rule.id);
        let idle = acting.is_none() && (status.ongoing.is_none() || !world.group.spec.enabled);
        if acts || idle {
            handled(tx, &rule.id, due)?;
        }
        if acts && let Some(verdict) = decision.verdicts.iter_mut().find(|verdict| verdict.rule == rule.id) {
            let grew = status.desired > world.group.status.desired;
            verdict.action = if grew { RuleAction::ScaledOut } else { RuleAction::ScaledIn };
        }
    }
    Ok(())
}

fn handled(tx: &mut Tx<'_>, rule: &ScalingRuleId, at: Timestamp) -> Result<()> {
    let Some(found) = tx.find::<ScalingRule>(rule)? else { return Ok(()) };
    let mut status = found.status.clone();
    status.handled = Some(at);
    tx.update_status::<ScalingRule>(rule, &status).map(drop)
}

/// Takes a deleted group a step further; its rules once all of it is gone.
fn dismantle(tx: &mut Tx<'_>, id: &ScalingGroupId) -> Result<Option<Vec<ScalingRuleId>>> {
    let Some(group) = tx.find::<ScalingGroup>(id)? else { return Ok(Some(Vec::new())) };
    let mut unheard = gantry_model::scaling::ScalingActivityStatus::default();
    for member in members(tx, &group, false)? {
        send_away(tx, &group, &member.id, &mut unheard)?;
    }
    let left = members(tx, &group, true)?;
    let automatic = |member: &Resource<ContainerGroup>| {
        member.spec.scaling.as_ref().is_some_and(|mark| mark.origin == Origin::AutomaticallyCreated)
    };
    if left.iter().any(automatic) {
        return Ok(None);
    }
    let rules = rules_of(tx, &group)?;
    for rule in &rules {
        super::rules::delete(tx, rule)?;
    }
    for configuration in configurations::all_of(tx, &group)? {
        quota::give_back(tx, &group.region, Entitlement::ScalingConfigurations, 1)?;
        tx.delete::<ScalingConfiguration>(&configuration.id)?;
    }
    let query = Query::in_region(&group.region).equal("scaling_group", id.as_str()).limit(1000);
    for activity in tx.list::<ScalingActivity>(&query)?.items {
        tx.delete::<ScalingActivity>(&activity.id)?;
    }
    quota::give_back(tx, &group.region, Entitlement::ScalingGroups, 1)?;
    tx.delete::<ScalingGroup>(id)?;
    Ok(Some(rules.into_iter().map(|rule| rule.id).collect()))
}
