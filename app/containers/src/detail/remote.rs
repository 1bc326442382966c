//! The tab Remote Connection (MON-14): terminals in the containers of a group.

use gantry_model::containers::ContainerState;
use gantry_model::containers::view::GroupDetails;
use gantry_words::Said as _;
use gantry_words::{Word as _, containers as words};
use leptos::prelude::*;

use super::logs::{container_choices, use_container};
use gantry_console::paths;
use gantry_ui::prelude::*;

/// Why no terminal can be opened in a container; `None` when one can.
fn why_not(group: &GroupDetails, name: &str) -> Option<String> {
    if let Err(why) = group.row.state.can_connect() {
        return Some(why.said());
    }
    match group.containers.iter().find(|container| container.name == name).map(|container| &container.state) {
        Some(ContainerState::Running { .. }) => None,
        Some(other) => Some(words::container_not_running(name, other.word())),
        None => Some(words::no_such_container().to_owned()),
    }
}

/// Terminals in the containers of a group.
#[component]
pub fn RemoteConnection(group: Signal<GroupDetails>) -> impl IntoView {
    let query = use_query();
    let container = use_container(group);
    let chosen = RwSignal::new(container.get_untracked());
    Effect::new(move |_| chosen.set(container.get()));
    let terminals = Terminals::new();
    let refusal = Memo::new(move |_| group.with(|group| why_not(group, &container.get())));
    let connect = move || {
        let name = container.get_untracked();
        let url = group.with_untracked(|group| paths::terminal(group.row.id.as_ref(), &name));
        terminals.open(name, "shell", url);
    };
    view! {
        <Toolbar>
            <label class="row" style="flex-wrap:nowrap">
                <span>{words::container_name()}</span>
                <Select
                    label=words::container_name()
                    value=chosen
                    choices=container_choices(group)
                    on_change=move |name: String| query.replace(&[("container", Some(&name))])
                />
            </label>
            <Button
                label=words::connect()
                look=Look::Primary
                icon=Glyph::Terminal
                why_not=refusal
                on_click=move |()| connect()
            />
            <span class="push quiet only-wide">{words::connections_noted()}</span>
        </Toolbar>
        {move || {
            refusal
                .get()
                .map(|why| {
                    view! {
                        <Notice title=words::no_terminal_now()>
                            <p>{why}</p>
                        </Notice>
                    }
                })
        }}
        {move || {
            (terminals.count() == 0 && refusal.get().is_none())
                .then(|| {
                    view! {
                        <Empty
                            title=words::no_terminal_open()
                            text=words::no_terminal_open_text()
                        />
                    }
                })
        }}
        <TerminalPane terminals/>
    }
}
