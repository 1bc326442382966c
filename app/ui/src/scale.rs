//! Whatever has a limit is drawn over ticks like a rule: one look says how much room is left.

use leptos::prelude::*;

/// What a part of a scale stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// In use. Becomes amber from 75 %, crimson when full, if the whole scale is asked to ([`Part::of`]).
    Used,
    /// On its way.
    Want,
    /// Somebody else's, or ended.
    Soft,
    /// What this page is about.
    Hot,
    /// Nearly full.
    Near,
    /// Full, or failed.
    Full,
}

/// A part of a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// How long it is, in percent of the whole.
    pub percent: f64,
    /// What it stands for.
    pub fill: Fill,
}

impl Part {
    /// A part of so many percent.
    pub fn new(percent: f64, fill: Fill) -> Self {
        Self { percent, fill }
    }

    /// How much of a limit is used: amber from 75 %, crimson when full.
    pub fn of(used: f64, limit: f64) -> Vec<Self> {
        if limit <= 0.0 {
            return Vec::new();
        }
        let percent = (used / limit * 100.0).clamp(0.0, 100.0);
        let fill = match percent {
            100.0.. => Fill::Full,
            75.0.. => Fill::Near,
            _ => Fill::Used,
        };
        vec![Self { percent, fill }]
    }
}

/// A bar over ticks. The words that go with it stand beside it.
#[component]
pub fn Scale(
    #[prop(into)] parts: Signal<Vec<Part>>,
    /// What it shows, in words: `23 of 64 vCPU`.
    #[prop(into)]
    label: Signal<String>,
    /// How many intervals the ticks make.
    #[prop(default = 8)]
    ticks: u32,
    /// Where a mark stands, in percent: what is expected, what is asked.
    #[prop(optional, into)]
    mark: MaybeProp<f64>,
) -> impl IntoView {
    view! {
        <div class="scale" role="img" aria-label=move || label.get() style=format!("--n:{ticks}")>
            {move || {
                parts
                    .get()
                    .into_iter()
                    .filter(|part| part.percent > 0.0)
                    .map(|part| {
                        let class = match part.fill {
                            Fill::Used => "",
                            Fill::Want => "want",
                            Fill::Soft => "soft",
                            Fill::Hot => "hot",
                            Fill::Near => "near",
                            Fill::Full => "full",
                        };
                        view! { <i class=class style=format!("--v:{:.1}", part.percent)></i> }
                    })
                    .collect_view()
            }}
            {move || mark.get().map(|mark| view! { <b style=format!("--v:{:.1}", mark.clamp(0.0, 100.0))></b> })}
        </div>
    }
    .into_any()
}

/// A scale with its figure beside it, for cells.
#[component]
pub fn ScaleRow(
    #[prop(into)] parts: Signal<Vec<Part>>,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] figure: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="scale-row">
            <Scale parts label/>
            <span>{move || figure.get()}</span>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_turns_amber_at_three_quarters_and_crimson_when_full() {
        for (used, fill) in [(10.0, Fill::Used), (75.0, Fill::Near), (100.0, Fill::Full), (140.0, Fill::Full)] {
            assert_eq!(Part::of(used, 100.0)[0].fill, fill);
        }
        assert!(Part::of(1.0, 0.0).is_empty());
    }
}
