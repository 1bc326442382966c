//! What people do in the console.

use gantry_model::Error;
use gantry_model::page::PageRequest;
use gantry_model::registry::operations::{
    NamespaceCreate, NamespaceDelete, NamespaceList, RegistryCreateOnPushSet, RegistryInstanceList, RepositoryCreate,
    RepositoryDelete, RepositoryList, RepositoryUpdate, RepositoryView, VersionDelete, VersionList,
};
use gantry_model::registry::reference::RepositoryPath;
use gantry_model::registry::scope::Action;
use gantry_model::registry::view::{NewNamespace, RepositoryFilter, UpdateRepository};
use gantry_model::registry::{CreateOnPush, RepositoryType};

use super::{Bed, Caller, admin, new_repository};
use gantry_platform::audit::Filter;
use gantry_platform::call::Call as _;

#[tokio::test]
async fn the_first_start_makes_two_instances_and_a_second_one_nothing() {
    let bed = Bed::new().await.restart().await;
    let all = bed
        .registry
        .call(&admin(), RegistryInstanceList { region: "local".into(), page: PageRequest::default() })
        .await
        .unwrap();
    let names: Vec<_> = all.items.iter().map(|i| (i.name.as_str(), i.built_in, i.access_entry)).collect();
    assert_eq!(names, [("default", false, true), ("samples", true, false)]);
    assert_eq!(bed.instance("samples").await.namespaces, 1);
    assert_eq!(bed.instance("default").await.public_address, "127.0.0.1:8080/default");
}

#[tokio::test]
async fn a_repository_is_made_found_changed_and_deleted() {
    let bed = Bed::new().await;
    let (web, access) = bed.repository("web").await;
    bed.repository("team/api.v2").await;
    bed.push_image(&access, "1", ("linux", "amd64"), &[b"layer"]).await;

    let view = bed.registry.call(&admin(), RepositoryView { id: web.clone() }).await.unwrap();
    assert_eq!(view.public_address, "127.0.0.1:8080/default/x-eci/web");
    assert_eq!(view.vpc_address, "registry-vpc.internal/default/x-eci/web");
    assert_eq!((view.versions, view.visibility, view.public_refused), (1, RepositoryType::Private, false));

    let names = async |filter: RepositoryFilter| {
        let page = bed.registry.call(&admin(), RepositoryList { filter: filter.clone() }).await.unwrap();
        page.items.into_iter().map(|repository| repository.name).collect::<Vec<_>>()
    };
    let by_name = PageRequest { sort: "name".into(), ..PageRequest::default() };
    assert_eq!(names(RepositoryFilter { page: by_name, ..Default::default() }).await, ["team/api.v2", "web"]);
    let search = PageRequest { search: "API".into(), ..PageRequest::default() };
    assert_eq!(names(RepositoryFilter { page: search, ..Default::default() }).await, ["team/api.v2"]);
    let public = RepositoryFilter { visibility: Some(RepositoryType::Public), ..Default::default() };
    assert!(names(public.clone()).await.is_empty());
    let samples = RepositoryFilter { instance: Some(bed.instance("samples").await.id), ..Default::default() };
    assert!(names(samples).await.is_empty());

    let form = UpdateRepository {
        id: web.clone(),
        generation: view.generation,
        visibility: RepositoryType::Public,
        summary: "changed".into(),
    };
    bed.registry.call(&admin(), RepositoryUpdate { form: form.clone() }).await.unwrap();
    assert_eq!(names(public).await, ["web"]);
    let stale = bed.registry.call(&admin(), RepositoryUpdate { form: form.clone() }).await.unwrap_err();
    assert!(matches!(stale, Error::Conflict { .. }), "{stale}");

    bed.registry.call(&admin(), RepositoryDelete { id: web.clone() }).await.unwrap();
    assert!(matches!(
        bed.registry.call(&admin(), RepositoryView { id: web.clone() }).await,
        Err(Error::NotFound { .. })
    ));
    // Its name is free at once, and the new one is empty.
    let (again, _) = bed.repository("web").await;
    assert_eq!(bed.registry.call(&admin(), RepositoryView { id: again.clone() }).await.unwrap().versions, 0);
}

#[tokio::test]
async fn names_follow_the_rules_and_are_there_once() {
    let bed = Bed::new().await;
    let namespace = bed.namespace("ess_eci_test_namespace").await;
    for name in ["w", "Web", "a//b", &"a".repeat(121), "-web"] {
        let refused =
            bed.registry.call(&admin(), RepositoryCreate { form: new_repository(namespace.clone(), name) }).await;
        assert_eq!(refused.unwrap_err().field(), Some("name"), "{name}");
    }
    let form = new_repository(namespace.clone(), "ess_eci_test_repo");
    bed.registry.call(&admin(), RepositoryCreate { form: form.clone() }).await.unwrap();
    let twice = bed.registry.call(&admin(), RepositoryCreate { form: form.clone() }).await.unwrap_err();
    assert!(matches!(twice, Error::AlreadyExists { .. }), "{twice}");
    let mut form = new_repository(namespace, "other");
    form.summary = "x".repeat(101);
    assert_eq!(
        bed.registry.call(&admin(), RepositoryCreate { form: form.clone() }).await.unwrap_err().field(),
        Some("summary")
    );
    (form.summary, form.code_source) = (String::new(), "Elsewhere".into());
    assert_eq!(
        bed.registry.call(&admin(), RepositoryCreate { form: form.clone() }).await.unwrap_err().field(),
        Some("code_source")
    );
}

#[tokio::test]
async fn a_push_makes_the_repository_unless_its_instance_is_told_not_to() {
    let bed = Bed::new().await;
    bed.namespace("x-eci").await;
    let path = |text: &str| RepositoryPath::parse(text).unwrap();
    let person = Caller { actor: Some(admin().actor), ..Caller::system() };
    let push = async |text: &str| bed.registry.access_to_push(&person, &path(text)).await;
    let kept = async || {
        bed.registry.call(&admin(), RepositoryList { filter: RepositoryFilter::default() }).await.unwrap().items
    };

    // Layers come side by side, and one of them makes it.
    let (one, two) = futures::future::join(push("default/x-eci/web"), push("default/x-eci/web")).await;
    assert_eq!(one.unwrap().repository, two.unwrap().repository);
    let made: Vec<_> = kept().await.into_iter().map(|one| (one.name, one.visibility)).collect();
    assert_eq!(made, [("web".to_owned(), RepositoryType::Private)]);
    // A look at what is not there makes nothing.
    bed.registry.access(&person, &path("default/x-eci/other"), Action::Push).await.unwrap_err();
    bed.registry.access(&person, &path("default/x-eci/other"), Action::Pull).await.unwrap_err();
    assert_eq!(kept().await.len(), 1);

    let refused = push("default/none/web").await.unwrap_err().to_string();
    let namespace = "There is no namespace none in the registry instance default; make it in the console first, under Container Registry, default, Namespaces.";
    assert_eq!(refused, namespace);
    let refused = push("none/x-eci/web").await.unwrap_err().to_string();
    assert_eq!(refused, "There is no registry instance none; make it in the console first, under Container Registry.");
    assert!(matches!(push("samples/eci_open/mine").await, Err(Error::Forbidden { .. })));
    let nobody = Caller { actor: None, ..Caller::system() };
    let refused = bed.registry.access_to_push(&nobody, &path("default/x-eci/other")).await;
    assert!(matches!(refused, Err(Error::Unauthenticated { .. })), "{refused:?}");

    let instance = bed.instance("default").await.id;
    bed.registry
        .call(&admin(), RegistryCreateOnPushSet { id: instance.clone(), create_on_push: CreateOnPush::Off })
        .await
        .unwrap();
    assert_eq!(bed.instance("default").await.create_on_push, CreateOnPush::Off);
    let refused = push("default/x-eci/other").await.unwrap_err().to_string();
    let repository = "There is no repository default/x-eci/other, and default makes none on a push; make it in the console first, under Container Registry, default, Image Repositories.";
    assert_eq!(refused, repository);
    push("default/x-eci/web").await.unwrap();
    let samples = bed.instance("samples").await.id;
    let refused = bed
        .registry
        .call(&admin(), RegistryCreateOnPushSet { id: samples.clone(), create_on_push: CreateOnPush::Off })
        .await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_namespace_with_something_in_it_stays() {
    let bed = Bed::new().await;
    let namespace = bed.namespace("team").await;
    let form = new_repository(namespace.clone(), "web");
    let repository = bed.registry.call(&admin(), RepositoryCreate { form: form.clone() }).await.unwrap();
    let refused = bed.registry.call(&admin(), NamespaceDelete { id: namespace.clone() }).await.unwrap_err();
    assert_eq!(refused.to_string(), "Namespace team holds 1 repository: web. Delete it first.");
    bed.registry.call(&admin(), RepositoryDelete { id: repository.clone() }).await.unwrap();
    bed.registry.collect().await.unwrap();
    bed.registry.call(&admin(), NamespaceDelete { id: namespace.clone() }).await.unwrap();
    bed.namespace("team").await;
}

#[tokio::test]
async fn nobody_changes_what_is_built_in() {
    let bed = Bed::new().await;
    let samples = bed.instance("samples").await.id;
    let request = PageRequest::default();
    let namespace = bed
        .registry
        .call(&admin(), NamespaceList { instance: Some(samples.clone()), page: request.clone() })
        .await
        .unwrap()
        .items
        .remove(0);
    assert!(namespace.built_in);
    let new = NewNamespace { instance: samples, name: "mine".into() };
    for refused in [
        bed.registry.call(&admin(), NamespaceCreate { form: new.clone() }).await.map(|_| ()),
        bed.registry.call(&admin(), NamespaceDelete { id: namespace.id.clone() }).await,
        bed.registry
            .call(&admin(), RepositoryCreate { form: new_repository(namespace.id.clone(), "web") })
            .await
            .map(|_| ()),
    ] {
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn versions_are_listed_searched_and_deleted() {
    let bed = Bed::new().await;
    let (web, access) = bed.repository("web").await;
    for tag in ["v1", "v2", "latest"] {
        bed.push_image(&access, tag, ("linux", "amd64"), &[tag.as_bytes()]).await;
        bed.clock.advance(std::time::Duration::from_secs(1));
    }
    let tags = async |request: PageRequest| {
        let page =
            bed.registry.call(&admin(), VersionList { repository: web.clone(), page: request.clone() }).await.unwrap();
        page.items.into_iter().map(|version| version.tag).collect::<Vec<_>>()
    };
    assert_eq!(tags(PageRequest::default()).await, ["latest", "v2", "v1"]);
    assert_eq!(tags(PageRequest { sort: "tag".into(), ..Default::default() }).await, ["latest", "v1", "v2"]);
    assert_eq!(tags(PageRequest { search: "V".into(), ..Default::default() }).await, ["v2", "v1"]);
    let wrong = PageRequest { sort: "digest; DROP TABLE".into(), ..Default::default() };
    assert_eq!(
        bed.registry
            .call(&admin(), VersionList { repository: web.clone(), page: wrong.clone() })
            .await
            .unwrap_err()
            .field(),
        Some("sort")
    );
    let row = bed
        .registry
        .call(&admin(), VersionList { repository: web.clone(), page: PageRequest::default() })
        .await
        .unwrap()
        .items
        .remove(0);
    assert!(row.runs_here && row.pushed_by == "system" && row.size > 6, "{row:?}");
    bed.registry.call(&admin(), VersionDelete { repository: web.clone(), tag: "latest".into() }).await.unwrap();
    assert_eq!(tags(PageRequest::default()).await, ["v2", "v1"]);
    let gone =
        bed.registry.call(&admin(), VersionDelete { repository: web.clone(), tag: "latest".into() }).await.unwrap_err();
    assert!(matches!(gone, Error::NotFound { .. }));
    let filter = Filter { id: Some(web.to_string()), limit: 100, ..Filter::default() };
    let log = bed.registry.store().read(move |read| read.operations(&filter)).await.unwrap();
    let actions: Vec<_> = log.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["version_delete", "image_push", "image_push", "image_push", "repository_create"]);
    assert!(log[0].detail == "default/x-eci/web:latest", "{}", log[0].detail);
}
