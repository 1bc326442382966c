//! Keys that work on every page, and the dialog that lists them. Nothing is taken from a person who types, from a dialog, or
//! from a terminal.

use gantry_words::console as words;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use gantry_console::kinds::Say;
use gantry_console::live::Live;
use gantry_console::paths;
use gantry_ui::dialog::Dialog;

/// Pages that `g` and a letter jump to.
pub(super) const JUMPS: &[(&str, Say, &str)] = &[
    ("h", words::overview, paths::HOME),
    ("c", words::container_groups, paths::CONTAINER_GROUPS),
    ("o", words::create_container_group, paths::CONTAINER_GROUP_CREATE),
    ("r", words::registry_instances, paths::REGISTRY_INSTANCES),
    ("v", words::vpcs, paths::VPCS),
    ("e", words::eips, paths::EIPS),
    ("s", words::scaling_groups, paths::SCALING_GROUPS),
    ("a", words::account, paths::ACCOUNT),
];

/// How long `g` waits for its letter, in milliseconds.
const PATIENCE: f64 = 1500.0;

/// True while the key belongs to whatever has the focus.
fn taken(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        element.closest("input, textarea, select, [contenteditable], dialog, .term").ok().flatten().is_some()
    })
}

/// Listens as long as the frame lives.
pub(super) fn listen(palette: RwSignal<bool>, shortcuts: RwSignal<bool>) {
    let navigate = use_navigate();
    let live = use_context::<Live>();
    Effect::new(move |_| {
        let navigate = navigate.clone();
        let pressed = StoredValue::new(None::<f64>);
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            let key = event.key();
            if (event.ctrl_key() || event.meta_key()) && key.eq_ignore_ascii_case("k") {
                event.prevent_default();
                palette.set(true);
                return;
            }
            if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() || taken(&event) {
                return;
            }
            let now = event.time_stamp();
            let after_g = pressed.get_value().is_some_and(|at| now - at < PATIENCE);
            pressed.set_value(None);
            if after_g {
                if let Some((_, _, href)) = JUMPS.iter().find(|(letter, _, _)| *letter == key) {
                    event.prevent_default();
                    navigate(href, NavigateOptions::default());
                }
                return;
            }
            match key.as_str() {
                "/" => {
                    event.prevent_default();
                    palette.set(true);
                }
                "?" => shortcuts.set(true),
                "g" => pressed.set_value(Some(now)),
                "n" => click(".pagehead .actions .btn.primary"),
                "r" => {
                    if let Some(live) = live {
                        live.refresh();
                    }
                }
                _ => {}
            }
        });
        on_cleanup(move || handle.remove());
    });
}

fn click(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.click();
    }
}

/// All keys, in a dialog.
#[component]
pub fn Shortcuts(open: RwSignal<bool>) -> impl IntoView {
    let row = |keys: Vec<&'static str>, what: &'static str| {
        view! {
            <li>
                <span>{what}</span>
                <span>{keys.into_iter().map(|key| view! { <kbd>{key}</kbd>" " }).collect_view()}</span>
            </li>
        }
    };
    view! {
        <Dialog
            open
            title=words::keyboard_shortcuts()
            actions=move || view! { <button class="btn" type="button" on:click=move |_| open.set(false)>{words::close()}</button> }
        >
            <ul class="loses">
                {row(vec!["/"], words::search())}
                {row(vec!["Ctrl", "K"], words::keys_search_anywhere())}
                {row(vec!["n"], words::keys_create())}
                {row(vec!["r"], words::keys_refresh())}
                {row(vec!["?"], words::keys_list())}
                {row(vec!["Esc"], words::keys_close())}
            </ul>
            <ul class="loses">
                {JUMPS.iter().map(|(letter, page, _)| row(vec!["g", letter], page())).collect_view()}
            </ul>
        </Dialog>
    }
    .into_any()
}
