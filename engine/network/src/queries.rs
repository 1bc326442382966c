//! What pages read of networks.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use gantry_model::error::Result;
use gantry_model::id::{EipId, Id as _, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::view::{
    AddressRow, EipList, EipRow, EipTarget, NetworkFilter, SecurityGroupDetails, SecurityGroupRow, VSwitchDetails,
    VSwitchRow, VpcDetails, VpcRow,
};
use gantry_model::network::{in_order, subnet_ipv6, vpc_ipv6};
use gantry_model::page::{Page, PageRequest};

use super::eips::pool_free;
use super::use_of::{configured_with, groups_in, groups_of, naming, protected_by, scaled_into};
use super::{Eip, Networks, SecurityGroup, VSwitch, Vpc, all, assignable, in_vpc};
use gantry_platform::context::Context;
use gantry_platform::documents::{ContainerGroup, shown_state};
use gantry_platform::settings::Settings;
use gantry_platform::store::{Kind, Order, Query, Read, Resource};

/// Groups that the page of a security group lists.
const MEMBERS: u32 = 100;
/// VPCs that a form offers.
const CHOICES: u32 = 100;

impl Networks {
    /// VPCs of a region.
    ///
    /// # Errors
    /// Forbidden; Invalid for a region that there is not or a page that no table asks for.
    pub(crate) async fn vpc_list(&self, _: &Context, filter: NetworkFilter) -> Result<Page<VpcRow>> {
        let settings = self.region(&filter.region)?;
        let query = listed(&filter, &["name", "id"]);
        let row = move |read: &Read<'_>, vpc: &Resource<Vpc>| vpc_row(read, &settings, vpc);
        self.store.read(move |read| page(read, &query, &filter.page, row)).await
    }

    /// One VPC.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub(crate) async fn vpc_view(&self, _: &Context, id: VpcId) -> Result<VpcDetails> {
        let settings = self.settings.clone();
        self.store.read(move |read| vpc_details(read, &settings, read.get::<Vpc>(&id)?)).await
    }

    /// VPCs of a region with the ranges in them, the first hundred by name; not those on their way out.
    ///
    /// # Errors
    /// Invalid for a region that there is not.
    pub(crate) async fn vpc_choices(&self, _: &Context, region: String) -> Result<Vec<VpcDetails>> {
        let settings = self.region(&region)?;
        let query = Query::in_region(&region).deleting(false).sort("name", Order::Ascending).limit(CHOICES);
        self.store
            .read(move |read| {
                let vpcs = read.list::<Vpc>(&query)?.items;
                vpcs.into_iter().map(|vpc| vpc_details(read, &settings, vpc)).collect()
            })
            .await
    }

    /// The container groups of a region that have no EIP, the newest first: what an EIP can be bound to (NET-09). The request's search is
    /// compared with name, id and private address.
    ///
    /// # Errors
    /// As [`Networks::vpc_list`].
    pub(crate) async fn eip_target_list(&self, _: &Context, filter: NetworkFilter) -> Result<Page<EipTarget>> {
        self.region(&filter.region)?;
        let query = Query::in_region(&filter.region).equal("public_ip", "").deleting(false);
        let query = query.search(&["name", "id", "private_ip"], &filter.page.search);
        let query = query.sort("created_at", Order::Descending);
        let row = |_: &Read<'_>, group: &Resource<ContainerGroup>| {
            Ok(EipTarget { id: group.id.clone(), name: group.name.clone(), private_ip: group.status.private_ip })
        };
        self.store.read(move |read| page(read, &query, &filter.page, row)).await
    }

    /// Subnets of a region, or of one VPC.
    ///
    /// # Errors
    /// As [`Networks::vpc_list`].
    pub(crate) async fn vswitch_list(&self, _: &Context, filter: NetworkFilter) -> Result<Page<VSwitchRow>> {
        let settings = self.region(&filter.region)?;
        let query = within(listed(&filter, &["name", "id", "cidr"]), &filter);
        let row = move |read: &Read<'_>, subnet: &Resource<VSwitch>| vswitch_row(read, &settings, subnet);
        self.store.read(move |read| page(read, &query, &filter.page, row)).await
    }

    /// One subnet.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub(crate) async fn vswitch_view(&self, _: &Context, id: VSwitchId) -> Result<VSwitchDetails> {
        let (settings, id) = (self.settings.clone(), id.clone());
        self.store
            .read(move |read| {
                let subnet = read.get::<VSwitch>(&id)?;
                Ok(VSwitchDetails {
                    row: vswitch_row(read, &settings, &subnet)?,
                    scaling_groups: scaled_into(read, &subnet)?,
                    generation: subnet.generation,
                    ipv6_wanted: subnet.spec.ipv6,
                    gateway: subnet.spec.cidr.gateway(),
                    region: subnet.region,
                })
            })
            .await
    }

    /// Who has the addresses of a subnet, sorted by `private_ip` unless the request says otherwise.
    ///
    /// # Errors
    /// Forbidden; NotFound; Invalid for a page that no table asks for.
    pub(crate) async fn vswitch_addresses(
        &self,
        _: &Context,
        id: VSwitchId,
        request: PageRequest,
    ) -> Result<Page<AddressRow>> {
        self.store
            .read(move |read| {
                let subnet = read.get::<VSwitch>(&id)?;
                let query = groups_of(&subnet.region, &id)
                    .search(&["name", "id", "private_ip", "public_ip"], &request.search)
                    .sort("private_ip", Order::Ascending);
                page(read, &query, &request, |_, group: &Resource<ContainerGroup>| {
                    Ok(AddressRow {
                        // The query finds those that have a subnet, and they have its address too.
                        address: group.status.private_ip.unwrap_or(subnet.spec.cidr.base()),
                        ipv6: group.status.ipv6,
                        public_ip: group.status.public_ip,
                        group: (group.id.clone(), group.name.clone()),
                        state: shown_state(group),
                    })
                })
            })
            .await
    }

    /// Security groups of a region, or of one VPC.
    ///
    /// # Errors
    /// As [`Networks::vpc_list`].
    pub(crate) async fn security_group_list(
        &self,
        _: &Context,
        filter: NetworkFilter,
    ) -> Result<Page<SecurityGroupRow>> {
        let settings = self.region(&filter.region)?;
        let query = within(listed(&filter, &["name", "id"]), &filter);
        self.store
            .read(move |read| {
                // Rows of one VPC share its security groups.
                let vpcs = RefCell::new(HashMap::new());
                page(read, &query, &filter.page, |read, group: &Resource<SecurityGroup>| {
                    let mut vpcs = vpcs.borrow_mut();
                    let siblings = match vpcs.entry(group.spec.vpc.clone()) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(new) => new.insert(siblings_of(read, group)?),
                    };
                    security_group_row(read, &settings, group, siblings)
                })
            })
            .await
    }

    /// One security group.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub(crate) async fn security_group_view(&self, _: &Context, id: SecurityGroupId) -> Result<SecurityGroupDetails> {
        let (settings, id) = (self.settings.clone(), id.clone());
        self.store
            .read(move |read| {
                let group = read.get::<SecurityGroup>(&id)?;
                let siblings = siblings_of(read, &group)?;
                let members = protected_by(&group.region, &id).sort("name", Order::Ascending).limit(MEMBERS);
                let members = read.list::<ContainerGroup>(&members)?.items;
                Ok(SecurityGroupDetails {
                    row: security_group_row(read, &settings, &group, &siblings)?,
                    generation: group.generation,
                    rules: in_order(&group.spec.rules).into_iter().cloned().collect(),
                    scaling_groups: configured_with(read, &group)?,
                    named_by: naming(&siblings, &id),
                    siblings: siblings.into_iter().map(|sibling| (sibling.id, sibling.name)).collect(),
                    members: members.into_iter().map(|one| (one.id, one.name, one.status.private_ip)).collect(),
                    region: group.region,
                })
            })
            .await
    }

    /// EIPs of a region, and how much of the pool is left.
    ///
    /// # Errors
    /// As [`Networks::vpc_list`].
    pub(crate) async fn eip_list(&self, _: &Context, filter: NetworkFilter) -> Result<EipList> {
        let settings = self.region(&filter.region)?;
        let pool = settings.eip_pool();
        let query = listed(&filter, &["name", "id", "address", "bound"]);
        let row = move |read: &Read<'_>, eip: &Resource<Eip>| eip_row(read, &settings, eip);
        self.store
            .read(move |read| {
                let page = page(read, &query, &filter.page, row)?;
                Ok(EipList { page, pool_free: pool_free(read, &pool)?, pool })
            })
            .await
    }

    /// One EIP.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub(crate) async fn eip_view(&self, _: &Context, id: EipId) -> Result<EipRow> {
        let (settings, id) = (self.settings.clone(), id.clone());
        self.store.read(move |read| eip_row(read, &settings, &read.get::<Eip>(&id)?)).await
    }

    fn region(&self, name: &str) -> Result<std::sync::Arc<Settings>> {
        self.settings.region(name)?;
        Ok(self.settings.clone())
    }
}

fn listed(filter: &NetworkFilter, columns: &[&str]) -> Query {
    Query::in_region(&filter.region).search(columns, &filter.page.search).sort("name", Order::Ascending)
}

fn within(query: Query, filter: &NetworkFilter) -> Query {
    match &filter.vpc {
        Some(vpc) => query.equal("vpc", vpc.as_str()),
        None => query,
    }
}

fn page<K: Kind, T>(
    read: &Read<'_>,
    query: &Query,
    request: &PageRequest,
    row: impl Fn(&Read<'_>, &Resource<K>) -> Result<T>,
) -> Result<Page<T>> {
    let found = read.page::<K>(query, request)?;
    let items = found.items.iter().map(|one| row(read, one)).collect::<Result<_>>()?;
    Ok(Page { items, total: found.total, page: found.page, size: found.size })
}

fn vpc_details(read: &Read<'_>, settings: &Settings, vpc: Resource<Vpc>) -> Result<VpcDetails> {
    let subnets = all::<VSwitch>(read, &in_vpc(&vpc.region, &vpc.id))?;
    Ok(VpcDetails {
        row: vpc_row(read, settings, &vpc)?,
        region: vpc.region,
        generation: vpc.generation,
        subnets: subnets.into_iter().map(|subnet| (subnet.id, subnet.name, subnet.spec.cidr)).collect(),
    })
}

fn vpc_row(read: &Read<'_>, settings: &Settings, vpc: &Resource<Vpc>) -> Result<VpcRow> {
    let inside = in_vpc(&vpc.region, &vpc.id);
    Ok(VpcRow {
        id: vpc.id.clone(),
        name: vpc.name.clone(),
        description: vpc.spec.description.clone(),
        cidr: vpc.spec.cidr,
        ipv6: vpc.spec.ipv6.then(|| vpc_ipv6(&vpc.id)),
        subnets: read.count::<VSwitch>(&inside)?,
        security_groups: read.count::<SecurityGroup>(&inside)?,
        groups: read.count::<ContainerGroup>(&groups_in(&vpc.region, &vpc.id))?,
        deleting: vpc.is_deleting(),
        created: settings.moment(vpc.created_at),
    })
}

fn vswitch_row(read: &Read<'_>, settings: &Settings, subnet: &Resource<VSwitch>) -> Result<VSwitchRow> {
    let vpc = read.get::<Vpc>(&subnet.spec.vpc)?;
    Ok(VSwitchRow {
        id: subnet.id.clone(),
        name: subnet.name.clone(),
        description: subnet.spec.description.clone(),
        ipv6: (vpc.spec.ipv6 && subnet.spec.ipv6).then(|| subnet_ipv6(&vpc.id, &subnet.id)),
        vpc: (vpc.id, vpc.name),
        zone: subnet.spec.zone.clone(),
        cidr: subnet.spec.cidr,
        used: subnet.status.used,
        free: assignable(subnet).saturating_sub(subnet.status.used),
        created: settings.moment(subnet.created_at),
    })
}

/// The security groups of a group's VPC, itself included.
fn siblings_of(read: &Read<'_>, group: &Resource<SecurityGroup>) -> Result<Vec<Resource<SecurityGroup>>> {
    all(read, &in_vpc(&group.region, &group.spec.vpc))
}

fn security_group_row(
    read: &Read<'_>,
    settings: &Settings,
    group: &Resource<SecurityGroup>,
    siblings: &[Resource<SecurityGroup>],
) -> Result<SecurityGroupRow> {
    let vpc = read.get::<Vpc>(&group.spec.vpc)?;
    Ok(SecurityGroupRow {
        id: group.id.clone(),
        name: group.name.clone(),
        description: group.spec.description.clone(),
        vpc: (vpc.id, vpc.name),
        rules: group.spec.rules.len() as u64,
        groups: read.count::<ContainerGroup>(&protected_by(&group.region, &group.id))?,
        scaling_groups: configured_with(read, group)?.len() as u64,
        named_by: naming(siblings, &group.id).len() as u64,
        created: settings.moment(group.created_at),
    })
}

fn eip_row(read: &Read<'_>, settings: &Settings, eip: &Resource<Eip>) -> Result<EipRow> {
    let bound = match &eip.spec.bound {
        Some(id) => {
            let name = read.find::<ContainerGroup>(id)?.map_or_else(String::new, |group| group.name);
            Some((id.clone(), name))
        }
        None => None,
    };
    Ok(EipRow {
        id: eip.id.clone(),
        name: eip.name.clone(),
        address: eip.spec.address,
        bandwidth_mbps: eip.spec.bandwidth_mbps,
        bound,
        released_with_group: eip.spec.released_with_group,
        generation: eip.generation,
        created: settings.moment(eip.created_at),
    })
}
