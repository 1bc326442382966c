//! A number between two ends, drawn over ticks like a rule: the slider for the hand, the box beside it for the exact number.

use leptos::prelude::*;

use super::field;
use super::input::whole_number;

/// A slider with its box. Inside a [`Field`](super::field::Field) with `group=true` it takes the field's name.
#[component]
pub fn Slider(
    value: RwSignal<i64>,
    /// Smallest number, included.
    min: i64,
    /// Largest number, included.
    max: i64,
    /// After the number: `Mbps`.
    unit: &'static str,
    /// What it sets; for assistive technology.
    #[prop(into)]
    label: String,
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
    // What is set from elsewhere.
    Effect::new(move |_| {
        let number = value.get();
        if text.with_untracked(|text| text.parse() != Ok(number)) {
            text.set(number.to_string());
        }
    });
    let at = move || (value.get() - min) as f64 * 100.0 / (max - min).max(1) as f64;
    let box_label = format!("{label}, {unit}");
    view! {
        <div class="slider-row">
            <div>
                <input
                    class="slider"
                    type="range"
                    min=min.to_string()
                    max=max.to_string()
                    aria-label=label
                    aria-valuetext=move || format!("{} {unit}", value.get())
                    style=move || format!("--at:{:.1}", at())
                    value=value.get_untracked().to_string()
                    prop:value=move || value.get().to_string()
                    on:input=move |event| {
                        if let Ok(number) = event_target_value(&event).parse() {
                            set(number);
                        }
                    }
                />
                <div class="ends" aria-hidden="true">
                    <span>{format!("{min} {unit}")}</span>
                    <span>{format!("{max} {unit}")}</span>
                </div>
            </div>
            <div class="affix">
                <input
                    class="input"
                    type="number"
                    min=min.to_string()
                    max=max.to_string()
                    aria-label=box_label
                    aria-invalid=move || field.and_then(|field| field.invalid())
                    aria-describedby=move || field.and_then(|field| field.described_by())
                    value=text.get_untracked()
                    prop:value=move || text.get()
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
                <span>{unit}</span>
            </div>
        </div>
    }
    .into_any()
}
