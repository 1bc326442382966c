//! The list of VPCs (NET-22).

use gantry_model::id::VpcId;
use gantry_model::network::view::VpcRow;
use gantry_words::network as words;
use leptos::prelude::*;

use super::api::{vpc_delete, vpc_list};
use super::{LIVE, crumbs, use_filter};
use gantry_console::delete::{Delete, DeleteTarget};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The VPCs of the region.
#[component]
pub fn Vpcs() -> impl IntoView {
    let filter = use_filter();
    let live = use_live(LIVE);
    let vpcs = Resource::new(move || (filter.get(), live.get()), |(filter, _)| vpc_list(filter));
    let target = DeleteTarget::new();
    view! {
        <PageHead
            title=words::vpcs()
            crumbs=crumbs((words::vpcs(), paths::VPCS), None)
            purpose=words::vpcs_purpose()
        >
            <LinkButton label=words::create_vpc() icon=Glyph::Plus look=Look::Primary href=paths::VPC_CREATE/>
        </PageHead>
        <List
            from=vpcs
            caption=words::vpcs()
            search=words::search_vpcs()
            placeholder=words::name_or_id()
            columns=columns(target)
            key=|row: &VpcRow| row.id.to_string()
            likely=2
            empty=|| {
                view! {
                    <Empty
                        title=words::no_vpcs()
                        text=words::no_vpcs_text()
                    >
                        <LinkButton label=words::create_vpc() icon=Glyph::Plus href=paths::VPC_CREATE/>
                    </Empty>
                }
            }
        />
        <DeleteVpc target/>
    }
}

/// Asks before a VPC is deleted, by its name.
#[component]
pub(super) fn DeleteVpc(
    target: DeleteTarget<VpcId>,
    #[prop(default = Callback::new(|()| ()), into)] on_done: Callback<()>,
) -> impl IntoView {
    view! {
        <Delete
            target
            then=words::delete_vpc_then()
            type_name=true
            delete=vpc_delete
            on_done
        />
    }
}

fn columns(target: DeleteTarget<VpcId>) -> Vec<Column<VpcRow>> {
    vec![
        named(words::vpc_id_name(), paths::vpc, |row: &VpcRow| (&row.name, row.id.as_ref())),
        Column::new("state", words::status(), |row: VpcRow| {
            let (mark, word) =
                if row.deleting { (Mark::Busy, words::vpc_deleting()) } else { (Mark::Ok, words::vpc_available()) };
            view! { <StateMark mark word/> }
        })
        .corner(),
        Column::new("cidr", words::cidr_block(), |row: VpcRow| {
            let ipv6 = match row.ipv6 {
                Some(range) => view! { <code>{range.to_string()}</code> }.into_any(),
                None => words::without_ipv6().into_any(),
            };
            view! {
                <code>{row.cidr.to_string()}</code>
                <span class="sub">{ipv6}</span>
            }
        })
        .sortable()
        .nowrap(),
        Column::new("subnets", words::vswitches(), |row: VpcRow| {
            view! { <a href=paths::vpc_tab(row.id.as_ref(), "")>{row.subnets.to_string()}</a> }
        })
        .num(),
        Column::new("security_groups", words::security_groups(), |row: VpcRow| {
            view! { <a href=paths::vpc_tab(row.id.as_ref(), "security-groups")>{row.security_groups.to_string()}</a> }
        })
        .num(),
        Column::new("groups", words::container_groups(), |row: VpcRow| row.groups.to_string()).num().second(),
        created(|row: &VpcRow| &row.created).third(),
        Column::actions(move |row: Signal<VpcRow>| {
            let id = row.with_untracked(|row| row.id.clone());
            view! {
                <ActLink label=words::create_vswitch() href=paths::vswitch_create_in(id.as_ref())/>
                <Act
                    label=words::delete()
                    lose=true
                    why_not=Signal::derive(move || row.with(|row| row.deleting.then(|| words::vpc_being_deleted().to_owned())))
                    on_click=move |()| {
                        let row = row.get_untracked();
                        target.ask(row.id, row.name);
                    }
                />
            }
        }),
    ]
}
