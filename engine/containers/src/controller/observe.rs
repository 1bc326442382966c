//! What the driver sees of a started group becomes its status and its events.

use std::time::Duration;

use gantry_model::containers::{ContainerState, ContainerStatus, Phase};
use gantry_model::error::Result;
use gantry_model::message::containers as say;
use gantry_model::observe::EventType;

use super::{GroupController, LOOK_AGAIN, author, write_status};
use crate::{ContainerGroup, shown_state};
use gantry_platform::controller::Next;
use gantry_platform::runtime::GroupObservation;
use gantry_platform::store::{Resource, Tx};

impl GroupController {
    /// Records what is seen. A group of which nothing is there, and that should run, is started again with its address:
    /// after a reboot, or when somebody took it away behind our back.
    pub(super) async fn observe(&self, group: Resource<ContainerGroup>) -> Result<Next> {
        match self.containers.runtime.observe(&group.id).await? {
            Some(seen) => {
                let id = group.id.clone();
                self.containers.store.write(author(), move |tx| record(tx, &id, seen)).await?;
                Ok(Next::After(LOOK_AGAIN))
            }
            None if has_ended(&group) => Ok(Next::Done),
            None => {
                let told = vec![super::Told::warning("Lost", say::containers_gone())];
                self.record(&group.id, told, |status| {
                    status.phase = Phase::Starting;
                    status.steps.clear();
                    status.stalled = None;
                    // Whatever is made anew counts from the beginning.
                    status.happenings_seen = 0;
                })
                .await?;
                Ok(Next::After(Duration::ZERO))
            }
        }
    }
}

fn has_ended(group: &Resource<ContainerGroup>) -> bool {
    use gantry_model::containers::GroupState::{Failed, Succeeded};
    matches!(shown_state(group), Succeeded | Failed)
}

/// Writes down what is seen, and tells its events.
pub(crate) fn record(tx: &mut Tx<'_>, id: &gantry_model::id::ContainerGroupId, seen: GroupObservation) -> Result<()> {
    let Some(group) = tx.find::<ContainerGroup>(id)?.filter(|group| !group.is_deleting()) else { return Ok(()) };
    let mut status = group.status.clone();
    for happening in seen.happenings.iter().filter(|one| one.number > group.status.happenings_seen) {
        let event_type = if happening.warning { EventType::Warning } else { EventType::Normal };
        tx.append_event::<ContainerGroup>(id, event_type, &happening.reason, &happening.description)?;
        status.happenings_seen = happening.number;
    }
    if let (Some(why), None) = (&seen.stalled, &group.status.stalled) {
        tx.append_event::<ContainerGroup>(id, EventType::Warning, "Stalled", why)?;
    }
    let runs = |state: &ContainerState| matches!(state, ContainerState::Running { .. });
    if status.ready_at.is_none() && seen.containers.iter().any(|container| runs(&container.state)) {
        status.ready_at = Some(tx.now());
    }
    status.containers = seen.containers;
    status.stalled = seen.stalled;
    let worst = status.containers.iter().find(|container| container.is_crash_looping());
    let of_container = match worst {
        Some(container) => container.trouble(),
        None => status.containers.iter().find_map(ContainerStatus::trouble),
    };
    status.reason = status.stalled.clone().or(of_container);
    write_status(tx, &group, status)
}
