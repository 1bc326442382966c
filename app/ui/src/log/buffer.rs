//! The lines of a log that the page has.

use gantry_model::observe::LogLine;
use leptos::prelude::*;

use super::text::plain;

/// Most lines kept in the page; older ones are in the file, which can be downloaded.
pub(super) const MOST_LINES: usize = 50_000;

/// The lines that the page has. The page appends what arrives; the view shows them. `Copy`.
#[derive(Clone, Copy)]
pub struct LogBuffer {
    pub(super) lines: RwSignal<Vec<LogLine>>,
}

impl Default for LogBuffer {
    fn default() -> Self {
        Self::new()
    }
}

impl LogBuffer {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { lines: RwSignal::new(Vec::new()) }
    }

    /// Adds lines. Those that are there already, by number, are left out, so that a repeated answer does no harm.
    pub fn append(&self, more: Vec<LogLine>) {
        if more.is_empty() {
            return;
        }
        self.lines.update(|lines| {
            let last = lines.last().map(|line| line.number);
            lines.extend(more.into_iter().filter(|line| last.is_none_or(|last| line.number > last)));
            if lines.len() > MOST_LINES {
                lines.drain(..lines.len() - MOST_LINES);
            }
        });
    }

    /// Adds lines that are older than all that are there. Says how many were new.
    pub fn prepend(&self, older: Vec<LogLine>) -> usize {
        let first = self.first_number().unwrap_or(u64::MAX);
        let room = MOST_LINES.saturating_sub(self.lines.with_untracked(Vec::len));
        let mut older: Vec<_> = older.into_iter().filter(|line| line.number < first).collect();
        older.drain(..older.len().saturating_sub(room));
        let count = older.len();
        if count > 0 {
            self.lines.update(|lines| {
                lines.splice(..0, older);
            });
        }
        count
    }

    /// True while there is room for older lines.
    pub fn has_room(&self) -> bool {
        self.lines.with_untracked(Vec::len) < MOST_LINES
    }

    /// The number of the first line, for asking what comes before it.
    pub fn first_number(&self) -> Option<u64> {
        self.lines.with_untracked(|lines| lines.first().map(|line| line.number))
    }

    /// Forgets everything: another container, another time.
    pub fn clear(&self) {
        self.lines.set(Vec::new());
    }

    /// The number of the last line, for asking what comes after it.
    pub fn last_number(&self) -> Option<u64> {
        self.lines.with_untracked(|lines| lines.last().map(|line| line.number))
    }

    /// All lines as one text.
    pub fn text(&self) -> String {
        self.lines.with_untracked(|lines| {
            lines.iter().fold(String::new(), |mut text, line| {
                text.push_str(&plain(&line.text));
                text.push('\n');
                text
            })
        })
    }
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
    fn a_repeated_answer_adds_nothing() {
        let owner = Owner::new();
        owner.with(|| {
            let buffer = LogBuffer::new();
            buffer.append(vec![line(1, "a"), line(2, "b")]);
            buffer.append(vec![line(2, "b"), line(3, "c")]);
            assert_eq!(buffer.text(), "a\nb\nc\n");
            assert_eq!(buffer.last_number(), Some(3));
        });
    }

    #[test]
    fn older_lines_stand_before_the_others_once() {
        let owner = Owner::new();
        owner.with(|| {
            let buffer = LogBuffer::new();
            buffer.append(vec![line(3, "c")]);
            assert_eq!(buffer.prepend(vec![line(1, "a"), line(2, "b"), line(3, "c")]), 2);
            assert_eq!(buffer.prepend(vec![line(1, "a")]), 0);
            assert_eq!((buffer.text().as_str(), buffer.first_number()), ("a\nb\nc\n", Some(1)));
        });
    }
}
