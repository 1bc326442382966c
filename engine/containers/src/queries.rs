//! What pages read: list, details, events, figures, logs, and what the order page offers.

use gantry_model::containers::view::{
    ContainerFigures, ContainerView, EventRow, Figures, GroupDetails, GroupFilter, GroupList, GroupRow, OrderOptions,
    Range, StateFilter, StepView, Usage,
};
use gantry_model::containers::{ContainerStatus, ImageSource, Step, StepOutcome};
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, Id};
use gantry_model::kind::ResourceKind;
use gantry_model::observe::Event;
use gantry_model::quota::Entitlement;
use gantry_model::settings::{Prices, Quota};

use super::{ContainerGroup, Containers, shown_state};
use gantry_engine_network as network;
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::documents::{Eip, SecurityGroup, VSwitch, Vpc};
use gantry_platform::settings::Settings;
use gantry_platform::store::{Order as SortOrder, Query, Read, Resource};

/// Seconds in the hour that prices are shown for.
const HOUR: u64 = 3600;

impl Containers {
    /// The list (ECI-44): searched by name, id and address, filtered by state and tag.
    pub(crate) async fn container_group_list(&self, _: &Context, filter: GroupFilter) -> Result<GroupList> {
        self.settings.region(&filter.region)?;
        let settings = self.settings.clone();
        self.store
            .read(move |read| {
                let all = matching(&filter);
                let in_segment = |segment: StateFilter| match segment {
                    StateFilter::All => all.clone(),
                    other => all.clone().one_of("state", other.states().iter().map(|state| state.as_str())),
                };
                let mut counts = [0; StateFilter::ALL.len()];
                for (count, segment) in counts.iter_mut().zip(StateFilter::ALL) {
                    *count = read.count::<ContainerGroup>(&in_segment(segment))?;
                }
                let query = in_segment(filter.states).sort("created_at", SortOrder::Descending);
                let page = read.page::<ContainerGroup>(&query, &filter.page)?;
                Ok(GroupList { page: page.map(|group| row(&settings, &group)), counts })
            })
            .await
    }

    /// The details page (ECI-45).
    pub(crate) async fn container_group_view(&self, _: &Context, id: ContainerGroupId) -> Result<GroupDetails> {
        let found = id.clone();
        let (group, places, created_by) = self
            .store
            .read(move |read| {
                let group = read.get::<ContainerGroup>(&found)?;
                let places = Places::of(read, &group)?;
                let owner = owner_name(read, &group.owner);
                Ok((group, places, owner))
            })
            .await?;
        let mut containers = Vec::new();
        for container in &group.spec.containers {
            let status = group.status.containers.iter().find(|status| status.name == container.name).cloned();
            let image = match self.images.address(&container.image).await {
                Ok(address) => address,
                // The repository was deleted since; the group still runs and still must be shown.
                Err(_) => source_text(&container.image),
            };
            let ContainerStatus { state, restarts, image_digest, last_end, next_start, .. } =
                status.unwrap_or_default();
            let container = container.clone();
            containers.push(ContainerView {
                name: container.name,
                state,
                restarts,
                next_start: next_start.map(|at| self.settings.moment(at)),
                last_end,
                image: join_version(&image, &container.version),
                image_digest,
                cpu: container.cpu,
                memory: container.memory,
                command: container.command,
                arguments: container.arguments,
                working_directory: container.working_directory,
                environment: container.environment,
                ports: container.ports,
            });
        }
        let spec = group.spec.spec()?;
        let per_hour = self.settings.prices.per_second_micros(spec) * HOUR;
        let steps = &group.status.steps;
        Ok(GroupDetails {
            row: row(&self.settings, &group),
            region: group.region.clone(),
            zone: group.status.zone.clone(),
            vpc: places.vpc,
            subnet: places.subnet,
            security_group: places.security_group,
            eip: places.eip,
            restart_policy: group.spec.restart_policy,
            grace_seconds: group.spec.grace_seconds,
            created_by,
            containers,
            steps: steps.iter().map(step_view).collect(),
            start_took: whole_start(steps),
            price_per_hour: Prices::amount_text(per_hour),
            currency: self.settings.prices.currency.clone(),
            spec: group.spec,
        })
    }

    /// What the order page offers (ECI-10 to ECI-17), with a fresh name (ECI-08).
    pub(crate) async fn container_group_order_options(&self, _: &Context, region: String) -> Result<OrderOptions> {
        let zones = self.settings.region(&region)?.zones.clone();
        let name = region.to_owned();
        let pool = self.settings.eip_pool();
        let read = move |read: &Read<'_>| {
            let eips = (network::eip_options(read, &name)?, network::pool_free(read, &pool)?);
            Ok((network::choices(read, &name)?, eips, quota::limits(read, &name)?, used(read, &name)?))
        };
        let (vpcs, (eips, free_eips), limits, used) = self.store.read(read).await?;
        Ok(OrderOptions {
            region: region.to_owned(),
            zones,
            vpcs,
            prices: self.settings.prices.clone(),
            quota: Quota::from(&limits),
            used,
            eips,
            free_eips,
            suggested_name: suggested_name(),
        })
    }

    /// The tab Events, newest first (MON-01).
    pub(crate) async fn container_group_events(&self, _: &Context, id: ContainerGroupId) -> Result<Vec<EventRow>> {
        let events = self
            .store
            .read(move |read| {
                read.get::<ContainerGroup>(&id)?;
                read.events(id.as_str())
            })
            .await?;
        Ok(events.into_iter().map(|event| event_row(&self.settings, event)).collect())
    }

    /// The tab Monitoring (MON-06): figures of the last so long.
    pub(crate) async fn container_group_figures(
        &self,
        _: &Context,
        id: ContainerGroupId,
        range: Range,
    ) -> Result<Figures> {
        let names: Vec<String> =
            self.find(&id).await?.spec.containers.into_iter().map(|container| container.name).collect();
        let to = self.store.clock().now();
        let from = to.plus(-range.milliseconds());
        let (files, group) = (self.figures.clone(), id.clone());
        let read = move || {
            let series = files.read(&group, from, to, to)?;
            let of = |name: String| {
                let used = files.read_container(&group, &name, from, to, to)?;
                let points = used.into_iter().map(|(at, sample)| (at.0, sample.cpu_nanoseconds, sample.working_set));
                Ok(ContainerFigures { name, points: points.collect() })
            };
            Ok::<_, Error>((series, names.into_iter().map(of).collect::<Result<_>>()?))
        };
        let (series, containers) = tokio::task::spawn_blocking(read).await.map_err(Error::internal)??;
        let (from, to) = (self.settings.moment(from), self.settings.moment(to));
        Ok(Figures { from, to, step: series.step, samples: series.samples, containers })
    }

    pub(super) async fn find(&self, id: &ContainerGroupId) -> Result<Resource<ContainerGroup>> {
        let id = id.clone();
        self.store.read(move |read| read.get::<ContainerGroup>(&id)).await
    }
}

/// Groups of the filter's region that its search and its tag let through, whatever their state.
fn matching(filter: &GroupFilter) -> Query {
    let mut query =
        Query::in_region(&filter.region).search(&["name", "id", "private_ip", "public_ip"], &filter.page.search);
    if let Some((key, value)) = &filter.tag {
        query = query.label(key, value.as_deref());
    }
    query
}

/// What people call the owner; the id where the person is gone, `system` for what Gantry made itself.
pub fn owner_name(read: &Read<'_>, owner: &str) -> String {
    let known = owner.parse().ok().and_then(|id| read.user(&id).ok());
    known.map_or_else(|| owner.to_owned(), |user| user.name)
}

/// Names of the things that a group hangs on.
struct Places {
    vpc: (gantry_model::id::VpcId, String),
    subnet: Option<(gantry_model::id::VSwitchId, String, gantry_model::cidr::Cidr)>,
    security_group: (gantry_model::id::SecurityGroupId, String),
    eip: Option<(gantry_model::id::EipId, String, u32)>,
}

impl Places {
    fn of(read: &Read<'_>, group: &Resource<ContainerGroup>) -> Result<Self> {
        let vpc = read.get::<Vpc>(&group.spec.vpc)?;
        let security_group = read.get::<SecurityGroup>(&group.spec.security_group)?;
        let subnet = match group.status.subnet.as_ref().or(group.spec.subnets.first()) {
            Some(id) => Some(read.get::<VSwitch>(id)?),
            None => None,
        };
        let eip = group.status.eip.as_ref().map(|id| read.find::<Eip>(id)).transpose()?.flatten();
        Ok(Self {
            eip: eip.map(|eip| (eip.id, eip.name, eip.spec.bandwidth_mbps)),
            vpc: (vpc.id, vpc.name),
            subnet: subnet.map(|subnet| (subnet.id, subnet.name, subnet.spec.cidr)),
            security_group: (security_group.id, security_group.name),
        })
    }
}

fn row(settings: &Settings, group: &Resource<ContainerGroup>) -> GroupRow {
    GroupRow {
        id: group.id.clone(),
        name: group.name.clone(),
        state: shown_state(group),
        reason: group.status.reason.clone(),
        // A stored spec was validated when it was ordered.
        spec: group.spec.spec().unwrap_or(gantry_model::containers::BASIC_SPECS[0]),
        tags: group.labels.clone(),
        created: settings.moment(group.created_at),
        private_ip: group.status.private_ip,
        public_ip: group.status.public_ip,
        ipv6: group.status.ipv6,
    }
}

fn step_view(step: &Step) -> StepView {
    let took = step.ended_at.map(|end| end.since(step.started_at));
    StepView { name: step.name, outcome: step.outcome, took, detail: step.detail.clone() }
}

/// From the first step's begin to the last one's end, if all went well.
fn whole_start(steps: &[Step]) -> Option<i64> {
    let done = steps.iter().all(|step| step.outcome == StepOutcome::Done);
    let end = steps.last().filter(|_| done)?.ended_at?;
    Some(end.since(steps.first()?.started_at))
}

fn event_row(settings: &Settings, event: Event) -> EventRow {
    EventRow {
        name: event.name,
        event_type: event.event_type,
        reason: event.reason,
        description: event.description,
        started: settings.moment(event.started_at),
        ended: settings.moment(event.ended_at),
        count: event.count,
    }
}

fn used(read: &Read<'_>, region: &str) -> Result<Usage> {
    let of = |entitlement| Ok::<_, Error>(u32::try_from(quota::used(read, region, entitlement)?).unwrap_or(u32::MAX));
    Ok(Usage {
        vcpu: of(Entitlement::Vcpu)?,
        memory_gib: of(Entitlement::MemoryGib)?,
        groups: of(Entitlement::Count(ResourceKind::ContainerGroup))?,
    })
}

/// `eci-` and six lower-case letters or digits.
fn suggested_name() -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let letter = || char::from(LETTERS[rand::random_range(0..LETTERS.len())]);
    std::iter::once("eci-".to_owned()).chain((0..6).map(|_| letter().to_string())).collect()
}

pub fn source_text(source: &ImageSource) -> String {
    match source {
        ImageSource::Repository(id) => id.to_string(),
        ImageSource::Address(address) => address.clone(),
    }
}

/// `address:tag`, or `address@digest`.
pub fn join_version(address: &str, version: &str) -> String {
    let separator = if version.contains(':') { '@' } else { ':' };
    format!("{address}{separator}{version}")
}
