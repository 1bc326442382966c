//! The figures of a group (MON-08, MON-10, MON-11, MON-12), taken by its supervisor: it sees the group's network and
//! its disk.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use gantry_model::observe::{ContainerSample, CpuSample, DiskSample, MemorySample, NetworkSample, Sample};
use nix::sys::statvfs::statvfs;

use super::clock::now;
use super::protocol::Assignment;

/// Between two looks at the number of runnable tasks.
const TICK: Duration = Duration::from_secs(1);
/// A second is as good as over this much earlier: those who ask each half second are never quite on time.
const SLACK: Duration = Duration::from_millis(50);
/// Looks that Load is the mean of.
const LOOKS: usize = 10;
/// Use of processor time below this since the last look is none.
const IDLE: u64 = 1_000_000;

/// Looks at a group each second.
#[derive(Debug)]
pub struct Meter {
    cgroup: String,
    next: Instant,
    /// Moment, processor time in nanoseconds, runnable tasks.
    looks: VecDeque<(Instant, u64, u64)>,
    /// Moment and processor time of the samples of the last second, and of one before.
    samples: VecDeque<(Instant, u64)>,
}

impl Meter {
    pub fn new(assignment: &Assignment) -> Self {
        let cgroup = assignment.installation.group_cgroup(assignment.id());
        Self { cgroup, next: Instant::now(), looks: VecDeque::new(), samples: VecDeque::new() }
    }

    /// When the next look is due.
    pub fn next(&self) -> Instant {
        self.next
    }

    pub fn tick(&mut self, assignment: &Assignment, moment: Instant) {
        if moment < self.next {
            return;
        }
        self.next = moment + TICK;
        let used = assignment.cgroups.cpu_nanoseconds(&self.cgroup);
        let busy = self.looks.back().is_none_or(|(_, before, _)| used.saturating_sub(*before) >= IDLE);
        let runnable = if busy {
            let threads = assignment.cgroups.threads(&self.cgroup);
            threads.into_iter().filter(|thread| is_runnable(*thread)).count() as u64
        } else {
            0
        };
        self.looks.push_back((moment, used, runnable));
        if self.looks.len() > LOOKS {
            self.looks.pop_front();
        }
    }

    pub fn sample(&mut self, assignment: &Assignment, dir: &Path) -> Sample {
        let used = assignment.cgroups.cpu_nanoseconds(&self.cgroup);
        let moment = Instant::now();
        // The last whole second and what has passed since: short enough to follow, long enough not to jump. Who samples often has samples
        // nearer to that second than the looks.
        let old = |at: Instant| moment - at >= TICK - SLACK;
        let looks = self.looks.iter().map(|(at, used, _)| (*at, *used));
        let known = looks.chain(self.samples.iter().copied());
        let before = known.clone().filter(|(at, _)| old(*at)).max().or(known.min());
        let usage = before.map_or(0, |(at, before)| {
            let passed = (moment - at).as_nanos().max(1);
            (u128::from(used.saturating_sub(before)) * 1_000_000_000 / passed) as u64
        });
        while self.samples.len() >= LOOKS || self.samples.get(1).is_some_and(|(at, _)| old(*at)) {
            self.samples.pop_front();
        }
        self.samples.push_back((moment, used));
        let load = self.looks.iter().map(|look| look.2).sum::<u64>();
        let memory = assignment.cgroups.memory(&self.cgroup);
        let working_set = memory.usage.saturating_sub(memory.inactive_file);
        let disk = statvfs(&dir.join("disk")).map_or_else(
            |_| DiskSample::default(),
            |found| {
                let block = found.fragment_size();
                let total = found.blocks() * block;
                DiskSample { total, used: total.saturating_sub(found.blocks_free() * block) }
            },
        );
        Sample {
            at: now(),
            cpu: CpuSample {
                usage_nano_cores: usage,
                usage_core_nano_seconds: used,
                load: (load as f64 / self.looks.len().max(1) as f64).round() as u64,
                limit: u64::from(assignment.plan.cpu.0),
            },
            memory: MemorySample {
                available_bytes: assignment.plan.memory.bytes().saturating_sub(working_set),
                usage_bytes: memory.usage,
                cache: memory.cache,
                working_set,
                rss: memory.rss,
            },
            network: network(&fs::read_to_string("/proc/net/dev").unwrap_or_default()),
            disk,
            containers: self.containers(assignment),
        }
    }

    /// Each container's cgroup is below its group's, by its name; one that does not run has none, and uses nothing.
    fn containers(&self, assignment: &Assignment) -> Vec<ContainerSample> {
        let of = |name: &str| {
            let cgroup = format!("{}/{name}", self.cgroup);
            let memory = assignment.cgroups.memory(&cgroup);
            ContainerSample {
                name: name.to_owned(),
                cpu_nanoseconds: assignment.cgroups.cpu_nanoseconds(&cgroup),
                working_set: memory.usage.saturating_sub(memory.inactive_file),
            }
        };
        assignment.plan.containers.iter().map(|container| of(&container.name)).collect()
    }
}

/// Running, or waiting for the disk, which counts as load as well.
fn is_runnable(thread: i32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{thread}/stat")).unwrap_or_default();
    stat.rsplit_once(')').and_then(|(_, rest)| rest.trim_start().chars().next()).is_some_and(|c| c == 'R' || c == 'D')
}

/// Reads proc_net(5)'s table of interfaces.
fn network(table: &str) -> NetworkSample {
    let mut sample = NetworkSample { name: "eth0".into(), ..Default::default() };
    let Some((_, rest)) =
        table.lines().find_map(|line| line.trim().split_once(':').filter(|(name, _)| *name == "eth0"))
    else {
        return sample;
    };
    let fields: Vec<u64> = rest.split_whitespace().filter_map(|field| field.parse().ok()).collect();
    let field = |at: usize| fields.get(at).copied().unwrap_or(0);
    (sample.rx_bytes, sample.rx_packets, sample.rx_errors, sample.rx_drops) = (field(0), field(1), field(2), field(3));
    (sample.tx_bytes, sample.tx_packets, sample.tx_errors, sample.tx_drops) =
        (field(8), field(9), field(10), field(11));
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_figures_are_those_of_eth0() {
        let table = "Inter-| Receive | Transmit\n face |bytes packets\n    lo: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n  \
            eth0: 100 7 1 2 0 0 0 0 200 8 3 4 0 0 0 0\n";
        let sample = network(table);
        assert_eq!((sample.rx_bytes, sample.rx_packets, sample.rx_errors, sample.rx_drops), (100, 7, 1, 2));
        assert_eq!((sample.tx_bytes, sample.tx_packets, sample.tx_errors, sample.tx_drops), (200, 8, 3, 4));
    }
}
