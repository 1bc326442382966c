//! How long an order takes to run: from the command's call to the committed status Running, the sample image being
//! unpacked, one group after the other on an otherwise idle machine; and how many groups a second come up at once.
//!
//! `bench_groups [simulated|host] [COUNT] [GANTRY]`. `GANTRY` is the program that supervises groups of the host driver;
//! its groups are taken down at the end.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use gantry_engine::clock::{Clock, SystemClock};
use gantry_engine::runtime::Runtime;
use gantry_engine::runtime::host::{HostConfig, HostRuntime};
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::{Engine, EngineConfig};
use gantry_model::containers::GroupState;
use gantry_model::iam::Actor;
use gantry_model::id::ContainerGroupId;

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1);
    let driver = words.next().unwrap_or_else(|| "simulated".into());
    let count: usize = words.next().map_or(50, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let runtime: Arc<dyn Runtime> = match driver.as_str() {
        "host" => {
            let program = words.next().expect("the path of gantry, which supervises");
            Arc::new(HostRuntime::open(HostConfig::new(folder.path(), program)).await.unwrap())
        }
        _ => Arc::new(SimulatedRuntime::open(folder.path(), clock.clone(), Latency::NONE).unwrap()),
    };
    let engine = Engine::open(EngineConfig::at(folder.path()), clock, runtime).await.unwrap();
    engine.start();
    println!("driver: {}", engine.runtime_info().engine);

    // The first start unpacks the image; it is not one of those that are measured.
    let first = order(&engine).await;
    running(&engine, &first).await;

    let mut times = Vec::new();
    let mut groups = vec![first];
    for _ in 0..count {
        let begun = Instant::now();
        let id = order(&engine).await;
        running(&engine, &id).await;
        times.push(begun.elapsed());
        groups.push(id);
    }
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    println!("create to Running, {count} groups: p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms", at(50), at(95), at(99));

    let begun = Instant::now();
    let mut together = Vec::new();
    for _ in 0..count {
        together.push(order(&engine).await);
    }
    for id in &together {
        running(&engine, id).await;
    }
    println!("at once, {count} groups: {:.1} groups/s", count as f64 / begun.elapsed().as_secs_f64());

    groups.append(&mut together);
    let begun = Instant::now();
    for id in &groups {
        engine.containers().unsubscribe(&Actor::System, id).await.unwrap();
    }
    for id in &groups {
        while engine.containers().view(&Actor::System, id).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    println!("taken down: {:.1} groups/s", groups.len() as f64 / begun.elapsed().as_secs_f64());
    engine.stop().await;
    if driver == "host" {
        gantry_engine::runtime::host::teardown(folder.path()).unwrap();
    }
}

async fn order(engine: &Engine) -> ContainerGroupId {
    engine.containers().run_sample(&Actor::System, "local").await.unwrap()
}

/// Waits for the committed status; woken by the change log, so that looking costs nothing while nothing happens.
async fn running(engine: &Engine, id: &ContainerGroupId) {
    let mut watch = engine.store().watch(None);
    loop {
        let row = engine.containers().view(&Actor::System, id).await.unwrap().row;
        match row.state {
            GroupState::Running => return,
            GroupState::Failed | GroupState::ScheduleFailed => panic!("{id}: {:?}", row.reason),
            _ => drop(watch.next().await.unwrap()),
        }
    }
}
