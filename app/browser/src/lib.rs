//! The browser's entry point: takes over the page that the server rendered.
// The types of whole pages are as deep as their markup.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Hydrates the page, then marks `<html data-hydrated>` for whoever waits to use it.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    gantry_app::hydrate().await;
}
