//! Tabs and the steps of a wizard: both are places in the URL, so both are links.

use gantry_words::ui as words;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::query::use_query;

/// A view of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// What stands in the URL.
    pub key: &'static str,
    /// What stands on the tab.
    pub label: String,
    /// How many things are behind it.
    pub count: Option<u64>,
}

impl Tab {
    /// A tab.
    pub fn new(key: &'static str, label: impl Into<String>) -> Self {
        Self { key, label: label.into(), count: None }
    }

    /// A tab that says how many things are behind it.
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }
}

/// The views of a thing. The first one is shown when the URL names none; the page reads the same value with
/// `use_query().value("tab", "containers")`.
#[component]
pub fn Tabs(
    /// What they are views of.
    #[prop(into)]
    label: String,
    #[prop(into)] tabs: Signal<Vec<Tab>>,
    /// The query key.
    #[prop(default = "tab")]
    param: &'static str,
) -> impl IntoView {
    let query = use_query();
    view! {
        <nav class="tabs" aria-label=label>
            {move || {
                let tabs = tabs.get();
                let first = tabs.first().map(|tab| tab.key).unwrap_or_default();
                let keys: Vec<_> = tabs.iter().map(|tab| tab.key).collect();
                // A key that no tab has shows the first one, as the page does.
                let current = Memo::new(move |_| {
                    query.get(param).and_then(|key| keys.iter().copied().find(|known| *known == key)).unwrap_or(first)
                });
                tabs.into_iter()
                    .map(|tab| {
                        let here = move || current.get() == tab.key;
                        let value = (tab.key != first).then_some(tab.key);
                        view! {
                            // Another view starts with its own page, order and search.
                            <a
                                href=move || query.href(&[(param, value), ("page", None), ("sort", None), ("q", None)])
                                aria-current=move || here().then_some("page")
                            >
                                <span>{tab.label}</span>
                                {tab.count.map(|count| view! { <span class="n">{count.to_string()}</span> })}
                            </a>
                        }
                    })
                    .collect_view()
            }}
        </nav>
    }
    .into_any()
}

/// Stations of a wizard. What is done can be gone back to; what is ahead opens by **Next** alone.
#[component]
pub fn Steps(
    /// Key in the URL and words, in their order.
    steps: Vec<(&'static str, &'static str)>,
    #[prop(default = "step")] param: &'static str,
) -> impl IntoView {
    let query = use_query();
    let keys: Vec<&'static str> = steps.iter().map(|step| step.0).collect();
    let at = Memo::new(move |_| {
        let key = query.get(param);
        keys.iter().position(|step| key.as_deref() == Some(*step)).unwrap_or(0)
    });
    view! {
        <ol class="steps" aria-label=words::steps()>
            {steps
                .into_iter()
                .enumerate()
                .map(|(place, (key, label))| {
                    view! {
                        <li>
                            {move || {
                                let number = (place + 1).to_string();
                                match at.get().cmp(&place) {
                                    std::cmp::Ordering::Greater => {
                                        view! {
                                            <a class="done" href=move || query.href(&[(param, (place > 0).then_some(key))])>
                                                <span class="no">
                                                    <Icon name=Glyph::Check/>
                                                </span>
                                                <span>{label}</span>
                                            </a>
                                        }
                                            .into_any()
                                    }
                                    std::cmp::Ordering::Equal => {
                                        view! {
                                            <span aria-current="step">
                                                <span class="no">{number}</span>
                                                <span>{label}</span>
                                            </span>
                                        }
                                            .into_any()
                                    }
                                    std::cmp::Ordering::Less => {
                                        view! {
                                            <span>
                                                <span class="no">{number}</span>
                                                <span>{label}</span>
                                            </span>
                                        }
                                            .into_any()
                                    }
                                }
                            }}
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
    .into_any()
}
