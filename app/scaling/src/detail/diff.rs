//! What differs between two versions of a scaling configuration, line by line of their text.

use gantry_model::scaling::Template;
use gantry_model::scaling::view::ConfigurationRow;
use gantry_words::{Word as _, scaling as words, ui};
use leptos::prelude::*;
use serde_json::Value;

use gantry_ui::document::yaml;
use gantry_ui::prelude::*;

/// The two versions that are compared.
#[derive(Clone, Copy)]
pub struct Comparison {
    open: RwSignal<bool>,
    older: RwSignal<String>,
    newer: RwSignal<String>,
}

impl Comparison {
    /// Not asked yet.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), older: RwSignal::new(String::new()), newer: RwSignal::new(String::new()) }
    }

    /// Compares a version with the one before it, or with the one after the first.
    pub fn ask(&self, version: u32, versions: &[ConfigurationRow]) {
        let before = versions.iter().map(|one| one.version).filter(|other| *other < version).max();
        let after = versions.iter().map(|one| one.version).filter(|other| *other > version).min();
        let (older, newer) = match (before, after) {
            (Some(before), _) => (before, version),
            (None, after) => (version, after.unwrap_or(version)),
        };
        self.older.set(older.to_string());
        self.newer.set(newer.to_string());
        self.open.set(true);
    }
}

/// A line of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line<'a> {
    Same(&'a str),
    Gone(&'a str),
    Added(&'a str),
}

/// The dialog with the two versions and their lines.
#[component]
pub fn CompareDialog(comparison: Comparison, versions: Signal<Vec<ConfigurationRow>>) -> impl IntoView {
    let choices = Signal::derive(move || {
        versions.with(|versions| {
            let choice = |one: &ConfigurationRow| {
                Choice::new(one.version.to_string(), words::version_in_state(one.version, one.state.word()))
            };
            versions.iter().map(choice).collect::<Vec<_>>()
        })
    });
    let text = move |version: RwSignal<String>| {
        let wanted = version.get();
        versions.with(|versions| {
            let found = versions.iter().find(|one| one.version.to_string() == wanted);
            found.map(|one| yaml(&template_value(&one.template, &one.images))).unwrap_or_default()
        })
    };
    view! {
        <Dialog
            open=comparison.open
            title=words::compare_versions()
            wide=true
            actions=move || view! { <Button label=ui::close() on_click=move |()| comparison.open.set(false)/> }
        >
            <div class="row">
                <Select label=words::compare_from() value=comparison.older choices/>
                <span>{words::compare_between()}</span>
                <Select label=words::compare_to() value=comparison.newer choices/>
            </div>
            {move || {
                let (older, newer) = (text(comparison.older), text(comparison.newer));
                let lines = compare(&older, &newer);
                if lines.iter().all(|line| matches!(line, Line::Same(_))) {
                    return view! { <p class="quiet">{words::same_versions()}</p> }.into_any();
                }
                let rows = lines
                    .into_iter()
                    .map(|line| {
                        let (class, sign, said, text) = match line {
                            Line::Same(text) => ("", " ", "", text),
                            Line::Gone(text) => ("gone", "-", words::line_removed(), text),
                            Line::Added(text) => ("added", "+", words::line_added(), text),
                        };
                        view! {
                            <li class=class>
                                <span aria-hidden="true">{format!("{sign} ")}</span>
                                <span class="hidden">{said}</span>
                                <span>{text.to_owned()}</span>
                            </li>
                        }
                    })
                    .collect_view();
                view! { <ul class="diff" tabindex="0" aria-label=words::differences()>{rows}</ul> }.into_any()
            }}
        </Dialog>
    }
}

/// A template with full addresses in place of ids and without what was left empty.
pub(super) fn template_value(template: &Template, images: &[String]) -> Value {
    let mut value = serde_json::to_value(template).unwrap_or_default();
    let containers = value.get_mut("containers").and_then(Value::as_array_mut);
    for (place, container) in containers.into_iter().flatten().filter_map(Value::as_object_mut).enumerate() {
        if let Some(image) = images.get(place) {
            container.insert("image".to_owned(), Value::String(image.clone()));
            container.remove("version");
        }
        container.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    }
    value
}

/// The shortest way from one text to the other, by lines.
fn compare<'a>(older: &'a str, newer: &'a str) -> Vec<Line<'a>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (older.lines().collect(), newer.lines().collect());
    // Longest common rest from each pair of places.
    let mut rest = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            rest[a][b] = if old[a] == new[b] { rest[a + 1][b + 1] + 1 } else { rest[a + 1][b].max(rest[a][b + 1]) };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut lines = Vec::new();
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            lines.push(Line::Same(old[a]));
            (a, b) = (a + 1, b + 1);
        } else if b == new.len() || (a < old.len() && rest[a + 1][b] >= rest[a][b + 1]) {
            lines.push(Line::Gone(old[a]));
            a += 1;
        } else {
            lines.push(Line::Added(new[b]));
            b += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_marked() {
        let lines = compare("a\nb\nc\n", "a\nx\nc\nd\n");
        assert_eq!(lines, [Line::Same("a"), Line::Gone("b"), Line::Added("x"), Line::Same("c"), Line::Added("d")]);
        assert!(compare("a\n", "a\n").iter().all(|line| matches!(line, Line::Same(_))));
        assert_eq!(compare("", "a"), [Line::Added("a")]);
    }
}
