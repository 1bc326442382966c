//! Limits without pages.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use gantry_model::error::Error;
use gantry_model::iam::Actor;
use gantry_model::quota::{Entitlement, Limits, QuotaRow};

use super::{Quotas, first_start, give_back, take};
use crate::audit::Filter;
use crate::clock::ManualClock;
use crate::settings::Settings;
use crate::store::{Author, Store};

fn open(folder: &std::path::Path, limits: Limits) -> Quotas {
    let store = Store::open(folder, Arc::new(ManualClock::default())).unwrap();
    store.write_now(Author::system(), move |tx| first_start(tx, "local", &limits)).unwrap();
    Quotas { store, settings: Arc::new(Settings::default()) }
}

async fn row(quotas: &Quotas, entitlement: Entitlement) -> QuotaRow {
    let rows = quotas.list(&Actor::System, "local").await.unwrap();
    rows.into_iter().find(|row| row.entitlement == entitlement).unwrap()
}

#[tokio::test]
async fn a_limit_holds_and_what_is_given_back_can_be_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let quotas = open(folder.path(), Limits::for_cores(2).with(Entitlement::Eips, 2));
    let take_one = || quotas.store.write_now(Author::system(), |tx| take(tx, "local", Entitlement::Eips, 1));
    take_one().unwrap();
    take_one().unwrap();
    let error = take_one().unwrap_err();
    assert!(
        matches!(&error, Error::QuotaExceeded { message } if message.contains("quota of 2 elastic IPs; 2 are used")),
        "{error}"
    );
    assert_eq!(row(&quotas, Entitlement::Eips).await.used, 2, "what was refused is not counted");
    quotas.store.write_now(Author::system(), |tx| give_back(tx, "local", Entitlement::Eips, 1)).unwrap();
    take_one().unwrap();
}

#[tokio::test]
async fn the_administrator_changes_a_limit_and_it_is_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let quotas = open(folder.path(), Limits::for_cores(2));
    let before = row(&quotas, Entitlement::Vpcs).await;
    quotas.update(&Actor::System, "local", Entitlement::Vpcs, Some(1)).await.unwrap();
    let changed = row(&quotas, Entitlement::Vpcs).await;
    assert_eq!((changed.limit, changed.default_limit), (1, before.limit));
    let entries = quotas.store.read(|read| read.operations(&Filter { limit: 10, ..Filter::default() })).await.unwrap();
    assert_eq!(entries[0].action, "quota_update");
    assert_eq!(entries[0].detail, format!("VPCs: {} to 1", before.limit));
    drop(quotas);

    // Another start with other settings keeps what the administrator has set, and nothing else.
    let quotas = open(folder.path(), Limits::for_cores(64));
    assert_eq!(row(&quotas, Entitlement::Vpcs).await.limit, 1);
    assert_eq!(row(&quotas, Entitlement::Vcpu).await.limit, 2048);
    quotas.update(&Actor::System, "local", Entitlement::Vpcs, None).await.unwrap();
    assert_eq!(row(&quotas, Entitlement::Vpcs).await.limit, before.limit);
    let refused = quotas.update(&Actor::System, "local", Entitlement::Vpcs, Some(u64::MAX)).await.unwrap_err();
    assert_eq!(refused.field(), Some("limit"));
    let refused = quotas.update(&Actor::System, "moon", Entitlement::Vpcs, Some(1)).await.unwrap_err();
    assert_eq!(refused.field(), Some("region"));
}

#[tokio::test]
async fn what_an_older_version_did_not_count_is_counted_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Arc::new(ManualClock::default())).unwrap();
    store
        .write_now(Author::system(), |tx| crate::network::first_start(tx, &gantry_model::settings::Region::local()))
        .unwrap();
    drop(store);
    let quotas = open(folder.path(), Limits::for_cores(2));
    assert_eq!(row(&quotas, Entitlement::Vpcs).await.used, 1);
    assert_eq!(row(&quotas, Entitlement::VSwitches).await.used, 3);
}
