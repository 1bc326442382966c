//! The list of scaling groups (ESS-01).

use gantry_model::scaling::ScalingGroupState;
use gantry_model::scaling::view::{ScalingGroupFilter, ScalingGroupRow};
use leptos::prelude::*;

use super::LIVE;
use super::api::scaling_group_list;
use super::ask::{DeleteQuestion, DisableQuestion, Enable, Question, enable};
use super::mark::group_mark;
use crate::frame::use_region;
use crate::live::use_live;
use crate::paths;
use crate::ui::browser;
use crate::ui::prelude::*;

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
    let enable = enable();
    let disable = Question::new();
    let delete = Question::new();
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
                        columns=columns(enable, disable, delete)
                        page
                        key=|row: &ScalingGroupRow| row.id.to_string()
                        name=|row: &ScalingGroupRow| row.name.clone()
                        filters=FILTERS
                        empty=empty
                    />
                }
            }
        </Loaded>
        <DisableQuestion question=disable/>
        <DeleteQuestion question=delete on_done=move |()| groups.refetch()/>
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

fn columns(enable: Enable, disable: Question, delete: Question) -> Vec<Column<ScalingGroupRow>> {
    vec![
        Column::new("name", "Scaling Group ID/Name", |row: ScalingGroupRow| {
            view! {
                <a class="link" href=paths::scaling_group(row.id.as_ref())>
                    {row.name}
                </a>
                <span class="sub">
                    <Copy text=Signal::stored(row.id.to_string())/>
                </span>
            }
        })
        .sortable()
        .lead(),
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
                <div>
                    {row.desired.to_string()}
                    <span class="sub">{format!("{} to {}", row.minimum, row.maximum)}</span>
                </div>
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
        Column::new("created_at", "Created", |row: ScalingGroupRow| view! { <Ago at=Signal::stored(row.created)/> })
            .sortable()
            .third()
            .nowrap(),
        Column::actions(move |row: Signal<ScalingGroupRow>| actions(row, enable, disable, delete)),
    ]
}

fn actions(row: Signal<ScalingGroupRow>, enable: Enable, disable: Question, delete: Question) -> impl IntoView {
    use gantry_model::scaling::ScalingGroupState as State;
    let ScalingGroupRow { id, name, .. } = row.get_untracked();
    let state = Memo::new(move |_| row.with(|row| row.state));
    let has_version = Memo::new(move |_| row.with(|row| row.version.is_some()));
    let going = move || (state.get() == State::Deleting).then(|| "This scaling group is being deleted.".to_owned());
    let why_not_enable = Signal::derive(move || {
        let without = "Create a scaling configuration and apply it first: it says what an instance is.";
        going().or_else(|| (!has_version.get()).then(|| without.to_owned()))
    });
    let copied = id.to_string();
    view! {
        <ActLink label="Details" href=paths::scaling_group(id.as_ref())/>
        {move || {
            if state.get() == State::Disabled {
                view! {
                    <Act label="Enable" why_not=why_not_enable on_click=move |()| enable.start(row.get_untracked())/>
                }
                    .into_any()
            } else {
                view! {
                    <Act
                        label="Disable"
                        why_not=Signal::derive(going)
                        on_click=move |()| disable.ask(row.get_untracked())
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
                why_not=Signal::derive(going)
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
