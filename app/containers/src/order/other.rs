//! Step 2, **Other Settings** (ECI-41): a public address, tags, and how long containers may take to end.

use gantry_model::containers::view::OrderOptions;
use gantry_model::containers::{MOST_TAGS, validate_tags};
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
        <FormSection title="Tags" purpose="Tags mark groups with the same need, so that they can be found and worked on together.">
            <Tags draft/>
        </FormSection>
        <FormSection title="End" purpose="What happens when the group is restarted or unsubscribed.">
            <Fields>
                <Field
                    name="grace_seconds"
                    label="Termination Grace Period"
                    help="0 to 300: so long a container may take to end by itself"
                >
                    <Stepper value=draft.grace min=0 max=300 unit="s"/>
                </Field>
            </Fields>
        </FormSection>
    }
}

/// Why a tag cannot be added; `None` when it can.
fn refuse(tags: &[(String, String)], key: &str, value: &str) -> Option<String> {
    if key.is_empty() {
        return Some("The key is missing".to_owned());
    }
    if tags.len() >= MOST_TAGS {
        return Some(format!("A container group has at most {MOST_TAGS} tags."));
    }
    if tags.iter().any(|(there, _)| there == key) {
        return Some(format!("The key {key} is in the list already; keys are unique."));
    }
    let one = [(key.to_owned(), value.to_owned())].into_iter().collect();
    validate_tags(&one).err().map(|error| error.to_string())
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
        let word = if set == 1 { "tag" } else { "tags" };
        Some(format!("You have set {set} {word}, you can still add {}", MOST_TAGS - set.min(MOST_TAGS)))
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
        <Field name="tags" label="Tags" group=true help=said>
            <div class="kv">
                <div class="kv-row">
                    <div class="affix">
                        <input
                            class="input"
                            aria-label="Tag key"
                            placeholder="Key"
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
                            aria-label="Tag value"
                            placeholder="Value, may be empty"
                            autocomplete="off"
                            spellcheck="false"
                            prop:value=move || value.get()
                            on:input=move |event| value.set(event_target_value(&event))
                            on:keydown=on_enter
                        />
                        <span>{used(value)}</span>
                    </div>
                    <Button label="Add" icon=Glyph::Plus on_click=move |()| add()/>
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
