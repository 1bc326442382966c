//! Who a change is written down as.

use std::sync::Arc;

use gantry_model::iam::Actor;

/// The author of a write, as the change log and the operation log show it. It grants nothing: commands authorise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    pub(super) name: Arc<str>,
    pub(super) address: Option<Arc<str>>,
    pub(super) request: Option<Arc<str>>,
}

impl Author {
    /// A person, by the id of their account, and the network address they came from if they came by network.
    pub fn user(id: &str, address: Option<&str>) -> Self {
        Self { name: id.into(), address: address.map(Into::into), request: None }
    }

    /// A controller, by its name. Its own status changes do not wake it.
    pub fn controller(name: &str) -> Self {
        Self { name: format!("controller:{name}").into(), address: None, request: None }
    }

    /// Gantry itself: the first start, an upgrade.
    pub fn system() -> Self {
        Self { name: "system".into(), address: None, request: None }
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

impl From<&Actor> for Author {
    /// By the account's id, with the way that the person came.
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::User { id, via, .. } => {
                let address = (!via.address.is_empty()).then_some(via.address.as_str());
                Self::user(id.as_ref(), address).by_request(&via.request)
            }
            Actor::System => Self::system(),
        }
    }
}

impl From<&Author> for Author {
    fn from(author: &Author) -> Self {
        author.clone()
    }
}
