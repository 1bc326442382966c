//! The section Instance (ECI-08 to ECI-12, ECI-29): name, billing, network, quantity.

use gantry_model::containers::view::{MOST_QUANTITY, OrderOptions, VpcChoice};
use gantry_model::name;
use gantry_words::Said as _;
use gantry_words::containers as words;
use leptos::prelude::*;

use super::draft::{Draft, MULTI};
use gantry_pages_network::beside::{Missing, MissingLink};
use gantry_ui::prelude::*;

/// The VPC that is chosen, tracked.
pub(super) fn vpc(draft: Draft, options: Signal<OrderOptions>) -> Option<VpcChoice> {
    let id = draft.vpc.get();
    options.with(|options| options.vpcs.iter().find(|vpc| vpc.id.as_ref() == id).cloned())
}

/// Chooses a VPC, and its first subnet and security group.
pub(super) fn choose_vpc(draft: Draft, options: &OrderOptions, id: Option<String>) {
    let id = id.unwrap_or_default();
    let found = options.vpcs.iter().find(|vpc| vpc.id.as_ref() == id);
    let subnet = found.and_then(|vpc| vpc.subnets.first());
    draft.subnets.set(subnet.map(|subnet| subnet.id.to_string()).into_iter().collect());
    let group = found.and_then(|vpc| vpc.security_groups.first());
    draft.security_group.set(group.map(|group| group.0.to_string()).unwrap_or_default());
    draft.vpc.set(id);
}

/// Name, billing, network and quantity.
#[component]
pub fn Instance(draft: Draft, options: Signal<OrderOptions>, reload: Callback<()>) -> impl IntoView {
    let billing = RwSignal::new("pay".to_owned());
    let vpcs = Signal::derive(move || {
        options.with(|options| {
            let choice = |vpc: &VpcChoice| Choice::new(vpc.id.to_string(), format!("{} · {}", vpc.name, vpc.cidr));
            options.vpcs.iter().map(choice).collect::<Vec<_>>()
        })
    });
    let groups = Signal::derive(move || {
        let groups = vpc(draft, options).map(|vpc| vpc.security_groups).unwrap_or_default();
        groups.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>()
    });
    let multi = Memo::new(move |_| draft.deployment.with(|mode| mode == MULTI));
    let none = Memo::new(move |_| options.with(|options| options.vpcs.is_empty()));
    let counter = Signal::derive(move || Some(format!("{}/64", draft.name.with(|name| name.chars().count()))));
    view! {
        <FormSection title=words::instance()>
            {move || {
                none.get()
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Warn title=words::no_vpc()>
                                <p>{words::no_vpc_text()}</p>
                            </Notice>
                        }
                    })
            }}
            <Fields>
                <Field
                    name="name"
                    label=words::instance_name()
                    required=true
                    help=words::instance_name_help()
                    counter=counter
                    check=Callback::new(move |()| {
                        draft.name.with_untracked(|value| name::instance("name", value.trim())).err().map(|error| error.said())
                    })
                >
                    <Input value=draft.name max_length=64/>
                </Field>
                <Field
                    name="billing_mode"
                    label=words::billing_mode()
                    required=true
                    group=true
                    help=words::billing_mode_help()
                >
                    <Segmented value=billing choices=vec![Choice::new("pay", words::pay_as_you_go())]/>
                </Field>
                <Field name="vpc" label=words::vpc() required=true help=words::vpc_help()>
                    <WithReload label=words::load_vpcs() on_click=reload>
                        <Select
                            value=draft.vpc
                            choices=vpcs
                            placeholder=words::choose_vpc()
                            on_change=move |id: String| choose_vpc(draft, &options.get_untracked(), Some(id))
                        />
                    </WithReload>
                    <MissingLink beside=draft.beside what=Missing::Vpc/>
                </Field>
                {move || {
                    if multi.get() {
                        view! { <Subnets draft options reload/> }.into_any()
                    } else {
                        view! { <Subnet draft options reload/> }.into_any()
                    }
                }}
                <Field name="security_group" label=words::security_group() required=true help=words::security_group_help()>
                    <WithReload label=words::load_security_groups() on_click=reload>
                        <Select value=draft.security_group choices=groups placeholder=words::choose_security_group()/>
                    </WithReload>
                    <MissingLink
                        beside=draft.beside
                        what=Signal::derive(move || Missing::SecurityGroup(draft.vpc.with(|vpc| vpc.parse().ok())))
                    />
                </Field>
                <Field name="quantity" label=words::quantity() required=true help=words::quantity_help()>
                    <Stepper value=draft.quantity min=1 max=i64::from(MOST_QUANTITY)/>
                </Field>
            </Fields>
        </FormSection>
    }
}

fn subnet_choices(draft: Draft, options: Signal<OrderOptions>) -> Vec<Choice> {
    let subnets = vpc(draft, options).map(|vpc| vpc.subnets).unwrap_or_default();
    subnets
        .into_iter()
        .map(|subnet| {
            let label = words::subnet_choice(subnet.name, subnet.cidr, subnet.free_addresses);
            let full = (subnet.free_addresses == 0).then(|| words::subnet_full().to_owned());
            Choice::new(subnet.id.to_string(), label).why_not(full)
        })
        .collect()
}

/// One subnet, for a single zone.
#[component]
fn Subnet(draft: Draft, options: Signal<OrderOptions>, reload: Callback<()>) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let first = Memo::new(move |_| draft.subnets.with(|subnets| subnets.first().cloned().unwrap_or_default()));
    chosen.set(first.get_untracked());
    Effect::new(move |_| chosen.set(first.get()));
    view! {
        <Field name="subnets" label=words::subnet() required=true help=words::subnet_help()>
            <WithReload label=words::load_vswitches() on_click=reload>
                <Select
                    value=chosen
                    choices=Signal::derive(move || subnet_choices(draft, options))
                    placeholder=words::choose_vswitch()
                    on_change=move |id: String| draft.subnets.set(vec![id])
                />
            </WithReload>
            <MissingVSwitch draft/>
        </Field>
    }
}

/// The way to a vSwitch that is not there yet, in the chosen VPC.
#[component]
fn MissingVSwitch(draft: Draft) -> impl IntoView {
    let what = Signal::derive(move || Missing::VSwitch(draft.vpc.with(|vpc| vpc.parse().ok())));
    view! { <MissingLink beside=draft.beside what/> }
}

/// Several subnets in the order of their choice, for several zones (C-09).
#[component]
fn Subnets(draft: Draft, options: Signal<OrderOptions>, reload: Callback<()>) -> impl IntoView {
    view! {
        <Field
            name="subnets"
            label=words::subnet()
            required=true
            group=true
            help=words::subnets_help()
        >
            <div class="stack" style="gap:8px">
                {move || {
                    subnet_choices(draft, options)
                        .into_iter()
                        .map(|choice| {
                            let id = choice.value;
                            let on = RwSignal::new(draft.subnets.with_untracked(|chosen| chosen.contains(&id)));
                            view! {
                                <Checkbox
                                    value=on
                                    label=choice.label
                                    name=id.clone()
                                    on_change=move |on: bool| {
                                        draft
                                            .subnets
                                            .update(|chosen| {
                                                chosen.retain(|one| *one != id);
                                                if on {
                                                    chosen.push(id.clone());
                                                }
                                            })
                                    }
                                />
                            }
                        })
                        .collect_view()
                }}
            </div>
            <div class="row">
                <MissingVSwitch draft/>
                <Act label=words::load_vswitches() on_click=reload/>
            </div>
        </Field>
    }
}
