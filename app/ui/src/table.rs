//! Tables. Rows keep their place and their elements while their content changes, so that nothing moves under the pointer
//! and an open menu stays open. The order is in the URL. Under 630 px a row becomes a small card; the explicit roles keep it
//! a table for those who do not see it. What stands around the rows of a page's list is in [`list`](super::list).

use std::collections::BTreeSet;
use std::sync::Arc;

use gantry_words::ui as words;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
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

    /// Its heading.
    pub fn title(&self) -> &'static str {
        self.title
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
        let mut column = Self::live("", words::actions(), draw).with("row-actions");
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
    table(Plan { caption, columns, rows, key, name, selection, dense })
}

/// What a table is made from.
#[derive(Clone)]
pub(super) struct Plan<T: Send + Sync + 'static> {
    pub caption: String,
    pub columns: Vec<Column<T>>,
    pub rows: Signal<Vec<T>>,
    pub key: fn(&T) -> String,
    pub name: Option<fn(&T) -> String>,
    pub selection: Option<Selection>,
    pub dense: bool,
}

/// Draws a table.
pub(super) fn table<T: Clone + PartialEq + Send + Sync + 'static>(plan: Plan<T>) -> AnyView {
    let Plan { caption, columns, rows, key, name, selection, dense } = plan;
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
                aria-label=words::select_all()
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
                aria-label=words::select_row(label)
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
