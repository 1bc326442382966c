//! Image addresses (REG-20, REG-21): `HOST[:PORT]/INSTANCE/NAMESPACE/REPOSITORY:TAG`, and digests.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::message::{Message, common, registry as say};
use crate::name;

/// Characters of an address without tag.
const ADDRESS_LENGTH: usize = 512;

/// A content address of the OCI image specification: `sha256:` or `sha512:` and lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(String);

impl Digest {
    pub fn parse(text: &str) -> Result<Self> {
        let hex =
            |hex: &str, length| hex.len() == length && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let legal = match text.split_once(':') {
            Some(("sha256", digits)) => hex(digits, 64),
            Some(("sha512", digits)) => hex(digits, 128),
            _ => false,
        };
        if legal {
            return Ok(Self(text.to_owned()));
        }
        let shown: String = text.chars().take(80).collect();
        Err(Error::invalid("digest", say::digest_rule(shown)))
    }

    /// The digest that these hexadecimal digits of SHA-256 make.
    pub fn sha256_hex(hex: &str) -> Result<Self> {
        Self::parse(&format!("sha256:{hex}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `sha256` or `sha512`.
    pub fn algorithm(&self) -> &str {
        self.0.split_once(':').map_or("", |(algorithm, _)| algorithm)
    }

    pub fn hex(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, hex)| hex)
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Digest {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.0
    }
}

/// Path of a repository in our registry: `INSTANCE/NAMESPACE/REPOSITORY`; the repository's name may hold slashes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RepositoryPath {
    pub instance: String,
    pub namespace: String,
    pub repository: String,
}

impl RepositoryPath {
    pub fn parse(path: &str) -> Result<Self> {
        let mut parts = path.splitn(3, '/');
        let (Some(instance), Some(namespace), Some(repository)) = (parts.next(), parts.next(), parts.next()) else {
            let shown: String = path.chars().take(120).collect();
            return Err(Error::invalid("name", say::repository_path_rule(shown)));
        };
        name::address_part("name", crate::message::common::field_instance(), instance)?;
        name::namespace("name", namespace)?;
        name::repository("name", repository)?;
        Ok(Self { instance: instance.to_owned(), namespace: namespace.to_owned(), repository: repository.to_owned() })
    }
}

impl std::fmt::Display for RepositoryPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.instance, self.namespace, self.repository)
    }
}

/// Splits an address as typed into host (if its first part can only be one) and path.
pub fn split_host(address: &str) -> (Option<&str>, &str) {
    match address.split_once('/') {
        Some((first, rest)) if first.contains(['.', ':']) || first == "localhost" => (Some(first), rest),
        _ => (None, address),
    }
}

/// The refusal of an image that is not in this installation's registry: until images are pulled from elsewhere (C-10), no other can be run.
pub fn not_in_our_registry(field: &str, address: &str) -> Error {
    let shown: String = address.chars().take(120).collect();
    Error::invalid(field, say::not_in_this_registry(shown))
}

/// Refuses what [`not_in_our_registry`] is about, at the field. `hosts` are those of the registry; none where the runtime takes images from
/// anywhere.
pub fn check_our_registry(field: &str, address: &str, hosts: &[String]) -> Result<()> {
    let host = address.split('/').next().unwrap_or_default();
    if hosts.is_empty() || hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host)) {
        return Ok(());
    }
    Err(not_in_our_registry(field, address))
}

/// Checks Container Image as typed (ECI-32): `nginx`, `library/nginx`, `HOST[:PORT]/path`. Without tag: the version has
/// a field of its own.
pub fn check_address(field: &str, address: &str) -> Result<()> {
    let refuse = |rule: fn(&str) -> Message| {
        let shown: String = address.chars().take(120).collect();
        Err(Error::invalid(field, rule(&shown)))
    };
    if address.is_empty() {
        return Err(Error::invalid(field, common::is_empty(say::field_container_image())));
    }
    if address.len() > ADDRESS_LENGTH {
        return refuse(|shown| say::image_address_too_long(shown, ADDRESS_LENGTH));
    }
    let (host, path) = split_host(address);
    if path.contains([':', '@']) {
        return refuse(|shown| say::image_address_with_version(shown));
    }
    if let Some(host) = host {
        let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
        let legal = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
        let alphanumeric = |c: char| c.is_ascii_alphanumeric();
        if !name.starts_with(alphanumeric)
            || !name.ends_with(alphanumeric)
            || !name.bytes().all(legal)
            || !matches!(port.parse::<u16>(), Ok(1..))
        {
            return refuse(|shown| say::image_host_rule(shown));
        }
    }
    let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    let part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(legal)
            && !part.starts_with(['.', '_', '-'])
            && !part.ends_with(['.', '_', '-'])
    };
    if !path.split('/').all(part) {
        return refuse(|shown| say::image_path_rule(shown));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digests_are_strict() {
        assert!(Digest::parse(&format!("sha256:{}", "a".repeat(64))).is_ok());
        for bad in [
            "sha256:",
            "md5:d41d8cd98f00b204e9800998ecf8427e",
            &format!("sha256:{}", "A".repeat(64)),
            &format!("sha256:{}", "a".repeat(63)),
        ] {
            assert!(Digest::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn paths_have_three_parts_and_more_slashes() {
        let path = RepositoryPath::parse("default/eci_open/team/web").unwrap();
        assert_eq!(path.repository, "team/web");
        for bad in ["web", "default/web", "default//web", "Default/a1/web", "default/ns/../etc"] {
            assert!(RepositoryPath::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_image_of_elsewhere_is_refused_at_the_field() {
        let ours = ["cloud.example.org:8443".to_owned(), "registry-vpc.internal".to_owned()];
        let check = |address: &str| check_our_registry("image", address, &ours);
        for address in ["registry-vpc.internal/default/x-eci/web", "Cloud.Example.org:8443/a/b/c"] {
            check(address).unwrap();
        }
        for address in ["nginx", "docker.io/library/nginx", "cloud.example.org/a/b/c"] {
            let error = check(address).unwrap_err();
            assert_eq!(error.field(), Some("image"));
            assert!(error.to_string().contains(address) && error.to_string().contains("Push the image"), "{error}");
        }
        check_our_registry("image", "nginx", &[]).unwrap();
    }

    #[test]
    fn addresses_as_people_type_them() {
        for good in
            ["nginx", "library/nginx", "docker.io/anxious834/nginx", "127.0.0.1:8080/default/x-eci/web", "fail/pull"]
        {
            assert_eq!(check_address("image", good), Ok(()), "{good}");
        }
        for bad in ["", "nginx:latest", "Nginx", "a//b", "host:99999/a", "../etc", "a@sha256:1"] {
            assert!(check_address("image", bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_input_panics(text in "\\PC{0,200}") {
            let _ = Digest::parse(&text);
            let _ = RepositoryPath::parse(&text);
            let _ = check_address("image", &text);
        }
    }
}
