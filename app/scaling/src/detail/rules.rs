//! The tab Scaling Rules (ESS-31): what changes the number, and when.

use gantry_model::id::ScalingRuleId;
use gantry_model::scaling::view::{RuleRow, ScalingGroupDetails};
use leptos::prelude::*;

use crate::LIVE;
use crate::api::scaling_rule_list;
use crate::rule::{DeleteRule, execute, set_enabled};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// Headings, for the grey rows.
pub const COLUMNS: &[&str] = &["Rule", "Status", "What it does", "Next Runs", "Last Change"];

/// The rules of a group.
#[component]
pub fn Rules(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let live = use_live(LIVE);
    let rules = Resource::new(move || (id.get(), live.get()), |(id, _)| scaling_rule_list(id));
    let create = Signal::derive(move || id.with(|id| paths::scaling_rule_create(id.as_ref())));
    let delete = Question::new();
    let set_enabled = set_enabled();
    let execute = execute();
    let cannot = Memo::new(move |_| group.with(|group| group.cannot_scale.clone()));
    view! {
        <div class="row" style="margin-bottom:12px">
            <h2>"Scaling Rules"</h2>
            <span class="push">
                <LinkButton label="Create Scaling Rule" icon=Glyph::Plus href=create/>
            </span>
        </div>
        <Loaded from=rules skeleton=|| view! { <TableSkeleton columns=COLUMNS rows=3/> } let:list>
            {
                let none = Memo::new(move |_| list.with(Vec::is_empty));
                view! {
                    {move || {
                        if none.get() {
                            view! {
                                <Empty
                                    title="No scaling rules yet"
                                    text="A rule changes the number by the load, by a target that is kept, or by the clock. Without rules the number changes by hand only."
                                />
                            }
                                .into_any()
                        } else {
                            view! {
                                <Table
                                    caption="Scaling rules"
                                    columns=columns(id.get_untracked().to_string(), set_enabled, execute, delete, cannot)
                                    rows=list
                                    key=|row: &RuleRow| row.id.to_string()
                                />
                            }
                                .into_any()
                        }
                    }}
                }
            }
        </Loaded>
        <DeleteRule question=delete on_done=move |()| rules.refetch()/>
    }
}

fn columns(
    group: String,
    set_enabled: Run<(ScalingRuleId, bool), bool>,
    execute: Run<ScalingRuleId, bool>,
    delete: Question<RuleRow>,
    cannot: Memo<Option<String>>,
) -> Vec<Column<RuleRow>> {
    let link = group.clone();
    vec![
        Column::new("name", "Rule", move |row: RuleRow| {
            view! {
                <a class="link" href=paths::scaling_rule(&link, row.id.as_ref())>
                    {row.name}
                </a>
                <span class="sub">{row.kind.label()}</span>
            }
        })
        .lead(),
        Column::new("state", "Status", |row: RuleRow| {
            let (mark, word) = if row.enabled { (Mark::Ok, "Enabled") } else { (Mark::Off, "Disabled") };
            view! { <StateMark mark=mark word=word/> }
        })
        .corner(),
        Column::new("text", "What it does", |row: RuleRow| row.text),
        Column::new("next", "Next Runs", |row: RuleRow| {
            if row.next_runs.is_empty() {
                return view! { <span class="quiet">"by the load"</span> }.into_any();
            }
            let runs = row.next_runs.into_iter().map(|run| view! { <li><Time at=Signal::stored(run)/></li> });
            view! { <ul>{runs.collect_view()}</ul> }.into_any()
        })
        .second(),
        Column::new("acted", "Last Change", |row: RuleRow| match row.acted {
            Some(at) => view! { <Time at=Signal::stored(at)/> }.into_any(),
            None => view! { <span class="quiet">"none yet"</span> }.into_any(),
        })
        .third(),
        Column::actions(move |row: Signal<RuleRow>| {
            let RuleRow { id, name, .. } = row.get_untracked();
            let enabled = Memo::new(move |_| row.with(|row| row.enabled));
            let why_not = Signal::derive(move || row.with(|row| row.cannot_execute.clone()).or_else(|| cannot.get()));
            let edit = paths::scaling_rule_edit(&group, id.as_ref());
            let (own, other) = (id.clone(), id.clone());
            view! {
                <Act label="Execute" why_not on_click=move |()| execute.start(own.clone())/>
                <ActLink label="Edit" href=edit/>
                <Menu id=format!("menu-{id}") label=format!("More actions for {name}")>
                    <MenuItem
                        label=Signal::derive(move || if enabled.get() { "Disable" } else { "Enable" }.to_owned())
                        icon=Glyph::Pause
                        on_click=move |()| set_enabled.start((other.clone(), !enabled.get_untracked()))
                    />
                    <MenuLine/>
                    <MenuItem
                        label="Delete"
                        icon=Glyph::Trash
                        lose=true
                        on_click=move |()| delete.ask(vec![row.get_untracked()])
                    />
                </Menu>
            }
        }),
    ]
}
