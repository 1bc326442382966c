use gantry_model::{Error, page::PageRequest};

use super::*;

#[tokio::test]
async fn what_is_written_is_read_back() {
    let bench = bench();
    let made = bench.store.write(Author::system(), |tx| tx.insert(probe(7))).await.unwrap();
    let read = bench.store.read(|read| read.get::<Probe>(&id(7))).await.unwrap();
    assert_eq!((made.generation, made.revision), (1, 1));
    assert_eq!(read.name, "probe-7");
    assert_eq!(read.spec, ProbeSpec { size: 7, note: String::new() });
    assert_eq!(read.created_at, bench.clock.now());
}

#[tokio::test]
async fn of_two_writers_on_one_revision_the_second_gets_a_conflict() {
    let bench = bench();
    let first = bench.store.write(Author::system(), |tx| tx.insert(probe(1))).await.unwrap();
    let second = first.clone();
    let write = |mut resource: Resource<Probe>, note: &str| {
        resource.spec.note = note.into();
        bench.store.write(Author::system(), move |tx| tx.update(&mut resource).map(|()| resource))
    };
    let (one, two) = tokio::join!(write(first, "one"), write(second, "two"));
    let one = one.unwrap();
    assert_eq!((one.generation, one.revision), (2, 2));
    assert!(matches!(two, Err(Error::Conflict { message }) if message.to_string().contains("changed meanwhile")));
    let stored = bench.store.read_now(|read| read.get::<Probe>(&id(1))).unwrap();
    assert_eq!(stored.spec.note, "one");
}

#[tokio::test]
async fn a_status_is_written_only_where_it_differs() {
    let bench = bench();
    bench.store.write(Author::system(), |tx| tx.insert(probe(1))).await.unwrap();
    let before = bench.store.latest();
    let running = || ProbeStatus { state: "Running".into() };
    let write =
        || bench.store.write(Author::controller("probe"), move |tx| tx.update_status::<Probe>(&id(1), &running()));
    assert!(write().await.unwrap());
    assert!(!write().await.unwrap());
    assert_eq!(bench.store.latest().0, before.0 + 1);
    let stored = bench.store.read_now(|read| read.get::<Probe>(&id(1))).unwrap();
    assert_eq!((stored.generation, stored.revision), (1, 2));
}

#[tokio::test]
async fn what_forms_edit_raises_the_generation_and_a_status_does_not() {
    let bench = bench();
    let made = bench.store.write(Author::system(), |tx| tx.insert(probe(1))).await.unwrap();
    let changes: [fn(&mut Resource<Probe>); 4] = [
        |one| one.name = "renamed".into(),
        |one| drop(one.labels.insert("team".into(), "web".into())),
        |one| one.spec.size = 12,
        |_| (),
    ];
    let mut one = made.clone();
    let mut generations = Vec::new();
    for change in changes {
        change(&mut one);
        one = bench.store.write(Author::system(), move |tx| tx.update(&mut one).map(|()| one)).await.unwrap();
        generations.push(one.generation);
    }
    let running = ProbeStatus { state: "Running".into() };
    bench.store.write(Author::system(), move |tx| tx.update_status::<Probe>(&id(1), &running)).await.unwrap();
    generations.push(bench.store.read_now(|read| read.get::<Probe>(&id(1))).unwrap().generation);
    assert_eq!(generations, [2, 3, 4, 4, 4]);
}

#[tokio::test]
async fn a_panic_in_a_write_undoes_it_and_harms_nobody_else() {
    let bench = bench();
    let broken = bench.store.write(Author::system(), |tx| -> Result<()> {
        tx.insert(probe(1))?;
        panic!("on purpose");
    });
    let sound = bench.store.write(Author::system(), |tx| tx.insert(probe(2)));
    let (broken, sound) = tokio::join!(broken, sound);
    assert!(matches!(broken, Err(Error::Internal { cause, .. }) if cause.contains("on purpose")));
    sound.unwrap();
    let ids = bench.store.read_now(|read| read.ids::<Probe>()).unwrap();
    assert_eq!(ids, [id(2)]);
    assert_eq!(bench.store.latest(), Seq(1));
}

#[tokio::test]
async fn a_taken_name_is_refused_until_its_holder_is_gone() {
    let bench = bench();
    let claim = |n: u64| {
        bench.store.write(Author::system(), move |tx| {
            tx.insert(probe(n))?;
            tx.claim_name::<Probe>("local", "web", &id(n))
        })
    };
    claim(1).await.unwrap();
    let refused = claim(2).await.unwrap_err();
    assert_eq!(refused.field(), Some("name"));
    assert!(refused.to_string().contains("\"web\""), "{refused}");
    bench.store.write(Author::system(), |tx| tx.delete::<Probe>(&id(1))).await.unwrap();
    claim(3).await.unwrap();
    assert_eq!(bench.store.read_now(|read| read.named::<Probe>("local", "web")).unwrap(), Some(id(3)));
}

#[tokio::test]
async fn usage_counts_and_never_falls_below_zero() {
    let bench = bench();
    let add = |delta| bench.store.write(Author::system(), move |tx| tx.add_usage("local", "groups", delta));
    assert_eq!(add(3).await.unwrap(), 3);
    assert_eq!(add(-1).await.unwrap(), 2);
    assert!(matches!(add(-3).await, Err(Error::Internal { .. })));
    assert_eq!(bench.store.read_now(|read| read.usage("local", "groups")).unwrap(), 2);
    assert_eq!(bench.store.read_now(|read| read.usages("local")).unwrap(), [("groups".to_owned(), 2)]);
}

#[tokio::test]
async fn a_page_has_its_rows_and_the_whole_count() {
    let bench = bench();
    bench.store.write(Author::system(), |tx| (0..25).try_for_each(|n| tx.insert(probe(n)).map(drop))).await.unwrap();
    let request = PageRequest { page: 2, size: 10, sort: "size".into(), descending: true, ..Default::default() };
    let page = bench.store.read(move |read| read.page::<Probe>(&Query::in_region("local"), &request)).await.unwrap();
    assert_eq!(page.total, 25);
    let sizes: Vec<_> = page.items.iter().map(|item| item.spec.size).collect();
    assert_eq!(sizes, (5..15).rev().collect::<Vec<_>>());
}
