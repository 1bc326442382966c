//! Tokens of the registry: what a client shows instead of the password, for some minutes and for some repositories only.
//!
//! A token is sealed by the installation's key: nobody else can make, change or read one, and a restart of the server does not end it. It
//! holds the person, when their registry password was set, its end, and its scopes. Setting another password ends it.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use gantry_model::{Error, Result, id::UserId, message::registry as say, registry::scope::Scope, time::Timestamp};
use serde::{Deserialize, Serialize};

use super::{Caller, Registry};
use gantry_engine_iam::Refusal;
use gantry_platform::{clock, context::Origin};

const PURPOSE: &str = "registry token";
/// Characters of the longest token that is looked at.
const LONGEST: usize = 32 * 1024;

#[derive(Serialize, Deserialize)]
struct Claims {
    user: Option<UserId>,
    /// When the password was set that the token was given for.
    password_at: Option<Timestamp>,
    ends_at: Timestamp,
    scopes: Vec<Scope>,
}

/// A token for a client.
#[derive(Clone)]
pub struct Granted {
    pub token: String,
    /// Good for so many seconds.
    pub seconds: u64,
    pub issued_at: Timestamp,
}

impl std::fmt::Debug for Granted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Granted").field("seconds", &self.seconds).finish_non_exhaustive()
    }
}

impl Registry {
    /// Whose name and Docker login password these are, as a caller.
    ///
    /// # Errors
    /// Forbidden where no instance lets anybody in from there; Unauthenticated; [`Refusal::Wait`] after too many failures.
    pub async fn caller_by_password(&self, name: &str, password: &str, origin: &Origin) -> Result<Caller, Refusal> {
        let place = self.place(origin).await?;
        self.admit_login(&place).await?;
        let actor = self.inner.iam.verify_registry_password(name, password, origin).await?;
        Ok(Caller { actor: Some(actor), scopes: None, place })
    }

    /// Whoever gives no name, as a caller.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub async fn caller_without_name(&self, origin: &Origin) -> Result<Caller> {
        Ok(Caller { actor: None, scopes: None, place: self.place(origin).await? })
    }

    /// Gives a token for those of the scopes that the caller may have; for none of them it is good for logging in only.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub async fn grant(&self, caller: &Caller, asked: &[Scope]) -> Result<Granted> {
        let scopes = self.grantable(caller.actor.as_ref(), &caller.place, asked).await?;
        let user = caller.actor.as_ref().and_then(|actor| actor.user_id()).cloned();
        let password_at = match user.clone() {
            Some(id) => self.inner.store.read(move |read| Ok(read.user(&id)?.registry_password_at)).await?,
            None => None,
        };
        let (now, life) = (self.now(), self.settings().token_life);
        let claims = Claims { user, password_at, ends_at: clock::after(now, life), scopes };
        let claims = serde_json::to_vec(&claims).map_err(Error::internal)?;
        let token = BASE64_URL_SAFE_NO_PAD.encode(self.inner.secrets.seal(PURPOSE, &claims));
        Ok(Granted { token, seconds: life.as_secs(), issued_at: now })
    }

    /// Who shows this token.
    ///
    /// # Errors
    /// Unauthenticated when it is none of ours, has ended, or was given for an older password.
    pub async fn caller_by_token(&self, token: &str, origin: &Origin) -> Result<Caller> {
        let refused = || Error::unauthenticated(say::token_not_valid());
        if token.len() > LONGEST {
            return Err(refused());
        }
        let sealed = BASE64_URL_SAFE_NO_PAD.decode(token).map_err(|_| refused())?;
        let claims = self.inner.secrets.unseal(PURPOSE, &sealed).map_err(|_| refused())?;
        let claims: Claims = serde_json::from_slice(&claims).map_err(|_| refused())?;
        if claims.ends_at <= self.now() {
            return Err(refused());
        }
        let actor = match claims.user {
            None => None,
            Some(id) => {
                let user = self.inner.store.read(move |read| read.user(&id)).await.map_err(|_| refused())?;
                if user.registry_password_at != claims.password_at {
                    return Err(refused());
                }
                Some(user.actor())
            }
        };
        Ok(Caller { actor, scopes: Some(claims.scopes), place: self.place(origin).await? })
    }
}
