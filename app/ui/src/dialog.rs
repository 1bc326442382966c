//! Dialogs: native ones, so that focus, Esc and the page behind are the browser's work.

use gantry_words::ui as words;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::button::{Button, Look};
use super::form::{Form, FormState, Refused};
use super::icon::{Glyph, Icon};

/// Keeps a native dialog open exactly while the signal says so, and tells the signal when the browser closed it.
fn keep_open(node: NodeRef<html::Dialog>, open: RwSignal<bool>) {
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
                // The first thing to fill in, or the button that does nothing: not the cross, which comes first.
                request_animation_frame(move || {
                    let wanted = ["[autofocus]", ".body :is(input, select, textarea):not([disabled])", "footer button"];
                    let target = wanted.iter().find_map(|wanted| dialog.query_selector(wanted).ok().flatten());
                    if let Some(target) = target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
                        let _ = target.focus();
                    }
                });
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
}

/// A dialog with a title, a body and its buttons. The body is made when it opens and forgotten when it closes.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// Something is lost here: a crimson edge.
    #[prop(optional)]
    lose: bool,
    /// As wide as its content wants, up to 960 px: for lists to choose from.
    #[prop(optional)]
    wide: bool,
    /// Stands at the right edge, as high as the window: for making something beside the form that lacks it.
    #[prop(optional)]
    drawer: bool,
    /// The buttons, the one that goes on last. A drawer's form may bring its own.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Something was filled in that Esc and the cross must not throw away unasked.
    #[prop(optional, into)]
    filled: MaybeProp<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    keep_open(node, open);
    let asks = RwSignal::new(false);
    let leave = move || {
        if filled.get_untracked().unwrap_or(false) && !asks.get_untracked() {
            asks.set(true);
        } else {
            open.set(false);
        }
    };
    Effect::new(move |_| {
        if !open.get() {
            asks.set(false);
        }
    });
    let class = match (drawer, lose, wide) {
        (true, ..) => "drawer",
        (_, true, _) => "dialog lose",
        (_, false, true) => "dialog wide",
        (_, false, false) => "dialog",
    };
    view! {
        <dialog
            class=class
            node_ref=node
            // A closed dialog has no name, so that nothing is found by it that is not there.
            aria-label=move || open.get().then(|| title.get())
            on:close=move |_| open.set(false)
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                leave();
            }
            // Before the browser's own answer to Esc, which can be held back once only.
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.default_prevented() {
                    event.prevent_default();
                    event.stop_propagation();
                    leave();
                }
            }
        >
            {move || {
                let children = children.clone();
                let actions = actions.clone();
                open.get()
                    .then(|| {
                        view! {
                            <header>
                                <h2>{move || title.get()}</h2>
                                <button
                                    class="btn bare small square"
                                    type="button"
                                    aria-label=words::close()
                                    title=words::close()
                                    on:click=move |_| leave()
                                >
                                    <Icon name=Glyph::Close/>
                                </button>
                            </header>
                            <div class="body">{children()}</div>
                            {move || {
                                asks.get()
                                    .then(|| {
                                        view! {
                                            <div class="notice warn" role="alert">
                                                <Icon name=Glyph::Alert/>
                                                <div>
                                                    <b>{words::close_unsaved()}</b>
                                                    <div class="row mt2">
                                                        <Button label=words::keep_editing() on_click=move |()| asks.set(false)/>
                                                        <Button
                                                            label=words::close()
                                                            look=Look::DangerQuiet
                                                            on_click=move |()| open.set(false)
                                                        />
                                                    </div>
                                                </div>
                                            </div>
                                        }
                                    })
                            }}
                            {actions.map(|actions| view! { <footer>{actions.run()}</footer> })}
                        }
                    })
            }}
        </dialog>
    }
    .into_any()
}

/// A dialog around one form: its fields are the children, **Cancel** and the button that submits stand below, and what the server
/// refuses stands above them.
#[component]
pub fn FormDialog(
    open: RwSignal<bool>,
    state: FormState,
    #[prop(into)] title: Signal<String>,
    /// The name of the form: what it is about.
    #[prop(into)]
    label: String,
    /// The word of the button that submits.
    #[prop(default = words::ok().to_owned(), into)]
    verb: String,
    #[prop(optional, into)] pending: MaybeProp<bool>,
    /// What stands before **Cancel**: another way to end it.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    /// Runs when no field has a fault.
    #[prop(into)]
    on_submit: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let words = StoredValue::new((verb, label));
    let submit = move || {
        if state.check() {
            on_submit.run(());
        }
    };
    // It begins anew each time.
    Effect::new(move |_| {
        if open.get() {
            state.settle();
        }
    });
    let fields = StoredValue::new(children);
    let beside = StoredValue::new(beside);
    let actions = move || {
        view! {
            {beside.with_value(|beside| beside.as_ref().map(ViewFn::run))}
            <Button label=words::cancel() on_click=move |()| open.set(false)/>
            <Button
                label=words.with_value(|(verb, _)| verb.clone())
                look=Look::Primary
                pending=pending
                on_click=move |()| submit()
            />
        }
    };
    view! {
        <Dialog open title actions=actions filled=state.dirty()>
            <Form state label=words.with_value(|(_, label)| label.clone()) on_submit=on_submit>
                {fields.with_value(|fields| fields())}
                <Refused state/>
            </Form>
        </Dialog>
    }
    .into_any()
}

/// Asks before something is done: says what it is and what will be lost, and shows there why it was refused.
///
/// Where `decisions` ask for it, the person types the name first (`type_name`).
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    /// Names the object: `Unsubscribe eci-7vifay?`
    #[prop(into)]
    title: Signal<String>,
    /// The word of the button that does it: `Unsubscribe`, `OK`.
    #[prop(into)]
    verb: String,
    /// The word of the button that does not.
    #[prop(default = words::cancel().to_owned(), into)]
    cancel: String,
    /// Something is lost.
    #[prop(optional)]
    lose: bool,
    /// The name to type before the button can be used.
    #[prop(optional, into)]
    type_name: MaybeProp<String>,
    /// Why it cannot be done; `None` when it can.
    #[prop(optional, into)]
    why_not: MaybeProp<String>,
    #[prop(optional, into)] pending: MaybeProp<bool>,
    /// Why it was refused.
    #[prop(optional, into)]
    fault: MaybeProp<String>,
    #[prop(into)] on_confirm: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        if !open.get() {
            typed.set(String::new());
        }
    });
    let why_not = Signal::derive(move || {
        if let Some(why) = why_not.get() {
            return Some(why);
        }
        let name = type_name.get()?;
        typed.with(|typed| typed.trim() != name).then(|| words::type_name_first(name))
    });
    let confirm = move || {
        if why_not.get_untracked().is_none() && !pending.get_untracked().unwrap_or(false) {
            on_confirm.run(());
        }
    };
    let verb = StoredValue::new(verb);
    let cancel = StoredValue::new(cancel);
    let actions = move || {
        view! {
            <Button label=cancel.get_value() on_click=move |()| open.set(false)/>
            <Button
                label=verb.get_value()
                look=if lose { Look::Danger } else { Look::Primary }
                why_not=why_not
                pending=pending
                on_click=move |()| confirm()
            />
        }
    };
    let body = StoredValue::new(children);
    view! {
        <Dialog open title lose actions=actions>
            {body.with_value(|body| body())}
            {move || {
                type_name
                    .get()
                    .map(|name| {
                        view! {
                            <div class="field">
                                <label class="label" for="confirm-name">
                                    <span>{words::type_name(view! { <code>{name}</code> })}</span>
                                </label>
                                <input
                                    class="input mono"
                                    id="confirm-name"
                                    autocomplete="off"
                                    spellcheck="false"
                                    prop:value=move || typed.get()
                                    on:input=move |event| typed.set(event_target_value(&event))
                                    on:keydown=move |event| {
                                        if event.key() == "Enter" {
                                            event.prevent_default();
                                            confirm();
                                        }
                                    }
                                />
                            </div>
                        }
                    })
            }}
            <div role="alert">
                {move || {
                    fault
                        .get()
                        .map(|message| {
                            view! {
                                <div class="notice bad">
                                    <Icon name=Glyph::Bad/>
                                    <p>{message}</p>
                                </div>
                            }
                        })
                }}
            </div>
        </Dialog>
    }
    .into_any()
}

/// What is lost and what is kept, one thing a line: its name and its fate.
#[component]
pub fn Loses(#[prop(into)] things: Signal<Vec<(String, String)>>) -> impl IntoView {
    view! {
        <ul class="loses">
            {move || {
                things
                    .get()
                    .into_iter()
                    .map(|(thing, fate)| {
                        view! {
                            <li>
                                <span>{thing}</span>
                                <span>{fate}</span>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ul>
    }
    .into_any()
}
