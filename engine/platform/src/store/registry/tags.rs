//! Tags: names for manifests.

use gantry_model::{
    Result,
    id::{Id as _, RepositoryId},
    registry::reference::Digest,
    time::Timestamp,
};
use rusqlite::{OptionalExtension as _, params};

use super::{
    IMAGE_VERSION, digest,
    manifests::{ManifestHead, head, head_columns},
};
use crate::store::{Read, Tx, Verb, fault::Sql as _};

/// A tag and what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagRecord {
    pub name: String,
    pub pushed_at: Timestamp,
    /// Name of the person.
    pub pushed_by: String,
    pub manifest: ManifestHead,
}

/// By what a list of tags is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagOrder {
    Name,
    NameDescending,
    Oldest,
    Newest,
}

impl TagOrder {
    fn sql(self) -> &'static str {
        match self {
            Self::Name => "t.name",
            Self::NameDescending => "t.name DESC",
            Self::Oldest => "t.pushed_at, t.name",
            Self::Newest => "t.pushed_at DESC, t.name DESC",
        }
    }
}

/// A pattern for LIKE that finds `text` anywhere.
fn containing(text: &str) -> String {
    let escaped = text.trim().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

impl Read<'_> {
    /// The digest that a tag names.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_tag(&self, repository: &RepositoryId, name: &str) -> Result<Option<Digest>> {
        let text = self
            .conn()
            .prepare_cached("SELECT digest FROM registry_tags WHERE repository = ?1 AND name = ?2")
            .and_then(|mut select| {
                select.query_row(params![repository.as_str(), name], |row| row.get::<_, String>(0)).optional()
            })
            .sql()?;
        text.map(digest).transpose()
    }

    /// Names of tags in order, those after `after`, at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_tag_names(&self, repository: &RepositoryId, after: &str, limit: u32) -> Result<Vec<String>> {
        let mut select = self
            .conn()
            .prepare_cached("SELECT name FROM registry_tags WHERE repository = ?1 AND name > ?2 ORDER BY name LIMIT ?3")
            .sql()?;
        let rows = select.query_map(params![repository.as_str(), after, limit], |row| row.get(0)).sql()?;
        rows.collect::<rusqlite::Result<_>>().sql()
    }

    /// Names of the tags of one manifest.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_tags_of(&self, repository: &RepositoryId, manifest: &Digest) -> Result<Vec<String>> {
        let mut select = self
            .conn()
            .prepare_cached("SELECT name FROM registry_tags WHERE repository = ?1 AND digest = ?2 ORDER BY name")
            .sql()?;
        let rows = select.query_map(params![repository.as_str(), manifest.as_str()], |row| row.get(0)).sql()?;
        rows.collect::<rusqlite::Result<_>>().sql()
    }

    /// A page of tags whose name contains `search`, and how many there are in all.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_tags(
        &self,
        repository: &RepositoryId,
        search: &str,
        order: TagOrder,
        offset: u64,
        limit: u32,
    ) -> Result<(Vec<TagRecord>, u64)> {
        let condition = "t.repository = ?1 AND t.name LIKE ?2 ESCAPE '\\'";
        let sql = format!(
            "SELECT t.name, t.pushed_at, t.pushed_by, {} FROM registry_tags t
             JOIN registry_manifests m ON m.repository = t.repository AND m.digest = t.digest
             WHERE {condition} ORDER BY {} LIMIT ?3 OFFSET ?4",
            head_columns(),
            order.sql()
        );
        let search = search.trim();
        let pattern = containing(search);
        let mut select = self.conn().prepare_cached(&sql).sql()?;
        let offset = i64::try_from(offset).unwrap_or(i64::MAX);
        let mut rows = select.query(params![repository.as_str(), pattern, limit, offset]).sql()?;
        let mut tags = Vec::new();
        while let Some(row) = rows.next().sql()? {
            tags.push(TagRecord {
                name: row.get(0).sql()?,
                pushed_at: Timestamp(row.get(1).sql()?),
                pushed_by: row.get(2).sql()?,
                manifest: head(row, 3)?,
            });
        }
        let total = if search.is_empty() {
            self.registry_tag_count(repository)?
        } else {
            let sql = format!("SELECT count(*) FROM registry_tags t WHERE {condition}");
            let mut count = self.conn().prepare_cached(&sql).sql()?;
            count.query_row(params![repository.as_str(), pattern], |row| row.get(0)).sql()?
        };
        Ok((tags, total))
    }
}

impl Tx<'_> {
    /// Lets a tag name a manifest of the repository, and returns what it named before.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_put_tag(
        &mut self,
        repository: &RepositoryId,
        name: &str,
        manifest: &Digest,
        pushed_by: &str,
    ) -> Result<Option<Digest>> {
        let before = self.registry_tag(repository, name)?;
        let now = self.now().0;
        self.run(
            "INSERT INTO registry_tags (repository, name, digest, pushed_at, pushed_by) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET digest = ?3, pushed_at = ?4, pushed_by = ?5",
            params![repository.as_str(), name, manifest.as_str(), now, pushed_by],
        )?;
        if before.is_none() {
            self.registry_count_tags(repository, 1)?;
        }
        let verb = if before.is_none() { Verb::Created } else { Verb::Updated };
        self.changed(IMAGE_VERSION.into(), repository.as_str(), 0, verb)?;
        Ok(before)
    }

    /// Takes a tag away, and returns what it named; `None` if there is no such tag.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_remove_tag(&mut self, repository: &RepositoryId, name: &str) -> Result<Option<Digest>> {
        let Some(manifest) = self.registry_tag(repository, name)? else { return Ok(None) };
        self.run("DELETE FROM registry_tags WHERE repository = ?1 AND name = ?2", params![repository.as_str(), name])?;
        self.registry_count_tags(repository, -1)?;
        self.changed(IMAGE_VERSION.into(), repository.as_str(), 0, Verb::Deleted)?;
        Ok(Some(manifest))
    }

    /// Takes up to `limit` tags of a repository that is being deleted away; says how many.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_remove_some_tags(&mut self, repository: &RepositoryId, limit: u32) -> Result<usize> {
        self.run(
            "DELETE FROM registry_tags WHERE repository = ?1
             AND name IN (SELECT name FROM registry_tags WHERE repository = ?1 LIMIT ?2)",
            params![repository.as_str(), limit],
        )
    }
}
