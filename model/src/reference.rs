//! How things point at each other, and what a person reads of it: the refusal to delete what is in use.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::kind::ResourceKind;

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
    pub fn label(&self) -> String {
        let own = if self.name.is_empty() { &self.id } else { &self.name };
        if self.within.is_empty() { own.clone() } else { format!("{own} of {}", self.within) }
    }

    /// What it is, in words, for one and for several: `rule of security group`.
    pub fn what(&self, several: bool) -> String {
        let noun = if several { self.kind.plural() } else { self.kind.noun() };
        match self.role.as_str() {
            "rule" => format!("{} of {noun}", if several { "rules" } else { "rule" }),
            _ => noun.to_owned(),
        }
    }
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
            let names: Vec<_> = users.iter().take(NAMED).map(User::label).collect();
            let more = if users.len() > NAMED { " and others" } else { "" };
            format!("{} {}: {}{more}", users.len(), users[0].what(users.len() != 1), names.join(", "))
        });
        let sorts: Vec<_> = sorts.collect();
        let more = match self.total.saturating_sub(self.users.len() as u64) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let noun = kind.noun();
        let noun = noun[..1].to_uppercase() + &noun[1..];
        let noun = if kind == ResourceKind::VSwitch { kind.noun().to_owned() } else { noun };
        Err(Error::conflict(format!(
            "{noun} {name} is in use by {}{more}. Delete what uses it first.",
            sorts.join("; ")
        )))
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
    }

    #[test]
    fn what_nothing_uses_is_not_refused() {
        assert_eq!(Users::default().refuse(ResourceKind::Vpc, "v"), Ok(()));
    }
}
