//! The registry (rows REG): instances, namespaces, repositories, image addresses.

pub mod manifest;
pub mod operations;
pub mod range;
pub mod reference;
pub mod scope;
pub mod view;
pub mod whitelist;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::id::{NamespaceId, RegistryInstanceId, UserId};
use crate::message::{Argument, registry as say};
use crate::time::Timestamp;
use whitelist::WhitelistRule;

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

/// The only Instance Type of the Enterprise Edition (REG-05).
pub const BASIC_EDITION: &str = "Basic Edition";
/// In a URL, one's own instance of the Personal Edition; no instance has this name.
pub const PERSONAL: &str = "personal";
/// Namespaces of an instance of the Personal Edition.
pub const PERSONAL_NAMESPACES: u64 = 3;
/// Repositories of an instance of the Personal Edition.
pub const PERSONAL_REPOSITORIES: u64 = 20;
/// After its end an instance can be pulled from for so long, in milliseconds: 15 days.
pub const GRACE_MS: i64 = 15 * 24 * 3600 * 1000;
/// So long before its end an instance is said to expire soon, in milliseconds: a week, which is less than the shortest term.
pub const SOON_MS: i64 = 7 * 24 * 3600 * 1000;

/// Checks the Instance Name (REG-05; decision "Instance names").
pub fn check_instance_name(field: &str, name: &str) -> Result<()> {
    crate::name::address_part(field, crate::message::common::field_instance_name(), name)?;
    if name == PERSONAL {
        return Err(Error::invalid(field, say::name_kept_for_personal(name)));
    }
    Ok(())
}

/// Which of the two editions an instance is of (REG-01).
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edition {
    /// Bought by subscription.
    #[default]
    Enterprise,
    /// One per person, free and limited; this person's.
    Personal(UserId),
}

/// A registry instance: holds namespaces, and is the first part of an image's path.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegistryInstanceSpec {
    /// Made and kept by Gantry itself: listed with a badge, not deletable, nobody pushes to it.
    pub built_in: bool,
    /// Whether clients outside our VPCs are let in at all (REG-08).
    pub access_entry: bool,
    /// Whether a push makes the repository that it is for. What was stored before there was this choice does.
    pub create_on_push: CreateOnPush,
    pub edition: Edition,
    /// Which of them; everybody if it is empty (REG-10).
    pub whitelist: Vec<WhitelistRule>,
    /// Number that the next rule gets.
    pub next_rule: u32,
    /// End of the subscription; `None` for what has none.
    pub expires_at: Option<Timestamp>,
}

impl RegistryInstanceSpec {
    /// How the subscription stands.
    pub fn phase(&self, now: Timestamp) -> Phase {
        let Some(end) = self.expires_at else { return Phase::Running };
        match end.since(now) {
            left if left > SOON_MS => Phase::Running,
            left if left > 0 => Phase::EndsSoon,
            left if left > -GRACE_MS => Phase::Expired,
            _ => Phase::Suspended,
        }
    }
}

/// The switch **Access Entry** (REG-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessEntry {
    On,
    Off,
}

/// The setting **Create Repositories on Push** of an instance: a push to a repository that is not there makes it, private.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CreateOnPush {
    #[default]
    On,
    Off,
}

/// How the subscription of an instance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    Running,
    /// Within [`SOON_MS`] of its end.
    EndsSoon,
    /// Over for less than [`GRACE_MS`]: pulls go on, pushes are refused.
    Expired,
    /// Over for longer: nothing is served until it is renewed, and nothing is lost.
    Suspended,
}

impl Phase {
    pub const ALL: [Self; 4] = [Self::Running, Self::EndsSoon, Self::Expired, Self::Suspended];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "Running",
            Self::EndsSoon => "Expires soon",
            Self::Expired => "Expired",
            Self::Suspended => "Suspended",
        }
    }

    /// Whether images can be pulled from it.
    pub fn can_pull(self) -> bool {
        self != Self::Suspended
    }

    /// Whether images can be pushed to it and deleted from it.
    pub fn can_push(self) -> bool {
        matches!(self, Self::Running | Self::EndsSoon)
    }
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

impl From<RepositoryType> for Argument {
    fn from(visibility: RepositoryType) -> Self {
        match visibility {
            RepositoryType::Public => say::type_public().into(),
            RepositoryType::Private => say::type_private().into(),
        }
    }
}

/// The only Code Source (REG-18).
pub const CODE_SOURCE: &str = "Local Repository";

/// Checks the Summary of a repository.
pub fn check_summary(summary: &str) -> Result<()> {
    let length = summary.chars().count();
    if length > SUMMARY_LENGTH || summary.chars().any(char::is_control) {
        return Err(Error::invalid("summary", say::summary_rule(SUMMARY_LENGTH, length)));
    }
    Ok(())
}

/// Checks a new password for the Docker login (REG-12): 8 to 128 characters, at least three of upper case, lower case,
/// digit and other; no control characters.
pub fn check_password(field: &str, password: &str) -> Result<()> {
    crate::iam::check_password(field, password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_ends_in_steps() {
        let end = Timestamp(1_000_000_000_000);
        let spec = RegistryInstanceSpec { expires_at: Some(end), ..Default::default() };
        for (at, phase) in [
            (end.plus(-SOON_MS - 1), Phase::Running),
            (end.plus(-SOON_MS), Phase::EndsSoon),
            (end.plus(-1), Phase::EndsSoon),
            (end, Phase::Expired),
            (end.plus(GRACE_MS - 1), Phase::Expired),
            (end.plus(GRACE_MS), Phase::Suspended),
        ] {
            assert_eq!(spec.phase(at), phase);
        }
        assert!(Phase::Expired.can_pull() && !Phase::Expired.can_push() && !Phase::Suspended.can_pull());
        assert_eq!(RegistryInstanceSpec::default().phase(end), Phase::Running);
    }

    #[test]
    fn an_instance_of_an_older_store_reads() {
        let spec: RegistryInstanceSpec = serde_json::from_str(r#"{"built_in":false,"access_entry":true}"#).unwrap();
        assert_eq!((spec.access_entry, spec.edition, spec.whitelist), (true, Edition::Enterprise, vec![]));
        assert_eq!(spec.create_on_push, CreateOnPush::On);
    }
}
