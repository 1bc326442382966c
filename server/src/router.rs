//! Every path that the server answers, in one place.

use std::sync::OnceLock;

use crate::assets::{self, Assets};
use crate::events;
use crate::language;
use crate::logs;
use crate::machine::{self, Readiness};
use crate::operation_log;
use crate::places::Places;
use crate::registry_http;
use crate::session::{self, Door};
use crate::sign_in;
use crate::terminal;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef, Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use gantry_app::{App, paths, shell};
use gantry_engine::Engine;
use gantry_engine::store::Store;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, ResponseOptions, generate_route_list};
use tokio_util::sync::CancellationToken;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// Largest body of a page's request. The registry, which takes layers, sets its own limit.
const BODY_LIMIT: usize = 1024 * 1024;

/// What handlers ask the router for.
#[derive(Clone, FromRef)]
pub struct AppState {
    pub assets: Assets,
    pub door: Door,
    pub engine: Engine,
    pub leptos: LeptosOptions,
    pub readiness: Readiness,
    /// Cancelled when the server begins to stop: streams that would go on for ever end then.
    pub stopping: CancellationToken,
    pub places: Places,
}

impl FromRef<AppState> for Store {
    fn from_ref(state: &AppState) -> Self {
        state.engine.store().clone()
    }
}

/// The whole surface of the binary.
pub fn router(state: AppState) -> Router {
    let pages = pages().to_vec();
    let context = {
        let (assets, engine, door) = (state.assets.clone(), state.engine.clone(), state.door.clone());
        move || {
            provide_context(engine.clone());
            provide_context(assets.names());
            session::provide(&door);
            language::provide();
            protect_page();
        }
    };
    let document = {
        let options = state.leptos.clone();
        let assets = state.assets.clone();
        move || shell(options.clone(), assets.names())
    };
    let not_found = {
        let context = context.clone();
        let page = leptos_axum::render_app_to_stream_with_context(context, document.clone());
        move |request| async move { (StatusCode::NOT_FOUND, page(request).await) }
    };

    let only_secure = state.door.origins().only_secure();
    let tls_only = move |_: &Response| only_secure.then(|| HeaderValue::from_static("max-age=31536000"));

    // One line for each part of the surface.
    Router::new()
        .leptos_routes_with_context(&state, pages, context, document)
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .route(paths::LOGIN, post(sign_in::sign_in))
        .route(paths::LOGOUT, post(sign_in::sign_out))
        .route(paths::PASSWORD, post(sign_in::change_password))
        .route(paths::LANGUAGE, post(language::choose))
        .route(paths::OPERATION_LOG_FILE, get(operation_log::file))
        .route("/events", get(events::events))
        .route("/logs/{group}/{container}/follow", get(logs::follow))
        .route("/logs/{group}/{container}/download", get(logs::download))
        .route("/terminal/{group}/{container}", get(terminal::terminal))
        .route("/assets/{*name}", get(assets::hashed))
        .route("/favicon.svg", get(assets::favicon))
        .route("/healthz", get(machine::health))
        .route("/readyz", get(machine::ready))
        .route("/metrics", get(machine::metrics))
        .merge(registry_http::router(state.engine.registry()))
        .fallback(not_found)
        .layer(from_fn_with_state(state.door.clone(), session::guard))
        .layer(fixed(CONTENT_SECURITY_POLICY, "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"))
        .layer(fixed(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(X_FRAME_OPTIONS, "DENY"))
        .layer(fixed(REFERRER_POLICY, "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(SetResponseHeaderLayer::if_not_present(STRICT_TRANSPORT_SECURITY, tls_only))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(state.readiness.clone(), count_answers))
        .with_state(state)
}

/// Every page's route, listed once. Leptos lists them by rendering the console with all loading held back, in the whole
/// process: a page that is rendered meanwhile waits for its data for ever.
pub fn pages() -> &'static [AxumRouteListing] {
    static PAGES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    PAGES.get_or_init(|| generate_route_list(App))
}

async fn count_answers(State(readiness): State<Readiness>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    readiness.count(response.status());
    response
}

/// Gives the page being rendered its content security policy: only scripts that carry this page's nonce run.
fn protect_page() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

fn fixed(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
