//! What can be asked of billing.

use super::{AccountView, Duration, NewInstance, OrderState};
use crate::kind::{OrderId, RegistryInstanceId};
use crate::operation::{any_value_fits, checks_itself};
use crate::page::{Page, PageRequest};

checks_itself!(NewInstance);
any_value_fits!(Duration, OrderState);

/// The lines of the table, for a macro that makes something of each.
#[macro_export]
macro_rules! billing_operations {
    ($($then:ident)::+ $(, $with:ty)?) => {
        $($then)::+! {
            [$($with)?]
            billing in ($crate::billing::operations);

            /// What the order page of an instance shows (REG-05, QTA-03).
            read(Order) fn instance_options(region: String) -> $crate::billing::InstanceOptions;
            /// **Buy Now** of a registry instance (REG-05).
            write(Order) fn instance_order(form: NewInstance) -> OrderId;
            /// What the page of a renewal shows.
            read(Order) fn renewal_options(instance: RegistryInstanceId) -> $crate::billing::RenewalOptions;
            /// **Buy Now** of a renewal.
            write(Order) fn renewal_order(instance: RegistryInstanceId, duration: Duration) -> OrderId;
            /// Orders, those in one state or all.
            read(Order) fn order_list(state: Option<OrderState>, page: PageRequest) -> Page<$crate::billing::OrderView>;
            /// One order.
            read(Order) fn order_view(id: OrderId) -> $crate::billing::OrderView;
            /// **Pay** on Confirm Order: the terms are agreed to.
            write(Order) fn order_agree(id: OrderId) -> ();
            /// Completes the payment of an order.
            write(Order) fn order_pay(id: OrderId) -> RegistryInstanceId;
            /// Cancels an unpaid order.
            write(Order) fn order_cancel(id: OrderId) -> ();
            /// The account that pays orders.
            read(Order) fn billing_account_view() -> AccountView;
            /// **Add Credit**, in millionths of the currency's unit.
            write(Order) fn billing_account_credit(micros: u64) -> ();
        }
    };
}

billing_operations!(crate::operation::declare);
