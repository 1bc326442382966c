//! What every page begins with: the tab's title, breadcrumbs, the heading with its state and id, one line of purpose, and
//! the actions on the right.

use gantry_words::ui as words;
use leptos::prelude::*;
use leptos_meta::Title;

/// A step on the way to this page: its word, and where it leads; the page itself has no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// What it is called.
    pub word: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl Crumb {
    /// A page on the way.
    pub fn to(word: impl Into<String>, href: impl Into<String>) -> Self {
        Self { word: word.into(), href: Some(href.into()) }
    }

    /// This page.
    pub fn here(word: impl Into<String>) -> Self {
        Self { word: word.into(), href: None }
    }
}

/// The way to this page.
#[component]
pub fn Crumbs(#[prop(into)] steps: Signal<Vec<Crumb>>) -> impl IntoView {
    view! {
        <nav class="crumbs" aria-label=words::breadcrumb()>
            <ol>
                {move || {
                    steps
                        .get()
                        .into_iter()
                        .map(|crumb| match crumb.href {
                            Some(href) => view! { <li><a href=href>{crumb.word}</a></li> }.into_any(),
                            None => view! { <li aria-current="page">{crumb.word}</li> }.into_any(),
                        })
                        .collect_view()
                }}
            </ol>
        </nav>
    }
    .into_any()
}

/// The head of a page. `children` are the actions on the right, the primary one first.
///
/// The same on every page; what differs is given, nothing is wired by hand.
#[component]
pub fn PageHead(
    /// The heading, and the title of the browser's tab.
    #[prop(into)]
    title: Signal<String>,
    /// The way to here.
    #[prop(into)]
    crumbs: Signal<Vec<Crumb>>,
    /// One line: what this page is for, or its key facts.
    #[prop(optional, into)]
    purpose: MaybeProp<String>,
    /// Beside the heading: the state, the id to copy.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    // The head of the document is written last, when the page's signals may be gone.
    let first = title.get_untracked();
    let in_tab = move || title.try_get().unwrap_or_else(|| first.clone());
    view! {
        <Title text=in_tab/>
        <Crumbs steps=crumbs/>
        <div class="pagehead">
            <div>
                <div class="line">
                    <h1>{move || title.get()}</h1>
                    {beside.map(|beside| beside.run())}
                </div>
                {move || purpose.get().map(|purpose| view! { <p class="purpose">{purpose}</p> })}
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// A part of a page with its own heading.
#[component]
pub fn Section(
    #[prop(into)] title: Signal<String>,
    /// A line beside the heading.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" aria-label=move || title.get()>
            <header>
                <h2>{move || title.get()}</h2>
                {move || note.get().map(|note| view! { <p>{note}</p> })}
            </header>
            {children()}
        </section>
    }
    .into_any()
}
