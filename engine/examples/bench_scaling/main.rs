//! How fast groups decide and grow: decisions a second for 1,000 groups, what watching 1,000 groups costs, and from a step of the load to the new
//! instance's order and to its running on the simulated driver; then, on real containers, to its first answer, and what
//! watching 50 costs there.
//!
//! `bench_scaling [GROUPS [STEPS [HOST_STEPS [HOST_GROUPS]]]]`, as root for the last two. Like the server, it is its own `supervise`.
#![allow(clippy::unwrap_used)]

mod host;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use gantry_engine::Context;
use gantry_engine::clock::{Clock, SystemClock};
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::scaling::decide::{Instance, Rule, Seen, decide};
use gantry_engine::scaling::figures::{Figures, Means};
use gantry_engine::{Engine, EngineConfig};
use gantry_model::containers::{ContainerSpec, GRACE_SECONDS, GroupSize, GroupState, ImageSource, RestartPolicy, Spec};
use gantry_model::id::{ContainerGroupId, Id as _, ScalingGroupId, ScalingRuleId, VSwitchId};
use gantry_model::quota::Limits;
use gantry_model::scaling::operations::{
    ScalingConfigurationCreateAndEnable, ScalingGroupCreate, ScalingGroupOptions, ScalingGroupScale, ScalingGroupView,
    ScalingRuleCreate,
};
use gantry_model::scaling::{
    Adjustment, Alarm, BillingMethod, Comparison, ConfigurationSource, EipPolicy, GroupSettings, Level, Metric,
    NewScalingGroup, Origin, RuleDraft, RuleKind, ScalingGroupStatus, ScalingGroupType, Template, Watch,
};
use gantry_model::time::Timestamp;

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_some_and(|word| word == "supervise") {
        gantry_engine::runtime::host::supervise_main(words);
    }
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measure())
}

async fn measure() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let groups: u32 = words.next().map_or(1000, |count| count.parse().unwrap());
    let steps: usize = words.next().map_or(40, |count| count.parse().unwrap());
    let host_steps: usize = words.next().map_or(20, |count| count.parse().unwrap());
    if groups > 0 {
        decisions(groups);
    }
    let host_groups: usize = words.next().map_or(50, |count| count.parse().unwrap());
    if host_steps + host_groups > 0 {
        host::on_containers(host_steps, host_groups).await?;
    }

    let folder = tempfile::tempdir()?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let runtime = SimulatedRuntime::open(folder.path(), clock.clone(), Latency::USUAL)?;
    let mut config = EngineConfig::at(folder.path());
    config.settings.quota = Limits::for_cores(1000);
    let engine = Engine::open(config, clock, Arc::new(runtime.clone())).await?;
    engine.start();
    if steps > 0 {
        load_steps(&engine, &runtime, steps).await;
    }
    if groups > 0 {
        watching(&engine, groups).await;
    }
    engine.stop().await;
    Ok(())
}

/// The pure function alone: groups of ten instances with two alarms, each over 45 moments.
fn decisions(groups: u32) {
    let now = Timestamp(1_800_000_000_000);
    let settings = GroupSettings { minimum: 1, maximum: 20, ..GroupSettings::default() };
    let status = ScalingGroupStatus { desired: 10, ..ScalingGroupStatus::default() };
    let instance = |number: u64| Instance {
        id: ContainerGroupId::from_parts(number, number),
        state: GroupState::Running,
        created_at: Timestamp(0),
        version: 1,
        origin: Origin::AutomaticallyCreated,
        protected: false,
        subnet: Some(VSwitchId::from_parts(1, number % 3)),
    };
    let instances: Vec<Instance> = (0..10).map(instance).collect();
    let kinds = [track(Watch::default()), peak()];
    let rule = |(number, kind): (usize, RuleKind)| Rule {
        id: ScalingRuleId::from_parts(number as u64, 1),
        name: format!("rule-{number}"),
        kind,
        cooldown_seconds: None,
        due: None,
    };
    let rules: Vec<Rule> = kinds.into_iter().enumerate().map(rule).collect();
    let figures: Vec<Figures> = (0..groups)
        .map(|group| {
            let mut figures = Figures::default();
            for second in (0..45).rev() {
                let cpu = f64::from((group * 7 + second) % 100);
                let means = Means { cpu: Some(cpu), ..Means::default() };
                figures.push(now.plus(-i64::from(second) * 1000), means, 60_000);
            }
            figures
        })
        .collect();
    let rounds = 50;
    let mut times = Vec::new();
    let mut acted = 0;
    for _ in 0..rounds {
        let begun = Instant::now();
        for figures in &figures {
            let seen =
                Seen { settings: &settings, status: &status, instances: &instances, rules: &rules, figures, now };
            acted += u32::from(decide(seen).step.is_some());
        }
        times.push(begun.elapsed());
    }
    times.sort();
    let median = times[rounds / 2].as_secs_f64();
    println!(
        "decide, {groups} groups of 10 instances and 2 alarms: {:.0} decisions/s, {:.2} ms for all of them ({acted} acted)",
        f64::from(groups) / median,
        median * 1000.0
    );
}

fn track(watch: Watch) -> RuleKind {
    RuleKind::Target { metric: Metric::Cpu, target: Level::whole(50), watch, scale_in_periods: None }
}

fn peak() -> RuleKind {
    let alarm = Alarm {
        metric: Metric::Cpu,
        comparison: Comparison::AtLeast,
        threshold: Level::whole(95),
        watch: Watch::default(),
    };
    RuleKind::Simple { alarm: Some(alarm), adjustment: Adjustment::Change(1) }
}

/// A group of at least one instance with one rule, enabled.
async fn group(
    engine: &Engine,
    name: &str,
    (image, version): (&str, &str),
    maximum: u32,
    kind: RuleKind,
) -> ScalingGroupId {
    let vpc =
        engine.call(&Context::system(), ScalingGroupOptions { region: "local".into() }).await.unwrap().vpcs.remove(0);
    let form = NewScalingGroup {
        region: "local".into(),
        name: name.into(),
        group_type: ScalingGroupType::Eci,
        source: ConfigurationSource::CreateFromScratch,
        settings: GroupSettings { minimum: 1, maximum, cooldown_seconds: 0, ..GroupSettings::default() },
        desired: None,
        vpc: vpc.id,
        subnets: vpc.subnets.into_iter().map(|subnet| subnet.id).collect(),
    };
    let id = engine.call(&Context::system(), ScalingGroupCreate { form }).await.unwrap();
    let template = Template {
        billing: BillingMethod::PayAsYouGo,
        security_group: vpc.security_groups[0].0.clone(),
        size: GroupSize::Basic(Spec { vcpu: 1, gib: 2 }),
        restart_policy: RestartPolicy::Always,
        containers: vec![ContainerSpec {
            name: "web".into(),
            image: ImageSource::Address(image.into()),
            version: version.into(),
            pull_policy: Default::default(),
            command: None,
            arguments: vec![],
            working_directory: None,
            cpu: Default::default(),
            memory: Default::default(),
            environment: vec![],
            ports: vec![],
        }],
        grace_seconds: GRACE_SECONDS,
        eip: EipPolicy::None,
        tags: Default::default(),
    };
    engine.call(&Context::system(), ScalingConfigurationCreateAndEnable { group: id.clone(), template }).await.unwrap();
    let draft = RuleDraft { name: "cpu".into(), enabled: true, cooldown_seconds: None, kind };
    engine.call(&Context::system(), ScalingRuleCreate { group: id.clone(), draft }).await.unwrap();
    id
}

/// From a load that is too much to the order of the next instance, and to its running.
async fn load_steps(engine: &Engine, runtime: &SimulatedRuntime, steps: usize) {
    let image = "load/30";
    let reference = "load/30:latest";
    let at_once = track(Watch { period_seconds: 1, periods: 1 });
    let id = group(engine, "bench-step", (image, "latest"), 5, at_once).await;
    reaches(engine, &id, 1, 1).await.unwrap();
    let (mut ordered, mut running) = (Vec::new(), Vec::new());
    for step in 0..steps {
        // Each step at another moment of the sampling second.
        tokio::time::sleep(Duration::from_millis(1000 + (step as u64 * 377) % 1000)).await;
        let begun = Instant::now();
        runtime.set_load(reference, 80.0);
        reaches(engine, &id, 2, 0).await.unwrap();
        ordered.push(begun.elapsed());
        reaches(engine, &id, 2, 2).await.unwrap();
        running.push(begun.elapsed());
        runtime.set_load(reference, 30.0);
        engine
            .call(&Context::system(), ScalingGroupScale { id: id.clone(), adjustment: Adjustment::To(1) })
            .await
            .unwrap();
        reaches(engine, &id, 1, 1).await.unwrap();
    }
    println!("simulated, load step to ordered  {}", spread(ordered));
    println!("simulated, load step to running  {}", spread(running));
}

/// Percentiles, and from the shortest to the longest.
fn spread(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    format!("p50 {:6.1} ms   p95 {:6.1} ms   ({:.1} to {:.1}, n {})", at(50), at(95), at(0), at(100), times.len())
}

/// Waits until there are so many instances, and so many of them run, woken by the change log.
async fn reaches(engine: &Engine, id: &ScalingGroupId, instances: u32, running: u32) -> anyhow::Result<()> {
    let mut watch = engine.store().watch(None);
    loop {
        let row = engine.call(&Context::system(), ScalingGroupView { id: id.clone() }).await?.row;
        if row.instances == instances && row.running >= running {
            return Ok(());
        }
        let next = tokio::time::timeout(Duration::from_secs(30), watch.next()).await;
        drop(next.with_context(|| format!("{} of {} run, not {running} of {instances}", row.running, row.instances))??);
    }
}

/// What it costs to watch groups that need nothing.
async fn watching(engine: &Engine, groups: u32) {
    let begun = Instant::now();
    let mut ids = Vec::new();
    for number in 0..groups {
        ids.push(group(engine, &format!("bench-{number}"), ("load/0", "latest"), 5, track(Watch::default())).await);
    }
    for id in &ids {
        reaches(engine, id, 1, 1).await.unwrap();
    }
    println!(
        "{groups} groups made, enabled and running their first instance in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    let seconds = 20;
    let before = processor_time();
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    let used = processor_time() - before;
    println!(
        "watching {groups} groups with an alarm each: {:.1} % of one core, sampling all containers included",
        used.as_secs_f64() / seconds as f64 * 100.0
    );
}

/// What this process has used so far.
fn processor_time() -> Duration {
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_SELF).unwrap();
    let time = |time: nix::sys::time::TimeVal| {
        Duration::from_secs(time.tv_sec().unsigned_abs()) + Duration::from_micros(time.tv_usec().unsigned_abs())
    };
    time(usage.user_time()) + time(usage.system_time())
}
