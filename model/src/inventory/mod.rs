//! What there is and what happens, over all areas: what a search finds, the first page, the counts of the side navigation, the bell.

pub mod operations;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Message;
use crate::containers::GroupState;
use crate::kind::ResourceKind;
use crate::operation_log::OperationRow;
use crate::time::Moment;

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

/// What a region holds, and what happened in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Container groups: all, running, on the way, ended well, failed; as the list's segments.
    pub groups: [u64; 5],
    /// vCPU in use, and how many may be.
    pub vcpu: (u32, u32),
    /// Memory in use, and how much may be, in GiB.
    pub memory_gib: (u32, u32),
    /// Repositories of images.
    pub repositories: u64,
    /// Where images are pushed to: the address of the first instance that takes them.
    pub push_to: Option<String>,
    /// Price of the sample for an hour, with its currency.
    pub sample_price: String,
    /// Container groups that failed, the newest first; at most five.
    pub attention: Vec<Failed>,
    /// What was done lately, the newest first.
    pub lately: Vec<OperationRow>,
}

/// A container group that failed: what the first page shows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: GroupState,
    /// Why it failed, where that is known.
    pub reason: Option<Message>,
}

/// How much there is of a kind. A kind that is not here is not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// In the region.
    pub region: BTreeMap<ResourceKind, u64>,
    /// Inside the registry instance that was asked about.
    pub instance: BTreeMap<ResourceKind, u64>,
}

/// Something on its way, or something that went wrong: a line of the bell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// What is done.
    pub verb: ActivityVerb,
    /// To what kind of thing.
    pub kind: ResourceKind,
    /// Which one.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does now.
    pub state: GroupState,
    /// Why it failed, where that is known.
    pub reason: Option<Message>,
    /// Steps behind and all steps; `None` for what has failed.
    pub progress: Option<(u32, u32)>,
    /// Since when.
    pub since: Moment,
}

/// What is done to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityVerb {
    /// It is made.
    Create,
    /// It is ended and started again.
    Restart,
    /// It gets another version.
    Update,
    /// It ends for good.
    Unsubscribe,
    /// It is kept running.
    Run,
}
