//! Deleting a thing that others may use: what uses it is looked up first and listed with the way to each; what nothing uses is
//! asked about. The command itself refuses what came into use meanwhile, by the same look.

use std::future::Future;

use gantry_model::kind::Id;
use gantry_model::reference::{User, Users};
use leptos::prelude::*;

use crate::api::resource_users;
use crate::kinds::view_of;
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;

/// The thing that is asked about, with its name.
pub struct DeleteTarget<I: Send + Sync + 'static> {
    open: RwSignal<bool>,
    thing: RwSignal<Option<(I, String)>>,
}

impl<I: Send + Sync + 'static> Clone for DeleteTarget<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: Send + Sync + 'static> Copy for DeleteTarget<I> {}

impl<I: Id + Send + Sync + 'static> Default for DeleteTarget<I> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I: Id + Send + Sync + 'static> DeleteTarget<I> {
    /// Nothing is asked about yet.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), thing: RwSignal::new(None) }
    }

    pub fn ask(&self, id: I, name: String) {
        self.thing.set(Some((id, name)));
        self.open.set(true);
    }
}

/// Asks whether to delete it, or says what it is used by.
#[component]
pub fn Delete<I, D, DF>(
    target: DeleteTarget<I>,
    /// What becomes of what it holds, after the question.
    then: &'static str,
    /// The person types the name first.
    #[prop(optional)]
    type_name: bool,
    delete: D,
    #[prop(default = Callback::new(|()| ()), into)] on_done: Callback<()>,
) -> impl IntoView
where
    I: Id + Send + Sync + 'static,
    D: Fn(I) -> DF + Send + Sync + 'static,
    DF: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let toasts = expect_context::<Toasts>();
    let what = I::NOUN;
    let found = RwSignal::new(None::<Users>);
    let name = Memo::new(move |_| target.thing.with(|one| one.as_ref().map(|one| one.1.clone())).unwrap_or_default());
    let look = Run::new(resource_users).in_dialog().done(move |uses| found.set(Some(uses)));
    let delete = Run::new(delete).in_dialog_of(target.open).done(move |()| {
        target.open.set(false);
        toasts.good(format!("Deleted {what} {}", name.get_untracked()), "");
        on_done.run(());
    });
    Effect::new(move |_| {
        if target.open.get() {
            found.set(None);
            if let Some((id, _)) = target.thing.get_untracked() {
                look.start(id.as_str().to_owned());
            }
        }
    });
    let free = Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(|users| users.total == 0)));
    let why_not = Signal::derive(move || match found.with(|found| found.as_ref().map(|users| users.total)) {
        None => Some("Looking for what uses it.".to_owned()),
        Some(0) => None,
        Some(_) => Some(format!("{what} {} is in use.", name.get())),
    });
    let typed = Signal::derive(move || (type_name && free.get()).then(|| name.get()));
    let fault = Signal::derive(move || delete.fault().get().or_else(|| look.fault().get()));
    view! {
        <Confirm
            open=target.open
            title="Notice"
            verb="OK"
            lose=true
            type_name=typed
            why_not
            pending=delete.pending()
            fault
            on_confirm=move |()| {
                if let Some((id, _)) = target.thing.get_untracked() {
                    delete.start(id);
                }
            }
        >
            {move || match found.get() {
                None => view! { <Bar width=280/> }.into_any(),
                Some(users) if users.total == 0 => {
                    view! { <p>{format!("Delete {what} {}? {then}", name.get())}</p> }.into_any()
                }
                Some(users) => {
                    view! {
                        <p>{format!("{what} {} is in use and cannot be deleted. It is used by:", name.get())}</p>
                        <InUse users/>
                    }
                        .into_any()
                }
            }}
        </Confirm>
    }
}

/// What uses a thing, each with its page.
#[component]
fn InUse(users: Users) -> impl IntoView {
    let more = users.total.saturating_sub(users.users.len() as u64);
    view! {
        <ul class="loses" aria-label="Used by">
            {users.users.into_iter().map(used_by).collect_view()}
            {(more > 0).then(|| view! { <li><span>{format!("and {more} more")}</span></li> })}
        </ul>
    }
}

fn used_by(user: User) -> impl IntoView {
    let what = user.what(false);
    let what = what[..1].to_uppercase() + &what[1..];
    view! {
        <li>
            <a class="link" href=view_of(user.kind).page(&user.id, user.part_of.as_deref())>
                {user.label()}
            </a>
            <span>{what}</span>
        </li>
    }
}
