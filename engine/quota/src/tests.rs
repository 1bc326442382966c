//! Limits without pages.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use gantry_model::Message;
use gantry_model::error::{Error, Result};
use gantry_model::kind::EipId;
use gantry_model::kind::ResourceKind;
use gantry_model::network::EipSpec;
use gantry_model::quota::operations::{QuotaList, QuotaUpdate};
use gantry_model::quota::{Entitlement, Limits, QuotaRow};

use super::{Quotas, admit, first_start, give_back, take};
use gantry_platform::audit::Filter;
use gantry_platform::call::Call as _;
use gantry_platform::clock::ManualClock;
use gantry_platform::context::Context;
use gantry_platform::documents::Eip;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Author, New, Store, Tx};

fn open(folder: &std::path::Path, limits: Limits) -> Quotas {
    let store = Store::open(folder, Arc::new(ManualClock::default()), gantry_platform::documents::kinds()).unwrap();
    store.write_now(Author::system(), move |tx| first_start(tx, "local", &limits)).unwrap();
    Quotas { store, settings: Arc::new(Settings::default()) }
}

async fn row(quotas: &Quotas, entitlement: Entitlement) -> QuotaRow {
    let rows = quotas.call(&Context::system(), QuotaList { region: "local".into() }).await.unwrap();
    rows.into_iter().find(|row| row.entitlement == entitlement).unwrap()
}

#[tokio::test]
async fn a_limit_holds_and_what_is_given_back_can_be_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let quotas = open(folder.path(), Limits::for_cores(2).with(Entitlement::Count(ResourceKind::Eip), 2));
    let take_one = || quotas.store.write_now(Author::system(), make_eip);
    let first = take_one().unwrap();
    take_one().unwrap();
    let error = take_one().unwrap_err();
    assert!(
        matches!(&error, Error::QuotaExceeded { message } if message.to_string().contains("quota of 2 EIPs; 2 are used")),
        "{error}"
    );
    let eips = Entitlement::Count(ResourceKind::Eip);
    assert_eq!(row(&quotas, eips).await.used, 2, "what was refused is not counted");
    quotas.store.write_now(Author::system(), move |tx| tx.delete::<Eip>(&first)).unwrap();
    take_one().unwrap();
}

fn make_eip(tx: &mut Tx<'_>) -> Result<EipId> {
    admit::<Eip>(tx, "local", 1)?;
    let spec = EipSpec {
        address: std::net::Ipv4Addr::new(127, 100, 0, 1),
        bandwidth_mbps: 1,
        bound: None,
        released_with_group: false,
    };
    let eip = tx.insert(New::<Eip> {
        id: tx.new_id(),
        name: String::new(),
        region: "local".into(),
        owner: "system".into(),
        labels: BTreeMap::new(),
        spec,
        status: Default::default(),
    })?;
    Ok(eip.id)
}

#[tokio::test]
async fn vcpu_that_is_given_back_can_be_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let quotas = open(folder.path(), Limits::for_cores(2).with(Entitlement::Vcpu, 4));
    let take =
        |amount| quotas.store.write_now(Author::system(), move |tx| take(tx, "local", Entitlement::Vcpu, amount));
    take(3).unwrap();
    assert!(matches!(take(2), Err(Error::QuotaExceeded { .. })));
    quotas.store.write_now(Author::system(), |tx| give_back(tx, "local", Entitlement::Vcpu, 3)).unwrap();
    take(4).unwrap();
}

#[tokio::test]
async fn the_administrator_changes_a_limit_and_it_is_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let quotas = open(folder.path(), Limits::for_cores(2));
    let vpcs = Entitlement::Count(ResourceKind::Vpc);
    let before = row(&quotas, vpcs).await;
    quotas
        .call(
            &Context::system(),
            QuotaUpdate { region: "local".into(), entitlement: vpcs, seen: before.limit, limit: Some(1) },
        )
        .await
        .unwrap();
    let changed = row(&quotas, vpcs).await;
    assert_eq!((changed.limit, changed.default_limit), (1, before.limit));
    let stale = quotas
        .call(
            &Context::system(),
            QuotaUpdate { region: "local".into(), entitlement: vpcs, seen: before.limit, limit: None },
        )
        .await
        .unwrap_err();
    assert!(matches!(stale, Error::Conflict { .. }), "{stale}");
    let entries = quotas.store.read(|read| read.operations(&Filter { limit: 10, ..Filter::default() })).await.unwrap();
    assert_eq!(entries[0].action, "quota_update");
    let detail = Message::of_stored(entries[0].detail.clone());
    assert_eq!(detail.to_string(), format!("VPCs: {} to 1", before.limit));
    drop(quotas);

    // Another start with other settings keeps what the administrator has set, and nothing else.
    let quotas = open(folder.path(), Limits::for_cores(64));
    assert_eq!(row(&quotas, vpcs).await.limit, 1);
    assert_eq!(row(&quotas, Entitlement::Vcpu).await.limit, 2048);
    quotas
        .call(&Context::system(), QuotaUpdate { region: "local".into(), entitlement: vpcs, seen: 1, limit: None })
        .await
        .unwrap();
    assert_eq!(row(&quotas, vpcs).await.limit, before.limit);
    let refused = quotas
        .call(
            &Context::system(),
            QuotaUpdate { region: "local".into(), entitlement: vpcs, seen: before.limit, limit: Some(u64::MAX) },
        )
        .await
        .unwrap_err();
    assert_eq!(refused.field(), Some("limit"));
    let refused = quotas
        .call(&Context::system(), QuotaUpdate { region: "moon".into(), entitlement: vpcs, seen: 1, limit: Some(1) })
        .await
        .unwrap_err();
    assert_eq!(refused.field(), Some("region"));
}
