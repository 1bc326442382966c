//! Orders (BIL-07, BIL-08): the list with the account's balance, **Confirm Order**, **Payment**. Each step has its URL, so that
//! an order can be left and resumed.
#![recursion_limit = "512"]

pub mod api;
mod confirm;
mod credit;
mod orders;
mod payment;

pub use confirm::ConfirmOrder;
pub use orders::Orders;
pub use payment::Payment;

use gantry_model::billing::{OrderState, OrderView};
use gantry_model::id::OrderId;
use gantry_model::kind::{Area, ResourceKind};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::api::order_view;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{Word as _, billing as words, console, kinds, subscription};

/// What the event stream calls the things of these pages.
const LIVE: &[ResourceKind] = &[ResourceKind::Order];

/// Loads the order of the URL.
fn use_order() -> Answer<OrderView> {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let live = use_live(LIVE);
    Resource::new(move || (id.get(), live.get()), |(id, _)| async move { order_view(id.parse::<OrderId>()?).await })
}

fn crumbs(here: &'static str) -> Vec<Crumb> {
    vec![
        Crumb::to(Area::Registry.word(), paths::REGISTRY_INSTANCES),
        Crumb::to(console::orders(), paths::ORDERS),
        Crumb::here(here),
    ]
}

/// The shape of an order's state.
fn order_mark(state: OrderState) -> Mark {
    match state {
        OrderState::Unpaid => Mark::Warn,
        OrderState::Paid => Mark::Ok,
        OrderState::Cancelled | OrderState::Lapsed => Mark::Off,
    }
}

/// Where an order that is not paid goes on.
fn resume(order: &OrderView) -> String {
    if order.agreed { paths::order_payment(order.id.as_ref()) } else { paths::order_confirm(order.id.as_ref()) }
}

/// What is ordered, for how long, and until when.
#[component]
fn OrderFacts(order: Signal<OrderView>) -> impl IntoView {
    let part = move |read: fn(&OrderView) -> String| move || order.with(read);
    let id = Signal::derive(move || order.with(|order| order.id.to_string()));
    view! {
        <Facts>
            <Fact label=words::order()>
                <Copy text=id/>
            </Fact>
            <Fact label=words::state()>
                {move || {
                    let state = order.with(|order| order.state);
                    view! { <StateMark mark=order_mark(state) word=state.word()/> }
                }}
            </Fact>
            <Fact label=words::product()>{part(|order| order.item.word().to_owned())}</Fact>
            <Fact label=words::instance_name()>{part(|order| order.item.name().to_owned())}</Fact>
            <Fact label=words::instance_type()>{kinds::basic_edition()}</Fact>
            <Fact label=console::region()>{part(|order| order.region.clone())}</Fact>
            <Fact label=words::subscription_duration()>{part(|order| subscription(order.item.duration()))}</Fact>
            <Fact label=words::ends()>
                {move || match order.with(|order| order.ends_at.clone()) {
                    Some(end) => view! { <Time at=Signal::stored(end)/> }.into_any(),
                    None => view! { <span class="quiet">{words::not_known()}</span> }.into_any(),
                }}
            </Fact>
            <Fact label=words::placed()>
                {move || view! { <Time at=Signal::stored(order.with(|order| order.created_at.clone()))/> }}
            </Fact>
            <Fact label=words::placed_by()>{part(|order| order.placed_by.clone())}</Fact>
        </Facts>
    }
}

/// What stands on the page of an order that cannot go on, with the way out.
#[component]
fn Closed(order: Signal<OrderView>) -> impl IntoView {
    let shown = Memo::new(move |_| order.with(|order| order.state.why_closed().map(|why| why.said())));
    view! {
        {move || {
            shown
                .get()
                .map(|why| {
                    let paid = order.with_untracked(|order| order.state == OrderState::Paid);
                    let href = order.with_untracked(|order| paths::registry_instance(order.item.instance().as_ref()));
                    view! {
                        <div class="mt4"></div>
                        <Notice tone=if paid { Tone::Good } else { Tone::Info } title=why>
                            <p>
                                {if paid {
                                    view! { <a href=href>{words::open_instance()}</a> }.into_any()
                                } else {
                                    view! { <a href=paths::REGISTRY_INSTANCE_CREATE>{words::place_another()}</a> }.into_any()
                                }}
                            </p>
                        </Notice>
                    }
                })
        }}
    }
}
