//! Commands on VPCs (NET-22).

use gantry_model::error::{Error, Result};
use gantry_model::id::VpcId;
use gantry_model::kind::ResourceKind;
use gantry_model::message::network as say;
use gantry_model::network::VpcSpec;
use gantry_model::network::view::{NetworkChange, NewVpc};

use super::commands::{free_index, rename};
use super::{MOST_LINKS, Networks, Vpc, VpcStatus, all, use_of};
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::store::{New, Query};

impl Networks {
    /// **Create VPC**. Ranges of different VPCs may overlap.
    ///
    /// # Errors
    /// Invalid or AlreadyExists with the form's field; QuotaExceeded.
    pub(crate) async fn vpc_create(&self, context: &Context, form: NewVpc) -> Result<VpcId> {
        self.settings.region(&form.region)?;
        let owner = context.owner();
        self.store
            .write(context, move |tx| {
                quota::admit::<Vpc>(tx, &form.region, 1)?;
                let id: VpcId = tx.new_id();
                tx.claim_name::<Vpc>(&form.region, &form.name, &id)?;
                let taken = all::<Vpc>(tx, &Query::new())?;
                let index = free_index(taken.iter().map(|vpc| vpc.status.index), MOST_LINKS, ResourceKind::Vpc)?;
                let vpc = tx.insert(New::<Vpc> {
                    id,
                    name: form.name,
                    region: form.region,
                    owner,
                    labels: Default::default(),
                    spec: VpcSpec { cidr: form.cidr, ipv6: form.ipv6, description: form.description },
                    status: VpcStatus { index },
                })?;
                Ok(vpc.id)
            })
            .await
    }

    /// Changes name, description and IPv6 of a VPC.
    ///
    /// # Errors
    /// Invalid or AlreadyExists with the form's field; Conflict if it was changed meanwhile, or if a group has an IPv6 address that the
    /// change would take away.
    pub(crate) async fn vpc_update(&self, context: &Context, id: VpcId, change: NetworkChange) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let mut vpc = tx.get::<Vpc>(&id)?;
                vpc.expect_generation(change.generation)?;
                if vpc.spec.ipv6 && !change.ipv6 {
                    use_of::refuse_ipv6(tx, &vpc.name, &use_of::groups_in(&vpc.region, &vpc.id))?;
                }
                let region = vpc.region.clone();
                rename(tx, &region, &mut vpc, &change.name)?;
                vpc.spec = VpcSpec { ipv6: change.ipv6, description: change.description, ..vpc.spec };
                tx.update(&mut vpc)
            })
            .await
    }

    /// Deletes a VPC that nothing is in. Its controller takes the network down and then the document.
    ///
    /// # Errors
    /// Conflict that names what is in it.
    pub(crate) async fn vpc_delete(&self, context: &Context, id: VpcId) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let vpc = tx.get::<Vpc>(&id)?;
                if vpc.is_deleting() {
                    return Err(Error::conflict(say::vpc_deleted_already(&vpc.name)));
                }
                use_of::refuse_used(tx, &vpc)?;
                tx.mark_deleting::<Vpc>(&id).map(drop)
            })
            .await
    }
}
