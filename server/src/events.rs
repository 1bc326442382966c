//! `GET /events`: the changes of everything that the person may see, as they are committed, for pages that are open.
//!
//! Messages are JSON `{seq, kind, id, verb}` with the sequence number as the event's id, so that a browser that was cut off says where it was and gets what
//! it missed. An event `resync` says that too much was missed: load everything anew. A comment every 15 s keeps proxies from
//! closing the stream. It ends with the session and with the server; the browser then comes back and meets the door.

use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::CACHE_CONTROL;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::future::BoxFuture;
use futures::{FutureExt as _, Stream};
use gantry_engine::Context;
use gantry_engine::store::{Change, Seq, Store, Watch, Watched};
use gantry_model::Error;
use gantry_model::kind::ResourceKind;
use gantry_model::message::common as say;
use gantry_model::operation::Verb;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use crate::answer::Refused;
use crate::places::{Place, Places};
use crate::session::Door;

/// A comment goes out after so much silence.
pub const HEARTBEAT: Duration = Duration::from_secs(15);

#[derive(Debug, Default, Deserialize)]
pub struct From {
    /// Go on after this place; weighs less than `Last-Event-ID`.
    after: Option<u64>,
}

/// One message.
#[derive(Serialize)]
struct Message<'a> {
    seq: Seq,
    kind: &'a str,
    id: &'a str,
    verb: &'a str,
}

/// The handler.
pub async fn events(
    State(door): State<Door>,
    State(store): State<Store>,
    State(stopping): State<CancellationToken>,
    State(places): State<Places>,
    Extension(context): Extension<Context>,
    Query(from): Query<From>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    door.origins().check_stream(&headers)?;
    let session = context.session.clone().ok_or_else(|| Error::unauthenticated(say::sign_in_first()))?;
    let place = places.events.take(&session)?;
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let watch = store.watch(last.or(from.after).map(Seq));
    let over = door.until_over(session, stopping);
    let stream = follow(watch, context, over.boxed(), place);
    let mut response = Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response();
    response.headers_mut().insert(CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    Ok(response)
}

struct Following {
    watch: Watch,
    context: Context,
    over: BoxFuture<'static, ()>,
    /// The stream's place among those of its session; given back when the browser goes.
    _place: Place,
    /// The place in the log that the browser was told first.
    told: bool,
}

fn follow(
    watch: Watch,
    context: Context,
    over: BoxFuture<'static, ()>,
    place: Place,
) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    let start = Following { watch, context, over, _place: place, told: false };
    futures::stream::unfold(start, |mut following| async move {
        if !following.told {
            following.told = true;
            // The headers go out with the first bytes, and a browser that is cut off before any change comes back to this place.
            let hello = Event::default().id(following.watch.cursor().to_string()).comment("here");
            return Some((Ok(hello), following));
        }
        loop {
            let watched = tokio::select! {
                biased;
                () = &mut following.over => return None,
                watched = following.watch.next() => watched,
            };
            match watched {
                Ok(Watched::Change(change)) if may_see(&following.context, &change) => {
                    return Some((Ok(message(&change)), following));
                }
                Ok(Watched::Change(_)) => {}
                Ok(Watched::Resync(seq)) => {
                    let event = Event::default().id(seq.to_string()).event("resync").data(format!("{{\"seq\":{seq}}}"));
                    return Some((Ok(event), following));
                }
                Err(error) => {
                    tracing::error!(?error, "the change log cannot be followed");
                    return None;
                }
            }
        }
    })
}

fn message(change: &Change) -> Event {
    let message = Message { seq: change.seq, kind: &change.kind, id: &change.id, verb: change.verb.as_str() };
    let json = serde_json::to_string(&message).expect("text and numbers are JSON");
    Event::default().id(change.seq.to_string()).data(json)
}

/// Whoever may read things of a kind may see that one changes.
fn may_see(context: &Context, change: &Change) -> bool {
    context.authorise(Verb::Read, ResourceKind::of_token(&change.kind)).is_ok()
}
