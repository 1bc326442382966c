//! The mark of Gantry: in the top bar, and before the sign-in.

use leptos::prelude::*;

/// The mark: a gantry with its trolley and a box.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
            <path d="M2 6h20M6 6v14M18 6v14M3.5 20h5M15.5 20h5"></path>
            <path d="M12 6v4" stroke-width="1.5"></path>
            <path d="M9 10.5h6v4.5H9z" fill="var(--accent)" stroke="none"></path>
            <path d="M10 4h4v3h-4z" fill="currentColor" stroke="none"></path>
        </svg>
        <span>"Gantry"</span>
    }
    .into_any()
}
