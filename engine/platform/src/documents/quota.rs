//! What the store keeps of quotas.

use std::collections::BTreeMap;

use gantry_model::kind::{RegionQuotaId, ResourceKind};
use gantry_model::quota::{Entitlement, Limits};
use serde::{Deserialize, Serialize};

use crate::store::Kind;
use crate::store::catalog::KindInfo;

/// The kinds of this area.
pub(super) const KINDS: &[KindInfo] = &[KindInfo::of::<RegionQuota>()];

/// Kind of a region's limits; one document for each region, which has the region's name.
#[derive(Debug)]
pub struct RegionQuota;

impl Kind for RegionQuota {
    const KIND: &'static str = ResourceKind::RegionQuota.token();
    type Id = RegionQuotaId;
    type Spec = RegionQuotaSpec;
    type Status = ();
}

/// Limits of a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionQuotaSpec {
    /// Of the settings at the last start.
    pub defaults: Limits,
    /// What the administrator has set instead.
    pub changed: BTreeMap<Entitlement, u64>,
}

impl RegionQuotaSpec {
    /// Those that hold.
    pub fn limits(&self) -> Limits {
        self.changed
            .iter()
            .fold(self.defaults.clone(), |limits, (entitlement, limit)| limits.with(*entitlement, *limit))
    }
}
