//! The tab Scaling Activities: each change of the number with its cause, before, after, how long it took, and its log.

use gantry_model::kind::ResourceKind;
use gantry_model::scaling::ActivityState;
use gantry_model::scaling::view::{ActivityRow, ScalingGroupDetails};
use gantry_words::Said as _;
use gantry_words::{Word as _, scaling as words, titled, ui};
use leptos::prelude::*;

use crate::LIVE;
use crate::api::scaling_activity_list;
use crate::mark::activity_mark;
use gantry_console::live::use_live;
use gantry_ui::prelude::*;

/// Headings, for the grey rows.
pub fn headings() -> [&'static str; 7] {
    [
        words::activity(),
        words::status(),
        words::cause(),
        words::before(),
        words::after(),
        words::duration(),
        words::started(),
    ]
}

/// The activities of a group, newest first.
#[component]
pub fn Activities(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let request = use_query().page_request();
    let live = use_live(LIVE);
    let activities = Resource::new(
        move || (id.get(), request.get(), live.get()),
        |(id, request, _)| scaling_activity_list(id, request),
    );
    let shown = RwSignal::new(None::<Signal<ActivityRow>>);
    let open = RwSignal::new(false);
    let show = Callback::new(move |row: Signal<ActivityRow>| {
        shown.set(Some(row));
        open.set(true);
    });
    view! {
        <div class="row" style="margin-bottom:12px">
            <h2>{words::scaling_activities()}</h2>
            <span class="push">
                <Refresh on_click=move |()| activities.refetch()/>
            </span>
        </div>
        <Loaded from=activities skeleton=|| view! { <TableSkeleton columns=headings() rows=5/> } let:page>
            <ListTable
                caption=titled(ResourceKind::ScalingActivity, 2_u32)
                columns=columns(show)
                page
                key=|row: &ActivityRow| row.id.to_string()
                empty=|| {
                    view! {
                        <Empty title=words::no_activities() text=words::no_activities_text()/>
                    }
                }
            />
        </Loaded>
        <Dialog
            open
            title=words::log_of_activity()
            wide=true
            actions=move || view! { <Button label=ui::close() on_click=move |()| open.set(false)/> }
        >
            {move || shown.get().and_then(|row| row.try_get()).map(log)}
        </Dialog>
    }
}

/// `Scale Out, from 1 to 2`.
pub(super) fn change_text(activity: &ActivityRow) -> String {
    words::change_of(activity.kind.word(), activity.before, activity.after)
}

/// `Scale Out`, and what it came to.
fn outcome(row: &ActivityRow) -> Option<String> {
    let reached = row.reached?;
    if row.state == ActivityState::Superseded {
        return Some(words::taken_over(reached));
    }
    (reached != row.after).then(|| words::ended_with(reached))
}

fn columns(show: Callback<Signal<ActivityRow>>) -> Vec<Column<ActivityRow>> {
    vec![
        Column::new("kind", words::activity(), |row: ActivityRow| view! { <b class="medium">{row.kind.word()}</b> })
            .lead(),
        Column::new("state", words::status(), |row: ActivityRow| {
            let reason = outcome(&row);
            view! { <StateMark mark=activity_mark(row.state) word=row.state.word() reason=reason/> }
        })
        .corner(),
        Column::new("cause", words::cause(), |row: ActivityRow| row.cause.said()),
        Column::new("before", words::before(), |row: ActivityRow| row.before.to_string()).num(),
        Column::new("after", words::after(), |row: ActivityRow| row.after.to_string()).num(),
        Column::new("took", words::duration(), |row: ActivityRow| match row.took {
            Some(took) => view! { <Took milliseconds=Signal::stored(took)/> }.into_any(),
            None => view! { <span class="quiet">{words::under_way()}</span> }.into_any(),
        })
        .second(),
        Column::new("started", words::started(), |row: ActivityRow| view! { <Time at=Signal::stored(row.started)/> })
            .third(),
        Column::actions(
            move |row: Signal<ActivityRow>| view! { <Act label=words::log() on_click=move |()| show.run(row)/> },
        ),
    ]
}

fn log(row: ActivityRow) -> impl IntoView {
    let title = change_text(&row);
    let waiting = row.state == ActivityState::InProgress;
    let lines: Vec<Happening> = row
        .log
        .into_iter()
        .enumerate()
        .map(|(place, line)| Happening {
            key: place.to_string(),
            at: line.at,
            mark: if line.warning { Mark::Warn } else { Mark::Ok },
            title: String::new(),
            kind: if line.warning { words::warning() } else { words::normal() }.to_owned(),
            text: line.text.said(),
        })
        .collect();
    view! {
        <p>
            <b class="medium">{title}</b>
            " "
            <span class="quiet">{row.cause.said()}</span>
        </p>
        <Timeline events=Signal::stored(lines) label=words::log()/>
        {waiting.then(|| view! { <p class="quiet">{words::still_under_way()}</p> })}
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::id::{Id, ScalingActivityId};
    use gantry_model::scaling::ActivityKind;
    use gantry_model::time::{Moment, Timestamp};

    use super::*;

    #[test]
    fn what_came_out_differently_is_said() {
        let row = |reached| ActivityRow {
            id: ScalingActivityId::from_parts(1, 1),
            kind: ActivityKind::ScaleOut,
            state: ActivityState::PartiallySuccessful,
            cause: gantry_model::Message::default(),
            rule: None,
            before: 1,
            after: 3,
            reached,
            started: Moment { at: Timestamp(0), text: String::new() },
            took: Some(1),
            log: Vec::new(),
        };
        assert_eq!(outcome(&row(Some(2))).as_deref(), Some("Ended with 2"));
        assert_eq!(outcome(&row(Some(3))), None);
        assert_eq!(outcome(&row(None)), None);
        let replaced = ActivityRow { state: ActivityState::Superseded, ..row(Some(3)) };
        assert_eq!(outcome(&replaced).as_deref(), Some("A newer activity took over; instances then: 3"));
    }
}
