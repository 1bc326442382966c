//! Questions and answers: all on one page, each with an address of its own, narrowed by a search over questions and answers.

use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::{console, help as words};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::crumbs;
use super::questions::{QUESTIONS, Question, Topic};

/// The page. `q` in the URL narrows it; what follows `#` is the question that an address means.
#[component]
pub fn Faq() -> impl IntoView {
    let query = use_query();
    let typed = Memo::new(move |_| query.get("q").unwrap_or_default());
    let found = Memo::new(move |_| typed.with(|typed| QUESTIONS.iter().filter(|question| question.has(typed)).count()));
    let hash = use_location().hash;
    // The server does not see what follows `#`: the mark comes once the page is taken over.
    let meant = RwSignal::new(String::new());
    Effect::new(move |_| {
        let id = hash.with(|hash| hash.trim_start_matches('#').to_owned());
        if let Some(place) = QUESTIONS.iter().find(|question| question.id == id) {
            // A page that comes by a link is drawn after the router has looked for the place.
            request_animation_frame(move || {
                if let Some(element) = document().get_element_by_id(place.id) {
                    element.scroll_into_view();
                }
            });
        }
        meant.set(id);
    });
    view! {
        <PageHead title=console::help_faq() crumbs=crumbs(console::help_faq) purpose=words::questions_purpose()/>
        <Toolbar>
            <TableSearch label=words::search_label() placeholder=words::search_placeholder()/>
            <span class="quiet" role="status">
                {move || words::question_count(found.get())}
            </span>
        </Toolbar>
        <div class="faq">
            <nav class="topics" aria-label=words::topics()>
                <ul>
                    {move || {
                        typed
                            .with(|typed| topics(typed))
                            .into_iter()
                            .map(|topic| view! { <li><a href=format!("#{}", topic.key())>{topic.word()}</a></li> })
                            .collect_view()
                    }}
                </ul>
            </nav>
            <div>
                {move || {
                    let typed = typed.get();
                    if found.get() == 0 {
                        return view! {
                            <Empty title=words::nothing_found() text=words::nothing_found_text()>
                                <LinkButton label=words::all_questions() href=paths::HELP_FAQ/>
                            </Empty>
                        }
                            .into_any();
                    }
                    topics(&typed)
                        .into_iter()
                        .map(|topic| {
                            let questions = QUESTIONS.iter().filter(|question| question.topic == topic && question.has(&typed));
                            view! {
                                <section aria-labelledby=topic.key()>
                                    <h2 id=topic.key()>{topic.word()}</h2>
                                    {questions.map(|question| answered(question, meant)).collect_view()}
                                </section>
                            }
                        })
                        .collect_view()
                        .into_any()
                }}
            </div>
        </div>
    }
}

/// The topics that still have a question.
fn topics(typed: &str) -> Vec<Topic> {
    let has = |topic: &Topic| QUESTIONS.iter().any(|question| question.topic == *topic && question.has(typed));
    Topic::ALL.into_iter().filter(has).collect()
}

fn answered(question: &'static Question, meant: RwSignal<String>) -> impl IntoView {
    let Question { id, ask, answer, links, .. } = *question;
    view! {
        <article id=id class="question" class:meant=move || meant.with(|meant| meant == id)>
            <h3>
                <span>{ask()}</span>
                <a class="anchor" href=paths::help_question(id) aria-label=format!("{}: {}", words::link_to(), ask()) title=words::link_to()>
                    "#"
                </a>
            </h3>
            {answer.iter().map(|say| view! { <p>{say()}</p> }).collect_view()}
            <p class="see">
                <span class="quiet">{words::see()}</span>
                {links.iter().map(|(name, path)| view! { <a class="link" href=*path>{name()}</a> }).collect_view()}
            </p>
        </article>
    }
}
