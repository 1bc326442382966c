//! Taking away what nobody needs, while serving.
//!
//! One pass ends idle uploads, takes links that no manifest has needed for a while, forgets blobs without a link and unlinks their
//! files, goes on with deletions of repositories that were begun, and at the first pass takes files that the store does not
//! know: what a kill left between two steps. It works in small steps, so that pushes wait for none of them.

use std::{collections::HashSet, time::Duration};

use gantry_model::{
    Error, Result,
    id::{Id as _, RegistryInstanceId, RepositoryId},
    registry::reference::Digest,
    time::Timestamp,
};

use super::{Instance, Namespace, Registry, Repository, uploads::blocking};
use gantry_platform::store::{Author, Query};

/// Rows that one step of the store takes at most.
const STEP: u32 = 500;
/// How often a pass begins.
const EVERY: Duration = Duration::from_secs(300);

/// What a pass did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Collected {
    /// Uploads that were given up.
    pub uploads: u64,
    /// Links that no image needed.
    pub links: u64,
    /// Blobs whose file went.
    pub blobs: u64,
    /// Files that the store did not know.
    pub strays: u64,
    /// Repositories whose deletion came to its end.
    pub repositories: u64,
}

impl Registry {
    /// Takes away what is not needed, again and again; never ends by itself.
    pub async fn collect_for_ever(self) {
        let author = || tracing::info_span!("registry collector");
        let mut first = true;
        loop {
            let pass = async {
                let strays = if first { self.collect_strays().await? } else { 0 };
                let collected = self.collect().await?;
                Ok::<_, Error>(Collected { strays, ..collected })
            };
            match tracing::Instrument::instrument(pass, author()).await {
                Ok(done) if done != Collected::default() => tracing::info!(?done, "collected"),
                Ok(_) => {}
                Err(error) => tracing::warn!(?error, "the collector will try again"),
            }
            first = false;
            self.store().clock().sleep(EVERY).await;
        }
    }

    /// One pass.
    ///
    /// # Errors
    /// Unavailable or Internal; what was done until then stays done.
    pub async fn collect(&self) -> Result<Collected> {
        let mut done = Collected { repositories: self.finish_deletions().await?, ..Collected::default() };
        let before = |age: Duration| self.now().plus(-i64::try_from(age.as_millis()).unwrap_or(i64::MAX));
        let (idle, empty) = (before(self.settings().upload_idle), before(self.settings().upload_empty));
        for upload in self.store().read(move |read| read.registry_idle_uploads(idle, empty, 10 * STEP)).await? {
            done.uploads += u64::from(self.expire(&upload.id).await?);
        }
        let unused = before(self.settings().grace);
        loop {
            let links = self.store().read(move |read| read.registry_loose_links(unused, STEP)).await?;
            let (found, last) = (links.len(), links.len() < STEP as usize);
            let gone = self
                .store()
                .write(Author::system(), move |tx| {
                    let mut gone = 0;
                    for link in &links {
                        gone += u64::from(tx.registry_collect_link(link, unused)?);
                    }
                    Ok(gone)
                })
                .await?;
            done.links += gone;
            if last || (found > 0 && gone == 0) {
                break;
            }
        }
        done.blobs = self.collect_blobs(unused).await?;
        Ok(done)
    }

    async fn collect_blobs(&self, unused: Timestamp) -> Result<u64> {
        let mut gone = 0;
        loop {
            let blobs = self.store().read(move |read| read.registry_loose_blobs(unused, STEP)).await?;
            let (last, at_start) = (blobs.len() < STEP as usize, gone);
            for digest in blobs {
                gone += u64::from(self.collect_blob(&digest, unused).await?);
            }
            if last || gone == at_start {
                return Ok(gone);
            }
        }
    }

    async fn collect_blob(&self, digest: &Digest, unused: Timestamp) -> Result<bool> {
        let _lock = self.inner.files.lock(digest).await;
        let key = digest.clone();
        let forgotten = self.store().write(Author::system(), move |tx| tx.registry_forget_blob(&key, unused)).await?;
        if forgotten {
            self.remove_file(digest).await?;
        }
        Ok(forgotten)
    }

    async fn remove_file(&self, digest: &Digest) -> Result<()> {
        let (registry, digest) = (self.clone(), digest.clone());
        blocking(move || registry.inner.files.remove_blob(&digest)).await
    }

    /// Takes files away that the store does not know: a kill left them between two steps. Uploads of the running server are
    /// known before their file is, or locked by their digest.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub async fn collect_strays(&self) -> Result<u64> {
        let registry = self.clone();
        let (uploads, blobs) = blocking(move || registry.inner.files.census()).await?;
        let mut strays = 0;
        for id in uploads {
            // An upload that begins just now has a session before it has a note.
            let open: HashSet<String> = self.open_uploads();
            let key = id.clone();
            let known = self.store().read(move |read| read.registry_upload(&key)).await?.is_some();
            if !known && !open.contains(&id) {
                let registry = self.clone();
                blocking(move || registry.inner.files.remove_upload(&id)).await?;
                strays += 1;
            }
        }
        for digest in blobs {
            let _lock = self.inner.files.lock(&digest).await;
            let key = digest.clone();
            if self.store().read(move |read| read.registry_blob_size(&key)).await?.is_none() {
                self.remove_file(&digest).await?;
                strays += 1;
            }
        }
        Ok(strays)
    }

    async fn finish_deletions(&self) -> Result<u64> {
        let query = Query::new().deleting(true).limit(100);
        let doomed = self.store().read(move |read| Ok(read.list::<Repository>(&query)?.items)).await?;
        let mut done = 0;
        for repository in doomed {
            self.empty_repository(&repository.id).await?;
            done += 1;
        }
        let query = Query::new().deleting(true).limit(100);
        for instance in self.store().read(move |read| Ok(read.list::<Instance>(&query)?.items)).await? {
            self.empty_instance(&instance.id).await?;
        }
        Ok(done)
    }

    /// Takes everything of an instance away that is marked for deletion, and then the instance.
    pub(super) async fn empty_instance(&self, instance: &RegistryInstanceId) -> Result<()> {
        loop {
            let within = Query::new().equal("instance", instance.as_str()).limit(100);
            let doomed = self.store().read(move |read| Ok(read.list::<Repository>(&within)?.items)).await?;
            if doomed.is_empty() {
                break;
            }
            for repository in doomed {
                let id = repository.id.clone();
                self.store()
                    .write(Author::system(), move |tx| {
                        // It may have come to its end since it was listed.
                        if tx.find::<Repository>(&id)?.is_some() && tx.mark_deleting::<Repository>(&id)? {
                            tx.registry_remove_path(&id)?;
                        }
                        Ok(())
                    })
                    .await?;
                self.empty_repository(&repository.id).await?;
            }
        }
        let id = instance.clone();
        self.store()
            .write(Author::system(), move |tx| {
                let Some(instance) = tx.find::<Instance>(&id)? else { return Ok(()) };
                let within = Query::in_region(&instance.region).equal("instance", id.as_str()).limit(1000);
                loop {
                    let namespaces = tx.list::<Namespace>(&within)?.items;
                    if namespaces.is_empty() {
                        break;
                    }
                    for namespace in namespaces {
                        tx.delete::<Namespace>(&namespace.id)?;
                    }
                }
                tx.delete::<Instance>(&id)
            })
            .await
    }

    /// Takes everything of a repository away that is marked for deletion, in small steps, and then the repository.
    pub(super) async fn empty_repository(&self, repository: &RepositoryId) -> Result<()> {
        let id = repository.clone();
        for upload in self.store().read(move |read| read.registry_uploads_of(&id, 10_000)).await? {
            self.expire(&upload.id).await?;
        }
        loop {
            let id = repository.clone();
            let left = self
                .store()
                .write(Author::system(), move |tx| {
                    let tags = tx.registry_remove_some_tags(&id, STEP)?;
                    let manifests = tx.registry_remove_some_manifests(&id, STEP / 10)?;
                    let links = if manifests == 0 { tx.registry_unlink_some(&id, STEP)? } else { 1 };
                    // The command and the collector may both be at it.
                    if tags + manifests + links == 0 && tx.find::<Repository>(&id)?.is_some() {
                        tx.delete::<Repository>(&id)?;
                    }
                    Ok(tags + manifests + links)
                })
                .await?;
            if left == 0 {
                return Ok(());
            }
        }
    }
}
