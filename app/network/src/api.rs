//! Server functions of networks: who asks, the command or query of the engine, its answer.

use gantry_model::id::{ContainerGroupId, EipId, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::view::{
    AddressRow, EipChange, EipList, EipRow, EipTarget, NetworkChange, NetworkFilter, NewEip, NewSecurityGroup,
    NewVSwitch, NewVpc, SecurityGroupChange, SecurityGroupClone, SecurityGroupDetails, SecurityGroupRow, TrialResult,
    VSwitchDetails, VSwitchRow, VpcDetails, VpcRow,
};
use gantry_model::network::{Packet, SecurityRule};
use gantry_model::page::{Page, PageRequest};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use gantry_console::session::request::{actor, engine};
use gantry_ui::fault::Fault;
use gantry_ui::json::Json;

/// VPCs of a region (NET-22).
#[server(endpoint = "vpc_list", input = Json, output = Json)]
pub async fn vpc_list(filter: NetworkFilter) -> Result<Page<VpcRow>, Fault> {
    Ok(engine().network().vpc_list(&actor()?, filter).await?)
}

/// One VPC.
#[server(name = ViewVpc, endpoint = "vpc_view", input = Json, output = Json)]
pub async fn vpc_view(id: VpcId) -> Result<VpcDetails, Fault> {
    Ok(engine().network().vpc_view(&actor()?, &id).await?)
}

/// VPCs of a region with the ranges in them, for forms that put something into one; the first hundred by name.
#[server(endpoint = "vpc_choices", input = Json, output = Json)]
pub async fn vpc_choices(region: String) -> Result<Vec<VpcDetails>, Fault> {
    let (engine, actor) = (engine(), actor()?);
    let page = PageRequest { size: 100, ..PageRequest::default() };
    let found = engine.network().vpc_list(&actor, NetworkFilter { region, page, ..NetworkFilter::default() }).await?;
    let mut choices = Vec::new();
    for row in found.items.into_iter().filter(|row| !row.deleting) {
        choices.push(engine.network().vpc_view(&actor, &row.id).await?);
    }
    Ok(choices)
}

/// **Create VPC**.
#[server(endpoint = "vpc_create", input = Json, output = Json)]
pub async fn vpc_create(form: NewVpc) -> Result<VpcId, Fault> {
    Ok(engine().network().vpc_create(&actor()?, form).await?)
}

/// Changes name, description and IPv6 of a VPC.
#[server(endpoint = "vpc_update", input = Json, output = Json)]
pub async fn vpc_update(id: VpcId, change: NetworkChange) -> Result<(), Fault> {
    Ok(engine().network().vpc_update(&actor()?, &id, change).await?)
}

/// Deletes a VPC that nothing is in.
#[server(endpoint = "vpc_delete", input = Json, output = Json)]
pub async fn vpc_delete(id: VpcId) -> Result<(), Fault> {
    Ok(engine().network().vpc_delete(&actor()?, &id).await?)
}

/// vSwitches of a region, or of one VPC (NET-26).
#[server(endpoint = "vswitch_list", input = Json, output = Json)]
pub async fn vswitch_list(filter: NetworkFilter) -> Result<Page<VSwitchRow>, Fault> {
    Ok(engine().network().vswitch_list(&actor()?, filter).await?)
}

/// One vSwitch.
#[server(name = ViewVSwitch, endpoint = "vswitch_view", input = Json, output = Json)]
pub async fn vswitch_view(id: VSwitchId) -> Result<VSwitchDetails, Fault> {
    Ok(engine().network().vswitch_view(&actor()?, &id).await?)
}

/// Who has the addresses of a vSwitch (NET-01).
#[server(endpoint = "vswitch_addresses", input = Json, output = Json)]
pub async fn vswitch_addresses(id: VSwitchId, page: PageRequest) -> Result<Page<AddressRow>, Fault> {
    Ok(engine().network().vswitch_addresses(&actor()?, &id, page).await?)
}

/// **Create vSwitch**.
#[server(endpoint = "vswitch_create", input = Json, output = Json)]
pub async fn vswitch_create(form: NewVSwitch) -> Result<VSwitchId, Fault> {
    Ok(engine().network().vswitch_create(&actor()?, form).await?)
}

/// Changes name, description and IPv6 of a vSwitch.
#[server(endpoint = "vswitch_update", input = Json, output = Json)]
pub async fn vswitch_update(id: VSwitchId, change: NetworkChange) -> Result<(), Fault> {
    Ok(engine().network().vswitch_update(&actor()?, &id, change).await?)
}

/// Deletes a vSwitch that no group is in.
#[server(endpoint = "vswitch_delete", input = Json, output = Json)]
pub async fn vswitch_delete(id: VSwitchId) -> Result<(), Fault> {
    Ok(engine().network().vswitch_delete(&actor()?, &id).await?)
}

/// Security groups of a region, or of one VPC (NET-20).
#[server(endpoint = "security_group_list", input = Json, output = Json)]
pub async fn security_group_list(filter: NetworkFilter) -> Result<Page<SecurityGroupRow>, Fault> {
    Ok(engine().network().security_group_list(&actor()?, filter).await?)
}

/// One security group with its rules.
#[server(endpoint = "security_group_view", input = Json, output = Json)]
pub async fn security_group_view(id: SecurityGroupId) -> Result<SecurityGroupDetails, Fault> {
    Ok(engine().network().security_group_view(&actor()?, &id).await?)
}

/// **Create Security Group**.
#[server(endpoint = "security_group_create", input = Json, output = Json)]
pub async fn security_group_create(form: NewSecurityGroup) -> Result<SecurityGroupId, Fault> {
    Ok(engine().network().security_group_create(&actor()?, form).await?)
}

/// **Clone**.
#[server(name = CloneSecurityGroup, endpoint = "security_group_clone", input = Json, output = Json)]
pub async fn security_group_clone(id: SecurityGroupId, form: SecurityGroupClone) -> Result<SecurityGroupId, Fault> {
    Ok(engine().network().security_group_clone(&actor()?, &id, form).await?)
}

/// Changes name and description of a security group.
#[server(endpoint = "security_group_update", input = Json, output = Json)]
pub async fn security_group_update(id: SecurityGroupId, change: SecurityGroupChange) -> Result<(), Fault> {
    Ok(engine().network().security_group_update(&actor()?, &id, change).await?)
}

/// Writes the rules of a security group (NET-20).
#[server(endpoint = "security_group_rules_update", input = Json, output = Json)]
pub async fn security_group_rules_update(
    id: SecurityGroupId,
    generation: u64,
    rules: Vec<SecurityRule>,
) -> Result<(), Fault> {
    Ok(engine().network().security_group_rules_update(&actor()?, &id, generation, rules).await?)
}

/// What a security group does to a packet, with the security groups that its other side is in.
#[server(endpoint = "security_group_try", input = Json, output = Json)]
pub async fn security_group_try(id: SecurityGroupId, packet: Packet) -> Result<TrialResult, Fault> {
    Ok(engine().network().security_group_try(&actor()?, &id, packet).await?)
}

/// Deletes a security group that nothing uses.
#[server(endpoint = "security_group_delete", input = Json, output = Json)]
pub async fn security_group_delete(id: SecurityGroupId) -> Result<(), Fault> {
    Ok(engine().network().security_group_delete(&actor()?, &id).await?)
}

/// EIPs of a region (NET-09).
#[server(name = ListEips, endpoint = "eip_list", input = Json, output = Json)]
pub async fn eip_list(filter: NetworkFilter) -> Result<EipList, Fault> {
    Ok(engine().network().eip_list(&actor()?, filter).await?)
}

/// The container groups of a region that an EIP can be bound to (NET-09).
#[server(endpoint = "eip_target_list", input = Json, output = Json)]
pub async fn eip_target_list(filter: NetworkFilter) -> Result<Page<EipTarget>, Fault> {
    Ok(engine().network().eip_targets(&actor()?, filter).await?)
}

/// One EIP.
#[server(name = ViewEip, endpoint = "eip_view", input = Json, output = Json)]
pub async fn eip_view(id: EipId) -> Result<EipRow, Fault> {
    Ok(engine().network().eip_view(&actor()?, &id).await?)
}

/// **Create EIP**.
#[server(endpoint = "eip_create", input = Json, output = Json)]
pub async fn eip_create(form: NewEip) -> Result<EipId, Fault> {
    Ok(engine().network().eip_create(&actor()?, form).await?)
}

/// Changes name and bandwidth of an EIP (NET-07).
#[server(endpoint = "eip_update", input = Json, output = Json)]
pub async fn eip_update(id: EipId, change: EipChange) -> Result<(), Fault> {
    Ok(engine().network().eip_update(&actor()?, &id, change).await?)
}

/// **Bind**.
#[server(endpoint = "eip_bind", input = Json, output = Json)]
pub async fn eip_bind(id: EipId, group: ContainerGroupId) -> Result<(), Fault> {
    Ok(engine().network().eip_bind(&actor()?, &id, &group).await?)
}

/// **Unbind**.
#[server(endpoint = "eip_unbind", input = Json, output = Json)]
pub async fn eip_unbind(id: EipId) -> Result<(), Fault> {
    Ok(engine().network().eip_unbind(&actor()?, &id).await?)
}

/// **Release**.
#[server(endpoint = "eip_release", input = Json, output = Json)]
pub async fn eip_release(id: EipId) -> Result<(), Fault> {
    Ok(engine().network().eip_release(&actor()?, &id).await?)
}
