//! How fast groups decide and grow: decisions a second for 1,000 groups, what watching 1,000 groups each second costs, and from a step of the load
//! to the new instance's order and to its running, on the simulated driver with a sample each second.
//!
//! `bench_scaling [GROUPS] [STEPS]`.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use gantry_engine::clock::{Clock, SystemClock};
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::scaling::decide::{Instance, Rule, Seen, decide};
use gantry_engine::scaling::figures::{Figures, Means};
use gantry_engine::{Engine, EngineConfig};
use gantry_model::containers::{ContainerSpec, GRACE_SECONDS, GroupSize, GroupState, ImageSource, RestartPolicy, Spec};
use gantry_model::iam::Actor;
use gantry_model::id::{ContainerGroupId, Id as _, ScalingGroupId, ScalingRuleId, VSwitchId};
use gantry_model::quota::Limits;
use gantry_model::scaling::{
    Adjustment, Alarm, BillingMethod, Comparison, ConfigurationSource, EipPolicy, GroupSettings, Level, Metric,
    NewScalingGroup, Origin, RuleDraft, RuleKind, ScalingGroupStatus, ScalingGroupType, Template, Watch,
};
use gantry_model::time::Timestamp;

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1);
    let groups: u32 = words.next().map_or(1000, |count| count.parse().unwrap());
    let steps: usize = words.next().map_or(40, |count| count.parse().unwrap());
    decisions(groups);

    let folder = tempfile::tempdir().unwrap();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let runtime = SimulatedRuntime::open(folder.path(), clock.clone(), Latency::USUAL).unwrap();
    let mut config = EngineConfig::at(folder.path());
    config.settings.quota = Limits::for_cores(1000);
    let engine = Engine::open(config, clock, Arc::new(runtime.clone())).await.unwrap();
    engine.start();
    load_steps(&engine, &runtime, steps).await;
    watching(&engine, groups).await;
    engine.stop().await;
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
            let seen = Seen {
                settings: &settings,
                status: &status,
                instances: &instances,
                rules: &rules,
                figures,
                every: 1000,
                now,
            };
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

async fn group(engine: &Engine, name: &str, image: &str, watch: Watch) -> ScalingGroupId {
    let scaling = engine.scaling();
    let vpc = scaling.options(&Actor::System, "local").await.unwrap().vpcs.remove(0);
    let form = NewScalingGroup {
        region: "local".into(),
        name: name.into(),
        group_type: ScalingGroupType::Eci,
        source: ConfigurationSource::CreateFromScratch,
        settings: GroupSettings { minimum: 1, maximum: 5, cooldown_seconds: 0, ..GroupSettings::default() },
        desired: None,
        vpc: vpc.id,
        subnets: vpc.subnets.into_iter().map(|subnet| subnet.id).collect(),
    };
    let id = scaling.create(&Actor::System, form).await.unwrap();
    let template = Template {
        billing: BillingMethod::PayAsYouGo,
        security_group: vpc.security_groups[0].0.clone(),
        size: GroupSize::Basic(Spec { vcpu: 1, gib: 2 }),
        restart_policy: RestartPolicy::Always,
        containers: vec![ContainerSpec {
            name: "web".into(),
            image: ImageSource::Address(image.into()),
            version: "latest".into(),
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
    scaling.configuration_create_and_enable(&Actor::System, &id, template).await.unwrap();
    let draft = RuleDraft { name: "cpu".into(), enabled: true, cooldown_seconds: None, kind: track(watch) };
    scaling.rule_create(&Actor::System, &id, draft).await.unwrap();
    id
}

/// From a load that is too much to the order of the next instance, and to its running.
async fn load_steps(engine: &Engine, runtime: &SimulatedRuntime, steps: usize) {
    let image = "load/30";
    let reference = "load/30:latest";
    let id = group(engine, "bench-step", image, Watch { period_seconds: 1, periods: 1 }).await;
    reaches(engine, &id, 1, 1).await;
    let (mut ordered, mut running) = (Vec::new(), Vec::new());
    for step in 0..steps {
        // Each step at another moment of the sampling second.
        tokio::time::sleep(Duration::from_millis(1000 + (step as u64 * 377) % 1000)).await;
        let begun = Instant::now();
        runtime.set_load(reference, 80.0);
        reaches(engine, &id, 2, 0).await;
        ordered.push(begun.elapsed());
        reaches(engine, &id, 2, 2).await;
        running.push(begun.elapsed());
        runtime.set_load(reference, 30.0);
        engine.scaling().scale(&Actor::System, &id, Adjustment::To(1)).await.unwrap();
        reaches(engine, &id, 1, 1).await;
    }
    for (what, times) in [("ordered", &mut ordered), ("running", &mut running)] {
        times.sort();
        let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
        println!(
            "load step to {what}, {steps} steps: p50 {:.0} ms, p95 {:.0} ms, most {:.0} ms",
            at(50),
            at(95),
            at(100)
        );
    }
}

/// Waits until there are so many instances, and so many of them run, woken by the change log.
async fn reaches(engine: &Engine, id: &ScalingGroupId, instances: u32, running: u32) {
    let mut watch = engine.store().watch(None);
    loop {
        let row = engine.scaling().view(&Actor::System, id).await.unwrap().row;
        if row.instances == instances && row.running >= running {
            return;
        }
        drop(tokio::time::timeout(Duration::from_secs(30), watch.next()).await.expect("something happens").unwrap());
    }
}

/// What it costs to watch groups that need nothing.
async fn watching(engine: &Engine, groups: u32) {
    let begun = Instant::now();
    let mut ids = Vec::new();
    for number in 0..groups {
        ids.push(group(engine, &format!("bench-{number}"), "load/0", Watch::default()).await);
    }
    for id in &ids {
        reaches(engine, id, 1, 1).await;
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
