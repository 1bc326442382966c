//! Toasts: a word about what happened elsewhere or later. What belongs to a field, a form or a dialog is said there.

use gantry_words::ui as words;
use leptos::prelude::*;

use super::browser;
use super::icon::{Glyph, Icon};

/// How something went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Good,
    Bad,
    Plain,
}

#[derive(Clone, Debug, PartialEq)]
struct Toast {
    number: u64,
    tone: Tone,
    title: String,
    text: String,
    link: Option<(String, String)>,
}

/// The toasts of the console; comes by context from the shell.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

impl Toasts {
    /// No toasts yet.
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    fn add(&self, tone: Tone, title: String, text: String, link: Option<(String, String)>) {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        let list = self.list;
        list.update(|list| {
            // More than four would cover the page; the oldest has been read or is stale.
            if list.len() >= 4 {
                list.remove(0);
            }
            list.push(Toast { number, tone, title, text, link });
        });
        if tone != Tone::Bad && browser::is_browser() {
            set_timeout(
                move || {
                    list.try_update(|list| list.retain(|toast| toast.number != number));
                },
                std::time::Duration::from_secs(6),
            );
        }
    }

    /// Something went well. Goes by itself after 6 s.
    pub fn good(&self, title: impl Into<String>, text: impl Into<String>) {
        self.add(Tone::Good, title.into(), text.into(), None);
    }

    /// The same with a link, such as `Open`.
    pub fn good_with(
        &self,
        title: impl Into<String>,
        text: impl Into<String>,
        word: impl Into<String>,
        href: impl Into<String>,
    ) {
        self.add(Tone::Good, title.into(), text.into(), Some((word.into(), href.into())));
    }

    /// Something went wrong. Stays until it is dismissed.
    pub fn bad(&self, title: impl Into<String>, text: impl Into<String>) {
        self.add(Tone::Bad, title.into(), text.into(), None);
    }

    /// A word, neither good nor bad.
    pub fn plain(&self, title: impl Into<String>, text: impl Into<String>) {
        self.add(Tone::Plain, title.into(), text.into(), None);
    }
}

/// Where toasts appear. Once, in the shell.
#[component]
pub fn Toaster() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let list = toasts.list;
    view! {
        <div class="toasts" aria-label=words::messages() role="region">
            <For each=move || list.get() key=|toast| toast.number let:toast>
                {
                    let (class, role, icon) = match toast.tone {
                        Tone::Good => ("toast good", "status", Glyph::Good),
                        Tone::Bad => ("toast bad", "alert", Glyph::Bad),
                        Tone::Plain => ("toast", "status", Glyph::Info),
                    };
                    let number = toast.number;
                    view! {
                        <div class=class role=role>
                            <Icon name=icon/>
                            <div>
                                <b class="medium">{toast.title}</b>
                                {(!toast.text.is_empty()).then(|| view! { <p>{toast.text}</p> })}
                                {toast
                                    .link
                                    .map(|(word, href)| {
                                        view! {
                                            <div class="actions">
                                                <a class="act" href=href>
                                                    {word}
                                                </a>
                                            </div>
                                        }
                                    })}
                            </div>
                            <button
                                class="btn bare small square"
                                type="button"
                                aria-label=words::dismiss()
                                title=words::dismiss()
                                on:click=move |_| list.update(|list| list.retain(|toast| toast.number != number))
                            >
                                <Icon name=Glyph::Close/>
                            </button>
                        </div>
                    }
                }
            </For>
        </div>
    }
    .into_any()
}
