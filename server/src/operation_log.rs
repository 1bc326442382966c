//! The operation log as a file of comma-separated values (LOG-013): the entries that the page's filters let through, the newest first.
//! It is read part by part, so that a long log is not held in memory.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use gantry_engine::{Context, Engine};
use gantry_model::kind::ResourceKind;
use gantry_model::message::iam as say;
use gantry_model::operation_log::{CSV_HEAD, OperationFilter, Outcome};
use gantry_model::page::PageRequest;
use gantry_model::{Error, Message};
use serde::Deserialize;

use crate::answer::Refused;

/// The page's filters, as its URL has them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filters {
    search: String,
    outcome: String,
    kind: String,
    id: String,
    hours: String,
}

impl Filters {
    fn read(self) -> Result<OperationFilter, Error> {
        let unknown = |field: &str, say: fn(String) -> Message, value: &str| {
            Error::invalid(field, say(value.chars().take(64).collect()))
        };
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let outcome = given(self.outcome)
            .map(|token| Outcome::of_token(&token).ok_or_else(|| unknown("outcome", say::no_such_outcome, &token)));
        let kind = given(self.kind)
            .map(|token| ResourceKind::of_token(&token).ok_or_else(|| unknown("kind", say::no_such_kind, &token)));
        let hours =
            given(self.hours).map(|hours| hours.parse().map_err(|_| unknown("hours", say::no_such_hours, &hours)));
        Ok(OperationFilter {
            page: PageRequest { search: self.search, ..PageRequest::default() },
            outcome: outcome.transpose()?,
            kind: kind.transpose()?,
            id: given(self.id),
            hours: hours.transpose()?,
        })
    }
}

/// `GET /iam/operation-logs/file`.
pub async fn file(
    State(engine): State<Engine>,
    Extension(context): Extension<Context>,
    Query(filters): Query<Filters>,
) -> Result<Response, Refused> {
    let filter = filters.read()?;
    // The first part is read before the answer begins, so that what is refused has its status.
    let first = engine.iam().operation_log_before(&context, &filter, None).await?;
    let parts = futures::stream::try_unfold(Some(first), move |part| {
        let (engine, context, filter) = (engine.clone(), context.clone(), filter.clone());
        async move {
            let Some(rows) = part else { return Ok::<_, Error>(None) };
            let Some(last) = rows.last().map(|row| row.number) else { return Ok(None) };
            let text: String = rows.iter().map(|row| row.csv()).collect();
            let next = engine.iam().operation_log_before(&context, &filter, Some(last)).await?;
            Ok(Some((text, Some(next))))
        }
    });
    let head = futures::stream::once(async { Ok(CSV_HEAD.to_owned()) });
    let body = Body::from_stream(futures::StreamExt::chain(head, parts));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (CONTENT_DISPOSITION, "attachment; filename=\"operations.csv\""),
    ];
    Ok((headers, body).into_response())
}
