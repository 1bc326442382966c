//! The list of scaling groups (ESS-01).

use std::collections::BTreeSet;

use gantry_model::kind::{Area, ResourceKind};
use gantry_model::scaling::ScalingGroupState;
use gantry_model::scaling::view::{ScalingGroupFilter, ScalingGroupRow};
use gantry_words::Said as _;
use gantry_words::{Word as _, console, scaling as words, titled, ui};
use leptos::prelude::*;

use super::LIVE;
use super::api::scaling_group_list;
use super::ask::{
    DELETE, DISABLE, DeleteEmptyQuestion, DeleteQuestion, DisableQuestion, Doomed, ENABLE, Enable, EnableQuestion,
    enable, not_deleting,
};
use super::mark::group_mark;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::browser;
use gantry_ui::prelude::*;

const FILTERS: &[&str] = &["state"];

/// The list of scaling groups.
#[component]
pub fn ScalingGroups() -> impl IntoView {
    let query = use_query();
    let region = use_region();
    let request = query.page_request();
    let filter = Memo::new(move |_| ScalingGroupFilter {
        region: region.get(),
        state: query.get("state").and_then(|key| ScalingGroupState::ALL.into_iter().find(|state| state.key() == key)),
        page: request.get(),
    });
    let live = use_live(LIVE);
    let groups = Resource::new(move || (filter.get(), live.get()), |(filter, _)| scaling_group_list(filter));
    let acts = Acts { enable: enable(), disable: Question::new(), delete: Doomed::new() };
    let [enable_all, delete_all] = [(); 2].map(|()| Question::new());
    let selection = Selection::new(BTreeSet::new());
    let clear = move |()| selection.update(BTreeSet::clear);
    view! {
        <PageHead
            title=console::scaling_groups()
            crumbs=vec![Crumb::to(Area::Scaling.word(), paths::SCALING_GROUPS), Crumb::here(console::scaling_groups())]
            purpose=words::groups_purpose()
        >
            <LinkButton label=words::create() icon=Glyph::Plus look=Look::Primary href=paths::SCALING_GROUP_CREATE/>
            <LinkButton label=words::create_eci_group() href=paths::SCALING_GROUP_CREATE/>
        </PageHead>
        <Loaded from=groups skeleton=|| view! { <TableSkeleton columns=headings() rows=5/> } let:list>
            {
                let page = Signal::derive(move || list.with(|list| list.page.clone()));
                let chosen = selected(selection, page, |row: &ScalingGroupRow| row.id.to_string());
                let why_not = move |deed: Deed<ScalingGroupRow>| {
                    Signal::derive(move || chosen.with(|rows| deed.why_not(rows)))
                };
                // One group with instances is asked about by its name.
                let why_not_delete = Signal::derive(move || {
                    chosen.with(|rows| if let [one] = rows.as_slice() { not_deleting(one).err() } else { DELETE.why_not(rows) })
                });
                let delete = move |()| match chosen.get_untracked() {
                    mut one if one.len() == 1 => acts.delete.ask(one.remove(0)),
                    several => delete_all.ask(several),
                };
                let states = Signal::derive(move || list.with(|list| segments(list.counts)));
                view! {
                    <ListBar
                        search=words::search_groups()
                        placeholder=words::name_or_id()
                        on_refresh=move |()| groups.refetch()
                    >
                        <FilterSegments label=words::state() param="state" choices=states/>
                    </ListBar>
                    <ListTable
                        caption=titled(ResourceKind::ScalingGroup, 2_u32)
                        columns=columns(acts)
                        page
                        key=|row: &ScalingGroupRow| row.id.to_string()
                        name=|row: &ScalingGroupRow| row.name.clone()
                        selection=selection
                        filters=FILTERS
                        empty=empty
                    />
                    <SelectBar selection note=Signal::derive(move || Some(chosen.with(|rows| hold(rows))))>
                        <Button
                            label=words::enable()
                            icon=Glyph::Play
                            size=Size::Small
                            why_not=why_not(ENABLE)
                            on_click=move |()| enable_all.ask(chosen.get_untracked())
                        />
                        <Button
                            label=words::disable()
                            icon=Glyph::Pause
                            size=Size::Small
                            why_not=why_not(DISABLE)
                            on_click=move |()| acts.disable.ask(chosen.get_untracked())
                        />
                        <Button
                            label=words::delete()
                            icon=Glyph::Trash
                            look=Look::DangerQuiet
                            size=Size::Small
                            why_not=why_not_delete
                            on_click=delete
                        />
                    </SelectBar>
                }
            }
        </Loaded>
        <EnableQuestion question=enable_all on_done=clear/>
        <DisableQuestion question=acts.disable on_done=clear/>
        <DeleteEmptyQuestion question=delete_all on_done=clear/>
        <DeleteQuestion
            doomed=acts.delete
            on_done=move |()| {
                clear(());
                groups.refetch();
            }
        />
    }
}

/// What can be done with a row.
#[derive(Clone, Copy)]
struct Acts {
    enable: Enable,
    disable: Question<ScalingGroupRow>,
    delete: Doomed,
}

/// What the selected groups hold together.
fn hold(rows: &[ScalingGroupRow]) -> String {
    words::instance_count(rows.iter().map(|row| row.instances).sum::<u32>())
}

/// Headings, for the grey rows.
fn headings() -> [&'static str; 7] {
    [
        words::id_and_name(),
        words::status(),
        words::kind(),
        words::instance_number(),
        words::desired(),
        words::configuration(),
        ui::created(),
    ]
}

/// All groups, and those of each state.
fn segments(counts: [u64; 4]) -> Vec<(String, String, Option<u64>)> {
    let all = (String::new(), words::all_states().to_owned(), Some(counts.iter().sum()));
    let each = ScalingGroupState::ALL.into_iter().zip(counts);
    let each = each.map(|(state, count)| (state.key().to_owned(), state.word().to_owned(), Some(count)));
    std::iter::once(all).chain(each).collect()
}

fn empty() -> impl IntoView {
    view! {
        <Empty
            title=words::no_groups()
            text=words::no_groups_text()
        >
            <LinkButton
                label=words::by_yaml()
                icon=Glyph::Document
                href=paths::SCALING_GROUP_CREATE_BY_YAML
            />
        </Empty>
    }
}

/// `2 of 3 running`, `none`.
fn running(row: &ScalingGroupRow) -> String {
    match (row.running, row.instances) {
        (_, 0) => words::none().to_owned(),
        (running, all) if running == all => words::running_count(all),
        (running, all) => words::some_running(running, all),
    }
}

/// How much of the maximum there is, and where the wanted number stands.
fn share(row: &ScalingGroupRow) -> (Vec<Part>, f64) {
    let whole = f64::from(row.maximum.max(row.instances).max(1));
    let percent = |number: u32| f64::from(number) * 100.0 / whole;
    let parts = vec![
        Part::new(percent(row.running), Fill::Used),
        Part::new(percent(row.instances.saturating_sub(row.running)), Fill::Want),
    ];
    (parts, percent(row.desired))
}

fn columns(acts: Acts) -> Vec<Column<ScalingGroupRow>> {
    vec![
        named(words::id_and_name(), paths::scaling_group, |row: &ScalingGroupRow| (&row.name, row.id.as_ref())),
        Column::new("state", words::status(), |row: ScalingGroupRow| {
            let mark = group_mark(row.state, row.reason.as_ref());
            view! { <StateMark mark=mark word=row.state.word() reason=row.reason.map(|why| why.said())/> }
        })
        .corner(),
        Column::new("type", words::kind(), |row: ScalingGroupRow| row.group_type.as_str()).third(),
        Column::new("instances", words::instance_number(), |row: ScalingGroupRow| {
            let (parts, mark) = share(&row);
            let said = running(&row);
            view! {
                <div class="instances">
                    <Scale parts=Signal::stored(parts) mark label=said.clone() ticks=5/>
                    <span class="nowrap">{said}</span>
                </div>
            }
        })
        .sortable(),
        Column::new("desired", words::desired(), |row: ScalingGroupRow| {
            view! {
                {row.desired.to_string()}
                <span class="sub">{words::from_to(row.minimum, row.maximum)}</span>
            }
        })
        .sortable()
        .second()
        .nowrap(),
        Column::new("version", words::configuration(), |row: ScalingGroupRow| match row.version {
            Some(version) => {
                let href = paths::scaling_group_tab(row.id.as_ref(), "sources");
                view! { <a href=href>{words::version_number(version)}</a> }.into_any()
            }
            None => view! { <span class="quiet">{words::none_yet()}</span> }.into_any(),
        })
        .second(),
        created(|row: &ScalingGroupRow| &row.created).third(),
        Column::actions(move |row: Signal<ScalingGroupRow>| actions(row, acts)),
    ]
}

fn actions(row: Signal<ScalingGroupRow>, acts: Acts) -> impl IntoView {
    let Acts { enable, disable, delete } = acts;
    let ScalingGroupRow { id, name, .. } = row.get_untracked();
    let disabled = Memo::new(move |_| row.with(|row| row.state == ScalingGroupState::Disabled));
    let why_not = move |deed: Deed<ScalingGroupRow>| Signal::derive(move || row.with(|row| (deed.allowed)(row).err()));
    let copied = id.to_string();
    view! {
        <ActLink label=words::details() href=paths::scaling_group(id.as_ref())/>
        {move || {
            if disabled.get() {
                view! {
                    <Act label=words::enable() why_not=why_not(ENABLE) on_click=move |()| enable.start(row.get_untracked())/>
                }
                    .into_any()
            } else {
                view! {
                    <Act
                        label=words::disable()
                        why_not=why_not(DISABLE)
                        on_click=move |()| disable.ask(vec![row.get_untracked()])
                    />
                }
                    .into_any()
            }
        }}
        <Menu id=format!("menu-{id}") label=words::more_actions_for(name)>
            <MenuLink label=words::edit() icon=Glyph::Edit href=paths::scaling_group_edit(id.as_ref())/>
            <MenuItem label=words::copy_id() icon=Glyph::Copy on_click=move |()| browser::copy(&copied)/>
            <MenuLine/>
            <MenuItem
                label=words::delete()
                icon=Glyph::Trash
                lose=true
                why_not=Signal::derive(move || row.with(|row| not_deleting(row).err()))
                on_click=move |()| delete.ask(row.get_untracked())
            />
        </Menu>
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::id::{Id, ScalingGroupId};
    use gantry_model::scaling::{ScalingGroupState, ScalingGroupType};
    use gantry_model::time::{Moment, Timestamp};

    use super::*;

    fn row(running: u32, instances: u32, desired: u32) -> ScalingGroupRow {
        ScalingGroupRow {
            id: ScalingGroupId::from_parts(1, 1),
            name: "web".into(),
            group_type: ScalingGroupType::Eci,
            state: ScalingGroupState::Enabled,
            reason: None,
            minimum: 0,
            maximum: 4,
            desired,
            instances,
            running,
            version: Some(1),
            created: Moment { at: Timestamp(0), text: String::new() },
        }
    }

    #[test]
    fn the_segments_add_up() {
        let words: Vec<_> = segments([3, 1, 2, 0]).into_iter().map(|(_, word, count)| (word, count)).collect();
        assert_eq!((words[0].clone(), words[3].clone()), (("All".into(), Some(6)), ("Disabled".into(), Some(2))));
    }

    #[test]
    fn a_row_says_how_many_run() {
        assert_eq!(running(&row(0, 0, 0)), "none");
        assert_eq!(running(&row(2, 2, 2)), "2 running");
        assert_eq!(running(&row(1, 3, 3)), "1 of 3 running");
        assert_eq!(share(&row(1, 3, 3)).1, 75.0);
    }
}
