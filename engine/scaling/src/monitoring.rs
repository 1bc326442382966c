//! How each group stood over time, for the tab **Monitoring** (ESS-31): the means that its rules see and the numbers of instances, in a file of
//! fixed size for each group, written at the pace of the containers' figures.
//!
//! A group whose rules watch something is measured all the time, and the mean of these moments is kept. The others cost no
//! measuring: what the containers' sampler saw last is averaged.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use gantry_model::Message;
use gantry_model::containers::view::Range;
use gantry_model::error::{Error, Result};
use gantry_model::id::{Id as _, ScalingGroupId};
use gantry_model::scaling::view::{ActivityRow, GroupHistory, GroupPoint, Threshold};
use gantry_model::time::Timestamp;

use super::queries::activity_row;
use super::rules::rules_of;
use super::{Scaling, ScalingActivity, ScalingGroup};
use gantry_engine_observe::ring::{self, Kept};
use gantry_platform::context::Context;
use gantry_platform::store::{Order, Query, Read, Resource};

/// Milliseconds between two points of a group.
pub(super) const EVERY: i64 = ring::EVERY;
/// Figures of a slot: moment, four means, instances, running, desired.
const SLOT: usize = 8;
/// What coarser rings keep of them.
const KEPT: [Kept; SLOT] = {
    use Kept::{Last, MeanOfFloats};
    [Last, MeanOfFloats, MeanOfFloats, MeanOfFloats, MeanOfFloats, Last, Last, Last]
};

/// The files of the groups. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct Recorder {
    folder: PathBuf,
}

impl Recorder {
    /// # Errors
    /// [`Error::Unavailable`] if the folder below `data_dir` cannot be made.
    pub(super) fn open(data_dir: &Path) -> Result<Self> {
        let folder = data_dir.join("scaling-groups");
        std::fs::create_dir_all(&folder)
            .map_err(|error| Error::unavailable(Message::text(format!("{}: {error}", folder.display()))))?;
        Ok(Self { folder })
    }

    fn file(&self, group: &ScalingGroupId) -> PathBuf {
        self.folder.join(group.as_ref())
    }

    /// Keeps a point. A full disk loses the point, nothing else.
    pub(super) fn record(&self, group: &ScalingGroupId, point: &GroupPoint) {
        if let Err(error) = ring::record(&self.file(group), &encode(point), &KEPT) {
            tracing::warn!(%group, %error, "a point of a scaling group's history is lost");
        }
    }

    fn read(&self, group: &ScalingGroupId, from: Timestamp, to: Timestamp) -> std::io::Result<(i64, Vec<GroupPoint>)> {
        let (step, slots) = ring::read::<SLOT>(&self.file(group), from, to, to)?;
        Ok((step, slots.into_iter().map(decode).collect()))
    }

    /// Forgets a group.
    pub(super) fn forget(&self, group: &ScalingGroupId) {
        match std::fs::remove_file(self.file(group)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(%group, %error, "the history of a scaling group stays behind");
            }
            _ => {}
        }
    }

    /// Groups of which a history is kept.
    pub(super) fn known(&self) -> Vec<ScalingGroupId> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten();
        entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect()
    }
}

fn encode(point: &GroupPoint) -> [u64; SLOT] {
    let figure = |value: Option<f64>| value.unwrap_or(f64::NAN).to_bits();
    [
        point.at.0 as u64,
        figure(point.cpu),
        figure(point.memory),
        figure(point.network_in),
        figure(point.network_out),
        point.instances.into(),
        point.running.into(),
        point.desired.into(),
    ]
}

fn decode(slot: [u64; SLOT]) -> GroupPoint {
    let figure = |place: usize| Some(f64::from_bits(slot[place])).filter(|value| value.is_finite());
    let number = |place: usize| u32::try_from(slot[place]).unwrap_or(u32::MAX);
    GroupPoint {
        at: Timestamp(slot[0] as i64),
        cpu: figure(1),
        memory: figure(2),
        network_in: figure(3),
        network_out: figure(4),
        instances: number(5),
        running: number(6),
        desired: number(7),
    }
}

impl Scaling {
    /// The tab **Monitoring**: how the group stood during the last so long, what its rules compare that with, and what changed its number.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`.
    pub(crate) async fn scaling_group_monitoring(
        &self,
        _: &Context,
        id: ScalingGroupId,
        range: Range,
    ) -> Result<GroupHistory> {
        let to = self.store.clock().now();
        let from = to.plus(-range.milliseconds());
        let (group, settings) = (id.clone(), self.settings.clone());
        let (thresholds, changes, limits) = self
            .store
            .read(move |read| {
                let group = read.get::<ScalingGroup>(&group)?;
                let changes = activities_since(read, &group, from)?;
                let changes: Vec<ActivityRow> = changes.into_iter().map(|one| activity_row(&settings, one)).collect();
                let limits = (group.spec.settings.minimum, group.spec.settings.maximum);
                Ok((thresholds(read, &group)?, changes, limits))
            })
            .await?;
        let (recorder, id) = (self.recorder.clone(), id.clone());
        let read = tokio::task::spawn_blocking(move || recorder.read(&id, from, to)).await;
        let (step, points) = read.map_err(Error::internal)?.map_err(Error::internal)?;
        let (minimum, maximum) = limits;
        Ok(GroupHistory {
            from: self.settings.moment(from),
            to: self.settings.moment(to),
            step,
            points,
            thresholds,
            changes,
            minimum,
            maximum,
        })
    }
}

/// What the rules that are enabled compare figures with.
fn thresholds(read: &Read<'_>, group: &Resource<ScalingGroup>) -> Result<Vec<Threshold>> {
    let watching = |rule: Resource<super::ScalingRule>| {
        let (metric, level) = (rule.spec.kind.metric()?, rule.spec.kind.threshold()?);
        rule.spec.enabled.then_some(Threshold { rule: rule.id, name: rule.name, metric, level })
    };
    Ok(rules_of(read, group)?.into_iter().filter_map(watching).collect())
}

/// Activities that began at `from` or later, newest first.
fn activities_since(
    read: &Read<'_>,
    group: &Resource<ScalingGroup>,
    from: Timestamp,
) -> Result<Vec<Resource<ScalingActivity>>> {
    let query = Query::in_region(&group.region)
        .equal("scaling_group", group.id.as_str())
        .at_least("created_at", from.0)
        .sort("id", Order::Descending)
        .limit(super::MOST_ACTIVITIES as u32);
    Ok(read.list::<ScalingActivity>(&query)?.items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_recorded_is_read_and_what_was_not_measured_stays_unknown() {
        let folder = tempfile::tempdir().unwrap();
        let recorder = Recorder::open(folder.path()).unwrap();
        let group = ScalingGroupId::from_parts(1, 1);
        let start = Timestamp(1_700_000_000_000);
        let point = |place: i64, cpu| GroupPoint {
            at: start.plus(place * EVERY),
            cpu,
            instances: 3,
            running: 2,
            desired: 4,
            ..GroupPoint::default()
        };
        let all = [point(0, Some(42.5)), point(1, None), point(9, Some(0.0))];
        all.iter().for_each(|point| recorder.record(&group, point));
        let (step, points) = recorder.read(&group, start, start.plus(60_000)).unwrap();
        assert_eq!((step, points.as_slice()), (EVERY, all.as_slice()));
        assert_eq!(recorder.known(), std::slice::from_ref(&group));
        recorder.forget(&group);
        recorder.forget(&group);
        assert_eq!((recorder.known(), recorder.read(&group, start, start).unwrap().1), (vec![], vec![]));
    }
}
