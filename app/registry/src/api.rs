//! Server functions of the registry: who asks, the command or query of the engine, its answer.

use gantry_model::id::{NamespaceId, RegistryInstanceId, RepositoryId};
use gantry_model::page::{Page, PageRequest};
use gantry_model::registry::view::{
    AccessView, DeleteInstance, InstanceView, LoginView, NamespaceView, NewNamespace, NewRepository, RepositoryFilter,
    RepositoryView, UpdateRepository, VersionView,
};
use gantry_model::registry::whitelist::RuleForm;
use gantry_model::registry::{AccessEntry, CreateOnPush};
#[cfg(feature = "ssr")]
use gantry_model::{Error, registry::PERSONAL};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use gantry_console::session::request::{actor, engine, origin};
use gantry_ui::fault::Fault;
use gantry_ui::json::Json;

/// Instances of a region; of all for an empty one (REG-02).
#[server(endpoint = "registry_instance_list", input = Json, output = Json)]
pub async fn registry_instance_list(region: String, page: PageRequest) -> Result<Page<InstanceView>, Fault> {
    Ok(engine().registry().instance_list(&actor()?, &region, &page).await?)
}

/// One instance (REG-06), by its name in a URL: its id, or `personal` for one's own.
#[server(endpoint = "registry_instance_view", input = Json, output = Json)]
pub async fn registry_instance_view(slug: String) -> Result<InstanceView, Fault> {
    let (registry, actor) = (engine().registry().clone(), actor()?);
    if slug != PERSONAL {
        return Ok(registry.instance_view(&actor, &slug.parse()?).await?);
    }
    let own = registry.personal_view(&actor).await?;
    Ok(own.ok_or_else(|| Error::not_found("instance of the Personal Edition", "of yours yet"))?)
}

/// One's own instance; nothing until it is made (REG-11).
#[server(endpoint = "registry_personal_view", input = Json, output = Json)]
pub async fn registry_personal_view() -> Result<Option<InstanceView>, Fault> {
    Ok(engine().registry().personal_view(&actor()?).await?)
}

/// Makes one's own instance (REG-11).
#[server(endpoint = "registry_personal_create", input = Json, output = Json)]
pub async fn registry_personal_create(region: String) -> Result<RegistryInstanceId, Fault> {
    Ok(engine().registry().personal_create(&actor()?, &region).await?)
}

/// Deletes an instance with everything in it.
#[server(endpoint = "registry_instance_delete", input = Json, output = Json)]
pub async fn registry_instance_delete(form: DeleteInstance) -> Result<(), Fault> {
    Ok(engine().registry().instance_delete(&actor()?, &form).await?)
}

/// Access Control (REG-07 to REG-10).
#[server(endpoint = "registry_access_view", input = Json, output = Json)]
pub async fn registry_access_view(slug: String) -> Result<AccessView, Fault> {
    let instance = registry_instance_view(slug).await?;
    Ok(engine().registry().access_view(&actor()?, &instance.id, origin()?.address).await?)
}

/// **Access Entry** and **OK** (REG-08).
#[server(endpoint = "registry_access_entry_set", input = Json, output = Json)]
pub async fn registry_access_entry_set(id: RegistryInstanceId, entry: AccessEntry) -> Result<(), Fault> {
    Ok(engine().registry().access_entry_set(&actor()?, &id, entry).await?)
}

/// Switches **Create Repositories on Push** on or off.
#[server(endpoint = "registry_create_on_push_set", input = Json, output = Json)]
pub async fn registry_create_on_push_set(id: RegistryInstanceId, create_on_push: CreateOnPush) -> Result<(), Fault> {
    Ok(engine().registry().create_on_push_set(&actor()?, &id, create_on_push).await?)
}

/// Adds or changes a rule (REG-10).
#[server(endpoint = "whitelist_rule_save", input = Json, output = Json)]
pub async fn whitelist_rule_save(id: RegistryInstanceId, form: RuleForm) -> Result<(), Fault> {
    Ok(engine().registry().whitelist_rule_save(&actor()?, &id, &form).await?)
}

/// **Delete** of a rule (REG-09).
#[server(endpoint = "whitelist_rule_delete", input = Json, output = Json)]
pub async fn whitelist_rule_delete(id: RegistryInstanceId, number: u32) -> Result<(), Fault> {
    Ok(engine().registry().whitelist_rule_delete(&actor()?, &id, number).await?)
}

/// Namespaces of an instance, or of all (REG-13).
#[server(endpoint = "namespace_list", input = Json, output = Json)]
pub async fn namespace_list(
    instance: Option<RegistryInstanceId>,
    page: PageRequest,
) -> Result<Page<NamespaceView>, Fault> {
    Ok(engine().registry().namespace_list(&actor()?, "", instance.as_ref(), &page).await?)
}

/// **Create Namespace** (REG-13).
#[server(endpoint = "namespace_create", input = Json, output = Json)]
pub async fn namespace_create(form: NewNamespace) -> Result<NamespaceId, Fault> {
    Ok(engine().registry().namespace_create(&actor()?, &form).await?)
}

/// Deletes a namespace that is empty.
#[server(endpoint = "namespace_delete", input = Json, output = Json)]
pub async fn namespace_delete(id: NamespaceId) -> Result<(), Fault> {
    Ok(engine().registry().namespace_delete(&actor()?, &id).await?)
}

/// Repositories (REG-14); also what the image picker offers (REG-25).
#[server(endpoint = "repository_list", input = Json, output = Json)]
pub async fn repository_list(filter: RepositoryFilter) -> Result<Page<RepositoryView>, Fault> {
    Ok(engine().registry().repository_list(&actor()?, &filter).await?)
}

/// One repository (REG-19).
#[server(name = ViewRepository, endpoint = "repository_view", input = Json, output = Json)]
pub async fn repository_view(id: RepositoryId) -> Result<RepositoryView, Fault> {
    Ok(engine().registry().repository_view(&actor()?, &id).await?)
}

/// **Create Image Repository** (REG-15 to REG-18).
#[server(endpoint = "repository_create", input = Json, output = Json)]
pub async fn repository_create(form: NewRepository) -> Result<RepositoryId, Fault> {
    Ok(engine().registry().repository_create(&actor()?, &form).await?)
}

/// Changes type and summary of a repository.
#[server(endpoint = "repository_update", input = Json, output = Json)]
pub async fn repository_update(form: UpdateRepository) -> Result<(), Fault> {
    Ok(engine().registry().repository_update(&actor()?, &form).await?)
}

/// Deletes a repository with all its versions.
#[server(endpoint = "repository_delete", input = Json, output = Json)]
pub async fn repository_delete(id: RepositoryId) -> Result<(), Fault> {
    Ok(engine().registry().repository_delete(&actor()?, &id).await?)
}

/// **Image Versions** (REG-22).
#[server(endpoint = "version_list", input = Json, output = Json)]
pub async fn version_list(repository: RepositoryId, page: PageRequest) -> Result<Page<VersionView>, Fault> {
    Ok(engine().registry().version_list(&actor()?, &repository, &page).await?)
}

/// Deletes a version.
#[server(endpoint = "version_delete", input = Json, output = Json)]
pub async fn version_delete(repository: RepositoryId, tag: String) -> Result<(), Fault> {
    Ok(engine().registry().version_delete(&actor()?, &repository, &tag).await?)
}

/// What one needs for `docker login` (REG-12).
#[server(endpoint = "registry_login_view", input = Json, output = Json)]
pub async fn registry_login_view() -> Result<LoginView, Fault> {
    Ok(engine().registry().login_view(&actor()?).await?)
}
