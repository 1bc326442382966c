//! The tab Remote Connection (MON-14): terminals in the containers of a group.

use gantry_model::containers::ContainerState;
use gantry_model::containers::view::GroupDetails;
use leptos::prelude::*;

use super::logs::{container_choices, use_container};
use gantry_console::paths;
use gantry_ui::prelude::*;

/// Why no terminal can be opened in a container; `None` when one can.
fn why_not(group: &GroupDetails, name: &str) -> Option<String> {
    if let Err(why) = group.row.state.can_connect() {
        return Some(why.to_owned());
    }
    match group.containers.iter().find(|container| container.name == name).map(|container| &container.state) {
        Some(ContainerState::Running { .. }) => None,
        Some(other) => Some(format!("Container {name} is {}; a terminal needs a Running container.", other.as_str())),
        None => Some("This group has no container of this name.".to_owned()),
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
                <span>"Container Name"</span>
                <Select
                    label="Container Name"
                    value=chosen
                    choices=container_choices(group)
                    on_change=move |name: String| query.replace(&[("container", Some(&name))])
                />
            </label>
            <Button
                label="Connect"
                look=Look::Primary
                icon=Glyph::Terminal
                why_not=refusal
                on_click=move |()| connect()
            />
            <span class="push quiet only-wide">"Each connection is noted in the operation log."</span>
        </Toolbar>
        {move || {
            refusal
                .get()
                .map(|why| {
                    view! {
                        <Notice title="No terminal can be opened now.".to_owned()>
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
                            title="No terminal is open"
                            text="Connect opens a shell inside the container. Several can be open at once, in this container and in others."
                        />
                    }
                })
        }}
        <TerminalPane terminals/>
    }
}
