//! Uploads that are under way.

use gantry_model::{
    Error, Result,
    error::Lookup,
    id::{Id as _, RepositoryId},
    time::Timestamp,
};
use rusqlite::{OptionalExtension as _, Row, params};

use super::signed;
use crate::store::{Read, Tx, fault::Sql as _};

/// An upload, as far as it is synced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadRecord {
    /// 32 hexadecimal digits.
    pub id: String,
    pub repository: RepositoryId,
    /// `sha256` or `sha512`.
    pub algorithm: String,
    /// Bytes that are on the disk for good.
    pub received: u64,
    /// Name of the person.
    pub started_by: String,
    pub updated_at: Timestamp,
}

/// Numbers of uploads that are under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnderWay {
    pub all: u64,
    pub of_person: u64,
    pub to_repository: u64,
}

const COLUMNS: &str = "id, repository, algorithm, received, started_by, updated_at";

fn upload(row: &Row<'_>) -> Result<UploadRecord> {
    Ok(UploadRecord {
        id: row.get(0).sql()?,
        repository: RepositoryId::parse(&row.get::<_, String>(1).sql()?).map_err(Error::internal)?,
        algorithm: row.get(2).sql()?,
        received: row.get(3).sql()?,
        started_by: row.get(4).sql()?,
        updated_at: Timestamp(row.get(5).sql()?),
    })
}

impl Read<'_> {
    /// The upload.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_upload(&self, id: &str) -> Result<Option<UploadRecord>> {
        let sql = format!("SELECT {COLUMNS} FROM registry_uploads WHERE id = ?1");
        let mut select = self.conn().prepare_cached(&sql).sql()?;
        let row = select.query_row([id], |row| Ok(upload(row))).optional().sql()?;
        row.transpose()
    }

    /// Uploads that have not moved since before `before`, or, without a byte, since before `empty`; at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_idle_uploads(&self, before: Timestamp, empty: Timestamp, limit: u32) -> Result<Vec<UploadRecord>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM registry_uploads WHERE updated_at < ?1 OR (received = 0 AND updated_at < ?2)
             ORDER BY updated_at LIMIT ?3"
        );
        let mut select = self.conn().prepare_cached(&sql).sql()?;
        let mut rows = select.query(params![before.0, empty.0, limit]).sql()?;
        let mut uploads = Vec::new();
        while let Some(row) = rows.next().sql()? {
            uploads.push(upload(row)?);
        }
        Ok(uploads)
    }

    /// Uploads of a repository, at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_uploads_of(&self, repository: &RepositoryId, limit: u32) -> Result<Vec<UploadRecord>> {
        let sql = format!("SELECT {COLUMNS} FROM registry_uploads WHERE repository = ?1 LIMIT ?2");
        let mut select = self.conn().prepare_cached(&sql).sql()?;
        let mut rows = select.query(params![repository.as_str(), limit]).sql()?;
        let mut uploads = Vec::new();
        while let Some(row) = rows.next().sql()? {
            uploads.push(upload(row)?);
        }
        Ok(uploads)
    }

    /// How many uploads are under way, of this person, and to this repository.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_uploads_under_way(&self, repository: &RepositoryId, by: &str) -> Result<UnderWay> {
        let sql = "SELECT count(*), count(*) FILTER (WHERE started_by = ?1), count(*) FILTER (WHERE repository = ?2)
                   FROM registry_uploads";
        let counts =
            |row: &Row<'_>| Ok(UnderWay { all: row.get(0)?, of_person: row.get(1)?, to_repository: row.get(2)? });
        self.conn()
            .prepare_cached(sql)
            .and_then(|mut select| select.query_row(params![by, repository.as_str()], counts))
            .sql()
    }
}

impl Tx<'_> {
    /// Begins an upload.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_add_upload(
        &mut self,
        id: &str,
        repository: &RepositoryId,
        algorithm: &str,
        by: &str,
    ) -> Result<()> {
        let now = self.now().0;
        self.run(
            "INSERT INTO registry_uploads (id, repository, algorithm, received, started_by, updated_at)
             VALUES (?1, ?2, ?3, 0, ?4, ?5)",
            params![id, repository.as_str(), algorithm, by, now],
        )?;
        Ok(())
    }

    /// Notes how far an upload is synced.
    ///
    /// # Errors
    /// NotFound when it was cancelled or has expired.
    pub fn registry_upload_received(&mut self, id: &str, received: u64) -> Result<()> {
        let now = self.now().0;
        let known = self.run(
            "UPDATE registry_uploads SET received = ?2, updated_at = ?3 WHERE id = ?1",
            params![id, signed(received)?, now],
        )?;
        if known == 0 {
            return Err(Error::not_found(Lookup::Upload, id));
        }
        Ok(())
    }

    /// Ends an upload; false if there is none.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_remove_upload(&mut self, id: &str) -> Result<bool> {
        Ok(self.run("DELETE FROM registry_uploads WHERE id = ?1", [id])? == 1)
    }
}
