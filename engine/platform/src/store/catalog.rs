//! The kinds that a store was opened with, and what it needs to know of each. A kind that is not among them has no table.

use std::{collections::HashMap, sync::Arc};

use gantry_model::{Error, Result};

use super::{
    kind::{Column, Document, Kind},
    read::KindSql,
    references::{self, Reference, Refers},
};

/// What the store needs to know of a kind before it sees any of its documents.
#[derive(Debug, Clone, Copy)]
pub struct KindInfo {
    pub(super) kind: &'static str,
    pub(super) shape: u32,
    pub(super) columns: &'static [Column],
    pub(super) indexes: &'static [&'static [&'static str]],
    pub(super) upgrade: fn(u32, Document) -> Result<Document>,
    pub(super) found_by: &'static [&'static str],
    pub(super) note: &'static [&'static str],
    pub(super) refers: Refers,
    pub(super) references: fn(&str, &str) -> Result<Vec<Reference>>,
}

impl KindInfo {
    /// The kind's token.
    pub const fn kind(&self) -> &'static str {
        self.kind
    }

    /// What `K` says of itself.
    pub const fn of<K: Kind>() -> Self {
        Self {
            kind: K::KIND,
            shape: K::SHAPE,
            columns: K::COLUMNS,
            indexes: K::INDEXES,
            upgrade: K::upgrade,
            found_by: K::FOUND_BY,
            note: K::NOTE,
            refers: K::REFERS,
            references: references::of_stored::<K>,
        }
    }
}

/// The kinds of an open store, each with its statements.
#[derive(Debug)]
pub(super) struct Catalog {
    entries: HashMap<&'static str, Entry>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) info: KindInfo,
    pub(super) name: Arc<str>,
    pub(super) sql: KindSql,
}

impl Catalog {
    /// Refuses what could not be a table's or a column's name, and kinds that are listed twice: faults of ours.
    pub(super) fn new(kinds: Vec<KindInfo>) -> Result<Self> {
        let mut entries = HashMap::new();
        for info in kinds {
            let paths = info.columns.iter().flat_map(|column| column.path.split(['.', '[', ']']));
            let columns = info.columns.iter().map(|column| column.name);
            let words = columns.chain(paths.filter(|part| !part.is_empty())).chain([info.kind]);
            if let Some(word) = words.into_iter().find(|word| !is_word(word)) {
                return Err(Error::internal(format!("kind {}: \"{word}\" is not a plain word", info.kind)));
            }
            let sql = KindSql::of(&info.table());
            if entries.insert(info.kind, Entry { info, name: info.kind.into(), sql }).is_some() {
                return Err(Error::internal(format!("kind {} is in the catalogue twice", info.kind)));
            }
        }
        Ok(Self { entries })
    }

    pub(super) fn kinds(&self) -> impl Iterator<Item = &KindInfo> {
        self.entries.values().map(|entry| &entry.info)
    }

    pub(super) fn entry(&self, kind: &str) -> Result<&Entry> {
        self.entries.get(kind).ok_or_else(|| Error::internal(format!("kind {kind} is not in the catalogue")))
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
