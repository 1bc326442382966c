//! **Payment** (BIL-07): check the total against the account's balance, and complete it.

use gantry_model::billing::OrderView;
use gantry_model::id::{OrderId, RegistryInstanceId};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::order_pay;
use super::credit::AddCredit;
use super::{Closed, OrderFacts, crumbs, use_order};
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::billing as words;

/// The page.
#[component]
pub fn Payment() -> impl IntoView {
    let order = use_order();
    view! {
        <PageHead title=words::payment() crumbs=crumbs(words::payment()) purpose=words::payment_purpose()/>
        <Loaded from=order skeleton=|| view! { <FactsSkeleton facts=8/> } let:shown>
            <Paying order=shown reload=move |()| order.refetch()/>
        </Loaded>
    }
}

#[component]
fn Paying(order: Signal<OrderView>, #[prop(into)] reload: Callback<()>) -> impl IntoView {
    let form = FormState::new();
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let crediting = RwSignal::new(false);
    let id = StoredValue::new(order.with_untracked(|order| order.id.clone()));
    let confirm = order.with_untracked(|order| paths::order_confirm(order.id.as_ref()));
    let pay = Run::new(|id: OrderId| order_pay(id)).in_form(form).done(move |_: RegistryInstanceId| {
        toasts.good(order.with_untracked(|order| words::paid(order.item.name())), "");
        navigate(paths::REGISTRY_INSTANCES, Default::default());
    });
    let open = Memo::new(move |_| order.with(|order| order.state.why_closed().is_none()));
    let agreed = Memo::new(move |_| order.with(|order| order.agreed));
    let short = Memo::new(move |_| order.with(|order| order.left.is_none()));
    let money =
        move |read: fn(&OrderView) -> String| move || order.with(|order| format!("{} {}", read(order), order.currency));
    let why_not = Signal::derive(move || match (agreed.get(), short.get()) {
        (false, _) => Some(words::agree_first().to_owned()),
        (true, true) => Some(words::balance_short().to_owned()),
        (true, false) => None,
    });
    view! {
        <OrderFacts order/>
        <Closed order/>
        {move || {
            let confirm = confirm.clone();
            open.get()
                .then(|| {
                    view! {
                        <Section title=words::total()>
                            <Price
                                amount=Signal::derive(move || order.with(|order| order.amount.clone()))
                                per=Signal::derive(move || order.with(|order| order.currency.clone()))
                            />
                            <Facts tight=true>
                                <Fact label=words::balance()>{money(|order| order.balance.clone())}</Fact>
                                <Fact label=words::after_this_order()>
                                    {money(|order| order.left.clone().unwrap_or_else(|| words::not_enough().to_owned()))}
                                </Fact>
                            </Facts>
                        </Section>
                        {move || {
                            short
                                .get()
                                .then(|| {
                                    view! {
                                        <Notice tone=Tone::Bad title=words::balance_short_title()>
                                            <p>{words::balance_short_text()}</p>
                                            <Button label=words::add_credit() on_click=move |()| crediting.set(true)/>
                                        </Notice>
                                    }
                                })
                        }}
                        {move || {
                            let confirm = confirm.clone();
                            (!agreed.get())
                                .then(|| {
                                    view! {
                                        <Notice tone=Tone::Warn title=words::not_agreed()>
                                            <p>
                                                <a href=confirm>{words::confirm_order()}</a>
                                            </p>
                                        </Notice>
                                    }
                                })
                        }}
                        <Form state=form label=words::payment() on_submit=move |()| pay.start(id.get_value())>
                            <FormFoot state=form>
                                <Button
                                    label=words::complete_payment()
                                    look=Look::Primary
                                    submit=true
                                    why_not
                                    pending=pay.pending()
                                />
                                <LinkButton label=words::later() look=Look::Bare href=paths::ORDERS/>
                            </FormFoot>
                        </Form>
                    }
                })
        }}
        <AddCredit open=crediting on_done=reload/>
    }
}
