//! The list of scaling groups (ESS-01).

use std::collections::BTreeSet;

use gantry_model::scaling::ScalingGroupState;
use gantry_model::scaling::view::{ScalingGroupFilter, ScalingGroupRow};
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
            title="Scaling Groups"
            crumbs=vec![Crumb::to("Auto Scaling", paths::SCALING_GROUPS), Crumb::here("Scaling Groups")]
            purpose="A scaling group keeps as many equal container groups as the load, the time or you ask for."
        >
            <LinkButton label="Create" icon=Glyph::Plus look=Look::Primary href=paths::SCALING_GROUP_CREATE/>
            <LinkButton label="Create an ECI scaling group" href=paths::SCALING_GROUP_CREATE/>
        </PageHead>
        <Loaded from=groups skeleton=|| view! { <TableSkeleton columns=COLUMNS rows=5/> } let:list>
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
                        search="Search scaling groups"
                        placeholder="Name or ID"
                        on_refresh=move |()| groups.refetch()
                    >
                        <FilterSegments label="State" param="state" choices=states/>
                    </ListBar>
                    <ListTable
                        caption="Scaling groups"
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
                            label="Enable"
                            icon=Glyph::Play
                            size=Size::Small
                            why_not=why_not(ENABLE)
                            on_click=move |()| enable_all.ask(chosen.get_untracked())
                        />
                        <Button
                            label="Disable"
                            icon=Glyph::Pause
                            size=Size::Small
                            why_not=why_not(DISABLE)
                            on_click=move |()| acts.disable.ask(chosen.get_untracked())
                        />
                        <Button
                            label="Delete"
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
    match rows.iter().map(|row| row.instances).sum() {
        1 => "1 instance".to_owned(),
        some => format!("{some} instances"),
    }
}

/// Headings, for the grey rows.
const COLUMNS: &[&str] =
    &["Scaling Group ID/Name", "Status", "Type", "Instances", "Desired", "Configuration", "Created"];

/// All groups, and those of each state.
fn segments(counts: [u64; 4]) -> Vec<(String, String, Option<u64>)> {
    let all = (String::new(), "All".to_owned(), Some(counts.iter().sum()));
    let each = ScalingGroupState::ALL.into_iter().zip(counts);
    let each = each.map(|(state, count)| (state.key().to_owned(), state.as_str().to_owned(), Some(count)));
    std::iter::once(all).chain(each).collect()
}

fn empty() -> impl IntoView {
    view! {
        <Empty
            title="No scaling groups yet"
            text="Give a minimum and a maximum, say what an instance is, and the group starts and ends container groups by itself. Auto Scaling is free; the instances are charged."
        >
            <LinkButton
                label="Create by YAML File"
                icon=Glyph::Document
                href=paths::SCALING_GROUP_CREATE_BY_YAML
            />
        </Empty>
    }
}

/// `2 of 3 running`, `none`.
fn running(row: &ScalingGroupRow) -> String {
    match (row.running, row.instances) {
        (_, 0) => "none".to_owned(),
        (running, all) if running == all => format!("{all} running"),
        (running, all) => format!("{running} of {all} running"),
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
        named("Scaling Group ID/Name", paths::scaling_group, |row: &ScalingGroupRow| (&row.name, row.id.as_ref())),
        Column::new("state", "Status", |row: ScalingGroupRow| {
            let mark = group_mark(row.state, row.reason.as_deref());
            view! { <StateMark mark=mark word=row.state.as_str() reason=row.reason/> }
        })
        .corner(),
        Column::new("type", "Type", |row: ScalingGroupRow| row.group_type.as_str()).third(),
        Column::new("instances", "Instances", |row: ScalingGroupRow| {
            let (parts, mark) = share(&row);
            let words = running(&row);
            view! {
                <div class="instances">
                    <Scale parts=Signal::stored(parts) mark label=words.clone() ticks=5/>
                    <span class="nowrap">{words}</span>
                </div>
            }
        })
        .sortable(),
        Column::new("desired", "Desired", |row: ScalingGroupRow| {
            view! {
                {row.desired.to_string()}
                <span class="sub">{format!("{} to {}", row.minimum, row.maximum)}</span>
            }
        })
        .sortable()
        .second()
        .nowrap(),
        Column::new("version", "Configuration", |row: ScalingGroupRow| match row.version {
            Some(version) => {
                let href = paths::scaling_group_tab(row.id.as_ref(), "sources");
                view! { <a href=href>{format!("Version {version}")}</a> }.into_any()
            }
            None => view! { <span class="quiet">"none yet"</span> }.into_any(),
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
        <ActLink label="Details" href=paths::scaling_group(id.as_ref())/>
        {move || {
            if disabled.get() {
                view! {
                    <Act label="Enable" why_not=why_not(ENABLE) on_click=move |()| enable.start(row.get_untracked())/>
                }
                    .into_any()
            } else {
                view! {
                    <Act
                        label="Disable"
                        why_not=why_not(DISABLE)
                        on_click=move |()| disable.ask(vec![row.get_untracked()])
                    />
                }
                    .into_any()
            }
        }}
        <Menu id=format!("menu-{id}") label=format!("More actions for {name}")>
            <MenuLink label="Edit" icon=Glyph::Edit href=paths::scaling_group_edit(id.as_ref())/>
            <MenuItem label="Copy ID" icon=Glyph::Copy on_click=move |()| browser::copy(&copied)/>
            <MenuLine/>
            <MenuItem
                label="Delete"
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
