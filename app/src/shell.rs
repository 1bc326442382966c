//! The HTML document around every page, and the root component inside it.

use crate::AssetNames;
use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

/// The document that the server sends. It is not hydrated itself: only `App` is.
pub fn shell(options: LeptosOptions, assets: AssetNames) -> impl IntoView {
    let start = format!(
        "import('{}').then(m => m.default({{ module_or_path: '{}' }}).then(() => m.hydrate()))",
        assets.script, assets.wasm
    );
    let nonce = leptos::nonce::use_nonce();
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=assets.style />
                <link rel="modulepreload" href=assets.script />
                <link rel="preload" href=assets.wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
                <script type="module" nonce=nonce>
                    {start}
                </script>
                <AutoReload options=options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Everything inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title text="Gantry" />
        <Router>
            <Routes fallback=|| view! { <main><h1>"Page not found"</h1></main> }>
                <Route path=path!("/") view=|| view! { <main><h1>"Gantry"</h1></main> } />
            </Routes>
        </Router>
    }
}

/// Sets `data-hydrated` on `<html>`: from here on the page answers to clicks and keys.
#[cfg(feature = "hydrate")]
pub fn mark_hydrated() {
    if let Some(root) = leptos::prelude::document().document_element() {
        // Setting an attribute of a valid name does not fail.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
