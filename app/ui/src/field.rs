//! A field: label above, required mark, help, a counter such as `0/63`, the fault in place of the help. What stands inside
//! finds its id, its description and its fault through [`FieldContext`], so a control is never wired by hand.

use leptos::context::Provider;
use leptos::prelude::*;

use super::form::{Check, FormState};

/// What a control inside a field needs to know about it.
#[derive(Clone, Copy)]
pub struct FieldContext {
    name: StoredValue<String>,
    id: StoredValue<String>,
    form: Option<FormState>,
    required: bool,
    described: bool,
    counted: bool,
}

impl FieldContext {
    /// The id of the control.
    pub fn id(&self) -> String {
        // A control may be asked once more while its field is being taken away.
        self.id.try_get_value().unwrap_or_default()
    }

    /// True where a value must be given.
    pub fn required(&self) -> bool {
        self.required
    }

    /// The fault of this field, tracked.
    pub fn fault(&self) -> Option<String> {
        self.form.and_then(|form| self.name.try_with_value(|name| form.fault(name)).flatten())
    }

    /// `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.fault().is_some().then_some("true")
    }

    /// `aria-describedby`: the help, or the fault that stands in its place, and the counter.
    pub fn described_by(&self) -> Option<String> {
        let id = self.id();
        let help = (self.described || self.fault().is_some()).then(|| format!("{id}-help"));
        let counter = self.counted.then(|| format!("{id}-counter"));
        let ids: Vec<_> = help.into_iter().chain(counter).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The rule of the control itself: the sentence to show while what is typed is nothing that its value can hold.
    pub(super) fn rule(&self, rule: impl Fn() -> Option<String> + Send + Sync + 'static) {
        if let Some(form) = self.form {
            self.name.try_with_value(|name| form.register_control(name, Callback::new(move |()| untrack(&rule))));
        }
    }

    /// A person has typed: the fault goes until the field is left.
    pub fn typed(&self) {
        if let Some(form) = self.form {
            form.touch();
            self.name.try_with_value(|name| form.clear(name));
        }
    }

    /// A person has left the field: check it.
    pub fn left(&self) {
        if let Some(form) = self.form {
            self.name.try_with_value(|name| form.check_one(name));
        }
    }
}

/// A field around one control. Inside a [`Form`](super::form::Form) it takes part in its checks.
#[component]
pub fn Field(
    /// The name of the value: the id of the control, and what the server calls the field when it refuses it.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional)] required: bool,
    /// The rule, before anybody breaks it.
    #[prop(optional, into)]
    help: MaybeProp<String>,
    /// How much of the room is used, such as `6/63`.
    #[prop(optional, into)]
    counter: MaybeProp<String>,
    /// The rule as code: the sentence to show where the value is wrong.
    #[prop(optional, into)]
    check: Option<Check>,
    /// Several controls, or radios: a `fieldset` with the label as its legend.
    #[prop(optional)]
    group: bool,
    children: Children,
) -> impl IntoView {
    let form = use_context::<FormState>();
    if let Some(form) = form {
        form.register(&name, check);
        let name = name.clone();
        on_cleanup(move || form.withdraw(&name));
    }
    let described = help.get_untracked().is_some();
    let id = form.map_or_else(|| name.clone(), |form| form.id_of(&name));
    let counted = counter.get_untracked().is_some();
    let stored = StoredValue::new(id.clone());
    let context = FieldContext { name: StoredValue::new(name), id: stored, form, required, described, counted };
    let mark = if required { "req" } else { "" };
    let help_id = format!("{id}-help");
    let below = move || {
        let id = help_id.clone();
        match (context.fault(), help.try_get().flatten()) {
            (Some(fault), _) => view! { <p class="fault" id=id>{fault}</p> }.into_any(),
            (None, Some(help)) => view! { <p class="help" id=id>{help}</p> }.into_any(),
            (None, None) => ().into_any(),
        }
    };
    // It describes the control, and is no part of its name.
    let counter_id = format!("{id}-counter");
    let count = move || {
        let id = counter_id.clone();
        counter.get().map(|text| view! { <span class="counter" id=id aria-hidden="true">{text}</span> })
    };
    let body = view! { <Provider value=context>{children()}</Provider> };
    if group {
        view! {
            <fieldset class="field" id=id>
                <legend>
                    <span class=mark>{label}</span>
                    {count}
                </legend>
                {body}
                {below}
            </fieldset>
        }
        .into_any()
    } else {
        view! {
            <div class="field">
                <label class="label" for=id>
                    <span class=mark>{label}</span>
                    {count}
                </label>
                {body}
                {below}
            </div>
        }
        .into_any()
    }
}

/// The context of the field around, or one without a form for a control that stands alone.
pub(super) fn context() -> Option<FieldContext> {
    use_context::<FieldContext>()
}
