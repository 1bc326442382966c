//! Images made ready: each layer unpacked once per chain id (that is, once for what lies below it), under a folder that only root enters.
//! What a layer only implies, the folders of its entries, it takes from the layers below, and so keeps their mode and owner.
//!
//! A layer is unpacked beside its place and moved there whole, so a kill leaves nothing half-made that anybody would
//! use; what it leaves is removed at the next start. Not every file is synced: a layer that was unpacked since the
//! machine last started carries a note with that start's number until everything was written to disk, and one whose
//! note is of an earlier start is thrown away, because a power cut may have taken parts of it.
//!
//! The number of the way in which layers are unpacked, [`LAYOUT`], is part of where they are. Those of an earlier way stay for as long as
//! groups stand on them, and nothing new does.
//!
//! Unpacked layers stay until the disk runs short; then those go that nobody uses (see [`idle`]).

mod archive;
mod below;
mod idle;
mod image;
mod layer;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use gantry_model::error::{Error, Result};
use gantry_model::message::machine as say;
use gantry_model::registry::reference::Digest;
use sha2::{Digest as _, Sha256};

use self::below::Below;
pub use self::idle::Pinned;
use self::idle::{InUse, Pins};
pub use self::image::ImageConfig;
use super::file;
use gantry_platform::runtime::{ImageProgress, PreparedImage, Progress, StoredImage, StoredLayer};

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

/// The way in which layers are unpacked now. 0: by diff id, with folders that were only implied made as 0755 of root.
pub const LAYOUT: u32 = 1;

/// Where layers that were unpacked in a way are, in the folder of all layers.
pub fn folder(layers: &Path, layout: u32) -> PathBuf {
    layers.join(if layout == 0 { "sha256" } else { "chain" })
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
        file::make_private_dir(&folder(dir, LAYOUT))?;
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned();
        for name in file::names(dir)? {
            if name.starts_with("new-") || name.starts_with(idle::ASIDE) {
                file::remove_all(&dir.join(&name))?;
            }
            let Some(layer) = name.strip_prefix("note-") else { continue };
            if fs::read_to_string(dir.join(&name)).unwrap_or_default() != boot {
                for layout in 0..=LAYOUT {
                    file::remove_all(&folder(dir, layout).join(layer))?;
                }
                file::remove_all(&dir.join(&name))?;
            }
        }
        Ok(Self { dir: dir.to_path_buf(), limits, boot, busy: Mutex::default(), pins: Pins::default() })
    }

    /// Removes layers that were unpacked in an earlier way, but for those that a group stands on.
    pub fn remove_earlier(&self, in_use: &HashSet<Digest>) -> Result<()> {
        let earlier = folder(&self.dir, 0);
        for name in file::names(&earlier)? {
            if Digest::sha256_hex(&name).is_ok_and(|layer| in_use.contains(&layer)) {
                continue;
            }
            let aside = self.dir.join(format!("{}{name}-0", idle::ASIDE));
            file::io(format_args!("remove {name}"), fs::rename(earlier.join(&name), &aside))?;
            file::remove_all(&aside)?;
        }
        Ok(())
    }

    /// Where a layer is, or will be.
    pub fn path(&self, layer: &Digest) -> PathBuf {
        folder(&self.dir, LAYOUT).join(layer.hex())
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
        let chain = chain_ids(&image.reference, &image.layers)?;
        let _pinned = self.pin(chain.iter());
        self.make_room(0, in_use)?;
        let mut already_present = true;
        // Those below, the topmost first.
        let mut below: Vec<PathBuf> = Vec::new();
        for (layer, id) in image.layers.iter().zip(&chain) {
            let place = self.path(id);
            let lies_on = below.clone();
            below.insert(0, place.clone());
            if place.is_dir() {
                advance(layer.size);
                continue;
            }
            already_present = false;
            self.make_room(layer.size, in_use)?;
            // What a layer takes is known only once it is unpacked.
            while let Err(error) = self.unpack(&image.reference, layer, id, Below(&lies_on), &advance) {
                if !file::is_full(&error) || self.remove_idle(1, in_use)? == 0 {
                    return Err(error);
                }
            }
        }
        if !already_present {
            self.sync_later();
        }
        Ok(config.prepared(image, chain, already_present))
    }

    fn unpack(
        &self,
        reference: &str,
        layer: &StoredLayer,
        id: &Digest,
        below: Below<'_>,
        advance: &dyn Fn(u64),
    ) -> Result<()> {
        let turn = self.lock(&self.busy).entry(id.clone()).or_default().clone();
        let unpacked = {
            let _turn = self.lock(&turn);
            self.unpack_in_turn(layer, id, below, advance)
        };
        let mut busy = self.lock(&self.busy);
        // Whoever waits has this turn too, and whoever comes must wait for the same one: it goes with the last of them.
        if Arc::strong_count(&turn) <= 2 {
            busy.remove(id);
        }
        drop(busy);
        unpacked.map_err(|error| match error {
            Error::Invalid { field, message } => {
                Error::Invalid { field, message: say::layer_trouble(reference, &layer.digest, message) }
            }
            other => other,
        })
    }

    fn unpack_in_turn(&self, layer: &StoredLayer, id: &Digest, below: Below<'_>, advance: &dyn Fn(u64)) -> Result<()> {
        let place = self.path(id);
        if place.is_dir() {
            advance(layer.size);
            return Ok(());
        }
        let new = self.dir.join(format!("new-{}", id.hex()));
        file::remove_all(&new)?;
        file::make_private_dir(&new)?;
        let unpacked = layer::unpack(layer, &new, below, self.limits, advance).and_then(|()| {
            let note = self.dir.join(format!("note-{}", id.hex()));
            file::write_atomically(&note, self.boot.as_bytes())?;
            file::io(format_args!("keep {}", place.display()), fs::rename(&new, &place))
        });
        unpacked.inspect_err(|_| {
            let _ = file::remove_all(&new);
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

/// The id of each layer together with all below it (OCI image specification, `config.md`, ChainID).
fn chain_ids(reference: &str, layers: &[StoredLayer]) -> Result<Vec<Digest>> {
    let mut chain: Vec<Digest> = Vec::with_capacity(layers.len());
    for layer in layers {
        if layer.diff_id.algorithm() != "sha256" {
            return Err(Error::invalid("image", say::image_layers_not_sha256(reference)));
        }
        let id = match chain.last() {
            None => layer.diff_id.clone(),
            Some(below) => {
                let both = format!("{below} {}", layer.diff_id);
                Digest::sha256_hex(&hex::encode(Sha256::digest(both))).map_err(Error::internal)?
            }
        };
        chain.push(id);
    }
    Ok(chain)
}
