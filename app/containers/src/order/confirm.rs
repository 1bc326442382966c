//! **Confirm Order** (ECI-43, BIL-09): everything once more, the price, and the agreement.

use gantry_model::containers::view::OrderOptions;
use gantry_model::kind::ResourceKind;
use gantry_model::message::containers as say;
use gantry_words::Said as _;
use gantry_words::{Word as _, containers as words, titled, ui};
use leptos::prelude::*;

use super::draft::{ContainerDraft, Draft, MULTI};
use super::eip::{Closed, eip_text};
use super::instance::vpc;
use super::summary::{cost, image_text, zones_text};
use crate::detail::ports_text;
use gantry_console::agree::Agree;
use gantry_ui::prelude::*;

/// Everything that is ordered.
#[component]
pub fn Confirmation(draft: Draft, options: Signal<OrderOptions>) -> impl IntoView {
    let network = move || vpc(draft, options);
    let vpc_name = move || network().map(|vpc| format!("{} · {}", vpc.name, vpc.cidr)).unwrap_or_default();
    let subnets = move || {
        let known = network().map(|vpc| vpc.subnets).unwrap_or_default();
        let name = |id: &String| known.iter().find(|subnet| subnet.id.as_ref() == id).map(|subnet| subnet.name.clone());
        draft.subnets.with(|chosen| chosen.iter().filter_map(name).collect::<Vec<_>>().join(", "))
    };
    let security_group = move || {
        let id = draft.security_group.get();
        let groups = network().map(|vpc| vpc.security_groups).unwrap_or_default();
        groups.into_iter().find(|group| group.0.as_ref() == id).map(|group| group.1).unwrap_or_default()
    };
    let spec = move || draft.group_spec().map_or_else(|error| error.said(), |spec| spec.to_string());
    let deployment = move || if draft.deployment.get() == MULTI { words::multi_zone() } else { words::single_zone() };
    let cost = Memo::new(move |_| cost(draft, options));
    let fault = Memo::new(move |_| draft.fault().map(|error| error.said()));
    view! {
        {move || {
            fault
                .get()
                .map(|why| {
                    view! {
                        <Notice tone=Tone::Bad title=words::not_submitted_yet()>
                            <p>{why}</p>
                        </Notice>
                    }
                })
        }}
        <FormSection title=words::instance()>
            <Facts>
                <Fact label=words::instance_name()>{move || draft.name.get()}</Fact>
                <Fact label=words::quantity()>{move || draft.quantity.get().to_string()}</Fact>
                <Fact label=words::billing_mode()>{words::pay_as_you_go()}</Fact>
                <Fact label=words::vpc()>{vpc_name}</Fact>
                <Fact label=words::subnet()>{subnets}</Fact>
                <Fact label=words::security_group()>{security_group}</Fact>
                <Fact label=words::eip()>{move || eip_text(draft, options)}</Fact>
            </Facts>
            <Closed draft options/>
        </FormSection>
        <FormSection title=titled(ResourceKind::ContainerGroup, 1_u32)>
            <Facts>
                <Fact label=words::spec()>{spec}</Fact>
                <Fact label=words::deployment_mode()>{deployment}</Fact>
                <Fact label=words::availability_zone()>{move || zones_text(draft, options)}</Fact>
                <Fact label=words::restart_policy()>{move || draft.restart_policy().word()}</Fact>
                <Fact label=words::grace_period()>{move || ui::seconds(draft.grace.get())}</Fact>
                <Fact label=words::tags()>
                    {move || {
                        let text = |(key, value): &(String, String)| {
                            if value.is_empty() { key.clone() } else { format!("{key}:{value}") }
                        };
                        let tags: Vec<String> = draft.tags.with(|tags| tags.iter().map(text).collect());
                        if tags.is_empty() {
                            view! { <span class="quiet">{words::none()}</span> }.into_any()
                        } else {
                            view! { <Chips values=Signal::stored(tags)/> }.into_any()
                        }
                    }}
                </Fact>
            </Facts>
        </FormSection>
        <FormSection title=words::containers()>
            <For each=move || draft.containers.get() key=|container| container.key let:container>
                <ContainerFacts container/>
            </For>
        </FormSection>
        <FormSection title=words::price()>
            {move || {
                cost.get()
                    .map(|cost| {
                        view! { <Price amount=cost.hour per=words::price_per_hour(cost.currency) note=cost.note/> }
                    })
            }}
            <Field
                name="agreed"
                label=words::agreement()
                required=true
                group=true
                check=Callback::new(move |()| {
                    (!draft.agreed.get_untracked())
                        .then(|| say::not_agreed().said())
                })
            >
                <Agree value=draft.agreed/>
            </Field>
        </FormSection>
    }
}

#[component]
fn ContainerFacts(container: ContainerDraft) -> impl IntoView {
    let or_own = |text: RwSignal<String>| {
        move || {
            text.with(|text| match text.trim() {
                "" => words::images_own().to_owned(),
                text => text.to_owned(),
            })
        }
    };
    let amount = |text: RwSignal<String>, unit: &'static str| {
        move || {
            text.with(|text| match text.trim() {
                "" | "0" => words::shared().to_owned(),
                text => format!("{text} {unit}"),
            })
        }
    };
    let many = |count: usize| if count == 0 { words::none().to_owned() } else { count.to_string() };
    view! {
        <section>
            <h3>{move || container.name.get()}</h3>
            <Facts>
                <Fact label=words::image()>
                    <code>{move || image_text(container)}</code>
                </Fact>
                <Fact label=words::image_pull_policy()>{move || container.pull_policy().word()}</Fact>
                <Fact label=words::startup_command()>
                    <code>{or_own(container.command)}</code>
                </Fact>
                <Fact label=words::arguments()>
                    <code>
                        {move || match container.arguments.with(|arguments| arguments.join(" ")) {
                            none if none.is_empty() => words::none().to_owned(),
                            some => some,
                        }}
                    </code>
                </Fact>
                <Fact label=words::working_directory()>
                    <code>{or_own(container.directory)}</code>
                </Fact>
                <Fact label=words::cpu()>{amount(container.cpu, "vCPU")}</Fact>
                <Fact label=words::memory()>{amount(container.memory, "GiB")}</Fact>
                <Fact label=words::environment_variables()>{move || many(container.environment.with(Vec::len))}</Fact>
                <Fact label=words::ports_and_protocols()>{move || container.ports.with(|ports| ports_text(ports))}</Fact>
            </Facts>
        </section>
    }
}
