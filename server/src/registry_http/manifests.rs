//! Manifests by tag and by digest.

use axum::{
    body::Body,
    http::{HeaderName, Method, StatusCode, header},
    response::Response,
};
use gantry_engine::registry::{Part, Reference};
use gantry_model::{
    Error,
    error::Lookup,
    registry::{MANIFEST_BYTES, scope::Action},
};

use super::{
    Asked,
    answer::{Fault, empty, has_it, set, set_digest},
    route::Route,
};

pub(super) async fn get(asked: Asked) -> Result<Response, Fault> {
    let Route::Manifest(path, reference) = &asked.route else { return Err(not_ours()) };
    let access = asked.access(path, Action::Pull).await?;
    // What cannot be a reference names nothing.
    let reference = Reference::parse(reference).map_err(|_| Error::not_found(Lookup::Manifest, reference))?;
    let part = if asked.head.method == Method::HEAD { Part::Head } else { Part::Whole };
    let served = asked.registry.manifest_view(&access, &reference, part).await?;
    if has_it(asked.header(header::IF_NONE_MATCH), &served.head.digest) {
        let mut response = empty(StatusCode::NOT_MODIFIED);
        response.headers_mut().remove(header::CONTENT_LENGTH);
        set_digest(&mut response, &served.head.digest);
        return Ok(response);
    }
    let mut response = Response::new(Body::from(served.body));
    set(&mut response, header::CONTENT_TYPE, &served.head.media_type);
    set(&mut response, header::CONTENT_LENGTH, &served.head.size.to_string());
    set_digest(&mut response, &served.head.digest);
    Ok(response)
}

pub(super) async fn put(asked: Asked, body: Body) -> Result<Response, Fault> {
    let Route::Manifest(path, reference) = asked.route.clone() else { return Err(not_ours()) };
    let access = asked.access_to_push(&path).await?;
    let reference = Reference::parse(&reference)?;
    let content_type = asked.header(header::CONTENT_TYPE).unwrap_or_default();
    let content_type = content_type.split(';').next().unwrap_or_default().trim().to_owned();
    // Clients that know no better send this, and mean what the manifest says of itself.
    let content_type = if content_type == "application/json" { String::new() } else { content_type };
    let said = asked.header(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    let too_large = || {
        let message = format!("A manifest has at most {MANIFEST_BYTES} bytes.");
        Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "MANIFEST_INVALID", message)
    };
    if said.is_some_and(|length| length > MANIFEST_BYTES) {
        return Err(too_large());
    }
    let body = axum::body::to_bytes(body, MANIFEST_BYTES).await.map_err(|_| too_large())?;
    let put = asked.registry.manifest_put(&access, &reference, &content_type, body.to_vec()).await?;
    let mut response = empty(StatusCode::CREATED);
    set(&mut response, header::LOCATION, &format!("/v2/{path}/manifests/{}", put.digest));
    set(&mut response, HeaderName::from_static("docker-content-digest"), put.digest.as_str());
    if let Some(subject) = put.subject {
        set(&mut response, HeaderName::from_static("oci-subject"), subject.as_str());
    }
    Ok(response)
}

pub(super) async fn delete(asked: Asked) -> Result<Response, Fault> {
    let Route::Manifest(path, reference) = &asked.route else { return Err(not_ours()) };
    let access = asked.access(path, Action::Delete).await?;
    asked.registry.manifest_delete(&access, &Reference::parse(reference)?).await?;
    Ok(empty(StatusCode::ACCEPTED))
}

fn not_ours() -> Fault {
    Error::internal("not a manifest's path").into()
}
