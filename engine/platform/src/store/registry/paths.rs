//! Where repositories are found by their path.

use gantry_model::{Error, Result, id::Id as _, id::RepositoryId};
use rusqlite::{OptionalExtension as _, params};

use crate::store::{Read, Tx, fault::Sql as _};

impl Read<'_> {
    /// The repository with this path, `INSTANCE/NAMESPACE/REPOSITORY`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_repository(&self, path: &str) -> Result<Option<RepositoryId>> {
        let id = self
            .conn()
            .prepare_cached("SELECT repository FROM registry_paths WHERE path = ?1")
            .and_then(|mut select| select.query_row([path], |row| row.get::<_, String>(0)).optional())
            .sql()?;
        id.map(|id| RepositoryId::parse(&id).map_err(Error::internal)).transpose()
    }

    /// Paths and ids of repositories in order, those after `after`, at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_paths(&self, after: &str, limit: u32) -> Result<Vec<(String, RepositoryId)>> {
        let mut select = self
            .conn()
            .prepare_cached("SELECT path, repository FROM registry_paths WHERE path > ?1 ORDER BY path LIMIT ?2")
            .sql()?;
        let rows = select
            .query_map(params![after, limit], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
            .sql()?;
        rows.map(|row| {
            let (path, id) = row.sql()?;
            Ok((path, RepositoryId::parse(&id).map_err(Error::internal)?))
        })
        .collect()
    }

    /// The path of a repository.
    ///
    /// # Errors
    /// NotFound.
    pub fn registry_path(&self, repository: &RepositoryId) -> Result<String> {
        self.conn()
            .prepare_cached("SELECT path FROM registry_paths WHERE repository = ?1")
            .and_then(|mut select| select.query_row([repository.as_str()], |row| row.get(0)).optional())
            .sql()?
            .ok_or_else(|| Error::not_found(RepositoryId::KIND, repository.as_str()))
    }

    /// How many tags a repository has.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_tag_count(&self, repository: &RepositoryId) -> Result<u64> {
        let count = self
            .conn()
            .prepare_cached("SELECT tags FROM registry_paths WHERE repository = ?1")
            .and_then(|mut select| select.query_row([repository.as_str()], |row| row.get(0)).optional())
            .sql()?;
        Ok(count.unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Gives a repository its path.
    ///
    /// # Errors
    /// Internal when the path is in use: its names were not claimed first.
    pub fn registry_add_path(&mut self, path: &str, repository: &RepositoryId) -> Result<()> {
        self.run("INSERT INTO registry_paths (path, repository) VALUES (?1, ?2)", params![path, repository.as_str()])?;
        Ok(())
    }

    /// Takes the path away: from now on nobody finds the repository by it.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn registry_remove_path(&mut self, repository: &RepositoryId) -> Result<()> {
        self.run("DELETE FROM registry_paths WHERE repository = ?1", [repository.as_str()])?;
        Ok(())
    }

    pub(super) fn registry_count_tags(&mut self, repository: &RepositoryId, delta: i64) -> Result<()> {
        self.run(
            "UPDATE registry_paths SET tags = tags + ?2 WHERE repository = ?1",
            params![repository.as_str(), delta],
        )?;
        Ok(())
    }
}
