//! Who uses a thing is known at once, whatever was written before.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use gantry_engine_network::first_start;
use gantry_model::id::Id as _;
use gantry_model::kind::ResourceKind;
use gantry_model::reference::{Bond, User};
use gantry_platform::clock::ManualClock;
use gantry_platform::documents::{ContainerGroup, SecurityGroup, VSwitch, Vpc};
use gantry_platform::store::{Author, FILE, Kind, New, Query, Resource, Store};

fn open_all(dir: &std::path::Path, clock: &ManualClock) -> Store {
    Store::open(dir, Arc::new(clock.clone()), gantry_platform::documents::kinds()).unwrap()
}

fn users(store: &Store, id: &str) -> Vec<User> {
    store.read_now(|read| read.users(id, Bond::Uses, 100)).unwrap().users
}

/// The names of what uses a thing, in the order in which a refusal names them.
fn names(store: &Store, id: &str) -> Vec<String> {
    users(store, id).into_iter().map(|user| user.name).collect()
}

fn only<K: Kind>(store: &Store) -> Resource<K> {
    store.read_now(|read| read.list::<K>(&Query::new())).unwrap().items.remove(0)
}

#[test]
fn a_new_and_a_changed_document_use_what_they_name() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let store = open_all(dir.path(), &clock);
    store.write_now(Author::system(), |tx| first_start(tx, &gantry_model::settings::Region::local())).unwrap();
    let vpc = only::<Vpc>(&store);
    let mut users_of_vpc = names(&store, vpc.id.as_str());
    users_of_vpc.sort();
    assert_eq!(users_of_vpc, ["Default-Security-Group", "vsw-local-a", "vsw-local-b", "vsw-local-c"]);
    let group = only::<SecurityGroup>(&store);
    assert!(users(&store, group.id.as_str()).is_empty());

    // A rule that names another group uses it, until the rule goes.
    let other = store
        .write_now(Author::system(), {
            let group = group.clone();
            move |tx| {
                let mut spec = group.spec.clone();
                spec.rules[0].remote = gantry_model::network::Remote::Group(group.id.clone());
                tx.insert(New::<SecurityGroup> {
                    id: tx.new_id(),
                    name: "inner".into(),
                    region: group.region.clone(),
                    owner: "system".into(),
                    labels: BTreeMap::new(),
                    spec,
                    status: (),
                })
            }
        })
        .unwrap();
    let found = users(&store, group.id.as_str());
    assert_eq!((found.len(), found[0].kind, found[0].role.as_str()), (1, ResourceKind::SecurityGroup, "rule"));
    assert_eq!(found[0].name, "inner");
    store
        .write_now(Author::system(), {
            let (mut other, rules) = (other.clone(), group.spec.rules.clone());
            move |tx| {
                other.spec.rules = rules;
                tx.update(&mut other)
            }
        })
        .unwrap();
    assert!(users(&store, group.id.as_str()).is_empty());
    store.write_now(Author::system(), move |tx| tx.delete::<SecurityGroup>(&other.id)).unwrap();
    assert_eq!(names(&store, vpc.id.as_str()).len(), 4);
}

#[test]
fn a_group_uses_all_its_subnets_until_it_has_an_address_of_one() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let store = open_all(dir.path(), &clock);
    store.write_now(Author::system(), |tx| first_start(tx, &gantry_model::settings::Region::local())).unwrap();
    let (vpc, security_group) = (only::<Vpc>(&store), only::<SecurityGroup>(&store));
    let subnets = store.read_now(|read| read.list::<VSwitch>(&Query::new())).unwrap().items;
    let spec = serde_json::from_value(serde_json::json!({
        "vpc": vpc.id, "subnets": [subnets[0].id, subnets[1].id], "security_group": security_group.id,
        "deployment": "MultiZone", "size": { "Basic": { "vcpu": 1, "gib": 2 } }, "restart_policy": "Always",
        "containers": [], "grace_seconds": 30,
    }));
    let spec: gantry_model::containers::ContainerGroupSpec = spec.unwrap();
    let group = store
        .write_now(Author::system(), move |tx| {
            tx.insert(New::<ContainerGroup> {
                id: tx.new_id(),
                name: "web".into(),
                region: "local".into(),
                owner: "system".into(),
                labels: BTreeMap::new(),
                spec,
                status: Default::default(),
            })
        })
        .unwrap();
    let used = |store: &Store| subnets.iter().map(|subnet| names(store, subnet.id.as_str()).len()).collect::<Vec<_>>();
    assert_eq!(used(&store), [1, 1, 0]);
    let (id, placed) = (group.id.clone(), subnets[1].id.clone());
    store
        .write_now(Author::system(), move |tx| {
            let mut status = tx.get::<ContainerGroup>(&id)?.status;
            status.subnet = Some(placed);
            tx.update_status::<ContainerGroup>(&id, &status)
        })
        .unwrap();
    assert_eq!(used(&store), [0, 1, 0]);

    // A store that an older program wrote has no such table; the next start makes it.
    drop(store);
    let file = rusqlite::Connection::open(dir.path().join(FILE)).unwrap();
    file.execute_batch("DROP TABLE document_references; DELETE FROM modules WHERE name = 'document_references'")
        .unwrap();
    drop(file);
    let store = open_all(dir.path(), &clock);
    assert_eq!(used(&store), [0, 1, 0]);
    assert_eq!(names(&store, security_group.id.as_str()), ["web"]);
}

#[test]
fn a_text_finds_things_of_every_kind_with_the_way_to_them() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let store = open_all(dir.path(), &clock);
    store.write_now(Author::system(), |tx| first_start(tx, &gantry_model::settings::Region::local())).unwrap();
    let found = store.read_now(|read| read.find_by_text("local", "LOCAL-B", 10)).unwrap();
    assert_eq!((found.len(), found[0].name.as_str(), found[0].kind), (1, "vsw-local-b", ResourceKind::VSwitch));
    assert_eq!(found[0].note, "10.0.64.0/18 · local-b");
    let by_id = store.read_now(|read| read.find_by_text("local", &found[0].id, 10)).unwrap();
    assert_eq!(by_id, found);
    assert!(store.read_now(|read| read.find_by_text("moon", "LOCAL-B", 10)).unwrap().is_empty());
}
