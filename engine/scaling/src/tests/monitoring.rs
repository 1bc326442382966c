//! What the tab **Monitoring** shows.

use gantry_model::containers::view::Range;
use gantry_model::scaling::operations::{
    ScalingGroupDelete, ScalingGroupDisable, ScalingGroupMonitoring, ScalingGroupView, ScalingRuleSetEnabled,
};
use gantry_model::scaling::view::WithInstances;
use gantry_model::scaling::{Adjustment, Alarm, Comparison, Level, Metric, Watch};

use super::*;
use gantry_platform::call::Call as _;
use gantry_platform::context::Context;

fn alarm(threshold: u64) -> RuleKind {
    let alarm = Alarm {
        metric: Metric::Cpu,
        comparison: Comparison::AtLeast,
        threshold: Level::whole(threshold),
        watch: Watch { period_seconds: 1, periods: 3 },
    };
    RuleKind::Simple { alarm: Some(alarm), adjustment: Adjustment::Change(1) }
}

#[tokio::test]
async fn a_group_shows_what_its_rules_saw_what_they_compared_and_what_they_did() {
    let (_folder, rig) = rig();
    let id = rig.group(1, 3, "nginx").await;
    rig.reaches(&id, 1).await;
    let rule = rig.rule(&id, "cpu-high", alarm(60)).await;
    rig.load.set(20.0);
    rig.pass(61).await;
    rig.load.set(80.0);
    rig.pass(10).await;
    rig.reaches(&id, 2).await;
    rig.pass(10).await;

    let shown = rig
        .scaling
        .call(&Context::system(), ScalingGroupMonitoring { id: id.clone(), range: Range::FiveMinutes })
        .await
        .unwrap();
    assert_eq!((shown.step, shown.minimum, shown.maximum), (5_000, 1, 3));
    assert!((14..=17).contains(&shown.points.len()), "{} in 81 s", shown.points.len());
    assert!(shown.points.windows(2).all(|two| two[1].at.since(two[0].at) == 5_000));
    let seen = |percent| shown.points.iter().filter(|point| point.cpu == Some(percent)).count();
    assert!(seen(20.0) >= 10 && seen(80.0) >= 2, "{:?}", shown.points);
    let last = shown.points.last().unwrap();
    assert_eq!((last.instances, last.running, last.desired), (2, 2, 2));

    let thresholds: Vec<_> = shown.thresholds.iter().map(|one| (one.name.as_str(), one.metric, one.level)).collect();
    assert_eq!(thresholds, [("cpu-high", Metric::Cpu, Level::whole(60))]);
    let changes: Vec<_> = shown.changes.iter().map(|one| (one.before, one.after, one.rule.clone())).collect();
    assert_eq!(changes, [(1, 2, Some(rule.clone())), (0, 1, None)]);

    // A rule that is off compares nothing; what it did stays.
    rig.scaling.call(&Context::system(), ScalingRuleSetEnabled { id: rule.clone(), enabled: false }).await.unwrap();
    let shown = rig
        .scaling
        .call(&Context::system(), ScalingGroupMonitoring { id: id.clone(), range: Range::FiveMinutes })
        .await
        .unwrap();
    assert_eq!((shown.thresholds.len(), shown.changes.len()), (0, 2));
    // Changes belong to the time that is shown.
    rig.clock.advance(Duration::from_secs(3600));
    let shown = rig
        .scaling
        .call(&Context::system(), ScalingGroupMonitoring { id: id.clone(), range: Range::FiveMinutes })
        .await
        .unwrap();
    assert_eq!(shown.changes, []);
    assert_eq!(
        rig.scaling
            .call(&Context::system(), ScalingGroupMonitoring { id: id.clone(), range: Range::Day })
            .await
            .unwrap()
            .changes
            .len(),
        2
    );
}

#[tokio::test]
async fn a_group_without_rules_has_figures_too_and_none_of_them_outlives_it() {
    let (folder, rig) = rig();
    let id = rig.group(2, 3, "nginx").await;
    rig.reaches(&id, 2).await;
    for _ in 0..6 {
        rig.containers.sample_once().await.unwrap();
        rig.pass(5).await;
    }
    let points = rig
        .scaling
        .call(&Context::system(), ScalingGroupMonitoring { id: id.clone(), range: Range::FiveMinutes })
        .await
        .unwrap()
        .points;
    assert!(points.len() >= 5, "{points:?}");
    let last = points.last().unwrap();
    assert!(last.cpu.is_some_and(|cpu| cpu > 0.0 && cpu <= 100.0), "{last:?}");
    assert!(last.memory.is_some() && last.network_in.is_some(), "{last:?}");
    // What was seen long ago is not the present.
    rig.pass(15).await;
    let last = *rig
        .scaling
        .call(&Context::system(), ScalingGroupMonitoring { id: id.clone(), range: Range::FiveMinutes })
        .await
        .unwrap()
        .points
        .last()
        .unwrap();
    assert_eq!((last.cpu, last.running), (None, 2));

    // A group that is disabled is shown on.
    rig.scaling.call(&Context::system(), ScalingGroupDisable { id: id.clone() }).await.unwrap();
    let before = rig
        .scaling
        .call(&Context::system(), ScalingGroupMonitoring { id: id.clone(), range: Range::FiveMinutes })
        .await
        .unwrap()
        .points
        .len();
    rig.pass(10).await;
    assert!(
        rig.scaling
            .call(&Context::system(), ScalingGroupMonitoring { id: id.clone(), range: Range::FiveMinutes })
            .await
            .unwrap()
            .points
            .len()
            > before
    );

    rig.scaling
        .call(&Context::system(), ScalingGroupDelete { id: id.clone(), with: WithInstances::Remove })
        .await
        .unwrap();
    for _ in 0..50 {
        rig.pass(5).await;
        if rig.scaling.call(&Context::system(), ScalingGroupView { id: id.clone() }).await.is_err() {
            let left = std::fs::read_dir(folder.path().join("scaling-groups")).unwrap().count();
            assert_eq!(left, 0);
            return;
        }
    }
    panic!("the group is still there");
}
