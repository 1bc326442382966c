//! One repository (REG-19 to REG-22): its addresses, how to push and pull, its image versions, and the way to delete it.

use gantry_model::id::RepositoryId;
use gantry_model::registry::view::RepositoryView;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::api::{repository_delete, repository_view};
use super::edit::EditRepository;
use super::versions::{self, ImageVersions};
use super::{LIVE, head_skeleton, inside, product, text};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::{Word as _, console, registry as words, ui};

/// The page of a repository.
#[component]
pub fn RepositoryPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("repository")).unwrap_or_default());
    let live = use_live(LIVE);
    let repository = Resource::new(
        move || (id.get(), live.get()),
        |(id, _)| async move { repository_view(id.parse::<RepositoryId>()?).await },
    );
    view! {
        <Loaded
            page=true
            from=repository
            skeleton=|| {
                view! {
                    {head_skeleton(words::image_repository())}
                    <FactsSkeleton facts=8/>
                }
            }
            let:shown
        >
            <Repository repository=shown/>
        </Loaded>
    }
}

/// `NAMESPACE/REPOSITORY`.
fn path(repository: &RepositoryView) -> String {
    format!("{}/{}", repository.namespace_name, repository.name)
}

#[component]
fn Repository(repository: Signal<RepositoryView>) -> impl IntoView {
    inside(Signal::derive(move || repository.with(|repository| repository.instance_name.clone())));
    let tab = use_query().value("tab", "details");
    let title = Signal::derive(move || repository.with(path));
    let built_in = Memo::new(move |_| repository.with(|repository| repository.built_in));
    let deleting = RwSignal::new(false);
    let editing = RwSignal::new(false);
    let visibility = Signal::derive(move || repository.with(|repository| repository.visibility.word().to_owned()));
    let id = Signal::derive(move || repository.with(|repository| repository.id.to_string()));
    let summary = Signal::derive(move || {
        Some(repository.with(|repository| repository.summary.clone())).filter(|summary| !summary.is_empty())
    });
    let crumbs = Signal::derive(move || {
        repository.with(|repository| {
            let instance = &repository.slug();
            vec![
                product(),
                Crumb::to(repository.instance_name.clone(), paths::registry_instance(instance)),
                Crumb::to(console::image_repositories(), paths::registry_repositories(instance)),
                Crumb::here(path(repository)),
            ]
        })
    });
    let why_not = Signal::derive(move || built_in.get().then(|| words::gantry_keeps_repository().to_owned()));
    let tabs = Signal::derive(move || {
        let versions = repository.with(|repository| repository.versions);
        vec![
            Tab::new("details", words::details()),
            Tab::new("versions", words::image_versions()).count(versions),
            Tab::new("text", "YAML"),
        ]
    });
    view! {
        <PageHead
            title
            crumbs
            purpose=summary
            beside=move || {
                view! {
                    <Kind word=visibility/>
                    {move || built_in.get().then(|| view! { <Kind word=words::built_in()/> })}
                    <Copy text=id/>
                }
            }
        >
            <Button
                label=words::edit()
                icon=Glyph::Edit
                why_not
                on_click=move |()| editing.set(true)
            />
            <Button
                label=words::delete()
                icon=Glyph::Trash
                why_not
                on_click=move |()| deleting.set(true)
            />
        </PageHead>
        <Tabs label=words::repository_views() tabs/>
        {move || match tab.get().as_str() {
            "versions" => {
                view! {
                    <AfterMount skeleton=|| view! { <TableSkeleton columns=versions::headings()/> }>
                        <ImageVersions repository/>
                    </AfterMount>
                }
                    .into_any()
            }
            "text" => {
                let value = Memo::new(move |_| repository.with(text::repository));
                let name = Signal::derive(move || repository.with(|repository| repository.name.replace('/', "-")));
                view! { <Document value name/> }.into_any()
            }
            _ => view! { <Details repository/> }.into_any(),
        }}
        <EditRepository open=editing repository/>
        <DeleteRepository open=deleting repository/>
    }
}

/// How to bring an image here, and how to take it elsewhere.
fn commands(repository: &RepositoryView) -> [(&'static str, String); 3] {
    let address = &repository.public_address;
    let host = address.split('/').next().unwrap_or(address);
    [
        (
            words::push_with_docker(),
            format!("$ docker login {host}\n$ docker tag IMAGE:TAG {address}:TAG\n$ docker push {address}:TAG"),
        ),
        (
            words::copy_with_skopeo(),
            format!(
                "$ skopeo login --tls-verify=false {host}\n$ skopeo copy --dest-tls-verify=false docker-archive:IMAGE.tar docker://{address}:TAG"
            ),
        ),
        (words::pull(), format!("$ docker pull {address}:TAG")),
    ]
}

#[component]
fn Details(repository: Signal<RepositoryView>) -> impl IntoView {
    let part = move |read: fn(&RepositoryView) -> String| Signal::derive(move || repository.with(read));
    let public = part(|repository| repository.public_address.clone());
    let vpc = part(|repository| repository.vpc_address.clone());
    let namespace = part(|repository| repository.namespace_name.clone());
    let kind = part(|repository| repository.visibility.word().to_owned());
    let refused = Memo::new(move |_| repository.with(|repository| repository.public_refused));
    let built_in = Memo::new(move |_| repository.with(|repository| repository.built_in));
    let how = Memo::new(move |_| repository.with(commands));
    view! {
        <Facts>
            <Fact label=words::public_endpoint()>
                <Copy text=public/>
                {move || {
                    refused
                        .get()
                        .then(|| view! { <span class="reason">{words::refused_now()}</span> })
                }}
            </Fact>
            <Fact label=words::vpc_endpoint()>
                <Copy text=vpc/>
            </Fact>
            <Fact label=console::namespace()>{move || namespace.get()}</Fact>
            <Fact label=words::repository_type()>{move || kind.get()}</Fact>
            <Fact label=words::code_source()>{words::local_repository()}</Fact>
            <Fact label=ui::created()>
                {move || view! { <Time at=Signal::stored(repository.with(|repository| repository.created_at.clone()))/> }}
            </Fact>
        </Facts>
        {move || {
            (!built_in.get())
                .then(|| {
                    view! {
                        <Section
                            title=words::how_to_push()
                            note=words::how_to_push_note()
                        >
                            <div class="grid">
                                {move || how
                                    .get()
                                    .into_iter()
                                    .map(|(title, text)| {
                                        view! {
                                            <div class="c6">
                                                <Code text=Signal::stored(text) language=Language::Shell title/>
                                            </div>
                                        }
                                    })
                                    .collect_view()}
                            </div>
                        </Section>
                    }
                })
        }}
    }
}

#[component]
fn DeleteRepository(open: RwSignal<bool>, repository: Signal<RepositoryView>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let delete = Run::new(repository_delete).in_dialog_of(open).done(move |()| {
        let (name, back) = repository
            .with_untracked(|repository| (path(repository), paths::registry_repositories(&repository.slug())));
        open.set(false);
        toasts.good(words::repository_deleted(name), "");
        navigate(&back, Default::default());
    });
    let question =
        move || repository.with(|repository| words::delete_repository(path(repository), repository.versions));
    view! {
        <Confirm
            open
            title=ui::notice()
            verb=ui::ok()
            lose=true
            pending=delete.pending()
            fault=delete.fault()
            on_confirm=move |()| delete.start(repository.with_untracked(|repository| repository.id.clone()))
        >
            <p>{question}</p>
        </Confirm>
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::id::{Id, NamespaceId, RegistryInstanceId};
    use gantry_model::registry::RepositoryType;
    use gantry_model::time::{Moment, Timestamp};

    use super::*;

    #[test]
    fn commands_log_in_to_the_host_and_push_to_the_address() {
        let moment = Moment { at: Timestamp(0), text: String::new() };
        let repository = RepositoryView {
            id: RepositoryId::from_parts(1, 1),
            name: "web".into(),
            region: "local".into(),
            instance: RegistryInstanceId::from_parts(1, 1),
            instance_name: "default".into(),
            namespace: NamespaceId::from_parts(1, 1),
            namespace_name: "x-eci".into(),
            built_in: false,
            personal: false,
            visibility: RepositoryType::Private,
            summary: String::new(),
            public_address: "127.0.0.1:8080/default/x-eci/web".into(),
            vpc_address: "10.0.0.1:8080/default/x-eci/web".into(),
            public_refused: false,
            versions: 0,
            created_at: moment.clone(),
            updated_at: moment,
            generation: 1,
        };
        let [(_, push), ..] = commands(&repository);
        assert!(push.contains("$ docker login 127.0.0.1:8080\n"), "{push}");
        assert!(push.ends_with("docker push 127.0.0.1:8080/default/x-eci/web:TAG"), "{push}");
    }
}
