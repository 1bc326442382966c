//! Grammars of parts of a blob: the `Range` header of a download (RFC 9110, 14.2) and the `Content-Range` of an upload's
//! chunk (distribution specification 1.1, "Pushing a blob in chunks").

use crate::error::{Error, Result};
use crate::message::registry as say;

/// Bytes from `first` to `last`, both included, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteRange {
    pub first: u64,
    /// Never below `first`, never `u64::MAX`.
    pub last: u64,
}

impl ByteRange {
    /// How many bytes; at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a range of bytes is never empty")]
    pub fn len(self) -> u64 {
        self.last - self.first + 1
    }
}

/// What a download asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Whole,
    Part(ByteRange),
    /// A range that lies outside, or ends before it begins; the answer is 416.
    Outside,
}

/// Reads a `Range` header against something of `size` bytes. What is not understood, and several ranges at once, ask for
/// the whole, as the RFC lets a server do.
pub fn parse_range(header: &str, size: u64) -> Asked {
    let Some(set) = header.trim().strip_prefix("bytes=") else { return Asked::Whole };
    let Some((first, last)) = set.trim().split_once('-') else { return Asked::Whole };
    let (first, last) = (first.trim(), last.trim());
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first > last => Asked::Outside,
        (Some(first), _) if !last.is_empty() && number(last).is_none() => {
            let _ = first;
            Asked::Whole
        }
        (Some(first), _) if first >= size => Asked::Outside,
        (Some(first), last) => Asked::Part(ByteRange { first, last: last.unwrap_or(u64::MAX).min(size - 1) }),
        (None, Some(0)) if first.is_empty() => Asked::Outside,
        (None, Some(_)) if first.is_empty() && size == 0 => Asked::Outside,
        (None, Some(suffix)) if first.is_empty() => {
            Asked::Part(ByteRange { first: size.saturating_sub(suffix), last: size - 1 })
        }
        _ => Asked::Whole,
    }
}

/// Reads the `Content-Range` of a chunk: `FIRST-LAST`; the form of RFC 9110, `bytes FIRST-LAST/TOTAL`, is read as well.
pub fn parse_content_range(header: &str) -> Result<ByteRange> {
    let refuse = || {
        let shown: String = header.chars().take(80).collect();
        Error::invalid("Content-Range", say::content_range_rule(shown))
    };
    let text = header.trim();
    let text = match text.strip_prefix("bytes ") {
        Some(rest) => {
            let (range, total) = rest.trim().split_once('/').ok_or_else(refuse)?;
            if total != "*" && number(total).is_none() {
                return Err(refuse());
            }
            range
        }
        None => text,
    };
    let (first, last) = text.split_once('-').ok_or_else(refuse)?;
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last && last < u64::MAX => Ok(ByteRange { first, last }),
        _ => Err(refuse()),
    }
}

/// Digits only: the standard parser also takes a sign.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part(first: u64, last: u64) -> Asked {
        Asked::Part(ByteRange { first, last })
    }

    #[test]
    fn ranges_of_downloads() {
        for (header, asked) in [
            ("bytes=0-9", part(0, 9)),
            ("bytes=90-", part(90, 99)),
            ("bytes=90-1000", part(90, 99)),
            ("bytes=-10", part(90, 99)),
            ("bytes=-1000", part(0, 99)),
            ("bytes=100-", Asked::Outside),
            ("bytes=-0", Asked::Outside),
            ("bytes=9-0", Asked::Outside),
            ("bytes=0-9,20-29", Asked::Whole),
            ("bytes=+0-9", Asked::Whole),
            ("bytes=0-x", Asked::Whole),
            ("lines=0-9", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("", Asked::Whole),
        ] {
            assert_eq!(parse_range(header, 100), asked, "{header}");
        }
    }

    #[test]
    fn ranges_of_chunks() {
        assert_eq!(parse_content_range("0-99"), Ok(ByteRange { first: 0, last: 99 }));
        assert_eq!(parse_content_range("bytes 5-9/*"), Ok(ByteRange { first: 5, last: 9 }));
        for bad in ["", "5", "9-5", "-5", "5-", "a-b", "0-9,3", "bytes 0-9", "0-18446744073709551615", "+0-9"] {
            assert!(parse_content_range(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_part_lies_inside(header in "(bytes=)?[0-9]{0,20}-?[0-9]{0,20}|\\PC{0,40}", size in 0u64..2000) {
            if let Asked::Part(range) = parse_range(&header, size) {
                prop_assert!(range.first <= range.last && range.last < size);
                prop_assert!((1..=size).contains(&range.len()));
            }
        }

        #[test]
        fn chunks_are_read_as_written(first in 0u64..1 << 60, more in 0u64..1 << 60) {
            let range = ByteRange { first, last: first + more };
            prop_assert_eq!(parse_content_range(&format!("{}-{}", range.first, range.last)), Ok(range));
        }

        #[test]
        fn no_chunk_header_panics(header in "\\PC{0,60}") {
            if let Ok(range) = parse_content_range(&header) {
                prop_assert!(range.len() >= 1);
            }
        }
    }
}
