//! Who sends a request, by what they show: a token, a name and password, or nothing; and what they are told to do about it.

use axum::http::{HeaderMap, StatusCode, header};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use gantry_engine::{
    Origin,
    iam::Refusal,
    registry::{Caller, Registry},
};
use gantry_model::{Error, registry::scope::Scope};

use super::answer::Fault;

/// Bytes of a header that is decoded.
const LONGEST: usize = 40 * 1024;

/// What somebody showed.
pub(super) enum Shown {
    Nothing,
    Token(String),
    Password { name: String, password: String },
}

impl Shown {
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, Fault> {
        let refused = || {
            Fault::new(
                StatusCode::UNAUTHORIZED,
                "UNAUTHORIZED",
                "The Authorization header is neither Basic nor Bearer.",
            )
        };
        let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(Self::Nothing) };
        let text = value.to_str().ok().filter(|text| text.len() <= LONGEST).ok_or_else(refused)?;
        let (scheme, rest) = text.split_once(' ').ok_or_else(refused)?;
        if scheme.eq_ignore_ascii_case("bearer") {
            return Ok(Self::Token(rest.trim().to_owned()));
        }
        if !scheme.eq_ignore_ascii_case("basic") {
            return Err(refused());
        }
        let pair = BASE64_STANDARD.decode(rest.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let pair = pair.ok_or_else(refused)?;
        let (name, password) = pair.split_once(':').ok_or_else(refused)?;
        Ok(Self::Password { name: name.to_owned(), password: password.to_owned() })
    }
}

/// A person by name and password. After too many failures one is told to wait.
pub(super) async fn by_password(
    registry: &Registry,
    name: &str,
    password: &str,
    origin: &Origin,
) -> Result<Caller, Fault> {
    registry.caller_by_password(name, password, origin).await.map_err(|refusal| match refusal {
        Refusal::Wait(wait) => {
            let seconds = wait.as_millis().div_ceil(1000).to_string();
            let message = Error::from(refusal).to_string();
            Fault::new(StatusCode::TOO_MANY_REQUESTS, "TOOMANYREQUESTS", message)
                .with_header(header::RETRY_AFTER, seconds)
        }
        other => Error::from(other).into(),
    })
}

/// Who sends this request.
pub(super) async fn caller(registry: &Registry, headers: &HeaderMap, origin: &Origin) -> Result<Caller, Fault> {
    match Shown::of(headers)? {
        Shown::Nothing => Ok(registry.caller_without_name(origin).await?),
        Shown::Token(token) => Ok(registry.caller_by_token(&token, origin).await?),
        Shown::Password { name, password } => by_password(registry, &name, &password, origin).await,
    }
}

/// Where a client gets a token: at the host that it came to.
#[derive(Debug, Clone)]
pub(super) struct Challenge {
    realm: String,
    service: String,
}

impl Challenge {
    pub(super) fn of(registry: &Registry, headers: &HeaderMap, origin: Option<&Origin>) -> Self {
        let settings = registry.settings();
        let asked = headers.get(header::HOST).and_then(|value| value.to_str().ok()).filter(|host| is_host(host));
        let base = match asked {
            // From inside a VPC the way is never by TLS (`vpc_door.rs`).
            Some(host) if origin.is_some_and(|origin| origin.vpc.is_some()) => format!("http://{host}"),
            Some(host) if !host.eq_ignore_ascii_case(&settings.public_host) => format!("{}://{host}", settings.scheme),
            _ => format!("{}://{}", settings.public_scheme, settings.public_host),
        };
        Self { realm: format!("{base}/v2/token"), service: settings.public_host.clone() }
    }

    /// The value of `WWW-Authenticate`. Every part was checked against a grammar without quotes.
    pub(super) fn header(&self, scopes: &[Scope]) -> String {
        let scopes: Vec<String> = scopes.iter().map(Scope::to_string).collect();
        let scope = if scopes.is_empty() { String::new() } else { format!(",scope=\"{}\"", scopes.join(" ")) };
        format!("Bearer realm=\"{}\",service=\"{}\"{scope}", self.realm, self.service)
    }
}

fn is_host(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b))
}
