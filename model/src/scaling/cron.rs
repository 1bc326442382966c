//! Cron expressions: five fields with their usual meaning, or six that begin with seconds.
//!
//! `minute hour day-of-month month day-of-week`. A field is a list of `*`, `N`, `A-B`, each with `/STEP` behind it if wanted;
//! months and days of the week have their English names of three letters too, and Sunday is 0 or 7. As everywhere, if both days are
//! restricted, either of them is enough. Times are those of a calendar; which moment one is, is the business of who knows the time zone.

use crate::error::{Error, Result};
use crate::message::{Message, scaling as say};

/// How far ahead a next time is looked for, in days: past four years each legal day has come.
const HORIZON_DAYS: i64 = 366 * 8 + 3;
/// Characters of an expression.
const LONGEST: usize = 200;

/// A time of a calendar, without a time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
}

/// A parsed expression: which values of each field fit, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cron {
    seconds: u64,
    minutes: u64,
    hours: u64,
    days: u64,
    months: u64,
    /// Of the week, Sunday is 0.
    weekdays: u64,
    /// Hours are not restricted to some by name: `*`, `*/2`, or all of them.
    every_hour: bool,
    /// Whether days of the month are restricted, and days of the week.
    restricted: (bool, bool),
}

struct Field {
    label: fn() -> Message,
    least: u32,
    most: u32,
    names: &'static [&'static str],
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const FIELDS: [Field; 6] = [
    Field { label: say::cron_second, least: 0, most: 59, names: &[] },
    Field { label: say::cron_minute, least: 0, most: 59, names: &[] },
    Field { label: say::cron_hour, least: 0, most: 23, names: &[] },
    Field { label: say::cron_day, least: 1, most: 31, names: &[] },
    Field { label: say::cron_month, least: 1, most: 12, names: &MONTHS },
    Field { label: say::cron_weekday, least: 0, most: 7, names: &WEEKDAYS },
];

impl Cron {
    /// # Errors
    /// `Invalid` on `field`, naming the part that does not fit and its range.
    pub fn parse(field: &str, text: &str) -> Result<Self> {
        let refuse = |message: Message| Error::invalid(field, message);
        if text.len() > LONGEST {
            return Err(refuse(say::schedule_too_long(LONGEST)));
        }
        let parts: Vec<&str> = text.split_whitespace().collect();
        let parts = match parts.len() {
            5 => std::iter::once("0").chain(parts).collect(),
            6 => parts,
            number => return Err(refuse(say::schedule_fields(text, number))),
        };
        let mut bits = [0; 6];
        for ((part, field), bits) in parts.iter().zip(&FIELDS).zip(&mut bits) {
            *bits = field.parse(part).map_err(&refuse)?;
        }
        let [seconds, minutes, hours, days, months, weekdays] = bits;
        let cron = Self {
            seconds,
            minutes,
            hours,
            days,
            months,
            every_hour: parts[2].starts_with('*') || hours == (1 << 24) - 1,
            // 7 is Sunday as well.
            weekdays: (weekdays | weekdays >> 7) & 0x7f,
            restricted: (!parts[3].starts_with('*'), !parts[5].starts_with('*')),
        };
        if cron.next(Civil { year: 2024, month: 1, day: 1, hour: 0, minute: 0, second: 0 }).is_none() {
            return Err(refuse(say::schedule_never_comes(text)));
        }
        Ok(cron)
    }

    /// Whether it goes on through the day (`*`, `*/2`, or all hours) instead of naming times of it. The two differ where the clocks are
    /// changed.
    pub fn is_of_every_hour(&self) -> bool {
        self.every_hour
    }

    /// The first time after `after` that fits.
    pub fn next(&self, after: Civil) -> Option<Civil> {
        let (mut hour, mut minute, mut second) = (after.hour, after.minute, after.second + 1);
        let start = days_from_civil(after.year, after.month, after.day);
        for number in start..start + HORIZON_DAYS {
            let (year, month, day) = civil_from_days(number);
            if self.fits_day(number, month, day)
                && let Some((hour, minute, second)) = self.next_in_day(hour, minute, second)
            {
                return Some(Civil { year, month, day, hour, minute, second });
            }
            (hour, minute, second) = (0, 0, 0);
        }
        None
    }

    fn fits_day(&self, number: i64, month: u32, day: u32) -> bool {
        // 1970-01-01 was a Thursday.
        let weekday = (number + 4).rem_euclid(7).unsigned_abs();
        let by_month = self.days >> day & 1 == 1;
        let by_week = self.weekdays >> weekday & 1 == 1;
        let fits = if self.restricted == (true, true) { by_month || by_week } else { by_month && by_week };
        fits && self.months >> month & 1 == 1
    }

    /// The first time of a fitting day at or after this one.
    fn next_in_day(&self, hour: u32, minute: u32, second: u32) -> Option<(u32, u32, u32)> {
        let (first_minute, first_second) = (next_bit(self.minutes, 0)?, next_bit(self.seconds, 0)?);
        if hour < 24 && self.hours >> hour & 1 == 1 {
            if minute < 60
                && self.minutes >> minute & 1 == 1
                && let Some(second) = next_bit(self.seconds, second)
            {
                return Some((hour, minute, second));
            }
            if let Some(minute) = next_bit(self.minutes, minute + 1) {
                return Some((hour, minute, first_second));
            }
        }
        next_bit(self.hours, hour + 1).map(|hour| (hour, first_minute, first_second))
    }
}

/// The first set bit at or after `from`.
fn next_bit(bits: u64, from: u32) -> Option<u32> {
    let rest = bits.checked_shr(from)?;
    (rest != 0).then(|| from + rest.trailing_zeros())
}

impl Field {
    fn parse(&self, text: &str) -> Result<u64, Message> {
        text.split(',').try_fold(0, |bits, part| Ok(bits | self.parse_part(part)?))
    }

    fn parse_part(&self, part: &str) -> Result<u64, Message> {
        let refuse = || say::schedule_part(part, (self.label)(), self.least, self.most);
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => {
                (range, step.parse::<u32>().ok().filter(|step| (1..=60).contains(step)).ok_or_else(refuse)?)
            }
            None => (part, 1),
        };
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (self.least, if self.names.len() == 7 { 6 } else { self.most }),
            Some((from, to)) => (self.value(from).ok_or_else(refuse)?, self.value(to).ok_or_else(refuse)?),
            None => {
                let from = self.value(range).ok_or_else(refuse)?;
                // `5/15` goes on to the end of the range, as in other crons.
                (from, if part.contains('/') { self.most } else { from })
            }
        };
        if from > to {
            return Err(say::schedule_backwards(part, from, to));
        }
        Ok((from..=to).step_by(step as usize).fold(0, |bits, value| bits | 1 << value))
    }

    fn value(&self, text: &str) -> Option<u32> {
        let name = self.names.iter().position(|name| name.eq_ignore_ascii_case(text));
        let number = match name {
            Some(place) => u32::try_from(place).ok()? + self.least,
            None if text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok()?,
            None => return None,
        };
        (self.least..=self.most).contains(&number).then_some(number)
    }
}

/// Days since 1970-01-01 (Howard Hinnant, chrono-compatible low-level date algorithms).
fn days_from_civil(year: i32, month: u32, day: u32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = i64::from((month + 9) % 12);
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i64) -> (i32, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn civil(year: i32, month: u32, day: u32, hour: u32, minute: u32, second: u32) -> Civil {
        Civil { year, month, day, hour, minute, second }
    }

    fn next(text: &str, after: Civil) -> Civil {
        Cron::parse("cron", text).unwrap().next(after).unwrap()
    }

    #[test]
    fn five_fields_have_their_usual_meaning_and_six_begin_with_seconds() {
        let monday = civil(2026, 11, 16, 9, 10, 0);
        for (text, expected) in [
            ("0-59/30 * * * *", civil(2026, 11, 16, 9, 30, 0)),
            ("*/5 * * * *", civil(2026, 11, 16, 9, 15, 0)),
            ("10 9 * * *", civil(2026, 11, 17, 9, 10, 0)),
            ("0 8 * * 1-5", civil(2026, 11, 17, 8, 0, 0)),
            ("0 8 * * sat", civil(2026, 11, 21, 8, 0, 0)),
            ("0 8 * * 7", civil(2026, 11, 22, 8, 0, 0)),
            ("0 0 1 jan *", civil(2027, 1, 1, 0, 0, 0)),
            ("0 0 29 2 *", civil(2028, 2, 29, 0, 0, 0)),
            ("*/20 * * * * *", civil(2026, 11, 16, 9, 10, 20)),
            ("30 0 12 * * *", civil(2026, 11, 16, 12, 0, 30)),
            // Both days restricted: either is enough.
            ("0 0 20 * mon", civil(2026, 11, 20, 0, 0, 0)),
            ("15/15 9 * * *", civil(2026, 11, 16, 9, 15, 0)),
        ] {
            assert_eq!(next(text, monday), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_schedule_is_refused_by_its_part() {
        for (text, part) in [
            ("* * * *", "has 4"),
            ("60 * * * *", "60"),
            ("* 24 * * *", "24"),
            ("* * 0 * *", "“0”"),
            ("* * * foo *", "foo"),
            ("30-10 * * * *", "backwards"),
            ("*/0 * * * *", "*/0"),
            ("0 0 31 2 *", "never comes"),
            ("", "has 0"),
        ] {
            let error = Cron::parse("cron", text).unwrap_err();
            assert_eq!(error.field(), Some("cron"));
            assert!(error.to_string().contains(part), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in "[0-9*,/ a-z-]{0,40}") {
            let _ = Cron::parse("cron", &text);
        }

        #[test]
        fn days_are_counted_there_and_back(days in -1_000_000i64..1_000_000) {
            let (year, month, day) = civil_from_days(days);
            prop_assert_eq!(days_from_civil(year, month, day), days);
        }

        #[test]
        fn the_next_time_is_later_and_nothing_lies_between(
            minute in 0u32..60, step in 1u32..30, day in 1u32..28, hour in 0u32..24, second in 0u32..60
        ) {
            let cron = Cron::parse("cron", &format!("{minute}/{step} {hour} * * *")).unwrap();
            let after = civil(2026, 3, day, hour, minute, second);
            let first = cron.next(after).unwrap();
            prop_assert!(first > after);
            let before = Civil { second: 0, ..after };
            let from_before = cron.next(before).unwrap();
            prop_assert!(from_before <= first);
        }
    }
}
