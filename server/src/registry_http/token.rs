//! `/v2/token`: name and password in, a token for some minutes out. By GET, and by POST as OAuth 2 clients do.

use axum::{
    body::Body,
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    response::Response,
};
use gantry_engine::Origin;
use gantry_engine::registry::{Caller, Granted, Registry};
use gantry_model::registry::scope::Scope;
use serde_json::json;

use super::{
    answer::{Fault, json_response, set},
    caller::{Shown, by_password},
    query::{self, Query},
    route::Route,
};

pub(super) async fn answer(
    registry: &Registry,
    query: Query,
    head: Parts,
    body: Body,
    origin: &Origin,
) -> Result<Response, Fault> {
    let (caller, parameters) = match head.method {
        Method::GET | Method::HEAD => (by_headers(registry, &head.headers, origin).await?, query),
        Method::POST => {
            let form = axum::body::to_bytes(body, query::LONGEST).await.map_err(|_| {
                Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "UNSUPPORTED", "The form is larger than 16 KiB.")
            })?;
            let form = Query::parse(&String::from_utf8_lossy(&form))?;
            let refuse = |why: &str| Fault::new(StatusCode::BAD_REQUEST, "UNSUPPORTED", why);
            if form.get("grant_type") != Some("password") {
                return Err(refuse("Only grant_type=password gives a token."));
            }
            let (Some(name), Some(password)) = (form.get("username"), form.get("password")) else {
                return Err(refuse("username and password are needed."));
            };
            (by_password(registry, name, password, origin).await?, form)
        }
        method => return Err(Fault::method(&method, Route::Token.methods())),
    };
    let service = &registry.settings().public_host;
    if let Some(other) = parameters.get("service").filter(|asked| !asked.eq_ignore_ascii_case(service)) {
        let other: String = other.chars().take(80).collect();
        let why = format!("service “{other}” is not the one of this registry, which is {service}.");
        return Err(Fault::new(StatusCode::BAD_REQUEST, "UNSUPPORTED", why));
    }
    let scopes = Scope::parse_all(parameters.all("scope"));
    let granted = registry.grant(&caller, &scopes).await?;
    Ok(granted_response(registry, &granted))
}

async fn by_headers(registry: &Registry, headers: &HeaderMap, origin: &Origin) -> Result<Caller, Fault> {
    match Shown::of(headers)? {
        // What a Public repository may be pulled with.
        Shown::Nothing => {
            let caller = registry.caller_without_name(origin).await?;
            registry.admit_login(&caller.place).await?;
            Ok(caller)
        }
        Shown::Password { name, password } => by_password(registry, &name, &password, origin).await,
        // A token is not good for another token, or its end would be none.
        Shown::Token(_) => {
            Err(Fault::new(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", "A token is got by name and password."))
        }
    }
}

fn granted_response(registry: &Registry, granted: &Granted) -> Response {
    let body = json!({
        "token": granted.token,
        "access_token": granted.token,
        "expires_in": granted.seconds,
        "issued_at": registry.rfc3339(granted.issued_at),
    });
    let mut response = json_response(StatusCode::OK, "application/json", &body);
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}
