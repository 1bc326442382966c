//! Who a change is written down as.

use std::sync::Arc;

use gantry_model::iam::Actor;

/// The author of a write, as the change log and the operation log show it. It grants nothing: commands authorise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    pub(super) name: Arc<str>,
    pub(super) address: Option<Arc<str>>,
}

impl Author {
    /// A person, by the id of their account, and the network address they came from if they came by network.
    pub fn user(id: &str, address: Option<&str>) -> Self {
        Self { name: id.into(), address: address.map(Into::into) }
    }

    /// A controller, by its name. Its own status changes do not wake it.
    pub fn controller(name: &str) -> Self {
        Self { name: format!("controller:{name}").into(), address: None }
    }

    /// Gantry itself: the first start, an upgrade.
    pub fn system() -> Self {
        Self { name: "system".into(), address: None }
    }

    /// The name in the logs: a user's id, `controller:…` or `system`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl From<&Actor> for Author {
    /// By the account's id, without an address.
    fn from(actor: &Actor) -> Self {
        match actor.user_id() {
            Some(id) => Self::user(id.as_ref(), None),
            None => Self::system(),
        }
    }
}

impl From<&Author> for Author {
    fn from(author: &Author) -> Self {
        author.clone()
    }
}
