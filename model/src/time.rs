//! Moments. The clock is the engine's; here is only what a moment is and how it travels.

use serde::{Deserialize, Serialize};

use crate::locale::Locale;

/// Milliseconds since 1970-01-01 00:00:00 UTC.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Milliseconds from `earlier` to this moment; negative if `earlier` is later.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// This moment and `milliseconds` more.
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }
}

impl std::fmt::Display for Timestamp {
    /// As machines read it, in UTC: `2026-11-28T19:47:37Z`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = self.0.div_euclid(1000);
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // Years that begin in March end with the leap day; 146,097 days are 400 years.
        let days = days + 719_468;
        let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, year) = if month < 10 { (month + 3, era * 400 + year) } else { (month - 9, era * 400 + year + 1) };
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// A moment as a page shows it: the server writes `text` as `YYYY-MM-DD HH:MM:SS` in the installation's time zone
/// (MON-01, GEN-10), so that server and browser render the same; `at` serves relative times after mount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    pub at: Timestamp,
    pub text: String,
}

/// The installation's time zone, as far as pages need it for what they write themselves: axes of charts, lines of logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// As people call it: `Europe/Berlin`, or `UTC+08` where it has no name.
    pub name: String,
    /// What the clock is ahead of UTC before the first change, in milliseconds.
    pub ahead_ms: i64,
    /// When the clock is changed, and what it is ahead of UTC from then on, oldest first.
    pub changes: Vec<(Timestamp, i64)>,
}

impl Zone {
    /// What the clock is ahead of UTC at this moment, in milliseconds.
    pub fn ahead_at(&self, at: Timestamp) -> i64 {
        let passed = self.changes.partition_point(|(from, _)| *from <= at);
        passed.checked_sub(1).and_then(|last| self.changes.get(last)).map_or(self.ahead_ms, |(_, ahead)| *ahead)
    }

    /// The same for a short while, in which the clock is changed at most once.
    pub fn within(&self, from: Timestamp, to: Timestamp) -> ClockOffset {
        let change = self.changes.iter().copied().find(|(at, _)| *at > from && *at <= to);
        ClockOffset { ahead_ms: self.ahead_at(from), change }
    }
}

/// What a clock is ahead of UTC during a short while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockOffset {
    ahead_ms: i64,
    change: Option<(Timestamp, i64)>,
}

impl ClockOffset {
    /// The clock of UTC itself.
    pub const UTC: Self = Self { ahead_ms: 0, change: None };

    /// Milliseconds ahead of UTC.
    pub fn ahead_at(self, at: Timestamp) -> i64 {
        self.change.filter(|(from, _)| at >= *from).map_or(self.ahead_ms, |(_, ahead)| ahead)
    }
}

/// A length of time in milliseconds, as an argument of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length(pub i64);

impl From<std::time::Duration> for Length {
    fn from(duration: std::time::Duration) -> Self {
        Self(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A length of time in the words of a person: `340 ms`, `1.75 s`, `4 min 12 s`, `3 h 5 min`, `2 days 4 h`.
pub fn duration_text(milliseconds: i64, locale: Locale) -> String {
    let (short, second, minute, hour, day, days_word) = match locale {
        Locale::En => ("ms", "s", "min", "h", "day", "days"),
        Locale::Zh => ("毫秒", "秒", "分钟", "小时", "天", "天"),
    };
    let ms = milliseconds.max(0);
    let seconds = ms / 1000;
    match seconds {
        _ if ms < 1000 => format!("{ms} {short}"),
        0..10 => format!("{}.{:02} {second}", seconds, ms % 1000 / 10),
        10..60 => format!("{seconds} {second}"),
        60..3600 => two(seconds / 60, minute, seconds % 60, second),
        3600..86_400 => two(seconds / 3600, hour, seconds % 3600 / 60, minute),
        _ => {
            let days = seconds / 86_400;
            two(days, if days == 1 { day } else { days_word }, seconds % 86_400 / 3600, hour)
        }
    }
}

fn two(large: i64, large_unit: &str, small: i64, small_unit: &str) -> String {
    if small == 0 { format!("{large} {large_unit}") } else { format!("{large} {large_unit} {small} {small_unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_changed_is_right_before_and_after() {
        let changes = vec![(Timestamp(100), 7), (Timestamp(200), 8)];
        let zone = Zone { name: "Europe/Berlin".into(), ahead_ms: 6, changes };
        let seen: Vec<i64> = [0, 99, 100, 199, 200, 999].map(|at| zone.ahead_at(Timestamp(at))).to_vec();
        assert_eq!(seen, [6, 6, 7, 7, 8, 8]);
        let while_changed = zone.within(Timestamp(50), Timestamp(150));
        assert_eq!([50, 99, 100, 150].map(|at| while_changed.ahead_at(Timestamp(at))), [6, 6, 7, 7]);
    }

    #[test]
    fn moments_for_machines_are_in_utc() {
        for (at, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_706_235_308_999, "2024-01-26T02:15:08Z"),
            (4_107_542_399_000, "2100-02-28T23:59:59Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(Timestamp(at).to_string(), text);
        }
    }

    #[test]
    fn durations_read_like_speech() {
        for (ms, text) in [
            (0, "0 ms"),
            (340, "340 ms"),
            (1_750, "1.75 s"),
            (12_000, "12 s"),
            (252_000, "4 min 12 s"),
            (10_800_000, "3 h"),
            (86_400_000, "1 day"),
            (187_200_000, "2 days 4 h"),
        ] {
            assert_eq!(duration_text(ms, Locale::En), text);
        }
        assert_eq!(duration_text(187_200_000, Locale::Zh), "2 天 4 小时");
    }
}
