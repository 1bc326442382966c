//! The facts of a thing: labels left, values right, two columns where there is room.

use leptos::prelude::*;

/// A list of facts.
#[component]
pub fn Facts(
    /// One narrow column, for cards and panels.
    #[prop(optional)]
    tight: bool,
    children: Children,
) -> impl IntoView {
    view! { <dl class=if tight { "facts tight" } else { "facts" }>{children()}</dl> }.into_any()
}

/// One fact.
#[component]
pub fn Fact(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{children()}</dd>
        </div>
    }
    .into_any()
}
