//! Hashing passwords with argon2id, off the asynchronous threads and a few at a time.
//!
//! A hash takes tens of milliseconds and 19 MiB on purpose. A flood of sign-ins therefore waits here, in a line of limited length, and
//! leaves the rest of the server alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordVerifier as _, Version};
use gantry_model::{Error, Result, message::iam as say};
use tokio::sync::Semaphore;

/// More callers than this are turned away.
const MOST_WAITING: usize = 64;
/// No password is longer ([`gantry_model::iam::check_password`] allows 128 characters); longer input is not hashed.
const MOST_BYTES: usize = 512;

/// What a hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashCost {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Default for HashCost {
    /// 19 MiB and 2 passes, the least that OWASP's password storage cheat sheet asks of argon2id.
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2 }
    }
}

impl HashCost {
    /// So cheap that it protects nothing. For tests.
    pub const CHEAP: Self = Self { memory_kib: 8, passes: 1 };
}

/// Hashes and verifies. Clones share the line.
#[derive(Clone)]
pub(super) struct Hasher {
    argon2: Argon2<'static>,
    /// Verified where there is no account, so that the answer takes as long.
    decoy: Arc<str>,
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Hasher {
    pub(super) fn new(cost: HashCost) -> Result<Self> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(Error::internal)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = hash(&argon2, "no password hashes to this account")?;
        // One core stays free for everybody else, where there is more than one.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let places = Arc::new(Semaphore::new(cores.saturating_sub(1).max(1)));
        Ok(Self { argon2, decoy: decoy.into(), places, waiting: Arc::default() })
    }

    /// The hash in PHC format, with a salt of its own.
    pub(super) async fn hash(&self, password: &str) -> Result<String> {
        let (argon2, password) = (self.argon2.clone(), password.to_owned());
        self.run(move || hash(&argon2, &password)).await?
    }

    /// Whether this is the password; with no hash to compare with it takes as long and is not.
    pub(super) async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool> {
        let (argon2, stored_is_there) = (self.argon2.clone(), stored.is_some());
        let stored = stored.unwrap_or(&self.decoy).to_owned();
        let fits = password.len() <= MOST_BYTES;
        let password = if fits { password.to_owned() } else { String::new() };
        let matches = self
            .run(move || {
                PasswordHash::new(&stored)
                    .map(|hash| argon2.verify_password(password.as_bytes(), &hash).is_ok())
                    .map_err(|error| Error::internal(format!("a stored password hash does not read: {error}")))
            })
            .await??;
        Ok(matches && stored_is_there && fits)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let line = Line::join(&self.waiting).ok_or_else(|| Error::unavailable(say::too_many_sign_ins()))?;
        let place = self.places.clone().acquire_owned().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            let _place = (place, line);
            work()
        })
        .await
        .map_err(Error::internal)
    }
}

/// A place in the line, given up however the caller goes.
struct Line(Arc<AtomicUsize>);

impl Line {
    fn join(waiting: &Arc<AtomicUsize>) -> Option<Self> {
        let line = Self(waiting.clone());
        (waiting.fetch_add(1, Ordering::Relaxed) < MOST_WAITING).then_some(line)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Result<String> {
    let salt = gantry_platform::secrets::random_bytes::<16>();
    let hash: PasswordHash = argon2.hash_password_with_salt(password.as_bytes(), &salt).map_err(Error::internal)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_alone_verifies() {
        let hasher = Hasher::new(HashCost::CHEAP).unwrap();
        let stored = hasher.hash("Passw0rd!").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{stored}");
        assert!(hasher.verify("Passw0rd!", Some(&stored)).await.unwrap());
        assert!(!hasher.verify("passw0rd!", Some(&stored)).await.unwrap());
        assert!(!hasher.verify("", Some(&stored)).await.unwrap());
        assert_ne!(stored, hasher.hash("Passw0rd!").await.unwrap(), "each hash has a salt of its own");
    }

    #[tokio::test]
    async fn without_an_account_nothing_verifies() {
        let hasher = Hasher::new(HashCost::CHEAP).unwrap();
        assert!(!hasher.verify("no password hashes to this account", None).await.unwrap());
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_still_verifies() {
        let stored = Hasher::new(HashCost { memory_kib: 64, passes: 2 }).unwrap().hash("Passw0rd!").await.unwrap();
        assert!(Hasher::new(HashCost::CHEAP).unwrap().verify("Passw0rd!", Some(&stored)).await.unwrap());
    }

    #[tokio::test]
    async fn endless_input_is_not_hashed() {
        let hasher = Hasher::new(HashCost::CHEAP).unwrap();
        let stored = hasher.hash("").await.unwrap();
        assert!(!hasher.verify(&"x".repeat(1 << 20), Some(&stored)).await.unwrap());
    }

    #[test]
    fn the_line_has_an_end() {
        let waiting = Arc::default();
        let places: Vec<_> = (0..MOST_WAITING).map(|_| Line::join(&waiting).unwrap()).collect();
        assert!(Line::join(&waiting).is_none());
        drop(places);
        assert!(Line::join(&waiting).is_some());
    }
}
