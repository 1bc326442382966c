//! The one error of the control plane: few variants, told apart by what the caller can do about them.

use serde::{Deserialize, Serialize};

/// What a command answers when it does not do what was asked. Travels to the browser as JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    /// There is no such thing, or this person may not know of it.
    #[error("There is no {kind} {id}.")]
    NotFound { kind: String, id: String },
    /// The name is taken. `field` is the form's field, as in [`Error::Invalid`].
    #[error("{message}")]
    AlreadyExists { field: String, message: String },
    /// A value breaks a rule; `message` names field, value and rule.
    #[error("{message}")]
    Invalid { field: String, message: String },
    /// The thing changed meanwhile, or its state does not allow this now.
    #[error("{message}")]
    Conflict { message: String },
    #[error("{message}")]
    Forbidden { message: String },
    #[error("{message}")]
    Unauthenticated { message: String },
    /// A limit of the installation is reached; `message` names limit, use and what was asked.
    #[error("{message}")]
    QuotaExceeded { message: String },
    /// Something that this needs is missing or does not answer; trying again later may help.
    #[error("{message}")]
    Unavailable { message: String },
    /// A fault of ours. `cause` is for the log and never leaves the server.
    #[error("{message}")]
    Internal {
        message: String,
        #[serde(skip)]
        cause: String,
    },
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub fn not_found(kind: impl Into<String>, id: impl Into<String>) -> Self {
        Self::NotFound { kind: kind.into(), id: id.into() }
    }

    pub fn already_exists(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::AlreadyExists { field: field.into(), message: message.into() }
    }

    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid { field: field.into(), message: message.into() }
    }

    pub fn conflict(message: impl Into<String>) -> Self {
        Self::Conflict { message: message.into() }
    }

    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::Forbidden { message: message.into() }
    }

    pub fn unauthenticated(message: impl Into<String>) -> Self {
        Self::Unauthenticated { message: message.into() }
    }

    pub fn quota_exceeded(message: impl Into<String>) -> Self {
        Self::QuotaExceeded { message: message.into() }
    }

    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::Unavailable { message: message.into() }
    }

    /// A fault of ours; the person reads that it was logged, the log gets `cause`.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal {
            message: "Something went wrong inside Gantry; the server's log has the details.".into(),
            cause: cause.to_string(),
        }
    }

    /// The form field that caused this, if one did.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Invalid { field, .. } | Self::AlreadyExists { field, .. } => Some(field),
            _ => None,
        }
    }

    /// The same error seen from a form that holds the faulty thing under `parent`: `name` becomes `parent.name`.
    pub fn within(self, parent: &str) -> Self {
        let nest = |field: String| if field.is_empty() { parent.to_owned() } else { format!("{parent}.{field}") };
        match self {
            Self::Invalid { field, message } => Self::Invalid { field: nest(field), message },
            Self::AlreadyExists { field, message } => Self::AlreadyExists { field: nest(field), message },
            other => other,
        }
    }
}
