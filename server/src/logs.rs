//! Container logs as they grow, and as a file (MON-04).

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::{Stream, StreamExt as _, stream};
use gantry_engine::Engine;
use gantry_model::containers::operations::ContainerLogLines;
use gantry_model::observe::LogLine;
use serde::Deserialize;

use crate::answer::Refused;
use crate::events::HEARTBEAT;
use crate::visitor::Visitor;

/// Lines that leave in one piece of a file.
const TOGETHER: usize = 512;

#[derive(Debug, Default, Deserialize)]
pub struct From {
    /// Go on after this line; weighs less than `Last-Event-ID`.
    #[serde(default)]
    after: u64,
}

/// `GET /logs/{group}/{container}/follow`: lines as JSON messages whose id is the line's number. An event `end` says that no more will come; the stream also
/// ends with the session and with the server.
pub async fn follow(
    State(engine): State<Engine>,
    visitor: Visitor,
    Query(from): Query<From>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let place = visitor.place(|places| &places.logs)?;
    let Visitor { context, group, container, .. } = &visitor;
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let lines = engine.containers().follow_log(context, group, container, last.unwrap_or(from.after)).await?;
    let begin = stream::once(async { Event::default().comment("here") });
    let end = stream::once(async { Event::default().event("end").data("{}") });
    let messages = begin.chain(lines.map(|line| message(&line))).chain(end);
    let stream = messages.take_until(visitor.until_over()).map(move |event| {
        let _place = &place;
        Ok::<_, Infallible>(event)
    });
    let mut response = Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn message(line: &LogLine) -> Event {
    let json = serde_json::to_string(line).expect("a log line is JSON");
    Event::default().id(line.number.to_string()).data(json)
}

/// The lines up to that number, without waiting for a further one to see that it is the end.
fn up_to(lines: impl Stream<Item = LogLine> + Send + Unpin, last: u64) -> impl Stream<Item = LogLine> + Send {
    stream::unfold(Some(lines), move |lines| async move {
        let mut lines = lines?;
        let line = lines.next().await.filter(|line| line.number <= last)?;
        let rest = (line.number < last).then_some(lines);
        Some((line, rest))
    })
}

/// `GET /logs/{group}/{container}/download`: all that is kept up to now, as plain text with the time before each line; streamed,
/// so that a long log never is in memory whole.
pub async fn download(State(engine): State<Engine>, visitor: Visitor) -> Result<Response, Refused> {
    let place = visitor.place(|places| &places.logs)?;
    let Visitor { context, group, container, .. } = &visitor;
    let (id, name) = (group.clone(), container.clone());
    let newest = ContainerLogLines { id, container: name, before: None, since: None, limit: 1 };
    let newest = engine.call(context, newest).await?;
    // The number of the last line is where the file ends: the log may go on for ever.
    let body = match newest.last().map(|line| line.number) {
        None => Body::empty(),
        Some(last) => {
            let lines = engine.containers().follow_log(context, group, container, 0).await?;
            let until_last = up_to(lines, last);
            let settings = engine.settings().clone();
            let texts = until_last.map(move |line| format!("{} {}\n", settings.moment(line.at).text, line.text));
            let pieces = texts.ready_chunks(TOGETHER).map(|texts| Ok::<_, Infallible>(Bytes::from(texts.concat())));
            Body::from_stream(pieces.take_until(visitor.until_over()).map(move |piece| {
                let _place = &place;
                piece
            }))
        }
    };
    // Both names are of a grammar without quotes; a group's id is its own.
    let file = format!("attachment; filename=\"{group}-{container}.log\"");
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    if let Ok(file) = HeaderValue::try_from(file) {
        response.headers_mut().insert(CONTENT_DISPOSITION, file);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;
    use gantry_model::observe::LogStream;
    use gantry_model::time::Timestamp;

    use super::*;

    #[test]
    fn a_file_ends_without_waiting_for_another_line() {
        let line = |number| LogLine { number, at: Timestamp(0), stream: LogStream::Stdout, text: String::new() };
        let endless = stream::iter(1..=3).map(line).chain(stream::pending());
        let numbers = up_to(Box::pin(endless), 3).map(|line| line.number).collect::<Vec<_>>().now_or_never();
        assert_eq!(numbers, Some(vec![1, 2, 3]));
        let beyond = stream::iter([4, 5]).map(line).chain(stream::pending());
        assert_eq!(up_to(Box::pin(beyond), 3).count().now_or_never(), Some(0));
    }
}
