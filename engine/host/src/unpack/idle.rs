//! Which unpacked layers may go, and how they go.
//!
//! A layer is idle where no group stands on it, nothing that is under way has pinned it, and nobody asked for it in the
//! last minute: between an image being made ready and its group being made lies a moment in which neither holds. A file
//! beside the layers keeps when each was asked for. Layers go one by one, the longest idle first: moved aside, so
//! that nobody finds a part of one, then deleted; what a kill leaves of that goes at the next start.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use gantry_model::error::Result;
use gantry_model::registry::reference::Digest;
use nix::sys::statvfs::statvfs;

use super::super::file;
use super::{LAYOUT, Layers, folder};

/// Marks a layer that is being deleted.
pub const ASIDE: &str = "old-";
/// Marks the file whose time says when a layer was last asked for.
const USED: &str = "used-";
/// A layer that was asked for in this time is not idle.
const RECENT: Duration = Duration::from_secs(60);

/// Tells the layers that groups stand on.
pub type InUse<'a> = &'a dyn Fn() -> Result<HashSet<Digest>>;

/// How many need a layer just now.
#[derive(Debug, Default)]
pub struct Pins(Mutex<HashMap<Digest, u32>>);

/// Keeps layers until it is dropped.
#[derive(Debug)]
pub struct Pinned<'a> {
    pins: &'a Pins,
    layers: Vec<Digest>,
}

impl Pins {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Digest, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pinned<'_> {
    fn drop(&mut self) {
        let mut pins = self.pins.lock();
        for layer in &self.layers {
            if let Some(count) = pins.get_mut(layer) {
                *count -= 1;
                if *count == 0 {
                    pins.remove(layer);
                }
            }
        }
    }
}

impl Layers {
    /// Keeps these layers, if they are there, and notes that they were asked for.
    pub fn pin<'a>(&self, layers: impl Iterator<Item = &'a Digest>) -> Pinned<'_> {
        let layers: Vec<Digest> = layers.cloned().collect();
        let mut pins = self.pins.lock();
        for layer in &layers {
            *pins.entry(layer.clone()).or_default() += 1;
            // Where it cannot be written the layer is the first to go, once nothing holds it.
            let _ = File::create(self.used(layer.hex()));
        }
        drop(pins);
        Pinned { pins: &self.pins, layers }
    }

    /// Removes idle layers until the disk has the reserve and `bytes` more, or none is left.
    pub fn make_room(&self, bytes: u64, in_use: InUse<'_>) -> Result<()> {
        let wanted = self.limits.reserve.saturating_add(bytes);
        if self.free()? < wanted {
            let removed = self.remove_idle(wanted, in_use)?;
            if removed > 0 {
                tracing::info!(removed, "the disk runs short: idle layers were removed");
            }
        }
        Ok(())
    }

    /// Removes idle layers until the disk has so many bytes free, at least one if there is one. Returns how many went.
    pub fn remove_idle(&self, wanted: u64, in_use: InUse<'_>) -> Result<usize> {
        let in_use = in_use()?;
        let mut idle = Vec::new();
        for name in file::names(&folder(&self.dir, LAYOUT))? {
            let Ok(layer) = Digest::sha256_hex(&name) else { continue };
            let asked_for =
                fs::metadata(self.used(&name)).and_then(|found| found.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
            let recent = asked_for.elapsed().unwrap_or_default() < RECENT;
            if !in_use.contains(&layer) && !recent {
                idle.push((asked_for, layer));
            }
        }
        idle.sort_by_key(|(asked_for, _)| *asked_for);
        let mut removed = 0;
        for (_, layer) in idle {
            if removed > 0 && self.free()? >= wanted {
                break;
            }
            removed += usize::from(self.remove_layer(&layer)?);
        }
        Ok(removed)
    }

    /// Removes a layer, unless somebody pinned it meanwhile.
    fn remove_layer(&self, layer: &Digest) -> Result<bool> {
        let aside = self.dir.join(format!("{ASIDE}{}", layer.hex()));
        file::remove_all(&aside)?;
        {
            // Whoever pins a layer from here on sees that it is not there.
            let pins = self.pins.lock();
            if pins.contains_key(layer) {
                return Ok(false);
            }
            file::io(format_args!("remove {layer}"), fs::rename(self.path(layer), &aside))?;
        }
        file::remove_all(&self.dir.join(format!("note-{}", layer.hex())))?;
        file::remove_all(&self.used(layer.hex()))?;
        file::remove_all(&aside)?;
        Ok(true)
    }

    fn used(&self, hex: &str) -> PathBuf {
        self.dir.join(format!("{USED}{hex}"))
    }

    /// Bytes that the disk of the layers has free.
    fn free(&self) -> Result<u64> {
        let found = statvfs(&self.dir).map_err(std::io::Error::from);
        let found = file::io(format_args!("look at the disk of {}", self.dir.display()), found)?;
        Ok(found.blocks_available() * found.fragment_size())
    }
}
