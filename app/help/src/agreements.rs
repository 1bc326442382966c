//! The two agreements that an order asks to accept (GEN-18). They say what is true of every installation, and promise nothing else.

use gantry_console::kinds::Say;
use gantry_ui::prelude::*;
use gantry_words::{console, help as words};
use leptos::prelude::*;

use super::crumbs;

/// Titles and texts, in their order.
const SERVICE: &[(Say, Say)] = &[
    (words::operator, words::operator_text),
    (words::contents, words::contents_text),
    (words::duties, words::duties_text),
    (words::measured, words::measured_text),
    (words::charged, words::charged_text),
    (words::your_data, words::your_data_text),
    (words::ending, words::ending_text),
];

const SERVICE_LEVEL: &[(Say, Say)] = &[
    (words::availability, words::availability_text),
    (words::going_on, words::going_on_text),
    (words::performance, words::performance_text),
    (words::durability, words::durability_text),
    (words::support_level, words::support_level_text),
    (words::compensation, words::compensation_text),
];

/// The page.
#[component]
pub fn Agreements() -> impl IntoView {
    view! {
        <PageHead title=console::help_agreements() crumbs=crumbs(console::help_agreements) purpose=words::agreements_note()/>
        <div class="agreements">
            {agreement("service-agreement", console::service_agreement(), SERVICE)}
            {agreement("service-level-agreement", console::service_level_agreement(), SERVICE_LEVEL)}
        </div>
    }
}

fn agreement(id: &'static str, title: &'static str, parts: &'static [(Say, Say)]) -> impl IntoView {
    let heading = format!("{id}-title");
    view! {
        <section id=id aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{title}</h2>
            <ol>
                {parts
                    .iter()
                    .map(|(title, text)| {
                        view! {
                            <li>
                                <h3>{title()}</h3>
                                <p>{text()}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}
