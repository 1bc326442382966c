//! From a name and a password to a session.

use gantry_model::{Error, Result, iam::check_password};

use super::records::{Device, Origin, Session, SignedIn, Token, User};
use super::throttle::{Attempt, Realm};
use super::{Iam, MOST_SESSIONS};
use crate::audit::{Operation, Outcome};
use crate::store::{Author, Tx};

/// What a person types at sign-in, and what their browser adds.
pub struct Credentials<'a> {
    pub user: &'a str,
    pub password: &'a str,
    /// «Keep me signed in»: no idle end.
    pub keep: bool,
    /// The session that the browser has now; it ends.
    pub replaces: Option<&'a Token>,
    /// The browser's device cookie.
    pub device: Option<&'a Device>,
}

impl Iam {
    /// Begins a session.
    ///
    /// # Errors
    /// Unauthenticated when name or password is wrong, with the same words for both; Unavailable, with the seconds to wait, after too many failures.
    pub async fn sign_in(&self, credentials: Credentials<'_>, origin: &Origin) -> Result<SignedIn> {
        let Credentials { user: name, password, keep, replaces, device } = credentials;
        let attempt = self.attempt(Realm::Console, name, origin, device);
        let user = self.verify(&attempt, password, origin, |user| Some(user.password.clone())).await?;
        let device = match (attempt.device, device) {
            (Some(_), Some(known)) => known.clone(),
            _ => Device::new(&self.inner.secrets, &user.name),
        };
        let replaced = replaces.map(Token::hash);
        let token = Token::random();
        let (hash, origin_of) = (token.hash(), origin.clone());
        let session = self
            .inner
            .store
            .write(origin.author(&user.id), move |tx| {
                // Whoever changed the password while it was verified must not be signed in by the old one.
                if tx.user(&user.id)?.password != user.password {
                    return Err(wrong());
                }
                if let Some(old) = replaced.map(|token| tx.session_by_token(&token)).transpose()?.flatten() {
                    tx.session_delete(&old.id)?;
                }
                let session = new_session(tx, &user, keep, &origin_of, &hash)?;
                tx.audit(&operation("sign_in", &user, Outcome::Done, ""))?;
                Ok(session)
            })
            .await?;
        self.ring();
        Ok(SignedIn { session, token, device })
    }

    /// Changes the password of the session's person. All of their sessions end; the result holds a new one. `current` is not asked of who
    /// signed in with a one-time password a moment ago.
    ///
    /// # Errors
    /// Invalid with field `current` or `password`; Unavailable after too many failures; Unauthenticated when the session has ended.
    pub async fn change_password(
        &self,
        session: &Session,
        current: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<SignedIn> {
        check_password("password", password)?;
        let id = session.user.clone();
        let user = self.inner.store.read(move |read| read.user(&id)).await?;
        if !user.must_change {
            let attempt = self.attempt(Realm::Console, &user.name, origin, None);
            self.verify(&attempt, current, origin, |user| Some(user.password.clone())).await.map_err(|error| {
                match error {
                    Error::Unauthenticated { .. } => Error::invalid("current", "This is not your current password."),
                    other => other,
                }
            })?;
        }
        if self.inner.hasher.verify(password, Some(&user.password)).await? {
            return Err(Error::invalid("password", "This is the password that you have now. Choose another one."));
        }
        let new = self.inner.hasher.hash(password).await?;
        let token = Token::random();
        let device = Device::new(&self.inner.secrets, &user.name);
        let (hash, origin_of, old) = (token.hash(), origin.clone(), session.clone());
        let session = self
            .inner
            .store
            .write(origin.author(&user.id), move |tx| {
                if tx.session(&old.id)?.is_none() {
                    return Err(Error::unauthenticated("Your session has ended. Sign in again."));
                }
                if tx.user(&user.id)?.password != user.password {
                    return Err(Error::conflict("Your password was changed meanwhile. Sign in with the new one."));
                }
                tx.user_set_password(&user.id, &new, false)?;
                tx.sessions_delete_of(&user.id, None)?;
                let user = tx.user(&user.id)?;
                let session = new_session(tx, &user, old.kept, &origin_of, &hash)?;
                tx.audit(&operation("password_change", &user, Outcome::Done, "All sessions ended."))?;
                Ok(session)
            })
            .await?;
        self.ring();
        self.forget_first_password().await;
        Ok(SignedIn { session, token, device })
    }

    pub(super) fn attempt(&self, realm: Realm, name: &str, origin: &Origin, device: Option<&Device>) -> Attempt {
        let device = device.and_then(|device| device.verify(&self.inner.secrets, name));
        Attempt { realm, account: name.to_owned(), address: origin.address, device }
    }

    /// The person, if this is the password whose hash `stored` picks. Counts, takes equally long either way, and writes down what was refused.
    pub(super) async fn verify(
        &self,
        attempt: &Attempt,
        password: &str,
        origin: &Origin,
        stored: impl Fn(&User) -> Option<String>,
    ) -> Result<User> {
        self.inner.throttle.begin(attempt, self.now()).map_err(|wait| {
            let seconds = wait.as_millis().div_ceil(1000);
            Error::unavailable(format!("Too many wrong passwords. Try again in {seconds} s."))
        })?;
        let name = attempt.account.clone();
        let user = self.inner.store.read(move |read| read.user_by_name(&name)).await?;
        let hash = user.as_ref().and_then(stored);
        let right = self.inner.hasher.verify(password, hash.as_deref()).await?;
        match user {
            Some(user) if right => {
                self.inner.throttle.succeeded(attempt);
                Ok(user)
            }
            user => {
                self.note_failure(attempt.realm, user, origin).await?;
                Err(wrong())
            }
        }
    }

    /// A name without an account is not written down: people type passwords into the wrong field.
    async fn note_failure(&self, realm: Realm, user: Option<User>, origin: &Origin) -> Result<()> {
        let author =
            Author::user(user.as_ref().map_or("anonymous", |user| user.id.as_ref()), Some(&origin.address_text()));
        let action = match realm {
            Realm::Console => "sign_in",
            Realm::Registry => "registry_sign_in",
        };
        self.inner
            .store
            .write(author, move |tx| match &user {
                Some(user) => tx.audit(&operation(action, user, Outcome::Refused, "Wrong password.")),
                None => tx.audit(&Operation {
                    action,
                    kind: "user",
                    id: "",
                    region: "",
                    outcome: Outcome::Refused,
                    detail: "There is no such user.",
                }),
            })
            .await
    }
}

pub(super) fn wrong() -> Error {
    Error::unauthenticated("User name or password is wrong.")
}

/// An operation on a person.
pub(super) fn operation<'a>(action: &'a str, user: &'a User, outcome: Outcome, detail: &'a str) -> Operation<'a> {
    Operation { action, kind: "user", id: user.id.as_ref(), region: "", outcome, detail }
}

fn new_session(tx: &mut Tx<'_>, user: &User, kept: bool, origin: &Origin, token: &[u8; 32]) -> Result<Session> {
    let now = tx.now();
    let session = Session {
        id: tx.new_id(),
        user: user.id.clone(),
        user_name: user.name.clone(),
        role: user.role,
        must_change: user.must_change,
        kept,
        address: origin.address_text(),
        user_agent: origin.user_agent_text(),
        created_at: now,
        used_at: now,
        ends_at: Session::end(now, now, kept),
    };
    tx.session_insert(&session, token)?;
    tx.sessions_prune(&user.id, MOST_SESSIONS)?;
    Ok(session)
}
