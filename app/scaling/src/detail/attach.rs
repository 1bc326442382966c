//! **Attach Instance** (C-24): a container group that there is becomes an instance.

use gantry_model::id::{ContainerGroupId, ScalingGroupId};
use gantry_model::kind::ResourceKind;
use gantry_model::scaling::view::AttachChoice;
use gantry_words::{Word as _, scaling as words, titled, ui};
use leptos::prelude::*;

use crate::api::{scaling_instance_attach, scaling_instance_attachable};
use gantry_console::mark::group_mark;
use gantry_ui::browser;
use gantry_ui::prelude::*;

/// The dialog with the container groups that could be attached.
#[component]
pub fn AttachDialog(
    open: RwSignal<bool>,
    #[prop(into)] group: Signal<ScalingGroupId>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let chosen = RwSignal::new(None::<AttachChoice>);
    let attach =
        Run::new(|(group, instance): (ScalingGroupId, ContainerGroupId)| scaling_instance_attach(group, instance))
            .in_dialog_of(open)
            .done(move |()| {
                let name = chosen.get_untracked().map(|chosen| chosen.name).unwrap_or_default();
                open.set(false);
                toasts.good(words::attached(name), "");
                on_done.run(());
            });
    Effect::new(move |_| {
        if open.get() {
            chosen.set(None);
        }
    });
    let nothing = Signal::derive(move || chosen.with(Option::is_none).then(|| words::choose_from_list().to_owned()));
    view! {
        <Dialog
            open
            title=words::attach_instance()
            wide=true
            actions=move || {
                view! {
                    <Button label=ui::cancel() on_click=move |()| open.set(false)/>
                    <Button
                        label=ui::ok()
                        look=Look::Primary
                        why_not=nothing
                        pending=attach.pending()
                        on_click=move |()| {
                            if let Some(chosen) = chosen.get_untracked() {
                                attach.start((group.get_untracked(), chosen.id));
                            }
                        }
                    />
                }
            }
        >
            <Choices group chosen/>
            <div role="alert">
                {move || attach.fault().get().map(|message| view! { <p class="fault">{message}</p> })}
            </div>
        </Dialog>
    }
}

#[component]
fn Choices(group: Signal<ScalingGroupId>, chosen: RwSignal<Option<AttachChoice>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let search = RwSignal::new(String::new());
    let turn = StoredValue::new(0_u64);
    let groups = Resource::new(
        move || (group.get(), search.get()),
        |(group, search)| scaling_instance_attachable(group, search),
    );
    view! {
        <Toolbar>
            <SearchInput
                value=typed
                label=words::search_container_groups()
                placeholder=words::name_or_id()
                on_input=move |()| {
                    turn.update_value(|turn| *turn += 1);
                    let mine = turn.get_value();
                    browser::after(250, move || {
                        if turn.try_get_value() == Some(mine) {
                            search.set(typed.get_untracked());
                        }
                    });
                }
            />
        </Toolbar>
        <Loaded from=groups skeleton=|| view! { <TableSkeleton columns=["", words::container_group(), words::status(), words::spec()] rows=3/> } let:list>
            {
                let none = Memo::new(move |_| list.with(Vec::is_empty));
                view! {
                    <Table
                        caption=titled(ResourceKind::ContainerGroup, 2_u32)
                        columns=columns(chosen)
                        rows=list
                        key=|row: &AttachChoice| row.id.to_string()
                        dense=true
                    />
                    {move || {
                        none.get()
                            .then(|| {
                                view! {
                                    <Empty
                                        title=words::nothing_to_attach()
                                        text=words::nothing_to_attach_text()
                                    />
                                }
                            })
                    }}
                }
            }
        </Loaded>
    }
}

fn columns(chosen: RwSignal<Option<AttachChoice>>) -> Vec<Column<AttachChoice>> {
    vec![
        Column::live("pick", words::choose(), move |row: Signal<AttachChoice>| {
            let id = row.get_untracked().id;
            view! {
                <input
                    type="radio"
                    name="attach-instance"
                    aria-label=words::choose_name(row.get_untracked().name)
                    prop:checked=move || chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.id == id))
                    on:change=move |_| chosen.set(Some(row.get_untracked()))
                />
            }
        })
        .corner(),
        Column::new("name", words::container_group(), |row: AttachChoice| row.name).lead(),
        Column::new("state", words::status(), |row: AttachChoice| {
            view! { <StateMark mark=group_mark(row.state, None) word=row.state.word()/> }
        }),
        Column::new("spec", words::spec(), |row: AttachChoice| row.spec.to_string()).nowrap(),
    ]
}
