//! What a client asks to be let do: the scopes of the token protocol, as in `repository:default/x-eci/web:pull,push`.

use serde::{Deserialize, Serialize};

use super::reference::RepositoryPath;
use crate::message::{Argument, registry as say};

/// One thing that can be done with a repository's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    Pull,
    Push,
    Delete,
}

impl Action {
    pub const ALL: [Self; 3] = [Self::Pull, Self::Push, Self::Delete];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pull => "pull",
            Self::Push => "push",
            Self::Delete => "delete",
        }
    }
}

impl From<Action> for Argument {
    fn from(action: Action) -> Self {
        match action {
            Action::Pull => say::action_pull().into(),
            Action::Push => say::action_push().into(),
            Action::Delete => say::action_delete().into(),
        }
    }
}

/// What a scope is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    Repository(RepositoryPath),
    /// The list of repositories.
    Catalog,
}

/// A scope that we understand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    pub target: Target,
    /// In order, each once; may be empty.
    pub actions: Vec<Action>,
}

/// Scopes that one request may ask for; further ones are not granted.
pub const MOST_SCOPES: usize = 32;

impl Scope {
    pub fn repository(path: RepositoryPath, actions: &[Action]) -> Self {
        Self { target: Target::Repository(path), actions: actions.to_vec() }
    }

    /// `None` for what we do not understand: such a scope is not granted, and no error.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > 512 {
            return None;
        }
        let (kind, rest) = text.split_once(':')?;
        let (name, actions) = rest.rsplit_once(':')?;
        let target = match kind {
            "repository" => Target::Repository(RepositoryPath::parse(name).ok()?),
            "registry" if name == "catalog" => Target::Catalog,
            _ => return None,
        };
        let asked = |action: &Action| actions.split(',').any(|word| word == action.as_str() || word == "*");
        Some(Self { target, actions: Action::ALL.into_iter().filter(asked).collect() })
    }

    /// Reads the values of all `scope` parameters; each may hold several scopes divided by spaces.
    pub fn parse_all<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        values.into_iter().flat_map(str::split_whitespace).filter_map(Self::parse).take(MOST_SCOPES).collect()
    }
}

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.target {
            Target::Catalog => f.write_str("registry:catalog:*"),
            Target::Repository(path) => {
                let actions: Vec<&str> = self.actions.iter().map(|action| action.as_str()).collect();
                write!(f, "repository:{path}:{}", actions.join(","))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scopes_of_common_clients() {
        let scope = Scope::parse("repository:default/x-eci/team/web:pull,push").unwrap();
        assert_eq!(scope.actions, [Action::Pull, Action::Push]);
        assert_eq!(scope.to_string(), "repository:default/x-eci/team/web:pull,push");
        assert_eq!(Scope::parse("repository:default/x-eci/web:*").unwrap().actions, Action::ALL);
        assert_eq!(Scope::parse("registry:catalog:*").unwrap().target, Target::Catalog);
        assert_eq!(Scope::parse("repository:default/x-eci/web:").unwrap().actions, []);
    }

    #[test]
    fn what_is_not_understood_is_not_granted() {
        for text in ["", "repository", "repository:web:pull", "repository:a/../b:pull", "repository(plugin):a/b/c:pull"]
        {
            assert_eq!(Scope::parse(text), None, "{text}");
        }
        assert_eq!(Scope::parse("repository:aa/bb/cc:steal").unwrap().actions, []);
    }

    #[test]
    fn several_scopes_in_one_parameter() {
        let all = Scope::parse_all(["repository:aa/bb/cc:pull repository:aa/bb/dd:push", "x"]);
        assert_eq!(all.len(), 2);
    }

    proptest! {
        #[test]
        fn no_scope_panics(text in "(repository:)?\\PC{0,80}(:pull)?") {
            if let Some(scope) = Scope::parse(&text) {
                prop_assert_eq!(Scope::parse(&scope.to_string()), Some(scope));
            }
        }
    }
}
