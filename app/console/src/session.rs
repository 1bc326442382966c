//! Who sits in front of the page, and what the page must know of the installation.
//!
//! The server decides it once for a request and gives it to the page as context; the document carries the same in
//! `<meta name="gantry-session">`, so that the browser starts from it without asking again. A sign-in, a sign-out and a
//! changed password are whole page loads, so it never goes stale.

use gantry_model::settings::{Region, SupportContact};
use gantry_model::time::Zone;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The person and the installation, as pages see them. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The name the person signed in with.
    pub user: String,
    /// The person must choose a new password before anything else.
    pub must_change_password: bool,
    /// Regions of the installation; the first is the default.
    pub regions: Vec<Region>,
    /// Runtime in use, as the navigation's foot names it: `crun 1.20`, `simulated`.
    pub runtime: String,
    /// No containers run: the top bar says so.
    pub simulated: bool,
    /// Version of Gantry.
    pub version: String,
    /// In which all times are meant: named where they stand, and for what the page writes itself.
    pub zone: Zone,
    /// `HOST:PORT` that clients of the registry use.
    pub registry_host: String,
    /// Hosts whose images can be run; none where all can.
    pub image_hosts: Vec<String>,
    /// Whom people ask; `None` where the installation names nobody.
    pub support_contact: Option<SupportContact>,
}

/// The session of this page; `None` before signing in.
///
/// On the server it is the context that the request brought; in the browser what the document carries.
pub fn read() -> Option<Session> {
    #[cfg(feature = "ssr")]
    {
        use_context::<Session>()
    }
    #[cfg(not(feature = "ssr"))]
    {
        let meta = document().query_selector("meta[name=gantry-session]").ok().flatten()?;
        serde_json::from_str(&meta.get_attribute("content")?).ok()
    }
}

/// The session, for pages that exist only behind the sign-in.
pub fn use_session() -> Session {
    expect_context::<Session>()
}

/// What a server function needs: the control plane, and who asks from where. The server provides them for each request.
#[cfg(feature = "ssr")]
pub mod request {
    use gantry_engine::{Context, Engine};
    use gantry_model::Error;
    use leptos::prelude::{expect_context, use_context};

    use gantry_ui::fault::Fault;

    /// The control plane.
    pub fn engine() -> Engine {
        expect_context::<Engine>()
    }

    /// Who asks, from where, in which session.
    ///
    /// # Errors
    /// Unauthenticated when nobody is signed in.
    pub fn context() -> Result<Context, Fault> {
        use_context::<Context>()
            .ok_or_else(|| Fault(Error::unauthenticated(gantry_model::message::common::sign_in_first())))
    }
}
