//! Amounts with their unit in the type.

use serde::{Deserialize, Serialize};

/// Processor time in thousandths of a vCPU.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MilliCpu(pub u32);

impl MilliCpu {
    pub const fn cores(cores: u32) -> Self {
        Self(cores * 1000)
    }

    /// Parses what a person types into a CPU field: a decimal number of vCPU with at most three places, `0.5`.
    pub fn parse(text: &str) -> Option<Self> {
        decimal_thousandths(text).map(Self)
    }
}

/// Writes vCPU without trailing zeros: `2`, `0.5`.
impl std::fmt::Display for MilliCpu {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&thousandths_text(self.0))
    }
}

/// Memory in MiB: fine enough for a form in GiB with decimals, and whole numbers on the wire.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mebibytes(pub u32);

impl Mebibytes {
    pub const fn gib(gib: u32) -> Self {
        Self(gib * 1024)
    }

    pub const fn bytes(self) -> u64 {
        self.0 as u64 * 1024 * 1024
    }

    /// Parses what a person types into a memory field: a decimal number of GiB, `0.5`; rounded up to whole MiB.
    pub fn parse_gib(text: &str) -> Option<Self> {
        let thousandths = u64::from(decimal_thousandths(text)?);
        u32::try_from((thousandths * 1024).div_ceil(1000)).ok().map(Self)
    }

    /// Number of GiB without trailing zeros: `4`, `0.5`.
    pub fn gib_text(self) -> String {
        thousandths_text((u64::from(self.0) * 1000 / 1024).min(u64::from(u32::MAX)) as u32)
    }
}

impl std::fmt::Display for Mebibytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} GiB", self.gib_text())
    }
}

/// A number of bytes in binary prefixes, as pages show it: `812 B`, `1.4 MiB`.
pub fn bytes_text(bytes: u64) -> String {
    const UNITS: [&str; 6] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
    let mut value = bytes as f64;
    let mut unit = 0;
    while value >= 1024.0 && unit + 1 < UNITS.len() {
        value /= 1024.0;
        unit += 1;
    }
    if unit == 0 || value >= 100.0 {
        format!("{value:.0} {}", UNITS[unit])
    } else {
        format!("{value:.1} {}", UNITS[unit])
    }
}

fn decimal_thousandths(text: &str) -> Option<u32> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || fraction.len() > 3 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let fraction: u32 = format!("{fraction:0<3}").parse().ok()?;
    whole.checked_mul(1000)?.checked_add(fraction)
}

fn thousandths_text(value: u32) -> String {
    let text = format!("{}.{:03}", value / 1000, value % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cpu_reads_as_typed() {
        for (text, value) in [
            ("2", Some(2000)),
            ("0.5", Some(500)),
            (".25", Some(250)),
            ("1.0005", None),
            ("-1", None),
            ("", None),
            ("1e3", None),
        ] {
            assert_eq!(MilliCpu::parse(text).map(|cpu| cpu.0), value, "{text}");
        }
        assert_eq!(MilliCpu(1500).to_string(), "1.5");
    }

    #[test]
    fn memory_reads_as_typed() {
        assert_eq!(Mebibytes::parse_gib("0.5"), Some(Mebibytes(512)));
        assert_eq!(Mebibytes::gib(4).to_string(), "4 GiB");
    }

    #[test]
    fn bytes_keep_two_figures() {
        assert_eq!(bytes_text(0), "0 B");
        assert_eq!(bytes_text(1_468_006), "1.4 MiB");
        assert_eq!(bytes_text(524_288_000), "500 MiB");
    }

    proptest! {
        #[test]
        fn cpu_survives_writing_and_reading(value in 0u32..4_000_000) {
            prop_assert_eq!(MilliCpu::parse(&MilliCpu(value).to_string()), Some(MilliCpu(value)));
        }
    }
}
