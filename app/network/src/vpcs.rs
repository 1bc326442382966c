//! The list of VPCs (NET-22).

use gantry_model::id::VpcId;
use gantry_model::network::view::VpcRow;
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
            title="VPCs"
            crumbs=crumbs(("VPCs", paths::VPCS), None)
            purpose="A VPC is a private network of its own: its addresses may overlap with those of others, and nothing passes between them."
        >
            <LinkButton label="Create VPC" icon=Glyph::Plus look=Look::Primary href=paths::VPC_CREATE/>
        </PageHead>
        <List
            from=vpcs
            caption="VPCs"
            search="Search VPCs"
            placeholder="Name or ID"
            columns=columns(target)
            key=|row: &VpcRow| row.id.to_string()
            likely=2
            empty=|| {
                view! {
                    <Empty
                        title="No VPCs in this region"
                        text="A container group needs a VPC with a vSwitch and a security group. Create the VPC first."
                    >
                        <LinkButton label="Create VPC" icon=Glyph::Plus href=paths::VPC_CREATE/>
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
            then="Its range can be used again at once."
            type_name=true
            delete=vpc_delete
            on_done
        />
    }
}

fn columns(target: DeleteTarget<VpcId>) -> Vec<Column<VpcRow>> {
    vec![
        named("VPC ID/Name", paths::vpc, |row: &VpcRow| (&row.name, row.id.as_ref())),
        Column::new("state", "Status", |row: VpcRow| {
            let (mark, word) = if row.deleting { (Mark::Busy, "Deleting") } else { (Mark::Ok, "Available") };
            view! { <StateMark mark word/> }
        })
        .corner(),
        Column::new("cidr", "CIDR Block", |row: VpcRow| {
            let ipv6 = match row.ipv6 {
                Some(range) => view! { <code>{range.to_string()}</code> }.into_any(),
                None => "IPv6 off".into_any(),
            };
            view! {
                <code>{row.cidr.to_string()}</code>
                <span class="sub">{ipv6}</span>
            }
        })
        .sortable()
        .nowrap(),
        Column::new("subnets", "vSwitches", |row: VpcRow| {
            view! { <a href=paths::vpc_tab(row.id.as_ref(), "")>{row.subnets.to_string()}</a> }
        })
        .num(),
        Column::new("security_groups", "Security Groups", |row: VpcRow| {
            view! { <a href=paths::vpc_tab(row.id.as_ref(), "security-groups")>{row.security_groups.to_string()}</a> }
        })
        .num(),
        Column::new("groups", "Container Groups", |row: VpcRow| row.groups.to_string()).num().second(),
        created(|row: &VpcRow| &row.created).third(),
        Column::actions(move |row: Signal<VpcRow>| {
            let id = row.with_untracked(|row| row.id.clone());
            view! {
                <ActLink label="Create vSwitch" href=paths::vswitch_create_in(id.as_ref())/>
                <Act
                    label="Delete"
                    lose=true
                    why_not=Signal::derive(move || row.with(|row| row.deleting.then(|| "It is being deleted.".to_owned())))
                    on_click=move |()| {
                        let row = row.get_untracked();
                        target.ask(row.id, row.name);
                    }
                />
            }
        }),
    ]
}
