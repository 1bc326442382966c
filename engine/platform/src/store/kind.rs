//! What a kind of resource tells the store, and the resource itself.

use std::{
    collections::BTreeMap,
    fmt::{self, Debug},
    hash::Hash,
};

use gantry_model::{Error, Result, id::Id, time::Timestamp};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::references::{Reference, Refers};

/// One kind of resource: what its documents hold, and by which of their fields lists sort and filter.
///
/// The store knows the kinds that it is opened with.
pub trait Kind: Send + Sync + Sized + 'static {
    /// The stable name, in lower case with underscores: `container_group`. Table names, change log and operation log carry it.
    const KIND: &'static str;

    /// The number of the shape of `Spec` and `Status`. It goes up by one whenever an older document no longer reads as
    /// meant, and [`Kind::upgrade`] learns the step.
    const SHAPE: u32 = 1;

    /// Fields, beside [`STANDARD_COLUMNS`], that lists sort and filter by.
    const COLUMNS: &'static [Column] = &[];

    /// Indexes over several columns, for lists that filter by one and sort by another. The id is added at the end.
    const INDEXES: &'static [&'static [&'static str]] = &[];

    /// The columns by which a search over everything finds its documents; none for what is not found by it.
    const FOUND_BY: &'static [&'static str] = &[];

    /// The text columns that are shown beside the name of what was found.
    const NOTE: &'static [&'static str] = &[];

    /// Whether its documents point at others, with the number of the rule that [`Kind::refers`] is.
    const REFERS: Refers = Refers::Nowhere;

    /// The typed id.
    type Id: DocumentId;
    /// What users write.
    type Spec: Body;
    /// What controllers write.
    type Status: Body + Default;

    /// What a document with this spec and status points at. A change of this rule raises the number in [`Kind::REFERS`].
    fn refers(spec: &Self::Spec, status: &Self::Status) -> Vec<Reference> {
        let _ = (spec, status);
        Vec::new()
    }

    /// Turns a document of shape `from` into one of shape `from + 1`. Pure: it sees the document alone.
    ///
    /// # Errors
    /// When the document is not of that shape. The start then ends with this error and changes nothing.
    fn upgrade(from: u32, document: Document) -> Result<Document> {
        let _ = document;
        Err(Error::internal(format!("{} has no upgrade from shape {from}", Self::KIND)))
    }
}

/// A typed id of the model.
pub trait DocumentId: Id + Ord + Hash + Debug + Send + Sync + 'static {}
impl<T> DocumentId for T where T: Id + Ord + Hash + Debug + Send + Sync + 'static {}

/// What can be a spec or a status. Maps in it must be ordered (`BTreeMap`), so that equal values have equal text.
pub trait Body: Serialize + DeserializeOwned + Clone + Debug + Send + Sync + 'static {}
impl<T> Body for T where T: Serialize + DeserializeOwned + Clone + Debug + Send + Sync + 'static {}

/// What an upgrade sees of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The spec as it was stored.
    pub spec: Value,
    /// The status as it was stored.
    pub status: Value,
}

/// A field of a document that lists sort and filter by: a generated column with an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name that queries use.
    pub name: &'static str,
    /// Where it is: `spec.…` or `status.…`, as in `status.state` or `spec.containers[0].image`.
    pub path: &'static str,
    /// How values compare.
    pub holds: Holds,
}

/// How the values of a [`Column`] compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// By their bytes. A missing value counts as the empty text.
    Text,
    /// As whole numbers. A missing value counts as 0.
    Integer,
    /// An IPv4 address or range as text. Lists sort by its number, a range before those within it that begin with it; filters and
    /// searches see the text. A missing value counts as the empty text, and comes first.
    Address,
}

impl Column {
    /// A column of text.
    pub const fn text(name: &'static str, path: &'static str) -> Self {
        Self { name, path, holds: Holds::Text }
    }

    /// A column of whole numbers.
    pub const fn integer(name: &'static str, path: &'static str) -> Self {
        Self { name, path, holds: Holds::Integer }
    }

    /// A column of IPv4 addresses, or of ranges.
    pub const fn address(name: &'static str, path: &'static str) -> Self {
        Self { name, path, holds: Holds::Address }
    }

    /// The column that lists sort by, which has the index.
    pub(super) fn sort_key(&self) -> String {
        match self.holds {
            Holds::Address => format!("{}_in_order", self.name),
            Holds::Text | Holds::Integer => self.name.to_owned(),
        }
    }
}

/// The columns that each kind has.
pub const STANDARD_COLUMNS: &[&str] = &["id", "name", "owner", "created_at", "updated_at"];

/// What a user made, as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(bound(serialize = "K::Id: Serialize", deserialize = "K::Id: serde::de::DeserializeOwned"))]
pub struct Resource<K: Kind> {
    /// Never changes and is never used again.
    pub id: K::Id,
    /// What people call it. Unique only where the kind claims it ([`super::Tx::claim_name`]).
    pub name: String,
    /// The region it belongs to; empty for what belongs to none.
    pub region: String,
    /// The id of the user it belongs to.
    pub owner: String,
    /// Keys and values that people gave it.
    pub labels: BTreeMap<String, String>,
    /// What is wanted. Users write it.
    pub spec: K::Spec,
    /// What is. Controllers write it.
    pub status: K::Status,
    /// Goes up by one with each change of what forms edit: `name`, `labels`, `spec`.
    pub generation: u64,
    /// Goes up by one with each write.
    pub revision: u64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last written.
    pub updated_at: Timestamp,
    /// Since when it is being deleted. Set once by [`super::Tx::mark_deleting`]; its controller takes the document away at the end.
    pub deleting: Option<Timestamp>,
}

impl<K: Kind> Resource<K> {
    /// Whether it is on its way out.
    pub fn is_deleting(&self) -> bool {
        self.deleting.is_some()
    }

    /// Refuses a form that was filled in from an older state: changes of the status in between do not matter, those of name, labels and
    /// spec do.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the resource has another generation by now.
    pub fn expect_generation(&self, generation: u64) -> Result<()> {
        if self.generation == generation {
            return Ok(());
        }
        Err(super::fault::changed_meanwhile::<K>(&self.id))
    }
}

impl<K: Kind> Clone for Resource<K> {
    fn clone(&self) -> Self {
        Self {
            id: self.id.clone(),
            name: self.name.clone(),
            region: self.region.clone(),
            owner: self.owner.clone(),
            labels: self.labels.clone(),
            spec: self.spec.clone(),
            status: self.status.clone(),
            ..*self
        }
    }
}

impl<K: Kind> Debug for Resource<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(K::KIND)
            .field("id", &self.id)
            .field("name", &self.name)
            .field("generation", &self.generation)
            .field("revision", &self.revision)
            .field("deleting", &self.is_deleting())
            .finish_non_exhaustive()
    }
}

/// What [`super::Tx::insert`] needs to make a [`Resource`]. The rest is the store's.
#[derive(Debug, Clone)]
pub struct New<K: Kind> {
    /// A fresh id.
    pub id: K::Id,
    /// What people call it.
    pub name: String,
    /// The region it belongs to; empty for what belongs to none.
    pub region: String,
    /// The id of the user it belongs to.
    pub owner: String,
    /// Keys and values that people gave it.
    pub labels: BTreeMap<String, String>,
    /// What is wanted.
    pub spec: K::Spec,
    /// Where it begins.
    pub status: K::Status,
}
