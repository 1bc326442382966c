//! What people see: pages, components, and the server functions that they call.
//!
//! Compiled twice: for the server with the feature `ssr`, where it sees the engine, and for the browser with `hydrate`, where it
//! does not. A page is a route; what it shows depends on the URL and on what the server answers, never on the browser, until it
//! is mounted.
#![recursion_limit = "512"]

mod assets;
pub mod frame;
pub mod home;
pub mod lost;
mod routes;
mod shell;

pub use assets::AssetNames;
pub use gantry_console::session::Session;
pub use gantry_console::{inside, kinds, live, mark, paths, region, session};
pub use gantry_ui::{self as ui, fault, json, loaded};
pub use gantry_words as words;
pub use shell::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
#[cfg(feature = "hydrate")]
pub use shell::{hydrate, load_words};
pub use {
    gantry_pages_billing as billing, gantry_pages_containers as containers, gantry_pages_help as help,
    gantry_pages_iam as iam, gantry_pages_network as network, gantry_pages_quota as quota,
    gantry_pages_registry as registry, gantry_pages_scaling as scaling,
};
