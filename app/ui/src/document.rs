//! The same thing as text: YAML and JSON of whatever a page shows, to read and to take along.

use gantry_words::ui as words;
use leptos::prelude::*;
use serde_json::Value;

use super::choice::Segmented;
use super::code::{Code, Language};
use super::input::Choice;

/// A value as YAML and as JSON, with a choice between the two.
#[component]
pub fn Document(
    #[prop(into)] value: Signal<Value>,
    /// What stands in the bar above, without extension: `eci-of8w75`.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let shown = RwSignal::new("yaml".to_owned());
    let is_yaml = Memo::new(move |_| shown.with(|shown| shown == "yaml"));
    view! {
        <div class="stack">
            <fieldset class="row">
                <legend class="hidden">{words::format()}</legend>
                <Segmented
                    value=shown
                    name="document-format"
                    choices=vec![Choice::new("yaml", "YAML"), Choice::new("json", "JSON")]
                />
            </fieldset>
            {move || {
                let name = name.get();
                if is_yaml.get() {
                    let text = Signal::derive(move || value.with(yaml));
                    view! { <Code text language=Language::Yaml title=format!("{name}.yaml")/> }.into_any()
                } else {
                    let text = Signal::derive(move || value.with(json));
                    view! { <Code text language=Language::Json title=format!("{name}.json")/> }.into_any()
                }
            }}
        </div>
    }
}

fn json(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes a value as YAML, in blocks; strings are quoted only where YAML would read something else.
pub fn yaml(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(map) if !map.is_empty() => object(&mut out, value, 0),
        Value::Array(list) if !list.is_empty() => array(&mut out, value, 0),
        flat => {
            out.push_str(&scalar(flat));
            out.push('\n');
        }
    }
    out
}

fn is_block(value: &Value) -> bool {
    match value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => false,
    }
}

fn object(out: &mut String, value: &Value, indent: usize) {
    let Value::Object(map) = value else { return };
    for (place, (key, value)) in map.iter().enumerate() {
        // The first key stands where the caller has already come to.
        if place > 0 || !out.ends_with("- ") {
            out.push_str(&" ".repeat(indent));
        }
        out.push_str(&quoted(key));
        out.push(':');
        field(out, value, indent);
    }
}

fn field(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(_) if is_block(value) => {
            out.push('\n');
            object(out, value, indent + 2);
        }
        Value::Array(_) if is_block(value) => {
            out.push('\n');
            array(out, value, indent + 2);
        }
        flat => {
            out.push(' ');
            out.push_str(&scalar(flat));
            out.push('\n');
        }
    }
}

fn array(out: &mut String, value: &Value, indent: usize) {
    let Value::Array(list) = value else { return };
    for item in list {
        out.push_str(&" ".repeat(indent));
        out.push_str("- ");
        match item {
            Value::Object(_) if is_block(item) => object(out, item, indent + 2),
            Value::Array(_) if is_block(item) => {
                // A list in a list starts on a line of its own.
                out.pop();
                out.push('\n');
                array(out, item, indent + 2);
            }
            flat => {
                out.push_str(&scalar(flat));
                out.push('\n');
            }
        }
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(_) => "[]".to_owned(),
        Value::Object(_) => "{}".to_owned(),
    }
}

/// A string as it is where YAML reads it back as the same string, else in double quotes with JSON's escapes, which are YAML's.
fn quoted(text: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || "_./-@ ()+=:".contains(c);
    let begins = text.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '_');
    let reserved = matches!(
        text.to_ascii_lowercase().as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    let plain = begins
        && !reserved
        && text.chars().all(word)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #");
    if plain { text.to_owned() } else { Value::String(text.to_owned()).to_string() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn blocks_are_indented_and_strings_quoted_where_they_must() {
        let value = json!({
            "name": "eci-1", "quantity": 1, "agreed": true, "none": null, "empty": [], "tags": {"app": "web", "n": "1"},
            "containers": [{"name": "web", "arguments": ["-port=80", "yes"]}, {"name": "b: c", "nested": [[1, 2]]}]
        });
        let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(keys.contains(&"containers"));
        let text = yaml(&value);
        for line in [
            "name: eci-1\n",
            "quantity: 1\n",
            "none: null\n",
            "empty: []\n",
            "tags:\n  app: web\n  \"n\": \"1\"\n",
            "      - \"-port=80\"\n      - \"yes\"\n",
            "    nested:\n      -\n        - 1\n        - 2\n",
        ] {
            assert!(text.contains(line), "{line:?} is not in\n{text}");
        }
        assert!(text.contains("- arguments:\n") || text.contains("- name: web\n"), "{text}");
    }

    #[test]
    fn what_yaml_would_misread_is_quoted() {
        for text in ["", "true", "No", "1", "-a", "a: b", "a #b", "ä", "a\nb", "*x", "null", "a:"] {
            assert!(quoted(text).starts_with('"'), "{text:?}");
        }
        for text in
            ["web", "/run/server", "127.0.0.1:8080/a".trim_start_matches("127.0.0.1:8080"), "sha256:ab", "On Failure"]
        {
            assert_eq!(quoted(text), text);
        }
    }
}
