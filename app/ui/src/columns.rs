//! Columns that most lists have.

use gantry_model::time::Moment;
use gantry_words::ui as words;
use leptos::prelude::*;

use super::copy::Copy;
use super::table::Column;
use super::time::Time;

/// The name, which leads to the row's page, over the id, which a click copies. `page` is the page of an id, and `read` tells name and
/// id of a row.
pub fn named<T: Clone + Send + Sync + 'static>(
    title: &'static str,
    page: fn(&str) -> String,
    read: fn(&T) -> (&str, &str),
) -> Column<T> {
    Column::new("name", title, move |row: T| {
        let (name, id) = read(&row);
        view! {
            <a class="link" href=page(id)>
                {name.to_owned()}
            </a>
            <span class="sub">
                <Copy text=Signal::stored(id.to_owned())/>
            </span>
        }
    })
    .sortable()
    .lead()
}

/// When the row was made.
pub fn created<T: Clone + Send + Sync + 'static>(read: fn(&T) -> &Moment) -> Column<T> {
    Column::new("created_at", words::created(), move |row: T| view! { <Time at=Signal::stored(read(&row).clone())/> })
        .sortable()
        .nowrap()
}
