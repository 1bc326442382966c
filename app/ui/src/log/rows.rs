//! Which lines are shown, and where: rows are of one height, so that the place of each follows from the lengths of those before it.

use gantry_model::observe::LogLine;
use gantry_model::time::Zone;
use gantry_words::ui as words;

use super::text::{level, plain};

/// Which lines are shown: those of a level and worse. What names no level belongs to the line before it: a stack trace stays with its
/// error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Levels {
    #[default]
    All,
    Warnings,
    Errors,
}

impl Levels {
    pub(super) const ALL: [Self; 3] = [Self::All, Self::Warnings, Self::Errors];

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::All => words::log_all_levels(),
            Self::Warnings => words::log_warnings(),
            Self::Errors => words::log_errors(),
        }
    }

    fn takes(self, class: &str) -> bool {
        match self {
            Self::All => true,
            Self::Warnings => matches!(class, "w" | "e"),
            Self::Errors => class == "e",
        }
    }
}

/// Places of the lines that are shown, in the whole list; `None` where all of them are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown(Option<Vec<usize>>);

impl Shown {
    pub(super) fn of(lines: &[LogLine], levels: Levels) -> Self {
        if levels == Levels::All {
            return Self(None);
        }
        let mut class = "";
        let places = lines.iter().enumerate().filter_map(|(place, line)| {
            if let Some((own, _)) = level(&line.text) {
                class = own;
            }
            levels.takes(class).then_some(place)
        });
        Self(Some(places.collect()))
    }

    /// The shown lines from one to another.
    pub(super) fn lines<'l>(
        &'l self,
        lines: &'l [LogLine],
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = &'l LogLine> {
        let count = to.saturating_sub(from);
        let (all, some) = match &self.0 {
            None => (lines.get(from..).unwrap_or_default(), [].as_slice()),
            Some(places) => ([].as_slice(), places.get(from..).unwrap_or_default()),
        };
        all.iter().chain(some.iter().filter_map(|place| lines.get(*place))).take(count)
    }

    /// All of them.
    pub(super) fn all<'l>(&'l self, lines: &'l [LogLine]) -> impl Iterator<Item = &'l LogLine> {
        self.lines(lines, 0, usize::MAX)
    }
}

/// How many rows each line takes, added up: the place of every line, in rows from the top.
pub(super) fn places<'l>(lines: impl Iterator<Item = &'l LogLine>, columns: Option<usize>) -> Vec<u32> {
    let mut places = Vec::new();
    let mut at = 0_u32;
    places.push(0);
    for line in lines {
        let rows = match columns {
            Some(columns) => plain(&line.text).chars().count().div_ceil(columns.max(1)).max(1),
            None => 1,
        };
        at += rows as u32;
        places.push(at);
    }
    places
}

/// A moment as the time of day.
pub(super) fn clock(line: &LogLine, zone: &Zone) -> String {
    let ms = line.at.0 + zone.ahead_at(line.at);
    let day = ms.rem_euclid(86_400_000);
    format!("{:02}:{:02}:{:02}.{:03}", day / 3_600_000, day / 60_000 % 60, day / 1000 % 60, day % 1000)
}

#[cfg(test)]
mod tests {
    use gantry_model::observe::LogStream;
    use gantry_model::time::Timestamp;

    use super::*;

    fn line(number: u64, text: &str) -> LogLine {
        LogLine { number, at: Timestamp(0), stream: LogStream::Stdout, text: text.to_owned() }
    }

    #[test]
    fn long_lines_take_more_rows() {
        let lines = [line(1, "short"), line(2, &"x".repeat(25)), line(3, "")];
        assert_eq!(places(lines.iter(), Some(10)), [0, 1, 4, 5]);
        assert_eq!(places(lines.iter(), None), [0, 1, 2, 3]);
    }

    #[test]
    fn a_stack_trace_stays_with_its_error() {
        let lines = [line(1, "INFO a"), line(2, "ERROR b"), line(3, "  at c"), line(4, "WARN d"), line(5, "INFO e")];
        let numbers = |levels| Shown::of(&lines, levels).all(&lines).map(|line| line.number).collect::<Vec<_>>();
        assert_eq!(numbers(Levels::Errors), [2, 3]);
        assert_eq!(numbers(Levels::Warnings), [2, 3, 4]);
        assert_eq!(numbers(Levels::All), [1, 2, 3, 4, 5]);
        let shown = Shown::of(&lines, Levels::Warnings);
        assert_eq!(shown.lines(&lines, 1, 2).map(|line| line.number).collect::<Vec<_>>(), [3]);
    }
}
