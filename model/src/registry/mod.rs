//! The registry (rows REG): instances, namespaces, repositories, image addresses.

pub mod manifest;
pub mod range;
pub mod reference;
pub mod scope;
pub mod view;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::id::{NamespaceId, RegistryInstanceId};

/// Bytes of a manifest that are accepted: what the distribution specification asks registries to take at least.
pub const MANIFEST_BYTES: usize = 4 * 1024 * 1024;
/// Characters of a repository's Summary.
pub const SUMMARY_LENGTH: usize = 100;
/// The built-in instance with sample images (decision `eci_open`).
pub const SAMPLES_INSTANCE: &str = "samples";
/// The instance that the first start makes.
pub const DEFAULT_INSTANCE: &str = "default";
/// The built-in public namespace (REG-27).
pub const SAMPLES_NAMESPACE: &str = "eci_open";

/// A registry instance: holds namespaces, and is the first part of an image's path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistryInstanceSpec {
    /// Made and kept by Gantry itself: listed with a badge, not deletable, nobody pushes to it.
    pub built_in: bool,
    /// Whether clients outside our VPCs are let in at all.
    pub access_entry: bool,
}

/// A namespace of an instance (REG-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamespaceSpec {
    pub instance: RegistryInstanceId,
}

/// A repository of a namespace (REG-15 to REG-18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepositorySpec {
    pub instance: RegistryInstanceId,
    pub namespace: NamespaceId,
    pub visibility: RepositoryType,
    pub summary: String,
}

/// Repository Type (REG-17).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RepositoryType {
    Public,
    #[default]
    Private,
}

impl RepositoryType {
    pub const ALL: [Self; 2] = [Self::Public, Self::Private];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "Public",
            Self::Private => "Private",
        }
    }
}

/// The only Code Source (REG-18).
pub const CODE_SOURCE: &str = "Local Repository";

/// Checks the Summary of a repository.
pub fn check_summary(summary: &str) -> Result<()> {
    let length = summary.chars().count();
    if length > SUMMARY_LENGTH || summary.chars().any(char::is_control) {
        return Err(Error::invalid(
            "summary",
            format!("Summary has at most {SUMMARY_LENGTH} characters on one line, not {length}."),
        ));
    }
    Ok(())
}

/// Checks a new password for the Docker login (REG-12): 8 to 128 characters, at least three of upper case, lower case,
/// digit and other; no control characters.
pub fn check_password(field: &str, password: &str) -> Result<()> {
    crate::iam::check_password(field, password)
}
