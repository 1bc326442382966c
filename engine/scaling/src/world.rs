//! A group as the store has it, and one step of it: read, decide, and write what was decided, asking again on what is there by then.

use std::time::Duration;

use gantry_model::error::Result;
use gantry_model::id::{ContainerGroupId, Id as _, ScalingGroupId, ScalingRuleId};
use gantry_model::scaling::cron::Cron;
use gantry_model::scaling::view::RuleAction;
use gantry_model::scaling::{Cause, Origin, RuleKind, ScalingActivityStatus, ScalingGroupStatus};
use gantry_model::time::Timestamp;

use super::act::{instances, members, perform, send_away, settle};
use super::decide::{Decision, Instance, LATE_MS, Rule, Seen, decide, running};
use super::figures::Figures;
use super::rules::rules_of;
use super::schedule::times;
use super::{ScalingActivity, ScalingConfiguration, ScalingGroup, ScalingRule, configurations};
use gantry_platform::controller::Next;
use gantry_platform::documents::ContainerGroup;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Query, Read, Resource, Tx};

/// While instances come or go, the group is looked at this often, should a change be missed.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// A group without failures for so long has recovered, in milliseconds.
const RECOVERED_MS: i64 = 60_000;

/// A group and everything that its decision needs from the store.
pub(super) struct World {
    pub(super) group: Resource<ScalingGroup>,
    pub(super) rules: Vec<Rule>,
    pub(super) instances: Vec<Instance>,
    pub(super) leaving: Vec<ContainerGroupId>,
    /// The next moment of a schedule.
    next_due: Option<Timestamp>,
    /// Times of schedules that passed too long ago.
    missed: Vec<(ScalingRuleId, Timestamp)>,
    now: Timestamp,
}

impl World {
    pub(super) fn of(read: &Read<'_>, settings: &Settings, id: &ScalingGroupId) -> Result<Option<Self>> {
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
        let coming = times(&settings.time_zone, &cron, now).next();
        self.next_due = [self.next_due, coming].into_iter().flatten().min();
        if times(&settings.time_zone, &cron, after).next()? > now {
            return None;
        }
        // Only the last that passed counts, and only if it is not too long ago.
        let late = after.max(now.plus(-LATE_MS));
        let last = times(&settings.time_zone, &cron, late).take_while(|at| *at <= now).last();
        if last.is_none() {
            self.missed.push((rule.id.clone(), now));
        }
        last
    }

    fn decide(&self, figures: &Figures) -> Decision {
        decide(Seen {
            settings: &self.group.spec.settings,
            status: &self.group.status,
            instances: &self.instances,
            rules: &self.rules,
            figures,
            now: self.now,
        })
    }

    fn counts(&self) -> (u32, u32) {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        (number(self.instances.len()), number(running(&self.instances).count()))
    }

    fn recovered(&self) -> bool {
        let status = &self.group.status;
        let quiet = status.retry_at.is_none_or(|at| self.now.since(at) >= RECOVERED_MS);
        let lost = self.instances.iter().any(Instance::is_lost);
        let enough = self.counts().0 >= status.desired;
        (status.failures > 0 || status.reason.is_some()) && quiet && !lost && enough
    }

    /// Whether there is nothing to write.
    pub(super) fn rests(&self, figures: &Figures) -> bool {
        let status = &self.group.status;
        let due = self.rules.iter().any(|rule| rule.due.is_some());
        (status.instances, status.running) == self.counts()
            && status.ongoing.is_none()
            && !self.recovered()
            && (!self.group.spec.enabled || (!due && self.missed.is_empty() && self.decide(figures).step.is_none()))
    }

    /// When to look again, if nothing wakes the group before.
    pub(super) fn next(&self, now: Timestamp) -> Next {
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
    let mut decision =
        if world.group.spec.enabled { world.decide(figures) } else { Decision { step: None, verdicts: Vec::new() } };
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
pub(super) fn dismantle(tx: &mut Tx<'_>, id: &ScalingGroupId) -> Result<Option<Vec<ScalingRuleId>>> {
    let Some(group) = tx.find::<ScalingGroup>(id)? else { return Ok(Some(Vec::new())) };
    let mut unheard = ScalingActivityStatus::default();
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
        tx.delete::<ScalingConfiguration>(&configuration.id)?;
    }
    let query = Query::in_region(&group.region).equal("scaling_group", id.as_str()).limit(1000);
    for activity in tx.list::<ScalingActivity>(&query)?.items {
        tx.delete::<ScalingActivity>(&activity.id)?;
    }
    tx.delete::<ScalingGroup>(id)?;
    Ok(Some(rules.into_iter().map(|rule| rule.id).collect()))
}
