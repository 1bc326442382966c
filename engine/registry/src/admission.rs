//! Whether an instance lets a client in, by where it comes from and by the subscription (REG-07 to REG-10, REG-23); and who was refused.
//!
//! Clients inside the VPCs of an instance's region need neither Access Entry nor whitelist; those inside other VPCs are as good as outside. Refusals are kept in memory, a few for each instance: they are
//! for a person who wonders why something does not work, and a flood of them must cost nothing.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use gantry_model::{
    Error, Message, Result,
    iam::Actor,
    id::{RegistryInstanceId, RepositoryId},
    message::registry as say,
    registry::{scope::Action, whitelist},
    time::Timestamp,
};

use super::{Caller, Instance, Registry, Repository};
use gantry_platform::{
    context::Origin,
    documents::Vpc,
    store::{Query, Read, Resource},
};

/// Refusals that are kept of one instance.
const KEPT: usize = 50;
/// Instances of which refusals are kept.
const MOST_INSTANCES: usize = 1000;

/// Refusals of one address for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) at: Timestamp,
    pub(super) address: IpAddr,
    pub(super) reason: Message,
    pub(super) count: u64,
}

/// Who was refused lately, by instance; the last first.
#[derive(Debug, Default)]
pub(super) struct Refusals(Mutex<HashMap<RegistryInstanceId, VecDeque<Refusal>>>);

impl Refusals {
    fn note(&self, instance: &RegistryInstanceId, at: Timestamp, address: IpAddr, reason: Message) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_INSTANCES && !all.contains_key(instance) {
            return;
        }
        let list = all.entry(instance.clone()).or_default();
        let known = list.iter().position(|one| one.address == address && one.reason == reason);
        let count = known.and_then(|place| list.remove(place)).map_or(0, |one| one.count) + 1;
        list.push_front(Refusal { at, address, reason, count });
        list.truncate(KEPT);
    }

    pub(super) fn of(&self, instance: &RegistryInstanceId) -> Vec<Refusal> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(instance).map(|list| list.iter().cloned().collect()).unwrap_or_default()
    }

    pub(super) fn forget(&self, instance: &RegistryInstanceId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(instance);
    }
}

/// Where a client is, as instances judge it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub address: IpAddr,
    /// Region of the VPC that it is in; `None` on the public network.
    pub vpc_region: Option<String>,
}

impl Place {
    /// On the public network.
    pub fn public(address: IpAddr) -> Self {
        Self { address, vpc_region: None }
    }
}

/// Why an instance is closed to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closed {
    EntryOff,
    NotListed,
}

impl Closed {
    fn reason(self) -> Message {
        match self {
            Self::EntryOff => say::refused_entry_off(),
            Self::NotListed => say::refused_not_listed(),
        }
    }
}

impl Registry {
    /// Where a request comes from. A VPC that is gone is none.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub(super) async fn place(&self, origin: &Origin) -> Result<Place> {
        let vpc_region = match origin.vpc.clone() {
            Some(vpc) => self.inner.store.read(move |read| Ok(read.find::<Vpc>(&vpc)?.map(|vpc| vpc.region))).await?,
            None => None,
        };
        Ok(Place { address: origin.address, vpc_region })
    }

    /// Whether the instance lets clients in that come from there.
    pub(super) fn admits(&self, instance: &Resource<Instance>, place: &Place) -> bool {
        closed(instance, place).is_none()
    }

    /// Lets the caller in to do this, or notes the refusal.
    ///
    /// # Errors
    /// Forbidden, naming the address or the end of the subscription.
    pub(super) fn admit(&self, instance: &Resource<Instance>, caller: &Caller, action: Action) -> Result<()> {
        if caller.actor == Some(Actor::System) {
            return Ok(());
        }
        let address = caller.place.address.to_canonical();
        if let Some(closed) = closed(instance, &caller.place) {
            self.inner.refusals.note(&instance.id, self.now(), address, closed.reason());
            return Err(Error::forbidden(match closed {
                Closed::EntryOff => say::entry_off(&instance.name, address, &instance.region),
                Closed::NotListed => say::not_listed(&instance.name, address),
            }));
        }
        self.require_subscription(instance, action).inspect_err(|_| {
            self.inner.refusals.note(&instance.id, self.now(), address, say::refused_subscription_ended());
        })
    }

    /// # Errors
    /// Forbidden where the subscription has ended for that.
    pub(super) fn require_subscription(&self, instance: &Resource<Instance>, action: Action) -> Result<()> {
        let phase = instance.spec.phase(self.now());
        let may = if action == Action::Pull { phase.can_pull() } else { phase.can_push() };
        if may {
            return Ok(());
        }
        let end = instance.spec.expires_at.map(|end| self.moment(end).text).unwrap_or_default();
        let name = &instance.name;
        Err(Error::forbidden(if phase.can_pull() { say::pull_only(name, end) } else { say::suspended(name, end) }))
    }

    /// Decides a login without a repository: refused if no instance lets the person in from there. Nothing that such an address
    /// sends is compared with a password.
    ///
    /// # Errors
    /// Forbidden, naming the address.
    pub async fn admit_login(&self, place: &Place) -> Result<()> {
        let address = place.address.to_canonical();
        let instances = self
            .inner
            .store
            .read(|read| Ok(read.list::<Instance>(&Query::new().deleting(false).limit(1000))?.items))
            .await?;
        if instances.iter().any(|instance| self.admits(instance, place)) {
            return Ok(());
        }
        for instance in instances.iter().filter(|instance| !instance.spec.built_in) {
            if let Some(closed) = closed(instance, place) {
                self.inner.refusals.note(&instance.id, self.now(), address, closed.reason());
            }
        }
        Err(Error::forbidden(say::no_instance_lets_in(address)))
    }
}

fn closed(instance: &Resource<Instance>, place: &Place) -> Option<Closed> {
    if place.vpc_region.as_ref() == Some(&instance.region) {
        return None;
    }
    match &instance.spec {
        spec if !spec.access_entry => Some(Closed::EntryOff),
        spec if !whitelist::lets_in(&spec.whitelist, place.address.to_canonical()) => Some(Closed::NotListed),
        _ => None,
    }
}

/// Whether container groups of a region can pull from a repository (REG-23): from an instance of their region always, from one of
/// another region over the public network, which needs its Access Entry.
///
/// # Errors
/// Invalid, of field `image`, naming both regions; NotFound.
pub fn require_reach(read: &Read<'_>, repository: &RepositoryId, region: &str) -> Result<()> {
    let repository = read.get::<Repository>(repository)?;
    if repository.region == region {
        return Ok(());
    }
    let instance = read.get::<Instance>(&repository.spec.instance)?;
    if instance.spec.access_entry {
        return Ok(());
    }
    Err(Error::invalid("image", say::not_reached_from_region(instance.name, repository.region, region)))
}

#[cfg(test)]
mod tests {
    use gantry_model::id::Id as _;

    use super::*;

    #[test]
    fn the_ring_stays_small_and_counts_what_repeats() {
        let ring = Refusals::default();
        let instance = RegistryInstanceId::from_parts(1, 1);
        for n in 0..60u8 {
            ring.note(&instance, Timestamp(i64::from(n)), IpAddr::from([192, 0, 2, n]), Message::text("x"));
        }
        ring.note(&instance, Timestamp(100), IpAddr::from([192, 0, 2, 40]), Message::text("x"));
        let kept = ring.of(&instance);
        assert_eq!(kept.len(), KEPT);
        assert_eq!((kept[0].address.to_string().as_str(), kept[0].count), ("192.0.2.40", 2));
    }
}
