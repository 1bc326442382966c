//! The list of vSwitches (NET-26).

use gantry_model::id::VSwitchId;
use gantry_model::network::view::VSwitchRow;
use gantry_words::network as words;
use leptos::prelude::*;

use super::api::{vswitch_delete, vswitch_list};
use super::{LIVE, VpcFilter, crumbs, use_filter, use_vpcs};
use gantry_console::delete::{Delete, DeleteTarget};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The headings, for the moment before the first answer.
pub(super) fn headings() -> Vec<&'static str> {
    vec![words::vswitch_id_name(), words::zone(), words::ipv4_cidr_block(), words::addresses(), words::ipv6()]
}

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
            title=words::vswitches()
            crumbs=crumbs((words::vswitches(), paths::VSWITCHES), None)
            purpose=words::vswitches_purpose()
        >
            <LinkButton label=words::create_vswitch() icon=Glyph::Plus look=Look::Primary href=paths::VSWITCH_CREATE/>
        </PageHead>
        <List
            from=found
            caption=words::vswitches()
            search=words::search_vswitches()
            placeholder=words::name_id_or_range()
            columns=columns(target, Shown::Alone)
            key=|row: &VSwitchRow| row.id.to_string()
            filters=&["vpc"]
            empty=|| {
                view! {
                    <Empty
                        title=words::no_vswitches()
                        text=words::no_vswitches_text()
                    >
                        <LinkButton label=words::create_vswitch() icon=Glyph::Plus href=paths::VSWITCH_CREATE/>
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
            then=words::delete_vswitch_then()
            delete=vswitch_delete
            on_done
        />
    }
}

pub(super) fn columns(target: DeleteTarget<VSwitchId>, shown: Shown) -> Vec<Column<VSwitchRow>> {
    let mut columns = vec![
        named(words::vswitch_id_name(), paths::vswitch, |row: &VSwitchRow| (&row.name, row.id.as_ref())),
        Column::new("vpc", words::vpc(), |row: VSwitchRow| {
            view! { <a href=paths::vpc(row.vpc.0.as_ref())>{row.vpc.1}</a> }
        }),
        Column::new("zone", words::zone(), |row: VSwitchRow| row.zone).sortable().nowrap(),
        Column::new("cidr", words::ipv4_cidr_block(), |row: VSwitchRow| view! { <code>{row.cidr.to_string()}</code> })
            .sortable(),
        Column::new("used", words::addresses(), |row: VSwitchRow| {
            let (used, all) = (row.used, row.used + row.free);
            let label = words::addresses_used_of(used, all);
            view! {
                <Scale parts=Signal::stored(Part::of(used as f64, all as f64)) label=Signal::stored(label.clone())/>
                <span class="sub">{words::addresses_free(row.free)}</span>
            }
        })
        .sortable(),
        Column::new("ipv6", words::ipv6(), |row: VSwitchRow| match row.ipv6 {
            Some(range) => view! { <code>{range.to_string()}</code> }.into_any(),
            None => view! { <span class="quiet">{words::ipv6_off()}</span> }.into_any(),
        })
        .third(),
        created(|row: &VSwitchRow| &row.created).third(),
        Column::actions(move |row: Signal<VSwitchRow>| {
            let manage = row.with_untracked(|row| paths::vswitch(row.id.as_ref()));
            view! {
                <ActLink label=words::manage_vswitch() href=manage/>
                <Act
                    label=words::delete()
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
