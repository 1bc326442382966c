//! **Create Scaling Configuration** (ESS-17 to ESS-20): what an instance is. The parts are those of the order of a container group;
//! its place is the scaling group's. An older version fills the form in when it is edited (C-02).

mod draft;
mod preview;

use gantry_model::Error;
use gantry_model::containers::view::OrderOptions;
use gantry_model::network::BANDWIDTH_MBPS;
use gantry_model::scaling::view::{ConfigurationPreview, ConfigurationRow, ScalingGroupDetails};
use gantry_model::scaling::{BillingMethod, Template};
use gantry_model::settings::Prices;
use gantry_words::Said as _;
use gantry_words::{Word as _, scaling as words, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use self::draft::{AUTO_EIP, ConfigurationDraft, NO_EIP, price};
use self::preview::Preview;
use super::api::{scaling_configuration_create_and_enable, scaling_configuration_list, scaling_configuration_preview};
use super::{LIVE, detail, group_crumbs, use_group, use_param};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_pages_containers::api::container_group_order_options;
use gantry_pages_containers::order::{Containers, SizeChoice, Tags, container_of, image_text};
use gantry_pages_network::beside::{Made as Created, MakeBeside, Missing, MissingLink};
use gantry_ui::browser;
use gantry_ui::prelude::*;

/// The page.
#[component]
pub fn ConfigurationCreate() -> impl IntoView {
    let group = use_group();
    let region = use_region();
    let id = use_param("id");
    let live = use_live(LIVE);
    let options = Resource::new(move || region.get(), container_group_order_options);
    let options_again = options;
    let versions = Resource::new(
        move || (id.get(), live.get()),
        |(id, _)| async move { scaling_configuration_list(id.parse()?).await },
    );
    view! {
        <Loaded page=true from=group skeleton=skeleton let:group>
            <PageHead
                title=words::create_configuration()
                crumbs=Signal::derive(move || group.with(|group| group_crumbs(group, words::create_configuration())))
                purpose=Signal::derive(move || {
                    group.with(|group| words::configuration_purpose(&group.row.name))
                })
            />
            <Loaded from=options skeleton=|| view! { <FactsSkeleton facts=10/> } let:options>
                <Loaded from=versions skeleton=|| view! { <FactsSkeleton facts=10/> } let:versions>
                    <ConfigurationForm group options versions reload=move |()| options_again.refetch()/>
                </Loaded>
            </Loaded>
        </Loaded>
    }
}

fn skeleton() -> impl IntoView {
    view! {
        <PageHead
            title=words::create_configuration()
            crumbs=super::crumbs(vec![Crumb::here(words::create_configuration())])
        />
        <FactsSkeleton facts=10/>
    }
}

#[component]
fn ConfigurationForm(
    group: Signal<ScalingGroupDetails>,
    options: Signal<OrderOptions>,
    versions: Signal<Vec<ConfigurationRow>>,
    #[prop(into)] reload: Callback<()>,
) -> impl IntoView {
    detail::tell(group);
    let from = untrack(|| use_query().get("from"));
    let base = versions
        .with_untracked(|versions| versions.iter().find(|one| Some(one.id.as_ref()) == from.as_deref()).cloned());
    let values = ConfigurationDraft::new(&options.get_untracked(), &group.get_untracked(), base.as_ref());
    let based_on = base.map(|base| base.version);
    let draft = values.draft;
    let id = group.with_untracked(|group| group.row.id.clone());
    let form = FormState::new();
    let pending = RwSignal::new(false);
    let shown = RwSignal::new(None::<(Template, ConfigurationPreview)>);
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    // Faults of the whole that belong to no single control.
    form.register("containers", None);
    form.register("size", None);

    // A fault is shown at its field, wherever that is.
    let show = Callback::new(move |error: Error| {
        let message = error.said();
        let Some(field) = error.field().filter(|field| !field.is_empty()).map(str::to_owned) else {
            form.refuse(None, message);
            return;
        };
        if let Some(place) = container_of(&field) {
            draft.at.set(place);
            let inner = ["cpu", "memory", "environment", "ports"].iter().any(|name| field.ends_with(name));
            if let Some(container) = draft.containers.with_untracked(|list| list.get(place).copied()).filter(|_| inner)
            {
                container.advanced.set(true);
            }
        }
        // The field may have to be made first.
        browser::after(80, move || form.refuse(Some(&field), message));
    });
    let sources = paths::scaling_group_tab(id.as_ref(), "sources");
    let instances = paths::scaling_group_tab(id.as_ref(), "instances");
    let back = sources.clone();
    let leave = Callback::new(move |enabled: bool| {
        form.settle();
        navigate(if enabled { &instances } else { &sources }, Default::default());
    });
    let legal = move || untrack(|| values.template().and_then(|template| template.validate().map(|()| template)));
    let preview_id = id.clone();
    let preview = move || {
        if pending.get_untracked() {
            return;
        }
        match legal() {
            Err(error) => show.run(error),
            Ok(template) => {
                pending.set(true);
                let id = preview_id.clone();
                leptos::task::spawn_local(async move {
                    let answer = scaling_configuration_preview(id, template.clone()).await;
                    pending.try_set(false);
                    match answer {
                        Ok(preview) => shown.set(Some((template, preview))),
                        Err(fault) => show.run(fault.0),
                    }
                });
            }
        }
    };
    let enable_id = id.clone();
    let enable = move || {
        if pending.get_untracked() || !form.check() {
            return;
        }
        match legal() {
            Err(error) => show.run(error),
            Ok(template) => {
                pending.set(true);
                let id = enable_id.clone();
                leptos::task::spawn_local(async move {
                    let answer = scaling_configuration_create_and_enable(id, template).await;
                    pending.try_set(false);
                    match answer {
                        Ok(_) => {
                            toasts.good(words::created_and_enabled(), "");
                            leave.run(true);
                        }
                        Err(fault) => show.run(fault.0),
                    }
                });
            }
        }
    };
    let billing = RwSignal::new(BillingMethod::PayAsYouGo.as_str().to_owned());
    // What was made beside the form is chosen, if it is of the scaling group's VPC.
    Effect::new(move |_| {
        let vpc = group.with_untracked(|group| group.vpc.0.clone());
        let groups = options.with(|options| {
            options.vpcs.iter().find(|one| one.id == vpc).map(|vpc| vpc.security_groups.clone()).unwrap_or_default()
        });
        draft.beside.choose(|made| match made {
            Created::SecurityGroup(id) if groups.iter().any(|one| one.0 == *id) => {
                draft.security_group.set(id.to_string());
                true
            }
            _ => false,
        });
    });
    let lacking = Missing::SecurityGroup(Some(group.with_untracked(|group| group.vpc.0.clone())));
    let groups = Signal::derive(move || {
        let vpc = group.with(|group| group.vpc.0.clone());
        options.with(|options| {
            let groups = options.vpcs.iter().find(|one| one.id == vpc).map(|vpc| vpc.security_groups.clone());
            groups
                .unwrap_or_default()
                .into_iter()
                .map(|(id, name)| Choice::new(id.to_string(), name))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <AskBeforeLeaving state=form/>
        <div class="with-aside">
            <Form state=form sections=true label=words::create_configuration() on_submit=move |()| preview()>
                {based_on
                    .map(|version| {
                        view! {
                            <Notice title=words::filled_in_from(version)>
                                <p>{words::filled_in_text()}</p>
                            </Notice>
                        }
                    })}
                <FormSection title=words::instance()>
                    <Fields>
                        <Field name="billing" label=words::billing_method() required=true group=true help=words::billing_help()>
                            <Segmented
                                value=billing
                                choices=BillingMethod::ALL.map(|one| Choice::new(one.as_str(), one.word())).to_vec()
                            />
                        </Field>
                        <Field name="security_group" label=words::security_group() required=true help=words::security_group_help()>
                            <WithReload label=words::load_security_groups() on_click=reload>
                                <Select value=draft.security_group choices=groups placeholder=words::choose_security_group()/>
                            </WithReload>
                            <MissingLink beside=draft.beside what=lacking/>
                        </Field>
                        <Field name="eip" label=words::elastic_ip() group=true help=words::eip_help()>
                            <Segmented
                                value=values.eip
                                choices=vec![Choice::new(NO_EIP, words::eip_none()), Choice::new(AUTO_EIP, words::eip_auto())]
                            />
                        </Field>
                        {move || {
                            (values.eip.get() == AUTO_EIP)
                                .then(|| {
                                    view! {
                                        <Field name="bandwidth" label=words::bandwidth()>
                                            <Stepper value=values.bandwidth min=i64::from(BANDWIDTH_MBPS.0) max=i64::from(BANDWIDTH_MBPS.1) unit="Mbps"/>
                                        </Field>
                                    }
                                })
                        }}
                    </Fields>
                    <SizeChoice draft options/>
                </FormSection>
                <Containers draft/>
                <FormSection title=words::more_settings() purpose=words::as_they_are()>
                    <Fields>
                        <Field
                            name="grace_seconds"
                            label=words::termination_grace()
                            help=words::grace_help()
                        >
                            <Stepper value=draft.grace min=0 max=300 unit=words::second_unit()/>
                        </Field>
                    </Fields>
                    <Tags draft/>
                </FormSection>
                <FormFoot state=form>
                    <Button label=words::preview() look=Look::Primary submit=true pending/>
                    <Button label=words::enable() icon=Glyph::Play pending on_click=move |()| enable()/>
                    <LinkButton label=ui::cancel() look=Look::Bare href=back/>
                </FormFoot>
            </Form>
            <Made values options group/>
        </div>
        <MakeBeside beside=draft.beside form reload/>
        <Preview group=id shown enabled=Signal::derive(move || group.with(|group| group.cannot_disable.is_none())) leave/>
    }
}

/// What will be made, beside the form.
#[component]
fn Made(
    values: ConfigurationDraft,
    options: Signal<OrderOptions>,
    group: Signal<ScalingGroupDetails>,
) -> impl IntoView {
    let draft = values.draft;
    let hour = Memo::new(move |_| options.with(|options| price(draft, &options.prices)));
    let fact = |label: &'static str, value: Signal<String>| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{move || value.get()}</dd>
            </div>
        }
    };
    let name = Signal::derive(move || group.with(|group| group.row.name.clone()));
    let limits =
        Signal::derive(move || group.with(|group| words::from_to(group.settings.minimum, group.settings.maximum)));
    let size = Signal::derive(move || {
        draft.group_spec().map_or_else(|_| words::spec_unknown().to_owned(), |spec| spec.to_string())
    });
    view! {
        <Summary
            title=words::what_instance()
            total=move || {
                view! {
                    {move || match hour.get() {
                        Some((one, currency)) => {
                            let (least, most) = group.with(|group| (group.settings.minimum, group.settings.maximum));
                            let note = words::price_range(
                                Prices::amount_text(one * u64::from(least)),
                                Prices::amount_text(one * u64::from(most)),
                                &currency,
                                least,
                                most,
                            );
                            view! { <Price amount=Prices::amount_text(one) per=words::per_hour(currency) note=note/> }
                                .into_any()
                        }
                        None => view! { <p class="quiet">{words::price_follows()}</p> }.into_any(),
                    }}
                }
            }
        >
            <dl>{fact(words::scaling_group(), name)} {fact(words::instance_number(), limits)} {fact(words::spec(), size)}</dl>
            <hr/>
            <ul class="stack" style="gap:8px">
                <For each=move || draft.containers.get() key=|container| container.key let:container>
                    <li>
                        <b class="medium">{move || container.name.get()}</b>
                        <span class="reason mono">{move || image_text(container)}</span>
                    </li>
                </For>
            </ul>
        </Summary>
    }
}
