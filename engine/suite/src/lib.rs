//! What every driver promises, told to each by the same words. The drivers' tests call it, and nothing that ships.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use futures::StreamExt;
use gantry_model::containers::ContainerState;
use gantry_model::error::Error;
use gantry_model::network::{default_rules, vpc_ipv6};
use gantry_platform::runtime::{
    CreateStep, ExecCommand, ExecInput, ExecOutput, GroupPlan, LogQuery, NetworkPlan, Runtime, SecurityGroupPlan,
    SubnetPlan, VpcPlan,
};
use tokio::sync::{broadcast, mpsc};

/// What is wanted of the network that a group's plan says, with the default rules.
pub fn vpc_plan(network: &NetworkPlan, version: u64) -> VpcPlan {
    let rules = default_rules(network.vpc_cidr, vpc_ipv6(&network.vpc));
    VpcPlan {
        vpc: network.vpc.clone(),
        version,
        index: network.vpc_index,
        cidr: network.vpc_cidr,
        subnets: vec![SubnetPlan {
            id: network.subnet.clone(),
            cidr: network.subnet_cidr,
            ipv6: network.ipv6.map(|(_, range)| range),
        }],
        security_groups: network
            .security_group
            .iter()
            .map(|id| SecurityGroupPlan { id: id.clone(), rules: rules.clone() })
            .collect(),
        eips: vec![],
    }
}

const BOUND: Duration = Duration::from_secs(30);

/// Leads one group through its life. Its plan has one container `main` that writes a line, has a shell and runs on.
pub async fn drivers_keep_their_promises(driver: &dyn Runtime, plan: &GroupPlan) {
    let id = &plan.id;
    let missing = |error: &Error| matches!(error, Error::NotFound { .. });
    let shell = ExecCommand { argv: vec![], columns: 80, rows: 24 };
    let all = LogQuery { limit: 100, ..Default::default() };

    // Nothing is there yet, and to remove it is no error.
    assert_eq!(driver.observe(id).await.unwrap(), None);
    driver.remove(id, Duration::ZERO).await.unwrap();
    assert!(missing(&driver.logs(id, "main", &all).await.unwrap_err()));
    assert!(missing(&driver.sample(id).await.unwrap_err()));
    assert!(missing(&driver.exec(id, "main", &shell).await.unwrap_err()));

    // Created once, however often it is asked for; each step is told in its order.
    let wanted = vpc_plan(&plan.network, 1);
    driver.apply_network(&wanted).await.unwrap();
    driver.apply_network(&wanted).await.unwrap();
    let mut events = driver.events();
    let (sender, mut steps) = mpsc::unbounded_channel();
    driver.create(plan, sender).await.unwrap();
    let mut told = Vec::new();
    while let Some(step) = steps.recv().await {
        told.push(step);
    }
    let main = || "main".to_owned();
    let created = CreateStep::Created { container: main() };
    assert_eq!(told, [CreateStep::Networked, created, CreateStep::Started { container: main() }]);
    heard_of(&mut events, plan).await;
    let seen = driver.observe(id).await.unwrap().unwrap();
    assert_eq!(seen.containers.len(), 1);
    assert_eq!((seen.containers[0].name.as_str(), seen.containers[0].restarts), ("main", 0));
    assert!(matches!(seen.containers[0].state, ContainerState::Running { .. }), "{seen:#?}");
    driver.create(plan, mpsc::unbounded_channel().0).await.unwrap();
    assert_eq!(driver.observe(id).await.unwrap().unwrap().containers[0].state, seen.containers[0].state);
    assert!(driver.list().await.unwrap().contains(id));

    // Lines are numbered from 1, and asked for from the newest.
    let mut lines = driver.follow(id, "main", 0).await.unwrap();
    let first = tokio::time::timeout(BOUND, lines.next()).await.unwrap().unwrap();
    assert_eq!(first.number, 1);
    drop(lines);
    let kept = driver.logs(id, "main", &all).await.unwrap();
    assert!(kept.windows(2).all(|pair| pair[0].number < pair[1].number), "{kept:#?}");
    let newest = driver.logs(id, "main", &LogQuery { limit: 1, ..Default::default() }).await.unwrap();
    assert!(newest.len() == 1 && newest[0].number >= kept[kept.len() - 1].number);
    let none = LogQuery { before: Some(1), limit: 100, ..Default::default() };
    assert_eq!(driver.logs(id, "main", &none).await.unwrap(), []);
    assert!(missing(&driver.logs(id, "other", &all).await.unwrap_err()));
    assert!(driver.follow(id, "other", 0).await.is_err());

    // A terminal ends with its command.
    assert!(missing(&driver.exec(id, "other", &shell).await.unwrap_err()));
    let mut session = driver.exec(id, "main", &shell).await.unwrap();
    session.input.send(ExecInput::Resize { columns: 100, rows: 30 }).await.unwrap();
    session.input.send(ExecInput::Bytes("exit\n".into())).await.unwrap();
    let code = loop {
        match tokio::time::timeout(BOUND, session.output.recv()).await.unwrap().unwrap() {
            ExecOutput::Exit { code } => break code,
            ExecOutput::Bytes(_) => {}
        }
    };
    assert_eq!(code, 0);

    let sample = driver.sample(id).await.unwrap();
    assert_eq!(sample.cpu.limit, u64::from(plan.cpu.0));
    assert!(sample.at.0 > 0 && sample.memory.working_set + sample.memory.available_bytes <= plan.memory.bytes());
    assert_eq!(sample.network.name, "eth0");

    let refused = driver.remove_network(&plan.network.vpc).await.unwrap_err();
    assert!(refused.to_string().contains(id.as_ref()), "{refused}");

    // A restart leaves it running; a removal leaves nothing, and is heard of.
    driver.restart(id, plan).await.unwrap();
    let seen = driver.observe(id).await.unwrap().unwrap();
    assert!(matches!(seen.containers[0].state, ContainerState::Running { .. }), "{seen:#?}");
    let mut events = driver.events();
    driver.remove(id, Duration::ZERO).await.unwrap();
    heard_of(&mut events, plan).await;
    assert_eq!(driver.observe(id).await.unwrap(), None);
    assert!(!driver.list().await.unwrap().contains(id));
    driver.remove(id, Duration::ZERO).await.unwrap();
    driver.apply_network(&vpc_plan(&plan.network, 2)).await.unwrap();
    driver.remove_network(&plan.network.vpc).await.unwrap();
    driver.remove_network(&plan.network.vpc).await.unwrap();
}

async fn heard_of(events: &mut broadcast::Receiver<gantry_platform::runtime::RuntimeEvent>, plan: &GroupPlan) {
    loop {
        let event = tokio::time::timeout(BOUND, events.recv()).await.expect("an event of the group").unwrap();
        if event.group == plan.id {
            return;
        }
    }
}
