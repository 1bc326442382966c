//! How a list asks for a part of itself and what it gets.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::message::common as say;

/// Page sizes that a table offers; the first is the default (GEN-09).
pub const SIZES: [u32; 4] = [10, 20, 50, 100];
/// Page numbers work up to this many rows; beyond that one narrows the search.
pub const MOST_ROWS: u64 = 10_000;
/// Characters of a search.
const SEARCH_LENGTH: usize = 256;

/// What a list page asks for. `sort` is a column's key, empty for the list's own order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageRequest {
    /// From 1.
    pub page: u32,
    /// One of [`SIZES`].
    pub size: u32,
    pub sort: String,
    pub descending: bool,
    /// Free text; what it is compared with is the list's business.
    pub search: String,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { page: 1, size: SIZES[0], sort: String::new(), descending: false, search: String::new() }
    }
}

impl PageRequest {
    /// Refuses sizes that no table offers, pages beyond [`MOST_ROWS`] and searches over 256 characters.
    pub fn validate(&self) -> Result<()> {
        if !SIZES.contains(&self.size) {
            return Err(Error::invalid("size", say::page_size(self.size)));
        }
        if self.page == 0 || u64::from(self.page - 1) * u64::from(self.size) >= MOST_ROWS {
            return Err(Error::invalid("page", say::page_outside(self.page, MOST_ROWS)));
        }
        if self.search.chars().count() > SEARCH_LENGTH {
            return Err(Error::invalid("search", say::search_too_long(SEARCH_LENGTH)));
        }
        Ok(())
    }

    /// The same, or the last page where a list of `total` rows has no such page.
    #[must_use]
    pub fn within(&self, total: u64) -> Self {
        let pages = total.div_ceil(u64::from(self.size).max(1)).max(1);
        Self { page: self.page.min(u32::try_from(pages).unwrap_or(u32::MAX)), ..self.clone() }
    }

    /// Rows before this page.
    pub fn offset(&self) -> u64 {
        u64::from(self.page.saturating_sub(1)) * u64::from(self.size)
    }
}

/// A part of a list, and how long the whole is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub total: u64,
    /// The page that these rows are: the last one where a later one was asked for.
    pub page: u32,
    pub size: u32,
}

impl<T> Page<T> {
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), total: self.total, page: self.page, size: self.size }
    }
}

/// A row that something can be done with.
pub trait Row: Clone + PartialEq + Send + Sync + 'static {
    /// What people call it.
    fn name(&self) -> String;
    /// How it stands, beside its name in a question about several.
    fn state(&self) -> String;
}
