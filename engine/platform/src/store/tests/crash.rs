//! The server may end at any instant: what was acknowledged is there, and each write is there as a whole or not at all.

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader, Write as _},
    process::Stdio,
};

use gantry_model::Error;

use super::*;

/// Each write makes so many documents.
const TOGETHER: u64 = 3;

/// Write number `n`: some documents, a name, a counter and an event in one step. Every fifth fails at its end.
fn step(n: u64) -> impl FnOnce(&mut Tx<'_>) -> Result<()> + Send + 'static {
    step_with(n, || ())
}

/// The same, with something to do after each of its writes but the last.
fn step_with(n: u64, between: impl Fn() + Send + 'static) -> impl FnOnce(&mut Tx<'_>) -> Result<()> + Send + 'static {
    move |tx| {
        for part in 0..TOGETHER {
            tx.insert(probe(n * TOGETHER + part))?;
            between();
        }
        let first = id(n * TOGETHER);
        tx.claim_name::<Probe>("local", &format!("step-{n}"), &first)?;
        between();
        tx.append_event::<Probe>(
            &first,
            gantry_model::observe::EventType::Normal,
            "Made",
            &Message::text("It was made."),
        )?;
        between();
        tx.add_usage("local", "steps", 1)?;
        if n.is_multiple_of(5) { Err(Error::conflict(Message::text("on purpose"))) } else { Ok(()) }
    }
}

/// The numbers of the writes that are there. Fails if one is there in part.
fn whole_steps(store: &Store) -> BTreeSet<u64> {
    store
        .read_now(|read| {
            let ids: BTreeSet<_> = read.ids::<Probe>()?.into_iter().collect();
            let mut steps = BTreeSet::new();
            for n in 0..100_000 {
                if steps.len() as u64 * TOGETHER == ids.len() as u64 {
                    break;
                }
                let there = (0..TOGETHER).filter(|part| ids.contains(&id(n * TOGETHER + part))).count() as u64;
                let name = read.named::<Probe>("local", &format!("step-{n}"))?;
                let events = read.events(id(n * TOGETHER).as_str())?.len() as u64;
                assert!(there == 0 || there == TOGETHER, "step {n} is there in part");
                assert_eq!((name.is_some(), events), (there > 0, there / TOGETHER), "step {n} is there in part");
                if there > 0 {
                    steps.insert(n);
                }
            }
            assert_eq!(steps.len() as u64 * TOGETHER, ids.len() as u64);
            assert_eq!(read.usage("local", "steps")?, i64::try_from(steps.len()).unwrap());
            assert!(steps.iter().all(|n| !n.is_multiple_of(5)), "a refused write stayed");
            Ok(steps)
        })
        .unwrap()
}

#[test]
#[ignore = "a process that the test below starts and kills"]
fn writes_until_killed() {
    let store = open(&child_dir(), &ManualClock::default());
    let from = whole_steps(&store).last().map_or(1, |last| last + 1);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let store = &store;
            scope.spawn(move || {
                for n in (from + thread..).step_by(4) {
                    if store.write_now(Author::system(), step(n)).is_ok() {
                        // One call, so that lines of several threads do not mix.
                        std::io::stdout().write_all(format!("\nacknowledged {n}\n").as_bytes()).unwrap();
                    }
                }
            });
        }
    });
}

#[test]
fn a_killed_server_keeps_what_it_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let mut acknowledged = BTreeSet::new();
    for round in 0..8 {
        let mut child =
            child("store::tests::crash::writes_until_killed", dir.path()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Each round ends at another place, and what is still in the pipe after the kill was acknowledged too.
        let mut left = 5 + round * 23 + usize::from(rand::random::<u8>() % 16);
        for line in lines {
            let Some(n) = line.unwrap().strip_prefix("acknowledged ").map(|n| n.parse::<u64>().unwrap()) else {
                continue;
            };
            acknowledged.insert(n);
            left = left.saturating_sub(1);
            if left == 0 {
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        let store = open(dir.path(), &ManualClock::default());
        let there = whole_steps(&store);
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    }
    assert!(acknowledged.len() > 200);
}

/// A power cut may leave any beginning of the log on the disk. Each one is the state after some write, never between.
#[test]
fn each_beginning_of_the_log_is_a_whole_state() {
    const HEADER: usize = 32;
    const FRAME: usize = 24 + 4096;
    let bench = bench();
    for n in 1..=7 {
        let _ = bench.store.write_now(Author::system(), step(n));
    }
    let read = |name: &str| std::fs::read(bench.dir.path().join(name)).unwrap();
    let (file, log) = (read("gantry.db"), read("gantry.db-wal"));
    let frames = (log.len() - HEADER) / FRAME;
    let mut seen = BTreeSet::new();
    for cut in (0..=frames).flat_map(|frame| [HEADER + frame * FRAME, HEADER + frame * FRAME + 1000]) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("gantry.db"), &file).unwrap();
        std::fs::write(dir.path().join("gantry.db-wal"), &log[..cut.min(log.len())]).unwrap();
        // Before the first commit there are no tables yet, which an open mends.
        let there = whole_steps(&open(dir.path(), &bench.clock));
        let expected: BTreeSet<_> = (1..=7).filter(|n| n % 5 != 0).take(there.len()).collect();
        assert_eq!(there, expected);
        seen.insert(there.len());
    }
    assert_eq!(seen, (0..=6).collect());
}

const STOP_AFTER: &str = "GANTRY_TEST_STOP_AFTER";

#[test]
#[ignore = "a process that the test below starts and that ends itself"]
fn ends_between_two_writes() {
    let store = open(&child_dir(), &ManualClock::default());
    let stop_after: usize = std::env::var(STOP_AFTER).unwrap().parse().unwrap();
    store.write_now(Author::system(), step(1)).unwrap();
    let writes = std::sync::atomic::AtomicUsize::new(0);
    let between = move || {
        if writes.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1 == stop_after {
            nix::sys::signal::raise(nix::sys::signal::SIGKILL).unwrap();
        }
    };
    let _ = store.write_now(Author::system(), step_with(2, between));
}

#[test]
fn a_server_that_ends_between_two_writes_of_a_step_leaves_none_of_it() {
    for stop_after in 1..=TOGETHER + 2 {
        let dir = tempfile::tempdir().unwrap();
        let mut child = child("store::tests::crash::ends_between_two_writes", dir.path());
        let status = child.env(STOP_AFTER, stop_after.to_string()).stdout(Stdio::null()).status().unwrap();
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "{status}");
        let store = open(dir.path(), &ManualClock::default());
        assert_eq!(whole_steps(&store), BTreeSet::from([1]));
        store.write_now(Author::system(), step(2)).unwrap();
        assert_eq!(whole_steps(&store), BTreeSet::from([1, 2]));
    }
}
