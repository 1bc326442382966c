//! What a region's **Entitlement Quota** limits (rows QTA): which things are counted, how many there may be, how many there are.

pub mod operations;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::kind::{Area, ResourceKind};
use crate::message::{Argument, Message, quota as say};

/// Something of which a region lets one use so much and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Entitlement {
    /// vCPU of all container groups.
    Vcpu,
    /// Memory of all container groups, in GiB.
    MemoryGib,
    /// Things of a kind that has a quota in the table of kinds.
    Count(ResourceKind),
}

impl Entitlement {
    /// All of them, in the order of the page.
    pub fn all() -> impl Iterator<Item = Self> {
        let counted = ResourceKind::ALL.iter().filter(|kind| kind.quota().is_some());
        [Self::Vcpu, Self::MemoryGib].into_iter().chain(counted.map(|kind| Self::Count(*kind)))
    }

    /// The stable word: stored, sent, and written in settings.
    pub fn counter(self) -> &'static str {
        match self {
            Self::Vcpu => "vcpu",
            Self::MemoryGib => "memory_gib",
            Self::Count(kind) => kind.quota().map_or(kind.token(), |quota| quota.counter),
        }
    }

    /// What has this word, or had it in an older store.
    pub fn of_counter(counter: &str) -> Option<Self> {
        let counter = match counter {
            "container_groups" => "groups",
            "v_switches" => "vswitches",
            other => other,
        };
        Self::all().find(|one| one.counter() == counter)
    }

    /// As the page names it.
    pub fn label(self) -> Message {
        match self {
            Self::Vcpu => say::vcpu(),
            Self::MemoryGib => say::memory(),
            Self::Count(kind) => kind.quota().map(|quota| (quota.label)()).unwrap_or_default(),
        }
    }

    /// What stands behind the amount; empty for what is counted in pieces.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Vcpu => "vCPU",
            Self::MemoryGib => "GiB",
            Self::Count(_) => "",
        }
    }

    /// The section of the page.
    pub fn area(self) -> Area {
        match self {
            Self::Vcpu | Self::MemoryGib => Area::Containers,
            Self::Count(kind) => kind.area(),
        }
    }

    /// The limit unless somebody sets another, on a machine with so many cores (decision "Quota defaults").
    fn default_limit(self, cores: u32) -> u64 {
        let vcpu = u64::from(cores).saturating_mul(32).max(256);
        match self {
            Self::Vcpu => vcpu,
            Self::MemoryGib => vcpu * 2,
            Self::Count(kind) => kind.quota().map_or(0, |quota| quota.default),
        }
    }
}

impl From<Entitlement> for &'static str {
    fn from(entitlement: Entitlement) -> Self {
        entitlement.counter()
    }
}

impl TryFrom<String> for Entitlement {
    type Error = Error;
    fn try_from(counter: String) -> Result<Self> {
        Self::of_counter(&counter).ok_or_else(|| {
            let all: Vec<_> = Self::all().map(Self::counter).collect();
            let counter: String = counter.chars().take(64).collect();
            Error::invalid("entitlement", say::no_such_quota(counter, all.join(", ")))
        })
    }
}

/// The largest limit that can be set.
pub const MOST: u64 = 1_000_000_000;

/// Refuses limits that are no sensible number.
pub fn check_limit(limit: u64) -> Result<()> {
    if limit > MOST {
        return Err(Error::invalid("limit", say::limit_range(limit)));
    }
    Ok(())
}

/// Upper limits of one region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Limits(BTreeMap<Entitlement, u64>);

impl Limits {
    /// The defaults on a machine with so many cores.
    pub fn for_cores(cores: u32) -> Self {
        Self(Entitlement::all().map(|entitlement| (entitlement, entitlement.default_limit(cores))).collect())
    }

    /// The same with another limit for one thing.
    #[must_use]
    pub fn with(mut self, entitlement: Entitlement, limit: u64) -> Self {
        self.0.insert(entitlement, limit);
        self
    }

    /// The limit; what an older store did not know yet has its default for one core.
    pub fn of(&self, entitlement: Entitlement) -> u64 {
        self.0.get(&entitlement).copied().unwrap_or_else(|| entitlement.default_limit(1))
    }
}

/// A row of the quota page (QTA-01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaRow {
    pub entitlement: Entitlement,
    pub used: u64,
    pub limit: u64,
    /// What it would be had nobody changed it.
    pub default_limit: u64,
}

impl QuotaRow {
    /// How much is left; 0 where more is used than a lowered limit allows.
    pub fn left(&self) -> u64 {
        self.limit.saturating_sub(self.used)
    }

    /// Refuses what does not fit any more, in the words of the command (QTA-04).
    ///
    /// # Errors
    /// [`Error::QuotaExceeded`].
    pub fn check(&self, region: &str, asked: u64) -> Result<()> {
        if asked <= self.left() {
            return Ok(());
        }
        Err(exceeded(region, self.entitlement, self.limit, self.used, asked))
    }
}

/// The refusal of `asked` more where `used` of `limit` are taken (QTA-04).
pub fn exceeded(region: &str, entitlement: Entitlement, limit: u64, used: u64, asked: u64) -> Error {
    let what: Argument = match entitlement {
        Entitlement::Vcpu => say::vcpu().into(),
        Entitlement::MemoryGib => say::gib_of_memory().into(),
        // Several, whatever the limit: what the quota is of.
        Entitlement::Count(kind) => (kind, 2).into(),
    };
    Error::quota_exceeded(say::exceeded(region, limit, what, used, asked))
}

/// Something that is limited everywhere alike and cannot be raised (QTA-05).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    Containers,
    Tags,
    TagCharacters,
    GroupsOfOrder,
    TemporaryStorage,
    Vcpu,
    Memory,
    RepositoryName,
    Bandwidth,
    SecurityRules,
    WhitelistRules,
    PersonalNamespaces,
    PersonalRepositories,
    Manifest,
}

impl Fixed {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 14] = [
        Self::Containers,
        Self::Tags,
        Self::TagCharacters,
        Self::GroupsOfOrder,
        Self::TemporaryStorage,
        Self::Vcpu,
        Self::Memory,
        Self::RepositoryName,
        Self::Bandwidth,
        Self::SecurityRules,
        Self::WhitelistRules,
        Self::PersonalNamespaces,
        Self::PersonalRepositories,
        Self::Manifest,
    ];

    /// The least that may be, where that is limited too, and the most.
    pub const fn bounds(self) -> (Option<u64>, u64) {
        match self {
            Self::Containers => (None, crate::containers::MOST_CONTAINERS as u64),
            Self::Tags => (None, crate::containers::MOST_TAGS as u64),
            Self::TagCharacters => (None, 63),
            Self::GroupsOfOrder => (None, crate::containers::view::MOST_QUANTITY as u64),
            Self::TemporaryStorage => (None, crate::containers::WRITABLE_GIB as u64),
            Self::Vcpu => (None, 64),
            Self::Memory => (None, 256),
            Self::RepositoryName => (Some(2), 120),
            Self::Bandwidth => (Some(crate::network::BANDWIDTH_MBPS.0 as u64), crate::network::BANDWIDTH_MBPS.1 as u64),
            Self::SecurityRules => (None, crate::network::MOST_RULES as u64),
            Self::WhitelistRules => (None, crate::registry::whitelist::MOST_RULES as u64),
            Self::PersonalNamespaces => (None, crate::registry::PERSONAL_NAMESPACES),
            Self::PersonalRepositories => (None, crate::registry::PERSONAL_REPOSITORIES),
            Self::Manifest => (None, crate::registry::MANIFEST_BYTES as u64 >> 20),
        }
    }

    /// What stands behind the number; empty for what is counted in pieces.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::TemporaryStorage | Self::Memory => "GiB",
            Self::Bandwidth => "Mbps",
            Self::Manifest => "MiB",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_and_labels_are_told_apart() {
        let all: Vec<_> = Entitlement::all().collect();
        for (place, one) in all.iter().enumerate() {
            assert_eq!(Entitlement::of_counter(one.counter()), Some(*one));
            for other in &all[place + 1..] {
                assert_ne!(one.counter(), other.counter());
                assert_ne!(one.label(), other.label());
            }
        }
    }

    #[test]
    fn defaults_follow_the_cores() {
        assert_eq!(Limits::for_cores(2).of(Entitlement::Vcpu), 256);
        assert_eq!(Limits::for_cores(64).of(Entitlement::Vcpu), 2048);
        assert_eq!(Limits::for_cores(64).of(Entitlement::MemoryGib), 4096);
    }

    #[test]
    fn limits_of_an_older_store_read() {
        let limits: Limits = serde_json::from_str(r#"{"vcpu":7,"container_groups":8,"v_switches":9}"#).unwrap();
        assert_eq!(limits.of(Entitlement::Vcpu), 7);
        assert_eq!(limits.of(Entitlement::Count(ResourceKind::ContainerGroup)), 8);
        assert_eq!(limits.of(Entitlement::Count(ResourceKind::VSwitch)), 9);
        assert_eq!(limits.of(Entitlement::Count(ResourceKind::RegistryInstance)), 20);
    }

    #[test]
    fn a_refusal_names_limit_use_and_what_was_asked() {
        let row = QuotaRow { entitlement: Entitlement::Vcpu, used: 60, limit: 64, default_limit: 256 };
        assert_eq!(row.check("local", 4), Ok(()));
        let text = row.check("local", 5).unwrap_err().to_string();
        assert_eq!(text, "Region local has a quota of 64 vCPU; 60 are used and this order needs 5.");
        assert_eq!(QuotaRow { used: 70, ..row }.left(), 0);
    }
}
