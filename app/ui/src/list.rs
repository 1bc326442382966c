//! What stands around the rows of a page's list: the bar with search, filters and refresh above, the foot with the pages below,
//! what is shown while it loads and when it is empty, and what can be done with selected rows. Order, page and search are in the
//! URL.
//!
//! [`List`] is all of it in one; a page whose filters show what the answer counted puts [`ListBar`] and [`ListTable`] together
//! itself.

use std::collections::BTreeSet;

use gantry_model::page::{Page, PageRequest, SIZES};
use gantry_words::ui as words;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::browser;
use super::button::{IconButton, Look, Size};
use super::icon::{Glyph, Icon};
use super::input::SearchInput;
use super::query::use_query;
use super::skeleton::TableSkeleton;
use super::table::{Column, Plan, Selection, table};
use crate::loaded::{Answer, Loaded};

/// A list below the heading of its page.
///
/// ```ignore
/// <List from=namespaces caption="Namespaces" search="Search namespaces" placeholder="Name" columns=columns()
///     key=|row: &NamespaceView| row.id.to_string() empty=|| view! { <Empty title="No namespaces yet" text="..."/> }/>
/// ```
#[component]
pub fn List<T>(
    from: Answer<Page<T>>,
    /// What the rows are; for assistive technology.
    #[prop(into)]
    caption: String,
    /// What the search is called: `Search namespaces`.
    #[prop(into)]
    search: String,
    /// What it looks in: `Name or summary`.
    #[prop(into)]
    placeholder: String,
    columns: Vec<Column<T>>,
    /// What tells rows apart, for life.
    key: fn(&T) -> String,
    /// What a person calls a row: `Select web-front`.
    #[prop(optional)]
    name: Option<fn(&T) -> String>,
    /// Makes rows selectable.
    #[prop(optional, into)]
    selection: Option<Selection>,
    /// One line a row, without a second one under it.
    #[prop(optional)]
    dense: bool,
    /// Query keys that narrow this list beside the search.
    #[prop(optional)]
    filters: &'static [&'static str],
    /// How many grey rows stand there while it loads.
    #[prop(default = 5)]
    likely: u32,
    /// What stands there while there is nothing: [`Empty`](super::notice::Empty).
    #[prop(into)]
    empty: ViewFn,
    /// The filters, between search and refresh.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    let titles: Vec<_> = columns.iter().map(Column::title).collect();
    let shown = StoredValue::new((caption, columns, empty));
    view! {
        <ListBar search placeholder on_refresh=move |()| from.refetch()>
            {children.map(|children| children())}
        </ListBar>
        <Loaded from=from skeleton=move || view! { <TableSkeleton columns=titles rows=likely/> } let:page>
            {
                let (caption, columns, empty) = shown.get_value();
                rows_and_foot(page, filters, empty, Plan { caption, columns, rows: rows_of(page), key, name, selection, dense })
            }
        </Loaded>
    }
    .into_any()
}

/// The bar above a list: search, filters, refresh.
#[component]
pub fn ListBar(
    #[prop(into)] search: String,
    #[prop(into)] placeholder: String,
    #[prop(into)] on_refresh: Callback<()>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <Toolbar>
            <TableSearch label=search placeholder/>
            {children.map(|children| children())}
            <span class="push">
                <Refresh on_click=on_refresh/>
            </span>
        </Toolbar>
    }
    .into_any()
}

/// Loads anew what stands below.
#[component]
pub fn Refresh(#[prop(into)] on_click: Callback<()>) -> impl IntoView {
    view! { <IconButton label=words::refresh() icon=Glyph::Restart look=Look::Secondary size=Size::Medium on_click/> }
}

/// A page of a list with its foot, and what stands there when the list is empty or nothing is found.
#[component]
pub fn ListTable<T>(
    #[prop(into)] caption: String,
    columns: Vec<Column<T>>,
    #[prop(into)] page: Signal<Page<T>>,
    key: fn(&T) -> String,
    #[prop(optional)] name: Option<fn(&T) -> String>,
    #[prop(optional, into)] selection: Option<Selection>,
    #[prop(optional)] dense: bool,
    /// Query keys that narrow this list beside the search; with one of them set, an empty list is one where nothing was
    /// found.
    #[prop(optional)]
    filters: &'static [&'static str],
    /// What stands there while there is nothing: [`Empty`](super::notice::Empty).
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    rows_and_foot(page, filters, empty, Plan { caption, columns, rows: rows_of(page), key, name, selection, dense })
}

fn rows_of<T: Clone + Send + Sync + 'static>(page: Signal<Page<T>>) -> Signal<Vec<T>> {
    Signal::derive(move || page.with(|page| page.items.clone()))
}

fn rows_and_foot<T: Clone + PartialEq + Send + Sync + 'static>(
    page: Signal<Page<T>>,
    filters: &'static [&'static str],
    empty: ViewFn,
    plan: Plan<T>,
) -> AnyView {
    let query = use_query();
    let total = Signal::derive(move || page.with(|page| page.total));
    let at = Signal::derive(move || page.with(|page| page.page));
    let nothing = Memo::new(move |_| total.get() == 0);
    let narrowed = Memo::new(move |_| query.get("q").is_some() || filters.iter().any(|key| query.get(key).is_some()));
    let plan = StoredValue::new(plan);
    view! {
        {move || {
            if !nothing.get() {
                view! {
                    {table(plan.get_value())}
                    <TableFoot total at/>
                }
                    .into_any()
            } else if narrowed.get() {
                let mut changes = vec![("q", None), ("page", None)];
                changes.extend(filters.iter().map(|key| (*key, None)));
                let href = query.href(&changes);
                view! {
                    <div class="empty">
                        <h3>{words::nothing_found()}</h3>
                        <p>{words::no_row_fits()}</p>
                        <div class="actions">
                            <a class="btn" href=href>
                                {words::show_all()}
                            </a>
                        </div>
                    </div>
                }
                    .into_any()
            } else {
                empty.run()
            }
        }}
    }
    .into_any()
}

/// Below a list: how many rows there are, how many one page has, and the way to the others.
#[component]
pub fn TableFoot(
    #[prop(into)] total: Signal<u64>,
    /// The page that is shown, which is not the one in the URL where the list has become shorter.
    #[prop(into)]
    at: Signal<u32>,
) -> impl IntoView {
    let query = use_query();
    let request = query.page_request();
    // The foot may be asked once more when the list that it reads is gone already.
    let (at, total) = (move || at.try_get().unwrap_or(1), move || total.try_get().unwrap_or_default());
    let pages = Memo::new(move |_| total().div_ceil(u64::from(request.get().size)).max(1));
    let range = move || {
        let PageRequest { size, .. } = request.try_get().unwrap_or_default();
        let (page, total) = (at(), total());
        let first = u64::from(page - 1) * u64::from(size) + 1;
        words::rows_of(first, total.min(u64::from(page) * u64::from(size)), total)
    };
    let to = move |page: u64| {
        let text = page.to_string();
        query.href(&[("page", (page > 1).then_some(text.as_str()))])
    };
    view! {
        <div class="table-foot">
            <span aria-live="polite">{range}</span>
            <label class="row push">
                <span>{words::rows_per_page()}</span>
                <select
                    class="select"
                    aria-label=words::rows_per_page()
                    on:change=move |event| {
                        let size = event_target_value(&event);
                        let value = (size != SIZES[0].to_string()).then_some(size);
                        query.go(&[("size", value.as_deref()), ("page", None)]);
                    }
                >
                    {SIZES
                        .into_iter()
                        .map(|size| {
                            view! {
                                <option value=size.to_string() selected=move || request.get().size == size>
                                    {size.to_string()}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
            <nav class="pager" aria-label=words::pages()>
                {move || {
                    let at = u64::from(at());
                    near(at, pages.try_get().unwrap_or(1))
                        .into_iter()
                        .map(|step| match step {
                            Some(page) => {
                                view! {
                                    <a
                                        class="btn bare small"
                                        href=to(page)
                                        aria-current=(page == at).then_some("page")
                                        aria-label=words::page_number(page)
                                    >
                                        {page.to_string()}
                                    </a>
                                }
                                    .into_any()
                            }
                            None => view! { <span class="quiet" aria-hidden="true">"…"</span> }.into_any(),
                        })
                        .collect_view()
                }}
            </nav>
        </div>
    }
    .into_any()
}

/// The pages to offer: first, last, and those around the present one; `None` where some are left out.
fn near(at: u64, pages: u64) -> Vec<Option<u64>> {
    let mut steps = Vec::new();
    let mut last = 0;
    for page in 1..=pages {
        if page == 1 || page == pages || page.abs_diff(at) <= 1 {
            if page > last + 1 {
                steps.push(None);
            }
            steps.push(Some(page));
            last = page;
        } else if page > at && page < pages {
            // Only the last one is left.
            if pages > last + 1 {
                steps.push(None);
            }
            steps.push(Some(pages));
            break;
        }
    }
    steps
}

/// The bar above a list: search, filters, and on the right what concerns the whole list.
#[component]
pub fn Toolbar(children: Children) -> impl IntoView {
    view! { <div class="toolbar">{children()}</div> }.into_any()
}

/// The search of a list; goes into the URL shortly after the last key.
#[component]
pub fn TableSearch(
    #[prop(into)] label: String,
    #[prop(into)] placeholder: String,
    /// The query key: another one for a filter that is typed.
    #[prop(default = "q")]
    param: &'static str,
) -> impl IntoView {
    let query = use_query();
    let typed = RwSignal::new(untrack(|| query.get(param)).unwrap_or_default());
    let turn = StoredValue::new(0_u64);
    // The URL is the truth: going back changes what stands in the box.
    Effect::new(move |before: Option<Option<String>>| {
        let there = query.get(param);
        if before.is_some_and(|before| before != there)
            && typed.with_untracked(|typed| typed.trim() != there.as_deref().unwrap_or(""))
        {
            typed.set(there.clone().unwrap_or_default());
        }
        there
    });
    let apply = move || {
        let text = typed.get_untracked();
        query.replace(&[(param, Some(text.trim())), ("page", None)]);
    };
    view! {
        <SearchInput
            value=typed
            label=label
            placeholder=placeholder
            on_enter=move |()| apply()
            on_input=move |()| {
                turn.update_value(|turn| *turn += 1);
                let mine = turn.get_value();
                browser::after(250, move || {
                    if turn.try_get_value() == Some(mine) {
                        apply();
                    }
                });
            }
        />
    }
    .into_any()
}

/// Filters of a list as segments of links: `All 14`, `Running 6`. The key is the query's, empty for all.
#[component]
pub fn FilterSegments(
    #[prop(into)] label: String,
    /// The query key.
    param: &'static str,
    /// Value in the URL (empty for all), words, and how many there are.
    #[prop(into)]
    choices: Signal<Vec<(String, String, Option<u64>)>>,
) -> impl IntoView {
    let query = use_query();
    view! {
        <div class="seg" role="group" aria-label=label>
            {move || {
                choices
                    .get()
                    .into_iter()
                    .map(|(value, word, count)| {
                        let own = value.clone();
                        view! {
                            <a
                                href=move || query.href(&[(param, Some(&value)), ("page", None)])
                                aria-current=move || (query.get(param).unwrap_or_default() == own).then_some("true")
                            >
                                <span>{word}</span>
                                {count.map(|count| view! { <span class="n">{count.to_string()}</span> })}
                            </a>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
    .into_any()
}

/// What can be done with all selected rows. Stands at the bottom while something is selected.
#[component]
pub fn SelectBar(
    selection: Selection,
    /// Beside the count: `10 vCPU, 36 GiB`.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let count = Memo::new(move |_| selection.with(BTreeSet::len));
    let any = Memo::new(move |_| count.get() > 0);
    view! {
        {move || {
            let children = children.clone();
            any.get()
                .then(|| {
                    view! {
                        <div class="selectbar" role="region" aria-label=words::selected_rows()>
                            <b class="medium">{move || words::selected(count.get())}</b>
                            {move || note.get().map(|note| view! { <span class="quiet">{note}</span> })}
                            {children()}
                            <button
                                class="btn bare small square"
                                type="button"
                                aria-label=words::select_nothing()
                                title=words::select_nothing()
                                on:click=move |_| selection.update(BTreeSet::clear)
                            >
                                <Icon name=Glyph::Close/>
                            </button>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_offers_first_last_and_neighbours() {
        let text = |at, pages| {
            near(at, pages)
                .iter()
                .map(|step| step.map_or("…".to_owned(), |page| page.to_string()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(text(1, 1), "1");
        assert_eq!(text(1, 3), "1 2 3");
        assert_eq!(text(1, 9), "1 2 … 9");
        assert_eq!(text(5, 9), "1 … 4 5 6 … 9");
        assert_eq!(text(9, 9), "1 … 8 9");
        assert_eq!(text(40, 1000), "1 … 39 40 41 … 1000");
    }
}
