//! The first page of help: what there is, a search over the questions, and whom to ask (GEN-17).

use gantry_console::contact::Contact;
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;
use gantry_words::{console, help as words};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn Help() -> impl IntoView {
    let session = use_session();
    let typed = RwSignal::new(String::new());
    let navigate = use_navigate();
    let search = Callback::new(move |()| {
        navigate(&paths::help_search(typed.get_untracked().trim()), Default::default());
    });
    let parts = [
        (Glyph::Info, console::help_faq(), words::faq_purpose(), paths::HELP_FAQ),
        (Glyph::Document, console::help_glossary(), words::glossary_purpose(), paths::HELP_GLOSSARY),
        (Glyph::Layers, console::help_scenarios(), words::scenarios_purpose(), paths::HELP_SCENARIOS),
        (Glyph::Check, console::help_agreements(), words::agreements_purpose(), paths::HELP_AGREEMENTS),
    ];
    view! {
        <PageHead title=console::help() crumbs=vec![Crumb::to("Gantry", paths::HOME), Crumb::here(console::help())] purpose=words::purpose()/>
        <div class="help-search" role="search">
            <SearchInput value=typed label=words::search_label() placeholder=words::search_placeholder() on_enter=search/>
            <Button label=words::search() on_click=search/>
        </div>
        <div class="grid mt4">
            {parts
                .into_iter()
                .map(|(icon, name, purpose, path)| {
                    view! {
                        <a class="card help-part c6" href=path>
                            <Icon name=icon/>
                            <span>
                                <b>{name}</b>
                                <span>{purpose}</span>
                            </span>
                        </a>
                    }
                })
                .collect_view()}
        </div>
        <Section title=words::support()>
            {match session.support_contact {
                Some(contact) => view! {
                    <p class="contact">
                        <span>{words::support_text()}</span>
                        <Contact contact/>
                    </p>
                }
                    .into_any(),
                None => view! { <p class="quiet">{words::no_support()}</p> }.into_any(),
            }}
        </Section>
        <Section title=words::about()>
            <Facts>
                <Fact label=words::version()>{format!("Gantry {}", session.version)}</Fact>
                <Fact label=words::runtime()>
                    {if session.simulated { words::simulated().to_owned() } else { session.runtime }}
                </Fact>
                <Fact label=words::registry_host()>
                    <code>{session.registry_host}</code>
                </Fact>
                <Fact label=words::time_zone()>{session.zone.name}</Fact>
            </Facts>
        </Section>
    }
}
