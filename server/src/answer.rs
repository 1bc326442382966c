//! The one way in which an error of the control plane becomes an HTTP answer.

use axum::Json;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use gantry_model::Error;

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
            response.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static("5"));
        }
        response
    }
}
