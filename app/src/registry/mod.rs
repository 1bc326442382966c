//! The registry (rows REG): instances, namespaces, repositories, image versions, and the password of the Docker login.

pub mod api;
mod instance;
mod instances;
mod login;
mod namespaces;
mod repositories;
mod repository;
mod repository_create;
mod versions;

pub use instance::RegistryInstancePage;
pub use instances::RegistryInstances;
pub use login::DockerLogin;
pub use namespaces::Namespaces;
pub use repositories::ImageRepositories;
pub use repository::RepositoryPage;
pub use repository_create::RepositoryCreate;

use gantry_model::id::RegistryInstanceId;
use gantry_model::page::{Page, PageRequest};
use gantry_model::registry::view::{InstanceView, NamespaceView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::api::{namespace_list, registry_instance_view};
use crate::frame::{Inside, use_inside};
use crate::live::use_live;
use crate::paths;
use crate::ui::prelude::*;

/// What the event stream calls the things of the registry.
const LIVE: &[&str] = &["registry_instance", "namespace", "repository"];

/// The instance in the URL, as it stands there.
fn use_instance_id() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("instance")).unwrap_or_default())
}

/// Loads the instance of the URL.
fn use_instance() -> Answer<InstanceView> {
    let id = use_instance_id();
    let live = use_live(LIVE);
    Resource::new(
        move || (id.get(), live.get()),
        |(id, _)| async move { registry_instance_view(id.parse::<RegistryInstanceId>()?).await },
    )
}

/// Loads the namespaces of the instance of the URL, for a choice among them.
fn use_namespaces() -> Answer<Page<NamespaceView>> {
    let id = use_instance_id();
    let live = use_live(LIVE);
    Resource::new(
        move || (id.get(), live.get()),
        |(id, _)| async move {
            let id = id.parse::<RegistryInstanceId>()?;
            namespace_list(Some(id), PageRequest { size: 100, ..Default::default() }).await
        },
    )
}

/// Tells the side navigation which instance one is inside of.
fn inside(name: Signal<String>) {
    use_inside(move || Some(Inside { name: name.get(), groups: Vec::new() }));
}

/// The way to a page of an instance.
fn crumbs(instance: &InstanceView, rest: Vec<Crumb>) -> Vec<Crumb> {
    let mut steps = vec![
        Crumb::to("Container Registry", paths::REGISTRY_INSTANCES),
        Crumb::to(instance.name.clone(), paths::registry_instance(instance.id.as_ref())),
    ];
    steps.extend(rest);
    steps
}

/// The head of a page of the registry while it loads.
fn head_skeleton(title: &'static str) -> impl IntoView {
    view! { <PageHead title crumbs=vec![Crumb::to("Container Registry", paths::REGISTRY_INSTANCES), Crumb::here(title)]/> }
}

/// Why nothing can be made in an instance; `None` where it can.
fn why_read_only(instance: &InstanceView) -> Option<String> {
    instance.built_in.then(|| "Gantry itself keeps this instance; its images are read only.".to_owned())
}
