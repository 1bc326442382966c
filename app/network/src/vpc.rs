//! One VPC (NET-22, NET-23): its facts, the map of its range, its vSwitches and its security groups.

use gantry_model::id::VpcId;
use gantry_model::kind::ResourceKind;
use gantry_model::network::view::{NetworkChange, NetworkFilter, SecurityGroupRow, VSwitchRow, VpcDetails};
use gantry_words::{network as words, titled, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::{security_group_list, vpc_update, vpc_view, vswitch_list};
use super::change::EditNetwork;
use super::range::{Plot, RangeMap, counted};
use super::security_groups::{self, DeleteSecurityGroup};
use super::vpcs::DeleteVpc;
use super::vswitches::{self, DeleteVSwitch};
use super::{LIVE, crumbs, use_id};
use gantry_console::delete::DeleteTarget;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The page of a VPC.
#[component]
pub fn VpcPage() -> impl IntoView {
    let (id, live) = (use_id(), use_live(LIVE));
    let vpc =
        Resource::new(move || (id.get(), live.get()), |(id, _)| async move { vpc_view(id.parse::<VpcId>()?).await });
    view! {
        <Loaded
            page=true
            from=vpc
            skeleton=|| {
                view! {
                    <PageHead title=words::vpc() crumbs=crumbs((words::vpcs(), paths::VPCS), Some("…".to_owned()))/>
                    <FactsSkeleton facts=6/>
                }
            }
            let:vpc
        >
            <Shown vpc/>
        </Loaded>
    }
}

#[component]
fn Shown(vpc: Signal<VpcDetails>) -> impl IntoView {
    let tab = use_query().value("tab", "vswitches");
    let navigate = use_navigate();
    let name = Memo::new(move |_| vpc.with(|vpc| vpc.row.name.clone()));
    let id = Memo::new(move |_| vpc.with(|vpc| vpc.row.id.clone()));
    let deleting = Memo::new(move |_| vpc.with(|vpc| vpc.row.deleting));
    let editing = RwSignal::new(false);
    let target = DeleteTarget::new();
    let why_not = Signal::derive(move || deleting.get().then(|| words::vpc_being_deleted().to_owned()));
    let now = Signal::derive(move || {
        vpc.with(|vpc| NetworkChange {
            name: vpc.row.name.clone(),
            description: vpc.row.description.clone(),
            ipv6: vpc.row.ipv6.is_some(),
            generation: vpc.generation,
        })
    });
    let tabs = Signal::derive(move || {
        vpc.with(|vpc| {
            vec![
                Tab::new("vswitches", words::vswitches()).count(vpc.row.subnets),
                Tab::new("security-groups", words::security_groups()).count(vpc.row.security_groups),
            ]
        })
    });
    let mark = Signal::derive(move || if deleting.get() { Mark::Busy } else { Mark::Ok });
    let word =
        Signal::derive(move || if deleting.get() { words::vpc_deleting() } else { words::vpc_available() }.to_owned());
    view! {
        <PageHead
            title=name
            crumbs=Signal::derive(move || crumbs((words::vpcs(), paths::VPCS), Some(name.get())))
            purpose=Signal::derive(move || {
                Some(vpc.with(|vpc| vpc.row.description.clone())).filter(|text| !text.is_empty())
            })
            beside=move || {
                view! {
                    <span>
                        <StateMark mark word/>
                    </span>
                    <Copy text=Signal::derive(move || id.get().to_string())/>
                }
            }
        >
            <Button label=words::edit() icon=Glyph::Edit why_not on_click=move |()| editing.set(true)/>
            <Button
                label=words::delete()
                icon=Glyph::Trash
                why_not
                on_click=move |()| target.ask(id.get_untracked(), name.get_untracked())
            />
        </PageHead>
        <VpcFacts vpc/>
        <div class="mt6"></div>
        <Tabs label=words::vpc() tabs/>
        {move || match tab.get().as_str() {
            "security-groups" => {
                view! {
                    <AfterMount skeleton=|| view! { <TableSkeleton columns=security_groups::headings() rows=3/> }>
                        <SecurityGroupsOf vpc=id/>
                    </AfterMount>
                }
                    .into_any()
            }
            _ => {
                view! {
                    <AfterMount skeleton=|| view! { <TableSkeleton columns=vswitches::headings() rows=3/> }>
                        <VSwitchesOf vpc=id/>
                    </AfterMount>
                }
                    .into_any()
            }
        }}
        <EditNetwork
            open=editing
            title=words::edit_vpc()
            label=words::vpc_name()
            ipv6_note=words::vpc_ipv6_change()
            now
            update=move |change| vpc_update(id.get_untracked(), change)
        />
        <DeleteVpc target on_done=move |()| navigate(paths::VPCS, Default::default())/>
    }
}

#[component]
fn VpcFacts(vpc: Signal<VpcDetails>) -> impl IntoView {
    let part = move |read: fn(&VpcDetails) -> String| Memo::new(move |_| vpc.with(read));
    let cidr = part(|vpc| vpc.row.cidr.to_string());
    let size = part(|vpc| counted(vpc.row.cidr));
    let ipv6 = Memo::new(move |_| vpc.with(|vpc| vpc.row.ipv6.map(|range| range.to_string())));
    let groups = part(|vpc| vpc.row.groups.to_string());
    let region = part(|vpc| vpc.region.clone());
    let created = Signal::derive(move || vpc.with(|vpc| vpc.row.created.clone()));
    let whole = Signal::derive(move || vpc.with(|vpc| vpc.row.cidr));
    let plots = Signal::derive(move || {
        let plot = |(id, name, range): &(gantry_model::id::VSwitchId, String, gantry_model::cidr::Cidr)| Plot {
            name: name.clone(),
            range: *range,
            href: Some(paths::vswitch(id.as_ref())),
        };
        vpc.with(|vpc| vpc.subnets.iter().map(plot).collect::<Vec<_>>())
    });
    view! {
        <Facts>
            <Fact label=words::ipv4_cidr_block()>
                <Copy text=cidr/>
                <span class="sub">{move || size.get()}</span>
            </Fact>
            <Fact label=words::ipv6_cidr_block()>
                {move || match ipv6.get() {
                    Some(range) => view! { <Copy text=Signal::stored(range)/> }.into_any(),
                    None => view! { <span class="quiet">{words::ipv6_is_off()}</span> }.into_any(),
                }}
            </Fact>
            <Fact label=words::region()>{move || region.get()}</Fact>
            <Fact label=words::container_groups()>{move || groups.get()}</Fact>
            <Fact label=ui::created()>
                <Time at=created/>
            </Fact>
        </Facts>
        <RangeMap whole plots/>
    }
}

/// The vSwitches of the VPC.
#[component]
fn VSwitchesOf(#[prop(into)] vpc: Signal<VpcId>) -> impl IntoView {
    let request = use_query().page_request();
    let region = gantry_console::region::use_region();
    let live = use_live(LIVE);
    let filter = Memo::new(move |_| NetworkFilter { region: region.get(), vpc: Some(vpc.get()), page: request.get() });
    let found = Resource::new(move || (filter.get(), live.get()), |(filter, _)| vswitch_list(filter));
    let target = DeleteTarget::new();
    let create = Signal::derive(move || vpc.with(|vpc| paths::vswitch_create_in(vpc.as_ref())));
    view! {
        <List
            from=found
            caption=words::vswitches()
            search=words::search_vswitches()
            placeholder=words::name_id_or_range()
            columns=vswitches::columns(target, vswitches::Shown::InVpc)
            key=|row: &VSwitchRow| row.id.to_string()
            empty=move || {
                view! {
                    <Empty title=words::no_vswitches_in_vpc() text=words::no_vswitches_in_vpc_text()>
                        <LinkButton label=words::create_vswitch() icon=Glyph::Plus href=create/>
                    </Empty>
                }
            }
        >
            <LinkButton label=words::create_vswitch() icon=Glyph::Plus href=create/>
        </List>
        <DeleteVSwitch target/>
    }
}

/// The security groups of the VPC.
#[component]
fn SecurityGroupsOf(#[prop(into)] vpc: Signal<VpcId>) -> impl IntoView {
    let request = use_query().page_request();
    let region = gantry_console::region::use_region();
    let live = use_live(LIVE);
    let filter = Memo::new(move |_| NetworkFilter { region: region.get(), vpc: Some(vpc.get()), page: request.get() });
    let found = Resource::new(move || (filter.get(), live.get()), |(filter, _)| security_group_list(filter));
    let target = DeleteTarget::new();
    let create = Signal::derive(move || vpc.with(|vpc| paths::security_group_create_in(vpc.as_ref())));
    view! {
        <List
            from=found
            caption=titled(ResourceKind::SecurityGroup, 2_u32)
            search=words::search_security_groups()
            placeholder=words::name_or_id()
            columns=security_groups::columns(target, security_groups::Shown::InVpc)
            key=|row: &SecurityGroupRow| row.id.to_string()
            empty=move || {
                view! {
                    <Empty title=words::no_security_groups_in_vpc() text=words::no_security_groups_in_vpc_text()>
                        <LinkButton label=words::create_security_group() icon=Glyph::Plus href=create/>
                    </Empty>
                }
            }
        >
            <LinkButton label=words::create_security_group() icon=Glyph::Plus href=create/>
        </List>
        <DeleteSecurityGroup target/>
    }
}
