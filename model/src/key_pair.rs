//! **Key Pair**: an SSH key by which Gantry proves to others who it is, as a code repository over SSH asks. The private half is made
//! and kept by Gantry, sealed, and never shown; or only a public half is kept that somebody gave.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::kind::KeyPairId;
use crate::message::{Message, common as say};
use crate::name;
use crate::page::PageRequest;
use crate::time::Moment;

/// Bytes of a public key's line; RSA of 16,384 bits is shorter.
pub const PUBLIC_KEY_BYTES: usize = 8 * 1024;

/// What is kept of a key pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPairSpec {
    /// Type and key, as in an `authorized_keys` file, without comment.
    pub public_key: String,
    /// `SHA256:` and 43 characters of base64.
    pub fingerprint: String,
    /// `ssh-ed25519`, `ssh-rsa`, …
    pub algorithm: String,
    /// The private half, sealed by the installation's key, in base64; none where only the public half was given. Leaves the engine never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}

/// **Create Key Pair**.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewKeyPair {
    /// Where it belongs.
    pub region: String,
    /// 2 to 64 characters, unique in the region.
    pub name: String,
    /// A public key that somebody gives; Gantry makes an Ed25519 key where there is none.
    pub public_key: Option<String>,
}

impl NewKeyPair {
    /// Checks what needs no look at the key itself.
    ///
    /// # Errors
    /// Invalid on `name` or `public_key`.
    pub fn validate(&self) -> Result<()> {
        name::resource("name", say::field_key_pair_name(), &self.name)?;
        self.public_key.as_deref().map_or(Ok(()), check_public_key)
    }
}

/// Checks the form of a public key's line; whether the key itself is sound is the engine's to say.
///
/// # Errors
/// Invalid on `public_key`. A private key that was pasted by mistake is named as such and not repeated.
pub fn check_public_key(line: &str) -> Result<()> {
    let refuse = |message: Message| Err(Error::invalid("public_key", message));
    if line.contains("PRIVATE KEY") {
        return refuse(say::private_key_pasted());
    }
    if line.len() > PUBLIC_KEY_BYTES {
        return refuse(say::public_key_too_long(PUBLIC_KEY_BYTES, line.len()));
    }
    let mut words = line.trim().split(' ');
    let known = |word: &str| word == "ssh-ed25519" || word == "ssh-rsa" || word.starts_with("ecdsa-sha2-nistp");
    let base64 = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    let fits = words.next().is_some_and(known) && words.next().is_some_and(|key| key.len() > 32 && base64(key));
    if fits && !line.trim().contains(['\r', '\n']) {
        return Ok(());
    }
    refuse(say::no_public_key(say::rule_public_key()))
}

/// Which key pairs a list asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeyPairFilter {
    /// Of which region.
    pub region: String,
    /// The part; it is searched by name, id and fingerprint.
    pub page: PageRequest,
}

/// A key pair as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPairRow {
    /// Its id.
    pub id: KeyPairId,
    /// Its name.
    pub name: String,
    /// As in [`KeyPairSpec`].
    pub public_key: String,
    /// As in [`KeyPairSpec`].
    pub fingerprint: String,
    /// As in [`KeyPairSpec`].
    pub algorithm: String,
    /// Whether Gantry has the private half.
    pub private: bool,
    /// When it was made.
    pub created: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_key_that_was_pasted_is_named_and_not_repeated() {
        let secret = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----";
        let refused = check_public_key(secret).unwrap_err();
        assert_eq!(refused.field(), Some("public_key"));
        assert!(refused.to_string().contains("private key") && !refused.to_string().contains("b3Blbn"));
    }

    #[test]
    fn only_lines_of_known_types_are_keys() {
        let key = "AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9/cu7/QEXn9OIeZJ";
        assert_eq!(check_public_key(&format!("ssh-ed25519 {key} me@here")), Ok(()));
        for bad in ["", "ssh-ed25519", "ssh-dss AAAA", &format!("ssh-ed25519 {key}\nssh-ed25519 {key}"), "hello world"]
        {
            assert!(check_public_key(bad).is_err(), "{bad}");
        }
    }
}
