//! What people see: pages, components, and the server functions that they call.
//!
//! Compiled twice: for the server with the feature `ssr`, where it sees the engine, and for the browser with `hydrate`, where it
//! does not. A page is a route; what it shows depends on the URL and on what the server answers, never on the browser, until it
//! is mounted.
#![recursion_limit = "256"]

pub mod fault;
pub mod live;
pub mod loaded;
pub mod paths;
pub mod session;
pub mod ui;
pub use session::Session;

mod assets;
mod shell;

pub use assets::AssetNames;
#[cfg(feature = "hydrate")]
pub use shell::mark_hydrated;
pub use shell::{App, shell};
