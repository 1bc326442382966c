//! What a person typed or chose before the browser's half of the page was there: taking the page over would undo it.

/// Remembers what differs from what the server rendered. What is returned is called once the page is taken over: it puts that back, and
/// lets the controls hear of it as if it were done now.
#[cfg(feature = "hydrate")]
pub fn remember() -> impl FnOnce() {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

    let mut early: Vec<(Element, Early)> = Vec::new();
    let all = document().query_selector_all("input, textarea, select").ok();
    for place in 0..all.as_ref().map_or(0, |all| all.length()) {
        let Some(element) =
            all.as_ref().and_then(|all| all.item(place)).and_then(|node| node.dyn_into::<Element>().ok())
        else {
            continue;
        };
        let done = if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "checkbox" | "radio" => {
                    (input.checked() != input.default_checked()).then(|| Early::Checked(input.checked()))
                }
                "file" | "hidden" => None,
                _ => (input.value() != input.default_value()).then(|| Early::Typed(input.value())),
            }
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            (select.value() != first_choice(&element)).then(|| Early::Chosen(select.value()))
        } else {
            let area = element.dyn_ref::<HtmlTextAreaElement>();
            area.filter(|area| area.default_value().is_ok_and(|default| area.value() != default))
                .map(|area| Early::Typed(area.value()))
        };
        early.extend(done.map(|done| (element, done)));
    }
    move || {
        for (element, done) in early.into_iter().filter(|(element, _)| element.is_connected()) {
            let name = match (&done, element.dyn_ref::<HtmlInputElement>(), element.dyn_ref::<HtmlTextAreaElement>()) {
                (Early::Typed(text), Some(input), _) => {
                    input.set_value(text);
                    "input"
                }
                (Early::Typed(text), _, Some(area)) => {
                    area.set_value(text);
                    "input"
                }
                (Early::Checked(checked), Some(input), _) => {
                    input.set_checked(*checked);
                    "change"
                }
                (Early::Chosen(value), ..) => {
                    if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
                        select.set_value(value);
                    }
                    "change"
                }
                _ => continue,
            };
            let bubbles = EventInit::new();
            bubbles.set_bubbles(true);
            if let Ok(event) = Event::new_with_event_init_dict(name, &bubbles) {
                let _ = element.dispatch_event(&event);
            }
        }
    }
}

#[cfg(feature = "hydrate")]
enum Early {
    Typed(String),
    Checked(bool),
    Chosen(String),
}

/// The value that a list of choices has as the server rendered it.
#[cfg(feature = "hydrate")]
fn first_choice(select: &web_sys::Element) -> String {
    let option = |which: &str| select.query_selector(which).ok().flatten();
    let Some(option) = option("option[selected]").or_else(|| option("option")) else { return String::new() };
    option.get_attribute("value").or_else(|| option.text_content()).unwrap_or_default()
}
