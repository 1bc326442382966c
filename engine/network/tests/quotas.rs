//! What networks take of a region's quotas.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use gantry_engine_network::first_start;
use gantry_engine_quota::{self as quota, Quotas};
use gantry_model::kind::ResourceKind;
use gantry_model::quota::operations::QuotaList;
use gantry_model::quota::{Entitlement, Limits};
use gantry_model::settings::Region;
use gantry_platform::call::Call as _;
use gantry_platform::clock::ManualClock;
use gantry_platform::context::Context;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Author, Store};

fn open(folder: &std::path::Path) -> Store {
    Store::open(folder, Arc::new(ManualClock::default()), gantry_platform::documents::kinds()).unwrap()
}

#[tokio::test]
async fn what_an_older_version_did_not_count_is_counted_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.write_now(Author::system(), |tx| first_start(tx, &Region::local())).unwrap();
    drop(store);
    let store = open(folder.path());
    let limits = Limits::for_cores(2);
    store.write_now(Author::system(), move |tx| quota::first_start(tx, "local", &limits)).unwrap();
    let quotas = Quotas { store, settings: Arc::new(Settings::default()) };
    let rows = quotas.call(&Context::system(), QuotaList { region: "local".into() }).await.unwrap();
    let used = |kind| rows.iter().find(|row| row.entitlement == Entitlement::Count(kind)).unwrap().used;
    assert_eq!(used(ResourceKind::Vpc), 1);
    assert_eq!(used(ResourceKind::VSwitch), 3);
}
