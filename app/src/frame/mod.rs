//! The frame around every page behind the sign-in: top bar, side navigation, search, keys, toasts. It stays while pages change.

pub mod ahead;
mod counts;
mod keyboard;
mod language;
pub mod operations;
mod over;
mod palette;
mod sidenav;
mod signed_out;
mod theme;
mod topbar;
pub mod upgraded;

use gantry_words::console as words;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;

#[cfg(feature = "ssr")]
pub(crate) use theme::FIRST_SCRIPT;

use gantry_console::document::leave_for;
use gantry_console::inside::provide_inside;

use gantry_console::live::Live;
use gantry_console::paths;
use gantry_console::session::Session;
use gantry_ui::browser;
use gantry_ui::time::Now;
use gantry_ui::toast::{Toaster, Toasts};

/// The frame with the page of the route in it.
#[component]
pub fn Frame() -> impl IntoView {
    view! {
        <Framed>
            <Outlet/>
        </Framed>
    }
    .into_any()
}

/// The frame with anything in it. Whoever is not signed in is led to the sign-in; who must change the password, there.
#[component]
pub fn Framed(children: Children) -> impl IntoView {
    let location = use_location();
    let Some(session) = use_context::<Session>() else {
        let (path, query) = untrack(|| (location.pathname.get(), location.search.get()));
        leave_for(&paths::login_then(&format!("{path}{}{query}", if query.is_empty() { "" } else { "?" })));
        return ().into_any();
    };
    if session.must_change_password {
        leave_for(paths::PASSWORD);
        return ().into_any();
    }
    Now::provide();
    provide_context(Toasts::new());
    Live::provide(true);
    provide_inside();
    let palette = RwSignal::new(false);
    let shortcuts = RwSignal::new(false);
    keyboard::listen(palette, shortcuts);
    close_popovers_on_the_way(location.pathname);
    take_focus_along(location.pathname);
    ahead::look_ahead(location.pathname);
    view! {
        <a class="skip" href="#main">
            {words::skip_to_content()}
        </a>
        <p class="hidden" id="page-name" role="status"></p>
        <div class="shell">
            <topbar::TopBar palette/>
            <sidenav::SideNav shortcuts/>
            <main class="page" id="main" tabindex="-1">
                <upgraded::Upgraded/>
                <div class="page-in">{children()}</div>
            </main>
        </div>
        <over::Over palette shortcuts/>
        <signed_out::SignedOut/>
        <Toaster/>
    }
    .into_any()
}

/// On the way to another page the focus goes with the link that had it: it comes to the new page, whose name is said.
fn take_focus_along(path: Memo<String>) {
    Effect::new(move |before: Option<()>| {
        path.track();
        if before.is_none() {
            return;
        }
        // The page, and the title with it, comes a moment later.
        browser::after(150, || {
            let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
            let main =
                document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
            if let (Some(main), true) = (main, lost) {
                let _ = main.focus();
            }
            if let Some(name) = document().get_element_by_id("page-name") {
                name.set_text_content(Some(&document().title()));
            }
        });
    });
}

/// A menu that led somewhere is in the way there.
fn close_popovers_on_the_way(path: Memo<String>) {
    Effect::new(move |before: Option<()>| {
        path.track();
        if before.is_none() {
            return;
        }
        let Ok(open) = document().query_selector_all(":popover-open") else { return };
        for place in 0..open.length() {
            if let Some(element) = open.item(place).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = element.hide_popover();
            }
        }
    });
}
