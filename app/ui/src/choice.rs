//! One of few, all in sight: segments for words, detents for sizes, tiles for choices that need a line of explanation;
//! ticks and switches for yes and no.

use leptos::prelude::*;

use super::field;
use super::input::Choice;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Segments,
    Detents,
    Tiles,
}

fn radios(
    shape: Shape,
    value: RwSignal<String>,
    choices: Signal<Vec<Choice>>,
    name: String,
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let field = field::context();
    let class = match shape {
        Shape::Segments => "seg",
        Shape::Detents => "detents",
        Shape::Tiles => "cards-choice",
    };
    let group = field.map(|field| field.id()).unwrap_or(name);
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        let mine = choice.value.clone();
        let words = if shape == Shape::Tiles {
            view! {
                <b>{choice.label}</b>
                {choice.note.map(|note| view! { <small>{note}</small> })}
            }
            .into_any()
        } else {
            choice.label.into_any()
        };
        view! {
            <label title=choice.why_not.clone()>
                <input
                    type="radio"
                    name=group.clone()
                    value=choice.value
                    disabled=choice.why_not.is_some()
                    checked=value.with_untracked(|value| *value == mine)
                    prop:checked=move || value.with(|value| *value == mine)
                    on:change=move |_| {
                        value.set(own.clone());
                        if let Some(field) = field {
                            field.typed();
                        }
                        if let Some(call) = on_change {
                            call.run(own.clone());
                        }
                    }
                />
                {words}
            </label>
        }
    };
    view! { <div class=class>{move || choices.get().into_iter().map(option.clone()).collect_view()}</div> }
}

/// Words in one frame, the chosen one marked: modes, policies, protocols. Put it into a `Field` with `group=true`.
#[component]
pub fn Segmented(
    value: RwSignal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    /// The radios' common name, where there is no field around.
    #[prop(optional, into)]
    name: String,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    radios(Shape::Segments, value, choices, name, on_change)
}

/// Sizes over ticks, each its own key: CPU, memory. Put it into a `Field` with `group=true`.
#[component]
pub fn Detents(
    value: RwSignal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional, into)] name: String,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    radios(Shape::Detents, value, choices, name, on_change)
}

/// Choices with a line of explanation each. Put it into a `Field` with `group=true`.
#[component]
pub fn Tiles(
    value: RwSignal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional, into)] name: String,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    radios(Shape::Tiles, value, choices, name, on_change)
}

/// A tick with its words.
#[component]
pub fn Checkbox(
    value: RwSignal<bool>,
    /// Its words, where they are no more than text.
    #[prop(optional, into)]
    label: Option<String>,
    /// The value's name in the form, where no field is around.
    #[prop(optional, into)]
    name: Option<String>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
    /// Its words with links in them.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let field = field::context();
    let id = field.map(|field| field.id()).or(name);
    let words = children.map_or_else(|| label.into_any(), |children| children());
    view! {
        <label class="check">
            <input
                type="checkbox"
                id=id.clone()
                name=id
                checked=value.get_untracked()
                prop:checked=move || value.get()
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    value.set(on);
                    if let Some(field) = field {
                        field.typed();
                    }
                    if let Some(call) = on_change {
                        call.run(on);
                    }
                }
            />
            <span>{words}</span>
        </label>
    }
    .into_any()
}

/// On or off, with what it means: `Advanced Settings`, `Follow`.
#[component]
pub fn Switch(
    value: RwSignal<bool>,
    #[prop(into)] label: String,
    #[prop(optional, into)] note: Option<String>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! {
        <label class="switch-row">
            <input
                class="switch"
                role="switch"
                type="checkbox"
                checked=value.get_untracked()
                prop:checked=move || value.get()
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    value.set(on);
                    if let Some(call) = on_change {
                        call.run(on);
                    }
                }
            />
            <span>
                <span class="medium">{label}</span>
                {note.map(|note| view! { <small>{note}</small> })}
            </span>
        </label>
    }
    .into_any()
}
