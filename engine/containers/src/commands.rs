//! What people ask for: create, restart, unsubscribe. Nothing here is slow; the controller does the work.

use std::collections::BTreeMap;

use gantry_model::Message;
use gantry_model::containers::view::Order;
use gantry_model::containers::{
    ContainerGroupSpec, ContainerGroupStatus, ContainerSpec, Deployment, GRACE_SECONDS, GroupSize, GroupState,
    ImagePullPolicy, ImageSource, PortMapping, Protocol, RestartPolicy, Spec,
};
use gantry_model::error::{Error, Result};
use gantry_model::id::ContainerGroupId;
use gantry_model::kind::ResourceKind;
use gantry_model::message::containers as say;
use gantry_model::network::{EipChoice, EipPool};
use gantry_model::observe::EventType;
use gantry_model::quota::Entitlement;
use gantry_model::registry::reference::not_in_our_registry;

use super::{ContainerGroup, Containers, shown_state};
use gantry_engine_network as network;
use gantry_engine_quota as quota;
use gantry_engine_registry as registry;
use gantry_platform::context::Context;
use gantry_platform::store::{New, Resource, Tx};

/// Bandwidth of the sample's EIP.
const SAMPLE_MBPS: u32 = 100;

impl Containers {
    /// Makes the groups of an order (ECI-43); they begin in Scheduling.
    ///
    /// # Errors
    /// `Invalid` with the order page's field; `QuotaExceeded` naming the region's limit (QTA-02).
    pub(crate) async fn container_group_create(
        &self,
        context: &Context,
        order: Order,
    ) -> Result<Vec<ContainerGroupId>> {
        self.settings.region(&order.region)?;
        let mut order = order;
        // Only a scaling group makes its instances.
        order.spec.scaling = None;
        self.recognise_images(&mut order.spec.containers).await?;
        let owner = context.owner();
        let (by, pool) = (context.actor.name().to_owned(), self.settings.eip_pool());
        let made =
            self.store.write(context, move |tx| place_order(tx, &owner, &Message::text(by), &pool, &order)).await?;
        Ok(made.into_iter().map(|group| group.id).collect())
    }

    /// Finds out which images are those of our own registry, and refuses those that the runtime cannot get.
    pub async fn recognise_images(&self, containers: &mut [ContainerSpec]) -> Result<()> {
        for (index, container) in containers.iter_mut().enumerate() {
            let recognised = match self.images.recognise(container.image.clone()).await {
                Ok(ImageSource::Address(address)) if !self.runtime.pulls_from_elsewhere() => {
                    Err(not_in_our_registry("image", &address))
                }
                recognised => recognised,
            };
            container.image = recognised.map_err(|error| error.within(&format!("containers.{index}")))?;
        }
        Ok(())
    }

    /// Makes a group of the sample image with the first network of the region: **Run the sample**.
    ///
    /// # Errors
    /// `Unavailable` if this build has no sample image; otherwise as [`Containers::create`].
    pub(crate) async fn container_group_run_sample(
        &self,
        context: &Context,
        region: String,
    ) -> Result<ContainerGroupId> {
        let (image, version) = self.images.sample().await?;
        let options = self.container_group_order_options(context, region).await?;
        let order = sample_order(options, image, version)?;
        let groups = self.container_group_create(context, order).await?;
        groups.into_iter().next().ok_or_else(|| Error::internal("an order for one group made none"))
    }

    /// Asks for a restart (ECI-57).
    ///
    /// # Errors
    /// `Conflict` unless the group is Running.
    pub(crate) async fn container_group_restart(&self, context: &Context, id: ContainerGroupId) -> Result<()> {
        let by = context.actor.name().to_owned();
        self.store
            .write(context, move |tx| {
                let mut group = tx.get::<ContainerGroup>(&id)?;
                shown_state(&group).can_restart().map_err(Error::conflict)?;
                group.spec.restarts_asked += 1;
                tx.update(&mut group)?;
                show(tx, &group, GroupState::Restarting)?;
                tx.append_event::<ContainerGroup>(&id, EventType::Normal, "Restarting", &say::restart_asked(&by))
            })
            .await
    }

    /// Ends a group and lets it go (ECI-58). Its controller takes everything down and then the document.
    ///
    /// # Errors
    /// `Conflict` if it is being terminated already.
    pub(crate) async fn container_group_unsubscribe(&self, context: &Context, id: ContainerGroupId) -> Result<()> {
        let by = context.actor.name().to_owned();
        self.store.write(context, move |tx| end_group(tx, &id, &Message::text(by)).map(drop)).await
    }
}

/// What [`Containers::unsubscribe`] writes, `by` whom.
pub fn end_group(tx: &mut Tx<'_>, id: &ContainerGroupId, by: &Message) -> Result<Resource<ContainerGroup>> {
    let group = tx.get::<ContainerGroup>(id)?;
    shown_state(&group).can_unsubscribe().map_err(Error::conflict)?;
    tx.mark_deleting::<ContainerGroup>(id)?;
    show(tx, &group, GroupState::Terminating)?;
    tx.append_event::<ContainerGroup>(id, EventType::Normal, "Terminating", &say::unsubscribed(by))?;
    Ok(group)
}

/// Lists filter by the state that was shown last, so a command that changes it says so at once.
fn show(tx: &mut Tx<'_>, group: &Resource<ContainerGroup>, state: GroupState) -> Result<()> {
    let status = ContainerGroupStatus { shown: Some(state), ..group.status.clone() };
    tx.update_status::<ContainerGroup>(&group.id, &status).map(drop)
}

/// What [`Containers::create`] writes: the groups of an order, ordered `by` whom, with EIPs of the `pool`.
pub fn place_order(
    tx: &mut Tx<'_>,
    owner: &str,
    by: &Message,
    pool: &EipPool,
    order: &Order,
) -> Result<Vec<Resource<ContainerGroup>>> {
    let spec = order.spec.spec()?;
    network::check_place(tx, &order.region, &order.spec.vpc, &order.spec.subnets, &order.spec.security_group)?;
    for (index, container) in order.spec.containers.iter().enumerate() {
        if let ImageSource::Repository(id) = &container.image {
            registry::require_reach(tx, id, &order.region)
                .map_err(|error| error.within(&format!("containers.{index}")))?;
        }
    }
    take_quota(tx, order, spec)?;
    let mut made = Vec::new();
    for name in order.names() {
        let group = tx.insert(New::<ContainerGroup> {
            id: tx.new_id(),
            name,
            region: order.region.clone(),
            owner: owner.to_owned(),
            labels: order.tags.clone(),
            spec: ContainerGroupSpec { restarts_asked: 0, ..order.spec.clone() },
            status: ContainerGroupStatus { shown: Some(GroupState::Scheduling), ..Default::default() },
        })?;
        tx.append_event::<ContainerGroup>(&group.id, EventType::Normal, "Ordered", &say::ordered(by, spec))?;
        network::bind_ordered(tx, pool, &group, &order.spec.eip)?;
        made.push(group);
    }
    Ok(made)
}

/// Adds the order to what the region uses (QTA-02).
fn take_quota(tx: &mut Tx<'_>, order: &Order, spec: Spec) -> Result<()> {
    let quantity = u64::from(order.quantity);
    quota::take(tx, &order.region, Entitlement::Vcpu, u64::from(spec.vcpu) * quantity)?;
    quota::take(tx, &order.region, Entitlement::MemoryGib, u64::from(spec.gib) * quantity)?;
    quota::admit::<ContainerGroup>(tx, &order.region, quantity)
}

/// Gives back what [`take_quota`] took for one group.
pub(super) fn give_quota_back(tx: &mut Tx<'_>, group: &Resource<ContainerGroup>) -> Result<()> {
    let spec = group.spec.spec()?;
    quota::give_back(tx, &group.region, Entitlement::Vcpu, u64::from(spec.vcpu))?;
    quota::give_back(tx, &group.region, Entitlement::MemoryGib, u64::from(spec.gib))
}

fn sample_order(
    options: gantry_model::containers::view::OrderOptions,
    image: ImageSource,
    version: String,
) -> Result<Order> {
    let missing = |kind| Error::unavailable(say::region_without(&options.region, kind));
    let vpc = options.vpcs.into_iter().next().ok_or_else(|| missing(ResourceKind::Vpc))?;
    let subnet = vpc.subnets.into_iter().next().ok_or_else(|| missing(ResourceKind::VSwitch))?;
    let (security_group, _) =
        vpc.security_groups.into_iter().next().ok_or_else(|| missing(ResourceKind::SecurityGroup))?;
    // The sample runs all the same where no public address is left.
    let eip = if options.free_eips > 0 { EipChoice::Auto { bandwidth_mbps: SAMPLE_MBPS } } else { EipChoice::None };
    let container = ContainerSpec {
        name: "web".into(),
        image,
        version,
        pull_policy: ImagePullPolicy::OnDemand,
        command: None,
        arguments: vec![],
        working_directory: None,
        cpu: Default::default(),
        memory: Default::default(),
        environment: vec![],
        ports: vec![PortMapping { port: 80, protocol: Protocol::Tcp }],
    };
    Ok(Order {
        region: options.region,
        name: options.suggested_name.replacen("eci-", "sample-", 1),
        quantity: 1,
        tags: BTreeMap::from([("app".to_owned(), "sample".to_owned())]),
        spec: ContainerGroupSpec {
            vpc: vpc.id,
            subnets: vec![subnet.id],
            security_group,
            deployment: Deployment::SingleZone,
            size: GroupSize::Basic(Spec { vcpu: 1, gib: 2 }),
            restart_policy: RestartPolicy::Always,
            containers: vec![container],
            grace_seconds: GRACE_SECONDS,
            eip,
            restarts_asked: 0,
            scaling: None,
        },
        agreed: true,
    })
}
