//! Manifests: their bytes as they came, and what lists need to know of them.

use std::collections::BTreeMap;

use gantry_model::{
    Error, Result,
    id::{Id as _, RepositoryId},
    registry::{manifest::Platform, reference::Digest},
    time::Timestamp,
};
use rusqlite::{OptionalExtension as _, Row, params};

use super::{digest, signed};
use crate::store::{Read, Tx, fault::Sql as _};

/// A manifest without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestHead {
    pub digest: Digest,
    pub media_type: String,
    /// Of the manifest itself, in bytes.
    pub size: u64,
    /// Of everything that the manifest names, in bytes; for an index, of all its images.
    pub image_size: u64,
    /// What the image runs on; empty for what does not run.
    pub platforms: Vec<Platform>,
    pub pushed_at: Timestamp,
    /// Name of the person.
    pub pushed_by: String,
}

/// A manifest to keep.
#[derive(Debug, Clone)]
pub struct ManifestRecord {
    pub repository: RepositoryId,
    pub digest: Digest,
    pub media_type: String,
    /// As referrers are filtered by; empty if there is none.
    pub artifact_type: String,
    pub subject: Option<Digest>,
    pub annotations: BTreeMap<String, String>,
    pub platforms: Vec<Platform>,
    pub image_size: u64,
    pub pushed_by: String,
    /// Digests of the blobs or manifests that it names.
    pub parts: Vec<Digest>,
    pub body: Vec<u8>,
}

/// A manifest that refers to another one by `subject`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referrer {
    pub digest: Digest,
    pub media_type: String,
    pub size: u64,
    pub artifact_type: String,
    pub annotations: BTreeMap<String, String>,
}

const HEAD: &str = "m.digest, m.media_type, m.size, m.image_size, m.platforms, m.pushed_at, m.pushed_by";

pub(super) fn head(row: &Row<'_>, first: usize) -> Result<ManifestHead> {
    let platforms: String = row.get(first + 4).sql()?;
    Ok(ManifestHead {
        digest: digest(row.get(first).sql()?)?,
        media_type: row.get(first + 1).sql()?,
        size: row.get(first + 2).sql()?,
        image_size: row.get(first + 3).sql()?,
        platforms: serde_json::from_str(&platforms).map_err(Error::internal)?,
        pushed_at: Timestamp(row.get(first + 5).sql()?),
        pushed_by: row.get(first + 6).sql()?,
    })
}

/// The columns that [`head`] reads, of `registry_manifests m`.
pub(super) const fn head_columns() -> &'static str {
    HEAD
}

impl Read<'_> {
    /// The manifest without its bytes.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_manifest_head(&self, repository: &RepositoryId, digest: &Digest) -> Result<Option<ManifestHead>> {
        let sql = format!("SELECT {HEAD} FROM registry_manifests m WHERE m.repository = ?1 AND m.digest = ?2");
        let mut select = self.conn().prepare_cached(&sql).sql()?;
        let row =
            select.query_row(params![repository.as_str(), digest.as_str()], |row| Ok(head(row, 0))).optional().sql()?;
        row.transpose()
    }

    /// The manifest's bytes as they came.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_manifest_body(&self, repository: &RepositoryId, digest: &Digest) -> Result<Option<Vec<u8>>> {
        self.conn()
            .prepare_cached("SELECT body FROM registry_manifests WHERE repository = ?1 AND digest = ?2")
            .and_then(|mut select| {
                select.query_row(params![repository.as_str(), digest.as_str()], |row| row.get(0)).optional()
            })
            .sql()
    }

    /// Whether a manifest of the repository names this digest.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_is_part(&self, repository: &RepositoryId, digest: &Digest) -> Result<bool> {
        self.conn()
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM registry_parts WHERE repository = ?1 AND part = ?2)")
            .and_then(|mut select| select.query_row(params![repository.as_str(), digest.as_str()], |row| row.get(0)))
            .sql()
    }

    /// An index of the repository that names this digest.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_parent(&self, repository: &RepositoryId, part: &Digest) -> Result<Option<Digest>> {
        let parent = self
            .conn()
            .prepare_cached("SELECT manifest FROM registry_parts WHERE repository = ?1 AND part = ?2 LIMIT 1")
            .and_then(|mut select| {
                select.query_row(params![repository.as_str(), part.as_str()], |row| row.get::<_, String>(0)).optional()
            })
            .sql()?;
        parent.map(digest).transpose()
    }

    /// Manifests that refer to `subject`, in the order of their digests, those after `after`, at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_referrers(
        &self,
        repository: &RepositoryId,
        subject: &Digest,
        artifact_type: Option<&str>,
        after: &str,
        limit: u32,
    ) -> Result<Vec<Referrer>> {
        let mut select = self
            .conn()
            .prepare_cached(
                "SELECT digest, media_type, size, artifact_type, annotations FROM registry_manifests
                 WHERE repository = ?1 AND subject = ?2 AND digest > ?3 AND (?4 IS NULL OR artifact_type = ?4)
                 ORDER BY digest LIMIT ?5",
            )
            .sql()?;
        let mut rows =
            select.query(params![repository.as_str(), subject.as_str(), after, artifact_type, limit]).sql()?;
        let mut referrers = Vec::new();
        while let Some(row) = rows.next().sql()? {
            let annotations: String = row.get(4).sql()?;
            referrers.push(Referrer {
                digest: digest(row.get(0).sql()?)?,
                media_type: row.get(1).sql()?,
                size: row.get(2).sql()?,
                artifact_type: row.get(3).sql()?,
                annotations: serde_json::from_str(&annotations).map_err(Error::internal)?,
            });
        }
        Ok(referrers)
    }
}

impl Tx<'_> {
    /// Keeps a manifest. What it names must have been found in the repository in this write. Putting it again changes nothing.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_put_manifest(&mut self, record: &ManifestRecord) -> Result<()> {
        let now = self.now().0;
        let added = self.run(
            "INSERT INTO registry_manifests (repository, digest, media_type, artifact_type, subject, annotations, platforms,
                 image_size, pushed_at, pushed_by, size, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING",
            params![
                record.repository.as_str(),
                record.digest.as_str(),
                record.media_type,
                record.artifact_type,
                record.subject.as_ref().map(Digest::as_str),
                serde_json::to_string(&record.annotations).map_err(Error::internal)?,
                serde_json::to_string(&record.platforms).map_err(Error::internal)?,
                signed(record.image_size)?,
                now,
                record.pushed_by,
                signed(record.body.len() as u64)?,
                record.body
            ],
        )?;
        if added == 0 {
            return Ok(());
        }
        for part in &record.parts {
            let keys = params![record.repository.as_str(), record.digest.as_str(), part.as_str()];
            self.run(
                "INSERT INTO registry_parts (repository, manifest, part) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                keys,
            )?;
            self.run(
                "UPDATE registry_links SET loose_since = NULL WHERE repository = ?1 AND digest = ?2",
                params![record.repository.as_str(), part.as_str()],
            )?;
        }
        Ok(())
    }

    /// Takes a manifest away and returns what it named. Blobs that no other manifest of the repository needs are loose from now on.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_remove_manifest(&mut self, repository: &RepositoryId, manifest: &Digest) -> Result<Vec<Digest>> {
        let parts: Vec<String> = {
            let mut select = self
                .conn()
                .prepare_cached("DELETE FROM registry_parts WHERE repository = ?1 AND manifest = ?2 RETURNING part")
                .sql()?;
            let rows = select.query_map(params![repository.as_str(), manifest.as_str()], |row| row.get(0)).sql()?;
            rows.collect::<rusqlite::Result<_>>().sql()?
        };
        let now = self.now().0;
        for part in &parts {
            self.run(
                "UPDATE registry_links SET loose_since = ?3 WHERE repository = ?1 AND digest = ?2 AND loose_since IS NULL
                 AND NOT EXISTS (SELECT 1 FROM registry_parts WHERE repository = ?1 AND part = ?2)",
                params![repository.as_str(), part, now],
            )?;
        }
        self.run(
            "DELETE FROM registry_manifests WHERE repository = ?1 AND digest = ?2",
            params![repository.as_str(), manifest.as_str()],
        )?;
        parts.into_iter().map(digest).collect()
    }

    /// Takes up to `limit` manifests of a repository that is being deleted away; says how many.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_remove_some_manifests(&mut self, repository: &RepositoryId, limit: u32) -> Result<usize> {
        let digests: Vec<String> = {
            let mut select = self
                .conn()
                .prepare_cached("SELECT digest FROM registry_manifests WHERE repository = ?1 LIMIT ?2")
                .sql()?;
            let rows = select.query_map(params![repository.as_str(), limit], |row| row.get(0)).sql()?;
            rows.collect::<rusqlite::Result<_>>().sql()?
        };
        for text in &digests {
            self.registry_remove_manifest(repository, &digest(text.clone())?)?;
        }
        Ok(digests.len())
    }
}
