//! The one error of the control plane: few variants, told apart by what the caller can do about them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::kind::ResourceKind;
use crate::message::{Argument, Message, common as say};

/// What a command answers when it does not do what was asked. Travels to the browser as JSON: the variant, the field, and the message
/// as code and arguments.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    /// There is no such thing, or this person may not know of it.
    #[error("{}", self.message())]
    NotFound {
        /// Called `kind` by supervisors of the first version of their protocol.
        #[serde(alias = "kind")]
        what: What,
        id: String,
    },
    /// The name is taken. `field` is the form's field, as in [`Error::Invalid`].
    #[error("{message}")]
    AlreadyExists { field: String, message: Message },
    /// A value breaks a rule; `message` names field, value and rule.
    #[error("{message}")]
    Invalid { field: String, message: Message },
    /// The thing changed meanwhile, or its state does not allow this now.
    #[error("{message}")]
    Conflict { message: Message },
    #[error("{message}")]
    Forbidden { message: Message },
    #[error("{message}")]
    Unauthenticated { message: Message },
    /// A limit of the installation is reached; `message` names limit, use and what was asked.
    #[error("{message}")]
    QuotaExceeded { message: Message },
    /// Something that this needs is missing or does not answer; trying again later may help.
    #[error("{message}")]
    Unavailable { message: Message },
    /// A fault of ours. `cause` is for the log and never leaves the server.
    #[error("{}", self.message())]
    Internal {
        #[serde(skip)]
        cause: String,
    },
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum What {
    Kind(ResourceKind),
    Lookup(Lookup),
}

/// What is no resource and yet looked for by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lookup {
    /// Of an image, by its digest.
    Blob,
    /// A container of a group, by its name.
    Container,
    /// A container group as an instance of a scaling group.
    Instance,
    /// A kind, by its token.
    Kind,
    /// By tag or digest.
    Manifest,
    /// The Personal Edition's instance of the person who asks.
    PersonalInstance,
    /// What a supervisor was told to run.
    Plan,
    /// Anything by its id.
    Resource,
    /// A container image by its tag.
    ImageVersion,
    /// An upload that was begun.
    Upload,
    /// A rule of an instance's whitelist, by its number.
    WhitelistRule,
}

impl From<ResourceKind> for What {
    fn from(kind: ResourceKind) -> Self {
        Self::Kind(kind)
    }
}

impl From<Lookup> for What {
    fn from(lookup: Lookup) -> Self {
        Self::Lookup(lookup)
    }
}

impl From<What> for Argument {
    fn from(what: What) -> Self {
        let message = match what {
            What::Kind(kind) => return kind.into(),
            What::Lookup(Lookup::Blob) => say::lookup_blob(),
            What::Lookup(Lookup::Container) => say::lookup_container(),
            What::Lookup(Lookup::Instance) => say::lookup_instance(),
            What::Lookup(Lookup::Kind) => say::lookup_kind(),
            What::Lookup(Lookup::Manifest) => say::lookup_manifest(),
            What::Lookup(Lookup::PersonalInstance) => say::lookup_personal_instance(),
            What::Lookup(Lookup::Plan) => say::lookup_plan(),
            What::Lookup(Lookup::Resource) => say::lookup_resource(),
            What::Lookup(Lookup::ImageVersion) => say::lookup_image_version(),
            What::Lookup(Lookup::Upload) => say::lookup_upload(),
            What::Lookup(Lookup::WhitelistRule) => say::lookup_whitelist_rule(),
        };
        message.into()
    }
}

impl Error {
    /// An id that somebody gave is told up to its 64th character.
    pub fn not_found(what: impl Into<What>, id: impl AsRef<str>) -> Self {
        Self::NotFound { what: what.into(), id: id.as_ref().chars().take(64).collect() }
    }

    pub fn already_exists(field: impl Into<String>, message: impl Into<Message>) -> Self {
        Self::AlreadyExists { field: field.into(), message: message.into() }
    }

    pub fn invalid(field: impl Into<String>, message: impl Into<Message>) -> Self {
        Self::Invalid { field: field.into(), message: message.into() }
    }

    pub fn conflict(message: impl Into<Message>) -> Self {
        Self::Conflict { message: message.into() }
    }

    pub fn forbidden(message: impl Into<Message>) -> Self {
        Self::Forbidden { message: message.into() }
    }

    pub fn unauthenticated(message: impl Into<Message>) -> Self {
        Self::Unauthenticated { message: message.into() }
    }

    pub fn quota_exceeded(message: impl Into<Message>) -> Self {
        Self::QuotaExceeded { message: message.into() }
    }

    pub fn unavailable(message: impl Into<Message>) -> Self {
        Self::Unavailable { message: message.into() }
    }

    /// A fault of ours; the person reads that it was logged, the log gets `cause`.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal { cause: cause.to_string() }
    }

    /// What a person reads.
    pub fn message(&self) -> Cow<'_, Message> {
        match self {
            Self::NotFound { what: What::Lookup(Lookup::PersonalInstance), .. } => {
                Cow::Owned(say::no_personal_instance())
            }
            Self::NotFound { what, id } => Cow::Owned(say::not_found(*what, id)),
            Self::Internal { .. } => Cow::Owned(say::internal()),
            Self::AlreadyExists { message, .. }
            | Self::Invalid { message, .. }
            | Self::Conflict { message }
            | Self::Forbidden { message }
            | Self::Unauthenticated { message }
            | Self::QuotaExceeded { message }
            | Self::Unavailable { message } => Cow::Borrowed(message),
        }
    }

    /// As [`Error::message`].
    pub fn into_message(self) -> Message {
        self.message().into_owned()
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
