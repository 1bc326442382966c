//! The registry (rows REG): instances, namespaces, repositories, image versions, and the password of the Docker login.
#![recursion_limit = "512"]

mod access_control;
pub mod api;
mod create;
mod delete;
mod edit;
mod instance;
mod instances;
mod login;
mod namespaces;
mod personal;
mod renew;
mod repositories;
mod repository;
mod repository_create;
mod text;
mod versions;

pub use access_control::AccessControl;
pub use create::RegistryInstanceCreate;
pub use instance::RegistryInstancePage;
pub use instances::RegistryInstances;
pub use login::DockerLogin;
pub use namespaces::Namespaces;
pub use personal::PersonalEdition;
pub use renew::RegistryInstanceRenew;
pub use repositories::ImageRepositories;
pub use repository::RepositoryPage;
pub use repository_create::RepositoryCreate;

use gantry_model::id::RegistryInstanceId;
use gantry_model::kind::{Area, ResourceKind};
use gantry_model::page::{Page, PageRequest};
use gantry_model::registry::view::{InstanceView, NamespaceView};
use gantry_model::registry::{PERSONAL, Phase, RepositoryType};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::api::{namespace_list, registry_instance_view};
use gantry_console::inside::{Inside, use_inside};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;
use gantry_words::{Word as _, console, kinds, registry as words};

/// What the event stream calls the things of the registry.
const LIVE: &[ResourceKind] = &[ResourceKind::RegistryInstance, ResourceKind::Namespace, ResourceKind::Repository];

/// The instance in the URL, as it stands there.
fn use_instance_id() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("instance")).unwrap_or_default())
}

/// Loads the instance of the URL.
fn use_instance() -> Answer<InstanceView> {
    let id = use_instance_id();
    let live = use_live(LIVE);
    Resource::new(move || (id.get(), live.get()), |(id, _)| registry_instance_view(id))
}

/// The id of the instance that a URL names: `personal` is one's own.
async fn instance_id(slug: String) -> Result<RegistryInstanceId, Fault> {
    if slug == PERSONAL { Ok(registry_instance_view(slug).await?.id) } else { Ok(slug.parse()?) }
}

/// Loads the namespaces of the instance of the URL, for a choice among them.
fn use_namespaces() -> Answer<Page<NamespaceView>> {
    let id = use_instance_id();
    let live = use_live(LIVE);
    Resource::new(
        move || (id.get(), live.get()),
        |(id, _)| async move {
            let id = instance_id(id).await?;
            namespace_list(Some(id), PageRequest { size: 100, ..Default::default() }).await
        },
    )
}

/// Tells the side navigation which instance one is inside of.
fn inside(name: Signal<String>) {
    use_inside(move || Some(Inside { name: name.get(), groups: Vec::new() }));
}

/// The first step of the way to every page of the registry.
fn product() -> Crumb {
    Crumb::to(Area::Registry.word(), paths::REGISTRY_INSTANCES)
}

/// The way to a page of an instance.
fn crumbs(instance: &InstanceView, rest: Vec<Crumb>) -> Vec<Crumb> {
    let mut steps = vec![product(), Crumb::to(instance.name.clone(), paths::registry_instance(&instance.slug()))];
    steps.extend(rest);
    steps
}

/// The head of a page of the registry while it loads.
fn head_skeleton(title: &'static str) -> impl IntoView {
    view! { <PageHead title crumbs=vec![product(), Crumb::here(title)]/> }
}

/// Why nothing can be made in an instance; `None` where it can.
fn why_read_only(instance: &InstanceView) -> Option<String> {
    match instance {
        _ if instance.built_in => Some(words::instance_read_only().to_owned()),
        _ if instance.deleting => Some(words::instance_being_deleted().to_owned()),
        _ => None,
    }
}

/// The button that makes a repository (REG-14).
fn create_word(instance: &InstanceView) -> &'static str {
    if instance.personal { words::create_repository() } else { words::create_image_repository() }
}

/// The edition of an instance.
fn edition(instance: &InstanceView) -> &'static str {
    if instance.personal { console::personal_edition() } else { kinds::basic_edition() }
}

/// The choice of a Repository Type (REG-17).
fn repository_types() -> Vec<Choice> {
    RepositoryType::ALL.map(|one| Choice::new(one.as_str(), one.word())).to_vec()
}

/// The word of an instance's state.
fn state_word(instance: &InstanceView) -> &'static str {
    if instance.deleting { words::deleting() } else { instance.phase.word() }
}

/// The shape of an instance's state.
fn instance_mark(instance: &InstanceView) -> Mark {
    match instance.phase {
        _ if instance.deleting => Mark::Busy,
        Phase::Running => Mark::Ok,
        Phase::EndsSoon => Mark::Warn,
        Phase::Expired | Phase::Suspended => Mark::Bad,
    }
}

/// What the end of the subscription means now; nothing while it is far.
fn end_notice(instance: &InstanceView) -> Option<&'static str> {
    match instance.phase {
        Phase::Running => None,
        Phase::EndsSoon => Some(words::ends_soon_notice()),
        Phase::Expired => Some(words::expired_notice()),
        Phase::Suspended => Some(words::suspended_notice()),
    }
}
