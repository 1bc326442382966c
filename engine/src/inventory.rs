//! What there is and what was done, over all areas: what a text finds, who uses a thing, the operation log.

use gantry_model::error::{Error, Result};
use gantry_model::iam::Actor;
use gantry_model::inventory::{Found, MOST_FOUND};
use gantry_model::kind::ResourceKind;
use gantry_model::operation_log::{OperationFilter, OperationRow};
use gantry_model::page::Page;
use gantry_model::reference::{Bond, LISTED, Users};

use crate::Engine;
use crate::audit::{Entry, Filter};

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

    /// A page of the operation log (LOG-013).
    ///
    /// # Errors
    /// Forbidden; Invalid as [`OperationFilter::validate`].
    pub async fn operation_log(&self, actor: &Actor, filter: &OperationFilter) -> Result<Page<OperationRow>> {
        actor.require_administrator()?;
        filter.validate()?;
        let (page, size) = (filter.page.page, filter.page.size);
        let wanted = Filter { offset: filter.page.offset(), limit: size, ..self.entries_of(filter) };
        let (entries, total) =
            self.store().read(move |read| Ok((read.operations(&wanted)?, read.operation_count(&wanted)?))).await?;
        Ok(Page { items: entries.into_iter().map(|entry| self.operation_row(entry)).collect(), total, page, size })
    }

    /// At most 1,000 entries before a number, the newest first: the operation log as a file, part by part. Empty at its end.
    ///
    /// # Errors
    /// As [`Engine::operation_log`].
    pub async fn operation_log_before(
        &self,
        actor: &Actor,
        filter: &OperationFilter,
        before: Option<u64>,
    ) -> Result<Vec<OperationRow>> {
        actor.require_administrator()?;
        filter.validate()?;
        let wanted = Filter { before, oldest_first: false, limit: 1000, ..self.entries_of(filter) };
        let entries = self.store().read(move |read| read.operations(&wanted)).await?;
        Ok(entries.into_iter().map(|entry| self.operation_row(entry)).collect())
    }

    fn entries_of(&self, filter: &OperationFilter) -> Filter {
        let since = filter.hours.map(|hours| self.store().clock().now().plus(-i64::from(hours) * 3_600_000));
        Filter {
            id: filter.id.clone(),
            kind: filter.kind.map(|kind| kind.token().to_owned()),
            outcome: filter.outcome,
            since,
            search: filter.page.search.clone(),
            oldest_first: filter.page.sort == "at" && !filter.page.descending,
            ..Filter::default()
        }
    }

    fn operation_row(&self, entry: Entry) -> OperationRow {
        OperationRow {
            number: entry.number,
            at: self.moment(entry.at),
            actor: entry.actor_name,
            address: entry.address,
            request: entry.request,
            action: entry.action,
            kind: ResourceKind::of_token(&entry.kind),
            id: entry.id,
            region: entry.region,
            outcome: entry.outcome,
            detail: entry.detail,
        }
    }
}
