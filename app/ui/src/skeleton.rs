//! The final layout in grey, for the moment before the first answer. No spinners.

use gantry_words::ui as words;
use leptos::prelude::*;

/// A grey bar as wide as the word that will stand there.
#[component]
pub fn Bar(
    /// In pixels.
    width: u32,
) -> impl IntoView {
    view! { <span class="skeleton" style=format!("width:{width}px")></span> }.into_any()
}

/// A table to come.
#[component]
pub fn TableSkeleton(
    /// The headings.
    #[prop(into)]
    columns: Vec<&'static str>,
    #[prop(default = 5)] rows: u32,
) -> impl IntoView {
    let cells = columns.len() as u32;
    view! {
        <div aria-busy="true">
            <div class="table-wrap">
                <table class="table" role="table">
                    <caption class="hidden">{words::loading()}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            {columns
                                .into_iter()
                                .map(|title| view! { <th scope="col" role="columnheader">{title}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        {(0..rows)
                            .map(|row| {
                                view! {
                                    <tr role="row">
                                        {(0..cells)
                                            .map(|column| {
                                                let width = 64 + (row * 37 + column * 23) % 60;
                                                view! { <td role="cell"><Bar width/></td> }
                                            })
                                            .collect_view()}
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

/// Facts to come.
#[component]
pub fn FactsSkeleton(#[prop(default = 8)] facts: u32) -> impl IntoView {
    view! {
        <dl class="facts" aria-busy="true">
            {(0..facts)
                .map(|fact| {
                    view! {
                        <div>
                            <dt><Bar width=60 + (fact * 29) % 50/></dt>
                            <dd><Bar width=90 + (fact * 43) % 110/></dd>
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
    .into_any()
}
