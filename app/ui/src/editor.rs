//! An editor for YAML: a text area whose letters cannot be seen over the same text with numbers and colours. Both have one font
//! and no line that breaks, so that each letter stands on its twin. Undo, selection and the clipboard are the browser's.

use gantry_words::ui as words;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::browser;
use super::code::yaml_line;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// From 1.
    pub line: u32,
    /// From 1; 1 where only the line is known.
    pub column: u32,
    /// Where in the document; empty where only the line is known.
    pub path: String,
    /// The sentence for the person.
    pub message: String,
    /// It stops nothing.
    pub notice: bool,
}

/// A text of YAML that can be changed, with its faults at their lines.
#[component]
pub fn Editor(
    value: RwSignal<String>,
    /// What is written here; for assistive technology.
    #[prop(into)]
    label: String,
    /// The file's name, in the bar above.
    #[prop(into)]
    title: String,
    #[prop(into)] faults: Signal<Vec<LineFault>>,
    /// Called with each change; the text is in the signal already.
    #[prop(into)]
    on_input: Callback<()>,
    /// What can be done with the text, in the bar above.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    // What was typed before the script came stands in the element and not in the signal.
    Effect::new(move |_| {
        if let Some(area) = node.get() {
            let there = area.value();
            if there != value.get_untracked() && !there.is_empty() {
                value.set(there);
                on_input.run(());
            }
        }
    });
    let lines = Memo::new(move |_| value.with(|text| text.split('\n').map(str::to_owned).collect::<Vec<_>>()));
    let class = move |line: usize| {
        faults.with(|faults| {
            let mut here = faults.iter().filter(|fault| fault.line as usize == line).peekable();
            match (here.peek().is_some(), here.all(|fault| fault.notice)) {
                (false, _) => "",
                (_, true) => "warn",
                _ => "bad",
            }
        })
    };
    let any = Memo::new(move |_| faults.with(|faults| faults.iter().any(|fault| !fault.notice)));
    view! {
        <div class="yaml">
            <div class="bar">
                <span>{title}</span>
                {children()}
            </div>
            <div class="text">
                <ol aria-hidden="true">
                    {move || {
                        lines
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(place, line)| {
                                let pieces = yaml_line(&line)
                                    .into_iter()
                                    .map(|(class, text)| view! { <span class=class>{text}</span> })
                                    .collect_view();
                                view! { <li class=move || class(place + 1)>{pieces}</li> }
                            })
                            .collect_view()
                    }}
                </ol>
                <textarea
                    node_ref=node
                    id="yaml-text"
                    aria-label=label
                    aria-invalid=move || any.get().then_some("true")
                    aria-describedby="yaml-faults"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    wrap="off"
                    prop:value=move || value.get()
                    on:input=move |event| {
                        value.set(event_target_value(&event));
                        on_input.run(());
                    }
                    on:keydown=move |event| {
                        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
                        if event.key() == "Enter" && plain && !event.is_composing()
                            && let Some(area) = node.get_untracked()
                        {
                            let before = before_caret(&area);
                            if insert(&format!("\n{}", indent_after(&before))) {
                                event.prevent_default();
                            }
                        }
                    }
                >
                    {value.get_untracked()}
                </textarea>
            </div>
            <FaultList node faults/>
        </div>
    }
    .into_any()
}

/// The faults in words; each leads to its place.
#[component]
fn FaultList(node: NodeRef<html::Textarea>, faults: Signal<Vec<LineFault>>) -> impl IntoView {
    view! {
        <ul class="faults" id="yaml-faults" role="status" aria-label=words::faults()>
            {move || {
                faults
                    .get()
                    .into_iter()
                    .map(|fault| {
                        let class = if fault.notice { "warn" } else { "bad" };
                        let (line, column) = (fault.line, fault.column);
                        view! {
                            <li class=class>
                                <button
                                    type="button"
                                    class="act"
                                    on:click=move |_| {
                                        if let Some(area) = node.get_untracked() {
                                            go_to(&area, line, column);
                                        }
                                    }
                                >
                                    {words::line(line)}
                                </button>
                                <span>
                                    {fault.message}
                                    {(!fault.path.is_empty())
                                        .then(|| view! { " "<code class="quiet">{fault.path}</code> })}
                                </span>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ul>
    }
    .into_any()
}

/// The text before the caret.
fn before_caret(area: &web_sys::HtmlTextAreaElement) -> String {
    let caret = area.selection_start().ok().flatten().unwrap_or(0) as usize;
    // The browser counts in halves of UTF-16.
    let units: Vec<u16> = area.value().encode_utf16().take(caret).collect();
    String::from_utf16_lossy(&units)
}

/// What a new line begins with: what the line before began with, and two more blanks after a key that opens a block.
fn indent_after(before: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let body = line.trim_start();
    let mut blanks = line.len() - body.len();
    let item = body.starts_with("- ");
    if body.trim_end().ends_with(':') {
        blanks += if item { 4 } else { 2 };
    } else if item && body.contains(": ") {
        blanks += 2;
    }
    " ".repeat(blanks)
}

/// Writes at the caret in a way that can be undone; false where the browser does not know how.
fn insert(text: &str) -> bool {
    if !browser::is_browser() {
        return false;
    }
    let document: JsValue = document().into();
    let command = js_sys::Reflect::get(&document, &"execCommand".into()).ok();
    let Some(command) = command.and_then(|command| command.dyn_into::<js_sys::Function>().ok()) else { return false };
    command.call3(&document, &"insertText".into(), &JsValue::FALSE, &text.into()).is_ok_and(|done| done.is_truthy())
}

/// Puts the caret at a line and a column, both from 1.
fn go_to(area: &web_sys::HtmlTextAreaElement, line: u32, column: u32) {
    let text = area.value();
    let before: usize =
        text.split('\n').take(line.saturating_sub(1) as usize).map(|line| line.encode_utf16().count() + 1).sum();
    let caret = u32::try_from(before).unwrap_or(0) + column.saturating_sub(1);
    let _ = area.focus();
    let _ = area.set_selection_range(caret, caret);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_line_begins_where_its_neighbours_do() {
        for (before, blanks) in [
            ("kind: Deployment", 0),
            ("spec:", 2),
            ("a:\n  b: 1", 2),
            ("  containers:", 4),
            ("  - name: web", 4),
            ("  - ports:", 6),
            ("  - 80", 2),
        ] {
            assert_eq!(indent_after(before).len(), blanks, "{before:?}");
        }
    }
}
