//! A long operation as a line of stations, each as long as it took, with the times written out; and what happened, as points
//! on a line.

use gantry_model::time::Moment;
use leptos::prelude::*;

use super::chips::Kind;
use super::state::Mark;
use super::time::Time;

/// How far a station has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Behind.
    Done,
    /// Here.
    Now,
    /// Ahead.
    Ahead,
    /// Broke here.
    Broken,
}

/// A station of a long operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// `Pull`.
    pub name: String,
    /// Under the name: how long it took, or what it does now.
    pub note: String,
    /// How long it took, in milliseconds; decides its length.
    pub milliseconds: i64,
    /// How far it has come.
    pub reached: Reached,
}

/// A line of stations.
#[component]
pub fn Lift(
    #[prop(into)] stations: Signal<Vec<Station>>,
    /// What they are the stations of.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    // A share of at least 1 keeps the quick stations apart, a root keeps the slow ones from taking everything.
    let columns = move || {
        stations.with(|stations| {
            let shares: Vec<String> = stations
                .iter()
                .map(|station| {
                    format!("minmax(max-content,{:.1}fr)", (station.milliseconds.max(1) as f64).sqrt().max(1.0))
                })
                .collect();
            format!("grid-template-columns:{}", shares.join(" "))
        })
    };
    view! {
        <ol class="lift" aria-label=label style=columns>
            {move || {
                stations
                    .get()
                    .into_iter()
                    .map(|station| {
                        let class = match station.reached {
                            Reached::Done => "",
                            Reached::Now => "now",
                            Reached::Ahead => "todo",
                            Reached::Broken => "bad",
                        };
                        view! {
                            <li class=class aria-current=matches!(station.reached, Reached::Now).then_some("step")>
                                <b>{station.name}</b>
                                <span>{station.note}</span>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ol>
    }
    .into_any()
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// What tells it apart from the others.
    pub key: String,
    /// When.
    pub at: Moment,
    /// How it is meant.
    pub mark: Mark,
    /// One word: `Pulled`.
    pub title: String,
    /// Its type: `Normal`, `Warning`.
    pub kind: String,
    /// A sentence.
    pub text: String,
}

/// What happened, newest first.
#[component]
pub fn Timeline(#[prop(into)] events: Signal<Vec<Happening>>, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <ol class="timeline" aria-label=label>
            <For each=move || events.get() key=|event| (event.key.clone(), event.text.clone(), event.at.at.0) let:event>
                <li class=event.mark.class()>
                    <Time at=event.at.clone()/>
                    <i></i>
                    <div>
                        <b class="medium">{event.title.clone()}</b>
                        " "
                        <Kind word=event.kind.clone()/>
                        <p>{event.text.clone()}</p>
                    </div>
                </li>
            </For>
        </ol>
    }
    .into_any()
}
