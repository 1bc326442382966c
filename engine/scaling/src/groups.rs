//! What people ask of a scaling group: create, change, enable, disable, scale by hand, delete.

use std::collections::BTreeMap;

use gantry_model::error::{Error, Result};
use gantry_model::id::{ScalingActivityId, ScalingConfigurationId, ScalingGroupId, VSwitchId, VpcId};
use gantry_model::message::{network, scaling as say};
use gantry_model::network::EipPool;
use gantry_model::scaling::view::WithInstances;
use gantry_model::scaling::{
    Adjustment, Cause, NewScalingGroup, ScalingGroupSpec, ScalingGroupStatus, ScalingGroupUpdate,
};

use super::act::{self, instances, members, perform};
use super::decide::{Step, choose};
use super::{Scaling, ScalingGroup};
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::documents::{VSwitch, Vpc};
use gantry_platform::store::{New, Read, Resource, Tx};

impl Scaling {
    /// **Create by Form** (ESS-02 to ESS-09): a group without a configuration, disabled.
    ///
    /// # Errors
    /// `Invalid` with the form's field; `AlreadyExists` on `name`; `QuotaExceeded`.
    pub(crate) async fn scaling_group_create(
        &self,
        context: &Context,
        form: NewScalingGroup,
    ) -> Result<ScalingGroupId> {
        self.settings.region(&form.region)?;
        let owner = context.owner();
        self.store.write(context, move |tx| insert(tx, &owner, &form)).await
    }

    /// Changes name, bounds, policies and vSwitches. The number wanted follows the bounds.
    ///
    /// # Errors
    /// `Invalid` with the form's field; `AlreadyExists` on `name`; `Conflict` if the group was changed since the form was opened, or if
    /// more instances are protected than the new maximum.
    pub(crate) async fn scaling_group_update(
        &self,
        context: &Context,
        id: ScalingGroupId,
        form: ScalingGroupUpdate,
    ) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let mut group = live(tx, &id)?;
                group.expect_generation(form.generation)?;
                check_subnets(tx, &group.region, &group.spec.vpc, &form.subnets)?;
                let protected = instances(&members(tx, &group, false)?).iter().filter(|one| one.protected).count();
                if protected > form.settings.maximum as usize {
                    return Err(Error::conflict(say::protected_above_maximum(protected, form.settings.maximum)));
                }
                if group.name != form.name {
                    tx.claim_name::<ScalingGroup>(&group.region, &form.name, &id)?;
                    tx.release_name::<ScalingGroup>(&group.region, &group.name, &id)?;
                    group.name = form.name;
                }
                group.spec.settings = form.settings;
                group.spec.subnets = form.subnets;
                tx.update(&mut group)?;
                let mut status = group.status.clone();
                status.desired = group.spec.settings.clamp(status.desired);
                try_again(&mut status);
                tx.update_status::<ScalingGroup>(&id, &status).map(drop)
            })
            .await
    }

    /// **Enable** (ESS-22): the group begins to keep its number.
    ///
    /// # Errors
    /// `Conflict` without an active configuration, or if it is enabled.
    pub(crate) async fn scaling_group_enable(&self, context: &Context, id: ScalingGroupId) -> Result<()> {
        self.store.write(context, move |tx| set_enabled(tx, &id)).await
    }

    /// **Disable**: the group does nothing by itself any more; its instances go on.
    ///
    /// # Errors
    /// `Conflict` if it is disabled.
    pub(crate) async fn scaling_group_disable(&self, context: &Context, id: ScalingGroupId) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let mut group = live(tx, &id)?;
                group.spec.can_disable().map_err(Error::conflict)?;
                group.spec.enabled = false;
                tx.update(&mut group)
            })
            .await
    }

    /// Changes the number by hand (ESS-26). None if it is as asked already.
    ///
    /// # Errors
    /// `Invalid` on `adjustment` if the number would leave the group's bounds; `Conflict` if it is disabled, or if protection keeps more
    /// instances than asked; `QuotaExceeded` or `Invalid` as an order, and then nothing is changed.
    pub(crate) async fn scaling_group_scale(
        &self,
        context: &Context,
        id: ScalingGroupId,
        adjustment: Adjustment,
    ) -> Result<Option<ScalingActivityId>> {
        let (id, by, pool) = (id.clone(), context.actor.name().to_owned(), self.settings.eip_pool());
        self.store
            .write(context, move |tx| {
                let group = live(tx, &id)?;
                let made = scale_by_hand(tx, &pool, &group, adjustment, by, None)?;
                tx.about(&group, &say::scaled(&group.name, adjustment.text()).stored());
                Ok(made)
            })
            .await
    }

    /// Deletes a group. With [`WithInstances::Remove`] its controller ends what was made automatically, and lets go of what was added by hand.
    ///
    /// # Errors
    /// `Conflict` if it has instances and they were not meant, or if it is being deleted already.
    pub(crate) async fn scaling_group_delete(
        &self,
        context: &Context,
        id: ScalingGroupId,
        with: WithInstances,
    ) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let group = live(tx, &id)?;
                let number = members(tx, &group, false)?.len();
                if number > 0 && with == WithInstances::Refuse {
                    return Err(Error::conflict(say::has_instances(number, &group.name)));
                }
                tx.mark_deleting::<ScalingGroup>(&id).map(drop)
            })
            .await
    }
}

/// The group, unless it is on its way out.
///
/// # Errors
/// `NotFound`; `Conflict` if it is being deleted.
pub(super) fn live(read: &Read<'_>, id: &ScalingGroupId) -> Result<Resource<ScalingGroup>> {
    let group = read.get::<ScalingGroup>(id)?;
    if group.is_deleting() {
        return Err(Error::conflict(say::group_being_deleted(&group.name)));
    }
    Ok(group)
}

/// Makes a group.
pub(super) fn insert(tx: &mut Tx<'_>, owner: &str, form: &NewScalingGroup) -> Result<ScalingGroupId> {
    check_subnets(tx, &form.region, &form.vpc, &form.subnets)?;
    quota::admit::<ScalingGroup>(tx, &form.region, 1)?;
    let id: ScalingGroupId = tx.new_id();
    tx.claim_name::<ScalingGroup>(&form.region, &form.name, &id)?;
    let group = tx.insert(New::<ScalingGroup> {
        id,
        name: form.name.clone(),
        region: form.region.clone(),
        owner: owner.to_owned(),
        labels: BTreeMap::new(),
        spec: ScalingGroupSpec {
            group_type: form.group_type,
            source: form.source,
            vpc: form.vpc.clone(),
            subnets: form.subnets.clone(),
            settings: form.settings.clone(),
            configuration: None,
            enabled: false,
        },
        status: ScalingGroupStatus {
            desired: form.desired.unwrap_or(form.settings.minimum),
            ..ScalingGroupStatus::default()
        },
    })?;
    Ok(group.id)
}

/// The VPC and its vSwitches exist and belong together.
pub(super) fn check_subnets(read: &Read<'_>, region: &str, vpc: &VpcId, subnets: &[VSwitchId]) -> Result<()> {
    let found = read.find::<Vpc>(vpc)?.filter(|found| found.region == region && !found.is_deleting());
    found.ok_or_else(|| Error::invalid("vpc", network::no_vpc_in_region(vpc, region)))?;
    for id in subnets {
        let found = read.find::<VSwitch>(id)?.filter(|found| found.spec.vpc == *vpc && !found.is_deleting());
        found.ok_or_else(|| Error::invalid("subnets", network::no_vswitch_in_vpc(id, vpc)))?;
    }
    Ok(())
}

/// What failed is tried again at once: a person has changed something.
pub(super) fn try_again(status: &mut ScalingGroupStatus) {
    status.failures = 0;
    status.retry_at = None;
    status.reason = None;
}

/// What **Enable** writes.
pub(super) fn set_enabled(tx: &mut Tx<'_>, id: &ScalingGroupId) -> Result<()> {
    let mut group = live(tx, id)?;
    group.spec.can_enable().map_err(Error::conflict)?;
    group.spec.enabled = true;
    tx.update(&mut group)?;
    let mut status = group.status.clone();
    try_again(&mut status);
    tx.update_status::<ScalingGroup>(id, &status).map(drop)
}

/// Makes `configuration` the active one.
pub(super) fn set_active(tx: &mut Tx<'_>, id: &ScalingGroupId, configuration: &ScalingConfigurationId) -> Result<()> {
    let mut group = live(tx, id)?;
    group.spec.configuration = Some(configuration.clone());
    tx.update(&mut group)?;
    let mut status = group.status.clone();
    try_again(&mut status);
    tx.update_status::<ScalingGroup>(id, &status).map(drop)
}

/// What [`Scaling::scale`] writes.
pub(super) fn scale_by_hand(
    tx: &mut Tx<'_>,
    pool: &EipPool,
    group: &Resource<ScalingGroup>,
    adjustment: Adjustment,
    by: String,
    by_rule: Option<String>,
) -> Result<Option<ScalingActivityId>> {
    group.spec.can_scale().map_err(Error::conflict)?;
    let settings = &group.spec.settings;
    let desired = adjustment.apply(group.status.desired);
    if settings.clamp(desired) != desired {
        return Err(Error::invalid(
            "adjustment",
            say::outside_limits(
                &group.name,
                group.status.desired,
                adjustment.text(),
                desired,
                settings.minimum,
                settings.maximum,
            ),
        ));
    }
    let seen = instances(&members(tx, group, false)?);
    let there = u32::try_from(seen.len()).unwrap_or(u32::MAX);
    let surplus = there.saturating_sub(desired);
    let remove = choose(&seen, settings.removal, surplus);
    if remove.len() < surplus as usize {
        return Err(Error::conflict(say::protection_keeps(seen.iter().filter(|one| one.protected).count(), desired)));
    }
    let step = Step { cause: Cause::Manual { by, by_rule }, desired, create: desired.saturating_sub(there), remove };
    let mut status = group.status.clone();
    try_again(&mut status);
    if step.create == 0 && step.remove.is_empty() {
        status.desired = desired;
        tx.update_status::<ScalingGroup>(&group.id, &status)?;
        return Ok(None);
    }
    let activity = perform(tx, pool, group, &mut status, &seen, &step)?;
    count(tx, group, &mut status)?;
    tx.update_status::<ScalingGroup>(&group.id, &status)?;
    Ok(Some(activity))
}

/// Brings the counts of a status up to what there is.
pub(super) fn count(read: &Read<'_>, group: &Resource<ScalingGroup>, status: &mut ScalingGroupStatus) -> Result<()> {
    use gantry_model::containers::GroupState;
    let seen = act::instances(&members(read, group, false)?);
    status.instances = u32::try_from(seen.len()).unwrap_or(u32::MAX);
    let running = seen.iter().filter(|one| one.state == GroupState::Running).count();
    status.running = u32::try_from(running).unwrap_or(u32::MAX);
    Ok(())
}
