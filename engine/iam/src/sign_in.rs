//! From a name and a password to a session.

use std::time::Duration;

use gantry_model::{Error, Result, iam::check_password, message::iam as say};

use super::records::{Device, Session, SignedIn, Token, User, end_of_session};
use super::throttle::{Attempt, Attempted, Realm};
use super::{Iam, MOST_SESSIONS};
use gantry_platform::audit::{Operation, Outcome};
use gantry_platform::context::Origin;
use gantry_platform::store::{Author, Tx};

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

/// Why a password did not open anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Name or password is wrong; nobody is told which.
    Wrong,
    /// There were too many failures; the next attempt is looked at after this.
    Wait(Duration),
    /// Anything else.
    Fault(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Fault(error)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Wrong => Self::unauthenticated(say::user_or_password_wrong()),
            Refusal::Wait(wait) => Self::unavailable(say::too_many_wrong_passwords(wait.as_millis().div_ceil(1000))),
            Refusal::Fault(error) => error,
        }
    }
}

/// A password on its way to be looked at.
struct Look {
    attempt: Attempt,
    attempted: Attempted,
    password: String,
    hash: Option<String>,
    user: Option<User>,
    origin: Origin,
}

impl Iam {
    /// Begins a session.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn sign_in(&self, credentials: Credentials<'_>, origin: &Origin) -> Result<SignedIn, Refusal> {
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
            .write(Author::person(&user.id, origin), move |tx| {
                // Whoever changed the password while it was verified must not be signed in by the old one.
                if tx.user(&user.id)?.password != user.password {
                    return Err(Refusal::Wrong.into());
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

    /// Changes the password of the session's person. All of their sessions end; the result holds a new one.
    ///
    /// # Errors
    /// [`Refusal::Wrong`] when `current` is not the password; Invalid on `password`; Unauthenticated when the session has ended.
    pub async fn change_password(
        &self,
        session: &Session,
        current: &str,
        password: &str,
        device: Option<&Device>,
        origin: &Origin,
    ) -> Result<SignedIn, Refusal> {
        check_password("password", password)?;
        let attempt = self.attempt(Realm::Console, &session.user_name, origin, device);
        let user = self.verify(&attempt, current, origin, |user| Some(user.password.clone())).await?;
        if self.inner.hasher.verify(password, Some(&user.password)).await? {
            return Err(Error::invalid("password", say::password_same()).into());
        }
        let new = self.inner.hasher.hash(password).await?;
        let token = Token::random();
        let device = Device::new(&self.inner.secrets, &user.name);
        let (hash, origin_of, old) = (token.hash(), origin.clone(), session.clone());
        let session = self
            .inner
            .store
            .write(Author::person(&user.id, origin), move |tx| {
                if tx.session(&old.id)?.is_none() {
                    return Err(Error::unauthenticated(say::session_ended()));
                }
                if tx.user(&user.id)?.password != user.password {
                    return Err(Error::conflict(say::password_changed_meanwhile()));
                }
                tx.user_set_password(&user.id, &new, false)?;
                tx.sessions_delete_of(&user.id, None)?;
                let user = tx.user(&user.id)?;
                let session = new_session(tx, &user, old.kept, &origin_of, &hash)?;
                tx.audit(&operation("password_change", &user, Outcome::Done, &say::all_sessions_ended().stored()))?;
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

    /// The person, if this is the password whose hash `stored` picks. What was refused is counted and written down, once: the same
    /// password again is known to be wrong. Callers who show the same at the same moment share one look at it.
    pub(super) async fn verify(
        &self,
        attempt: &Attempt,
        password: &str,
        origin: &Origin,
        stored: impl Fn(&User) -> Option<String>,
    ) -> Result<User, Refusal> {
        let name = attempt.account.clone();
        let user = self.inner.store.read(move |read| read.user_by_name(&name)).await?;
        let hash = user.as_ref().and_then(stored);
        let attempted = self.inner.throttle.attempted(attempt, password, hash.as_deref());
        if self.inner.throttle.is_wrong(&attempted, self.now()) {
            return Err(Refusal::Wrong);
        }
        let look = Look {
            attempt: attempt.clone(),
            attempted,
            password: password.to_owned(),
            hash,
            user: user.clone(),
            origin: origin.clone(),
        };
        let shared = self.inner.looking.get(attempted);
        let right = *shared.get_or_try_init(|| self.look(look)).await?;
        user.filter(|_| right).ok_or(Refusal::Wrong)
    }

    /// Whether the password is right, when it is this attempt's turn.
    async fn look(&self, look: Look) -> Result<bool, Refusal> {
        let turn = self.inner.throttle.turn(&look.attempt).await;
        let iam = self.clone();
        // A task of its own: a client that hangs up before it is told is counted all the same.
        let work = tokio::spawn(async move {
            let _turn = turn;
            let throttle = &iam.inner.throttle;
            if throttle.is_wrong(&look.attempted, iam.now()) {
                return Ok(false);
            }
            throttle.check(&look.attempt, iam.now()).map_err(Refusal::Wait)?;
            let right = iam.inner.hasher.verify(&look.password, look.hash.as_deref()).await?;
            if right {
                throttle.succeeded(&look.attempt);
            } else {
                throttle.failed(&look.attempt, look.attempted, iam.now());
                iam.note_failure(look.attempt.realm, look.user, &look.origin).await?;
            }
            Ok(right)
        });
        work.await.unwrap_or_else(|error| Err(Error::internal(error).into()))
    }

    /// A name without an account is not written down: people type passwords into the wrong field.
    async fn note_failure(&self, realm: Realm, user: Option<User>, origin: &Origin) -> Result<()> {
        let author =
            Author::user(user.as_ref().map_or("anonymous", |user| user.id.as_ref()), Some(&origin.address_text()))
                .by_request(&origin.request);
        let action = match realm {
            Realm::Console => "sign_in",
            Realm::Registry => "registry_sign_in",
        };
        tracing::warn!(address = %origin.address_text(), request = %origin.request, action, "a sign-in was refused");
        self.inner
            .store
            .write(author, move |tx| match &user {
                Some(user) => tx.audit(&operation(action, user, Outcome::Refused, &say::wrong_password().stored())),
                None => tx.audit(&Operation {
                    action,
                    kind: "user",
                    id: "",
                    region: "",
                    outcome: Outcome::Refused,
                    detail: &say::no_such_user().stored(),
                }),
            })
            .await
    }
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
        ends_at: end_of_session(now, now, kept),
    };
    tx.session_insert(&session, token)?;
    tx.sessions_prune(&user.id, MOST_SESSIONS)?;
    Ok(session)
}
