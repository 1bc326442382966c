//! Typed tables of the registry: paths, blobs, manifests, tags and uploads are too many for documents.
//!
//! A blob is a file; here is what describes it. It is *linked* to each repository that it was pushed or mounted to.
//! A link that no manifest of its repository needs is loose, and a blob without links is; `loose_since` says since when, and
//! the collector takes what has been loose for long enough. Every method below keeps this true by itself.

mod blobs;
mod manifests;
mod paths;
mod tags;
mod uploads;

use gantry_model::{Error, Result, registry::reference::Digest};

pub use self::{
    blobs::{LooseLink, StoredBlob},
    manifests::{ManifestHead, ManifestRecord, Referrer},
    tags::{TagOrder, TagRecord},
    uploads::UploadRecord,
};

/// The name under which the change log tells of tags; the id is the repository's.
pub const IMAGE_VERSION: &str = "image_version";

/// The tables, one migration per entry.
pub(super) const MIGRATIONS: &[&str] = &["
    CREATE TABLE registry_paths (
        path TEXT PRIMARY KEY NOT NULL,
        repository TEXT NOT NULL UNIQUE,
        tags INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE registry_blobs (
        digest TEXT PRIMARY KEY NOT NULL,
        size INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        loose_since INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX registry_blobs_loose ON registry_blobs (loose_since) WHERE loose_since IS NOT NULL;

    CREATE TABLE registry_links (
        repository TEXT NOT NULL,
        digest TEXT NOT NULL REFERENCES registry_blobs (digest),
        loose_since INTEGER,
        PRIMARY KEY (repository, digest)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX registry_links_by_digest ON registry_links (digest);
    CREATE INDEX registry_links_loose ON registry_links (loose_since) WHERE loose_since IS NOT NULL;

    CREATE TABLE registry_manifests (
        repository TEXT NOT NULL,
        digest TEXT NOT NULL,
        media_type TEXT NOT NULL,
        artifact_type TEXT NOT NULL,
        subject TEXT,
        annotations TEXT NOT NULL,
        platforms TEXT NOT NULL,
        image_size INTEGER NOT NULL,
        pushed_at INTEGER NOT NULL,
        pushed_by TEXT NOT NULL,
        size INTEGER NOT NULL,
        body BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX registry_manifests_by_digest ON registry_manifests (repository, digest);
    CREATE INDEX registry_manifests_by_subject ON registry_manifests (repository, subject, digest) WHERE subject IS NOT NULL;

    CREATE TABLE registry_parts (
        repository TEXT NOT NULL,
        manifest TEXT NOT NULL,
        part TEXT NOT NULL,
        PRIMARY KEY (repository, manifest, part)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX registry_parts_by_part ON registry_parts (repository, part);

    CREATE TABLE registry_tags (
        repository TEXT NOT NULL,
        name TEXT NOT NULL,
        digest TEXT NOT NULL,
        pushed_at INTEGER NOT NULL,
        pushed_by TEXT NOT NULL,
        PRIMARY KEY (repository, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX registry_tags_by_digest ON registry_tags (repository, digest);
    CREATE INDEX registry_tags_by_time ON registry_tags (repository, pushed_at, name);

    CREATE TABLE registry_uploads (
        id TEXT PRIMARY KEY NOT NULL,
        repository TEXT NOT NULL,
        algorithm TEXT NOT NULL,
        received INTEGER NOT NULL,
        started_by TEXT NOT NULL,
        updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX registry_uploads_by_time ON registry_uploads (updated_at);
"];

/// A digest as the store holds it.
fn digest(text: String) -> Result<Digest> {
    Digest::parse(&text).map_err(|error| Error::internal(format!("store: registry: {error}")))
}

/// Sizes are below 2^63 by far.
fn signed(size: u64) -> Result<i64> {
    i64::try_from(size).map_err(Error::internal)
}
