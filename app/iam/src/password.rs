//! Choosing a new password. Who signed in with the one-time password comes here and nowhere else. A plain form to
//! `POST /password`; a refusal comes back in the URL: `refused=current`, `rule`, `same`, `again` or `wait`.

use leptos::prelude::*;

use super::gate::{Gate, PlainField};
use gantry_console::document::leave_for;
use gantry_console::paths;
use gantry_console::session::Session;
use gantry_model::message;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{console, iam as words, ui};

/// The field that a refusal belongs to, and the words for it.
fn refusal(query: Query) -> Option<(&'static str, String)> {
    Some(match query.get("refused")?.as_str() {
        "current" => ("current", words::not_present_password().to_owned()),
        "again" => ("again", words::new_passwords_differ().to_owned()),
        "same" => ("password", words::same_password().to_owned()),
        "wait" => ("current", words::too_many_tries_minute().to_owned()),
        _ => ("password", message::iam::password_unfit(message::iam::password_rule()).said()),
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
    let purpose = if forced { words::change_purpose_forced() } else { words::change_purpose() };
    view! {
        <Gate title=console::change_password() purpose=purpose>
            <form class="form" method="post" action=paths::PASSWORD>
                // For password managers: whose password it is.
                <input type="hidden" name="username" autocomplete="username" value=session.user.clone()/>
                <PlainField
                    name="current"
                    label=if forced { words::one_time_password() } else { words::present_password() }
                    kind="password"
                    autocomplete="current-password"
                    fault=of("current")
                    first=true
                />
                <PlainField
                    name="password"
                    label=words::new_password()
                    kind="password"
                    autocomplete="new-password"
                    help=message::iam::password_rule().said()
                    fault=of("password")
                />
                <PlainField
                    name="again"
                    label=words::new_password_again()
                    kind="password"
                    autocomplete="new-password"
                    fault=of("again")
                />
                <button class="btn primary large wide" type="submit">
                    {console::change_password()}
                </button>
                {(!forced)
                    .then(|| {
                        view! {
                            <a class="btn bare" rel="external" href=paths::ACCOUNT>
                                {ui::cancel()}
                            </a>
                        }
                    })}
            </form>
        </Gate>
    }
    .into_any()
}
