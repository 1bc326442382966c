//! Server functions of billing: who asks, the command or query of the engine, its answer.

use gantry_model::billing::{
    AccountView, Duration, InstanceOptions, NewInstance, OrderState, OrderView, RenewalOptions,
};
use gantry_model::id::{OrderId, RegistryInstanceId};
use gantry_model::page::{Page, PageRequest};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use gantry_console::session::request::{actor, engine};
use gantry_ui::fault::Fault;
use gantry_ui::json::Json;

/// What the order page of an instance shows (REG-05, QTA-03).
#[server(name = ViewInstanceOptions, endpoint = "instance_options", input = Json, output = Json)]
pub async fn instance_options(region: String) -> Result<InstanceOptions, Fault> {
    Ok(engine().billing().instance_options(&actor()?, &region).await?)
}

/// **Buy Now** (REG-05).
#[server(endpoint = "instance_order", input = Json, output = Json)]
pub async fn instance_order(form: NewInstance) -> Result<OrderId, Fault> {
    Ok(engine().billing().instance_order(&actor()?, &form).await?)
}

/// What the page of a renewal shows.
#[server(name = ViewRenewalOptions, endpoint = "renewal_options", input = Json, output = Json)]
pub async fn renewal_options(instance: RegistryInstanceId) -> Result<RenewalOptions, Fault> {
    Ok(engine().billing().renewal_options(&actor()?, &instance).await?)
}

/// **Buy Now** of a renewal.
#[server(endpoint = "renewal_order", input = Json, output = Json)]
pub async fn renewal_order(instance: RegistryInstanceId, duration: Duration) -> Result<OrderId, Fault> {
    Ok(engine().billing().renewal_order(&actor()?, &instance, duration).await?)
}

/// Orders, those in one state or all.
#[server(endpoint = "order_list", input = Json, output = Json)]
pub async fn order_list(state: Option<OrderState>, page: PageRequest) -> Result<Page<OrderView>, Fault> {
    Ok(engine().billing().order_list(&actor()?, state, &page).await?)
}

/// One order.
#[server(name = ViewOrder, endpoint = "order_view", input = Json, output = Json)]
pub async fn order_view(id: OrderId) -> Result<OrderView, Fault> {
    Ok(engine().billing().order_view(&actor()?, &id).await?)
}

/// **Pay** on Confirm Order: the terms are agreed to.
#[server(endpoint = "order_agree", input = Json, output = Json)]
pub async fn order_agree(id: OrderId) -> Result<(), Fault> {
    Ok(engine().billing().order_agree(&actor()?, &id).await?)
}

/// Completes the payment.
#[server(endpoint = "order_pay", input = Json, output = Json)]
pub async fn order_pay(id: OrderId) -> Result<RegistryInstanceId, Fault> {
    Ok(engine().billing().order_pay(&actor()?, &id).await?)
}

/// Cancels an unpaid order.
#[server(endpoint = "order_cancel", input = Json, output = Json)]
pub async fn order_cancel(id: OrderId) -> Result<(), Fault> {
    Ok(engine().billing().order_cancel(&actor()?, &id).await?)
}

/// The account.
#[server(endpoint = "billing_account_view", input = Json, output = Json)]
pub async fn billing_account_view() -> Result<AccountView, Fault> {
    Ok(engine().billing().account_view(&actor()?).await?)
}

/// **Add Credit**, in millionths of the currency's unit.
#[server(endpoint = "billing_account_credit", input = Json, output = Json)]
pub async fn billing_account_credit(micros: u64) -> Result<(), Fault> {
    Ok(engine().billing().account_credit(&actor()?, micros).await?)
}
