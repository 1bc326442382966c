//! Buying without pages.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::Duration as Time;

use gantry_model::billing::operations::{
    BillingAccountCredit, BillingAccountView, InstanceOrder, OrderAgree, OrderCancel, OrderList, OrderPay, OrderView,
    RenewalOrder,
};
use gantry_model::billing::{Duration, NewInstance, OrderState};
use gantry_model::error::Error;
use gantry_model::iam::{Actor, Role};
use gantry_model::id::{Id as _, OrderId, RegistryInstanceId, UserId};
use gantry_model::kind::ResourceKind;
use gantry_model::page::PageRequest;
use gantry_model::quota::{Entitlement, Limits};
use gantry_model::registry::{BASIC_EDITION, GRACE_MS, Phase};
use jiff::tz::TimeZone;

use super::Billing;
use gantry_engine_quota as quota;
use gantry_platform::call::Call as _;
use gantry_platform::clock::{Clock, ManualClock};
use gantry_platform::context::Context;
use gantry_platform::documents::Instance;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Author, Resource, Store};

struct Bed {
    billing: Billing,
    clock: ManualClock,
    folder: Arc<tempfile::TempDir>,
}

impl Bed {
    fn new() -> Self {
        Self::at(Arc::new(tempfile::tempdir().unwrap()), ManualClock::default(), 10_000_000_000)
    }

    fn at(folder: Arc<tempfile::TempDir>, clock: ManualClock, opening: u64) -> Self {
        let store = Store::open(folder.path(), Arc::new(clock.clone()), gantry_platform::documents::kinds()).unwrap();
        store
            .write_now(Author::system(), |tx| {
                let limits = Limits::for_cores(1).with(Entitlement::Count(ResourceKind::RegistryInstance), 2);
                quota::first_start(tx, "local", &limits)
            })
            .unwrap();
        let mut settings = Settings { time_zone: TimeZone::UTC, ..Settings::default() };
        settings.prices.opening_balance_micros = opening;
        let billing = Billing { store, settings: Arc::new(settings), registry_host: "127.0.0.1:8080".into() };
        Self { billing, clock, folder }
    }

    async fn order(&self, name: &str, duration: Duration) -> Result<OrderId, Error> {
        self.billing.call(&admin(), InstanceOrder { form: form(name, duration) }).await
    }

    async fn bought(&self, name: &str) -> RegistryInstanceId {
        let order = self.order(name, Duration::OneMonth).await.unwrap();
        self.billing.call(&admin(), OrderAgree { id: order.clone() }).await.unwrap();
        self.billing.call(&admin(), OrderPay { id: order.clone() }).await.unwrap()
    }

    async fn instance(&self, id: &RegistryInstanceId) -> Resource<Instance> {
        let id = id.clone();
        self.billing.store.read(move |read| read.get::<Instance>(&id)).await.unwrap()
    }

    async fn balance(&self) -> String {
        self.billing.call(&admin(), BillingAccountView {}).await.unwrap().balance
    }
}

fn admin() -> Context {
    Context::of(Actor::User { id: UserId::from_parts(1, 1), name: "admin".into(), role: Role::Administrator })
}

fn form(name: &str, duration: Duration) -> NewInstance {
    NewInstance { region: "local".into(), instance_type: BASIC_EDITION.into(), name: name.into(), duration }
}

#[tokio::test]
async fn paying_an_order_makes_the_instance_once_and_takes_the_money_once() {
    let bed = Bed::new();
    let order = bed.order("eci-autoscaling", Duration::OneYear).await.unwrap();
    let early = bed.billing.call(&admin(), OrderPay { id: order.clone() }).await.unwrap_err();
    assert!(matches!(&early, Error::Conflict { message } if message.to_string().contains("terms")), "{early}");
    bed.billing.call(&admin(), OrderAgree { id: order.clone() }).await.unwrap();
    let system = Context::system();
    let pay = || bed.billing.call(&system, OrderPay { id: order.clone() });
    let (one, two) = tokio::join!(pay(), pay());
    assert_eq!(one.as_ref().unwrap(), two.as_ref().unwrap());
    assert_eq!(bed.balance().await, "9988.00");
    let instance = bed.instance(&one.unwrap()).await;
    assert_eq!((instance.name.as_str(), instance.spec.access_entry), ("eci-autoscaling", false));
    assert_eq!(instance.spec.phase(bed.clock.now()), Phase::Running);

    // As after a kill: the same order again takes nothing.
    let Bed { billing, clock, folder } = bed;
    drop(billing);
    let bed = Bed::at(folder, clock, 10_000_000_000);
    bed.billing.call(&admin(), OrderPay { id: order.clone() }).await.unwrap();
    assert_eq!(bed.balance().await, "9988.00");
    let view = bed.billing.call(&admin(), OrderView { id: order.clone() }).await.unwrap();
    assert_eq!((view.state, view.amount.as_str()), (OrderState::Paid, "12.00"));
}

#[tokio::test]
async fn an_order_holds_its_name_until_it_is_cancelled_or_lapses() {
    let bed = Bed::new();
    let order = bed.order("harbour", Duration::OneMonth).await.unwrap();
    let taken = bed.order("harbour", Duration::OneMonth).await.unwrap_err();
    assert_eq!(taken.field(), Some("name"));
    assert!(taken.to_string().contains("unpaid order"), "{taken}");
    bed.billing.call(&admin(), OrderCancel { id: order.clone() }).await.unwrap();
    let cancelled = bed.billing.call(&admin(), OrderPay { id: order.clone() }).await.unwrap_err();
    assert!(matches!(cancelled, Error::Conflict { .. }), "{cancelled}");

    let again = bed.order("harbour", Duration::OneMonth).await.unwrap();
    assert_eq!(bed.billing.lapse().await.unwrap(), 0);
    bed.clock.advance(Time::from_secs(24 * 3600));
    assert_eq!(bed.billing.lapse().await.unwrap(), 1);
    assert_eq!(bed.billing.call(&admin(), OrderView { id: again.clone() }).await.unwrap().state, OrderState::Lapsed);
    bed.order("harbour", Duration::OneMonth).await.unwrap();
    let unpaid = bed
        .billing
        .call(&admin(), OrderList { state: Some(OrderState::Unpaid), page: PageRequest::default() })
        .await
        .unwrap();
    assert_eq!(unpaid.items.len(), 1);
    assert_eq!(bed.balance().await, "10000.00", "nothing was paid");
}

#[tokio::test]
async fn neither_balance_nor_quota_is_passed() {
    let bed = Bed::at(Arc::new(tempfile::tempdir().unwrap()), ManualClock::default(), 2_000_000);
    let dear = bed.order("dear", Duration::ThreeMonths).await.unwrap();
    bed.billing.call(&admin(), OrderAgree { id: dear.clone() }).await.unwrap();
    let refused = bed.billing.call(&admin(), OrderPay { id: dear.clone() }).await.unwrap_err();
    assert!(refused.to_string().contains("balance of the account is 2.00 CNY; this order costs 3.00 CNY"), "{refused}");
    assert_eq!(bed.billing.call(&admin(), OrderView { id: dear.clone() }).await.unwrap().left, None);
    bed.billing.call(&admin(), BillingAccountCredit { micros: 3_000_000 }).await.unwrap();
    bed.billing.call(&admin(), OrderPay { id: dear.clone() }).await.unwrap();
    assert_eq!(bed.balance().await, "2.00");

    let late = bed.order("late", Duration::OneMonth).await.unwrap();
    bed.billing.call(&admin(), OrderAgree { id: late.clone() }).await.unwrap();
    bed.bought("second").await;
    // Two are there, as many as may be: at the order, and at an order that was placed before.
    let refused = bed.order("third", Duration::OneMonth).await.unwrap_err();
    assert!(
        matches!(&refused, Error::QuotaExceeded { message } if message.to_string().contains("quota of 2 registry instances")),
        "{refused}"
    );
    let refused = bed.billing.call(&admin(), OrderPay { id: late.clone() }).await.unwrap_err();
    assert!(matches!(refused, Error::QuotaExceeded { .. }), "{refused}");
    assert_eq!(bed.balance().await, "1.00", "a refused payment takes nothing");
}

#[tokio::test]
async fn a_renewal_counts_from_the_end_and_brings_a_suspended_instance_back() {
    let bed = Bed::new();
    let id = bed.bought("eci").await;
    let end = bed.instance(&id).await.spec.expires_at.unwrap();
    let renew = async |duration| {
        let order = bed.billing.call(&admin(), RenewalOrder { instance: id.clone(), duration }).await.unwrap();
        bed.billing.call(&admin(), OrderAgree { id: order.clone() }).await.unwrap();
        bed.billing.call(&admin(), OrderPay { id: order.clone() }).await.unwrap();
        bed.instance(&id).await.spec.expires_at.unwrap()
    };
    let longer = renew(Duration::OneMonth).await;
    assert!(longer > end);
    let until = u64::try_from(longer.since(bed.clock.now()) + GRACE_MS).unwrap();
    bed.clock.advance(Time::from_millis(until));
    assert_eq!(bed.instance(&id).await.spec.phase(bed.clock.now()), Phase::Suspended);
    let back = renew(Duration::TwoMonths).await;
    assert!(back.since(bed.clock.now()) > 58 * 24 * 3600 * 1000, "it counts from now where the end has passed");
    assert_eq!(bed.instance(&id).await.spec.phase(bed.clock.now()), Phase::Running);
}
