//! The tab Events (MON-01, MON-02): everything that happened to a group, newest first.

use gantry_model::containers::view::{EventRow, GroupDetails};
use gantry_model::observe::EventType;
use gantry_model::page::{Page, PageRequest};
use gantry_words::Said as _;
use gantry_words::{Word as _, containers as words};
use leptos::prelude::*;

use crate::LIVE;
use crate::api::container_group_events;
use gantry_console::live::use_live;
use gantry_ui::prelude::*;

/// The headings, for the moment before the first answer.
pub(super) fn headings() -> Vec<&'static str> {
    vec![words::event_name(), words::event_type(), words::description(), words::start_time(), words::end_time()]
}

/// Loads the events of a group, anew when a group changed.
pub(super) fn use_events(group: Signal<GroupDetails>) -> Answer<Vec<EventRow>> {
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let live = use_live(LIVE);
    Resource::new(move || (id.get(), live.get()), |(id, _)| container_group_events(id))
}

/// The events of a group.
#[component]
pub fn Events(group: Signal<GroupDetails>) -> impl IntoView {
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let request = use_query().page_request();
    let live = use_live(LIVE);
    let events = Resource::new(
        move || (id.get(), request.get(), live.get()),
        |(id, request, _)| async move { Ok(page_of(container_group_events(id).await?, &request)) },
    );
    view! {
        <List
            from=events
            caption=words::events()
            search=words::search_events()
            placeholder=words::name_or_description()
            columns=columns()
            key=|event: &EventRow| event.name.clone()
            empty=|| {
                view! {
                    <Empty title=words::no_events() text=words::no_events_text()/>
                }
            }
        />
    }
}

/// A group keeps few events, so that they come together and are searched here.
fn page_of(events: Vec<EventRow>, request: &PageRequest) -> Page<EventRow> {
    let found: Vec<EventRow> = events.into_iter().filter(|event| fits(event, &request.search)).collect();
    let total = found.len() as u64;
    let rows = found.into_iter().skip(request.offset() as usize).take(request.size as usize);
    Page { items: rows.collect(), total, page: request.page, size: request.size }
}

fn fits(event: &EventRow, search: &str) -> bool {
    let search = search.to_lowercase();
    [&event.name, &event.reason, &event.description.said()].iter().any(|text| text.to_lowercase().contains(&search))
}

/// `1f9a04c2…`: an event's name is long and says nothing.
fn cut(name: &str) -> String {
    match name.get(..8) {
        Some(begin) if name.len() > 12 => format!("{begin}…"),
        _ => name.to_owned(),
    }
}

fn columns() -> Vec<Column<EventRow>> {
    vec![
        Column::new("name", words::event_name(), |event: EventRow| {
            view! {
                <b class="medium">{event.reason}</b>
                <span class="sub">
                    <code title=event.name.clone()>{cut(&event.name)}</code>
                </span>
            }
        })
        .lead(),
        Column::new("type", words::event_type(), |event: EventRow| {
            let mark = if event.event_type == EventType::Warning { Mark::Warn } else { Mark::Ok };
            view! { <StateMark mark word=event.event_type.word()/> }
        })
        .corner(),
        Column::new("description", words::description(), |event: EventRow| {
            let times = (event.count > 1).then(|| words::event_times(event.count));
            view! {
                <span>{event.description.said()}</span>
                {times.map(|times| view! { <span class="quiet">" " {times}</span> })}
            }
        }),
        Column::new(
            "started",
            words::start_time(),
            |event: EventRow| view! { <Time at=Signal::stored(event.started)/> },
        )
        .second()
        .nowrap(),
        Column::new("ended", words::end_time(), |event: EventRow| view! { <Time at=Signal::stored(event.ended)/> })
            .nowrap(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_with_dots() {
        assert_eq!(cut("1f9a04c21f9a04c21f9a04c21f9a04c2"), "1f9a04c2…");
        assert_eq!(cut("short"), "short");
    }
}
