//! Uploads: bytes on their way to become a blob.
//!
//! A body is taken in batches of about a mebibyte. While one is written and hashed on a thread of its own, the next one arrives; nothing more is
//! in memory. What was acknowledged is synced and noted; on the way that also happens at every 64 MiB, so that a push that
//! breaks off goes on from there. Hash and file stay open between chunks. After a restart, or after any fault, an upload is taken
//! up again from what was noted: the file is cut to that length and hashed once.
//!
//! The work runs as a task of its own: a client that hangs up does not stop it in the middle of a step.

use std::{
    collections::{HashMap, HashSet},
    fs::File,
    io::{Seek as _, SeekFrom, Write as _},
    sync::{Arc, PoisonError},
};

use bytes::Bytes;
use futures::{Stream, StreamExt as _};
use gantry_model::{
    Error, Result,
    error::Lookup,
    message::registry as say,
    registry::{range::ByteRange, reference::Digest, scope::Action},
};
use tokio::{
    sync::{Mutex, OwnedMutexGuard},
    task::JoinHandle,
};

use super::{
    Access, Registry, Repository,
    blob_files::{Hasher, disk_fault, disk_full, is_upload_id, new_upload_id},
};

/// Bytes that are gathered before they are written.
const BATCH: usize = 1 << 20;
/// Bytes between two syncs of a body that is longer.
const CHECKPOINT: u64 = 64 << 20;

/// Uploads that are open in memory, by id.
pub(super) type Sessions = HashMap<String, Arc<Mutex<Option<Open>>>>;

/// An upload as it is open in memory.
pub(super) struct Open {
    file: File,
    hasher: Hasher,
    /// Bytes written and hashed.
    written: u64,
}

/// How far an upload is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadState {
    pub id: String,
    /// Bytes that were received and synced.
    pub received: u64,
}

/// How [`Registry::upload_begin`] ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// Send the bytes.
    Started(UploadState),
    /// The blob is there already and now belongs to the repository.
    Mounted(Digest),
}

/// A client's body: pieces, or why there are no more.
pub type Body = std::pin::Pin<Box<dyn Stream<Item = Result<Bytes>> + Send>>;

impl Registry {
    /// Begins an upload to the repository, hashed as `sha256` or `sha512`. If `mount` names a blob of a repository that the caller may pull from, the
    /// blob is linked instead.
    ///
    /// # Errors
    /// Unavailable when too many uploads are under way, over all, of this person or to this repository; QuotaExceeded when the disk is nearly full.
    pub async fn upload_begin(
        &self,
        access: &Access,
        algorithm: &str,
        mount: Option<(&Digest, &Access)>,
    ) -> Result<Begun> {
        access.require(Action::Push)?;
        if let Some((digest, source)) = mount
            && self.mount(access, digest, source).await?
        {
            return Ok(Begun::Mounted(digest.clone()));
        }
        self.check_room(0)?;
        let id = new_upload_id();
        let session = Arc::new(Mutex::new(None));
        self.sessions().insert(id.clone(), session.clone());
        let file = self.inner.files.open_upload(&id).map_err(|error| {
            self.sessions().remove(&id);
            disk_fault(&error)
        })?;
        let (noted, repository, by) = (id.clone(), access.repository.clone(), access.by().to_owned());
        let (most, shares) = (self.settings().uploads, self.settings().upload_shares());
        let (path, hash) = (access.path.clone(), Hasher::new(algorithm));
        let algorithm = hash.algorithm();
        let added = self
            .store()
            .write(access.author(), move |tx| {
                let under_way = tx.registry_uploads_under_way(&repository, &by)?;
                let (all, of_person, to_repository) = (under_way.all, under_way.of_person, under_way.to_repository);
                if all >= most {
                    return Err(Error::unavailable(say::too_many_uploads(all, most)));
                }
                if of_person >= shares.0 {
                    return Err(Error::unavailable(say::too_many_uploads_of_person(of_person, by, shares.0)));
                }
                if to_repository >= shares.1 {
                    let why = say::too_many_uploads_to_repository(to_repository, path, shares.1);
                    return Err(Error::unavailable(why));
                }
                tx.get::<Repository>(&repository)?;
                tx.registry_add_upload(&noted, &repository, algorithm, &by)
            })
            .await;
        if let Err(error) = added {
            self.sessions().remove(&id);
            let _ = self.inner.files.remove_upload(&id);
            return Err(error);
        }
        *session.lock().await = Some(Open { file, hasher: hash, written: 0 });
        Ok(Begun::Started(UploadState { id, received: 0 }))
    }

    async fn mount(&self, access: &Access, digest: &Digest, source: &Access) -> Result<bool> {
        source.require(Action::Pull)?;
        let (to, from, digest) = (access.repository.clone(), source.repository.clone(), digest.clone());
        self.store()
            .write(access.author(), move |tx| {
                if tx.registry_blob(&from, &digest)?.is_none() {
                    return Ok(false);
                }
                tx.get::<Repository>(&to)?;
                tx.registry_link_blob(&to, &digest)
            })
            .await
    }

    /// How far an upload is.
    ///
    /// # Errors
    /// NotFound, of kind `upload`.
    pub async fn upload_view(&self, access: &Access, id: &str) -> Result<UploadState> {
        access.require(Action::Push)?;
        let received = self.upload_noted(access, id).await?.1;
        Ok(UploadState { id: id.to_owned(), received })
    }

    /// Appends a body. With `range`, the body must begin where the upload ends and be as long as the range says.
    ///
    /// # Errors
    /// NotFound, of kind `upload`; Conflict when another request writes to it; Invalid, of field `Content-Range`, when it does not
    /// fit the end; Invalid, of field `size`, when it is too long or too short; QuotaExceeded when the disk is full. What was received
    /// before a fault of the connection stays.
    pub async fn upload_append(
        &self,
        access: &Access,
        id: &str,
        range: Option<ByteRange>,
        body: Body,
    ) -> Result<UploadState> {
        access.require(Action::Push)?;
        let mut open = self.take_up(access, id).await?;
        let (registry, access, id) = (self.clone(), access.clone(), id.to_owned());
        // A task of its own: see the top of this module.
        let work = tokio::spawn(async move {
            let received = registry.append(&mut open, &access, &id, range, body).await?;
            Ok(UploadState { id, received })
        });
        work.await.unwrap_or_else(|error| Err(Error::internal(format!("an upload panicked: {error}"))))
    }

    /// Appends a last body, which may be empty, and makes the upload the blob `digest`.
    ///
    /// # Errors
    /// As [`Registry::upload_append`]; Invalid, of field `digest`, when the bytes have another one: the upload is then given up.
    pub async fn upload_finish(
        &self,
        access: &Access,
        id: &str,
        range: Option<ByteRange>,
        body: Body,
        digest: &Digest,
    ) -> Result<()> {
        access.require(Action::Push)?;
        let mut open = self.take_up(access, id).await?;
        let (registry, access, id, digest) = (self.clone(), access.clone(), id.to_owned(), digest.clone());
        let work = tokio::spawn(async move {
            registry.append(&mut open, &access, &id, range, body).await?;
            registry.finish(&mut open, &access, &id, &digest).await
        });
        work.await.unwrap_or_else(|error| Err(Error::internal(format!("an upload panicked: {error}"))))
    }

    /// Gives an upload up.
    ///
    /// # Errors
    /// NotFound, of kind `upload`; Conflict while another request writes to it.
    pub async fn upload_cancel(&self, access: &Access, id: &str) -> Result<()> {
        access.require(Action::Push)?;
        let mut open = self.take_up(access, id).await?;
        self.give_up(&mut open, id).await
    }

    fn sessions(&self) -> std::sync::MutexGuard<'_, Sessions> {
        self.inner.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ids of the uploads that this server has in memory.
    pub(super) fn open_uploads(&self) -> HashSet<String> {
        self.sessions().keys().cloned().collect()
    }

    /// Algorithm and synced length of an upload of the accessed repository.
    async fn upload_noted(&self, access: &Access, id: &str) -> Result<(String, u64)> {
        let unknown = || Error::not_found(Lookup::Upload, id);
        if !is_upload_id(id) {
            return Err(unknown());
        }
        let key = id.to_owned();
        let record = self.store().read(move |read| read.registry_upload(&key)).await?;
        let record = record.filter(|record| record.repository == access.repository).ok_or_else(unknown)?;
        Ok((record.algorithm, record.received))
    }

    /// Opens an upload for one request: as it was left in memory, or from what was noted.
    async fn take_up(&self, access: &Access, id: &str) -> Result<OwnedMutexGuard<Option<Open>>> {
        let (algorithm, received) = self.upload_noted(access, id).await?;
        let session = self.sessions().entry(id.to_owned()).or_default().clone();
        let mut guard = session.try_lock_owned().map_err(|_| Error::conflict(say::upload_in_use()))?;
        // It may have ended between the two steps.
        if let Err(error) = self.upload_noted(access, id).await {
            drop(guard);
            self.sessions().remove(id);
            return Err(error);
        }
        if guard.is_none() {
            let (files, name) = (self.clone(), id.to_owned());
            let open = blocking(move || {
                let mut file = files.inner.files.open_upload(&name)?;
                let hasher = Hasher::read(&algorithm, &mut file, received)?;
                file.set_len(received)?;
                file.seek(SeekFrom::Start(received))?;
                Ok(Open { file, hasher, written: received })
            })
            .await;
            match open {
                Ok(open) => *guard = Some(open),
                Err(error) => {
                    // The file does not hold what was noted, which no kill can cause: begin anew.
                    tracing::error!(%error, upload = id, "an upload's file does not fit what was noted");
                    self.give_up(&mut guard, id).await?;
                    return Err(Error::not_found(Lookup::Upload, id));
                }
            }
        }
        Ok(guard)
    }

    fn check_room(&self, more: u64) -> Result<()> {
        let free = self.inner.files.free_bytes().unwrap_or(u64::MAX);
        if free < self.settings().reserve_bytes.saturating_add(more) { Err(disk_full()) } else { Ok(()) }
    }

    /// Writes and hashes a body, syncs it and notes how far it came. Returns the length of the upload.
    async fn append(
        &self,
        open: &mut Option<Open>,
        access: &Access,
        id: &str,
        range: Option<ByteRange>,
        mut body: Body,
    ) -> Result<u64> {
        let start = open.as_ref().map_or(0, |open| open.written);
        if let Some(range) = range
            && range.first != start
        {
            return Err(Error::invalid("Content-Range", say::chunk_elsewhere(start, range.first)));
        }
        let limit = self.settings().blob_bytes;
        let mut work = Work { registry: self.clone(), open: open.take(), pending: None, synced: start };
        let mut gathered: Vec<Bytes> = Vec::new();
        let (mut bytes, mut length) = (0, start);
        let ended = loop {
            let piece = match body.next().await {
                Some(Ok(piece)) => piece,
                Some(Err(error)) => break Err(error),
                None => break Ok(()),
            };
            length += piece.len() as u64;
            if length > limit {
                break Err(Error::invalid("limit", say::blob_too_large(limit)));
            }
            if range.is_some_and(|range| length - start > range.len()) {
                break Err(Error::invalid("size", say::chunk_too_long()));
            }
            bytes += piece.len();
            gathered.push(piece);
            if bytes >= BATCH {
                bytes = 0;
                work.write(std::mem::take(&mut gathered)).await?;
                if length - work.synced >= CHECKPOINT {
                    work.settle(access, id).await?;
                    self.check_room(0)?;
                }
            }
        };
        if length > start || !gathered.is_empty() {
            // What came before the connection broke is kept, too.
            work.write(gathered).await?;
            work.settle(access, id).await?;
        }
        *open = work.into_open();
        ended?;
        if range.is_some_and(|range| length - start != range.len()) {
            return Err(Error::invalid("size", say::chunk_of_other_length(length - start)));
        }
        Ok(length)
    }

    async fn finish(&self, guard: &mut Option<Open>, access: &Access, id: &str, digest: &Digest) -> Result<()> {
        let Some(mut open) = guard.take() else { return Err(Error::internal("an upload is not open")) };
        let wanted = digest.algorithm().to_owned();
        let size = open.written;
        let actual = if open.hasher.algorithm() == wanted {
            open.hasher.digest()?
        } else {
            // The client named the algorithm only now: the one case in which an upload is read again.
            blocking(move || {
                open.file.seek(SeekFrom::Start(0))?;
                Hasher::read(&wanted, &mut open.file, size)
            })
            .await?
            .digest()?
        };
        if actual != *digest {
            self.give_up(guard, id).await?;
            return Err(Error::invalid("digest", say::bytes_of_other_digest(size, actual, digest)));
        }
        let _lock = self.inner.files.lock(digest).await;
        let (registry, name, content) = (self.clone(), id.to_owned(), digest.clone());
        blocking(move || registry.inner.files.settle(&name, &content)).await?;
        let (key, repository, content) = (id.to_owned(), access.repository.clone(), digest.clone());
        let noted = self
            .store()
            .write(access.author(), move |tx| {
                tx.registry_remove_upload(&key)?;
                tx.get::<Repository>(&repository)?;
                tx.registry_add_blob(&repository, &content, size)
            })
            .await;
        self.sessions().remove(id);
        noted
    }

    /// Takes an upload away, file and note.
    pub(super) async fn give_up(&self, open: &mut Option<Open>, id: &str) -> Result<()> {
        *open = None;
        let key = id.to_owned();
        self.store().write(gantry_platform::store::Author::system(), move |tx| tx.registry_remove_upload(&key)).await?;
        self.sessions().remove(id);
        self.inner.files.remove_upload(id).map_err(|error| disk_fault(&error))
    }

    /// Gives up an upload that has been idle; not one that somebody writes to.
    pub(super) async fn expire(&self, id: &str) -> Result<bool> {
        let session = self.sessions().entry(id.to_owned()).or_default().clone();
        let Ok(mut open) = session.try_lock_owned() else { return Ok(false) };
        self.give_up(&mut open, id).await?;
        Ok(true)
    }
}

/// A body on its way to the disk.
struct Work {
    registry: Registry,
    open: Option<Open>,
    /// The batch that is being written.
    pending: Option<JoinHandle<std::io::Result<Open>>>,
    /// Bytes of the upload that are noted.
    synced: u64,
}

impl Work {
    /// Waits for the batch before, and begins to write and hash this one.
    async fn write(&mut self, batch: Vec<Bytes>) -> Result<()> {
        self.join().await?;
        let Some(mut open) = self.open.take() else { return Err(Error::internal("an upload is not open")) };
        self.pending = Some(tokio::task::spawn_blocking(move || {
            for piece in &batch {
                open.file.write_all(piece)?;
                open.hasher.update(piece);
                open.written += piece.len() as u64;
            }
            Ok(open)
        }));
        Ok(())
    }

    async fn join(&mut self) -> Result<()> {
        let Some(pending) = self.pending.take() else { return Ok(()) };
        let open = pending.await.map_err(Error::internal)?;
        self.open = Some(open.map_err(|error| disk_fault(&error))?);
        Ok(())
    }

    /// Syncs what was written and notes how far that is.
    async fn settle(&mut self, access: &Access, id: &str) -> Result<()> {
        self.join().await?;
        let Some(open) = self.open.take() else { return Err(Error::internal("an upload is not open")) };
        let open = blocking(move || open.file.sync_data().map(|()| open)).await?;
        let (key, written) = (id.to_owned(), open.written);
        self.registry.store().write(access.author(), move |tx| tx.registry_upload_received(&key, written)).await?;
        self.synced = written;
        self.open = Some(open);
        Ok(())
    }

    fn into_open(self) -> Option<Open> {
        self.open
    }
}

/// Runs something that waits for the disk where that harms nobody.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?.map_err(|error| disk_fault(&error))
}
