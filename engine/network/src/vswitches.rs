//! Commands on subnets (NET-22, NET-26).

use gantry_model::error::{Error, Result};
use gantry_model::id::VSwitchId;
use gantry_model::message::{Message, network as say};
use gantry_model::network::view::{NetworkChange, NewVSwitch};
use gantry_model::network::{VSwitchSpec, check_subnet_range, subnet_ipv6};

use super::commands::rename;
use super::{Networks, VSwitch, VSwitchStatus, Vpc, all, in_vpc, use_of};
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::store::New;

impl Networks {
    /// **Create Subnet** in a VPC, in one zone of its region.
    ///
    /// # Errors
    /// Invalid or AlreadyExists with the form's field; QuotaExceeded.
    pub(crate) async fn vswitch_create(&self, context: &Context, form: NewVSwitch) -> Result<VSwitchId> {
        let (owner, settings) = (context.owner(), self.settings.clone());
        self.store
            .write(context, move |tx| {
                let vpc = tx.get::<Vpc>(&form.vpc)?;
                if vpc.is_deleting() {
                    return Err(Error::conflict(say::vpc_being_deleted(&vpc.name)));
                }
                let zones = &settings.region(&vpc.region)?.zones;
                if !zones.contains(&form.zone) {
                    let shown: String = form.zone.chars().take(40).collect();
                    let zones: Vec<_> = zones.iter().map(Message::text).collect();
                    return Err(Error::invalid("zone", say::no_zone_in_region(shown, &vpc.region, zones)));
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
                Ok(subnet.id)
            })
            .await
    }

    /// Changes name, description and IPv6 of a subnet.
    ///
    /// # Errors
    /// As [`Networks::vpc_update`].
    pub(crate) async fn vswitch_update(&self, context: &Context, id: VSwitchId, change: NetworkChange) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let mut subnet = tx.get::<VSwitch>(&id)?;
                subnet.expect_generation(change.generation)?;
                if subnet.spec.ipv6 && !change.ipv6 {
                    use_of::refuse_ipv6(tx, &subnet.name, &use_of::groups_of(&subnet.region, &id))?;
                }
                let scope = subnet.spec.vpc.to_string();
                rename(tx, &scope, &mut subnet, &change.name)?;
                subnet.spec.ipv6 = change.ipv6;
                subnet.spec.description = change.description;
                tx.update(&mut subnet)
            })
            .await
    }

    /// Deletes a subnet that no group is in or may still come to.
    ///
    /// # Errors
    /// Conflict that names the groups.
    pub(crate) async fn vswitch_delete(&self, context: &Context, id: VSwitchId) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let subnet = tx.get::<VSwitch>(&id)?;
                use_of::refuse_used(tx, &subnet)?;
                tx.delete::<VSwitch>(&id)
            })
            .await
    }
}
