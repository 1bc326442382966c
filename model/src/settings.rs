//! What an installation may set and pages must know.

use serde::{Deserialize, Serialize};

use crate::kind::ResourceKind;
use crate::quota::{Entitlement, Limits};

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

/// The price list (BIL-01 to BIL-05, C-04; decision "Prices, balance"). Amounts are in millionths of the currency's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// Shown behind amounts, e.g. `CNY`.
    pub currency: String,
    /// For one vCPU during one second, in millionths.
    pub vcpu_second_micros: u64,
    /// For one GiB of memory during one second, in millionths.
    pub gib_second_micros: u64,
    /// For a registry instance of the Basic Edition during one month, in millionths.
    #[serde(default)]
    pub registry_month_micros: u64,
    /// What the installation's account begins with, in millionths.
    #[serde(default)]
    pub opening_balance_micros: u64,
}

impl Default for Prices {
    fn default() -> Self {
        Self {
            currency: "CNY".into(),
            vcpu_second_micros: 100,
            gib_second_micros: 0,
            registry_month_micros: 1_000_000,
            opening_balance_micros: 10_000 * 1_000_000,
        }
    }
}

/// What one region may hold of what an order of container groups takes (decision "Quota defaults").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    pub vcpu: u32,
    pub memory_gib: u32,
    pub groups: u32,
}

impl Quota {
    /// The defaults on a machine with so many cores.
    pub fn for_cores(cores: u32) -> Self {
        Self::from(&Limits::for_cores(cores))
    }
}

impl From<&Limits> for Quota {
    fn from(limits: &Limits) -> Self {
        let of = |entitlement| u32::try_from(limits.of(entitlement)).unwrap_or(u32::MAX);
        Self {
            vcpu: of(Entitlement::Vcpu),
            memory_gib: of(Entitlement::MemoryGib),
            groups: of(Entitlement::Count(ResourceKind::ContainerGroup)),
        }
    }
}
