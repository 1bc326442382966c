//! What happens: the control plane of Gantry. No HTML, no HTTP framework.

pub mod runtime;
