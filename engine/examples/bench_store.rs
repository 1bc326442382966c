//! How fast the store is on this disk: commits per second with 1, 8 and 64 writers, and lists of many rows.
//!
//! `bench_store [--dir DIR] [--rows N] [--seconds N]`. Figures of a store mean nothing without the time of one sync, so that comes first.
#![allow(clippy::unwrap_used)]

use std::{
    collections::BTreeMap,
    fs::File,
    io::{Seek as _, Write as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use gantry_engine::{
    clock::SystemClock,
    store::{Author, Column, Kind, New, Order, Query, Store, catalog::KindInfo},
};
use gantry_model::{
    id::{ContainerGroupId, Id as _},
    page::PageRequest,
};
use serde::{Deserialize, Serialize};

/// A document of the size and with the columns of a container group.
enum Probe {}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Spec {
    cpu: i64,
    memory: i64,
    subnet: String,
    containers: Vec<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Status {
    state: String,
    address: String,
}

impl Kind for Probe {
    const KIND: &'static str = "probe";
    const COLUMNS: &'static [Column] =
        &[Column::text("state", "status.state"), Column::text("address", "status.address")];
    type Id = ContainerGroupId;
    type Spec = Spec;
    type Status = Status;
}

static NUMBER: AtomicU64 = AtomicU64::new(0);

fn fresh() -> New<Probe> {
    let n = NUMBER.fetch_add(1, Ordering::Relaxed);
    New {
        id: ContainerGroupId::from_parts(1_760_000_000_000 + n, n),
        name: format!("group-{}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15) % 10_000_000),
        region: "local".into(),
        owner: format!("usr-{}", n % 10),
        labels: BTreeMap::from([("tier".into(), "web".into())]),
        spec: Spec {
            cpu: i64::try_from(n % 64).unwrap() * 1000,
            memory: 2048,
            subnet: "vsw-00000000000000000000".into(),
            containers: vec![format!("localhost:8080/default/team/web:{n}"); 2],
        },
        status: Status {
            state: ["Pending", "Running", "Failed"][n as usize % 3].into(),
            address: format!("10.0.{}.{}", n / 250 % 250, n % 250),
        },
    }
}

fn main() {
    let mut options: BTreeMap<String, String> = BTreeMap::new();
    let mut arguments = std::env::args().skip(1);
    while let (Some(name), Some(value)) = (arguments.next(), arguments.next()) {
        options.insert(name, value);
    }
    let option = |name: &str, default: &str| options.get(name).map_or(default, String::as_str).to_owned();
    let base = PathBuf::from(option("--dir", "target/bench"));
    let rows: u64 = option("--rows", "1000000").parse().unwrap();
    let seconds: u64 = option("--seconds", "3").parse().unwrap();
    std::fs::create_dir_all(&base).unwrap();
    let dir = tempfile::tempdir_in(&base).unwrap();

    let sync = sync_time(dir.path());
    println!("one 4 KiB write and its sync: {}", spread(&sync, |time| format!("{:.2} ms", time * 1e3)));
    let store = open(&dir.path().join("commits"));
    for writers in [1, 8, 64] {
        let runs: Vec<_> = (0..3).map(|_| commits(&store, writers, Duration::from_secs(seconds))).collect();
        let rates: Vec<_> = runs.iter().map(|run| run.0).collect();
        let shared: Vec<_> = runs.iter().map(|run| run.1).collect();
        let waits: Vec<_> = runs.iter().flat_map(|run| run.2.iter().copied()).collect();
        println!(
            "{writers:>2} writers: {} commits/s, {} a sync, each after {}, {} of the writer's processor each",
            spread(&rates, |rate| format!("{rate:.0}")),
            spread(&shared, |shared| format!("{shared:.1}")),
            spread(&waits, |wait| format!("{:.2} ms", wait * 1e3)),
            spread(&runs.iter().map(|run| run.3).collect::<Vec<_>>(), |time| format!("{:.0} µs", time * 1e6))
        );
    }
    drop(store);
    lists(&dir.path().join("lists"), rows);
}

fn open(dir: &Path) -> Store {
    Store::open(dir, Arc::new(SystemClock), vec![KindInfo::of::<Probe>()]).unwrap()
}

/// Seconds of 200 syncs of 4 KiB each.
fn sync_time(dir: &Path) -> Vec<f64> {
    let mut file = File::create(dir.join("sync")).unwrap();
    let mut once = || {
        let began = Instant::now();
        file.rewind().unwrap();
        file.write_all(&[1; 4096]).unwrap();
        file.sync_data().unwrap();
        began.elapsed().as_secs_f64()
    };
    (0..200).map(|_| once()).collect()
}

/// Seconds that the writer thread has had a processor for: a figure that does not depend on what else runs.
fn writer_seconds() -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap().map(|task| task.unwrap().path());
    let writer = tasks.filter(|task| std::fs::read_to_string(task.join("comm")).unwrap() == "store-writer\n");
    let nanoseconds = |task: PathBuf| -> f64 {
        let text = std::fs::read_to_string(task.join("schedstat")).unwrap();
        text.split(' ').next().unwrap().parse().unwrap()
    };
    writer.map(nanoseconds).sum::<f64>() / 1e9
}

/// Acknowledged writes a second, each one document; how many of them shared a sync; the seconds that each took; and the
/// seconds that each had of the writer thread.
fn commits(store: &Store, writers: usize, time: Duration) -> (f64, f64, Vec<f64>, f64) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let (before, busy, began) = (store.figures(), writer_seconds(), Instant::now());
    let waits = runtime.block_on(async {
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..writers {
            let (store, stop) = (store.clone(), stop.clone());
            tasks.spawn(async move {
                let author = Author::system();
                let mut waits = Vec::new();
                while !stop.load(Ordering::Relaxed) {
                    let began = Instant::now();
                    store.write(&author, |tx| tx.insert(fresh())).await.unwrap();
                    waits.push(began.elapsed().as_secs_f64());
                }
                waits
            });
        }
        tokio::time::sleep(time).await;
        stop.store(true, Ordering::Relaxed);
        tasks.join_all().await.concat()
    });
    let (after, took) = (store.figures(), began.elapsed().as_secs_f64());
    let writes = (after.writes - before.writes) as f64;
    let busy = (writer_seconds() - busy) / writes;
    (writes / took, writes / (after.commits - before.commits) as f64, waits, busy)
}

fn lists(dir: &Path, rows: u64) {
    let store = open(dir);
    let began = Instant::now();
    for _ in 0..rows / 10_000 {
        store.write_now(Author::system(), |tx| (0..10_000).try_for_each(|_| tx.insert(fresh()).map(drop))).unwrap();
    }
    println!("{rows} rows, 10,000 a commit: {:.0} rows/s", rows as f64 / began.elapsed().as_secs_f64());
    let query = || Query::in_region("local").limit(100);
    let newest = || query().sort("created_at", Order::Descending);
    let middle = store.read_now(|read| read.list::<Probe>(&newest().at_most("created_at", i64::MAX))).unwrap().next;
    let page = PageRequest { page: 100, size: 100, ..PageRequest::default() };
    time("100 newest", || list(&store, &newest()));
    time("100 by name", || list(&store, &query().sort("name", Order::Ascending)));
    time("the next 100, by cursor", || list(&store, &newest().after(middle.as_deref().unwrap())));
    time("100 running, by id", || list(&store, &query().equal("state", "Running")));
    time("page 100 of 100 rows", || list(&store, &newest().page(&page)));
    time("one by its id", || {
        let n = rand::random_range(NUMBER.load(Ordering::Relaxed) - rows..NUMBER.load(Ordering::Relaxed));
        let id = ContainerGroupId::from_parts(1_760_000_000_000 + n, n);
        store.read_now(|read| read.get::<Probe>(&id)).unwrap();
    });
    time("count of the region", || {
        store.read_now(|read| read.count::<Probe>(&query())).unwrap();
    });
    time("count of those running", || {
        store.read_now(|read| read.count::<Probe>(&query().equal("state", "Running"))).unwrap();
    });
    time("search for a name that is there once", || list(&store, &newest().search(&["name", "id"], "group-77777")));
    time("search for what is not there", || list(&store, &newest().search(&["name", "id"], "nothing like it")));
}

fn list(store: &Store, query: &Query) {
    store.read_now(|read| read.list::<Probe>(query)).unwrap();
}

fn time(what: &str, mut run: impl FnMut()) {
    run();
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < 200 && (times.len() < 5 || began.elapsed() < Duration::from_secs(3)) {
        let began = Instant::now();
        run();
        times.push(began.elapsed().as_secs_f64());
    }
    println!("{what}: {}", spread(&times, |time| format!("{:.2} ms", time * 1e3)));
}

/// Median, and between which values 98 % lie.
fn spread(values: &[f64], show: impl Fn(f64) -> String) -> String {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    format!("{} ({} to {})", show(at(0.5)), show(at(0.01)), show(at(0.99)))
}
