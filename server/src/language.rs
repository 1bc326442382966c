//! The language of an answer: what the person chose, else what the browser likes best, else English.
//!
//! The choice is a cookie, so that it is known before the sign-in and without script. It changes by a plain form, `POST /language`, which leads
//! back to the page that it was sent from.

use axum::Form;
use axum::extract::State;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, REFERER, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use gantry_app::paths;
use gantry_app::words::Said as _;
use gantry_model::Message;
use gantry_model::locale::Locale;
use leptos::prelude::{Owner, provide_context, use_context};
use leptos_axum::ResponseOptions;
use serde::Deserialize;

use crate::session::{Door, cookie};

/// The cookie's name.
const COOKIE: &str = "gantry-language";
/// It is good for a year, in seconds.
const COOKIE_SECONDS: u32 = 365 * 24 * 3600;

/// The language that a request wants.
pub fn of(headers: &HeaderMap) -> Locale {
    let accepted = || {
        let lines: Vec<_> = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|line| line.to_str().ok()).collect();
        Locale::accepted(&lines.join(","))
    };
    cookie(headers, COOKIE).and_then(Locale::of_token).or_else(accepted).unwrap_or_default()
}

/// Gives a page or a server function its language by context, and says in the answer that it has one.
pub fn provide() {
    let Some(parts) = use_context::<Parts>() else { return };
    let locale = of(&parts.headers);
    provide_context(locale);
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(CONTENT_LANGUAGE, HeaderValue::from_static(locale.tag()));
        response.append_header(VARY, HeaderValue::from_static("accept-language, cookie"));
    }
}

/// What a person reads where no page of ours says it.
pub fn say(message: &Message, locale: Locale) -> String {
    Owner::new().with(|| {
        provide_context(locale);
        message.said()
    })
}

#[derive(Deserialize)]
pub struct Choice {
    language: String,
}

/// `POST /language`. A language that there is none of changes nothing.
pub async fn choose(State(door): State<Door>, headers: HeaderMap, Form(form): Form<Choice>) -> Response {
    let mut response = Redirect::to(&came_from(&headers)).into_response();
    if let Some(locale) = Locale::of_token(&form.language) {
        door.set_plain(&mut response, COOKIE, locale.token(), COOKIE_SECONDS);
    }
    response
}

/// The page of ours that a form was sent from; the first page where the browser does not say. Origin checks have been made.
fn came_from(headers: &HeaderMap) -> String {
    let referer = headers.get(REFERER).and_then(|value| value.to_str().ok()).and_then(|text| text.parse::<Uri>().ok());
    let path = referer.as_ref().and_then(Uri::path_and_query).map(|path| path.as_str());
    // Two slashes would be another host.
    path.filter(|path| path.starts_with('/') && !path.starts_with("//")).unwrap_or(paths::HOME).to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_choice_wins_over_the_browser() {
        let of = |pairs: &[(&'static str, &str)]| of(&headers(pairs));
        assert_eq!(of(&[]), Locale::En);
        assert_eq!(of(&[("accept-language", "zh-CN,zh;q=0.9")]), Locale::Zh);
        assert_eq!(of(&[("accept-language", "zh-CN"), ("cookie", "gantry-language=en")]), Locale::En);
        assert_eq!(of(&[("accept-language", "en"), ("cookie", "a=1; gantry-language=zh")]), Locale::Zh);
        assert_eq!(of(&[("accept-language", "zh"), ("cookie", "gantry-language=de")]), Locale::Zh);
    }

    #[test]
    fn the_form_leads_back_to_where_it_was_and_nowhere_else() {
        let from = |referer: &str| came_from(&headers(&[("referer", referer)]));
        assert_eq!(from("http://127.0.0.1:8080/login?next=%2Faccount"), "/login?next=%2Faccount");
        assert_eq!(from("http://127.0.0.1:8080//evil.example/"), "/");
        assert_eq!(from("none"), "/");
        assert_eq!(came_from(&HeaderMap::new()), "/");
    }
}
