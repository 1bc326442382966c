//! The command palette: one box that finds pages, actions and resources. Pages and actions are known here; resources are asked
//! of the server, shortly after the last key.

use gantry_model::inventory::Found;
use gantry_words::console as words;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::keyboard::JUMPS;
use gantry_console::api::search;
use gantry_console::kinds::{KINDS, view_of};
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::browser;
use gantry_ui::icon::{Glyph, Icon};

/// Something that can be gone to.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    group: &'static str,
    icon: Glyph,
    label: String,
    /// At the right.
    note: String,
    /// Keys that do the same.
    keys: Vec<&'static str>,
    href: String,
}

fn known() -> Vec<Entry> {
    let keys = |href: &str| JUMPS.iter().find(|jump| jump.2 == href).map(|jump| vec!["g", jump.0]).unwrap_or_default();
    let entry = |group, icon, label: &str, href: &str| Entry {
        group,
        icon,
        label: label.to_owned(),
        note: String::new(),
        keys: keys(href),
        href: href.to_owned(),
    };
    let actions = KINDS
        .iter()
        .filter_map(|kind| kind.create)
        .map(|(label, href)| entry(words::group_actions(), Glyph::Plus, label(), href));
    let lists = KINDS.iter().filter_map(|kind| kind.list.map(|list| (kind.glyph, list)));
    let lists = lists.map(|(glyph, (label, href))| entry(words::group_pages(), glyph, label(), href));
    actions
        .chain([
            entry(words::group_actions(), Glyph::Key, words::change_password(), paths::PASSWORD),
            entry(words::group_pages(), Glyph::Home, words::overview(), paths::HOME),
        ])
        .chain(lists)
        .chain([
            entry(words::group_pages(), Glyph::Registry, words::personal_instance(), paths::REGISTRY_PERSONAL),
            entry(words::group_pages(), Glyph::Logs, words::operation_logs(), paths::OPERATION_LOGS),
            entry(words::group_pages(), Glyph::User, words::account(), paths::ACCOUNT),
            entry(words::group_pages(), Glyph::Help, words::help(), paths::HELP),
            entry(words::group_pages(), Glyph::Info, words::help_faq(), paths::HELP_FAQ),
            entry(words::group_pages(), Glyph::Document, words::help_glossary(), paths::HELP_GLOSSARY),
            entry(words::group_pages(), Glyph::Layers, words::help_scenarios(), paths::HELP_SCENARIOS),
            entry(words::group_pages(), Glyph::Check, words::help_agreements(), paths::HELP_AGREEMENTS),
        ])
        .collect()
}

fn found(hit: Found) -> Entry {
    let kind = view_of(hit.kind);
    let noun = gantry_words::noun(hit.kind, 1_u32);
    let note = if hit.note.is_empty() { noun } else { format!("{noun} · {}", hit.note) };
    let href = kind.page(&hit.id, hit.within.as_deref());
    let label = if hit.name.is_empty() { hit.id } else { hit.name };
    Entry { group: words::group_resources(), icon: kind.glyph, label, note, keys: Vec::new(), href }
}

/// Every word typed occurs in the label, in any case. Names are ASCII, and the tables for all other letters are long.
fn fits(label: &str, typed: &str) -> bool {
    let label = label.to_ascii_lowercase();
    typed.to_ascii_lowercase().split_whitespace().all(|word| label.contains(word))
}

/// A label with the first occurrence of what was typed marked.
fn marked(label: &str, typed: &str) -> AnyView {
    let typed = typed.trim();
    let at = (!typed.is_empty() && label.is_ascii())
        .then(|| label.to_ascii_lowercase().find(&typed.to_ascii_lowercase()))
        .flatten();
    match at {
        Some(at) => {
            let (before, rest) = label.split_at(at);
            let (hit, after) = rest.split_at(typed.len());
            view! { <span>{before.to_owned()}<mark>{hit.to_owned()}</mark>{after.to_owned()}</span> }.into_any()
        }
        None => view! { <span>{label.to_owned()}</span> }.into_any(),
    }
}

/// The palette; opens over the page.
#[component]
pub fn Palette(open: RwSignal<bool>) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let typed = RwSignal::new(String::new());
    let hits = RwSignal::new(Vec::<Entry>::new());
    let at = RwSignal::new(0_usize);
    let turn = StoredValue::new(0_u64);
    let navigate = use_navigate();
    let region = use_region();

    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                typed.set(String::new());
                hits.set(Vec::new());
                at.set(0);
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });

    let entries = Memo::new(move |_| {
        let typed = typed.get();
        let mut entries = hits.get();
        entries.extend(known().into_iter().filter(|entry| fits(&entry.label, &typed)));
        entries
    });

    // The answer to what was typed is still to come: that nothing is found is not known yet.
    let waiting = RwSignal::new(false);
    let ask = move || {
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        waiting.set(true);
        browser::after(120, move || {
            let text = typed.get_untracked().trim().to_owned();
            if turn.try_get_value() != Some(mine) {
                return;
            }
            if text.is_empty() {
                hits.set(Vec::new());
                waiting.set(false);
                return;
            }
            leptos::task::spawn_local(async move {
                let answer = search(region.get_untracked(), text).await;
                // A later key has asked again: its answer counts.
                if turn.try_get_value() == Some(mine) {
                    hits.set(answer.unwrap_or_default().into_iter().map(found).collect());
                    at.set(0);
                    waiting.set(false);
                }
            });
        });
    };

    let go = move |place: usize, aside: bool| {
        let Some(entry) = entries.with_untracked(|entries| entries.get(place).cloned()) else { return };
        open.set(false);
        if aside {
            let _ = window().open_with_url_and_target(&entry.href, "_blank");
        } else if entry.href == paths::PASSWORD {
            let _ = window().location().set_href(&entry.href);
        } else {
            navigate(&entry.href, NavigateOptions::default());
        }
    };
    let pick = go.clone();

    view! {
        <dialog
            class="palette"
            node_ref=node
            aria-label=words::search()
            on:close=move |_| open.set(false)
            on:click=move |event| {
                // A click on the backdrop is a click on the dialog itself.
                let own = node.get_untracked().map(wasm_bindgen::JsValue::from);
                if event.target().map(wasm_bindgen::JsValue::from) == own {
                    open.set(false);
                }
            }
        >
            <label>
                <Icon name=Glyph::Search/>
                <input
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    aria-expanded="true"
                    aria-controls="palette-results"
                    aria-activedescendant=move || format!("palette-{}", at.get())
                    aria-label=words::search_hint()
                    placeholder=words::search_hint()
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        at.set(0);
                        ask();
                    }
                    on:keydown=move |event| {
                        let count = entries.with_untracked(Vec::len).max(1);
                        match event.key().as_str() {
                            "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
                            "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
                            "Enter" => go(at.get_untracked(), event.ctrl_key() || event.meta_key()),
                            _ => return,
                        }
                        event.prevent_default();
                    }
                />
                <kbd>"Esc"</kbd>
            </label>
            <div class="results" id="palette-results" role="listbox" aria-label=words::results()>
                {move || {
                    let entries = entries.get();
                    let typed = typed.get();
                    let mut group = "";
                    let mut rows = Vec::new();
                    for (place, entry) in entries.into_iter().enumerate() {
                        if entry.group != group {
                            group = entry.group;
                            rows.push(view! { <h3 role="presentation">{group}</h3> }.into_any());
                        }
                        let pick = pick.clone();
                        let row = view! {
                            <div
                                class="option"
                                role="option"
                                id=format!("palette-{place}")
                                aria-selected=move || if at.get() == place { "true" } else { "false" }
                                on:pointermove=move |_| {
                                    if at.get_untracked() != place {
                                        at.set(place);
                                    }
                                }
                                on:click=move |event| pick(place, event.ctrl_key() || event.meta_key())
                            >
                                <Icon name=entry.icon/>
                                {marked(&entry.label, &typed)}
                                <span class="end">
                                    {entry.note}
                                    {entry.keys.into_iter().map(|key| view! { " "<kbd>{key}</kbd> }).collect_view()}
                                </span>
                            </div>
                        };
                        rows.push(row.into_any());
                    }
                    if rows.is_empty() {
                        let nothing = if waiting.get() { words::searching() } else { words::nothing_has_name() };
                        rows.push(view! { <p class="nothing">{nothing}</p> }.into_any());
                    }
                    rows.collect_view()
                }}
            </div>
            <footer>
                <span><kbd>"↵"</kbd>" "{words::open_it()}</span>
                <span><kbd>"Ctrl ↵"</kbd>" "{words::open_aside()}</span>
                <span class="push">
                    {move || words::result_count(entries.with(Vec::len))}
                </span>
            </footer>
        </dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_order_and_case() {
        assert!(fits("Create Elastic Container Group", "group CREATE"));
        assert!(!fits("Overview", "group"));
    }
}
