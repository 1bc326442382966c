//! The app's table of kinds: how each is drawn, where it is listed, made and shown. Side navigation, palette, search and the dialogs
//! that name things of any kind read it. A row for each line of [`ResourceKind`].

use gantry_model::kind::ResourceKind;
use gantry_words::console as words;

use crate::paths;
use gantry_ui::icon::Glyph;

/// What says a name: tables are made once, and each page has its language.
pub type Say = fn() -> &'static str;

/// How a kind appears in the console.
#[derive(Clone, Copy, Debug)]
pub struct KindView {
    /// Which kind.
    pub kind: ResourceKind,
    /// Its icon.
    pub glyph: Glyph,
    /// Its list: the name of the page and where it is. None for what is listed inside something else.
    pub list: Option<(Say, &'static str)>,
    /// Making one: the name of the action and its page. None for what is made inside something else.
    pub create: Option<(Say, &'static str)>,
    /// The page that shows one, by its id and the id of what it is a part of.
    page: fn(&str, &str) -> String,
}

impl KindView {
    /// The page that shows one of them.
    pub fn page(&self, id: &str, part_of: Option<&str>) -> String {
        (self.page)(id, part_of.unwrap_or_default())
    }
}

const fn row(kind: ResourceKind, glyph: Glyph, page: fn(&str, &str) -> String) -> KindView {
    KindView { kind, glyph, list: None, create: None, page }
}

impl KindView {
    const fn listed(self, title: Say, path: &'static str) -> Self {
        Self { list: Some((title, path)), ..self }
    }

    const fn made(self, action: Say, path: &'static str) -> Self {
        Self { create: Some((action, path)), ..self }
    }
}

/// All kinds, in the order of the console.
pub const KINDS: [KindView; 17] = [
    row(ResourceKind::ContainerGroup, Glyph::Group, |id, _| paths::container_group(id))
        .listed(words::container_groups, paths::CONTAINER_GROUPS)
        .made(words::create_container_group, paths::CONTAINER_GROUP_CREATE),
    row(ResourceKind::ScalingGroup, Glyph::Scale, |id, _| paths::scaling_group(id))
        .listed(words::scaling_groups, paths::SCALING_GROUPS)
        .made(words::create_scaling_group, paths::SCALING_GROUP_CREATE),
    row(ResourceKind::ScalingConfiguration, Glyph::Document, |_, group| paths::scaling_group_tab(group, "sources")),
    row(ResourceKind::ScalingRule, Glyph::Clock, |id, group| paths::scaling_rule(group, id)),
    row(ResourceKind::ScalingActivity, Glyph::Clock, |_, group| paths::scaling_group_tab(group, "activities")),
    row(ResourceKind::RegistryInstance, Glyph::Registry, |id, _| paths::registry_instance(id))
        .listed(words::registry_instances, paths::REGISTRY_INSTANCES)
        .made(words::create_enterprise_instance, paths::REGISTRY_INSTANCE_CREATE),
    row(ResourceKind::Namespace, Glyph::Layers, |_, instance| paths::registry_namespaces(instance)),
    row(ResourceKind::Repository, Glyph::Repository, |id, instance| paths::registry_repository(instance, id)),
    row(ResourceKind::Vpc, Glyph::Network, |id, _| paths::vpc(id))
        .listed(words::vpcs, paths::VPCS)
        .made(words::create_vpc, paths::VPC_CREATE),
    row(ResourceKind::VSwitch, Glyph::Layers, |id, _| paths::vswitch(id))
        .listed(words::vswitches, paths::VSWITCHES)
        .made(words::create_vswitch, paths::VSWITCH_CREATE),
    row(ResourceKind::SecurityGroup, Glyph::Shield, |id, _| paths::security_group(id))
        .listed(words::security_groups, paths::SECURITY_GROUPS)
        .made(words::create_security_group, paths::SECURITY_GROUP_CREATE),
    row(ResourceKind::Eip, Glyph::Globe, |id, _| paths::eip(id))
        .listed(words::eips, paths::EIPS)
        .made(words::create_eip, paths::EIP_CREATE),
    row(ResourceKind::Order, Glyph::Wallet, |id, _| paths::order_confirm(id)).listed(words::orders, paths::ORDERS),
    row(ResourceKind::RegionQuota, Glyph::Quota, |_, _| paths::QUOTA.to_owned())
        .listed(words::entitlement_quota, paths::QUOTA),
    row(ResourceKind::KeyPair, Glyph::Key, |id, _| paths::key_pair(id))
        .listed(words::key_pairs, paths::KEY_PAIRS)
        .made(words::create_key_pair, paths::KEY_PAIR_CREATE),
    row(ResourceKind::User, Glyph::User, |_, _| paths::ACCOUNT.to_owned()),
    row(ResourceKind::Session, Glyph::User, |_, _| paths::ACCOUNT.to_owned()),
];

/// How a kind appears.
pub fn view_of(kind: ResourceKind) -> &'static KindView {
    KINDS.iter().find(|row| row.kind == kind).unwrap_or(&KINDS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_row() {
        for kind in ResourceKind::ALL {
            assert_eq!(KINDS.iter().filter(|row| row.kind == *kind).count(), 1, "{kind}");
            assert_eq!(view_of(*kind).kind, *kind);
        }
        assert_eq!(KINDS.len(), ResourceKind::ALL.len());
    }
}
