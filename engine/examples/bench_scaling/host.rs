//! From a step of real load to the first answer of the new instance, on real containers; beside it, in the same run, the same instance asked
//! for by hand: what the load's way through sampling and decision adds is the difference. And what watching groups costs that need nothing.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use gantry_engine::Context;
use gantry_engine::clock::{Clock, SystemClock};
use gantry_engine::runtime::host::{HostConfig, HostRuntime, census, teardown};
use gantry_engine::runtime::{ExecCommand, ExecSession, Runtime as _};
use gantry_engine::{Engine, EngineConfig};
use gantry_model::id::{ContainerGroupId, ScalingGroupId};
use gantry_model::page::PageRequest;
use gantry_model::quota::Limits;
use gantry_model::scaling::operations::{
    ScalingGroupDelete, ScalingGroupOptions, ScalingGroupScale, ScalingGroupView, ScalingInstanceList,
    ScalingInstanceRemove,
};
use gantry_model::scaling::view::{InstanceFilter, WithInstances};
use gantry_model::scaling::{Adjustment, Alarm, Comparison, Level, Metric, Origin, RuleKind, Watch};

use crate::{group, peak, processor_time, reaches, spread, track};

/// What an instance does while it is under load: one core's worth, so long.
const BURN: Duration = Duration::from_secs(3);
/// What the rule compares with, in percent of the instance's one vCPU.
const THRESHOLD: u64 = 20;
/// A group comes to rest for so long before a step: rules look only at figures from after the last change, so a step that follows one
/// would wait for the rest of the period.
const REST: Duration = Duration::from_millis(1500);
/// How long groups that need nothing are watched.
const IDLE: Duration = Duration::from_secs(20);
/// What a connection or an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Leaves nothing on the machine, however the measuring ends.
struct Cleaned<'a>(&'a Path);

impl Drop for Cleaned<'_> {
    fn drop(&mut self) {
        if let Err(error) = teardown(self.0) {
            eprintln!("{error}");
        }
    }
}

/// Measures so many steps and what so many idle groups cost, if this machine can run containers.
pub async fn on_containers(steps: usize, groups: usize) -> Result<()> {
    if !nix::unistd::geteuid().is_root() {
        println!("load step to the first answer on the host driver: not measured, it needs root");
        return Ok(());
    }
    let folder = tempfile::Builder::new().prefix("gantry-bench-").tempdir()?;
    let data = folder.path().join("data");
    let _cleaned = Cleaned(&data);
    let driver = HostRuntime::open(HostConfig::new(&data, std::env::current_exe()?)).await?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let mut config = EngineConfig::at(&data);
    config.settings.quota = Limits::for_cores(64);
    let engine = Engine::open(config, clock, Arc::new(driver.clone())).await?;
    engine.start();
    let mut outcome = Ok(());
    if steps > 0 {
        outcome = load_steps(&engine, &driver, steps).await;
    }
    if groups > 0 && outcome.is_ok() {
        outcome = idle(&engine, &data, groups).await;
    }
    engine.stop().await;
    drop(driver);
    let left = census(&data)?;
    outcome?;
    ensure!(left.cgroups.is_empty() && left.processes.is_empty(), "something was left: {left:#?}");
    Ok(())
}

/// Address and version of the sample image.
async fn sample_image(engine: &Engine) -> Result<(String, String)> {
    let sample = engine.call(&Context::system(), ScalingGroupOptions { region: "local".into() }).await?.sample_yaml;
    let image =
        sample.lines().find_map(|line| line.trim().strip_prefix("image: ")).context("the sample has an image")?;
    let (address, version) = image.rsplit_once(':').context("the image has a version")?;
    Ok((address.to_owned(), version.to_owned()))
}

async fn load_steps(engine: &Engine, driver: &HostRuntime, steps: usize) -> Result<()> {
    let (address, version) = sample_image(engine).await?;
    let alarm = Alarm {
        metric: Metric::Cpu,
        comparison: Comparison::AtLeast,
        threshold: Level::whole(THRESHOLD),
        watch: Watch { period_seconds: 1, periods: 1 },
    };
    let rule = RuleKind::Simple { alarm: Some(alarm), adjustment: Adjustment::Change(1) };
    let id = group(engine, "bench-host", (&address, &version), 2, rule).await;
    reaches(engine, &id, 1, 1).await?;
    let first = instances(engine, &id).await?.remove(0);
    answer(driver, &first).await?;

    let (mut begins, mut ordered, mut running, mut answered, mut by_hand) = (vec![], vec![], vec![], vec![], vec![]);
    for step in 0..steps {
        rests(engine, &id).await?;
        // Each step at another moment of the second, all parts of it alike.
        at_moment((step * 377 % steps) as u64 * 1000 / steps as u64).await;
        let begun = Instant::now();
        burn(driver, &first).await?;
        begins.push(begun.elapsed());
        reaches(engine, &id, 2, 0).await?;
        ordered.push(begun.elapsed());
        let second = other(engine, &id, &first).await?;
        reaches(engine, &id, 2, 2).await?;
        running.push(begun.elapsed());
        answer(driver, &second).await?;
        answered.push(begun.elapsed());
        // Until the load is over and no longer seen.
        tokio::time::sleep((BURN + Duration::from_secs(2)).saturating_sub(begun.elapsed())).await;
        alone(engine, &id, &first, &second).await?;

        let begun = Instant::now();
        engine.call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(2) }).await?;
        let second = other(engine, &id, &first).await?;
        reaches(engine, &id, 2, 2).await?;
        answer(driver, &second).await?;
        by_hand.push(begun.elapsed());
        alone(engine, &id, &first, &second).await?;
    }
    ends(engine, &[id]).await?;
    println!("on {}, a rule CPU Usage ≥ {THRESHOLD} % for 1 s, one core of load:", engine.runtime_info().engine);
    println!("the load's own begin       {}", spread(begins));
    println!("load step to ordered       {}", spread(ordered));
    println!("load step to running       {}", spread(running));
    println!("load step to first answer  {}", spread(answered));
    println!("by hand to first answer    {}", spread(by_hand));
    Ok(())
}

/// What the server and its supervisors use for groups of one instance that need nothing: looked at by a rule of 15 s, and of 1 s.
async fn idle(engine: &Engine, data: &Path, groups: usize) -> Result<()> {
    let (address, version) = sample_image(engine).await?;
    let second = Watch { period_seconds: 1, periods: 1 };
    for (rule, words) in [(peak(), "a rule of 3 periods of 15 s"), (track(second), "a rule of one period of 1 s")] {
        let mut ids = Vec::new();
        for number in 0..groups {
            ids.push(group(engine, &format!("bench-idle-{number}"), (&address, &version), 2, rule.clone()).await);
        }
        for id in &ids {
            reaches(engine, id, 1, 1).await?;
        }
        // What the start left to do is over by then.
        tokio::time::sleep(Duration::from_secs(5)).await;
        let processes = census(data)?.processes;
        let (before, others) = (processor_time(), used_by(&processes));
        tokio::time::sleep(IDLE).await;
        let part = |used: Duration| used.as_secs_f64() / IDLE.as_secs_f64() * 100.0;
        println!(
            "{groups} idle groups with {words}: the server {:.2} % of one core, supervisors and containers {:.2} %",
            part(processor_time() - before),
            part(used_by(&processes).saturating_sub(others))
        );
        ends(engine, &ids).await?;
    }
    Ok(())
}

/// What these processes have used so far.
fn used_by(processes: &[i32]) -> Duration {
    let of = |process: &i32| {
        let text = std::fs::read_to_string(format!("/proc/{process}/schedstat")).unwrap_or_default();
        text.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or(0)
    };
    Duration::from_nanos(processes.iter().map(of).sum())
}

/// Waits for the next moment that is so many milliseconds after a whole second.
async fn at_moment(millisecond: u64) {
    let now = SystemClock.now().0.rem_euclid(1000).unsigned_abs();
    tokio::time::sleep(Duration::from_millis((1000 + millisecond - now) % 1000)).await;
}

/// Deletes groups with their instances and waits until they are gone.
async fn ends(engine: &Engine, ids: &[ScalingGroupId]) -> Result<()> {
    for id in ids {
        engine.call(&Context::system(), ScalingGroupDelete { id: id.clone(), with: WithInstances::Remove }).await?;
    }
    let end = Instant::now() + PATIENCE * 3;
    for id in ids {
        while engine.call(&Context::system(), ScalingGroupView { id: id.clone() }).await.is_ok() {
            ensure!(Instant::now() < end, "the group does not end");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    Ok(())
}

/// Waits until nothing of the group has changed for [`REST`].
async fn rests(engine: &Engine, id: &ScalingGroupId) -> Result<()> {
    let end = Instant::now() + PATIENCE;
    while engine.call(&Context::system(), ScalingGroupView { id: id.clone() }).await?.ongoing.is_some() {
        ensure!(Instant::now() < end, "the group does not come to rest");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(REST).await;
    Ok(())
}

/// Keeps one core busy in an instance for [`BURN`].
async fn burn(driver: &HostRuntime, instance: &ContainerGroupId) -> Result<()> {
    let seconds = BURN.as_secs().to_string();
    let busy = ["timeout", "-s", "KILL", &seconds, "/bin/busybox", "sh", "-c", "while :; do :; done"];
    let argv = std::iter::once("/bin/busybox").chain(busy).map(str::to_owned).collect();
    let ExecSession { input, mut output } =
        driver.exec(instance, "web", &ExecCommand { argv, columns: 80, rows: 24 }).await?;
    // The terminal stays open until the load ends, or its end would end the load.
    tokio::spawn(async move {
        while output.recv().await.is_some() {}
        drop(input);
    });
    Ok(())
}

async fn instances(engine: &Engine, id: &ScalingGroupId) -> Result<Vec<ContainerGroupId>> {
    let page = PageRequest { size: 100, ..PageRequest::default() };
    let filter = InstanceFilter { group: id.clone(), origin: Origin::AutomaticallyCreated, page };
    let list = engine.call(&Context::system(), ScalingInstanceList { filter }).await?;
    Ok(list.page.items.into_iter().map(|row| row.id).collect())
}

/// The instance beside the first.
async fn other(engine: &Engine, id: &ScalingGroupId, first: &ContainerGroupId) -> Result<ContainerGroupId> {
    let all = instances(engine, id).await?;
    all.into_iter().find(|one| one != first).context("there is a second instance")
}

/// Ends the second instance and waits until it is gone.
async fn alone(
    engine: &Engine,
    id: &ScalingGroupId,
    first: &ContainerGroupId,
    second: &ContainerGroupId,
) -> Result<()> {
    engine.call(&Context::system(), ScalingInstanceRemove { instance: second.clone() }).await?;
    reaches(engine, id, 1, 1).await?;
    let end = Instant::now() + PATIENCE;
    while instances(engine, id).await?.as_slice() != std::slice::from_ref(first) {
        ensure!(Instant::now() < end, "{second} does not end");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// Waits for the first byte of the instance's page.
async fn answer(driver: &HostRuntime, instance: &ContainerGroupId) -> Result<()> {
    let end = Instant::now() + PATIENCE;
    loop {
        let asked = match driver.connect(instance, 80, PATIENCE).await {
            Ok(stream) => tokio::task::spawn_blocking(move || ask(stream)).await?,
            Err(error) => Err(error.into()),
        };
        match asked {
            Ok(()) => return Ok(()),
            Err(error) => ensure!(Instant::now() < end, "{instance} does not answer: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(3)).await;
    }
}

fn ask(mut stream: std::net::TcpStream) -> Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
    let mut first = [0];
    ensure!(stream.read(&mut first)? == 1, "the connection ended without an answer");
    Ok(())
}
