//! Figures of one thing in a file of fixed size: rings of three resolutions, a slot per moment.
//!
//! A slot holds `N` figures, the first of which is its moment; what the others are is known to who writes and reads them.
//!
//! A slot's place follows from its moment alone, and the slot holds the moment it is of. So there is no header that a
//! kill could tear from the data, a gap is a slot whose moment is another, and writing is one `pwrite` a ring.
//!
//! Each figure says what a coarser ring keeps of it ([`Kept`]): a counter's last value, from which rates are computed without loss,
//! and the mean of what rises and falls. The mean is taken anew from the finest ring with each sample, so that it is right at any
//! moment of its step, after a gap and after a kill.

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

/// What a coarser ring keeps of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The last value of the step: moments, counters, limits.
    Last,
    /// The mean of the step, of whole numbers.
    Mean,
    /// The mean of the step, of the bits of an `f64`; one that is no number was not measured.
    MeanOfFloats,
}

/// Writes figures into all rings, making the file if there is none.
pub fn record<const N: usize>(path: &Path, figures: &[u64; N], kept: &[Kept; N]) -> std::io::Result<()> {
    let file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
    let at = figures[0] as i64;
    let begins = |level: Level| at.div_euclid(level.step) * level.step;
    let mut samples: Vec<[u64; N]> = Vec::new();
    for (number, level) in LEVELS.into_iter().enumerate() {
        let slot = if number == 0 {
            *figures
        } else {
            let of_step = samples.iter().filter(|sample| sample[0] as i64 >= begins(level));
            std::array::from_fn(|place| match kept[place] {
                Kept::Last => figures[place],
                Kept::Mean => mean(of_step.clone().map(|sample| sample[place])),
                Kept::MeanOfFloats => mean_of_floats(of_step.clone().map(|sample| f64::from_bits(sample[place]))),
            })
        };
        let mut bytes = Vec::with_capacity(size(N));
        slot.iter().for_each(|figure| bytes.extend(figure.to_le_bytes()));
        file.write_all_at(&bytes, start_of(number, N) + level.place(Timestamp(at), N))?;
        if number == 0 {
            samples = finest(&file, begins(LEVELS[LEVELS.len() - 1]), at)?;
        }
    }
    Ok(())
}

fn mean(values: impl Iterator<Item = u64>) -> u64 {
    let (sum, count) = values.fold((0_u128, 0_u128), |(sum, count), value| (sum + u128::from(value), count + 1));
    u64::try_from(sum / count.max(1)).unwrap_or(u64::MAX)
}

fn mean_of_floats(values: impl Iterator<Item = f64>) -> u64 {
    let measured = values.filter(|value| !value.is_nan());
    let (sum, count) = measured.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    let mean = if count == 0 { f64::NAN } else { sum / f64::from(count) };
    mean.to_bits()
}

/// What the finest ring holds from `from` to `to`, at most one step of the coarsest.
fn finest<const N: usize>(file: &File, from: i64, to: i64) -> std::io::Result<Vec<[u64; N]>> {
    let level = LEVELS[0];
    let (first, last) = (from.div_euclid(level.step) as u64, to.div_euclid(level.step) as u64);
    let count = last - first + 1;
    let begin = first % level.slots;
    let before_the_end = count.min(level.slots - begin);
    let mut bytes = vec![0; count as usize * size(N)];
    let (one, other) = bytes.split_at_mut(before_the_end as usize * size(N));
    fill(file, one, begin * size(N) as u64)?;
    fill(file, other, 0)?;
    let mut samples: Vec<[u64; N]> = bytes.chunks_exact(size(N)).map(decode).collect();
    samples.retain(|sample| (from..=to).contains(&(sample[0] as i64)));
    Ok(samples)
}

/// Reads until the bytes are full or the file ends.
fn fill(file: &File, bytes: &mut [u8], from: u64) -> std::io::Result<()> {
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read_at(&mut bytes[filled..], from + filled as u64)? {
            0 => break,
            more => filled += more,
        }
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
    fill(&file, &mut ring, start_of(number, N))?;
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

    const LAST: [Kept; 3] = [Kept::Last; 3];

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
            record(&path, &at(start + place * 5_000), &LAST).unwrap();
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
            record(&path, &at(start + place * 5_000), &LAST).unwrap();
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

    #[test]
    fn a_coarse_ring_keeps_the_mean_of_its_step_and_the_last_of_a_counter() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ring");
        const KEPT: [Kept; 4] = [Kept::Last, Kept::Last, Kept::Mean, Kept::MeanOfFloats];
        // A whole multiple of ten minutes, so that the finest ring comes round within the two hours.
        let start = 1_699_999_800_000_i64;
        let samples = 2 * 720;
        for place in 0..samples as u64 {
            let measured = if place % 2 == 0 { 8.0 } else { f64::NAN };
            // The counter grows by one; the load is 1200 at the beginning of a minute, and 0 after.
            let load = if place % 12 == 0 { 1200 } else { 0 };
            let figures = [start as u64 + place * 5_000, place, load, f64::to_bits(measured)];
            record(&path, &figures, &KEPT).unwrap();
        }
        let now = Timestamp(start + (samples - 1) * 5_000);
        for (back, step, count) in [(6 * 3_600_000, 60_000, 120), (7 * 86_400_000, 600_000, 12)] {
            let (found, slots) = read::<4>(&path, now.plus(-back), now, now).unwrap();
            assert_eq!((found, slots.len()), (step, count));
            let of_step = step as u64 / 5_000;
            for (number, slot) in slots.iter().enumerate() {
                let last = (number as u64 + 1) * of_step - 1;
                assert_eq!((slot[0], slot[1]), (start as u64 + last * 5_000, last));
                assert_eq!((slot[2], f64::from_bits(slot[3])), (100, 8.0), "step {number} of {step} ms");
            }
        }
    }

    #[test]
    fn a_step_with_a_gap_is_the_mean_of_what_was_measured() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ring");
        let start = 1_699_999_800_000_i64;
        let nothing = f64::NAN.to_bits();
        for (place, load) in [(0, 10), (1, 20), (11, 90)] {
            let figures = [(start + place * 5_000) as u64, load, nothing];
            record(&path, &figures, &[Kept::Last, Kept::Mean, Kept::MeanOfFloats]).unwrap();
        }
        let now = Timestamp(start + 59_000);
        let (_, slots) = read::<3>(&path, now.plus(-6 * 3_600_000), now, now).unwrap();
        assert_eq!(slots.len(), 1);
        assert_eq!(slots[0][1], 40);
        assert!(f64::from_bits(slots[0][2]).is_nan());
    }
}
