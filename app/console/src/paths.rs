//! The only place where a URL is written.

use gantry_ui::query::Values;

pub use gantry_ui::{HOME, LOGIN};

/// Where the sign-out form goes; POST only.
pub const LOGOUT: &str = "/logout";
/// Where the choice of a language goes; POST only.
pub const LANGUAGE: &str = "/language";
/// Changing one's password; the only page of a person who must.
pub const PASSWORD: &str = "/password";
/// One's own account: sessions, passwords.
pub const ACCOUNT: &str = "/account";
/// Who did what.
pub const OPERATION_LOGS: &str = "/iam/operation-logs";
/// The entries of the operation log as a file; the page's filters follow as the query.
pub const OPERATION_LOG_FILE: &str = "/iam/operation-logs/file";
/// The list of key pairs.
pub const KEY_PAIRS: &str = "/iam/key-pairs";
/// Making a key pair.
pub const KEY_PAIR_CREATE: &str = "/iam/key-pairs/create";
/// The list of container groups.
pub const CONTAINER_GROUPS: &str = "/containers/groups";
/// Ordering a container group.
pub const CONTAINER_GROUP_CREATE: &str = "/containers/groups/create";
/// What a region lets one use.
pub const QUOTA: &str = "/containers/quota";
/// The registry's instances.
pub const REGISTRY_INSTANCES: &str = "/registry/instances";
/// Buying a registry instance.
pub const REGISTRY_INSTANCE_CREATE: &str = "/registry/instances/create";
/// One's own registry instance.
pub const REGISTRY_PERSONAL: &str = "/registry/instances/personal";
/// Orders, and the account that pays them.
pub const ORDERS: &str = "/billing/orders";
/// The list of scaling groups.
pub const SCALING_GROUPS: &str = "/scaling/groups";
/// Making a scaling group.
pub const SCALING_GROUP_CREATE: &str = "/scaling/groups/create";
/// Making a scaling group from a file.
pub const SCALING_GROUP_CREATE_BY_YAML: &str = "/scaling/groups/create?by=yaml";

/// The list of VPCs: the first page of the product Network.
pub const VPCS: &str = "/network/vpcs";
/// Making a VPC.
pub const VPC_CREATE: &str = "/network/vpcs/create";
/// The list of vSwitches.
pub const VSWITCHES: &str = "/network/vswitches";
/// Making a vSwitch.
pub const VSWITCH_CREATE: &str = "/network/vswitches/create";
/// The list of security groups.
pub const SECURITY_GROUPS: &str = "/network/security-groups";
/// Making a security group.
pub const SECURITY_GROUP_CREATE: &str = "/network/security-groups/create";
/// The list of EIPs.
pub const EIPS: &str = "/network/eips";
/// Making an EIP.
pub const EIP_CREATE: &str = "/network/eips/create";

/// Questions, terms, scenarios, agreements.
pub const HELP: &str = "/help";
/// Questions and answers.
pub const HELP_FAQ: &str = "/help/faq";
/// Terms.
pub const HELP_GLOSSARY: &str = "/help/glossary";
/// Scenarios, and what stands on what.
pub const HELP_SCENARIOS: &str = "/help/scenarios";
/// Both agreements that an order asks to accept.
pub const HELP_AGREEMENTS: &str = "/help/agreements";
/// The first of them.
pub const SERVICE_AGREEMENT: &str = "/help/agreements#service-agreement";
/// The second.
pub const SERVICE_LEVEL_AGREEMENT: &str = "/help/agreements#service-level-agreement";

/// Signing in, and then to a page.
pub fn login_then(next: &str) -> String {
    let mut query = Values::default();
    query.set("next", if next == HOME { "" } else { next });
    format!("{LOGIN}{query}")
}

/// A key pair.
pub fn key_pair(id: &str) -> String {
    format!("{KEY_PAIRS}/{id}")
}

/// A container group.
pub fn container_group(id: &str) -> String {
    format!("{CONTAINER_GROUPS}/{id}")
}

/// One view of a container group.
pub fn container_group_tab(id: &str, tab: &str) -> String {
    format!("{CONTAINER_GROUPS}/{id}?tab={tab}")
}

/// The log of one container of a group.
pub fn container_logs(id: &str, container: &str) -> String {
    format!("{CONTAINER_GROUPS}/{id}?tab=logs&container={container}")
}

/// A terminal in one container of a group.
pub fn container_terminal(id: &str, container: &str) -> String {
    format!("{CONTAINER_GROUPS}/{id}?tab=terminal&container={container}")
}

/// The container groups that have a tag, `key` or `key:value`.
pub fn container_groups_with_tag(tag: &str) -> String {
    let mut query = Values::default();
    query.set("tag", tag);
    format!("{CONTAINER_GROUPS}{query}")
}

/// Where a container's log is followed, after line number `after`: an event stream.
pub fn log_follow(group: &str, container: &str, after: u64) -> String {
    format!("/logs/{group}/{container}/follow?after={after}")
}

/// A container's whole log as a file.
pub fn log_download(group: &str, container: &str) -> String {
    format!("/logs/{group}/{container}/download")
}

/// Where a terminal connects to: a web socket.
pub fn terminal(group: &str, container: &str) -> String {
    format!("/terminal/{group}/{container}")
}

/// Giving a container group up.
pub fn container_group_unsubscribe(id: &str) -> String {
    format!("{CONTAINER_GROUPS}/{id}/unsubscribe")
}

/// A registry instance.
pub fn registry_instance(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}")
}

/// Who reaches a registry instance.
pub fn registry_access_control(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/access-control")
}

/// A longer subscription of a registry instance.
pub fn registry_instance_renew(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/renew")
}

/// An order to be confirmed.
pub fn order_confirm(id: &str) -> String {
    format!("{ORDERS}/{id}/confirm")
}

/// An order to be paid.
pub fn order_payment(id: &str) -> String {
    format!("{ORDERS}/{id}/payment")
}

/// The namespaces of a registry instance.
pub fn registry_namespaces(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/namespaces")
}

/// The repositories of a registry instance.
pub fn registry_repositories(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/repositories")
}

/// The repositories of one namespace of a registry instance.
pub fn registry_repositories_of(instance: &str, namespace: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/repositories?namespace={namespace}")
}

/// Making a repository.
pub fn registry_repository_create(instance: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/repositories/create")
}

/// A repository.
pub fn registry_repository(instance: &str, id: &str) -> String {
    format!("{REGISTRY_INSTANCES}/{instance}/repositories/{id}")
}

/// A VPC.
pub fn vpc(id: &str) -> String {
    format!("{VPCS}/{id}")
}

/// One view of a VPC; the first for an empty one.
pub fn vpc_tab(id: &str, tab: &str) -> String {
    tabbed(vpc(id), tab)
}

/// A vSwitch.
pub fn vswitch(id: &str) -> String {
    format!("{VSWITCHES}/{id}")
}

/// Making a vSwitch in a VPC.
pub fn vswitch_create_in(vpc: &str) -> String {
    format!("{VSWITCH_CREATE}?vpc={vpc}")
}

/// A security group.
pub fn security_group(id: &str) -> String {
    format!("{SECURITY_GROUPS}/{id}")
}

/// One view of a security group; the first for an empty one.
pub fn security_group_tab(id: &str, tab: &str) -> String {
    tabbed(security_group(id), tab)
}

/// Making a security group in a VPC.
pub fn security_group_create_in(vpc: &str) -> String {
    format!("{SECURITY_GROUP_CREATE}?vpc={vpc}")
}

/// An EIP.
pub fn eip(id: &str) -> String {
    format!("{EIPS}/{id}")
}

fn tabbed(path: String, tab: &str) -> String {
    if tab.is_empty() { path } else { format!("{path}?tab={tab}") }
}

/// A scaling group.
pub fn scaling_group(id: &str) -> String {
    format!("{SCALING_GROUPS}/{id}")
}

/// One view of a scaling group.
pub fn scaling_group_tab(id: &str, tab: &str) -> String {
    format!("{SCALING_GROUPS}/{id}?tab={tab}")
}

/// Changing a scaling group.
pub fn scaling_group_edit(id: &str) -> String {
    format!("{SCALING_GROUPS}/{id}/edit")
}

/// Making a scaling configuration of a group.
pub fn scaling_configuration_create(group: &str) -> String {
    format!("{SCALING_GROUPS}/{group}/configurations/create")
}

/// Making the next version of a scaling configuration from one that there is.
pub fn scaling_configuration_create_from(group: &str, configuration: &str) -> String {
    format!("{SCALING_GROUPS}/{group}/configurations/create?from={configuration}")
}

/// Making a scaling rule of a group.
pub fn scaling_rule_create(group: &str) -> String {
    format!("{SCALING_GROUPS}/{group}/rules/create")
}

/// A scaling rule.
pub fn scaling_rule(group: &str, rule: &str) -> String {
    format!("{SCALING_GROUPS}/{group}/rules/{rule}")
}

/// Changing a scaling rule.
pub fn scaling_rule_edit(group: &str, rule: &str) -> String {
    format!("{SCALING_GROUPS}/{group}/rules/{rule}/edit")
}

/// A question and its answer.
pub fn help_question(id: &str) -> String {
    format!("{HELP_FAQ}#{id}")
}

/// The questions and answers that hold some words.
pub fn help_search(text: &str) -> String {
    let mut query = Values::default();
    query.set("q", text);
    format!("{HELP_FAQ}{query}")
}

/// The product that a page belongs to: it decides the side navigation and the mark in the top bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// The first page and the account.
    Home,
    /// Elastic Containers.
    Containers,
    /// Container Registry.
    Registry,
    /// Network.
    Network,
    /// Auto Scaling.
    Scaling,
    /// Help.
    Help,
}

/// Where a path is: the product, and the thing that one is inside of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The product.
    pub product: Product,
    /// The id of the thing whose parts the side navigation lists.
    pub inside: Option<String>,
}

/// Reads where a path is.
pub fn place(path: &str) -> Place {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (product, inside) = match parts.as_slice() {
        ["containers", "groups", id, ..] if *id != "create" => (Product::Containers, Some(*id)),
        ["containers", ..] => (Product::Containers, None),
        ["registry", "instances", id, ..] if *id != "create" => (Product::Registry, Some(*id)),
        ["registry", ..] => (Product::Registry, None),
        ["network", ..] => (Product::Network, None),
        ["scaling", "groups", id, ..] if *id != "create" => (Product::Scaling, Some(*id)),
        ["scaling", ..] => (Product::Scaling, None),
        ["help", ..] => (Product::Help, None),
        _ => (Product::Home, None),
    };
    Place { product, inside: inside.map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_one_is_inside_of() {
        assert_eq!(place("/").product, Product::Home);
        assert_eq!(place(CONTAINER_GROUP_CREATE).inside, None);
        assert_eq!(place(&container_group("eci-1")).inside.as_deref(), Some("eci-1"));
        assert_eq!(place(&registry_repositories("cri-1")).inside.as_deref(), Some("cri-1"));
        assert_eq!(place(SCALING_GROUP_CREATE).inside, None);
        assert_eq!(place(&scaling_rule("asg-1", "asr-1")).inside.as_deref(), Some("asg-1"));
        assert_eq!(place(HELP_FAQ).product, Product::Help);
        assert_eq!(place("/registry/instances").product, Product::Registry);
        assert_eq!(place(REGISTRY_INSTANCE_CREATE).inside, None);
        assert_eq!(place(&security_group_tab("sg-1", "members")).product, Product::Network);
    }
}
