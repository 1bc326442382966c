//! The decision by itself: nothing but its inputs.

use std::collections::VecDeque;

use gantry_model::containers::GroupState;
use gantry_model::id::{ContainerGroupId, Id as _, ScalingActivityId, ScalingRuleId, VSwitchId};
use gantry_model::scaling::view::RuleAction;
use gantry_model::scaling::{
    Adjustment, Alarm, Band, Cause, Comparison, GroupSettings, Level, Metric, Origin, RemovalOrder, RemovalPolicy,
    RuleKind, ScalingGroupStatus, Watch,
};
use gantry_model::time::Timestamp;
use proptest::prelude::*;

use crate::decide::{Decision, Instance, Rule, Seen, choose, decide};
use crate::figures::{Figures, Means};

const NOW: Timestamp = Timestamp(1_000_000_000);

fn instance(number: u64) -> Instance {
    Instance {
        id: ContainerGroupId::from_parts(number, number),
        state: GroupState::Running,
        created_at: Timestamp(number as i64),
        version: 1,
        origin: Origin::AutomaticallyCreated,
        protected: false,
        subnet: Some(VSwitchId::from_parts(1, number % 2)),
    }
}

fn instances(number: u64) -> Vec<Instance> {
    (1..=number).map(instance).collect()
}

fn rule(number: u64, kind: RuleKind) -> Rule {
    Rule {
        id: ScalingRuleId::from_parts(number, number),
        name: format!("rule-{number}"),
        kind,
        cooldown_seconds: None,
        due: None,
    }
}

fn alarm(comparison: Comparison, threshold: u64) -> Alarm {
    let watch = Watch { period_seconds: 5, periods: 2 };
    Alarm { metric: Metric::Cpu, comparison, threshold: Level::whole(threshold), watch }
}

fn add_above(threshold: u64, by: i32) -> RuleKind {
    RuleKind::Simple { alarm: Some(alarm(Comparison::AtLeast, threshold)), adjustment: Adjustment::Change(by) }
}

fn track(target: u64, scale_in_periods: Option<u32>) -> RuleKind {
    RuleKind::Target {
        metric: Metric::Cpu,
        target: Level::whole(target),
        watch: Watch { period_seconds: 5, periods: 2 },
        scale_in_periods,
    }
}

/// A minute of the same value, each second.
fn steady(cpu: f64) -> Figures {
    let mut figures = Figures::default();
    for second in (0..60).rev() {
        figures.push(NOW.plus(-second * 1000), Means { cpu: Some(cpu), ..Means::default() }, 600_000);
    }
    figures
}

struct Case {
    settings: GroupSettings,
    status: ScalingGroupStatus,
    instances: Vec<Instance>,
    rules: Vec<Rule>,
    figures: Figures,
}

impl Case {
    fn new(number: u32, rules: Vec<Rule>, cpu: f64) -> Self {
        Self {
            settings: GroupSettings { minimum: 1, maximum: 10, ..GroupSettings::default() },
            status: ScalingGroupStatus { desired: number, ..ScalingGroupStatus::default() },
            instances: instances(number.into()),
            rules,
            figures: steady(cpu),
        }
    }

    fn decide(&self) -> Decision {
        decide(Seen {
            settings: &self.settings,
            status: &self.status,
            instances: &self.instances,
            rules: &self.rules,
            figures: &self.figures,
            now: NOW,
        })
    }

    /// The number wanted after the decision.
    fn wanted(&self) -> Option<u32> {
        self.decide().step.map(|step| step.desired)
    }
}

#[test]
fn fewer_than_wanted_are_filled_up_and_more_are_removed() {
    let mut case = Case::new(2, vec![], 50.0);
    case.settings.minimum = 4;
    let step = case.decide().step.unwrap();
    assert_eq!((step.desired, step.create, step.cause), (4, 2, Cause::Below { desired: 4 }));
    case.settings = GroupSettings { minimum: 0, maximum: 1, ..GroupSettings::default() };
    let step = case.decide().step.unwrap();
    assert_eq!((step.desired, step.remove.len(), step.cause), (1, 1, Cause::Above { desired: 1 }));
}

#[test]
fn what_ended_is_replaced_and_what_fails_again_waits() {
    let mut case = Case::new(3, vec![], 50.0);
    case.instances[1].state = GroupState::Failed;
    let step = case.decide().step.unwrap();
    assert_eq!((step.create, step.remove.as_slice()), (1, [case.instances[1].id.clone()].as_slice()));
    assert_eq!(step.cause, Cause::Health { instances: 1 });
    case.status.retry_at = Some(NOW.plus(1));
    assert_eq!(case.decide().step, None, "not yet");
    case.status.retry_at = Some(NOW);
    assert!(case.decide().step.is_some());
    case.settings.replace_unhealthy = false;
    assert_eq!(case.decide().step, None, "not wanted");
    case.settings.replace_unhealthy = true;
    case.instances[1].protected = true;
    assert_eq!(case.decide().step, None, "protected");
}

#[test]
fn a_simple_rule_needs_all_its_periods() {
    let mut case = Case::new(2, vec![rule(1, add_above(60, 2))], 80.0);
    let step = case.decide().step.unwrap();
    assert_eq!((step.desired, step.create), (4, 2));
    assert!(
        matches!(&step.cause, Cause::Rule { saw, .. } if saw.to_string() == "CPU Usage was at 80.0 %, not below 60 %")
    );
    // The last period falls below: one moment of quiet is enough to wait.
    for second in 1..=5 {
        case.figures.push(NOW.plus(second), Means { cpu: Some(1.0), ..Means::default() }, 600_000);
    }
    assert!(case.decide().step.is_some(), "moments of the future do not count");
    case.figures = steady(59.0);
    assert_eq!(case.decide().step, None);
}

#[test]
fn a_step_rule_takes_the_band_that_the_value_is_in() {
    let band = |from, by| Band { from: Level::whole(from), adjustment: Adjustment::Change(by) };
    let kind =
        RuleKind::Step { alarm: alarm(Comparison::AtLeast, 60), bands: vec![band(0, 1), band(20, 3), band(35, 5)] };
    for (cpu, wanted) in [(59.0, None), (60.0, Some(3)), (79.0, Some(3)), (80.0, Some(5)), (96.0, Some(7))] {
        assert_eq!(Case::new(2, vec![rule(1, kind.clone())], cpu).wanted(), wanted, "{cpu}");
    }
    let down = RuleKind::Step { alarm: alarm(Comparison::AtMost, 30), bands: vec![band(0, -1), band(20, -3)] };
    for (cpu, wanted) in [(31.0, None), (30.0, Some(4)), (10.0, Some(2))] {
        assert_eq!(Case::new(5, vec![rule(1, down.clone())], cpu).wanted(), wanted, "{cpu}");
    }
}

#[test]
fn a_tracking_rule_shares_the_load_at_its_target() {
    for (number, cpu, wanted) in [
        (2, 100.0, Some(4)),
        (4, 90.0, Some(8)),
        (4, 54.0, None),
        (4, 46.0, None),
        (4, 10.0, Some(1)),
        (10, 100.0, None),
        (4, 30.0, Some(3)),
    ] {
        let case = Case::new(number, vec![rule(1, track(50, Some(4)))], cpu);
        assert_eq!(case.wanted(), wanted, "{number} at {cpu}");
    }
    assert_eq!(Case::new(4, vec![rule(1, track(50, None))], 1.0).wanted(), None, "never falls");
}

#[test]
fn where_rules_disagree_the_largest_number_wins() {
    let rules = vec![rule(1, track(50, Some(2))), rule(2, add_above(20, 1))];
    assert_eq!(Case::new(4, rules, 24.0).wanted(), Some(5));
    // One target is nearly reached: the other's wish for fewer is not followed.
    let other = RuleKind::Simple { alarm: Some(alarm(Comparison::AtMost, 90)), adjustment: Adjustment::Change(-3) };
    assert_eq!(Case::new(4, vec![rule(1, track(50, None)), rule(2, other.clone())], 49.0).wanted(), None);
    assert_eq!(Case::new(4, vec![rule(2, other)], 49.0).wanted(), Some(1));
}

#[test]
fn alarms_wait_for_the_cooldown_and_for_an_activity() {
    let mut case = Case::new(2, vec![rule(1, add_above(60, 1))], 80.0);
    case.status.cooldown_until = Some(NOW.plus(1));
    let decision = case.decide();
    assert_eq!((decision.step, decision.verdicts[0].action), (None, RuleAction::Waited));
    case.status.cooldown_until = Some(NOW);
    assert!(case.decide().step.is_some());
    case.status.ongoing = Some(ScalingActivityId::from_parts(1, 1));
    assert_eq!(case.decide().step, None);
    case.status.ongoing = None;
    case.status.changed_at = Some(NOW.plus(-9_000));
    assert_eq!(case.decide().step, None, "figures from before the last change");
    case.status.changed_at = Some(NOW.plus(-10_000));
    assert!(case.decide().step.is_some());
}

#[test]
fn at_its_limit_a_group_stays() {
    let mut case = Case::new(2, vec![rule(1, add_above(60, 1))], 80.0);
    case.settings.maximum = 2;
    let decision = case.decide();
    assert_eq!((decision.step, decision.verdicts[0].action), (None, RuleAction::AtLimit));
}

#[test]
fn a_schedule_does_not_wait_for_the_cooldown() {
    let kind = RuleKind::Scheduled { cron: "0 8 * * *".into(), adjustment: Adjustment::To(5) };
    let mut case = Case::new(2, vec![Rule { due: Some(NOW), ..rule(1, kind) }], 50.0);
    case.status.cooldown_until = Some(NOW.plus(60_000));
    let step = case.decide().step.unwrap();
    assert_eq!((step.desired, step.create), (5, 3));
    assert!(matches!(step.cause, Cause::Schedule { at: NOW, .. }));
}

#[test]
fn without_figures_alarms_do_nothing() {
    let mut case = Case::new(2, vec![rule(1, add_above(0, 1)), rule(2, track(50, Some(2)))], 80.0);
    case.figures = Figures::default();
    assert_eq!(case.decide().step, None);
}

#[test]
fn the_policy_chooses_who_goes() {
    let mut three = instances(3);
    three[0].version = 2;
    three[1].version = 1;
    three[2].version = 1;
    let by = |first, then| choose(&three, RemovalPolicy { first, then }, 1)[0].clone();
    assert_eq!(by(RemovalOrder::OldestInstance, None), three[0].id);
    assert_eq!(by(RemovalOrder::NewestInstance, None), three[2].id);
    assert_eq!(by(RemovalOrder::OldestConfiguration, Some(RemovalOrder::OldestInstance)), three[1].id);
    assert_eq!(by(RemovalOrder::OldestConfiguration, Some(RemovalOrder::NewestInstance)), three[2].id);
}

#[test]
fn what_ended_goes_first_what_was_added_by_hand_last_and_what_is_protected_never() {
    let mut four = instances(4);
    four[0].protected = true;
    four[1].origin = Origin::ManuallyAdded;
    four[3].state = GroupState::Failed;
    let policy = RemovalPolicy { first: RemovalOrder::OldestInstance, then: None };
    let order = choose(&four, policy, 4);
    assert_eq!(order, [four[3].id.clone(), four[2].id.clone(), four[1].id.clone()]);
}

#[test]
fn of_equals_the_fuller_vswitch_gives_one_up() {
    let mut three = instances(3);
    for one in &mut three {
        one.created_at = Timestamp(7);
    }
    // 1 and 3 are together.
    let policy = RemovalPolicy { first: RemovalOrder::OldestInstance, then: None };
    let gone = &choose(&three, policy, 1)[0];
    assert!([&three[0].id, &three[2].id].contains(&gone));
}

/// A closed loop of `number` instances that share a load with jitter, looked at so often in a second, each time at the mean of the last one;
/// gives the number at the end and each that it was changed to.
fn loop_changes(
    rules: &[Rule],
    load: impl Fn(i64) -> f64,
    jitter: &[f64],
    seconds: i64,
    looks: i64,
) -> (u32, Vec<u32>) {
    let settings = GroupSettings { minimum: 1, maximum: 20, cooldown_seconds: 10, ..GroupSettings::default() };
    let mut status = ScalingGroupStatus { desired: 1, ..ScalingGroupStatus::default() };
    let mut figures = Figures::default();
    let (mut second, mut changes) = (VecDeque::new(), Vec::new());
    for look in 0..seconds * looks {
        let now = NOW.plus(look * 1000 / looks);
        let share = load(look / looks) / f64::from(status.desired) * (1.0 + jitter[look as usize % jitter.len()]);
        second.push_back(share.min(100.0));
        if second.len() > looks as usize {
            second.pop_front();
        }
        let mean = second.iter().sum::<f64>() / second.len() as f64;
        figures.push(now, Means { cpu: Some(mean), ..Means::default() }, 600_000);
        let there = instances(status.desired.into());
        let seen = Seen { settings: &settings, status: &status, instances: &there, rules, figures: &figures, now };
        if let Some(step) = decide(seen).step {
            changes.push(step.desired);
            status.desired = step.desired;
            status.changed_at = Some(now);
            status.cooldown_until = Some(now.plus(10_000));
        }
    }
    (status.desired, changes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn jitter_does_not_make_a_tracking_group_flap(
        load in 30.0..900.0f64,
        jitter in proptest::collection::vec(-0.3..0.3f64, 7..41),
        looks in prop_oneof![Just(1), Just(2), Just(4)],
    ) {
        let rules = [rule(1, track(50, Some(6)))];
        // Periods of 5 s hold five moments, so that jitter of 30 % becomes less, and never a change back.
        let (_, changes) = loop_changes(&rules, |_| load, &jitter, 600, looks);
        let turns = changes.windows(3).filter(|three| (three[0] < three[1]) != (three[1] < three[2])).count();
        prop_assert!(turns <= 1, "{changes:?}");
        let (_, quiet) = loop_changes(&rules, |_| load, &[0.0], 600, looks);
        prop_assert!(quiet.windows(2).all(|two| two[0] < two[1]), "without jitter it only grows: {quiet:?}");
    }

    #[test]
    fn a_tracking_group_follows_a_load_up_and_down(load in 60.0..900.0f64) {
        let rules = [rule(1, track(50, Some(6)))];
        let (number, _) = loop_changes(&rules, |second| if second < 300 { load } else { 20.0 }, &[0.0], 300, 4);
        prop_assert!(load / f64::from(number) <= 55.0 + 1e-9, "{number} at {load}");
        let (number, _) = loop_changes(&rules, |second| if second < 300 { load } else { 20.0 }, &[0.0], 600, 4);
        prop_assert_eq!(number, 1);
    }

    #[test]
    fn equal_inputs_give_equal_decisions_in_any_order(
        number in 0u64..12, desired in 0u32..14, lost in 0usize..12, cpu in 0.0..100.0f64, seed in 0usize..1000,
    ) {
        let mut case = Case::new(0, vec![rule(1, track(50, Some(2))), rule(2, add_above(70, 2))], cpu);
        case.instances = instances(number);
        case.status.desired = case.settings.clamp(desired);
        if let Some(one) = case.instances.get_mut(lost) {
            one.state = GroupState::Failed;
        }
        let first = case.decide();
        prop_assert_eq!(&first, &case.decide());
        if number > 0 {
            case.instances.rotate_left(seed % number as usize);
        }
        prop_assert_eq!(&first.step, &case.decide().step);
    }

    #[test]
    fn a_step_never_leaves_the_bounds(
        number in 0u64..15, protected in 0usize..4, minimum in 0u32..6, room in 0u32..6, desired in 0u32..20, cpu in 0.0..100.0f64,
    ) {
        let mut case = Case::new(0, vec![rule(1, track(50, Some(2))), rule(2, add_above(70, 2))], cpu);
        case.settings.minimum = minimum;
        case.settings.maximum = minimum + room;
        case.instances = instances(number);
        case.instances.iter_mut().take(protected).for_each(|one| one.protected = true);
        case.status.desired = desired;
        if let Some(step) = case.decide().step {
            let after = number as u32 + step.create - step.remove.len() as u32;
            prop_assert!(after <= case.settings.maximum.max(protected as u32), "{step:?}");
            prop_assert!(after >= minimum.min(number as u32), "{step:?}");
            prop_assert!(step.create == 0 || after <= case.settings.maximum);
        }
    }
}
