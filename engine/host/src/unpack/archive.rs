//! Reads a tar archive as a stream, with a bound on everything that is kept in memory.
//!
//! The crate `tar` parses the headers; the walk from header to header is done here, because that crate reads names
//! and extended headers of any length into memory.

use std::io::{self, Read};
use std::path::PathBuf;

use gantry_model::error::Error;
use gantry_model::message::{Message, machine as say};
use tar::{EntryType, Header};

/// Bytes of a path.
const PATH_LIMIT: u64 = 4096;
/// Bytes of an extended header: paths and a few extended attributes.
const EXTENDED_LIMIT: u64 = 1 << 20;
const BLOCK: usize = 512;

/// One thing of an archive. Its content is what the reader gives next.
#[derive(Debug)]
pub struct Entry {
    pub path: Vec<u8>,
    pub link: Option<Vec<u8>>,
    pub kind: EntryType,
    pub mode: u32,
    pub uid: u32,
    pub gid: u32,
    /// Seconds since 1970.
    pub modified: i64,
    pub attributes: Vec<(Vec<u8>, Vec<u8>)>,
}

/// A walk through an archive.
#[derive(Debug)]
pub struct Archive<R> {
    reader: R,
    /// Of the present entry: content not read yet, and what fills up its last block.
    left: u64,
    padding: u64,
}

impl<R: Read> Archive<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, left: 0, padding: 0 }
    }

    /// The next entry, skipping what is left of this one; `None` at the archive's end.
    pub fn next(&mut self) -> io::Result<Option<Entry>> {
        let mut path = None;
        let mut link = None;
        let mut extended = Extended::default();
        loop {
            self.skip()?;
            let Some(header) = self.header()? else {
                return if path.is_none() && link.is_none() {
                    Ok(None)
                } else {
                    Err(broken(say::archive_ends_behind_name()))
                };
            };
            let kind = header.entry_type();
            let size = header.entry_size().map_err(|_| broken(say::archive_size_illegal()))?;
            self.expect(size);
            match kind {
                EntryType::GNULongName => path = Some(terminated(self.content(PATH_LIMIT)?)),
                EntryType::GNULongLink => link = Some(terminated(self.content(PATH_LIMIT)?)),
                EntryType::XHeader => extended = Extended::parse(&self.content(EXTENDED_LIMIT)?)?,
                EntryType::XGlobalHeader => {}
                EntryType::GNUSparse => return Err(broken(say::archive_sparse_file())),
                _ => {
                    // Some writers give folders and links a size, and never content.
                    let has_content = matches!(kind, EntryType::Regular | EntryType::Continuous);
                    match extended.size {
                        _ if !has_content => self.expect(0),
                        Some(size) => self.expect(size),
                        None => {}
                    }
                    let number = |found: io::Result<u64>| found.map(|n| u32::try_from(n).unwrap_or(0)).unwrap_or(0);
                    return Ok(Some(Entry {
                        path: extended.path.or(path).unwrap_or_else(|| header.path_bytes().into_owned()),
                        link: extended.link.or(link).or_else(|| header.link_name_bytes().map(|name| name.into_owned())),
                        kind,
                        mode: header.mode().unwrap_or(0o644) & 0o7777,
                        uid: extended.uid.unwrap_or_else(|| number(header.uid())),
                        gid: extended.gid.unwrap_or_else(|| number(header.gid())),
                        modified: extended.modified.or_else(|| header.mtime().ok()?.try_into().ok()).unwrap_or(0),
                        attributes: extended.attributes,
                    }));
                }
            }
        }
    }

    /// Reads to the very end, so that a digest covers everything.
    pub fn finish(mut self) -> io::Result<()> {
        io::copy(&mut self.reader, &mut io::sink()).map(drop)
    }

    fn expect(&mut self, size: u64) {
        self.left = size;
        self.padding = size.next_multiple_of(BLOCK as u64) - size;
    }

    fn skip(&mut self) -> io::Result<()> {
        let want = self.left + self.padding;
        (self.left, self.padding) = (0, 0);
        let got = io::copy(&mut (&mut self.reader).take(want), &mut io::sink())?;
        if got == want { Ok(()) } else { Err(broken(say::archive_ends_in_file())) }
    }

    fn content(&mut self, limit: u64) -> io::Result<Vec<u8>> {
        if self.left > limit {
            return Err(broken(say::archive_header_too_long()));
        }
        let mut bytes = vec![0; self.left as usize];
        self.read_exact(&mut bytes).map_err(|_| broken(say::archive_ends_in_header()))?;
        Ok(bytes)
    }

    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut header = Header::new_old();
        let bytes = header.as_mut_bytes();
        let mut filled = 0;
        while filled < BLOCK {
            match self.reader.read(&mut bytes[filled..])? {
                0 if filled == 0 => return Ok(None),
                0 => return Err(broken(say::archive_ends_in_header())),
                read => filled += read,
            }
        }
        if bytes.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let sum: u32 =
            bytes.iter().enumerate().map(|(at, b)| if (148..156).contains(&at) { 32 } else { u32::from(*b) }).sum();
        if header.cksum().ok() != Some(sum) {
            return Err(broken(say::archive_header_sum()));
        }
        Ok(Some(header))
    }
}

/// Reads the content of the present entry.
impl<R: Read> Read for Archive<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let want = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if want == 0 {
            return Ok(0);
        }
        let read = self.reader.read(&mut buffer[..want])?;
        if read == 0 {
            return Err(broken(say::archive_ends_in_file()));
        }
        self.left -= read as u64;
        Ok(read)
    }
}

/// What a pax header (POSIX.1-2001) says of the next entry.
#[derive(Debug, Default)]
struct Extended {
    path: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    uid: Option<u32>,
    gid: Option<u32>,
    modified: Option<i64>,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Extended {
    /// Records are `LENGTH NAME=VALUE\n`; the length counts the whole record.
    fn parse(mut bytes: &[u8]) -> io::Result<Self> {
        let wrong = || broken(say::archive_header_unreadable());
        let mut found = Self::default();
        while !bytes.is_empty() {
            let space = bytes.iter().position(|byte| *byte == b' ').ok_or_else(wrong)?;
            let length: usize = text(&bytes[..space]).and_then(|text| text.parse().ok()).ok_or_else(wrong)?;
            if length <= space + 1 || length > bytes.len() || bytes[length - 1] != b'\n' {
                return Err(wrong());
            }
            let record = &bytes[space + 1..length - 1];
            bytes = &bytes[length..];
            let equals = record.iter().position(|byte| *byte == b'=').ok_or_else(wrong)?;
            let (name, value) = (&record[..equals], &record[equals + 1..]);
            match name {
                b"path" | b"linkpath" => {
                    if value.len() as u64 > PATH_LIMIT {
                        return Err(broken(say::archive_path_too_long()));
                    }
                    let place = if name == b"path" { &mut found.path } else { &mut found.link };
                    *place = Some(value.to_vec());
                }
                b"size" => found.size = Some(text(value).and_then(|text| text.parse().ok()).ok_or_else(wrong)?),
                b"uid" => found.uid = text(value).and_then(|text| text.parse().ok()),
                b"gid" => found.gid = text(value).and_then(|text| text.parse().ok()),
                b"mtime" => {
                    found.modified = text(value).and_then(|text| text.split('.').next()?.parse().ok());
                }
                _ => {
                    if let Some(attribute) = name.strip_prefix(b"SCHILY.xattr.") {
                        found.attributes.push((attribute.to_vec(), value.to_vec()));
                    }
                }
            }
        }
        Ok(found)
    }
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

fn terminated(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(end) = bytes.iter().position(|byte| *byte == 0) {
        bytes.truncate(end);
    }
    bytes
}

/// An archive that breaks a rule.
pub fn broken(what: Message) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Error::invalid("image", what))
}

/// What is wrong: the message of [`broken`], or the words of who reads or decompresses.
pub fn what_is_wrong(error: io::Error) -> Message {
    match error.downcast::<Error>() {
        Ok(broken) => broken.into_message(),
        Err(error) => Message::text(error.to_string()),
    }
}

/// A path of an entry as a relative path without `.` parts; `None` if it climbs out of the root or holds a NUL.
pub fn normal_path(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    let mut path = PathBuf::new();
    for part in bytes.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                if !path.pop() {
                    return None;
                }
            }
            part if part.contains(&0) => return None,
            part => path.push(std::ffi::OsStr::from_bytes(part)),
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_kept_inside() {
        let normal = |text: &str| normal_path(text.as_bytes()).map(|path| path.display().to_string());
        assert_eq!(normal("./a//b/"), Some("a/b".into()));
        assert_eq!(normal("/etc/passwd"), Some("etc/passwd".into()));
        assert_eq!(normal("a/../b"), Some("b".into()));
        assert_eq!(normal("./"), Some(String::new()));
        assert_eq!(normal("../x"), None);
        assert_eq!(normal("a/../../x"), None);
        assert_eq!(normal("a\0b"), None);
    }

    proptest::proptest! {
        #[test]
        fn whatever_bytes_come_the_walk_ends(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..4096)) {
            let mut archive = Archive::new(bytes.as_slice());
            while let Ok(Some(_)) = archive.next() {}
        }

        #[test]
        fn whatever_an_extended_header_holds_it_is_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..256)) {
            let _ = Extended::parse(&bytes);
        }
    }
}
