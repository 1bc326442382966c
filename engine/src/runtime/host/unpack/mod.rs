//! Images made ready: each layer unpacked once per diff id, under a folder that only root enters.
//!
//! A layer is unpacked beside its place and moved there whole, so a kill leaves nothing half-made that anybody would
//! use; what it leaves is removed at the next start. Not every file is synced: a layer that was unpacked since the
//! machine last started carries a note with that start's number until everything was written to disk, and one whose
//! note is of an earlier start is thrown away, because a power cut may have taken parts of it.
//!
//! Unpacked layers stay until the disk runs short; then those go that nobody uses (see [`idle`]).

mod archive;
mod idle;
mod image;
mod layer;

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use gantry_model::error::{Error, Result};
use gantry_model::registry::reference::Digest;

pub use self::idle::Pinned;
use self::idle::{InUse, Pins};
pub use self::image::ImageConfig;
use super::file;
use crate::runtime::{ImageProgress, PreparedImage, Progress, StoredImage, StoredLayer};

/// What one layer may hold. A registry takes anything; a machine does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the unpacked archive.
    pub bytes: u64,
    /// Files, folders, links.
    pub entries: u64,
    /// Unpacked bytes per compressed byte, asked once more than `ratio_from` bytes are unpacked.
    pub ratio: u64,
    pub ratio_from: u64,
    /// Bytes of the disk that unpacking leaves free, as long as idle layers can make room.
    pub reserve: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 << 30, entries: 2_000_000, ratio: 200, ratio_from: 256 << 20, reserve: 512 << 20 }
    }
}

/// The unpacked layers of one installation.
#[derive(Debug)]
pub struct Layers {
    dir: PathBuf,
    limits: Limits,
    boot: String,
    /// One thread at a time unpacks a layer.
    busy: Mutex<HashMap<Digest, Arc<Mutex<()>>>>,
    pins: Pins,
}

impl Layers {
    /// Opens the folder, removes what was half-made and what a power cut may have damaged.
    pub fn open(dir: &Path, limits: Limits) -> Result<Self> {
        file::make_private_dir(&dir.join("sha256"))?;
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned();
        for name in file::names(dir)? {
            if name.starts_with("new-") || name.starts_with(idle::ASIDE) {
                file::remove_all(&dir.join(&name))?;
            }
            let Some(layer) = name.strip_prefix("note-") else { continue };
            if fs::read_to_string(dir.join(&name)).unwrap_or_default() != boot {
                file::remove_all(&dir.join("sha256").join(layer))?;
                file::remove_all(&dir.join(&name))?;
            }
        }
        Ok(Self { dir: dir.to_path_buf(), limits, boot, busy: Mutex::default(), pins: Pins::default() })
    }

    /// Where a layer is, or will be.
    pub fn path(&self, layer: &Digest) -> PathBuf {
        self.dir.join(layer.algorithm()).join(layer.hex())
    }

    /// Unpacks what is missing. Blocks. `in_use` tells which layers groups stand on; it is asked where the disk is short.
    ///
    /// Errors: `Invalid` for an image that this machine cannot run and for layers that are damaged or hostile;
    /// `Unavailable` for a full disk.
    pub fn prepare(&self, image: &StoredImage, progress: &Progress, in_use: InUse<'_>) -> Result<PreparedImage> {
        let config = ImageConfig::parse(&image.reference, &image.config)?;
        config.check_platform(&image.reference)?;
        config.check_layers(&image.reference, image.layers.iter().map(|layer| &layer.diff_id))?;
        let total_bytes = image.layers.iter().map(|layer| layer.size).sum();
        let done = AtomicU64::new(0);
        let advance = |bytes: u64| {
            let done_bytes = done.fetch_add(bytes, Ordering::Relaxed) + bytes;
            progress(ImageProgress { done_bytes: done_bytes.min(total_bytes), total_bytes });
        };
        let _pinned = self.pin(image.layers.iter().map(|layer| &layer.diff_id));
        self.make_room(0, in_use)?;
        let mut already_present = true;
        for layer in &image.layers {
            if self.path(&layer.diff_id).is_dir() {
                advance(layer.size);
                continue;
            }
            already_present = false;
            self.make_room(layer.size, in_use)?;
            // What a layer takes is known only once it is unpacked.
            while let Err(error) = self.unpack(&image.reference, layer, &advance) {
                if !file::is_full(&error) || self.remove_idle(1, in_use)? == 0 {
                    return Err(error);
                }
            }
        }
        if !already_present {
            self.sync_later();
        }
        Ok(config.prepared(image, already_present))
    }

    fn unpack(&self, reference: &str, layer: &StoredLayer, advance: &dyn Fn(u64)) -> Result<()> {
        let one_at_a_time = self.lock(&self.busy).entry(layer.diff_id.clone()).or_default().clone();
        let _one_at_a_time = self.lock(&one_at_a_time);
        let place = self.path(&layer.diff_id);
        if place.is_dir() {
            advance(layer.size);
            return Ok(());
        }
        if layer.diff_id.algorithm() != "sha256" {
            return Err(Error::invalid("image", format!("{reference}: layers must be named by sha256.")));
        }
        let new = self.dir.join(format!("new-{}", layer.diff_id.hex()));
        file::remove_all(&new)?;
        file::make_private_dir(&new)?;
        let unpacked = layer::unpack(layer, &new, self.limits, advance).and_then(|()| {
            let note = self.dir.join(format!("note-{}", layer.diff_id.hex()));
            file::write_atomically(&note, self.boot.as_bytes())?;
            file::io(format_args!("keep {}", place.display()), fs::rename(&new, &place))
        });
        self.lock(&self.busy).remove(&layer.diff_id);
        unpacked.map_err(|error| {
            let _ = file::remove_all(&new);
            match error {
                Error::Invalid { field, message } => {
                    Error::Invalid { field, message: format!("{reference}, layer {}: {message}", layer.digest) }
                }
                other => other,
            }
        })
    }

    /// Writes everything to disk and takes the notes away, without anybody waiting for it.
    fn sync_later(&self) {
        let dir = self.dir.clone();
        let notes = file::names(&dir).unwrap_or_default().into_iter().filter(|name| name.starts_with("note-"));
        let notes: Vec<String> = notes.collect();
        let sync = move || {
            let Ok(open) = File::open(&dir) else { return };
            // SAFETY: the descriptor is open for the length of the call.
            if unsafe { nix::libc::syncfs(std::os::fd::AsRawFd::as_raw_fd(&open)) } == 0 {
                for note in notes {
                    let _ = fs::remove_file(dir.join(note));
                }
            }
        };
        // Without the thread the notes stay, and the layers are unpacked again after a restart of the machine.
        let _ = std::thread::Builder::new().name("layer-sync".into()).spawn(sync);
    }

    fn lock<'a, T>(&self, mutex: &'a Mutex<T>) -> std::sync::MutexGuard<'a, T> {
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
