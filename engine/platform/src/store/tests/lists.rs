//! Lists: each row has one place, and a part of a long list costs what a part of a short one does.

use std::{
    collections::BTreeSet,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
};

use gantry_model::{
    Error, Message,
    page::{MOST_ROWS, PageRequest},
};
use proptest::prelude::*;
use rusqlite::StatementStatus;

use super::*;
use crate::store::fault::Sql as _;

#[test]
fn names_from_outside_are_refused_unless_they_are_columns() {
    let bench = bench();
    let list = |query: Query| bench.store.read_now(|read| read.list::<Probe>(&query)).map(drop).unwrap_err();
    let error = list(Query::new().sort("size\"; DROP TABLE names; --", Order::Ascending));
    assert_eq!(error.field(), Some("sort"));
    assert_eq!(list(Query::new().equal("password", "x")).field(), Some("filter"));
    assert_eq!(list(Query::new().after("gibberish")).field(), Some("cursor"));
}

#[test]
fn a_cursor_of_another_order_is_refused() {
    let bench = bench();
    bench.store.write_now(Author::system(), |tx| (0..3).try_for_each(|n| tx.insert(probe(n)).map(drop))).unwrap();
    let by = |column: &str| Query::new().sort(column, Order::Ascending).limit(1);
    let list = |query: &Query| bench.store.read_now(|read| read.list::<Probe>(query));
    let next = list(&by("size")).unwrap().next.unwrap();
    assert_eq!(list(&by("name").after(&next)).unwrap_err().field(), Some("cursor"));
    assert_eq!(list(&by("size").after(&next)).unwrap().items[0].id, id(1));
}

#[test]
fn addresses_are_sorted_by_number() {
    enum Host {}
    impl Kind for Host {
        const KIND: &'static str = "host";
        const COLUMNS: &'static [Column] = &[Column::address("address", "spec.note")];
        type Id = ContainerGroupId;
        type Spec = ProbeSpec;
        type Status = ProbeStatus;
    }
    let dir = tempfile::tempdir().unwrap();
    let clock = crate::clock::ManualClock::default();
    let store = Store::open(dir.path(), Arc::new(clock), vec![KindInfo::of::<Host>()]).unwrap();
    let inserted =
        ["10.0.0.10", "10.0.0.2", "", "192.168.0.0/16", "10.0.0.0/16", "9.255.255.255", "10.0.0.0/8", "[gateway]"];
    store
        .write_now(Author::system(), move |tx| {
            inserted.iter().zip(0..).try_for_each(|(address, n)| {
                let New { id, name, region, owner, labels, spec, status } = probe(n);
                let spec = ProbeSpec { note: (*address).into(), ..spec };
                tx.insert(New::<Host> { id, name, region, owner, labels, spec, status }).map(drop)
            })
        })
        .unwrap();
    let mut sorted: Vec<String> = Vec::new();
    let mut query = Query::in_region("local").sort("address", Order::Ascending).limit(3);
    loop {
        let part = store.read_now(|read| read.list::<Host>(&query)).unwrap();
        sorted.extend(part.items.into_iter().map(|host| host.spec.note));
        match part.next {
            Some(next) => query = query.after(&next),
            None => break,
        }
    }
    let wanted =
        ["", "[gateway]", "9.255.255.255", "10.0.0.0/8", "10.0.0.0/16", "10.0.0.2", "10.0.0.10", "192.168.0.0/16"];
    assert_eq!(sorted, wanted);
    // What is typed is looked for in the text.
    let found = Query::in_region("local").search(&["address"], "0.0.1");
    assert_eq!(store.read_now(|read| read.count::<Host>(&found)).unwrap(), 1);
}

#[test]
fn page_numbers_end_at_ten_thousand_rows() {
    let bench = bench();
    let page = |page| PageRequest { page, size: 100, ..PageRequest::default() };
    let ask = |request: PageRequest| bench.store.read_now(move |read| read.page::<Probe>(&Query::new(), &request));
    ask(page(100)).unwrap();
    let beyond = ask(page(101)).unwrap_err();
    assert_eq!(beyond.field(), Some("page"));
    assert!(beyond.to_string().contains(&MOST_ROWS.to_string()), "{beyond}");
}

#[test]
fn a_page_after_the_last_one_is_the_last_one() {
    let bench = bench();
    bench.store.write_now(Author::system(), |tx| (0..51).try_for_each(|n| tx.insert(probe(n)).map(drop))).unwrap();
    let ask = |page| {
        let request = PageRequest { page, size: 10, ..PageRequest::default() };
        bench.store.read_now(move |read| read.page::<Probe>(&Query::new(), &request)).unwrap()
    };
    let beyond = ask(50);
    assert_eq!((beyond.page, beyond.items.len(), beyond.total), (6, 1, 51));
    assert_eq!(ask(5).page, 5);
}

#[test]
fn filters_say_what_they_say() {
    let bench = bench();
    bench
        .store
        .write_now(Author::system(), |tx| {
            for n in 0..20 {
                let mut new = probe(n);
                new.name = format!("{}_{n}%", if n % 2 == 0 { "Web" } else { "db" });
                new.labels = BTreeMap::from([("tier".into(), format!("t{}", n % 4))]);
                new.status.state = if n < 5 { "Running" } else { "Pending" }.into();
                tx.insert(new)?;
            }
            tx.mark_deleting::<Probe>(&id(19)).map(drop)
        })
        .unwrap();
    let count = |query: Query| bench.store.read_now(|read| read.count::<Probe>(&query)).unwrap();
    assert_eq!(count(Query::in_region("local")), 20);
    assert_eq!(count(Query::in_region("other")), 0);
    assert_eq!(count(Query::new().equal("state", "Running")), 5);
    assert_eq!(count(Query::new().one_of("state", ["Running", "Failed"])), 5);
    assert_eq!(count(Query::new().one_of("state", Vec::<String>::new())), 0);
    assert_eq!(count(Query::new().at_least("size", 15)), 5);
    assert_eq!(count(Query::new().at_least("size", 15).at_most("size", 16)), 2);
    assert_eq!(count(Query::new().contains("name", "wEB")), 10);
    assert_eq!(count(Query::new().contains("name", "_1%")), 1);
    assert_eq!(count(Query::new().contains("name", "%")), 20);
    assert_eq!(count(Query::new().search(&["name", "id"], &id(3).as_str()[4..])), 1);
    assert_eq!(count(Query::new().search(&["name"], "  ")), 20);
    assert_eq!(count(Query::new().begins_with("name", "Web")), 10);
    assert_eq!(count(Query::new().begins_with("name", "eb")), 0);
    assert_eq!(count(Query::new().label("tier", None)), 20);
    assert_eq!(count(Query::new().label("tier", Some("t2"))), 5);
    assert_eq!(count(Query::new().label("other", None)), 0);
    assert_eq!(count(Query::new().deleting(true)), 1);
    assert_eq!(count(Query::new().deleting(false)), 19);
}

#[test]
fn the_length_of_a_list_is_known_without_counting() {
    let bench = bench();
    bench
        .store
        .write_now(Author::system(), |tx| {
            for n in 0..10 {
                let region = if n < 4 { "here" } else { "there" };
                tx.insert(New { region: region.into(), ..probe(n) })?;
            }
            tx.delete::<Probe>(&id(0))
        })
        .unwrap();
    let refused = bench.store.write_now(Author::system(), |tx| -> Result<()> {
        tx.delete::<Probe>(&id(1))?;
        Err(Error::conflict(Message::text("on purpose")))
    });
    assert!(refused.is_err());
    let counts = |store: &Store| {
        [Query::in_region("here"), Query::in_region("there"), Query::in_region("nowhere"), Query::new()]
            .map(|query| store.read_now(|read| read.count::<Probe>(&query)).unwrap())
    };
    assert_eq!(counts(&bench.store), [3, 6, 0, 9]);
    // An older file, which has no such counts, is counted when it is upgraded.
    let Bench { store, clock, dir } = bench;
    let forget = "DROP TABLE document_counts";
    store.write_now(Author::system(), |tx| tx.run(forget, [])).unwrap();
    store.write_now(Author::system(), |tx| tx.run("DELETE FROM modules WHERE name = 'document_counts'", [])).unwrap();
    drop(store);
    assert_eq!(counts(&open(dir.path(), &clock)), [3, 6, 0, 9]);
}

/// How a query runs: its plan, and how many steps SQLite took for it.
fn cost(store: &Store, query: &Query) -> (String, i32) {
    store
        .read_now(|read| {
            let statement = query.select(&read.entry::<Probe>()?.info, "id")?;
            let mut explain = read.conn().prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).sql()?;
            let plan = explain.query_map(statement.params(), |row| row.get::<_, String>(3)).sql()?;
            let plan: Vec<_> = plan.collect::<rusqlite::Result<_>>().sql()?;
            let mut select = read.conn().prepare(&statement.sql).sql()?;
            let rows = select.query_map(statement.params(), |row| row.get::<_, String>(0)).sql()?.count();
            assert_eq!(rows, 21);
            Ok((plan.join("; "), select.get_status(StatementStatus::VmStep)))
        })
        .unwrap()
}

/// The same holds for a million rows: neither plan nor steps know how long the list is. The bench lists a million by the clock.
#[test]
fn a_part_of_a_long_list_visits_its_own_rows_only() {
    const ROWS: i64 = 50_000;
    let bench = bench();
    let fill = "INSERT INTO doc_probe (id, name, region, owner, labels, spec, status, generation, revision, created_at, updated_at, shape)
         WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n + 1 < ?1)
         SELECT printf('eci-%020d', n), 'name-' || (n * 7919 % 50000), 'local', 'usr-1', '{}',
                json_object('size', n % 100, 'note', ''), json_object('state', iif(n % 2, 'Running', 'Pending')),
                1, 1, n * 1000, n * 1000, 1 FROM n";
    bench.store.write_now(Author::system(), |tx| tx.run(fill, [ROWS])).unwrap();
    let query = || Query::in_region("local").limit(20);
    let near = bench.store.read_now(|read| read.list::<Probe>(&query().sort("size", Order::Descending))).unwrap().next;
    let deep = query().sort("size", Order::Descending).at_most("size", 1);
    let deep = bench.store.read_now(|read| read.list::<Probe>(&deep)).unwrap().next;
    let by_size = query().sort("size", Order::Descending);
    for (what, query) in [
        ("by age", query().sort("created_at", Order::Descending)),
        ("by name", query().sort("name", Order::Ascending)),
        ("by id", query().sort("id", Order::Ascending)),
        ("of one state by id", query().equal("state", "Running")),
        ("of one state by size", query().equal("state", "Running").sort("size", Order::Ascending)),
        ("with a name that begins so", query().begins_with("name", "name-4").sort("name", Order::Ascending)),
        ("behind the first rows", by_size.clone().after(&near.unwrap())),
        ("behind the last rows", by_size.after(&deep.unwrap())),
    ] {
        let (plan, steps) = cost(&bench.store, &query);
        assert!(plan.contains("USING") && !plan.contains("TEMP B-TREE"), "{what}: {plan}");
        assert!(steps < 700, "{what}: {steps} steps: {plan}");
    }
    let last_page = query().page(&PageRequest { page: 100, size: 20, sort: "name".into(), ..PageRequest::default() });
    let (_, steps) = cost(&bench.store, &last_page);
    assert!(steps < 20_000, "{steps}");
}

/// One store for all cases; each case has a region of its own.
static SHARED: LazyLock<Bench> = LazyLock::new(bench);
static REGION: AtomicU64 = AtomicU64::new(0);

fn fill(rows: &[(i64, bool)]) -> (String, Vec<ContainerGroupId>) {
    let number = REGION.fetch_add(1, Ordering::Relaxed);
    let region = format!("region-{number}");
    let ids: Vec<_> = (0..rows.len() as u64).map(|n| ContainerGroupId::from_parts(number, n * 7919 % 1009)).collect();
    let new = rows.iter().zip(&ids).map(|(&(size, running), id)| New {
        id: id.clone(),
        region: region.clone(),
        spec: ProbeSpec { size, note: String::new() },
        status: ProbeStatus { state: if running { "Running" } else { "Pending" }.into() },
        ..probe(0)
    });
    let new: Vec<_> = new.collect();
    SHARED
        .store
        .write_now(Author::system(), move |tx| new.into_iter().try_for_each(|new| tx.insert(new).map(drop)))
        .unwrap();
    (region, ids)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn parts_and_pages_together_are_the_sorted_list(
        rows in prop::collection::vec((-3i64..3, any::<bool>()), 0..60),
        limit in 1u32..25,
        descending: bool,
        filtered: bool,
        by_size: bool,
    ) {
        let (region, ids) = fill(&rows);
        let mut expected: Vec<_> = rows.iter().zip(&ids)
            .filter(|((_, running), _)| !filtered || *running)
            .map(|((size, _), id)| (if by_size { *size } else { 0 }, id.clone()))
            .collect();
        expected.sort();
        if descending {
            expected.reverse();
        }
        let expected: Vec<_> = expected.into_iter().map(|(_, id)| id).collect();
        let order = if descending { Order::Descending } else { Order::Ascending };
        let mut query = Query::in_region(&region).sort(if by_size { "size" } else { "created_at" }, order).limit(limit);
        if filtered {
            query = query.equal("state", "Running");
        }
        let list = |query: &Query| SHARED.store.read_now(|read| read.list::<Probe>(query)).unwrap();

        let (mut walked, mut part) = (Vec::new(), query.clone());
        loop {
            let answer = list(&part);
            prop_assert!(answer.items.len() <= limit as usize);
            walked.extend(answer.items.into_iter().map(|item| item.id));
            let Some(next) = answer.next else { break };
            part = query.clone().after(&next);
        }
        prop_assert_eq!(&walked, &expected);
        prop_assert_eq!(SHARED.store.read_now(|read| read.count::<Probe>(&query)).unwrap(), expected.len() as u64);

        let mut paged = Vec::new();
        for page in 1..=(expected.len() as u32).div_ceil(10) {
            let request = PageRequest { page, ..PageRequest::default() };
            let answer = SHARED.store.read_now(|read| read.page::<Probe>(&query, &request)).unwrap();
            prop_assert_eq!(answer.total, expected.len() as u64);
            paged.extend(answer.items.into_iter().map(|item| item.id));
        }
        prop_assert_eq!(&paged, &expected);
    }

    #[test]
    fn a_walk_shows_once_whatever_stays_while_others_come_and_go(
        rows in prop::collection::vec((-3i64..3, Just(true)), 1..50),
        leave in prop::collection::vec(any::<prop::sample::Index>(), 0..10),
        limit in 1u32..10,
    ) {
        let (region, ids) = fill(&rows);
        let query = Query::in_region(&region).sort("size", Order::Ascending).limit(limit);
        let mut leave = leave.into_iter().map(|index| ids[index.index(ids.len())].clone());
        let (mut walked, mut gone, mut part) = (Vec::new(), BTreeSet::new(), query.clone());
        loop {
            let answer = SHARED.store.read_now(|read| read.list::<Probe>(&part)).unwrap();
            walked.extend(answer.items.into_iter().map(|item| item.id));
            if let Some(id) = leave.next() && gone.insert(id.clone()) {
                SHARED.store.write_now(Author::system(), move |tx| tx.delete::<Probe>(&id)).unwrap();
            }
            let Some(next) = answer.next else { break };
            part = query.clone().after(&next);
        }
        let seen: BTreeSet<_> = walked.iter().cloned().collect();
        prop_assert_eq!(seen.len(), walked.len(), "a row was shown twice");
        for id in ids.iter().filter(|id| !gone.contains(id)) {
            prop_assert!(seen.contains(id), "{} was left out", id);
        }
    }

    #[test]
    fn no_cursor_from_outside_breaks_anything(text in ".{0,80}") {
        let answer = SHARED.store.read_now(|read| read.list::<Probe>(&Query::new().after(&text)));
        let refused = matches!(answer, Err(Error::Invalid { .. }));
        prop_assert!(refused);
    }
}
