//! Deleting a thing that others may use: what uses it is looked up first and listed with the way to each; what nothing uses is
//! asked about. The command itself refuses what came into use meanwhile, by the same look.

use std::future::Future;

use gantry_model::kind::Id;
use gantry_model::reference::{User, Users};
use gantry_words::{capitalised, console as words, kinds, noun};
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
    let what = || noun(I::KIND, 1_u32);
    let found = RwSignal::new(None::<Users>);
    let name = Memo::new(move |_| target.thing.with(|one| one.as_ref().map(|one| one.1.clone())).unwrap_or_default());
    let look = Run::new(resource_users).in_dialog().done(move |uses| found.set(Some(uses)));
    let delete = Run::new(delete).in_dialog_of(target.open).done(move |()| {
        target.open.set(false);
        toasts.good(words::deleted(what(), name.get_untracked()), "");
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
        None => Some(words::looking_for_users().to_owned()),
        Some(0) => None,
        Some(_) => Some(words::in_use(what(), name.get())),
    });
    let typed = Signal::derive(move || (type_name && free.get()).then(|| name.get()));
    let fault = Signal::derive(move || delete.fault().get().or_else(|| look.fault().get()));
    view! {
        <Confirm
            open=target.open
            title=words::notice()
            verb=words::ok()
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
                    view! { <p>{words::delete_question(what(), name.get(), then)}</p> }.into_any()
                }
                Some(users) => {
                    view! {
                        <p>{words::in_use_by(what(), name.get())}</p>
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
        <ul class="loses" aria-label=words::used_by()>
            {users.users.into_iter().map(used_by).collect_view()}
            {(more > 0).then(|| view! { <li><span>{words::and_more(more)}</span></li> })}
        </ul>
    }
}

fn used_by(user: User) -> impl IntoView {
    let noun = noun(user.kind, 1_u32);
    let what = capitalised(if user.role == "rule" { kinds::rule_of(noun) } else { noun });
    let own = if user.name.is_empty() { user.id.clone() } else { user.name };
    let label = if user.within.is_empty() { own } else { words::part_of(own, user.within) };
    view! {
        <li>
            <a class="link" href=view_of(user.kind).page(&user.id, user.part_of.as_deref())>
                {label}
            </a>
            <span>{what}</span>
        </li>
    }
}
