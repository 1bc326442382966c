//! The decision: what a group should do now, as a pure function of what is seen, what is wanted and what the time is.
//!
//! In this order: instances that ended are replaced; a number below or above the one wanted is mended; then schedules, and then
//! alarms may change the number wanted. The first two and schedules do not wait for the cooldown; alarms do, and they wait for the end
//! of an activity, and look only at figures from after it. What failed is tried again after a pause that grows.
//!
//! Where rules disagree, the largest number wins: a group that is too large costs money, one that is too small costs its users.

use std::collections::HashMap;

use gantry_model::containers::GroupState;
use gantry_model::id::{ContainerGroupId, ScalingRuleId, VSwitchId};
use gantry_model::message::{Message, scaling as say};
use gantry_model::scaling::view::RuleAction;
use gantry_model::scaling::{
    Cause, Comparison, GroupSettings, Metric, Origin, RemovalOrder, RemovalPolicy, RuleKind, ScalingGroupStatus,
};
use gantry_model::time::Timestamp;

use super::figures::Figures;

/// How far a value may be above the target of a tracking rule before the number grows.
const TOLERANCE: f64 = 0.1;
/// How full of the target the rest may be after the number falls.
const HEADROOM: f64 = 0.9;
/// A time of a schedule that was missed by more than this is let pass, in milliseconds.
pub const LATE_MS: i64 = 10 * 60_000;

/// An instance as it is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    pub id: ContainerGroupId,
    pub state: GroupState,
    pub created_at: Timestamp,
    /// Of its configuration; 0 for one that was added by hand.
    pub version: u32,
    pub origin: Origin,
    pub protected: bool,
    /// Where it is, or will first be tried.
    pub subnet: Option<VSwitchId>,
}

impl Instance {
    /// Whether it ended or could not start.
    pub fn is_lost(&self) -> bool {
        matches!(self.state, GroupState::Failed | GroupState::Succeeded | GroupState::ScheduleFailed)
    }
}

/// A rule that is enabled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub id: ScalingRuleId,
    pub name: String,
    pub kind: RuleKind,
    pub cooldown_seconds: Option<u32>,
    /// Of a schedule: its time that has come and was not seen to yet.
    pub due: Option<Timestamp>,
}

/// Everything that a decision is made of.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    pub settings: &'a GroupSettings,
    pub status: &'a ScalingGroupStatus,
    /// Those that are not on their way out.
    pub instances: &'a [Instance],
    pub rules: &'a [Rule],
    pub figures: &'a Figures,
    pub now: Timestamp,
}

/// What to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    pub step: Option<Step>,
    /// What each rule saw, in their order.
    pub verdicts: Vec<Verdict>,
}

/// A change of the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub cause: Cause,
    /// The number wanted from now on.
    pub desired: u32,
    /// Instances to make.
    pub create: u32,
    /// Instances to send away.
    pub remove: Vec<ContainerGroupId>,
}

/// What a rule saw and wants.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    pub rule: ScalingRuleId,
    pub value: Option<f64>,
    pub threshold: Option<f64>,
    /// The number that it wants, before minimum and maximum; none if it wants no change.
    pub wanted: Option<u32>,
    pub saw: Message,
    pub action: RuleAction,
    /// For a tracking rule, the number that its target needs at the moment.
    need: Option<u32>,
}

/// Decides. Equal inputs give equal decisions.
pub fn decide(seen: Seen<'_>) -> Decision {
    let mut verdicts: Vec<Verdict> = seen.rules.iter().map(|rule| judge(&seen, rule)).collect();
    let step = if seen.status.ongoing.is_some() {
        None
    } else {
        mend(&seen).or_else(|| scheduled(&seen)).or_else(|| alarmed(&seen, &mut verdicts))
    };
    let waits = step.is_none();
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.action == RuleAction::None) {
        let wanted = verdict.wanted.filter(|wanted| *wanted != seen.status.desired);
        verdict.action = match wanted {
            Some(wanted) if seen.settings.clamp(wanted) == seen.status.desired => RuleAction::AtLimit,
            Some(_) if waits => RuleAction::Waited,
            _ => RuleAction::None,
        };
    }
    Decision { step, verdicts }
}

/// The instances and the number wanted, brought together again.
fn mend(seen: &Seen<'_>) -> Option<Step> {
    let may_try = seen.status.retry_at.is_none_or(|at| at <= seen.now);
    let desired = seen.settings.clamp(seen.status.desired);
    let there = count(seen.instances);
    if there > desired {
        let remove = choose(seen.instances, seen.settings.removal, there - desired);
        if !remove.is_empty() {
            return Some(Step { cause: Cause::Above { desired }, desired, create: 0, remove });
        }
    }
    let lost: Vec<_> = seen.instances.iter().filter(|one| one.is_lost() && !one.protected).collect();
    if seen.settings.replace_unhealthy && !lost.is_empty() && may_try {
        let cause = Cause::Health { instances: count(&lost) };
        let remove: Vec<_> = lost.iter().map(|one| one.id.clone()).collect();
        let left = there.saturating_sub(count(&lost));
        return Some(Step { cause, desired, create: desired.saturating_sub(left), remove });
    }
    if there < desired && may_try {
        return Some(Step { cause: Cause::Below { desired }, desired, create: desired - there, remove: Vec::new() });
    }
    None
}

/// The number that the due schedules set, one after the other.
fn scheduled(seen: &Seen<'_>) -> Option<Step> {
    let mut due: Vec<(Timestamp, &Rule)> = seen.rules.iter().filter_map(|rule| Some((rule.due?, rule))).collect();
    due.sort_by_key(|(at, rule)| (*at, rule.id.clone()));
    let there = count(seen.instances);
    due.into_iter().find_map(|(at, rule)| {
        let RuleKind::Scheduled { adjustment, .. } = &rule.kind else { return None };
        let desired = seen.settings.clamp(adjustment.apply(seen.status.desired));
        let cause = Cause::Schedule { rule: rule.id.clone(), name: rule.name.clone(), at };
        towards(seen, cause, desired, there)
    })
}

/// The number that the alarms want, if they may change it now.
fn alarmed(seen: &Seen<'_>, verdicts: &mut [Verdict]) -> Option<Step> {
    if seen.status.cooldown_until.is_some_and(|until| until > seen.now) {
        return None;
    }
    let floor = verdicts.iter().filter_map(|verdict| verdict.need).max().unwrap_or(0);
    let now = seen.status.desired;
    // A rule that wants fewer gets no fewer than the targets of the others need.
    let target = |verdict: &Verdict| {
        let wanted = verdict.wanted?;
        let wanted = if wanted < now { wanted.max(floor).min(now) } else { wanted };
        let desired = seen.settings.clamp(wanted);
        (desired != now).then_some(desired)
    };
    let best = (0..verdicts.len()).filter_map(|place| Some((target(&verdicts[place])?, place)));
    // Of equals, the first rule.
    let (desired, place) = best.max_by_key(|(desired, place)| (*desired, std::cmp::Reverse(*place)))?;
    let rule = &seen.rules[place];
    let cause = Cause::Rule { rule: rule.id.clone(), name: rule.name.clone(), saw: verdicts[place].saw.clone() };
    let step = towards(seen, cause, desired, count(seen.instances))?;
    verdicts[place].action = if desired > now { RuleAction::ScaledOut } else { RuleAction::ScaledIn };
    Some(step)
}

/// The step from what is there to `desired`; none where nothing would change.
fn towards(seen: &Seen<'_>, cause: Cause, desired: u32, there: u32) -> Option<Step> {
    let remove = choose(seen.instances, seen.settings.removal, there.saturating_sub(desired));
    // What is protected stays, and the number wanted does not pretend otherwise.
    let desired = if desired < there { there - count(&remove) } else { desired };
    let create = desired.saturating_sub(there);
    let changes = create > 0 || !remove.is_empty() || desired != seen.status.desired;
    changes.then_some(Step { cause, desired, create, remove })
}

fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// What one rule sees.
fn judge(seen: &Seen<'_>, rule: &Rule) -> Verdict {
    let since = seen.status.changed_at.unwrap_or(Timestamp(i64::MIN));
    let metric = rule.kind.metric();
    let value = metric.and_then(|metric| seen.figures.last(metric));
    let threshold = rule.kind.threshold().map(|level| level.value());
    let mut verdict = Verdict {
        rule: rule.id.clone(),
        value,
        threshold,
        wanted: None,
        saw: Message::default(),
        action: RuleAction::None,
        need: None,
    };
    let periods = |metric, watch| seen.figures.periods(metric, watch, since, seen.now);
    let number = seen.status.desired;
    match &rule.kind {
        RuleKind::Simple { alarm: Some(alarm), adjustment } => {
            if let Some(nearest) = periods(alarm.metric, alarm.watch).and_then(|means| past(&means, alarm)) {
                verdict.wanted = Some(adjustment.apply(number));
                verdict.saw = saw(alarm.metric, nearest, alarm.comparison, alarm.threshold.value());
            }
        }
        RuleKind::Step { alarm, bands } => {
            if let Some(nearest) = periods(alarm.metric, alarm.watch).and_then(|means| past(&means, alarm)) {
                let distance = (nearest - alarm.threshold.value()).abs();
                let band = bands.iter().rev().find(|band| band.from.value() <= distance);
                verdict.wanted = band.map(|band| band.adjustment.apply(number));
                verdict.saw = saw(alarm.metric, nearest, alarm.comparison, alarm.threshold.value());
            }
        }
        RuleKind::Target { metric, target, watch, scale_in_periods } => {
            let running = u32::try_from(running(seen.instances).count()).unwrap_or(u32::MAX);
            let target = target.value();
            let share =
                |value: f64, of: f64| (f64::from(running) * value / of).ceil().clamp(0.0, f64::from(u32::MAX)) as u32;
            let Some(means) = periods(*metric, *watch) else { return verdict };
            let least = smallest(&means);
            verdict.need = Some(share(means.iter().copied().fold(0.0, f64::max), target));
            if least > target * (1.0 + TOLERANCE) {
                verdict.wanted = Some(share(least, target).max(number));
                verdict.saw = saw(*metric, least, Comparison::AtLeast, target);
            } else if let Some(periods_down) = scale_in_periods {
                let watch = gantry_model::scaling::Watch { periods: (*periods_down).max(watch.periods), ..*watch };
                let Some(means) = periods(*metric, watch) else { return verdict };
                let most = means.iter().copied().fold(0.0, f64::max);
                // The rest must carry the load with room to spare, or the number would soon grow again.
                let wanted = share(most, target * HEADROOM).max(1);
                if wanted < number {
                    verdict.wanted = Some(wanted);
                    verdict.saw = saw(*metric, most, Comparison::AtMost, target);
                }
            }
        }
        RuleKind::Simple { alarm: None, .. } | RuleKind::Scheduled { .. } => {}
    }
    verdict
}

/// Those that run.
pub(super) fn running(instances: &[Instance]) -> impl Iterator<Item = &Instance> {
    instances.iter().filter(|one| one.state == GroupState::Running)
}

fn smallest(means: &[f64]) -> f64 {
    means.iter().copied().fold(f64::INFINITY, f64::min)
}

/// If all periods are past the threshold: the mean that is nearest to it.
fn past(means: &[f64], alarm: &gantry_model::scaling::Alarm) -> Option<f64> {
    let threshold = alarm.threshold.value();
    if !means.iter().all(|mean| alarm.comparison.holds(*mean, threshold)) {
        return None;
    }
    match alarm.comparison {
        Comparison::AtLeast => Some(smallest(means)),
        Comparison::AtMost => means.iter().copied().reduce(f64::max),
    }
}

fn saw(metric: Metric, value: f64, comparison: Comparison, threshold: f64) -> Message {
    let (value, unit) = (format!("{value:.1}"), metric.unit());
    match comparison {
        Comparison::AtLeast => say::saw_at_least(metric, value, unit, threshold),
        Comparison::AtMost => say::saw_at_most(metric, value, unit, threshold),
    }
}

/// Whom to send away, at most `number`: what ended first, then what was made automatically, by the policy, and from the vSwitch that has the most; what
/// was added by hand last. Never what is protected.
pub fn choose(instances: &[Instance], policy: RemovalPolicy, number: u32) -> Vec<ContainerGroupId> {
    let mut left: Vec<&Instance> = instances.iter().filter(|one| !one.protected).collect();
    let mut crowds: HashMap<&Option<VSwitchId>, usize> = HashMap::new();
    for one in &left {
        *crowds.entry(&one.subnet).or_default() += 1;
    }
    let mut chosen = Vec::new();
    while chosen.len() < number as usize {
        let key = |one: &Instance| {
            let crowd = crowds.get(&one.subnet).copied().unwrap_or(0);
            let policy = (order_key(policy.first, one), policy.then.map(|then| order_key(then, one)));
            (!one.is_lost(), one.origin == Origin::ManuallyAdded, policy, std::cmp::Reverse(crowd), one.id.clone())
        };
        let Some(place) = (0..left.len()).min_by_key(|place| key(left[*place])) else { break };
        let one = left.swap_remove(place);
        crowds.entry(&one.subnet).and_modify(|crowd| *crowd -= 1);
        chosen.push(one.id.clone());
    }
    chosen
}

fn order_key(order: RemovalOrder, one: &Instance) -> i64 {
    match order {
        RemovalOrder::OldestInstance => one.created_at.0,
        RemovalOrder::NewestInstance => -one.created_at.0,
        RemovalOrder::OldestConfiguration => i64::from(one.version),
    }
}
