//! Tables. Rows keep their place and their elements while their content changes, so that nothing moves under the pointer
//! and an open menu stays open. Order, page and search are in the URL. Under 540 px a row becomes a small card; the explicit
//! roles keep it a table for those who do not see it.

use std::collections::BTreeSet;
use std::sync::Arc;

use gantry_model::page::{Page, PageRequest, SIZES};
use leptos::prelude::*;

use super::browser;
use super::icon::{Glyph, Icon};
use super::input::SearchInput;
use super::query::{Query, use_query};

type Draw<T> = Arc<dyn Fn(Signal<T>) -> AnyView + Send + Sync>;

/// A column: its key in the URL, its heading and how a cell is drawn.
#[derive(Clone)]
pub struct Column<T: Send + Sync + 'static> {
    key: &'static str,
    title: &'static str,
    class: String,
    sortable: bool,
    labelled: bool,
    draw: Draw<T>,
}

impl<T: Clone + Send + Sync + 'static> Column<T> {
    /// A column whose cell is drawn anew when its row changes.
    pub fn new<V: IntoView + 'static>(
        key: &'static str,
        title: &'static str,
        draw: impl Fn(T) -> V + Send + Sync + 'static,
    ) -> Self {
        let draw = Arc::new(draw);
        Self::live(key, title, move |row: Signal<T>| {
            let draw = draw.clone();
            move || draw(row.get())
        })
    }

    /// A column whose cell is drawn once and follows the row by its signal: menus, charts, buttons.
    pub fn live<V: IntoView + 'static>(
        key: &'static str,
        title: &'static str,
        draw: impl Fn(Signal<T>) -> V + Send + Sync + 'static,
    ) -> Self {
        Self {
            key,
            title,
            class: String::new(),
            sortable: false,
            labelled: true,
            draw: Arc::new(move |row| draw(row).into_any()),
        }
    }

    fn with(mut self, class: &str) -> Self {
        if !self.class.is_empty() {
            self.class.push(' ');
        }
        self.class.push_str(class);
        self
    }

    /// Can be sorted by; the key goes into the URL and to the server.
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// Numbers: right-aligned.
    pub fn num(self) -> Self {
        self.with("num")
    }

    /// The name of the row: first in the card.
    pub fn lead(mut self) -> Self {
        self.labelled = false;
        self.with("lead")
    }

    /// The state: the corner of the card.
    pub fn corner(mut self) -> Self {
        self.labelled = false;
        self.with("corner")
    }

    /// Leaves second when the table is narrow.
    pub fn second(self) -> Self {
        self.with("p2")
    }

    /// Leaves first when the table is narrow.
    pub fn third(self) -> Self {
        self.with("p3")
    }

    /// Does not break.
    pub fn nowrap(self) -> Self {
        self.with("nowrap")
    }

    /// The actions of the row: two or three words and a menu. Its heading is for assistive technology alone.
    pub fn actions<V: IntoView + 'static>(draw: impl Fn(Signal<T>) -> V + Send + Sync + 'static) -> Self {
        let mut column = Self::live("", "Actions", draw).with("row-actions");
        column.labelled = false;
        column
    }
}

/// What is selected: the keys of rows. Comes from the page, which offers the bulk actions.
pub type Selection = RwSignal<BTreeSet<String>>;

/// A table of one page of a list, or of a whole short one.
#[component]
pub fn Table<T>(
    /// What the rows are; for assistive technology.
    #[prop(into)]
    caption: String,
    columns: Vec<Column<T>>,
    #[prop(into)] rows: Signal<Vec<T>>,
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
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let query = use_query();
    let name = name.unwrap_or(key);
    let keys = Memo::new(move |_| rows.with(|rows| rows.iter().map(key).collect::<Vec<_>>()));
    let columns = StoredValue::new(columns);
    view! {
        <div class="table-wrap">
            <table class=if dense { "table one" } else { "table" } role="table">
                <caption class="hidden">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {selection.map(|selection| view! { <PickAll selection keys/> })}
                        {columns.with_value(|columns| columns.iter().map(|column| heading(query, column)).collect_view())}
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || keys.get() key=|key| key.clone() let:id>
                        {
                            let own = id.clone();
                            // A row that has just left keeps its last content until its element is gone.
                            let row = Memo::new(move |before: Option<&Option<T>>| {
                                rows.with(|rows| rows.iter().find(|row| key(row) == own).cloned())
                                    .or_else(|| before.cloned().flatten())
                            });
                            let first = row.get_untracked();
                            first
                                .map(|first| {
                                    let label = name(&first);
                                    let row = Signal::derive(move || row.get().unwrap_or_else(|| first.clone()));
                                    let picked = id.clone();
                                    view! {
                                        <tr
                                            role="row"
                                            aria-selected=move || {
                                                selection
                                                    .filter(|selection| selection.with(|set| set.contains(&picked)))
                                                    .map(|_| "true")
                                            }
                                        >
                                            {selection.map(|selection| view! { <Pick selection id=id.clone() label/> })}
                                            {columns
                                                .with_value(|columns| {
                                                    columns
                                                        .iter()
                                                        .map(|column| {
                                                            let class = (!column.class.is_empty()).then(|| column.class.clone());
                                                            view! {
                                                                <td role="cell" class=class data-label=column.labelled.then_some(column.title)>
                                                                    {(column.draw)(row)}
                                                                </td>
                                                            }
                                                        })
                                                        .collect_view()
                                                })}
                                        </tr>
                                    }
                                        .into_any()
                                })
                        }
                    </For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn heading<T: Send + Sync + 'static>(query: Query, column: &Column<T>) -> AnyView {
    let (key, title) = (column.key, column.title);
    let class =
        (!column.class.is_empty()).then(|| column.class.replace("lead", "").replace("corner", "").trim().to_owned());
    if column.class.contains("row-actions") {
        return view! {
            <th scope="col" role="columnheader" class=class>
                <span class="hidden">{title}</span>
            </th>
        }
        .into_any();
    }
    if !column.sortable {
        return view! { <th scope="col" role="columnheader" class=class>{title}</th> }.into_any();
    }
    // `Some(true)` while this column orders the list downwards.
    let order = Memo::new(move |_| {
        let sort = query.get("sort")?;
        (sort.trim_start_matches('-') == key).then(|| sort.starts_with('-'))
    });
    let href = move || {
        let next = match order.get() {
            Some(false) => format!("-{key}"),
            _ => key.to_owned(),
        };
        query.href(&[("sort", Some(&next)), ("page", None)])
    };
    view! {
        <th
            scope="col"
            role="columnheader"
            class=class
            aria-sort=move || order.get().map(|down| if down { "descending" } else { "ascending" })
        >
            <a href=href>
                <span>{title}</span>
                {move || order.get().map(|down| if down { view! { <Icon name=Glyph::Down/> } } else { view! { <Icon name=Glyph::Up/> } })}
            </a>
        </th>
    }
    .into_any()
}

#[component]
fn PickAll(selection: Selection, keys: Memo<Vec<String>>) -> impl IntoView {
    let chosen = move || selection.with(|set| keys.with(|keys| keys.iter().filter(|key| set.contains(*key)).count()));
    let all = move || {
        let count = keys.with(Vec::len);
        count > 0 && chosen() == count
    };
    view! {
        <th scope="col" role="columnheader" class="pick">
            <input
                type="checkbox"
                aria-label="Select all on this page"
                prop:checked=all
                prop:indeterminate=move || { chosen() != 0 && !all() }
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    let keys = keys.get_untracked();
                    selection
                        .update(|set| {
                            for key in keys {
                                if on { set.insert(key); } else { set.remove(&key); }
                            }
                        });
                }
            />
        </th>
    }
    .into_any()
}

#[component]
fn Pick(selection: Selection, id: String, label: String) -> impl IntoView {
    let own = id.clone();
    view! {
        <td role="cell" class="pick">
            <input
                type="checkbox"
                aria-label=format!("Select {label}")
                prop:checked=move || selection.with(|set| set.contains(&own))
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    let id = id.clone();
                    selection.update(|set| if on { set.insert(id); } else { set.remove(&id); });
                }
            />
        </td>
    }
    .into_any()
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
    let query = use_query();
    let rows = Signal::derive(move || page.with(|page| page.items.clone()));
    let total = Signal::derive(move || page.with(|page| page.total));
    let nothing = Memo::new(move |_| total.get() == 0);
    let narrowed = Memo::new(move |_| query.get("q").is_some() || filters.iter().any(|key| query.get(key).is_some()));
    let shown = StoredValue::new((caption, columns));
    view! {
        {move || {
            if !nothing.get() {
                let (caption, columns) = shown.get_value();
                let table = match (name, selection) {
                    (Some(name), Some(selection)) => {
                        view! { <Table caption columns rows key name selection dense/> }.into_any()
                    }
                    (Some(name), None) => view! { <Table caption columns rows key name dense/> }.into_any(),
                    (None, Some(selection)) => view! { <Table caption columns rows key selection dense/> }.into_any(),
                    (None, None) => view! { <Table caption columns rows key dense/> }.into_any(),
                };
                view! {
                    {table}
                    <TableFoot total/>
                }
                    .into_any()
            } else if narrowed.get() {
                let mut changes = vec![("q", None), ("page", None)];
                changes.extend(filters.iter().map(|key| (*key, None)));
                let href = query.href(&changes);
                view! {
                    <div class="empty">
                        <h3>"Nothing found"</h3>
                        <p>"No row fits the search and the filters."</p>
                        <div class="actions">
                            <a class="btn" href=href>
                                "Show all"
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
pub fn TableFoot(#[prop(into)] total: Signal<u64>) -> impl IntoView {
    let query = use_query();
    let request = query.page_request();
    let pages = Memo::new(move |_| total.get().div_ceil(u64::from(request.get().size)).max(1));
    let range = move || {
        let PageRequest { page, size, .. } = request.get();
        let total = total.get();
        let first = u64::from(page - 1) * u64::from(size) + 1;
        format!("{first} to {} of {total}", total.min(u64::from(page) * u64::from(size)))
    };
    let to = move |page: u64| {
        let text = page.to_string();
        query.href(&[("page", (page > 1).then_some(text.as_str()))])
    };
    view! {
        <div class="table-foot">
            <span aria-live="polite">{range}</span>
            <label class="row push">
                <span>"Rows per page"</span>
                <select
                    class="select"
                    aria-label="Rows per page"
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
            <nav class="pager" aria-label="Pages">
                {move || {
                    let at = u64::from(request.get().page);
                    near(at, pages.get())
                        .into_iter()
                        .map(|step| match step {
                            Some(page) => {
                                view! {
                                    <a
                                        class="btn bare small"
                                        href=to(page)
                                        aria-current=(page == at).then_some("page")
                                        aria-label=format!("Page {page}")
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
                        <div class="selectbar" role="region" aria-label="Selected rows">
                            <b class="medium">{move || format!("{} selected", count.get())}</b>
                            {move || note.get().map(|note| view! { <span class="quiet">{note}</span> })}
                            {children()}
                            <button
                                class="btn bare small square"
                                type="button"
                                aria-label="Select nothing"
                                title="Select nothing"
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
