//! Server functions of the first page.

use gantry_model::containers::GroupState;
use gantry_model::time::Moment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use gantry_ui::fault::Fault;
use gantry_ui::json::Json;

/// What a region holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Groups: all, running, on the way, ended well, failed; as the list's segments.
    pub groups: [u64; 5],
    /// vCPU in use, and how many may be.
    pub vcpu: (u32, u32),
    /// Memory in use, and how much may be, in GiB.
    pub memory_gib: (u32, u32),
    /// Repositories of images.
    pub repositories: u64,
    /// Where images are pushed to: the address of the first instance that takes them.
    pub push_to: Option<String>,
    /// Price of the sample for an hour, with its currency.
    pub sample_price: String,
    /// Groups that failed, the newest first; at most five.
    pub attention: Vec<Failed>,
    /// What was done lately, the newest first.
    pub lately: Vec<Deed>,
}

/// A group that failed: what the first page shows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: GroupState,
    /// Why it failed, where that is known.
    pub reason: Option<String>,
}

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// Place in the operation log.
    pub number: u64,
    /// When.
    pub at: Moment,
    /// The command: `container_group_create`.
    pub action: String,
    /// The kind of thing it was done to.
    pub kind: String,
    /// Which one.
    pub id: String,
    /// What else there is to say: the name, the reason.
    pub detail: String,
    /// It was refused.
    pub refused: bool,
}

/// What a region holds and what happened in it.
#[server(endpoint = "overview_view", input = Json, output = Json)]
pub async fn overview_view(region: String) -> Result<Overview, Fault> {
    use gantry_engine::audit::{Filter, Outcome};
    use gantry_model::containers::Spec;
    use gantry_model::containers::view::{GroupFilter, StateFilter};
    use gantry_model::page::PageRequest;
    use gantry_model::registry::view::RepositoryFilter;
    use gantry_model::settings::Prices;

    use gantry_console::session::request::{actor, engine};

    let (engine, actor) = (engine(), actor()?);
    let failed = GroupFilter { region: region.clone(), states: StateFilter::Failed, ..GroupFilter::default() };
    let failed = engine.containers().list(&actor, failed).await?;
    let options = engine.containers().order_options(&actor, &region).await?;
    actor.require_administrator()?;
    let entries = engine.store().read(|read| read.operations(&Filter { limit: 6, ..Filter::default() })).await?;
    let everything = RepositoryFilter { region: region.clone(), ..RepositoryFilter::default() };
    let repositories = engine.registry().repository_list(&actor, &everything).await?.total;
    let instances = engine.registry().instance_list(&actor, &region, &PageRequest::default()).await?;
    let sample = options.prices.per_second_micros(Spec { vcpu: 1, gib: 2 }) * 3600;
    Ok(Overview {
        groups: failed.counts,
        vcpu: (options.used.vcpu, options.quota.vcpu),
        memory_gib: (options.used.memory_gib, options.quota.memory_gib),
        repositories,
        push_to: instances
            .items
            .into_iter()
            .find(|instance| !instance.built_in)
            .map(|instance| instance.public_address),
        sample_price: format!("{} {}", Prices::amount_text(sample), options.prices.currency),
        attention: failed
            .page
            .items
            .into_iter()
            .take(5)
            .map(|group| Failed {
                id: group.id.to_string(),
                name: group.name,
                state: group.state,
                reason: group.reason,
            })
            .collect(),
        lately: entries
            .into_iter()
            .map(|entry| Deed {
                number: entry.number,
                at: engine.moment(entry.at),
                action: entry.action,
                kind: entry.kind,
                id: entry.id,
                detail: entry.detail,
                refused: entry.outcome == Outcome::Refused,
            })
            .collect(),
    })
}
