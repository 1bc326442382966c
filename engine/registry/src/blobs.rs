//! Blobs of a repository: looking, reading, unlinking.

use std::{fs::File, path::PathBuf};

use gantry_model::{
    Error, Result,
    error::Lookup,
    message::registry as say,
    registry::{reference::Digest, scope::Action},
    time::Timestamp,
};

use super::{Access, Registry, uploads::blocking};
use gantry_platform::{
    audit::{Operation, Outcome},
    store::Kind as _,
};

/// A blob that is there.
#[derive(Debug)]
pub struct Blob {
    pub digest: Digest,
    /// Bytes.
    pub size: u64,
    /// Open for reading, at its beginning; stays readable even if the blob goes meanwhile.
    pub file: File,
}

/// The largest blob that is read into memory: a configuration.
const SMALL: u64 = 4 << 20;

impl Registry {
    /// Whether the repository has the blob, and its size. A client that is told so may count on it for a while.
    ///
    /// # Errors
    /// NotFound, of kind `blob`.
    pub async fn blob_view(&self, access: &Access, digest: &Digest) -> Result<u64> {
        access.require(Action::Pull)?;
        let (repository, key) = (access.repository.clone(), digest.clone());
        let blob = self.store().read(move |read| read.registry_blob(&repository, &key)).await?;
        let blob = blob.ok_or_else(|| Error::not_found(Lookup::Blob, digest.as_str()))?;
        let quarter = i64::try_from(self.settings().grace.as_millis() / 4).unwrap_or(i64::MAX);
        if blob.loose_since.is_some_and(|since: Timestamp| self.now().since(since) > quarter) {
            let (repository, key) = (access.repository.clone(), digest.clone());
            self.store().write(access.author(), move |tx| tx.registry_touch_link(&repository, &key)).await?;
        }
        Ok(blob.size)
    }

    /// Opens the blob.
    ///
    /// # Errors
    /// NotFound, of kind `blob`; Unavailable when its file is gone or torn, which is a fault of the disk.
    pub async fn blob_open(&self, access: &Access, digest: &Digest) -> Result<Blob> {
        let size = self.blob_view(access, digest).await?;
        let file = self.open_file(digest, size).await?;
        Ok(Blob { digest: digest.clone(), size, file })
    }

    /// Opens a blob's file if it has this size.
    pub(super) async fn open_file(&self, digest: &Digest, size: u64) -> Result<File> {
        let path = self.inner.files.blob(digest);
        let torn = {
            let digest = digest.clone();
            move |cause: String| {
                tracing::error!(%digest, cause, "a blob's file is damaged");
                Error::unavailable(say::blob_damaged(&digest))
            }
        };
        let opened = blocking(move || {
            Ok(File::open(&path).and_then(|file| file.metadata().map(|metadata| (file, metadata.len()))))
        })
        .await?;
        match opened {
            Ok((file, length)) if length == size => Ok(file),
            Ok((_, length)) => Err(torn(format!("it has {length} bytes instead of {size}"))),
            Err(error) => Err(torn(error.to_string())),
        }
    }

    /// The path of a blob's file, if it is whole.
    pub(super) async fn blob_path(&self, digest: &Digest, size: u64) -> Result<PathBuf> {
        self.open_file(digest, size).await?;
        Ok(self.inner.files.blob(digest))
    }

    /// Reads a small blob that is there, such as a configuration; `None` if it is too large to be one.
    pub(super) async fn blob_bytes(&self, digest: &Digest, size: u64) -> Result<Option<Vec<u8>>> {
        use std::io::Read as _;
        if size > SMALL {
            return Ok(None);
        }
        let mut file = self.open_file(digest, size).await?;
        let bytes = blocking(move || {
            let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
            file.read_to_end(&mut bytes).map(|_| bytes)
        })
        .await?;
        Ok(Some(bytes))
    }

    /// Takes the blob from the repository. Its file goes later, if no repository has it.
    ///
    /// # Errors
    /// NotFound, of kind `blob`; Conflict while an image of the repository needs it.
    pub async fn blob_delete(&self, access: &Access, digest: &Digest) -> Result<()> {
        access.require(Action::Delete)?;
        let (access, digest) = (access.clone(), digest.clone());
        self.store()
            .write(access.author(), move |tx| {
                if !tx.registry_unlink_blob(&access.repository, &digest)? {
                    return Err(Error::not_found(Lookup::Blob, digest.as_str()));
                }
                tx.audit(&Operation {
                    action: "blob_delete",
                    kind: super::Repository::KIND,
                    id: access.repository.as_ref(),
                    region: "",
                    outcome: Outcome::Done,
                    detail: &format!("{} {digest}", access.path),
                })
            })
            .await
    }
}
