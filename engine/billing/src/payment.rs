//! **Confirm Order** and **Payment** (BIL-07): agreeing to the terms, and the one step in which money goes and the thing comes.

use std::collections::BTreeMap;

use gantry_model::billing::{Item, OrderState, OrderStatus};
use gantry_model::error::{Error, Result};
use gantry_model::id::{OrderId, RegistryInstanceId};
use gantry_model::message::billing as say;
use gantry_model::registry::RegistryInstanceSpec;
use gantry_model::time::Timestamp;

use super::orders::{detail, open, renewable};
use super::{Billing, Order, account};
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::documents::Instance;
use gantry_platform::store::{New, Read, Resource, Tx};

impl Billing {
    /// **Pay** on Confirm Order: the terms are agreed to, and the order can be paid. Done again it changes nothing.
    ///
    /// # Errors
    /// Conflict for an order that is closed; NotFound.
    pub(crate) async fn order_agree(&self, context: &Context, id: OrderId) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let mut order = open(tx, &id)?;
                if order.spec.agreed_at.is_none() {
                    order.spec.agreed_at = Some(tx.now());
                    tx.update(&mut order)?;
                }
                Ok(())
            })
            .await
    }

    /// Completes the payment: takes the amount from the account and makes or renews the instance, whose id it gives. Done again it gives the
    /// same and takes nothing.
    ///
    /// # Errors
    /// Conflict unless the terms were agreed to, or for an order that was cancelled or has lapsed; QuotaExceeded where the
    /// balance or the region's quota does not suffice; NotFound.
    pub(crate) async fn order_pay(&self, context: &Context, id: OrderId) -> Result<RegistryInstanceId> {
        let (billing, id) = (self.clone(), id.clone());
        self.store
            .write(context, move |tx| {
                let order = tx.get::<Order>(&id)?;
                let instance = order.spec.item.instance().clone();
                if order.status.state == OrderState::Paid {
                    return Ok(instance);
                }
                let order = open(tx, &id)?;
                if order.spec.agreed_at.is_none() {
                    return Err(Error::conflict(say::agree_first()));
                }
                account::spend(tx, &billing.settings, order.spec.amount_micros)?;
                let end = billing.end_if_paid_now(tx, &order.spec.item)?;
                deliver(tx, &order, end)?;
                let status = OrderStatus { state: OrderState::Paid, closed_at: Some(tx.now()), ends_at: Some(end) };
                tx.update_status::<Order>(&id, &status)?;
                tx.about(&order, &detail(&order));
                Ok(instance)
            })
            .await
    }

    /// When the subscription ends if the order is paid at this moment: a renewal counts from the end, or from now where that has passed.
    pub(super) fn end_if_paid_now(&self, read: &Read<'_>, item: &Item) -> Result<Timestamp> {
        let from = match item {
            Item::RegistryInstance { .. } => read.now(),
            Item::Renewal { instance, .. } => {
                renewable(read, instance)?.spec.expires_at.map_or(read.now(), |end| end.max(read.now()))
            }
        };
        self.months_after(from, item.duration().months())
    }
}

fn deliver(tx: &mut Tx<'_>, order: &Resource<Order>, end: Timestamp) -> Result<()> {
    match &order.spec.item {
        Item::RegistryInstance { instance, name, .. } => {
            quota::admit::<Instance>(tx, &order.region, 1)?;
            tx.claim_name::<Instance>("", name, instance)?;
            tx.insert(New::<Instance> {
                id: instance.clone(),
                name: name.clone(),
                region: order.region.clone(),
                owner: order.owner.clone(),
                labels: BTreeMap::new(),
                // Access Entry off: REG-07.
                spec: RegistryInstanceSpec { expires_at: Some(end), ..Default::default() },
                status: (),
            })?;
            Ok(())
        }
        Item::Renewal { instance, .. } => {
            let mut instance = renewable(tx, instance)?;
            instance.spec.expires_at = Some(end);
            tx.update(&mut instance)
        }
    }
}
