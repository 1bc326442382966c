//! Commands on subnets (NET-22, NET-26).

use gantry_model::error::{Error, Result};
use gantry_model::iam::Actor;
use gantry_model::id::VSwitchId;
use gantry_model::network::view::{NetworkChange, NewVSwitch};
use gantry_model::network::{VSwitchSpec, check_subnet_range, subnet_ipv6};

use super::commands::{note, owner, rename};
use super::{Networks, VSwitch, VSwitchStatus, Vpc, all, in_vpc, use_of};
use crate::quota;
use crate::store::New;

impl Networks {
    /// **Create Subnet** in a VPC, in one zone of its region.
    ///
    /// # Errors
    /// Invalid or AlreadyExists with the form's field; QuotaExceeded.
    pub async fn vswitch_create(&self, actor: &Actor, form: NewVSwitch) -> Result<VSwitchId> {
        actor.require_administrator()?;
        form.validate()?;
        let (owner, settings) = (owner(actor), self.settings.clone());
        self.store
            .write(actor, move |tx| {
                let vpc = tx.get::<Vpc>(&form.vpc)?;
                if vpc.is_deleting() {
                    return Err(Error::conflict(format!("VPC {} is being deleted.", vpc.name)));
                }
                let zones = &settings.region(&vpc.region)?.zones;
                if !zones.contains(&form.zone) {
                    let shown: String = form.zone.chars().take(40).collect();
                    return Err(Error::invalid(
                        "zone",
                        format!("There is no zone “{shown}” in region {}; there is {}.", vpc.region, zones.join(", ")),
                    ));
                }
                let siblings = all::<VSwitch>(tx, &in_vpc(&vpc.region, &vpc.id))?;
                let ranges = siblings.iter().map(|sibling| (sibling.name.as_str(), sibling.spec.cidr));
                check_subnet_range(form.cidr, vpc.spec.cidr, ranges)?;
                quota::admit::<VSwitch>(tx, &vpc.region, 1)?;
                // Its IPv6 range follows from its id, so an id whose range a sibling has is not taken.
                let id: VSwitchId = loop {
                    let id = tx.new_id();
                    let range = subnet_ipv6(&vpc.id, &id);
                    if siblings.iter().all(|sibling| subnet_ipv6(&vpc.id, &sibling.id) != range) {
                        break id;
                    }
                };
                tx.claim_name::<VSwitch>(vpc.id.as_ref(), &form.name, &id)?;
                let subnet = tx.insert(New::<VSwitch> {
                    id,
                    name: form.name,
                    region: vpc.region,
                    owner,
                    labels: Default::default(),
                    spec: VSwitchSpec {
                        vpc: vpc.id,
                        zone: form.zone,
                        cidr: form.cidr,
                        ipv6: form.ipv6,
                        description: form.description,
                    },
                    status: VSwitchStatus::default(),
                })?;
                note(tx, "vswitch_create", &subnet)?;
                Ok(subnet.id)
            })
            .await
    }

    /// Changes name, description and IPv6 of a subnet.
    ///
    /// # Errors
    /// As [`Networks::vpc_update`].
    pub async fn vswitch_update(&self, actor: &Actor, id: &VSwitchId, change: NetworkChange) -> Result<()> {
        actor.require_administrator()?;
        change.validate()?;
        let id = id.clone();
        self.store
            .write(actor, move |tx| {
                let mut subnet = tx.get::<VSwitch>(&id)?;
                subnet.expect_generation(change.generation)?;
                if subnet.spec.ipv6 && !change.ipv6 {
                    use_of::refuse_ipv6(tx, &subnet.name, &use_of::groups_of(&subnet.region, &id))?;
                }
                let scope = subnet.spec.vpc.to_string();
                rename(tx, &scope, &mut subnet, &change.name)?;
                subnet.spec.ipv6 = change.ipv6;
                subnet.spec.description = change.description;
                tx.update(&mut subnet)?;
                note(tx, "vswitch_update", &subnet)
            })
            .await
    }

    /// Deletes a subnet that no group is in or may still come to.
    ///
    /// # Errors
    /// Conflict that names the groups.
    pub async fn vswitch_delete(&self, actor: &Actor, id: &VSwitchId) -> Result<()> {
        actor.require_administrator()?;
        let id = id.clone();
        self.store
            .write(actor, move |tx| {
                let subnet = tx.get::<VSwitch>(&id)?;
                use_of::refuse_used(tx, &subnet)?;
                tx.delete::<VSwitch>(&id)?;
                note(tx, "vswitch_delete", &subnet)
            })
            .await
    }
}
