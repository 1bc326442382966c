//! The one way in which an error of the control plane becomes an HTTP answer.

use axum::Json;
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use gantry_model::Error;
use gantry_model::locale::Locale;

use crate::language;

/// What handlers answer instead of a result: the status of the error, and the error as JSON, as server functions do it.
#[derive(Debug)]
pub struct Refused(pub Error);

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        if let Error::Internal { cause, .. } = &self.0 {
            tracing::error!(%cause, "a request failed");
        }
        let mut response = (gantry_app::fault::status(&self.0), Json(&self.0)).into_response();
        if matches!(self.0, Error::Unavailable { .. }) {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response.extensions_mut().insert(self.0);
        response
    }
}

/// A refusal in words, for a person whose browser shows the answer itself; every other answer as it is.
pub fn in_words(mut response: Response, locale: Locale) -> Response {
    if let Some(error) = response.extensions_mut().remove::<Error>() {
        let headers = response.headers_mut();
        headers.remove(CONTENT_LENGTH);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        *response.body_mut() = Body::from(language::say(&error.message(), locale));
    }
    response
}
