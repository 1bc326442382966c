//! Figures and log lines of simulated containers: made up, but the same for the same id and moment.

use gantry_model::containers::RestartPolicy;
use gantry_model::observe::{
    ContainerSample, CpuSample, DiskSample, LogLine, LogStream, MemorySample, NetworkSample, Sample,
};
use gantry_model::time::Timestamp;

use super::behaviour::{self, Behaviour};
use gantry_platform::runtime::GroupPlan;

/// Between two log lines of a running container, in milliseconds.
pub const LINE_EVERY: i64 = 1_000;
/// Lines that are kept, as a driver with files keeps a bounded number.
const LINES_KEPT: u64 = 10_000;

/// A number between 0 and 1 that depends on the text alone.
fn chance(text: &str) -> f64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

/// The group's figures at `now`, having run since `since`: a slow wave around a level of its own.
pub fn sample(plan: &GroupPlan, since: Timestamp, now: Timestamp) -> Sample {
    let level = 0.15 + 0.5 * chance(plan.id.as_ref());
    let seconds = now.since(since).max(0) as f64 / 1000.0;
    let wave = (seconds / 90.0 + level * 6.0).sin() * 0.12 + (seconds / 7.0).sin() * 0.03;
    let load = (level + wave).clamp(0.01, 0.98);
    let cores = f64::from(plan.cpu.0) / 1000.0;
    let memory = plan.memory.bytes();
    let working_set = (memory as f64 * (0.1 + load / 2.0)) as u64;
    let traffic = (seconds * load * 20_000.0) as u64;
    Sample {
        at: now,
        cpu: CpuSample {
            usage_nano_cores: (load * cores * 1e9) as u64,
            usage_core_nano_seconds: (level * cores * seconds * 1e9) as u64,
            load: (load * cores).round() as u64,
            limit: u64::from(plan.cpu.0),
        },
        memory: MemorySample {
            available_bytes: memory - working_set,
            usage_bytes: working_set + working_set / 8,
            cache: working_set / 8,
            working_set,
            rss: working_set * 3 / 4,
        },
        network: NetworkSample {
            name: "eth0".into(),
            tx_bytes: traffic * 3,
            rx_bytes: traffic,
            tx_packets: traffic / 400,
            rx_packets: traffic / 300,
            ..Default::default()
        },
        disk: DiskSample { total: plan.writable_bytes, used: (64 << 20) + traffic / 10 },
        containers: shares(plan, (level * cores * seconds * 1e9) as u64, working_set),
    }
}

/// What each container has of what the group uses: a part that follows from its name.
fn shares(plan: &GroupPlan, cpu_nanoseconds: u64, working_set: u64) -> Vec<ContainerSample> {
    // Backwards: names differ at their ends, and the beginning of a text counts most.
    let weight = |name: &str| 0.2 + chance(&name.chars().rev().collect::<String>());
    let weights: Vec<f64> = plan.containers.iter().map(|container| weight(&container.name)).collect();
    let whole: f64 = weights.iter().sum();
    let share = |of: u64, weight: f64| (of as f64 * weight / whole) as u64;
    plan.containers
        .iter()
        .zip(&weights)
        .map(|(container, weight)| ContainerSample {
            name: container.name.clone(),
            cpu_nanoseconds: share(cpu_nanoseconds, *weight),
            working_set: share(working_set, *weight),
        })
        .collect()
}

/// The lines after number `after` that a container has written by `now`, oldest first, at most the last 10,000.
pub fn lines(
    container: &str,
    behaviour: Behaviour,
    policy: RestartPolicy,
    first: Timestamp,
    now: Timestamp,
    after: u64,
) -> Vec<LogLine> {
    let runs = behaviour::runs(behaviour, policy, first, now);
    let at_once = if let Behaviour::Writes(lines) = behaviour { lines } else { 0 };
    let written = |run: &behaviour::Run| {
        let end = run.ends_at.filter(|end| *end <= now).unwrap_or(now);
        1 + at_once + (end.since(run.started_at) / LINE_EVERY).max(0) as u64
    };
    let total: u64 = runs.iter().map(written).sum();
    let from = after.max(total.saturating_sub(LINES_KEPT));
    let mut lines = Vec::new();
    let mut number = 0;
    for run in &runs {
        let count = written(run);
        let skipped = from.saturating_sub(number).min(count);
        for place in skipped..count {
            let last = place + 1 == count && run.ends_at.is_some_and(|end| end <= now);
            let at = run.started_at.plus(place.saturating_sub(at_once) as i64 * LINE_EVERY);
            let (stream, text) = line(container, behaviour, place, last);
            lines.push(LogLine { number: number + place + 1, at, stream, text });
        }
        number += count;
    }
    lines
}

fn line(container: &str, behaviour: Behaviour, place: u64, last: bool) -> (LogStream, String) {
    match place {
        _ if last => (LogStream::Stderr, format!("{container}: {}", behaviour::end_text(behaviour))),
        0 => (LogStream::Stdout, format!("{container}: simulated, nothing really runs; these lines are made up")),
        _ if place % 500 == 250 => (LogStream::Stderr, format!("ERROR {container}: request {place} was not answered")),
        _ if place.is_multiple_of(30) => (LogStream::Stderr, format!("WARN {container}: request {place} took 1204 ms")),
        _ => (LogStream::Stdout, format!("INFO {container}: request {place} answered in {} ms", 2 + place * 7 % 40)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_without_gaps_and_resume() {
        let all = lines("web", Behaviour::Runs, RestartPolicy::Always, Timestamp(0), Timestamp(9_500), 0);
        assert_eq!(all.iter().map(|line| line.number).collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
        let rest = lines("web", Behaviour::Runs, RestartPolicy::Always, Timestamp(0), Timestamp(9_500), 7);
        assert_eq!(rest, all[7..]);
    }

    #[test]
    fn lines_of_the_start_come_before_one_a_second() {
        let all = lines("web", Behaviour::Writes(6_000), RestartPolicy::Always, Timestamp(0), Timestamp(2_000), 0);
        assert_eq!(all.len(), 6_003);
        assert_eq!((all[6_000].at, all[6_002].at), (Timestamp(0), Timestamp(2_000)));
        assert_eq!(all.last().map(|line| line.number), Some(6_003));
    }

    #[test]
    fn a_long_log_keeps_its_newest_lines() {
        let all = lines("web", Behaviour::Runs, RestartPolicy::Always, Timestamp(0), Timestamp(100_000_000), 0);
        assert_eq!(all.len(), 10_000);
        assert_eq!(all.last().map(|line| line.number), Some(100_001));
    }
}
