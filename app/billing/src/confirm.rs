//! **Confirm Order** (BIL-07): check the details, agree to the terms, **Pay**.

use gantry_model::billing::OrderView;
use gantry_model::id::OrderId;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::order_agree;
use super::{Closed, OrderFacts, crumbs, use_order};
use gantry_console::paths;
use gantry_ui::prelude::*;

const TITLE: &str = "Confirm Order";

/// The page.
#[component]
pub fn ConfirmOrder() -> impl IntoView {
    let order = use_order();
    view! {
        <PageHead title=TITLE crumbs=crumbs(TITLE) purpose="Nothing is charged before the payment."/>
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
                        <Section title="Price">
                            <Price
                                amount=Signal::derive(move || order.with(|order| order.amount.clone()))
                                per=Signal::derive(move || order.with(|order| order.currency.clone()))
                                note=Signal::derive(move || {
                                    Some(order.with(|order| format!("for {}, paid in advance", order.item.duration().as_str())))
                                })
                            />
                        </Section>
                        <div class="mt4"></div>
                        <Form state=form label=TITLE on_submit=move |()| agree.start(id.get_value())>
                            <Field
                                name="agreed"
                                label="Agreement"
                                required=true
                                group=true
                                check=Callback::new(move |()| {
                                    (!agreed.get_untracked())
                                        .then(|| {
                                            "Accept the service agreement and the service level agreement.".to_owned()
                                        })
                                })
                            >
                                <Checkbox
                                    value=agreed
                                    name="agreed-box"
                                    label="I have read, understood and accept the Service Agreement and the Service Level Agreement"
                                />
                            </Field>
                            <FormFoot state=form>
                                <Button label="Pay" look=Look::Primary submit=true pending=agree.pending()/>
                                <LinkButton label="Later" look=Look::Bare href=paths::ORDERS/>
                            </FormFoot>
                        </Form>
                    }
                })
        }}
    }
}
