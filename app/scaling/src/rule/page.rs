//! One scaling rule: what it does, what it saw and what it did.

use gantry_model::id::ScalingRuleId;
use gantry_model::scaling::Metric;
use gantry_model::scaling::view::{RuleAction, RuleHistory, RuleRow, ScalingGroupDetails};
use gantry_model::time::{Moment, Timestamp};
use gantry_words::Said as _;
use gantry_words::{Word as _, scaling as words, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::form::{no_rule, use_rules};
use super::said::{kind_label, kind_text};
use super::{DeleteRule, execute, set_enabled};
use crate::api::scaling_rule_history;
use crate::figures::{scaled, text, unit};
use crate::{crumbs, detail, use_group, use_param};
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;

/// Changes that are listed under the chart.
const MOST_LISTED: usize = 20;

/// The page.
#[component]
pub fn RulePage() -> impl IntoView {
    let group = use_group();
    let rules = use_rules();
    let wanted = use_param("rule");
    view! {
        <Loaded page=true from=group skeleton=|| view! { <FactsSkeleton facts=6/> } let:group>
            <Loaded page=true from=rules skeleton=|| view! { <FactsSkeleton facts=6/> } let:rules>
                {
                    let rule = Memo::new(move |before: Option<&Option<RuleRow>>| {
                        let wanted = wanted.get();
                        rules
                            .with(|rules| rules.iter().find(|rule| rule.id.as_ref() == wanted).cloned())
                            .or_else(|| before.cloned().flatten())
                    });
                    match rule.get_untracked() {
                        Some(first) => {
                            let rule = Signal::derive(move || rule.get().unwrap_or_else(|| first.clone()));
                            view! { <Rule group rule/> }.into_any()
                        }
                        None => {
                            let fault = no_rule(&wanted.get_untracked());
                            view! { <Failed fault again=|()| () page=true/> }.into_any()
                        }
                    }
                }
            </Loaded>
        </Loaded>
    }
}

#[component]
fn Rule(group: Signal<ScalingGroupDetails>, rule: Signal<RuleRow>) -> impl IntoView {
    detail::tell(group);
    let navigate = use_navigate();
    let set_enabled = set_enabled();
    let execute = execute();
    let delete = Question::new();
    let name = Memo::new(move |_| rule.with(|rule| rule.name.clone()));
    let enabled = Memo::new(move |_| rule.with(|rule| rule.enabled));
    let why_not = Signal::derive(move || {
        rule.with(|rule| rule.cannot_execute.as_ref().map(|why| why.said()))
            .or_else(|| group.with(|group| group.cannot_scale.as_ref().map(|why| why.said())))
    });
    let group_id = group.with_untracked(|group| group.row.id.to_string());
    let id = rule.with_untracked(|rule| rule.id.clone());
    let list = paths::scaling_group_tab(&group_id, "rules");
    let edit = paths::scaling_rule_edit(&group_id, id.as_ref());
    let own = id.clone();
    let after = list.clone();
    let way = Signal::derive(move || {
        let group_name = group.with(|group| group.row.name.clone());
        crumbs(vec![
            Crumb::to(group_name, paths::scaling_group(&group_id)),
            Crumb::to(words::scaling_rules(), list.clone()),
            Crumb::here(name.get()),
        ])
    });
    view! {
        <PageHead
            title=name
            crumbs=way
            purpose=Signal::derive(move || Some(rule.with(|rule| kind_text(&rule.kind))))
            beside=move || {
                let mark = Signal::derive(move || if enabled.get() { Mark::Ok } else { Mark::Off });
                let word = Signal::derive(move || if enabled.get() { words::enabled() } else { words::disabled() }.to_owned());
                view! {
                    <span>
                        <StateMark mark word/>
                    </span>
                    <Kind word=Signal::derive(move || rule.with(|rule| kind_label(&rule.kind).to_owned()))/>
                }
            }
        >
            <Button label=words::execute() icon=Glyph::Play why_not pending=execute.pending() on_click=move |()| execute.start(own.clone())/>
            <LinkButton label=words::edit() icon=Glyph::Edit href=edit/>
            <Button
                label=Signal::derive(move || if enabled.get() { words::disable() } else { words::enable() }.to_owned())
                pending=set_enabled.pending()
                on_click=move |()| set_enabled.start((id.clone(), !enabled.get_untracked()))
            />
            <Button label=words::delete() icon=Glyph::Trash on_click=move |()| delete.ask(vec![rule.get_untracked()])/>
        </PageHead>
        <RuleFacts rule group/>
        <AfterMount skeleton=|| view! { <FactsSkeleton facts=4/> }>
            <History rule/>
        </AfterMount>
        <DeleteRule question=delete on_done=move |()| navigate(&after, Default::default())/>
    }
}

#[component]
fn RuleFacts(rule: Signal<RuleRow>, group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let acted = Memo::new(move |_| rule.with(|rule| rule.acted.clone()));
    let runs = Memo::new(move |_| rule.with(|rule| rule.next_runs.clone()));
    let cooldown = move || match rule.with(|rule| rule.cooldown_seconds) {
        Some(seconds) => ui::seconds(seconds),
        None => group.with(|group| words::group_cooldown(group.settings.cooldown_seconds)),
    };
    view! {
        <Facts>
            <Fact label=words::cooldown()>{cooldown}</Fact>
            <Fact label=words::last_change()>
                {move || match acted.get() {
                    Some(at) => view! { <Time at=Signal::stored(at)/> }.into_any(),
                    None => view! { <span class="quiet">{words::none_yet()}</span> }.into_any(),
                }}
            </Fact>
            {move || {
                let runs = runs.get();
                (!runs.is_empty())
                    .then(|| {
                        let runs = runs.into_iter().map(|run| view! { <li><Time at=Signal::stored(run)/></li> });
                        view! {
                            <Fact label=words::next_runs()>
                                <ol aria-label=words::next_runs_list()>{runs.collect_view()}</ol>
                            </Fact>
                        }
                    })
            }}
        </Facts>
    }
}

#[component]
fn History(rule: Signal<RuleRow>) -> impl IntoView {
    let id = Memo::new(move |_| rule.with(|rule| rule.id.clone()));
    let range = use_range();
    let history = Resource::new(
        move || (id.get(), range.get()),
        |(id, range): (ScalingRuleId, _)| scaling_rule_history(id, range),
    );
    keep_new(range, move || history.refetch());
    view! {
        <Section title=words::saw_and_did()>
            <RangeBar on_refresh=move |()| history.refetch()/>
            <Loaded from=history skeleton=|| view! { <FactsSkeleton facts=4/> } let:history>
                <Charts history/>
            </Loaded>
        </Section>
    }
}

/// When it changed the number.
fn marks(history: &RuleHistory) -> Vec<Marked> {
    let mark = |(at, action, why): (Timestamp, RuleAction, String)| {
        let way = match action {
            RuleAction::ScaledOut => Way::Up,
            RuleAction::ScaledIn => Way::Down,
            _ => return None,
        };
        Some(Marked { at: at.0, way, words: words::change_because(action.word(), why) })
    };
    deeds(history).into_iter().filter_map(mark).collect()
}

#[component]
fn Charts(history: Signal<RuleHistory>) -> impl IntoView {
    let zone = use_session().zone;
    let cursor = Cursor::new(None);
    let span =
        Signal::derive(move || history.with(|history| Span::of(&zone, history.from.at, history.to.at, history.step)));
    let any = Memo::new(move |_| history.with(|history| !history.points.is_empty()));
    let metric = Memo::new(move |_| history.with(|history| history.metric));
    let saw = move |metric: Metric| {
        Signal::derive(move || {
            history.with(|history| {
                let points = history.points.iter().filter_map(|point| Some((point.at.0, scaled(metric, point.value?))));
                vec![Series { label: words::mean().to_owned(), points: points.collect() }]
            })
        })
    };
    let compared = move |metric: Metric| {
        Signal::derive(move || {
            let threshold = history.with(|history| history.points.iter().rev().find_map(|point| point.threshold));
            let line = |value| (scaled(metric, value), words::compared_with(text(metric, value)));
            threshold.map(line).into_iter().collect::<Vec<_>>()
        })
    };
    let marked = Signal::derive(move || history.with(marks));
    let numbers = Signal::derive(move || {
        history.with(|history| {
            let series = |label: &str, read: fn(&gantry_model::scaling::view::RulePoint) -> u32| Series {
                label: label.to_owned(),
                points: history.points.iter().map(|point| (point.at.0, f64::from(read(point)))).collect(),
            };
            vec![
                series(words::number_line(), |point| point.instances),
                series(words::desired_line(), |point| point.desired),
            ]
        })
    });
    view! {
        {move || {
            (!any.get())
                .then(|| {
                    view! {
                        <Notice title=words::nothing_seen().to_owned()>
                            <p>{words::nothing_seen_text()}</p>
                        </Notice>
                    }
                })
        }}
        <div class="grid">
            {move || {
                metric
                    .get()
                    .map(|metric| {
                        view! {
                            <Chart
                                title=metric.word()
                                unit=unit(metric)
                                cursor
                                span
                                lines=compared(metric)
                                marks=marked
                                of=words::mean_over().to_owned()
                                series=saw(metric)
                            />
                        }
                    })
            }}
            <Chart title=words::instance_number() unit=Unit::Count cursor span of=words::now().to_owned() marks=marked series=numbers colour=2/>
        </div>
        <Deeds history/>
    }
}

/// What a rule did where it did something: first moment of each stretch, newest first.
fn deeds(history: &RuleHistory) -> Vec<(Timestamp, RuleAction, String)> {
    let mut last = RuleAction::None;
    let mut out = Vec::new();
    for point in &history.points {
        let acts = matches!(point.action, RuleAction::ScaledOut | RuleAction::ScaledIn);
        if point.action != RuleAction::None && (acts || point.action != last) {
            let saw = match (history.metric, point.value, point.threshold) {
                (Some(metric), Some(value), Some(threshold)) => {
                    words::saw(format!("{value:.1}"), metric.unit(), format!("{threshold:.1}"))
                }
                _ => words::its_time().to_owned(),
            };
            let to = match point.action {
                RuleAction::ScaledOut | RuleAction::ScaledIn => {
                    words::saw_and_changed(saw, point.instances, point.desired)
                }
                _ => saw,
            };
            out.push((point.at, point.action, to));
        }
        last = point.action;
    }
    out.reverse();
    out.truncate(MOST_LISTED);
    out
}

#[component]
fn Deeds(history: Signal<RuleHistory>) -> impl IntoView {
    let zone = use_session().zone;
    let events = Signal::derive(move || {
        history.with(|history| {
            let span = Span::of(&zone, history.from.at, history.to.at, 1);
            deeds(history)
                .into_iter()
                .map(|(at, action, text)| Happening {
                    key: at.0.to_string(),
                    at: Moment { at, text: span.clock(at.0, true) },
                    mark: match action {
                        RuleAction::ScaledOut | RuleAction::ScaledIn => Mark::Ok,
                        RuleAction::AtLimit => Mark::Warn,
                        RuleAction::Waited => Mark::Busy,
                        RuleAction::None => Mark::Off,
                    },
                    title: action.word().to_owned(),
                    kind: words::normal().to_owned(),
                    text,
                })
                .collect::<Vec<_>>()
        })
    });
    let any = Memo::new(move |_| events.with(|events| !events.is_empty()));
    view! {
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <div class="mt6"></div>
                        <Timeline events label=words::what_it_did()/>
                    }
                })
        }}
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::scaling::view::RulePoint;

    use super::*;

    #[test]
    fn only_moments_with_a_deed_are_listed() {
        let point = |at, action| RulePoint {
            at: Timestamp(at),
            value: Some(80.0),
            threshold: Some(60.0),
            instances: 1,
            desired: 2,
            action,
        };
        let moment = Moment { at: Timestamp(0), text: String::new() };
        let history = RuleHistory {
            metric: Some(Metric::Cpu),
            from: moment.clone(),
            to: moment,
            step: 1,
            points: vec![
                point(1, RuleAction::None),
                point(2, RuleAction::Waited),
                point(3, RuleAction::Waited),
                point(4, RuleAction::ScaledOut),
                point(5, RuleAction::ScaledOut),
            ],
        };
        let seen: Vec<i64> = deeds(&history).iter().map(|deed| deed.0.0).collect();
        assert_eq!(seen, [5, 4, 2]);
    }
}
