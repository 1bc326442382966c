//! Whom people ask, as pages show it.

use gantry_model::settings::SupportContact;
use leptos::prelude::*;

/// The contact: a link where it is an address of the web or of e-mail, else its words.
#[component]
pub fn Contact(contact: SupportContact) -> impl IntoView {
    let shown = contact.to_string();
    let target = (!contact.is_mail()).then_some("_blank");
    match contact.href() {
        Some(href) => view! {
            <a class="link" href=href.to_owned() target=target rel="noopener noreferrer">
                {shown}
            </a>
        }
        .into_any(),
        None => view! { <span>{shown}</span> }.into_any(),
    }
}
