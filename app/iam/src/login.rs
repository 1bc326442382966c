//! Signing in. A plain form to `POST /login`, so that it works before and without any script. A refusal comes back in the URL:
//! `refused=wrong`, or `refused=wait` with `seconds`.

use leptos::prelude::*;

use super::gate::{Gate, PlainField};
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The words for a refusal.
fn refusal(query: Query) -> Option<String> {
    match query.get("refused")?.as_str() {
        "wait" => {
            let seconds = query.get("seconds").and_then(|seconds| seconds.parse::<u32>().ok()).unwrap_or(60);
            Some(format!("Too many tries. Wait {seconds} s, then try again."))
        }
        _ => Some("User name or password is wrong.".to_owned()),
    }
}

/// The page.
#[component]
pub fn Login() -> impl IntoView {
    let query = use_query();
    let fault = untrack(|| refusal(query));
    let user = untrack(|| query.get("user")).unwrap_or_else(|| "admin".to_owned());
    let next = untrack(|| query.get("next")).unwrap_or_default();
    let ended = untrack(|| query.get("ended")).is_some();
    let word = if ended {
        view! { <p>"You are signed out."</p> }.into_any()
    } else {
        view! {
            <p>
                "First time? The one-time password for " <b>"admin"</b>
                " stands in the terminal where Gantry was started."
            </p>
        }
        .into_any()
    };
    view! {
        <Gate title="Sign in" purpose="The private container cloud on this machine">
            <Notice>{word}</Notice>
            <form class="form" method="post" action=paths::LOGIN>
                <input type="hidden" name="next" value=next/>
                <PlainField name="user" label="User name" kind="text" autocomplete="username" value=user fault=None/>
                <PlainField
                    name="password"
                    label="Password"
                    kind="password"
                    autocomplete="current-password"
                    fault=fault
                    first=true
                />
                <label class="check">
                    <input type="checkbox" name="keep" value="true"/>
                    <span>"Keep me signed in on this machine for 7 days"</span>
                </label>
                <button class="btn primary large wide" type="submit">
                    "Sign in"
                </button>
            </form>
            <p class="help">
                {format!("Gantry {} · Forgotten? Ask whoever runs this machine.", env!("CARGO_PKG_VERSION"))}
            </p>
        </Gate>
    }
    .into_any()
}
