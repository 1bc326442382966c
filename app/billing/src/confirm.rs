//! **Confirm Order** (BIL-07): check the details, agree to the terms, **Pay**.

use gantry_model::billing::OrderView;
use gantry_model::id::OrderId;
use gantry_model::message::containers as say;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::order_agree;
use super::{Closed, OrderFacts, crumbs, use_order};
use gantry_console::agree::Agree;
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{billing as words, subscription};

/// The page.
#[component]
pub fn ConfirmOrder() -> impl IntoView {
    let order = use_order();
    view! {
        <PageHead title=words::confirm_order() crumbs=crumbs(words::confirm_order()) purpose=words::confirm_purpose()/>
        <Loaded from=order skeleton=|| view! { <FactsSkeleton facts=8/> } let:shown>
            <Confirmation order=shown/>
        </Loaded>
    }
}

#[component]
fn Confirmation(order: Signal<OrderView>) -> impl IntoView {
    let form = FormState::new();
    let navigate = use_navigate();
    let id = StoredValue::new(order.with_untracked(|order| order.id.clone()));
    let agreed = RwSignal::new(order.with_untracked(|order| order.agreed));
    let go = navigate.clone();
    let agree = Run::new(|id: OrderId| order_agree(id))
        .in_form(form)
        .done(move |()| go(&paths::order_payment(id.get_value().as_ref()), Default::default()));
    let open = Memo::new(move |_| order.with(|order| order.state.why_closed().is_none()));
    view! {
        <OrderFacts order/>
        <Closed order/>
        {move || {
            open.get()
                .then(|| {
                    view! {
                        <Section title=words::price()>
                            <Price
                                amount=Signal::derive(move || order.with(|order| order.amount.clone()))
                                per=Signal::derive(move || order.with(|order| order.currency.clone()))
                                note=Signal::derive(move || {
                                    Some(order.with(|order| words::price_for(subscription(order.item.duration()))))
                                })
                            />
                        </Section>
                        <div class="mt4"></div>
                        <Form state=form label=words::confirm_order() on_submit=move |()| agree.start(id.get_value())>
                            <Field
                                name="agreed"
                                label=words::agreement()
                                required=true
                                group=true
                                check=Callback::new(move |()| {
                                    (!agreed.get_untracked()).then(|| say::not_agreed().said())
                                })
                            >
                                <Agree value=agreed/>
                            </Field>
                            <FormFoot state=form>
                                <Button label=words::pay() look=Look::Primary submit=true pending=agree.pending()/>
                                <LinkButton label=words::later() look=Look::Bare href=paths::ORDERS/>
                            </FormFoot>
                        </Form>
                    }
                })
        }}
    }
}
