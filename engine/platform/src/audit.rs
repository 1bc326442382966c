//! The operation log: who did what, when, from where, and whether it was allowed. Each command writes its entry in its own
//! transaction, so that nothing happens without one; refusals are written by whoever refuses. Entries are kept.

use gantry_model::time::Timestamp;
use serde::{Deserialize, Serialize};

pub use gantry_model::operation_log::Outcome;

/// What a command writes down. Never a secret, and no bodies: `detail` is one short sentence.
#[derive(Debug, Clone)]
pub struct Operation<'a> {
    /// The command's name: `container_group_create`.
    pub action: &'a str,
    /// The kind of what it was done to, empty if to nothing.
    pub kind: &'a str,
    /// The id of what it was done to, empty if to nothing.
    pub id: &'a str,
    /// The region, empty if none.
    pub region: &'a str,
    /// How it ended.
    pub outcome: Outcome,
    /// What else a person would want to read: the name, or a message as [`gantry_model::Message::stored`] writes it.
    pub detail: &'a str,
}

/// An entry as it is read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number; later entries have larger ones.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Who: a user's id, `controller:…` or `system`.
    pub actor: String,
    /// The name of that user; as `actor` for all others, and where the account is gone.
    pub actor_name: String,
    /// The network address they came from, empty if not by network.
    pub address: String,
    /// As in [`Operation`].
    pub action: String,
    /// As in [`Operation`].
    pub kind: String,
    /// As in [`Operation`].
    pub id: String,
    /// As in [`Operation`].
    pub region: String,
    /// As in [`Operation`].
    pub outcome: Outcome,
    /// As in [`Operation`].
    pub detail: String,
    /// The id of the request, empty if not by network.
    pub request: String,
}

/// Which entries to read.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those of this actor.
    pub actor: Option<String>,
    /// Only those about the resource with this id.
    pub id: Option<String>,
    /// Only those on things of this kind.
    pub kind: Option<String>,
    /// Only those that ended so.
    pub outcome: Option<Outcome>,
    /// Only those of this moment or later.
    pub since: Option<Timestamp>,
    /// Only those with this text in who, from where, what, to what, or the request's id; whatever the case of its ASCII letters.
    pub search: String,
    /// Only those with a smaller number: the last one of the page before.
    pub before: Option<u64>,
    /// The oldest first, instead of the newest.
    pub oldest_first: bool,
    /// So many are left out at the beginning.
    pub offset: u64,
    /// At most so many, up to 1,000.
    pub limit: u32,
}
