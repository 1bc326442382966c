//! Which group has which address. An address stays with its group for life (NET-08) and rests after it.

use std::net::Ipv4Addr;

use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, VSwitchId};
use gantry_model::message::network as say;
use gantry_model::network::{host_ipv6, subnet_ipv6};

use super::{Assigned, VSwitch, Vpc, assignable};
use gantry_platform::documents::ContainerGroup;
use gantry_platform::store::Tx;

/// Gives the group an address in the first of the subnets that has room, in the order given (C-09).
///
/// # Errors
/// [`Error::Unavailable`] if all are full.
pub fn assign_address(tx: &mut Tx<'_>, group: &ContainerGroupId, subnets: &[VSwitchId]) -> Result<Assigned> {
    for id in subnets {
        let subnet = tx.get::<VSwitch>(id)?;
        let most = assignable(&subnet);
        if subnet.status.used >= most {
            continue;
        }
        // Fewer than all are in use, so one round finds a free one.
        for place in 0..most {
            let offset = 2 + ((u64::from(subnet.status.next) + place) % most) as u32;
            let Some(address) = subnet.spec.cidr.nth(offset) else { continue };
            let text = address.to_string();
            if tx.named::<ContainerGroup>(id.as_ref(), &text)?.is_some() {
                continue;
            }
            tx.claim_name::<ContainerGroup>(id.as_ref(), &text, group)?;
            let mut status = subnet.status.clone();
            status.used += 1;
            status.next = offset - 1;
            tx.update_status::<VSwitch>(id, &status)?;
            let vpc = tx.get::<Vpc>(&subnet.spec.vpc)?;
            let ipv6 = vpc.spec.ipv6 && subnet.spec.ipv6;
            let ipv6 = ipv6.then(|| host_ipv6(subnet_ipv6(&vpc.id, &subnet.id), address));
            return Ok(Assigned { subnet: subnet.id, zone: subnet.spec.zone, address, ipv6 });
        }
    }
    Err(Error::unavailable(say::no_free_address()))
}

/// Takes the address back; no error if the group no longer has it.
pub fn release_address(tx: &mut Tx<'_>, group: &ContainerGroupId, subnet: &VSwitchId, address: Ipv4Addr) -> Result<()> {
    let text = address.to_string();
    if tx.named::<ContainerGroup>(subnet.as_ref(), &text)?.as_ref() != Some(group) {
        return Ok(());
    }
    tx.release_name::<ContainerGroup>(subnet.as_ref(), &text, group)?;
    let Some(found) = tx.find::<VSwitch>(subnet)? else { return Ok(()) };
    let mut status = found.status;
    status.used = status.used.saturating_sub(1);
    tx.update_status::<VSwitch>(subnet, &status)?;
    Ok(())
}
