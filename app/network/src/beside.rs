//! Making what a form lacks without losing the form (GEN-06): a link beside the field opens the other form in a drawer, and what it
//! makes comes back chosen. Opened in a new tab, the same link leads to the page that makes one; the button beside the field then
//! loads it.
//!
//! A form has one [`Beside`]; a [`MissingLink`] beside each field that may lack something; one [`MakeBeside`] behind the form, which
//! asks for what is offered anew; and, where it follows what is offered, [`Beside::choose`].

use gantry_model::id::{EipId, SecurityGroupId, VSwitchId, VpcId};
use gantry_words::{network as words, ui};
use leptos::prelude::*;

use super::eip_create::EipForm;
use super::security_group_create::SecurityGroupForm;
use super::use_vpcs;
use super::vpc_create::VpcForm;
use super::vpc_field::Wanted;
use super::vswitch_create::VSwitchForm;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// What a form may lack. Those that are made in a VPC name the one that the form has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    Vpc,
    VSwitch(Option<VpcId>),
    SecurityGroup(Option<VpcId>),
    Eip,
}

impl Missing {
    /// The words of the link, and the title of the drawer.
    fn title(&self) -> &'static str {
        match self {
            Self::Vpc => words::create_vpc(),
            Self::VSwitch(_) => words::create_vswitch(),
            Self::SecurityGroup(_) => words::create_security_group(),
            Self::Eip => words::create_eip(),
        }
    }

    /// The page that makes one.
    fn href(&self) -> String {
        let within = |vpc: &Option<VpcId>, page: fn(&str) -> String| page(vpc.as_ref().map_or("", |vpc| vpc.as_ref()));
        match self {
            Self::Vpc => paths::VPC_CREATE.to_owned(),
            Self::VSwitch(vpc) => within(vpc, paths::vswitch_create_in),
            Self::SecurityGroup(vpc) => within(vpc, paths::security_group_create_in),
            Self::Eip => paths::EIP_CREATE.to_owned(),
        }
    }
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    Vpc(VpcId),
    VSwitch(VSwitchId),
    SecurityGroup(SecurityGroupId),
    Eip(EipId),
}

/// What is being made beside a form. `Copy`.
#[derive(Clone, Copy)]
pub struct Beside {
    open: RwSignal<bool>,
    what: RwSignal<Missing>,
    /// What was made and is not offered yet.
    made: StoredValue<Option<Made>>,
}

impl Default for Beside {
    fn default() -> Self {
        Self { open: RwSignal::new(false), what: RwSignal::new(Missing::Vpc), made: StoredValue::new(None) }
    }
}

impl Beside {
    /// Called whenever what is offered has changed: gives what was made beside the form to `choose`, until that says that it was
    /// among what is offered.
    pub fn choose(&self, choose: impl FnOnce(&Made) -> bool) {
        if self.made.get_value().is_some_and(|made| choose(&made)) {
            self.made.set_value(None);
        }
    }
}

/// The link beside a field. A plain click opens the drawer; any other opens the page, as links do.
#[component]
pub fn MissingLink(beside: Beside, #[prop(into)] what: Signal<Missing>) -> impl IntoView {
    view! {
        <a
            class="act missing"
            href=move || what.with(Missing::href)
            target="_blank"
            on:click=move |event| {
                if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                    event.prevent_default();
                    beside.what.set(what.get_untracked());
                    beside.open.set(true);
                }
            }
        >
            {move || what.with(Missing::title)}
        </a>
    }
}

/// The drawer. Stands outside the form that lacks something, since forms do not nest.
#[component]
pub fn MakeBeside(
    beside: Beside,
    /// The form that lacks something.
    form: FormState,
    /// Loads anew what the form offers.
    #[prop(into)]
    reload: Callback<()>,
) -> impl IntoView {
    let made = Callback::new(move |made: Made| {
        beside.open.set(false);
        form.touch();
        beside.made.set_value(Some(made));
        reload.run(());
    });
    view! {
        <Dialog open=beside.open title=Signal::derive(move || beside.what.with(|what| what.title().to_owned())) drawer=true>
            <Inside beside made/>
        </Dialog>
    }
}

/// The form of what is made; made when the drawer opens.
#[component]
fn Inside(beside: Beside, made: Callback<Made>) -> impl IntoView {
    let form = FormState::beside("beside-");
    let vpcs = use_vpcs();
    // In another VPC it could not be chosen.
    let only = |vpc: Option<VpcId>| vpc.map_or(Wanted::Default, Wanted::Only);
    let cancel =
        move || view! { <Button label=ui::cancel() look=Look::Bare on_click=move |()| beside.open.set(false)/> };
    match beside.what.get_untracked() {
        Missing::Vpc => view! { <VpcForm form cancel on_made=move |id: VpcId| made.run(Made::Vpc(id))/> }.into_any(),
        Missing::Eip => view! { <EipForm form cancel on_made=move |id: EipId| made.run(Made::Eip(id))/> }.into_any(),
        Missing::VSwitch(wanted) => view! {
            <Loaded from=vpcs skeleton=|| view! { <FactsSkeleton facts=4/> } let:vpcs>
                <VSwitchForm
                    form
                    vpcs
                    wanted=only(wanted.clone())
                    cancel
                    on_made=move |id: VSwitchId| made.run(Made::VSwitch(id))
                />
            </Loaded>
        }
        .into_any(),
        Missing::SecurityGroup(wanted) => view! {
            <Loaded from=vpcs skeleton=|| view! { <FactsSkeleton facts=4/> } let:vpcs>
                <SecurityGroupForm
                    form
                    vpcs
                    wanted=only(wanted.clone())
                    cancel
                    on_made=move |id: SecurityGroupId| made.run(Made::SecurityGroup(id))
                />
            </Loaded>
        }
        .into_any(),
    }
}
