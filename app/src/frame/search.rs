//! Finding resources by name, id or address, for the palette.

use gantry_model::inventory::Found;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use gantry_console::session::request::{actor, engine};
use gantry_ui::fault::Fault;
use gantry_ui::json::Json;

/// Resources of a region whose name, id or address contains the text; at most ten of each kind.
#[server(endpoint = "search", input = Json, output = Json)]
pub async fn search(region: String, text: String) -> Result<Vec<Found>, Fault> {
    Ok(engine().search(&actor()?, &region, &text).await?)
}
