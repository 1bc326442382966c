//! What people see: pages, components, and the server functions that they call.
//!
//! Compiled twice: for the server with the feature `ssr`, where it sees the engine, and for the browser with `hydrate`, where it
//! does not. A page is a route; what it shows depends on the URL and on what the server answers, never on the browser, until it
//! is mounted.
#![recursion_limit = "512"]

mod assets;
pub mod billing;
pub mod containers;
mod delete;
pub mod fault;
pub mod frame;
pub mod home;
pub mod iam;
pub mod json;
pub mod kinds;
pub mod live;
pub mod loaded;
pub mod lost;
pub mod network;
pub mod paths;
pub mod quota;
pub mod registry;
mod routes;
pub mod scaling;
pub mod session;
mod shell;
pub mod ui;

pub use assets::AssetNames;
pub use session::Session;
pub use shell::App;
#[cfg(feature = "hydrate")]
pub use shell::hydrate;
#[cfg(feature = "ssr")]
pub use shell::shell;
