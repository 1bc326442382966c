//! How the administrator comes into being, and how they come back in.
//!
//! The first start makes the user `admin`. Unless it is told a password, it makes one up that is good for choosing another, and writes it to a file that only its
//! owner can read. The file is written before the user is stored: a server that is killed in between makes a new one at its next start, and
//! never an administrator whose password nobody has seen.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use gantry_model::iam::{Role, check_password};
use gantry_model::{Error, Result, kind::ResourceKind, message::iam as say};

use super::records::User;
use super::sign_in::operation;
use super::{HashCost, Iam};
use gantry_platform::audit::Outcome;
use gantry_platform::secrets::{Secrets, random_bytes, write_private};
use gantry_platform::store::{Author, Store};

/// The file in the data folder that holds the one-time password until it is changed.
pub const PASSWORD_FILE: &str = "admin-password";
/// The first person.
const ADMINISTRATOR: &str = "admin";
/// No letter or digit that looks like another.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A one-time password that waits for its first use. To be shown on the terminal, and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstPassword {
    pub user: String,
    pub password: String,
    /// Where it is written, too.
    pub file: PathBuf,
    /// It was made up by this start, so nobody has seen it yet.
    pub is_new: bool,
}

impl std::fmt::Debug for FirstPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FirstPassword").field("user", &self.user).field("file", &self.file).finish_non_exhaustive()
    }
}

/// [`Iam::recover`] in a store that no server has open, for a command line. It needs no key: a password is kept as a hash.
///
/// # Errors
/// As [`Iam::recover`].
pub async fn recover(store: Store, name: &str) -> Result<FirstPassword> {
    Iam::new(store, Arc::default(), Secrets::from_key(&random_bytes()), HashCost::default())?.recover(name).await
}

impl Iam {
    /// Makes the administrator if there is none: with `given` as their password, or with a one-time password. Returns the one-time password at every
    /// start until it was changed, if its file is still there. Later starts leave the administrator's password as it is, whatever is given.
    ///
    /// # Errors
    /// Invalid when the given password breaks the rule; Unavailable when the file cannot be written.
    pub async fn first_start(&self, given: Option<&str>) -> Result<Option<FirstPassword>> {
        let admin = self.inner.store.read(|read| read.user_by_name(ADMINISTRATOR)).await?;
        match (admin, given) {
            (Some(admin), _) if admin.must_change => {
                let password = fs::read_to_string(self.password_file()).ok();
                Ok(password.map(|password| self.first_password(password.trim().to_owned(), false)))
            }
            (Some(_), _) => {
                self.forget_first_password().await;
                Ok(None)
            }
            (None, Some(given)) => {
                check_password("admin-password-file", given)?;
                self.make_administrator(given, false).await?;
                Ok(None)
            }
            (None, None) => {
                let password = one_time_password();
                write_private(&self.password_file(), format!("{password}\n").as_bytes())?;
                self.make_administrator(&password, true).await?;
                Ok(Some(self.first_password(password, true)))
            }
        }
    }

    /// Gives a person who has forgotten their password a one-time password, and ends their sessions. For who has the machine: it is called by a
    /// command line, not by the console.
    ///
    /// # Errors
    /// NotFound; Unavailable when the file cannot be written.
    pub async fn recover(&self, name: &str) -> Result<FirstPassword> {
        let name = name.to_owned();
        let user = self
            .inner
            .store
            .read(move |read| read.user_by_name(&name)?.ok_or_else(|| Error::not_found(ResourceKind::User, name)))
            .await?;
        let password = one_time_password();
        let hash = self.inner.hasher.hash(&password).await?;
        let first = FirstPassword { user: user.name.clone(), password, file: self.password_file(), is_new: true };
        if user.name == ADMINISTRATOR {
            write_private(&first.file, format!("{}\n", first.password).as_bytes())?;
        }
        self.inner
            .store
            .write(Author::system(), move |tx| {
                tx.user_set_password(&user.id, &hash, true)?;
                tx.sessions_delete_of(&user.id, None)?;
                tx.audit(&operation("password_recover", &user, Outcome::Done, &say::all_sessions_ended().stored()))
            })
            .await?;
        self.ring();
        Ok(first)
    }

    async fn make_administrator(&self, password: &str, must_change: bool) -> Result<()> {
        let hash = self.inner.hasher.hash(password).await?;
        self.inner
            .store
            .write(Author::system(), move |tx| {
                let now = tx.now();
                let admin = User {
                    id: tx.new_id(),
                    name: ADMINISTRATOR.into(),
                    role: Role::Administrator,
                    password: hash,
                    password_at: now,
                    must_change,
                    registry_password: None,
                    registry_password_at: None,
                    created_at: now,
                };
                tx.user_insert(&admin)?;
                tx.audit(&operation("user_create", &admin, Outcome::Done, &say::first_start().stored()))
            })
            .await
    }

    /// Takes the one-time password's file away. Runs after the change was stored; what a kill leaves is taken away at the next start.
    pub(super) async fn forget_first_password(&self) {
        let file = self.password_file();
        let removed = tokio::task::spawn_blocking(move || fs::remove_file(file)).await;
        match removed {
            Ok(Err(error)) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(%error, "the file of the one-time password cannot be removed");
            }
            _ => {}
        }
    }

    fn first_password(&self, password: String, is_new: bool) -> FirstPassword {
        FirstPassword { user: ADMINISTRATOR.into(), password, file: self.password_file(), is_new }
    }

    fn password_file(&self) -> PathBuf {
        self.inner.store.dir().join(PASSWORD_FILE)
    }
}

/// 80 random bits as `xxxx-xxxx-xxxx-xxxx`: easy to type from a terminal.
fn one_time_password() -> String {
    let letters = random_bytes::<16>().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}
