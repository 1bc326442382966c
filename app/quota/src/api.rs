//! Server functions of quotas: who asks, the command or query of the engine, its answer.

use gantry_model::quota::{Entitlement, QuotaRow};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use gantry_console::session::request::{actor, engine};
use gantry_ui::fault::Fault;
use gantry_ui::json::Json;

/// Used amount and upper limit of everything in a region (QTA-01).
#[server(endpoint = "quota_list", input = Json, output = Json)]
pub async fn quota_list(region: String) -> Result<Vec<QuotaRow>, Fault> {
    Ok(engine().quotas().list(&actor()?, &region).await?)
}

/// Changes a limit from what the form was opened with; nothing goes back to the default (QTA-04).
#[server(endpoint = "quota_update", input = Json, output = Json)]
pub async fn quota_update(
    region: String,
    entitlement: Entitlement,
    seen: u64,
    limit: Option<u64>,
) -> Result<(), Fault> {
    Ok(engine().quotas().update(&actor()?, &region, entitlement, seen, limit).await?)
}
