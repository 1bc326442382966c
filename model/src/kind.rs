//! The table of kinds: everything that Gantry keeps by an id of its own, a line each.
//!
//! A line says what the rest of the house derives: the type of the id and its prefix, the token that tables, change log,
//! operation log and event stream carry, what people call one and several of it, the area that it belongs to, and how many of it
//! a region holds at first. To add a kind, add a line here; `docs/adding-a-resource.md` says what else.
//!
//! An id is a prefix that names the kind and 20 characters of base32 that sort by time (decision C-26).

use serde::{Deserialize, Serialize};

use crate::error::{Error, Lookup, Result};
use crate::message::{Message, quota as say};

/// Crockford's alphabet in lower case: no `i`, `l`, `o`, `u`, and it sorts like the number it writes.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 100 bits: 48 of milliseconds since 1970, 52 of chance.
const LENGTH: usize = 20;

/// The 20 characters for a moment (`milliseconds` since 1970, 48 bits) and `chance` (its low 52 bits are used).
pub fn time_ordered(milliseconds: u64, chance: u64) -> String {
    let bits = (u128::from(milliseconds & ((1 << 48) - 1)) << 52) | u128::from(chance & ((1 << 52) - 1));
    (0..LENGTH).rev().map(|place| ALPHABET[(bits >> (5 * place)) as usize & 31] as char).collect()
}

/// What all typed ids share.
pub trait Id: Sized + Clone + Eq + std::fmt::Display {
    /// What it is an id of.
    const KIND: ResourceKind;
    /// Prefix before the dash, e.g. `eci`.
    const PREFIX: &'static str = Self::KIND.prefix();
    /// What people call the thing, for messages, e.g. `container group`.
    const NOUN: &'static str = Self::KIND.noun();

    /// Reads an id.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a text that is no id of this kind.
    fn parse(text: &str) -> Result<Self>;
    /// An id for this moment and this chance; see [`time_ordered`].
    fn from_parts(milliseconds: u64, chance: u64) -> Self;
    /// As it is written.
    fn as_str(&self) -> &str;
}

fn is_id(prefix: &str, text: &str) -> bool {
    text.strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('-'))
        .is_some_and(|rest| rest.len() == LENGTH && rest.bytes().all(|byte| ALPHABET.contains(&byte)))
}

/// A part of Gantry with a name of its own, the same on every floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Container groups.
    Containers,
    /// VPCs, vSwitches, security groups, EIPs.
    Network,
    /// Groups that keep a number of container groups.
    Scaling,
    /// Images and who may reach them.
    Registry,
    /// Upper limits of a region.
    Quota,
    /// Orders and the account that pays them.
    Billing,
    /// People and their sessions.
    Iam,
}

impl Area {
    /// All of them, in the order of the console.
    pub const ALL: [Self; 7] =
        [Self::Containers, Self::Network, Self::Scaling, Self::Registry, Self::Quota, Self::Billing, Self::Iam];

    /// As the console names the product.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Containers => "Elastic Containers",
            Self::Network => "Network",
            Self::Scaling => "Auto Scaling",
            Self::Registry => "Container Registry",
            Self::Quota => "Entitlement Quota",
            Self::Billing => "Billing",
            Self::Iam => "Account",
        }
    }
}

/// How many of a kind a region holds, unless its administrator sets another limit.
#[derive(Debug, Clone, Copy)]
pub struct KindQuota {
    /// The stable word of the limit, in settings and stored limits.
    pub counter: &'static str,
    /// As the quota page names it.
    pub label: fn() -> Message,
    /// The limit at first.
    pub default: u64,
}

macro_rules! quota {
    () => {
        None
    };
    ($counter:literal, $label:path, $default:literal) => {
        Some(KindQuota { counter: $counter, label: $label, default: $default })
    };
}

macro_rules! kinds {
    ($(
        $(#[$doc:meta])*
        $kind:ident: $id:ident, $prefix:literal, $token:literal, $noun:literal, $plural:literal, $area:ident $(, quota($($quota:tt)*))?;
    )*) => {
        /// A kind of thing that Gantry keeps.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "&'static str")]
        pub enum ResourceKind {
            $($(#[$doc])* $kind,)*
        }

        impl ResourceKind {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The stable word that is stored, sent and compared: `container_group`.
            pub const fn token(self) -> &'static str {
                match self {
                    $(Self::$kind => $token,)*
                }
            }

            /// What stands before the dash of its ids: `eci`.
            pub const fn prefix(self) -> &'static str {
                match self {
                    $(Self::$kind => $prefix,)*
                }
            }

            /// What people call one of it: `container group`.
            pub const fn noun(self) -> &'static str {
                match self {
                    $(Self::$kind => $noun,)*
                }
            }

            /// What people call several of it: `container groups`.
            pub const fn plural(self) -> &'static str {
                match self {
                    $(Self::$kind => $plural,)*
                }
            }

            /// The area that it belongs to.
            pub const fn area(self) -> Area {
                match self {
                    $(Self::$kind => Area::$area,)*
                }
            }

            /// How many of it a region holds; `None` for what is not limited by number.
            pub const fn quota(self) -> Option<KindQuota> {
                match self {
                    $(Self::$kind => quota!($($($quota)*)?),)*
                }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(try_from = "String", into = "String")]
            pub struct $id(String);

            impl Id for $id {
                const KIND: ResourceKind = ResourceKind::$kind;

                fn parse(text: &str) -> Result<Self> {
                    if is_id($prefix, text) {
                        Ok(Self(text.to_owned()))
                    } else {
                        Err(Error::not_found(Self::KIND, text))
                    }
                }

                fn from_parts(milliseconds: u64, chance: u64) -> Self {
                    Self(format!("{}-{}", $prefix, time_ordered(milliseconds, chance)))
                }

                fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl std::fmt::Display for $id {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl std::str::FromStr for $id {
                type Err = Error;
                fn from_str(text: &str) -> Result<Self> {
                    Self::parse(text)
                }
            }

            impl TryFrom<String> for $id {
                type Error = Error;
                fn try_from(text: String) -> Result<Self> {
                    Self::parse(&text)
                }
            }

            impl From<$id> for String {
                fn from(id: $id) -> Self {
                    id.0
                }
            }

            impl AsRef<str> for $id {
                fn as_ref(&self) -> &str {
                    &self.0
                }
            }
        )*
    };
}

kinds! {
    /// One or more containers that run together.
    ContainerGroup: ContainerGroupId, "eci", "container_group", "container group", "container groups", Containers, quota("groups", say::container_groups, 10_000);
    /// A private network.
    Vpc: VpcId, "vpc", "vpc", "VPC", "VPCs", Network, quota("vpcs", say::vpcs, 50);
    /// A range of a VPC in one zone.
    VSwitch: VSwitchId, "vsw", "vswitch", "vSwitch", "vSwitches", Network, quota("vswitches", say::vswitches, 500);
    /// Rules of what may reach groups, and what they may reach.
    SecurityGroup: SecurityGroupId, "sg", "security_group", "security group", "security groups", Network, quota("security_groups", say::security_groups, 500);
    /// An address by which a group is reached from outside.
    Eip: EipId, "eip", "eip", "EIP", "EIPs", Network, quota("eips", say::eips, 200);
    /// Keeps a number of container groups.
    ScalingGroup: ScalingGroupId, "asg", "scaling_group", "scaling group", "scaling groups", Scaling, quota("scaling_groups", say::scaling_groups, 2_000);
    /// A version of what a scaling group makes.
    ScalingConfiguration: ScalingConfigurationId, "asc", "scaling_configuration", "scaling configuration", "scaling configurations", Scaling, quota("scaling_configurations", say::scaling_configurations, 20_000);
    /// When and how a scaling group changes its number.
    ScalingRule: ScalingRuleId, "asr", "scaling_rule", "scaling rule", "scaling rules", Scaling, quota("scaling_rules", say::scaling_rules, 20_000);
    /// One change of a scaling group's number.
    ScalingActivity: ScalingActivityId, "asa", "scaling_activity", "scaling activity", "scaling activities", Scaling;
    /// A registry of images with an address and an access control of its own.
    RegistryInstance: RegistryInstanceId, "cri", "registry_instance", "registry instance", "registry instances", Registry, quota("registry_instances", say::registry_instances, 20);
    /// Repositories that belong together.
    Namespace: NamespaceId, "crn", "namespace", "namespace", "namespaces", Registry, quota("namespaces", say::namespaces, 1_000);
    /// The versions of one image.
    Repository: RepositoryId, "crr", "repository", "repository", "repositories", Registry, quota("repositories", say::repositories, 20_000);
    /// The limits of a region.
    RegionQuota: RegionQuotaId, "quo", "quota", "quota", "quotas", Quota;
    /// Something to be confirmed and paid.
    Order: OrderId, "ord", "order", "order", "orders", Billing;
    /// An SSH key by which Gantry proves who it is.
    KeyPair: KeyPairId, "key", "key_pair", "key pair", "key pairs", Iam, quota("key_pairs", say::key_pairs, 500);
    /// A person.
    User: UserId, "usr", "user", "user", "users", Iam;
    /// A browser that somebody signed in with.
    Session: SessionId, "ses", "session", "session", "sessions", Iam;
}

impl ResourceKind {
    /// The kind with this token.
    pub fn of_token(token: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.token() == token)
    }

    /// The kind of an id, by its prefix; `None` for a text that is no id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| is_id(kind.prefix(), id))
    }
}

impl std::fmt::Display for ResourceKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.token())
    }
}

impl From<ResourceKind> for &'static str {
    fn from(kind: ResourceKind) -> Self {
        kind.token()
    }
}

impl TryFrom<String> for ResourceKind {
    type Error = Error;
    fn try_from(token: String) -> Result<Self> {
        Self::of_token(&token).ok_or_else(|| Error::not_found(Lookup::Kind, token))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_two_kinds_share_a_word() {
        type Word = fn(ResourceKind) -> &'static str;
        let words: [Word; 4] = [ResourceKind::prefix, ResourceKind::token, ResourceKind::noun, ResourceKind::plural];
        for word in words {
            let all: BTreeSet<_> = ResourceKind::ALL.iter().map(|&kind| word(kind)).collect();
            assert_eq!(all.len(), ResourceKind::ALL.len(), "{all:?}");
        }
        let counters: Vec<_> = ResourceKind::ALL.iter().filter_map(|kind| kind.quota()).collect();
        let told_apart: BTreeSet<_> = counters.iter().map(|quota| (quota.counter, (quota.label)())).collect();
        assert_eq!(told_apart.len(), counters.len());
    }

    #[test]
    fn tokens_are_plain_words_and_prefixes_are_letters() {
        for kind in ResourceKind::ALL {
            assert!(kind.token().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{kind}");
            assert!(kind.prefix().bytes().all(|byte| byte.is_ascii_lowercase()), "{kind}");
            assert_eq!(ResourceKind::of_token(kind.token()), Some(*kind));
        }
    }

    #[test]
    fn ids_are_twenty_characters_after_their_prefix() {
        let id = ContainerGroupId::from_parts(1_760_000_000_000, u64::MAX);
        assert_eq!(id.as_str().len(), "eci-".len() + 20);
        assert_eq!(ResourceKind::of_id(id.as_str()), Some(ResourceKind::ContainerGroup));
        assert_eq!(ContainerGroupId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn another_kind_of_id_is_refused() {
        let id = VpcId::from_parts(1, 2);
        assert!(ContainerGroupId::parse(id.as_str()).is_err());
        assert!(ContainerGroupId::parse("eci-UPPER").is_err());
        assert_eq!(ResourceKind::of_id("eci-UPPER"), None);
        assert_eq!(ResourceKind::of_id(""), None);
    }

    proptest! {
        #[test]
        fn ids_sort_by_time(a in 0u64..1 << 48, b in 0u64..1 << 48, x: u64, y: u64) {
            prop_assume!(a != b);
            prop_assert_eq!(a < b, time_ordered(a, x) < time_ordered(b, y));
        }

        #[test]
        fn an_id_is_read_only_as_it_is_written(text in "(eci|vpc)?-?[0-9a-zA-Z]{0,24}") {
            let well_formed = text.len() == 24 && text.starts_with("eci-")
                && text.bytes().skip(4).all(|byte| ALPHABET.contains(&byte));
            prop_assert_eq!(ContainerGroupId::parse(&text).is_ok(), well_formed);
        }
    }
}
