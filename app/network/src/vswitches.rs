//! The list of vSwitches (NET-26).

use gantry_model::id::VSwitchId;
use gantry_model::network::view::VSwitchRow;
use leptos::prelude::*;

use super::api::{vswitch_delete, vswitch_list};
use super::range::grouped;
use super::{LIVE, VpcFilter, crumbs, use_filter, use_vpcs};
use gantry_console::delete::{Delete, DeleteTarget};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The headings, for the moment before the first answer.
pub(super) const HEADINGS: &[&str] = &["vSwitch ID/Name", "Zone", "IPv4 CIDR Block", "Addresses", "IPv6"];

/// Where the table stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// On a page of its own: rows name their VPC.
    Alone,
    /// On the page of their VPC.
    InVpc,
}

/// The vSwitches of the region.
#[component]
pub fn VSwitches() -> impl IntoView {
    let filter = use_filter();
    let live = use_live(LIVE);
    let found = Resource::new(move || (filter.get(), live.get()), |(filter, _)| vswitch_list(filter));
    let vpcs = use_vpcs();
    let target = DeleteTarget::new();
    view! {
        <PageHead
            title="vSwitches"
            crumbs=crumbs(("vSwitches", paths::VSWITCHES), None)
            purpose="A vSwitch is a part of a VPC in one zone. Container groups get their private address from it."
        >
            <LinkButton label="Create vSwitch" icon=Glyph::Plus look=Look::Primary href=paths::VSWITCH_CREATE/>
        </PageHead>
        <List
            from=found
            caption="vSwitches"
            search="Search vSwitches"
            placeholder="Name, ID or range"
            columns=columns(target, Shown::Alone)
            key=|row: &VSwitchRow| row.id.to_string()
            filters=&["vpc"]
            empty=|| {
                view! {
                    <Empty
                        title="No vSwitches in this region"
                        text="A container group gets its address from a vSwitch; several in different zones make room for more."
                    >
                        <LinkButton label="Create vSwitch" icon=Glyph::Plus href=paths::VSWITCH_CREATE/>
                    </Empty>
                }
            }
        >
            <VpcFilter from=vpcs/>
        </List>
        <DeleteVSwitch target/>
    }
}

/// Asks before a vSwitch is deleted.
#[component]
pub(super) fn DeleteVSwitch(
    target: DeleteTarget<VSwitchId>,
    #[prop(default = Callback::new(|()| ()), into)] on_done: Callback<()>,
) -> impl IntoView {
    view! {
        <Delete
            target
            then="Its range is free again in the VPC."
            delete=vswitch_delete
            on_done
        />
    }
}

pub(super) fn columns(target: DeleteTarget<VSwitchId>, shown: Shown) -> Vec<Column<VSwitchRow>> {
    let mut columns = vec![
        named("vSwitch ID/Name", paths::vswitch, |row: &VSwitchRow| (&row.name, row.id.as_ref())),
        Column::new("vpc", "VPC", |row: VSwitchRow| {
            view! { <a href=paths::vpc(row.vpc.0.as_ref())>{row.vpc.1}</a> }
        }),
        Column::new("zone", "Zone", |row: VSwitchRow| row.zone).sortable().nowrap(),
        Column::new("cidr", "IPv4 CIDR Block", |row: VSwitchRow| view! { <code>{row.cidr.to_string()}</code> })
            .sortable(),
        Column::new("used", "Addresses", |row: VSwitchRow| {
            let (used, all) = (row.used, row.used + row.free);
            let label = format!("{} of {} used", grouped(used), grouped(all));
            view! {
                <Scale parts=Signal::stored(Part::of(used as f64, all as f64)) label=Signal::stored(label.clone())/>
                <span class="sub">{format!("{} free", grouped(row.free))}</span>
            }
        })
        .sortable(),
        Column::new("ipv6", "IPv6", |row: VSwitchRow| match row.ipv6 {
            Some(range) => view! { <code>{range.to_string()}</code> }.into_any(),
            None => view! { <span class="quiet">"off"</span> }.into_any(),
        })
        .third(),
        created(|row: &VSwitchRow| &row.created).third(),
        Column::actions(move |row: Signal<VSwitchRow>| {
            let manage = row.with_untracked(|row| paths::vswitch(row.id.as_ref()));
            view! {
                <ActLink label="Manage" href=manage/>
                <Act
                    label="Delete"
                    lose=true
                    on_click=move |()| {
                        let row = row.get_untracked();
                        target.ask(row.id, row.name);
                    }
                />
            }
        }),
    ];
    if shown == Shown::InVpc {
        columns.remove(1);
    }
    columns
}
