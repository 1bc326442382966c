//! Logs and terminals: what goes straight to the driver once the actor may.

use futures::stream::BoxStream;
use gantry_model::containers::ContainerState;
use gantry_model::error::{Error, Result};
use gantry_model::iam::Actor;
use gantry_model::id::ContainerGroupId;
use gantry_model::observe::LogLine;

use super::{ContainerGroup, Containers, shown_state};
use crate::audit::{Operation, Outcome};
use crate::runtime::{ExecCommand, ExecSession, LogQuery};
use crate::store::Kind;

/// Most lines of one answer.
const MOST_LINES: u32 = 10_000;

impl Containers {
    /// Lines of a container's log (MON-04), oldest first.
    ///
    /// # Errors
    /// `NotFound` for a group or container that does not exist.
    pub async fn log_lines(
        &self,
        actor: &Actor,
        id: &ContainerGroupId,
        container: &str,
        query: LogQuery,
    ) -> Result<Vec<LogLine>> {
        self.check_container(actor, id, container).await?;
        let query = LogQuery { limit: query.limit.min(MOST_LINES), ..query };
        self.runtime.logs(id, container, &query).await
    }

    /// Lines as they arrive, after line number `after`.
    ///
    /// # Errors
    /// As [`Containers::log_lines`].
    pub async fn follow_log(
        &self,
        actor: &Actor,
        id: &ContainerGroupId,
        container: &str,
        after: u64,
    ) -> Result<BoxStream<'static, LogLine>> {
        self.check_container(actor, id, container).await?;
        self.runtime.follow(id, container, after).await
    }

    /// A terminal in a running container (MON-14), noted in the operation log.
    ///
    /// # Errors
    /// `Conflict` unless the container runs; `Unavailable` if it has no shell.
    pub async fn exec(
        &self,
        actor: &Actor,
        id: &ContainerGroupId,
        container: &str,
        command: ExecCommand,
    ) -> Result<ExecSession> {
        self.check_container(actor, id, container).await?;
        let group = self.find(id).await?;
        shown_state(&group).can_connect().map_err(Error::conflict)?;
        let status = group.status.containers.iter().find(|status| status.name == container);
        if !status.is_some_and(|status| matches!(status.state, ContainerState::Running { .. })) {
            return Err(Error::conflict(format!(
                "Container {container} is not Running; a terminal needs one that is."
            )));
        }
        let session = self.runtime.exec(id, container, &command).await?;
        let (id, detail) = (id.clone(), container.to_owned());
        self.store
            .write(actor, move |tx| {
                tx.audit(&Operation {
                    action: "container_exec",
                    kind: ContainerGroup::KIND,
                    id: id.as_ref(),
                    region: &group.region,
                    outcome: Outcome::Done,
                    detail: &detail,
                })
            })
            .await?;
        Ok(session)
    }

    async fn check_container(&self, actor: &Actor, id: &ContainerGroupId, container: &str) -> Result<()> {
        actor.require_administrator()?;
        let group = self.find(id).await?;
        let known = group.spec.containers.iter().any(|spec| spec.name == container);
        let missing = || Error::not_found("container", container.chars().take(64).collect::<String>());
        known.then_some(()).ok_or_else(missing)
    }
}
