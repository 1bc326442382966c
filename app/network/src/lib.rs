//! Networks (rows NET): VPCs, vSwitches, security groups with their rules, and EIPs. A vSwitch is what the order page calls a subnet.
//!
//! Each kind has a list, a page that makes one, and a page of its own. The forms that make one know nothing of the page they stand
//! on, so that the order page can open them beside itself ([`beside`]).
#![recursion_limit = "512"]

pub mod api;
pub mod beside;
mod change;
mod eip;
mod eip_ask;
mod eip_create;
mod eips;
mod range;
mod rule_form;
mod rules;
mod security_group;
mod security_group_create;
mod security_groups;
mod trial;
mod vpc;
mod vpc_create;
mod vpc_field;
mod vpcs;
mod vswitch;
mod vswitch_create;
mod vswitches;

pub use eip::EipPage;
pub use eip_ask::{BindEip, UnbindEip};
pub use eip_create::EipCreate;
pub use eips::Eips;
pub use security_group::SecurityGroupPage;
pub use security_group_create::SecurityGroupCreate;
pub use security_groups::SecurityGroups;
pub use vpc::VpcPage;
pub use vpc_create::VpcCreate;
pub use vpcs::Vpcs;
pub use vswitch::VSwitchPage;
pub use vswitch_create::VSwitchCreate;
pub use vswitches::VSwitches;

use gantry_model::kind::{Area, ResourceKind};
use gantry_model::message;
use gantry_model::message::Message;
use gantry_model::network::view::{NetworkFilter, VpcDetails};
use gantry_words::Said as _;
use gantry_words::{Word as _, network as words};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::api::vpc_choices;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;

/// What the event stream calls what these pages show. Groups count, because rows say who has which address.
const LIVE: &[ResourceKind] = &[
    ResourceKind::Vpc,
    ResourceKind::VSwitch,
    ResourceKind::SecurityGroup,
    ResourceKind::Eip,
    ResourceKind::ContainerGroup,
    ResourceKind::ScalingConfiguration,
];
/// What forms choose from: groups come and go without changing it.
const LIVE_VPCS: &[ResourceKind] = &[ResourceKind::Vpc, ResourceKind::VSwitch];

/// The last part of the URL's path, as it stands there.
fn use_id() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default())
}

/// What a list of the region asks for; the URL's `vpc` narrows it.
fn use_filter() -> Memo<NetworkFilter> {
    let query = use_query();
    let (region, request) = (use_region(), query.page_request());
    Memo::new(move |_| NetworkFilter {
        region: region.get(),
        vpc: query.get("vpc").and_then(|id| id.parse().ok()),
        page: request.get(),
    })
}

/// The VPCs of the region, for forms and filters.
fn use_vpcs() -> Answer<Vec<VpcDetails>> {
    let (region, live) = (use_region(), use_live(LIVE_VPCS));
    Resource::new(move || (region.get(), live.get()), |(region, _)| vpc_choices(region))
}

/// The way to a page of this product.
fn crumbs(list: (&'static str, &'static str), rest: Option<String>) -> Vec<Crumb> {
    let mut steps = vec![Crumb::to(Area::Network.word(), paths::VPCS)];
    match rest {
        Some(word) => steps.extend([Crumb::to(list.0, list.1), Crumb::here(word)]),
        None => steps.push(Crumb::here(list.0)),
    }
    steps
}

/// `vpc-default · 10.0.0.0/16`, for forms.
fn vpc_choice(vpc: &VpcDetails) -> Choice {
    Choice::new(vpc.row.id.to_string(), format!("{} · {}", vpc.row.name, vpc.row.cidr))
}

/// The filter **VPC** of a list.
#[component]
fn VpcFilter(from: Answer<Vec<VpcDetails>>) -> impl IntoView {
    let query = use_query();
    let chosen = RwSignal::new(untrack(|| query.get("vpc")).unwrap_or_default());
    Effect::new(move |_| chosen.set(query.get("vpc").unwrap_or_default()));
    view! {
        <Loaded from let:vpcs>
            <Select
                label=words::vpc()
                value=chosen
                choices=Signal::derive(move || {
                    let each = vpcs.with(|vpcs| vpcs.iter().map(vpc_choice).collect::<Vec<_>>());
                    std::iter::once(Choice::new("", words::all_vpcs())).chain(each).collect::<Vec<_>>()
                })
                on_change=move |id: String| query.go(&[("vpc", Some(&id)), ("page", None)])
            />
        </Loaded>
    }
}

/// The field for a description, the same in every form.
#[component]
fn Description(value: RwSignal<String>) -> impl IntoView {
    let counter = Signal::derive(move || Some(format!("{}/256", value.with(|text| text.chars().count()))));
    let check = move |()| {
        value
            .with_untracked(|text| gantry_model::network::check_description(text.trim()))
            .err()
            .map(|error| error.said())
    };
    view! {
        <Field
            name="description"
            label=words::description()
            help=words::description_help()
            counter
            check=Callback::new(check)
        >
            <Input value max_length=256/>
        </Field>
    }
}

/// The field for a name of a network's kind.
#[component]
fn Name(value: RwSignal<String>, label: &'static str) -> impl IntoView {
    let counter = Signal::derive(move || Some(format!("{}/64", value.with(|text| text.chars().count()))));
    let check = move |()| {
        value
            .with_untracked(|text| gantry_model::name::resource("name", Message::text(label), text.trim()))
            .err()
            .map(|error| error.said())
    };
    view! {
        <Field
            name="name"
            label
            required=true
            help=message::common::rule_resource_name().said()
            counter
            check=Callback::new(check)
        >
            <Input value max_length=64/>
        </Field>
    }
}
