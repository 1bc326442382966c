//! Uploads: whole, in chunks, streamed; and mounts from another repository.

use std::time::Duration;

use axum::{
    body::Body as Sent,
    http::{HeaderName, StatusCode, header},
    response::Response,
};
use futures::{StreamExt as _, stream};
use gantry_engine::registry::{Begun, Body, UploadState};
use gantry_model::{
    Error, Message,
    message::registry as say,
    registry::{
        range::{ByteRange, parse_content_range},
        reference::{Digest, RepositoryPath},
        scope::Action,
    },
};

use super::{
    Asked,
    answer::{Fault, empty, set},
    query::Query,
    route::Route,
};

/// A client that sends nothing for so long has hung up.
const SILENCE: Duration = Duration::from_secs(60);

/// POST: begins an upload, or mounts, or takes a whole blob at once.
pub(super) async fn begin(asked: Asked, sent: Sent) -> Result<Response, Fault> {
    let Route::Uploads(path) = asked.route.clone() else { return Err(not_ours()) };
    let access = asked.access_to_push(&path).await?;
    let whole = asked.query.digest("digest")?;
    let algorithm = match (&whole, asked.query.get("digest-algorithm")) {
        (Some(digest), _) => digest.algorithm().to_owned(),
        (None, None | Some("sha256")) => "sha256".to_owned(),
        (None, Some("sha512")) => "sha512".to_owned(),
        (None, Some(other)) => {
            let shown: String = other.chars().take(40).collect();
            return Err(Error::invalid("digest", say::digest_algorithm_rule(shown)).into());
        }
    };
    if let Some(digest) = &whole {
        refuse_large(&asked, None)?;
        let begun = asked.registry.upload_begin(&access, &algorithm, None).await?;
        let Begun::Started(state) = begun else { return Err(not_ours()) };
        let registry = asked.registry.clone();
        let finished = registry.upload_finish(&access, &state.id, None, body(sent), digest).await;
        if let Err(error) = finished {
            // Nobody knows of this upload, so nobody could go on with it.
            let _ = registry.upload_cancel(&access, &state.id).await;
            return Err(error.into());
        }
        return Ok(created(&path, digest));
    }
    let mount = asked.query.digest("mount")?;
    // A source that the client may not read is like none: the blob is uploaded.
    let source = match source(&asked.query) {
        Some(from) => asked.access(&from, Action::Pull).await.ok(),
        None => None,
    };
    let from = mount.as_ref().zip(source.as_ref());
    match asked.registry.upload_begin(&access, &algorithm, from).await? {
        Begun::Mounted(digest) => Ok(created(&path, &digest)),
        Begun::Started(state) => Ok(under_way(StatusCode::ACCEPTED, &path, &state)),
    }
}

/// Where a mount takes the blob from, if this is one.
pub(super) fn source(query: &Query) -> Option<RepositoryPath> {
    query.get("mount")?;
    RepositoryPath::parse(query.get("from")?).ok()
}

/// GET: how far an upload is.
pub(super) async fn view(asked: Asked) -> Result<Response, Fault> {
    let Route::Upload(path, id) = &asked.route else { return Err(not_ours()) };
    let access = asked.access(path, Action::Push).await?;
    let state = asked.registry.upload_view(&access, id).await?;
    Ok(under_way(StatusCode::NO_CONTENT, path, &state))
}

/// PATCH: a chunk, or all of it in one stream.
pub(super) async fn append(asked: Asked, sent: Sent) -> Result<Response, Fault> {
    let Route::Upload(path, id) = asked.route.clone() else { return Err(not_ours()) };
    let access = asked.access(&path, Action::Push).await?;
    let range = content_range(&asked)?;
    refuse_large(&asked, range)?;
    let registry = asked.registry.clone();
    match registry.upload_append(&access, &id, range, body(sent)).await {
        Ok(state) => Ok(under_way(StatusCode::ACCEPTED, &path, &state)),
        Err(error) => {
            let mut fault = Fault::from(error);
            if fault.status == StatusCode::RANGE_NOT_SATISFIABLE
                && let Ok(state) = registry.upload_view(&access, &id).await
            {
                // The client goes on from here.
                fault = fault
                    .with_header(header::LOCATION, location(&path, &id))
                    .with_header(header::RANGE, range_of(state.received));
            }
            Err(fault)
        }
    }
}

/// PUT: the last bytes, if any, and the digest of all.
pub(super) async fn finish(asked: Asked, sent: Sent) -> Result<Response, Fault> {
    let Route::Upload(path, id) = asked.route.clone() else { return Err(not_ours()) };
    let access = asked.access(&path, Action::Push).await?;
    let digest = asked.query.digest("digest")?.ok_or_else(|| Error::invalid("digest", say::digest_missing()))?;
    let range = content_range(&asked)?;
    refuse_large(&asked, range)?;
    let registry = asked.registry.clone();
    registry.upload_finish(&access, &id, range, body(sent), &digest).await?;
    Ok(created(&path, &digest))
}

/// DELETE: gives the upload up.
pub(super) async fn cancel(asked: Asked) -> Result<Response, Fault> {
    let Route::Upload(path, id) = &asked.route else { return Err(not_ours()) };
    let access = asked.access(path, Action::Push).await?;
    asked.registry.upload_cancel(&access, id).await?;
    Ok(empty(StatusCode::NO_CONTENT))
}

fn content_range(asked: &Asked) -> Result<Option<ByteRange>, Fault> {
    Ok(asked.header(header::CONTENT_RANGE).map(parse_content_range).transpose()?)
}

/// Refuses what says of itself that it is too long, or not as long as its range, before a byte of it is read.
fn refuse_large(asked: &Asked, range: Option<ByteRange>) -> Result<(), Fault> {
    let Some(length) = asked.header(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok()) else {
        return Ok(());
    };
    let limit = asked.registry.settings().blob_bytes;
    if length > limit {
        return Err(Error::invalid("limit", say::blob_of_size_too_large(length, limit)).into());
    }
    if range.is_some_and(|range| range.len() != length) {
        return Err(Error::invalid("size", say::chunk_of_other_length(length)).into());
    }
    Ok(())
}

/// The body as the engine takes it: an error where the connection breaks or falls silent.
fn body(sent: Sent) -> Body {
    let pieces = sent.into_data_stream();
    Box::pin(stream::unfold(Some(pieces), |pieces| async move {
        let mut pieces = pieces?;
        let broken = |why: Message| Error::invalid("body", why);
        match tokio::time::timeout(SILENCE, pieces.next()).await {
            Ok(None) => None,
            Ok(Some(Ok(piece))) => Some((Ok(piece), Some(pieces))),
            Ok(Some(Err(_))) => Some((Err(broken(say::connection_ended())), None)),
            Err(_) => Some((Err(broken(say::connection_silent())), None)),
        }
    }))
}

fn location(path: &RepositoryPath, id: &str) -> String {
    format!("/v2/{path}/blobs/uploads/{id}")
}

/// `0-LAST`; the specification has no word for nothing, and clients read `0-0` as that.
fn range_of(received: u64) -> String {
    format!("0-{}", received.saturating_sub(1))
}

fn under_way(status: StatusCode, path: &RepositoryPath, state: &UploadState) -> Response {
    let mut response = empty(status);
    if status == StatusCode::NO_CONTENT {
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    set(&mut response, header::LOCATION, &location(path, &state.id));
    set(&mut response, header::RANGE, &range_of(state.received));
    set(&mut response, HeaderName::from_static("docker-upload-uuid"), &state.id);
    response
}

fn created(path: &RepositoryPath, digest: &Digest) -> Response {
    let mut response = empty(StatusCode::CREATED);
    set(&mut response, header::LOCATION, &format!("/v2/{path}/blobs/{digest}"));
    set(&mut response, HeaderName::from_static("docker-content-digest"), digest.as_str());
    response
}

fn not_ours() -> Fault {
    Error::internal("not an upload's path").into()
}
