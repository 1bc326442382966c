//! The questions before scaling groups are enabled, disabled and deleted (GEN-11), and **Enable** of one, which needs none.

use gantry_model::id::ScalingGroupId;
use gantry_model::kind::ResourceKind;
use gantry_model::message::scaling as say;
use gantry_model::scaling::ScalingGroupState;
use gantry_model::scaling::view::{ScalingGroupRow, WithInstances};
use gantry_words::Said as _;
use gantry_words::{noun, scaling as words};
use leptos::prelude::*;

use super::api::{scaling_group_delete, scaling_group_disable, scaling_group_enable};
use gantry_ui::prelude::*;

/// Whether anything can still be done with a group.
pub fn not_deleting(group: &ScalingGroupRow) -> Result<(), String> {
    match group.state {
        ScalingGroupState::Deleting => Err(say::being_deleted().said()),
        _ => Ok(()),
    }
}

/// **Enable** (ESS-22) of several groups; one is enabled without a question, by [`enable`].
pub const ENABLE: Deed<ScalingGroupRow> = Deed {
    verb: words::enable,
    done: words::done_enabled,
    noun: |count| noun(ResourceKind::ScalingGroup, count),
    lose: false,
    allowed: |group| {
        not_deleting(group)?;
        match (group.state, group.version) {
            (ScalingGroupState::Disabled, Some(_)) => Ok(()),
            (ScalingGroupState::Disabled, None) => Err(say::configuration_first().said()),
            _ => Err(say::enabled_already().said()),
        }
    },
    ask: |called| words::enable_question(called),
    say: |called| (words::enabled_groups(called), words::number_is_kept()),
};

/// **Disable**: nothing is lost, but nothing is mended either.
pub const DISABLE: Deed<ScalingGroupRow> = Deed {
    verb: words::disable,
    done: words::done_disabled,
    noun: |count| noun(ResourceKind::ScalingGroup, count),
    lose: false,
    allowed: |group| {
        not_deleting(group)?;
        match group.state {
            ScalingGroupState::Disabled => Err(say::disabled_already().said()),
            _ => Ok(()),
        }
    },
    ask: |called| words::disable_question(called),
    say: |called| (words::disabled_groups(called), ""),
};

/// **Delete** of several groups that have no instances. One that has some is deleted by itself ([`DeleteQuestion`]), because its
/// name is typed.
pub const DELETE: Deed<ScalingGroupRow> = Deed {
    verb: words::delete,
    done: words::done_deleted,
    noun: |count| noun(ResourceKind::ScalingGroup, count),
    lose: true,
    allowed: |group| {
        not_deleting(group)?;
        match group.instances {
            0 => Ok(()),
            some => Err(words::has_instances(some)),
        }
    },
    ask: |called| words::delete_question(called),
    say: |called| (words::deleted(called), ""),
};

/// The command **Enable**: takes a group, gives its name.
pub type Enable = Run<ScalingGroupRow, String>;

/// **Enable** of a group; says what it will do.
pub fn enable() -> Enable {
    let toasts = expect_context::<Toasts>();
    Run::new(|group: ScalingGroupRow| async move {
        scaling_group_enable(group.id).await?;
        Ok(group.name)
    })
    .done(move |name| toasts.good(words::enabled_groups(name), words::number_is_kept()))
}

/// Asks before groups are enabled.
#[component]
pub fn EnableQuestion(question: Question<ScalingGroupRow>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    view! { <AskAbout question deed=ENABLE each=|group: ScalingGroupRow| scaling_group_enable(group.id) on_done/> }
}

/// Asks before groups are disabled.
#[component]
pub fn DisableQuestion(
    question: Question<ScalingGroupRow>,
    #[prop(default = Callback::new(|()| ()), into)] on_done: Callback<()>,
) -> impl IntoView {
    view! { <AskAbout question deed=DISABLE each=|group: ScalingGroupRow| scaling_group_disable(group.id) on_done/> }
}

/// Asks before groups without instances are deleted.
#[component]
pub fn DeleteEmptyQuestion(question: Question<ScalingGroupRow>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let each = |group: ScalingGroupRow| scaling_group_delete(group.id, WithInstances::Refuse);
    view! { <AskAbout question deed=DELETE each on_done/> }
}

/// The group that is to be deleted.
#[derive(Clone, Copy)]
pub struct Doomed {
    open: RwSignal<bool>,
    group: RwSignal<Option<ScalingGroupRow>>,
}

impl Doomed {
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

/// Asks before a group is deleted; with instances, its name is typed.
#[component]
pub fn DeleteQuestion(doomed: Doomed, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let delete = Run::new(|(id, with): (ScalingGroupId, WithInstances)| scaling_group_delete(id, with))
        .in_dialog_of(doomed.open)
        .done(move |()| {
            doomed.open.set(false);
            toasts.good(words::deleted(untrack(|| doomed.name())), words::leaves_list());
            on_done.run(());
        });
    let has_some = move || doomed.instances() > 0;
    view! {
        <Confirm
            open=doomed.open
            title=Signal::derive(move || words::delete_title(doomed.name()))
            verb=words::delete()
            lose=true
            type_name=Signal::derive(move || has_some().then(|| doomed.name()))
            pending=delete.pending()
            fault=delete.fault()
            on_confirm=move |()| {
                if let Some(id) = doomed.id() {
                    let with = if untrack(has_some) { WithInstances::Remove } else { WithInstances::Refuse };
                    delete.start((id, with));
                }
            }
        >
            {move || {
                let things = vec![
                    (words::instances().to_owned(), words::instances_lost(doomed.instances())),
                    (words::parts_of_group().to_owned(), words::parts_deleted().to_owned()),
                    (words::added_by_hand().to_owned(), words::added_kept().to_owned()),
                ];
                view! {
                    <p>{words::cannot_be_undone()}</p>
                    <Loses things=Signal::stored(things)/>
                }
            }}
        </Confirm>
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::id::Id;
    use gantry_model::scaling::ScalingGroupType;
    use gantry_model::time::{Moment, Timestamp};

    use super::*;

    #[test]
    fn each_state_allows_what_it_allows() {
        use ScalingGroupState::{Deleting, Disabled, Enabled, Scaling};
        let may = |state, version, instances| {
            let group = ScalingGroupRow {
                id: ScalingGroupId::from_parts(1, 1),
                name: "web".into(),
                group_type: ScalingGroupType::Eci,
                state,
                reason: None,
                minimum: 0,
                maximum: 4,
                desired: instances,
                instances,
                running: instances,
                version,
                created: Moment { at: Timestamp(0), text: String::new() },
            };
            [ENABLE, DISABLE, DELETE].map(|deed| (deed.allowed)(&group).is_ok())
        };
        assert_eq!(may(Disabled, Some(1), 0), [true, false, true]);
        assert_eq!(may(Disabled, None, 0), [false, false, true]);
        assert_eq!(may(Enabled, Some(1), 2), [false, true, false]);
        assert_eq!(may(Scaling, Some(1), 0), [false, true, true]);
        assert_eq!(may(Deleting, Some(1), 0), [false, false, false]);
    }
}
