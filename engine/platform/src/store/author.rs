//! Who a change is written down as.

use std::sync::Arc;

use gantry_model::iam::Actor;
use gantry_model::kind::UserId;

use crate::context::{Context, Doing, Origin};

/// The author of a write, as the change log and the operation log show it. It grants nothing: commands authorise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    pub(super) name: Arc<str>,
    pub(super) address: Option<Arc<str>>,
    pub(super) request: Option<Arc<str>>,
    /// The operation that the write is a part of: the operation log gets an entry of it with the first write that stays.
    pub(super) doing: Option<Doing>,
}

impl Author {
    /// A person, by the id of their account, and the network address they came from if they came by network.
    pub fn user(id: &str, address: Option<&str>) -> Self {
        Self { name: id.into(), address: address.map(Into::into), request: None, doing: None }
    }

    /// A person who comes from there.
    pub fn person(id: &UserId, origin: &Origin) -> Self {
        Self::user(id.as_ref(), Some(&origin.address_text())).by_request(&origin.request)
    }

    /// A controller, by its name. Its own status changes do not wake it.
    pub fn controller(name: &str) -> Self {
        Self { name: format!("controller:{name}").into(), address: None, request: None, doing: None }
    }

    /// Gantry itself: the first start, an upgrade.
    pub fn system() -> Self {
        Self { name: "system".into(), address: None, request: None, doing: None }
    }

    /// The same author, by a request of this id.
    #[must_use]
    pub fn by_request(self, id: &str) -> Self {
        Self { request: (!id.is_empty()).then(|| id.into()), ..self }
    }

    /// The name in the logs: a user's id, `controller:…` or `system`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl From<&Context> for Author {
    /// By the account's id, with the way that the person came and what is being done.
    fn from(context: &Context) -> Self {
        let origin = context.origin.as_ref();
        let author = match &context.actor {
            Actor::User { id, .. } => {
                origin.map_or_else(|| Self::user(id.as_ref(), None), |from| Self::person(id, from))
            }
            Actor::System => Self::system(),
        };
        Self { doing: context.doing.clone(), ..author }
    }
}

impl From<&Author> for Author {
    fn from(author: &Author) -> Self {
        author.clone()
    }
}
