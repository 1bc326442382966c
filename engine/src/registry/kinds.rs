//! The registry's resources, as the store keeps them.

use gantry_model::{
    id::{NamespaceId, RegistryInstanceId, RepositoryId},
    registry::{NamespaceSpec, RegistryInstanceSpec, RepositorySpec},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::store::{Column, Kind};

/// Kind of a registry instance.
#[derive(Debug)]
pub struct Instance;

impl Kind for Instance {
    const KIND: &'static str = "registry_instance";
    /// `personal` is whose Personal Edition it is; empty for the others.
    const COLUMNS: &'static [Column] = &[Column::text("personal", "spec.edition.Personal")];
    type Id = RegistryInstanceId;
    type Spec = RegistryInstanceSpec;
    type Status = ();
}

/// Kind of a namespace.
#[derive(Debug)]
pub struct Namespace;

impl Kind for Namespace {
    const KIND: &'static str = "namespace";
    const COLUMNS: &'static [Column] = &[Column::text("instance", "spec.instance")];
    const INDEXES: &'static [&'static [&'static str]] = &[&["instance", "name"]];
    type Id = NamespaceId;
    type Spec = NamespaceSpec;
    type Status = ();
}

/// Kind of a repository.
#[derive(Debug)]
pub struct Repository;

impl Kind for Repository {
    const KIND: &'static str = "repository";
    const COLUMNS: &'static [Column] = &[
        Column::text("instance", "spec.instance"),
        Column::text("namespace", "spec.namespace"),
        Column::text("visibility", "spec.visibility"),
        Column::text("summary", "spec.summary"),
    ];
    const INDEXES: &'static [&'static [&'static str]] =
        &[&["instance", "created_at"], &["namespace", "created_at"], &["namespace", "name"]];
    type Id = RepositoryId;
    type Spec = RepositorySpec;
    type Status = RepositoryStatus;
}

/// What is kept of a repository beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RepositoryStatus {
    /// When a tag or manifest was last pushed or deleted; pages that show the repository refresh by it.
    pub content_changed_at: Option<Timestamp>,
}
