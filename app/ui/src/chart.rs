//! Charts: SVG drawn by us. The plot stretches and the letters do not; limits are lines, gaps stay gaps and are hatched, and all
//! charts that share a cursor show the same moment. Works without script; the cursor comes with it.

use gantry_model::time::{ClockOffset, Timestamp, Zone};
use gantry_model::units::bytes_text;
use gantry_words::ui as words;
use leptos::html;
use leptos::prelude::*;

/// What figures are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share: 1 is the whole.
    Percent,
    /// Bytes, with binary prefixes.
    Bytes,
    /// Bytes in a second.
    BytesPerSecond,
    /// Bits in a second, with decimal prefixes.
    BitsPerSecond,
    /// Packets in a second.
    PacketsPerSecond,
    /// Things in a second.
    PerSecond,
    /// Things.
    Count,
}

impl Unit {
    /// A figure as a person reads it.
    pub fn text(self, value: f64) -> String {
        match self {
            Unit::Percent => format!("{} %", short(value * 100.0)),
            Unit::Bytes => bytes_text(value.max(0.0) as u64),
            Unit::BytesPerSecond => format!("{}/s", bytes_text(value.max(0.0) as u64)),
            Unit::BitsPerSecond => {
                let text = prefixed(value);
                if text.contains(' ') { format!("{text}bps") } else { format!("{text} bps") }
            }
            Unit::PacketsPerSecond => {
                let text = prefixed(value);
                if text.contains(' ') { format!("{text}pps") } else { format!("{text} pps") }
            }
            Unit::PerSecond => format!("{}/s", prefixed(value)),
            Unit::Count => prefixed(value),
        }
    }

    /// A round figure at or above a value, to end the axis with.
    fn ceiling(self, value: f64) -> f64 {
        match self {
            // A share of the whole ends with the whole.
            Unit::Percent if (0.8..=1.06).contains(&value) => 1.0,
            Unit::Percent => round_up(value.max(0.01) * 100.0, 10.0) / 100.0,
            // Half of it stands on the axis too, and there are no half things.
            Unit::Count if value <= 10.0 => 2.0 * (value.max(1.0) / 2.0).ceil(),
            Unit::Bytes | Unit::BytesPerSecond => {
                let value = value.max(1024.0);
                let unit = 1024_f64.powi(value.log(1024.0).floor() as i32);
                round_up(value / unit, 10.0) * unit
            }
            Unit::BitsPerSecond | Unit::PacketsPerSecond | Unit::PerSecond | Unit::Count => {
                round_up(value.max(1.0), 10.0)
            }
        }
    }
}

/// The next of 1, 2, 4, 5, 8, 10 times a power of ten.
fn round_up(value: f64, base: f64) -> f64 {
    let power = base.powi(value.log10().floor() as i32);
    let steps = [1.0, 2.0, 4.0, 5.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|step| *step >= value * 0.999_999).unwrap_or(10.0 * power)
}

/// Three figures at most.
fn short(value: f64) -> String {
    let text = match value.abs() {
        100.0.. => format!("{value:.0}"),
        10.0.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn prefixed(value: f64) -> String {
    match value.abs() {
        1e9.. => format!("{} G", short(value / 1e9)),
        1e6.. => format!("{} M", short(value / 1e6)),
        1e3.. => format!("{} k", short(value / 1e3)),
        _ => short(value),
    }
}

/// A line of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is; in the legend when there is more than one.
    pub label: String,
    /// Milliseconds since 1970 and the figure, oldest first.
    pub points: Vec<(i64, f64)>,
}

/// The time that a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Milliseconds since 1970.
    pub from: i64,
    /// Milliseconds since 1970.
    pub to: i64,
    /// Milliseconds between two figures; more than two and a half of them without one is a gap.
    pub step: i64,
    /// What the installation's clock is ahead of UTC.
    pub zone: ClockOffset,
}

impl Span {
    /// From one moment to another on the installation's clock.
    pub fn of(zone: &Zone, from: Timestamp, to: Timestamp, step: i64) -> Self {
        Self { from: from.0, to: to.0, step: step.max(1), zone: zone.within(from, to) }
    }

    fn percent(&self, at: i64) -> f64 {
        (at - self.from) as f64 * 100.0 / (self.to - self.from).max(1) as f64
    }

    /// The time of day; with the date where the span is longer than a day.
    pub fn clock(&self, at: i64, seconds: bool) -> String {
        let local = (at + self.zone.ahead_at(Timestamp(at))).div_euclid(1000);
        let (hour, minute, second) =
            (local.rem_euclid(86_400) / 3600, local.rem_euclid(3600) / 60, local.rem_euclid(60));
        let time =
            if seconds { format!("{hour:02}:{minute:02}:{second:02}") } else { format!("{hour:02}:{minute:02}") };
        if self.to - self.from > 86_400_000 {
            let (month, day) = month_and_day(local.div_euclid(86_400));
            format!("{month:02}-{day:02} {time}")
        } else {
            time
        }
    }
}

/// Month and day of a day counted from 1970-01-01.
fn month_and_day(days: i64) -> (i64, i64) {
    // Years of this calendar begin on 1 March, so that the leap day is the last one.
    let shifted = days + 719_468;
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    (if month < 10 { month + 3 } else { month - 9 }, of_year - (153 * month + 2) / 5 + 1)
}

/// The unbroken stretches of a line, in percent of the plot from the left and from the top.
fn stretches(series: &Series, span: Span, top: f64) -> Vec<Vec<(f64, f64)>> {
    let mut out: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut last: Option<i64> = None;
    for (at, value) in series.points.iter().filter(|(at, _)| (span.from..=span.to).contains(at)) {
        let broken = last.is_none_or(|last| (at - last) as f64 > span.step as f64 * 2.5);
        if broken {
            out.push(Vec::new());
        }
        if let Some(stretch) = out.last_mut() {
            stretch.push((span.percent(*at), (100.0 - value * 100.0 / top).clamp(0.0, 100.0)));
        }
        last = Some(*at);
    }
    out
}

fn line(stretches: &[Vec<(f64, f64)>]) -> String {
    let mut path = String::new();
    for stretch in stretches {
        for (place, (x, y)) in stretch.iter().enumerate() {
            path.push_str(&format!("{}{x:.2} {y:.2}", if place == 0 { 'M' } else { 'L' }));
        }
        // A single figure between two gaps is a point, not nothing.
        if let [(x, y)] = stretch[..] {
            path.push_str(&format!("L{:.2} {y:.2}", x + 0.2));
        }
    }
    path
}

fn area(stretches: &[Vec<(f64, f64)>]) -> String {
    let mut path = String::new();
    for stretch in stretches {
        if let (Some(first), Some(last)) = (stretch.first(), stretch.last()) {
            path.push_str(&line(std::slice::from_ref(stretch)));
            path.push_str(&format!("L{:.2} 100L{:.2} 100Z", last.0, first.0));
        }
    }
    path
}

/// Where no figure is although others surround it: left edge and width in percent.
fn gaps(series: &[Series], span: Span) -> Vec<(f64, f64)> {
    let Some(first) = series.first() else { return Vec::new() };
    let inside: Vec<i64> =
        first.points.iter().map(|point| point.0).filter(|at| (span.from..=span.to).contains(at)).collect();
    inside
        .windows(2)
        .filter(|pair| (pair[1] - pair[0]) as f64 > span.step as f64 * 2.5)
        .map(|pair| (span.percent(pair[0]), span.percent(pair[1]) - span.percent(pair[0])))
        .collect()
}

/// The figure nearest to a moment, if one is near.
fn at(series: &Series, moment: i64, step: i64) -> Option<f64> {
    let after = series.points.partition_point(|point| point.0 < moment);
    [after.checked_sub(1), Some(after)]
        .into_iter()
        .flatten()
        .filter_map(|place| series.points.get(place))
        .min_by_key(|point| (point.0 - moment).abs())
        .filter(|point| (point.0 - moment).abs() as f64 <= step as f64 * 2.5)
        .map(|point| point.1)
}

/// A moment at which something was done: a line across the plot with a sign at its foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Milliseconds since 1970.
    pub at: i64,
    /// Which way it went.
    pub way: Way,
    /// Beside the pointer: `Scale Out, 1 to 2`.
    pub words: String,
}

/// Which way something went at a [`Marked`] moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// More than before.
    Up,
    /// Fewer than before.
    Down,
    /// As many, but others.
    Across,
}

impl Way {
    fn class(self) -> &'static str {
        match self {
            Way::Up => "deed up",
            Way::Down => "deed down",
            Way::Across => "deed across",
        }
    }
}

/// Lines by their values; those of one value share their words.
fn lines_and_words(mut lines: Vec<(f64, String)>) -> Vec<(f64, String)> {
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f64, String)> = Vec::new();
    for (value, words) in lines {
        match out.last_mut() {
            Some((last, said)) if *last == value => *said = format!("{said}, {words}"),
            _ => out.push((value, words)),
        }
    }
    out
}

/// The moment under the pointer, shared by all charts of a page. Make one and give it to each.
pub type Cursor = RwSignal<Option<i64>>;

/// A chart of one figure over time.
#[component]
pub fn Chart(
    #[prop(into)] title: String,
    #[prop(into)] series: Signal<Vec<Series>>,
    #[prop(into)] span: Signal<Span>,
    unit: Unit,
    cursor: Cursor,
    /// A limit, drawn as a line, with its words: `4 GiB limit`.
    #[prop(optional, into)]
    limit: MaybeProp<(f64, String)>,
    /// What figures are compared with, drawn as lines with their words: `cpu-high ≥ 60 %`. All of them are always in sight.
    #[prop(optional, into)]
    lines: MaybeProp<Vec<(f64, String)>>,
    /// When something was done.
    #[prop(optional, into)]
    marks: MaybeProp<Vec<Marked>>,
    /// Beside the present figure: `of 4 GiB`.
    #[prop(optional, into)]
    of: MaybeProp<String>,
    /// The column class.
    #[prop(default = "c6")]
    class: &'static str,
    /// The first colour; others follow.
    #[prop(default = 1)]
    colour: usize,
) -> impl IntoView {
    let area_node = NodeRef::<html::Div>::new();
    let top = Memo::new(move |_| {
        let span = span.get();
        let most = series.with(|series| {
            series
                .iter()
                .flat_map(|series| series.points.iter())
                .filter(|point| (span.from..=span.to).contains(&point.0))
                .map(|point| point.1)
                .fold(0.0, f64::max)
        });
        let most = lines.get().unwrap_or_default().iter().map(|line| line.0).fold(most, f64::max);
        match limit.get() {
            // A limit is shown with some air above it, unless the figures are so far below that they would be a flat line.
            Some((limit, _)) if limit > 0.0 && most > limit / 20.0 => most.max(limit) * 1.1,
            _ => unit.ceiling(most * 1.05),
        }
    });
    let colour_of = move |place: usize| format!("--c:var(--series-{})", (colour - 1 + place) % 6 + 1);
    let shown = Memo::new(move |_| {
        let span = span.get();
        let moment = cursor.get();
        series.with(|series| {
            series
                .iter()
                .map(|series| match moment {
                    Some(moment) => at(series, moment, span.step),
                    None => series.points.last().map(|point| point.1),
                })
                .collect::<Vec<_>>()
        })
    });
    let figure =
        move || shown.get().first().copied().flatten().map_or_else(|| "–".to_owned(), |value| unit.text(value));
    let beside = move || {
        let span = span.get();
        cursor.get().map(|moment| words::at_time(span.clock(moment, true))).or_else(|| of.get())
    };
    let described = {
        let title = title.clone();
        move || format!("{title}, {}", figure())
    };
    let follow = move |event: web_sys::PointerEvent| {
        let Some(area) = area_node.get_untracked() else { return };
        let rect = area.get_bounding_client_rect();
        let share = ((f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0)).clamp(0.0, 1.0);
        let span = span.get_untracked();
        cursor.set(Some(span.from + (share * (span.to - span.from) as f64) as i64));
    };
    view! {
        <figure class=format!("chart {class}")>
            <figcaption>
                <h2>{title}</h2>
                <span class="at">
                    <span>{figure}</span>
                    " "
                    <small>{beside}</small>
                </span>
            </figcaption>
            <div class="plot">
                <div class="y">
                    {move || {
                        let top = top.get();
                        let scale = match limit.get() {
                            Some((limit, _)) if limit > 0.0 && top > limit => limit,
                            _ => top,
                        };
                        [0.0, 0.5, 1.0]
                            .into_iter()
                            .map(|share| {
                                let value = scale * share;
                                let text = if share == 0.0 { "0".to_owned() } else { unit.text(value) };
                                view! { <span style=format!("--v:{:.2}", value * 100.0 / top)>{text}</span> }
                            })
                            .collect_view()
                    }}
                </div>
                <div
                    class="area"
                    node_ref=area_node
                    on:pointermove=follow
                    on:pointerleave=move |_| cursor.set(None)
                >
                    {move || {
                        let span = span.get();
                        series
                            .with(|series| gaps(series, span))
                            .into_iter()
                            .map(|(left, width)| {
                                view! {
                                    <span class="gap" title=words::no_figures() style=format!("--v:{left:.2};--w:{width:.2}")></span>
                                }
                            })
                            .collect_view()
                    }}
                    <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=described>
                        {move || {
                            let (top, span) = (top.get(), span.get());
                            let scale = match limit.get() {
                                Some((limit, _)) if limit > 0.0 && top > limit => limit,
                                _ => top,
                            };
                            let grid = [0.5, 1.0]
                                .map(|share| format!("M0 {:.2}H100", 100.0 - scale * share * 100.0 / top));
                            let bound = limit
                                .get()
                                .filter(|(limit, _)| *limit > 0.0 && *limit <= top)
                                .map(|(limit, _)| format!("M0 {:.2}H100", 100.0 - limit * 100.0 / top));
                            view! {
                                {grid.map(|path| view! { <path class="gridline" d=path></path> }).to_vec()}
                                {series
                                    .with(|series| {
                                        series
                                            .iter()
                                            .enumerate()
                                            .map(|(place, series)| {
                                                let stretches = stretches(series, span, top);
                                                view! {
                                                    {(place == 0)
                                                        .then(|| {
                                                            view! {
                                                                <path class="fill" style=colour_of(place) d=area(&stretches)></path>
                                                            }
                                                        })}
                                                    <path style=colour_of(place) d=line(&stretches)></path>
                                                }
                                            })
                                            .collect_view()
                                    })}
                                {bound.map(|path| view! { <path class="limit" d=path></path> })}
                                {lines
                                    .get()
                                    .unwrap_or_default()
                                    .into_iter()
                                    .map(|(value, _)| {
                                        view! { <path class="line" d=format!("M0 {:.2}H100", 100.0 - value * 100.0 / top)></path> }
                                    })
                                    .collect_view()}
                            }
                        }}
                    </svg>
                    {move || {
                        let top = top.get();
                        limit
                            .get()
                            .filter(|(limit, _)| *limit > 0.0 && *limit <= top)
                            .map(|(limit, words)| {
                                view! {
                                    <span class="limit-label" style=format!("--v:{:.2}", limit * 100.0 / top)>
                                        {words}
                                    </span>
                                }
                            })
                    }}
                    {move || {
                        let top = top.get();
                        lines_and_words(lines.get().unwrap_or_default())
                            .into_iter()
                            .enumerate()
                            .map(|(place, (value, words))| {
                                let class = if place % 2 == 0 { "line-label left" } else { "line-label" };
                                view! {
                                    <span class=class style=format!("--v:{:.2}", value * 100.0 / top)>
                                        {words}
                                    </span>
                                }
                            })
                            .collect_view()
                    }}
                    {move || {
                        let span = span.get();
                        marks
                            .get()
                            .unwrap_or_default()
                            .into_iter()
                            .filter(|mark| (span.from..=span.to).contains(&mark.at))
                            .map(|mark| {
                                view! {
                                    <span
                                        class=mark.way.class()
                                        style=format!("--v:{:.2}", span.percent(mark.at))
                                        title=format!("{}: {}", span.clock(mark.at, true), mark.words)
                                        aria-hidden="true"
                                    ></span>
                                }
                            })
                            .collect_view()
                    }}
                    {move || {
                        let span = span.get();
                        cursor
                            .get()
                            .map(|moment| {
                                view! {
                                    <span class="cursor" style=format!("--v:{:.2}", span.percent(moment).clamp(0.0, 100.0))></span>
                                }
                            })
                    }}
                </div>
                <div class="x">
                    {move || {
                        let span = span.get();
                        (0..5)
                            .map(|tick| span.from + (span.to - span.from) * tick / 4)
                            .map(|at| view! { <span>{span.clock(at, span.to - span.from < 600_000)}</span> })
                            .collect_view()
                    }}
                </div>
            </div>
            {move || {
                series
                    .with(|series| (series.len() > 1).then(|| series.iter().map(|series| series.label.clone()).collect::<Vec<_>>()))
                    .map(|labels| {
                        let shown = shown.get();
                        view! {
                            <div class="legend">
                                {labels
                                    .into_iter()
                                    .enumerate()
                                    .map(|(place, label)| {
                                        let value = shown.get(place).copied().flatten().map(|value| unit.text(value)).unwrap_or_default();
                                        view! { <span style=colour_of(place)>{format!("{label} {value}")}</span> }
                                    })
                                    .collect_view()}
                            </div>
                        }
                    })
            }}
        </figure>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPAN: Span = Span { from: 0, to: 100_000, step: 1_000, zone: ClockOffset::UTC };

    #[test]
    fn a_line_breaks_where_figures_are_missing() {
        let series = Series { label: "a".into(), points: vec![(0, 1.0), (1_000, 2.0), (50_000, 1.0), (51_000, 1.0)] };
        let stretches = stretches(&series, SPAN, 2.0);
        assert_eq!(stretches.len(), 2);
        assert_eq!(line(&stretches), "M0.00 50.00L1.00 0.00M50.00 50.00L51.00 50.00");
        assert_eq!(gaps(&[series], SPAN), [(1.0, 49.0)]);
    }

    #[test]
    fn axes_end_with_round_figures() {
        assert_eq!(Unit::Percent.text(Unit::Percent.ceiling(0.73)), "80 %");
        assert_eq!(Unit::Bytes.ceiling(1.5 * 1024.0 * 1024.0), 2.0 * 1024.0 * 1024.0);
        assert_eq!(Unit::Count.ceiling(7.0), 8.0);
        assert_eq!((Unit::Count.ceiling(0.0), Unit::Count.ceiling(5.25)), (2.0, 6.0));
        assert_eq!(Unit::Percent.text(Unit::Percent.ceiling(1.03)), "100 %");
        assert_eq!(Unit::BitsPerSecond.text(58_200_000.0), "58.2 Mbps");
        assert_eq!(Unit::PacketsPerSecond.text(12.0), "12 pps");
    }

    #[test]
    fn lines_of_one_value_share_their_words() {
        let line = |value, words: &str| (value, words.to_owned());
        let lines = lines_and_words(vec![line(0.6, "up"), line(0.2, "down"), line(0.6, "steps")]);
        assert_eq!(lines, [line(0.2, "down"), line(0.6, "up, steps")]);
    }

    #[test]
    fn the_cursor_finds_the_nearest_figure_and_none_in_a_gap() {
        let series = Series { label: "a".into(), points: vec![(0, 1.0), (1_000, 2.0), (50_000, 3.0)] };
        assert_eq!(at(&series, 900, 1_000), Some(2.0));
        assert_eq!(at(&series, 25_000, 1_000), None);
        assert_eq!(at(&series, 60_000, 20_000), Some(3.0));
    }

    #[test]
    fn long_spans_name_the_day() {
        let zone = Zone { name: "Etc/GMT-1".into(), ahead_ms: 3_600_000, changes: Vec::new() };
        let span = Span::of(&zone, Timestamp(0), Timestamp(7 * 86_400_000), 60_000);
        assert_eq!(span.clock(58 * 86_400_000 + 82_800_000, false), "03-01 00:00");
        assert_eq!(SPAN.clock(61_000, true), "00:01:01");
    }
}
