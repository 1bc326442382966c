//! Figures of one thing in a file of fixed size: rings of three resolutions, a slot per moment.
//!
//! A slot holds `N` figures, the first of which is its moment; what the others are is known to who writes and reads them.
//!
//! A slot's place follows from its moment alone, and the slot holds the moment it is of. So there is no header that a
//! kill could tear from the data, a gap is a slot whose moment is another, and writing is one `pwrite`. Coarser rings
//! keep the last sample of their step; rates are computed from cumulative counters, so nothing is lost by that.

use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::path::Path;

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
/// Of a slot with so many figures, in bytes.
const fn size(figures: usize) -> usize {
    8 * figures
}

impl Level {
    fn place(self, at: Timestamp, figures: usize) -> u64 {
        (at.0.div_euclid(self.step) as u64 % self.slots) * size(figures) as u64
    }
}

fn start_of(level: usize, figures: usize) -> u64 {
    LEVELS[..level].iter().map(|level| level.slots * size(figures) as u64).sum()
}

/// Milliseconds between two samples of the finest ring: how often to record.
pub const EVERY: i64 = LEVELS[0].step;

/// Writes figures into all rings, making the file if there is none.
pub fn record<const N: usize>(path: &Path, figures: &[u64; N]) -> std::io::Result<()> {
    let file = File::options().write(true).create(true).truncate(false).open(path)?;
    let mut bytes = Vec::with_capacity(size(N));
    figures.iter().for_each(|figure| bytes.extend(figure.to_le_bytes()));
    for (number, level) in LEVELS.into_iter().enumerate() {
        file.write_all_at(&bytes, start_of(number, N) + level.place(Timestamp(figures[0] as i64), N))?;
    }
    Ok(())
}

/// Figures from `from` to `to` in the finest ring that reaches back to `from`, oldest first; gaps are absent.
pub fn read<const N: usize>(
    path: &Path,
    from: Timestamp,
    to: Timestamp,
    now: Timestamp,
) -> std::io::Result<(i64, Vec<[u64; N]>)> {
    let reaches = |level: &Level| now.since(from) <= level.step * (level.slots as i64 - 1);
    let number = LEVELS.iter().position(reaches).unwrap_or(LEVELS.len() - 1);
    let level = LEVELS[number];
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((level.step, Vec::new())),
        file => file?,
    };
    let mut ring = vec![0; level.slots as usize * size(N)];
    let mut filled = 0;
    while filled < ring.len() {
        match file.read_at(&mut ring[filled..], start_of(number, N) + filled as u64)? {
            0 => break,
            more => filled += more,
        }
    }
    let mut slots: Vec<[u64; N]> = ring.chunks_exact(size(N)).map(decode).collect();
    slots.retain(|slot| slot[0] != 0 && (from.0..=to.0).contains(&(slot[0] as i64)));
    slots.sort_by_key(|slot| slot[0]);
    Ok((level.step, slots))
}

fn decode<const N: usize>(bytes: &[u8]) -> [u64; N] {
    std::array::from_fn(|place| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&bytes[place * 8..place * 8 + 8]);
        u64::from_le_bytes(eight)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> [u64; 3] {
        [milliseconds as u64, 7, milliseconds as u64 * 2]
    }

    fn since(pair: &[[u64; 3]]) -> u64 {
        pair[1][0] - pair[0][0]
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
            read::<3>(&path, Timestamp(start), Timestamp(start + 60_000), Timestamp(start + 60_000)).unwrap();
        assert_eq!(step, 5_000);
        let places: Vec<i64> = samples.iter().map(|sample| (sample[0] as i64 - start) / 5_000).collect();
        assert_eq!(places, [0, 1, 2, 10, 11]);
        assert_eq!(samples[3], at(start + 50_000));
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
        let (_, samples) = read::<3>(&path, now.plus(-3_600_000), now, now).unwrap();
        assert_eq!(samples.len(), 721);
        assert!(samples.windows(2).all(|pair| since(pair) == 5_000));
    }

    #[test]
    fn a_week_is_read_from_the_coarse_ring() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ring");
        let now = Timestamp(1_700_000_000_000);
        let (step, samples) = read::<3>(&path, now.plus(-7 * 86_400_000), now, now).unwrap();
        assert_eq!((step, samples.len()), (600_000, 0));
    }
}
