//! The region that a page shows: the URL's, or the installation's first.

use leptos::prelude::*;

use crate::session::Session;
use crate::ui::query::use_query;

/// The region of this page.
pub fn use_region() -> Memo<String> {
    let query = use_query();
    let regions = use_context::<Session>().map(|session| session.regions).unwrap_or_default();
    Memo::new(move |_| {
        query
            .get("region")
            .or_else(|| regions.first().map(|region| region.name.clone()))
            .unwrap_or_else(|| "local".to_owned())
    })
}
