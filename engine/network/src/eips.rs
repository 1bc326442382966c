//! EIPs: addresses of the pool, held, bound and released (NET-05 to NET-09).
//!
//! Its document says what an EIP is bound to; the group's status repeats it, written in the same step, so that lists of groups need
//! nothing else. One that an order made is released with its group; one that was made on its own is only unbound from it.

use std::net::Ipv4Addr;

use gantry_model::containers::ContainerGroupStatus;
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, EipId};
use gantry_model::kind::ResourceKind;
use gantry_model::message::network as say;
use gantry_model::network::view::{EipChange, EipOption, NewEip};
use gantry_model::network::{EipChoice, EipPool, EipSpec};
use gantry_model::observe::EventType;

use super::commands::{free_index, rename};
use super::{Eip, EipStatus, MOST_LINKS, Networks, all};
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::documents::ContainerGroup;
use gantry_platform::store::{New, Order, Query, Read, Resource, Tx};

/// Scope of the names that are addresses of the pool.
const POOL: &str = "pool";

impl Networks {
    /// **Create EIP**: an address of the pool, bound to nothing yet.
    ///
    /// # Errors
    /// Invalid or AlreadyExists with the form's field; QuotaExceeded; Unavailable when the pool is empty.
    pub(crate) async fn eip_create(&self, context: &Context, form: NewEip) -> Result<EipId> {
        self.settings.region(&form.region)?;
        let (owner, pool) = (context.owner(), self.settings.eip_pool());
        self.store
            .write(context, move |tx| {
                let made = insert(tx, &pool, &form.region, owner, Some(&form.name), form.bandwidth_mbps, false)?;
                Ok(made.id)
            })
            .await
    }

    /// Changes name and bandwidth; the bandwidth of one that is bound changes at once.
    ///
    /// # Errors
    /// Invalid or AlreadyExists with the form's field; Conflict if it was changed meanwhile.
    pub(crate) async fn eip_update(&self, context: &Context, id: EipId, change: EipChange) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let mut eip = tx.get::<Eip>(&id)?;
                eip.expect_generation(change.generation)?;
                let scope = eip.region.clone();
                rename(tx, &scope, &mut eip, &change.name)?;
                eip.spec.bandwidth_mbps = change.bandwidth_mbps;
                tx.update(&mut eip)
            })
            .await
    }

    /// Binds an EIP to a container group of its region.
    ///
    /// # Errors
    /// Conflict if either has another already, or the group is being terminated.
    pub(crate) async fn eip_bind(&self, context: &Context, id: EipId, group: ContainerGroupId) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let (eip, group) = (tx.get::<Eip>(&id)?, tx.get::<ContainerGroup>(&group)?);
                bind(tx, eip, &group)
            })
            .await
    }

    /// Takes an EIP from its group; the address stays held. One that an order made is then kept like one made on its own.
    ///
    /// # Errors
    /// Conflict if it is not bound.
    pub(crate) async fn eip_unbind(&self, context: &Context, id: EipId) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let eip = tx.get::<Eip>(&id)?;
                if eip.spec.bound.is_none() {
                    return Err(Error::conflict(say::eip_not_bound(eip.spec.address)));
                }
                unbind(tx, eip)
            })
            .await
    }

    /// Gives an address back to the pool.
    ///
    /// # Errors
    /// Conflict that names the group it is bound to.
    pub(crate) async fn eip_release(&self, context: &Context, id: EipId) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let eip = tx.get::<Eip>(&id)?;
                if let Some(group) = &eip.spec.bound {
                    let name = tx.find::<ContainerGroup>(group)?.map_or_else(|| group.to_string(), |group| group.name);
                    return Err(Error::conflict(say::eip_bound(eip.spec.address, name)));
                }
                release(tx, &eip)
            })
            .await
    }
}

/// Gives a group that was just inserted the public address that its order asks for.
///
/// # Errors
/// Invalid on `eip` if the chosen one is not there or not free; QuotaExceeded; Unavailable when the pool is empty.
pub fn bind_ordered(
    tx: &mut Tx<'_>,
    pool: &EipPool,
    group: &Resource<ContainerGroup>,
    choice: &EipChoice,
) -> Result<()> {
    let eip = match choice {
        EipChoice::None => return Ok(()),
        EipChoice::Auto { bandwidth_mbps } => {
            let made = insert(tx, pool, &group.region, group.owner.clone(), None, *bandwidth_mbps, true)?;
            tx.also("eip_create", &made, &made.name)?;
            made
        }
        EipChoice::Existing(id) => {
            let found = tx.find::<Eip>(id)?.filter(|eip| eip.region == group.region);
            let missing = || Error::invalid("eip", say::no_eip_in_region(id, &group.region));
            let eip = found.ok_or_else(missing)?;
            if eip.spec.bound.is_some() {
                return Err(Error::invalid("eip", say::eip_chosen_is_bound(eip.spec.address)));
            }
            eip
        }
    };
    bind(tx, eip, group)
}

/// Takes the group's EIP from it at its end: one that an order made goes back to the pool.
pub fn let_go(tx: &mut Tx<'_>, group: &Resource<ContainerGroup>) -> Result<()> {
    let Some(id) = &group.status.eip else { return Ok(()) };
    let Some(mut eip) = tx.find::<Eip>(id)? else { return Ok(()) };
    if eip.spec.bound.as_ref() != Some(&group.id) {
        return Ok(());
    }
    if eip.spec.released_with_group {
        return release(tx, &eip);
    }
    eip.spec.bound = None;
    tx.update(&mut eip)
}

fn bind(tx: &mut Tx<'_>, mut eip: Resource<Eip>, group: &Resource<ContainerGroup>) -> Result<()> {
    let address = eip.spec.address;
    if eip.region != group.region {
        let elsewhere = say::eip_in_another_region(address, &eip.region, &group.name, &group.region);
        return Err(Error::conflict(elsewhere));
    }
    if let Some(other) = &eip.spec.bound {
        return Err(Error::conflict(say::eip_bound_to_another(address, other)));
    }
    if let Some(other) = group.status.public_ip {
        return Err(Error::conflict(say::group_has_eip(&group.name, other)));
    }
    if group.is_deleting() {
        return Err(Error::conflict(say::group_being_terminated(&group.name)));
    }
    eip.spec.bound = Some(group.id.clone());
    tx.update(&mut eip)?;
    let status = ContainerGroupStatus { eip: Some(eip.id), public_ip: Some(address), ..group.status.clone() };
    tx.update_status::<ContainerGroup>(&group.id, &status)?;
    let bound = say::eip_was_bound(address, eip.spec.bandwidth_mbps);
    tx.append_event::<ContainerGroup>(&group.id, EventType::Normal, "EipBound", &bound)
}

fn unbind(tx: &mut Tx<'_>, mut eip: Resource<Eip>) -> Result<()> {
    let address = eip.spec.address;
    let bound = eip.spec.bound.take();
    // Who unbinds it wants to keep it.
    eip.spec.released_with_group = false;
    tx.update(&mut eip)?;
    let Some(group) = bound.map(|id| tx.find::<ContainerGroup>(&id)).transpose()?.flatten() else { return Ok(()) };
    let status = ContainerGroupStatus { eip: None, public_ip: None, ..group.status.clone() };
    tx.update_status::<ContainerGroup>(&group.id, &status)?;
    tx.append_event::<ContainerGroup>(&group.id, EventType::Normal, "EipUnbound", &say::eip_was_unbound(address))
}

fn release(tx: &mut Tx<'_>, eip: &Resource<Eip>) -> Result<()> {
    tx.delete::<Eip>(&eip.id)
}

/// Makes an EIP with a free address of the pool. Without a name it is called after its address.
fn insert(
    tx: &mut Tx<'_>,
    pool: &EipPool,
    region: &str,
    owner: String,
    name: Option<&str>,
    bandwidth_mbps: u32,
    released_with_group: bool,
) -> Result<Resource<Eip>> {
    quota::admit::<Eip>(tx, region, 1)?;
    let id: EipId = tx.new_id();
    let address = free_address(tx, pool)?;
    tx.claim_name::<Eip>(POOL, &address.to_string(), &id)?;
    let name = name.map_or_else(|| format!("eip-{address}"), str::to_owned);
    tx.claim_name::<Eip>(region, &name, &id)?;
    let taken = all::<Eip>(tx, &Query::new())?;
    let index = free_index(taken.iter().map(|eip| eip.status.index), MOST_LINKS, ResourceKind::Eip)?;
    tx.insert(New::<Eip> {
        id,
        name,
        region: region.to_owned(),
        owner,
        labels: Default::default(),
        spec: EipSpec { address, bandwidth_mbps, bound: None, released_with_group },
        status: EipStatus { index },
    })
}

/// An address of the pool that nobody holds. The search begins anywhere, so that one that was released rests.
fn free_address(read: &Read<'_>, pool: &EipPool) -> Result<Ipv4Addr> {
    let count = pool.size();
    let begin = rand::random_range(0..count);
    for step in 0..count {
        let Some(address) = pool.nth((begin + step) % count) else { continue };
        if read.named::<Eip>(POOL, &address.to_string())?.is_none() {
            return Ok(address);
        }
    }
    Err(Error::unavailable(say::pool_used_up(pool)))
}

/// Addresses of the pool that nobody holds.
pub fn pool_free(read: &Read<'_>, pool: &EipPool) -> Result<u64> {
    let held = all::<Eip>(read, &Query::new())?.iter().filter(|eip| pool.contains(eip.spec.address)).count();
    Ok(pool.size().saturating_sub(held as u64))
}

/// EIPs of a region that are not bound (NET-06).
pub fn options(read: &Read<'_>, region: &str) -> Result<Vec<EipOption>> {
    let query = Query::in_region(region).equal("bound", "").sort("name", Order::Ascending);
    let found = all::<Eip>(read, &query)?;
    Ok(found
        .into_iter()
        .map(|eip| EipOption {
            id: eip.id,
            name: eip.name,
            address: eip.spec.address,
            bandwidth_mbps: eip.spec.bandwidth_mbps,
        })
        .collect())
}
