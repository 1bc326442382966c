//! What there is, over all areas: what a text finds, and who uses a thing.

use gantry_model::error::{Error, Result};
use gantry_model::iam::Actor;
use gantry_model::inventory::{Found, MOST_FOUND};
use gantry_model::kind::ResourceKind;
use gantry_model::reference::{Bond, LISTED, Users};

use crate::Engine;

impl Engine {
    /// Things of a region whose name, id or address contains the text, at most ten of each kind. An empty text finds nothing.
    ///
    /// # Errors
    /// Forbidden; Invalid for a region that there is not.
    pub async fn search(&self, actor: &Actor, region: &str, text: &str) -> Result<Vec<Found>> {
        actor.require_administrator()?;
        self.settings().region(region)?;
        let (region, text) = (region.to_owned(), text.trim().to_owned());
        if text.is_empty() {
            return Ok(Vec::new());
        }
        self.store().read(move |read| read.find_by_text(&region, &text, MOST_FOUND)).await
    }

    /// What uses a thing and therefore keeps it from being deleted: what the refusal of its deletion names, at most 100 of it.
    ///
    /// # Errors
    /// Forbidden; NotFound for a text that is no id.
    pub async fn users(&self, actor: &Actor, id: &str) -> Result<Users> {
        actor.require_administrator()?;
        if ResourceKind::of_id(id).is_none() {
            return Err(Error::not_found("resource", id.chars().take(64).collect::<String>()));
        }
        let id = id.to_owned();
        self.store().read(move |read| read.users(&id, Bond::Uses, LISTED)).await
    }
}
