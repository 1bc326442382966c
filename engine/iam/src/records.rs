//! What identity keeps, and what a browser is handed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gantry_model::time::Timestamp;
use sha2::{Digest as _, Sha256};

use super::{IDLE_MS, LONGEST_MS};
use gantry_platform::secrets::{Secrets, random_bytes};

pub use gantry_platform::documents::{Session, User};

/// When a session ends that is used at `used_at` and not again.
pub(super) fn end_of_session(created_at: Timestamp, used_at: Timestamp, kept: bool) -> Timestamp {
    let absolute = created_at.plus(LONGEST_MS);
    if kept { absolute } else { absolute.min(used_at.plus(IDLE_MS)) }
}

/// What stands for a session: the value of its cookie. `{:?}` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub(super) fn random() -> Self {
        Self(URL_SAFE_NO_PAD.encode(random_bytes::<32>()))
    }

    /// What a browser sent, if it can be a token.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// For the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub(super) fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Proof that a browser has signed in to an account before: the value of the device cookie. It opens nothing; it only
/// keeps the browser's failures apart from those of its network (`throttle.rs`).
#[derive(Clone, PartialEq, Eq)]
pub struct Device(String);

const DEVICE: &str = "device cookie";

impl Device {
    pub(super) fn new(secrets: &Secrets, account: &str) -> Self {
        let nonce = random_bytes::<16>();
        Self(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &Self::mac(secrets, &nonce, account)].concat()))
    }

    /// What a browser sent. Whether it proves anything is found out at sign-in.
    pub fn from_cookie(text: &str) -> Self {
        Self(text.chars().take(128).collect())
    }

    /// For the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The browser's number, if this was made here for this account.
    pub(super) fn verify(&self, secrets: &Secrets, account: &str) -> Option<[u8; 16]> {
        let bytes = URL_SAFE_NO_PAD.decode(&self.0).ok()?;
        let (nonce, mac) = bytes.split_first_chunk::<16>()?;
        let same: bool = subtle::ConstantTimeEq::ct_eq(mac, Self::mac(secrets, nonce, account).as_slice()).into();
        same.then_some(*nonce)
    }

    fn mac(secrets: &Secrets, nonce: &[u8; 16], account: &str) -> [u8; 32] {
        secrets.keyed_hash(DEVICE, &[nonce.as_slice(), account.as_bytes()].concat())
    }
}

impl std::fmt::Debug for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Device(…)")
    }
}

/// A sign-in that succeeded, or a changed password: what the browser gets.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub session: Session,
    pub token: Token,
    pub device: Device,
}
