//! The number of a group as a picture: a beam with minimum, maximum and the number wanted, and under it the instances that run,
//! those that start, and the room that is left.

use gantry_model::scaling::view::ScalingGroupRow;
use gantry_words::scaling as words;
use leptos::prelude::*;

/// Places that are drawn one by one; more are counted only.
const MOST: u32 = 16;
const LEFT: f64 = 30.0;
const RIGHT: f64 = 730.0;

/// The figures of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shown {
    minimum: u32,
    maximum: u32,
    desired: u32,
    running: u32,
    instances: u32,
}

impl Shown {
    fn of(row: &ScalingGroupRow) -> Self {
        Self {
            minimum: row.minimum,
            maximum: row.maximum,
            desired: row.desired,
            running: row.running,
            instances: row.instances,
        }
    }

    /// How many places the beam has.
    fn places(self) -> u32 {
        (self.maximum.max(self.instances).max(self.desired) + 1).max(4)
    }

    fn label(self) -> String {
        let Self { minimum, maximum, desired, running, instances } = self;
        match instances.saturating_sub(running) {
            0 => words::standing(running, desired, minimum, maximum),
            starting => words::standing_starting(running, desired, starting, minimum, maximum),
        }
    }
}

/// Where a number stands on the beam.
fn at(number: u32, places: u32) -> f64 {
    LEFT + (RIGHT - LEFT) * f64::from(number) / f64::from(places)
}

/// Every how many places a figure is written, so that at most a dozen are.
fn stride(places: u32) -> u32 {
    [1, 2, 5, 10, 20, 50, 100, 200].into_iter().find(|step| places / step <= 12).unwrap_or(500)
}

/// The picture.
#[component]
pub fn Berth(#[prop(into)] row: Signal<ScalingGroupRow>) -> impl IntoView {
    let shown = Memo::new(move |_| row.with(Shown::of));
    view! {
        <div class="berth" tabindex="0" role="group" aria-label=words::number_of_instances()>
            <svg viewBox="0 0 760 150" role="img" aria-label=move || shown.get().label()>
                <path class="beam" d="M16 44H744"></path>
                {move || drawing(shown.get())}
            </svg>
        </div>
    }
    .into_any()
}

fn drawing(shown: Shown) -> impl IntoView {
    let places = shown.places();
    let step = stride(places);
    let ticks = (0..=places)
        .filter(|number| number % step == 0)
        .map(|number| {
            let x = at(number, places);
            view! {
                <path class="tick" d=format!("M{x:.0} 44v5")></path>
                <text x=format!("{x:.0}") y="142" text-anchor="middle">
                    {number.to_string()}
                </text>
            }
        })
        .collect_view();
    let boxes = if places <= MOST { one_by_one(shown, places) } else { as_lengths(shown, places) };
    let bound = |number: u32, word: &'static str, side: &'static str, off: f64| {
        let x = at(number, places);
        view! {
            <path class="bound" d=format!("M{x:.0} 30v90")></path>
            <text x=format!("{:.0}", x + off) y="36" text-anchor=side>
                <tspan class="strong">{number.to_string()}</tspan>
                " "
                {word}
            </text>
        }
    };
    let x = at(shown.desired, places);
    view! {
        {ticks}
        {boxes}
        {bound(shown.minimum, words::beam_minimum(), if shown.minimum == 0 { "start" } else { "end" }, if shown.minimum == 0 { 5.0 } else { -5.0 })}
        {bound(shown.maximum, words::beam_maximum(), "start", 5.0)}
        <path class="trolley" d=format!("M{:.0},38h22v6h-22z", x - 11.0)></path>
        <path class="trolley" d=format!("M{:.0},44h2v76h-2z", x - 1.0)></path>
        <text x=format!("{x:.0}") y="20" text-anchor="middle">
            <tspan class="strong">{shown.desired.to_string()}</tspan>
            " "
            {words::beam_desired()}
        </text>
    }
}

fn one_by_one(shown: Shown, places: u32) -> AnyView {
    let room = (RIGHT - LEFT) / f64::from(places);
    let width = (room - 12.0).clamp(18.0, 46.0);
    (0..shown.maximum.max(shown.instances))
        .map(|place| {
            let middle = at(place, places) + room / 2.0;
            let left = middle - width / 2.0;
            if place < shown.running {
                let ribs: String =
                    (1..5).map(|rib| format!("M{:.1} 75v24", left + width * f64::from(rib) / 5.0)).collect();
                view! {
                    <path class="rope" d=format!("M{middle:.0} 44v26")></path>
                    <rect class="box" x=format!("{left:.0}") y="70" width=format!("{width:.0}") height="34" rx="2"></rect>
                    <path class="rib" d=ribs></path>
                }
                .into_any()
            } else if place < shown.instances {
                view! {
                    <path class="rope" d=format!("M{middle:.0} 44v14")></path>
                    <rect class="wait" x=format!("{left:.0}") y="58" width=format!("{width:.0}") height="34" rx="2"></rect>
                }
                .into_any()
            } else {
                view! {
                    <rect class="free" x=format!("{left:.0}") y="70" width=format!("{width:.0}") height="34" rx="2"></rect>
                }
                .into_any()
            }
        })
        .collect_view()
        .into_any()
}

/// Too many to draw: one long box each.
fn as_lengths(shown: Shown, places: u32) -> AnyView {
    let piece = |class: &'static str, from: u32, to: u32| {
        let (left, width) = (at(from, places), at(to.max(from), places) - at(from, places));
        (to > from).then(|| {
            view! {
                <rect class=class x=format!("{left:.1}") y="70" width=format!("{width:.1}") height="34" rx="2"></rect>
            }
        })
    };
    view! {
        {piece("box", 0, shown.running)}
        {piece("wait", shown.running, shown.instances)}
        {piece("free", shown.instances, shown.maximum)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beam_has_room_for_the_maximum_and_for_what_is_above_it() {
        let shown = Shown { minimum: 0, maximum: 2, desired: 1, running: 1, instances: 2 };
        assert_eq!(shown.places(), 4);
        assert_eq!(Shown { maximum: 10, ..shown }.places(), 11);
        assert_eq!(Shown { instances: 12, ..shown }.places(), 13);
        assert!(shown.label().contains("1 on the way"));
        assert!((0..=1001).all(|places| places / stride(places) <= 12));
    }
}
