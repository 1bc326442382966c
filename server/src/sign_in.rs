//! Signing in and out, and changing the password: plain forms, so that they work before and without any script.
//!
//! Each answers with a redirect, also when it refuses: `refused=…` in the URL says why, and never what was typed.

use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use gantry_app::paths;
use gantry_engine::iam::{Credentials, Refusal, Session};
use gantry_engine::{Context, Engine, Origin};
use gantry_model::Error;
use gantry_model::iam::check_password;
use gantry_model::iam::operations::SessionEnd;
use serde::Deserialize;

use crate::answer::Refused;
use crate::session::{Door, safe_next};

#[derive(Deserialize)]
pub struct SignIn {
    user: String,
    password: String,
    #[serde(default)]
    keep: String,
    #[serde(default)]
    next: String,
}

/// `POST /login`.
pub async fn sign_in(
    State(door): State<Door>,
    Extension(origin): Extension<Origin>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Refused> {
    let (token, device) = (door.token(&headers), door.device(&headers));
    let credentials = Credentials {
        user: form.user.trim(),
        password: &form.password,
        keep: form.keep == "true",
        replaces: token.as_ref(),
        device: device.as_ref(),
    };
    let next = safe_next(&form.next).unwrap_or(paths::HOME);
    match door.iam().sign_in(credentials, &origin).await {
        Ok(signed_in) => {
            let forced = signed_in.session.must_change;
            let mut response = Redirect::to(if forced { paths::PASSWORD } else { next }).into_response();
            door.let_in(&mut response, &signed_in);
            Ok(response)
        }
        Err(Refusal::Wrong) => Ok(back(&paths::login_then(next), "wrong", None)),
        Err(Refusal::Wait(wait)) => Ok(back(&paths::login_then(next), "wait", Some(wait))),
        Err(Refusal::Fault(error)) => Err(error.into()),
    }
}

/// `POST /logout`.
pub async fn sign_out(
    State(door): State<Door>,
    State(engine): State<Engine>,
    Extension(context): Extension<Context>,
    Extension(session): Extension<Session>,
) -> Result<Response, Refused> {
    match engine.call(&context, SessionEnd { id: session.id }).await {
        // Somebody else ended it a moment ago.
        Ok(()) | Err(Error::NotFound { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let mut response = Redirect::to(&format!("{}?ended=1", paths::LOGIN)).into_response();
    door.let_out(&mut response);
    Ok(response)
}

#[derive(Deserialize)]
pub struct ChangePassword {
    current: String,
    password: String,
    again: String,
}

/// `POST /password`.
pub async fn change_password(
    State(door): State<Door>,
    Extension(origin): Extension<Origin>,
    Extension(session): Extension<Session>,
    headers: HeaderMap,
    Form(form): Form<ChangePassword>,
) -> Result<Response, Refused> {
    if form.password != form.again {
        return Ok(back(paths::PASSWORD, "again", None));
    }
    if check_password("password", &form.password).is_err() {
        return Ok(back(paths::PASSWORD, "rule", None));
    }
    let device = door.device(&headers);
    match door.iam().change_password(&session, &form.current, &form.password, device.as_ref(), &origin).await {
        Ok(signed_in) => {
            let mut response = Redirect::to(paths::HOME).into_response();
            door.let_in(&mut response, &signed_in);
            Ok(response)
        }
        Err(Refusal::Wrong) => Ok(back(paths::PASSWORD, "current", None)),
        Err(Refusal::Wait(wait)) => Ok(back(paths::PASSWORD, "wait", Some(wait))),
        Err(Refusal::Fault(Error::Invalid { .. })) => Ok(back(paths::PASSWORD, "same", None)),
        Err(Refusal::Fault(error)) => Err(error.into()),
    }
}

/// The page again, with the reason.
fn back(page: &str, reason: &str, wait: Option<Duration>) -> Response {
    let sign = if page.contains('?') { '&' } else { '?' };
    let seconds = wait.map(|wait| format!("&seconds={}", wait.as_millis().div_ceil(1000))).unwrap_or_default();
    Redirect::to(&format!("{page}{sign}refused={reason}{seconds}")).into_response()
}
