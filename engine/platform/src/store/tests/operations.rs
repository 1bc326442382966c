//! Events of a resource and the log of operations.

use std::time::Duration;

use gantry_model::observe::EventType;

use super::*;
use crate::audit::{Filter, Operation, Outcome};

fn event(bench: &Bench, reason: &str, description: &str) {
    let (reason, description) = (reason.to_owned(), description.to_owned());
    let append = move |tx: &mut Tx<'_>| {
        tx.append_event::<Probe>(&id(1), EventType::Warning, &reason, &Message::text(&description))
    };
    bench.store.write_now(Author::controller("probes"), append).unwrap();
}

#[test]
fn the_newest_events_stay_and_a_repeated_one_counts_up() {
    let bench = bench();
    bench.store.write_now(Author::system(), |tx| tx.insert(probe(1))).unwrap();
    for n in 0..MOST_EVENTS + 50 {
        event(&bench, "Counted", &format!("Number {n}."));
    }
    for _ in 0..3 {
        bench.clock.advance(Duration::from_secs(10));
        event(&bench, "BackOff", "It waits.");
    }
    let events = bench.store.read_now(|read| read.events(id(1).as_str())).unwrap();
    assert_eq!(events.len(), MOST_EVENTS as usize);
    let first = &events[0];
    assert_eq!((first.reason.as_str(), first.count, first.event_type), ("BackOff", 3, EventType::Warning));
    assert_eq!(first.ended_at.since(first.started_at), 20_000);
    assert_eq!(first.name.len(), 32);
    assert_eq!(events[1].description.to_string(), "Number 249.");
    assert_eq!(events[MOST_EVENTS as usize - 1].description.to_string(), "Number 51.");
}

#[test]
fn events_go_with_their_resource_and_long_ones_are_cut_between_characters() {
    let bench = bench();
    bench.store.write_now(Author::system(), |tx| tx.insert(probe(1))).unwrap();
    event(&bench, "Failed", &"ü".repeat(5000));
    let events = || bench.store.read_now(|read| read.events(id(1).as_str())).unwrap();
    assert_eq!(events()[0].description.to_string(), "ü".repeat(1024));
    bench.store.write_now(Author::system(), |tx| tx.delete::<Probe>(&id(1))).unwrap();
    assert!(events().is_empty());
}

#[test]
fn operations_are_kept_with_who_and_from_where() {
    let bench = bench();
    for (n, user) in ["usr-1", "usr-2", "usr-1"].into_iter().enumerate() {
        let outcome = if n == 2 { Outcome::Refused } else { Outcome::Done };
        let audit = move |tx: &mut Tx<'_>| {
            let id = id(n as u64);
            tx.audit(&Operation {
                action: "probe_create",
                kind: Probe::KIND,
                id: id.as_str(),
                region: "local",
                outcome,
                detail: "web",
            })
        };
        bench.store.write_now(Author::user(user, Some("192.0.2.7")), audit).unwrap();
    }
    let read = |filter: Filter| bench.store.read_now(|read| read.operations(&filter)).unwrap();
    let all = read(Filter { limit: 10, ..Filter::default() });
    assert_eq!(all.iter().map(|entry| entry.number).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(
        (all[0].actor.as_str(), all[0].address.as_str(), all[0].outcome),
        ("usr-1", "192.0.2.7", Outcome::Refused)
    );
    let mine = read(Filter { actor: Some("usr-1".into()), limit: 1, ..Filter::default() });
    assert_eq!(mine.iter().map(|entry| entry.number).collect::<Vec<_>>(), [3]);
    let before = read(Filter { actor: Some("usr-1".into()), before: Some(3), limit: 10, ..Filter::default() });
    assert_eq!(before.iter().map(|entry| entry.number).collect::<Vec<_>>(), [1]);
    let about = read(Filter { id: Some(id(1).to_string()), limit: 10, ..Filter::default() });
    assert_eq!(about.iter().map(|entry| entry.actor.as_str()).collect::<Vec<_>>(), ["usr-2"]);
}
