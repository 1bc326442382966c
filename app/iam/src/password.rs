//! Choosing a new password. Who signed in with the one-time password comes here and nowhere else. A plain form to
//! `POST /password`; a refusal comes back in the URL: `refused=current`, `rule`, `same`, `again` or `wait`.

use gantry_model::iam::PASSWORD_RULE;
use leptos::prelude::*;

use super::gate::{Gate, PlainField};
use gantry_console::document::leave_for;
use gantry_console::paths;
use gantry_console::session::Session;
use gantry_ui::prelude::*;

/// The field that a refusal belongs to, and the words for it.
fn refusal(query: Query) -> Option<(&'static str, String)> {
    Some(match query.get("refused")?.as_str() {
        "current" => ("current", "This is not your present password.".to_owned()),
        "again" => ("again", "The two new passwords differ.".to_owned()),
        "same" => ("password", "This is the password that you have. Choose another.".to_owned()),
        "wait" => ("current", "Too many tries. Wait a minute, then try again.".to_owned()),
        _ => ("password", format!("This password does not fit: {PASSWORD_RULE}.")),
    })
}

/// The page.
#[component]
pub fn ChangePassword() -> impl IntoView {
    let query = use_query();
    let Some(session) = use_context::<Session>() else {
        leave_for(&paths::login_then(paths::PASSWORD));
        return ().into_any();
    };
    let forced = session.must_change_password;
    let fault = untrack(|| refusal(query));
    let of = move |name: &str| fault.as_ref().filter(|fault| fault.0 == name).map(|fault| fault.1.clone());
    let purpose = if forced {
        "The one-time password has done its work; choose your own."
    } else {
        "All other sessions of yours end with it."
    };
    view! {
        <Gate title="Change Password" purpose=purpose>
            <form class="form" method="post" action=paths::PASSWORD>
                // For password managers: whose password it is.
                <input type="hidden" name="username" autocomplete="username" value=session.user.clone()/>
                <PlainField
                    name="current"
                    label=if forced { "One-time password" } else { "Present password" }
                    kind="password"
                    autocomplete="current-password"
                    fault=of("current")
                    first=true
                />
                <PlainField
                    name="password"
                    label="New password"
                    kind="password"
                    autocomplete="new-password"
                    help=PASSWORD_RULE.to_owned()
                    fault=of("password")
                />
                <PlainField
                    name="again"
                    label="New password, again"
                    kind="password"
                    autocomplete="new-password"
                    fault=of("again")
                />
                <button class="btn primary large wide" type="submit">
                    "Change Password"
                </button>
                {(!forced)
                    .then(|| {
                        view! {
                            <a class="btn bare" rel="external" href=paths::ACCOUNT>
                                "Cancel"
                            </a>
                        }
                    })}
            </form>
        </Gate>
    }
    .into_any()
}
