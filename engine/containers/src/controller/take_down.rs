//! The end of a group: its containers end gracefully, everything made for it goes, then its document.

use std::time::Duration;

use gantry_model::error::Result;
use gantry_model::id::{ContainerGroupId, Id};

use super::{GroupController, author};
use crate::{ContainerGroup, commands::give_quota_back};
use gantry_engine_network as network;
use gantry_platform::controller::{JobState, Next};
use gantry_platform::store::Resource;

impl GroupController {
    /// Takes a deleted group down. A start that is going on is given up first; every driver call may be interrupted,
    /// because removal removes whatever it left.
    pub(super) fn take_down(&self, group: &Resource<ContainerGroup>) -> Result<Next> {
        self.starts.leave(group.id.as_str(), group.id.as_str());
        let (this, id) = (self.clone(), group.id.clone());
        let grace = Duration::from_secs(group.spec.grace_seconds.into());
        self.end(&group.id, async move {
            this.containers.runtime.remove(&id, grace).await?;
            this.forget_figures(&id);
            this.let_go(id).await
        })
    }

    /// Takes down what the driver has of a group that the store does not know.
    pub(super) fn forget(&self, id: &ContainerGroupId) -> Result<Next> {
        let (this, gone) = (self.clone(), id.clone());
        self.end(id, async move {
            this.containers.runtime.remove(&gone, Duration::ZERO).await?;
            this.forget_figures(&gone);
            Ok(())
        })
    }

    fn end(&self, id: &ContainerGroupId, work: impl Future<Output = Result<()>> + Send + 'static) -> Result<Next> {
        match self.ends.run(id.as_str(), &self.queue.waker(id), |_| work) {
            JobState::Waiting | JobState::Running(_) => Ok(Next::Done),
            JobState::Ended(ended) => ended.map(|()| Next::Done),
        }
    }

    fn forget_figures(&self, id: &ContainerGroupId) {
        if let Err(error) = self.containers.figures.remove(id) {
            tracing::warn!(%id, %error, "the figures of a group stay behind");
        }
    }

    async fn let_go(&self, id: ContainerGroupId) -> Result<()> {
        self.containers
            .store
            .write(author(), move |tx| {
                let Some(group) = tx.find::<ContainerGroup>(&id)? else { return Ok(()) };
                if let (Some(subnet), Some(address)) = (&group.status.subnet, group.status.private_ip) {
                    network::release_address(tx, &id, subnet, address)?;
                }
                network::let_go(tx, &group)?;
                give_quota_back(tx, &group)?;
                tx.delete::<ContainerGroup>(&id)
            })
            .await
    }
}
