//! Paging of a list that has no address of its own: inside a dialog or a form.

use gantry_model::page::SIZES;
use gantry_words::ui as words;
use leptos::prelude::*;

use super::button::IconButton;
use super::icon::Glyph;
use super::input::{Choice, Select};

/// How many rows there are, how many one page has, and the way to the others.
#[component]
pub fn Pager(
    #[prop(into)] total: Signal<u64>,
    /// From 1.
    page: RwSignal<u32>,
    /// One of [`SIZES`].
    size: RwSignal<u32>,
) -> impl IntoView {
    let pages = Memo::new(move |_| total.get().div_ceil(u64::from(size.get())).max(1));
    let rows = RwSignal::new(size.get_untracked().to_string());
    let at_first = Signal::derive(move || (page.get() <= 1).then(|| words::first_page_already().to_owned()));
    let at_last =
        Signal::derive(move || (u64::from(page.get()) >= pages.get()).then(|| words::last_page_already().to_owned()));
    view! {
        <div class="table-foot">
            <span aria-live="polite">{move || words::total(total.get())}</span>
            <label class="row push">
                <span>{words::rows_per_page()}</span>
                <Select
                    label=words::rows_per_page()
                    value=rows
                    choices=SIZES.map(|size| Choice::same(size.to_string())).to_vec()
                    on_change=move |chosen: String| {
                        size.set(chosen.parse().unwrap_or(SIZES[0]));
                        page.set(1);
                    }
                />
            </label>
            <nav class="pager row" aria-label=words::pages()>
                <IconButton
                    label=words::previous_page()
                    icon=Glyph::Left
                    why_not=at_first
                    on_click=move |()| page.update(|page| *page -= 1)
                />
                <span>{move || words::page_of(page.get(), pages.get())}</span>
                <IconButton
                    label=words::next_page()
                    icon=Glyph::Right
                    why_not=at_last
                    on_click=move |()| page.update(|page| *page += 1)
                />
            </nav>
        </div>
    }
}
