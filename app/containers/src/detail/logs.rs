//! The tab Logs (MON-04): what a container writes, as it writes it.

use gantry_model::containers::ContainerState;
use gantry_model::containers::view::GroupDetails;
use gantry_model::observe::LogLine;
use gantry_model::time::Timestamp;
use gantry_words::containers as words;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::container_log_lines;
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;
use gantry_ui::{browser, stream};

/// Lines that are loaded at a time: the newest before new ones are followed, then older ones as they are asked for.
const AT_ONCE: u32 = 5_000;

/// A choice of **Since**: its key, its words, its length in milliseconds.
type Since = (&'static str, fn() -> &'static str, Option<i64>);

const SINCE: [Since; 5] = [
    ("", words::since_start, None),
    ("5m", words::since_five_minutes, Some(300_000)),
    ("15m", words::since_quarter_hour, Some(900_000)),
    ("1h", words::since_hour, Some(3_600_000)),
    ("24h", words::since_day, Some(86_400_000)),
];

/// The container that the URL names, or the first.
pub(super) fn use_container(group: Signal<GroupDetails>) -> Memo<String> {
    let query = use_query();
    Memo::new(move |_| {
        let wanted = query.get("container");
        group.with(|group| {
            let named = group.containers.iter().find(|container| Some(&container.name) == wanted.as_ref());
            named.or(group.containers.first()).map(|container| container.name.clone()).unwrap_or_default()
        })
    })
}

/// The containers of a group as choices, with their states.
pub(super) fn container_choices(group: Signal<GroupDetails>) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        group.with(|group| group.containers.iter().map(|container| Choice::same(container.name.clone())).collect())
    })
}

/// The log of a container.
#[component]
pub fn Logs(group: Signal<GroupDetails>) -> impl IntoView {
    let query = use_query();
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let container = use_container(group);
    let since = query.value("since", "");
    let buffer = LogBuffer::new();
    let fault = RwSignal::new(None::<Fault>);
    let again = RwSignal::new(0_u32);
    // The container whose lines are there, and the number after which others follow.
    let follow = RwSignal::new(None::<(String, u64)>);
    // Whether there may be lines before those that are there, and whether they are on their way.
    let more = RwSignal::new(false);
    let fetching = RwSignal::new(false);
    let starts_at = move || {
        let since = since.get_untracked();
        let length = SINCE.iter().find(|choice| choice.0 == since).and_then(|choice| choice.2);
        length.map(|length| Timestamp(browser::now_ms() - length))
    };

    Effect::new(move |turn: Option<u32>| {
        let turn = turn.unwrap_or(0) + 1;
        again.track();
        since.track();
        let (id, container) = (id.get(), container.get());
        follow.set(None);
        more.set(false);
        buffer.clear();
        let from = starts_at();
        let current = StoredValue::new(true);
        on_cleanup(move || {
            current.try_set_value(false);
        });
        spawn_local(async move {
            let answer = container_log_lines(id, container.clone(), None, from, AT_ONCE).await;
            // Another container was chosen meanwhile.
            if current.try_get_value() != Some(true) {
                return;
            }
            match answer {
                Ok(lines) => {
                    fault.set(None);
                    more.set(lines.len() >= AT_ONCE as usize);
                    buffer.append(lines);
                    follow.set(Some((container, buffer.last_number().unwrap_or(0))));
                }
                Err(refused) => fault.set(Some(refused)),
            }
        });
        turn
    });
    let older = Callback::new(move |wanted: Option<String>| {
        let (id, container, from) = (id.get_untracked(), container.get_untracked(), starts_at());
        let wanted = wanted.map(|wanted| wanted.to_ascii_lowercase());
        fetching.set(true);
        spawn_local(async move {
            while let Some(before) = buffer.first_number().filter(|_| buffer.has_room()) {
                let answer = container_log_lines(id.clone(), container.clone(), Some(before), from, AT_ONCE).await;
                // Another container or another time was chosen meanwhile.
                if buffer.first_number() != Some(before) {
                    break;
                }
                let lines = match answer {
                    Ok(lines) => lines,
                    Err(refused) => {
                        fault.set(Some(refused));
                        break;
                    }
                };
                let (full, found) = (
                    lines.len() >= AT_ONCE as usize,
                    wanted
                        .as_ref()
                        .is_none_or(|wanted| lines.iter().any(|line| line.text.to_ascii_lowercase().contains(wanted))),
                );
                buffer.prepend(lines);
                more.set(full && buffer.has_room());
                if found || !full {
                    break;
                }
            }
            fetching.set(false);
        });
    });
    let open = Memo::new(move |_| {
        let name = container.get();
        group.with(|group| {
            let state = group.containers.iter().find(|container| container.name == name).map(|one| &one.state);
            !matches!(state, Some(ContainerState::Terminated { .. }))
        })
    });
    let broken = RwSignal::new(false);
    let visible = browser::use_visible();
    Effect::new(move |_| {
        let Some((container, after)) = follow.get() else { return };
        // A container that ended and was started again writes on.
        if !open.get() || !visible.get() {
            return;
        }
        let after = buffer.last_number().unwrap_or(after);
        let url = id.with_untracked(|id| paths::log_follow(id.as_ref(), &container, after));
        let on_messages = move |messages: Vec<String>| {
            let lines = messages.iter().filter_map(|message| serde_json::from_str::<LogLine>(message).ok());
            buffer.append(lines.collect());
        };
        stream::listen(&url, on_messages, move |lost| {
            broken.try_set(lost);
        });
    });

    let file =
        Signal::derive(move || format!("{}-{}.log", group.with(|group| group.row.name.clone()), container.get()));
    let download = Signal::derive(move || Some(id.with(|id| paths::log_download(id.as_ref(), &container.get()))));
    let chosen = RwSignal::new(container.get_untracked());
    Effect::new(move |_| chosen.set(container.get()));
    let chosen_since = RwSignal::new(since.get_untracked());
    Effect::new(move |_| chosen_since.set(since.get()));
    let since_choices = SINCE.map(|(key, label, _)| Choice::new(key, label())).to_vec();
    let zone = use_session().zone;
    view! {
        {move || {
            fault.get().map(|fault| view! { <Failed fault again=move |()| again.update(|turn| *turn += 1)/> })
        }}
        {move || {
            (broken.get() && open.get())
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warn title=words::no_new_lines()>
                            <p>{words::no_new_lines_text()}</p>
                        </Notice>
                    }
                })
        }}
        <LogView label=words::log() buffer file download open older more fetching zone>
            <Select
                label=words::container()
                value=chosen
                choices=container_choices(group)
                on_change=move |name: String| query.replace(&[("container", Some(&name))])
            />
            <Select
                label=words::since()
                value=chosen_since
                choices=since_choices
                on_change=move |key: String| query.replace(&[("since", Some(&key))])
            />
        </LogView>
    }
}
