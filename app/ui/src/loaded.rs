//! The one place where a page reads a [`Resource`], and the one way in which it runs a command.
//!
//! [`Loaded`] shows a skeleton until the first answer, then its content, which it makes once and feeds by a signal: a refetch
//! changes what differs and nothing else, so that a menu stays open and nothing moves under the pointer. If a refetch fails,
//! the old content stays and a notice above it says so and offers to try again.
//!
//! [`Run`] runs a command of the person. Where its error goes is decided once: to the field that caused it, to the form, or
//! to a toast.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use gantry_model::Error;
use gantry_words::ui as words;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Serialize, de::DeserializeOwned};

use crate::button::{Button, LinkButton, Size};
use crate::fault::Fault;
use crate::form::FormState;
use crate::icon::{Glyph, Icon};
use crate::notice::Empty;
use crate::page::{Crumb, PageHead};
use crate::query::use_query;
use crate::toast::Toasts;

/// How long after nothing answered it is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(3);

/// What a page loads: a resource whose error is the control plane's.
pub type Answer<T> = Resource<Result<T, Fault>>;

/// Shows what a resource brings. See the module for what happens when.
///
/// ```ignore
/// <Loaded from=groups skeleton=|| view! { <TableSkeleton columns=6/> } let:page>
///     <ListTable page=page .../>
/// </Loaded>
/// ```
#[component]
pub fn Loaded<T, F, V>(
    /// What is read.
    from: Answer<T>,
    /// The final layout in grey.
    #[prop(optional, into)]
    skeleton: ViewFnOnce,
    /// The content is the whole page with its head: where it cannot be loaded, the page says so with a head of its own.
    #[prop(optional)]
    page: bool,
    /// The content, made once.
    children: F,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(Signal<T>) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=skeleton>
            <Content from page children/>
        </Transition>
    }
    .into_any()
}

/// Makes its content once the page is mounted: for what touches containers, figures and logs, and for every resource that
/// is made inside the content of another. The server makes such content more than once, and what is loaded anew each
/// time may differ from what the browser is given.
#[component]
pub fn AfterMount(
    /// The final layout in grey.
    #[prop(optional, into)]
    skeleton: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let mounted = RwSignal::new(false);
    Effect::new(move |_| mounted.set(true));
    move || if mounted.get() { children().into_any() } else { skeleton.run() }
}

/// Stands inside the transition, so that what it reads is waited for.
#[component]
fn Content<T, F, V>(from: Answer<T>, page: bool, children: F) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(Signal<T>) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let (good, fault) = read(from);
    // Content on its way out, with a dialog that closes, may look once more when its resource is gone already.
    let there = kept(move || good.try_with(Option::is_some).unwrap_or(false));
    let children = Arc::new(children);
    view! {
        {move || {
            fault
                .try_get()
                .flatten()
                .map(|fault| {
                    let stale = there.get_untracked();
                    view! { <Failed fault again=move |()| from.refetch() stale page=page && !stale/> }
                })
        }}
        {move || {
            there
                .get()
                .then(|| {
                    let first = good.get_untracked();
                    let value = Signal::derive(move || {
                        good.try_get().flatten().or_else(|| first.clone()).expect("a value that was there stays")
                    });
                    children(value).into_any()
                })
        }}
    }
    .into_any()
}

/// The last value that was loaded, and the fault of the last try if it failed.
#[cfg(not(feature = "ssr"))]
fn read<T>(from: Answer<T>) -> (Signal<Option<T>>, Signal<Option<Fault>>)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let good = Memo::new(move |before: Option<&Option<T>>| match from.get() {
        Some(Ok(value)) => Some(value),
        _ => before.cloned().flatten(),
    });
    let fault = Memo::new(move |before: Option<&Option<Fault>>| match from.get() {
        Some(Err(fault)) => Some(fault),
        Some(Ok(_)) => None,
        None => before.cloned().flatten(),
    });
    (good.into(), fault.into())
}

/// As in the browser, but read anew each time. The server renders on several threads: a memo that is computing while the
/// resource answers forgets that it was told so, and the page would be sent without what its data, sent with it, says.
#[cfg(feature = "ssr")]
fn read<T>(from: Answer<T>) -> (Signal<Option<T>>, Signal<Option<Fault>>)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let good = Signal::derive(move || from.get().and_then(Result::ok));
    let fault = Signal::derive(move || from.get().and_then(Result::err));
    (good, fault)
}

/// What wakes its readers only where it differs; on the server, which renders once, what is computed anew.
fn kept(read: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    if cfg!(feature = "ssr") { Signal::derive(read) } else { Memo::new(move |_| read()).into() }
}

/// What could not be loaded: what, why, and what to do. Where nothing answered, it is tried again without being asked to.
#[component]
pub fn Failed(
    fault: Fault,
    #[prop(into)] again: Callback<()>,
    /// Older content stands below.
    #[prop(optional)]
    stale: bool,
    /// It is all that the page has: it needs a head, and ways on.
    #[prop(optional)]
    page: bool,
) -> impl IntoView {
    if let (true, Error::NotFound { .. }) = (page, &fault.0) {
        return view! { <Gone fault/> }.into_any();
    }
    let (title, mark) = match &fault.0 {
        Error::Forbidden { .. } => (words::not_allowed(), Glyph::Lock),
        Error::NotFound { .. } => (words::not_here_now(), Glyph::Search),
        Error::Unauthenticated { .. } => (words::signed_out(), Glyph::Lock),
        _ if stale => (words::not_refreshed(), Glyph::Bad),
        _ => (words::not_loaded(), Glyph::Bad),
    };
    let sign_in = matches!(fault.0, Error::Unauthenticated { .. });
    // A page or an order that the list does not have: the list has others.
    let query = use_query();
    let of_list = matches!(fault.field(), Some("page" | "size" | "sort" | "search"));
    let whole_list = move || query.href(&[("page", None), ("size", None), ("sort", None), ("q", None)]);
    if matches!(fault.0, Error::Unavailable { .. }) {
        Effect::new(move |_| {
            if let Ok(tries) = set_interval_with_handle(move || again.run(()), TRY_AGAIN) {
                on_cleanup(move || tries.clear());
            }
        });
    }
    view! {
        {page.then(|| view! { <PageHead title=words::not_loaded_title() crumbs=vec![Crumb::to("Gantry", crate::HOME)]/> })}
        <div class="notice bad" role="alert">
            <Icon name=mark/>
            <div>
                <b>{title}</b>
                <p>{fault.message()}</p>
            </div>
            {if sign_in {
                view! {
                    <a class="btn small" rel="external" href=crate::LOGIN>
                        {words::sign_in()}
                    </a>
                }
                    .into_any()
            } else if of_list {
                view! {
                    <a class="btn small" href=whole_list>
                        {words::show_whole_list()}
                    </a>
                }
                    .into_any()
            } else {
                view! { <Button label=words::try_now() size=Size::Small icon=Glyph::Restart on_click=again/> }.into_any()
            }}
        </div>
    }
    .into_any()
}

/// In place of a page whose thing is not there: a head that says so, and the way to those that are.
#[component]
fn Gone(fault: Fault) -> impl IntoView {
    let message = fault.message();
    let title = message.trim_end_matches('.').to_owned();
    // `/network/vpcs/vpc-1` is one of `/network/vpcs`.
    let path = use_location().pathname.get_untracked();
    let list = path.split('/').take(3).collect::<Vec<_>>().join("/");
    view! {
        <PageHead title crumbs=vec![Crumb::to("Gantry", crate::HOME), Crumb::here(words::not_found())]/>
        <Empty title=words::not_here() text=words::not_here_text()>
            <LinkButton label=words::show_list() href=list/>
            <LinkButton label=words::overview() icon=Glyph::Home href=crate::HOME/>
        </Empty>
    }
    .into_any()
}

/// A command that a person gives, while it runs and when it has answered.
///
/// ```ignore
/// let restart = Run::new(|id: ContainerGroupId| container_group_restart(id)).done(move |_| toasts.good("Restarting", ""));
/// <Button label="Restart" pending=restart.pending() on_click=move |()| restart.start(id.clone())/>
/// ```
pub struct Run<I: Send + Sync + 'static, O: Send + Sync + 'static> {
    action: Action<I, Result<O, Fault>>,
    form: StoredValue<Option<FormState>>,
    fault: RwSignal<Option<Fault>>,
    quiet: StoredValue<bool>,
    done: StoredValue<Option<Callback<O>>>,
}

impl<I: Send + Sync + 'static, O: Send + Sync + 'static> Clone for Run<I, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: Send + Sync + 'static, O: Send + Sync + 'static> Copy for Run<I, O> {}

impl<I, O> Run<I, O>
where
    I: Clone + Send + Sync + 'static,
    O: Clone + Send + Sync + 'static,
{
    /// A command by the server function that carries it out. Its error becomes a toast, unless [`Run::in_form`] or
    /// [`Run::in_dialog`] says otherwise.
    pub fn new<F, Fut>(call: F) -> Self
    where
        F: Fn(I) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<O, Fault>> + Send + 'static,
    {
        let action = Action::new(move |input: &I| call(input.clone()));
        let run = Self {
            action,
            form: StoredValue::new(None),
            fault: RwSignal::new(None),
            quiet: StoredValue::new(false),
            done: StoredValue::new(None),
        };
        let toasts = use_context::<Toasts>();
        let value = action.value();
        Effect::new(move |_| match value.get() {
            Some(Ok(output)) => {
                run.fault.set(None);
                if let Some(form) = run.form.get_value() {
                    form.settle();
                }
                if let Some(done) = run.done.get_value() {
                    done.run(output);
                }
            }
            Some(Err(fault)) => match (run.form.get_value(), run.quiet.get_value(), toasts) {
                (Some(form), _, _) => form.refuse(fault.field(), fault.message()),
                (None, false, Some(toasts)) => toasts.bad(words::not_done(), fault.message()),
                _ => run.fault.set(Some(fault)),
            },
            None => {}
        });
        run
    }

    /// What happens when it went well: a page to go to, a toast, a dialog to close.
    pub fn done(self, call: impl Fn(O) + Send + Sync + 'static) -> Self {
        self.done.set_value(Some(Callback::new(call)));
        self
    }

    /// Its error belongs to this form.
    pub fn in_form(self, form: FormState) -> Self {
        self.form.set_value(Some(form));
        self
    }

    /// Its error belongs to the dialog that asked; it is in [`Run::fault`].
    pub fn in_dialog(self) -> Self {
        self.quiet.set_value(true);
        self
    }

    /// The same for a dialog that begins without a fault each time it opens.
    pub fn in_dialog_of(self, open: RwSignal<bool>) -> Self {
        Effect::new(move |_| {
            if open.get() {
                self.forget();
            }
        });
        self.in_dialog()
    }

    /// Gives the command. Nothing happens while it runs already.
    pub fn start(&self, input: I) {
        if !self.action.pending().get_untracked() {
            self.fault.set(None);
            self.action.dispatch(input);
        }
    }

    /// True while it runs.
    pub fn pending(&self) -> Signal<bool> {
        self.action.pending().into()
    }

    /// Why it was refused the last time, for the dialog that asked.
    pub fn fault(&self) -> Signal<Option<String>> {
        let fault = self.fault;
        Signal::derive(move || fault.get().map(|fault| fault.message()))
    }

    /// Forgets the last refusal, for a dialog that opens again.
    pub fn forget(&self) {
        self.fault.set(None);
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::time::Instant;

    use axum::body::{Body, to_bytes};

    use super::*;

    /// What the server sends of a page whose resource answers after `wait`.
    async fn sent(wait: Duration) -> String {
        let page = move || {
            let answer: Answer<String> = Resource::new(
                || (),
                move |()| async move {
                    let slow = tokio::task::spawn_blocking(move || {
                        let start = Instant::now();
                        while start.elapsed() < wait {
                            std::hint::spin_loop();
                        }
                    });
                    slow.await.map_err(|error| Fault(Error::internal(error)))?;
                    Ok("harbour".to_owned())
                },
            );
            view! {
                <main>
                    <Loaded from=answer skeleton=|| view! { <p>"grey"</p> } let:shown>
                        <h1>{move || shown.get()}</h1>
                    </Loaded>
                </main>
            }
        };
        let request = http::Request::new(Body::empty());
        let response = leptos_axum::render_app_to_stream(page)(request).await;
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// The answer may come at any moment of the rendering, and on another thread.
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn what_was_loaded_is_rendered_whenever_it_came() {
        // What starts the executor; there are no routes.
        leptos_axum::generate_route_list(|| ());
        for round in 0..4000_u64 {
            let html = sent(Duration::from_micros(round % 200)).await;
            assert!(html.contains("<h1>harbour"), "round {round}: {html}");
        }
    }
}
