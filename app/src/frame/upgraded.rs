//! What a person sees whose page is older than the server: that it is, and the way to the newer one. The page stays until then, with
//! everything that was typed into it.

use gantry_console::live::Live;
use gantry_ui::button::{Button, Size};
use gantry_ui::fault::Fault;
use gantry_ui::icon::{Glyph, Icon};
use gantry_ui::json::Json;
use gantry_words::console as words;
use leptos::prelude::*;

/// The meta element of the document that says which build of the browser's half it is for.
pub const META: &str = "gantry-build";

/// Which build of the browser's half the server has now: the name of its file, which is another for other code.
#[server(endpoint = "build_view", input = Json, output = Json)]
pub async fn build_view() -> Result<String, Fault> {
    gantry_console::session::request::context()?;
    Ok(expect_context::<crate::AssetNames>().wasm)
}

/// Looks each time when the server was away, and says when it is another one.
#[component]
pub(super) fn Upgraded() -> impl IntoView {
    let returns = expect_context::<Live>().returns();
    let newer = RwSignal::new(false);
    let look = Action::new(|(): &()| build_view());
    Effect::new(move |_| {
        if returns.get() > 0 {
            look.dispatch(());
        }
    });
    Effect::new(move |_| {
        if let (Some(Ok(there)), Some(here)) = (look.value().get(), of_this_page()) {
            newer.set(there != here);
        }
    });
    view! {
        {move || {
            newer
                .get()
                .then(|| {
                    view! {
                        <div class="notice warn upgraded" role="status">
                            <Icon name=Glyph::Info/>
                            <p>{words::upgraded()}</p>
                            <Button label=words::reload() size=Size::Small on_click=move |()| { let _ = window().location().reload(); }/>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}

/// What this document says of itself.
fn of_this_page() -> Option<String> {
    let meta = document().query_selector(&format!("meta[name={META}]")).ok().flatten()?;
    meta.get_attribute("content")
}
