//! Blobs and the repositories that they are linked to.

use gantry_model::{
    Error, Result,
    id::{Id as _, RepositoryId},
    message::machine as say,
    registry::reference::Digest,
    time::Timestamp,
};
use rusqlite::{OptionalExtension as _, params};

use super::{digest, signed};
use crate::store::{Read, Tx, fault::Sql as _};

/// A blob as a repository sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredBlob {
    /// Bytes.
    pub size: u64,
    /// Since when no manifest of the repository needs it; `None` while one does.
    pub loose_since: Option<Timestamp>,
}

/// A link that nothing needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseLink {
    pub repository: RepositoryId,
    pub digest: Digest,
}

impl Read<'_> {
    /// The blob, if it is linked to the repository.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_blob(&self, repository: &RepositoryId, digest: &Digest) -> Result<Option<StoredBlob>> {
        self.conn()
            .prepare_cached(
                "SELECT b.size, l.loose_since FROM registry_links l JOIN registry_blobs b ON b.digest = l.digest
                 WHERE l.repository = ?1 AND l.digest = ?2",
            )
            .and_then(|mut select| {
                select
                    .query_row(params![repository.as_str(), digest.as_str()], |row| {
                        Ok(StoredBlob { size: row.get(0)?, loose_since: row.get::<_, Option<i64>>(1)?.map(Timestamp) })
                    })
                    .optional()
            })
            .sql()
    }

    /// The size of a blob, whatever repository it is linked to.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_blob_size(&self, digest: &Digest) -> Result<Option<u64>> {
        self.conn()
            .prepare_cached("SELECT size FROM registry_blobs WHERE digest = ?1")
            .and_then(|mut select| select.query_row([digest.as_str()], |row| row.get(0)).optional())
            .sql()
    }

    /// Repositories that the blob is linked to, at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_blob_homes(&self, digest: &Digest, limit: u32) -> Result<Vec<RepositoryId>> {
        let mut select =
            self.conn().prepare_cached("SELECT repository FROM registry_links WHERE digest = ?1 LIMIT ?2").sql()?;
        let rows = select.query_map(params![digest.as_str(), limit], |row| row.get::<_, String>(0)).sql()?;
        rows.map(|id| RepositoryId::parse(&id.sql()?).map_err(Error::internal)).collect()
    }

    /// Links that have been loose since before `before`, at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_loose_links(&self, before: Timestamp, limit: u32) -> Result<Vec<LooseLink>> {
        let mut select = self
            .conn()
            .prepare_cached(
                "SELECT repository, digest FROM registry_links
                 WHERE loose_since IS NOT NULL AND loose_since < ?1 ORDER BY loose_since LIMIT ?2",
            )
            .sql()?;
        let rows = select
            .query_map(params![before.0, limit], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
            .sql()?;
        rows.map(|row| {
            let (repository, text) = row.sql()?;
            Ok(LooseLink {
                repository: RepositoryId::parse(&repository).map_err(Error::internal)?,
                digest: digest(text)?,
            })
        })
        .collect()
    }

    /// Blobs without a link since before `before`, at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_loose_blobs(&self, before: Timestamp, limit: u32) -> Result<Vec<Digest>> {
        let mut select = self
            .conn()
            .prepare_cached(
                "SELECT digest FROM registry_blobs
                 WHERE loose_since IS NOT NULL AND loose_since < ?1 ORDER BY loose_since LIMIT ?2",
            )
            .sql()?;
        let rows = select.query_map(params![before.0, limit], |row| row.get::<_, String>(0)).sql()?;
        rows.map(|text| digest(text.sql()?)).collect()
    }

    /// Bytes of all blobs together, and how many there are.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_blob_totals(&self) -> Result<(u64, u64)> {
        self.conn()
            .prepare_cached("SELECT count(*), coalesce(sum(size), 0) FROM registry_blobs")
            .and_then(|mut select| select.query_row([], |row| Ok((row.get(0)?, row.get(1)?))))
            .sql()
    }
}

impl Tx<'_> {
    /// Notes a blob whose file is in its place, and links it to a repository. A link that nothing needs yet begins its time anew.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_add_blob(&mut self, repository: &RepositoryId, digest: &Digest, size: u64) -> Result<()> {
        let now = self.now().0;
        self.run(
            "INSERT INTO registry_blobs (digest, size, created_at, loose_since) VALUES (?1, ?2, ?3, NULL)
             ON CONFLICT DO UPDATE SET loose_since = NULL",
            params![digest.as_str(), signed(size)?, now],
        )?;
        self.link(repository, digest)
    }

    /// Links a blob that is there to another repository; false if it is gone.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_link_blob(&mut self, repository: &RepositoryId, digest: &Digest) -> Result<bool> {
        let held = self.run("UPDATE registry_blobs SET loose_since = NULL WHERE digest = ?1", [digest.as_str()])?;
        if held == 1 {
            self.link(repository, digest)?;
        }
        Ok(held == 1)
    }

    fn link(&mut self, repository: &RepositoryId, digest: &Digest) -> Result<()> {
        let now = self.now().0;
        self.run(
            "INSERT INTO registry_links (repository, digest, loose_since) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET loose_since = ?3 WHERE loose_since IS NOT NULL",
            params![repository.as_str(), digest.as_str(), now],
        )?;
        Ok(())
    }

    /// Begins the time of a loose link anew: somebody was just told that the blob is there, and counts on it.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_touch_link(&mut self, repository: &RepositoryId, digest: &Digest) -> Result<()> {
        let now = self.now().0;
        self.run(
            "UPDATE registry_links SET loose_since = ?3
             WHERE repository = ?1 AND digest = ?2 AND loose_since IS NOT NULL",
            params![repository.as_str(), digest.as_str(), now],
        )?;
        Ok(())
    }

    /// Takes a link away. The blob is loose if it was the last one.
    ///
    /// # Errors
    /// Conflict while a manifest of the repository needs the blob.
    pub fn registry_unlink_blob(&mut self, repository: &RepositoryId, digest: &Digest) -> Result<bool> {
        if self.registry_is_part(repository, digest)? {
            return Err(Error::conflict(say::blob_in_use(digest)));
        }
        self.unlink(repository, digest)
    }

    /// Takes a link away that has been loose since before `before`; false if it no longer is.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_collect_link(&mut self, link: &LooseLink, before: Timestamp) -> Result<bool> {
        let blob = self.registry_blob(&link.repository, &link.digest)?;
        match blob.and_then(|blob| blob.loose_since) {
            Some(since) if since < before => self.unlink(&link.repository, &link.digest),
            _ => Ok(false),
        }
    }

    pub(super) fn unlink(&mut self, repository: &RepositoryId, digest: &Digest) -> Result<bool> {
        let gone = self.run(
            "DELETE FROM registry_links WHERE repository = ?1 AND digest = ?2",
            params![repository.as_str(), digest.as_str()],
        )?;
        let now = self.now().0;
        self.run(
            "UPDATE registry_blobs SET loose_since = ?2 WHERE digest = ?1 AND loose_since IS NULL
             AND NOT EXISTS (SELECT 1 FROM registry_links WHERE digest = ?1)",
            params![digest.as_str(), now],
        )?;
        Ok(gone == 1)
    }

    /// Takes up to `limit` links of a repository that is being deleted away; says how many.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_unlink_some(&mut self, repository: &RepositoryId, limit: u32) -> Result<usize> {
        let digests: Vec<String> = {
            let mut select =
                self.conn().prepare_cached("SELECT digest FROM registry_links WHERE repository = ?1 LIMIT ?2").sql()?;
            let rows = select.query_map(params![repository.as_str(), limit], |row| row.get(0)).sql()?;
            rows.collect::<rusqlite::Result<_>>().sql()?
        };
        for text in &digests {
            self.unlink(repository, &digest(text.clone())?)?;
        }
        Ok(digests.len())
    }

    /// Forgets a blob that has had no link since before `before`, so that its file can go; false if it has one again.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_forget_blob(&mut self, digest: &Digest, before: Timestamp) -> Result<bool> {
        let gone = self.run(
            "DELETE FROM registry_blobs WHERE digest = ?1 AND loose_since IS NOT NULL AND loose_since < ?2",
            params![digest.as_str(), before.0],
        )?;
        Ok(gone == 1)
    }
}
