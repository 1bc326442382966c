//! The first page.

use leptos::prelude::*;

use crate::paths;
use crate::session::use_session;
use crate::ui::prelude::*;

/// What this region holds, and the first step for a newcomer.
#[component]
pub fn Home() -> impl IntoView {
    let session = use_session();
    let region = session.regions.first().map(|region| region.name.clone()).unwrap_or_default();
    view! {
        <PageHead title="Overview" crumbs=vec![Crumb::to("Gantry", paths::HOME), Crumb::here(region)]/>
    }
}
