//! Signing in. A plain form to `POST /login`, so that it works before and without any script. A refusal comes back in the URL:
//! `refused=wrong`, or `refused=wait` with `seconds`.

use leptos::prelude::*;

use super::gate::{Gate, PlainField};
use gantry_console::paths;
use gantry_model::message::iam as say;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{iam as words, ui};

/// The words for a refusal.
fn refusal(query: Query) -> Option<String> {
    match query.get("refused")?.as_str() {
        "wait" => {
            let seconds = query.get("seconds").and_then(|seconds| seconds.parse::<u32>().ok()).unwrap_or(60);
            Some(words::too_many_tries(seconds))
        }
        _ => Some(say::user_or_password_wrong().said()),
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
        view! { <p>{words::signed_out()}</p> }.into_any()
    } else {
        view! { <p>{words::first_time(view! { <b>"admin"</b> })}</p> }.into_any()
    };
    view! {
        <Gate title=ui::sign_in() purpose=words::sign_in_purpose()>
            <Notice>{word}</Notice>
            <form class="form" method="post" action=paths::LOGIN>
                <input type="hidden" name="next" value=next/>
                <PlainField name="user" label=words::user_name() kind="text" autocomplete="username" value=user fault=None/>
                <PlainField
                    name="password"
                    label=words::password()
                    kind="password"
                    autocomplete="current-password"
                    fault=fault
                    first=true
                />
                <label class="check">
                    <input type="checkbox" name="keep" value="true"/>
                    <span>{words::keep_signed_in()}</span>
                </label>
                <button class="btn primary large wide" type="submit">
                    {ui::sign_in()}
                </button>
            </form>
            <p class="help">{words::forgotten(env!("CARGO_PKG_VERSION"))}</p>
        </Gate>
    }
    .into_any()
}
