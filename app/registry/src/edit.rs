//! Editing a repository: its type and summary (REG-15, REG-17).

use gantry_model::registry::view::{RepositoryView, UpdateRepository};
use gantry_model::registry::{RepositoryType, SUMMARY_LENGTH, check_summary};
use leptos::prelude::*;

use super::api::repository_update;
use super::repository_types;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::registry as words;

/// The dialog **Edit**.
#[component]
pub(super) fn EditRepository(open: RwSignal<bool>, repository: Signal<RepositoryView>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let form = FormState::new();
    let visibility = RwSignal::new(String::new());
    let summary = RwSignal::new(String::new());
    // The form is filled in from one moment; what changed since is told by its generation.
    let generation = StoredValue::new(0);
    let update = Run::new(repository_update).in_form(form).done(move |()| {
        open.set(false);
        toasts.good(repository.with_untracked(|one| words::repository_changed(&one.name)), "");
    });
    Effect::new(move |_| {
        if open.get() {
            repository.with_untracked(|one| {
                visibility.set(one.visibility.as_str().to_owned());
                summary.set(one.summary.clone());
                generation.set_value(one.generation);
            });
        }
    });
    let start = move || {
        let chosen = visibility.get_untracked();
        update.start(UpdateRepository {
            id: repository.with_untracked(|one| one.id.clone()),
            generation: generation.get_value(),
            visibility: RepositoryType::ALL.into_iter().find(|one| one.as_str() == chosen).unwrap_or_default(),
            summary: summary.get_untracked().trim().to_owned(),
        });
    };
    view! {
        <FormDialog
            open
            state=form
            title=words::edit_repository()
            label=words::repository()
            pending=update.pending()
            on_submit=move |()| start()
        >
            <Field
                name="visibility"
                label=words::repository_type()
                required=true
                help=words::repository_type_help()
            >
                <Select value=visibility choices=repository_types()/>
            </Field>
            <Field
                name="summary"
                label=words::summary()
                help=words::summary_help()
                counter=Signal::derive(move || {
                    Some(format!("{}/{SUMMARY_LENGTH}", summary.with(|text| text.chars().count())))
                })
                check=Callback::new(move |()| {
                    summary.with_untracked(|text| check_summary(text)).err().map(|error| error.said())
                })
            >
                <Input value=summary max_length=100/>
            </Field>
        </FormDialog>
    }
}
