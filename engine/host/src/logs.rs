//! Log files of containers: how a line is kept, and how kept lines are read.
//!
//! Each container has `NAME.log` and, before it, `NAME.log.1`; a full file takes the place of the older one. A line is
//! `NUMBER MILLISECONDS o|e TEXT`. Only a group's supervisor writes; a torn last line is no line yet.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::fd::{AsFd, AsRawFd, RawFd};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures::stream::{BoxStream, StreamExt};
use gantry_model::observe::{LogLine, LogStream};
use gantry_model::time::Timestamp;
use nix::sys::inotify::{AddWatchFlags, InitFlags, Inotify};
use tokio::io::unix::AsyncFd;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use gantry_platform::runtime::LogQuery;

/// Bytes of one line; longer ones are kept in parts.
pub const LINE_BYTES: usize = 16 * 1024;
/// Bytes of one file; there are two per container.
pub const FILE_BYTES: u64 = 10 * 1024 * 1024;
/// Most lines that one answer holds.
const MOST_LINES: u32 = 10_000;
const BLOCK: u64 = 256 * 1024;
/// A follower looks by itself this often, in case the kernel dropped notices.
const LOOK: Duration = Duration::from_secs(2);

/// The newer and the older file of a container.
pub fn paths(dir: &Path, container: &str) -> (PathBuf, PathBuf) {
    (dir.join(format!("{container}.log")), dir.join(format!("{container}.log.1")))
}

/// Writes a line as it is kept.
pub fn encode(into: &mut Vec<u8>, number: u64, at: Timestamp, stream: LogStream, text: &[u8]) {
    let letter = match stream {
        LogStream::Stdout => 'o',
        LogStream::Stderr => 'e',
    };
    into.extend_from_slice(format!("{number} {} {letter} ", at.0).as_bytes());
    into.extend_from_slice(text);
    into.push(b'\n');
}

/// Reads a kept line, without its line end.
pub fn decode(line: &[u8]) -> Option<LogLine> {
    let mut parts = line.splitn(4, |byte| *byte == b' ');
    let mut next = || parts.next();
    let number = std::str::from_utf8(next()?).ok()?.parse().ok()?;
    let at = Timestamp(std::str::from_utf8(next()?).ok()?.parse().ok()?);
    let stream = match next()? {
        b"o" => LogStream::Stdout,
        b"e" => LogStream::Stderr,
        _ => return None,
    };
    Some(LogLine { number, at, stream, text: String::from_utf8_lossy(next()?).into_owned() })
}

/// The newest lines that fit the query, oldest first.
pub fn read(dir: &Path, container: &str, query: &LogQuery) -> io::Result<Vec<LogLine>> {
    let (newer, older) = paths(dir, container);
    let search = query.search.as_ref().map(|text| text.to_lowercase());
    let limit = query.limit.clamp(1, MOST_LINES) as usize;
    let mut found = Vec::new();
    for path in [newer, older] {
        let done = backwards(&path, |line| {
            let Some(line) = decode(line) else { return true };
            if query.since.is_some_and(|since| line.at < since) {
                return false;
            }
            let wanted = query.before.is_none_or(|before| line.number < before)
                && search.as_ref().is_none_or(|text| line.text.to_lowercase().contains(text));
            if wanted {
                found.push(line);
            }
            found.len() < limit
        });
        match done {
            Ok(true) => break,
            Ok(false) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    found.reverse();
    Ok(found)
}

/// Shows whole lines from the last to the first until `visit` says no; tells whether it did.
fn backwards(path: &Path, mut visit: impl FnMut(&[u8]) -> bool) -> io::Result<bool> {
    let file = File::open(path)?;
    let mut start = file.metadata()?.len();
    // What is at the end behind the last line end is torn, or still being written.
    let mut carry: Vec<u8> = Vec::new();
    let mut whole = false;
    while start > 0 {
        let begin = start.saturating_sub(BLOCK);
        let mut block = vec![0; (start - begin) as usize];
        file.read_exact_at(&mut block, begin)?;
        block.extend_from_slice(&carry);
        let mut end = block.len();
        while let Some(at) = block[..end].iter().rposition(|byte| *byte == b'\n') {
            if whole && !visit(&block[at + 1..end]) {
                return Ok(true);
            }
            whole = true;
            end = at;
        }
        block.truncate(end);
        carry = if whole { block } else { Vec::new() };
        start = begin;
    }
    Ok(whole && !carry.is_empty() && !visit(&carry))
}

/// Lines after number `after`, those that are kept first, then each as it arrives. Ends when the folder goes.
pub fn follow(dir: PathBuf, container: String, after: u64) -> io::Result<BoxStream<'static, LogLine>> {
    let inotify = Inotify::init(InitFlags::IN_NONBLOCK | InitFlags::IN_CLOEXEC)?;
    let flags = AddWatchFlags::IN_MODIFY | AddWatchFlags::IN_CREATE | AddWatchFlags::IN_MOVED_TO;
    inotify.add_watch(&dir, flags | AddWatchFlags::IN_DELETE_SELF | AddWatchFlags::IN_MOVE_SELF)?;
    // SAFETY: the watch owns its descriptor, which stays the same and open as long as the watch is registered.
    let notices = unsafe { AsyncFd::register(Notices(inotify))? };
    let (sender, receiver) = mpsc::channel(256);
    tokio::spawn(async move {
        let mut tail = Tail { dir, container, after, file: None, carry: Vec::new(), begun: false };
        loop {
            // Reading files is short: they are in the page cache, and at most a block at a time.
            let Ok(lines) = tail.more() else { return };
            let empty = lines.is_empty();
            for line in lines {
                if sender.send(line).await.is_err() {
                    return;
                }
            }
            if !empty {
                continue;
            }
            if !tail.dir.is_dir() {
                return;
            }
            tokio::select! {
                () = sender.closed() => return,
                () = tokio::time::sleep(LOOK) => {}
                ready = notices.readable() => {
                    let Ok(mut ready) = ready else { return };
                    while ready.get_inner().0.read_events().is_ok() {}
                    ready.clear_ready();
                }
            }
        }
    });
    Ok(ReceiverStream::new(receiver).boxed())
}

struct Notices(Inotify);

impl AsRawFd for Notices {
    fn as_raw_fd(&self) -> RawFd {
        self.0.as_fd().as_raw_fd()
    }
}

/// Where a follower is.
struct Tail {
    dir: PathBuf,
    container: String,
    /// The last number that was given out.
    after: u64,
    file: Option<File>,
    carry: Vec<u8>,
    /// The older file was read.
    begun: bool,
}

impl Tail {
    /// The next lines; none if there are none now.
    fn more(&mut self) -> io::Result<Vec<LogLine>> {
        let (newer, older) = paths(&self.dir, &self.container);
        loop {
            if self.file.is_none() {
                let path = if self.begun { &newer } else { &older };
                match File::open(path) {
                    Ok(file) => self.file = Some(file),
                    Err(error) if error.kind() == io::ErrorKind::NotFound && !self.begun => {
                        self.begun = true;
                        continue;
                    }
                    Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
                    Err(error) => return Err(error),
                }
            }
            let Some(file) = &mut self.file else { return Ok(Vec::new()) };
            let mut block = vec![0; BLOCK as usize];
            let read = file.read(&mut block)?;
            if read == 0 {
                // The end of a file that is no longer the newer one: the next follows.
                let here = file.metadata()?;
                let position = file.stream_position()?;
                let rotated = std::fs::metadata(&newer).is_ok_and(|found| found.ino() != here.ino());
                if rotated && position >= here.len() {
                    // The older file is this one, or one that came and went as the newer one meanwhile.
                    self.begun = std::fs::metadata(&older).is_ok_and(|found| found.ino() == here.ino());
                    self.file = None;
                    self.carry.clear();
                    continue;
                }
                if position > here.len() {
                    // A torn end was cut off by a new supervisor.
                    file.seek(SeekFrom::Start(here.len()))?;
                    self.carry.clear();
                }
                return Ok(Vec::new());
            }
            self.carry.extend_from_slice(&block[..read]);
            let Some(end) = self.carry.iter().rposition(|byte| *byte == b'\n') else { continue };
            let rest = self.carry.split_off(end + 1);
            let whole = std::mem::replace(&mut self.carry, rest);
            let lines: Vec<LogLine> =
                whole.split(|byte| *byte == b'\n').filter_map(decode).filter(|line| line.number > self.after).collect();
            if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
                let missing = first.number - self.after - 1;
                // Whoever begins at the beginning begins with what is kept.
                let gap = (self.after > 0 && missing > 0).then(|| gap_before(first, missing));
                self.after = last.number;
                return Ok(gap.into_iter().chain(lines).collect());
            }
        }
    }
}

/// Says in a line's place that so many lines are missing before this one.
fn gap_before(line: &LogLine, missing: u64) -> LogLine {
    let text = format!("[{missing} lines were written faster than they could be followed, and are no longer kept]");
    LogLine { number: line.number - 1, at: line.at, stream: LogStream::Stderr, text }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn append(path: &Path, numbers: std::ops::RangeInclusive<u64>) {
        let mut bytes = Vec::new();
        for number in numbers {
            encode(
                &mut bytes,
                number,
                Timestamp(number as i64),
                LogStream::Stdout,
                format!("line {number}").as_bytes(),
            );
        }
        std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap().write_all(&bytes).unwrap();
    }

    fn numbers(lines: &[LogLine]) -> Vec<u64> {
        lines.iter().map(|line| line.number).collect()
    }

    #[test]
    fn newest_lines_come_from_both_files_and_a_torn_end_is_no_line() {
        let dir = tempfile::tempdir().unwrap();
        let (newer, older) = paths(dir.path(), "web");
        append(&older, 1..=20_000);
        append(&newer, 20_001..=20_003);
        std::fs::OpenOptions::new().append(true).open(&newer).unwrap().write_all(b"20004 5 o to").unwrap();
        let query = |before, limit| LogQuery { before, limit, ..Default::default() };
        let read = |query: &LogQuery| read(dir.path(), "web", query).unwrap();
        assert_eq!(numbers(&read(&query(None, 5))), [19_999, 20_000, 20_001, 20_002, 20_003]);
        assert_eq!(numbers(&read(&query(Some(3), 10))), [1, 2]);
        assert_eq!(read(&query(None, 1))[0].text, "line 20003");
        let searched = LogQuery { search: Some("LINE 1777".into()), limit: 100, ..Default::default() };
        assert_eq!(
            numbers(&read(&searched)),
            [1777, 17770, 17771, 17772, 17773, 17774, 17775, 17776, 17777, 17778, 17779]
        );
        let since = LogQuery { since: Some(Timestamp(20_002)), limit: 100, ..Default::default() };
        assert_eq!(numbers(&read(&since)), [20_002, 20_003]);
        assert_eq!(read(&LogQuery { limit: 1, ..Default::default() }).len(), 1);
    }

    #[test]
    fn a_follower_skips_no_file_and_says_what_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let (newer, older) = paths(dir.path(), "web");
        append(&newer, 1..=3);
        let (path, container) = (dir.path().to_path_buf(), "web".to_owned());
        let mut tail = Tail { dir: path, container, after: 0, file: None, carry: Vec::new(), begun: false };
        let mut all = || {
            let mut found = Vec::new();
            loop {
                let lines = tail.more().unwrap();
                if lines.is_empty() {
                    return found;
                }
                found.extend(lines);
            }
        };
        let rotate = |from: u64, to: u64| {
            std::fs::rename(&newer, &older).unwrap();
            append(&newer, from..=to);
        };
        assert_eq!(numbers(&all()), [1, 2, 3]);
        // Two rotations before the follower looks again: what it read last is no longer there under any name.
        rotate(4, 6);
        rotate(7, 9);
        assert_eq!(numbers(&all()), [4, 5, 6, 7, 8, 9]);
        rotate(10, 12);
        rotate(13, 15);
        rotate(16, 18);
        let seen = all();
        assert_eq!(numbers(&seen), [12, 13, 14, 15, 16, 17, 18]);
        assert!(seen[0].text.starts_with("[3 lines"), "{}", seen[0].text);
    }

    #[tokio::test]
    async fn a_follower_sees_what_was_kept_what_arrives_and_across_a_rotation() {
        let dir = tempfile::tempdir().unwrap();
        let (newer, older) = paths(dir.path(), "web");
        append(&older, 1..=2);
        append(&newer, 3..=4);
        let mut lines = follow(dir.path().to_path_buf(), "web".into(), 1).unwrap();
        let mut next =
            async || tokio::time::timeout(Duration::from_secs(10), lines.next()).await.unwrap().unwrap().number;
        assert_eq!([next().await, next().await, next().await], [2, 3, 4]);
        append(&newer, 5..=5);
        assert_eq!(next().await, 5);
        append(&newer, 6..=6);
        std::fs::rename(&newer, &older).unwrap();
        append(&newer, 7..=7);
        assert_eq!([next().await, next().await], [6, 7]);
    }
}
