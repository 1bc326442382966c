//! What a person sees whose session ended while a page was open: a way to sign in beside it. The page stays, with everything that was
//! typed into it, and goes on once somebody is signed in again.

use gantry_model::Error;
use gantry_words::console as words;
use leptos::prelude::*;

use crate::iam::api::account_view;
use gantry_console::live::Live;
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_ui::browser;
use gantry_ui::button::Button;
use gantry_ui::dialog::Dialog;
use gantry_ui::signed_out;
use gantry_ui::toast::Toasts;

/// How often it is asked whether somebody has signed in, in milliseconds.
const ASK_AGAIN: u64 = 2000;

/// The dialog, and what opens and closes it.
#[component]
pub(super) fn SignedOut() -> impl IntoView {
    let ended = RwSignal::from(signed_out::ended());
    let open = RwSignal::new(false);
    let user = use_session().user;
    let live = expect_context::<Live>();
    let toasts = expect_context::<Toasts>();
    let who = Action::new(|(): &()| account_view());
    let ask = move || {
        who.dispatch(());
    };
    // The stream of changes ends with the session; the browser does not say why it broke.
    let lost = live.lost();
    Effect::new(move |_| {
        if lost.get() {
            ask();
        }
    });
    Effect::new(move |_| {
        if ended.get() {
            open.set(true);
            browser::every(ASK_AGAIN, ask);
        }
    });
    Effect::new(move |_| match who.value().get() {
        Some(Ok(account)) if ended.get_untracked() => {
            ended.set(false);
            open.set(false);
            if account.name == user {
                live.refresh();
                toasts.good(words::signed_in_again(), words::typed_is_here());
            } else {
                // Another person must not find this one's page.
                let _ = window().location().reload();
            }
        }
        Some(Err(fault)) if matches!(fault.0, Error::Unauthenticated { .. }) => signed_out::end(),
        _ => {}
    });
    view! {
        <Dialog
            open
            title=words::signed_out()
            actions=move || {
                view! {
                    <Button label=words::not_now() on_click=move |()| open.set(false)/>
                    <a class="btn primary" href=paths::LOGIN target="_blank">
                        {words::sign_in_new_tab()}
                    </a>
                }
            }
        >
            <p>{words::session_ended()}</p>
        </Dialog>
    }
    .into_any()
}
