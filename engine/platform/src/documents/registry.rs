//! The registry's resources, as the store keeps them.

use gantry_model::kind::ResourceKind;
use gantry_model::{
    id::{NamespaceId, RegistryInstanceId, RepositoryId},
    registry::{NamespaceSpec, RegistryInstanceSpec, RepositorySpec},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::store::catalog::KindInfo;
use crate::store::{Column, Kind, Reference, Refers};

/// The kinds of this area.
pub(super) const KINDS: &[KindInfo] =
    &[KindInfo::of::<Instance>(), KindInfo::of::<Namespace>(), KindInfo::of::<Repository>()];

/// Kind of a registry instance.
#[derive(Debug)]
pub struct Instance;

impl Kind for Instance {
    const KIND: &'static str = ResourceKind::RegistryInstance.token();
    /// `personal` is whose Personal Edition it is; empty for the others.
    const COLUMNS: &'static [Column] = &[Column::text("personal", "spec.edition.Personal")];
    const FOUND_BY: &'static [&'static str] = &["name", "id"];
    type Id = RegistryInstanceId;
    type Spec = RegistryInstanceSpec;
    type Status = ();
}

/// Kind of a namespace.
#[derive(Debug)]
pub struct Namespace;

impl Kind for Namespace {
    const KIND: &'static str = ResourceKind::Namespace.token();
    const COLUMNS: &'static [Column] = &[Column::text("instance", "spec.instance")];
    const INDEXES: &'static [&'static [&'static str]] = &[&["instance", "name"]];
    const FOUND_BY: &'static [&'static str] = &["name", "id"];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = NamespaceId;
    type Spec = NamespaceSpec;
    type Status = ();

    fn refers(spec: &NamespaceSpec, (): &()) -> Vec<Reference> {
        vec![Reference::part_of(&spec.instance)]
    }
}

/// Kind of a repository.
#[derive(Debug)]
pub struct Repository;

impl Kind for Repository {
    const KIND: &'static str = ResourceKind::Repository.token();
    const COLUMNS: &'static [Column] = &[
        Column::text("instance", "spec.instance"),
        Column::text("namespace", "spec.namespace"),
        Column::text("visibility", "spec.visibility"),
        Column::text("summary", "spec.summary"),
    ];
    const INDEXES: &'static [&'static [&'static str]] =
        &[&["instance", "created_at"], &["namespace", "created_at"], &["namespace", "name"]];
    const FOUND_BY: &'static [&'static str] = &["name", "id", "summary"];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = RepositoryId;
    type Spec = RepositorySpec;
    type Status = RepositoryStatus;

    fn refers(spec: &RepositorySpec, _: &RepositoryStatus) -> Vec<Reference> {
        vec![Reference::part_of(&spec.namespace)]
    }
}

/// What is kept of a repository beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RepositoryStatus {
    /// When a tag or manifest was last pushed or deleted; pages that show the repository refresh by it.
    pub content_changed_at: Option<Timestamp>,
}
