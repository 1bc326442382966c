//! Image Repositories of an instance (REG-14).

use gantry_model::page::Page;
use gantry_model::registry::view::{InstanceView, NamespaceView, RepositoryFilter, RepositoryView};
use leptos::prelude::*;

use super::api::repository_list;
use super::{
    LIVE, create_word, crumbs, head_skeleton, inside, instance_id, use_instance, use_instance_id, use_namespaces,
    why_read_only,
};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::{Word as _, console, registry as words};

fn headings() -> Vec<&'static str> {
    vec![words::repository_name(), console::namespace(), words::repository_type(), words::versions()]
}

/// The image repositories of an instance.
#[component]
pub fn ImageRepositories() -> impl IntoView {
    let instance = use_instance();
    let id = use_instance_id();
    let query = use_query();
    let request = query.page_request();
    let filter = Memo::new(move |_| RepositoryFilter {
        namespace: query.get("namespace").and_then(|id| id.parse().ok()),
        page: request.get(),
        ..Default::default()
    });
    let live = use_live(LIVE);
    let repositories = Resource::new(
        move || (id.get(), filter.get(), live.get()),
        |(id, filter, _)| async move {
            repository_list(RepositoryFilter { instance: Some(instance_id(id).await?), ..filter }).await
        },
    );
    let namespaces = use_namespaces();
    view! {
        <Loaded
            page=true
            from=instance
            skeleton=|| {
                view! {
                    {head_skeleton(console::image_repositories())}
                    <TableSkeleton columns=headings()/>
                }
            }
            let:shown
        >
            <OfInstance instance=shown repositories namespaces/>
        </Loaded>
    }
}

#[component]
fn OfInstance(
    instance: Signal<InstanceView>,
    repositories: Answer<Page<RepositoryView>>,
    namespaces: Answer<Page<NamespaceView>>,
) -> impl IntoView {
    inside(Signal::derive(move || instance.with(|instance| instance.name.clone())));
    let query = use_query();
    let chosen = RwSignal::new(untrack(|| query.get("namespace")).unwrap_or_default());
    Effect::new(move |_| chosen.set(query.get("namespace").unwrap_or_default()));
    let create = Signal::derive(move || instance.with(|instance| paths::registry_repository_create(&instance.slug())));
    let word = Signal::derive(move || instance.with(create_word).to_owned());
    let read_only = Memo::new(move |_| instance.with(why_read_only));
    let action = move || match read_only.get() {
        None => view! { <LinkButton label=word icon=Glyph::Plus look=Look::Primary href=create/> }.into_any(),
        Some(why) => view! { <Button label=word icon=Glyph::Plus look=Look::Primary why_not=why/> }.into_any(),
    };
    let empty = move || {
        view! {
            <Empty
                title=words::no_repositories()
                text=words::no_repositories_text()
            >
                {move || {
                    read_only
                        .get()
                        .is_none()
                        .then(|| view! { <LinkButton label=word icon=Glyph::Plus href=create/> })
                }}
            </Empty>
        }
    };
    view! {
        <PageHead
            title=console::image_repositories()
            crumbs=Signal::derive(move || {
                instance.with(|instance| crumbs(instance, vec![Crumb::here(console::image_repositories())]))
            })
            purpose=words::repositories_purpose()
        >
            {action}
        </PageHead>
        <List
            from=repositories
            caption=words::repositories_caption()
            search=words::search_repositories()
            placeholder=words::name_or_summary()
            columns=columns()
            key=|row: &RepositoryView| row.id.to_string()
            filters=&["namespace"]
            empty=empty
        >
            <Loaded from=namespaces let:list>
                <Select
                    label=console::namespace()
                    value=chosen
                    choices=Signal::derive(move || {
                        let all = Choice::new("", words::all_namespaces());
                        let each = list
                            .with(|list| {
                                list.items
                                    .iter()
                                    .map(|one| Choice::new(one.id.to_string(), one.name.clone()))
                                    .collect::<Vec<_>>()
                            });
                        std::iter::once(all).chain(each).collect::<Vec<_>>()
                    })
                    on_change=move |id: String| query.go(&[("namespace", Some(&id)), ("page", None)])
                />
            </Loaded>
        </List>
    }
}

fn columns() -> Vec<Column<RepositoryView>> {
    vec![
        Column::new("name", words::repository_name(), |row: RepositoryView| {
            let href = paths::registry_repository(&row.slug(), row.id.as_ref());
            view! {
                <a class="link" href=href>
                    {row.name}
                </a>
                {(!row.summary.is_empty()).then(|| view! { <span class="sub">{row.summary}</span> })}
            }
        })
        .sortable()
        .lead(),
        Column::new("namespace", console::namespace(), |row: RepositoryView| row.namespace_name),
        Column::new("visibility", words::repository_type(), |row: RepositoryView| {
            view! { <Kind word=row.visibility.word()/> }
        })
        .sortable()
        .corner(),
        Column::new("versions", words::versions(), |row: RepositoryView| row.versions.to_string()).num(),
        Column::new("address", words::repository_address(), |row: RepositoryView| {
            view! { <Copy text=Signal::stored(row.public_address)/> }
        })
        .third(),
        Column::new(
            "updated_at",
            words::changed(),
            |row: RepositoryView| view! { <Time at=Signal::stored(row.updated_at)/> },
        )
        .sortable()
        .second()
        .nowrap(),
        Column::actions(|row: Signal<RepositoryView>| {
            let row = row.get_untracked();
            view! { <ActLink label=words::manage() href=paths::registry_repository(&row.slug(), row.id.as_ref())/> }
        }),
    ]
}
