//! Killed in the middle: the next start has the right number, once, and one activity that says what happened.

use gantry_model::Message;
use gantry_model::scaling::operations::ScalingGroupScale;
use gantry_model::scaling::{Adjustment, Cause};

use super::*;
use crate::ScalingActivity;
use gantry_platform::call::Call as _;
use gantry_platform::context::Context;
use gantry_platform::store::Query;

/// How often a container group was ever made, by the operation log.
async fn made(rig: &Rig) -> usize {
    let filter = gantry_platform::audit::Filter { limit: 1000, ..Default::default() };
    let entries = rig.containers.store.read(move |read| read.operations(&filter)).await.unwrap();
    entries.iter().filter(|entry| entry.action == "container_group_create").count()
}

#[tokio::test]
async fn killed_between_the_command_and_the_start_the_number_is_right_once() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::default();
    let rig = start(folder.path(), &clock, Run::All);
    let id = rig.group(0, 5, "nginx").await;
    rig.settle().await;
    rig.halt().await;
    // Acknowledged, and then nothing of it is carried out.
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(3) })
        .await
        .unwrap();
    rig.kill().await;

    let rig = start(folder.path(), &clock, Run::All);
    rig.reaches(&id, 3).await;
    assert_eq!(made(&rig).await, 3);
    let activities = rig.activities(&id).await;
    assert_eq!(activities.len(), 1, "{activities:?}");
    assert_eq!((activities[0].cause.to_string().as_str(), activities[0].reached), ("Asked by system", Some(3)));
}

#[tokio::test]
async fn killed_after_half_of_the_instances_run_the_rest_follows() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::default();
    let rig = start(folder.path(), &clock, Run::All);
    let id = rig.group(1, 5, "nginx").await;
    rig.reaches(&id, 1).await;
    rig.configure(&id, "slow/pull").await;
    clock.advance(Duration::from_secs(1));
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(3) })
        .await
        .unwrap();
    rig.settle_quietly().await;
    rig.kill().await;

    let rig = start(folder.path(), &clock, Run::All);
    // A pull that waits for the clock is a job that never ends by itself: nothing here may wait for jobs before it is over.
    let mut moved = 0;
    while rig.view(&id).await.ongoing.is_some() {
        moved += 1;
        assert!(moved < 5000, "{:?}", rig.activities(&id).await);
        rig.clock.advance(Duration::from_millis(400));
        tokio::time::sleep(Duration::from_millis(1)).await;
        rig.settle_quietly().await;
    }
    rig.reaches(&id, 3).await;
    assert_eq!(made(&rig).await, 3);
    let activities = rig.activities(&id).await;
    assert_eq!(activities.len(), 2, "{activities:?}");
    assert_eq!(activities[0].state.as_str(), "Successful");
}

#[tokio::test]
async fn killed_while_instances_end_all_of_them_go_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::default();
    let rig = start(folder.path(), &clock, Run::All);
    let id = rig.group(0, 5, "nginx").await;
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(4) })
        .await
        .unwrap();
    rig.reaches(&id, 4).await;
    rig.halt().await;
    clock.advance(Duration::from_secs(1));
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::Change(-3) })
        .await
        .unwrap();
    let left = rig.instances(&id).await;
    rig.kill().await;

    let rig = start(folder.path(), &clock, Run::All);
    rig.reaches(&id, 1).await;
    assert_eq!(rig.instances(&id).await[0].id, left[0].id);
    assert_eq!(rig.containers.runtime.list().await.unwrap(), [left[0].id.clone()]);
    let activities = rig.activities(&id).await;
    assert_eq!((activities[0].before, activities[0].after, activities[0].reached), (4, 1, Some(1)));
}

#[tokio::test]
async fn a_decision_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::default();
    let rig = start(folder.path(), &clock, Run::NoScaling);
    let id = rig.group(4, 5, "nginx").await;
    // A write that fails behind the decision takes the groups, the activity and the number with it.
    let (settings, found) = (rig.scaling.settings.clone(), id.clone());
    let figures = crate::figures::Figures::default();
    let failed: Result<()> = rig
        .scaling
        .store
        .write(Author::system(), move |tx| {
            crate::world::step(tx, &settings, &found, &figures)?;
            Err(Error::unavailable(Message::text("the power fails here")))
        })
        .await;
    assert!(failed.is_err());
    assert_eq!((rig.instances(&id).await.len(), rig.activities(&id).await.len()), (0, 0));
    rig.kill().await;

    let rig = start(folder.path(), &clock, Run::All);
    rig.reaches(&id, 4).await;
    assert_eq!(made(&rig).await, 4);
    let one = rig.containers.store.read(|read| read.list::<ScalingActivity>(&Query::new())).await.unwrap().items;
    assert_eq!(one.len(), 1);
    assert_eq!(one[0].spec.cause, Cause::Below { desired: 4 });
}

impl Rig {
    /// As settle, for groups whose start waits for the clock.
    async fn settle_quietly(&self) {
        for _ in 0..3 {
            self.groups.controller.quiet().await;
            if let Some(control) = &self.control {
                control.controller.quiet().await;
            }
            tokio::task::yield_now().await;
        }
    }
}
