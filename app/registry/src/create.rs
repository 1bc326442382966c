//! **Create Enterprise Edition Instance** (REG-03 to REG-05): what is ordered. **Buy Now** places the order, which is then
//! confirmed and paid on pages of its own.

use gantry_model::Error;
use gantry_model::billing::{Duration, InstanceOptions, NewInstance, money};
use gantry_model::id::OrderId;
use gantry_model::kind::Area;
use gantry_model::message;
use gantry_model::registry::{BASIC_EDITION, check_instance_name};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::product;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_console::session::use_session;
use gantry_pages_billing::api::{instance_options, instance_order};
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{Word as _, console, kinds, registry as words, subscription, ui};

/// The order page.
#[component]
pub fn RegistryInstanceCreate() -> impl IntoView {
    let region = use_region();
    let options = Resource::new(move || region.get(), instance_options);
    view! {
        <PageHead
            title=Area::Registry.word()
            crumbs=vec![
                product(),
                Crumb::to(words::instance_list(), paths::REGISTRY_INSTANCES),
                Crumb::here(console::create_enterprise_instance()),
            ]
            purpose=words::create_purpose()
        />
        <Loaded from=options skeleton=|| view! { <FactsSkeleton facts=6/> } let:offered>
            <OrderForm options=offered/>
        </Loaded>
    }
}

#[component]
fn OrderForm(options: Signal<InstanceOptions>) -> impl IntoView {
    let query = use_query();
    let regions: Vec<Choice> = use_session().regions.into_iter().map(|region| Choice::same(region.name)).collect();
    let navigate = use_navigate();
    let form = FormState::new();
    let kind = RwSignal::new(BASIC_EDITION.to_owned());
    let title = RwSignal::new(String::new());
    let duration = RwSignal::new(Duration::default().as_str().to_owned());
    let region = Memo::new(move |_| options.with(|options| options.region.clone()));
    let chosen = RwSignal::new(region.get_untracked());
    Effect::new(move |_| chosen.set(region.get()));
    let order = Run::new(instance_order).in_form(form).done(move |id: OrderId| {
        form.settle();
        navigate(&paths::order_confirm(id.as_ref()), Default::default());
    });
    let values = move || -> Result<NewInstance, Error> {
        let form = NewInstance {
            region: region.get_untracked(),
            instance_type: kind.get_untracked(),
            name: title.get_untracked().trim().to_owned(),
            duration: Duration::parse(&duration.get_untracked())?,
        };
        form.validate()?;
        // The order would be refused by the command with the same words.
        options.with_untracked(|options| options.quota.check(&form.region, 1))?;
        Ok(form)
    };
    let submit = move || match values() {
        Ok(values) => order.start(values),
        Err(error) => form.refuse(error.field(), error.said()),
    };
    let full = Memo::new(move |_| {
        options.with(|options| options.quota.check(&options.region, 1).err().map(|error| error.said()))
    });
    let address = Signal::derive(move || {
        let name =
            title.with(|name| if name.trim().is_empty() { "INSTANCE".to_owned() } else { name.trim().to_owned() });
        options.with(|options| format!("{}/{name}/NAMESPACE/REPOSITORY:TAG", options.public_host))
    });
    view! {
        <AskBeforeLeaving state=form/>
        {move || {
            full.get()
                .map(|why| {
                    view! {
                        <Notice tone=Tone::Bad title=words::no_further_instance()>
                            <p>{why}</p>
                            <p>
                                <a href=paths::QUOTA>{Area::Quota.word()}</a>
                            </p>
                        </Notice>
                        <div class="mt4"></div>
                    }
                })
        }}
        <div class="with-aside">
            <Form state=form sections=true label=words::instance() on_submit=move |()| submit()>
                <FormSection title=words::instance()>
                    <Fields>
                        <Field name="instance_type" label=words::instance_type() required=true>
                            <Select value=kind choices=vec![Choice::new(BASIC_EDITION, kinds::basic_edition())]/>
                        </Field>
                        <Field
                            name="region"
                            label=console::region()
                            required=true
                            help=words::region_help()
                        >
                            <Select
                                value=chosen
                                choices=regions
                                on_change=move |name: String| query.replace(&[("region", Some(&name))])
                            />
                        </Field>
                    </Fields>
                    <Field
                        name="name"
                        label=words::instance_name()
                        required=true
                        help=message::common::rule_address_part().said()
                        counter=Signal::derive(move || Some(format!("{}/64", title.with(|name| name.chars().count()))))
                        check=Callback::new(move |()| {
                            title
                                .with_untracked(|text| check_instance_name("name", text.trim()))
                                .err()
                                .map(|error| error.said())
                        })
                    >
                        <Input value=title max_length=64/>
                    </Field>
                    <p class="help">
                        {words::addresses_will_be(view! { <code class="breakable">{move || address.get()}</code> })}
                    </p>
                </FormSection>
                <FormSection title=words::term() purpose=words::term_purpose()>
                    <DurationField value=duration/>
                </FormSection>
                <FormFoot state=form>
                    <Button
                        label=words::buy_now()
                        look=Look::Primary
                        submit=true
                        why_not=Signal::derive(move || full.get())
                        pending=order.pending()
                    />
                    <LinkButton label=ui::cancel() look=Look::Bare href=paths::REGISTRY_INSTANCES/>
                </FormFoot>
            </Form>
            <OrderSummary options title duration/>
        </div>
    }
}

/// **Subscription Duration** (BIL-08).
#[component]
pub(super) fn DurationField(value: RwSignal<String>) -> impl IntoView {
    view! {
        <Field
            name="duration"
            label=words::subscription_duration()
            required=true
            help=words::subscription_help()
        >
            <Select value choices=Duration::ALL.map(|one| Choice::new(one.as_str(), subscription(one))).to_vec()/>
        </Field>
    }
}

/// The words of the chosen duration.
pub(super) fn term_of(duration: &str) -> String {
    Duration::parse(duration).map(subscription).unwrap_or_default()
}

#[component]
fn OrderSummary(
    options: Signal<InstanceOptions>,
    title: RwSignal<String>,
    duration: RwSignal<String>,
) -> impl IntoView {
    let micros = move || {
        let months = Duration::parse(&duration.get()).map(Duration::months).unwrap_or(1);
        options.with(|options| u64::from(months) * options.prices.registry_month_micros)
    };
    let fact = |label: &'static str, value: Signal<String>| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{move || value.get()}</dd>
            </div>
        }
    };
    let shown = Signal::derive(move || {
        title.with(|name| if name.is_empty() { words::not_named().to_owned() } else { name.clone() })
    });
    let region = Signal::derive(move || options.with(|options| options.region.clone()));
    let left =
        Signal::derive(move || options.with(|options| console::used_of(options.quota.used, options.quota.limit)));
    view! {
        <Summary
            title=words::order()
            total=move || {
                view! {
                    <Price
                        amount=Signal::derive(move || money(micros()))
                        per=Signal::derive(move || options.with(|options| options.prices.currency.clone()))
                        note=Signal::derive(move || {
                            options
                                .with(|options| {
                                    Some(
                                        words::month_note(
                                            money(options.prices.registry_month_micros),
                                            &options.prices.currency,
                                            &options.balance,
                                        ),
                                    )
                                })
                        })
                    />
                }
            }
        >
            <dl>
                {fact(words::instance(), shown)}
                {fact(words::summary_type(), Signal::stored(kinds::basic_edition().to_owned()))}
                {fact(console::region(), region)}
                {fact(words::term(), Signal::derive(move || term_of(&duration.get())))}
                {fact(words::instances_in_use(), left)}
            </dl>
        </Summary>
    }
}
