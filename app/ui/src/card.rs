//! Cards, only for what is one thing, and the panel that says what an order will make.

use gantry_words::ui as words;
use leptos::prelude::*;

/// A card with a heading; `aside` stands at the right of the heading.
#[component]
pub fn Card(
    #[prop(into)] title: String,
    /// A column class such as `c6`: half of the page's twelve columns.
    #[prop(optional, into)]
    class: String,
    #[prop(optional, into)] aside: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let label = title.clone();
    view! {
        <section class=format!("card {class}") aria-label=label>
            <header>
                <h2>{title}</h2>
                {aside.map(|aside| view! { <span class="push">{aside.run()}</span> })}
            </header>
            <div class="body">{children()}</div>
        </section>
    }
    .into_any()
}

/// One large figure with its scale and what it is made of.
#[component]
pub fn Readout(
    #[prop(into)] title: String,
    #[prop(into)] figure: Signal<String>,
    /// Beside the figure: `of 64`, `CNY`.
    #[prop(into)]
    of: Signal<String>,
    /// Words under the scale.
    #[prop(into)]
    foot: Signal<Vec<String>>,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// The scale.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="card readout-card c3" href=href>
            <h3>
                <span>{title}</span>
            </h3>
            <span class="readout">
                <span>{move || figure.get()}</span>
                " "
                <small>{move || of.get()}</small>
            </span>
            {children()}
            <span class="foot">
                {move || foot.get().into_iter().map(|word| view! { <span>{word}</span> }).collect_view()}
            </span>
        </a>
    }
    .into_any()
}

/// The right-hand panel of an order: what will be made, and what it costs. `total` is its foot.
#[component]
pub fn Summary(
    #[prop(default = words::what_will_be_made().to_owned(), into)] title: String,
    #[prop(optional, into)] total: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    view! {
        <aside aria-label=words::order_summary()>
            <div class="summary">
                <h2>{title}</h2>
                <div class="body">{children()}</div>
                {total.map(|total| view! { <div class="total">{total.run()}</div> })}
            </div>
        </aside>
    }
    .into_any()
}

/// A price with what it is counted by, and a line under it.
#[component]
pub fn Price(
    #[prop(into)] amount: Signal<String>,
    /// `CNY per hour`.
    #[prop(into)]
    per: Signal<String>,
    #[prop(optional, into)] note: MaybeProp<String>,
) -> impl IntoView {
    view! {
        <div>
            <div class="price">
                <span>{move || amount.get()}</span>
                <small>{move || per.get()}</small>
            </div>
            {move || note.get().map(|note| view! { <p class="help">{note}</p> })}
        </div>
    }
    .into_any()
}
