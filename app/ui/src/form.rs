//! A form: its values are signals of the page, its rules are given to the fields, and its faults stand beside the fields.
//!
//! Every form has one shape. The page makes a [`FormState`], one `RwSignal` for each value and fields inside a [`Form`].
//! A field checks itself when it is left and again on submit; the first fault gets the focus. What the server refuses comes
//! back through [`FormState::refuse`]: a fault of a known field goes to that field, everything else stands above the buttons.

use std::collections::BTreeMap;

use gantry_words::ui as words;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};

use super::browser;
use super::button::{Button, Look};
use super::dialog::Dialog;
use super::icon::{Glyph, Icon};

/// Checks the value that a field holds now; gives the sentence to show where it is wrong.
pub type Check = Callback<(), Option<String>>;

#[derive(Clone)]
struct Registered {
    name: String,
    check: Option<Check>,
    /// Of the control inside: what was typed is nothing that the value can hold.
    control: Option<Check>,
}

impl Registered {
    fn fault(&self) -> Option<String> {
        [self.check, self.control].into_iter().flatten().find_map(|check| check.run(()))
    }
}

/// The faults of a form and the fields that can have them. `Copy`, so that it goes into every closure.
#[derive(Clone, Copy)]
pub struct FormState {
    faults: RwSignal<BTreeMap<String, String>>,
    refused: RwSignal<Option<String>>,
    fields: StoredValue<Vec<Registered>>,
    dirty: RwSignal<bool>,
    prefix: &'static str,
}

impl Default for FormState {
    fn default() -> Self {
        Self::new()
    }
}

impl FormState {
    /// A form without faults.
    pub fn new() -> Self {
        Self {
            faults: RwSignal::new(BTreeMap::new()),
            refused: RwSignal::new(None),
            fields: StoredValue::new(Vec::new()),
            dirty: RwSignal::new(false),
            prefix: "",
        }
    }

    /// A form that may stand on one page with another: its controls get ids that begin so.
    pub fn beside(prefix: &'static str) -> Self {
        Self { prefix, ..Self::new() }
    }

    /// The id of a field's control.
    pub(super) fn id_of(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The fault of a field, tracked.
    pub fn fault(&self, name: &str) -> Option<String> {
        self.faults.try_with(|faults| faults.get(name).cloned()).flatten()
    }

    /// Whether a field whose name begins so has a fault, tracked: for tabs that hide fields.
    pub fn any_within(&self, begin: &str) -> bool {
        self.faults.try_with(|faults| faults.keys().any(|name| name.starts_with(begin))).unwrap_or(false)
    }

    /// How many fields have a fault, tracked.
    pub fn count(&self) -> usize {
        self.faults.try_with(BTreeMap::len).unwrap_or(0)
    }

    /// True once a person has changed something.
    pub fn dirty(&self) -> Signal<bool> {
        self.dirty.into()
    }

    /// Marks the form as changed; the fields call it.
    pub fn touch(&self) {
        if !self.dirty.get_untracked() {
            self.dirty.set(true);
        }
    }

    /// Marks the form as saved: leaving it asks no longer.
    pub fn settle(&self) {
        self.dirty.set(false);
    }

    /// Puts a fault beside a field.
    pub fn set_fault(&self, name: &str, message: impl Into<String>) {
        let message = message.into();
        self.faults.update(|faults| {
            faults.insert(name.to_owned(), message);
        });
    }

    /// Takes the fault of a field away.
    pub fn clear(&self, name: &str) {
        if self.faults.with_untracked(|faults| faults.contains_key(name)) {
            self.faults.update(|faults| {
                faults.remove(name);
            });
        }
    }

    /// What the server refused about the whole form.
    pub fn refused(&self) -> Signal<Option<String>> {
        self.refused.into()
    }

    /// Adds a field. Fields do this themselves when they are made; [`FormState::withdraw`] undoes it.
    pub fn register(&self, name: &str, check: Option<Check>) {
        self.fields.update_value(|fields| {
            fields.retain(|field| field.name != name);
            fields.push(Registered { name: name.to_owned(), check, control: None });
        });
    }

    /// Gives a field the rule of the control inside it, beside its own.
    pub(super) fn register_control(&self, name: &str, rule: Check) {
        self.fields.update_value(|fields| {
            if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
                field.control = Some(rule);
            }
        });
    }

    /// Removes a field that has left the page, with its fault.
    pub fn withdraw(&self, name: &str) {
        self.fields.try_update_value(|fields| fields.retain(|field| field.name != name));
        // What leaves with its whole form had better not wake what leaves with it.
        if self.faults.try_with_untracked(|faults| faults.contains_key(name)).unwrap_or(false) {
            self.faults.update(|faults| {
                faults.remove(name);
            });
        }
    }

    /// Checks one field and shows its fault. Called when a person leaves it.
    pub fn check_one(&self, name: &str) {
        let field = self.fields.with_value(|fields| fields.iter().find(|field| field.name == name).cloned());
        let Some(field) = field.filter(|field| field.check.is_some() || field.control.is_some()) else { return };
        match field.fault() {
            Some(message) => self.set_fault(name, message),
            None => self.clear(name),
        }
    }

    /// Checks every field, shows all faults and puts the focus on the first. True when there is none.
    pub fn check(&self) -> bool {
        self.refused.set(None);
        let fields = self.fields.get_value();
        let mut faults = BTreeMap::new();
        let mut first = None;
        for field in &fields {
            if let Some(message) = field.fault() {
                first.get_or_insert_with(|| field.name.clone());
                faults.insert(field.name.clone(), message);
            }
        }
        self.faults.set(faults);
        if let Some(name) = first {
            browser::focus(&self.id_of(&name));
            return false;
        }
        true
    }

    /// Shows what the server refused: beside the field if this form has it, else above the buttons.
    pub fn refuse(&self, field: Option<&str>, message: impl Into<String>) {
        let message = message.into();
        let known =
            field.filter(|name| self.fields.with_value(|fields| fields.iter().any(|field| field.name == *name)));
        match known {
            Some(name) => {
                self.set_fault(name, message);
                browser::focus(&self.id_of(name));
            }
            None => self.refused.set(Some(match field {
                Some(name) => format!("{name}: {message}"),
                None => message,
            })),
        }
    }
}

/// A form. Submitting checks all fields first; `on_submit` runs only when none has a fault.
#[component]
pub fn Form(
    state: FormState,
    #[prop(into)] on_submit: Callback<()>,
    /// Sections without gaps between them, as on order pages.
    #[prop(optional)]
    sections: bool,
    /// The name of the form, where a page has several.
    #[prop(optional, into)]
    label: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <leptos::context::Provider value=state>
            <form
                class="form"
                style=sections.then_some("gap:0")
                aria-label=label
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    if state.check() {
                        on_submit.run(());
                    }
                }
            >
                {children()}
            </form>
        </leptos::context::Provider>
    }
    .into_any()
}

/// What the server refused about the whole form. Stands above the buttons; nothing when there is nothing.
#[component]
pub fn Refused(state: FormState) -> impl IntoView {
    let refused = state.refused();
    view! {
        <div role="alert">
            {move || {
                refused
                    .get()
                    .map(|message| {
                        view! {
                            <div class="notice bad">
                                <Icon name=Glyph::Bad/>
                                <div>
                                    <b>{message}</b>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// The foot of a form: stays in sight, holds the buttons and says how many fields need another value.
#[component]
pub fn FormFoot(state: FormState, children: Children) -> impl IntoView {
    view! {
        <Refused state/>
        <div class="formfoot">
            {children()}
            <span class="push quiet only-wide" aria-live="polite">
                {move || match state.count() {
                    0 => String::new(),
                    n => words::needs_another_value(n),
                }}
            </span>
        </div>
    }
    .into_any()
}

/// A part of a long form, with its title and one line about it.
#[component]
pub fn FormSection(
    #[prop(into)] title: String,
    #[prop(optional, into)] purpose: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="formsec">
            <header>
                <h2>{title}</h2>
                {purpose.map(|purpose| view! { <p>{purpose}</p> })}
            </header>
            {children()}
        </section>
    }
    .into_any()
}

/// Fields side by side, as many as fit.
#[component]
pub fn Fields(children: Children) -> impl IntoView {
    view! { <div class="fields">{children()}</div> }.into_any()
}

/// Asks before a person leaves a form that was changed: in a dialog for links of the console, in the browser's own when the
/// page closes.
#[component]
pub fn AskBeforeLeaving(state: FormState) -> impl IntoView {
    let dirty = state.dirty();
    let open = RwSignal::new(false);
    // Where the link led; nothing where it was the browser's way back or forward.
    let to = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    let location = use_location();
    Effect::new(move |_| {
        let handle = window_event_listener(leptos::ev::beforeunload, move |event| {
            if dirty.get_untracked() {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
        browser::before_links(move |href| {
            // Other steps of the same page are no way out.
            let path = href.split('?').next().unwrap_or_default();
            let elsewhere = window().location().pathname().is_ok_and(|here| here != path);
            let ask = dirty.get_untracked() && elsewhere;
            if ask {
                to.set(Some(href.to_owned()));
                open.set(true);
            }
            ask
        });
        browser::before_steps(move |path| {
            let here = location.pathname.get_untracked();
            if !dirty.get_untracked() || here == path {
                return None;
            }
            to.set(None);
            open.set(true);
            let query = location.search.get_untracked();
            Some(format!("{here}{}{query}", if query.is_empty() { "" } else { "?" }))
        });
    });
    let leave = Callback::new(move |()| {
        state.settle();
        open.set(false);
        match to.get_untracked() {
            Some(to) => navigate(&to, Default::default()),
            None => browser::step_back(),
        }
    });
    view! {
        <Dialog
            open
            title=words::leave_unsaved()
            actions=move || {
                view! {
                    <Button label=words::leave() on_click=leave/>
                    <Button label=words::stay() look=Look::Primary on_click=move |()| open.set(false)/>
                }
            }
        >
            <p>{words::filled_in_is_lost()}</p>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_an_unknown_field_stands_above_the_buttons_with_its_name() {
        let owner = Owner::new();
        owner.with(|| {
            let form = FormState::new();
            form.refuse(Some("cpu"), "at most 64 vCPU");
            assert_eq!(form.refused().get_untracked().as_deref(), Some("cpu: at most 64 vCPU"));
            assert_eq!(form.count(), 0);
        });
    }
}
