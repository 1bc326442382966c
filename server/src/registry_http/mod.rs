//! `/v2/`: the registry as container clients speak to it, after the OCI distribution specification 1.1.
//!
//! A request is a [`Route`] (`route.rs`) and a method. Who sends it is found out first (`caller.rs`; where they come from, by `session.rs`), then the engine gives or refuses leave
//! for that one thing, and only then is a body looked at. Bodies stream both ways; only manifests are held in memory, and they
//! have a limit. Every answer says what the specification wants it to say, and that it is nothing for a browser to show: blobs
//! come from the origin of the console, and could be pages.

mod answer;
mod blobs;
mod caller;
mod lists;
mod manifests;
mod query;
mod route;
#[cfg(test)]
mod tests;
mod token;
mod uploads;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, header, request::Parts},
    response::Response,
    routing::any,
};
use gantry_engine::Origin;
use gantry_engine::registry::{Access, Caller, Registry};
use gantry_model::{
    Error, Result,
    registry::{
        reference::RepositoryPath,
        scope::{Action, Scope},
    },
};

use crate::connections::Client;

use self::{answer::Fault, query::Query, route::Route};

/// The paths of the registry.
pub fn router<S: Clone + Send + Sync + 'static>(registry: &Registry) -> Router<S> {
    Router::new()
        .route("/v2", any(handle))
        .route("/v2/", any(handle))
        .route("/v2/{*rest}", any(handle))
        .with_state(registry.clone())
}

/// A request after its edge was read.
struct Asked {
    registry: Registry,
    route: Route,
    query: Query,
    caller: Caller,
    head: Parts,
}

impl Asked {
    /// Leave for this one thing.
    async fn access(&self, path: &RepositoryPath, action: Action) -> Result<Access> {
        self.registry.access(&self.caller, path, action).await
    }

    /// Leave to begin a push, which may make the repository.
    async fn access_to_push(&self, path: &RepositoryPath) -> Result<Access> {
        self.registry.access_to_push(&self.caller, path).await
    }

    fn header(&self, name: HeaderName) -> Option<&str> {
        self.head.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

async fn handle(State(registry): State<Registry>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let origin = head.extensions.get::<Origin>().cloned();
    let challenge = caller::Challenge::of(&registry, &head.headers, origin.as_ref());
    let route = Route::parse(head.uri.path());
    let query = Query::parse(head.uri.query().unwrap_or_default());
    let mut scopes = Vec::from_iter(route.as_ref().ok().and_then(|route| route.scope(&head.method)));
    if let (Ok(Route::Uploads(_)), Ok(query)) = (&route, &query) {
        scopes.extend(uploads::source(query).map(|from| Scope::repository(from, &[Action::Pull])));
    }
    let answer = async {
        let (route, query) = (route?, query?);
        let origin = origin.ok_or_else(|| Error::internal("the server was not told where a request comes from"))?;
        if let Route::Token = route {
            return token::answer(&registry, query, head, body, &origin).await;
        }
        let caller = caller::caller(&registry, &head.headers, &origin).await?;
        if let (Some(_), Some(client)) = (&caller.actor, head.extensions.get::<Client>()) {
            client.recognise();
        }
        dispatch(Asked { registry, route, query, caller, head }, body).await
    }
    .await;
    let mut response = answer.unwrap_or_else(|fault: Fault| fault.response(&challenge, &scopes));
    let headers = response.headers_mut();
    headers.insert("docker-distribution-api-version", HeaderValue::from_static("registry/2.0"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

async fn dispatch(asked: Asked, body: Body) -> Result<Response, Fault> {
    let method = asked.head.method.clone();
    let read = method == Method::GET || method == Method::HEAD;
    match (&asked.route, method) {
        (Route::Base, _) if read => lists::base(asked).await,
        (Route::Catalog, _) if read => lists::catalog(asked).await,
        (Route::Tags(_), _) if read => lists::tags(asked).await,
        (Route::Referrers(..), _) if read => lists::referrers(asked).await,
        (Route::Manifest(..), _) if read => manifests::get(asked).await,
        (Route::Manifest(..), Method::PUT) => manifests::put(asked, body).await,
        (Route::Manifest(..), Method::DELETE) => manifests::delete(asked).await,
        (Route::Blob(..), _) if read => blobs::get(asked).await,
        (Route::Blob(..), Method::DELETE) => blobs::delete(asked).await,
        (Route::Uploads(_), Method::POST) => uploads::begin(asked, body).await,
        (Route::Upload(..), _) if read => uploads::view(asked).await,
        (Route::Upload(..), Method::PATCH) => uploads::append(asked, body).await,
        (Route::Upload(..), Method::PUT) => uploads::finish(asked, body).await,
        (Route::Upload(..), Method::DELETE) => uploads::cancel(asked).await,
        (route, method) => Err(Fault::method(&method, route.methods())),
    }
}
