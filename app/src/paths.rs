//! The only place where a URL is written.

/// Signing in.
pub const LOGIN: &str = "/login";
/// Changing one's password; the only page of a person who must.
pub const PASSWORD: &str = "/password";
/// The first page.
pub const HOME: &str = "/";
/// One's own account: sessions, passwords.
pub const ACCOUNT: &str = "/account";
/// The list of container groups.
pub const CONTAINER_GROUPS: &str = "/containers/groups";
/// Ordering a container group.
pub const CONTAINER_GROUP_CREATE: &str = "/containers/groups/create";
/// The registry's instances.
pub const REGISTRY_INSTANCES: &str = "/registry/instances";

/// A container group.
pub fn container_group(id: &str) -> String {
    format!("{CONTAINER_GROUPS}/{id}")
}

/// One view of a container group.
pub fn container_group_tab(id: &str, tab: &str) -> String {
    format!("{CONTAINER_GROUPS}/{id}?tab={tab}")
}

/// Giving a container group up.
pub fn container_group_unsubscribe(id: &str) -> String {
    format!("{CONTAINER_GROUPS}/{id}/unsubscribe")
}

/// A registry instance.
pub fn registry_instance(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}")
}

/// The namespaces of a registry instance.
pub fn registry_namespaces(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/namespaces")
}

/// The repositories of a registry instance.
pub fn registry_repositories(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/repositories")
}

/// Making a repository.
pub fn registry_repository_create(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/repositories/create")
}

/// A repository.
pub fn registry_repository(instance: &str, id: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/repositories/{id}")
}

/// A symbol of the icon sprite.
pub fn icon(symbol: &str) -> String {
    format!("/icons.svg#{symbol}")
}
