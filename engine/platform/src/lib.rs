//! What every area of the engine stands on, and nothing of any area.
//!
//! The [`store`], with the kinds of [`documents`] that it holds; the one way from an operation to what does it ([`call`]), in the
//! [`context`] of who asks; the [`controller`] that brings the world after; the terms in which a driver is told what to run
//! ([`runtime`]); and [`clock`], [`secrets`], [`settings`], the operation log ([`audit`]).
//!
//! An area is a crate of its own above this one. What two areas share of what they store is in [`documents`]; what they share of what
//! they do, the lower one offers.

pub mod audit;
pub mod call;
pub mod clock;
pub mod context;
pub mod controller;
pub mod documents;
mod panics;
pub mod runtime;
pub mod secrets;
pub mod settings;
pub mod store;

pub use context::{Context, Origin};
