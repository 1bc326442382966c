//! Orders, and the installation's internal account that pays them (BIL-07, BIL-08; decision "Buying, paying").
//!
//! An order is a document that never changes but for its state, so every step of buying can be left and resumed by its URL. Paying is
//! one step of the store: it takes the money, makes or renews what was ordered, and closes the order. So a kill leaves an order that
//! is paid and delivered or neither, and paying twice finds it paid.
//!
//! An order for an instance holds the instance's name and id from the beginning; cancelling it, or leaving it unpaid for a day, lets the
//! name go. What must be there at the moment of payment (quota, balance) is looked at then, whatever the order page said.

mod account;
mod orders;
mod payment;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use gantry_model::error::{Error, Result};
use gantry_model::message::billing as say;
use gantry_model::time::Timestamp;

pub use gantry_platform::documents::Order;
use gantry_platform::settings::Settings;
use gantry_platform::store::Store;

/// How often orders are looked through for such that have lapsed.
const EVERY: Duration = Duration::from_secs(60);

gantry_model::billing_operations!(gantry_platform::call::dispatch, Billing);

/// The use cases of billing. Clones share everything.
#[derive(Clone)]
pub struct Billing {
    /// Where orders and the account are written down.
    pub store: Store,
    /// What was set for this installation.
    pub settings: Arc<Settings>,
    /// Host, with port, that addresses of images begin with.
    pub registry_host: String,
}

impl Billing {
    /// Lets orders lapse that nobody pays; never ends by itself.
    pub async fn watch_for_ever(self) {
        loop {
            if let Err(error) = self.lapse().await {
                tracing::warn!(?error, "unpaid orders are looked at again later");
            }
            self.store.clock().sleep(EVERY).await;
        }
    }

    /// `months` after a moment, by the calendar of the installation's time zone.
    fn months_after(&self, at: Timestamp, months: u32) -> Result<Timestamp> {
        let instant = jiff::Timestamp::from_millisecond(at.0).map_err(Error::internal)?;
        let span = jiff::Span::new().try_months(i64::from(months)).map_err(Error::internal)?;
        let end = instant.to_zoned(self.settings.time_zone.clone()).checked_add(span);
        let end = end.map_err(|_| Error::invalid("duration", say::beyond_calendar()))?;
        Ok(Timestamp(end.timestamp().as_millisecond()))
    }
}

impl gantry_platform::call::Call for Billing {
    fn log(&self) -> &Store {
        &self.store
    }
}
