//! What uses a network, with the way to each: shown in place of the question whether to delete it. The command refuses the same.

#[cfg(feature = "ssr")]
use gantry_engine::Engine;
#[cfg(feature = "ssr")]
use gantry_model::error::Result;
#[cfg(feature = "ssr")]
use gantry_model::iam::Actor;
#[cfg(feature = "ssr")]
use gantry_model::id::{ContainerGroupId, SecurityGroupId, VSwitchId, VpcId};
#[cfg(feature = "ssr")]
use gantry_model::network::view::NetworkFilter;
#[cfg(feature = "ssr")]
use gantry_model::page::PageRequest;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::paths;

/// Something that uses a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// What it is: `vSwitch`.
    pub what: String,
    pub name: String,
    /// Its page.
    pub href: String,
}

#[cfg(feature = "ssr")]
impl Use {
    fn new(what: &str, name: String, href: String) -> Self {
        Self { what: what.to_owned(), name, href }
    }

    fn group((id, name): (ContainerGroupId, String)) -> Self {
        Self::new("Container group", name, paths::container_group(id.as_ref()))
    }
}

#[cfg(feature = "ssr")]
fn first_hundred() -> PageRequest {
    PageRequest { size: 100, ..PageRequest::default() }
}

#[cfg(feature = "ssr")]
pub(super) async fn of_vpc(engine: &Engine, actor: &Actor, id: &VpcId) -> Result<Vec<Use>> {
    let region = engine.network().vpc_view(actor, id).await?.region;
    let filter = NetworkFilter { region, vpc: Some(id.clone()), page: first_hundred() };
    let subnets = engine.network().vswitch_list(actor, filter.clone()).await?;
    let groups = engine.network().security_group_list(actor, filter).await?;
    let subnets = subnets.items.into_iter().map(|row| Use::new("vSwitch", row.name, paths::vswitch(row.id.as_ref())));
    let groups = groups
        .items
        .into_iter()
        .map(|row| Use::new("Security group", row.name, paths::security_group(row.id.as_ref())));
    Ok(subnets.chain(groups).collect())
}

#[cfg(feature = "ssr")]
pub(super) async fn of_vswitch(engine: &Engine, actor: &Actor, id: &VSwitchId) -> Result<Vec<Use>> {
    let rows = engine.network().vswitch_addresses(actor, id, first_hundred()).await?;
    let scaling = engine.network().vswitch_view(actor, id).await?.scaling_groups;
    let scaling =
        scaling.into_iter().map(|(id, name)| Use::new("Scaling group", name, paths::scaling_group(id.as_ref())));
    Ok(rows.items.into_iter().map(|row| Use::group(row.group)).chain(scaling).collect())
}

#[cfg(feature = "ssr")]
pub(super) async fn of_security_group(engine: &Engine, actor: &Actor, id: &SecurityGroupId) -> Result<Vec<Use>> {
    let group = engine.network().security_group_view(actor, id).await?;
    let members = group.members.into_iter().map(|(id, name, _)| Use::group((id, name)));
    let scaling = group
        .scaling_groups
        .into_iter()
        .map(|(id, name)| Use::new("Scaling configuration of", name, paths::scaling_group_tab(id.as_ref(), "sources")));
    let rules = group
        .named_by
        .into_iter()
        .map(|(id, name)| Use::new("Rule of security group", name, paths::security_group(id.as_ref())));
    Ok(members.chain(scaling).chain(rules).collect())
}
