//! Which figure stands where in a slot of a ring. A place is never given to another figure: files outlive versions.

use gantry_model::observe::{ContainerSample, CpuSample, DiskSample, MemorySample, NetworkSample, Sample};
use gantry_model::time::Timestamp;

use super::ring::Kept;

/// Figures of a group's slot.
pub(super) const OF_GROUP: usize = 20;
/// Figures of a container's slot.
pub(super) const OF_CONTAINER: usize = 3;

/// What coarser rings keep of a group's figures.
pub(super) const GROUP_KEEPS: [Kept; OF_GROUP] = {
    let mut kept = [Kept::Last; OF_GROUP];
    // What rises and falls: use and load of the processor, the five figures of memory, what is used of the disk.
    let means = [1, 3, 5, 6, 7, 8, 9, 19];
    let mut number = 0;
    while number < means.len() {
        kept[means[number]] = Kept::Mean;
        number += 1;
    }
    kept
};
/// What coarser rings keep of a container's figures.
pub(super) const CONTAINER_KEEPS: [Kept; OF_CONTAINER] = [Kept::Last, Kept::Last, Kept::Mean];

/// A group's sample, without its containers: those have files of their own.
pub(super) fn of_group(sample: &Sample) -> [u64; OF_GROUP] {
    let Sample { at, cpu, memory, network, disk, containers: _ } = sample;
    [
        at.0 as u64,
        cpu.usage_nano_cores,
        cpu.usage_core_nano_seconds,
        cpu.load,
        cpu.limit,
        memory.available_bytes,
        memory.usage_bytes,
        memory.cache,
        memory.working_set,
        memory.rss,
        network.tx_bytes,
        network.rx_bytes,
        network.tx_errors,
        network.rx_errors,
        network.tx_packets,
        network.rx_packets,
        network.tx_drops,
        network.rx_drops,
        disk.total,
        disk.used,
    ]
}

/// What [`of_group`] wrote.
pub(super) fn to_group(figure: [u64; OF_GROUP]) -> Sample {
    Sample {
        at: Timestamp(figure[0] as i64),
        cpu: CpuSample {
            usage_nano_cores: figure[1],
            usage_core_nano_seconds: figure[2],
            load: figure[3],
            limit: figure[4],
        },
        memory: MemorySample {
            available_bytes: figure[5],
            usage_bytes: figure[6],
            cache: figure[7],
            working_set: figure[8],
            rss: figure[9],
        },
        network: NetworkSample {
            name: "eth0".into(),
            tx_bytes: figure[10],
            rx_bytes: figure[11],
            tx_errors: figure[12],
            rx_errors: figure[13],
            tx_packets: figure[14],
            rx_packets: figure[15],
            tx_drops: figure[16],
            rx_drops: figure[17],
        },
        disk: DiskSample { total: figure[18], used: figure[19] },
        containers: Vec::new(),
    }
}

/// A container's sample at a moment.
pub(super) fn of_container(at: Timestamp, sample: &ContainerSample) -> [u64; OF_CONTAINER] {
    [at.0 as u64, sample.cpu_nanoseconds, sample.working_set]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_of_a_group_comes_back() {
        let figures = std::array::from_fn(|place| place as u64 + 1);
        assert_eq!(of_group(&to_group(figures)), figures);
    }

    #[test]
    fn coarse_rings_keep_means_of_what_rises_and_falls_and_counters_as_they_stand() {
        let means: Vec<usize> = (0..OF_GROUP).filter(|place| GROUP_KEEPS[*place] == Kept::Mean).collect();
        let ones = to_group(std::array::from_fn(|place| u64::from(means.contains(&place))));
        assert_eq!((ones.cpu.usage_nano_cores, ones.cpu.load, ones.memory.working_set, ones.disk.used), (1, 1, 1, 1));
        assert_eq!(
            (ones.at, ones.cpu.usage_core_nano_seconds, ones.cpu.limit, ones.disk.total),
            (Timestamp(0), 0, 0, 0)
        );
        assert_eq!((ones.network.tx_bytes, ones.network.rx_drops), (0, 0));
    }
}
