//! Commands on security groups and their rules (NET-20, NET-21).

use std::net::IpAddr;

use gantry_model::error::{Error, Result};
use gantry_model::id::SecurityGroupId;
use gantry_model::message::network as say;
use gantry_model::network::view::{NewSecurityGroup, SecurityGroupChange, SecurityGroupClone, TrialResult};
use gantry_model::network::{Packet, Remote, SecurityGroupSpec, SecurityRule, in_order, subnet_ipv6, verdict};

use super::commands::rename;
use super::{Networks, SecurityGroup, VSwitch, Vpc, all, in_vpc, use_of};
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::documents::ContainerGroup;
use gantry_platform::store::{New, Read, Resource, Tx};

impl Networks {
    /// **Create Security Group**.
    ///
    /// # Errors
    /// Invalid or AlreadyExists with the form's field; QuotaExceeded.
    pub(crate) async fn security_group_create(
        &self,
        context: &Context,
        form: NewSecurityGroup,
    ) -> Result<SecurityGroupId> {
        let owner = context.owner();
        self.store
            .write(context, move |tx| {
                let id = tx.new_id();
                insert(tx, id, owner, form)
            })
            .await
    }

    /// **Clone**: another security group with the same rules. A rule that names the group itself names the clone.
    ///
    /// # Errors
    /// As [`Networks::security_group_create`]; Invalid on `vpc` where a rule names a security group that is not in the other VPC.
    pub(crate) async fn security_group_clone(
        &self,
        context: &Context,
        id: SecurityGroupId,
        form: SecurityGroupClone,
    ) -> Result<SecurityGroupId> {
        let (owner, id) = (context.owner(), id.clone());
        self.store
            .write(context, move |tx| {
                let original = tx.get::<SecurityGroup>(&id)?;
                let clone: SecurityGroupId = tx.new_id();
                let mut rules = original.spec.rules;
                for rule in &mut rules {
                    match &rule.remote {
                        Remote::Group(named) if *named == id => rule.remote = Remote::Group(clone.clone()),
                        Remote::Group(named) if form.vpc != original.spec.vpc => {
                            return Err(Error::invalid("vpc", say::rule_names_group_elsewhere(named)));
                        }
                        _ => {}
                    }
                }
                let form = NewSecurityGroup { vpc: form.vpc, name: form.name, description: form.description, rules };
                insert(tx, clone, owner, form)
            })
            .await
    }

    /// Changes name and description.
    ///
    /// # Errors
    /// Invalid or AlreadyExists with the form's field; Conflict if it was changed meanwhile.
    pub(crate) async fn security_group_update(
        &self,
        context: &Context,
        id: SecurityGroupId,
        change: SecurityGroupChange,
    ) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let mut group = tx.get::<SecurityGroup>(&id)?;
                group.expect_generation(change.generation)?;
                let scope = group.spec.vpc.to_string();
                rename(tx, &scope, &mut group, &change.name)?;
                group.spec.description = change.description;
                tx.update(&mut group)
            })
            .await
    }

    /// Writes all rules of a group at once: to add one, to change one and to delete one. They bite at once, on connections that are
    /// open too.
    ///
    /// # Errors
    /// Invalid on `rules.N.…`; Conflict if the group is no longer at `generation`.
    pub(crate) async fn security_group_rules_update(
        &self,
        context: &Context,
        id: SecurityGroupId,
        generation: u64,
        rules: Vec<SecurityRule>,
    ) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let mut group = tx.get::<SecurityGroup>(&id)?;
                group.expect_generation(generation)?;
                check_named(tx, &group.spec.vpc, &id, &rules)?;
                group.spec.rules = rules;
                tx.update(&mut group)
            })
            .await
    }

    /// Deletes a group that protects nothing and that no rule of another names.
    ///
    /// # Errors
    /// Conflict that names what uses it.
    pub(crate) async fn security_group_delete(&self, context: &Context, id: SecurityGroupId) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let group = tx.get::<SecurityGroup>(&id)?;
                use_of::refuse_used(tx, &group)?;
                tx.delete::<SecurityGroup>(&id)
            })
            .await
    }

    /// What the group's rules would do to the first packet of a connection.
    ///
    /// # Errors
    /// Invalid on `port` or `address`.
    pub(crate) async fn security_group_try(
        &self,
        _: &Context,
        id: SecurityGroupId,
        packet: Packet,
    ) -> Result<TrialResult> {
        self.store
            .read(move |read| {
                let group = read.get::<SecurityGroup>(&id)?;
                let remote_groups = groups_at(read, &group, packet.address)?;
                let ids: Vec<SecurityGroupId> = remote_groups.iter().map(|(id, _)| id.clone()).collect();
                let verdict = verdict(&group.spec.rules, &packet, &ids);
                let place = verdict.rule.as_ref().and_then(|decides| {
                    let place = in_order(&group.spec.rules).into_iter().position(|rule| rule == decides)?;
                    u32::try_from(place).ok()
                });
                Ok(TrialResult { verdict, place, remote_groups })
            })
            .await
    }
}

fn insert(tx: &mut Tx<'_>, id: SecurityGroupId, owner: String, form: NewSecurityGroup) -> Result<SecurityGroupId> {
    let vpc = tx.get::<Vpc>(&form.vpc)?;
    if vpc.is_deleting() {
        return Err(Error::conflict(say::vpc_being_deleted(&vpc.name)));
    }
    check_named(tx, &vpc.id, &id, &form.rules)?;
    quota::admit::<SecurityGroup>(tx, &vpc.region, 1)?;
    tx.claim_name::<SecurityGroup>(vpc.id.as_ref(), &form.name, &id)?;
    let group = tx.insert(New::<SecurityGroup> {
        id,
        name: form.name,
        region: vpc.region,
        owner,
        labels: Default::default(),
        spec: SecurityGroupSpec { vpc: vpc.id, description: form.description, rules: form.rules },
        status: (),
    })?;
    Ok(group.id)
}

/// Refuses rules that name a security group of another VPC, or none.
fn check_named(
    read: &Read<'_>,
    vpc: &gantry_model::id::VpcId,
    own: &SecurityGroupId,
    rules: &[SecurityRule],
) -> Result<()> {
    for (place, rule) in rules.iter().enumerate() {
        let Remote::Group(named) = &rule.remote else { continue };
        if named != own && read.find::<SecurityGroup>(named)?.is_none_or(|group| group.spec.vpc != *vpc) {
            return Err(Error::invalid(format!("rules.{place}.remote"), say::no_security_group_in_vpc(named, vpc)));
        }
    }
    Ok(())
}

/// The security group of whatever has an address in the group's VPC.
fn groups_at(
    read: &Read<'_>,
    group: &Resource<SecurityGroup>,
    address: IpAddr,
) -> Result<Vec<(SecurityGroupId, String)>> {
    for subnet in all::<VSwitch>(read, &in_vpc(&group.region, &group.spec.vpc))? {
        let private = match address {
            IpAddr::V4(address) if subnet.spec.cidr.contains(address) => address,
            // The end of an IPv6 address is the IPv4 address beside it.
            IpAddr::V6(address) if subnet_ipv6(&group.spec.vpc, &subnet.id).contains(address) => {
                (u128::from(address) as u32).into()
            }
            _ => continue,
        };
        let Some(id) = read.named::<ContainerGroup>(subnet.id.as_ref(), &private.to_string())? else { continue };
        let Some(found) = read.find::<ContainerGroup>(&id)? else { continue };
        if matches!(address, IpAddr::V6(address) if found.status.ipv6 != Some(address)) {
            continue;
        }
        let holder = read.get::<SecurityGroup>(&found.spec.security_group)?;
        return Ok(vec![(holder.id, holder.name)]);
    }
    Ok(Vec::new())
}
