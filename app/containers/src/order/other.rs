//! Step 2, **Other Settings** (ECI-41): a public address, tags, and how long containers may take to end.

use gantry_model::containers::view::OrderOptions;
use gantry_model::containers::{MOST_TAGS, validate_tags};
use gantry_words::Said as _;
use gantry_words::{containers as words, ui};
use leptos::prelude::*;

use super::draft::Draft;
use super::eip::EipSection;
use gantry_ui::prelude::*;

/// Characters of a tag's key and of its value.
const LENGTH: usize = 63;

/// EIP, tags and grace period; all of it may stay as it is.
#[component]
pub fn OtherSettings(draft: Draft, options: Signal<OrderOptions>, reload: Callback<()>) -> impl IntoView {
    view! {
        <EipSection draft options reload/>
        <FormSection title=words::tags() purpose=words::tags_purpose()>
            <Tags draft/>
        </FormSection>
        <FormSection title=words::end() purpose=words::end_purpose()>
            <Fields>
                <Field
                    name="grace_seconds"
                    label=words::grace_field()
                    help=words::grace_help()
                >
                    <Stepper value=draft.grace min=0 max=300 unit=words::unit_seconds()/>
                </Field>
            </Fields>
        </FormSection>
    }
}

/// Why a tag cannot be added; `None` when it can.
fn refuse(tags: &[(String, String)], key: &str, value: &str) -> Option<String> {
    if key.is_empty() {
        return Some(words::tag_key_missing().to_owned());
    }
    if tags.len() >= MOST_TAGS {
        return Some(words::tags_full(MOST_TAGS));
    }
    if tags.iter().any(|(there, _)| there == key) {
        return Some(words::tag_key_twice(key));
    }
    let one = [(key.to_owned(), value.to_owned())].into_iter().collect();
    validate_tags(&one).err().map(|error| error.said())
}

/// The tags of what is made.
#[component]
pub fn Tags(draft: Draft) -> impl IntoView {
    let form = expect_context::<FormState>();
    let key = RwSignal::new(String::new());
    let value = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let add = move || {
        let (name, text) = (key.get_untracked().trim().to_owned(), value.get_untracked().trim().to_owned());
        if let Some(why) = draft.tags.with_untracked(|tags| refuse(tags, &name, &text)) {
            fault.set(Some(why));
            return;
        }
        draft.tags.update(|tags| tags.push((name, text)));
        form.touch();
        key.set(String::new());
        value.set(String::new());
        fault.set(None);
    };
    let said = Signal::derive(move || {
        let set = draft.tags.with(Vec::len);
        Some(words::tags_set(set, MOST_TAGS - set.min(MOST_TAGS)))
    });
    let shown = Signal::derive(move || {
        let text =
            |(key, value): &(String, String)| if value.is_empty() { key.clone() } else { format!("{key}:{value}") };
        draft.tags.with(|tags| tags.iter().map(text).collect::<Vec<_>>())
    });
    let used = |text: RwSignal<String>| move || format!("{}/{LENGTH}", text.with(|text| text.chars().count()));
    let on_enter = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            add();
        }
    };
    view! {
        <Field name="tags" label=words::tags() group=true help=said>
            <div class="kv">
                <div class="kv-row">
                    <div class="affix">
                        <input
                            class="input"
                            aria-label=words::tag_key()
                            placeholder=words::tag_key_hint()
                            autocomplete="off"
                            spellcheck="false"
                            prop:value=move || key.get()
                            aria-invalid=move || fault.get().map(|_| "true")
                            on:input=move |event| {
                                key.set(event_target_value(&event));
                                fault.set(None);
                            }
                            on:keydown=on_enter
                        />
                        <span>{used(key)}</span>
                    </div>
                    <div class="affix">
                        <input
                            class="input"
                            aria-label=words::tag_value()
                            placeholder=words::tag_value_hint()
                            autocomplete="off"
                            spellcheck="false"
                            prop:value=move || value.get()
                            on:input=move |event| value.set(event_target_value(&event))
                            on:keydown=on_enter
                        />
                        <span>{used(value)}</span>
                    </div>
                    <Button label=ui::add() icon=Glyph::Plus on_click=move |()| add()/>
                </div>
            </div>
            {move || fault.get().map(|message| view! { <p class="fault" role="alert">{message}</p> })}
            <Added
                values=shown
                on_remove=move |place| {
                    form.touch();
                    draft
                        .tags
                        .update(|tags| {
                            tags.remove(place);
                        })
                }
            />
        </Field>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_limited() {
        let tags = vec![("Group".to_owned(), "Web".to_owned())];
        assert_eq!(refuse(&tags, "group", ""), None);
        assert!(refuse(&tags, "Group", "x").is_some());
        assert!(refuse(&tags, "", "x").is_some());
        assert!(refuse(&tags, &"k".repeat(64), "").is_some());
        let many: Vec<_> = (0..20).map(|n| (n.to_string(), String::new())).collect();
        assert!(refuse(&many, "one-more", "").is_some());
    }
}
