use std::time::Duration;

use super::*;

async fn insert(store: &Store, n: u64) {
    store.write(Author::user("usr-1", None), move |tx| tx.insert(probe(n))).await.unwrap();
}

/// The ids of the next `count` changes.
async fn next_ids(watch: &mut Watch, count: usize) -> Vec<String> {
    let mut ids = Vec::new();
    while ids.len() < count {
        match watch.next().await.unwrap() {
            Watched::Change(change) => ids.push(change.id.to_string()),
            Watched::Resync(seq) => panic!("told to begin again at {seq}"),
        }
    }
    ids
}

fn ids(numbers: impl IntoIterator<Item = u64>) -> Vec<String> {
    numbers.into_iter().map(|n| id(n).to_string()).collect()
}

#[tokio::test]
async fn a_watch_hears_of_each_change_with_its_author_and_verb() {
    let bench = bench();
    let mut watch = bench.store.watch(None);
    insert(&bench.store, 1).await;
    let status = ProbeStatus { state: "Running".into() };
    bench
        .store
        .write(Author::controller("probes"), move |tx| {
            tx.update_status::<Probe>(&id(1), &status)?;
            tx.mark_deleting::<Probe>(&id(1))?;
            tx.delete::<Probe>(&id(1))
        })
        .await
        .unwrap();
    let mut heard = Vec::new();
    while heard.len() < 4 {
        let Watched::Change(change) = watch.next().await.unwrap() else { panic!("told to begin again") };
        assert_eq!((&*change.kind, &*change.id), ("probe", id(1).as_str()));
        heard.push((change.seq.0, change.actor.to_string(), change.verb, change.revision));
    }
    let controller = || "controller:probes".to_owned();
    assert_eq!(
        heard,
        [
            (1, "usr-1".to_owned(), Verb::Created, 1),
            (2, controller(), Verb::Status, 2),
            (3, controller(), Verb::Deleting, 3),
            (4, controller(), Verb::Deleted, 4),
        ]
    );
}

#[tokio::test]
async fn a_watch_goes_on_where_another_one_ended() {
    let bench = bench();
    for n in 0..10 {
        insert(&bench.store, n).await;
    }
    let mut first = bench.store.watch(Some(Seq(0)));
    assert_eq!(next_ids(&mut first, 4).await, ids(0..4));
    let mut second = bench.store.watch(Some(first.cursor()));
    assert_eq!(next_ids(&mut second, 6).await, ids(4..10));
}

#[tokio::test]
async fn a_watch_goes_on_after_a_restart() {
    let Bench { store, clock, dir } = bench();
    for from in (0..2500).step_by(100) {
        let some = move |tx: &mut Tx<'_>| (from..from + 100).try_for_each(|n| tx.insert(probe(n)).map(drop));
        store.write_now(Author::system(), some).unwrap();
    }
    drop(store);
    let store = open(dir.path(), &clock);
    let mut watch = store.watch(Some(Seq(5)));
    assert_eq!(next_ids(&mut watch, 2495).await, ids(5..2500));
    insert(&store, 3000).await;
    assert_eq!(next_ids(&mut watch, 1).await, ids([3000]));
}

#[tokio::test]
async fn a_cursor_older_than_seven_days_is_told_to_begin_again() {
    let Bench { store, clock, dir } = bench();
    for n in 0..5 {
        insert(&store, n).await;
    }
    clock.advance(Duration::from_secs(6 * 24 * 3600));
    for n in 5..10 {
        insert(&store, n).await;
    }
    clock.advance(Duration::from_secs(2 * 24 * 3600));
    drop(store);
    let store = open(dir.path(), &clock);
    // What the writer is given first, it does first: the log was shortened before this write.
    insert(&store, 10).await;
    let mut recent = store.watch(Some(Seq(5)));
    assert_eq!(next_ids(&mut recent, 6).await, ids(5..11));
    let mut old = store.watch(Some(Seq(3)));
    assert_eq!(old.next().await.unwrap(), Watched::Resync(Seq(11)));
    insert(&store, 11).await;
    assert_eq!(next_ids(&mut old, 1).await, ids([11]));
}

#[tokio::test]
async fn a_cursor_from_the_future_is_told_to_begin_again() {
    let bench = bench();
    insert(&bench.store, 1).await;
    let mut watch = bench.store.watch(Some(Seq(1000)));
    assert_eq!(watch.next().await.unwrap(), Watched::Resync(Seq(1)));
}

#[tokio::test]
async fn numbers_go_on_after_everything_was_old() {
    let Bench { store, clock, dir } = bench();
    for n in 0..3 {
        insert(&store, n).await;
    }
    drop(store);
    clock.advance(Duration::from_secs(30 * 24 * 3600));
    for n in 3..6 {
        let store = open(dir.path(), &clock);
        insert(&store, n).await;
        assert_eq!(store.latest(), Seq(n + 1));
    }
}
