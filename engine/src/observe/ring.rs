//! A group's figures in a file of fixed size: rings of three resolutions, a slot per moment.
//!
//! A slot's place follows from its moment alone, and the slot holds the moment it is of. So there is no header that a
//! kill could tear from the data, a gap is a slot whose moment is another, and writing is one `pwrite`. Coarser rings
//! keep the last sample of their step; rates are computed from cumulative counters, so nothing is lost by that.

use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::path::Path;

use gantry_model::observe::{CpuSample, DiskSample, MemorySample, NetworkSample, Sample};
use gantry_model::time::Timestamp;

/// A resolution: one slot each `step` milliseconds, `slots` of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Level {
    step: i64,
    slots: u64,
}

/// 5 s for an hour and a bit, 1 min for a day, 10 min for a week.
const LEVELS: [Level; 3] =
    [Level { step: 5_000, slots: 780 }, Level { step: 60_000, slots: 1_500 }, Level { step: 600_000, slots: 1_020 }];
/// The moment and 19 figures.
const SLOT: usize = 8 * 20;

impl Level {
    fn place(self, at: Timestamp) -> u64 {
        (at.0.div_euclid(self.step) as u64 % self.slots) * SLOT as u64
    }
}

fn start_of(level: usize) -> u64 {
    LEVELS[..level].iter().map(|level| level.slots * SLOT as u64).sum()
}

/// Milliseconds between two samples of the finest ring: how often to record.
pub const EVERY: i64 = LEVELS[0].step;

/// Writes a sample into all rings, making the file if there is none.
pub fn record(path: &Path, sample: &Sample) -> std::io::Result<()> {
    let file = File::options().write(true).create(true).truncate(false).open(path)?;
    let bytes = encode(sample);
    for (number, level) in LEVELS.into_iter().enumerate() {
        file.write_all_at(&bytes, start_of(number) + level.place(sample.at))?;
    }
    Ok(())
}

/// Samples from `from` to `to` in the finest ring that reaches back to `from`, oldest first; gaps are absent.
pub fn read(path: &Path, from: Timestamp, to: Timestamp, now: Timestamp) -> std::io::Result<(i64, Vec<Sample>)> {
    let reaches = |level: &Level| now.since(from) <= level.step * (level.slots as i64 - 1);
    let number = LEVELS.iter().position(reaches).unwrap_or(LEVELS.len() - 1);
    let level = LEVELS[number];
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((level.step, Vec::new())),
        file => file?,
    };
    let mut ring = vec![0; level.slots as usize * SLOT];
    let mut filled = 0;
    while filled < ring.len() {
        match file.read_at(&mut ring[filled..], start_of(number) + filled as u64)? {
            0 => break,
            more => filled += more,
        }
    }
    let mut samples: Vec<Sample> = ring.chunks_exact(SLOT).map(decode).collect();
    samples.retain(|sample| sample.at.0 != 0 && sample.at >= from && sample.at <= to);
    samples.sort_by_key(|sample| sample.at);
    Ok((level.step, samples))
}

fn encode(sample: &Sample) -> [u8; SLOT] {
    let Sample { at, cpu, memory, network, disk } = sample;
    let figures = [
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
    ];
    let mut bytes = [0; SLOT];
    for (slot, figure) in bytes.chunks_exact_mut(8).zip(figures) {
        slot.copy_from_slice(&figure.to_le_bytes());
    }
    bytes
}

fn decode(bytes: &[u8]) -> Sample {
    let figure = |place: usize| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&bytes[place * 8..place * 8 + 8]);
        u64::from_le_bytes(eight)
    };
    Sample {
        at: Timestamp(figure(0) as i64),
        cpu: CpuSample {
            usage_nano_cores: figure(1),
            usage_core_nano_seconds: figure(2),
            load: figure(3),
            limit: figure(4),
        },
        memory: MemorySample {
            available_bytes: figure(5),
            usage_bytes: figure(6),
            cache: figure(7),
            working_set: figure(8),
            rss: figure(9),
        },
        network: NetworkSample {
            name: "eth0".into(),
            tx_bytes: figure(10),
            rx_bytes: figure(11),
            tx_errors: figure(12),
            rx_errors: figure(13),
            tx_packets: figure(14),
            rx_packets: figure(15),
            tx_drops: figure(16),
            rx_drops: figure(17),
        },
        disk: DiskSample { total: figure(18), used: figure(19) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Sample {
        let network = NetworkSample { name: "eth0".into(), rx_bytes: milliseconds as u64, ..Default::default() };
        Sample { at: Timestamp(milliseconds), network, ..Default::default() }
    }

    #[test]
    fn what_was_recorded_is_read_and_gaps_stay_gaps() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ring");
        let start = 1_700_000_000_000;
        for place in [0, 1, 2, 10, 11] {
            record(&path, &at(start + place * 5_000)).unwrap();
        }
        let (step, samples) =
            read(&path, Timestamp(start), Timestamp(start + 60_000), Timestamp(start + 60_000)).unwrap();
        assert_eq!(step, 5_000);
        let places: Vec<i64> = samples.iter().map(|sample| (sample.at.0 - start) / 5_000).collect();
        assert_eq!(places, [0, 1, 2, 10, 11]);
        assert_eq!(samples[3].network.rx_bytes, (start + 50_000) as u64);
    }

    #[test]
    fn a_ring_that_came_round_shows_only_the_last_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ring");
        let start = 1_700_000_000_000;
        for place in 0..800 {
            record(&path, &at(start + place * 5_000)).unwrap();
        }
        let now = Timestamp(start + 799 * 5_000);
        let (_, samples) = read(&path, now.plus(-3_600_000), now, now).unwrap();
        assert_eq!(samples.len(), 721);
        assert!(samples.windows(2).all(|pair| pair[1].at.since(pair[0].at) == 5_000));
    }

    #[test]
    fn a_week_is_read_from_the_coarse_ring() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ring");
        let now = Timestamp(1_700_000_000_000);
        let (step, samples) = read(&path, now.plus(-7 * 86_400_000), now, now).unwrap();
        assert_eq!((step, samples.len()), (600_000, 0));
    }
}
