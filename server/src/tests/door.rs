//! Who gets in, by which cookie, and where those are led who do not.

use super::*;
use crate::router::pages;

#[tokio::test]
async fn every_page_leads_to_the_sign_in_and_back() {
    let house = House::new().await;
    for route in pages() {
        let path = route.path().replace(['{', '}', ':', '*'], "x");
        let answer = house.ask(Ask::get(&path).nothing()).await;
        if path == "/login" {
            assert_eq!(answer.status, StatusCode::OK);
            continue;
        }
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.location().starts_with("/login"), "{path}: {}", answer.location());
        assert!(!answer.body.contains("<html"), "{path}");
    }
    let answer = house.ask(Ask::get("/nowhere/at/all?x=1").nothing()).await;
    assert_eq!(answer.location(), "/login?next=%2Fnowhere%2Fat%2Fall%3Fx%3D1");
    let answer =
        house.ask(sign_in(&[("user", "admin"), ("password", PASSWORD), ("next", "/nowhere/at/all?x=1")])).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/nowhere/at/all?x=1"));
}

#[tokio::test]
async fn every_page_has_a_policy_and_stays_out_of_caches() {
    let house = House::new().await;
    let me = house.signed_in().await;
    for path in ["/login", "/", "/containers/groups", "/nowhere/at/all"] {
        let answer = house.ask(Ask::get(path).session(&me).nothing()).await;
        let status = if path == "/nowhere/at/all" { StatusCode::NOT_FOUND } else { StatusCode::OK };
        assert_eq!(answer.status, status, "{path}");
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("'wasm-unsafe-eval'"), "{path}: {policy}");
        assert!(
            !policy.contains("'unsafe-eval'") && !policy.contains("script-src 'unsafe-inline'"),
            "{path}: {policy}"
        );
        for script in answer.body.split("<script").skip(1) {
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{path}: a script without nonce");
        }
        assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{path}");
        assert!(!answer.body.contains(me.token.as_str()), "{path}");
    }
}

#[tokio::test]
async fn a_page_of_a_thing_that_is_not_there_answers_404() {
    let house = House::new().await;
    let me = house.signed_in().await;
    for route in pages() {
        let names_a_thing = route.path().contains('{');
        let path = if route.path().contains('*') { "/no/such/page".to_owned() } else { filled(route.path()) };
        let answer = house.ask(Ask::get(&path).session(&me).nothing()).await;
        let expected = if names_a_thing { StatusCode::NOT_FOUND } else { StatusCode::OK };
        assert_eq!(answer.status, expected, "{path}");
    }
    let answer = house.ask(Ask::get("/containers/groups/eci-00000000000000000000").session(&me).nothing()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("This is not here"), "{}", answer.body);
}

/// A route's path with `x` for each name in it.
fn filled(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn what_is_not_a_page_answers_with_a_status() {
    let house = House::new().await;
    for path in ["/events", "/logs/x/y/follow", "/logs/x/y/download", "/terminal/x/y", "/icons.svg"] {
        let answer = house.ask(Request::builder().uri(path).header(HOST, HERE).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(answer.body, r#"{"Unauthenticated":{"message":{"code":"common.sign-in-first"}}}"#);
    }
    for path in ["/healthz", "/metrics"] {
        let answer = house.ask(Request::builder().uri(path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn the_cookie_is_for_http_alone() {
    let house = House::new().await;
    let answer = house.ask(sign_in(&[("user", "admin"), ("password", PASSWORD)])).await;
    assert_eq!(answer.cookie("gantry-session").unwrap().1, "Path=/; HttpOnly; SameSite=Lax");
    assert_eq!(answer.location(), "/");
    let answer = house.ask(sign_in(&[("user", "admin"), ("password", PASSWORD), ("keep", "true")])).await;
    assert_eq!(answer.cookie("gantry-session").unwrap().1, "Path=/; HttpOnly; SameSite=Lax; Max-Age=604800");
    assert_eq!(answer.cookie("gantry-device").unwrap().1, "Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000");
}

#[tokio::test]
async fn under_tls_the_cookie_is_secure_and_bound_to_the_host() {
    let house = House::with(Some(PASSWORD), Origins::new(Some("https://cloud.example.org"), false)).await;
    let form = [("user", "admin"), ("password", PASSWORD)];
    let request = Request::post("/login").header(HOST, "cloud.example.org").header(ORIGIN, "https://cloud.example.org");
    let answer = house.ask(Ask(request).form(&form)).await;
    let (token, attributes) = answer.cookie("__Host-gantry-session").unwrap();
    assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Lax; Secure");
    assert!(answer.cookie("gantry-session").is_none());
    assert_eq!(answer.headers["strict-transport-security"], "max-age=31536000");
    let plain = Ask::get("/").cookie(format!("gantry-session={token}")).nothing();
    assert_eq!(house.ask(plain).await.status, StatusCode::SEE_OTHER, "the plain name is not read");
    let secure = Ask::get("/containers/groups").cookie(format!("__Host-gantry-session={token}")).nothing();
    assert_eq!(house.ask(secure).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_planted_session_is_worth_nothing() {
    let house = House::new().await;
    let planted = house.signed_in().await;
    let form = [("user", "admin"), ("password", PASSWORD)];
    let request = Ask::new(Method::POST, "/login").session(&planted).form(&form);
    let answer = house.ask(request).await;
    assert_ne!(answer.cookie("gantry-session").unwrap().0, planted.token.as_str());
    let attacker = Ask::get("/containers/groups").session(&planted).nothing();
    assert_eq!(house.ask(attacker).await.status, StatusCode::SEE_OTHER);
    let made_up = Ask::get("/containers/groups").cookie(format!("gantry-session={}", "A".repeat(43))).nothing();
    assert_eq!(house.ask(made_up).await.status, StatusCode::SEE_OTHER);
    let both = format!("{}; gantry-session={}", answer.session(), "A".repeat(43));
    assert_eq!(house.ask(Ask::get("/containers/groups").cookie(both).nothing()).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        house.ask(Ask::get("/containers/groups").cookie(answer.session()).nothing()).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_wrong_password_comes_back_without_what_was_typed() {
    let house = House::new().await;
    for user in ["admin", "nobody", "s3cret typed into the wrong field"] {
        let answer =
            house.ask(sign_in(&[("user", user), ("password", "s3cret"), ("next", "/containers/groups")])).await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, "/login?next=%2Fcontainers%2Fgroups&refused=wrong")
        );
        assert!(answer.headers.get(SET_COOKIE).is_none());
    }
    let elsewhere = house.ask(sign_in(&[("user", "admin"), ("password", "x"), ("next", "//evil.example")])).await;
    assert_eq!(elsewhere.location(), "/login?refused=wrong");
    let elsewhere = house.ask(sign_in(&[("user", "admin"), ("password", PASSWORD), ("next", "//evil.example")])).await;
    assert_eq!(elsewhere.location(), "/");
}

#[tokio::test]
async fn guessing_is_slowed_down_and_a_known_browser_is_not() {
    let house = House::new().await;
    let known = house.ask(sign_in(&[("user", "admin"), ("password", PASSWORD)])).await;
    let known = format!("gantry-device={}", known.cookie("gantry-device").unwrap().0);
    let mut answers = Vec::new();
    for n in 0..6 {
        answers.push(house.ask(sign_in(&[("user", "admin"), ("password", &format!("wrong {n}"))])).await);
    }
    assert_eq!(answers[4].location(), "/login?refused=wrong");
    let same = house.ask(sign_in(&[("user", "admin"), ("password", "wrong 4")])).await;
    assert_eq!(same.location(), "/login?refused=wrong", "what is known to be wrong is no further guess");
    assert_eq!(answers[5].location(), "/login?refused=wait&seconds=1");
    let right = [("user", "admin"), ("password", PASSWORD)];
    assert_eq!(house.ask(sign_in(&right)).await.location(), "/login?refused=wait&seconds=1");
    let browser = Ask::new(Method::POST, "/login").cookie(known).form(&right);
    assert_eq!(house.ask(browser).await.location(), "/");
    house.clock.advance(Duration::from_secs(1));
    assert_eq!(house.ask(sign_in(&right)).await.location(), "/");
}

#[tokio::test]
async fn a_one_time_password_opens_one_page_alone() {
    let house = House::with(None, Origins::new(None, false)).await;
    let first = house.engine.first_password().unwrap().clone();
    let answer =
        house.ask(sign_in(&[("user", "admin"), ("password", &first.password), ("next", "/containers/groups")])).await;
    assert_eq!(answer.location(), "/password");
    let session = answer.session();
    let get = async |path: &str| house.ask(Ask::get(path).cookie(&session).nothing()).await;
    for path in ["/", "/containers/groups", "/nowhere"] {
        let answer = get(path).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/password"), "{path}");
    }
    assert_eq!(get("/password").await.status, StatusCode::OK);
    let events = Request::builder().uri("/events").header(HOST, HERE).header(COOKIE, &session);
    assert_eq!(house.ask(events.body(Body::empty()).unwrap()).await.status, StatusCode::FORBIDDEN);

    let change = async |current: &str, password: &str, again: &str| {
        let form = [("current", current), ("password", password), ("again", again)];
        house.ask(Ask::new(Method::POST, "/password").cookie(&session).form(&form)).await
    };
    let one_time = first.password.as_str();
    for (current, password, again, reason) in [
        (one_time, PASSWORD, "Passw0rd?", "again"),
        (one_time, "short", "short", "rule"),
        ("wrong", PASSWORD, PASSWORD, "current"),
    ] {
        assert_eq!(change(current, password, again).await.location(), format!("/password?refused={reason}"));
    }
    let changed = change(one_time, PASSWORD, PASSWORD).await;
    assert_eq!(changed.location(), "/");
    assert!(!first.file.exists());
    assert_eq!(
        get("/containers/groups").await.location(),
        "/login?next=%2Fcontainers%2Fgroups",
        "the old session has ended"
    );
    assert_eq!(
        house.ask(Ask::get("/containers/groups").cookie(changed.session()).nothing()).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let answer = house.ask(Ask::new(Method::POST, "/logout").session(&me).form(&[])).await;
    assert_eq!(answer.location(), "/login?ended=1");
    assert_eq!(answer.cookie("gantry-session").unwrap(), ("", "Path=/; HttpOnly; SameSite=Lax; Max-Age=0"));
    assert_eq!(house.ask(Ask::get("/containers/groups").session(&me).nothing()).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_idle_session_ends() {
    let house = House::new().await;
    let me = house.signed_in().await;
    house.clock.advance(Duration::from_secs(8 * 3600));
    assert_eq!(
        house.ask(Ask::get("/containers/groups").session(&me).nothing()).await.location(),
        "/login?next=%2Fcontainers%2Fgroups"
    );
}

#[tokio::test]
async fn forms_of_other_peoples_pages_are_refused() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let forms = [
        ("/login", vec![("user", "admin"), ("password", PASSWORD)]),
        ("/logout", vec![]),
        ("/password", vec![("current", PASSWORD), ("password", "N3w password"), ("again", "N3w password")]),
    ];
    for (path, form) in &forms {
        for origin in [Some("https://evil.example"), Some("null"), None] {
            let mut request = Request::post(*path).header(HOST, HERE);
            if let Some(origin) = origin {
                request = request.header(ORIGIN, origin);
            }
            let answer = house.ask(Ask(request).session(&me).form(form)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} from {origin:?}");
            assert!(answer.headers.get(SET_COOKIE).is_none());
        }
        let by_link = Ask::get(path).header("sec-fetch-site", "cross-site").session(&me).nothing();
        assert!(house.ask(by_link).await.headers.get(SET_COOKIE).is_none(), "{path}");
    }
    assert_eq!(house.ask(Ask::get("/containers/groups").session(&me).nothing()).await.status, StatusCode::OK);
    let rebound = Request::post("/login").header(HOST, "evil.example").header(ORIGIN, "http://evil.example");
    assert_eq!(house.ask(Ask(rebound).form(&forms[0].1)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn other_peoples_pages_guess_no_registry_passwords() {
    let house = House::new().await;
    let form = [("grant_type", "password"), ("username", "admin"), ("password", "guess")];
    for (name, value) in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        for path in ["/v2/token", "/v2/", "/metrics"] {
            let post = Ask(Request::post(path).header(HOST, HERE).header(name, value)).form(&form);
            let read = Ask(Request::get(path).header(HOST, HERE).header(name, value)).nothing();
            for request in [post, read] {
                let what = format!("{} {path} with {name}: {value}", request.method());
                assert_eq!(house.ask(request).await.status, StatusCode::FORBIDDEN, "{what}");
            }
        }
    }
    let tool = Request::post("/v2/token").header(HOST, "registry.example.org").header("user-agent", "docker/28.0");
    assert_eq!(house.ask(Ask(tool).form(&form)).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn who_looks_at_a_refusal_itself_reads_it_in_their_language() {
    let house = House::new().await;
    let foreign = |accept: &str, language: &str| {
        let request = Request::get("/login").header(HOST, "evil.example");
        Ask(request.header(ACCEPT, accept).header("accept-language", language)).nothing()
    };
    for (language, words) in
        [("en", "This server does not go by the name evil.example."), ("zh-CN", "本服务器不使用名称 evil.example。")]
    {
        let answer = house.ask(foreign("text/html,*/*", language)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(answer.headers[CONTENT_TYPE], "text/plain; charset=utf-8");
        assert!(answer.body.starts_with(words), "{}", answer.body);
    }
    let script = house.ask(foreign("application/json", "zh-CN")).await;
    assert!(script.body.contains(r#""code":"iam.foreign-host""#), "{}", script.body);
}

#[tokio::test]
async fn a_request_that_names_two_hosts_is_refused() {
    let house = House::new().await;
    for path in ["/login", "/healthz", "/v2/"] {
        let request = Request::get(path).header(HOST, HERE).header(HOST, "localhost").body(Body::empty()).unwrap();
        assert_eq!(house.ask(request).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn endless_forms_are_refused() {
    let house = House::new().await;
    let answer = house.ask(sign_in(&[("user", "admin"), ("password", &"x".repeat(2 << 20))])).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn no_secret_reaches_the_log_or_a_page() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let house = House::with(None, Origins::new(None, false)).await;
    let one_time = house.engine.first_password().unwrap().password.clone();
    let guard = tracing::subscriber::set_default(subscriber);
    let answer = house.ask(sign_in(&[("user", "admin"), ("password", &one_time)])).await;
    let form = [("current", one_time.as_str()), ("password", PASSWORD), ("again", PASSWORD)];
    let changed = house.ask(Ask::new(Method::POST, "/password").cookie(answer.session()).form(&form)).await;
    let page = house.ask(Ask::get("/containers/groups").cookie(changed.session()).nothing()).await;
    tracing::info!("the log is read");
    drop(guard);
    let logged = log.text();
    assert!(logged.contains("the log is read"));
    let tokens = [&answer, &changed].map(|answer| answer.cookie("gantry-session").unwrap().0.to_owned());
    for secret in [one_time.as_str(), PASSWORD, &tokens[0], &tokens[1]] {
        assert!(!logged.contains(secret), "the log holds a secret");
        assert!(!page.body.contains(secret), "the page holds a secret");
    }
    assert!(house.dir.path().join("secret.key").exists());
}

#[tokio::test]
async fn pages_are_compressed_on_the_way() {
    use std::io::Read as _;

    let house = House::new().await;
    let me = house.signed_in().await;
    let plain = house.ask(Ask::get("/network/vpcs").session(&me).nothing()).await.body;
    let request = Ask::get("/network/vpcs").session(&me).header("accept-encoding", "gzip").nothing();
    let response = house.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let packed = axum::body::to_bytes(response.into_body(), 4 << 20).await.unwrap();
    assert!(packed.len() * 2 < plain.len(), "{} of {}", packed.len(), plain.len());
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut text).unwrap();
    assert!(text.contains("vpc-default"));
}
