//! What pages read of Auto Scaling.

use gantry_model::containers::GroupState;
use gantry_model::error::{Error, Result};
use gantry_model::id::{Id as _, ScalingActivityId, ScalingGroupId};
use gantry_model::message::{Message, scaling as say};
use gantry_model::page::{Page, PageRequest};
use gantry_model::scaling::view::{
    ActivityLogLine, ActivityRow, AttachChoice, INSTANCE_SORTS, InstanceFilter, InstanceList, InstanceRow,
    ScalingGroupDetails, ScalingGroupFilter, ScalingGroupList, ScalingGroupRow, ScalingOptions, SubnetShare,
};
use gantry_model::scaling::{MOST_INSTANCES, Origin, ScalingGroupState};

use super::act::{instances, members};
use super::configurations;
use super::{Scaling, ScalingActivity, ScalingConfiguration, ScalingGroup};
use gantry_engine_containers::owner_name;
use gantry_engine_network as network;
use gantry_platform::context::Context;
use gantry_platform::documents::{ContainerGroup, VSwitch, Vpc, shown_state};
use gantry_platform::settings::Settings;
use gantry_platform::store::{Order as SortOrder, Query, Read, Resource};

/// Container groups that the dialog for attaching shows.
const SHOWN_CHOICES: u32 = 100;

impl Scaling {
    /// **Scaling Groups** (ESS-01), newest first, searched by name and id, filtered by state.
    ///
    /// # Errors
    /// `Forbidden`; `Invalid` for a region that there is not.
    pub(crate) async fn scaling_group_list(&self, _: &Context, filter: ScalingGroupFilter) -> Result<ScalingGroupList> {
        self.settings.region(&filter.region)?;
        let settings = self.settings.clone();
        self.store
            .read(move |read| {
                let all = Query::in_region(&filter.region)
                    .search(&["name", "id"], &filter.page.search)
                    .sort("created_at", SortOrder::Descending);
                let mut counts = [0; ScalingGroupState::ALL.len()];
                for (count, state) in counts.iter_mut().zip(ScalingGroupState::ALL) {
                    *count = read.count::<ScalingGroup>(&in_state(all.clone(), state))?;
                }
                let query = match filter.state {
                    Some(state) => in_state(all, state),
                    None => all,
                };
                let page = read.page::<ScalingGroup>(&query, &filter.page)?;
                Ok(ScalingGroupList { page: page.map(|group| row(read, &settings, &group)), counts })
            })
            .await
    }

    /// The details page (ESS-24).
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`.
    pub(crate) async fn scaling_group_view(&self, _: &Context, id: ScalingGroupId) -> Result<ScalingGroupDetails> {
        let (id, settings) = (id.clone(), self.settings.clone());
        let mut details = self.store.read(move |read| details(read, &settings, &id)).await?;
        if let Some(active) = &mut details.active {
            active.images = self.images(&active.template).await;
        }
        Ok(details)
    }

    /// What the pages **Create** and **Create Scaling Configuration** offer.
    ///
    /// # Errors
    /// `Forbidden`; `Invalid` for a region that there is not.
    pub(crate) async fn scaling_group_options(&self, _: &Context, region: String) -> Result<ScalingOptions> {
        self.settings.region(&region)?;
        let name = region.to_owned();
        let vpcs = self.store.read(move |read| network::choices(read, &name)).await?;
        Ok(ScalingOptions {
            region: region.to_owned(),
            vpcs,
            most_instances: MOST_INSTANCES,
            sample_yaml: self.sample_yaml().await,
        })
    }

    /// The tab **Instances** (ESS-25, C-24).
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`; `Invalid` for a page that no table asks for or a sort key that there is not.
    pub(crate) async fn scaling_instance_list(&self, _: &Context, filter: InstanceFilter) -> Result<InstanceList> {
        let settings = self.settings.clone();
        self.store
            .read(move |read| {
                let group = read.get::<ScalingGroup>(&filter.group)?;
                let all = members(read, &group, true)?;
                let origin = |member: &Resource<ContainerGroup>| member.spec.scaling.as_ref().map(|mark| mark.origin);
                let counts =
                    Origin::ALL.map(|one| all.iter().filter(|member| origin(member) == Some(one)).count() as u64);
                let search = filter.page.search.trim().to_lowercase();
                let fits = |member: &Resource<ContainerGroup>| {
                    let address = member.status.private_ip.map(|address| address.to_string()).unwrap_or_default();
                    let texts = [member.name.as_str(), member.id.as_str(), &address];
                    origin(member) == Some(filter.origin)
                        && texts.iter().any(|text| text.to_lowercase().contains(&search))
                };
                let mut rows: Vec<_> = all.into_iter().filter(fits).collect();
                order(&mut rows, &filter.page)?;
                let total = rows.len() as u64;
                let request = filter.page.within(total);
                let part = rows.into_iter().skip(request.offset() as usize).take(request.size as usize);
                let items = part.filter_map(|member| instance_row(&settings, &member)).collect();
                Ok(InstanceList { page: Page { items, total, page: request.page, size: request.size }, counts })
            })
            .await
    }

    /// Container groups that could be attached (**Manually Added**): of the group's VPC, in no scaling group, not ended. The newest that fit
    /// the search.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`.
    pub(crate) async fn scaling_instance_attachable(
        &self,
        _: &Context,
        id: ScalingGroupId,
        search: String,
    ) -> Result<Vec<AttachChoice>> {
        let (id, search) = (id.clone(), search.chars().take(256).collect::<String>());
        self.store
            .read(move |read| {
                let group = read.get::<ScalingGroup>(&id)?;
                let query = Query::in_region(&group.region)
                    .equal("scaling_group", "")
                    .search(&["name", "id"], &search)
                    .deleting(false)
                    .sort("id", SortOrder::Descending)
                    .limit(1000);
                let found = read.list::<ContainerGroup>(&query)?.items.into_iter();
                let fits = found.filter(|member| super::instances::check_attachable(&group, member).is_ok());
                Ok(fits
                    .take(SHOWN_CHOICES as usize)
                    .map(|member| AttachChoice {
                        state: shown_state(&member),
                        spec: member.spec.spec().unwrap_or(gantry_model::containers::BASIC_SPECS[0]),
                        name: member.name,
                        id: member.id,
                    })
                    .collect())
            })
            .await
    }

    /// The tab Scaling Activities, newest first.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`.
    pub(crate) async fn scaling_activity_list(
        &self,
        _: &Context,
        group: ScalingGroupId,
        request: PageRequest,
    ) -> Result<Page<ActivityRow>> {
        let (group, request, settings) = (group.clone(), request.clone(), self.settings.clone());
        self.store
            .read(move |read| {
                let group = read.get::<ScalingGroup>(&group)?;
                let query = Query::in_region(&group.region)
                    .equal("scaling_group", group.id.as_str())
                    .sort("id", SortOrder::Descending);
                let page = read.page::<ScalingActivity>(&query, &request)?;
                Ok(page.map(|activity| activity_row(&settings, activity)))
            })
            .await
    }
}

/// Those whose state is this, by the rules of [`ScalingGroupState::of`].
fn in_state(query: Query, state: ScalingGroupState) -> Query {
    let resting = |query: Query, enabled: i64| query.deleting(false).equal("ongoing", "").equal("enabled", enabled);
    match state {
        ScalingGroupState::Deleting => query.deleting(true),
        ScalingGroupState::Scaling => query.deleting(false).begins_with("ongoing", ScalingActivityId::PREFIX),
        ScalingGroupState::Enabled => resting(query, 1),
        ScalingGroupState::Disabled => resting(query, 0),
    }
}

/// Sorts instances as the page asks; equals, and all if nothing is asked, the newest first.
fn order(rows: &mut [Resource<ContainerGroup>], page: &PageRequest) -> Result<()> {
    rows.sort_by(|a, b| b.id.cmp(&a.id));
    let state = |row: &Resource<ContainerGroup>| shown(row).as_str();
    let version = |row: &Resource<ContainerGroup>| row.spec.scaling.as_ref().map(|mark| mark.version);
    match page.sort.as_str() {
        "" => return Ok(()),
        "created" => rows.sort_by_key(|row| row.created_at),
        "name" => rows.sort_by(|a, b| a.name.cmp(&b.name)),
        "state" => rows.sort_by_key(state),
        "version" => rows.sort_by_key(version),
        "zone" => rows.sort_by(|a, b| a.status.zone.cmp(&b.status.zone)),
        "ip" => rows.sort_by_key(|row| row.status.private_ip),
        other => {
            let known: Vec<_> = INSTANCE_SORTS.into_iter().map(Message::text).collect();
            return Err(Error::invalid("sort", say::instances_sorted_by(known, other)));
        }
    }
    if page.descending {
        rows.reverse();
    }
    Ok(())
}

/// The state of an instance that may be on its way out.
fn shown(member: &Resource<ContainerGroup>) -> GroupState {
    if member.is_deleting() { GroupState::Terminating } else { shown_state(member) }
}

fn details(read: &Read<'_>, settings: &Settings, id: &ScalingGroupId) -> Result<ScalingGroupDetails> {
    let group = read.get::<ScalingGroup>(id)?;
    let seen = instances(&members(read, &group, false)?);
    let vpc = read.find::<Vpc>(&group.spec.vpc)?.map_or_else(|| group.spec.vpc.to_string(), |vpc| vpc.name);
    let mut subnets = Vec::new();
    for id in &group.spec.subnets {
        let subnet = read.find::<VSwitch>(id)?;
        let here = seen.iter().filter(|one| one.subnet.as_ref() == Some(id)).count();
        subnets.push(SubnetShare {
            id: id.clone(),
            name: subnet.as_ref().map_or_else(|| id.to_string(), |subnet| subnet.name.clone()),
            zone: subnet.map_or_else(String::new, |subnet| subnet.spec.zone),
            instances: u32::try_from(here).unwrap_or(u32::MAX),
        });
    }
    let active = match &group.spec.configuration {
        Some(active) => read.find::<ScalingConfiguration>(active)?,
        None => None,
    };
    let active = active
        .map(|active| {
            let made = seen.iter().filter(|one| one.version == active.spec.version).count();
            configurations::row(read, settings, &group, &active, u32::try_from(made).unwrap_or(u32::MAX))
        })
        .transpose()?;
    let ongoing = match &group.status.ongoing {
        Some(ongoing) => read.find::<ScalingActivity>(ongoing)?.map(|activity| activity_row(settings, activity)),
        None => None,
    };
    let cooldown = group.status.cooldown_until.filter(|until| *until > read.now());
    let reason = |may: Result<(), Message>| if group.is_deleting() { Some(say::being_deleted()) } else { may.err() };
    Ok(ScalingGroupDetails {
        row: row(read, settings, &group),
        region: group.region.clone(),
        vpc: (group.spec.vpc.clone(), vpc),
        subnets,
        settings: group.spec.settings.clone(),
        created_by: owner_name(read, &group.owner),
        generation: group.generation,
        active,
        ongoing,
        cooldown_until: cooldown.map(|until| settings.moment(until)),
        cannot_enable: reason(group.spec.can_enable()),
        cannot_disable: reason(group.spec.can_disable()),
        cannot_scale: reason(group.spec.can_scale()),
    })
}

fn row(read: &Read<'_>, settings: &Settings, group: &Resource<ScalingGroup>) -> ScalingGroupRow {
    let active = group.spec.configuration.as_ref();
    let active = active.and_then(|active| read.find::<ScalingConfiguration>(active).ok().flatten());
    ScalingGroupRow {
        id: group.id.clone(),
        name: group.name.clone(),
        group_type: group.spec.group_type,
        state: ScalingGroupState::of(&group.spec, &group.status, group.is_deleting()),
        reason: group.status.reason.clone(),
        minimum: group.spec.settings.minimum,
        maximum: group.spec.settings.maximum,
        desired: group.status.desired,
        instances: group.status.instances,
        running: group.status.running,
        version: active.map(|active| active.spec.version),
        created: settings.moment(group.created_at),
    }
}

fn instance_row(settings: &Settings, member: &Resource<ContainerGroup>) -> Option<InstanceRow> {
    let mark = member.spec.scaling.as_ref()?;
    Some(InstanceRow {
        id: member.id.clone(),
        name: member.name.clone(),
        state: shown(member),
        reason: member.status.reason.clone(),
        origin: mark.origin,
        protected: mark.protected,
        version: mark.version,
        zone: member.status.zone.clone(),
        private_ip: member.status.private_ip,
        public_ip: member.status.public_ip,
        spec: member.spec.spec().unwrap_or(gantry_model::containers::BASIC_SPECS[0]),
        created: settings.moment(member.created_at),
    })
}

pub(super) fn activity_row(settings: &Settings, activity: Resource<ScalingActivity>) -> ActivityRow {
    let line = |line: gantry_model::scaling::ActivityLine| ActivityLogLine {
        at: settings.moment(line.at),
        warning: line.warning,
        text: line.text,
    };
    ActivityRow {
        kind: activity.spec.kind,
        state: activity.status.state,
        cause: activity.spec.cause.text(),
        rule: activity.spec.cause.rule().cloned(),
        before: activity.spec.before,
        after: activity.spec.after,
        reached: activity.status.reached,
        started: settings.moment(activity.created_at),
        took: activity.status.ended_at.map(|end| end.since(activity.created_at)),
        log: activity.status.log.into_iter().map(line).collect(),
        id: activity.id,
    }
}
