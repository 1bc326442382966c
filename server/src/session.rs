//! The door: everything but a short list of paths needs a session.
//!
//! [`guard`] stands before the whole router, also before routes that somebody adds tomorrow: what is not in [`access`] is closed. It checks that a request comes from
//! one of our pages (`csrf.rs`), finds the session of its cookie, and puts [`Session`], [`Origin`] and [`Context`] into the request for handlers; [`provide`] hands them to pages
//! and server functions. Without a session a page becomes a redirect to the sign-in, and everything else 401. A person who must
//! choose a password gets to the page for that, and nowhere else.
//!
//! The cookie is `HttpOnly` and `SameSite=Lax`: a link in a mail opens the console, while what changes something is held by the origin check.
//! Under TLS it is `Secure` and its name begins with `__Host-`, so that no neighbour domain can plant one.
//!
//! The registry and the machines' paths never see a cookie.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, COOKIE, HOST, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Json, RequestExt as _};
use gantry_app::paths;
use gantry_engine::iam::{Device, Iam, LONGEST_MS, Session, SignedIn, Token};
use gantry_engine::{Context, Origin};
use gantry_model::Error;
use gantry_model::id::SessionId;
use gantry_model::message::{common, iam as say};
use leptos::prelude::{provide_context, use_context};
use tokio_util::sync::CancellationToken;

use crate::answer::{Refused, in_words};
use crate::client;
use crate::connections::Client;
use crate::csrf::Origins;
use crate::language;

/// A device cookie is good for a year, in seconds.
const DEVICE_SECONDS: i64 = 365 * 24 * 3600;

/// What the door needs to know. Clones share it.
#[derive(Clone)]
pub struct Door {
    inner: Arc<Inner>,
}

struct Inner {
    iam: Iam,
    origins: Origins,
    trusted_proxies: Vec<IpAddr>,
    /// What pages know of the installation; person and password are filled in for each request.
    installation: gantry_app::Session,
}

impl Door {
    pub fn new(iam: Iam, origins: Origins, trusted_proxies: Vec<IpAddr>, installation: gantry_app::Session) -> Self {
        Self { inner: Arc::new(Inner { iam, origins, trusted_proxies, installation }) }
    }

    /// People and their sessions.
    pub fn iam(&self) -> &Iam {
        &self.inner.iam
    }

    /// Which pages are ours.
    pub fn origins(&self) -> &Origins {
        &self.inner.origins
    }

    /// Ends with the session, and with the server: what a stream or a terminal races against.
    pub fn until_over(
        &self,
        session: SessionId,
        stopping: CancellationToken,
    ) -> impl Future<Output = ()> + Send + use<> {
        let iam = self.inner.iam.clone();
        async move {
            tokio::select! {
                () = iam.until_ended(&session) => {}
                () = stopping.cancelled() => {}
            }
        }
    }

    /// The session's token that the browser sent, if it sent one.
    pub fn token(&self, headers: &HeaderMap) -> Option<Token> {
        cookie(headers, self.name(Cookie::Session)).and_then(Token::parse)
    }

    /// The device cookie that the browser sent, if it sent one.
    pub fn device(&self, headers: &HeaderMap) -> Option<Device> {
        cookie(headers, self.name(Cookie::Device)).map(Device::from_cookie)
    }

    /// Gives the browser the cookies of a session.
    pub fn let_in(&self, response: &mut Response, signed_in: &SignedIn) {
        let age = signed_in.session.kept.then_some(LONGEST_MS / 1000);
        self.set(response, Cookie::Session, signed_in.token.as_str(), age);
        self.set(response, Cookie::Device, signed_in.device.as_str(), Some(DEVICE_SECONDS));
    }

    /// Takes the session's cookie away.
    pub fn let_out(&self, response: &mut Response) {
        self.set(response, Cookie::Session, "", Some(0));
    }

    fn set(&self, response: &mut Response, cookie: Cookie, value: &str, age: Option<i64>) {
        let name = self.name(cookie);
        let secure = if self.inner.origins.secure() { "; Secure" } else { "" };
        let age = age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let site = match cookie {
            Cookie::Session => "Lax",
            Cookie::Device => "Strict",
        };
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite={site}{secure}{age}");
        let mut value = HeaderValue::try_from(text).expect("names and values of our cookies are plain ASCII");
        value.set_sensitive(true);
        response.headers_mut().append(SET_COOKIE, value);
    }

    /// Gives the browser a cookie that says how somebody likes pages, and nothing of who it is.
    pub fn set_plain(&self, response: &mut Response, name: &str, value: &str, seconds: u32) {
        let secure = if self.inner.origins.secure() { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={seconds}");
        let value = HeaderValue::try_from(text).expect("names and values of our cookies are plain ASCII");
        response.headers_mut().append(SET_COOKIE, value);
    }

    fn name(&self, cookie: Cookie) -> &'static str {
        match (cookie, self.inner.origins.secure()) {
            (Cookie::Session, false) => "gantry-session",
            (Cookie::Session, true) => "__Host-gantry-session",
            (Cookie::Device, false) => "gantry-device",
            (Cookie::Device, true) => "__Host-gantry-device",
        }
    }
}

#[derive(Clone, Copy)]
enum Cookie {
    Session,
    Device,
}

/// Who may come to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Not a browser's business: cookies are taken off, and the path has its own rules.
    Machine,
    /// Everybody.
    Open,
    /// Who is signed in, also when they must choose a password.
    Session,
    /// Who is signed in and has a password of their own.
    Person,
}

/// The whole list of what is not closed. A path that is not here needs a person.
fn access(path: &str) -> Access {
    match path {
        "/healthz" | "/readyz" | "/metrics" | "/v2" => Access::Machine,
        paths::LOGIN | paths::LANGUAGE | "/favicon.svg" => Access::Open,
        paths::PASSWORD | paths::LOGOUT => Access::Session,
        _ if path.starts_with("/v2/") => Access::Machine,
        _ if path.starts_with("/assets/") => Access::Open,
        _ => Access::Person,
    }
}

/// The header of an answer that names its request, as the operation log and the server's log do.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Lets a request pass, or answers it. See the module.
pub async fn guard(State(door): State<Door>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    // RFC 9112, 3.2: whoever stands before this server may have believed the other one.
    if parts.headers.get_all(HOST).iter().count() > 1 {
        let error = Error::invalid("Host", say::two_hosts());
        return (StatusCode::BAD_REQUEST, Json(error)).into_response();
    }
    let origin = client::origin(&parts, &door.inner.trusted_proxies);
    let request_id = HeaderValue::try_from(origin.request.as_str());
    parts.extensions.insert(origin);
    let reads = wants_html(&parts.headers).then(|| language::of(&parts.headers));
    let mut response = admitted(&door, parts, body, next).await;
    if let Some(locale) = reads {
        response = in_words(response, locale);
    }
    if let Ok(id) = request_id {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The answer to a request whose origin is known.
async fn admitted(door: &Door, mut parts: Parts, body: Body, next: Next) -> Response {
    let access = access(parts.uri.path());
    if access == Access::Machine {
        if let Err(error) = door.inner.origins.check_machine(&parts.uri, &parts.headers) {
            return Refused(error).into_response();
        }
        parts.headers.remove(COOKIE);
        return next.run(Request::from_parts(parts, body)).await;
    }
    match door.admit(&mut parts, access).await {
        Err(response) => response,
        Ok(private) => {
            // Server functions read a body to its end, however long it is.
            let mut response = next.run(Request::from_parts(parts, body).with_limited_body().map(Body::new)).await;
            if private {
                // What one person saw must not come back from a cache after they signed out.
                response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
            }
            response
        }
    }
}

impl Door {
    /// Says whether the answer is for this session alone, or how to answer instead.
    async fn admit(&self, parts: &mut Parts, access: Access) -> Result<bool, Response> {
        let refuse = |error: Error| Refused(error).into_response();
        self.inner.origins.check(&parts.method, &parts.uri, &parts.headers).map_err(refuse)?;
        let session = match self.token(&parts.headers) {
            Some(token) if !parts.uri.path().starts_with("/assets/") => {
                self.iam().authenticate(&token).await.map_err(refuse)?
            }
            _ => None,
        };
        match (&session, access) {
            (_, Access::Open) => {}
            (None, _) if is_page(parts) => {
                let here = parts.uri.path_and_query().map_or(paths::HOME, |here| here.as_str());
                return Err(Redirect::to(&paths::login_then(here)).into_response());
            }
            (None, _) => return Err(refuse(Error::unauthenticated(common::sign_in_first()))),
            (Some(session), Access::Person) if session.must_change => {
                return Err(if is_page(parts) {
                    Redirect::to(paths::PASSWORD).into_response()
                } else {
                    refuse(Error::forbidden(say::choose_password_first()))
                });
            }
            _ => {}
        }
        let private = session.is_some();
        if let Some(session) = session {
            if let Some(client) = parts.extensions.get::<Client>() {
                client.recognise();
            }
            let context = Context::of(session.actor()).within(session.id.clone());
            parts.extensions.insert(match parts.extensions.get::<Origin>() {
                Some(origin) => context.from(origin.clone()),
                None => context,
            });
            parts.extensions.insert(session);
        }
        Ok(private)
    }
}

/// Whether a person looks at the answer: then a redirect helps, and a status does not.
fn is_page(parts: &Parts) -> bool {
    let reads = matches!(parts.method, Method::GET | Method::HEAD);
    reads && wants_html(&parts.headers) && !parts.uri.path().starts_with("/api/")
}

/// Whether a browser shows the answer itself, and no script of ours takes it.
fn wants_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// Gives a page or a server function, by context, who asks from where ([`Context`]), and what pages show of it.
pub fn provide(door: &Door) {
    let Some(parts) = use_context::<Parts>() else { return };
    provide_context(door.iam().clone());
    if let Some(context) = parts.extensions.get::<Context>() {
        provide_context(context.clone());
    }
    if let Some(session) = parts.extensions.get::<Session>() {
        provide_context(gantry_app::Session {
            user: session.user_name.clone(),
            must_change_password: session.must_change,
            ..door.inner.installation.clone()
        });
    }
}

/// Where to go after the sign-in: a path of ours, or nothing.
pub fn safe_next(next: &str) -> Option<&str> {
    let mut letters = next.bytes();
    let ours = letters.next() == Some(b'/') && !matches!(letters.next(), Some(b'/' | b'\\'));
    let plain = next.len() <= 2048 && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let door = [paths::LOGIN, paths::LOGOUT].iter().any(|door| next.starts_with(door));
    (ours && plain && !door).then_some(next)
}

/// The value of a cookie. Two of one name are none: one of them was planted.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut values = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter_map(|(found, value)| (found == name).then_some(value));
    let value = values.next();
    if values.next().is_some() { None } else { value }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_not_listed_is_closed() {
        for closed in
            ["/", "/api/anything", "/events", "/terminal/eci-1/web", "/loginx", "/assets", "/v2x", "/new", "//login"]
        {
            assert_eq!(access(closed), Access::Person, "{closed}");
        }
    }

    #[test]
    fn the_way_after_the_sign_in_stays_in_the_house() {
        for good in ["/", "/containers/groups?page=2", "/a//b"] {
            assert_eq!(safe_next(good), Some(good));
        }
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "evil",
            "/a\r\nSet-Cookie: x=y",
            "/login",
            "/logout",
        ] {
            assert_eq!(safe_next(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_cookie_that_comes_twice_is_none() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, "a=1; gantry-session=x; b=2".parse().unwrap());
        assert_eq!(cookie(&headers, "gantry-session"), Some("x"));
        assert_eq!(cookie(&headers, "session"), None);
        headers.append(COOKIE, "gantry-session=y".parse().unwrap());
        assert_eq!(cookie(&headers, "gantry-session"), None);
    }
}
