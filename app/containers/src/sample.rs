//! **Run the sample**: a running container for somebody who has no image yet.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::container_group_run_sample;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;
// The first page has it too, without this area's words.
use gantry_words::console;

/// Makes a group of the sample image and leads to it.
#[component]
pub fn RunSample(#[prop(optional)] look: Look) -> impl IntoView {
    let region = use_region();
    let navigate = use_navigate();
    let run = Run::new(container_group_run_sample)
        .done(move |id| navigate(&paths::container_group(id.as_ref()), Default::default()));
    view! {
        <Button
            label=console::run_sample()
            icon=Glyph::Play
            look=look
            pending=run.pending()
            on_click=move |()| run.start(region.get_untracked())
        />
    }
}
