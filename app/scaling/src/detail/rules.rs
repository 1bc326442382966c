//! The tab Scaling Rules (ESS-31): what changes the number, and when.

use gantry_model::id::ScalingRuleId;
use gantry_model::kind::ResourceKind;
use gantry_model::scaling::view::{RuleRow, ScalingGroupDetails};
use gantry_words::Said as _;
use gantry_words::{scaling as words, titled};
use leptos::prelude::*;

use crate::LIVE;
use crate::api::scaling_rule_list;
use crate::rule::{DeleteRule, execute, kind_label, kind_text, set_enabled};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// Headings, for the grey rows.
pub fn headings() -> [&'static str; 5] {
    [words::rule(), words::status(), words::what_it_does(), words::next_runs(), words::last_change()]
}

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
    let cannot = Memo::new(move |_| group.with(|group| group.cannot_scale.as_ref().map(|why| why.said())));
    view! {
        <div class="row" style="margin-bottom:12px">
            <h2>{words::scaling_rules()}</h2>
            <span class="push">
                <LinkButton label=words::create_rule() icon=Glyph::Plus href=create/>
            </span>
        </div>
        <Loaded from=rules skeleton=|| view! { <TableSkeleton columns=headings() rows=3/> } let:list>
            {
                let none = Memo::new(move |_| list.with(Vec::is_empty));
                view! {
                    {move || {
                        if none.get() {
                            view! {
                                <Empty
                                    title=words::no_rules()
                                    text=words::no_rules_text()
                                />
                            }
                                .into_any()
                        } else {
                            view! {
                                <Table
                                    caption=titled(ResourceKind::ScalingRule, 2_u32)
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
        Column::new("name", words::rule(), move |row: RuleRow| {
            view! {
                <a class="link" href=paths::scaling_rule(&link, row.id.as_ref())>
                    {row.name}
                </a>
                <span class="sub">{kind_label(&row.kind)}</span>
            }
        })
        .lead(),
        Column::new("state", words::status(), |row: RuleRow| {
            let (mark, word) = if row.enabled { (Mark::Ok, words::enabled()) } else { (Mark::Off, words::disabled()) };
            view! { <StateMark mark=mark word=word/> }
        })
        .corner(),
        Column::new("text", words::what_it_does(), |row: RuleRow| kind_text(&row.kind)),
        Column::new("next", words::next_runs(), |row: RuleRow| {
            if row.next_runs.is_empty() {
                return view! { <span class="quiet">{words::by_load()}</span> }.into_any();
            }
            let runs = row.next_runs.into_iter().map(|run| view! { <li><Time at=Signal::stored(run)/></li> });
            view! { <ul>{runs.collect_view()}</ul> }.into_any()
        })
        .second(),
        Column::new("acted", words::last_change(), |row: RuleRow| match row.acted {
            Some(at) => view! { <Time at=Signal::stored(at)/> }.into_any(),
            None => view! { <span class="quiet">{words::none_yet()}</span> }.into_any(),
        })
        .third(),
        Column::actions(move |row: Signal<RuleRow>| {
            let RuleRow { id, name, .. } = row.get_untracked();
            let enabled = Memo::new(move |_| row.with(|row| row.enabled));
            let why_not = Signal::derive(move || {
                row.with(|row| row.cannot_execute.as_ref().map(|why| why.said())).or_else(|| cannot.get())
            });
            let edit = paths::scaling_rule_edit(&group, id.as_ref());
            let (own, other) = (id.clone(), id.clone());
            view! {
                <Act label=words::execute() why_not on_click=move |()| execute.start(own.clone())/>
                <ActLink label=words::edit() href=edit/>
                <Menu id=format!("menu-{id}") label=words::more_actions_for(name)>
                    <MenuItem
                        label=Signal::derive(move || if enabled.get() { words::disable() } else { words::enable() }.to_owned())
                        icon=Glyph::Pause
                        on_click=move |()| set_enabled.start((other.clone(), !enabled.get_untracked()))
                    />
                    <MenuLine/>
                    <MenuItem
                        label=words::delete()
                        icon=Glyph::Trash
                        lose=true
                        on_click=move |()| delete.ask(vec![row.get_untracked()])
                    />
                </Menu>
            }
        }),
    ]
}
