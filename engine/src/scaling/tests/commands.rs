//! What people ask for, and what becomes of it.

use gantry_model::error::Error;
use gantry_model::scaling::{Origin, ScalingGroupState};

use super::*;

#[tokio::test]
async fn a_form_becomes_a_group_a_configuration_and_one_instance() {
    let (_folder, rig) = rig();
    let id = rig.scaling.create(&ME, rig.form(1, 2).await).await.unwrap();
    rig.settle().await;
    let view = rig.view(&id).await;
    assert_eq!((view.row.state, view.row.instances), (ScalingGroupState::Disabled, 0));
    let error = rig.scaling.enable(&ME, &id).await.unwrap_err();
    assert!(matches!(error, Error::Conflict { .. }), "{error}");

    let template = rig.template("nginx").await;
    let preview = rig.scaling.configuration_preview(&ME, &id, template.clone()).await.unwrap();
    assert_eq!((preview.version, preview.images.as_slice()), (1, ["nginx:latest".to_owned()].as_slice()));
    let version = rig.scaling.configuration_create(&ME, &id, template).await.unwrap();
    rig.settle().await;
    assert_eq!(rig.view(&id).await.row.instances, 0, "neither applied nor enabled");
    rig.scaling.configuration_apply(&ME, &version).await.unwrap();
    rig.scaling.enable(&ME, &id).await.unwrap();
    rig.reaches(&id, 1).await;
    let instances = rig.instances(&id).await;
    assert_eq!((instances[0].origin, instances[0].version), (Origin::AutomaticallyCreated, 1));
    assert!(instances[0].name.starts_with("ess-eci-test-"));
    let activities = rig.activities(&id).await;
    assert_eq!(activities.len(), 1);
    assert_eq!((activities[0].before, activities[0].after, activities[0].reached), (0, 1, Some(1)));
    assert_eq!(activities[0].state.as_str(), "Successful");
    assert_eq!(activities[0].cause, "Fewer instances than the 1 wanted");
    assert!(activities[0].log.iter().any(|line| line.text.contains("runs in local-")), "{:?}", activities[0].log);
}
