//! Networks that groups and their configurations name, and the public addresses of instances.

use gantry_model::containers::operations::ContainerGroupView;
use gantry_model::id::{SecurityGroupId, VSwitchId};
use gantry_model::kind::ResourceKind;
use gantry_model::network::EipChoice;
use gantry_model::network::operations::{
    EipList, SecurityGroupCreate, SecurityGroupDelete, SecurityGroupList, SecurityGroupView, VpcCreate, VpcDelete,
    VswitchCreate, VswitchDelete,
};
use gantry_model::network::view::{NetworkFilter, NewSecurityGroup, NewVSwitch, NewVpc};
use gantry_model::quota::{Entitlement, Limits};
use gantry_model::scaling::operations::{
    self, ScalingConfigurationCreate, ScalingConfigurationCreateAndEnable, ScalingConfigurationDelete,
    ScalingGroupCreate, ScalingGroupDelete, ScalingGroupScale, ScalingGroupView, ScalingInstanceDetach,
    ScalingRuleExecute,
};
use gantry_model::scaling::view::WithInstances;
use gantry_model::scaling::{Adjustment, ScalingGroupUpdate};

use super::*;
use gantry_engine_network::Networks;
use gantry_platform::call::Call as _;
use gantry_platform::context::Context;

impl Rig {
    fn networks(&self) -> Networks {
        let Containers { store, runtime, settings, .. } = self.containers.clone();
        Networks { store, runtime, settings }
    }

    /// Addresses of the EIPs that there are.
    async fn eips(&self) -> usize {
        let filter = NetworkFilter { region: "local".into(), vpc: None, page: PageRequest::default() };
        let list = self.networks().call(&Context::system(), EipList { filter }).await.unwrap();
        assert!(list.page.items.iter().all(|eip| eip.bound.is_some() && eip.released_with_group));
        list.page.total as usize
    }

    /// A group whose instances get an EIP each.
    async fn public_group(&self, minimum: u32, maximum: u32) -> ScalingGroupId {
        let id = self
            .scaling
            .call(&Context::system(), ScalingGroupCreate { form: self.form(minimum, maximum).await })
            .await
            .unwrap();
        let template = Template { eip: EipChoice::Auto { bandwidth_mbps: 5 }, ..self.template("nginx").await };
        self.scaling
            .call(&Context::system(), ScalingConfigurationCreateAndEnable { group: id.clone(), template })
            .await
            .unwrap();
        id
    }
}

fn refusal(result: Result<()>) -> String {
    let error = result.unwrap_err();
    assert!(matches!(error, Error::Conflict { .. }), "{error}");
    error.to_string()
}

#[tokio::test]
async fn what_only_a_scaling_group_or_a_configuration_names_cannot_be_deleted() {
    let (_folder, rig) = rig();
    let networks = rig.networks();
    let vpc = NewVpc {
        region: "local".into(),
        name: "own".into(),
        description: String::new(),
        cidr: gantry_model::cidr::Cidr::parse("cidr", "10.9.0.0/16").unwrap(),
        ipv6: false,
    };
    let vpc = networks.call(&Context::system(), VpcCreate { form: vpc }).await.unwrap();
    let mut subnets: Vec<VSwitchId> = Vec::new();
    for (zone, cidr) in [("local-a", "10.9.0.0/24"), ("local-b", "10.9.1.0/24")] {
        let form = NewVSwitch {
            vpc: vpc.clone(),
            name: format!("own-{zone}"),
            description: String::new(),
            zone: zone.into(),
            cidr: gantry_model::cidr::Cidr::parse("cidr", cidr).unwrap(),
            ipv6: false,
        };
        subnets.push(networks.call(&Context::system(), VswitchCreate { form }).await.unwrap());
    }
    let mut guards: Vec<SecurityGroupId> = Vec::new();
    for name in ["first", "second"] {
        let form =
            NewSecurityGroup { vpc: vpc.clone(), name: name.into(), description: String::new(), rules: Vec::new() };
        guards.push(networks.call(&Context::system(), SecurityGroupCreate { form }).await.unwrap());
    }
    let form = NewScalingGroup { vpc: vpc.clone(), subnets: subnets.clone(), ..rig.form(0, 3).await };
    let id = rig.scaling.call(&Context::system(), ScalingGroupCreate { form }).await.unwrap();

    // No instance was ever made of it.
    for subnet in &subnets {
        let words = refusal(networks.call(&Context::system(), VswitchDelete { id: subnet.clone() }).await);
        assert!(words.contains("1 scaling group: ess-eci-test"), "{words}");
    }
    let words = refusal(networks.call(&Context::system(), VpcDelete { id: vpc.clone() }).await);
    assert!(words.contains("1 scaling group: ess-eci-test"), "{words}");
    // A version that is not applied can be applied at any time.
    let template = Template { security_group: guards[0].clone(), ..rig.template("nginx").await };
    let version =
        rig.scaling.call(&Context::system(), ScalingConfigurationCreate { group: id.clone(), template }).await.unwrap();
    let words = refusal(networks.call(&Context::system(), SecurityGroupDelete { id: guards[0].clone() }).await);
    assert!(words.contains("1 scaling configuration: Version 1 of ess-eci-test"), "{words}");
    let filter = NetworkFilter { region: "local".into(), vpc: Some(vpc.clone()), ..NetworkFilter::default() };
    let rows = networks.call(&Context::system(), SecurityGroupList { filter }).await.unwrap().items;
    assert_eq!(rows.iter().map(|row| row.scaling_groups).collect::<Vec<_>>(), [1, 0]);
    let shown = networks.call(&Context::system(), SecurityGroupView { id: guards[0].clone() }).await.unwrap();
    assert_eq!(shown.scaling_groups, [(id.clone(), "ess-eci-test".to_owned())]);

    // What is no longer named can go.
    let view = rig.view(&id).await;
    let update = ScalingGroupUpdate {
        name: view.row.name,
        settings: view.settings,
        subnets: vec![subnets[0].clone()],
        generation: view.generation,
    };
    rig.scaling
        .call(&Context::system(), operations::ScalingGroupUpdate { id: id.clone(), form: update })
        .await
        .unwrap();
    networks.call(&Context::system(), VswitchDelete { id: subnets[1].clone() }).await.unwrap();
    rig.scaling.call(&Context::system(), ScalingConfigurationDelete { id: version.clone() }).await.unwrap();
    networks.call(&Context::system(), SecurityGroupDelete { id: guards[0].clone() }).await.unwrap();
    rig.scaling
        .call(&Context::system(), ScalingGroupDelete { id: id.clone(), with: WithInstances::Refuse })
        .await
        .unwrap();
    rig.pass(1).await;
    networks.call(&Context::system(), SecurityGroupDelete { id: guards[1].clone() }).await.unwrap();
    networks.call(&Context::system(), VswitchDelete { id: subnets[0].clone() }).await.unwrap();
    networks.call(&Context::system(), VpcDelete { id: vpc.clone() }).await.unwrap();
}

#[tokio::test]
async fn each_instance_has_an_eip_that_comes_and_goes_with_it() {
    let (_folder, rig) = rig();
    let id = rig.public_group(2, 4).await;
    rig.reaches(&id, 2).await;
    let addresses: std::collections::BTreeSet<_> =
        rig.instances(&id).await.into_iter().map(|row| row.public_ip.unwrap()).collect();
    assert_eq!((addresses.len(), rig.eips().await), (2, 2));

    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(4) })
        .await
        .unwrap();
    rig.reaches(&id, 4).await;
    assert_eq!(rig.eips().await, 4);
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(2) })
        .await
        .unwrap();
    rig.reaches(&id, 2).await;
    rig.pass(2).await;
    assert_eq!(rig.eips().await, 2, "released with their instances");

    // One that leaves the group keeps its address.
    rig.scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(3) })
        .await
        .unwrap();
    rig.reaches(&id, 3).await;
    let leaves = rig.instances(&id).await.remove(0);
    rig.scaling.call(&Context::system(), ScalingInstanceDetach { instance: leaves.id.clone() }).await.unwrap();
    assert_eq!(
        rig.containers
            .call(&Context::system(), ContainerGroupView { id: leaves.id.clone() })
            .await
            .unwrap()
            .row
            .public_ip,
        leaves.public_ip
    );

    rig.scaling
        .call(&Context::system(), ScalingGroupDelete { id: id.clone(), with: WithInstances::Remove })
        .await
        .unwrap();
    for _ in 0..50 {
        rig.pass(1).await;
        if rig.scaling.call(&Context::system(), ScalingGroupView { id: id.clone() }).await.is_err() {
            assert_eq!(rig.eips().await, 1, "that of the container group that left");
            return;
        }
    }
    panic!("the group is still there");
}

#[tokio::test]
async fn where_no_eip_is_left_a_person_is_refused_and_the_group_goes_as_far_as_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits::for_cores(8).with(Entitlement::Count(ResourceKind::Eip), 1);
    let rig = start_within(folder.path(), &ManualClock::default(), Run::All, limits);
    let id = rig.public_group(0, 3).await;
    let error = rig
        .scaling
        .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(2) })
        .await
        .unwrap_err();
    assert!(matches!(error, Error::QuotaExceeded { .. }), "{error}");
    assert_eq!((rig.instances(&id).await.len(), rig.eips().await), (0, 0), "nothing half done");

    let rule = rig.rule(&id, "more", by_hand(2)).await;
    assert!(matches!(
        rig.scaling.call(&Context::system(), ScalingRuleExecute { id: rule.clone() }).await,
        Err(Error::QuotaExceeded { .. })
    ));
    let view = rig.view(&id).await;
    let update = ScalingGroupUpdate {
        name: view.row.name,
        settings: GroupSettings { minimum: 2, ..view.settings },
        subnets: view.subnets.into_iter().map(|subnet| subnet.id).collect(),
        generation: view.generation,
    };
    rig.scaling
        .call(&Context::system(), operations::ScalingGroupUpdate { id: id.clone(), form: update })
        .await
        .unwrap();
    rig.pass(5).await;
    let view = rig.view(&id).await;
    assert_eq!((view.row.instances, view.row.desired, rig.eips().await), (1, 2, 1));
    assert!(view.row.reason.unwrap().to_string().contains("quota of 1 EIPs"));
    assert_eq!(rig.activities(&id).await[0].state.as_str(), "Partially Successful");
}

#[tokio::test]
async fn an_eip_that_exists_can_be_no_instances_own() {
    let (_folder, rig) = rig();
    let id = rig.scaling.call(&Context::system(), ScalingGroupCreate { form: rig.form(0, 1).await }).await.unwrap();
    let existing = EipChoice::Existing(gantry_model::id::Id::from_parts(1, 1));
    let template = Template { eip: existing, ..rig.template("nginx").await };
    let error = rig
        .scaling
        .call(&Context::system(), ScalingConfigurationCreate { group: id.clone(), template })
        .await
        .unwrap_err();
    assert_eq!(error.field(), Some("eip"));
}
