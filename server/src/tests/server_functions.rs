//! All server functions, however many there will be: the list is the program's own, so none can be forgotten.

use axum::extract::ConnectInfo;
use gantry_engine::audit::Filter;
use gantry_model::{Error, operation};
use leptos::server_fn::axum::server_fn_paths;

use super::*;

fn all() -> Vec<&'static str> {
    let mut all: Vec<_> = server_fn_paths().collect();
    all.sort_by_key(|function| function.0);
    assert!(all.len() > 10, "the functions of the console are linked into this test: {all:?}");
    for (path, method) in &all {
        assert_eq!(method, Method::POST, "{path}: server functions are POST only");
        assert!(path.starts_with("/api/"), "{path}: the origin check knows server functions by their path");
        let name = path.trim_start_matches("/api/");
        let plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(plain, "{path}: #[server(endpoint = …)] names the function; a hash means that it is missing");
    }
    all.into_iter().map(|function| function.0).collect()
}

/// What the console asks beside the tables: which build of its browser's half the server has.
const BESIDE: [&str; 1] = ["/api/build_view"];

#[test]
fn each_operation_has_an_end_point_of_its_name_and_nothing_else_has_one() {
    let mut wanted: Vec<_> = operation::all().map(|info| format!("/api/{}", info.name)).collect();
    wanted.extend(BESIDE.map(str::to_owned));
    wanted.sort();
    assert_eq!(all(), wanted);
}

#[tokio::test]
async fn none_answers_an_anonymous_call() {
    let house = House::new().await;
    for path in all() {
        let answer = house.ask(Ask::new(Method::POST, path).json("{}")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        let error: Error = serde_json::from_str(&answer.body).unwrap();
        assert!(matches!(error, Error::Unauthenticated { .. }), "{path}");
        let page = Ask::new(Method::POST, path).header("accept", "text/html").json("{}");
        assert_eq!(house.ask(page).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn none_answers_a_cross_site_call() {
    let house = House::new().await;
    let me = house.signed_in().await;
    for path in all() {
        let from = |origin: Option<&str>, site: Option<&str>| {
            let mut request = Request::post(path).header(HOST, HERE);
            if let Some(origin) = origin {
                request = request.header(ORIGIN, origin);
            }
            if let Some(site) = site {
                request = request.header("sec-fetch-site", site);
            }
            Ask(request).session(&me).json("{}")
        };
        for (origin, site) in [
            (Some("https://evil.example"), None),
            (Some("null"), None),
            (None, None),
            (None, Some("same-origin")),
            (Some(ORIGIN_HERE), Some("cross-site")),
            (Some(ORIGIN_HERE), Some("same-site")),
            (Some("http://127.0.0.1:9999"), Some("same-site")),
        ] {
            let answer = house.ask(from(origin, site)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} from {origin:?} {site:?}");
            assert!(answer.body.contains("iam.not-from-console"), "{path}: {}", answer.body);
        }
        // The same call from a page of ours arrives: what is wrong with it then is its empty input, if anything.
        let answer = house.ask(from(Some(ORIGIN_HERE), Some("same-origin"))).await;
        let refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED);
        assert!(!refused, "{path}: {} {}", answer.status, answer.body);
    }
}

#[tokio::test]
async fn none_is_called_by_reading() {
    let house = House::new().await;
    let me = house.signed_in().await;
    for path in all() {
        for origin in [Some(ORIGIN_HERE), None] {
            let mut request = Request::get(path).header(HOST, HERE);
            if let Some(origin) = origin {
                request = request.header(ORIGIN, origin);
            }
            let answer = house.ask(Ask(request).session(&me).nothing()).await;
            assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn none_answers_before_a_password_is_chosen() {
    let house = House::with(None, Origins::new(None, false)).await;
    let first = house.engine.first_password().unwrap().password.clone();
    let session = house.ask(sign_in(&[("user", "admin"), ("password", &first)])).await.session();
    for path in all() {
        let answer = house.ask(Ask::new(Method::POST, path).cookie(&session).json("{}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(answer.body.contains("iam.choose-password-first"), "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_refused_call_has_its_status_and_its_error() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let call =
        async |body: &str| house.ask(Ask::new(Method::POST, "/api/container_group_view").session(&me).json(body)).await;
    let missing = call(r#"{"id":"eci-00000000000000000000"}"#).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND, "{}", missing.body);
    let error: Error = serde_json::from_str(&missing.body).unwrap();
    assert!(matches!(error, Error::NotFound { .. }));
}

#[tokio::test]
async fn malformed_input_is_refused_with_field_value_and_rule_and_logged() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(log.clone()).finish();
    let house = House::new().await;
    let me = house.signed_in().await;
    let guard = tracing::subscriber::set_default(subscriber);
    for path in all() {
        let before = log.text().len();
        for body in ["", "{", "[1", "null", "7", "[]x", "{} {}", "\"\\ud800\"", &"[".repeat(200)] {
            let answer = house.ask(Ask::new(Method::POST, path).session(&me).json(body)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {body}: {}", answer.body);
            let error: Error = serde_json::from_str(&answer.body).unwrap();
            assert!(matches!(error, Error::Invalid { .. }), "{path} {body}: {}", answer.body);
        }
        let logged = log.text().split_off(before);
        assert!(logged.contains("malformed input") && logged.contains(path), "{path}: {logged}");
        // What is JSON and yet nothing that it takes.
        for body in ["{}", r#"{"id":7,"form":7,"order":[],"page":"x","request":-1,"region":{}}"#] {
            let answer = house.ask(Ask::new(Method::POST, path).session(&me).json(body)).await;
            assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path} {body}: {}", answer.body);
        }
    }
    drop(guard);
    let call =
        async |body: &str| house.ask(Ask::new(Method::POST, "/api/container_group_view").session(&me).json(body)).await;
    for (body, wanted) in [
        (r#"{"id":7}"#, "The field id of the input does not fit: invalid type: integer `7`, expected"),
        ("{}", "missing field `id`"),
        (r#"{"id":"eci-x"}"#, "eci-x"),
    ] {
        let answer = call(body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", answer.body);
        let error: Error = serde_json::from_str(&answer.body).unwrap();
        assert!(error.to_string().contains(wanted), "{error}");
    }
}

#[tokio::test]
async fn endless_input_is_refused() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let body = format!(r#"{{"text":"{}"}}"#, "x".repeat(2 << 20));
    let answer = house.ask(Ask::new(Method::POST, "/api/search").session(&me).json(&body)).await;
    assert!(!answer.status.is_success(), "{}", answer.status);
}

#[tokio::test]
async fn the_operation_log_knows_from_where_a_command_came() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let body = r#"{"form":{"region":"local","name":"mine","bandwidth_mbps":5}}"#;
    let mut request = Ask::new(Method::POST, "/api/eip_create").session(&me).json(body);
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 9], 40_000))));
    let answer = house.ask(request).await;
    assert!(answer.status.is_success(), "{}", answer.body);
    let newest = Filter { limit: 1, ..Filter::default() };
    let entries = house.engine.store().read(move |read| read.operations(&newest)).await.unwrap();
    assert_eq!((entries[0].action.as_str(), entries[0].address.as_str()), ("eip_create", "192.0.2.9"));
}
