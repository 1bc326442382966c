//! The questions before a restart and before giving several groups up (ECI-57, GEN-11).

use gantry_model::containers::view::GroupRow;
use gantry_model::kind::ResourceKind;
use gantry_words::Said as _;
use gantry_words::{containers as words, noun, ui};
use leptos::prelude::*;

use super::api::{container_group_restart, container_group_unsubscribe};
use gantry_ui::prelude::*;

/// **Restart**, which asks with **Confirm** (ECI-57).
pub const RESTART: Deed<GroupRow> = Deed {
    verb: words::confirm,
    done: words::restarted,
    noun: |count| noun(ResourceKind::ContainerGroup, count),
    lose: false,
    allowed: |group| group.state.can_restart().map_err(|why| why.said()),
    ask: |called| words::restart_question(called),
    say: |called| (words::restarting(called), ""),
};

/// **Unsubscribe** for several groups at once; one group has a page of its own (ECI-58).
pub const UNSUBSCRIBE: Deed<GroupRow> = Deed {
    verb: ui::ok,
    done: words::unsubscribed,
    noun: |count| noun(ResourceKind::ContainerGroup, count),
    lose: true,
    allowed: |group| group.state.can_unsubscribe().map_err(|why| why.said()),
    ask: |called| words::unsubscribe_question(called),
    say: |called| (words::unsubscribed_groups(called), words::unsubscribed_groups_text()),
};

/// Asks before groups are restarted.
#[component]
pub fn RestartQuestion(
    question: Question<GroupRow>,
    #[prop(default = Callback::new(|()| ()), into)] on_done: Callback<()>,
) -> impl IntoView {
    view! { <AskAbout question deed=RESTART each=|group: GroupRow| container_group_restart(group.id) on_done/> }
}

/// Asks before groups are unsubscribed.
#[component]
pub fn UnsubscribeQuestion(question: Question<GroupRow>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    view! { <AskAbout question deed=UNSUBSCRIBE each=|group: GroupRow| container_group_unsubscribe(group.id) on_done/> }
}
