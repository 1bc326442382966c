//! **Entitlement Quota** (rows QTA): what a region may hold, and what it holds.
//!
//! An area that makes something limited calls [`take`] in the step that inserts the document, and [`give_back`] in the step that
//! deletes it (not in the one that marks it for deletion: what is being taken down still takes its place). Both are a line of the same
//! transaction, so that two orders together never pass a limit and a kill loses nothing.
//!
//! Limits are the settings' defaults, and over them what the administrator has set; both stand in one document for each region, so
//! that a command needs the store alone. A limit may be lowered below what is used: nothing is taken away, and nothing new is made.

mod commands;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use gantry_model::error::{Error, Result};
use gantry_model::id::RegionQuotaId;
use gantry_model::quota::{Entitlement, Limits, exceeded};
use serde::{Deserialize, Serialize};

pub use self::commands::Quotas;
pub(crate) use self::commands::rows;
use crate::network::{Eip, SecurityGroup, VSwitch, Vpc};
use crate::registry::{Instance, Namespace, Repository};
use crate::store::{Kind, New, Query, Read, Resource, Tx};

/// Kind of a region's limits; one document for each region, which has the region's name.
#[derive(Debug)]
pub struct RegionQuota;

impl Kind for RegionQuota {
    const KIND: &'static str = "quota";
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
    fn limits(&self) -> Limits {
        self.changed
            .iter()
            .fold(self.defaults.clone(), |limits, (entitlement, limit)| limits.with(*entitlement, *limit))
    }
}

/// Takes `amount` more of something in a region.
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
    Ok(u64::try_from(read.usage(region, entitlement.counter())?).unwrap_or(0))
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

/// Brings a region's document up to the settings, and the counters of what is a document up to what there is: a store of an older
/// version did not count all of them.
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
    for (entitlement, count) in COUNTED {
        let there = signed(count(tx, region)?)?;
        let noted = tx.usage(region, entitlement.counter())?;
        if there != noted {
            tx.add_usage(region, entitlement.counter(), there - noted)?;
        }
    }
    Ok(())
}

type Count = fn(&Read<'_>, &str) -> Result<u64>;

/// What is counted by its documents.
const COUNTED: [(Entitlement, Count); 7] = [
    (Entitlement::Vpcs, documents::<Vpc>),
    (Entitlement::VSwitches, documents::<VSwitch>),
    (Entitlement::SecurityGroups, documents::<SecurityGroup>),
    (Entitlement::Eips, documents::<Eip>),
    (Entitlement::RegistryInstances, documents::<Instance>),
    (Entitlement::Namespaces, documents::<Namespace>),
    (Entitlement::Repositories, documents::<Repository>),
];

fn documents<K: Kind>(read: &Read<'_>, region: &str) -> Result<u64> {
    read.count::<K>(&Query::in_region(region))
}

fn signed(amount: u64) -> Result<i64> {
    i64::try_from(amount).map_err(Error::internal)
}
