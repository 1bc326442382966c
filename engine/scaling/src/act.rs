//! A change of a group's number, as it is written: the activity, the container groups made, those sent away, all in one step.
//!
//! Used by commands and by the controller alike. Nothing here waits for anything.

use std::collections::BTreeMap;

use gantry_model::containers::view::Order;
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, Id as _, ScalingActivityId, VSwitchId};
use gantry_model::message::{Message, scaling as say};
use gantry_model::network::EipPool;
use gantry_model::scaling::{
    ActivityKind, Cause, Membership, Origin, ScalingActivitySpec, ScalingActivityStatus, ScalingGroupStatus,
};
use gantry_model::time::{Length, Timestamp};

use super::decide::{Instance, Step};
use super::{MOST_ACTIVITIES, ScalingActivity, ScalingConfiguration, ScalingGroup, ScalingRule};
use gantry_engine_containers as containers;
use gantry_platform::documents::{ContainerGroup, shown_state};
use gantry_platform::store::{New, Order as SortOrder, Query, Read, Resource, Tx};

/// After an instance ended or could not be made, before the next try; doubled each time, in milliseconds.
const RETRY_FIRST_MS: i64 = 10_000;
const RETRY_MOST_MS: i64 = 600_000;
/// Instances that have not started by then are no longer waited for, in milliseconds.
const LONGEST_MS: i64 = 15 * 60_000;

/// The container groups that carry the group's mark; those on their way out only if asked for.
pub(super) fn members(
    read: &Read<'_>,
    group: &Resource<ScalingGroup>,
    leaving: bool,
) -> Result<Vec<Resource<ContainerGroup>>> {
    let mut all = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut query = Query::in_region(&group.region).equal("scaling_group", group.id.as_str()).limit(1000);
        if !leaving {
            query = query.deleting(false);
        }
        if let Some(place) = &cursor {
            query = query.after(place);
        }
        let page = read.list::<ContainerGroup>(&query)?;
        all.extend(page.items);
        match page.next {
            Some(next) => cursor = Some(next),
            None => return Ok(all),
        }
    }
}

/// Members as the decision sees them.
pub(super) fn instances(members: &[Resource<ContainerGroup>]) -> Vec<Instance> {
    let seen = |group: &Resource<ContainerGroup>| {
        let mark = group.spec.scaling.as_ref()?;
        Some(Instance {
            id: group.id.clone(),
            state: shown_state(group),
            created_at: group.created_at,
            version: mark.version,
            origin: mark.origin,
            protected: mark.protected,
            subnet: group.status.subnet.clone().or_else(|| group.spec.subnets.first().cloned()),
        })
    };
    members.iter().filter_map(seen).collect()
}

pub(super) fn pause_ms(failures: u32) -> i64 {
    (RETRY_FIRST_MS << failures.saturating_sub(1).min(10)).min(RETRY_MOST_MS)
}

/// Writes a step down and begins it. A person's step is refused whole if part of it fails; the controller's goes as far as it can.
pub(super) fn perform(
    tx: &mut Tx<'_>,
    pool: &EipPool,
    group: &Resource<ScalingGroup>,
    status: &mut ScalingGroupStatus,
    instances: &[Instance],
    step: &Step,
) -> Result<ScalingActivityId> {
    let now = tx.now();
    let kind = match (&step.cause, step.remove.is_empty()) {
        (Cause::Health { .. }, _) => ActivityKind::Replace,
        (_, false) => ActivityKind::ScaleIn,
        _ => ActivityKind::ScaleOut,
    };
    let before = u32::try_from(instances.len()).unwrap_or(u32::MAX);
    let mut activity = ScalingActivityStatus::default();
    activity.say(now, false, step.cause.text());
    if matches!(step.cause, Cause::Health { .. }) {
        status.failures += 1;
        let pause = pause_ms(status.failures);
        status.retry_at = Some(now.plus(pause));
        for id in &step.remove {
            let lost = tx.get::<ContainerGroup>(id)?;
            let reason = lost.status.reason.clone().unwrap_or_else(say::no_reason_known);
            let what = say::lost(&lost.name, id, shown_state(&lost), reason);
            status.reason = Some(what.clone());
            activity.say(now, true, what);
        }
        activity.say(now, false, say::next_replaced_after(Length(pause)));
    }
    let whole = matches!(step.cause, Cause::Manual { .. });
    for id in &step.remove {
        send_away(tx, group, id, &mut activity)?;
    }
    let mut places = Places::of(group, instances, &step.remove);
    for number in 0..step.create {
        let made = tx.attempt(|tx| make(tx, pool, group, &mut places));
        match made {
            Ok((id, name)) => {
                activity.say(now, false, say::made(&name, &id));
                activity.starting.push(id);
            }
            Err(error) if whole => return Err(error),
            Err(error @ Error::Internal { .. }) => return Err(error),
            Err(error) => {
                let missing = step.create - number;
                activity.failed += missing;
                activity.say(now, true, say::not_made(missing, error.message().as_ref()));
                status.failures += 1;
                let pause = pause_ms(status.failures);
                status.retry_at = Some(now.plus(pause));
                status.reason = Some(error.into_message());
                activity.say(now, false, say::tried_again_after(Length(pause)));
                break;
            }
        }
    }
    status.desired = step.desired;
    note_rule(tx, &step.cause, now)?;
    let after = match kind {
        ActivityKind::Replace => before.saturating_sub(step.remove.len() as u32) + step.create,
        _ => step.desired,
    };
    let spec = ScalingActivitySpec { group: group.id.clone(), kind, cause: step.cause.clone(), before, after };
    begin(tx, group, status, spec, activity)
}

/// Writes an activity down as the one that is under way, ending the one before.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    group: &Resource<ScalingGroup>,
    status: &mut ScalingGroupStatus,
    spec: ScalingActivitySpec,
    activity: ScalingActivityStatus,
) -> Result<ScalingActivityId> {
    if let Some(before) = status.ongoing.take()
        && let Some(before) = tx.find::<ScalingActivity>(&before)?
    {
        let mut ending = before.status.clone();
        ending.supersede(tx.now(), spec.before);
        tx.update_status::<ScalingActivity>(&before.id, &ending)?;
    }
    let id: ScalingActivityId = tx.new_id();
    let name = spec.kind.as_str().to_owned();
    tx.insert(New::<ScalingActivity> {
        id: id.clone(),
        name,
        region: group.region.clone(),
        owner: group.owner.clone(),
        labels: BTreeMap::new(),
        spec,
        status: activity,
    })?;
    status.ongoing = Some(id.clone());
    settle(tx, group, status)?;
    make_room(tx, group)?;
    Ok(id)
}

/// Brings the activity that is under way up to what has become of its instances, and ends it when all of them have come to an end.
pub(super) fn settle(tx: &mut Tx<'_>, group: &Resource<ScalingGroup>, status: &mut ScalingGroupStatus) -> Result<()> {
    use gantry_model::containers::GroupState;
    let Some(id) = status.ongoing.clone() else { return Ok(()) };
    let Some(activity) = tx.find::<ScalingActivity>(&id)? else {
        status.ongoing = None;
        return Ok(());
    };
    let now = tx.now();
    let mut progress = activity.status.clone();
    let too_long = now.since(activity.created_at) > LONGEST_MS;
    for instance in std::mem::take(&mut progress.starting) {
        let found = tx.find::<ContainerGroup>(&instance)?.filter(|found| !found.is_deleting());
        let Some(found) = found else {
            progress.failed += 1;
            progress.say(now, true, say::unsubscribed_before(&instance));
            continue;
        };
        match shown_state(&found) {
            GroupState::Running => {
                progress.done += 1;
                let took = found.status.ready_at.unwrap_or(now).since(found.created_at);
                let zone = found.status.zone.map_or_else(say::its_zone, Message::text);
                progress.say(now, false, say::runs(&found.name, zone, Length(took)));
            }
            state @ (GroupState::Failed | GroupState::ScheduleFailed | GroupState::Succeeded) => {
                progress.failed += 1;
                let reason = found.status.reason.clone().unwrap_or_else(say::no_reason_known);
                progress.say(now, true, say::did_not_start(&found.name, state, reason));
            }
            state if too_long => {
                progress.failed += 1;
                progress.say(now, true, say::not_waited_for(&found.name, state));
            }
            _ => progress.starting.push(instance),
        }
    }
    for instance in std::mem::take(&mut progress.leaving) {
        if tx.find::<ContainerGroup>(&instance)?.is_none() {
            progress.done += 1;
            progress.say(now, false, say::gone(&instance));
        } else if too_long {
            progress.failed += 1;
            progress.say(now, true, say::does_not_end(&instance));
        } else {
            progress.leaving.push(instance);
        }
    }
    if progress.starting.is_empty() && progress.leaving.is_empty() {
        end(tx, group, status, &activity, &mut progress)?;
    }
    tx.update_status::<ScalingActivity>(&id, &progress)?;
    Ok(())
}

fn end(
    tx: &mut Tx<'_>,
    group: &Resource<ScalingGroup>,
    status: &mut ScalingGroupStatus,
    activity: &Resource<ScalingActivity>,
    progress: &mut ScalingActivityStatus,
) -> Result<()> {
    let now = tx.now();
    let there = u32::try_from(members(tx, group, false)?.len()).unwrap_or(u32::MAX);
    progress.state = progress.outcome();
    progress.ended_at = Some(now);
    progress.reached = Some(there);
    status.ongoing = None;
    status.changed_at = Some(now);
    if !matches!(activity.spec.cause, Cause::Health { .. }) {
        let own = match activity.spec.cause.rule() {
            Some(rule) => tx.find::<ScalingRule>(rule)?.and_then(|rule| rule.spec.cooldown_seconds),
            None => None,
        };
        let seconds = own.unwrap_or(group.spec.settings.cooldown_seconds);
        status.cooldown_until = (seconds > 0).then(|| now.plus(i64::from(seconds) * 1000));
    }
    Ok(())
}

/// When a rule acted.
fn note_rule(tx: &mut Tx<'_>, cause: &Cause, now: Timestamp) -> Result<()> {
    let Some(id) = cause.rule() else { return Ok(()) };
    let Some(rule) = tx.find::<ScalingRule>(id)? else { return Ok(()) };
    let mut status = rule.status.clone();
    status.acted_at = Some(now);
    if let Cause::Schedule { at, .. } = cause {
        status.handled = Some(*at);
    }
    tx.update_status::<ScalingRule>(id, &status).map(drop)
}

/// The oldest activities go.
fn make_room(tx: &mut Tx<'_>, group: &Resource<ScalingGroup>) -> Result<()> {
    let all = Query::in_region(&group.region).equal("scaling_group", group.id.as_str());
    let number = tx.count::<ScalingActivity>(&all)?;
    let Some(surplus) = u32::try_from(number.saturating_sub(MOST_ACTIVITIES)).ok().filter(|surplus| *surplus > 0)
    else {
        return Ok(());
    };
    for old in tx.list::<ScalingActivity>(&all.sort("id", SortOrder::Ascending).limit(surplus))?.items {
        tx.delete::<ScalingActivity>(&old.id)?;
    }
    Ok(())
}

/// An instance that was made automatically is ended; one that was added by hand leaves the group and stays (C-24).
pub(super) fn send_away(
    tx: &mut Tx<'_>,
    group: &Resource<ScalingGroup>,
    id: &ContainerGroupId,
    activity: &mut ScalingActivityStatus,
) -> Result<()> {
    let now = tx.now();
    let mut member = tx.get::<ContainerGroup>(id)?;
    let by_hand = member.spec.scaling.as_ref().is_some_and(|mark| mark.origin == Origin::ManuallyAdded);
    if by_hand {
        member.spec.scaling = None;
        tx.update(&mut member)?;
        activity.done += 1;
        activity.say(now, false, say::added_by_hand_stays(&member.name, id));
    } else {
        let ended = containers::end_group(tx, id, &say::by_group(&group.name))?;
        tx.also("container_group_unsubscribe", &ended, &ended.name)?;
        activity.leaving.push(id.clone());
        activity.say(now, false, say::ends(&member.name, id));
    }
    Ok(())
}

/// Which vSwitch has how many instances.
struct Places {
    crowds: Vec<(usize, VSwitchId)>,
}

impl Places {
    fn of(group: &Resource<ScalingGroup>, instances: &[Instance], leaving: &[ContainerGroupId]) -> Self {
        let stays = |one: &&Instance| !leaving.contains(&one.id);
        let crowd = |subnet: &VSwitchId| {
            instances.iter().filter(stays).filter(|one| one.subnet.as_ref() == Some(subnet)).count()
        };
        Self { crowds: group.spec.subnets.iter().map(|subnet| (crowd(subnet), subnet.clone())).collect() }
    }

    /// All of them, the one with the fewest first; it is counted as having one more.
    fn next(&mut self) -> Vec<VSwitchId> {
        // The sort is stable, so equals stay in the order in which they were given.
        let mut order: Vec<usize> = (0..self.crowds.len()).collect();
        order.sort_by_key(|place| self.crowds[*place].0);
        if let Some(first) = order.first() {
            self.crowds[*first].0 += 1;
        }
        order.into_iter().map(|place| self.crowds[place].1.clone()).collect()
    }
}

/// Makes one instance from the active configuration.
fn make(
    tx: &mut Tx<'_>,
    pool: &EipPool,
    group: &Resource<ScalingGroup>,
    places: &mut Places,
) -> Result<(ContainerGroupId, String)> {
    let active = group.spec.configuration.as_ref();
    let active = active.ok_or_else(|| Error::conflict(say::none_applied()))?;
    let configuration = tx.get::<ScalingConfiguration>(active)?;
    let template = &configuration.spec.template;
    let mut spec = template.group(&group.spec.vpc, places.next());
    spec.scaling = Some(Membership {
        group: group.id.clone(),
        origin: Origin::AutomaticallyCreated,
        configuration: Some(configuration.id.clone()),
        version: configuration.spec.version,
        protected: false,
    });
    let name = instance_name(&group.name);
    let order = Order {
        region: group.region.clone(),
        name: name.clone(),
        quantity: 1,
        tags: template.tags.clone(),
        spec,
        agreed: true,
    };
    order.validate()?;
    let by = say::by_configuration(&group.name, configuration.spec.version);
    let made = containers::place_order(tx, &group.owner, &by, pool, &order)?;
    let made = made.into_iter().next().ok_or_else(|| Error::internal("an order for one group made none"))?;
    tx.also("container_group_create", &made, &made.name)?;
    Ok((made.id, name))
}

/// The group's name as far as a container group may be named like it, and six letters or digits.
fn instance_name(group: &str) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let stem: String = group.chars().take(56).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let chance: String = (0..6).map(|_| char::from(LETTERS[rand::random_range(0..LETTERS.len())])).collect();
    format!("{stem}-{chance}")
}
