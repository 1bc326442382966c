//! What a search over everything finds.

use serde::{Deserialize, Serialize};

use crate::kind::ResourceKind;

/// Finds of each kind that a search answers.
pub const MOST_FOUND: u32 = 10;

/// Something that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it is.
    pub kind: ResourceKind,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Beside the name: its address, its state, what it is a part of.
    pub note: String,
    /// The id of the outermost thing that it is a part of: an instance for a repository, a scaling group for its rule.
    pub within: Option<String>,
}
