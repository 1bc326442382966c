//! Writes one container's log.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use gantry_model::observe::LogStream;
use gantry_model::time::Timestamp;

use super::super::logs::{self, FILE_BYTES, LINE_BYTES};
use gantry_platform::runtime::LogQuery;

/// The log of a container; see [`logs`] for the format.
#[derive(Debug)]
pub struct LogWriter {
    dir: PathBuf,
    container: String,
    file: File,
    size: u64,
    next: u64,
    /// Begun lines of standard output and standard error.
    begun: [Vec<u8>; 2],
}

impl LogWriter {
    /// Goes on where the log ends; a torn last line is cut off.
    pub fn open(dir: &Path, container: &str) -> io::Result<Self> {
        let (newer, _) = logs::paths(dir, container);
        let last = logs::read(dir, container, &LogQuery { limit: 1, ..Default::default() })?;
        let bytes = fs::read(&newer).unwrap_or_default();
        let size = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at as u64 + 1);
        let file = open(&newer)?;
        if bytes.len() as u64 > size {
            file.set_len(size)?;
        }
        Ok(Self {
            dir: dir.to_path_buf(),
            container: container.to_owned(),
            file,
            size,
            next: last.last().map_or(1, |line| line.number + 1),
            begun: Default::default(),
        })
    }

    /// Takes what a stream brought; whole lines are written at once.
    pub fn take(&mut self, stream: LogStream, mut bytes: &[u8], now: Timestamp) {
        let mut batch = Vec::new();
        let mut begun = std::mem::take(&mut self.begun[stream as usize]);
        while !bytes.is_empty() {
            let room = LINE_BYTES - begun.len();
            let end = bytes.iter().take(room).position(|byte| *byte == b'\n');
            begun.extend_from_slice(&bytes[..end.unwrap_or(room.min(bytes.len()))]);
            bytes = &bytes[end.map_or(room.min(bytes.len()), |end| end + 1)..];
            if end.is_some() || begun.len() == LINE_BYTES {
                // A full part ends with a whole character; the rest of one begins the next part.
                let rest = begun.split_off(if end.is_none() { whole_characters(&begun) } else { begun.len() });
                // A line end right behind a full part belongs to that part.
                if end.is_none() && rest.is_empty() && bytes.first() == Some(&b'\n') {
                    bytes = &bytes[1..];
                }
                let text = begun.strip_suffix(b"\r").unwrap_or(&begun);
                logs::encode(&mut batch, self.next, now, stream, text);
                self.next += 1;
                begun = rest;
            }
        }
        self.begun[stream as usize] = begun;
        self.write(&batch);
    }

    /// The stream ended: a begun line is a line.
    pub fn close(&mut self, stream: LogStream, now: Timestamp) {
        let begun = std::mem::take(&mut self.begun[stream as usize]);
        if !begun.is_empty() {
            let mut batch = Vec::new();
            logs::encode(&mut batch, self.next, now, stream, &begun);
            self.next += 1;
            self.write(&batch);
        }
    }

    /// A full disk loses lines and nothing else: neither the container waits, nor is a torn line left.
    fn write(&mut self, batch: &[u8]) {
        if batch.is_empty() {
            return;
        }
        if self.size > 0 && self.size + batch.len() as u64 > FILE_BYTES {
            let (newer, older) = logs::paths(&self.dir, &self.container);
            if fs::rename(&newer, &older).is_ok()
                && let Ok(file) = open(&newer)
            {
                (self.file, self.size) = (file, 0);
            }
        }
        match self.file.write_all(batch) {
            Ok(()) => self.size += batch.len() as u64,
            Err(_) => drop(self.file.set_len(self.size)),
        }
    }
}

/// How many of these bytes come before a character of UTF-8 that is only begun; all of them if there is none.
fn whole_characters(bytes: &[u8]) -> usize {
    for (back, byte) in bytes.iter().rev().take(3).enumerate() {
        let length = match byte {
            0b1000_0000..=0b1011_1111 => continue,
            0b1100_0000..=0b1101_1111 => 2,
            0b1110_0000..=0b1110_1111 => 3,
            0b1111_0000..=0b1111_0111 => 4,
            _ => 1,
        };
        return if length > back + 1 { bytes.len() - back - 1 } else { bytes.len() };
    }
    bytes.len()
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(dir: &Path) -> Vec<String> {
        let query = LogQuery { limit: 10_000, ..Default::default() };
        logs::read(dir, "c", &query).unwrap().into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_are_framed_however_they_arrive() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = LogWriter::open(dir.path(), "c").unwrap();
        for part in ["one\ntw", "o\r\n", "\nthr"] {
            log.take(LogStream::Stdout, part.as_bytes(), Timestamp(1));
        }
        log.take(LogStream::Stderr, b"err\n", Timestamp(2));
        log.close(LogStream::Stdout, Timestamp(3));
        assert_eq!(texts(dir.path()), ["one", "two", "", "err", "thr"]);
    }

    #[test]
    fn long_lines_come_in_parts_without_an_empty_one_after() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = LogWriter::open(dir.path(), "c").unwrap();
        let mut long = vec![b'x'; 2 * LINE_BYTES];
        long.extend_from_slice(b"\nend\n");
        log.take(LogStream::Stdout, &long, Timestamp(1));
        let lengths: Vec<usize> = texts(dir.path()).iter().map(String::len).collect();
        assert_eq!(lengths, [LINE_BYTES, LINE_BYTES, 3]);
    }

    #[test]
    fn a_long_line_is_never_cut_inside_a_character() {
        for character in ["é", "方", "🦀"] {
            for before in LINE_BYTES - 4..=LINE_BYTES {
                let dir = tempfile::tempdir().unwrap();
                let mut log = LogWriter::open(dir.path(), "c").unwrap();
                let line = format!("{}{character}{character}end", "x".repeat(before));
                // However it arrives.
                for part in line.as_bytes().chunks(7) {
                    log.take(LogStream::Stdout, part, Timestamp(1));
                }
                log.take(LogStream::Stdout, b"\nnext\n", Timestamp(1));
                let texts = texts(dir.path());
                assert_eq!(texts[..texts.len() - 1].concat(), line, "{before}");
                assert_eq!(texts.last().unwrap(), "next");
                assert!(texts.iter().all(|text| text.len() <= LINE_BYTES));
            }
        }
        // What is no text is cut where it must be.
        assert_eq!(whole_characters(&[0b1000_0000; 8]), 8);
    }

    #[test]
    fn a_new_writer_goes_on_behind_a_torn_line() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = LogWriter::open(dir.path(), "c").unwrap();
        log.take(LogStream::Stdout, b"a\nb\n", Timestamp(1));
        drop(log);
        let (newer, _) = logs::paths(dir.path(), "c");
        OpenOptions::new().append(true).open(&newer).unwrap().write_all(b"3 1 o tor").unwrap();
        let mut log = LogWriter::open(dir.path(), "c").unwrap();
        log.take(LogStream::Stdout, b"c\n", Timestamp(2));
        let query = LogQuery { limit: 10, ..Default::default() };
        let lines = logs::read(dir.path(), "c", &query).unwrap();
        assert_eq!(
            lines.iter().map(|l| (l.number, l.text.as_str())).collect::<Vec<_>>(),
            [(1, "a"), (2, "b"), (3, "c")]
        );
    }

    #[test]
    fn a_full_file_takes_the_older_ones_place() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = LogWriter::open(dir.path(), "c").unwrap();
        let line = [vec![b'y'; 8000], vec![b'\n']].concat();
        for _ in 0..3000 {
            log.take(LogStream::Stdout, &line, Timestamp(1));
        }
        let (newer, older) = logs::paths(dir.path(), "c");
        assert!(fs::metadata(newer).unwrap().len() <= FILE_BYTES && fs::metadata(older).unwrap().len() <= FILE_BYTES);
    }
}
