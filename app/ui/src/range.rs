//! The stretch of time that charts show: in the URL, chosen in a bar above them, and loaded anew while they are shown.

use gantry_model::containers::view::Range;
use gantry_words::ui as words;
use leptos::prelude::*;

use super::browser;
use super::list::{FilterSegments, Refresh, Toolbar};
use super::notice::Notice;
use super::query::use_query;

/// How often the last five minutes are loaded anew, in milliseconds; longer stretches, six times as slowly.
const EVERY: u64 = 5_000;

/// What stands above charts of a stretch of time: which one it is, and that there is nothing where there is nothing.
#[component]
pub fn Period(
    #[prop(into)] from: Signal<String>,
    #[prop(into)] to: Signal<String>,
    /// Milliseconds between two points.
    #[prop(into)]
    step: Signal<i64>,
    /// What stands every so long: `sample`.
    of: &'static str,
    #[prop(into)] any: Signal<bool>,
    /// When there will be something.
    nothing: &'static str,
) -> impl IntoView {
    view! {
        {move || {
            (!any.get())
                .then(|| {
                    view! {
                        <Notice title=words::no_figures_here().to_owned()>
                            <p>{nothing}</p>
                        </Notice>
                    }
                })
        }}
        <p class="quiet" style="margin-bottom:12px">
            {move || {
                let seconds = step.get() as f64 / 1000.0;
                words::figures_range(from.get(), to.get(), of, seconds)
            }}
        </p>
    }
    .into_any()
}

/// The stretch of time that the URL names.
pub fn use_range() -> Memo<Range> {
    let query = use_query();
    Memo::new(move |_| query.get("range").and_then(|key| Range::parse(&key)).unwrap_or_default())
}

/// Loads charts anew for as long as they are shown.
pub fn keep_new(range: Memo<Range>, refetch: impl Fn() + Clone + Send + Sync + 'static) {
    Effect::new(move |_| {
        let refetch = refetch.clone();
        let every = if range.get() == Range::FiveMinutes { EVERY } else { 6 * EVERY };
        browser::every(every, refetch);
    });
}

/// The bar above the charts: stretch of time, and refresh.
#[component]
pub fn RangeBar(#[prop(into)] on_refresh: Callback<()>) -> impl IntoView {
    let ranges = Range::ALL.map(|range| {
        let key = if range == Range::default() { String::new() } else { range.key().to_owned() };
        let text = match range {
            Range::FiveMinutes => words::range_five_minutes(),
            Range::Hour => words::range_hour(),
            Range::SixHours => words::range_six_hours(),
            Range::Day => words::range_day(),
            Range::Week => words::range_week(),
        };
        (key, text.to_owned(), None)
    });
    view! {
        <Toolbar>
            <FilterSegments label=words::range() param="range" choices=ranges.to_vec()/>
            <span class="push">
                <Refresh on_click=on_refresh/>
            </span>
        </Toolbar>
    }
}
