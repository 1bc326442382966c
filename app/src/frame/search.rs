//! Finding resources by name or id, for the palette.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::json::Json;
#[cfg(feature = "ssr")]
use gantry_engine::Engine;
#[cfg(feature = "ssr")]
use gantry_model::iam::Actor;
#[cfg(feature = "ssr")]
use gantry_model::network::view::NetworkFilter;

/// A resource that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it is, for its icon.
    pub kind: FoundKind,
    /// Its name.
    pub label: String,
    /// Beside the name: its state, where it is.
    pub note: String,
    /// Where it is shown.
    pub href: String,
}

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FoundKind {
    /// A container group.
    ContainerGroup,
    /// A scaling group.
    ScalingGroup,
    /// A repository of images.
    Repository,
    /// A VPC.
    Vpc,
    /// A vSwitch.
    VSwitch,
    /// A security group.
    SecurityGroup,
    /// An EIP.
    Eip,
}

/// Resources whose name, id or address contains the text; at most ten of each kind.
#[server(endpoint = "search", input = Json, output = Json)]
pub async fn search(region: String, text: String) -> Result<Vec<Found>, Fault> {
    use gantry_model::containers::view::GroupFilter;
    use gantry_model::page::PageRequest;
    use gantry_model::registry::view::RepositoryFilter;
    use gantry_model::scaling::view::ScalingGroupFilter;

    use crate::session::request::{actor, engine};

    let (engine, actor) = (engine(), actor()?);
    let page = PageRequest { search: text, ..PageRequest::default() };
    let filter = GroupFilter { region: region.clone(), page: page.clone(), ..GroupFilter::default() };
    let groups = engine.containers().list(&actor, filter).await?;
    let groups = groups.page.items.into_iter().map(|group| Found {
        kind: FoundKind::ContainerGroup,
        href: crate::paths::container_group(group.id.as_ref()),
        note: match group.private_ip {
            Some(address) => format!("{address} · {}", group.state.as_str()),
            None => group.state.as_str().to_owned(),
        },
        label: group.name,
    });
    let filter = ScalingGroupFilter { region: region.clone(), state: None, page: page.clone() };
    let scaling = engine.scaling().list(&actor, filter).await?;
    let scaling = scaling.page.items.into_iter().map(|group| Found {
        kind: FoundKind::ScalingGroup,
        href: crate::paths::scaling_group(group.id.as_ref()),
        note: format!("{} of {} · {}", group.running, group.desired, group.state.as_str()),
        label: group.name,
    });
    let networks =
        networks(&engine, &actor, NetworkFilter { region: region.clone(), vpc: None, page: page.clone() }).await?;
    let filter = RepositoryFilter { region, page, ..RepositoryFilter::default() };
    let repositories = engine.registry().repository_list(&actor, &filter).await?;
    let repositories = repositories.items.into_iter().map(|repository| Found {
        kind: FoundKind::Repository,
        href: crate::paths::registry_repository(&repository.slug(), repository.id.as_ref()),
        note: match repository.versions {
            1 => "1 version".to_owned(),
            versions => format!("{versions} versions"),
        },
        label: format!("{}/{}/{}", repository.instance_name, repository.namespace_name, repository.name),
    });
    Ok(groups.chain(scaling).chain(repositories).chain(networks).collect())
}

#[cfg(feature = "ssr")]
async fn networks(engine: &Engine, actor: &Actor, filter: NetworkFilter) -> gantry_model::Result<Vec<Found>> {
    use crate::paths;

    let found = |kind, label, note, href| Found { kind, label, note, href };
    let network = engine.network();
    let vpcs = network.vpc_list(actor, filter.clone()).await?.items;
    let vswitches = network.vswitch_list(actor, filter.clone()).await?.items;
    let groups = network.security_group_list(actor, filter.clone()).await?.items;
    let eips = network.eip_list(actor, filter).await?.page.items;
    let mut all = Vec::new();
    all.extend(
        vpcs.into_iter().map(|vpc| found(FoundKind::Vpc, vpc.name, vpc.cidr.to_string(), paths::vpc(vpc.id.as_ref()))),
    );
    all.extend(vswitches.into_iter().map(|vswitch| {
        let note = format!("{} · {}", vswitch.cidr, vswitch.zone);
        found(FoundKind::VSwitch, vswitch.name, note, paths::vswitch(vswitch.id.as_ref()))
    }));
    all.extend(groups.into_iter().map(|group| {
        found(FoundKind::SecurityGroup, group.name, group.vpc.1, paths::security_group(group.id.as_ref()))
    }));
    all.extend(eips.into_iter().map(|eip| {
        let note = eip.bound.map_or_else(|| "not bound".to_owned(), |(_, group)| group);
        found(FoundKind::Eip, format!("{} {}", eip.name, eip.address), note, paths::eip(eip.id.as_ref()))
    }));
    Ok(all)
}
