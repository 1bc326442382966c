//! The questions before a scaling group is disabled and before it is deleted (GEN-11), and the commands that need none.

use gantry_model::id::ScalingGroupId;
use gantry_model::scaling::view::{ScalingGroupRow, WithInstances};
use leptos::prelude::*;

use super::api::{scaling_group_delete, scaling_group_disable, scaling_group_enable};
use crate::ui::prelude::*;

/// A question about a group: whether it is open, and about which one.
#[derive(Clone, Copy)]
pub struct Question {
    open: RwSignal<bool>,
    group: RwSignal<Option<ScalingGroupRow>>,
}

impl Question {
    /// Not asked yet.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), group: RwSignal::new(None) }
    }

    /// Asks about this group.
    pub fn ask(&self, group: ScalingGroupRow) {
        self.group.set(Some(group));
        self.open.set(true);
    }

    fn name(&self) -> String {
        self.group.with(|group| group.as_ref().map(|group| group.name.clone()).unwrap_or_default())
    }

    fn instances(&self) -> u32 {
        self.group.with(|group| group.as_ref().map_or(0, |group| group.instances))
    }

    fn id(&self) -> Option<ScalingGroupId> {
        self.group.with_untracked(|group| group.as_ref().map(|group| group.id.clone()))
    }
}

/// The command **Enable**: takes a group, gives its name.
pub type Enable = Run<ScalingGroupRow, String>;

/// **Enable** of a group; says what it will do.
pub fn enable() -> Enable {
    let toasts = expect_context::<Toasts>();
    Run::new(|group: ScalingGroupRow| async move {
        scaling_group_enable(group.id).await?;
        Ok(group.name)
    })
    .done(move |name| toasts.good(format!("Enabled {name}"), "It keeps its number of instances from now on."))
}

/// Asks before **Disable**: nothing is lost, but nothing is mended either.
#[component]
pub fn DisableQuestion(question: Question) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let disable = Run::new(scaling_group_disable).in_dialog().done(move |()| {
        question.open.set(false);
        toasts.good(format!("Disabled {}", untrack(|| question.name())), "");
    });
    Effect::new(move |_| {
        if question.open.get() {
            disable.forget();
        }
    });
    view! {
        <Confirm
            open=question.open
            title="Notice"
            verb="Disable"
            pending=disable.pending()
            fault=disable.fault()
            on_confirm=move |()| {
                if let Some(id) = question.id() {
                    disable.start(id);
                }
            }
        >
            <p>
                {move || {
                    format!(
                        "Disable {}? Its instances go on, but none is added, removed or replaced until it is enabled again.",
                        question.name(),
                    )
                }}
            </p>
        </Confirm>
    }
}

/// Asks before a group is deleted; with instances, its name is typed.
#[component]
pub fn DeleteQuestion(question: Question, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let delete = Run::new(|(id, with): (ScalingGroupId, WithInstances)| scaling_group_delete(id, with))
        .in_dialog()
        .done(move |()| {
            question.open.set(false);
            toasts.good(
                format!("Deleted {}", untrack(|| question.name())),
                "It leaves the list when its instances are gone.",
            );
            on_done.run(());
        });
    Effect::new(move |_| {
        if question.open.get() {
            delete.forget();
        }
    });
    let has_some = move || question.instances() > 0;
    view! {
        <Confirm
            open=question.open
            title=Signal::derive(move || format!("Delete {}?", question.name()))
            verb="Delete"
            lose=true
            type_name=Signal::derive(move || has_some().then(|| question.name()))
            pending=delete.pending()
            fault=delete.fault()
            on_confirm=move |()| {
                if let Some(id) = question.id() {
                    let with = if untrack(has_some) { WithInstances::Remove } else { WithInstances::Refuse };
                    delete.start((id, with));
                }
            }
        >
            {move || {
                let instances = match question.instances() {
                    0 => "none".to_owned(),
                    1 => "1, unsubscribed unless it was added by hand".to_owned(),
                    many => format!("{many}, unsubscribed unless they were added by hand"),
                };
                let things = vec![
                    ("Instances".to_owned(), instances),
                    ("Scaling configurations, rules and activities".to_owned(), "deleted".to_owned()),
                    ("Container groups added by hand".to_owned(), "kept, as container groups of their own".to_owned()),
                ];
                view! {
                    <p>"This cannot be undone."</p>
                    <Loses things=Signal::stored(things)/>
                }
            }}
        </Confirm>
    }
}
