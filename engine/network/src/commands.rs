//! What all commands on networks share.

use gantry_model::error::{Error, Result};
use gantry_model::kind::ResourceKind;
use gantry_model::message::network as say;

use gantry_platform::store::{Kind, Resource, Tx};

/// Gives a resource another name within its scope.
pub(super) fn rename<K: Kind>(tx: &mut Tx<'_>, scope: &str, resource: &mut Resource<K>, name: &str) -> Result<()> {
    if resource.name != name {
        tx.claim_name::<K>(scope, name, &resource.id)?;
        tx.release_name::<K>(scope, &resource.name, &resource.id)?;
        resource.name = name.to_owned();
    }
    Ok(())
}

/// The least number below `most` that none of `taken` is.
///
/// # Errors
/// Unavailable when all are taken.
pub(super) fn free_index(taken: impl Iterator<Item = u32>, most: u32, kind: ResourceKind) -> Result<u32> {
    let taken: std::collections::BTreeSet<u32> = taken.collect();
    let free = (0..most).find(|index| !taken.contains(index));
    free.ok_or_else(|| Error::unavailable(say::too_many_of_kind(most, (kind, u64::from(most)))))
}
