//! The questions before a restart and before giving several groups up (ECI-57, GEN-11).

use gantry_model::containers::GroupState;
use gantry_model::containers::view::GroupRow;
use gantry_model::id::ContainerGroupId;
use leptos::prelude::*;

use super::api::{container_group_restart, container_group_unsubscribe};
use crate::fault::Fault;
use crate::ui::prelude::*;

/// A question about groups: whether it is open, and about which ones.
#[derive(Clone, Copy)]
pub struct Question {
    pub open: RwSignal<bool>,
    groups: RwSignal<Vec<GroupRow>>,
}

impl Question {
    /// Not asked yet.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), groups: RwSignal::new(Vec::new()) }
    }

    /// Asks about these groups.
    pub fn ask(&self, groups: Vec<GroupRow>) {
        self.groups.set(groups);
        self.open.set(true);
    }

    /// Those of the groups that allow it, tracked; the others are named beside.
    fn split(&self, allowed: fn(GroupState) -> Result<(), &'static str>) -> (Vec<GroupRow>, Vec<GroupRow>) {
        self.groups.get().into_iter().partition(|group| allowed(group.state).is_ok())
    }
}

/// `eci-of8w75`, or `3 container groups`.
fn called(groups: &[GroupRow]) -> String {
    match groups {
        [one] => one.name.clone(),
        many => format!("{} container groups", many.len()),
    }
}

fn ids(groups: &[GroupRow]) -> Vec<ContainerGroupId> {
    groups.iter().map(|group| group.id.clone()).collect()
}

/// The names, where there are several, and those that are left out with the reason.
fn listed(
    chosen: Vec<GroupRow>,
    left_out: Vec<GroupRow>,
    allowed: fn(GroupState) -> Result<(), &'static str>,
) -> impl IntoView {
    let several = chosen.len() + left_out.len() > 1;
    several.then(|| {
        let going = chosen.into_iter().map(|group| (group.name, group.state.as_str().to_owned()));
        let staying = left_out.into_iter().map(move |group| {
            let why = allowed(group.state).err().unwrap_or_default();
            (group.name, format!("left out: {why}"))
        });
        let things: Vec<(String, String)> = going.chain(staying).collect();
        view! { <Loses things=Signal::stored(things)/> }
    })
}

/// **Restart** asks with **Confirm** (ECI-57).
#[component]
pub fn RestartQuestion(question: Question, #[prop(optional, into)] on_done: Option<Callback<()>>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let restart = Run::new(|groups: Vec<ContainerGroupId>| async move {
        for id in groups {
            container_group_restart(id).await?;
        }
        Ok::<_, Fault>(())
    })
    .in_dialog_of(question.open)
    .done(move |()| {
        let called = untrack(|| called(&question.split(GroupState::can_restart).0));
        question.open.set(false);
        toasts.good(format!("Restarting {called}"), "");
        if let Some(done) = on_done {
            done.run(());
        }
    });
    view! {
        <Confirm
            open=question.open
            title="Notice"
            verb="Confirm"
            pending=restart.pending()
            fault=restart.fault()
            on_confirm=move |()| restart.start(untrack(|| ids(&question.split(GroupState::can_restart).0)))
        >
            {move || {
                let (chosen, left_out) = question.split(GroupState::can_restart);
                let question = format!(
                    "Restart {}? Its containers stop, at most 30 s after they are asked to, and start again. Files written inside them are lost.",
                    called(&chosen),
                );
                view! {
                    <p>{question}</p>
                    {listed(chosen, left_out, GroupState::can_restart)}
                }
            }}
        </Confirm>
    }
}

/// **Unsubscribe** for several groups at once; one group has a page of its own (ECI-58).
#[component]
pub fn UnsubscribeQuestion(question: Question, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let unsubscribe = Run::new(|groups: Vec<ContainerGroupId>| async move {
        for id in groups {
            container_group_unsubscribe(id).await?;
        }
        Ok::<_, Fault>(())
    })
    .in_dialog_of(question.open)
    .done(move |()| {
        let called = untrack(|| called(&question.split(GroupState::can_unsubscribe).0));
        question.open.set(false);
        toasts.good(format!("Unsubscribed {called}"), "Terminating; they leave the list when everything is released.");
        on_done.run(());
    });
    view! {
        <Confirm
            open=question.open
            title="Notice"
            verb="OK"
            lose=true
            pending=unsubscribe.pending()
            fault=unsubscribe.fault()
            on_confirm=move |()| unsubscribe.start(untrack(|| ids(&question.split(GroupState::can_unsubscribe).0)))
        >
            {move || {
                let (chosen, left_out) = question.split(GroupState::can_unsubscribe);
                let question = format!(
                    "Unsubscribe {}? Containers stop, their files and logs are lost, and private addresses are returned. This cannot be undone.",
                    called(&chosen),
                );
                view! {
                    <p>{question}</p>
                    {listed(chosen, left_out, GroupState::can_unsubscribe)}
                }
            }}
        </Confirm>
    }
}
