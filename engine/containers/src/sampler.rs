//! Takes the figures of all running groups, at a steady pace.

use std::time::Duration;

use futures::StreamExt;
use gantry_model::containers::GroupState;
use gantry_model::error::Result;
use gantry_model::id::ContainerGroupId;

use super::{ContainerGroup, Containers};
use gantry_engine_observe::EVERY;
use gantry_platform::store::Query;

/// Groups sampled at the same time.
const AT_ONCE: usize = 16;

impl Containers {
    /// Samples until the engine ends. A group that cannot be sampled just now has a gap.
    pub async fn sample_for_ever(self) {
        loop {
            if let Err(error) = self.sample_once().await {
                tracing::warn!(%error, "figures are not recorded");
            }
            self.store.clock().sleep(Duration::from_millis(EVERY as u64)).await;
        }
    }

    /// One round over all running groups.
    pub async fn sample_once(&self) -> Result<()> {
        let mut cursor: Option<String> = None;
        loop {
            let states = GroupState::WITH_CONTAINERS.map(GroupState::as_str);
            let mut query = Query::new().one_of("state", states).limit(1000);
            if let Some(place) = &cursor {
                query = query.after(place);
            }
            let page = self.store.read(move |read| read.list::<ContainerGroup>(&query)).await?;
            let groups = page.items.into_iter().map(|group| self.sample_group(group.id));
            futures::stream::iter(groups).buffer_unordered(AT_ONCE).collect::<()>().await;
            match page.next {
                Some(next) => cursor = Some(next),
                None => return Ok(()),
            }
        }
    }

    async fn sample_group(&self, id: ContainerGroupId) {
        let Ok(sample) = self.runtime.sample(&id).await else { return };
        if let Err(error) = self.figures.record(&id, &sample) {
            tracing::warn!(%id, %error, "a sample is lost");
        }
    }
}
