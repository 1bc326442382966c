//! The tab **Monitoring** of a scaling group (ESS-31): how many instances there were, the means that its rules see with what they compare
//! them with, and each change of the number.

use std::cmp::Ordering;

use gantry_model::id::ScalingGroupId;
use gantry_model::scaling::Metric;
use gantry_model::scaling::view::{ActivityRow, GroupHistory, GroupPoint, ScalingGroupDetails};
use gantry_words::Said as _;
use gantry_words::{Word as _, scaling as words};
use leptos::prelude::*;

use super::activities::change_text;
use crate::api::scaling_group_monitoring;
use crate::figures::{scaled, text, unit};
use crate::mark::activity_mark;
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;

/// The figures of a group.
#[component]
pub fn Monitoring(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let range = use_range();
    let history = Resource::new(
        move || (id.get(), range.get()),
        |(id, range): (ScalingGroupId, _)| scaling_group_monitoring(id, range),
    );
    keep_new(range, move || history.refetch());
    view! {
        <RangeBar on_refresh=move |()| history.refetch()/>
        <Loaded from=history skeleton=|| view! { <FactsSkeleton facts=6/> } let:history>
            <Charts history/>
            <Changes history id/>
        </Loaded>
    }
}

/// One number of each point.
fn count(label: &str, points: &[GroupPoint], read: fn(&GroupPoint) -> u32) -> Series {
    Series {
        label: label.to_owned(),
        points: points.iter().map(|point| (point.at.0, f64::from(read(point)))).collect(),
    }
}

/// The mean of a metric, where it was measured.
fn mean(metric: Metric, points: &[GroupPoint]) -> Series {
    let points = points.iter().filter_map(|point| Some((point.at.0, scaled(metric, point.of(metric)?))));
    Series { label: words::mean().to_owned(), points: points.collect() }
}

/// What the rules compare a metric with, as lines with their words.
fn lines(metric: Metric, history: &GroupHistory) -> Vec<(f64, String)> {
    let line = |value, name: &str| (scaled(metric, value), format!("{name} {}", text(metric, value)));
    let of_it = history.thresholds.iter().filter(|one| one.metric == metric);
    of_it.map(|one| line(one.level.value(), &one.name)).collect()
}

/// When the number changed.
fn marks(history: &GroupHistory) -> Vec<Marked> {
    let mark = |change: &ActivityRow| Marked {
        at: change.started.at.0,
        way: match change.after.cmp(&change.before) {
            Ordering::Greater => Way::Up,
            Ordering::Less => Way::Down,
            Ordering::Equal => Way::Across,
        },
        words: words::change_because(change_text(change), change.cause.said()),
    };
    history.changes.iter().map(mark).collect()
}

#[component]
fn Charts(history: Signal<GroupHistory>) -> impl IntoView {
    let zone = use_session().zone;
    let cursor = Cursor::new(None);
    let span =
        Signal::derive(move || history.with(|history| Span::of(&zone, history.from.at, history.to.at, history.step)));
    let any = Memo::new(move |_| history.with(|history| !history.points.is_empty()));
    let marked = Signal::derive(move || history.with(marks));
    let numbers = Signal::derive(move || {
        history.with(|history| {
            vec![
                count(words::running_line(), &history.points, |point| point.running),
                count(words::desired_line(), &history.points, |point| point.desired),
            ]
        })
    });
    let limits = Signal::derive(move || {
        history.with(|history| {
            let GroupHistory { minimum, maximum, .. } = *history;
            vec![(f64::from(minimum), words::minimum_line(minimum)), (f64::from(maximum), words::maximum_line(maximum))]
        })
    });
    let of = Signal::derive(move || history.with(|history| Some(words::of_running(history.points.last()?.running))));
    view! {
        <Period
            from=Signal::derive(move || history.with(|history| history.from.text.clone()))
            to=Signal::derive(move || history.with(|history| history.to.text.clone()))
            step=Signal::derive(move || history.with(|history| history.step))
            of=words::point()
            any
            nothing=words::figures_later()
        />
        <div class="grid">
            <Chart
                title=words::instance_number()
                class="c12"
                unit=Unit::Count
                cursor
                span
                colour=2
                of=words::running_line().to_owned()
                lines=limits
                marks=marked
                series=numbers
            />
            {Metric::ALL
                .into_iter()
                .map(|metric| {
                    view! {
                        <Chart
                            title=metric.word()
                            unit=unit(metric)
                            cursor
                            span
                            of
                            lines=Signal::derive(move || history.with(|history| lines(metric, history)))
                            marks=marked
                            series=Signal::derive(move || history.with(|history| vec![mean(metric, &history.points)]))
                        />
                    }
                })
                .collect_view()}
        </div>
    }
}

/// Each change of the number in this stretch of time, newest first.
#[component]
fn Changes(history: Signal<GroupHistory>, id: Memo<ScalingGroupId>) -> impl IntoView {
    let events = Signal::derive(move || {
        history.with(|history| {
            let event = |change: &ActivityRow| Happening {
                key: change.id.to_string(),
                at: change.started.clone(),
                mark: activity_mark(change.state),
                title: change_text(change),
                kind: change.state.word().to_owned(),
                text: change.cause.said(),
            };
            history.changes.iter().map(event).collect::<Vec<_>>()
        })
    });
    let none = Memo::new(move |_| events.with(Vec::is_empty));
    view! {
        <div class="mt6"></div>
        <Section title=words::what_changed()>
            {move || { none.get().then(|| view! { <p class="quiet">{words::nothing_changed()}</p> }) }}
            <Timeline events label=words::what_changed()/>
            <p class="mt2">
                <a class="link" href=move || paths::scaling_group_tab(id.get().as_ref(), "activities")>
                    {words::all_activities()}
                </a>
            </p>
        </Section>
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::id::{Id, ScalingActivityId, ScalingRuleId};
    use gantry_model::scaling::view::Threshold;
    use gantry_model::scaling::{ActivityKind, ActivityState, Level};
    use gantry_model::time::{Moment, Timestamp};

    use super::*;

    fn history() -> GroupHistory {
        let moment = |at| Moment { at: Timestamp(at), text: String::new() };
        let change = |before, after| ActivityRow {
            id: ScalingActivityId::from_parts(1, 1),
            kind: ActivityKind::ScaleOut,
            state: ActivityState::Successful,
            cause: gantry_model::Message::text("Asked by admin"),
            rule: None,
            before,
            after,
            reached: None,
            started: moment(7),
            took: None,
            log: Vec::new(),
        };
        let threshold = |name: &str, metric, level| Threshold {
            rule: ScalingRuleId::from_parts(1, 1),
            name: name.into(),
            metric,
            level: Level::whole(level),
        };
        GroupHistory {
            from: moment(0),
            to: moment(10),
            step: 5,
            points: vec![
                GroupPoint { at: Timestamp(1), cpu: Some(50.0), ..GroupPoint::default() },
                GroupPoint { at: Timestamp(2), running: 1, ..GroupPoint::default() },
            ],
            thresholds: vec![threshold("up", Metric::Cpu, 60), threshold("busy", Metric::NetworkIn, 1)],
            changes: vec![change(1, 2), change(2, 1), change(2, 2)],
            minimum: 0,
            maximum: 2,
        }
    }

    #[test]
    fn a_chart_holds_what_was_measured_and_the_lines_of_its_metric() {
        let history = history();
        assert_eq!(mean(Metric::Cpu, &history.points).points, [(1, 0.5)]);
        assert_eq!(count("running", &history.points, |point| point.running).points, [(1, 0.0), (2, 1.0)]);
        assert_eq!(lines(Metric::Cpu, &history), [(0.6, "up 60 %".to_owned())]);
        assert_eq!(lines(Metric::NetworkIn, &history)[0].0, 1024.0);
        assert_eq!(lines(Metric::Memory, &history), []);
    }

    #[test]
    fn a_change_is_marked_by_its_way() {
        let ways: Vec<Way> = marks(&history()).into_iter().map(|mark| mark.way).collect();
        assert_eq!(ways, [Way::Up, Way::Down, Way::Across]);
        assert_eq!(marks(&history())[0].words, "Scale Out, from 1 to 2. Asked by admin");
    }
}
