//! What was measured: figures of groups, recorded while they run and read for charts (MON-06 to MON-12).

mod ring;

use std::path::{Path, PathBuf};

use gantry_model::error::{Error, Result};
use gantry_model::id::ContainerGroupId;
use gantry_model::observe::Sample;
use gantry_model::time::Timestamp;

pub use ring::EVERY;

/// The files that hold figures, one for each group.
#[derive(Debug, Clone)]
pub struct Figures {
    folder: PathBuf,
}

/// Figures of a stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Milliseconds between two samples; a longer distance is a gap.
    pub step: i64,
    /// Oldest first.
    pub samples: Vec<Sample>,
}

impl Figures {
    /// # Errors
    /// [`Error::Unavailable`] if the folder below `data_dir` cannot be made.
    pub fn open(data_dir: &Path) -> Result<Self> {
        let folder = data_dir.join("figures");
        std::fs::create_dir_all(&folder)
            .map_err(|error| Error::unavailable(format!("{}: {error}", folder.display())))?;
        Ok(Self { folder })
    }

    fn file(&self, group: &ContainerGroupId) -> PathBuf {
        self.folder.join(group.as_ref())
    }

    /// Keeps a sample. A full disk loses the sample, not the group; the caller logs.
    pub fn record(&self, group: &ContainerGroupId, sample: &Sample) -> std::io::Result<()> {
        ring::record(&self.file(group), sample)
    }

    /// The samples between two moments, as finely as they are still kept.
    pub fn read(&self, group: &ContainerGroupId, from: Timestamp, to: Timestamp, now: Timestamp) -> Result<Series> {
        let (step, samples) = ring::read(&self.file(group), from, to, now).map_err(Error::internal)?;
        Ok(Series { step, samples })
    }

    /// Forgets a group.
    pub fn remove(&self, group: &ContainerGroupId) -> std::io::Result<()> {
        match std::fs::remove_file(self.file(group)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            result => result,
        }
    }

    /// Groups of which figures are kept, so that those nobody knows any more can be removed.
    pub fn known(&self) -> std::io::Result<Vec<ContainerGroupId>> {
        let entries = std::fs::read_dir(&self.folder)?;
        Ok(entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect())
    }
}
