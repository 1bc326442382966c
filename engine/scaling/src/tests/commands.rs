//! What people ask for, and what becomes of it.

use std::collections::BTreeSet;

use gantry_model::containers::GroupState;
use gantry_model::containers::operations::{
    ContainerGroupCreate, ContainerGroupOrderOptions, ContainerGroupUnsubscribe, ContainerGroupView,
};
use gantry_model::containers::view::Order;
use gantry_model::error::Error;
use gantry_model::kind::ResourceKind;
use gantry_model::quota::operations::QuotaList;
use gantry_model::quota::{Entitlement, Limits};
use gantry_model::scaling::operations::{
    self, ScalingConfigurationApply, ScalingConfigurationCreate, ScalingConfigurationDelete, ScalingConfigurationList,
    ScalingConfigurationPreview, ScalingGroupCheckYaml, ScalingGroupCreate, ScalingGroupCreateByYaml,
    ScalingGroupDelete, ScalingGroupDisable, ScalingGroupEnable, ScalingGroupList, ScalingGroupOptions,
    ScalingGroupScale, ScalingGroupView, ScalingInstanceAttach, ScalingInstanceAttachable, ScalingInstanceDetach,
    ScalingInstanceProtect, ScalingInstanceRemove,
};
use gantry_model::scaling::view::WithInstances;
use gantry_model::scaling::{
    Adjustment, ConfigurationState, Origin, ScalingGroupState, ScalingGroupType, ScalingGroupUpdate,
};

use super::*;
use gantry_platform::call::Call as _;
use gantry_platform::context::Context;

#[tokio::test]
async fn a_form_becomes_a_group_a_configuration_and_one_instance() {
    let (_folder, rig) = rig();
    let id = rig.scaling.call(&Context::system(), ScalingGroupCreate { form: rig.form(1, 2).await }).await.unwrap();
    rig.settle().await;
    let view = rig.view(&id).await;
    assert_eq!((view.row.state, view.row.instances), (ScalingGroupState::Disabled, 0));
    let error = rig.scaling.call(&Context::system(), ScalingGroupEnable { id: id.clone() }).await.unwrap_err();
    assert!(matches!(error, Error::Conflict { .. }), "{error}");

    let template = rig.template("nginx").await;
    let preview = rig
        .scaling
        .call(&Context::system(), ScalingConfigurationPreview { group: id.clone(), template: template.clone() })
        .await
        .unwrap();
    assert_eq!((preview.version, preview.images.as_slice()), (1, ["nginx:latest".to_owned()].as_slice()));
    let version =
        rig.scaling.call(&Context::system(), ScalingConfigurationCreate { group: id.clone(), template }).await.unwrap();
    rig.settle().await;
    assert_eq!(rig.view(&id).await.row.instances, 0, "neither applied nor enabled");
    rig.scaling.call(&Context::system(), ScalingConfigurationApply { id: version.clone() }).await.unwrap();
    rig.scaling.call(&Context::system(), ScalingGroupEnable { id: id.clone() }).await.unwrap();
    rig.reaches(&id, 1).await;
    let instances = rig.instances(&id).await;
    assert_eq!((instances[0].origin, instances[0].version), (Origin::AutomaticallyCreated, 1));
    assert!(instances[0].name.starts_with("ess-eci-test-"));
    let activities = rig.activities(&id).await;
    assert_eq!(activities.len(), 1);
    assert_eq!((activities[0].before, activities[0].after, activities[0].reached), (0, 1, Some(1)));
    assert_eq!(activities[0].state.as_str(), "Successful");
    assert_eq!(activities[0].cause.to_string(), "Fewer instances than the 1 wanted");
    assert!(
        activities[0].log.iter().any(|line| line.text.to_string().contains("runs in local-")),
        "{:?}",
        activities[0].log
    );
}

#[tokio::test]
async fn a_form_with_a_fault_makes_nothing() {
    let (_folder, rig) = rig();
    let mut form = rig.form(1, 2).await;
    form.group_type = ScalingGroupType::Ecs;
    assert_eq!(
        rig.scaling.call(&Context::system(), ScalingGroupCreate { form }).await.unwrap_err().field(),
        Some("group_type")
    );
    let form = rig.form(1, 2).await;
    rig.scaling.call(&Context::system(), ScalingGroupCreate { form: form.clone() }).await.unwrap();
    assert!(matches!(
        rig.scaling.call(&Context::system(), ScalingGroupCreate { form }).await,
        Err(Error::AlreadyExists { .. })
    ));
    let mut template = rig.template("").await;
    let id = rig.scaling.call(&Context::system(), ScalingGroupList { filter: filter() }).await.unwrap().page.items[0]
        .id
        .clone();
    let error = rig
        .scaling
        .call(&Context::system(), ScalingConfigurationCreate { group: id.clone(), template: template.clone() })
        .await
        .unwrap_err();
    assert_eq!(error.field(), Some("containers.0.image"));
    assert!(error.to_string().contains("needs an image"), "{error}");
    template.containers.clear();
    assert!(
        rig.scaling.call(&Context::system(), ScalingConfigurationCreate { group: id.clone(), template }).await.is_err()
    );
}

fn filter() -> gantry_model::scaling::view::ScalingGroupFilter {
    gantry_model::scaling::view::ScalingGroupFilter { region: "local".into(), ..Default::default() }
}

#[tokio::test]
async fn instances_are_spread_over_the_vswitches() {
    let (_folder, rig) = rig();
    let id = rig.group(4, 8, "nginx").await;
    rig.reaches(&id, 4).await;
    let shares: Vec<u32> = rig.view(&id).await.subnets.iter().map(|subnet| subnet.instances).collect();
    assert_eq!(shares, [2, 2]);
    let zones: BTreeSet<_> = rig.instances(&id).await.into_iter().filter_map(|row| row.zone).collect();
    assert_eq!(zones.len(), 2);
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::Change(1) })
        .await
        .unwrap();
    rig.reaches(&id, 5).await;
    let shares: Vec<u32> = rig.view(&id).await.subnets.iter().map(|subnet| subnet.instances).collect();
    assert_eq!(shares, [3, 2]);
}

#[tokio::test]
async fn versions_are_applied_and_gone_back_to_and_exactly_one_is_active() {
    let (_folder, rig) = rig();
    let id = rig.group(1, 5, "nginx").await;
    rig.reaches(&id, 1).await;
    let second = rig
        .scaling
        .call(
            &Context::system(),
            ScalingConfigurationCreate { group: id.clone(), template: rig.template("redis").await },
        )
        .await
        .unwrap();
    let states = async || -> Vec<(u32, ConfigurationState, u32)> {
        let rows = rig.scaling.call(&Context::system(), ScalingConfigurationList { group: id.clone() }).await.unwrap();
        rows.into_iter().map(|row| (row.version, row.state, row.instances)).collect()
    };
    assert_eq!(states().await, [(2, ConfigurationState::New, 0), (1, ConfigurationState::Active, 1)]);
    rig.scaling.call(&Context::system(), ScalingConfigurationApply { id: second.clone() }).await.unwrap();
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(2) })
        .await
        .unwrap();
    rig.reaches(&id, 2).await;
    assert_eq!(states().await, [(2, ConfigurationState::Active, 1), (1, ConfigurationState::Inactive, 1)]);
    assert!(matches!(
        rig.scaling.call(&Context::system(), ScalingConfigurationApply { id: second.clone() }).await,
        Err(Error::Conflict { .. })
    ));
    assert!(matches!(
        rig.scaling.call(&Context::system(), ScalingConfigurationDelete { id: second.clone() }).await,
        Err(Error::Conflict { .. })
    ));
    let rows = rig.scaling.call(&Context::system(), ScalingConfigurationList { group: id.clone() }).await.unwrap();
    assert_eq!((rows[0].images[0].as_str(), rows[1].images[0].as_str()), ("redis:latest", "nginx:latest"));
    rig.scaling.call(&Context::system(), ScalingConfigurationApply { id: rows[1].id.clone() }).await.unwrap();
    rig.scaling.call(&Context::system(), ScalingConfigurationDelete { id: second.clone() }).await.unwrap();
    assert_eq!(states().await, [(1, ConfigurationState::Active, 1)]);
    // The oldest version goes first.
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::Change(-1) })
        .await
        .unwrap();
    rig.reaches(&id, 1).await;
    assert_eq!(rig.instances(&id).await[0].version, 2);
}

#[tokio::test]
async fn the_number_follows_the_bounds() {
    let (_folder, rig) = rig();
    let id = rig.group(3, 5, "nginx").await;
    rig.reaches(&id, 3).await;
    let view = rig.view(&id).await;
    let mut update = ScalingGroupUpdate {
        name: "renamed".into(),
        settings: GroupSettings { minimum: 1, maximum: 2, ..view.settings },
        subnets: view.subnets.iter().map(|subnet| subnet.id.clone()).collect(),
        generation: view.generation,
    };
    // Activities of the same millisecond have no order.
    rig.pass(1).await;
    rig.scaling
        .call(&Context::system(), operations::ScalingGroupUpdate { id: id.clone(), form: update.clone() })
        .await
        .unwrap();
    rig.reaches(&id, 2).await;
    assert_eq!(rig.view(&id).await.row.name, "renamed");
    assert_eq!(rig.activities(&id).await[0].cause.to_string(), "More instances than the 2 wanted");
    assert!(
        matches!(
            rig.scaling
                .call(&Context::system(), operations::ScalingGroupUpdate { id: id.clone(), form: update.clone() })
                .await,
            Err(Error::Conflict { .. })
        ),
        "an old form"
    );
    update.generation = rig.view(&id).await.generation;
    update.settings.minimum = 4;
    update.settings.maximum = 4;
    rig.scaling
        .call(&Context::system(), operations::ScalingGroupUpdate { id: id.clone(), form: update })
        .await
        .unwrap();
    rig.reaches(&id, 4).await;
    let error = rig
        .scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::Change(1) })
        .await
        .unwrap_err();
    assert_eq!(error.field(), Some("adjustment"));
}

#[tokio::test]
async fn what_was_added_by_hand_leaves_and_stays() {
    let (_folder, rig) = rig();
    let id = rig.group(1, 3, "nginx").await;
    rig.reaches(&id, 1).await;
    let order = Order {
        region: "local".into(),
        name: "by-hand".into(),
        quantity: 1,
        tags: BTreeMap::new(),
        spec: {
            let form = rig.form(1, 1).await;
            rig.template("nginx").await.group(&form.vpc, vec![form.subnets[0].clone()])
        },
        agreed: true,
    };
    let own = rig.containers.call(&Context::system(), ContainerGroupCreate { order }).await.unwrap().remove(0);
    rig.settle().await;
    assert_eq!(
        rig.scaling
            .call(&Context::system(), ScalingInstanceAttachable { group: id.clone(), search: "by-h".into() })
            .await
            .unwrap()[0]
            .id,
        own
    );
    rig.scaling
        .call(&Context::system(), ScalingInstanceAttach { group: id.clone(), instance: own.clone() })
        .await
        .unwrap();
    rig.reaches(&id, 2).await;
    assert_eq!(rig.view(&id).await.row.desired, 2);
    let row = rig.instances(&id).await.into_iter().find(|row| row.id == own).unwrap();
    assert_eq!((row.origin, row.version), (Origin::ManuallyAdded, 0));
    assert!(
        matches!(
            rig.scaling
                .call(&Context::system(), ScalingInstanceAttach { group: id.clone(), instance: own.clone() })
                .await,
            Err(Error::Conflict { .. })
        ),
        "twice"
    );
    assert_eq!(
        rig.scaling
            .call(&Context::system(), ScalingInstanceAttachable { group: id.clone(), search: "".into() })
            .await
            .unwrap(),
        []
    );

    // By scaling in, automatic ones go first; then this one leaves, and lives.
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::Change(-1) })
        .await
        .unwrap();
    rig.reaches(&id, 1).await;
    assert_eq!(rig.instances(&id).await[0].id, own);
    assert!(
        matches!(
            rig.scaling.call(&Context::system(), ScalingInstanceDetach { instance: own.clone() }).await,
            Err(Error::Conflict { .. })
        ),
        "the minimum"
    );
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::Change(1) })
        .await
        .unwrap();
    rig.reaches(&id, 2).await;
    rig.scaling.call(&Context::system(), ScalingInstanceDetach { instance: own.clone() }).await.unwrap();
    rig.reaches(&id, 1).await;
    let state =
        rig.containers.call(&Context::system(), ContainerGroupView { id: own.clone() }).await.unwrap().row.state;
    assert_eq!(state, GroupState::Running);
}

#[tokio::test]
async fn a_protected_instance_stays() {
    let (_folder, rig) = rig();
    let id = rig.group(0, 3, "nginx").await;
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(3) })
        .await
        .unwrap();
    rig.reaches(&id, 3).await;
    let rows = rig.instances(&id).await;
    for row in &rows[..2] {
        rig.scaling
            .call(&Context::system(), ScalingInstanceProtect { instance: row.id.clone(), protected: true })
            .await
            .unwrap();
    }
    let error = rig
        .scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(1) })
        .await
        .unwrap_err();
    assert!(error.to_string().contains("2 instances are protected"), "{error}");
    assert!(matches!(
        rig.scaling.call(&Context::system(), ScalingInstanceRemove { instance: rows[0].id.clone() }).await,
        Err(Error::Conflict { .. })
    ));
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(2) })
        .await
        .unwrap();
    rig.reaches(&id, 2).await;
    let left: BTreeSet<_> = rig.instances(&id).await.into_iter().map(|row| row.id).collect();
    assert_eq!(left, rows[..2].iter().map(|row| row.id.clone()).collect());
    rig.scaling
        .call(&Context::system(), ScalingInstanceProtect { instance: rows[0].id.clone(), protected: false })
        .await
        .unwrap();
    rig.scaling.call(&Context::system(), ScalingInstanceRemove { instance: rows[0].id.clone() }).await.unwrap();
    rig.reaches(&id, 1).await;
}

#[tokio::test]
async fn an_instance_that_a_person_unsubscribes_is_made_again() {
    let (_folder, rig) = rig();
    let id = rig.group(2, 3, "nginx").await;
    rig.reaches(&id, 2).await;
    let gone = rig.instances(&id).await[0].id.clone();
    rig.containers.call(&Context::system(), ContainerGroupUnsubscribe { id: gone.clone() }).await.unwrap();
    rig.reaches(&id, 2).await;
    assert!(rig.instances(&id).await.iter().all(|row| row.id != gone));
}

#[tokio::test]
async fn what_ends_is_replaced_with_growing_pauses_by_activities_that_say_so() {
    let (_folder, rig) = rig();
    let id = rig.group(1, 3, "exit/3").await;
    rig.pass(60).await;
    let activities = rig.activities(&id).await;
    let replaced: Vec<_> = activities.iter().filter(|one| one.kind.as_str() == "Replace").collect();
    assert!((2..=5).contains(&replaced.len()), "{} in a minute", replaced.len());
    assert_eq!(replaced[0].cause.to_string(), "An instance ended or could not start");
    assert!(
        replaced[0].log.iter().any(|line| line.warning && line.text.to_string().contains("Exit code 3")),
        "{:?}",
        replaced[0].log
    );
    let reason = rig.view(&id).await.row.reason.expect("the list says that the group needs a look");
    assert!(reason.to_string().contains("is Failed: ") && reason.to_string().contains("Exit code 3"), "{reason}");
    let starts: Vec<i64> = replaced.iter().rev().map(|one| one.started.at.0).collect();
    let pauses: Vec<i64> = starts.windows(2).map(|two| two[1] - two[0]).collect();
    assert!(pauses.windows(2).all(|two| two[1] >= two[0]), "{pauses:?}");
    // Another version that runs ends it.
    rig.configure(&id, "nginx").await;
    rig.pass(5).await;
    rig.reaches(&id, 1).await;
    rig.pass(120).await;
    assert_eq!(rig.view(&id).await.row.reason, None, "forgotten once it runs");
}

#[tokio::test]
async fn an_activity_that_a_newer_order_replaced_is_superseded() {
    let (_folder, rig) = rig();
    let id = rig.group(1, 5, "nginx").await;
    rig.reaches(&id, 1).await;
    // Nothing starts any more, so that the first order is under way when the second one comes. Time tells the activities apart.
    rig.halt().await;
    for wanted in [3, 4] {
        rig.clock.advance(Duration::from_secs(1));
        rig.scaling
            .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(wanted) })
            .await
            .unwrap();
    }
    let activities = rig.activities(&id).await;
    assert_eq!((activities[0].state.as_str(), activities[0].after), ("In Progress", 4));
    assert_eq!((activities[1].state.as_str(), activities[1].after), ("Superseded", 3));
    assert_eq!(activities[1].reached, Some(3));
    assert!(activities[1].log.iter().all(|line| !line.warning), "{:?}", activities[1].log);
}

#[tokio::test]
async fn an_instance_that_cannot_start_fails_its_activity_and_says_why() {
    let (_folder, rig) = rig();
    let id = rig.group(1, 3, "fail/pull").await;
    rig.pass(1).await;
    let activities = rig.activities(&id).await;
    let first = activities.iter().find(|one| one.kind.as_str() == "Scale Out").unwrap();
    assert_eq!(first.state.as_str(), "Failed");
    assert!(
        first.log.iter().any(|line| line.warning && line.text.to_string().contains("fail/pull:latest")),
        "{:?}",
        first.log
    );
}

#[tokio::test]
async fn at_the_quota_a_person_is_refused_whole_and_the_group_goes_as_far_as_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits::for_cores(8).with(Entitlement::Count(ResourceKind::ContainerGroup), 2);
    let rig = start_within(folder.path(), &ManualClock::default(), Run::All, limits);
    let id = rig.group(0, 5, "nginx").await;
    let error = rig
        .scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(3) })
        .await
        .unwrap_err();
    assert!(matches!(error, Error::QuotaExceeded { .. }), "{error}");
    assert_eq!((rig.instances(&id).await.len(), rig.activities(&id).await.len()), (0, 0));
    let view = rig.view(&id).await;
    let update = ScalingGroupUpdate {
        name: view.row.name.clone(),
        settings: GroupSettings { minimum: 3, ..view.settings },
        subnets: view.subnets.into_iter().map(|subnet| subnet.id).collect(),
        generation: view.generation,
    };
    rig.scaling
        .call(&Context::system(), operations::ScalingGroupUpdate { id: id.clone(), form: update })
        .await
        .unwrap();
    rig.pass(5).await;
    let view = rig.view(&id).await;
    assert_eq!((view.row.instances, view.row.running, view.row.desired), (2, 2, 3));
    assert!(view.row.reason.unwrap().to_string().contains("quota of 2"));
    let activities = rig.activities(&id).await;
    assert_eq!(activities.len(), 1);
    assert_eq!(activities[0].state.as_str(), "Partially Successful");
    assert_eq!(
        rig.containers
            .call(&Context::system(), ContainerGroupOrderOptions { region: "local".into() })
            .await
            .unwrap()
            .used
            .groups,
        2,
        "nothing half taken"
    );
}

#[tokio::test]
async fn a_disabled_group_does_nothing_and_a_deleted_one_takes_its_own_with_it() {
    let (_folder, rig) = rig();
    let id = rig.group(2, 3, "nginx").await;
    rig.reaches(&id, 2).await;
    rig.scaling.call(&Context::system(), ScalingGroupDisable { id: id.clone() }).await.unwrap();
    let gone = rig.instances(&id).await[0].id.clone();
    rig.containers.call(&Context::system(), ContainerGroupUnsubscribe { id: gone.clone() }).await.unwrap();
    rig.pass(3).await;
    assert_eq!(rig.instances(&id).await.len(), 1);
    assert!(matches!(
        rig.scaling.call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(2) }).await,
        Err(Error::Conflict { .. })
    ));

    let by_hand = RuleKind::Simple { alarm: None, adjustment: Adjustment::Change(1) };
    rig.rule(&id, "more", by_hand).await;
    let error = rig
        .scaling
        .call(&Context::system(), ScalingGroupDelete { id: id.clone(), with: WithInstances::Refuse })
        .await
        .unwrap_err();
    assert!(error.to_string().contains("1 instance."), "{error}");
    rig.scaling
        .call(&Context::system(), ScalingGroupDelete { id: id.clone(), with: WithInstances::Remove })
        .await
        .unwrap();
    for _ in 0..200 {
        rig.pass(1).await;
        if matches!(
            rig.scaling.call(&Context::system(), ScalingGroupView { id: id.clone() }).await,
            Err(Error::NotFound { .. })
        ) {
            let quotas = gantry_engine_quota::Quotas {
                store: rig.containers.store.clone(),
                settings: rig.containers.settings.clone(),
            };
            let rows = quotas.call(&Context::system(), QuotaList { region: "local".into() }).await.unwrap();
            let used = |entitlement| rows.iter().find(|row| row.entitlement == entitlement).unwrap().used;
            let all = [
                Entitlement::Count(ResourceKind::ScalingGroup),
                Entitlement::Count(ResourceKind::ScalingConfiguration),
                Entitlement::Count(ResourceKind::ScalingRule),
                Entitlement::Count(ResourceKind::ContainerGroup),
            ];
            assert_eq!(all.map(used), [0; 4]);
            return;
        }
    }
    panic!("the group is still there");
}

#[tokio::test]
async fn a_deployment_becomes_a_group() {
    let (_folder, rig) = rig();
    let text =
        rig.scaling.call(&Context::system(), ScalingGroupOptions { region: "local".into() }).await.unwrap().sample_yaml;
    let check = rig
        .scaling
        .call(&Context::system(), ScalingGroupCheckYaml { region: "local".into(), text: text.clone() })
        .await
        .unwrap();
    assert_eq!(check.faults, []);
    assert_eq!(check.plan.unwrap().group.subnets.len(), 3, "all zones");
    let id = rig
        .scaling
        .call(&Context::system(), ScalingGroupCreateByYaml { region: "local".into(), text: text.clone() })
        .await
        .unwrap();
    rig.settle().await;
    let view = rig.view(&id).await;
    assert_eq!(
        (view.row.name.as_str(), view.row.minimum, view.row.maximum, view.row.instances),
        ("ess-eci-test", 0, 5, 0)
    );
    assert_eq!((view.row.state, view.row.version), (ScalingGroupState::Enabled, Some(1)));

    let again = rig
        .scaling
        .call(&Context::system(), ScalingGroupCheckYaml { region: "local".into(), text: text.clone() })
        .await
        .unwrap();
    assert!(again.faults[0].message.to_string().contains("already a scaling group"), "{:?}", again.faults);
    assert_eq!(again.faults[0].line, 7);
    let without: String =
        text.lines().filter(|line| !line.contains("image:")).map(|line| format!("{line}\n")).collect();
    let error = rig
        .scaling
        .call(
            &Context::system(),
            ScalingGroupCreateByYaml { region: "local".into(), text: without.replace("ess-eci-test", "second") },
        )
        .await
        .unwrap_err();
    assert_eq!(error.field(), Some("yaml"));
    assert!(error.to_string().contains("Line ") && error.to_string().contains("image"), "{error}");
    assert_eq!(
        rig.scaling.call(&Context::system(), ScalingGroupList { filter: filter() }).await.unwrap().page.total,
        1
    );

    // With a minimum of 1 and an EIP for each, one instance appears and has one.
    let text = text.replace("ess-eci-test", "third").replace("min-size: \"0\"", "min-size: \"1\"");
    let text = text.replace("replicas: 0", "replicas: 1").replace("\"false\"", "\"true\"");
    let id = rig
        .scaling
        .call(&Context::system(), ScalingGroupCreateByYaml { region: "local".into(), text: text.clone() })
        .await
        .unwrap();
    rig.reaches(&id, 1).await;
    let instance = rig.instances(&id).await.remove(0);
    assert!(
        rig.containers
            .call(&Context::system(), ContainerGroupView { id: instance.id.clone() })
            .await
            .unwrap()
            .eip
            .is_some()
    );
}
