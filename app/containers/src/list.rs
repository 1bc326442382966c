//! The list of container groups (ECI-05, ECI-42, ECI-44).

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use gantry_console::mark::group_mark;
use gantry_model::containers::view::{GroupFilter, GroupRow, StateFilter};
use gantry_model::kind::{Area, ResourceKind};
use gantry_words::Said as _;
use gantry_words::{Word as _, console, containers as words, titled, ui};
use leptos::prelude::*;

use super::api::container_group_list;
use super::ask::{RESTART, RestartQuestion, UNSUBSCRIBE, UnsubscribeQuestion};
use super::{LIVE, RunSample};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::browser;
use gantry_ui::prelude::*;

const FILTERS: &[&str] = &["state", "tag"];

/// A tag as the URL names it: `key`, or `key:value`.
fn tag_filter(text: &str) -> (String, Option<String>) {
    match text.split_once(':') {
        Some((key, value)) => (key.to_owned(), Some(value.to_owned())),
        None => (text.to_owned(), None),
    }
}

/// The list of container groups.
#[component]
pub fn ContainerGroups() -> impl IntoView {
    let query = use_query();
    let region = use_region();
    let request = query.page_request();
    let filter = Memo::new(move |_| GroupFilter {
        region: region.get(),
        states: StateFilter::ALL
            .into_iter()
            .find(|segment| segment.key() == query.get("state").unwrap_or_default())
            .unwrap_or_default(),
        tag: query.get("tag").map(|tag| tag_filter(&tag)),
        page: request.get(),
    });

    let live = use_live(LIVE);
    let groups = Resource::new(move || (filter.get(), live.get()), |(filter, _)| container_group_list(filter));

    let restart = Question::new();
    let unsubscribe = Question::new();
    let selection = Selection::new(BTreeSet::new());
    let clear = move |()| selection.update(BTreeSet::clear);

    view! {
        <PageHead
            title=console::container_groups()
            crumbs=vec![
                Crumb::to(Area::Containers.word(), paths::CONTAINER_GROUPS),
                Crumb::here(console::container_groups()),
            ]
            purpose=words::list_purpose()
        >
            <LinkButton
                label=console::create_container_group()
                icon=Glyph::Plus
                look=Look::Primary
                href=paths::CONTAINER_GROUP_CREATE
            />
        </PageHead>
        <Loaded
            from=groups
            skeleton=|| {
                view! {
                    <TableSkeleton columns=headings() rows=10/>
                }
            }
            let:list
        >
            {
                let page = Signal::derive(move || list.with(|list| list.page.clone()));
                let segments = Signal::derive(move || {
                    let counts = list.with(|list| list.counts);
                    StateFilter::ALL
                        .into_iter()
                        .zip(counts)
                        .map(|(segment, count)| (segment.key().to_owned(), segment.word().to_owned(), Some(count)))
                        .collect::<Vec<_>>()
                });
                let chosen = selected(selection, page, |row: &GroupRow| row.id.to_string());
                view! {
                    <ListBar
                        search=words::search_groups()
                        placeholder=words::name_id_or_ip()
                        on_refresh=move |()| groups.refetch()
                    >
                        <FilterSegments label=words::state() param="state" choices=segments/>
                        <TableSearch label=words::filter_by_tag() placeholder=words::tag_hint() param="tag"/>
                    </ListBar>
                    <ListTable
                        caption=titled(ResourceKind::ContainerGroup, 2_u32)
                        columns=columns(query, restart)
                        page
                        key=|row: &GroupRow| row.id.to_string()
                        name=|row: &GroupRow| row.name.clone()
                        selection=selection
                        filters=FILTERS
                        empty=empty
                    />
                    <SelectBar
                        selection
                        note=Signal::derive(move || Some(chosen.with(|rows| sizes(rows))))
                    >
                        <Button
                            label=words::restart()
                            icon=Glyph::Restart
                            size=Size::Small
                            why_not=Signal::derive(move || chosen.with(|rows| RESTART.why_not(rows)))
                            on_click=move |()| restart.ask(chosen.get_untracked())
                        />
                        <Button
                            label=words::unsubscribe()
                            icon=Glyph::Trash
                            look=Look::DangerQuiet
                            size=Size::Small
                            why_not=Signal::derive(move || chosen.with(|rows| UNSUBSCRIBE.why_not(rows)))
                            on_click=move |()| unsubscribe.ask(chosen.get_untracked())
                        />
                    </SelectBar>
                }
            }
        </Loaded>
        <RestartQuestion question=restart on_done=clear/>
        <UnsubscribeQuestion question=unsubscribe on_done=clear/>
    }
}

/// What the selected groups hold together.
fn sizes(rows: &[GroupRow]) -> String {
    let vcpu: u32 = rows.iter().map(|row| row.spec.vcpu).sum();
    let gib: u32 = rows.iter().map(|row| row.spec.gib).sum();
    format!("{vcpu} vCPU, {gib} GiB")
}

fn empty() -> impl IntoView {
    view! {
        <Empty
            title=words::no_groups()
            text=words::no_groups_text()
        >
            <RunSample/>
            <LinkButton label=console::create_container_group() icon=Glyph::Plus href=paths::CONTAINER_GROUP_CREATE/>
        </Empty>
    }
}

/// The headings, for the moment before the first answer.
fn headings() -> Vec<&'static str> {
    vec![words::container_group_id_name(), words::status(), words::spec(), words::tags(), ui::created(), words::ip()]
}

fn columns(query: Query, restart: Question<GroupRow>) -> Vec<Column<GroupRow>> {
    vec![
        named(words::container_group_id_name(), paths::container_group, |row: &GroupRow| (&row.name, row.id.as_ref())),
        Column::new("state", words::status(), |row: GroupRow| {
            let mark = group_mark(row.state, row.reason.as_ref());
            view! { <StateMark mark=mark word=row.state.word() reason=row.reason.map(|why| why.said())/> }
        })
        .sortable()
        .corner(),
        Column::new("spec", words::spec(), |row: GroupRow| row.spec.to_string()).nowrap(),
        Column::new("tags", words::tags(), move |row: GroupRow| tags(query, row)).second(),
        created(|row: &GroupRow| &row.created).third(),
        Column::new("private_ip", words::ip(), |row: GroupRow| addresses(row.private_ip, row.public_ip)).sortable(),
        Column::actions(move |row: Signal<GroupRow>| actions(row, restart)),
    ]
}

/// `192.168.0.30 (Internal)` and `121.229.168.18 (Elastic)`, one under the other (NET-10).
fn addresses(private: Option<Ipv4Addr>, public: Option<Ipv4Addr>) -> AnyView {
    if private.is_none() && public.is_none() {
        return view! { <span class="quiet">{words::not_yet()}</span> }.into_any();
    }
    let line = |address: Ipv4Addr, kind: &'static str| {
        view! {
            <span class="nowrap">
                <code>{address.to_string()}</code>
                {format!(" ({kind})")}
            </span>
        }
    };
    view! {
        <span class="addresses">
            {private.map(|address| line(address, words::internal()))}
            {public.map(|address| line(address, words::elastic()))}
        </span>
    }
    .into_any()
}

/// Tags lead to the groups that have them too.
fn tags(query: Query, row: GroupRow) -> AnyView {
    if row.tags.is_empty() {
        return view! { <span class="quiet">{words::none()}</span> }.into_any();
    }
    let chips = row
        .tags
        .into_iter()
        .map(|(key, value)| {
            let text = if value.is_empty() { key } else { format!("{key}:{value}") };
            let wanted = text.clone();
            let title = words::groups_with_tag(&text);
            view! {
                <a class="chip" href=move || query.href(&[("tag", Some(&wanted)), ("page", None)]) title=title>
                    <span>{text}</span>
                </a>
            }
        })
        .collect_view();
    view! { <span class="chips">{chips}</span> }.into_any()
}

fn actions(row: Signal<GroupRow>, restart: Question<GroupRow>) -> impl IntoView {
    let GroupRow { id, name, .. } = row.get_untracked();
    let state = Memo::new(move |_| row.with(|row| row.state));
    let unsubscribe = paths::container_group_unsubscribe(id.as_ref());
    let copied = id.to_string();
    let [events, logs, monitoring, terminal] =
        ["events", "logs", "monitoring", "terminal"].map(|tab| paths::container_group_tab(&copied, tab));
    view! {
        <Act
            label=words::restart()
            why_not=Signal::derive(move || state.get().can_restart().err().map(|why| why.said()))
            on_click=move |()| restart.ask(vec![row.get_untracked()])
        />
        {move || match state.get().can_unsubscribe() {
            Ok(()) => view! { <ActLink label=words::unsubscribe() href=unsubscribe.clone()/> }.into_any(),
            Err(why) => view! { <Act label=words::unsubscribe() why_not=why.said() on_click=|()| ()/> }.into_any(),
        }}
        <Menu id=format!("menu-{id}") label=words::more_actions_for(name)>
            <MenuLink label=words::events() icon=Glyph::Bell href=events/>
            <MenuLink label=words::logs() icon=Glyph::Logs href=logs/>
            <MenuLink label=words::monitoring() icon=Glyph::Chart href=monitoring/>
            <MenuLink label=words::remote_connection() icon=Glyph::Terminal href=terminal/>
            <MenuLine/>
            <MenuItem label=words::copy_id() icon=Glyph::Copy on_click=move |()| browser::copy(&copied)/>
        </Menu>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_in_the_url_may_name_its_value() {
        assert_eq!(tag_filter("app"), ("app".to_owned(), None));
        assert_eq!(tag_filter("app:web:1"), ("app".to_owned(), Some("web:1".to_owned())));
        assert_eq!(tag_filter("MODE:"), ("MODE".to_owned(), Some(String::new())));
    }
}
