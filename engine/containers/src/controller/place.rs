//! The step Schedule: a zone, a subnet and an address for life.

use std::time::Duration;

use gantry_model::Message;
use gantry_model::containers::{ContainerGroupStatus, Phase, Step, StepName, StepOutcome};
use gantry_model::error::{Error, Result};
use gantry_model::message::containers as say;

use super::{GroupController, Told, author, tell, write_status};
use crate::ContainerGroup;
use gantry_engine_network as network;
use gantry_platform::controller::Next;
use gantry_platform::store::Resource;

impl GroupController {
    /// Gives the group its place and goes on with its start; a group for which there is no room ends in ScheduleFailed.
    pub(super) async fn place(&self, group: Resource<ContainerGroup>) -> Result<Next> {
        let room = self.containers.runtime.check_room().await;
        let id = group.id.clone();
        let placed = self
            .containers
            .store
            .write(author(), move |tx| {
                let group = tx.get::<ContainerGroup>(&id)?;
                if group.is_deleting() || group.status.phase != Phase::Scheduling {
                    return Ok(());
                }
                let now = tx.now();
                let mut step = Step {
                    name: StepName::Schedule,
                    outcome: StepOutcome::Done,
                    started_at: group.created_at,
                    ended_at: Some(now),
                    detail: Message::default(),
                };
                let assigned = room.and_then(|()| network::assign_address(tx, &group.id, &group.spec.subnets));
                match assigned {
                    Ok(place) => {
                        let text = say::placed(&place.zone, place.address);
                        let status = ContainerGroupStatus {
                            phase: Phase::Starting,
                            zone: Some(place.zone),
                            subnet: Some(place.subnet),
                            private_ip: Some(place.address),
                            ipv6: place.ipv6,
                            reason: None,
                            steps: vec![step],
                            ..group.status.clone()
                        };
                        write_status(tx, &group, status)?;
                        tell(tx, &group, &Told::normal("Scheduled", text))
                    }
                    Err(Error::Unavailable { message }) => {
                        step.outcome = StepOutcome::Failed;
                        let status = ContainerGroupStatus {
                            phase: Phase::ScheduleFailed,
                            reason: Some(message.clone()),
                            steps: vec![step],
                            ..group.status.clone()
                        };
                        write_status(tx, &group, status)?;
                        tell(tx, &group, &Told::warning("ScheduleFailed", message))
                    }
                    Err(other) => Err(other),
                }
            })
            .await;
        placed.map(|()| Next::After(Duration::ZERO))
    }
}
