//! What only a browser can do. Everything here does nothing on the server, so that event handlers need no conditions.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// True in the browser, false where pages are rendered.
pub const fn is_browser() -> bool {
    cfg!(target_arch = "wasm32")
}

/// Puts the focus on an element, or on the first control inside it, and scrolls it into view.
pub fn focus(id: &str) {
    if !is_browser() {
        return;
    }
    let Some(element) = document().get_element_by_id(id) else { return };
    let controls = "input:not([disabled]), select, textarea, button";
    let target = if element.matches(controls).unwrap_or(false) {
        Some(element)
    } else {
        element.query_selector(controls).ok().flatten()
    };
    if let Some(target) = target.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        target.scroll_into_view_with_scroll_into_view_options(&options);
        let _ = target.focus();
    }
}

/// Puts text on the clipboard. Nothing happens where the browser forbids it.
pub fn copy(text: &str) {
    if is_browser() {
        let _ = window().navigator().clipboard().write_text(text);
    }
}

/// Runs something once, later. It is forgotten if the caller's owner goes first.
pub fn after(milliseconds: u64, run: impl FnOnce() + 'static) {
    if let Ok(handle) = set_timeout_with_handle(run, Duration::from_millis(milliseconds)) {
        on_cleanup(move || handle.clear());
    }
}

/// Runs something again and again until the caller's owner goes.
pub fn every(milliseconds: u64, run: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(run, Duration::from_millis(milliseconds)) {
        on_cleanup(move || handle.clear());
    }
}

/// The address of the console's link that an event happened on; none of one that loads a file or opens elsewhere.
pub fn link_of(event: &web_sys::Event) -> Option<String> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = element.closest("a[href^='/']").ok().flatten()?;
    (!link.has_attribute("download") && !link.has_attribute("target")).then(|| link.get_attribute("href")).flatten()
}

/// Hears of a click on a link of the console before anything else does, and stops it by answering `true`; until the caller's
/// owner goes.
#[cfg(not(feature = "hydrate"))]
pub fn before_links(_stop: impl Fn(&str) -> bool + 'static) {}

/// Hears of a click on a link of the console before anything else does, and stops it by answering `true`; until the caller's
/// owner goes.
#[cfg(feature = "hydrate")]
pub fn before_links(stop: impl Fn(&str) -> bool + 'static) {
    use send_wrapper::SendWrapper;
    use wasm_bindgen::prelude::Closure;

    let listener = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(move |event: web_sys::MouseEvent| {
        let beside = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
        let Some(href) = link_of(&event).filter(|_| !beside) else { return };
        if stop(&href) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let document = document();
    let _ = document.add_event_listener_with_callback_and_bool("click", listener.as_ref().unchecked_ref(), true);
    let kept = SendWrapper::new(listener);
    on_cleanup(move || {
        let listener = kept.take();
        let _ = leptos::prelude::document().remove_event_listener_with_callback_and_bool(
            "click",
            listener.as_ref().unchecked_ref(),
            true,
        );
    });
}

/// Says of a path that the browser steps to at which address to stay instead.
#[cfg(feature = "hydrate")]
type Stay = std::rc::Rc<dyn Fn(&str) -> Option<String>>;

#[cfg(feature = "hydrate")]
thread_local! {
    /// What [`before_steps`] was given last.
    static STAY: std::cell::RefCell<Option<Stay>> = const { std::cell::RefCell::new(None) };
}

/// Makes [`before_steps`] work. Called before the router is made: of those who hear that the browser went back, the first one may
/// keep it from the others.
pub fn watch_steps() {
    #[cfg(feature = "hydrate")]
    window_event_listener(leptos::ev::popstate, |event| {
        let stay = STAY.with_borrow(Clone::clone);
        let Ok(path) = window().location().pathname() else { return };
        let Some(here) = stay.and_then(|stay| stay(&path)) else { return };
        event.stop_immediate_propagation();
        // The step was taken already; one more leads to where the person still is, and one back to where they wanted to go.
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&here));
        }
    });
}

/// Hears of the browser's way back or forward before the console's pages do, with the path it leads to, and undoes it by answering
/// with the address to stay at; until the caller's owner goes. One caller at a time.
#[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
pub fn before_steps(stay: impl Fn(&str) -> Option<String> + 'static) {
    #[cfg(feature = "hydrate")]
    {
        STAY.set(Some(std::rc::Rc::new(stay)));
        on_cleanup(|| STAY.set(None));
    }
}

/// Takes the step that [`before_steps`] undid.
pub fn step_back() {
    if is_browser()
        && let Ok(history) = window().history()
    {
        let _ = history.back();
    }
}

/// False while this tab is hidden: what keeps a connection open gives it up until it is looked at again.
pub fn use_visible() -> ReadSignal<bool> {
    let (visible, set_visible) = signal(true);
    Effect::new(move |_| {
        let look = move || {
            let shown = !document().hidden();
            if visible.get_untracked() != shown {
                set_visible.set(shown);
            }
        };
        look();
        let handle = window_event_listener(leptos::ev::visibilitychange, move |_| look());
        on_cleanup(move || handle.remove());
    });
    visible
}

/// Milliseconds since 1970 by the server's clock, from what it was ahead of the browser's when the document came. Only for effects
/// and events: the first render must not depend on it.
pub fn now_ms() -> i64 {
    if !is_browser() {
        return 0;
    }
    thread_local! {
        static AHEAD: f64 = document()
            .document_element()
            .and_then(|root| root.get_attribute("data-ahead"))
            .and_then(|ahead| ahead.parse().ok())
            .unwrap_or(0.0);
    }
    (js_sys::Date::now() + AHEAD.with(|ahead| *ahead)) as i64
}

/// Hands a text to the person as a file.
pub fn download(name: &str, text: &str) {
    if !is_browser() {
        return;
    }
    let parts = js_sys::Array::of1(&text.into());
    let Ok(blob) = web_sys::Blob::new_with_str_sequence(&parts) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    let Ok(link) = document().create_element("a") else { return };
    let _ = link.set_attribute("href", &url);
    let _ = link.set_attribute("download", name);
    if let Some(link) = link.dyn_ref::<web_sys::HtmlElement>() {
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}

/// A value kept in this browser for this site, such as the theme.
pub fn remembered(key: &str) -> Option<String> {
    if !is_browser() {
        return None;
    }
    window().local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Keeps a value in this browser.
pub fn remember(key: &str, value: &str) {
    if is_browser()
        && let Ok(Some(storage)) = window().local_storage()
    {
        let _ = storage.set_item(key, value);
    }
}
