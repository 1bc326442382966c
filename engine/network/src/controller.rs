//! What makes VPCs real: the driver is told what is wanted of one whenever something in it changed, once at each start, and now and
//! then in between. It does nothing where that is what is there.

use std::sync::Arc;
use std::time::Duration;

use gantry_model::error::Result;
use gantry_model::id::VpcId;

use super::plan::{vpc_of, vpc_plan};
use super::{Networks, Vpc};
use gantry_platform::controller::{Controller, Next, Options, Queue, Reconciler};
use gantry_platform::store::{Author, Change, Kind, Verb};

/// A VPC that nothing wakes is looked at this often all the same: so long somebody else's hand in its rules can go unseen.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// The running controller of VPCs.
pub struct NetworkControl {
    /// Who asks it to look at a VPC, or waits until it rests.
    pub controller: Controller<Vpc>,
}

impl NetworkControl {
    /// Lets what is under way come to an end.
    pub async fn stop(&self) {
        self.controller.stop().await;
    }
}

/// Begins to reconcile VPCs.
pub fn spawn(networks: Networks) -> NetworkControl {
    let queue = Queue::new(Vpc::KIND, networks.store.clock().clone());
    let store = networks.store.clone();
    let controller = Controller::spawn(&store, queue, Arc::new(NetworkController { networks }), Options::default());
    NetworkControl { controller }
}

struct NetworkController {
    networks: Networks,
}

impl Reconciler for NetworkController {
    type Kind = Vpc;

    async fn reconcile(&self, id: &VpcId) -> Result<Next> {
        if let Some(plan) = vpc_plan(&self.networks.store, id).await? {
            self.networks.runtime.apply_network(&plan).await?;
            return Ok(Next::After(LOOK_AGAIN));
        }
        self.networks.runtime.remove_network(id).await?;
        let id = id.clone();
        self.networks
            .store
            .write(Author::controller(Vpc::KIND), move |tx| {
                if tx.find::<Vpc>(&id)?.is_none() {
                    return Ok(());
                }
                tx.delete::<Vpc>(&id)
            })
            .await?;
        Ok(Next::Done)
    }

    async fn concerns(&self, change: &Change) -> Result<Vec<VpcId>> {
        let (kind, id) = (change.kind.to_string(), change.id.to_string());
        // What was deleted cannot say where it was; that is found out by its kind.
        let gone = change.verb == Verb::Deleted;
        if change.verb == Verb::Event {
            return Ok(Vec::new());
        }
        self.networks
            .store
            .read(move |read| {
                let ours =
                    [super::SecurityGroup::KIND, super::VSwitch::KIND, super::Eip::KIND].contains(&kind.as_str());
                if gone && ours { read.ids::<Vpc>() } else { vpc_of(read, &kind, &id) }
            })
            .await
    }
}
