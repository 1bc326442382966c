//! What the store keeps of billing.

use gantry_model::billing::{OrderSpec, OrderStatus};
use gantry_model::id::OrderId;

use crate::store::{Column, Kind};

/// Kind of an order. Its name is that of what is ordered, its owner the person who placed it.
#[derive(Debug)]
pub struct Order;

impl Kind for Order {
    const KIND: &'static str = "order";
    const COLUMNS: &'static [Column] = &[Column::text("state", "status.state")];
    type Id = OrderId;
    type Spec = OrderSpec;
    type Status = OrderStatus;
}
