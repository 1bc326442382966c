//! Logs and terminals: what goes straight to the driver once the actor may.

use std::time::Duration;

use futures::StreamExt as _;
use futures::stream::{self, BoxStream};
use gantry_model::containers::ContainerState;
use gantry_model::error::Lookup;
use gantry_model::error::{Error, Result};
use gantry_model::kind::{ContainerGroupId, ResourceKind};
use gantry_model::message::containers as say;
use gantry_model::observe::LogLine;
use gantry_model::operation::Verb;
use gantry_model::time::Timestamp;

use super::{ContainerGroup, Containers, shown_state};
use gantry_platform::context::Context;
use gantry_platform::runtime::{ExecCommand, ExecSession, LogQuery};

/// Most lines of one answer.
const MOST_LINES: u32 = 10_000;
/// A container that is not made yet is asked for again this often at least.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

impl Containers {
    /// Lines of a container's log (MON-04), oldest first; none before the container was made.
    ///
    /// # Errors
    /// `NotFound` for a group or container that does not exist.
    pub(crate) async fn container_log_lines(
        &self,
        _: &Context,
        id: ContainerGroupId,
        container: String,
        before: Option<u64>,
        since: Option<Timestamp>,
        limit: u32,
    ) -> Result<Vec<LogLine>> {
        self.check_container(&id, &container).await?;
        let query = LogQuery { before, since, search: None, limit: limit.min(MOST_LINES) };
        match self.runtime.logs(&id, &container, &query).await {
            Err(Error::NotFound { .. }) => Ok(Vec::new()),
            other => other,
        }
    }

    /// Lines as they arrive, after line number `after`; before the container is made, those that it will write.
    ///
    /// # Errors
    /// As [`Containers::log_lines`].
    pub async fn follow_log(
        &self,
        context: &Context,
        id: &ContainerGroupId,
        container: &str,
        after: u64,
    ) -> Result<BoxStream<'static, LogLine>> {
        context.authorise(Verb::Read, Some(ResourceKind::ContainerGroup))?;
        self.check_container(id, container).await?;
        match self.runtime.follow(id, container, after).await {
            Err(Error::NotFound { .. }) => {
                let (containers, id, container) = (self.clone(), id.clone(), container.to_owned());
                let begun = async move { containers.follow_from_its_start(&id, &container, after).await };
                Ok(stream::once(begun).flatten().boxed())
            }
            other => other,
        }
    }

    /// Waits for a container to be made. None if its group goes before.
    async fn follow_from_its_start(
        &self,
        id: &ContainerGroupId,
        container: &str,
        after: u64,
    ) -> BoxStream<'static, LogLine> {
        let mut events = self.runtime.events();
        loop {
            match self.runtime.follow(id, container, after).await {
                Ok(lines) => return lines,
                Err(Error::NotFound { .. }) if self.find(id).await.is_ok() => {}
                Err(_) => return stream::empty().boxed(),
            }
            // The driver tells of its groups; of one that goes before it was made it never heard.
            let _ = tokio::time::timeout(LOOK_AGAIN, async {
                while events.recv().await.is_ok_and(|event| event.group != *id) {}
            })
            .await;
        }
    }

    /// A terminal in a running container (MON-14), noted in the operation log.
    ///
    /// # Errors
    /// `Conflict` unless the container runs; `Unavailable` if it has no shell.
    pub async fn exec(
        &self,
        context: &Context,
        id: &ContainerGroupId,
        container: &str,
        command: ExecCommand,
    ) -> Result<ExecSession> {
        context.authorise(Verb::Write, Some(ResourceKind::ContainerGroup))?;
        self.check_container(id, container).await?;
        let group = self.find(id).await?;
        shown_state(&group).can_connect().map_err(Error::conflict)?;
        let status = group.status.containers.iter().find(|status| status.name == container);
        if !status.is_some_and(|status| matches!(status.state, ContainerState::Running { .. })) {
            return Err(Error::conflict(say::container_not_running(container)));
        }
        let session = self.runtime.exec(id, container, &command).await?;
        let (id, detail) = (id.clone(), container.to_owned());
        self.store
            .write(context, move |tx| {
                let group = tx.get::<ContainerGroup>(&id)?;
                tx.also("container_exec", &group, &detail)
            })
            .await?;
        Ok(session)
    }

    async fn check_container(&self, id: &ContainerGroupId, container: &str) -> Result<()> {
        let group = self.find(id).await?;
        let known = group.spec.containers.iter().any(|spec| spec.name == container);
        let missing = || Error::not_found(Lookup::Container, container);
        known.then_some(()).ok_or_else(missing)
    }
}
