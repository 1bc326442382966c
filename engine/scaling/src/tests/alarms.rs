//! Rules in a running group: figures become changes, changes become activities and points of a chart.

use gantry_model::containers::view::Range;
use gantry_model::scaling::operations::{
    self, ScalingGroupCreate, ScalingGroupScale, ScalingRuleCreate, ScalingRuleDelete, ScalingRuleExecute,
    ScalingRuleHistory, ScalingRuleList, ScalingRuleNextRuns, ScalingRuleSetEnabled, ScalingRuleUpdate,
};
use gantry_model::scaling::view::RuleAction;
use gantry_model::scaling::{Adjustment, Alarm, Comparison, Level, Metric, ScalingGroupUpdate, Watch};

use super::*;
use gantry_platform::call::Call as _;
use gantry_platform::context::Context;

fn track(target: u64) -> RuleKind {
    RuleKind::Target {
        metric: Metric::Cpu,
        target: Level::whole(target),
        watch: Watch { period_seconds: 1, periods: 3 },
        scale_in_periods: Some(10),
    }
}

#[tokio::test]
async fn a_group_grows_and_shrinks_with_its_load() {
    let (_folder, rig) = rig();
    let id = rig.group(1, 5, "nginx").await;
    rig.reaches(&id, 1).await;
    let rule = rig.rule(&id, "cpu", track(50)).await;
    rig.load.set(90.0);
    // The first activity's cooldown of 60 s has to pass.
    rig.pass(59).await;
    assert_eq!(rig.instances(&id).await.len(), 1, "cooldown");
    rig.pass(3).await;
    rig.reaches(&id, 2).await;
    rig.load.set(45.0);
    rig.pass(65).await;
    assert_eq!(rig.instances(&id).await.len(), 2, "near its target");
    rig.load.set(5.0);
    rig.pass(15).await;
    rig.reaches(&id, 1).await;

    let activities = rig.activities(&id).await;
    let causes: Vec<_> = activities.iter().map(|activity| activity.cause.to_string()).collect();
    assert_eq!(causes.len(), 3, "{causes:?}");
    assert_eq!(causes[1], "Rule cpu: CPU Usage was at 90.0 %, not below 50 %");
    assert!(causes[0].starts_with("Rule cpu: CPU Usage was at 5.0 %"), "{causes:?}");

    let history = rig
        .scaling
        .call(&Context::system(), ScalingRuleHistory { id: rule.clone(), range: Range::FiveMinutes })
        .await
        .unwrap();
    assert!(history.points.iter().all(|point| point.threshold == Some(50.0)));
    let actions: Vec<RuleAction> =
        history.points.iter().map(|point| point.action).filter(|action| *action != RuleAction::None).collect();
    assert!(actions.contains(&RuleAction::Waited), "{actions:?}");
    let done: Vec<_> = actions.into_iter().filter(|action| *action != RuleAction::Waited).collect();
    assert_eq!(done, [RuleAction::ScaledOut, RuleAction::ScaledIn]);
    let out = history.points.iter().find(|point| point.action == RuleAction::ScaledOut).unwrap();
    assert_eq!((out.desired, out.value), (2, Some(90.0)));
}

#[tokio::test]
async fn jitter_around_the_threshold_changes_nothing() {
    let (_folder, rig) = rig();
    let mut form = rig.form(2, 8).await;
    form.settings.cooldown_seconds = 0;
    let id = rig.scaling.call(&Context::system(), ScalingGroupCreate { form }).await.unwrap();
    rig.configure(&id, "nginx").await;
    rig.reaches(&id, 2).await;
    rig.rule(&id, "cpu", track(50)).await;
    let alarm = |comparison, threshold| Alarm {
        metric: Metric::Cpu,
        comparison,
        threshold: Level::whole(threshold),
        watch: Watch { period_seconds: 1, periods: 3 },
    };
    let out = RuleKind::Simple { alarm: Some(alarm(Comparison::AtLeast, 60)), adjustment: Adjustment::Change(1) };
    let down = RuleKind::Simple { alarm: Some(alarm(Comparison::AtMost, 40)), adjustment: Adjustment::Change(-1) };
    rig.rule(&id, "up", out).await;
    rig.rule(&id, "down", down).await;
    for peak in [95.0, 20.0, 70.0, 48.0, 99.0, 3.0, 55.0, 65.0, 30.0, 50.0].repeat(6) {
        rig.load.set(peak);
        rig.pass(1).await;
    }
    assert_eq!(rig.activities(&id).await.len(), 1, "only the one that made the first two");
    assert_eq!(rig.instances(&id).await.len(), 2);
}

/// Adds one where the CPU usage of so long a period is 60 % or more.
fn above_60(period_seconds: u32) -> RuleKind {
    let alarm = Alarm {
        metric: Metric::Cpu,
        comparison: Comparison::AtLeast,
        threshold: Level::whole(60),
        watch: Watch { period_seconds, periods: 1 },
    };
    RuleKind::Simple { alarm: Some(alarm), adjustment: Adjustment::Change(1) }
}

/// A group of one instance with such a rule and without cooldown, and its instance.
async fn group_above_60(rig: &Rig, name: &str, period_seconds: u32) -> (ScalingGroupId, ContainerGroupId) {
    let mut form = rig.form(1, 5).await;
    (form.name, form.settings.cooldown_seconds) = (name.into(), 0);
    let id = rig.scaling.call(&Context::system(), ScalingGroupCreate { form }).await.unwrap();
    rig.configure(&id, "nginx").await;
    rig.reaches(&id, 1).await;
    rig.rule(&id, "cpu", above_60(period_seconds)).await;
    let instance = rig.instances(&id).await.remove(0).id;
    (id, instance)
}

#[tokio::test]
async fn a_breach_is_acted_on_when_its_sample_arrives_and_not_at_a_later_look() {
    let (_folder, rig) = rig();
    let (id, instance) = group_above_60(&rig, "answers", 1).await;
    let (deaf_id, deaf) = group_above_60(&rig, "answers-never", 1).await;
    rig.load.set(10.0);
    rig.pass(3).await;
    // A look begins, and nobody answers it yet.
    let before = (rig.load.asked(&instance), rig.load.asked(&deaf));
    rig.load.silence(&[instance.clone(), deaf.clone()]);
    rig.load.set(90.0);
    rig.clock.advance(Duration::from_secs(1));
    rig.asked(&instance, before.0 + 1).await;
    rig.asked(&deaf, before.1 + 1).await;
    rig.settle().await;
    assert_eq!(rig.instances(&id).await.len(), 1);
    // From here on the clock stands still: there is no other look, and the other group's never ends.
    rig.load.silence(&[deaf]);
    rig.reaches(&id, 2).await;
    assert_eq!(rig.activities(&id).await[0].cause.to_string(), "Rule cpu: CPU Usage was at 90.0 %, not below 60 %");
    assert_eq!(rig.instances(&deaf_id).await.len(), 1);
}

#[tokio::test]
async fn short_periods_are_looked_at_more_often_and_all_at_whole_parts_of_a_second() {
    let (_folder, rig) = rig();
    let (_, short) = group_above_60(&rig, "short", 1).await;
    let (_, long) = group_above_60(&rig, "long", 15).await;
    // The clock begins at a whole second; the rules are known, and looked at from the next one on.
    rig.settle().await;
    rig.clock.advance(Duration::from_secs(1));
    rig.asked(&short, 1).await;
    rig.asked(&long, 1).await;
    for quarter in 1..=8 {
        rig.clock.advance(Duration::from_millis(250));
        rig.asked(&short, 1 + quarter).await;
    }
    rig.asked(&long, 3).await;
    assert_eq!((rig.load.asked(&short), rig.load.asked(&long)), (9, 3));
}

#[tokio::test]
async fn an_instance_that_does_not_answer_is_left_out_and_asked_again() {
    let (_folder, rig) = rig();
    let (id, first) = group_above_60(&rig, "two", 1).await;
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(2) })
        .await
        .unwrap();
    rig.reaches(&id, 2).await;
    rig.load.set(10.0);
    rig.pass(3).await;
    let before = rig.load.asked(&first);
    rig.load.silence(std::slice::from_ref(&first));
    rig.load.set(90.0);
    rig.clock.advance(Duration::from_secs(1));
    rig.asked(&first, before + 1).await;
    rig.clock.advance(Duration::from_millis(750));
    rig.reaches(&id, 3).await;
    for _ in 0..8 {
        rig.clock.advance(Duration::from_millis(250));
        rig.settle().await;
    }
    rig.asked(&first, before + 2).await;
}

#[tokio::test]
async fn a_schedule_acts_once_at_its_time_and_shows_the_next_five() {
    let (_folder, rig) = rig();
    let id = rig.group(1, 5, "nginx").await;
    rig.reaches(&id, 1).await;
    // 2026-01-01 00:00:00 UTC is the clock's first moment.
    let kind = RuleKind::Scheduled { cron: "*/30 * * * * *".into(), adjustment: Adjustment::Change(1) };
    let rule = rig.rule(&id, "night", kind).await;
    let row = rig.scaling.call(&Context::system(), ScalingRuleList { group: id.clone() }).await.unwrap().remove(0);
    assert_eq!(row.next_runs.len(), 5);
    assert_eq!(row.next_runs[1].at.since(row.next_runs[0].at), 30_000);
    rig.pass(29).await;
    assert_eq!(rig.instances(&id).await.len(), 1);
    rig.pass(2).await;
    rig.reaches(&id, 2).await;
    rig.pass(20).await;
    assert_eq!(rig.instances(&id).await.len(), 2, "once");
    rig.scaling.call(&Context::system(), ScalingRuleSetEnabled { id: rule.clone(), enabled: false }).await.unwrap();
    rig.pass(40).await;
    assert_eq!(rig.instances(&id).await.len(), 2, "switched off");
    rig.scaling.call(&Context::system(), ScalingRuleSetEnabled { id: rule.clone(), enabled: true }).await.unwrap();
    rig.settle().await;
    assert_eq!(rig.instances(&id).await.len(), 2, "what passed meanwhile does not count");
    rig.scaling.call(&Context::system(), ScalingRuleDelete { id: rule.clone() }).await.unwrap();
    rig.pass(40).await;
    assert_eq!(rig.instances(&id).await.len(), 2);
}

#[tokio::test]
async fn a_schedule_that_a_stopped_server_missed_acts_if_it_is_not_too_late() {
    for (asleep, number) in [(5 * 60, 2), (15 * 60, 1)] {
        let folder = tempfile::tempdir().unwrap();
        let clock = ManualClock::default();
        let rig = start(folder.path(), &clock, Run::All);
        let id = rig.group(1, 5, "nginx").await;
        rig.reaches(&id, 1).await;
        let kind = RuleKind::Scheduled { cron: "1 0 1 1 *".into(), adjustment: Adjustment::To(2) };
        // The minute after the first moment, in the installation's zone.
        let kind = match rig.scaling.settings.zone(clock.now()).ahead_at(clock.now()) {
            0 => kind,
            _ => RuleKind::Scheduled { cron: "1 * * * *".into(), adjustment: Adjustment::To(2) },
        };
        rig.rule(&id, "early", kind).await;
        rig.kill().await;
        clock.advance(Duration::from_secs(asleep));
        let rig = start(folder.path(), &clock, Run::All);
        rig.reaches(&id, number).await;
    }
}

#[tokio::test]
async fn a_simple_rule_is_executed_by_hand() {
    let (_folder, rig) = rig();
    let id = rig.group(1, 5, "nginx").await;
    rig.reaches(&id, 1).await;
    let by_hand = RuleKind::Simple { alarm: None, adjustment: Adjustment::Percent(100) };
    let rule = rig.rule(&id, "double", by_hand).await;
    rig.pass(1).await;
    rig.scaling.call(&Context::system(), ScalingRuleExecute { id: rule.clone() }).await.unwrap();
    rig.reaches(&id, 2).await;
    assert_eq!(rig.activities(&id).await[0].cause.to_string(), "Asked by system by rule double");
    let tracking = rig.rule(&id, "cpu", track(50)).await;
    assert!(matches!(
        rig.scaling.call(&Context::system(), ScalingRuleExecute { id: tracking.clone() }).await,
        Err(Error::Conflict { .. })
    ));
    let again = RuleDraft {
        name: "cpu".into(),
        enabled: true,
        cooldown_seconds: None,
        kind: RuleKind::Simple { alarm: None, adjustment: Adjustment::Change(1) },
    };
    assert!(matches!(
        rig.scaling.call(&Context::system(), ScalingRuleCreate { group: id.clone(), draft: again }).await,
        Err(Error::AlreadyExists { .. })
    ));
}

#[tokio::test]
async fn a_stale_form_does_not_take_back_a_rename_of_a_rule_or_of_a_group() {
    let (_folder, rig) = rig();
    let id = rig.group(0, 5, "nginx").await;
    let rule = rig.rule(&id, "cpu", track(50)).await;
    let opened = rig.scaling.call(&Context::system(), ScalingRuleList { group: id.clone() }).await.unwrap().remove(0);
    let change =
        |name: &str| RuleDraft { name: name.into(), enabled: true, cooldown_seconds: None, kind: opened.kind.clone() };
    rig.scaling
        .call(
            &Context::system(),
            ScalingRuleUpdate { id: rule.clone(), generation: opened.generation, draft: change("renamed") },
        )
        .await
        .unwrap();
    let stale = rig
        .scaling
        .call(
            &Context::system(),
            ScalingRuleUpdate { id: rule.clone(), generation: opened.generation, draft: change("cpu") },
        )
        .await
        .unwrap_err();
    assert!(matches!(stale, Error::Conflict { .. }), "{stale}");
    assert_eq!(
        rig.scaling.call(&Context::system(), ScalingRuleList { group: id.clone() }).await.unwrap()[0].name,
        "renamed"
    );

    let group = rig.view(&id).await;
    let change = |name: &str| ScalingGroupUpdate {
        name: name.into(),
        settings: group.settings.clone(),
        subnets: group.subnets.iter().map(|subnet| subnet.id.clone()).collect(),
        generation: group.generation,
    };
    rig.scaling
        .call(&Context::system(), operations::ScalingGroupUpdate { id: id.clone(), form: change("renamed") })
        .await
        .unwrap();
    let stale = rig
        .scaling
        .call(&Context::system(), operations::ScalingGroupUpdate { id: id.clone(), form: change(&group.row.name) })
        .await
        .unwrap_err();
    assert!(matches!(stale, Error::Conflict { .. }), "{stale}");
    assert_eq!(rig.view(&id).await.row.name, "renamed");
}

#[tokio::test]
async fn next_runs_are_shown_before_a_schedule_is_saved() {
    let (_folder, rig) = rig();
    let runs =
        rig.scaling.call(&Context::system(), ScalingRuleNextRuns { cron: "0-59/30 * * * *".into() }).await.unwrap();
    assert_eq!(runs.len(), 5);
    assert!(runs.windows(2).all(|two| two[1].at.since(two[0].at) == 1_800_000));
    assert_eq!(
        rig.scaling
            .call(&Context::system(), ScalingRuleNextRuns { cron: "nonsense".into() })
            .await
            .unwrap_err()
            .field(),
        Some("cron")
    );
}
