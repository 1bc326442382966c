//! What an installation may set and pages must know.

use serde::{Deserialize, Serialize};

/// A region and its zones (GEN-03, decision "Region, zone").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub name: String,
    pub zones: Vec<String>,
}

impl Region {
    /// `local` with zones `local-a` to `local-c`.
    pub fn local() -> Self {
        Self { name: "local".into(), zones: ["local-a", "local-b", "local-c"].map(str::to_owned).to_vec() }
    }
}

/// Prices of container groups (BIL-01 to BIL-05, C-04). Amounts are in millionths of the currency's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// Shown behind amounts, e.g. `CNY`.
    pub currency: String,
    /// For one vCPU during one second, in millionths.
    pub vcpu_second_micros: u64,
    /// For one GiB of memory during one second, in millionths.
    pub gib_second_micros: u64,
}

impl Default for Prices {
    fn default() -> Self {
        Self { currency: "CNY".into(), vcpu_second_micros: 100, gib_second_micros: 0 }
    }
}

/// Upper limits of one region (decision "Quota defaults").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    pub vcpu: u32,
    pub memory_gib: u32,
    pub groups: u32,
}

impl Quota {
    /// max(256, 32 × cores) vCPU and twice that in GiB; as many groups as the design holds.
    pub fn for_cores(cores: u32) -> Self {
        let vcpu = (32 * cores).max(256);
        Self { vcpu, memory_gib: vcpu * 2, groups: 10_000 }
    }
}
