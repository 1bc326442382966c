//! Blobs: looking, downloading whole or in part, deleting.

use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
};

use axum::{
    body::{Body, Bytes},
    http::{Method, StatusCode, header},
    response::Response,
};
use futures::{Stream, stream};
use gantry_model::{
    Error,
    registry::{
        range::{Asked as Part, parse_range},
        reference::Digest,
        scope::Action,
    },
};

use super::{
    Asked,
    answer::{Fault, empty, has_it, set, set_digest},
    route::Route,
};

/// Bytes that are read from the disk at once.
const PIECE: u64 = 512 * 1024;

pub(super) async fn get(asked: Asked) -> Result<Response, Fault> {
    let Route::Blob(path, digest) = &asked.route else { return Err(not_ours()) };
    let access = asked.access(path, Action::Pull).await?;
    let digest = Digest::parse(digest)?;
    if asked.head.method == Method::HEAD {
        let size = asked.registry.blob_view(&access, &digest).await?;
        let mut response = Response::new(Body::empty());
        set(&mut response, header::CONTENT_LENGTH, &size.to_string());
        describe(&mut response, &digest);
        return Ok(response);
    }
    let blob = asked.registry.blob_open(&access, &digest).await?;
    if has_it(asked.header(header::IF_NONE_MATCH), &digest) {
        let mut response = empty(StatusCode::NOT_MODIFIED);
        response.headers_mut().remove(header::CONTENT_LENGTH);
        set_digest(&mut response, &digest);
        return Ok(response);
    }
    // Content under a digest never changes, so an If-Range of another digest can only mean other content.
    let same = asked.header(header::IF_RANGE).is_none_or(|tag| tag.trim_matches('"') == digest.as_str());
    let wanted =
        asked.header(header::RANGE).filter(|_| same).map_or(Part::Whole, |range| parse_range(range, blob.size));
    let (status, first, length) = match wanted {
        Part::Whole => (StatusCode::OK, 0, blob.size),
        Part::Part(range) => (StatusCode::PARTIAL_CONTENT, range.first, range.len()),
        Part::Outside => {
            let message = format!("The blob has {} bytes; the range lies outside.", blob.size);
            return Err(Fault::new(StatusCode::RANGE_NOT_SATISFIABLE, "SIZE_INVALID", message)
                .with_header(header::CONTENT_RANGE, format!("bytes */{}", blob.size)));
        }
    };
    let mut response = Response::new(Body::from_stream(pieces(blob.file, first, length)));
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_LENGTH, &length.to_string());
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {first}-{}/{}", first + length - 1, blob.size);
        set(&mut response, header::CONTENT_RANGE, &range);
    }
    describe(&mut response, &digest);
    Ok(response)
}

fn describe(response: &mut Response, digest: &Digest) {
    set(response, header::CONTENT_TYPE, "application/octet-stream");
    set(response, header::CONTENT_DISPOSITION, "attachment");
    set(response, header::ACCEPT_RANGES, "bytes");
    set(response, header::CACHE_CONTROL, "private, max-age=31536000, immutable");
    set_digest(response, digest);
}

/// A part of a file, piece by piece. The next piece is read while the one before is sent.
fn pieces(file: File, first: u64, length: u64) -> impl Stream<Item = std::io::Result<Bytes>> {
    let begun = read(file, Some(first), length);
    stream::try_unfold(Some(begun), |reading| async move {
        let Some(reading) = reading else { return Ok(None) };
        let (file, piece, left) = reading.await.map_err(std::io::Error::other)??;
        if piece.is_empty() {
            return Ok(None);
        }
        let next = (left > 0).then(|| read(file, None, left));
        Ok(Some((piece, next)))
    })
}

type Reading = tokio::task::JoinHandle<std::io::Result<(File, Bytes, u64)>>;

fn read(mut file: File, seek: Option<u64>, left: u64) -> Reading {
    tokio::task::spawn_blocking(move || {
        if let Some(first) = seek.filter(|first| *first > 0) {
            file.seek(SeekFrom::Start(first))?;
        }
        let wanted = left.min(PIECE);
        let mut piece = Vec::with_capacity(usize::try_from(wanted).unwrap_or(0));
        let count = (&mut file).take(wanted).read_to_end(&mut piece)? as u64;
        if count < wanted {
            return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof));
        }
        Ok((file, piece.into(), left - count))
    })
}

pub(super) async fn delete(asked: Asked) -> Result<Response, Fault> {
    let Route::Blob(path, digest) = &asked.route else { return Err(not_ours()) };
    let access = asked.access(path, Action::Delete).await?;
    asked.registry.blob_delete(&access, &Digest::parse(digest)?).await?;
    Ok(empty(StatusCode::ACCEPTED))
}

fn not_ours() -> Fault {
    Error::internal("not a blob's path").into()
}
