//! Blobs and uploads as files: `blobs/ALGORITHM/XX/HEX`, named by their content, and `uploads/ID`, named by chance.
//!
//! All names here are made of parsed digests and ids, never of text from outside. A blob's file comes into being by renaming
//! an upload that was synced before, so a file in its place is whole; the store says which files count.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Read as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use gantry_model::{Error, Message, Result, message::registry as say, registry::reference::Digest};
use sha2::{Digest as _, Sha256, Sha512};
use tokio::sync::{Mutex, MutexGuard};

/// Locks over digests; see [`BlobFiles::lock`].
const LOCKS: usize = 64;

/// Where blobs and uploads are.
pub(super) struct BlobFiles {
    root: PathBuf,
    locks: Vec<Mutex<()>>,
}

impl BlobFiles {
    /// Makes the folders if they are missing, for the owner's eyes only.
    pub(super) fn open(root: &Path) -> Result<Self> {
        for folder in ["", "blobs", "blobs/sha256", "blobs/sha512", "uploads"] {
            let path = root.join(folder);
            DirBuilder::new().recursive(true).mode(0o700).create(&path).map_err(|error| {
                // Read where the server is started.
                Error::unavailable(Message::text(format!("The folder {} cannot be made: {error}.", path.display())))
            })?;
        }
        Ok(Self { root: root.to_owned(), locks: std::iter::repeat_with(Mutex::default).take(LOCKS).collect() })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn blob(&self, digest: &Digest) -> PathBuf {
        let prefix = digest.hex().get(..2).unwrap_or("00");
        self.root.join("blobs").join(digest.algorithm()).join(prefix).join(digest.hex())
    }

    pub(super) fn upload(&self, id: &str) -> PathBuf {
        debug_assert!(is_upload_id(id));
        self.root.join("uploads").join(id)
    }

    /// Held while a digest's file is put in its place or taken away, together with what the store says of it.
    pub(super) async fn lock(&self, digest: &Digest) -> MutexGuard<'_, ()> {
        let place = digest.hex().bytes().take(4).fold(0, |sum, byte| sum * 31 + usize::from(byte));
        self.locks[place % LOCKS].lock().await
    }

    /// Opens a new, empty upload, or an old one for appending.
    pub(super) fn open_upload(&self, id: &str) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(self.upload(id))
    }

    /// Puts a synced upload in its digest's place and syncs the folders that name it. Replaces a torn file.
    pub(super) fn settle(&self, id: &str, digest: &Digest) -> io::Result<()> {
        let blob = self.blob(digest);
        let folder = blob.parent().unwrap_or(&self.root);
        match DirBuilder::new().mode(0o700).create(folder) {
            Ok(()) => sync_folder(folder.parent().unwrap_or(&self.root))?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        fs::rename(self.upload(id), &blob)?;
        sync_folder(folder)
    }

    /// Takes an upload away; one that is not there is no error.
    pub(super) fn remove_upload(&self, id: &str) -> io::Result<()> {
        remove(&self.upload(id))
    }

    /// Takes a blob away; one that is not there is no error.
    pub(super) fn remove_blob(&self, digest: &Digest) -> io::Result<()> {
        remove(&self.blob(digest))
    }

    /// Ids of all uploads that have a file, and digests of all blobs. What else lies there is not ours and stays.
    pub(super) fn census(&self) -> io::Result<(Vec<String>, Vec<Digest>)> {
        let mut uploads = Vec::new();
        for entry in fs::read_dir(self.root.join("uploads"))? {
            if let Some(id) = entry?.file_name().to_str().filter(|id| is_upload_id(id)) {
                uploads.push(id.to_owned());
            }
        }
        let mut blobs = Vec::new();
        for algorithm in ["sha256", "sha512"] {
            for folder in fs::read_dir(self.root.join("blobs").join(algorithm))? {
                for entry in fs::read_dir(folder?.path())? {
                    let name = entry?.file_name();
                    let digest = name.to_str().and_then(|hex| Digest::parse(&format!("{algorithm}:{hex}")).ok());
                    blobs.extend(digest);
                }
            }
        }
        Ok((uploads, blobs))
    }

    /// Bytes that are free on the disk for whoever is not root.
    pub(super) fn free_bytes(&self) -> Option<u64> {
        let figures = nix::sys::statvfs::statvfs(&self.root).ok()?;
        Some(figures.blocks_available().saturating_mul(figures.fragment_size()))
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A fresh id of an upload: 32 hexadecimal digits.
pub(super) fn new_upload_id() -> String {
    hex::encode(gantry_platform::secrets::random_bytes::<16>())
}

/// Whether this text can be an upload's id; everything else is not looked for.
pub(super) fn is_upload_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A fault of the disk, in words for the client.
pub(super) fn disk_fault(error: &io::Error) -> Error {
    tracing::error!(%error, "the registry's disk");
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => disk_full(),
        _ => Error::unavailable(say::disk_refuses()),
    }
}

pub(super) fn disk_full() -> Error {
    Error::quota_exceeded(say::disk_full())
}

/// A hash that is being computed.
#[derive(Clone)]
pub(super) enum Hasher {
    Sha256(Box<Sha256>),
    Sha512(Box<Sha512>),
}

impl Hasher {
    /// For `sha256` or `sha512`.
    pub(super) fn new(algorithm: &str) -> Self {
        match algorithm {
            "sha512" => Self::Sha512(Box::default()),
            _ => Self::Sha256(Box::default()),
        }
    }

    pub(super) fn algorithm(&self) -> &'static str {
        match self {
            Self::Sha256(_) => "sha256",
            Self::Sha512(_) => "sha512",
        }
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(hash) => hash.update(bytes),
            Self::Sha512(hash) => hash.update(bytes),
        }
    }

    /// The digest of everything until now.
    pub(super) fn digest(&self) -> Result<Digest> {
        let hex = match self {
            Self::Sha256(hash) => hex::encode(hash.as_ref().clone().finalize()),
            Self::Sha512(hash) => hex::encode(hash.as_ref().clone().finalize()),
        };
        Digest::parse(&format!("{}:{hex}", self.algorithm()))
    }

    /// Hashes the first `length` bytes of a file.
    pub(super) fn read(algorithm: &str, file: &mut File, length: u64) -> io::Result<Self> {
        let mut hasher = Self::new(algorithm);
        let mut part = file.take(length);
        let mut buffer = vec![0; 1 << 20];
        let mut seen = 0;
        loop {
            match part.read(&mut buffer)? {
                0 if seen == length => return Ok(hasher),
                0 => return Err(io::Error::new(ErrorKind::UnexpectedEof, "the file is shorter than was noted")),
                count => {
                    hasher.update(&buffer[..count]);
                    seen += count as u64;
                }
            }
        }
    }
}

/// The digest of some bytes by the same algorithm as `like`.
pub(super) fn digest_of(bytes: &[u8], algorithm: &str) -> Result<Digest> {
    let mut hasher = Hasher::new(algorithm);
    hasher.update(bytes);
    hasher.digest()
}
