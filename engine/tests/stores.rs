//! Stores of older versions: each file of `stores` is the dump of one that was in use, with the key of its secrets. Today's engine opens it,
//! lists what is in it, and says what was said then.

#![allow(clippy::unwrap_used)]

use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;

use gantry_engine::clock::ManualClock;
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::{Context, Engine, EngineConfig};
use gantry_model::billing::operations::OrderList;
use gantry_model::containers::operations::{ContainerGroupEvents, ContainerGroupList, ContainerGroupView};
use gantry_model::containers::view::GroupFilter;
use gantry_model::iam::operations::{KeyPairList, OperationLogList};
use gantry_model::inventory::operations::{ActivityList, OverviewView};
use gantry_model::key_pair::KeyPairFilter;
use gantry_model::network::operations::{EipList, SecurityGroupList, VpcList, VswitchList};
use gantry_model::network::view::NetworkFilter;
use gantry_model::operation_log::OperationFilter;
use gantry_model::page::PageRequest;
use gantry_model::quota::operations::QuotaList;
use gantry_model::registry::operations::RegistryInstanceList;
use gantry_model::scaling::operations::{
    ScalingActivityList, ScalingConfigurationList, ScalingGroupList, ScalingGroupView, ScalingRuleList,
};
use gantry_model::scaling::view::ScalingGroupFilter;
use gantry_model::time::Timestamp;

/// A moment soon after the dump, in milliseconds since 1970.
const THEN: i64 = 1_795_922_440_000;
const REGION: &str = "local";

/// Makes a data folder of a dump.
fn restore(name: &str, dir: &Path) {
    let stores = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores");
    let sql = std::fs::read_to_string(stores.join(format!("{name}.sql"))).unwrap();
    rusqlite::Connection::open(dir.join("gantry.db")).unwrap().execute_batch(&sql).unwrap();
    let mut key =
        std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(dir.join("secret.key")).unwrap();
    std::io::copy(&mut std::fs::File::open(stores.join(format!("{name}.key"))).unwrap(), &mut key).unwrap();
}

async fn open(dir: &Path) -> Engine {
    let clock = Arc::new(ManualClock::new(Timestamp(THEN)));
    let runtime = Arc::new(SimulatedRuntime::open(dir, clock.clone(), Latency::NONE).unwrap());
    Engine::open(EngineConfig::at(dir), clock, runtime).await.unwrap()
}

fn network() -> NetworkFilter {
    NetworkFilter { region: REGION.into(), ..NetworkFilter::default() }
}

fn page() -> PageRequest {
    PageRequest { size: 100, ..PageRequest::default() }
}

#[tokio::test]
async fn a_store_that_kept_prose_is_read_whole() {
    let dir = tempfile::tempdir().unwrap();
    restore("2026-11-28", dir.path());
    let engine = open(dir.path()).await;
    let me = Context::system();

    let filter = GroupFilter { region: REGION.into(), page: page(), ..GroupFilter::default() };
    let groups = engine.call(&me, ContainerGroupList { filter }).await.unwrap().page.items;
    let mut reasons: Vec<_> = groups
        .iter()
        .filter_map(|group| Some(format!("{} {}: {}", group.name, group.state.as_str(), group.reason.as_ref()?)))
        .filter(|line| !line.starts_with("broken"))
        .collect();
    reasons.sort();
    assert_eq!(
        reasons,
        [
            "crash CrashLoopBackOff: crash: Ended 4 times in a row: Exit code 3 after 2.00 s",
            "failed Failed: x: Exit code 1 after 2.00 s",
            "no-pull ScheduleFailed: fail/pull:latest: the registry has no such image (simulated).",
        ]
    );
    let mut told = Vec::new();
    for group in &groups {
        engine.call(&me, ContainerGroupView { id: group.id.clone() }).await.unwrap();
        let events = engine.call(&me, ContainerGroupEvents { id: group.id.clone() }).await.unwrap();
        told.extend(events.into_iter().map(|event| format!("{}: {}", event.reason, event.description)));
    }
    for line in [
        "Ordered: Ordered by admin, spec 1vCPU 2GiB",
        "Scheduled: Placed in zone local-a with address 10.0.0.4",
        "Restarting: Restart asked by admin",
        "Created: Created container web",
    ] {
        assert!(told.iter().any(|told| told == line), "{line}: {told:#?}");
    }

    let filter = ScalingGroupFilter { region: REGION.into(), page: page(), ..ScalingGroupFilter::default() };
    let scaling = engine.call(&me, ScalingGroupList { filter }).await.unwrap().page.items;
    let (mut lines, mut rules, mut configurations) = (Vec::new(), 0, 0);
    for group in scaling {
        engine.call(&me, ScalingGroupView { id: group.id.clone() }).await.unwrap();
        rules += engine.call(&me, ScalingRuleList { group: group.id.clone() }).await.unwrap().len();
        configurations += engine.call(&me, ScalingConfigurationList { group: group.id.clone() }).await.unwrap().len();
        let activities = engine.call(&me, ScalingActivityList { group: group.id, page: page() }).await.unwrap().items;
        lines.extend(activities.into_iter().flat_map(|activity| activity.log).map(|line| line.text.to_string()));
    }
    assert_eq!((rules, configurations), (4, 3));
    assert!(lines.iter().any(|line| line == "Asked by admin by rule rule-simple"), "{lines:#?}");
    assert!(lines.iter().any(|line| line == "Another one that is lost is replaced after 20 s"), "{lines:#?}");

    let vpcs = engine.call(&me, VpcList { filter: network() }).await.unwrap().total;
    let vswitches = engine.call(&me, VswitchList { filter: network() }).await.unwrap().total;
    let security_groups = engine.call(&me, SecurityGroupList { filter: network() }).await.unwrap().total;
    let eips = engine.call(&me, EipList { filter: network() }).await.unwrap().page.total;
    assert_eq!((vpcs, vswitches, security_groups, eips), (2, 4, 2, 3));
    let instances = engine.call(&me, RegistryInstanceList { region: REGION.into(), page: page() }).await.unwrap();
    assert!(instances.items.iter().any(|instance| instance.name == "team"), "{instances:?}");
    let orders = engine.call(&me, OrderList { state: None, page: page() }).await.unwrap();
    assert_eq!(orders.total, 3);
    let filter = KeyPairFilter { region: REGION.into(), page: page() };
    assert_eq!(engine.call(&me, KeyPairList { filter }).await.unwrap().items[0].name, "deploy");
    let quotas = engine.call(&me, QuotaList { region: REGION.into() }).await.unwrap();
    assert!(quotas.iter().any(|quota| quota.limit == 40), "{quotas:?}");
    let filter = OperationFilter { page: page(), ..OperationFilter::default() };
    let log = engine.call(&me, OperationLogList { filter }).await.unwrap().items;
    assert!(
        log.iter().any(|row| row.action == "quota_update" && row.detail.to_string() == "VPCs: 50 to 40"),
        "{log:#?}"
    );
    engine.call(&me, OverviewView { region: REGION.into() }).await.unwrap();
    engine.call(&me, ActivityList { region: REGION.into() }).await.unwrap();
}
