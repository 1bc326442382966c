//! Who comes to a container by a connection that stays: to follow its log, to load it, to type in a terminal.
//!
//! The guard (`session.rs`) has let the session in. What is the same for all of these is here: whether a page of ours asks, which container is
//! meant, whether the session has a place left, and what ends the connection. Whether the person may is the engine's word.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use gantry_engine::Context;
use gantry_engine::iam::Session;
use gantry_model::Error;
use gantry_model::id::ContainerGroupId;
use gantry_model::locale::Locale;
use gantry_model::message::common as say;
use tokio_util::sync::CancellationToken;

use crate::answer::Refused;
use crate::language;
use crate::places::{Counter, Place, Places};
use crate::router::AppState;
use crate::session::Door;

/// A person before a container.
pub struct Visitor {
    pub session: Session,
    /// Who comes, and by which way.
    pub context: Context,
    pub group: ContainerGroupId,
    /// As the address names it.
    pub container: String,
    /// What the person reads.
    pub locale: Locale,
    door: Door,
    places: Places,
    stopping: CancellationToken,
}

impl Visitor {
    /// Takes one of the session's places of a kind, for as long as it is kept.
    ///
    /// # Errors
    /// Unavailable when all of them are taken.
    pub fn place(&self, of: impl FnOnce(&Places) -> &Counter) -> Result<Place, Error> {
        of(&self.places).take(&self.session.id)
    }

    /// Ends with the session, and with the server.
    pub fn until_over(&self) -> impl Future<Output = ()> + Send + use<> {
        self.door.until_over(self.session.id.clone(), self.stopping.clone())
    }
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refused> {
        state.door.origins().check_stream(&parts.headers)?;
        let session = parts.extensions.get::<Session>().cloned();
        let session = session.ok_or_else(|| Error::unauthenticated(say::sign_in_first()))?;
        let context = parts.extensions.get::<Context>().cloned();
        let context = context.ok_or_else(|| Error::unauthenticated(say::sign_in_first()))?;
        let named = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((group, container)) = named.map_err(Error::internal)?;
        let group = group.parse()?;
        Ok(Self {
            session,
            context,
            group,
            container,
            locale: language::of(&parts.headers),
            door: state.door.clone(),
            places: state.places.clone(),
            stopping: state.stopping.clone(),
        })
    }
}
