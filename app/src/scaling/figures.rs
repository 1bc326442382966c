//! What charts of this area share: the stretch of time, and metrics in the units that charts count in.

use gantry_model::containers::view::Range;
use gantry_model::scaling::Metric;
use leptos::prelude::*;

use crate::ui::browser;
use crate::ui::prelude::*;

/// How often the last five minutes are loaded anew, in milliseconds; longer stretches, six times as slowly.
const EVERY: u64 = 5_000;

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
        let words = match range {
            Range::FiveMinutes => "5 min, live",
            Range::Hour => "1 h",
            Range::SixHours => "6 h",
            Range::Day => "24 h",
            Range::Week => "7 d",
        };
        (key, words.to_owned(), None)
    });
    view! {
        <Toolbar>
            <FilterSegments label="Range" param="range" choices=ranges.to_vec()/>
            <span class="push">
                <IconButton
                    label="Refresh"
                    icon=Glyph::Restart
                    look=Look::Secondary
                    size=Size::Medium
                    on_click=on_refresh
                />
            </span>
        </Toolbar>
    }
}

/// A figure of a metric in the unit of its chart.
pub fn scaled(metric: Metric, value: f64) -> f64 {
    if metric.is_percentage() { value / 100.0 } else { value * 1024.0 }
}

/// The unit of a metric's chart.
pub fn unit(metric: Metric) -> Unit {
    if metric.is_percentage() { Unit::Percent } else { Unit::BytesPerSecond }
}

/// A figure of a metric as its chart says it.
pub fn text(metric: Metric, value: f64) -> String {
    unit(metric).text(scaled(metric, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_in_the_unit_of_their_chart() {
        assert_eq!(text(Metric::Cpu, 60.0), "60 %");
        assert_eq!(text(Metric::NetworkIn, 2048.0), "2.0 MiB/s");
    }
}
