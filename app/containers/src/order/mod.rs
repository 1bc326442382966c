//! Ordering a container group (ECI-07 to ECI-43, BIL-09): two steps and the confirmation, one form over all of them. What is
//! typed lives in the [`draft`] and survives steps and refusals; rules are the model's.

mod confirm;
mod container;
mod containers;
mod draft;
mod eip;
mod image;
mod instance;
mod other;
mod ports;
mod size;
mod specified;
mod summary;

use gantry_model::containers::view::OrderOptions;
use gantry_model::kind::Area;
use gantry_model::{Error, id::ContainerGroupId};
use gantry_words::Said as _;
use gantry_words::{Word as _, console, containers as words, ui};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

pub use self::containers::Containers;
pub use self::draft::{BASIC, Draft, Picked, SPECIFIED, container_of};
use self::draft::{EIP_EXISTING, step_of};
pub use self::image::Picker;
pub use self::other::Tags;
pub use self::size::SizeChoice;
pub use self::summary::image_text;
use super::api::{container_group_create, container_group_order_options};
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_pages_network::beside::{Made, MakeBeside};
use gantry_ui::browser;
use gantry_ui::prelude::*;

fn crumbs() -> Vec<Crumb> {
    vec![
        Crumb::to(Area::Containers.word(), paths::CONTAINER_GROUPS),
        Crumb::to(console::container_groups(), paths::CONTAINER_GROUPS),
        Crumb::here(words::create()),
    ]
}

/// The order page.
#[component]
pub fn ContainerGroupCreate() -> impl IntoView {
    let region = use_region();
    let options = Resource::new(move || region.get(), container_group_order_options);
    view! {
        <PageHead title=console::create_container_group() crumbs=crumbs()/>
        <Loaded from=options skeleton=|| view! { <FactsSkeleton facts=12/> } let:offered>
            <OrderForm options=offered reload=move |()| options.refetch()/>
        </Loaded>
    }
}

/// Keeps the network of the draft among what is offered: after a reload, and in another region. What was made beside the form is
/// chosen once it is offered.
fn follow_options(draft: Draft, options: Signal<OrderOptions>) {
    Effect::new(move |_| {
        let options = options.get();
        draft.region.set_value(options.region.clone());
        draft.beside.choose(|made| choose_made(draft, &options, made));
        let vpc = draft.vpc.get_untracked();
        if !options.vpcs.iter().any(|one| one.id.as_ref() == vpc) {
            instance::choose_vpc(draft, &options, options.vpcs.first().map(|vpc| vpc.id.to_string()));
        }
    });
}

/// Chooses what was made beside the form; false while it is not offered yet.
fn choose_made(draft: Draft, options: &OrderOptions, made: &Made) -> bool {
    match made {
        Made::Vpc(id) => {
            let there = options.vpcs.iter().any(|vpc| vpc.id == *id);
            if there {
                instance::choose_vpc(draft, options, Some(id.to_string()));
            }
            there
        }
        Made::VSwitch(id) => {
            let Some(vpc) = options.vpcs.iter().find(|vpc| vpc.subnets.iter().any(|one| one.id == *id)) else {
                return false;
            };
            if draft.vpc.with_untracked(|chosen| chosen != vpc.id.as_ref()) {
                instance::choose_vpc(draft, options, Some(vpc.id.to_string()));
            }
            draft.subnets.set(vec![id.to_string()]);
            true
        }
        Made::SecurityGroup(id) => {
            let Some(vpc) = options.vpcs.iter().find(|vpc| vpc.security_groups.iter().any(|one| one.0 == *id)) else {
                return false;
            };
            if draft.vpc.with_untracked(|chosen| chosen != vpc.id.as_ref()) {
                instance::choose_vpc(draft, options, Some(vpc.id.to_string()));
            }
            draft.security_group.set(id.to_string());
            true
        }
        Made::Eip(id) => {
            let there = options.eips.iter().any(|eip| eip.id == *id);
            if there {
                draft.eip_mode.set(EIP_EXISTING.to_owned());
                draft.eip.set(id.to_string());
            }
            there
        }
    }
}

#[component]
fn OrderForm(options: Signal<OrderOptions>, #[prop(into)] reload: Callback<()>) -> impl IntoView {
    let query = use_query();
    let step = query.step("basic");
    let draft = Draft::new(&options.get_untracked());
    let form = FormState::new();
    let pending = RwSignal::new(false);
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    follow_options(draft, options);
    // Faults of the order that belong to no single control.
    form.register("containers", None);
    form.register("size", None);

    let go = move |to: &'static str| {
        if step.get_untracked() != to {
            query.go(&[("step", (to != "basic").then_some(to)), ("page", None), ("size", None)]);
        }
    };
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
        go(step_of(&field));
        // The field may have to be made first.
        browser::after(80, move || form.refuse(Some(&field), message));
    });
    let done = Callback::new(move |ids: Vec<ContainerGroupId>| {
        form.settle();
        match ids.as_slice() {
            [one] => toasts.good_with(
                words::ordered(draft.name.get_untracked()),
                words::ordered_text(),
                words::open_ordered(),
                paths::container_group(one.as_ref()),
            ),
            many => toasts.good(words::ordered_groups(many.len()), words::ordered_groups_text()),
        }
        // The way back leads to before the order that was made.
        navigate(paths::CONTAINER_GROUPS, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    let submit = move || {
        if pending.get_untracked() {
            return;
        }
        match untrack(|| draft.order().and_then(|order| order.validate().map(|()| order))) {
            Err(error) => show.run(error),
            Ok(order) => {
                pending.set(true);
                leptos::task::spawn_local(async move {
                    let answer = container_group_create(order).await;
                    pending.try_set(false);
                    match answer {
                        Ok(ids) => done.run(ids),
                        Err(fault) => show.run(fault.0),
                    }
                });
            }
        }
    };
    // Forward only when nothing on this step, or before it, is wrong.
    let next = move |to: &'static str| {
        let here = step.get_untracked();
        let fault = untrack(|| draft.fault());
        match fault.filter(|error| here == "other" || error.field().is_none_or(|field| step_of(field) == here)) {
            Some(error) => show.run(error),
            None => go(to),
        }
    };
    view! {
        <AskBeforeLeaving state=form/>
        <Steps steps=vec![
            ("basic", words::basic_configuration()),
            ("other", words::other_settings_optional()),
            ("confirm", words::confirm_order()),
        ]/>
        <div class="with-aside">
            {move || match step.get().as_str() {
                "other" => {
                    view! {
                        <Form state=form sections=true label=words::other_settings() on_submit=move |()| next("confirm")>
                            <other::OtherSettings draft options reload/>
                            <FormFoot state=form>
                                <Button label=words::confirm_order() look=Look::Primary submit=true/>
                                <Button label=words::previous() on_click=move |()| go("basic")/>
                            </FormFoot>
                        </Form>
                    }
                        .into_any()
                }
                "confirm" => {
                    view! {
                        <Form state=form sections=true label=words::confirm_order() on_submit=move |()| submit()>
                            <confirm::Confirmation draft options/>
                            <FormFoot state=form>
                                <Button label=words::submit_order() look=Look::Primary submit=true pending/>
                                <Button label=words::previous() on_click=move |()| go("other")/>
                            </FormFoot>
                        </Form>
                    }
                        .into_any()
                }
                _ => {
                    view! {
                        <Form state=form sections=true label=words::basic_configuration() on_submit=move |()| next("other")>
                            <instance::Instance draft options reload/>
                            <size::Size draft options/>
                            <containers::Containers draft/>
                            <FormFoot state=form>
                                <Button label=words::next() look=Look::Primary submit=true/>
                                <LinkButton label=ui::cancel() look=Look::Bare href=paths::CONTAINER_GROUPS/>
                            </FormFoot>
                        </Form>
                    }
                        .into_any()
                }
            }}
            <summary::OrderSummary draft options/>
        </div>
        <MakeBeside beside=draft.beside form reload/>
    }
}

/// A fault that belongs to a whole section, such as the sums of all containers.
#[component]
pub(crate) fn SectionFault(name: &'static str) -> impl IntoView {
    let form = expect_context::<FormState>();
    view! {
        <div role="alert" style="display:contents">
            {move || form.fault(name).map(|fault| view! { <p class="fault">{fault}</p> })}
        </div>
    }
}
