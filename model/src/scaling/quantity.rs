//! Quantities of Kubernetes (ESS-14): `50m`, `0.05Gi`, `1`, `1e3`, `128974848`, `129M`, `123Mi`.
//!
//! A number, and behind it one of `n u m k M G T P E`, `Ki Mi Gi Ti Pi Ei`, or a decimal exponent. Values are exact; only what becomes whole
//! thousandths of a vCPU or whole MiB is rounded, up, as Kubernetes does.

use crate::message::{Message, scaling as say};
use crate::units::{Mebibytes, MilliCpu};

/// Characters of a quantity.
const LONGEST: usize = 48;
/// The largest power of ten that a fraction or an exponent may have.
const MOST_EXPONENT: i32 = 24;

/// An amount: `digits × 10^exponent × 2^shift`, not negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    digits: u128,
    exponent: i32,
    shift: u32,
}

impl Quantity {
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let refuse = || {
            let shown: String = text.chars().take(LONGEST).collect();
            say::no_quantity(shown)
        };
        if text.len() > LONGEST || !text.is_ascii() {
            return Err(refuse());
        }
        if text.starts_with('-') {
            return Err(say::negative_quantity(text));
        }
        let unsigned = text.strip_prefix('+').unwrap_or(text);
        let end = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unsigned.len());
        let (number, suffix) = unsigned.split_at(end);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if (whole.is_empty() && fraction.is_empty()) || fraction.contains('.') {
            return Err(refuse());
        }
        let fraction = fraction.trim_end_matches('0');
        let all = format!("{}{fraction}", whole.trim_start_matches('0'));
        let digits: u128 = if all.is_empty() { 0 } else { all.parse().map_err(|_| refuse())? };
        let places = i32::try_from(fraction.len()).map_err(|_| refuse())?;
        let (exponent, shift) = scale(suffix).ok_or_else(refuse)?;
        let exponent = exponent - places;
        if exponent.abs() > MOST_EXPONENT {
            return Err(refuse());
        }
        Ok(Self { digits, exponent, shift })
    }

    /// The amount in `1 / parts` of the unit divided by `2^unit_shift`, rounded up; none if it is too much for anything.
    fn in_parts(self, parts: u128, unit_shift: u32) -> Option<u128> {
        if self.digits == 0 {
            return Some(0);
        }
        let power = 10_u128.checked_pow(self.exponent.unsigned_abs())?;
        let (mut above, mut below) = (self.digits.checked_mul(parts)?, 1_u128);
        if self.exponent < 0 {
            below = power
        } else {
            above = above.checked_mul(power)?
        }
        if self.shift >= unit_shift {
            above = above.checked_mul(1_u128 << (self.shift - unit_shift))?;
        } else {
            below = below.checked_mul(1_u128 << (unit_shift - self.shift))?;
        }
        Some(above.div_ceil(below))
    }

    /// As processor time, rounded up to whole thousandths.
    pub fn milli_cpu(self) -> Option<MilliCpu> {
        u32::try_from(self.in_parts(1000, 0)?).ok().map(MilliCpu)
    }

    /// As memory, rounded up to whole MiB.
    pub fn mebibytes(self) -> Option<Mebibytes> {
        u32::try_from(self.in_parts(1, 20)?).ok().map(Mebibytes)
    }
}

/// Power of ten and power of two behind a number.
fn scale(suffix: &str) -> Option<(i32, u32)> {
    Some(match suffix {
        "" => (0, 0),
        "n" => (-9, 0),
        "u" => (-6, 0),
        "m" => (-3, 0),
        "k" => (3, 0),
        "M" => (6, 0),
        "G" => (9, 0),
        "T" => (12, 0),
        "P" => (15, 0),
        "E" => (18, 0),
        "Ki" => (0, 10),
        "Mi" => (0, 20),
        "Gi" => (0, 30),
        "Ti" => (0, 40),
        "Pi" => (0, 50),
        "Ei" => (0, 60),
        _ => {
            let exponent = suffix.strip_prefix(['e', 'E'])?;
            let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            let legal = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
            (exponent.parse::<i32>().ok().filter(|_| legal)?, 0)
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cpu(text: &str) -> Option<u32> {
        Quantity::parse(text).ok()?.milli_cpu().map(|cpu| cpu.0)
    }

    fn mib(text: &str) -> Option<u32> {
        Quantity::parse(text).ok()?.mebibytes().map(|memory| memory.0)
    }

    #[test]
    fn every_form_of_kubernetes_is_read() {
        for (text, value) in [
            ("50m", 50),
            ("1", 1000),
            ("0.1", 100),
            (".5", 500),
            ("2.", 2000),
            ("1e3", 1_000_000),
            ("1E3", 1_000_000),
            ("5e-1", 500),
            ("1e+1", 10_000),
            ("100u", 1),
            ("1n", 1),
            ("0", 0),
            ("+2", 2000),
            ("0.0005", 1),
            ("2k", 2_000_000),
        ] {
            assert_eq!(cpu(text), Some(value), "{text}");
        }
        for (text, value) in [
            ("0.05Gi", 52),
            ("1Gi", 1024),
            ("512Mi", 512),
            ("1024Ki", 1),
            ("1073741824", 1024),
            ("129M", 124),
            ("1G", 954),
            ("128974848", 123),
            ("1e9", 954),
            ("128974848000m", 123),
            ("1Ti", 1 << 20),
            ("1.5Gi", 1536),
        ] {
            assert_eq!(mib(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_quantity_is_refused() {
        for text in ["", "Gi", "1gi", "1 Gi", "1.2.3", "--1", "-1", "1e", "1e99", "1mi", "１", "0x10", "1GiB", "NaN"] {
            assert!(Quantity::parse(text).is_err(), "{text}");
        }
        assert_eq!(mib("9Ei"), None, "more than anything has");
        assert_eq!(cpu("1E"), None);
    }

    proptest! {
        #[test]
        fn no_input_panics(text in "[0-9.eEKMGTPimnuk+-]{0,50}") {
            if let Ok(quantity) = Quantity::parse(&text) {
                let _ = (quantity.milli_cpu(), quantity.mebibytes());
            }
        }

        #[test]
        fn milli_and_whole_agree(value in 0u32..4_000_000) {
            prop_assert_eq!(cpu(&format!("{value}m")), Some(value));
            prop_assert_eq!(cpu(&format!("{}.{:03}", value / 1000, value % 1000)), Some(value));
            prop_assert_eq!(mib(&format!("{value}Mi")), Some(value));
            prop_assert_eq!(mib(&format!("{}Ki", u64::from(value) * 1024)), Some(value));
        }
    }
}
