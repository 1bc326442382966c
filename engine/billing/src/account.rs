//! The internal account: what it began with, what was credited, what orders took (decision "Prices, balance").

use gantry_model::billing::{AccountView, MOST_CREDIT_MICROS, money};
use gantry_model::error::{Error, Result};
use gantry_model::message::billing as say;

use super::Billing;
use gantry_platform::context::Context;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Read, Tx};

/// Usage counters of the whole installation, in millionths of the currency's unit.
const CREDITED: &str = "account_credited_micros";
const SPENT: &str = "account_spent_micros";

/// What is left, in millionths; 0 where less than nothing is, because the opening balance was lowered.
pub(super) fn balance(read: &Read<'_>, settings: &Settings) -> Result<u64> {
    let there = counter(read, CREDITED)?.saturating_add(settings.prices.opening_balance_micros);
    Ok(there.saturating_sub(counter(read, SPENT)?))
}

/// Takes an amount from the account.
///
/// # Errors
/// QuotaExceeded, naming amount and balance.
pub(super) fn spend(tx: &mut Tx<'_>, settings: &Settings, micros: u64) -> Result<()> {
    let left = balance(tx, settings)?;
    if micros > left {
        let currency = &settings.prices.currency;
        return Err(Error::quota_exceeded(say::balance_short(money(left), currency, money(micros))));
    }
    tx.add_usage("", SPENT, signed(micros)?).map(drop)
}

fn counter(read: &Read<'_>, name: &str) -> Result<u64> {
    Ok(u64::try_from(read.usage("", name)?).unwrap_or(0))
}

fn signed(micros: u64) -> Result<i64> {
    i64::try_from(micros).map_err(Error::internal)
}

impl Billing {
    /// The account.
    ///
    /// # Errors
    /// Forbidden.
    pub(crate) async fn billing_account_view(&self, _: &Context) -> Result<AccountView> {
        let settings = self.settings.clone();
        self.store
            .read(move |read| {
                Ok(AccountView {
                    balance: money(balance(read, &settings)?),
                    credited: money(counter(read, CREDITED)? + settings.prices.opening_balance_micros),
                    spent: money(counter(read, SPENT)?),
                    currency: settings.prices.currency.clone(),
                })
            })
            .await
    }

    /// **Add Credit**: the administrator puts an amount into the account.
    ///
    /// # Errors
    /// Forbidden; Invalid, of field `amount`.
    pub(crate) async fn billing_account_credit(&self, context: &Context, micros: u64) -> Result<()> {
        if micros == 0 || micros > MOST_CREDIT_MICROS {
            return Err(Error::invalid("amount", say::amount_range()));
        }
        let currency = self.settings.prices.currency.clone();
        self.store
            .write(context, move |tx| {
                tx.add_usage("", CREDITED, signed(micros)?)?;
                tx.about_other("account", "", "", &format!("{} {currency}", money(micros)));
                Ok(())
            })
            .await
    }
}
