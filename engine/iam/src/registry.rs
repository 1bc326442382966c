//! The password by which a person's container tools sign in to the registry (IAM-06; decision «Passwords»).
//!
//! Clients send it with every request or token request. A verified one is remembered for 60 s, as a hash under a key that lives as long as the process,
//! over the name, the password and the stored hash: once the stored hash is another, nothing remembered fits any more, whatever is verified
//! at that moment.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use gantry_model::iam::{Actor, check_password};
use gantry_model::kind::{Id as _, ResourceKind};
use gantry_model::time::Timestamp;
use gantry_model::{Error, Result, message::iam as say};

use super::Iam;
use super::records::User;
use super::sign_in::Refusal;
use super::throttle::Realm;
use gantry_platform::context::{Context, Origin};
use gantry_platform::secrets::{mac, random_bytes};

/// How long a verified credential is remembered, in milliseconds.
const REMEMBER_MS: i64 = 60 * 1000;
/// At most so many are.
const MOST_REMEMBERED: usize = 1024;

impl Iam {
    /// **Reset Docker Login Password**: sets the actor's password for the registry. Clients that use the old one are refused from here on.
    ///
    /// # Errors
    /// Invalid with field `password`.
    pub(crate) async fn registry_password_reset(&self, context: &Context, password: String) -> Result<()> {
        let id = context.person()?;
        check_password("password", &password)?;
        let hash = self.inner.hasher.hash(&password).await?;
        self.inner
            .store
            .write(context, move |tx| {
                tx.user_set_registry_password(&id, &hash)?;
                let user = tx.user(&id)?;
                tx.about_other(ResourceKind::User.token(), id.as_str(), "", &user.name);
                Ok(())
            })
            .await?;
        self.inner.verified.forget();
        Ok(())
    }

    /// Whose name and registry password these are.
    ///
    /// # Errors
    /// [`Refusal::Wait`] after too many failures; Unauthenticated when they are nobody's.
    pub async fn verify_registry_password(
        &self,
        name: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<Actor, Refusal> {
        let known = name.to_owned();
        let user = self.inner.store.read(move |read| read.user_by_name(&known)).await?;
        if let Some(user) = user.filter(|user| self.inner.verified.fits(user, password, self.now())) {
            return Ok(user.actor());
        }
        let attempt = self.attempt(Realm::Registry, name, origin, None);
        let user =
            self.verify(&attempt, password, origin, |user| user.registry_password.clone()).await.map_err(|error| {
                match error {
                    Refusal::Wrong => Error::unauthenticated(say::registry_password_wrong()).into(),
                    other => other,
                }
            })?;
        self.inner.verified.remember(&user, password, self.now());
        Ok(user.actor())
    }
}

/// What was verified within the last minute.
pub(super) struct Verified {
    key: [u8; 32],
    until: Mutex<HashMap<[u8; 32], Timestamp>>,
}

impl Default for Verified {
    fn default() -> Self {
        Self { key: random_bytes(), until: Mutex::default() }
    }
}

impl Verified {
    fn entry(&self, user: &User, password: &str) -> Option<[u8; 32]> {
        let stored = user.registry_password.as_deref()?;
        Some(mac(&self.key, &format!("{} {stored}", user.id), password.as_bytes()))
    }

    pub(super) fn fits(&self, user: &User, password: &str, now: Timestamp) -> bool {
        let Some(entry) = self.entry(user, password) else { return false };
        let until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        until.get(&entry).is_some_and(|until| *until > now)
    }

    fn remember(&self, user: &User, password: &str, now: Timestamp) {
        let Some(entry) = self.entry(user, password) else { return };
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        until.retain(|_, until| *until > now);
        if until.len() < MOST_REMEMBERED {
            until.insert(entry, now.plus(REMEMBER_MS));
        }
    }

    fn forget(&self) {
        self.until.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
