//! The rules of a security group in one direction (NET-20): in the order in which they are tried, with what adds, changes and
//! deletes one.

use gantry_model::id::SecurityGroupId;
use gantry_model::network::view::SecurityGroupDetails;
use gantry_model::network::{Action, Direction, Remote, RuleProtocol, SecurityRule};
use gantry_words::{Word as _, network as words, ui};
use leptos::prelude::*;

use super::api::security_group_rules_update;
use super::rule_form::{Editing, RuleForm};
use gantry_ui::prelude::*;

/// What the other side of a packet is called.
pub(super) fn other_side(direction: Direction) -> &'static str {
    match direction {
        Direction::Inbound => words::source(),
        Direction::Outbound => words::destination(),
    }
}

/// `TCP 80`, `ICMP`, `All`.
pub(super) fn packets_words(rule: &SecurityRule) -> String {
    match rule.ports {
        Some(ports) => format!("{} {ports}", rule.protocol.word()),
        None => rule.protocol.word().to_owned(),
    }
}

/// `Allow TCP 80 from 10.0.0.0/16`; `remote` is the other side in words.
pub(super) fn rule_words(rule: &SecurityRule, remote: &str) -> String {
    let (action, packets) = (rule.action.word(), packets_words(rule));
    match rule.direction {
        Direction::Inbound => words::inbound_rule(action, packets, remote),
        Direction::Outbound => words::outbound_rule(action, packets, remote),
    }
}

/// The other side in words; `siblings` are the names of the VPC's security groups.
pub(super) fn remote_words(remote: &Remote, siblings: &[(SecurityGroupId, String)]) -> String {
    match remote {
        Remote::Range(range) => range.to_string(),
        Remote::Group(id) => match siblings.iter().find(|sibling| sibling.0 == *id) {
            Some((_, name)) => words::remote_group(name),
            None => words::remote_group(id),
        },
    }
}

/// A rule with its place among all rules of the group.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    place: usize,
    rule: SecurityRule,
    remote: String,
}

/// The rules of one direction.
#[component]
pub(super) fn Rules(
    group: Signal<SecurityGroupDetails>,
    direction: Direction,
    /// Place of the rule that decides about the packet that is tried.
    #[prop(into)]
    decides: Signal<Option<usize>>,
) -> impl IntoView {
    let rows = Memo::new(move |_| {
        group.with(|group| {
            let all = group.rules.iter().enumerate();
            all.filter(|(_, rule)| rule.direction == direction)
                .map(|(place, rule)| Row {
                    place,
                    rule: rule.clone(),
                    remote: remote_words(&rule.remote, &group.siblings),
                })
                .collect::<Vec<_>>()
        })
    });
    let editing = Editing::new();
    let doomed = RwSignal::new(None::<Row>);
    let none = Memo::new(move |_| rows.with(Vec::is_empty));
    let (caption, title, text) = match direction {
        Direction::Inbound => (words::inbound_rules(), words::no_inbound_rules(), words::no_inbound_rules_text()),
        Direction::Outbound => (words::outbound_rules(), words::no_outbound_rules(), words::no_outbound_rules_text()),
    };
    let add = move |()| editing.add(&group.get_untracked());
    view! {
        <Toolbar>
            <span class="quiet">{words::first_rule_decides()}</span>
            <span class="push">
                <Button label=words::add_rule() icon=Glyph::Plus on_click=add/>
            </span>
        </Toolbar>
        {move || {
            if none.get() {
                view! {
                    <Empty title text>
                        <Button label=words::add_rule() icon=Glyph::Plus on_click=add/>
                    </Empty>
                }
                    .into_any()
            } else {
                view! {
                    <Table
                        caption
                        columns=columns(group, direction, editing, doomed, decides)
                        rows
                        key=|row: &Row| row.place.to_string()
                        dense=true
                    />
                }
                    .into_any()
            }
        }}
        <RuleForm group direction editing/>
        <DeleteRule group doomed/>
    }
}

/// The headings, for the moment before the first answer.
pub(super) fn headings() -> Vec<&'static str> {
    vec![words::priority(), words::action(), words::protocol(), words::ports(), words::source()]
}

fn columns(
    group: Signal<SecurityGroupDetails>,
    direction: Direction,
    editing: Editing,
    doomed: RwSignal<Option<Row>>,
    decides: Signal<Option<usize>>,
) -> Vec<Column<Row>> {
    vec![
        Column::live("priority", words::priority(), move |row: Signal<Row>| {
            let here = Memo::new(move |_| decides.get() == Some(row.with(|row| row.place)));
            view! {
                <span class="priority" class:decides=move || here.get()>
                    {move || row.with(|row| row.rule.priority.to_string())}
                    {move || here.get().then(|| view! { <small>{words::decides()}</small> })}
                </span>
            }
        }),
        Column::new("action", words::action(), |row: Row| {
            let mark = if row.rule.action == Action::Allow { Mark::Ok } else { Mark::Bad };
            view! { <StateMark mark word=row.rule.action.word()/> }
        })
        .corner(),
        Column::new("protocol", words::protocol(), |row: Row| {
            view! { <b class="medium">{row.rule.protocol.word()}</b> }
        })
        .lead(),
        Column::new("ports", words::ports(), |row: Row| match (row.rule.ports, row.rule.protocol.has_ports()) {
            (Some(ports), _) => view! { <code>{ports.to_string()}</code> }.into_any(),
            (None, true) => words::all_ports().into_any(),
            (None, false) if row.rule.protocol == RuleProtocol::All => words::all_ports().into_any(),
            (None, false) => view! { <span class="quiet">{words::none()}</span> }.into_any(),
        }),
        Column::new("remote", other_side(direction), |row: Row| match row.rule.remote {
            Remote::Range(_) => view! { <code>{row.remote}</code> }.into_any(),
            Remote::Group(id) => {
                view! { <a href=gantry_console::paths::security_group(id.as_ref())>{row.remote}</a> }.into_any()
            }
        }),
        Column::new("description", words::description(), |row: Row| row.rule.description).second(),
        Column::actions(move |row: Signal<Row>| {
            view! {
                <Act
                    label=words::edit()
                    on_click=move |()| editing.edit(&group.get_untracked(), row.get_untracked().place)
                />
                <Act label=words::delete() lose=true on_click=move |()| doomed.set(Some(row.get_untracked()))/>
            }
        }),
    ]
}

/// Asks before a rule is deleted.
#[component]
fn DeleteRule(group: Signal<SecurityGroupDetails>, doomed: RwSignal<Option<Row>>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let open = RwSignal::new(false);
    let delete = Run::new(|(id, generation, rules): (SecurityGroupId, u64, Vec<SecurityRule>)| {
        security_group_rules_update(id, generation, rules)
    })
    .in_dialog_of(open)
    .done(move |()| {
        open.set(false);
        toasts.good(words::deleted_rule(), words::deleted_rule_text());
    });
    // What was there when the question was asked: it must be the same rule that goes.
    let asked = StoredValue::new(None::<SecurityGroupDetails>);
    Effect::new(move |_| {
        if doomed.with(Option::is_some) {
            asked.set_value(Some(group.get_untracked()));
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            doomed.set(None);
        }
    });
    let confirm = move |()| {
        let (Some(row), Some(mut group)) = (doomed.get_untracked(), asked.get_value()) else { return };
        if row.place < group.rules.len() {
            group.rules.remove(row.place);
            delete.start((group.row.id, group.generation, group.rules));
        }
    };
    let question = move || {
        doomed.with(|row| {
            row.as_ref().map(|row| words::delete_rule_question(rule_words(&row.rule, &row.remote), row.rule.priority))
        })
    };
    view! {
        <Confirm
            open
            title=ui::notice()
            verb=ui::ok()
            lose=true
            pending=delete.pending()
            fault=delete.fault()
            on_confirm=confirm
        >
            <p>{question}</p>
        </Confirm>
    }
}
