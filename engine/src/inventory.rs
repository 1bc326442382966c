//! What there is and what happens, over all areas: what a text finds, who uses a thing, the first page, the counts of the side
//! navigation, the bell. It asks the areas what their own pages ask them.

use std::collections::BTreeMap;

use gantry_model::containers::operations::{ContainerGroupList, ContainerGroupOrderOptions, ContainerGroupView};
use gantry_model::containers::view::{GroupFilter, GroupRow, StateFilter};
use gantry_model::containers::{GroupState, Spec, StepName};
use gantry_model::error::Lookup;
use gantry_model::error::{Error, Result};
use gantry_model::inventory::{Activity, ActivityVerb, Counts, Failed, Found, MOST_FOUND, Overview};
use gantry_model::kind::{Id as _, RegistryInstanceId, ResourceKind};
use gantry_model::page::PageRequest;
use gantry_model::reference::{Bond, LISTED, Users};
use gantry_model::registry::operations::{NamespaceList, RegistryInstanceList, RepositoryList};
use gantry_model::registry::view::RepositoryFilter;
use gantry_model::scaling::operations::ScalingGroupList;
use gantry_model::scaling::view::ScalingGroupFilter;
use gantry_model::settings::Prices;

use crate::Engine;
use gantry_platform::audit::Filter;
use gantry_platform::context::Context;

/// Groups that failed and are shown on the first page.
const ATTENTION: usize = 5;
/// Entries of the operation log on the first page.
const LATELY: u32 = 6;

gantry_model::inventory_operations!(gantry_platform::call::dispatch, Inventory<'_>);

/// The use cases that look over all areas.
pub(crate) struct Inventory<'e>(&'e Engine);

impl Engine {
    pub(crate) fn inventory(&self) -> Inventory<'_> {
        Inventory(self)
    }
}

impl Inventory<'_> {
    /// Things of a region whose name, id or address contains the text, at most ten of each kind. An empty text finds nothing.
    ///
    /// # Errors
    /// Invalid for a region that there is not.
    pub(crate) async fn search(&self, _: &Context, region: String, text: String) -> Result<Vec<Found>> {
        self.0.settings().region(&region)?;
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Ok(Vec::new());
        }
        self.0.store().read(move |read| read.find_by_text(&region, &text, MOST_FOUND)).await
    }

    /// What uses a thing and therefore keeps it from being deleted: what the refusal of its deletion names, at most 100 of it.
    ///
    /// # Errors
    /// NotFound for a text that is no id.
    pub(crate) async fn resource_users(&self, _: &Context, id: String) -> Result<Users> {
        if ResourceKind::of_id(&id).is_none() {
            return Err(Error::not_found(Lookup::Resource, id));
        }
        self.0.store().read(move |read| read.users(&id, Bond::Uses, LISTED)).await
    }

    /// What a region holds and what happened in it.
    ///
    /// # Errors
    /// Invalid for a region that there is not.
    pub(crate) async fn overview_view(&self, context: &Context, region: String) -> Result<Overview> {
        let Self(engine) = self;
        let failed = GroupFilter { region: region.clone(), states: StateFilter::Failed, ..GroupFilter::default() };
        let failed = engine.call(context, ContainerGroupList { filter: failed }).await?;
        let options = engine.call(context, ContainerGroupOrderOptions { region: region.clone() }).await?;
        let latest = Filter { limit: LATELY, ..Filter::default() };
        let lately = engine.store().read(move |read| read.operations(&latest)).await?;
        let everything = RepositoryFilter { region: region.clone(), ..RepositoryFilter::default() };
        let repositories = engine.call(context, RepositoryList { filter: everything }).await?.total;
        let page = PageRequest::default();
        let instances = engine.call(context, RegistryInstanceList { region, page }).await?;
        let sample = options.prices.per_second_micros(Spec { vcpu: 1, gib: 2 }) * 3600;
        Ok(Overview {
            groups: failed.counts,
            vcpu: (options.used.vcpu, options.quota.vcpu),
            memory_gib: (options.used.memory_gib, options.quota.memory_gib),
            repositories,
            push_to: instances
                .items
                .into_iter()
                .find(|instance| !instance.built_in)
                .map(|instance| instance.public_address),
            sample_price: format!("{} {}", Prices::amount_text(sample), options.prices.currency),
            attention: failed.page.items.into_iter().take(ATTENTION).map(failed_group).collect(),
            lately: lately.into_iter().map(|entry| engine.iam().operation_row(entry)).collect(),
        })
    }

    /// Counts what the side navigation shows a number of.
    ///
    /// # Errors
    /// Invalid for a region that there is not; NotFound for an instance that there is not.
    pub(crate) async fn navigation_counts(
        &self,
        context: &Context,
        region: String,
        instance: Option<RegistryInstanceId>,
    ) -> Result<Counts> {
        let Self(engine) = self;
        let first = PageRequest::default();
        let groups = GroupFilter { region: region.clone(), ..GroupFilter::default() };
        let groups = engine.call(context, ContainerGroupList { filter: groups }).await?;
        let scaling = ScalingGroupFilter { region: region.clone(), ..ScalingGroupFilter::default() };
        let scaling = engine.call(context, ScalingGroupList { filter: scaling }).await?;
        let page = first.clone();
        let instances = engine.call(context, RegistryInstanceList { region: region.clone(), page }).await?;
        let mut inside = BTreeMap::new();
        if let Some(id) = instance {
            let namespaces = engine.call(context, NamespaceList { instance: Some(id.clone()), page: first }).await?;
            let repositories = RepositoryFilter { region, instance: Some(id), ..RepositoryFilter::default() };
            let repositories = engine.call(context, RepositoryList { filter: repositories }).await?;
            inside.insert(ResourceKind::Namespace, namespaces.total);
            inside.insert(ResourceKind::Repository, repositories.total);
        }
        Ok(Counts {
            region: BTreeMap::from([
                (ResourceKind::ContainerGroup, groups.counts[0]),
                (ResourceKind::ScalingGroup, scaling.page.total),
                (ResourceKind::RegistryInstance, instances.total),
            ]),
            instance: inside,
        })
    }

    /// What is on its way in a region, and then what failed, the newest first; at most ten of each.
    ///
    /// # Errors
    /// Invalid for a region that there is not.
    pub(crate) async fn activity_list(&self, context: &Context, region: String) -> Result<Vec<Activity>> {
        let Self(engine) = self;
        let mut activities = Vec::new();
        for states in [StateFilter::OnTheWay, StateFilter::Failed] {
            let filter = GroupFilter { region: region.clone(), states, ..GroupFilter::default() };
            for group in engine.call(context, ContainerGroupList { filter }).await?.page.items {
                let progress = match states {
                    StateFilter::Failed => None,
                    // A group may be gone between the list and this.
                    _ => engine.call(context, ContainerGroupView { id: group.id.clone() }).await.ok().map(|details| {
                        let done = details.steps.iter().filter(|step| step.took.is_some()).count();
                        (done as u32, StepName::ALL.len() as u32)
                    }),
                };
                activities.push(activity(group, progress));
            }
        }
        Ok(activities)
    }
}

fn failed_group(group: GroupRow) -> Failed {
    Failed { id: group.id.to_string(), name: group.name, state: group.state, reason: group.reason }
}

fn activity(group: GroupRow, progress: Option<(u32, u32)>) -> Activity {
    let verb = match group.state {
        GroupState::Restarting => ActivityVerb::Restart,
        GroupState::Updating => ActivityVerb::Update,
        GroupState::Terminating => ActivityVerb::Unsubscribe,
        GroupState::CrashLoopBackOff | GroupState::Failed => ActivityVerb::Run,
        _ => ActivityVerb::Create,
    };
    Activity {
        verb,
        kind: ResourceKind::ContainerGroup,
        id: group.id.as_str().to_owned(),
        name: group.name,
        state: group.state,
        reason: group.reason,
        progress,
        since: group.created,
    }
}
