//! People, their passwords and their sessions.
//!
//! **Signing in.** [`Iam::sign_in`] takes a name and a password and gives a [`SignedIn`]: a session and the token that stands for it. The token is
//! 256 random bits, goes into a cookie, and is stored as its SHA-256 only. Each sign-in makes a new session and ends the one that the browser
//! had before, so that a token planted in a browser is worth nothing. A change of the password ends all of the person's sessions and makes a new one.
//!
//! **A session ends** when it is ended ([`Iam::end_session`]), 8 hours after its last use ([`IDLE_MS`]), or 7 days after its beginning
//! ([`LONGEST_MS`]). «Keep me signed in» leaves out the 8 hours. Ends are noticed at once by who waits for them ([`Iam::until_ended`]).
//!
//! **Passwords** are argon2id. Guessing is slowed down, nobody is locked out (`throttle.rs`); an unknown name takes as long as a wrong password
//! and gets the same answer. A one-time password lets its owner do one thing: choose another.
//!
//! **The registry's password** of a person is a second one (IAM-06), set by reset and never shown. It opens the registry and nothing else.
//!
//! What is not here: what a person may do. [`Context::authorise`](gantry_platform::context::Context::authorise) decides that.

mod first_start;
mod held;
mod key_pairs;
mod operation_log;
mod password;
mod records;
mod registry;
mod sessions;
mod sign_in;
mod throttle;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use gantry_model::Result;
use gantry_model::time::Timestamp;
use tokio::sync::{OnceCell, watch};

pub use self::first_start::{FirstPassword, PASSWORD_FILE, recover};
pub use self::password::HashCost;
pub use self::records::{Device, Session, SignedIn, Token, User};
pub use self::sign_in::{Credentials, Refusal};
pub use self::throttle::LONGEST_PAUSE;
use gantry_platform::secrets::Secrets;
use gantry_platform::settings::Settings;
use gantry_platform::store::Store;

/// A session that was not used for so long has ended, in milliseconds: 8 hours. Not for who asked to be kept signed in.
pub const IDLE_MS: i64 = 8 * 3600 * 1000;
/// A session ends so long after its beginning, however much it is used, in milliseconds: 7 days.
pub const LONGEST_MS: i64 = 7 * 24 * 3600 * 1000;
/// The last use is written down at most so often, in milliseconds: a minute.
const TOUCH_MS: i64 = 60 * 1000;
/// A person has at most so many sessions; the one that was not used for longest goes.
const MOST_SESSIONS: u32 = 50;

gantry_model::iam_operations!(gantry_platform::call::dispatch, Iam);

/// The handle of this area. Clones share it.
#[derive(Clone)]
pub struct Iam {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    settings: Arc<Settings>,
    secrets: Secrets,
    hasher: password::Hasher,
    throttle: throttle::Throttle,
    /// Passwords that are being looked at.
    looking: held::Held<throttle::Attempted, OnceCell<bool>>,
    verified: registry::Verified,
    /// Rings when any session was ended.
    ended: watch::Sender<u64>,
}

impl Iam {
    /// The people of this store. Its clock is the store's.
    ///
    /// # Errors
    /// Invalid when argon2 does not know such a cost.
    pub fn new(store: Store, settings: Arc<Settings>, secrets: Secrets, cost: HashCost) -> Result<Self> {
        let inner = Inner {
            store,
            settings,
            secrets,
            hasher: password::Hasher::new(cost)?,
            throttle: throttle::Throttle::default(),
            looking: held::Held::default(),
            verified: registry::Verified::default(),
            ended: watch::Sender::new(0),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    fn now(&self) -> Timestamp {
        self.inner.store.clock().now()
    }
}

impl std::fmt::Debug for Iam {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Iam")
    }
}

impl gantry_platform::call::Call for Iam {
    fn log(&self) -> &Store {
        &self.inner.store
    }
}
