//! The operation log as people read it (LOG-013); how it is kept is the store's.

use gantry_model::Message;
use gantry_model::error::Result;
use gantry_model::kind::ResourceKind;
use gantry_model::operation::Verb;
use gantry_model::operation_log::{OperationFilter, OperationRow};
use gantry_model::page::Page;

use super::Iam;
use gantry_platform::audit::{Entry, Filter};
use gantry_platform::context::Context;

impl Iam {
    /// A page of the operation log (LOG-013).
    ///
    /// # Errors
    /// Forbidden; Invalid as [`OperationFilter::validate`].
    pub(crate) async fn operation_log_list(&self, _: &Context, filter: OperationFilter) -> Result<Page<OperationRow>> {
        let (page, size) = (filter.page.page, filter.page.size);
        let wanted = Filter { offset: filter.page.offset(), limit: size, ..self.entries_of(&filter) };
        let (entries, total) =
            self.inner.store.read(move |read| Ok((read.operations(&wanted)?, read.operation_count(&wanted)?))).await?;
        Ok(Page { items: entries.into_iter().map(|entry| self.operation_row(entry)).collect(), total, page, size })
    }

    /// At most 1,000 entries before a number, the newest first: the operation log as a file, part by part. Empty at its end.
    ///
    /// # Errors
    /// As [`Iam::operation_log_list`].
    pub async fn operation_log_before(
        &self,
        context: &Context,
        filter: &OperationFilter,
        before: Option<u64>,
    ) -> Result<Vec<OperationRow>> {
        context.authorise(Verb::Read, None)?;
        filter.validate()?;
        let wanted = Filter { before, oldest_first: false, limit: 1000, ..self.entries_of(filter) };
        let entries = self.inner.store.read(move |read| read.operations(&wanted)).await?;
        Ok(entries.into_iter().map(|entry| self.operation_row(entry)).collect())
    }

    fn entries_of(&self, filter: &OperationFilter) -> Filter {
        let since = filter.hours.map(|hours| self.inner.store.clock().now().plus(-i64::from(hours) * 3_600_000));
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

    /// An entry as its page shows it.
    pub fn operation_row(&self, entry: Entry) -> OperationRow {
        OperationRow {
            number: entry.number,
            at: self.inner.settings.moment(entry.at),
            actor: entry.actor_name,
            address: entry.address,
            request: entry.request,
            action: entry.action,
            kind: ResourceKind::of_token(&entry.kind),
            id: entry.id,
            region: entry.region,
            outcome: entry.outcome,
            detail: Message::of_stored(entry.detail),
        }
    }
}
