//! Logs: any length, because only the lines in sight are elements. Follows the end until a person scrolls away from it, finds
//! text, colours what programs coloured, breaks long lines or not.
//!
//! Lines are set in a font of equal widths and may break after any character, so the height of each line is known without
//! measuring it; that is what makes the window of elements exact.

use gantry_model::observe::{LogLine, LogStream};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::browser;
use super::button::IconButton;
use super::icon::{Glyph, Icon};

/// Most lines kept in the page; older ones are in the file, which can be downloaded.
const MOST_LINES: usize = 50_000;
/// Height of a row of text, as in the style sheet.
const ROW: f64 = 20.0;
/// Rows made above and below what is in sight.
const AROUND: usize = 20;

/// The lines that the page has. The page appends what arrives; the view shows them. `Copy`.
#[derive(Clone, Copy)]
pub struct LogBuffer {
    lines: RwSignal<Vec<LogLine>>,
}

impl Default for LogBuffer {
    fn default() -> Self {
        Self::new()
    }
}

impl LogBuffer {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { lines: RwSignal::new(Vec::new()) }
    }

    /// Adds lines. Those that are there already, by number, are left out, so that a repeated answer does no harm.
    pub fn append(&self, more: Vec<LogLine>) {
        if more.is_empty() {
            return;
        }
        self.lines.update(|lines| {
            let last = lines.last().map(|line| line.number);
            lines.extend(more.into_iter().filter(|line| last.is_none_or(|last| line.number > last)));
            if lines.len() > MOST_LINES {
                lines.drain(..lines.len() - MOST_LINES);
            }
        });
    }

    /// Forgets everything: another container, another time.
    pub fn clear(&self) {
        self.lines.set(Vec::new());
    }

    /// The number of the last line, for asking what comes after it.
    pub fn last_number(&self) -> Option<u64> {
        self.lines.with_untracked(|lines| lines.last().map(|line| line.number))
    }

    /// All lines as one text.
    pub fn text(&self) -> String {
        self.lines.with_untracked(|lines| {
            lines.iter().fold(String::new(), |mut text, line| {
                text.push_str(&plain(&line.text));
                text.push('\n');
                text
            })
        })
    }
}

/// A stretch of text in one colour.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    class: &'static str,
    text: String,
}

/// Cuts a line at its colour codes. Codes that change anything but the colour are dropped.
fn coloured(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut class = "";
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        if at > 0 {
            spans.push(Span { class, text: rest[..at].to_owned() });
        }
        rest = &rest[at + 1..];
        let Some(code) = rest.strip_prefix('[') else { continue };
        let end = code.find(|c: char| ('@'..='~').contains(&c));
        let Some(end) = end else {
            rest = "";
            break;
        };
        if code[end..].starts_with('m') {
            for number in code[..end].split(';') {
                class = match number {
                    "31" | "91" => "red",
                    "32" | "92" => "green",
                    "33" | "93" => "yellow",
                    "34" | "94" => "blue",
                    "35" | "95" => "magenta",
                    "36" | "96" => "cyan",
                    "2" | "90" => "dim",
                    "0" | "" | "39" => "",
                    _ => class,
                };
            }
        }
        rest = &code[end + 1..];
    }
    if !rest.is_empty() {
        spans.push(Span { class, text: rest.to_owned() });
    }
    spans
}

/// A line without colour codes.
fn plain(line: &str) -> String {
    if line.contains('\u{1b}') { coloured(line).into_iter().map(|span| span.text).collect() } else { line.to_owned() }
}

/// The class of a level word.
fn level_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "ERROR" | "error" | "Error" | "ERR" | "FATAL" | "fatal" | "PANIC" | "panic" | "CRITICAL" => "e",
        "WARN" | "warn" | "WARNING" | "warning" | "Warning" => "w",
        "INFO" | "info" => "i",
        "DEBUG" | "debug" | "TRACE" | "trace" => "d",
        _ => return None,
    })
}

/// The level that a line names within its first characters: the class that marks it, and the word.
fn level(text: &str) -> Option<(&'static str, String)> {
    let head: String = plain(text).chars().take(96).collect();
    head.split(|c: char| !c.is_ascii_alphabetic()).find_map(|word| level_of(word).map(|class| (class, word.to_owned())))
}

/// Gives the level word of a line a span of its own, where the program has not coloured it itself.
fn with_level(spans: Vec<Span>, word: Option<&str>) -> Vec<Span> {
    let Some(word) = word else { return spans };
    let mut out = Vec::with_capacity(spans.len() + 2);
    let mut found = false;
    for span in spans {
        match span.text.find(word).filter(|_| !found && span.class.is_empty()) {
            Some(at) => {
                found = true;
                let pieces = [
                    ("", &span.text[..at]),
                    ("level", &span.text[at..at + word.len()]),
                    ("", &span.text[at + word.len()..]),
                ];
                out.extend(
                    pieces
                        .into_iter()
                        .filter(|(_, text)| !text.is_empty())
                        .map(|(class, text)| Span { class, text: text.to_owned() }),
                );
            }
            None => out.push(span),
        }
    }
    out
}

/// Cuts a stretch where a found text begins and ends; `true` for what was found. Case does not matter for ASCII.
fn cut(text: &str, needle: &str) -> Vec<(bool, String)> {
    if needle.is_empty() {
        return vec![(false, text.to_owned())];
    }
    let (haystack, needle) = (text.to_ascii_lowercase(), needle.to_ascii_lowercase());
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = haystack[from..].find(&needle) {
        if at > 0 {
            out.push((false, text[from..from + at].to_owned()));
        }
        out.push((true, text[from + at..from + at + needle.len()].to_owned()));
        from += at + needle.len();
    }
    if from < text.len() {
        out.push((false, text[from..].to_owned()));
    }
    out
}

/// How many rows each line takes, added up: the place of every line, in rows from the top.
fn places(lines: &[LogLine], columns: Option<usize>) -> Vec<u32> {
    let mut places = Vec::with_capacity(lines.len() + 1);
    let mut at = 0_u32;
    places.push(0);
    for line in lines {
        let rows = match columns {
            Some(columns) => plain(&line.text).chars().count().div_ceil(columns.max(1)).max(1),
            None => 1,
        };
        at += rows as u32;
        places.push(at);
    }
    places
}

/// A moment as the time of day.
fn clock(line: &LogLine, zone: i64) -> String {
    let ms = line.at.0 + zone;
    let day = ms.rem_euclid(86_400_000);
    format!("{:02}:{:02}:{:02}.{:03}", day / 3_600_000, day / 60_000 % 60, day / 1000 % 60, day % 1000)
}

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
    /// What the installation's clock is ahead of UTC, in milliseconds.
    #[prop(default = 0)]
    zone: i64,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lines = buffer.lines;
    let scroller = NodeRef::<html::Div>::new();
    let frame = NodeRef::<html::Section>::new();
    let following = RwSignal::new(true);
    let wrap = RwSignal::new(true);
    let stamps = RwSignal::new(true);
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

    let places = Memo::new(move |_| {
        let columns = wrap.get().then(|| columns.get());
        lines.with(|lines| self::places(lines, columns))
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
        lines.with(|lines| {
            lines
                .iter()
                .enumerate()
                .filter(|(_, line)| plain(&line.text).to_ascii_lowercase().contains(&needle))
                .map(|(place, _)| place)
                .collect::<Vec<_>>()
        })
    });
    let current = Memo::new(move |_| {
        let place = matches.with(|matches| matches.get(at.get()).copied())?;
        lines.with(|lines| lines.get(place).map(|line| line.number))
    });

    // The end is kept in sight while it is followed.
    Effect::new(move |_| {
        total.track();
        if following.get()
            && let Some(element) = scroller.get()
        {
            request_animation_frame(move || {
                measure();
                element.set_scroll_top(element.scroll_height());
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

    let show = move |place: usize| {
        let Some(line) = matches.with_untracked(|matches| matches.get(place).copied()) else { return };
        following.set(false);
        at.set(place);
        if let Some(element) = scroller.get_untracked() {
            let row = places.with_untracked(|places| places.get(line).copied().unwrap_or(0));
            let top = f64::from(row) * ROW - height.get_untracked() / 2.0;
            element.set_scroll_top(top.max(0.0) as i32);
        }
    };
    let step = move |by: isize| {
        let count = matches.with_untracked(Vec::len) as isize;
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
                        aria-label="Find in log"
                        placeholder="Find in log"
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
                                let text = if count == 0 { "none".to_owned() } else { format!("{} of {count}", at.get() + 1) };
                                view! { <span aria-live="polite">{text}</span> }
                            })
                    }}
                </div>
                <IconButton label="Previous match" icon=Glyph::Up on_click=move |()| step(-1)/>
                <IconButton label="Next match" icon=Glyph::Down on_click=move |()| step(1)/>
                <span class="push row" style="gap:4px">
                    <IconButton
                        label="Time stamps"
                        icon=Glyph::Clock
                        pressed=stamps
                        on_click=move |()| stamps.update(|on| *on = !*on)
                    />
                    <IconButton
                        label="Wrap lines"
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
                                    aria-label="Download"
                                    title="Download"
                                >
                                    <Icon name=Glyph::Download/>
                                </a>
                            }
                                .into_any()
                        }
                        None => {
                            view! {
                                <IconButton
                                    label="Download"
                                    icon=Glyph::Download
                                    on_click=move |()| browser::download(&file.get_untracked(), &buffer.text())
                                />
                            }
                                .into_any()
                        }
                    }}
                    <IconButton label="Full screen" icon=Glyph::Expand on_click=move |()| full_screen()/>
                </span>
            </div>
            <div
                class=move || if wrap.get() { "lines wrap" } else { "lines" }
                role="log"
                aria-live="off"
                tabindex="0"
                aria-label="Lines"
                node_ref=scroller
                on:scroll=move |_| {
                    let Some(element) = scroller.get_untracked() else { return };
                    let top = f64::from(element.scroll_top());
                    let before = scroll.get_untracked();
                    scroll.set(top);
                    height.set(f64::from(element.client_height()));
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
                                lines.with(|lines| lines.get(first..last.min(lines.len())).map(<[LogLine]>::to_vec).unwrap_or_default())
                            }
                            key=|line| line.number
                            let:line
                        >
                            {
                                let number = line.number;
                                let level = level(&line.text);
                                let class = level.as_ref().map_or("", |level| level.0);
                                let stderr = line.stream == LogStream::Stderr;
                                let time = clock(&line, zone);
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
                            let text = if open.get() { "Nothing has been written yet." } else { "Nothing was written." };
                            view! { <p class="nothing">{text}</p> }
                        })
                }}
            </div>
            <div class="bar">
                {move || {
                    let (class, word) = match (open.get(), following.get()) {
                        (false, _) => ("state off", "Ended"),
                        (true, true) => ("state ok", "Following"),
                        (true, false) => ("state warn", "Paused"),
                    };
                    view! { <span class=class>{word}</span> }
                }}
                <span>
                    {move || match lines.with(Vec::len) {
                        1 => "1 line".to_owned(),
                        n if n == MOST_LINES => format!("the last {n} lines"),
                        n => format!("{n} lines"),
                    }}
                </span>
                <span class="push">
                    {move || {
                        let (icon, word) = if following.get() { (Glyph::Pause, "Pause") } else { (Glyph::Play, "Follow") };
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

#[cfg(test)]
mod tests {
    use gantry_model::time::Timestamp;

    use super::*;

    fn line(number: u64, text: &str) -> LogLine {
        LogLine { number, at: Timestamp(0), stream: LogStream::Stdout, text: text.to_owned() }
    }

    #[test]
    fn colours_are_kept_and_other_codes_dropped() {
        let spans = coloured("a\u{1b}[31mred\u{1b}[0m b\u{1b}[2Kc");
        let text: Vec<_> = spans.iter().map(|span| (span.class, span.text.as_str())).collect();
        assert_eq!(text, [("", "a"), ("red", "red"), ("", " b"), ("", "c")]);
        assert_eq!(plain("\u{1b}[1;32mok\u{1b}"), "ok");
    }

    #[test]
    fn found_text_is_cut_out_in_any_case() {
        assert_eq!(
            cut("Customer customer", "customer"),
            [(true, "Customer".into()), (false, " ".into()), (true, "customer".into())]
        );
    }

    #[test]
    fn long_lines_take_more_rows() {
        let lines = [line(1, "short"), line(2, &"x".repeat(25)), line(3, "")];
        assert_eq!(places(&lines, Some(10)), [0, 1, 4, 5]);
        assert_eq!(places(&lines, None), [0, 1, 2, 3]);
    }

    #[test]
    fn levels_are_read_from_the_beginning_of_a_line() {
        assert_eq!(level("2026-11-20 ERROR x"), Some(("e", "ERROR".to_owned())));
        assert_eq!(level("level=warning msg"), Some(("w", "warning".to_owned())));
        assert_eq!(level("GET /errors 200"), None);
        let spans = with_level(coloured("12 WARN slow"), Some("WARN"));
        let text: Vec<_> = spans.iter().map(|span| (span.class, span.text.as_str())).collect();
        assert_eq!(text, [("", "12 "), ("level", "WARN"), ("", " slow")]);
    }

    #[test]
    fn a_repeated_answer_adds_nothing() {
        let owner = Owner::new();
        owner.with(|| {
            let buffer = LogBuffer::new();
            buffer.append(vec![line(1, "a"), line(2, "b")]);
            buffer.append(vec![line(2, "b"), line(3, "c")]);
            assert_eq!(buffer.text(), "a\nb\nc\n");
            assert_eq!(buffer.last_number(), Some(3));
        });
    }
}
