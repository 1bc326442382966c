//! Where one was on a page that one comes back to. The browser restores that as soon as it goes back, when the page is not there
//! yet; so this does it, once the page is as long again as it was.

/// Follows how far each page is scrolled, and restores it on the way back.
#[cfg(not(feature = "hydrate"))]
pub fn keep_scroll() {}

#[cfg(feature = "hydrate")]
pub use scroll::keep_scroll;

#[cfg(feature = "hydrate")]
mod scroll {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use leptos::prelude::*;

    use crate::browser;

    /// So long it is tried to restore a place, in milliseconds.
    const PATIENCE: i64 = 3000;

    #[derive(Default)]
    struct Places {
        /// How far a page was scrolled, by its address.
        known: HashMap<String, f64>,
        /// The page that a link was followed on: what moves it now is not the person.
        leaving: Option<String>,
        /// Counts ways back, so that a later one ends an earlier one.
        turn: u32,
    }

    thread_local! {
        static PLACES: RefCell<Places> = RefCell::default();
    }

    fn here() -> String {
        window().location().href().unwrap_or_default()
    }

    fn restoration(mode: &str) {
        if let Ok(history) = window().history() {
            let _ = js_sys::Reflect::set(&history, &"scrollRestoration".into(), &mode.into());
        }
    }

    fn note(of_person: bool) {
        let (here, at) = (here(), window().scroll_y().unwrap_or(0.0));
        PLACES.with_borrow_mut(|places| {
            if of_person || places.leaving.as_ref() != Some(&here) {
                places.leaving = None;
                places.known.insert(here, at);
            }
        });
    }

    /// Follows how far each page is scrolled, and restores it on the way back.
    pub fn keep_scroll() {
        restoration("manual");
        // A page that is loaded anew is the browser's business.
        window_event_listener(leptos::ev::pagehide, |_| restoration("auto"));
        window_event_listener(leptos::ev::scroll, |_| note(false));
        browser::before_links(|_| {
            note(true);
            PLACES.with_borrow_mut(|places| places.leaving = Some(here()));
            false
        });
        let stop = || PLACES.with_borrow_mut(|places| places.turn += 1);
        window_event_listener(leptos::ev::wheel, move |_| stop());
        window_event_listener(leptos::ev::keydown, move |_| stop());
        window_event_listener(leptos::ev::popstate, |_| {
            let here = here();
            let (turn, at) = PLACES.with_borrow_mut(|places| {
                places.leaving = None;
                places.turn += 1;
                (places.turn, places.known.get(&here).copied().unwrap_or(0.0))
            });
            restore(turn, here, at, browser::now_ms() + PATIENCE);
        });
    }

    fn restore(turn: u32, page: String, at: f64, until: i64) {
        request_animation_frame(move || {
            let gone = PLACES.with_borrow(|places| places.turn != turn) || page != here();
            let Some(root) = document().document_element().filter(|_| !gone) else { return };
            let longest = f64::from(root.scroll_height() - root.client_height());
            if longest + 1.0 >= at || browser::now_ms() > until {
                PLACES.with_borrow_mut(|places| places.leaving = None);
                window().scroll_to_with_x_and_y(0.0, at);
            } else {
                // What the short page clamps is not where the person was.
                PLACES.with_borrow_mut(|places| places.leaving = Some(page.clone()));
                restore(turn, page, at, until);
            }
        });
    }
}
