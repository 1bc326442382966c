//! What happens: the control plane of Gantry. No HTML, no HTTP framework.

pub mod audit;
pub mod clock;
pub mod controller;
pub mod iam;
pub mod observe;
mod panics;
pub mod runtime;
pub mod secrets;
pub mod store;
