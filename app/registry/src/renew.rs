//! **Renew**: a longer subscription of an instance. **Buy Now** places the order, as for a new one.

use gantry_model::billing::{Duration, RenewalOptions};
use gantry_model::id::{OrderId, RegistryInstanceId};
use gantry_model::registry::view::InstanceView;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::create::{DurationField, term_of};
use super::{crumbs, head_skeleton, inside, instance_mark, state_word, use_instance};
use gantry_console::paths;
use gantry_pages_billing::api::{renewal_options, renewal_order};
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;
use gantry_words::{registry as words, ui};

/// The page of a renewal.
#[component]
pub fn RegistryInstanceRenew() -> impl IntoView {
    let instance = use_instance();
    view! {
        <Loaded
            page=true
            from=instance
            skeleton=|| {
                view! {
                    {head_skeleton(words::renew())}
                    <FactsSkeleton facts=4/>
                }
            }
            let:shown
        >
            <Renewal instance=shown/>
        </Loaded>
    }
}

#[component]
fn Renewal(instance: Signal<InstanceView>) -> impl IntoView {
    inside(Signal::derive(move || instance.with(|instance| instance.name.clone())));
    let form = FormState::new();
    let navigate = use_navigate();
    let duration = RwSignal::new(Duration::default().as_str().to_owned());
    let back = instance.with_untracked(|instance| paths::registry_instance(&instance.slug()));
    let id = StoredValue::new(instance.with_untracked(|instance| instance.id.clone()));
    let order = Run::new(move |duration: String| async move {
        renewal_order(id.get_value(), Duration::parse(&duration).map_err(Fault)?).await
    })
    .in_form(form)
    .done(move |order: OrderId| navigate(&paths::order_confirm(order.as_ref()), Default::default()));
    let endless = Memo::new(move |_| instance.with(|instance| instance.expires_at.is_none()));
    view! {
        <PageHead
            title=Signal::derive(move || instance.with(|instance| words::renew_instance(&instance.name)))
            crumbs=Signal::derive(move || instance.with(|instance| crumbs(instance, vec![Crumb::here(words::renew())])))
            purpose=words::renew_purpose()
        />
        <Facts>
            <Fact label=words::state()>
                {move || {
                    let (mark, word) = instance.with(|instance| (instance_mark(instance), state_word(instance)));
                    view! { <StateMark mark word/> }
                }}
            </Fact>
            <Fact label=words::expires()>
                {move || match instance.with(|instance| instance.expires_at.clone()) {
                    Some(end) => view! { <Time at=Signal::stored(end)/> }.into_any(),
                    None => view! { <span class="quiet">{words::never()}</span> }.into_any(),
                }}
            </Fact>
        </Facts>
        <div class="mt4"></div>
        <div class="with-aside">
            <Form state=form sections=true label=words::renew() on_submit=move |()| order.start(duration.get_untracked())>
                <FormSection title=words::term() purpose=words::term_purpose()>
                    <DurationField value=duration/>
                </FormSection>
                <FormFoot state=form>
                    <Button
                        label=words::buy_now()
                        look=Look::Primary
                        submit=true
                        why_not=Signal::derive(move || endless.get().then(|| words::no_end().to_owned()))
                        pending=order.pending()
                    />
                    <LinkButton label=ui::cancel() look=Look::Bare href=back/>
                </FormFoot>
            </Form>
            {move || (!endless.get()).then(|| view! { <Terms instance=id.get_value() duration/> })}
        </div>
    }
}

/// What the renewal costs, and until when the subscription runs then.
#[component]
fn Terms(instance: RegistryInstanceId, duration: RwSignal<String>) -> impl IntoView {
    view! {
        <AfterMount>
            {
                let instance = instance.clone();
                let options = Resource::new(|| (), move |()| renewal_options(instance.clone()));
                view! {
                    <Loaded from=options let:options>
                        <TermSummary options duration/>
                    </Loaded>
                }
            }
        </AfterMount>
    }
}

#[component]
fn TermSummary(options: Signal<RenewalOptions>, duration: RwSignal<String>) -> impl IntoView {
    let term = Memo::new(move |_| {
        let chosen = duration.get();
        options.with(|options| options.terms.iter().find(|term| term.duration.as_str() == chosen).cloned())
    });
    let amount = Signal::derive(move || term.get().map(|term| term.amount).unwrap_or_default());
    view! {
        <Summary
            title=words::order()
            total=move || {
                view! {
                    <Price
                        amount
                        per=Signal::derive(move || options.with(|options| options.currency.clone()))
                        note=Signal::derive(move || {
                            Some(options.with(|options| words::balance_note(&options.balance)))
                        })
                    />
                }
            }
        >
            <dl>
                <div>
                    <dt>{words::term()}</dt>
                    <dd>{move || term_of(&duration.get())}</dd>
                </div>
                <div>
                    <dt>{words::new_end()}</dt>
                    <dd>{move || term.get().map(|term| view! { <Time at=Signal::stored(term.ends_at)/> })}</dd>
                </div>
            </dl>
        </Summary>
    }
}
