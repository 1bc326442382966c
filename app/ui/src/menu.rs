//! A menu of actions behind a button: a native popover, placed under its button, closed by the browser.
//!
//! What is in it is drawn when it is opened first: a list of a hundred rows would carry a hundred menus that nobody looks at.

use std::sync::{Mutex, PoisonError};

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::button::{Press, face};
use super::icon::{Glyph, Icon};

/// Puts a popover under the button that opens it, or above where there is no room below.
pub(crate) fn place_under(button: &web_sys::Element, popover: &web_sys::HtmlElement) {
    let rect = button.get_bounding_client_rect();
    let number = |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| {
        value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0)
    };
    let (width, height) = (number(window().inner_width()), number(window().inner_height()));
    let style = popover.style();
    let _ = style.set_property("position", "fixed");
    let _ = style.set_property("margin", "0");
    let below = rect.bottom() + 280.0 < height || rect.top() < height / 2.0;
    let vertical = if below {
        format!("{:.0}px auto auto auto", rect.bottom() + 4.0)
    } else {
        format!("auto auto {:.0}px auto", height - rect.top() + 4.0)
    };
    let _ = style.set_property("inset", &vertical);
    // The menu's edge goes with the button's nearer edge.
    if rect.left() > width / 2.0 {
        let _ = style.set_property("right", &format!("{:.0}px", (width - rect.right()).max(8.0)));
    } else {
        let _ = style.set_property("left", &format!("{:.0}px", rect.left().max(8.0)));
    }
}

/// A button with an icon and the menu behind it.
#[component]
pub fn Menu(
    /// Unique on the page; rows use their own id.
    #[prop(into)]
    id: String,
    /// The button's name: `More actions for web-front`.
    #[prop(into)]
    label: String,
    #[prop(default = Glyph::More)] icon: Glyph,
    /// The button's class; small and bare by default, for rows.
    #[prop(default = "btn bare small square")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let menu = NodeRef::<html::Div>::new();
    let opened = RwSignal::new(false);
    let undrawn = Mutex::new(Some(children));
    let content = move || {
        let draw = opened.get().then(|| undrawn.lock().unwrap_or_else(PoisonError::into_inner).take()).flatten();
        draw.map(|draw| draw())
    };
    view! {
        <button
            node_ref=button
            class=class
            type="button"
            popovertarget=id.clone()
            aria-haspopup="menu"
            aria-label=label.clone()
            title=label.clone()
            on:click=move |_| {
                // Once only: drawn again it would be empty.
                if !opened.get_untracked() {
                    opened.set(true);
                }
                if let (Some(button), Some(menu)) = (button.get_untracked(), menu.get_untracked()) {
                    place_under(button.unchecked_ref(), menu.unchecked_ref());
                }
            }
        >
            <Icon name=icon/>
        </button>
        <div
            class="menu"
            role="menu"
            id=id
            popover="auto"
            tabindex="-1"
            node_ref=menu
            aria-label=label
            on:toggle=move |_| {
                if let Some(menu) = menu.get_untracked().filter(|menu| menu.matches(":popover-open").unwrap_or(false)) {
                    go(&menu, Way::First);
                }
            }
            on:keydown=move |event| {
                let way = match event.key().as_str() {
                    "ArrowDown" => Way::By(1),
                    "ArrowUp" => Way::By(-1),
                    "Home" => Way::First,
                    "End" => Way::Last,
                    // Tab leaves a menu as a whole.
                    "Tab" => {
                        if let Some(menu) = menu.get_untracked() {
                            let _ = menu.hide_popover();
                        }
                        return;
                    }
                    _ => return,
                };
                event.prevent_default();
                if let Some(menu) = menu.get_untracked() {
                    go(&menu, way);
                }
            }
        >
            {content}
        </div>
    }
    .into_any()
}

/// To which item of a menu the focus goes.
#[derive(Clone, Copy)]
enum Way {
    First,
    Last,
    /// From the one that has it; from the last one to the first and back.
    By(i32),
}

fn go(menu: &web_sys::Element, way: Way) {
    let Ok(items) = menu.query_selector_all("[role=menuitem]") else { return };
    let items: Vec<web_sys::HtmlElement> =
        (0..items.length()).filter_map(|place| items.item(place)?.dyn_into().ok()).collect();
    let Ok(count) = i32::try_from(items.len()) else { return };
    let active = document().active_element();
    let here = items.iter().position(|item| active.as_ref().is_some_and(|active| active == item.as_ref()));
    let place = match (way, here.and_then(|here| i32::try_from(here).ok())) {
        (Way::First, _) | (Way::By(1), None) => 0,
        (Way::Last, _) | (Way::By(_), None) => count - 1,
        (Way::By(step), Some(here)) => (here + step).rem_euclid(count.max(1)),
    };
    if let Some(item) = usize::try_from(place).ok().and_then(|place| items.get(place)) {
        let _ = item.focus();
    }
}

fn close(event: &web_sys::MouseEvent) {
    let menu = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest("[popover]").ok().flatten())
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(menu) = menu {
        let _ = menu.hide_popover();
    }
}

/// An action in a menu.
#[component]
pub fn MenuItem(
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] icon: Option<Glyph>,
    #[prop(optional)] lose: bool,
    #[prop(optional, into)] why_not: MaybeProp<String>,
    #[prop(into)] on_click: Callback<()>,
) -> impl IntoView {
    let press = Press::new(why_not, on_click);
    view! {
        <button
            type="button"
            role="menuitem"
            class=if lose { "lose" } else { "" }
            aria-disabled=move || press.disabled()
            title=move || press.why()
            on:click=move |event| {
                press.click_after(|| close(&event));
            }
        >
            {face(icon, label)}
        </button>
    }
    .into_any()
}

/// A page in a menu.
#[component]
pub fn MenuLink(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] href: Signal<String>,
    #[prop(optional, into)] icon: Option<Glyph>,
) -> impl IntoView {
    view! {
        <a role="menuitem" href=move || href.get() on:click=move |event| close(&event)>
            {face(icon, label)}
        </a>
    }
    .into_any()
}

/// A line between groups of actions.
#[component]
pub fn MenuLine() -> impl IntoView {
    view! { <hr/> }.into_any()
}
