//! The language of the console: English or Chinese. A plain form that loads the page anew, because the server says all words of a page in
//! one language.

use gantry_words::{Locale, console as words, locale};
use leptos::prelude::*;

use gantry_console::paths;
use gantry_ui::icon::Glyph;
use gantry_ui::menu::Menu;

/// The language's button and its choices, each in its own words.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let now = locale();
    view! {
        <Menu id="language" label=words::language() icon=Glyph::Language class="btn bare square">
            <form method="post" action=paths::LANGUAGE role="none">
                {Locale::ALL
                    .map(|one| {
                        view! {
                            <button
                                type="submit"
                                role="menuitem"
                                name="language"
                                value=one.token()
                                lang=one.tag()
                                aria-current=(one == now).then_some("true")
                            >
                                {one.name()}
                            </button>
                        }
                    })
                    .collect_view()}
            </form>
        </Menu>
    }
    .into_any()
}
