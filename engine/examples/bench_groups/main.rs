//! How long an order takes to run, on this machine and beside other engines.
//!
//! `cargo run --release -p gantry-engine --example bench_groups [ROUNDS [TOGETHER [RUNTIME]]]`, as root. For each OCI
//! runtime that works here: from the command's call to the committed status Running, the sample image being unpacked, one
//! group after the other, without and with an EIP; then so many groups at once, and what their supervisors take. After it, `podman run` and
//! `docker run` of the same image. Everything is taken down, however it ends. Like the server, it is its own `supervise`.

mod peers;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use gantry_engine::Context;
use gantry_engine::clock::{Clock, SystemClock};
use gantry_engine::runtime::host::{HostConfig, HostRuntime, candidates, census, teardown};
use gantry_engine::{Engine, EngineConfig};
use gantry_model::containers::operations::{
    ContainerGroupCreate, ContainerGroupRunSample, ContainerGroupUnsubscribe, ContainerGroupView,
};
use gantry_model::containers::view::Order;
use gantry_model::containers::{ContainerGroupSpec, GroupState};
use gantry_model::id::ContainerGroupId;
use gantry_model::network::EipChoice;
use gantry_model::quota::Limits;

/// What one change of a group may take before the bench gives up.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between two rounds.
const SETTLED: Duration = Duration::from_millis(200);
/// Starts of another engine: each takes some tenths of a second.
const PEER_ROUNDS: usize = 30;

fn main() -> Result<()> {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_some_and(|word| word == "supervise") {
        gantry_engine::runtime::host::supervise_main(words);
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default: usize| words.get(at).map_or(Ok(default), |word| word.parse());
    let rounds = number(0, 100).context("ROUNDS is a number")?;
    let together = number(1, 100).context("TOGETHER is a number")?;
    ensure!(nix::unistd::geteuid().is_root(), "the host driver needs root");
    let image = tempfile::Builder::new().prefix("gantry-bench-").tempdir()?;
    let mut same = None;
    for candidate in candidates(words.get(2).map(String::as_str), &std::env::current_exe()?) {
        match candidate.outcome {
            Ok(engine) => {
                let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
                let name = engine.path.display().to_string();
                same = Some(runtime.block_on(measure(&name, rounds, together, image.path()))?);
            }
            Err(reason) => println!("{}: {reason}", candidate.name),
        }
    }
    let Some(same) = same.filter(|_| rounds > 0) else { return Ok(()) };
    peers::podman(&same, rounds.min(PEER_ROUNDS))?;
    peers::docker(&same, rounds.min(PEER_ROUNDS))
}

/// Leaves nothing on the machine, however the measuring ends.
struct Cleaned<'a>(&'a Path);

impl Drop for Cleaned<'_> {
    fn drop(&mut self) {
        if let Err(error) = teardown(self.0) {
            eprintln!("{error}");
        }
    }
}

async fn measure(name: &str, rounds: usize, together: usize, image: &Path) -> Result<peers::Image> {
    let dir = tempfile::Builder::new().prefix("gantry-bench-").tempdir()?;
    let data = dir.path().join("data");
    let _cleaned = Cleaned(&data);
    let mut config = HostConfig::new(&data, std::env::current_exe()?);
    config.runtime = Some(name.into());
    let driver = HostRuntime::open(config).await?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let mut settings = EngineConfig::at(&data);
    // 500 groups of the sample need more than a small machine is given.
    settings.settings.quota = Limits::for_cores(64);
    let engine = Engine::open(settings, clock, Arc::new(driver.clone())).await?;
    engine.start();
    let what = engine.runtime_info().engine;
    let outcome = all(&engine, &driver, &what, rounds, together, &data, image).await;
    engine.stop().await;
    drop(driver);
    let left = census(&data)?;
    let same = outcome?;
    ensure!(left.cgroups.is_empty() && left.processes.is_empty(), "something was left: {left:#?}");
    Ok(same)
}

async fn all(
    engine: &Engine,
    driver: &HostRuntime,
    what: &str,
    rounds: usize,
    together: usize,
    data: &Path,
    image: &Path,
) -> Result<peers::Image> {
    // The first start unpacks the image and makes the network; it is not one of those that are measured.
    let first = engine.call(&Context::system(), ContainerGroupRunSample { region: "local".into() }).await?;
    running(engine, &first).await?;
    let spec = engine.call(&Context::system(), ContainerGroupView { id: first.clone() }).await?.spec;
    // The peers' containers get no public address either.
    let spec = ContainerGroupSpec { eip: EipChoice::None, ..spec };
    let with_eip = ContainerGroupSpec { eip: EipChoice::Auto { bandwidth_mbps: 1 }, ..spec.clone() };
    let same = peers::Image::of(data, &first, image)?;
    for (kind, spec) in [("", &spec), (" with an EIP", &with_eip)] {
        let (mut create, mut remove) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let begun = Instant::now();
            let id = order(engine, spec).await?;
            running(engine, &id).await?;
            create.push(begun.elapsed());
            answers(driver, &id).await?;
            let begun = Instant::now();
            unsubscribe(engine, std::slice::from_ref(&id)).await?;
            remove.push(begun.elapsed());
            // The pair of its EIP goes after the group, and the next one's would wait for that.
            tokio::time::sleep(SETTLED).await;
        }
        if rounds > 0 {
            println!("{what}: create to Running{kind}    {}", spread(create));
            println!("{what}: unsubscribe to gone{kind}  {}", spread(remove));
        }
    }
    if together > 0 {
        let begun = Instant::now();
        let mut groups = Vec::new();
        for _ in 0..together {
            groups.push(order(engine, &spec).await?);
        }
        for id in &groups {
            running(engine, id).await?;
        }
        let rate = together as f64 / begun.elapsed().as_secs_f64();
        println!("{what}: {together} groups at once    {rate:.1} groups/s");
        for id in &groups {
            answers(driver, id).await?;
        }
        let mut memory: Vec<u64> = groups.iter().filter_map(|id| own_memory(driver.supervisor_pid(id)?)).collect();
        memory.sort_unstable();
        let sum: u64 = memory.iter().sum();
        let middle = memory.get(memory.len() / 2).copied().unwrap_or(0);
        println!(
            "{what}: memory of {} supervisors, shared pages shared out: {middle} KiB each, {} MiB together",
            memory.len(),
            sum / 1024
        );
        let begun = Instant::now();
        unsubscribe(engine, &groups).await?;
        println!("{what}: {together} taken down     {:.1} groups/s", together as f64 / begun.elapsed().as_secs_f64());
    }
    unsubscribe(engine, &[first]).await?;
    Ok(same)
}

async fn order(engine: &Engine, spec: &ContainerGroupSpec) -> Result<ContainerGroupId> {
    let order = Order {
        region: "local".into(),
        name: "measured".into(),
        quantity: 1,
        tags: BTreeMap::new(),
        spec: spec.clone(),
        agreed: true,
    };
    engine
        .call(&Context::system(), ContainerGroupCreate { order })
        .await?
        .pop()
        .context("an order for one group made none")
}

/// Waits for the committed status; woken by the change log, so that looking costs nothing while nothing happens.
async fn running(engine: &Engine, id: &ContainerGroupId) -> Result<()> {
    let mut watch = engine.store().watch(None);
    let end = Instant::now() + PATIENCE;
    loop {
        let row = engine.call(&Context::system(), ContainerGroupView { id: id.clone() }).await?.row;
        match row.state {
            GroupState::Running => return Ok(()),
            GroupState::Failed | GroupState::ScheduleFailed => bail!("{id}: {:?}", row.reason),
            _ if Instant::now() > end => bail!("{id} is {:?} after {PATIENCE:?}: {:?}", row.state, row.reason),
            _ => drop(tokio::time::timeout(PATIENCE, watch.next()).await),
        }
    }
}

/// Waits until a group's server listens. Told to stop before it does, process 1 of a container does not hear it, and is
/// ended only after its grace period.
async fn answers(driver: &HostRuntime, id: &ContainerGroupId) -> Result<()> {
    let end = Instant::now() + PATIENCE;
    while let Err(error) = driver.connect(id, 80, PATIENCE).await {
        ensure!(Instant::now() < end, "{id} does not answer: {error}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

/// Gives groups back and waits until they are gone.
async fn unsubscribe(engine: &Engine, groups: &[ContainerGroupId]) -> Result<()> {
    let mut watch = engine.store().watch(None);
    for id in groups {
        engine.call(&Context::system(), ContainerGroupUnsubscribe { id: id.clone() }).await?;
    }
    let end = Instant::now() + PATIENCE;
    for id in groups {
        while engine.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.is_ok() {
            ensure!(Instant::now() < end, "{id} is still there after {PATIENCE:?}");
            drop(tokio::time::timeout(PATIENCE, watch.next()).await);
        }
    }
    Ok(())
}

/// A process's memory in KiB; a page that several share counts as its part (proc(5), `Pss`).
fn own_memory(pid: i32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Percentiles, and from the shortest to the longest.
pub fn spread(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize].as_secs_f64() * 1000.0;
    format!(
        "p50 {:6.1} ms   p90 {:6.1} ms   p99 {:6.1} ms   ({:.1} to {:.1}, n {})",
        at(0.5),
        at(0.9),
        at(0.99),
        at(0.0),
        at(1.0),
        times.len()
    )
}
