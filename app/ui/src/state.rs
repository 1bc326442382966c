//! A state is a shape and a word; the reason stands under the word, not behind a click.

use leptos::prelude::*;

/// The shape of a state. Areas map their states to one of these; the word is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Runs: a disc.
    Ok,
    /// On its way: an open ring.
    Busy,
    /// Ended well: a ring.
    Done,
    /// Needs a look: a triangle.
    Warn,
    /// Failed: a diamond.
    Bad,
    /// Stopped, or nothing yet: a thin ring.
    Off,
}

impl Mark {
    /// The class that draws it.
    pub fn class(self) -> &'static str {
        match self {
            Mark::Ok => "ok",
            Mark::Busy => "busy",
            Mark::Done => "done",
            Mark::Warn => "warn",
            Mark::Bad => "bad",
            Mark::Off => "off",
        }
    }
}

/// A state: its shape, its word, and why it is so.
#[component]
pub fn StateMark(
    #[prop(into)] mark: Signal<Mark>,
    #[prop(into)] word: Signal<String>,
    /// One line under the word.
    #[prop(optional, into)]
    reason: MaybeProp<String>,
) -> impl IntoView {
    let reason = move || reason.get().filter(|reason| !reason.is_empty());
    let title = reason;
    view! {
        <span class=move || format!("state {}", mark.get().class()) title=title>
            {move || word.get()}
        </span>
        {move || reason().map(|reason| view! { <span class="reason">{reason}</span> })}
    }
    .into_any()
}
