//! Lists of small values: chips to read, and the two ways of making them (one value, or a name with a value).

use gantry_words::ui as words;
use leptos::prelude::*;

use super::button::Button;
use super::field;
use super::icon::{Glyph, Icon};

/// Values to read: labels, tags.
#[component]
pub fn Chips(#[prop(into)] values: Signal<Vec<String>>) -> impl IntoView {
    view! {
        <span class="chips">
            {move || {
                values
                    .get()
                    .into_iter()
                    .map(|value| view! { <span class="chip" title=value.clone()><span>{value.clone()}</span></span> })
                    .collect_view()
            }}
        </span>
    }
    .into_any()
}

/// A small word in a frame that says of what kind something is: `Normal`, `Private`.
#[component]
pub fn Kind(#[prop(into)] word: Signal<String>, #[prop(optional)] accent: bool) -> impl IntoView {
    view! { <span class=if accent { "kind accent" } else { "kind" }>{move || word.get()}</span> }.into_any()
}

/// What has been added so far, each with a way to take it out again.
#[component]
pub fn Added(
    /// The values as they are read.
    #[prop(into)]
    values: Signal<Vec<String>>,
    /// Takes out the value with this place in the list.
    #[prop(into)]
    on_remove: Callback<usize>,
) -> impl IntoView {
    view! {
        <div class="help row" aria-live="polite">
            {move || {
                let values = values.get();
                (!values.is_empty())
                    .then(|| {
                        view! {
                            <span>{words::added()}</span>
                            <span class="chips">
                                {values
                                    .into_iter()
                                    .enumerate()
                                    .map(|(place, value)| {
                                        view! {
                                            <span class="chip">
                                                <span>{value.clone()}</span>
                                                <button
                                                    type="button"
                                                    aria-label=words::remove(&value)
                                                    title=words::remove(&value)
                                                    on:click=move |_| on_remove.run(place)
                                                >
                                                    <Icon name=Glyph::Close/>
                                                </button>
                                            </span>
                                        }
                                    })
                                    .collect_view()}
                            </span>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// A list of values typed one by one, such as arguments or tags. Enter adds.
#[component]
pub fn ListInput(
    values: RwSignal<Vec<String>>,
    /// The words of the button.
    #[prop(default = words::add().to_owned(), into)]
    add: String,
    #[prop(optional, into)] placeholder: Option<String>,
    /// The sentence to show where the typed value is wrong.
    #[prop(optional, into)]
    check: Option<Callback<String, Option<String>>>,
    /// Most values.
    #[prop(optional)]
    max: Option<usize>,
) -> impl IntoView {
    let field = field::context();
    let typed = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let add_one = move || {
        let value = typed.get_untracked().trim().to_owned();
        if value.is_empty() {
            fault.set(Some(words::nothing_typed().to_owned()));
            return;
        }
        if let Some(max) = max
            && values.with_untracked(Vec::len) >= max
        {
            fault.set(Some(words::at_most_values(max)));
            return;
        }
        if let Some(message) = check.and_then(|check| check.run(value.clone())) {
            fault.set(Some(message));
            return;
        }
        values.update(|values| values.push(value));
        typed.set(String::new());
        if let Some(field) = field {
            field.typed();
        }
    };
    view! {
        <div class="beside">
            <input
                class="input mono"
                id=field.map(|field| field.id())
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                prop:value=move || typed.get()
                aria-invalid=move || fault.try_get().flatten().map(|_| "true").or_else(|| field.and_then(|field| field.invalid()))
                aria-describedby=move || field.and_then(|field| field.described_by())
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    fault.set(None);
                }
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        add_one();
                    }
                }
            />
            <Button label=add icon=Glyph::Plus on_click=move |()| add_one()/>
        </div>
        {move || fault.try_get().flatten().map(|message| view! { <p class="fault" role="alert">{message}</p> })}
        <Added values=values on_remove=move |place| values.update(|values| { values.remove(place); })/>
    }
    .into_any()
}

/// A list of names with values: environment variables, tags. Enter in the second box adds.
#[component]
pub fn PairsInput(
    values: RwSignal<Vec<(String, String)>>,
    #[prop(default = words::add().to_owned(), into)] add: String,
    #[prop(default = words::name().to_owned(), into)] name_label: String,
    #[prop(default = words::value().to_owned(), into)] value_label: String,
    /// What stands between the two in the chip.
    #[prop(default = ":")]
    joint: &'static str,
    /// The sentence to show where the typed pair is wrong.
    #[prop(optional, into)]
    check: Option<Callback<(String, String), Option<String>>>,
    #[prop(optional)] max: Option<usize>,
) -> impl IntoView {
    let field = field::context();
    let name = RwSignal::new(String::new());
    let value = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let add_one = move || {
        let pair = (name.get_untracked().trim().to_owned(), value.get_untracked());
        let wrong = if pair.0.is_empty() {
            Some(words::name_missing().to_owned())
        } else if values.with_untracked(|values| values.iter().any(|(name, _)| *name == pair.0)) {
            Some(words::in_list_already(&pair.0))
        } else if max.is_some_and(|max| values.with_untracked(Vec::len) >= max) {
            max.map(words::at_most_values)
        } else {
            check.and_then(|check| check.run(pair.clone()))
        };
        if wrong.is_some() {
            fault.set(wrong);
            return;
        }
        values.update(|values| values.push(pair));
        name.set(String::new());
        value.set(String::new());
        if let Some(field) = field {
            field.typed();
        }
    };
    let shown = Signal::derive(move || {
        values.with(|values| values.iter().map(|(name, value)| format!("{name}{joint}{value}")).collect::<Vec<_>>())
    });
    view! {
        <div class="kv">
            <div class="kv-row">
                <input
                    class="input mono"
                    id=field.map(|field| field.id())
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=name_label.clone()
                    aria-label=name_label
                    prop:value=move || name.get()
                    aria-invalid=move || fault.try_get().flatten().map(|_| "true")
                    on:input=move |event| {
                        name.set(event_target_value(&event));
                        fault.set(None);
                    }
                />
                <input
                    class="input mono"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=value_label.clone()
                    aria-label=value_label
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            add_one();
                        }
                    }
                />
                <Button label=add icon=Glyph::Plus on_click=move |()| add_one()/>
            </div>
        </div>
        {move || fault.try_get().flatten().map(|message| view! { <p class="fault" role="alert">{message}</p> })}
        <Added values=shown on_remove=move |place| values.update(|values| { values.remove(place); })/>
    }
    .into_any()
}
