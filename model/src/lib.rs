//! What things are: typed resources, ids, states, limits, grammars and validation.
//!
//! Pure: no I/O, no clock, no randomness. Compiled for the server and for the browser, so that a form and the engine
//! refuse the same input with the same words. One module per area, named as on the other floors.

pub mod billing;
pub mod cidr;
pub mod containers;
pub mod error;
pub mod iam;
pub mod inventory;
pub mod key_pair;
pub mod kind;
pub mod locale;
pub mod message;
pub mod name;
pub mod network;
pub mod observe;
pub mod operation;
pub mod operation_log;
pub mod page;
pub mod quota;
pub mod reference;
pub mod registry;
pub mod scaling;
pub mod settings;
pub mod time;
pub mod units;
pub mod words;

pub use error::{Error, Result};
pub use kind as id;
pub use message::Message;
