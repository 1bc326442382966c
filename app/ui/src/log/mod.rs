//! Logs: any length, because only the lines in sight are elements. Follows the end until a person scrolls away from it, finds
//! text, colours what programs coloured, breaks long lines or not.
//!
//! Lines are set in a font of equal widths and may break after any character, so the height of each line is known without
//! measuring it; that is what makes the window of elements exact.

mod buffer;
mod rows;
mod text;

use gantry_model::observe::{LogLine, LogStream};
use gantry_model::time::Zone;
use gantry_words::ui as words;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

pub use self::buffer::LogBuffer;
use self::buffer::MOST_LINES;
use self::rows::{Levels, Shown, clock};
use self::text::{coloured, cut, level, plain, with_level};
use super::browser;
use super::button::IconButton;
use super::icon::{Glyph, Icon};

/// Height of a row of text, as in the style sheet.
const ROW: f64 = 20.0;
/// Rows made above and below what is in sight.
const AROUND: usize = 20;
/// Rows from the beginning at which older lines are asked for.
const NEAR: f64 = 10.0;

/// A log. `children` stand first in its bar: the container's picker, since when.
#[component]
pub fn LogView(
    buffer: LogBuffer,
    /// What it is the log of.
    #[prop(into)]
    label: String,
    /// File name of a download.
    #[prop(into)]
    file: Signal<String>,
    /// Where the whole log is downloaded; without it the lines of the page are saved.
    #[prop(optional, into)]
    download: MaybeProp<String>,
    /// True while lines may still come.
    #[prop(into)]
    open: Signal<bool>,
    /// Loads older lines: some, or as many as it takes to find this text.
    #[prop(into)]
    older: Callback<Option<String>>,
    /// True while there may be older lines than those of the page.
    #[prop(into)]
    more: Signal<bool>,
    /// True while they are loaded.
    #[prop(into)]
    fetching: Signal<bool>,
    /// On whose clock the lines' times are.
    zone: Zone,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lines = buffer.lines;
    let zone = StoredValue::new(zone);
    let scroller = NodeRef::<html::Div>::new();
    let frame = NodeRef::<html::Section>::new();
    let following = RwSignal::new(true);
    let wrap = RwSignal::new(true);
    let stamps = RwSignal::new(true);
    let levels = RwSignal::new(Levels::All);
    let needle = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let scroll = RwSignal::new(0.0_f64);
    let height = RwSignal::new(600.0_f64);
    // Characters in a row of text, measured from the page.
    let columns = RwSignal::new(120_usize);

    let measure = move || {
        let Some(element) = scroller.get_untracked() else { return };
        height.set(f64::from(element.client_height()));
        let text = element.query_selector("li > span:last-child").ok().flatten();
        let probe = element.query_selector(".probe").ok().flatten();
        if let (Some(text), Some(probe)) = (text, probe) {
            let character = probe.get_bounding_client_rect().width() / 10.0;
            let width = text.get_bounding_client_rect().width();
            if character > 0.0 && width > 0.0 {
                let fits = (width / character).floor().max(1.0) as usize;
                if columns.get_untracked() != fits {
                    columns.set(fits);
                }
            }
        }
    };

    let shown = Memo::new(move |_| {
        let levels = levels.get();
        // Without a filter the answer is always the same, and new lines need no new one.
        if levels == Levels::All { Shown::default() } else { lines.with(|lines| Shown::of(lines, levels)) }
    });
    let places = Memo::new(move |_| {
        let columns = wrap.get().then(|| columns.get());
        shown.with(|shown| lines.with(|lines| rows::places(shown.all(lines), columns)))
    });
    let total = Memo::new(move |_| places.with(|places| places.last().copied().unwrap_or(0)));
    let window = Memo::new(move |_| {
        let first_row = (scroll.get() / ROW).max(0.0) as u32;
        let rows = (height.get() / ROW) as u32 + 1;
        places.with(|places| {
            let first = places.partition_point(|place| *place <= first_row).saturating_sub(1).saturating_sub(AROUND);
            let last = places.partition_point(|place| *place < first_row + rows) + AROUND;
            (first, last.min(places.len().saturating_sub(1)))
        })
    });
    let matches = Memo::new(move |_| {
        let needle = needle.get().to_ascii_lowercase();
        if needle.is_empty() {
            return Vec::new();
        }
        let has = |line: &LogLine| plain(&line.text).to_ascii_lowercase().contains(&needle);
        shown.with(|shown| {
            lines.with(|lines| {
                let found = shown.all(lines).enumerate().filter(|(_, line)| has(line));
                found.map(|(place, line)| (place, line.number)).collect::<Vec<_>>()
            })
        })
    });
    let current = Memo::new(move |_| matches.with(|matches| matches.get(at.get()).map(|(_, number)| *number)));

    // The end is kept in sight while it is followed.
    Effect::new(move |_| {
        total.track();
        if following.get()
            && let Some(element) = scroller.get()
        {
            request_animation_frame(move || {
                measure();
                // Meanwhile something may have been found elsewhere.
                if following.get_untracked() {
                    element.set_scroll_top(element.scroll_height());
                }
            });
        }
    });
    Effect::new(move |_| {
        wrap.track();
        stamps.track();
        request_animation_frame(measure);
    });
    Effect::new(move |_| {
        let handle = window_event_listener(leptos::ev::resize, move |_| measure());
        on_cleanup(move || handle.remove());
    });

    // Older lines are being searched: those before this number.
    let sought = RwSignal::new(None::<u64>);
    // What is in sight stays there when older lines come before it.
    Effect::new(move |before: Option<Option<u64>>| {
        let first = lines.with(|lines| lines.first().map(|line| line.number));
        if let (Some(Some(before)), Some(now)) = (before, first)
            && now < before
            && !following.get_untracked()
            && sought.get_untracked().is_none()
        {
            let came = shown.with_untracked(|shown| {
                lines.with_untracked(|lines| shown.all(lines).take_while(|line| line.number < before).count())
            });
            let rows = places.with_untracked(|places| places.get(came).copied().unwrap_or(0));
            request_animation_frame(move || {
                if let Some(element) = scroller.get_untracked() {
                    element.set_scroll_top(element.scroll_top() + (f64::from(rows) * ROW) as i32);
                }
            });
        }
        first
    });

    let show = move |place: usize| {
        let Some((line, _)) = matches.with_untracked(|matches| matches.get(place).copied()) else { return };
        following.set(false);
        at.set(place);
        if let Some(element) = scroller.get_untracked() {
            let row = places.with_untracked(|places| places.get(line).copied().unwrap_or(0));
            let top = f64::from(row) * ROW - height.get_untracked() / 2.0;
            element.set_scroll_top(top.max(0.0) as i32);
        }
    };
    Effect::new(move |_| {
        if fetching.get() {
            return;
        }
        let Some(before) = sought.get_untracked() else { return };
        sought.set(None);
        let found = matches.with_untracked(|matches| matches.iter().take_while(|(_, number)| *number < before).count());
        if found > 0 {
            show(found - 1);
        }
    });
    let step = move |by: isize| {
        let count = matches.with_untracked(Vec::len) as isize;
        let first = by < 0 && (count == 0 || at.get_untracked() == 0);
        if first && more.get_untracked() && !fetching.get_untracked() && !needle.with_untracked(String::is_empty) {
            sought.set(buffer.first_number());
            older.run(Some(needle.get_untracked()));
            return;
        }
        if count > 0 {
            show((at.get_untracked() as isize + by).rem_euclid(count) as usize);
        }
    };
    let follow = move |on: bool| following.set(on);
    let full_screen = move || {
        if let Some(element) = frame.get_untracked() {
            let element: &web_sys::Element = element.unchecked_ref();
            if document().fullscreen_element().is_some() {
                document().exit_fullscreen();
            } else {
                let _ = element.request_fullscreen();
            }
        }
    };

    view! {
        <section class="log" aria-label=label node_ref=frame>
            <div class="bar">
                {children.map(|children| children())}
                <div class="affix">
                    <Icon name=Glyph::Search/>
                    <input
                        class="input"
                        type="search"
                        aria-label=words::log_find()
                        placeholder=words::log_find()
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=move || needle.get()
                        on:input=move |event| {
                            needle.set(event_target_value(&event));
                            at.set(0);
                            if matches.with_untracked(|matches| !matches.is_empty()) {
                                show(0);
                            }
                        }
                        on:keydown=move |event| {
                            if event.key() == "Enter" {
                                event.prevent_default();
                                step(if event.shift_key() { -1 } else { 1 });
                            }
                        }
                    />
                    {move || {
                        (!needle.with(String::is_empty))
                            .then(|| {
                                let count = matches.with(Vec::len);
                                let text = match (count, fetching.get(), more.get()) {
                                    (_, true, _) => words::log_searching().to_owned(),
                                    (0, _, false) => words::log_none().to_owned(),
                                    (0, _, true) => words::log_none_here().to_owned(),
                                    (_, _, false) => words::log_hit(at.get() + 1, count),
                                    (_, _, true) => words::log_hit_of_more(at.get() + 1, count),
                                };
                                view! { <span aria-live="polite">{text}</span> }
                            })
                    }}
                </div>
                <IconButton label=words::log_previous() icon=Glyph::Up on_click=move |()| step(-1)/>
                <IconButton label=words::log_next() icon=Glyph::Down on_click=move |()| step(1)/>
                <select
                    class="select"
                    aria-label=words::log_level()
                    on:change=move |event| {
                        let chosen = event_target_value(&event);
                        levels.set(Levels::ALL.into_iter().find(|one| one.words() == chosen).unwrap_or_default());
                        at.set(0);
                    }
                >
                    {Levels::ALL
                        .map(|one| {
                            view! {
                                <option value=one.words() selected=move || levels.get() == one>
                                    {one.words()}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                <span class="push row" style="gap:4px">
                    <IconButton
                        label=words::log_times()
                        icon=Glyph::Clock
                        pressed=stamps
                        on_click=move |()| stamps.update(|on| *on = !*on)
                    />
                    <IconButton
                        label=words::log_wrap()
                        icon=Glyph::Wrap
                        pressed=wrap
                        on_click=move |()| wrap.update(|on| *on = !*on)
                    />
                    {move || match download.get() {
                        Some(href) => {
                            view! {
                                <a
                                    class="btn bare small square"
                                    href=href
                                    download=file.get()
                                    rel="external"
                                    aria-label=words::download()
                                    title=words::download()
                                >
                                    <Icon name=Glyph::Download/>
                                </a>
                            }
                                .into_any()
                        }
                        None => {
                            view! {
                                <IconButton
                                    label=words::download()
                                    icon=Glyph::Download
                                    on_click=move |()| browser::download(&file.get_untracked(), &buffer.text())
                                />
                            }
                                .into_any()
                        }
                    }}
                    <IconButton label=words::full_screen() icon=Glyph::Expand on_click=move |()| full_screen()/>
                </span>
            </div>
            <div
                class=move || if wrap.get() { "lines wrap" } else { "lines" }
                role="log"
                aria-live="off"
                tabindex="0"
                aria-label=words::log_lines()
                node_ref=scroller
                on:scroll=move |_| {
                    let Some(element) = scroller.get_untracked() else { return };
                    let top = f64::from(element.scroll_top());
                    let before = scroll.get_untracked();
                    scroll.set(top);
                    height.set(f64::from(element.client_height()));
                    if top < before && top < NEAR * ROW && more.get_untracked() && !fetching.get_untracked() {
                        older.run(None);
                    }
                    let bottom = f64::from(element.scroll_height()) - f64::from(element.client_height()) - top;
                    // Up pauses, the end follows again.
                    if top < before && bottom > ROW {
                        follow(false);
                    } else if bottom < ROW / 2.0 {
                        follow(true);
                    }
                }
            >
                <span class="probe" aria-hidden="true">
                    "0000000000"
                </span>
                <div class="all" style=move || format!("height:{}px", f64::from(total.get()) * ROW)>
                    <ol style=move || {
                        let (first, _) = window.get();
                        let row = places.with(|places| places.get(first).copied().unwrap_or(0));
                        format!("transform:translateY({}px)", f64::from(row) * ROW)
                    }>
                        <For
                            each=move || {
                                let (first, last) = window.get();
                                shown.with(|shown| {
                                    lines.with(|lines| shown.lines(lines, first, last).cloned().collect::<Vec<_>>())
                                })
                            }
                            key=|line| line.number
                            let:line
                        >
                            {
                                let number = line.number;
                                let level = level(&line.text);
                                let class = level.as_ref().map_or("", |level| level.0);
                                let stderr = line.stream == LogStream::Stderr;
                                let time = zone.with_value(|zone| clock(&line, zone));
                                let spans = with_level(coloured(&line.text), level.as_ref().map(|level| level.1.as_str()));
                                view! {
                                    <li class=class>
                                        <span title=stderr.then_some("stderr")>{number.to_string()}</span>
                                        {move || stamps.get().then(|| view! { <time>{time.clone()}</time> })}
                                        <span>
                                            {move || {
                                                let needle = needle.get();
                                                let here = current.get() == Some(number);
                                                spans
                                                    .iter()
                                                    .map(|span| {
                                                        let parts = cut(&span.text, &needle)
                                                            .into_iter()
                                                            .map(|(hit, text)| {
                                                                if hit {
                                                                    view! { <mark class=here.then_some("cur")>{text}</mark> }.into_any()
                                                                } else {
                                                                    text.into_any()
                                                                }
                                                            })
                                                            .collect_view();
                                                        view! { <span class=span.class>{parts}</span> }
                                                    })
                                                    .collect_view()
                                            }}
                                        </span>
                                    </li>
                                }
                            }
                        </For>
                    </ol>
                </div>
                {move || {
                    (total.get() == 0)
                        .then(|| {
                            let text = match (levels.get(), open.get()) {
                                (Levels::All, true) => words::log_nothing_yet(),
                                (Levels::All, false) => words::log_nothing(),
                                _ => words::log_no_line_of_level(),
                            };
                            view! { <p class="nothing">{text}</p> }
                        })
                }}
            </div>
            <div class="bar">
                {move || {
                    let (class, word) = match (open.get(), following.get()) {
                        (false, _) => ("state off", words::log_ended()),
                        (true, true) => ("state ok", words::log_following()),
                        (true, false) => ("state warn", words::log_paused()),
                    };
                    view! { <span class=class>{word}</span> }
                }}
                <span>
                    {move || {
                        let here = lines.with(Vec::len);
                        let shown = shown.with(|shown| lines.with(|lines| shown.all(lines).count()));
                        match here {
                            _ if shown < here => words::log_shown(shown, here),
                            _ if here != 1 && (more.get() || here >= MOST_LINES) => words::log_last(here),
                            _ => words::log_count(here),
                        }
                    }}
                </span>
                <span class="push">
                    {move || {
                        let (icon, word) = if following.get() { (Glyph::Pause, words::log_pause()) } else { (Glyph::Play, words::log_follow()) };
                        view! {
                            <button class="btn small" type="button" on:click=move |_| follow(!following.get_untracked())>
                                <Icon name=icon/>
                                <span>{word}</span>
                            </button>
                        }
                    }}
                </span>
            </div>
        </section>
    }
    .into_any()
}
