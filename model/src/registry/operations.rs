//! What can be asked of the registry by people; what clients push and pull goes by its own protocol.

use super::view::{
    AccessView, DeleteInstance, InstanceView, LoginView, NamespaceView, NewNamespace, NewRepository, RepositoryFilter,
    UpdateRepository, VersionView,
};
use super::whitelist::RuleForm;
use super::{AccessEntry, CreateOnPush, view};
use crate::error::Result;
use crate::kind::{NamespaceId, RegistryInstanceId, RepositoryId};
use crate::operation::{Validate, any_value_fits, checks_itself, page_is_checked};
use crate::page::{Page, PageRequest};

checks_itself!(NewNamespace, NewRepository);
page_is_checked!(RepositoryFilter);
any_value_fits!(AccessEntry, CreateOnPush, DeleteInstance);

impl Validate for RuleForm {
    fn validate(&self) -> Result<()> {
        self.parse().map(drop)
    }
}

impl Validate for UpdateRepository {
    fn validate(&self) -> Result<()> {
        super::check_summary(&self.summary)
    }
}

/// The lines of the table, for a macro that makes something of each.
#[macro_export]
macro_rules! registry_operations {
    ($($then:ident)::+ $(, $with:ty)?) => {
        $($then)::+! {
            [$($with)?]
            registry in ($crate::registry::operations);

            /// Instances of a region; of all for an empty one (REG-02).
            read(RegistryInstance) fn registry_instance_list(region: String, page: PageRequest) -> Page<InstanceView>;
            /// One instance (REG-06), by its name in a URL: its id, or `personal` for one's own.
            read(RegistryInstance) fn registry_instance_view(slug: String) -> InstanceView;
            /// One's own instance; nothing until it is made (REG-11).
            read(RegistryInstance) fn registry_personal_view() -> Option<InstanceView>;
            /// Makes one's own instance (REG-11).
            write(RegistryInstance) fn registry_personal_create(region: String) -> RegistryInstanceId;
            /// Deletes an instance with everything in it.
            write(RegistryInstance) fn registry_instance_delete(form: DeleteInstance) -> ();
            /// Access Control (REG-07 to REG-10).
            read(RegistryInstance) fn registry_access_view(slug: String) -> AccessView;
            /// **Access Entry** and **OK** (REG-08).
            grant(RegistryInstance) fn registry_access_entry_set(id: RegistryInstanceId, entry: AccessEntry) -> ();
            /// Switches **Create Repositories on Push** on or off.
            write(RegistryInstance) fn registry_create_on_push_set(
                id: RegistryInstanceId,
                create_on_push: CreateOnPush,
            ) -> ();
            /// Adds or changes a rule of the whitelist (REG-10).
            grant(RegistryInstance) fn whitelist_rule_save(id: RegistryInstanceId, form: RuleForm) -> ();
            /// **Delete** of a rule of the whitelist (REG-09).
            grant(RegistryInstance) fn whitelist_rule_delete(id: RegistryInstanceId, number: u32) -> ();
            /// Namespaces of an instance, or of all (REG-13).
            read(Namespace) fn namespace_list(
                instance: Option<RegistryInstanceId>,
                page: PageRequest,
            ) -> Page<NamespaceView>;
            /// **Create Namespace** (REG-13).
            write(Namespace) fn namespace_create(form: NewNamespace) -> NamespaceId;
            /// Deletes a namespace that is empty.
            write(Namespace) fn namespace_delete(id: NamespaceId) -> ();
            /// Repositories (REG-14); also what the image picker offers (REG-25).
            read(Repository) fn repository_list(filter: RepositoryFilter) -> Page<view::RepositoryView>;
            /// One repository (REG-19).
            read(Repository) fn repository_view(id: RepositoryId) -> view::RepositoryView;
            /// **Create Image Repository** (REG-15 to REG-18).
            write(Repository) fn repository_create(form: NewRepository) -> RepositoryId;
            /// Changes type and summary of a repository.
            write(Repository) fn repository_update(form: UpdateRepository) -> ();
            /// Deletes a repository with all its versions.
            write(Repository) fn repository_delete(id: RepositoryId) -> ();
            /// **Image Versions** of a repository (REG-22).
            read(Repository) fn version_list(repository: RepositoryId, page: PageRequest) -> Page<VersionView>;
            /// Deletes a version of an image.
            write(Repository) fn version_delete(repository: RepositoryId, tag: String) -> ();
            /// What one needs for `docker login` (REG-12).
            read(User) fn registry_login_view() -> LoginView;
        }
    };
}

registry_operations!(crate::operation::declare);
