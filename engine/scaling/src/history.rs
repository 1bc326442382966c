//! What each rule saw and did, in a file of fixed size for each rule: rings of two resolutions, a slot for each stretch of time.
//!
//! As with the figures of groups, a slot's place follows from its moment and the slot holds that moment, so a kill tears nothing and a gap is a slot of
//! another moment. Within a slot, what was done outweighs what was only seen: a change of the number is never painted over.

use std::collections::HashMap;
use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use gantry_model::Message;
use gantry_model::error::{Error, Result};
use gantry_model::id::ScalingRuleId;
use gantry_model::scaling::view::{RuleAction, RulePoint};
use gantry_model::time::Timestamp;

struct Level {
    step: i64,
    slots: i64,
}

/// 5 s for an hour and a bit, 2 min for a day and a bit, 15 min for a week and a bit.
const LEVELS: [Level; 3] =
    [Level { step: 5_000, slots: 760 }, Level { step: 120_000, slots: 750 }, Level { step: 900_000, slots: 690 }];
/// Moment, value, threshold, and instances, desired number and action together.
const SLOT: usize = 32;

/// The rules' histories. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct Histories {
    folder: PathBuf,
    /// The point that each rule's slot holds at the moment, by level.
    last: Arc<Mutex<HashMap<ScalingRuleId, [Option<RulePoint>; LEVELS.len()]>>>,
}

impl Histories {
    pub(super) fn open(data_dir: &Path) -> Result<Self> {
        let folder = data_dir.join("scaling");
        std::fs::create_dir_all(&folder)
            .map_err(|error| Error::unavailable(Message::text(format!("{}: {error}", folder.display()))))?;
        Ok(Self { folder, last: Arc::default() })
    }

    fn file(&self, rule: &ScalingRuleId) -> PathBuf {
        self.folder.join(rule.as_ref())
    }

    /// Keeps a point, if its slot does not hold one that says more. A full disk loses the point, nothing else.
    pub(super) fn record(&self, rule: &ScalingRuleId, point: &RulePoint) -> std::io::Result<()> {
        let mut news = [false; LEVELS.len()];
        {
            let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            let slots = last.entry(rule.clone()).or_default();
            for ((slot, level), news) in slots.iter_mut().zip(&LEVELS).zip(&mut news) {
                let same =
                    slot.filter(|before| before.at.0.div_euclid(level.step) == point.at.0.div_euclid(level.step));
                *news = same.is_none_or(|before| weight(point.action) > weight(before.action));
                if *news {
                    *slot = Some(*point);
                }
            }
        }
        if news == [false; LEVELS.len()] {
            return Ok(());
        }
        let file = File::options().write(true).create(true).truncate(false).open(self.file(rule))?;
        let bytes = encode(point);
        for (number, _) in news.iter().enumerate().filter(|(_, news)| **news) {
            let level = &LEVELS[number];
            let place = point.at.0.div_euclid(level.step).rem_euclid(level.slots).unsigned_abs() * SLOT as u64;
            file.write_all_at(&bytes, start_of(number) + place)?;
        }
        Ok(())
    }

    /// The points from `from` to `to`, oldest first, and the milliseconds between them.
    pub(super) fn read(
        &self,
        rule: &ScalingRuleId,
        from: Timestamp,
        to: Timestamp,
    ) -> std::io::Result<(i64, Vec<RulePoint>)> {
        let reaches = |level: &Level| to.since(from) <= level.step * (level.slots - 1);
        let number = LEVELS.iter().position(reaches).unwrap_or(LEVELS.len() - 1);
        let level = &LEVELS[number];
        let file = match File::open(self.file(rule)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok((level.step, Vec::new())),
            file => file?,
        };
        let mut ring = vec![0; level.slots.unsigned_abs() as usize * SLOT];
        let mut filled = 0;
        while filled < ring.len() {
            match file.read_at(&mut ring[filled..], start_of(number) + filled as u64)? {
                0 => break,
                more => filled += more,
            }
        }
        let mut points: Vec<RulePoint> = ring.chunks_exact(SLOT).map(decode).collect();
        points.retain(|point| point.at.0 != 0 && point.at >= from && point.at <= to);
        points.sort_by_key(|point| point.at);
        Ok((level.step, points))
    }

    /// Forgets a rule.
    pub(super) fn forget(&self, rule: &ScalingRuleId) {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).remove(rule);
        match std::fs::remove_file(self.file(rule)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(%rule, %error, "the history of a rule stays behind");
            }
            _ => {}
        }
    }

    /// Rules of which a history is kept.
    pub(super) fn known(&self) -> Vec<ScalingRuleId> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten();
        entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect()
    }
}

fn weight(action: RuleAction) -> u8 {
    match action {
        RuleAction::None => 0,
        RuleAction::Waited => 1,
        RuleAction::AtLimit => 2,
        RuleAction::ScaledIn | RuleAction::ScaledOut => 3,
    }
}

fn start_of(number: usize) -> u64 {
    LEVELS[..number].iter().map(|level| level.slots.unsigned_abs() * SLOT as u64).sum()
}

fn encode(point: &RulePoint) -> [u8; SLOT] {
    let action = RuleAction::ALL.iter().position(|action| *action == point.action).unwrap_or(0) as u64;
    let numbers =
        u64::from(point.instances.min(0xff_ffff)) << 32 | u64::from(point.desired.min(0xff_ffff)) << 8 | action;
    let figure = |value: Option<f64>| value.unwrap_or(f64::NAN).to_bits();
    let words = [point.at.0 as u64, figure(point.value), figure(point.threshold), numbers];
    let mut bytes = [0; SLOT];
    for (slot, word) in bytes.chunks_exact_mut(8).zip(words) {
        slot.copy_from_slice(&word.to_le_bytes());
    }
    bytes
}

fn decode(bytes: &[u8]) -> RulePoint {
    let word = |place: usize| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&bytes[place * 8..place * 8 + 8]);
        u64::from_le_bytes(eight)
    };
    let figure = |place: usize| Some(f64::from_bits(word(place))).filter(|value| !value.is_nan());
    let numbers = word(3);
    RulePoint {
        at: Timestamp(word(0) as i64),
        value: figure(1),
        threshold: figure(2),
        instances: (numbers >> 32) as u32,
        desired: (numbers >> 8) as u32 & 0xff_ffff,
        action: RuleAction::ALL.get((numbers & 0xff) as usize).copied().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::id::Id as _;

    use super::*;

    fn point(at: i64, action: RuleAction) -> RulePoint {
        RulePoint {
            at: Timestamp(1_700_000_000_000 + at),
            value: Some(42.5),
            threshold: None,
            instances: 3,
            desired: 4,
            action,
        }
    }

    #[test]
    fn what_was_done_is_not_painted_over_by_what_was_seen() {
        let folder = tempfile::tempdir().unwrap();
        let histories = Histories::open(folder.path()).unwrap();
        let rule = ScalingRuleId::from_parts(1, 1);
        for (at, action) in
            [(0, RuleAction::None), (1000, RuleAction::ScaledOut), (2000, RuleAction::Waited), (5000, RuleAction::None)]
        {
            histories.record(&rule, &point(at, action)).unwrap();
        }
        let now = Timestamp(1_700_000_010_000);
        let (step, points) = histories.read(&rule, now.plus(-300_000), now).unwrap();
        assert_eq!(step, 5000);
        assert_eq!(points, [point(1000, RuleAction::ScaledOut), point(5000, RuleAction::None)]);
        let (step, day) = histories.read(&rule, now.plus(-86_400_000), now).unwrap();
        assert_eq!((step, day), (120_000, vec![point(1000, RuleAction::ScaledOut)]));
        histories.forget(&rule);
        assert!(histories.known().is_empty());
    }

    #[test]
    fn another_servers_history_is_read_on() {
        let folder = tempfile::tempdir().unwrap();
        let rule = ScalingRuleId::from_parts(1, 2);
        Histories::open(folder.path()).unwrap().record(&rule, &point(0, RuleAction::ScaledIn)).unwrap();
        let histories = Histories::open(folder.path()).unwrap();
        histories.record(&rule, &point(60_000, RuleAction::None)).unwrap();
        let now = Timestamp(1_700_000_100_000);
        assert_eq!(histories.read(&rule, now.plus(-300_000), now).unwrap().1.len(), 2);
        assert_eq!(histories.known(), [rule]);
    }
}
