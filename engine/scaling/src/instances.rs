//! Instances one by one: attach, detach, protect, remove (C-24).

use gantry_model::error::{Error, Lookup, Result};
use gantry_model::id::{ContainerGroupId, Id as _, ScalingGroupId};
use gantry_model::message::scaling as say;
use gantry_model::scaling::{
    ActivityKind, Cause, Membership, Origin, ScalingActivitySpec, ScalingActivityStatus, ScalingGroupStatus,
};

use super::act::{begin, members, send_away};
use super::groups::{count, live, try_again};
use super::{Scaling, ScalingGroup};
use gantry_platform::context::Context;
use gantry_platform::documents::{ContainerGroup, shown_state};
use gantry_platform::store::{Read, Resource, Tx};

impl Scaling {
    /// Adds a container group by hand (**Manually Added**); the number wanted grows by one.
    ///
    /// # Errors
    /// `Conflict` if it belongs to a scaling group, has ended or is ending, if the group is at its maximum or disabled; `Invalid` on
    /// `instance` if it is in another VPC.
    pub(crate) async fn scaling_instance_attach(
        &self,
        context: &Context,
        id: ScalingGroupId,
        instance: ContainerGroupId,
    ) -> Result<()> {
        let (id, instance, by) = (id.clone(), instance.clone(), context.actor.name().to_owned());
        self.store
            .write(context, move |tx| {
                let group = live(tx, &id)?;
                group.spec.can_scale().map_err(Error::conflict)?;
                let mut member = tx.get::<ContainerGroup>(&instance)?;
                check_attachable(&group, &member)?;
                let before = number(tx, &group)?;
                if before >= group.spec.settings.maximum {
                    return Err(Error::conflict(say::at_its_maximum(&group.name, group.spec.settings.maximum)));
                }
                member.spec.scaling = Some(Membership {
                    group: id.clone(),
                    origin: Origin::ManuallyAdded,
                    configuration: None,
                    version: 0,
                    protected: false,
                });
                tx.update(&mut member)?;
                let mut activity = ScalingActivityStatus { done: 1, ..Default::default() };
                activity.say(tx.now(), false, say::joins(&member.name, &instance));
                let after = group.status.desired.max(before).saturating_add(1).min(group.spec.settings.maximum);
                let kind = ActivityKind::Attach;
                record(tx, &group, kind, &by, before, before + 1, after, activity)?;
                tx.about(&group, &format!("{}: {instance}", group.name));
                Ok(())
            })
            .await
    }

    /// Lets an instance go without ending it; the number wanted falls by one.
    ///
    /// # Errors
    /// `Conflict` if the group would have fewer than its minimum.
    pub(crate) async fn scaling_instance_detach(&self, context: &Context, instance: ContainerGroupId) -> Result<()> {
        let (instance, by) = (instance.clone(), context.actor.name().to_owned());
        self.store
            .write(context, move |tx| {
                let (group, mut member) = find(tx, &instance)?;
                let before = number(tx, &group)?;
                let after = before.saturating_sub(1);
                if after < group.spec.settings.minimum {
                    return Err(Error::conflict(say::below_its_minimum(
                        &group.name,
                        after,
                        group.spec.settings.minimum,
                    )));
                }
                member.spec.scaling = None;
                tx.update(&mut member)?;
                let mut activity = ScalingActivityStatus { done: 1, ..Default::default() };
                activity.say(tx.now(), false, say::leaves_and_stays(&member.name, &instance));
                let desired = group.spec.settings.clamp(group.status.desired.saturating_sub(1));
                record(tx, &group, ActivityKind::Detach, &by, before, after, desired, activity)?;
                tx.about(&group, &format!("{}: {instance}", group.name));
                Ok(())
            })
            .await
    }

    /// Protects an instance from scaling in and from health replacement, or no longer.
    ///
    /// # Errors
    /// `NotFound` if it belongs to no scaling group.
    pub(crate) async fn scaling_instance_protect(
        &self,
        context: &Context,
        instance: ContainerGroupId,
        protected: bool,
    ) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let (group, mut member) = find(tx, &instance)?;
                if let Some(mark) = member.spec.scaling.as_mut() {
                    mark.protected = protected;
                }
                tx.update(&mut member)?;
                let said = if protected { say::instance_protected } else { say::instance_unprotected };
                tx.about(&group, &said(&group.name, &instance).stored());
                Ok(())
            })
            .await
    }

    /// Ends one instance; the number wanted falls by one, and the group replaces it only if it is at its minimum. One that was added by hand
    /// leaves the group and stays.
    ///
    /// # Errors
    /// `Conflict` if it is protected.
    pub(crate) async fn scaling_instance_remove(&self, context: &Context, instance: ContainerGroupId) -> Result<()> {
        let (instance, by) = (instance.clone(), context.actor.name().to_owned());
        self.store
            .write(context, move |tx| {
                let (group, member) = find(tx, &instance)?;
                if member.spec.scaling.as_ref().is_some_and(|mark| mark.protected) {
                    return Err(Error::conflict(say::is_protected(&member.name)));
                }
                let before = number(tx, &group)?;
                let mut activity = ScalingActivityStatus::default();
                send_away(tx, &group, &instance, &mut activity)?;
                let desired = group.spec.settings.clamp(group.status.desired.saturating_sub(1));
                let kind = ActivityKind::Remove;
                record(tx, &group, kind, &by, before, before.saturating_sub(1), desired, activity)?;
                tx.about(&group, &format!("{}: {instance}", group.name));
                Ok(())
            })
            .await
    }
}

/// Whether a container group can be attached; otherwise why not.
pub(super) fn check_attachable(group: &Resource<ScalingGroup>, member: &Resource<ContainerGroup>) -> Result<()> {
    use gantry_model::containers::GroupState;
    if let Some(mark) = &member.spec.scaling {
        return Err(Error::conflict(say::belongs_to_a_group(&member.name, &mark.group)));
    }
    if member.region != group.region || member.spec.vpc != group.spec.vpc {
        return Err(Error::invalid("instance", say::in_another_vpc(&member.name, &group.name, &group.spec.vpc)));
    }
    match shown_state(member) {
        GroupState::Running
        | GroupState::Pending
        | GroupState::Restarting
        | GroupState::Updating
        | GroupState::Scheduling => Ok(()),
        state => Err(Error::conflict(say::cannot_join(&member.name, state))),
    }
}

fn number(read: &Read<'_>, group: &Resource<ScalingGroup>) -> Result<u32> {
    Ok(u32::try_from(members(read, group, false)?.len()).unwrap_or(u32::MAX))
}

/// An instance that is not on its way out, and its group.
fn find(read: &Read<'_>, instance: &ContainerGroupId) -> Result<(Resource<ScalingGroup>, Resource<ContainerGroup>)> {
    let member = read.get::<ContainerGroup>(instance)?;
    let missing = || Error::not_found(Lookup::Instance, instance.as_str());
    let mark = member.spec.scaling.as_ref().filter(|_| !member.is_deleting()).ok_or_else(missing)?;
    Ok((live(read, &mark.group)?, member))
}

#[expect(clippy::too_many_arguments, reason = "one line of the activities' table")]
fn record(
    tx: &mut Tx<'_>,
    group: &Resource<ScalingGroup>,
    kind: ActivityKind,
    by: &str,
    before: u32,
    after: u32,
    desired: u32,
    mut activity: ScalingActivityStatus,
) -> Result<()> {
    let cause = Cause::Manual { by: by.to_owned(), by_rule: None };
    let line = gantry_model::scaling::ActivityLine { at: tx.now(), warning: false, text: cause.text() };
    activity.log.insert(0, line);
    let mut status: ScalingGroupStatus = group.status.clone();
    try_again(&mut status);
    status.desired = desired;
    let spec = ScalingActivitySpec { group: group.id.clone(), kind, cause, before, after };
    begin(tx, group, &mut status, spec, activity)?;
    count(tx, group, &mut status)?;
    tx.update_status::<ScalingGroup>(&group.id, &status).map(drop)
}
