//! What stands around the pages before the frame: the gantry at dusk, and a narrow column.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::frame::Brand;

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
                </div>
            </main>
        </div>
    }
    .into_any()
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
    let shown = RwSignal::new(false);
    let input = view! {
        <input
            class="input"
            id=name
            name=name
            type=move || if kind == "password" && shown.get() { "text" } else { kind }
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
                        <button
                            type="button"
                            aria-pressed=move || if shown.get() { "true" } else { "false" }
                            aria-label=move || if shown.get() { format!("Hide {label}") } else { format!("Show {label}") }
                            on:click=move |_| shown.update(|on| *on = !*on)
                        >
                            {move || if shown.get() { "Hide" } else { "Show" }}
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
