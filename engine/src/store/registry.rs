//! Typed tables of the registry: tags, manifests, blobs and uploads are too many for documents.
//!
//! A module like this one lists its migrations, which are only ever added to, and extends [`super::Read`] and [`super::Tx`] with methods in the
//! words of its area; `Read::conn`, `Tx::run` and `Tx::changed` are there for them.

/// The tables, one migration per entry.
pub(super) const MIGRATIONS: &[&str] = &[];
