//! What a region's **Entitlement Quota** limits (rows QTA): which things are counted, how many there may be, how many there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// A thing of which a region holds so many and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entitlement {
    Vcpu,
    MemoryGib,
    ContainerGroups,
    Vpcs,
    VSwitches,
    SecurityGroups,
    Eips,
    ScalingGroups,
    ScalingConfigurations,
    ScalingRules,
    RegistryInstances,
    Namespaces,
    Repositories,
}

/// The product that something limited belongs to: the quota page's sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Product {
    Containers,
    Network,
    Scaling,
    Registry,
}

impl Product {
    pub const ALL: [Self; 4] = [Self::Containers, Self::Network, Self::Scaling, Self::Registry];

    /// As the console names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Containers => "Elastic Containers",
            Self::Network => "Network",
            Self::Scaling => "Auto Scaling",
            Self::Registry => "Container Registry",
        }
    }
}

impl Entitlement {
    /// In the order of the page.
    pub const ALL: [Self; 13] = [
        Self::Vcpu,
        Self::MemoryGib,
        Self::ContainerGroups,
        Self::Vpcs,
        Self::VSwitches,
        Self::SecurityGroups,
        Self::Eips,
        Self::ScalingGroups,
        Self::ScalingConfigurations,
        Self::ScalingRules,
        Self::RegistryInstances,
        Self::Namespaces,
        Self::Repositories,
    ];

    /// The stable word: name of the usage counter.
    pub fn counter(self) -> &'static str {
        match self {
            Self::Vcpu => "vcpu",
            Self::MemoryGib => "memory_gib",
            Self::ContainerGroups => "groups",
            Self::Vpcs => "vpcs",
            Self::VSwitches => "vswitches",
            Self::SecurityGroups => "security_groups",
            Self::Eips => "eips",
            Self::ScalingGroups => "scaling_groups",
            Self::ScalingConfigurations => "scaling_configurations",
            Self::ScalingRules => "scaling_rules",
            Self::RegistryInstances => "registry_instances",
            Self::Namespaces => "namespaces",
            Self::Repositories => "repositories",
        }
    }

    /// As the page and a refusal name it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Vcpu => "vCPU",
            Self::MemoryGib => "Memory",
            Self::ContainerGroups => "Container groups",
            Self::Vpcs => "VPCs",
            Self::VSwitches => "vSwitches",
            Self::SecurityGroups => "Security groups",
            Self::Eips => "Elastic IPs",
            Self::ScalingGroups => "Scaling groups",
            Self::ScalingConfigurations => "Scaling configurations",
            Self::ScalingRules => "Scaling rules",
            Self::RegistryInstances => "Registry instances",
            Self::Namespaces => "Namespaces",
            Self::Repositories => "Image repositories",
        }
    }

    /// What stands behind the amount; empty for what is counted in pieces.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Vcpu => "vCPU",
            Self::MemoryGib => "GiB",
            _ => "",
        }
    }

    pub fn product(self) -> Product {
        match self {
            Self::Vcpu | Self::MemoryGib | Self::ContainerGroups => Product::Containers,
            Self::Vpcs | Self::VSwitches | Self::SecurityGroups | Self::Eips => Product::Network,
            Self::ScalingGroups | Self::ScalingConfigurations | Self::ScalingRules => Product::Scaling,
            Self::RegistryInstances | Self::Namespaces | Self::Repositories => Product::Registry,
        }
    }

    /// The limit unless somebody sets another, on a machine with so many cores (decision "Quota defaults").
    fn default_limit(self, cores: u32) -> u64 {
        let vcpu = u64::from(cores).saturating_mul(32).max(256);
        match self {
            Self::Vcpu => vcpu,
            Self::MemoryGib => vcpu * 2,
            Self::ContainerGroups => 10_000,
            Self::Vpcs => 50,
            Self::VSwitches | Self::SecurityGroups => 500,
            Self::Eips => 200,
            Self::ScalingGroups => 2_000,
            Self::ScalingConfigurations | Self::ScalingRules => 20_000,
            Self::RegistryInstances => 20,
            Self::Namespaces => 1_000,
            Self::Repositories => 20_000,
        }
    }
}

/// The largest limit that can be set.
pub const MOST: u64 = 1_000_000_000;

/// Refuses limits that are no sensible number.
pub fn check_limit(limit: u64) -> Result<()> {
    if limit > MOST {
        return Err(Error::invalid("limit", format!("Upper Limit is 0 to 1000000000, not {limit}.")));
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
        Self(Entitlement::ALL.into_iter().map(|entitlement| (entitlement, entitlement.default_limit(cores))).collect())
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
    let what = match entitlement {
        Entitlement::MemoryGib => "GiB of memory".to_owned(),
        Entitlement::Vcpu | Entitlement::Vpcs | Entitlement::VSwitches => entitlement.label().to_owned(),
        Entitlement::Eips => "elastic IPs".to_owned(),
        other => other.label().to_lowercase(),
    };
    Error::quota_exceeded(format!(
        "Region {region} has a quota of {limit} {what}; {used} are used and this order needs {asked}."
    ))
}

/// Something that is limited everywhere alike and cannot be raised (QTA-05).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixedLimit {
    pub what: &'static str,
    pub limit: &'static str,
}

/// Those that there are.
pub const FIXED: [FixedLimit; 14] = [
    FixedLimit { what: "Containers in a group", limit: "20" },
    FixedLimit { what: "Tags of a group", limit: "20" },
    FixedLimit { what: "Characters of a tag's key or value", limit: "63" },
    FixedLimit { what: "Groups in one order", limit: "50" },
    FixedLimit { what: "Temporary storage of a group", limit: "40 GiB" },
    FixedLimit { what: "vCPU of a group", limit: "64" },
    FixedLimit { what: "Memory of a group", limit: "256 GiB" },
    FixedLimit { what: "Characters of a repository's name", limit: "2 to 120" },
    FixedLimit { what: "Bandwidth of an EIP", limit: "1 to 200 Mbps" },
    FixedLimit { what: "Rules of a security group", limit: "200" },
    FixedLimit { what: "Rules of a whitelist", limit: "100" },
    FixedLimit { what: "Namespaces of an instance of the Personal Edition", limit: "3" },
    FixedLimit { what: "Repositories of an instance of the Personal Edition", limit: "20" },
    FixedLimit { what: "A manifest", limit: "4 MiB" },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_and_labels_are_told_apart() {
        for (place, one) in Entitlement::ALL.into_iter().enumerate() {
            for other in &Entitlement::ALL[place + 1..] {
                assert_ne!(one.counter(), other.counter());
                assert_ne!(one.label(), other.label());
            }
        }
    }

    #[test]
    fn what_the_page_calls_fixed_is_what_the_rules_say() {
        let says = |what: &str| FIXED.iter().find(|one| one.what == what).unwrap().limit.to_owned();
        assert_eq!(says("Containers in a group"), crate::containers::MOST_CONTAINERS.to_string());
        assert_eq!(says("Tags of a group"), crate::containers::MOST_TAGS.to_string());
        assert_eq!(says("Groups in one order"), crate::containers::view::MOST_QUANTITY.to_string());
        assert_eq!(says("Temporary storage of a group"), format!("{} GiB", crate::containers::WRITABLE_GIB));
        let (least, most) = crate::network::BANDWIDTH_MBPS;
        assert_eq!(says("Bandwidth of an EIP"), format!("{least} to {most} Mbps"));
        assert_eq!(says("Rules of a security group"), crate::network::MOST_RULES.to_string());
        assert_eq!(says("Rules of a whitelist"), crate::registry::whitelist::MOST_RULES.to_string());
        assert_eq!(says("A manifest"), format!("{} MiB", crate::registry::MANIFEST_BYTES >> 20));
        let personal = (crate::registry::PERSONAL_NAMESPACES, crate::registry::PERSONAL_REPOSITORIES);
        assert_eq!(says("Namespaces of an instance of the Personal Edition"), personal.0.to_string());
        assert_eq!(says("Repositories of an instance of the Personal Edition"), personal.1.to_string());
    }

    #[test]
    fn defaults_follow_the_cores() {
        assert_eq!(Limits::for_cores(2).of(Entitlement::Vcpu), 256);
        assert_eq!(Limits::for_cores(64).of(Entitlement::Vcpu), 2048);
        assert_eq!(Limits::for_cores(64).of(Entitlement::MemoryGib), 4096);
    }

    #[test]
    fn limits_of_an_older_store_read() {
        let limits: Limits = serde_json::from_str(r#"{"vcpu":7}"#).unwrap();
        assert_eq!(limits.of(Entitlement::Vcpu), 7);
        assert_eq!(limits.of(Entitlement::RegistryInstances), 20);
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
