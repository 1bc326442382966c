//! Lists: filtered by state, sorted, searched.

use gantry_model::scaling::operations::{
    self, ScalingGroupCreate, ScalingGroupDelete, ScalingGroupScale, ScalingInstanceList,
};
use gantry_model::scaling::view::{ScalingGroupFilter, ScalingGroupList};
use gantry_model::scaling::{Adjustment, ScalingGroupState};

use super::*;
use gantry_platform::call::Call as _;
use gantry_platform::context::Context;

impl Rig {
    async fn list(&self, state: Option<ScalingGroupState>, page: PageRequest) -> ScalingGroupList {
        let filter = ScalingGroupFilter { region: "local".into(), state, page };
        self.scaling.call(&Context::system(), operations::ScalingGroupList { filter }).await.unwrap()
    }

    async fn named(&self, name: &str, minimum: u32) -> ScalingGroupId {
        let form = NewScalingGroup { name: name.into(), ..self.form(minimum, 5).await };
        self.scaling.call(&Context::system(), ScalingGroupCreate { form }).await.unwrap()
    }
}

fn names(list: &ScalingGroupList) -> Vec<&str> {
    list.page.items.iter().map(|row| row.name.as_str()).collect()
}

fn sorted(key: &str, descending: bool) -> PageRequest {
    PageRequest { sort: key.into(), descending, ..PageRequest::default() }
}

#[tokio::test]
async fn groups_are_filtered_by_state_and_counted_in_each() {
    let (_folder, rig) = rig();
    rig.named("asleep", 0).await;
    let awake = rig.named("awake", 2).await;
    rig.configure(&awake, "nginx").await;
    rig.reaches(&awake, 2).await;
    let busy = rig.named("busy", 0).await;
    rig.configure(&busy, "nginx").await;
    rig.settle().await;
    // What is asked from here on stays under way.
    rig.halt().await;
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: busy.clone(), adjustment: Adjustment::To(1) })
        .await
        .unwrap();

    let all = rig.list(None, sorted("name", false)).await;
    assert_eq!(names(&all), ["asleep", "awake", "busy"]);
    assert_eq!(all.counts.iter().sum::<u64>(), 3);
    for (row, state) in all.page.items.iter().zip(["Disabled", "Enabled", "Scaling"]) {
        assert_eq!(row.state.as_str(), state, "{}", row.name);
        let only = rig.list(Some(row.state), PageRequest::default()).await;
        assert_eq!((names(&only), only.counts), (vec![row.name.as_str()], all.counts));
    }
    // Counts are those of the search.
    let found = rig.list(None, PageRequest { search: "awa".into(), ..PageRequest::default() }).await;
    assert_eq!((found.page.total, found.counts), (1, [1, 0, 0, 0]));
    assert_eq!(names(&rig.list(None, sorted("instances", true)).await)[0], "awake");
    assert_eq!(names(&rig.list(None, sorted("desired", false)).await)[0], "asleep");

    rig.scaling
        .call(
            &Context::system(),
            ScalingGroupDelete { id: awake.clone(), with: gantry_model::scaling::view::WithInstances::Remove },
        )
        .await
        .unwrap();
    let going = rig.list(Some(ScalingGroupState::Deleting), PageRequest::default()).await;
    assert_eq!((names(&going), going.counts), (vec!["awake"], [0, 1, 1, 1]));
}

#[tokio::test]
async fn instances_are_sorted_as_asked_and_by_nothing_else() {
    let (_folder, rig) = rig();
    let id = rig.group(3, 5, "nginx").await;
    rig.reaches(&id, 3).await;
    let list = async |page: PageRequest| {
        let filter = InstanceFilter { group: id.clone(), origin: Origin::AutomaticallyCreated, page };
        rig.scaling.call(&Context::system(), ScalingInstanceList { filter }).await
    };
    let ips = async |descending| {
        let rows = list(sorted("ip", descending)).await.unwrap().page.items;
        rows.into_iter().map(|row| row.private_ip.unwrap()).collect::<Vec<_>>()
    };
    let (up, mut down) = (ips(false).await, ips(true).await);
    assert!(up.is_sorted() && up.len() == 3, "{up:?}");
    down.reverse();
    assert_eq!(up, down);
    for key in gantry_model::scaling::view::INSTANCE_SORTS {
        assert_eq!(list(sorted(key, true)).await.unwrap().page.total, 3, "{key}");
    }
    assert_eq!(list(sorted("spec", false)).await.unwrap_err().field(), Some("sort"));
}
