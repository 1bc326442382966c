//! Controls for text and numbers, and for one of many. Each takes the signal that holds its value; inside a
//! [`Field`](super::field::Field) it finds its id, its description and its fault by itself.

use gantry_words::ui as words;
use leptos::prelude::*;

use super::button::IconButton;
use super::field;
use super::icon::{Glyph, Icon};

/// What is typed into an [`Input`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typed {
    /// Any text.
    #[default]
    Text,
    /// An id, an address, a command: set in mono.
    Mono,
    /// A number; the value stays text until the page parses it, so that nothing typed is lost.
    Number,
    /// Hidden, with a button that shows it.
    Password,
}

/// A line of text.
#[component]
pub fn Input(
    value: RwSignal<String>,
    #[prop(optional)] typed: Typed,
    #[prop(optional, into)] placeholder: Option<String>,
    /// A unit after the number, such as `GiB`.
    #[prop(optional, into)]
    unit: Option<String>,
    /// For a control that stands without a field.
    #[prop(optional, into)]
    label: Option<String>,
    /// What the browser may fill in; `off` by default.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Longest text that fits; more is a fault of the field, and nothing that was typed is lost.
    #[prop(optional)]
    max_length: Option<u32>,
    #[prop(optional, into)] disabled: MaybeProp<bool>,
    /// Called with each key; the value is in the signal already.
    #[prop(optional, into)]
    on_input: Option<Callback<()>>,
) -> impl IntoView {
    let field = field::context();
    if let (Some(field), Some(most)) = (field, max_length) {
        field.rule(move || value.with(|text| too_long(text, most)));
    }
    let shown = RwSignal::new(false);
    let kind = move || match typed {
        Typed::Password if !shown.get() => "password",
        Typed::Number => "number",
        _ => "text",
    };
    let class = if matches!(typed, Typed::Mono) { "input mono" } else { "input" };
    let input = view! {
        <input
            class=class
            id=field.map(|field| field.id())
            name=field.map(|field| field.id())
            type=kind
            step=matches!(typed, Typed::Number).then_some("any")
            value=value.get_untracked()
            prop:value=move || value.get()
            placeholder=placeholder
            autocomplete=autocomplete
            spellcheck="false"
            aria-label=label
            required=field.is_some_and(|field| field.required())
            disabled=move || disabled.get().unwrap_or(false)
            aria-invalid=move || field.and_then(|field| field.invalid())
            aria-describedby=move || field.and_then(|field| field.described_by())
            on:input=move |event| {
                value.set(event_target_value(&event));
                if let Some(field) = field {
                    field.typed();
                }
                if let Some(call) = on_input {
                    call.run(());
                }
            }
            on:blur=move |_| {
                if let Some(field) = field && !value.with_untracked(String::is_empty) {
                    field.left();
                }
            }
        />
    };
    match (typed, unit) {
        (Typed::Password, _) => view! {
            <div class="affix">
                {input}
                <button type="button" aria-pressed=move || if shown.get() { "true" } else { "false" } on:click=move |_| shown.update(|on| *on = !*on)>
                    {move || if shown.get() { words::hide() } else { words::show() }}
                </button>
            </div>
        }
        .into_any(),
        (_, Some(unit)) => view! {
            <div class="affix">
                {input}
                <span>{unit}</span>
            </div>
        }
        .into_any(),
        _ => input.into_any(),
    }
}

fn too_long(text: &str, most: u32) -> Option<String> {
    let length = text.trim().chars().count();
    (length > most as usize).then(|| words::at_most_characters(most, length))
}

/// Reads a whole number as it is typed.
///
/// # Errors
/// The sentence to show where it is none, or not between the two.
pub(super) fn whole_number(text: &str, min: i64, max: i64) -> Result<i64, String> {
    let number = text.trim().parse().ok().filter(|number| (min..=max).contains(number));
    number.ok_or_else(|| match text.trim() {
        "" => words::whole_number_missing(min, max),
        text => words::whole_number_wrong(text, min, max),
    })
}

/// Several lines of text.
#[component]
pub fn TextArea(
    value: RwSignal<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] mono: bool,
    #[prop(default = 4)] rows: u32,
    #[prop(optional, into)] label: Option<String>,
) -> impl IntoView {
    let field = field::context();
    view! {
        <textarea
            class=if mono { "textarea mono" } else { "textarea" }
            id=field.map(|field| field.id())
            name=field.map(|field| field.id())
            rows=rows.to_string()
            placeholder=placeholder
            spellcheck="false"
            aria-label=label
            required=field.is_some_and(|field| field.required())
            aria-invalid=move || field.and_then(|field| field.invalid())
            aria-describedby=move || field.and_then(|field| field.described_by())
            prop:value=move || value.get()
            on:input=move |event| {
                value.set(event_target_value(&event));
                if let Some(field) = field {
                    field.typed();
                }
            }
            on:blur=move |_| {
                if let Some(field) = field {
                    field.left();
                }
            }
        >
            {value.get_untracked()}
        </textarea>
    }
    .into_any()
}

/// One thing to choose: the value that is kept, and the words that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the signal holds when this is chosen.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// One line about it, where there is room.
    pub note: Option<String>,
    /// Why it cannot be chosen now.
    pub why_not: Option<String>,
}

impl Choice {
    /// A choice with a value and its words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: None, why_not: None }
    }

    /// A choice whose words are its value.
    pub fn same(value: impl Into<String>) -> Self {
        let value = value.into();
        Self::new(value.clone(), value)
    }

    /// Adds a line about it.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Forbids it, with the reason.
    pub fn why_not(mut self, reason: Option<String>) -> Self {
        self.why_not = reason;
        self
    }
}

/// From more choices than these there is a box that narrows them.
const MANY: usize = 20;

/// What of the choices fits what is typed; what is chosen stays among them.
fn fitting(choices: Vec<Choice>, typed: &str, chosen: &str) -> Vec<Choice> {
    let words = typed.trim().to_lowercase();
    choices
        .into_iter()
        .filter(|choice| choice.value == chosen || choice.label.to_lowercase().contains(&words))
        .collect()
}

/// One of many, in the browser's own list; with very many, a box above it narrows them, and Enter there takes the first that fits.
#[component]
pub fn Select(
    value: RwSignal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    /// Shown, and not choosable, while nothing is chosen.
    #[prop(optional, into)]
    placeholder: Option<String>,
    #[prop(optional, into)] label: Option<String>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let field = field::context();
    let narrow = RwSignal::new(String::new());
    let many = Memo::new(move |_| choices.with(Vec::len) > MANY);
    let choose = move |chosen: String| {
        value.set(chosen.clone());
        if let Some(field) = field {
            field.typed();
        }
        if let Some(call) = on_change {
            call.run(chosen);
        }
    };
    let take_first = move || {
        let typed = narrow.get_untracked();
        if let Some(first) =
            fitting(choices.get_untracked(), &typed, "").into_iter().find(|choice| choice.why_not.is_none())
        {
            choose(first.value);
        }
    };
    view! {
        {move || {
            many.get()
                .then(|| {
                    let count = choices.with_untracked(Vec::len);
                    view! {
                        <SearchInput
                            value=narrow
                            label=words::narrow_list()
                            placeholder=words::find_among(count)
                            on_enter=move |()| take_first()
                        />
                    }
                })
        }}
        <select
            class="select"
            id=field.map(|field| field.id())
            name=field.map(|field| field.id())
            aria-label=label
            required=field.is_some_and(|field| field.required())
            aria-invalid=move || field.and_then(|field| field.invalid())
            aria-describedby=move || field.and_then(|field| field.described_by())
            on:change=move |event| choose(event_target_value(&event))
        >
            {placeholder
                .map(|text| {
                    view! {
                        <option value="" disabled selected=move || value.with(String::is_empty)>
                            {text}
                        </option>
                    }
                })}
            {move || {
                let typed = narrow.get();
                fitting(choices.get(), &typed, &value.get_untracked())
                    .into_iter()
                    .map(|choice| {
                        let own = choice.value.clone();
                        view! {
                            <option
                                value=choice.value
                                disabled=choice.why_not.is_some()
                                title=choice.why_not
                                selected=move || value.with(|value| *value == own)
                            >
                                {choice.label}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    }
    .into_any()
}

/// A select with a button that loads its choices again, for things that one may have just made in another tab.
#[component]
pub fn WithReload(
    #[prop(into)] label: String,
    #[prop(into)] on_click: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="beside">
            {children()}
            <IconButton
                label=label
                icon=Glyph::Restart
                look=super::button::Look::Secondary
                size=super::button::Size::Medium
                on_click=on_click
            />
        </div>
    }
    .into_any()
}

/// A whole number with one less and one more. What is typed stays as it is typed; while it is no such number, it is a fault of the field and
/// the value is the last one that was.
#[component]
pub fn Stepper(
    value: RwSignal<i64>,
    /// Smallest number, included.
    min: i64,
    /// Largest number, included.
    max: i64,
    #[prop(optional, into)] label: Option<String>,
    #[prop(optional, into)] unit: Option<String>,
) -> impl IntoView {
    let field = field::context();
    let text = RwSignal::new(value.get_untracked().to_string());
    if let Some(field) = field {
        field.rule(move || text.with(|text| whole_number(text, min, max).err()));
    }
    let set = move |number: i64| {
        let number = number.clamp(min, max);
        value.set(number);
        text.set(number.to_string());
        if let Some(field) = field {
            field.typed();
        }
    };
    view! {
        <div class="affix">
            <input
                class="input"
                id=field.map(|field| field.id())
                name=field.map(|field| field.id())
                type="number"
                min=min.to_string()
                max=max.to_string()
                aria-label=label
                value=text.get_untracked()
                prop:value=move || text.get()
                aria-invalid=move || field.and_then(|field| field.invalid())
                aria-describedby=move || field.and_then(|field| field.described_by())
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    if let Ok(number) = whole_number(&typed, min, max) {
                        value.set(number);
                    }
                    text.set(typed);
                    if let Some(field) = field {
                        field.typed();
                    }
                }
                on:change=move |_| {
                    if let Some(field) = field {
                        field.left();
                    }
                }
            />
            {unit.map(|unit| view! { <span>{unit}</span> })}
            <button
                type="button"
                aria-label=words::one_less()
                aria-disabled=move || (value.get() <= min).then_some("true")
                on:click=move |_| set(value.get_untracked() - 1)
            >
                "−"
            </button>
            <button
                type="button"
                aria-label=words::one_more()
                aria-disabled=move || (value.get() >= max).then_some("true")
                on:click=move |_| set(value.get_untracked() + 1)
            >
                "+"
            </button>
        </div>
    }
    .into_any()
}

/// A box for finding things, with its magnifier.
#[component]
pub fn SearchInput(
    value: RwSignal<String>,
    #[prop(into)] label: String,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] on_enter: Option<Callback<()>>,
    #[prop(optional, into)] on_input: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="affix">
            <Icon name=Glyph::Search/>
            <input
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                placeholder=placeholder
                value=value.get_untracked()
                prop:value=move || value.get()
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    if let Some(call) = on_input {
                        call.run(());
                    }
                }
                on:keydown=move |event| {
                    if event.key() == "Enter" && let Some(call) = on_enter {
                        event.prevent_default();
                        call.run(());
                    }
                }
            />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_narrowed_to_what_fits_and_what_is_chosen() {
        let choices = || ["alpha", "beta", "alphabet"].map(Choice::same).to_vec();
        let left = |typed, chosen| {
            fitting(choices(), typed, chosen).into_iter().map(|choice| choice.value).collect::<Vec<_>>()
        };
        assert_eq!(left(" ALPHA", ""), ["alpha", "alphabet"]);
        assert_eq!(left("alpha", "beta"), ["alpha", "beta", "alphabet"]);
        assert_eq!(left("", ""), ["alpha", "beta", "alphabet"]);
    }

    #[test]
    fn what_does_not_fit_is_said_and_not_changed() {
        assert_eq!(whole_number("50", 1, 50), Ok(50));
        assert_eq!(whole_number("51", 1, 50).unwrap_err(), "51 is not a whole number from 1 to 50.");
        assert_eq!(whole_number("1.5", 1, 50).unwrap_err(), "1.5 is not a whole number from 1 to 50.");
        assert_eq!(whole_number("", 1, 50).unwrap_err(), "A whole number from 1 to 50 is missing.");
        assert_eq!(too_long(&"x".repeat(120), 120), None);
        assert_eq!(too_long(&"x".repeat(121), 120).unwrap(), "At most 120 characters, not 121.");
    }
}
