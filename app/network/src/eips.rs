//! The list of EIPs (NET-09), with what is left of the pool that they come from.

use gantry_model::network::view::EipRow;
use leptos::prelude::*;

use super::api::eip_list;
use super::eip_ask::{Asked, BindToGroup, ReleaseEip, UnbindRow, why_not_release};
use super::range::grouped;
use super::{LIVE, crumbs, use_filter};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The EIPs of the region.
#[component]
pub fn Eips() -> impl IntoView {
    let filter = use_filter();
    let live = use_live(LIVE);
    let found = Resource::new(move || (filter.get(), live.get()), |(filter, _)| eip_list(filter));
    let dialogs = Dialogs { bind: Asked::new(), unbind: Asked::new(), release: Asked::new() };
    view! {
        <PageHead
            title="Elastic IPs (EIP)"
            crumbs=crumbs(("Elastic IPs (EIP)", paths::EIPS), None)
            purpose="An EIP is a public address that is held on its own and bound to a container group, which then serves its ports there."
        >
            <LinkButton label="Create EIP" icon=Glyph::Plus look=Look::Primary href=paths::EIP_CREATE/>
        </PageHead>
        <ListBar search="Search EIPs" placeholder="Address, name or ID" on_refresh=move |()| found.refetch()>
            <Loaded from=found let:list>
                <span class="quiet">
                    {move || {
                        list.with(|list| format!("Pool {}: {} addresses free", list.pool, grouped(list.pool_free)))
                    }}
                </span>
            </Loaded>
        </ListBar>
        <Loaded
            from=found
            skeleton=|| {
                view! { <TableSkeleton columns=vec!["EIP ID/Name", "Address", "Status", "Bandwidth", "Bound to", "Created"] rows=3/> }
            }
            let:list
        >
            <ListTable
                caption="EIPs"
                columns=columns(dialogs)
                page=Signal::derive(move || list.with(|list| list.page.clone()))
                key=|row: &EipRow| row.id.to_string()
                empty=|| {
                    view! {
                        <Empty
                            title="No EIPs in this region"
                            text="Without one, a container group has a private address only. An order can also create one together with the group."
                        >
                            <LinkButton label="Create EIP" icon=Glyph::Plus href=paths::EIP_CREATE/>
                        </Empty>
                    }
                }
            />
        </Loaded>
        <BindToGroup asked=dialogs.bind/>
        <UnbindRow asked=dialogs.unbind/>
        <ReleaseEip asked=dialogs.release/>
    }
}

#[derive(Clone, Copy)]
struct Dialogs {
    bind: Asked,
    unbind: Asked,
    release: Asked,
}

fn columns(dialogs: Dialogs) -> Vec<Column<EipRow>> {
    vec![
        named("EIP ID/Name", paths::eip, |row: &EipRow| (&row.name, row.id.as_ref())),
        Column::new("state", "Status", |row: EipRow| {
            let (mark, word) = if row.bound.is_some() { (Mark::Ok, "Bound") } else { (Mark::Off, "Not bound") };
            view! { <StateMark mark word/> }
        })
        .corner(),
        Column::new("address", "Address", |row: EipRow| {
            view! { <Copy text=Signal::stored(row.address.to_string())/> }
        })
        .sortable(),
        Column::new("bandwidth_mbps", "Bandwidth", |row: EipRow| format!("{} Mbps", row.bandwidth_mbps)).num().nowrap(),
        Column::new("bound", "Bound to", |row: EipRow| match row.bound {
            Some((id, name)) => view! { <a href=paths::container_group(id.as_ref())>{name}</a> }.into_any(),
            None => view! { <span class="quiet">"nothing"</span> }.into_any(),
        }),
        created(|row: &EipRow| &row.created).third(),
        Column::actions(move |row: Signal<EipRow>| {
            let bound = Memo::new(move |_| row.with(|row| row.bound.is_some()));
            view! {
                {move || {
                    if bound.get() {
                        view! { <Act label="Unbind" on_click=move |()| dialogs.unbind.ask(row.get_untracked())/> }.into_any()
                    } else {
                        view! { <Act label="Bind" on_click=move |()| dialogs.bind.ask(row.get_untracked())/> }.into_any()
                    }
                }}
                <Act
                    label="Release"
                    lose=true
                    why_not=Signal::derive(move || row.with(why_not_release))
                    on_click=move |()| dialogs.release.ask(row.get_untracked())
                />
            }
        }),
    ]
}
