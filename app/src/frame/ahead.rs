//! The way to another page, made short: what its area needs is fetched while the pointer rests on a link, and a bar says that a followed
//! link is on its way.

use std::collections::BTreeMap;

use leptos::prelude::*;

use gantry_ui::browser;

/// The meta element that says which files the pages of each area need; missing where all pages are in one.
pub const META: &str = "gantry-areas";

/// So long the pointer rests on a link before its area is fetched, in milliseconds: on the way across it asks for nothing.
const REST_MS: u64 = 80;

/// Fetches and says so, as long as the frame is there.
pub(super) fn look_ahead(path: Memo<String>) {
    browser::before_links(move |href| {
        let there = href.split(['?', '#']).next().unwrap_or_default();
        if there != path.get_untracked() {
            on_the_way(true);
        }
        false
    });
    Effect::new(move |_| {
        path.track();
        on_the_way(false);
    });
    Effect::new(move |_| fetch_on_rest());
}

/// Shows the bar, or takes it away.
fn on_the_way(yes: bool) {
    let Some(root) = document().document_element() else { return };
    // Setting and removing an attribute of a valid name does not fail.
    let _ = if yes { root.set_attribute("data-on-the-way", "") } else { root.remove_attribute("data-on-the-way") };
}

fn areas() -> Option<BTreeMap<String, Vec<String>>> {
    let meta = document().query_selector(&format!("meta[name={META}]")).ok().flatten()?;
    serde_json::from_str(&meta.get_attribute("content")?).ok()
}

fn fetch_on_rest() {
    let Some(areas) = areas() else { return };
    let areas = StoredValue::new(areas);
    let waiting = StoredValue::new(None::<leptos::leptos_dom::helpers::TimeoutHandle>);
    let look = move |event: web_sys::Event| {
        if let Some(before) = waiting.get_value() {
            before.clear();
        }
        let Some(href) = browser::link_of(&event) else { return };
        let rested = move || {
            let path = href.split(['?', '#']).next().unwrap_or_default();
            let files = areas.try_update_value(|areas| areas.remove(crate::routes::area(path)));
            files.flatten().unwrap_or_default().iter().for_each(|file| prefetch(file));
        };
        waiting.set_value(set_timeout_with_handle(rested, std::time::Duration::from_millis(REST_MS)).ok());
    };
    for event in ["pointerover", "focusin"] {
        let heard = window_event_listener_untyped(event, look);
        on_cleanup(move || heard.remove());
    }
}

/// Has the browser fetch a file as the loader will. Once for each area; what is in its cache costs nothing.
fn prefetch(file: &str) {
    let Ok(link) = document().create_element("link") else { return };
    for (name, value) in [("rel", "preload"), ("as", "fetch"), ("crossorigin", "anonymous"), ("href", file)] {
        let _ = link.set_attribute(name, value);
    }
    if let Some(head) = document().head() {
        let _ = head.append_child(&link);
    }
}
