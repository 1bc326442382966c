//! Typed tables of identity: users with their password hashes, and sessions. No list shows them and no change log names them; the operation log does.

use gantry_model::iam::Role;
use gantry_model::id::{Id as _, SessionId, UserId};
use gantry_model::time::Timestamp;
use gantry_model::{Error, Result};
use rusqlite::{OptionalExtension as _, Row, params};

use super::{fault::Sql as _, read::Read, tx::Tx};
use crate::documents::{Session, User};

pub(super) const MIGRATIONS: &[&str] = &["
    CREATE TABLE users (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT UNIQUE NOT NULL,
        role TEXT NOT NULL,
        password TEXT NOT NULL,
        password_at INTEGER NOT NULL,
        must_change INTEGER NOT NULL,
        registry_password TEXT,
        registry_password_at INTEGER,
        created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY NOT NULL,
        token BLOB UNIQUE NOT NULL,
        user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        kept INTEGER NOT NULL,
        address TEXT NOT NULL,
        user_agent TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        used_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sessions_by_user ON sessions (user, used_at);
    CREATE INDEX sessions_by_end ON sessions (ends_at);
"];

const USER: &str = "SELECT id, name, role, password, password_at, must_change, registry_password, registry_password_at, created_at FROM users";
const SESSION: &str = "SELECT s.id, s.kept, s.address, s.user_agent, s.created_at, s.used_at, s.ends_at, u.id, u.name, u.role, u.must_change
     FROM sessions s JOIN users u ON u.id = s.user";

impl Read<'_> {
    pub fn user(&self, id: &UserId) -> Result<User> {
        self.one_user(&format!("{USER} WHERE id = ?1"), id.as_str())?
            .ok_or_else(|| Error::not_found(UserId::KIND, id.as_str()))
    }

    pub fn user_by_name(&self, name: &str) -> Result<Option<User>> {
        self.one_user(&format!("{USER} WHERE name = ?1"), name)
    }

    fn one_user(&self, sql: &str, key: &str) -> Result<Option<User>> {
        let mut select = self.conn().prepare_cached(sql).sql()?;
        select.query_row([key], user).optional().sql()
    }

    /// By the hash of its token. It may have ended.
    pub fn session_by_token(&self, token: &[u8; 32]) -> Result<Option<Session>> {
        let mut select = self.conn().prepare_cached(&format!("{SESSION} WHERE s.token = ?1")).sql()?;
        select.query_row([token.as_slice()], session).optional().sql()
    }

    pub fn session(&self, id: &SessionId) -> Result<Option<Session>> {
        let mut select = self.conn().prepare_cached(&format!("{SESSION} WHERE s.id = ?1")).sql()?;
        select.query_row([id.as_str()], session).optional().sql()
    }

    /// A user's sessions that have not ended, the last used first.
    pub fn sessions_of(&self, user: &UserId) -> Result<Vec<Session>> {
        let sql = format!("{SESSION} WHERE s.user = ?1 AND s.ends_at > ?2 ORDER BY s.used_at DESC, s.id DESC");
        let mut select = self.conn().prepare_cached(&sql).sql()?;
        let rows = select.query_map(params![user.as_str(), self.now().0], session).sql()?;
        rows.collect::<rusqlite::Result<_>>().sql()
    }
}

impl Tx<'_> {
    pub fn user_insert(&mut self, user: &User) -> Result<()> {
        self.run(
            "INSERT INTO users (id, name, role, password, password_at, must_change, registry_password, registry_password_at, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                user.id.as_str(),
                user.name,
                role_word(user.role),
                user.password,
                user.password_at.0,
                user.must_change,
                user.registry_password,
                user.registry_password_at.map(|at| at.0),
                user.created_at.0
            ],
        )?;
        Ok(())
    }

    pub fn user_set_password(&mut self, id: &UserId, hash: &str, must_change: bool) -> Result<()> {
        let sql = "UPDATE users SET password = ?2, password_at = ?3, must_change = ?4 WHERE id = ?1";
        self.of_user(id, sql, params![id.as_str(), hash, self.now().0, must_change])
    }

    pub fn user_set_registry_password(&mut self, id: &UserId, hash: &str) -> Result<()> {
        let sql = "UPDATE users SET registry_password = ?2, registry_password_at = ?3 WHERE id = ?1";
        self.of_user(id, sql, params![id.as_str(), hash, self.now().0])
    }

    fn of_user(&self, id: &UserId, sql: &str, params: impl rusqlite::Params) -> Result<()> {
        match self.run(sql, params)? {
            0 => Err(Error::not_found(UserId::KIND, id.as_str())),
            _ => Ok(()),
        }
    }

    /// Stores a session under the hash of its token.
    pub fn session_insert(&mut self, session: &Session, token: &[u8; 32]) -> Result<()> {
        self.run(
            "INSERT INTO sessions (id, token, user, kept, address, user_agent, created_at, used_at, ends_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                session.id.as_str(),
                token.as_slice(),
                session.user.as_str(),
                session.kept,
                session.address,
                session.user_agent,
                session.created_at.0,
                session.used_at.0,
                session.ends_at.0
            ],
        )?;
        Ok(())
    }

    /// Notes that a session is used, and when it will end now.
    pub fn session_touch(&mut self, id: &SessionId, ends_at: Timestamp) -> Result<()> {
        let sql = "UPDATE sessions SET used_at = ?2, ends_at = ?3 WHERE id = ?1";
        self.run(sql, params![id.as_str(), self.now().0, ends_at.0])?;
        Ok(())
    }

    /// Says whether it was there.
    pub fn session_delete(&mut self, id: &SessionId) -> Result<bool> {
        Ok(self.run("DELETE FROM sessions WHERE id = ?1", [id.as_str()])? > 0)
    }

    /// Ends a user's sessions but one, and says how many.
    pub fn sessions_delete_of(&mut self, user: &UserId, except: Option<&SessionId>) -> Result<usize> {
        let except = except.map(|id| id.as_str()).unwrap_or_default();
        self.run("DELETE FROM sessions WHERE user = ?1 AND id <> ?2", [user.as_str(), except])
    }

    /// Takes away what has ended, and of one user what is beyond the `most` last used.
    pub fn sessions_prune(&mut self, user: &UserId, most: u32) -> Result<()> {
        self.run("DELETE FROM sessions WHERE ends_at <= ?1", [self.now().0])?;
        self.run(
            "DELETE FROM sessions WHERE user = ?1 AND id NOT IN
             (SELECT id FROM sessions WHERE user = ?1 ORDER BY used_at DESC, id DESC LIMIT ?2)",
            params![user.as_str(), most],
        )?;
        Ok(())
    }
}

fn user(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: id(row, 0)?,
        name: row.get(1)?,
        role: role(row, 2)?,
        password: row.get(3)?,
        password_at: Timestamp(row.get(4)?),
        must_change: row.get(5)?,
        registry_password: row.get(6)?,
        registry_password_at: row.get::<_, Option<i64>>(7)?.map(Timestamp),
        created_at: Timestamp(row.get(8)?),
    })
}

fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        id: id(row, 0)?,
        kept: row.get(1)?,
        address: row.get(2)?,
        user_agent: row.get(3)?,
        created_at: Timestamp(row.get(4)?),
        used_at: Timestamp(row.get(5)?),
        ends_at: Timestamp(row.get(6)?),
        user: id(row, 7)?,
        user_name: row.get(8)?,
        role: role(row, 9)?,
        must_change: row.get(10)?,
    })
}

fn id<I: gantry_model::id::Id>(row: &Row<'_>, column: usize) -> rusqlite::Result<I> {
    I::parse(row.get_ref(column)?.as_str()?).map_err(|error| bad_text(column, error))
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
    }
}

fn role(row: &Row<'_>, column: usize) -> rusqlite::Result<Role> {
    match row.get_ref(column)?.as_str()? {
        "administrator" => Ok(Role::Administrator),
        other => Err(bad_text(column, Error::internal(format!("there is no role {other}")))),
    }
}

fn bad_text(column: usize, error: Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}
