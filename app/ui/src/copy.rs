//! Values that one takes elsewhere: ids, addresses, commands.

use gantry_words::ui as words;
use leptos::prelude::*;

use super::browser;
use super::icon::{Glyph, Icon};

/// Says for two seconds that something was copied.
fn copied() -> (RwSignal<bool>, impl Fn(String) + Clone + Send + Sync) {
    let done = RwSignal::new(false);
    (done, move |text: String| {
        browser::copy(&text);
        done.set(true);
        set_timeout(
            move || {
                done.try_set(false);
            },
            std::time::Duration::from_secs(2),
        );
    })
}

/// A value in mono; a click copies it.
#[component]
pub fn Copy(
    #[prop(into)] text: Signal<String>,
    /// What is shown of it, where the whole is too long to read: the beginning of a digest.
    #[prop(optional, into)]
    short: Option<String>,
) -> impl IntoView {
    let (done, copy) = copied();
    let short = StoredValue::new(short);
    view! {
        <button
            class="copy"
            type="button"
            aria-label=move || if done.get() { words::copied().to_owned() } else { words::copy_text(text.get()) }
            title=move || if done.get() { words::copied() } else { words::copy() }
            on:click=move |_| copy(text.get_untracked())
        >
            <span>{move || short.get_value().unwrap_or_else(|| text.get())}</span>
            {move || if done.get() { view! { <Icon name=Glyph::Check/> } } else { view! { <Icon name=Glyph::Copy/> } }}
        </button>
    }
    .into_any()
}

/// `sha256:1f9a04c21f9a…`: enough of a digest to tell it from others.
pub fn short_digest(digest: &str) -> String {
    match digest.split_once(':') {
        Some((algorithm, hex)) if hex.len() > 12 && hex.is_ascii() => format!("{algorithm}:{}…", &hex[..12]),
        _ => digest.to_owned(),
    }
}

/// A button that copies a longer text which stands elsewhere.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    #[prop(default = words::copy().to_owned(), into)] label: String,
) -> impl IntoView {
    let (done, copy) = copied();
    view! {
        <button class="btn bare small" type="button" on:click=move |_| copy(text.get_untracked())>
            {move || if done.get() { view! { <Icon name=Glyph::Check/> } } else { view! { <Icon name=Glyph::Copy/> } }}
            <span aria-live="polite">{move || if done.get() { words::copied().to_owned() } else { label.clone() }}</span>
        </button>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_told_by_its_beginning() {
        assert_eq!(short_digest("sha256:1f9a04c21f9a04c21f9a"), "sha256:1f9a04c21f9a…");
        assert_eq!(short_digest("latest"), "latest");
    }
}
