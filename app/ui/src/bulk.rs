//! One thing done with several rows of a list: rows that do not allow it are left out and named with the reason before, rows that
//! were refused are named with the reason after. The others are done with either way.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use gantry_model::page::Page;
use gantry_words::ui as words;
use leptos::prelude::*;

use super::button::{Button, Look};
use super::dialog::{Dialog, Loses};
use super::table::Selection;
use super::toast::Toasts;
use crate::fault::Fault;
use crate::loaded::Run;

pub use gantry_model::page::Row;

/// What is done.
pub struct Deed<T: 'static> {
    /// The word of the button.
    pub verb: fn() -> &'static str,
    /// What was done: `restarted`.
    pub done: fn() -> &'static str,
    /// What one is called, and so many are.
    pub noun: fn(usize) -> String,
    /// Something is lost.
    pub lose: bool,
    /// Whether a row allows it; otherwise why not.
    pub allowed: fn(&T) -> Result<(), String>,
    /// The question, about `web` or `3 container groups`.
    pub ask: fn(&str) -> String,
    /// What is said when all went well: a title and a sentence.
    pub say: fn(&str) -> (String, &'static str),
}

impl<T: 'static> Clone for Deed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> std::marker::Copy for Deed<T> {}

impl<T: Row> Deed<T> {
    /// Why it can be done with none of the rows.
    pub fn why_not(&self, rows: &[T]) -> Option<String> {
        let mut reasons = rows.iter().map(|row| (self.allowed)(row).err());
        match reasons.next() {
            None => Some(words::nothing_selected().to_owned()),
            Some(first) => {
                let first = first?;
                reasons.all(|reason| reason.is_some()).then_some(first)
            }
        }
    }

    /// Those of the rows that allow it, and those that do not.
    fn split(&self, rows: Vec<T>) -> (Vec<T>, Vec<T>) {
        rows.into_iter().partition(|row| (self.allowed)(row).is_ok())
    }
}

/// The rows that are selected, in the order of their keys: those of the page as they are now, those of other pages as they were when
/// they were on the page.
pub fn selected<T: Row>(selection: Selection, page: Signal<Page<T>>, key: fn(&T) -> String) -> Memo<Vec<T>> {
    Memo::new(move |before: Option<&Vec<T>>| {
        selection
            .with(|chosen| page.with(|page| still_chosen(chosen, before.map_or(&[], Vec::as_slice), &page.items, key)))
    })
}

fn still_chosen<T: Clone>(chosen: &BTreeSet<String>, before: &[T], now: &[T], key: fn(&T) -> String) -> Vec<T> {
    let seen: BTreeMap<String, &T> = before.iter().chain(now).map(|row| (key(row), row)).collect();
    chosen.iter().filter_map(|key| seen.get(key).map(|row| (*row).clone())).collect()
}

/// A question about rows: whether it is open, about which ones, and which of them were refused.
pub struct Question<T: Row> {
    open: RwSignal<bool>,
    rows: RwSignal<Vec<T>>,
    refused: RwSignal<Vec<(String, String)>>,
}

impl<T: Row> Clone for Question<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Row> std::marker::Copy for Question<T> {}

impl<T: Row> Question<T> {
    /// Not asked yet.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), rows: RwSignal::new(Vec::new()), refused: RwSignal::new(Vec::new()) }
    }

    /// Asks about these rows.
    pub fn ask(&self, rows: Vec<T>) {
        self.rows.set(rows);
        self.refused.set(Vec::new());
        self.open.set(true);
    }
}

impl<T: Row> Default for Question<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// `web`, or `3 container groups`.
fn called<T: Row>(deed: Deed<T>, rows: &[T]) -> String {
    match rows {
        [one] => one.name(),
        many => words::nouns(many.len(), (deed.noun)(many.len())),
    }
}

/// How it ended where some of `all` were refused.
fn outcome<T>(deed: Deed<T>, refused: usize, all: usize) -> String {
    let (noun, done) = ((deed.noun)(all), (deed.done)());
    match all.saturating_sub(refused) {
        0 if all == 1 => words::bulk_one_refused(noun, done),
        0 => words::bulk_all_refused(all, noun, done),
        some => words::bulk_some_refused(some, all, noun, done),
    }
}

/// Asks before something is done with rows, does it with one after the other, and says which were refused.
#[component]
pub fn AskAbout<T, F, Fut>(
    question: Question<T>,
    deed: Deed<T>,
    /// Does it with one row.
    each: F,
    /// Runs when it was done with any.
    #[prop(default = Callback::new(|()| ()), into)]
    on_done: Callback<()>,
) -> impl IntoView
where
    T: Row,
    F: Fn(T) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let toasts = expect_context::<Toasts>();
    let Question { open, rows, refused } = question;
    let split = move || deed.split(rows.get());
    let run = Run::new(move |rows: Vec<T>| {
        let each = each.clone();
        async move {
            let mut refused = Vec::new();
            for row in rows {
                let name = row.name();
                if let Err(fault) = each(row).await {
                    refused.push((name, fault.message()));
                }
            }
            Ok::<_, Fault>(refused)
        }
    })
    .in_dialog_of(open)
    .done(move |failed: Vec<(String, String)>| {
        let chosen = untrack(split).0;
        let any = failed.len() < chosen.len();
        if failed.is_empty() {
            open.set(false);
            let (title, text) = (deed.say)(&called(deed, &chosen));
            toasts.good(title, text);
        }
        refused.set(failed);
        if any {
            on_done.run(());
        }
    });
    let over = Memo::new(move |_| refused.with(|refused| !refused.is_empty()));
    let actions = move || {
        view! {
            {move || {
                if over.get() {
                    view! { <Button label=words::close() on_click=move |()| open.set(false)/> }.into_any()
                } else {
                    view! {
                        <Button label=words::cancel() on_click=move |()| open.set(false)/>
                        <Button
                            label=(deed.verb)()
                            look=if deed.lose { Look::Danger } else { Look::Primary }
                            pending=run.pending()
                            on_click=move |()| run.start(untrack(split).0)
                        />
                    }
                        .into_any()
                }
            }}
        }
    };
    view! {
        <Dialog open title=words::notice() lose=deed.lose actions=actions>
            {move || {
                let (chosen, left_out) = split();
                (!over.get())
                    .then(|| {
                        view! {
                            <p>{(deed.ask)(&called(deed, &chosen))}</p>
                            {listed(deed, chosen, left_out)}
                        }
                    })
            }}
            {move || {
                over.get()
                    .then(|| {
                        let refused = refused.get();
                        let said = outcome(deed, refused.len(), untrack(split).0.len());
                        view! {
                            <p role="alert">{said}</p>
                            <Loses things=Signal::stored(refused)/>
                        }
                    })
            }}
        </Dialog>
    }
    .into_any()
}

/// The names, where there are several, and those that are left out with the reason.
fn listed<T: Row>(deed: Deed<T>, chosen: Vec<T>, left_out: Vec<T>) -> impl IntoView {
    let several = chosen.len() + left_out.len() > 1;
    several.then(|| {
        let going = chosen.into_iter().map(|row| (row.name(), row.state()));
        let staying = left_out.into_iter().map(move |row| {
            let why = (deed.allowed)(&row).err().unwrap_or_default();
            (row.name(), words::left_out(why))
        });
        let things: Vec<(String, String)> = going.chain(staying).collect();
        view! { <Loses things=Signal::stored(things)/> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, PartialEq)]
    struct Crate(&'static str, bool);

    impl Row for Crate {
        fn name(&self) -> String {
            self.0.to_owned()
        }
        fn state(&self) -> String {
            "here".to_owned()
        }
    }

    const LIFT: Deed<Crate> = Deed {
        verb: || "Lift",
        done: || "lifted",
        noun: |count| if count == 1 { "crate".to_owned() } else { "crates".to_owned() },
        lose: false,
        allowed: |row| if row.1 { Ok(()) } else { Err(format!("{} is too heavy.", row.0)) },
        ask: |called| format!("Lift {called}?"),
        say: |called| (format!("Lifted {called}"), ""),
    };

    #[test]
    fn rows_that_do_not_allow_it_are_left_out() {
        let rows = vec![Crate("a", true), Crate("b", false), Crate("c", true)];
        assert_eq!(LIFT.why_not(&rows), None);
        let (chosen, left_out) = LIFT.split(rows);
        assert_eq!((called(LIFT, &chosen), called(LIFT, &left_out)), ("2 crates".to_owned(), "b".to_owned()));
        assert_eq!(LIFT.why_not(&left_out).as_deref(), Some("b is too heavy."));
        assert_eq!(LIFT.why_not(&[]).as_deref(), Some("Nothing is selected."));
    }

    #[test]
    fn what_was_selected_on_another_page_stays_selected() {
        let key: fn(&(&'static str, u32)) -> String = |row| row.0.to_owned();
        let chosen = ["a", "c"].map(str::to_owned).into();
        // `a` was on the page before, `c` is on this one and has changed since.
        let kept = still_chosen(&chosen, &[("a", 1), ("c", 1)], &[("c", 2), ("d", 2)], key);
        assert_eq!(kept, [("a", 1), ("c", 2)]);
        assert!(still_chosen(&BTreeSet::new(), &kept, &[("d", 2)], key).is_empty());
    }

    #[test]
    fn the_end_says_how_many_were_refused() {
        let said = |refused, all| outcome(LIFT, refused, all);
        assert_eq!(said(1, 1), "The crate was not lifted:");
        assert_eq!(said(3, 3), "None of the 3 crates was lifted:");
        assert_eq!(said(2, 3), "1 of 3 crates was lifted. Refused:");
        assert_eq!(said(1, 3), "2 of 3 crates were lifted. Refused:");
    }
}
