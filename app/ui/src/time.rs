//! Moments: the exact text of the server, which is the same on both sides, and how long ago that was as its title, by the server's
//! clock as the browser knows it ([`browser::now_ms`]).

use gantry_model::time::Moment;
use gantry_words::ui as words;
use leptos::prelude::*;

use super::browser;

/// The clock of the page, which moves every second; `None` until the page is mounted. Comes by context from the shell.
#[derive(Clone, Copy)]
pub struct Now(RwSignal<Option<i64>>);

impl Now {
    /// Starts the clock of the page and provides it.
    pub fn provide() -> Self {
        let now = RwSignal::new(None);
        Effect::new(move |_| {
            now.set(Some(browser::now_ms()));
            browser::every(1_000, move || now.set(Some(browser::now_ms())));
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
        0..3 => return words::just_now().to_owned(),
        3..60 => words::seconds(length),
        60..3600 => words::minutes(length / 60),
        3600..86_400 => words::hours(length / 3600),
        _ => words::days(length / 86_400),
    };
    if ago >= 0 { words::ago(figure) } else { words::ahead(figure) }
}

/// The exact time; how long ago it was is its title.
#[component]
pub fn Time(#[prop(into)] at: Signal<Moment>) -> impl IntoView {
    let clock = use_context::<Now>();
    let ago = Memo::new(move |_| {
        let now = clock.and_then(|clock| clock.get())?;
        Some(relative(at.try_with(|moment| moment.at.0)?, now))
    });
    view! {
        <time class="nowrap" datetime=move || at.with(|moment| moment.at.to_string()) title=move || ago.get()>
            {move || at.get().text}
        </time>
    }
    .into_any()
}

/// A length of time.
#[component]
pub fn Took(#[prop(into)] milliseconds: Signal<i64>) -> impl IntoView {
    view! { <span class="nowrap">{move || gantry_words::duration(milliseconds.get())}</span> }.into_any()
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
