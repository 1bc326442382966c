//! What stands around the pages before the frame: the gantry at dusk, and a narrow column.
//!
//! These pages are never hydrated. What little script they have is a few lines in the document ([`gate_script`]), so that the
//! first thing that a person downloads is a page and a style sheet.

use leptos::prelude::*;
use leptos_meta::Title;

use gantry_console::brand::Brand;
use gantry_console::paths;
use gantry_words::{Locale, console, locale, ui};

/// Whether a path is one of these pages.
#[cfg(feature = "ssr")]
pub fn is_gate(path: &str) -> bool {
    [paths::LOGIN, paths::PASSWORD].contains(&path)
}

/// Shows and hides passwords, says that the page is ready, and fetches, once everything else is here, what the next page needs.
#[cfg(feature = "ssr")]
pub fn gate_script(later: &[String]) -> String {
    let later = later.iter().map(|path| format!("'{path}'")).collect::<Vec<_>>().join(",");
    let (show, hide) = (ui::show(), ui::hide());
    format!(
        "for (const button of document.querySelectorAll('.affix > button')) button.onclick = () => {{
            const input = button.previousElementSibling, hidden = input.type == 'password', word = hidden ? '{hide}' : '{show}';
            input.type = hidden ? 'text' : 'password';
            button.textContent = word;
            button.setAttribute('aria-pressed', hidden);
        }};
        document.documentElement.dataset.hydrated = '';
        // Between the click and the next page nothing answers.
        addEventListener('submit', () => delete document.documentElement.dataset.hydrated);
        addEventListener('load', () => setTimeout(() => {{
            for (const path of [{later}]) fetch(path, {{ priority: 'low', credentials: 'same-origin' }}).catch(() => 0);
        }}, 300))"
    )
}

/// The gate: the picture at the left, in wide windows, and the form at the right.
#[component]
pub fn Gate(
    /// The heading, and the title of the browser's tab.
    #[prop(into)]
    title: String,
    /// A line under the heading.
    #[prop(into)]
    purpose: String,
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=title.clone()/>
        <div class="gate">
            <div class="sea" aria-hidden="true" inner_html=include_str!("sea.svg")></div>
            <main id="main">
                <div class="stack">
                    <div class="brand">
                        <Brand/>
                    </div>
                    <div>
                        <h1>{title}</h1>
                        <p class="second">{purpose}</p>
                    </div>
                    {children()}
                    <Languages/>
                </div>
            </main>
        </div>
    }
    .into_any()
}

/// The choice of a language: a plain form that leads back to the page.
#[component]
fn Languages() -> impl IntoView {
    let now = locale();
    view! {
        <form class="languages" method="post" action=paths::LANGUAGE aria-label=console::language()>
            {Locale::ALL
                .map(|one| {
                    view! {
                        <button
                            class="act"
                            type="submit"
                            name="language"
                            value=one.token()
                            lang=one.tag()
                            aria-current=(one == now).then_some("true")
                        >
                            {one.name()}
                        </button>
                    }
                })
                .collect_view()}
        </form>
    }
}

/// A field of a plain form: one that the browser sends by itself, without any script.
#[component]
pub fn PlainField(
    name: &'static str,
    label: &'static str,
    /// `password` or `text`.
    kind: &'static str,
    autocomplete: &'static str,
    #[prop(optional, into)] value: String,
    /// The rule, before anybody breaks it.
    #[prop(optional)]
    help: Option<String>,
    /// What is wrong; stands in place of the rule.
    fault: Option<String>,
    /// Has the focus when the page opens.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let wrong = fault.is_some();
    let below = match (fault, help) {
        (Some(fault), _) => Some(("fault", fault)),
        (None, Some(help)) => Some(("help", help)),
        (None, None) => None,
    };
    let below_id = format!("{name}-help");
    let input = view! {
        <input
            class="input"
            id=name
            name=name
            type=kind
            value=value
            autocomplete=autocomplete
            autocapitalize="none"
            spellcheck="false"
            required
            autofocus=first
            aria-invalid=wrong.then_some("true")
            aria-describedby=below.is_some().then(|| below_id.clone())
        />
    };
    view! {
        <div class="field">
            <label class="label" for=name>
                <span>{label}</span>
            </label>
            {if kind == "password" {
                view! {
                    <div class="affix">
                        {input}
                        <button type="button" aria-pressed="false" aria-controls=name>
                            {ui::show()}
                        </button>
                    </div>
                }
                    .into_any()
            } else {
                input.into_any()
            }}
            {below.map(|(class, text)| view! { <p class=class id=below_id>{text}</p> })}
        </div>
    }
    .into_any()
}
