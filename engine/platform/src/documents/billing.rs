//! What the store keeps of billing.

use gantry_model::billing::{OrderSpec, OrderStatus};
use gantry_model::id::OrderId;
use gantry_model::kind::ResourceKind;

use crate::store::catalog::KindInfo;
use crate::store::{Column, Kind, Reference, Refers};

/// The kinds of this area.
pub(super) const KINDS: &[KindInfo] = &[KindInfo::of::<Order>()];

/// Kind of an order. Its name is that of what is ordered, its owner the person who placed it.
#[derive(Debug)]
pub struct Order;

impl Kind for Order {
    const KIND: &'static str = ResourceKind::Order.token();
    const COLUMNS: &'static [Column] = &[Column::text("state", "status.state")];
    const FOUND_BY: &'static [&'static str] = &["name", "id"];
    const NOTE: &'static [&'static str] = &["state"];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = OrderId;
    type Spec = OrderSpec;
    type Status = OrderStatus;

    fn refers(spec: &OrderSpec, _: &OrderStatus) -> Vec<Reference> {
        vec![Reference::mentions(spec.item.instance(), "order")]
    }
}
