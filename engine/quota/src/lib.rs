//! **Entitlement Quota** (rows QTA): what a region may hold, and what it holds.
//!
//! An area that makes something limited calls [`admit`] in the step that inserts the document: what is counted are the documents that
//! there are, those on their way out among them, because what is being taken down still takes its place. vCPU and memory have
//! counters of their own, which [`take`] and [`give_back`] move in the same steps. So two orders together never pass a limit and a
//! kill loses nothing.
//!
//! Limits are the settings' defaults, and over them what the administrator has set; both stand in one document for each region, so
//! that a command needs the store alone. A limit may be lowered below what is used: nothing is taken away, and nothing new is made.

mod commands;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use gantry_model::error::{Error, Result};
use gantry_model::kind::{RegionQuotaId, ResourceKind};
use gantry_model::quota::{Entitlement, Limits, exceeded};

pub use self::commands::{Quotas, row};
pub use gantry_platform::documents::{RegionQuota, RegionQuotaSpec};
use gantry_platform::store::{Kind, New, Read, Resource, Tx};

gantry_model::quota_operations!(gantry_platform::call::dispatch, Quotas);

/// Refuses `amount` more of a kind in a region where its quota does not allow them. A kind without a quota is never refused.
///
/// # Errors
/// [`Error::QuotaExceeded`], naming limit, use and what was asked (QTA-04).
pub fn admit<K: Kind>(read: &Read<'_>, region: &str, amount: u64) -> Result<()> {
    let Some(kind) = ResourceKind::of_token(K::KIND).filter(|kind| kind.quota().is_some()) else { return Ok(()) };
    row(read, region, Entitlement::Count(kind))?.check(region, amount)
}

/// Takes `amount` more vCPU or memory in a region.
///
/// # Errors
/// [`Error::QuotaExceeded`], naming limit, use and what was asked (QTA-04).
pub fn take(tx: &mut Tx<'_>, region: &str, entitlement: Entitlement, amount: u64) -> Result<()> {
    let asked = signed(amount)?;
    let used = tx.add_usage(region, entitlement.counter(), asked)?;
    let limit = limits(tx, region)?.of(entitlement);
    if amount > 0 && u64::try_from(used).unwrap_or(0) > limit {
        let before = u64::try_from(used - asked).unwrap_or(0);
        return Err(exceeded(region, entitlement, limit, before, amount));
    }
    Ok(())
}

/// Gives back what [`take`] took.
///
/// # Errors
/// Internal when more is given back than was taken.
pub fn give_back(tx: &mut Tx<'_>, region: &str, entitlement: Entitlement, amount: u64) -> Result<()> {
    tx.add_usage(region, entitlement.counter(), -signed(amount)?).map(drop)
}

/// What a region uses of something.
///
/// # Errors
/// Unavailable or Internal.
pub fn used(read: &Read<'_>, region: &str, entitlement: Entitlement) -> Result<u64> {
    match entitlement {
        Entitlement::Count(kind) => read.documents(kind.token(), Some(region)),
        Entitlement::Vcpu | Entitlement::MemoryGib => {
            Ok(u64::try_from(read.usage(region, entitlement.counter())?).unwrap_or(0))
        }
    }
}

/// The limits of a region.
///
/// # Errors
/// Unavailable or Internal.
pub fn limits(read: &Read<'_>, region: &str) -> Result<Limits> {
    Ok(document(read, region)?.map_or_else(|| Limits::for_cores(1), |document| document.spec.limits()))
}

fn document(read: &Read<'_>, region: &str) -> Result<Option<Resource<RegionQuota>>> {
    match read.named::<RegionQuota>("", region)? {
        Some(id) => read.find(&id),
        None => Ok(None),
    }
}

/// Brings a region's document up to the settings.
///
/// # Errors
/// Unavailable or Internal.
pub fn first_start(tx: &mut Tx<'_>, region: &str, defaults: &Limits) -> Result<()> {
    match document(tx, region)? {
        Some(mut known) if known.spec.defaults != *defaults => {
            known.spec.defaults = defaults.clone();
            tx.update(&mut known)?;
        }
        Some(_) => {}
        None => {
            let id: RegionQuotaId = tx.new_id();
            tx.claim_name::<RegionQuota>("", region, &id)?;
            tx.insert(New::<RegionQuota> {
                id,
                name: region.to_owned(),
                region: region.to_owned(),
                owner: "system".to_owned(),
                labels: BTreeMap::new(),
                spec: RegionQuotaSpec { defaults: defaults.clone(), changed: BTreeMap::new() },
                status: (),
            })?;
        }
    }
    Ok(())
}

fn signed(amount: u64) -> Result<i64> {
    i64::try_from(amount).map_err(Error::internal)
}

impl gantry_platform::call::Call for Quotas {
    fn log(&self) -> &gantry_platform::store::Store {
        &self.store
    }
}
