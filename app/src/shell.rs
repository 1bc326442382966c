//! The HTML document around every page, and the root component inside it.

use leptos::prelude::*;
#[cfg(feature = "ssr")]
use leptos_meta::MetaTags;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::Router;

#[cfg(feature = "ssr")]
use crate::AssetNames;
#[cfg(feature = "ssr")]
use crate::iam;
use crate::routes::{self, Pages};
use gantry_console::session;
use gantry_words::console as words;

/// The document that the server sends. It is not hydrated itself: only `App` is, so what the browser shall find unchanged
/// (the session, the icons) stands here.
///
/// The pages before the sign-in are plain forms: they do not wait for the browser's half of the console, which is fetched while
/// a person types.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions, mut assets: AssetNames) -> impl IntoView {
    let locale = gantry_words::locale();
    let nonce = leptos::nonce::use_nonce();
    let build = assets.wasm.clone();
    // Before anything is read for the page, so that no change falls between the page and the stream that follows it.
    let place = use_context::<gantry_engine::Engine>().map(|engine| engine.store().latest().0.to_string());
    let clock = use_context::<gantry_engine::Engine>().map(|engine| {
        let now = engine.store().clock().now().0;
        format!("document.documentElement.dataset.ahead={now}-Date.now()")
    });
    let session = session::read().and_then(|session| serde_json::to_string(&session).ok());
    let path = use_context::<http::request::Parts>().map(|request| request.uri.path().to_owned()).unwrap_or_default();
    let areas = (!assets.areas.is_empty()).then(|| serde_json::to_string(&assets.areas).unwrap_or_default());
    let parts = |area: &str| assets.areas.get(area).cloned().unwrap_or_default();
    let (start, preloads) = if iam::is_gate(&path) {
        let words = assets.words.remove(locale.token()).and_then(|files| files.into_iter().next());
        (
            iam::gate_script(
                &[Some(assets.script), Some(assets.wasm), words].into_iter().flatten().collect::<Vec<_>>(),
            ),
            None,
        )
    } else {
        let area = routes::area(&path);
        let parts = parts(area);
        let words = assets.words.remove(locale.token()).unwrap_or_default();
        // Where the browser's half is in one part, it takes all words at once.
        let wanted = if assets.areas.is_empty() { (0..words.len()).collect() } else { gantry_words::needed_by(area) };
        let early: Vec<_> = wanted.into_iter().filter_map(|at| words.get(at).cloned()).collect();
        let (script, wasm) = (assets.script, assets.wasm);
        let start = start_script(&script, &wasm);
        let preloads = view! {
            <link rel="modulepreload" href=script/>
            <meta name=gantry_words::META content=words.join(" ")/>
            {early
                .into_iter()
                .map(|file| view! { <link rel="preload" href=file r#as="fetch" crossorigin="anonymous"/> })
                .collect_view()}
            {std::iter::once(wasm)
                .chain(parts)
                .map(|part| {
                    view! { <link rel="preload" href=part r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/> }
                })
                .collect_view()}
        };
        (start, Some(preloads))
    };
    view! {
        <!DOCTYPE html>
        <html lang=locale.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <script nonce=nonce.clone()>{crate::frame::FIRST_SCRIPT}</script>
                {clock.map(|clock| view! { <script nonce=nonce.clone()>{clock}</script> })}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="preload" href=assets.font r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=assets.style/>
                {preloads}
                <meta name=crate::frame::upgraded::META content=build/>
                {areas.map(|areas| view! { <meta name=crate::frame::ahead::META content=areas/> })}
                <meta name="gantry-terminal" content=assets.terminal/>
                <meta name="gantry-terminal-fit" content=assets.terminal_fit/>
                {place.map(|place| view! { <meta name="gantry-changes" content=place/> })}
                {session.map(|session| view! { <meta name="gantry-session" content=session/> })}
                <script type="module" nonce=nonce>
                    {start}
                </script>
                <AutoReload options=options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
                <div hidden aria-hidden="true" inner_html=gantry_ui::icon::SPRITE></div>
            </body>
        </html>
    }
}

/// Loads the browser's half with its words, and starts it. Where it does not come, because the network changed or the server was just starting, the page is
/// loaded once more; then it says that it is only a picture of itself.
#[cfg(feature = "ssr")]
fn start_script(script: &str, wasm: &str) -> String {
    let not_loaded = serde_json::Value::from(words::not_loaded());
    format!(
        "const again = 'gantry-load-again', kept = sessionStorage;
        import('{script}').then(async m => {{
            await m.default({{ module_or_path: '{wasm}' }});
            if (!await m.words()) throw new Error('words');
            return m;
        }}).then(
            m => {{ kept.removeItem(again); return m.hydrate(); }},
            error => {{
                if (!kept.getItem(again)) {{ kept.setItem(again, 'yes'); setTimeout(() => location.reload(), 500); return; }}
                kept.removeItem(again);
                const words = document.createElement('div');
                words.className = 'notice bad';
                words.setAttribute('role', 'alert');
                words.textContent = {not_loaded};
                document.body.prepend(words);
                throw error;
            }}
        )"
    )
}

/// Everything inside `<body>`: the person, and the page of the URL.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    if let Some(session) = session::read() {
        provide_context(session);
    }
    gantry_ui::browser::watch_steps();
    gantry_ui::history::keep_scroll();
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Gantry".to_owned() } else { words::page_title(title) }/>
        <Router>
            <Pages/>
        </Router>
    }
    .into_any()
}

/// Loads the words of the page that the document shows; of all pages where the browser's half is in one part, because none of them waits then.
/// False where they are not to be had.
#[cfg(feature = "hydrate")]
pub async fn load_words() -> bool {
    if cfg!(feature = "split") {
        gantry_words::load(routes::area(&window().location().pathname().unwrap_or_default())).await
    } else {
        gantry_words::load_all().await
    }
}

/// Takes over the page that the server rendered, once the files of its area are here. Then sets `data-hydrated` on `<html>`:
/// from here on the page answers to clicks and keys.
#[cfg(feature = "hydrate")]
pub async fn hydrate() {
    use leptos::reactive::owner::Owner;
    use std::cell::RefCell;
    use std::rc::Rc;

    routes::load(&window().location().pathname().unwrap_or_default()).await;
    let early = gantry_ui::early::remember();
    let data = Rc::new(RefCell::new(None));
    let of_app = data.clone();
    let app = move || {
        *of_app.borrow_mut() = Owner::current_shared_context();
        App()
    };
    leptos::mount::hydrate_from(leptos::tachys::dom::body(), app).forget();
    // What is loaded from now on is not in the document.
    if let Some(data) = data.borrow_mut().take() {
        data.hydration_complete();
    }
    early();
    if let Some(root) = document().document_element() {
        // Setting an attribute of a valid name does not fail.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
