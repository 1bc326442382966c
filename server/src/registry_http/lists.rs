//! What is there: the base path, the catalogue, tags, referrers. Lists go on by `Link`, as the specification says.

use axum::{
    http::{HeaderName, StatusCode, header},
    response::Response,
};
use gantry_model::{
    Error,
    message::registry as say,
    registry::{manifest::OCI_INDEX, reference::Digest, scope::Action},
};
use serde_json::{Value, json};

use super::{
    Asked,
    answer::{Fault, json_response, set},
    route::Route,
};

/// Rows of one answer.
const MOST: u32 = 1000;

/// `/v2/`: whether one is logged in, and may be from here.
pub(super) async fn base(asked: Asked) -> Result<Response, Fault> {
    if asked.caller.actor.is_none() {
        return Err(Error::unauthenticated(say::log_in()).into());
    }
    asked.registry.admit_login(&asked.caller.place).await?;
    Ok(json_response(StatusCode::OK, "application/json", &json!({})))
}

pub(super) async fn catalog(asked: Asked) -> Result<Response, Fault> {
    let rows = asked.query.rows(MOST)?;
    let after = asked.query.get("last").unwrap_or_default();
    let mut paths = if rows == 0 { Vec::new() } else { asked.registry.catalog(&asked.caller, after, rows + 1).await? };
    let more = paths.len() > rows as usize;
    paths.truncate(rows as usize);
    let last = paths.last().cloned();
    let mut response = json_response(StatusCode::OK, "application/json", &json!({ "repositories": paths }));
    if let Some(last) = last.filter(|_| more) {
        link(&mut response, "/v2/_catalog", &[("n", &rows.to_string()), ("last", &last)]);
    }
    Ok(response)
}

pub(super) async fn tags(asked: Asked) -> Result<Response, Fault> {
    let Route::Tags(path) = &asked.route else { return Err(Error::internal("not a list of tags").into()) };
    let access = asked.access(path, Action::Pull).await?;
    let rows = asked.query.rows(MOST)?;
    let after = asked.query.get("last").unwrap_or_default();
    let mut names = asked.registry.tag_names(&access, after, rows + 1).await?;
    let more = names.len() > rows as usize && rows > 0;
    names.truncate(rows as usize);
    let last = names.last().cloned();
    let body = json!({ "name": path.to_string(), "tags": names });
    let mut response = json_response(StatusCode::OK, "application/json", &body);
    if let Some(last) = last.filter(|_| more) {
        link(&mut response, &format!("/v2/{path}/tags/list"), &[("n", &rows.to_string()), ("last", &last)]);
    }
    Ok(response)
}

pub(super) async fn referrers(asked: Asked) -> Result<Response, Fault> {
    let Route::Referrers(path, digest) = &asked.route else {
        return Err(Error::internal("not a list of referrers").into());
    };
    let access = asked.access(path, Action::Pull).await?;
    let subject = Digest::parse(digest)?;
    let kind = asked.query.get("artifactType").filter(|kind| !kind.is_empty());
    let after = asked.query.get("last").unwrap_or_default();
    let mut referrers = asked.registry.referrers(&access, &subject, kind, after, MOST + 1).await?;
    let more = referrers.len() > MOST as usize;
    referrers.truncate(MOST as usize);
    let last = referrers.last().map(|referrer| referrer.digest.to_string());
    let manifests: Vec<Value> = referrers
        .into_iter()
        .map(|referrer| {
            let mut row = json!({
                "mediaType": referrer.media_type,
                "digest": referrer.digest,
                "size": referrer.size,
            });
            if !referrer.artifact_type.is_empty() {
                row["artifactType"] = json!(referrer.artifact_type);
            }
            if !referrer.annotations.is_empty() {
                row["annotations"] = json!(referrer.annotations);
            }
            row
        })
        .collect();
    let body = json!({ "schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": manifests });
    let mut response = json_response(StatusCode::OK, OCI_INDEX, &body);
    if kind.is_some() {
        set(&mut response, HeaderName::from_static("oci-filters-applied"), "artifactType");
    }
    if let Some(last) = last.filter(|_| more) {
        let filter = kind.map(|kind| ("artifactType", kind));
        let parameters: Vec<(&str, &str)> = filter.into_iter().chain([("last", last.as_str())]).collect();
        link(&mut response, &format!("/v2/{path}/referrers/{subject}"), &parameters);
    }
    Ok(response)
}

fn link(response: &mut Response, path: &str, parameters: &[(&str, &str)]) {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    set(response, header::LINK, &format!("<{path}?{query}>; rel=\"next\""));
}
