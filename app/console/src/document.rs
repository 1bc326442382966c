//! The way from one document to another.

#[cfg(not(feature = "ssr"))]
use leptos::prelude::window;

/// Sends the browser to a page that has another document: on the server a redirect, in the browser a whole page load.
pub fn leave_for(href: &str) {
    #[cfg(feature = "ssr")]
    leptos_axum::redirect(href);
    #[cfg(not(feature = "ssr"))]
    {
        let _ = window().location().set_href(href);
    }
}
