//! The question before an instance is deleted: its name is typed, because everything in it goes.

use gantry_model::registry::view::{DeleteInstance, InstanceView};
use leptos::prelude::*;

use super::api::registry_instance_delete;
use gantry_ui::prelude::*;
use gantry_words::registry as words;

/// The instance that is asked about.
#[derive(Clone, Copy)]
pub(super) struct Doomed {
    open: RwSignal<bool>,
    instance: RwSignal<Option<InstanceView>>,
}

impl Doomed {
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), instance: RwSignal::new(None) }
    }

    pub(super) fn ask(&self, instance: InstanceView) {
        self.instance.set(Some(instance));
        self.open.set(true);
    }

    /// Why an instance cannot be deleted; nothing where it can.
    pub(super) fn why_not(instance: &InstanceView) -> Option<String> {
        match instance {
            _ if instance.built_in => Some(words::gantry_keeps_instance().to_owned()),
            _ if instance.deleting => Some(words::being_deleted_already().to_owned()),
            _ => None,
        }
    }
}

fn fates(instance: &InstanceView) -> Vec<(String, String)> {
    let lost = || words::lost().to_owned();
    let mut fates = vec![
        (words::namespaces_lost(instance.namespaces), lost()),
        (words::repositories_lost(instance.repositories), lost()),
    ];
    if let Some(end) = &instance.expires_at {
        fates.push((words::subscription_left(&end.text), words::not_paid_back().to_owned()));
    }
    fates.push((words::running_groups().to_owned(), words::running_groups_fate().to_owned()));
    fates
}

/// The dialog.
#[component]
pub(super) fn DeleteInstanceDialog(doomed: Doomed, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let name = Signal::derive(move || {
        doomed.instance.with(|one| one.as_ref().map(|one| one.name.clone())).unwrap_or_default()
    });
    let delete = Run::new(registry_instance_delete).in_dialog_of(doomed.open).done(move |()| {
        doomed.open.set(false);
        toasts.good(words::deleting_instance(name.get_untracked()), words::deleting_instance_text());
        on_done.run(());
    });
    let things = Signal::derive(move || doomed.instance.with(|one| one.as_ref().map(fates)).unwrap_or_default());
    view! {
        <Confirm
            open=doomed.open
            title=Signal::derive(move || words::delete_instance(name.get()))
            verb=words::delete()
            lose=true
            type_name=name
            pending=delete.pending()
            fault=delete.fault()
            on_confirm=move |()| {
                if let Some(one) = doomed.instance.get_untracked() {
                    delete.start(DeleteInstance { id: one.id, name: one.name });
                }
            }
        >
            <Loses things/>
        </Confirm>
    }
}
