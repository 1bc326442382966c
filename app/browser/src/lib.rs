//! The browser's entry point: takes over the page that the server rendered.
// The types of whole pages are as deep as their markup.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Loads what the page says. False where that is not to be had.
#[wasm_bindgen]
pub async fn words() -> bool {
    console_error_panic_hook::set_once();
    gantry_app::load_words().await
}

/// Hydrates the page, whose words are loaded, then marks `<html data-hydrated>` for whoever waits to use it.
#[wasm_bindgen]
pub async fn hydrate() {
    gantry_app::hydrate().await;
}
