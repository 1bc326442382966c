//! The error of the control plane as it travels from a server function to a page.

use gantry_model::{Error, Message};
use gantry_words::{Said as _, ui as words};
use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::{Deserialize, Serialize};

use crate::json::Text;

/// What every server function answers instead of a result. A wrapper, because both [`Error`] and the trait that Leptos asks
/// for live elsewhere. `?` turns an [`Error`] into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fault(pub Error);

impl Fault {
    /// The form field that caused this, if one did.
    pub fn field(&self) -> Option<&str> {
        self.0.field()
    }

    /// The sentence for the person.
    pub fn message(&self) -> String {
        self.0.said()
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl From<Error> for Fault {
    /// On the server this is also where the answer of a server function gets its status, and where the log gets the cause.
    fn from(error: Error) -> Self {
        #[cfg(feature = "ssr")]
        answer_with(&error);
        Self(error)
    }
}

/// The one mapping to HTTP.
#[cfg(feature = "ssr")]
pub fn status(error: &Error) -> http::StatusCode {
    use http::StatusCode;
    match error {
        Error::NotFound { .. } => StatusCode::NOT_FOUND,
        Error::AlreadyExists { .. } | Error::Conflict { .. } => StatusCode::CONFLICT,
        Error::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Forbidden { .. } | Error::QuotaExceeded { .. } => StatusCode::FORBIDDEN,
        Error::Unauthenticated { .. } => StatusCode::UNAUTHORIZED,
        Error::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A page that calls a server function while it is rendered keeps the status of the page: it shows the error in its place. Unless
/// what its URL names is not there: then neither is the page. (It must not have been begun, which is what `SsrMode::Async` is
/// for.)
#[cfg(feature = "ssr")]
fn answer_with(error: &Error) {
    use leptos::prelude::use_context;

    if let Error::Internal { cause, .. } = error {
        tracing::error!(%cause, "a request failed");
    }
    let called = use_context::<http::request::Parts>().is_some_and(|parts| parts.uri.path().starts_with("/api/"));
    let tells = called || matches!(error, Error::NotFound { .. });
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>().filter(|_| tells) {
        response.set_status(status(error));
    }
}

/// The input of a server function that is not what it takes: no page of ours sends such, so the log has a line of it.
#[cfg(feature = "ssr")]
fn malformed(cause: &str) -> Error {
    use leptos::prelude::use_context;

    let crate::json::Malformed { field, why } = crate::json::Malformed::read(cause);
    let path = use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    tracing::warn!(%path, %field, %why, "malformed input");
    let said = if field.is_empty() { words::malformed_input(why) } else { words::malformed_field(&field, why) };
    let error = Error::invalid(field, Message::text(said));
    answer_with(&error);
    error
}

/// How a fault travels: as everything else does. Where one comes that says that the session is over, the page hears of it.
pub struct FaultText;

impl ContentType for FaultText {
    const CONTENT_TYPE: &'static str = Text::CONTENT_TYPE;
}

impl FormatType for FaultText {
    const FORMAT_TYPE: Format = Text::FORMAT_TYPE;
}

impl Encodes<Fault> for FaultText {
    type Error = serde_json::Error;

    fn encode(fault: &Fault) -> Result<Bytes, Self::Error> {
        Text::encode(fault)
    }
}

impl Decodes<Fault> for FaultText {
    type Error = <Text as Decodes<Fault>>::Error;

    fn decode(bytes: Bytes) -> Result<Fault, Self::Error> {
        let fault: Fault = Text::decode(bytes)?;
        if matches!(fault.0, Error::Unauthenticated { .. }) {
            crate::signed_out::end();
        }
        Ok(fault)
    }
}

impl FromServerFnError for Fault {
    type Encoder = FaultText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Request(_) => Error::unavailable(Message::text(words::no_answer())),
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Deserialization(cause)
            | ServerFnErrorErr::Args(cause)
            | ServerFnErrorErr::MissingArg(cause) => malformed(&cause),
            #[cfg(not(feature = "ssr"))]
            ServerFnErrorErr::Args(cause) | ServerFnErrorErr::MissingArg(cause) => {
                Error::invalid("", Message::text(cause))
            }
            other => Error::internal(other),
        };
        Self(error)
    }
}
