//! Which moments a cron expression means in a time zone.
//!
//! Twice a year the clocks of many places are moved. A schedule of every hour (`*`, `*/2`, or all of them) goes on through that: it comes
//! whenever the clock shows a time that fits, so an hour that is shown twice has its times twice, and one that is left out has none. Any
//! other schedule names times of the day, and each comes once on its day: of a time that is shown twice the first, and a time that is
//! left out as much later as the clock was moved.

use gantry_model::scaling::cron::{Civil, Cron};
use gantry_model::time::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// How far ahead is looked, in milliseconds: a little more than [`Cron::next`] does.
const HORIZON_MS: i64 = 366 * 9 * 86_400_000;

/// The moments of a schedule after `after`, in order.
pub(super) fn times<'a>(zone: &'a TimeZone, cron: &'a Cron, after: Timestamp) -> impl Iterator<Item = Timestamp> + 'a {
    let mut last = Some(after);
    std::iter::from_fn(move || {
        last = next(zone, cron, last?);
        last
    })
}

/// A stretch of time and what the clock that counts in it is ahead of UTC; `until` none for ever.
struct Reading {
    from: jiff::Timestamp,
    until: Option<jiff::Timestamp>,
    offset: Offset,
}

/// The first moment of a schedule after `after`.
fn next(zone: &TimeZone, cron: &Cron, after: Timestamp) -> Option<Timestamp> {
    let after_or_at = jiff::Timestamp::from_millisecond(after.0 + 1).ok()?;
    let after = jiff::Timestamp::from_millisecond(after.0).ok()?;
    // Strictly before, so that a change of the clocks right after `after` is the next one.
    let mut start = zone.preceding(after_or_at).next().map(|change| change.timestamp());
    loop {
        let begin = start.unwrap_or(jiff::Timestamp::MIN);
        if begin.as_millisecond().saturating_sub(after.as_millisecond()) > HORIZON_MS {
            return None;
        }
        let until = zone.following(begin.max(after)).next().map(|change| change.timestamp());
        let found = readings(zone, cron, start, until).into_iter().filter_map(|reading| reading.first(cron, after));
        if let Some(found) = found.min() {
            return Some(Timestamp(found.as_millisecond()));
        }
        start = Some(until?);
    }
}

/// What counts between two changes of the clocks.
fn readings(
    zone: &TimeZone,
    cron: &Cron,
    start: Option<jiff::Timestamp>,
    until: Option<jiff::Timestamp>,
) -> Vec<Reading> {
    let Some(start) = start else {
        return vec![Reading { from: jiff::Timestamp::MIN, until, offset: zone.to_offset(jiff::Timestamp::MIN) }];
    };
    let offset = zone.to_offset(start);
    let whole = Reading { from: start, until, offset };
    let Ok(just_before) = start.checked_sub(jiff::Span::new().nanoseconds(1)) else { return vec![whole] };
    let before = zone.to_offset(just_before);
    let moved = i64::from(offset.seconds()) - i64::from(before.seconds());
    let Ok(settled) = start.checked_add(jiff::Span::new().seconds(moved.abs())) else { return vec![whole] };
    if cron.is_of_every_hour() || moved == 0 {
        vec![whole]
    } else if moved > 0 {
        vec![whole, Reading { from: start, until: Some(settled), offset: before }]
    } else {
        vec![Reading { from: settled, ..whole }]
    }
}

impl Reading {
    /// The first moment after `after` at which its clock shows a time that fits.
    fn first(&self, cron: &Cron, after: jiff::Timestamp) -> Option<jiff::Timestamp> {
        let just_before = self.from.checked_sub(jiff::Span::new().seconds(1)).unwrap_or(jiff::Timestamp::MIN);
        let shown = cron.next(civil(self.offset.to_datetime(after.max(just_before))))?;
        let at = self.offset.to_timestamp(datetime(shown)?).ok()?;
        self.until.is_none_or(|until| at < until).then_some(at)
    }
}

fn civil(shown: jiff::civil::DateTime) -> Civil {
    let part = |value: i8| u32::try_from(value).unwrap_or(0);
    Civil {
        year: i32::from(shown.year()),
        month: part(shown.month()),
        day: part(shown.day()),
        hour: part(shown.hour()),
        minute: part(shown.minute()),
        second: part(shown.second()),
    }
}

fn datetime(civil: Civil) -> Option<jiff::civil::DateTime> {
    let part = |value: u32| i8::try_from(value).ok();
    jiff::civil::DateTime::new(
        i16::try_from(civil.year).ok()?,
        part(civil.month)?,
        part(civil.day)?,
        part(civil.hour)?,
        part(civil.minute)?,
        part(civil.second)?,
        0,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::DateTime;
    use proptest::prelude::*;

    use super::*;

    /// As the clock on the wall shows them, with what it is ahead of UTC.
    fn shown(zone: &str, text: &str, after: &str, number: usize) -> Vec<String> {
        let zone = TimeZone::get(zone).unwrap();
        let after = after.parse::<DateTime>().unwrap().to_zoned(zone.clone()).unwrap();
        let cron = Cron::parse("cron", text).unwrap();
        times(&zone, &cron, Timestamp(after.timestamp().as_millisecond()))
            .take(number)
            .map(|at| {
                let zoned = jiff::Timestamp::from_millisecond(at.0).unwrap().to_zoned(zone.clone());
                zoned.strftime("%d %H:%M %:::z").to_string()
            })
            .collect()
    }

    #[test]
    fn in_autumn_every_twenty_minutes_and_every_hour_go_on() {
        let after = "2026-10-25T01:50:00";
        assert_eq!(
            shown("Europe/Berlin", "*/20 * * * *", after, 7),
            [
                "25 02:00 +02",
                "25 02:20 +02",
                "25 02:40 +02",
                "25 02:00 +01",
                "25 02:20 +01",
                "25 02:40 +01",
                "25 03:00 +01"
            ]
        );
        assert_eq!(shown("Europe/Berlin", "0 * * * *", after, 3), ["25 02:00 +02", "25 02:00 +01", "25 03:00 +01"]);
        // A time of the day comes once.
        assert_eq!(shown("Europe/Berlin", "30 2 * * *", after, 2), ["25 02:30 +02", "26 02:30 +01"]);
    }

    #[test]
    fn in_spring_the_next_runs_are_in_order_and_none_comes_twice() {
        let after = "2026-03-29T01:00:00";
        assert_eq!(
            shown("Europe/Berlin", "*/30 * * * *", after, 4),
            ["29 01:30 +01", "29 03:00 +02", "29 03:30 +02", "29 04:00 +02"]
        );
        assert_eq!(
            shown("Europe/Berlin", "*/30 1-3 * * *", after, 4),
            ["29 01:30 +01", "29 03:00 +02", "29 03:30 +02", "30 01:00 +02"]
        );
        // A time of the day that is left out comes an hour later, on its day.
        assert_eq!(shown("Europe/Berlin", "30 2 * * *", after, 2), ["29 03:30 +02", "30 02:30 +02"]);
    }

    /// By looking at each minute, and at each time of the calendar.
    fn plainly(zone: &TimeZone, cron: &Cron, from: jiff::Timestamp, minutes: i64) -> Vec<Timestamp> {
        let fits = |shown: DateTime| {
            let before = shown.checked_sub(jiff::Span::new().seconds(1)).unwrap();
            cron.next(civil(before)) == Some(civil(shown))
        };
        let minute = |number: i64| from.checked_add(jiff::Span::new().minutes(number)).unwrap();
        let until = minute(minutes);
        let found: BTreeSet<jiff::Timestamp> = if cron.is_of_every_hour() {
            (1..minutes).map(minute).filter(|at| fits(at.to_zoned(zone.clone()).datetime())).collect()
        } else {
            let day = from.to_zoned(zone.clone()).datetime().checked_sub(jiff::Span::new().days(1)).unwrap();
            (0..minutes + 2 * 1440)
                .map(|number| day.checked_add(jiff::Span::new().minutes(number)).unwrap())
                .filter(|shown| fits(*shown))
                .map(|shown| zone.to_ambiguous_timestamp(shown).compatible().unwrap())
                .filter(|at| *at > from && *at < until)
                .collect()
        };
        found.into_iter().map(|at| Timestamp(at.as_millisecond())).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn the_times_are_those_of_a_look_at_each_minute(
            zone in prop::sample::select(vec![
                "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "UTC",
            ]),
            change in 0_usize..4,
            minute in prop::sample::select(vec!["*", "*/20", "0", "30", "5,45", "0-59/7"]),
            hour in prop::sample::select(vec!["*", "*/2", "0-23", "1", "2", "3", "1-3", "0,2,22"]),
            begin in 0_i64..1800,
        ) {
            let zone = TimeZone::get(zone).unwrap();
            let year: jiff::Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
            let around = zone.following(year).nth(change).map_or(year, |change| change.timestamp());
            let from = around.checked_sub(jiff::Span::new().minutes(begin)).unwrap();
            let cron = Cron::parse("cron", &format!("{minute} {hour} * * *")).unwrap();
            let minutes = 3 * 1440;
            let until = Timestamp(from.as_millisecond() + minutes * 60_000);
            let found: Vec<Timestamp> = times(&zone, &cron, Timestamp(from.as_millisecond()))
                .take_while(|at| *at < until)
                .collect();
            prop_assert_eq!(found, plainly(&zone, &cron, from, minutes));
        }
    }
}
