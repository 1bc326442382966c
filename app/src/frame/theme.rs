//! Light, dark, or as the system says. Kept in this browser; the document's first script applies it before anything is drawn.

use gantry_words::console as words;
use leptos::prelude::*;

use gantry_ui::browser;
use gantry_ui::icon::Glyph;
use gantry_ui::menu::{Menu, MenuItem};

/// Applies what this browser remembers before the first paint, and gives the console's own scripts a way to load modules and texts.
/// Runs with the page's nonce.
#[cfg(feature = "ssr")]
pub const FIRST_SCRIPT: &str = "try{const d=document.documentElement.dataset,s=localStorage;if(s.theme)d.theme=s.theme;if(s.nav)d.nav=s.nav}catch{}window.gantryLoad=u=>import(u);window.gantryText=u=>fetch(u).then(r=>r.ok?r.text():Promise.reject(r.status))";

fn choose(theme: &str) {
    browser::remember("theme", theme);
    if let Some(root) = document().document_element() {
        let _ = match theme {
            "" => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme),
        };
    }
}

/// The theme's button and its three choices.
#[component]
pub fn ThemeMenu() -> impl IntoView {
    view! {
        <span class="only-wide">
            <Menu id="theme" label=words::theme() icon=Glyph::Moon class="btn bare square">
                <MenuItem label=words::theme_system() icon=Glyph::Display on_click=|()| choose("")/>
                <MenuItem label=words::theme_light() icon=Glyph::Sun on_click=|()| choose("light")/>
                <MenuItem label=words::theme_dark() icon=Glyph::Moon on_click=|()| choose("dark")/>
            </Menu>
        </span>
    }
    .into_any()
}
