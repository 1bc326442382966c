//! Typed ids: a prefix that names the kind and 20 characters of base32 that sort by time (decision C-26).

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

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
    /// Prefix before the dash, e.g. `eci`.
    const PREFIX: &'static str;
    /// What people call the thing, for messages, e.g. `container group`.
    const NOUN: &'static str;

    fn parse(text: &str) -> Result<Self>;
    /// An id for this moment and this chance; see [`time_ordered`].
    fn from_parts(milliseconds: u64, chance: u64) -> Self;
    fn as_str(&self) -> &str;
}

fn is_id(prefix: &str, text: &str) -> bool {
    text.strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('-'))
        .is_some_and(|rest| rest.len() == LENGTH && rest.bytes().all(|byte| ALPHABET.contains(&byte)))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $prefix:literal, $noun:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;
            const NOUN: &'static str = $noun;

            fn parse(text: &str) -> Result<Self> {
                if is_id($prefix, text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(Error::not_found($noun, text.chars().take(64).collect::<String>()))
                }
            }

            fn from_parts(milliseconds: u64, chance: u64) -> Self {
                Self(format!("{}-{}", $prefix, time_ordered(milliseconds, chance)))
            }

            fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;
            fn from_str(text: &str) -> Result<Self> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Error;
            fn try_from(text: String) -> Result<Self> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    ContainerGroupId, "eci", "container group";
    RegistryInstanceId, "cri", "registry instance";
    NamespaceId, "crn", "namespace";
    RepositoryId, "crr", "repository";
    VpcId, "vpc", "VPC";
    VSwitchId, "vsw", "vSwitch";
    SecurityGroupId, "sg", "security group";
    EipId, "eip", "EIP";
    UserId, "usr", "user";
    SessionId, "ses", "session";
    OrderId, "ord", "order";
    ScalingGroupId, "asg", "scaling group";
    ScalingConfigurationId, "asc", "scaling configuration";
    ScalingRuleId, "asr", "scaling rule";
    ScalingActivityId, "asa", "scaling activity";
    RegionQuotaId, "quo", "quota";
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_are_twenty_characters_after_their_prefix() {
        let id = ContainerGroupId::from_parts(1_760_000_000_000, u64::MAX);
        assert_eq!(id.as_str().len(), "eci-".len() + 20);
        assert_eq!(ContainerGroupId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn another_kind_of_id_is_refused() {
        let id = VpcId::from_parts(1, 2);
        assert!(ContainerGroupId::parse(id.as_str()).is_err());
        assert!(ContainerGroupId::parse("eci-UPPER").is_err());
    }

    proptest! {
        #[test]
        fn ids_sort_by_time(a in 0u64..1 << 48, b in 0u64..1 << 48, x: u64, y: u64) {
            prop_assume!(a != b);
            prop_assert_eq!(a < b, time_ordered(a, x) < time_ordered(b, y));
        }

        #[test]
        fn parsing_never_panics(text in ".{0,80}") {
            let _ = ContainerGroupId::parse(&text);
        }
    }
}
