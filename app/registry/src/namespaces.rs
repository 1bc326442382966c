//! Namespaces of an instance (REG-13): list, **Create Namespace**, delete.

use gantry_model::id::{NamespaceId, RegistryInstanceId};
use gantry_model::message;
use gantry_model::name;
use gantry_model::page::Page;
use gantry_model::registry::view::{InstanceView, NamespaceView, NewNamespace};
use leptos::prelude::*;

use super::api::{namespace_create, namespace_delete, namespace_list};
use super::{LIVE, crumbs, head_skeleton, inside, instance_id, use_instance, use_instance_id, why_read_only};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{console, registry as words, ui};

fn headings() -> Vec<&'static str> {
    vec![console::namespace(), console::repositories(), ui::created()]
}

/// The namespaces of an instance.
#[component]
pub fn Namespaces() -> impl IntoView {
    let instance = use_instance();
    let id = use_instance_id();
    let request = use_query().page_request();
    let live = use_live(LIVE);
    let namespaces = Resource::new(
        move || (id.get(), request.get(), live.get()),
        |(id, request, _)| async move { namespace_list(Some(instance_id(id).await?), request).await },
    );
    view! {
        <Loaded
            page=true
            from=instance
            skeleton=|| {
                view! {
                    {head_skeleton(console::namespaces())}
                    <TableSkeleton columns=headings() rows=3/>
                }
            }
            let:shown
        >
            <OfInstance instance=shown namespaces/>
        </Loaded>
    }
}

#[component]
fn OfInstance(instance: Signal<InstanceView>, namespaces: Answer<Page<NamespaceView>>) -> impl IntoView {
    inside(Signal::derive(move || instance.with(|instance| instance.name.clone())));
    let id = Memo::new(move |_| instance.with(|instance| instance.id.clone()));
    let slug = Memo::new(move |_| instance.with(InstanceView::slug));
    let creating = RwSignal::new(false);
    let read_only = Signal::derive(move || instance.with(why_read_only));
    let doomed = Doomed { open: RwSignal::new(false), namespace: RwSignal::new(None) };
    view! {
        <PageHead
            title=console::namespaces()
            crumbs=Signal::derive(move || instance.with(|instance| crumbs(instance, vec![Crumb::here(console::namespaces())])))
            purpose=words::namespaces_purpose()
        >
            <Button
                label=words::create_namespace()
                icon=Glyph::Plus
                look=Look::Primary
                why_not=read_only
                on_click=move |()| creating.set(true)
            />
        </PageHead>
        <List
            from=namespaces
            caption=console::namespaces()
            search=words::search_namespaces()
            placeholder=ui::name()
            columns=columns(doomed, slug)
            key=|row: &NamespaceView| row.id.to_string()
            likely=3
            empty=move || {
                view! {
                    <Empty title=words::no_namespaces() text=words::no_namespaces_text()>
                        <Button
                            label=words::create_namespace()
                            icon=Glyph::Plus
                            why_not=read_only
                            on_click=move |()| creating.set(true)
                        />
                    </Empty>
                }
            }
        />
        <CreateNamespace open=creating instance=id on_made=move |_| namespaces.refetch()/>
        <DeleteNamespace doomed on_done=move |()| namespaces.refetch()/>
    }
}

/// The namespace that is asked about.
#[derive(Clone, Copy)]
struct Doomed {
    open: RwSignal<bool>,
    namespace: RwSignal<Option<NamespaceView>>,
}

fn columns(doomed: Doomed, slug: Memo<String>) -> Vec<Column<NamespaceView>> {
    vec![
        Column::new("name", console::namespace(), |row: NamespaceView| {
            view! {
                <b class="medium">{row.name}</b>
                " "
                {row.built_in.then(|| view! { <Kind word=words::built_in()/> })}
            }
        })
        .sortable()
        .lead(),
        Column::new("repositories", console::repositories(), move |row: NamespaceView| {
            let href = paths::registry_repositories_of(&slug.get_untracked(), row.id.as_ref());
            view! { <a href=href>{row.repositories.to_string()}</a> }
        })
        .num(),
        Column::new(
            "created_at",
            ui::created(),
            |row: NamespaceView| view! { <Time at=Signal::stored(row.created_at)/> },
        )
        .sortable()
        .nowrap(),
        Column::actions(move |row: Signal<NamespaceView>| {
            let why_not = Signal::derive(move || {
                row.with(|row| match (row.built_in, row.repositories) {
                    (true, _) => Some(words::gantry_keeps_namespace().to_owned()),
                    (false, 0) => None,
                    (false, count) => Some(words::namespace_holds(count)),
                })
            });
            view! {
                <Act
                    label=words::delete()
                    lose=true
                    why_not=why_not
                    on_click=move |()| {
                        doomed.namespace.set(Some(row.get_untracked()));
                        doomed.open.set(true);
                    }
                />
            }
        }),
    ]
}

/// The dialog **Create Namespace**; also offered where a form lacks one.
#[component]
pub(super) fn CreateNamespace(
    open: RwSignal<bool>,
    #[prop(into)] instance: Signal<RegistryInstanceId>,
    /// Hears which one was made.
    #[prop(into)]
    on_made: Callback<NamespaceId>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let form = FormState::new();
    let name = RwSignal::new(String::new());
    let create = Run::new(namespace_create).in_form(form).done(move |id| {
        open.set(false);
        toasts.good(words::namespace_created(name.get_untracked()), "");
        on_made.run(id);
    });
    Effect::new(move |_| {
        if open.get() {
            name.set(String::new());
        }
    });
    let start = move || {
        let name = name.get_untracked().trim().to_owned();
        create.start(NewNamespace { instance: instance.get_untracked(), name });
    };
    view! {
        <FormDialog
            open
            state=form
            title=words::create_namespace()
            label=words::new_namespace()
            pending=create.pending()
            on_submit=move |()| start()
        >
            <Field
                name="name"
                label=console::namespace()
                required=true
                help=message::common::rule_address_part().said()
                counter=Signal::derive(move || Some(format!("{}/64", name.with(|name| name.chars().count()))))
                check=Callback::new(move |()| {
                    name.with_untracked(|text| name::namespace("name", text.trim())).err().map(|error| error.said())
                })
            >
                <Input value=name max_length=64/>
            </Field>
        </FormDialog>
    }
}

#[component]
fn DeleteNamespace(doomed: Doomed, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let name = move || doomed.namespace.with(|one| one.as_ref().map(|one| one.name.clone())).unwrap_or_default();
    let delete = Run::new(namespace_delete).in_dialog_of(doomed.open).done(move |()| {
        doomed.open.set(false);
        toasts.good(words::namespace_deleted(untrack(name)), "");
        on_done.run(());
    });
    view! {
        <Confirm
            open=doomed.open
            title=ui::notice()
            verb=ui::ok()
            lose=true
            pending=delete.pending()
            fault=delete.fault()
            on_confirm=move |()| {
                if let Some(one) = doomed.namespace.get_untracked() {
                    delete.start(one.id);
                }
            }
        >
            <p>{move || words::delete_namespace(name())}</p>
        </Confirm>
    }
}
