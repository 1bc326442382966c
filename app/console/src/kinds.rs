//! The app's table of kinds: how each is drawn, where it is listed, made and shown. Side navigation, palette, search and the dialogs
//! that name things of any kind read it. A row for each line of [`ResourceKind`].

use gantry_model::kind::ResourceKind;

use crate::paths;
use gantry_ui::icon::Glyph;

/// How a kind appears in the console.
#[derive(Clone, Copy, Debug)]
pub struct KindView {
    /// Which kind.
    pub kind: ResourceKind,
    /// Its icon.
    pub glyph: Glyph,
    /// Its list: the name of the page and where it is. None for what is listed inside something else.
    pub list: Option<(&'static str, &'static str)>,
    /// Making one: the name of the action and its page. None for what is made inside something else.
    pub create: Option<(&'static str, &'static str)>,
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
    const fn listed(self, title: &'static str, path: &'static str) -> Self {
        Self { list: Some((title, path)), ..self }
    }

    const fn made(self, action: &'static str, path: &'static str) -> Self {
        Self { create: Some((action, path)), ..self }
    }
}

/// All kinds, in the order of the console.
pub const KINDS: [KindView; 17] = [
    row(ResourceKind::ContainerGroup, Glyph::Group, |id, _| paths::container_group(id))
        .listed("Container Groups", paths::CONTAINER_GROUPS)
        .made("Create Elastic Container Group", paths::CONTAINER_GROUP_CREATE),
    row(ResourceKind::ScalingGroup, Glyph::Scale, |id, _| paths::scaling_group(id))
        .listed("Scaling Groups", paths::SCALING_GROUPS)
        .made("Create Scaling Group", paths::SCALING_GROUP_CREATE),
    row(ResourceKind::ScalingConfiguration, Glyph::Document, |_, group| paths::scaling_group_tab(group, "sources")),
    row(ResourceKind::ScalingRule, Glyph::Clock, |id, group| paths::scaling_rule(group, id)),
    row(ResourceKind::ScalingActivity, Glyph::Clock, |_, group| paths::scaling_group_tab(group, "activities")),
    row(ResourceKind::RegistryInstance, Glyph::Registry, |id, _| paths::registry_instance(id))
        .listed("Registry Instances", paths::REGISTRY_INSTANCES)
        .made("Create Enterprise Edition Instance", paths::REGISTRY_INSTANCE_CREATE),
    row(ResourceKind::Namespace, Glyph::Layers, |_, instance| paths::registry_namespaces(instance)),
    row(ResourceKind::Repository, Glyph::Repository, |id, instance| paths::registry_repository(instance, id)),
    row(ResourceKind::Vpc, Glyph::Network, |id, _| paths::vpc(id))
        .listed("VPCs", paths::VPCS)
        .made("Create VPC", paths::VPC_CREATE),
    row(ResourceKind::VSwitch, Glyph::Layers, |id, _| paths::vswitch(id))
        .listed("vSwitches", paths::VSWITCHES)
        .made("Create vSwitch", paths::VSWITCH_CREATE),
    row(ResourceKind::SecurityGroup, Glyph::Shield, |id, _| paths::security_group(id))
        .listed("Security Groups", paths::SECURITY_GROUPS)
        .made("Create Security Group", paths::SECURITY_GROUP_CREATE),
    row(ResourceKind::Eip, Glyph::Globe, |id, _| paths::eip(id))
        .listed("Elastic IPs (EIP)", paths::EIPS)
        .made("Create EIP", paths::EIP_CREATE),
    row(ResourceKind::Order, Glyph::Wallet, |id, _| paths::order_confirm(id)).listed("Orders", paths::ORDERS),
    row(ResourceKind::RegionQuota, Glyph::Quota, |_, _| paths::QUOTA.to_owned())
        .listed("Entitlement Quota", paths::QUOTA),
    row(ResourceKind::KeyPair, Glyph::Key, |id, _| paths::key_pair(id))
        .listed("Key Pairs", paths::KEY_PAIRS)
        .made("Create Key Pair", paths::KEY_PAIR_CREATE),
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
