//! Sessions while they live, and their ends.

use gantry_model::iam::Actor;
use gantry_model::id::{Id as _, SessionId, UserId};
use gantry_model::{Error, Result};

use super::records::{Origin, Session, Token, User};
use super::{Iam, TOUCH_MS};
use crate::audit::{Operation, Outcome};
use crate::store::Author;

impl Iam {
    /// The session that a cookie stands for, or `None` if it stands for none any more. This is a use of the session: its idle end moves.
    ///
    /// # Errors
    /// Unavailable or Internal when the store does not answer.
    pub async fn authenticate(&self, token: &Token) -> Result<Option<Session>> {
        let (hash, now) = (token.hash(), self.now());
        let session = self.inner.store.read(move |read| read.session_by_token(&hash)).await?;
        let Some(session) = session.filter(|session| session.ends_at > now) else { return Ok(None) };
        self.touch(session).await.map(Some)
    }

    /// Notes that a session is used without a request of its own: somebody types into a terminal.
    ///
    /// # Errors
    /// Unavailable or Internal when the store does not answer.
    pub async fn touch(&self, mut session: Session) -> Result<Session> {
        let now = self.now();
        if now.since(session.used_at) >= TOUCH_MS {
            session.used_at = now;
            session.ends_at = Session::end(session.created_at, now, session.kept);
            let (id, ends_at) = (session.id.clone(), session.ends_at);
            self.inner.store.write(Author::system(), move |tx| tx.session_touch(&id, ends_at)).await?;
        }
        Ok(session)
    }

    /// The session as it is now, without using it; `None` if it has ended.
    ///
    /// # Errors
    /// Unavailable or Internal when the store does not answer.
    pub async fn session(&self, id: &SessionId) -> Result<Option<Session>> {
        let (id, now) = (id.clone(), self.now());
        let session = self.inner.store.read(move |read| read.session(&id)).await?;
        Ok(session.filter(|session| session.ends_at > now))
    }

    /// Returns when the session has ended, for whatever reason: what a stream or a terminal races against.
    pub async fn until_ended(&self, id: &SessionId) {
        let mut bell = self.inner.ended.subscribe();
        loop {
            bell.mark_unchanged();
            // A store that does not answer ends streams too: nobody can say that the session still holds.
            let Ok(Some(session)) = self.session(id).await else { return };
            tokio::select! {
                _ = bell.changed() => {}
                () = self.inner.store.clock().sleep_until(session.ends_at) => {}
            }
        }
    }

    /// Who the actor is.
    ///
    /// # Errors
    /// Unauthenticated for the system; NotFound when the person is gone.
    pub async fn user(&self, actor: &Actor) -> Result<User> {
        let id = person(actor)?;
        self.inner.store.read(move |read| read.user(&id)).await
    }

    /// The actor's own sessions, the last used first.
    ///
    /// # Errors
    /// Unauthenticated for the system.
    pub async fn sessions(&self, actor: &Actor) -> Result<Vec<Session>> {
        let user = person(actor)?;
        self.inner.store.read(move |read| read.sessions_of(&user)).await
    }

    /// Ends one of the actor's own sessions: signs out.
    ///
    /// # Errors
    /// NotFound, also where it is somebody else's.
    pub async fn end_session(&self, actor: &Actor, id: &SessionId, origin: &Origin) -> Result<()> {
        let user = person(actor)?;
        let id = id.clone();
        self.inner
            .store
            .write(origin.author(&user), move |tx| {
                let session = tx.session(&id)?.filter(|session| session.user == user);
                if session.is_none() || !tx.session_delete(&id)? {
                    return Err(Error::not_found(SessionId::NOUN, id.as_str()));
                }
                tx.audit(&Operation {
                    action: "session_end",
                    kind: "session",
                    id: id.as_str(),
                    region: "",
                    outcome: Outcome::Done,
                    detail: "",
                })
            })
            .await?;
        self.ring();
        Ok(())
    }

    /// Ends all of the actor's sessions but this one, and says how many.
    ///
    /// # Errors
    /// Unauthenticated for the system.
    pub async fn end_other_sessions(&self, actor: &Actor, keep: &SessionId, origin: &Origin) -> Result<usize> {
        let user = person(actor)?;
        let keep = keep.clone();
        let ended = self
            .inner
            .store
            .write(origin.author(&user), move |tx| {
                let ended = tx.sessions_delete_of(&user, Some(&keep))?;
                tx.audit(&Operation {
                    action: "session_end_others",
                    kind: "user",
                    id: user.as_str(),
                    region: "",
                    outcome: Outcome::Done,
                    detail: &format!("Sessions ended: {ended}."),
                })?;
                Ok(ended)
            })
            .await?;
        self.ring();
        Ok(ended)
    }

    /// Wakes who waits for the end of a session.
    pub(super) fn ring(&self) {
        self.inner.ended.send_modify(|count| *count = count.wrapping_add(1));
    }
}

pub(super) fn person(actor: &Actor) -> Result<UserId> {
    actor.user_id().cloned().ok_or_else(|| Error::unauthenticated("Sign in to do this."))
}
