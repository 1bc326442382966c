//! Typed tables of identity: users' secrets and sessions, which no list shows and no change log names.
//!
//! A module like this one lists its migrations, which are only ever added to, and extends [`super::Read`] and [`super::Tx`] with methods in the
//! words of its area; `Read::conn`, `Tx::run` and `Tx::changed` are there for them.

/// The tables, one migration per entry.
pub(super) const MIGRATIONS: &[&str] = &[];
