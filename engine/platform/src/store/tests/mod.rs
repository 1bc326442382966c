//! The store's tests, by what they show.
#![allow(clippy::unwrap_used)]

mod crash;
mod documents;
mod full_disk;
mod lists;
mod operations;
mod shapes;
mod sharing;
mod watching;

use std::{collections::BTreeMap, sync::Arc};

use gantry_model::{
    Result,
    id::{ContainerGroupId, Id as _},
};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::{catalog::KindInfo, *};
use crate::clock::ManualClock;

/// A kind of the tests' own.
pub enum Probe {}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProbeSpec {
    pub size: i64,
    pub note: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ProbeStatus {
    pub state: String,
}

impl Kind for Probe {
    const KIND: &'static str = "probe";
    const COLUMNS: &'static [Column] = &[Column::integer("size", "spec.size"), Column::text("state", "status.state")];
    const INDEXES: &'static [&'static [&'static str]] = &[&["state", "size"]];
    type Id = ContainerGroupId;
    type Spec = ProbeSpec;
    type Status = ProbeStatus;
}

pub struct Bench {
    pub store: Store,
    pub clock: ManualClock,
    /// Kept until the test ends.
    pub dir: TempDir,
}

pub fn bench() -> Bench {
    let dir = tempfile::tempdir().unwrap();
    let clock = ManualClock::default();
    let store = open(dir.path(), &clock);
    Bench { store, clock, dir }
}

pub fn open(dir: &std::path::Path, clock: &ManualClock) -> Store {
    try_open(dir, clock).unwrap()
}

pub fn try_open(dir: &std::path::Path, clock: &ManualClock) -> Result<Store> {
    Store::open(dir, Arc::new(clock.clone()), vec![KindInfo::of::<Probe>()])
}

pub fn id(n: u64) -> ContainerGroupId {
    ContainerGroupId::from_parts(1_000_000 + n, n)
}

pub fn probe(n: u64) -> New<Probe> {
    New {
        id: id(n),
        name: format!("probe-{n}"),
        region: "local".into(),
        owner: "usr-1".into(),
        labels: BTreeMap::new(),
        spec: ProbeSpec { size: i64::try_from(n).unwrap(), note: String::new() },
        status: ProbeStatus::default(),
    }
}

/// Waits until `condition` holds, and fails after ten seconds.
pub async fn eventually(what: &str, condition: impl Fn() -> bool) {
    let began = std::time::Instant::now();
    while !condition() {
        assert!(began.elapsed() < std::time::Duration::from_secs(10), "waited in vain for {what}");
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
}

/// Runs the ignored test `name` of this executable in a process of its own, with `dir` as its data folder.
pub fn child(name: &str, dir: &std::path::Path) -> std::process::Command {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args([name, "--exact", "--ignored", "--nocapture", "--test-threads=1"]).env(CHILD, dir);
    command
}

/// The data folder of this process, if it was started by [`child`].
pub fn child_dir() -> std::path::PathBuf {
    std::env::var_os(CHILD).expect("another test starts this one").into()
}

const CHILD: &str = "GANTRY_TEST_STORE";
