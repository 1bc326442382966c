//! The region that pages show: the URL's, or the installation's first.

use leptos::prelude::*;

use crate::session::Session;
use gantry_ui::query::use_query;

/// The region of this page.
pub fn use_region() -> Memo<String> {
    let query = use_query();
    let first = use_context::<Session>()
        .and_then(|session| session.regions.into_iter().next())
        .map(|region| region.name)
        .unwrap_or_default();
    Memo::new(move |_| query.get("region").unwrap_or_else(|| first.clone()))
}
