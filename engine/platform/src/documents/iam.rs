//! What the store keeps of identity: key pairs as documents, and people with their sessions in tables of their own, which no list shows
//! and no change log names.

use gantry_model::iam::{Actor, Role};
use gantry_model::key_pair::KeyPairSpec;
use gantry_model::kind::{KeyPairId, ResourceKind, SessionId, UserId};
use gantry_model::time::Timestamp;

use crate::store::catalog::KindInfo;
use crate::store::{Column, Kind};

/// The kinds of this area that are documents.
pub(super) const KINDS: &[KindInfo] = &[KindInfo::of::<KeyPair>()];

/// Kind of a key pair.
#[derive(Debug)]
pub struct KeyPair;

impl Kind for KeyPair {
    const KIND: &'static str = ResourceKind::KeyPair.token();
    const COLUMNS: &'static [Column] =
        &[Column::text("fingerprint", "spec.fingerprint"), Column::text("algorithm", "spec.algorithm")];
    const FOUND_BY: &'static [&'static str] = &["name", "id", "fingerprint"];
    const NOTE: &'static [&'static str] = &["algorithm"];
    type Id = KeyPairId;
    type Spec = KeyPairSpec;
    type Status = ();
}

/// A person, with the hashes of their passwords. Stays on this floor.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub name: String,
    pub role: Role,
    /// The hash of the password.
    pub password: String,
    pub password_at: Timestamp,
    /// The password is a one-time password.
    pub must_change: bool,
    /// The hash of the registry's password.
    pub registry_password: Option<String>,
    /// When the registry's password was set; `None` if it never was.
    pub registry_password_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

impl User {
    /// The person as commands know them.
    pub fn actor(&self) -> Actor {
        Actor::User { id: self.id.clone(), name: self.name.clone(), role: self.role }
    }
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("name", &self.name).finish_non_exhaustive()
    }
}

/// A person's session in a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub user: UserId,
    pub user_name: String,
    pub role: Role,
    /// The person has to choose a password before anything else.
    pub must_change: bool,
    /// «Keep me signed in»: only the absolute end counts.
    pub kept: bool,
    /// Where it was begun, as text.
    pub address: String,
    /// What the browser called itself at the beginning, cut.
    pub user_agent: String,
    pub created_at: Timestamp,
    /// To the minute.
    pub used_at: Timestamp,
    /// If it is not used again.
    pub ends_at: Timestamp,
}

impl Session {
    /// The person as commands know them.
    pub fn actor(&self) -> Actor {
        Actor::User { id: self.user.clone(), name: self.user_name.clone(), role: self.role }
    }
}
