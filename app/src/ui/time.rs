//! Moments: exact text from the server, relative text by the browser's clock once it is there. The first render shows the
//! exact text alone, because it must be the same on both sides.

use gantry_model::time::{Moment, duration_text};
use leptos::prelude::*;

use super::browser;

/// The browser's clock, moved every ten seconds; `None` until the page is mounted. Comes by context from the shell.
#[derive(Clone, Copy)]
pub struct Now(RwSignal<Option<i64>>);

impl Now {
    /// Starts the clock of the page and provides it.
    pub fn provide() -> Self {
        let now = RwSignal::new(None);
        Effect::new(move |_| {
            now.set(Some(browser::now_ms()));
            browser::every(10_000, move || now.set(Some(browser::now_ms())));
        });
        let clock = Self(now);
        provide_context(clock);
        clock
    }

    /// Milliseconds since 1970; `None` before mount.
    pub fn get(&self) -> Option<i64> {
        self.0.get()
    }
}

/// How long ago, in one figure: `just now`, `12 s ago`, `3 h ago`, `4 days ago`; `in 5 min` for what is ahead.
pub fn relative(at: i64, now: i64) -> String {
    let ago = now - at;
    let length = ago.abs() / 1000;
    let figure = match length {
        0..3 => return "just now".to_owned(),
        3..60 => format!("{length} s"),
        60..3600 => format!("{} min", length / 60),
        3600..86_400 => format!("{} h", length / 3600),
        86_400..172_800 => "1 day".to_owned(),
        _ => format!("{} days", length / 86_400),
    };
    if ago >= 0 { format!("{figure} ago") } else { format!("in {figure}") }
}

fn relative_now(moment: Signal<Moment>) -> impl Fn() -> Option<String> + Clone + Send + Sync {
    let clock = use_context::<Now>();
    move || clock.and_then(|clock| clock.get()).map(|now| relative(moment.with(|moment| moment.at.0), now))
}

/// The exact time; how long ago it was is its title.
#[component]
pub fn Time(#[prop(into)] at: Signal<Moment>) -> impl IntoView {
    let ago = relative_now(at);
    view! { <time class="nowrap" title=ago>{move || at.get().text}</time> }.into_any()
}

/// How long ago, once the page knows; the exact time is its title.
#[component]
pub fn Ago(#[prop(into)] at: Signal<Moment>) -> impl IntoView {
    let ago = relative_now(at);
    view! {
        <time class="nowrap" title=move || at.get().text>
            {move || ago().unwrap_or_else(|| at.get().text)}
        </time>
    }
    .into_any()
}

/// A length of time.
#[component]
pub fn Took(#[prop(into)] milliseconds: Signal<i64>) -> impl IntoView {
    view! { <span class="nowrap">{move || duration_text(milliseconds.get())}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_times_use_one_figure() {
        let second = 1000;
        for (ago, text) in [
            (0, "just now"),
            (12, "12 s ago"),
            (119, "1 min ago"),
            (3 * 3600 + 59, "3 h ago"),
            (86_400, "1 day ago"),
            (4 * 86_400, "4 days ago"),
            (-300, "in 5 min"),
        ] {
            assert_eq!(relative(-ago * second, 0), text);
        }
    }
}
