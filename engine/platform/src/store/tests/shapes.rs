//! Older files are upgraded after a backup, newer ones are left alone.

use std::path::Path;

use gantry_model::Error;
use serde_json::json;

use super::*;

/// The upgrade of a document with this note ends the process, if the environment says so too.
const FATAL: &str = "GANTRY_TEST_FATAL";

/// The probe of a later program: `size` became `length` in shape 2, and shape 3 counts it in tenths.
enum Later {}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct LaterSpec {
    length: i64,
    note: String,
}

impl Kind for Later {
    const KIND: &'static str = Probe::KIND;
    const SHAPE: u32 = 3;
    const COLUMNS: &'static [Column] = &[Column::integer("length", "spec.length")];
    type Id = ContainerGroupId;
    type Spec = LaterSpec;
    type Status = ProbeStatus;

    fn upgrade(from: u32, mut document: Document) -> Result<Document> {
        if document.spec["note"] == FATAL && std::env::var_os(FATAL).is_some() {
            nix::sys::signal::raise(nix::sys::signal::SIGKILL).unwrap();
        }
        let spec = document.spec.as_object_mut().ok_or_else(|| Error::internal("a spec is an object"))?;
        match from {
            1 => {
                let size = spec.remove("size").ok_or_else(|| Error::internal("there is no size"))?;
                spec.insert("length".into(), size);
            }
            _ => {
                let length = spec["length"].as_i64().unwrap_or_default();
                spec.insert("length".into(), json!(length * 10));
            }
        }
        Ok(document)
    }
}

fn open_later(dir: &Path, clock: &ManualClock) -> Result<Store> {
    Store::open(dir, Arc::new(clock.clone()), vec![KindInfo::of::<Later>()])
}

fn backups(dir: &Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(dir.join("backups")).map_or_else(|_| vec![], |all| all.map(|one| one.unwrap().path()).collect())
}

#[test]
fn older_documents_are_upgraded_after_a_backup() {
    let Bench { store, clock, dir } = bench();
    store.write_now(Author::system(), |tx| (0..1500).try_for_each(|n| tx.insert(probe(n)).map(drop))).unwrap();
    drop(store);
    let store = open_later(dir.path(), &clock).unwrap();
    let query = Query::in_region("local").sort("length", Order::Descending).limit(1);
    let longest = store.read_now(|read| read.list::<Later>(&query)).unwrap().items;
    assert_eq!((longest[0].spec.length, longest[0].revision), (14_990, 1));
    assert!(store.read_now(|read| read.list::<Later>(&Query::new().sort("size", Order::Ascending))).is_err());
    drop(store);

    let backups = backups(dir.path());
    assert_eq!(backups.len(), 1);
    let old = tempfile::tempdir().unwrap();
    std::fs::copy(&backups[0], old.path().join(FILE)).unwrap();
    let old = open(old.path(), &clock);
    assert_eq!(old.read_now(|read| read.get::<Probe>(&id(7))).unwrap().spec.size, 7);

    // The second start has nothing to do.
    open_later(dir.path(), &clock).unwrap();
    assert_eq!(super::shapes::backups(dir.path()), backups);
}

#[test]
fn a_newer_shape_refuses_to_start_and_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let clock = ManualClock::default();
    drop(open_later(dir.path(), &clock).unwrap());
    let before = std::fs::read(dir.path().join(FILE)).unwrap();
    let message = try_open(dir.path(), &clock).unwrap_err().to_string();
    assert!(message.contains("newer Gantry") && message.contains("probe has shape 3"), "{message}");
    assert!(message.contains(&dir.path().display().to_string()), "{message}");
    assert_eq!(std::fs::read(dir.path().join(FILE)).unwrap(), before);
    open_later(dir.path(), &clock).unwrap();
}

#[test]
fn a_newer_set_of_tables_refuses_to_start() {
    let Bench { store, clock, dir } = bench();
    store.write_now(Author::system(), |tx| tx.run("UPDATE modules SET version = 99 WHERE name = 'iam'", [])).unwrap();
    drop(store);
    let message = try_open(dir.path(), &clock).unwrap_err().to_string();
    assert!(message.contains("iam has shape 99"), "{message}");
}

#[test]
fn an_upgrade_that_fails_changes_nothing() {
    let Bench { store, clock, dir } = bench();
    store.write_now(Author::system(), |tx| (0..10).try_for_each(|n| tx.insert(probe(n)).map(drop))).unwrap();
    let broken = "UPDATE doc_probe SET spec = '{\"note\":\"\"}' WHERE name = 'probe-8'";
    store.write_now(Author::system(), move |tx| tx.run(broken, [])).unwrap();
    drop(store);
    let cause = open_later(dir.path(), &clock).unwrap_err();
    assert!(matches!(&cause, Error::Internal { cause, .. } if cause.contains("no size")), "{cause:?}");
    let store = open(dir.path(), &clock);
    assert_eq!(store.read_now(|read| read.get::<Probe>(&id(7))).unwrap().spec.size, 7);
}

#[test]
fn another_index_needs_no_backup() {
    enum Wider {}
    impl Kind for Wider {
        const KIND: &'static str = Probe::KIND;
        const COLUMNS: &'static [Column] =
            &[Column::address("note", "spec.note"), Column::integer("size", "spec.size")];
        type Id = ContainerGroupId;
        type Spec = ProbeSpec;
        type Status = ProbeStatus;
    }
    let Bench { store, clock, dir } = bench();
    store.write_now(Author::system(), |tx| tx.insert(probe(1))).unwrap();
    drop(store);
    let store = Store::open(dir.path(), Arc::new(clock.clone()), vec![KindInfo::of::<Wider>()]).unwrap();
    assert_eq!(store.read_now(|read| read.count::<Wider>(&Query::new().equal("note", ""))).unwrap(), 1);
    drop(store);
    // And back, though a column that goes was computed from another.
    drop(open(dir.path(), &clock));
    assert!(backups(dir.path()).is_empty());
}

#[test]
fn what_is_not_a_database_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(FILE), "this is a letter to my aunt, and no database at all".repeat(100)).unwrap();
    assert!(try_open(dir.path(), &ManualClock::default()).is_err());
}

#[test]
fn a_backup_while_running_is_a_whole_store() {
    let bench = bench();
    bench.store.write_now(Author::system(), |tx| tx.insert(probe(1))).unwrap();
    let copy = tempfile::tempdir().unwrap();
    bench.store.backup(&copy.path().join(FILE)).unwrap();
    bench.store.write_now(Author::system(), |tx| tx.insert(probe(2))).unwrap();
    let copy = open(copy.path(), &bench.clock);
    assert_eq!(copy.read_now(|read| read.ids::<Probe>()).unwrap(), [id(1)]);
}

#[test]
#[ignore = "a process that the test below starts and that ends itself"]
fn ends_in_the_middle_of_an_upgrade() {
    let _ = open_later(&child_dir(), &ManualClock::default());
}

#[test]
fn an_upgrade_that_was_killed_begins_again_from_the_old_state() {
    let Bench { store, clock, dir } = bench();
    store
        .write_now(Author::system(), |tx| {
            (0..20).try_for_each(|n| {
                let mut new = probe(n);
                new.spec.note = if n == 13 { FATAL } else { "" }.into();
                tx.insert(new).map(drop)
            })
        })
        .unwrap();
    drop(store);
    let mut child = child("store::tests::shapes::ends_in_the_middle_of_an_upgrade", dir.path());
    let status = child.env(FATAL, "1").stdout(std::process::Stdio::null()).status().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "{status}");
    drop(open(dir.path(), &clock));
    let store = open_later(dir.path(), &clock).unwrap();
    let sizes = store.read_now(|read| read.list::<Later>(&Query::new())).unwrap().items;
    assert_eq!(
        sizes.iter().map(|item| item.spec.length).collect::<Vec<_>>(),
        (0..20).map(|n| n * 10).collect::<Vec<_>>()
    );
}
