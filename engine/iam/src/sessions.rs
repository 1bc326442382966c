//! Sessions while they live, and their ends.

use gantry_model::iam::{Account, SessionRow};
use gantry_model::kind::{Id as _, ResourceKind, SessionId};
use gantry_model::{Error, Result, message::iam as say};

use super::records::{Session, Token, end_of_session};
use super::{Iam, TOUCH_MS};
use gantry_platform::context::Context;
use gantry_platform::store::Author;

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
            session.ends_at = end_of_session(session.created_at, now, session.kept);
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

    /// One's own account with its sessions, the last used first.
    ///
    /// # Errors
    /// Unauthenticated for the system; NotFound when the person is gone.
    pub(crate) async fn account_view(&self, context: &Context) -> Result<Account> {
        let id = context.person()?;
        let (user, sessions) = self.inner.store.read(move |read| Ok((read.user(&id)?, read.sessions_of(&id)?))).await?;
        let settings = &self.inner.settings;
        let row = |session: Session| SessionRow {
            current: context.session.as_ref() == Some(&session.id),
            user_agent: session.user_agent,
            address: session.address,
            created_at: settings.moment(session.created_at),
            used_at: settings.moment(session.used_at),
            ends_at: settings.moment(session.ends_at),
            id: session.id,
        };
        Ok(Account {
            name: user.name,
            password_at: settings.moment(user.password_at),
            registry_password_at: user.registry_password_at.map(|at| settings.moment(at)),
            created_at: settings.moment(user.created_at),
            sessions: sessions.into_iter().map(row).collect(),
        })
    }

    /// Ends one of one's own sessions: signs out.
    ///
    /// # Errors
    /// NotFound, also where it is somebody else's.
    pub(crate) async fn session_end(&self, context: &Context, id: SessionId) -> Result<()> {
        let user = context.person()?;
        self.inner
            .store
            .write(context, move |tx| {
                let session = tx.session(&id)?.filter(|session| session.user == user);
                if session.is_none() || !tx.session_delete(&id)? {
                    return Err(Error::not_found(SessionId::KIND, id.as_str()));
                }
                tx.about_other(ResourceKind::Session.token(), id.as_str(), "", "");
                Ok(())
            })
            .await?;
        self.ring();
        Ok(())
    }

    /// Ends all of one's sessions but the one that asks, and says how many.
    ///
    /// # Errors
    /// Unauthenticated for the system.
    pub(crate) async fn session_end_others(&self, context: &Context) -> Result<u32> {
        let (user, keep) = (context.person()?, context.session.clone());
        let ended = self
            .inner
            .store
            .write(context, move |tx| {
                let ended = tx.sessions_delete_of(&user, keep.as_ref())?;
                tx.about_other(ResourceKind::User.token(), user.as_str(), "", &say::sessions_ended(ended).stored());
                Ok(ended)
            })
            .await?;
        self.ring();
        Ok(u32::try_from(ended).unwrap_or(u32::MAX))
    }

    /// Wakes who waits for the end of a session.
    pub(super) fn ring(&self) {
        self.inner.ended.send_modify(|count| *count = count.wrapping_add(1));
    }
}
