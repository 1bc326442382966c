//! How things point at each other, and what a person reads of it: the refusal to delete what is in use.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::kind::ResourceKind;
use crate::message::{Argument, Message, common as say};

/// Users that a refusal names of each kind.
const NAMED: usize = 5;
/// Users that are looked up for a refusal or a dialog.
pub const LISTED: u32 = 100;

/// What becomes of a thing whose target is to be deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// It needs the target, which therefore cannot be deleted.
    Uses,
    /// It is a part of the target and goes with it.
    PartOf,
    /// It names the target and lives on without it.
    Mentions,
}

impl Bond {
    /// The stable word.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Uses => "uses",
            Self::PartOf => "part_of",
            Self::Mentions => "mentions",
        }
    }
}

/// Something that points at a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// What it is.
    pub kind: ResourceKind,
    /// Its id.
    pub id: String,
    /// Its name; empty where it has none.
    pub name: String,
    /// As what it uses the thing, a stable word: `rule`. Empty for what needs no word.
    pub role: String,
    /// The id of the outermost thing that it is a part of.
    pub part_of: Option<String>,
    /// The names of what it is a part of, the outermost first, joined by `/`. Empty where it stands alone.
    pub within: String,
}

impl User {
    /// Its name, or its id where it has none, and what it is a part of: `Version 1 of web`.
    pub fn label(&self) -> Message {
        let own = if self.name.is_empty() { &self.id } else { &self.name };
        if self.within.is_empty() { Message::text(own) } else { say::part_of(own, &self.within) }
    }
}

/// Users of one kind, the first of them by name: `2 container groups: web, api`.
pub fn users_of_kind(kind: ResourceKind, names: Vec<Message>) -> Message {
    say::users_of_kind(names.len(), (kind, names.len() as u64), named(names))
}

/// The first names of a list.
fn named(mut names: Vec<Message>) -> Argument {
    let others = names.len() > NAMED;
    names.truncate(NAMED);
    if others { say::names_and_others(names).into() } else { names.into() }
}

/// What points at a thing: the first of it, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Users {
    /// The first of them.
    pub users: Vec<User>,
    /// How many there are.
    pub total: u64,
}

impl Users {
    /// Refuses to delete what is in use, and names by what.
    ///
    /// # Errors
    /// [`Error::Conflict`].
    pub fn refuse(&self, kind: ResourceKind, name: &str) -> Result<()> {
        if self.total == 0 {
            return Ok(());
        }
        let of_one_sort = |a: &User, b: &User| a.kind == b.kind && a.role == b.role;
        let sorts = self.users.chunk_by(of_one_sort).map(|users| {
            let (kind, names) = (users[0].kind, users.iter().map(User::label).collect::<Vec<_>>());
            match users[0].role.as_str() {
                "rule" => say::users_by_rules(names.len(), (kind, names.len() as u64), named(names)),
                _ => users_of_kind(kind, names),
            }
        });
        let users = sorts.rev().reduce(|others, users| say::users_and_users(users, others)).unwrap_or_default();
        let users = match self.total.saturating_sub(self.users.len() as u64) {
            0 => users,
            more => say::users_and_more(users, more),
        };
        Err(Error::conflict(say::in_use(kind, name, users)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(kind: ResourceKind, name: &str, role: &str) -> User {
        User {
            kind,
            id: format!("{}-1", kind.prefix()),
            name: name.into(),
            role: role.into(),
            part_of: None,
            within: String::new(),
        }
    }

    #[test]
    fn a_refusal_names_what_uses_the_thing_by_kind() {
        let users = vec![
            user(ResourceKind::ContainerGroup, "web", ""),
            user(ResourceKind::ContainerGroup, "api", ""),
            user(ResourceKind::SecurityGroup, "inner", "rule"),
        ];
        let refused = Users { users, total: 5 }.refuse(ResourceKind::SecurityGroup, "open").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "Security group open is in use by 2 container groups: web, api; 1 rule of security group: inner; and 2 more. \
             Delete what uses it first."
        );
        let users = vec![user(ResourceKind::ContainerGroup, "web", "")];
        let refused = Users { users, total: 1 }.refuse(ResourceKind::VSwitch, "a").unwrap_err();
        let said = "vSwitch a is in use by 1 container group: web. Delete what uses it first.";
        assert_eq!(refused.to_string(), said);
        // As a page gets it.
        assert_eq!(serde_json::from_str::<Error>(&serde_json::to_string(&refused).unwrap()).unwrap(), refused);
    }

    #[test]
    fn what_nothing_uses_is_not_refused() {
        assert_eq!(Users::default().refuse(ResourceKind::Vpc, "v"), Ok(()));
    }
}
