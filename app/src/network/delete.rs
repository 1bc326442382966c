//! Deleting a VPC, a vSwitch or a security group: what uses it is looked up first and listed with the way to each; what nothing
//! uses is asked about. The command itself refuses what came into use meanwhile.

use std::future::Future;

use leptos::prelude::*;

use super::uses::Use;
use crate::fault::Fault;
use crate::ui::prelude::*;

/// The thing that is asked about, with its name.
pub(super) struct Doomed<I: Send + Sync + 'static> {
    open: RwSignal<bool>,
    thing: RwSignal<Option<(I, String)>>,
}

impl<I: Send + Sync + 'static> Clone for Doomed<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: Send + Sync + 'static> Copy for Doomed<I> {}

impl<I: Clone + Send + Sync + 'static> Doomed<I> {
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), thing: RwSignal::new(None) }
    }

    pub(super) fn ask(&self, id: I, name: String) {
        self.thing.set(Some((id, name)));
        self.open.set(true);
    }
}

/// Asks whether to delete it, or says what it is used by.
#[component]
pub(super) fn Delete<I, L, LF, D, DF>(
    doomed: Doomed<I>,
    /// What it is: `VPC`.
    what: &'static str,
    /// What becomes of what it holds, after the question.
    then: &'static str,
    /// The person types the name first.
    #[prop(optional)]
    type_name: bool,
    /// Looks up what uses it.
    look: L,
    delete: D,
    #[prop(default = Callback::new(|()| ()), into)] on_done: Callback<()>,
) -> impl IntoView
where
    I: Clone + Send + Sync + 'static,
    L: Fn(I) -> LF + Send + Sync + 'static,
    LF: Future<Output = Result<Vec<Use>, Fault>> + Send + 'static,
    D: Fn(I) -> DF + Send + Sync + 'static,
    DF: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let toasts = expect_context::<Toasts>();
    let found = RwSignal::new(None::<Vec<Use>>);
    let name = Memo::new(move |_| doomed.thing.with(|one| one.as_ref().map(|one| one.1.clone())).unwrap_or_default());
    let look = Run::new(look).in_dialog().done(move |uses| found.set(Some(uses)));
    let delete = Run::new(delete).in_dialog_of(doomed.open).done(move |()| {
        doomed.open.set(false);
        toasts.good(format!("Deleted {what} {}", name.get_untracked()), "");
        on_done.run(());
    });
    Effect::new(move |_| {
        if doomed.open.get() {
            found.set(None);
            if let Some((id, _)) = doomed.thing.get_untracked() {
                look.start(id);
            }
        }
    });
    let free = Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(Vec::is_empty)));
    let why_not = Signal::derive(move || match found.with(|found| found.as_ref().map(Vec::len)) {
        None => Some("Looking for what uses it.".to_owned()),
        Some(0) => None,
        Some(_) => Some(format!("{what} {} is in use.", name.get())),
    });
    let typed = Signal::derive(move || (type_name && free.get()).then(|| name.get()));
    let fault = Signal::derive(move || delete.fault().get().or_else(|| look.fault().get()));
    view! {
        <Confirm
            open=doomed.open
            title="Notice"
            verb="OK"
            lose=true
            type_name=typed
            why_not
            pending=delete.pending()
            fault
            on_confirm=move |()| {
                if let Some((id, _)) = doomed.thing.get_untracked() {
                    delete.start(id);
                }
            }
        >
            {move || match found.get() {
                None => view! { <Bar width=280/> }.into_any(),
                Some(uses) if uses.is_empty() => {
                    view! { <p>{format!("Delete {what} {}? {then}", name.get())}</p> }.into_any()
                }
                Some(uses) => {
                    view! {
                        <p>{format!("{what} {} is in use and cannot be deleted. It is used by:", name.get())}</p>
                        <InUse uses/>
                    }
                        .into_any()
                }
            }}
        </Confirm>
    }
}

/// What uses a thing, each with its page.
#[component]
fn InUse(uses: Vec<Use>) -> impl IntoView {
    view! {
        <ul class="loses" aria-label="Used by">
            {uses
                .into_iter()
                .map(|one| {
                    view! {
                        <li>
                            <a class="link" href=one.href>
                                {one.name}
                            </a>
                            <span>{one.what}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
