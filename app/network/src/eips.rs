//! The list of EIPs (NET-09), with what is left of the pool that they come from.

use gantry_model::kind::ResourceKind;
use gantry_model::network::view::EipRow;
use gantry_words::{network as words, titled, ui};
use leptos::prelude::*;

use super::api::eip_list;
use super::eip_ask::{Asked, BindToGroup, ReleaseEip, UnbindRow, why_not_release};
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
            title=words::eips()
            crumbs=crumbs((words::eips(), paths::EIPS), None)
            purpose=words::eips_purpose()
        >
            <LinkButton label=words::create_eip() icon=Glyph::Plus look=Look::Primary href=paths::EIP_CREATE/>
        </PageHead>
        <ListBar search=words::search_eips() placeholder=words::search_eips_hint() on_refresh=move |()| found.refetch()>
            <Loaded from=found let:list>
                <span class="quiet">
                    {move || list.with(|list| words::pool_free(list.pool_free, &list.pool))}
                </span>
            </Loaded>
        </ListBar>
        <Loaded
            from=found
            skeleton=|| {
                view! { <TableSkeleton columns=headings() rows=3/> }
            }
            let:list
        >
            <ListTable
                caption=titled(ResourceKind::Eip, 2_u32)
                columns=columns(dialogs)
                page=Signal::derive(move || list.with(|list| list.page.clone()))
                key=|row: &EipRow| row.id.to_string()
                empty=|| {
                    view! {
                        <Empty
                            title=words::no_eips()
                            text=words::no_eips_text()
                        >
                            <LinkButton label=words::create_eip() icon=Glyph::Plus href=paths::EIP_CREATE/>
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

/// The headings, for the moment before the first answer.
fn headings() -> Vec<&'static str> {
    vec![words::eip_id_name(), words::address(), words::status(), words::bandwidth(), words::bound_to(), ui::created()]
}

fn columns(dialogs: Dialogs) -> Vec<Column<EipRow>> {
    vec![
        named(words::eip_id_name(), paths::eip, |row: &EipRow| (&row.name, row.id.as_ref())),
        Column::new("state", words::status(), |row: EipRow| {
            let (mark, word) =
                if row.bound.is_some() { (Mark::Ok, words::bound()) } else { (Mark::Off, words::not_bound()) };
            view! { <StateMark mark word/> }
        })
        .corner(),
        Column::new("address", words::address(), |row: EipRow| {
            view! { <Copy text=Signal::stored(row.address.to_string())/> }
        })
        .sortable(),
        Column::new("bandwidth_mbps", words::bandwidth(), |row: EipRow| format!("{} Mbps", row.bandwidth_mbps))
            .num()
            .nowrap(),
        Column::new("bound", words::bound_to(), |row: EipRow| match row.bound {
            Some((id, name)) => view! { <a href=paths::container_group(id.as_ref())>{name}</a> }.into_any(),
            None => view! { <span class="quiet">{words::nothing()}</span> }.into_any(),
        }),
        created(|row: &EipRow| &row.created).third(),
        Column::actions(move |row: Signal<EipRow>| {
            let bound = Memo::new(move |_| row.with(|row| row.bound.is_some()));
            view! {
                {move || {
                    if bound.get() {
                        view! { <Act label=words::unbind() on_click=move |()| dialogs.unbind.ask(row.get_untracked())/> }
                            .into_any()
                    } else {
                        view! { <Act label=words::bind() on_click=move |()| dialogs.bind.ask(row.get_untracked())/> }
                            .into_any()
                    }
                }}
                <Act
                    label=words::release()
                    lose=true
                    why_not=Signal::derive(move || row.with(why_not_release))
                    on_click=move |()| dialogs.release.ask(row.get_untracked())
                />
            }
        }),
    ]
}
