//! **Confirm Order** (ECI-43, BIL-09): everything once more, the price, and the agreement.

use gantry_model::containers::view::OrderOptions;
use leptos::prelude::*;

use super::draft::{ContainerDraft, Draft, MULTI};
use super::eip::{Closed, eip_text};
use super::instance::vpc;
use super::summary::{cost, image_text, zones_text};
use crate::detail::ports_text;
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
    let spec = move || draft.group_spec().map_or_else(|error| error.to_string(), |spec| spec.to_string());
    let deployment = move || if draft.deployment.get() == MULTI { "Multi-Zone" } else { "Single-Zone Deployment" };
    let cost = Memo::new(move |_| cost(draft, options));
    let fault = Memo::new(move |_| draft.fault().map(|error| error.to_string()));
    view! {
        {move || {
            fault
                .get()
                .map(|why| {
                    view! {
                        <Notice tone=Tone::Bad title="This order cannot be submitted yet.".to_owned()>
                            <p>{why}</p>
                        </Notice>
                    }
                })
        }}
        <FormSection title="Instance">
            <Facts>
                <Fact label="Instance Name">{move || draft.name.get()}</Fact>
                <Fact label="Purchase Quantity">{move || draft.quantity.get().to_string()}</Fact>
                <Fact label="Billing Mode">"Pay-As-You-Go"</Fact>
                <Fact label="VPC">{vpc_name}</Fact>
                <Fact label="Subnet">{subnets}</Fact>
                <Fact label="Security Group">{security_group}</Fact>
                <Fact label="EIP">{move || eip_text(draft, options)}</Fact>
            </Facts>
            <Closed draft options/>
        </FormSection>
        <FormSection title="Container group">
            <Facts>
                <Fact label="Spec">{spec}</Fact>
                <Fact label="Deployment Mode">{deployment}</Fact>
                <Fact label="Availability Zone">{move || zones_text(draft, options)}</Fact>
                <Fact label="Restart Policy">{move || draft.policy.get()}</Fact>
                <Fact label="Grace Period">{move || format!("{} s", draft.grace.get())}</Fact>
                <Fact label="Tags">
                    {move || {
                        let text = |(key, value): &(String, String)| {
                            if value.is_empty() { key.clone() } else { format!("{key}:{value}") }
                        };
                        let tags: Vec<String> = draft.tags.with(|tags| tags.iter().map(text).collect());
                        if tags.is_empty() {
                            view! { <span class="quiet">"none"</span> }.into_any()
                        } else {
                            view! { <Chips values=Signal::stored(tags)/> }.into_any()
                        }
                    }}
                </Fact>
            </Facts>
        </FormSection>
        <FormSection title="Containers">
            <For each=move || draft.containers.get() key=|container| container.key let:container>
                <ContainerFacts container/>
            </For>
        </FormSection>
        <FormSection title="Price">
            {move || {
                cost.get()
                    .map(|cost| {
                        view! { <Price amount=cost.hour per=format!("{} per hour", cost.currency) note=cost.note/> }
                    })
            }}
            <Field
                name="agreed"
                label="Agreement"
                required=true
                group=true
                check=Callback::new(move |()| {
                    (!draft.agreed.get_untracked())
                        .then(|| "Accept the service agreement and the service level agreement.".to_owned())
                })
            >
                <Checkbox
                    value=draft.agreed
                    name="agreed-box"
                    label="I have read, understood and accept the Service Agreement and the Service Level Agreement"
                />
            </Field>
        </FormSection>
    }
}

#[component]
fn ContainerFacts(container: ContainerDraft) -> impl IntoView {
    let or_own = |text: RwSignal<String>| {
        move || {
            text.with(|text| if text.trim().is_empty() { "the image's own".to_owned() } else { text.trim().to_owned() })
        }
    };
    let amount = |text: RwSignal<String>, unit: &'static str| {
        move || {
            text.with(|text| {
                if matches!(text.trim(), "" | "0") { "shared".to_owned() } else { format!("{} {unit}", text.trim()) }
            })
        }
    };
    let many = |count: usize| if count == 0 { "none".to_owned() } else { count.to_string() };
    view! {
        <section>
            <h3>{move || container.name.get()}</h3>
            <Facts>
                <Fact label="Image">
                    <code>{move || image_text(container)}</code>
                </Fact>
                <Fact label="Image Pull Policy">{move || container.pull.get()}</Fact>
                <Fact label="Startup Command">
                    <code>{or_own(container.command)}</code>
                </Fact>
                <Fact label="Arguments">
                    <code>
                        {move || match container.arguments.with(|arguments| arguments.join(" ")) {
                            none if none.is_empty() => "none".to_owned(),
                            some => some,
                        }}
                    </code>
                </Fact>
                <Fact label="Working Directory">
                    <code>{or_own(container.directory)}</code>
                </Fact>
                <Fact label="CPU">{amount(container.cpu, "vCPU")}</Fact>
                <Fact label="Memory">{amount(container.memory, "GiB")}</Fact>
                <Fact label="Environment Variables">{move || many(container.environment.with(Vec::len))}</Fact>
                <Fact label="Ports and Protocols">{move || container.ports.with(|ports| ports_text(ports))}</Fact>
            </Facts>
        </section>
    }
}
