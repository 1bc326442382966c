//! People and who acts.

pub mod operations;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::kind::{SessionId, UserId};
use crate::message::iam as say;
use crate::time::Moment;

/// Who asks for something. Every command takes one and decides by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// Gantry itself: controllers, first start.
    System,
    User {
        id: UserId,
        name: String,
        role: Role,
    },
}

impl Actor {
    /// For owners, change log and audit: the user's name, or `system`.
    pub fn name(&self) -> &str {
        match self {
            Self::System => "system",
            Self::User { name, .. } => name,
        }
    }

    /// Refuses everybody but the administrator and the system.
    pub fn require_administrator(&self) -> Result<()> {
        match self {
            Self::System | Self::User { role: Role::Administrator, .. } => Ok(()),
        }
    }

    /// The account, if it is a person.
    pub fn user_id(&self) -> Option<&UserId> {
        match self {
            Self::System => None,
            Self::User { id, .. } => Some(id),
        }
    }
}

/// What a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The master account: everything.
    Administrator,
}

/// One's own account, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The name to sign in with, here and at the registry.
    pub name: String,
    /// When the console's password was set.
    pub password_at: Moment,
    /// When the registry's password was set; `None` if it never was.
    pub registry_password_at: Option<Moment>,
    /// Since when there is this account.
    pub created_at: Moment,
    /// Where the person is signed in, the last used first.
    pub sessions: Vec<SessionRow>,
}

/// A session, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Which one.
    pub id: SessionId,
    /// The one that asks.
    pub current: bool,
    /// Where it was begun.
    pub address: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// When it was begun.
    pub created_at: Moment,
    /// When it was used last, to the minute.
    pub used_at: Moment,
    /// When it ends if it is not used again.
    pub ends_at: Moment,
}

/// Checks a new password, of the console and of the registry alike.
pub fn check_password(field: &str, password: &str) -> Result<()> {
    let has = |class: fn(&char) -> bool| password.chars().any(|c| class(&c)) as u32;
    let classes = has(|c| c.is_uppercase())
        + has(|c| c.is_lowercase())
        + has(|c| c.is_ascii_digit())
        + has(|c| !c.is_alphanumeric() && !c.is_control());
    let length = password.chars().count();
    if (8..=128).contains(&length) && classes >= 3 && !password.chars().any(char::is_control) {
        return Ok(());
    }
    Err(Error::invalid(field, say::password_unfit(say::password_rule())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_need_three_classes() {
        for good in ["Passw0rd", "passw0rd!", "PASSW0RD!"] {
            assert_eq!(check_password("password", good), Ok(()), "{good}");
        }
        for bad in ["Pw0!", "password", "passw0rd", &"Aa1!".repeat(33), "Passw0rd\n"] {
            assert!(check_password("password", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_refused_password_is_not_repeated() {
        assert!(!check_password("password", "hunter2").unwrap_err().to_string().contains("hunter2"));
    }
}
