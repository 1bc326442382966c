//! A figure that a rule is compared with, in whole thousandths, so that equal rules are equal.

use serde::{Deserialize, Serialize};

/// A threshold or a target, in thousandths of the metric's unit.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(pub u64);

/// The largest level that can be typed.
const MOST: u64 = 1_000_000_000_000;

impl Level {
    pub const fn whole(number: u64) -> Self {
        Self(number * 1000)
    }

    pub fn value(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Parses what a person types: a decimal number with at most three places, up to a thousand million.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || fraction.len() > 3 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let fraction: u64 = format!("{fraction:0<3}").parse().ok()?;
        let value = whole.checked_mul(1000)?.checked_add(fraction)?;
        (value <= MOST).then_some(Self(value))
    }
}

/// Without trailing zeros: `60`, `0.5`.
impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{}.{:03}", self.0 / 1000, self.0 % 1000);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn levels_read_as_typed() {
        let cases =
            [("60", Some(60_000)), ("0.5", Some(500)), (".25", Some(250)), ("-1", None), ("", None), ("1e3", None)];
        for (text, value) in cases {
            assert_eq!(Level::parse(text).map(|level| level.0), value, "{text}");
        }
        assert_eq!(Level::parse("99999999999999999999"), None);
    }

    proptest! {
        #[test]
        fn levels_survive_writing_and_reading(value in 0..=MOST) {
            prop_assert_eq!(Level::parse(&Level(value).to_string()), Some(Level(value)));
        }
    }
}
