//! The box by which a person accepts the agreements before an order goes on.

use gantry_words::console as words;
use leptos::prelude::*;

use crate::paths;
use gantry_ui::choice::Checkbox;

/// The box, with links to what is accepted. They open beside the page, so that nothing typed is lost.
#[component]
pub fn Agree(value: RwSignal<bool>) -> impl IntoView {
    let link = |href: &'static str, name: &'static str| {
        view! {
            <a class="link" href=href target="_blank">
                {name}
            </a>
        }
    };
    view! {
        <Checkbox value name="agreed-box">
            {words::agree(
                link(paths::SERVICE_AGREEMENT, words::service_agreement()),
                link(paths::SERVICE_LEVEL_AGREEMENT, words::service_level_agreement()),
            )}
        </Checkbox>
    }
    .into_any()
}
