//! What was measured: figures of groups, recorded while they run and read for charts (MON-06 to MON-12).

pub mod ring;
mod slots;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gantry_model::Message;
use gantry_model::error::{Error, Result};
use gantry_model::id::ContainerGroupId;
use gantry_model::observe::{ContainerSample, Sample};
use gantry_model::time::Timestamp;

pub use ring::EVERY;

/// The files that hold figures: one for each group, and in a folder of the group one for each container. Clones share what they know.
#[derive(Debug, Clone)]
pub struct Figures {
    folder: PathBuf,
    /// The last sample of each group, so that those who want the present alone read no file.
    latest: Arc<Mutex<HashMap<ContainerGroupId, Sample>>>,
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
            .map_err(|error| Error::unavailable(Message::text(format!("{}: {error}", folder.display()))))?;
        Ok(Self { folder, latest: Arc::default() })
    }

    fn file(&self, group: &ContainerGroupId) -> PathBuf {
        self.folder.join(group.as_ref())
    }

    /// The folder of what the group's containers used. No group has the name of the folder above it.
    fn containers(&self, group: &ContainerGroupId) -> PathBuf {
        self.folder.join("containers").join(group.as_ref())
    }

    fn last(&self) -> MutexGuard<'_, HashMap<ContainerGroupId, Sample>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last sample of a group since the start, without those of its containers.
    pub fn latest(&self, group: &ContainerGroupId) -> Option<Sample> {
        self.last().get(group).cloned()
    }

    /// Keeps a sample. A full disk loses the sample, not the group; the caller logs.
    pub fn record(&self, group: &ContainerGroupId, sample: &Sample) -> std::io::Result<()> {
        self.last().insert(group.clone(), Sample { containers: Vec::new(), ..sample.clone() });
        ring::record(&self.file(group), &slots::of_group(sample), &slots::GROUP_KEEPS)?;
        let folder = self.containers(group);
        for container in &sample.containers {
            let (file, slot) = (folder.join(&container.name), slots::of_container(sample.at, container));
            match ring::record(&file, &slot, &slots::CONTAINER_KEEPS) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    std::fs::create_dir_all(&folder)?;
                    ring::record(&file, &slot, &slots::CONTAINER_KEEPS)?;
                }
                result => result?,
            }
        }
        Ok(())
    }

    /// The samples between two moments, as finely as they are still kept; without those of the containers.
    pub fn read(&self, group: &ContainerGroupId, from: Timestamp, to: Timestamp, now: Timestamp) -> Result<Series> {
        let (step, slots) = ring::read(&self.file(group), from, to, now).map_err(Error::internal)?;
        Ok(Series { step, samples: slots.into_iter().map(slots::to_group).collect() })
    }

    /// What a container used between two moments, oldest first. Its name is one of its group's.
    pub fn read_container(
        &self,
        group: &ContainerGroupId,
        container: &str,
        from: Timestamp,
        to: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<(Timestamp, ContainerSample)>> {
        let file = self.containers(group).join(container);
        let (_, slots) = ring::read::<{ slots::OF_CONTAINER }>(&file, from, to, now).map_err(Error::internal)?;
        let sample = |[at, cpu_nanoseconds, working_set]: [u64; slots::OF_CONTAINER]| {
            (Timestamp(at as i64), ContainerSample { name: container.to_owned(), cpu_nanoseconds, working_set })
        };
        Ok(slots.into_iter().map(sample).collect())
    }

    /// Forgets a group.
    pub fn remove(&self, group: &ContainerGroupId) -> std::io::Result<()> {
        self.last().remove(group);
        let missing = |result: std::io::Result<()>| match result {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            result => result,
        };
        missing(std::fs::remove_dir_all(self.containers(group)))?;
        missing(std::fs::remove_file(self.file(group)))
    }

    /// Groups of which figures are kept, so that those nobody knows any more can be removed.
    pub fn known(&self) -> std::io::Result<Vec<ContainerGroupId>> {
        let entries = std::fs::read_dir(&self.folder)?;
        Ok(entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_container_used_is_kept_beside_its_group_and_goes_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let figures = Figures::open(folder.path()).unwrap();
        let group: ContainerGroupId = gantry_model::id::Id::from_parts(1_700_000_000_000, 7);
        let at = Timestamp(1_700_000_000_000);
        let web = ContainerSample { name: "web".into(), cpu_nanoseconds: 5, working_set: 6 };
        let sample = Sample { at, containers: vec![web.clone()], ..Default::default() };
        figures.record(&group, &sample).unwrap();
        assert_eq!(figures.read_container(&group, "web", at, at, at).unwrap(), [(at, web)]);
        assert_eq!(figures.read_container(&group, "other", at, at, at).unwrap(), []);
        assert_eq!(figures.read(&group, at, at, at).unwrap().samples.len(), 1);
        assert_eq!(figures.latest(&group).unwrap().at, at);
        assert_eq!(figures.known().unwrap(), std::slice::from_ref(&group));
        figures.remove(&group).unwrap();
        figures.remove(&group).unwrap();
        assert_eq!(figures.latest(&group), None);
        assert_eq!(figures.read_container(&group, "web", at, at, at).unwrap(), []);
        assert_eq!(std::fs::read_dir(folder.path().join("figures/containers")).unwrap().count(), 0);
    }
}
