//! Writes that wait together share a commit, and nobody is told before it.

use std::sync::mpsc;

use futures::{FutureExt, future::join_all};
use gantry_model::Error;

use super::*;

/// Keeps the writer busy until the sender is dropped.
fn block(store: &Store) -> (mpsc::Sender<()>, impl Future<Output = Result<()>> + use<>) {
    let (gate, closed) = mpsc::channel::<()>();
    let store = store.clone();
    let write = async move {
        store
            .write(Author::system(), move |_| {
                let _ = closed.recv();
                Ok(())
            })
            .await
    };
    (gate, write)
}

#[tokio::test]
async fn writes_that_wait_together_share_one_commit_and_hear_of_it_afterwards() {
    let bench = bench();
    let (gate, blocked) = block(&bench.store);
    let before = bench.store.figures();
    let writes = (0..64).map(|n| bench.store.write(Author::system(), move |tx| tx.insert(probe(n)).map(drop)).boxed());
    let mut all: Vec<_> = [blocked.boxed()].into_iter().chain(writes).collect();
    // The first poll hands each closure over.
    assert!(all.iter_mut().all(|write| write.now_or_never().is_none()));
    assert_eq!(bench.store.read_now(|read| read.count::<Probe>(&Query::new())).unwrap(), 0);
    drop(gate);
    assert!(join_all(all).await.into_iter().all(|result| result.is_ok()));
    let after = bench.store.figures();
    assert_eq!(after.writes - before.writes, 65);
    // A closure joins no transaction that is old, and the one that waited for the gate may be.
    assert!(after.commits - before.commits <= 2, "{after:?}");
}

#[tokio::test]
async fn a_failing_write_undoes_itself_and_not_its_neighbours() {
    let bench = bench();
    let (gate, blocked) = block(&bench.store);
    let writes = (0..20).map(|n| {
        bench.store.write(Author::system(), move |tx| {
            tx.insert(probe(n))?;
            tx.add_usage("local", "groups", 1)?;
            if n % 3 == 0 { Err(Error::conflict(Message::text("on purpose"))) } else { Ok(()) }
        })
    });
    let mut all: Vec<_> = [blocked.boxed()].into_iter().chain(writes.map(FutureExt::boxed)).collect();
    assert!(all.iter_mut().all(|write| write.now_or_never().is_none()));
    drop(gate);
    let failed = join_all(all).await.into_iter().filter(Result::is_err).count();
    assert_eq!(failed, 7);
    let ids = bench.store.read_now(|read| read.ids::<Probe>()).unwrap();
    assert_eq!(ids, (0..20).filter(|n| n % 3 != 0).map(id).collect::<Vec<_>>());
    assert_eq!(bench.store.read_now(|read| read.usage("local", "groups")).unwrap(), 13);
    assert_eq!(bench.store.latest(), Seq(13));
}

#[tokio::test]
async fn when_the_commit_fails_nobody_is_told_that_it_is_done() {
    let bench = bench();
    bench
        .store
        .write(Author::system(), |tx| {
            tx.run("CREATE TABLE t (id INTEGER PRIMARY KEY REFERENCES t (id))", [])?;
            tx.run("CREATE TABLE u (t INTEGER REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)", [])
        })
        .await
        .unwrap();
    let (before, (gate, blocked)) = (bench.store.latest(), block(&bench.store));
    let sound = bench.store.write(Author::system(), |tx| tx.insert(probe(1)).map(drop)).boxed();
    // A reference that is only looked at by the commit stands for a disk that fails there.
    let broken = bench.store.write(Author::system(), |tx| tx.run("INSERT INTO u VALUES (7)", []).map(drop)).boxed();
    let mut all = vec![blocked.boxed(), sound, broken];
    assert!(all.iter_mut().all(|write| write.now_or_never().is_none()));
    drop(gate);
    let results = join_all(all).await;
    assert!(results[1..].iter().all(Result::is_err), "{results:?}");
    assert_eq!(bench.store.latest(), before);
    assert!(bench.store.read_now(|read| read.ids::<Probe>()).unwrap().is_empty());
    // The writer goes on.
    bench.store.write(Author::system(), |tx| tx.insert(probe(1))).await.unwrap();
    assert_eq!(bench.store.latest(), Seq(before.0 + 1));
}

#[tokio::test]
async fn a_read_sees_one_moment() {
    let bench = bench();
    bench.store.write(Author::system(), |tx| tx.insert(probe(1))).await.unwrap();
    let store = bench.store.clone();
    let counts = bench
        .store
        .read(move |read| {
            let before = read.count::<Probe>(&Query::new())?;
            store.write_now(Author::system(), |tx| tx.insert(probe(2)))?;
            Ok((before, read.count::<Probe>(&Query::new())?))
        })
        .await
        .unwrap();
    assert_eq!(counts, (1, 1));
    assert_eq!(bench.store.read_now(|read| read.count::<Probe>(&Query::new())).unwrap(), 2);
}

#[test]
fn a_read_cannot_write() {
    let bench = bench();
    let refused = bench.store.read_now(|read| {
        use crate::store::fault::Sql as _;
        read.conn().execute("DELETE FROM usage", []).sql()
    });
    assert!(refused.is_err());
}

#[test]
fn a_second_server_on_the_folder_is_refused_by_name() {
    let bench = bench();
    let refused = try_open(bench.dir.path(), &bench.clock).unwrap_err();
    let message = refused.to_string();
    assert!(matches!(refused, Error::Unavailable { .. }));
    assert!(message.contains(&bench.dir.path().display().to_string()), "{message}");
    assert!(message.contains(&format!("process {}", std::process::id())), "{message}");
    let Bench { store, clock, dir } = bench;
    drop(store);
    open(dir.path(), &clock);
}

#[test]
fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = bench();
    bench.store.write_now(Author::system(), |tx| tx.insert(probe(1))).unwrap();
    for entry in std::fs::read_dir(bench.dir.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", entry.path());
    }
}
