//! The section Containers (ECI-19): up to twenty, each in a tab of its own.

use gantry_model::containers::MOST_CONTAINERS;
use gantry_words::containers as words;
use leptos::prelude::*;

use super::SectionFault;
use super::container::Container;
use super::draft::{ContainerDraft, Draft};
use gantry_ui::prelude::*;

/// The containers of the group; one of them is shown.
#[component]
pub fn Containers(draft: Draft) -> impl IntoView {
    let full = Signal::derive(move || {
        let count = draft.containers.with(Vec::len);
        (count >= MOST_CONTAINERS).then(|| words::containers_full(MOST_CONTAINERS))
    });
    let shown = Memo::new(move |_| {
        let at = draft.at.get();
        draft.containers.with(|list| list.get(at).map(|container| (at, *container)))
    });
    view! {
        <FormSection title=draft.picker.section() purpose=draft.picker.purpose()>
            <div class="panel" id="containers" tabindex="-1">
                <nav class="tabs" aria-label=words::containers()>
                    <For each=move || draft.containers.get() key=|container| container.key let:container>
                        <ContainerTab draft container/>
                    </For>
                    <Act
                        label=words::add_container()
                        why_not=full
                        on_click=move |()| draft.add_container()
                    />
                </nav>
                <div class="body">
                    <SectionFault name="containers"/>
                    // Another container has other fields: they are made anew, so that nothing typed goes from one to the other.
                    <For each=move || shown.get() key=|(place, container)| (*place, container.key) let:shown>
                        <Container draft place=shown.0 container=shown.1/>
                    </For>
                </div>
            </div>
        </FormSection>
    }
}

#[component]
fn ContainerTab(draft: Draft, container: ContainerDraft) -> impl IntoView {
    let form = expect_context::<FormState>();
    let place = Memo::new(move |_| {
        draft.containers.with(|list| list.iter().position(|one| one.key == container.key).unwrap_or(0))
    });
    let faulty = move || form.any_within(&format!("containers.{}.", place.try_get().unwrap_or(0)));
    let label = move || {
        let name = container.name.get();
        if name.trim().is_empty() { words::container_unnamed(place.try_get().unwrap_or(0) + 1) } else { name }
    };
    view! {
        <button
            type="button"
            aria-current=move || (draft.at.get() == place.try_get().unwrap_or(0)).then_some("true")
            on:click=move |_| draft.at.set(place.get_untracked())
        >
            <span class=move || faulty().then_some("state bad")>{label}</span>
        </button>
    }
}
