//! **Renew**: a longer subscription of an instance. **Buy Now** places the order, as for a new one.

use gantry_model::billing::{Duration, RenewalOptions};
use gantry_model::id::{OrderId, RegistryInstanceId};
use gantry_model::registry::view::InstanceView;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::create::DurationField;
use super::{crumbs, head_skeleton, inside, instance_mark, use_instance};
use gantry_console::paths;
use gantry_pages_billing::api::{renewal_options, renewal_order};
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;

const TITLE: &str = "Renew";

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
                    {head_skeleton(TITLE)}
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
            title=Signal::derive(move || format!("{TITLE} {}", instance.with(|instance| instance.name.clone())))
            crumbs=Signal::derive(move || instance.with(|instance| crumbs(instance, vec![Crumb::here(TITLE)])))
            purpose="The new term begins where the present one ends, or now where it has ended."
        />
        <Facts>
            <Fact label="State">
                {move || {
                    let (mark, word) = instance.with(|instance| (instance_mark(instance), instance.state()));
                    view! { <StateMark mark word/> }
                }}
            </Fact>
            <Fact label="Expires">
                {move || match instance.with(|instance| instance.expires_at.clone()) {
                    Some(end) => view! { <Time at=Signal::stored(end)/> }.into_any(),
                    None => view! { <span class="quiet">"never"</span> }.into_any(),
                }}
            </Fact>
        </Facts>
        <div class="mt4"></div>
        <div class="with-aside">
            <Form state=form sections=true label=TITLE on_submit=move |()| order.start(duration.get_untracked())>
                <FormSection title="Term" purpose="Paid in advance from the balance of this installation.">
                    <DurationField value=duration/>
                </FormSection>
                <FormFoot state=form>
                    <Button
                        label="Buy Now"
                        look=Look::Primary
                        submit=true
                        why_not=Signal::derive(move || endless.get().then(|| "This instance has no end.".to_owned()))
                        pending=order.pending()
                    />
                    <LinkButton label="Cancel" look=Look::Bare href=back/>
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
            title="Order"
            total=move || {
                view! {
                    <Price
                        amount
                        per=Signal::derive(move || options.with(|options| options.currency.clone()))
                        note=Signal::derive(move || {
                            let balance = options.with(|options| options.balance.clone());
                            Some(
                                format!(
                                    "Balance of the account: {balance}. Nothing is charged yet: the next page shows the order to confirm.",
                                ),
                            )
                        })
                    />
                }
            }
        >
            <dl>
                <div>
                    <dt>"Term"</dt>
                    <dd>{move || duration.get()}</dd>
                </div>
                <div>
                    <dt>"New end"</dt>
                    <dd>{move || term.get().map(|term| view! { <Time at=Signal::stored(term.ends_at)/> })}</dd>
                </div>
            </dl>
        </Summary>
    }
}
