//! The page for what is not there.

use gantry_words::console as words;
use leptos::prelude::*;

use gantry_console::paths;
use gantry_ui::prelude::*;

/// Says that there is no such page, and offers the ways on. Answers with status 404.
#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    let path = leptos_router::hooks::use_location().pathname;
    view! {
        <PageHead title=words::page_not_found() crumbs=vec![Crumb::to("Gantry", paths::HOME), Crumb::here(words::not_found())]/>
        <div class="empty">
            <svg viewBox="0 0 56 40" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
                <path d="M4 6h48M12 6v30M44 6v30M8 36h8M40 36h8M28 6v20"></path>
                <path d="M25 26h6" stroke="var(--accent)" stroke-width="2.5"></path>
            </svg>
            <h2>{words::nothing_hangs_here()}</h2>
            <p>
                {words::no_page_at(view! { <code>{move || path.get()}</code> })}
            </p>
            <div class="actions">
                <LinkButton label=words::overview() icon=Glyph::Home href=paths::HOME/>
                <LinkButton label=words::container_groups() icon=Glyph::Group href=paths::CONTAINER_GROUPS/>
            </div>
        </div>
    }
    .into_any()
}
