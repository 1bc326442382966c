//! Answers: what went wrong in the words of the specification, and headers that several answers share.

use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode, header},
    response::Response,
};
use gantry_model::{
    Error,
    error::{Lookup, What},
    registry::{reference::Digest, scope::Scope},
};
use serde_json::{Value, json};

use super::caller::Challenge;

/// A refusal, with its code of the specification (or, where that has none, of the common registries).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) status: StatusCode,
    code: &'static str,
    message: String,
    detail: Value,
    /// Header of the answer beside the body.
    headers: Vec<(header::HeaderName, String)>,
}

impl Fault {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), detail: Value::Null, headers: Vec::new() }
    }

    /// `allowed` are the methods that do something there, as `Allow` names them.
    pub(super) fn method(method: &Method, allowed: &'static str) -> Self {
        let message = format!("{method} does nothing here.");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "UNSUPPORTED", message).with_header(header::ALLOW, allowed)
    }

    pub(super) fn with_header(mut self, name: header::HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The answer. One that asks for a login says how to log in, and for what.
    pub(super) fn response(self, challenge: &Challenge, scopes: &[Scope]) -> Response {
        let body = json!({ "errors": [{ "code": self.code, "message": self.message, "detail": self.detail }] });
        let mut response = json_response(self.status, "application/json", &body);
        if self.status == StatusCode::UNAUTHORIZED
            && let Ok(value) = HeaderValue::from_str(&challenge.header(scopes))
        {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, value);
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let (status, code) = match &error {
            Error::NotFound { what: What::Lookup(Lookup::Blob), .. } => (StatusCode::NOT_FOUND, "BLOB_UNKNOWN"),
            Error::NotFound { what: What::Lookup(Lookup::Manifest), .. } => (StatusCode::NOT_FOUND, "MANIFEST_UNKNOWN"),
            Error::NotFound { what: What::Lookup(Lookup::Upload), .. } => {
                (StatusCode::NOT_FOUND, "BLOB_UPLOAD_UNKNOWN")
            }
            Error::NotFound { .. } => (StatusCode::NOT_FOUND, "NAME_UNKNOWN"),
            Error::Invalid { field, .. } => match field.as_str() {
                "digest" => (StatusCode::BAD_REQUEST, "DIGEST_INVALID"),
                "manifest" => (StatusCode::BAD_REQUEST, "MANIFEST_INVALID"),
                "blob" => (StatusCode::BAD_REQUEST, "MANIFEST_BLOB_UNKNOWN"),
                "reference" => (StatusCode::BAD_REQUEST, "TAG_INVALID"),
                "repository" => (StatusCode::NOT_FOUND, "NAME_UNKNOWN"),
                "size" => (StatusCode::BAD_REQUEST, "SIZE_INVALID"),
                "limit" => (StatusCode::PAYLOAD_TOO_LARGE, "SIZE_INVALID"),
                "Content-Range" => (StatusCode::RANGE_NOT_SATISFIABLE, "BLOB_UPLOAD_INVALID"),
                "body" => (StatusCode::BAD_REQUEST, "BLOB_UPLOAD_INVALID"),
                _ => (StatusCode::BAD_REQUEST, "NAME_INVALID"),
            },
            Error::AlreadyExists { .. } | Error::Conflict { .. } => (StatusCode::CONFLICT, "DENIED"),
            Error::Forbidden { .. } => (StatusCode::FORBIDDEN, "DENIED"),
            Error::Unauthenticated { .. } => (StatusCode::UNAUTHORIZED, "UNAUTHORIZED"),
            Error::QuotaExceeded { .. } => (StatusCode::INSUFFICIENT_STORAGE, "UNAVAILABLE"),
            Error::Unavailable { .. } => (StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE"),
            Error::Internal { cause, .. } => {
                tracing::error!(cause, "a registry request failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "UNKNOWN")
            }
        };
        let fault = Self::new(status, code, error.to_string());
        if status == StatusCode::SERVICE_UNAVAILABLE { fault.with_header(header::RETRY_AFTER, "5") } else { fault }
    }
}

/// An answer without a body.
pub(super) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    response
}

/// An answer in JSON of this media type.
pub(super) fn json_response(status: StatusCode, media_type: &str, body: &Value) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, media_type);
    response
}

/// Sets a header whose value we made; one that is no header value is left out.
pub(super) fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Sets `Docker-Content-Digest` and `ETag`.
pub(super) fn set_digest(response: &mut Response, digest: &Digest) {
    set(response, header::HeaderName::from_static("docker-content-digest"), digest.as_str());
    set(response, header::ETAG, &format!("\"{digest}\""));
}

/// Whether the client says that it has this content already.
pub(super) fn has_it(if_none_match: Option<&str>, digest: &Digest) -> bool {
    let same = |tag: &str| {
        let tag = tag.trim();
        tag == "*" || tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"') == digest.as_str()
    };
    if_none_match.is_some_and(|tags| tags.split(',').any(same))
}
