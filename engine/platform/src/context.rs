//! In the course of what something is asked: who asks, from where, in which session, by which operation.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use gantry_model::error::{Error, Result};
use gantry_model::iam::{Actor, Role};
use gantry_model::kind::{ResourceKind, SessionId, UserId, VpcId};
use gantry_model::message::common as say;
use gantry_model::operation::{OperationInfo, Verb};

/// Where a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The network address.
    pub address: IpAddr,
    /// As the browser sends it; cut to 256 characters when it is kept.
    pub user_agent: String,
    /// The VPC that it comes out of; `None` for the public network.
    pub vpc: Option<VpcId>,
    /// The id of the request, which the answer carries as `X-Request-Id` and the server's log names.
    pub request: String,
}

impl Origin {
    /// The canonical text of the address.
    pub fn address_text(&self) -> String {
        self.address.to_canonical().to_string()
    }

    /// What the browser says of itself, as it is kept.
    pub fn user_agent_text(&self) -> String {
        self.user_agent.chars().filter(|c| !c.is_control()).take(256).collect()
    }
}

/// Who asks, from where, in which session. It is made at the edge, once for each request, and goes with it down to the store,
/// whose logs say what it holds.
#[derive(Debug, Clone)]
pub struct Context {
    /// Who asks.
    pub actor: Actor,
    /// Where the request comes from; `None` where it did not come by network.
    pub origin: Option<Origin>,
    /// The session that the request belongs to, if to one.
    pub session: Option<SessionId>,
    pub(crate) doing: Option<Doing>,
}

/// The operation that is under way. Clones share whether the operation log has it.
#[derive(Debug, Clone)]
pub(crate) struct Doing {
    pub(crate) info: &'static OperationInfo,
    pub(crate) logged: Arc<AtomicBool>,
}

impl PartialEq for Doing {
    fn eq(&self, other: &Self) -> bool {
        self.info == other.info
    }
}

impl Eq for Doing {}

impl Context {
    /// Gantry itself.
    pub fn system() -> Self {
        Self::of(Actor::System)
    }

    /// Somebody, not by network.
    pub fn of(actor: Actor) -> Self {
        Self { actor, origin: None, session: None, doing: None }
    }

    /// The same, coming from there.
    #[must_use]
    pub fn from(self, origin: Origin) -> Self {
        Self { origin: Some(origin), ..self }
    }

    /// The same, in a session.
    #[must_use]
    pub fn within(self, session: SessionId) -> Self {
        Self { session: Some(session), ..self }
    }

    /// The same, in the course of an operation.
    #[must_use]
    pub(crate) fn doing(&self, info: &'static OperationInfo) -> Self {
        Self { doing: Some(Doing { info, logged: Arc::default() }), ..self.clone() }
    }

    /// Decides whether this actor may do such a thing to things of a kind; `None` is for what looks at several.
    ///
    /// # Errors
    /// Forbidden.
    pub fn authorise(&self, _verb: Verb, _kind: Option<ResourceKind>) -> Result<()> {
        match &self.actor {
            Actor::System | Actor::User { role: Role::Administrator, .. } => Ok(()),
        }
    }

    /// The account of the person who asks.
    ///
    /// # Errors
    /// Unauthenticated for the system.
    pub fn person(&self) -> Result<UserId> {
        self.actor.user_id().cloned().ok_or_else(|| Error::unauthenticated(say::sign_in_first()))
    }

    /// For the owner of what is made: the account's id, or `system`.
    pub fn owner(&self) -> String {
        self.actor.user_id().map_or_else(|| self.actor.name().to_owned(), ToString::to_string)
    }
}
