//! Who may do what with which repository's content, from where.
//!
//! - Clients of the public network need the instance's Access Entry, and its whitelist if it has one; clients inside the VPCs of its region do not (`admission.rs`).
//! - The administrator pulls, pushes and deletes. Nobody but Gantry pushes to a built-in instance.
//! - A Public repository can be pulled by everybody who is signed in, and by anybody with a token that was asked for without a name. A request
//!   without any token is asked to get one, so that tools learn how to log in.
//! - Who may not see a repository is not told whether it exists.

use std::net::IpAddr;

use gantry_model::{
    Error, Result,
    iam::{Actor, Role},
    id::{Id as _, RepositoryId},
    message::registry as say,
    registry::{
        RepositoryType,
        reference::RepositoryPath,
        scope::{Action, Scope, Target},
    },
};

use super::{Instance, Place, Registry, Repository, create_on_push::would_create};
use gantry_platform::store::{Read, Resource};

/// Who sent a request for content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// `None` for whoever gave no name.
    pub actor: Option<Actor>,
    /// What their token is for; `None` if they came by name and password, or without anything.
    pub scopes: Option<Vec<Scope>>,
    /// Where the request comes from.
    pub place: Place,
}

impl Caller {
    /// Gantry itself, on this machine.
    pub fn system() -> Self {
        Self { actor: Some(Actor::System), scopes: None, place: Place::public([127, 0, 0, 1].into()) }
    }

    fn has_scope(&self, path: &RepositoryPath, action: Action) -> bool {
        let Some(scopes) = &self.scopes else { return self.actor.is_some() };
        scopes.iter().any(|scope| {
            matches!(&scope.target, Target::Repository(known) if known == path) && scope.actions.contains(&action)
        })
    }
}

/// Leave to do one thing with one repository's content, for the length of a request.
#[derive(Debug, Clone)]
pub struct Access {
    pub(super) repository: RepositoryId,
    pub(super) path: RepositoryPath,
    /// `None` for somebody without a name, who can only pull.
    pub(super) actor: Option<Actor>,
    pub(super) address: IpAddr,
    pub(super) action: Action,
}

impl Access {
    /// The repository's path.
    pub fn path(&self) -> &RepositoryPath {
        &self.path
    }

    pub(super) fn author(&self) -> gantry_platform::store::Author {
        super::author(self.actor.as_ref().unwrap_or(&Actor::System), Some(self.address))
    }

    /// Name of who does it.
    pub(super) fn by(&self) -> &str {
        self.actor.as_ref().map_or("anonymous", Actor::name)
    }

    /// A fault of ours if it asks for more than it was given.
    pub(super) fn require(&self, action: Action) -> Result<()> {
        if self.action == action || self.action != Action::Pull && action == Action::Pull {
            return Ok(());
        }
        Err(Error::internal(format!("leave to {} used to {}", self.action.as_str(), action.as_str())))
    }
}

/// Whether the person may do this, by who they are; where they come from is [`Registry::admit`]'s business. `None` is somebody without a name.
pub(super) fn may(
    actor: Option<&Actor>,
    instance: &Resource<Instance>,
    visibility: RepositoryType,
    action: Action,
) -> bool {
    match (actor, action) {
        (Some(Actor::System), _) => true,
        (Some(Actor::User { role: Role::Administrator, .. }), Action::Pull) => true,
        (Some(Actor::User { role: Role::Administrator, .. }), Action::Push | Action::Delete) => !instance.spec.built_in,
        (None, Action::Pull) => visibility == RepositoryType::Public,
        (None, Action::Push | Action::Delete) => false,
    }
}

/// The same, with the reason where they may not.
///
/// # Errors
/// Unauthenticated without a name; Forbidden.
pub(super) fn require(
    actor: Option<&Actor>,
    instance: &Resource<Instance>,
    visibility: RepositoryType,
    path: &RepositoryPath,
    action: Action,
) -> Result<()> {
    if may(actor, instance, visibility, action) {
        return Ok(());
    }
    Err(match actor {
        None => Error::unauthenticated(say::log_in_to(action, path)),
        Some(_) if instance.spec.built_in => Error::forbidden(say::nobody_pushes(&instance.name)),
        Some(actor) => Error::forbidden(say::may_not(actor.name(), action, path)),
    })
}

impl Registry {
    /// Leave for the caller to do this with the content of the repository.
    ///
    /// # Errors
    /// Unauthenticated: a token for this is needed. Forbidden. NotFound, of kind `repository`.
    pub async fn access(&self, caller: &Caller, path: &RepositoryPath, action: Action) -> Result<Access> {
        if !caller.has_scope(path, action) && !self.no_token_would_do(caller, path, action).await {
            return Err(Error::unauthenticated(say::log_in_to(action, path)));
        }
        let key = path.to_string();
        let found = self.inner.store.read(move |read| find(read, &key)).await?;
        let Some((repository, instance)) = found else {
            return Err(match caller.actor {
                Some(_) => Error::not_found(RepositoryId::KIND, path.to_string()),
                None => Error::unauthenticated(say::log_in_to(action, path)),
            });
        };
        require(caller.actor.as_ref(), &instance, repository.spec.visibility, path, action)?;
        self.admit(&instance, caller, action)?;
        let actor = caller.actor.clone();
        Ok(Access { repository: repository.id, path: path.clone(), actor, address: caller.place.address, action })
    }

    /// A token that does not cover the request is refused with the way to a better one, unless no token ever could, by who asks or from where: then
    /// the checks that follow say why.
    async fn no_token_would_do(&self, caller: &Caller, path: &RepositoryPath, action: Action) -> bool {
        if caller.scopes.is_none() {
            return false;
        }
        let (path, actor) = (path.clone(), caller.actor.clone());
        let found = self.inner.store.read(move |read| {
            Ok(match find(read, &path.to_string())? {
                Some((repository, instance)) => Some((instance, repository.spec.visibility)),
                // A push may make what is not there.
                None if action == Action::Push => {
                    would_create(read, &path, actor.as_ref())?.map(|instance| (instance, RepositoryType::Private))
                }
                None => None,
            })
        });
        match found.await {
            Ok(Some((instance, visibility))) => {
                let may = may(caller.actor.as_ref(), &instance, visibility, action);
                // Without a name one could still log in, unless that would not help either.
                if may { !self.admits(&instance, &caller.place) } else { caller.actor.is_some() }
            }
            // Of what is not there, a person with a name is told so.
            Ok(None) => caller.actor.is_some(),
            Err(_) => false,
        }
    }

    /// Which of the scopes the caller gets: those actions that they may do now, from where they come. Who is not let in is told so by the request
    /// itself: common clients show no reason that comes in place of a token.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub(super) async fn grantable(&self, actor: Option<&Actor>, place: &Place, asked: &[Scope]) -> Result<Vec<Scope>> {
        let paths: Vec<(Scope, RepositoryPath)> = asked
            .iter()
            .filter_map(|scope| match &scope.target {
                Target::Repository(path) => Some((scope.clone(), path.clone())),
                Target::Catalog => None,
            })
            .collect();
        let person = actor.cloned();
        let found = self
            .inner
            .store
            .read(move |read| {
                let known = |path: &RepositoryPath| -> Result<_> {
                    Ok(match find(read, &path.to_string())? {
                        Some((repository, instance)) => Some((instance, repository.spec.visibility)),
                        None => would_create(read, path, person.as_ref())?
                            .map(|instance| (instance, RepositoryType::Private)),
                    })
                };
                let known = paths.into_iter().map(|(scope, path)| Ok((scope, known(&path)?)));
                known.collect::<Result<Vec<_>>>()
            })
            .await?;
        let mut granted = Vec::new();
        for (mut scope, found) in found {
            let Some((instance, visibility)) = found else { continue };
            let admitted = self.admits(&instance, place);
            scope.actions.retain(|action| admitted && may(actor, &instance, visibility, *action));
            if !scope.actions.is_empty() {
                granted.push(scope);
            }
        }
        if actor.is_some() {
            granted.extend(asked.iter().filter(|scope| scope.target == Target::Catalog).cloned());
        }
        Ok(granted)
    }

    /// Paths of the repositories that the caller may pull, in order, those after `after`, at most `limit`.
    ///
    /// # Errors
    /// Unauthenticated without a name.
    pub async fn catalog(&self, caller: &Caller, after: &str, limit: u32) -> Result<Vec<String>> {
        let Some(actor) = caller.actor.clone() else {
            return Err(Error::unauthenticated(say::log_in_to_list()));
        };
        let (registry, caller, mut after) = (self.clone(), caller.clone(), after.to_owned());
        self.inner
            .store
            .read(move |read| {
                let mut paths = Vec::new();
                loop {
                    let batch = read.registry_paths(&after, limit.max(1))?;
                    let last = batch.last().map(|(path, _)| path.clone());
                    for (path, _) in batch {
                        let Some((repository, instance)) = find(read, &path)? else { continue };
                        if registry.admits(&instance, &caller.place)
                            && may(Some(&actor), &instance, repository.spec.visibility, Action::Pull)
                        {
                            paths.push(path);
                        }
                        if paths.len() >= limit as usize {
                            return Ok(paths);
                        }
                    }
                    match last {
                        Some(last) => after = last,
                        None => return Ok(paths),
                    }
                }
            })
            .await
    }
}

/// The repository with this path and its instance, unless it is being deleted.
pub(super) fn find(read: &Read<'_>, path: &str) -> Result<Option<(Resource<Repository>, Resource<Instance>)>> {
    let Some(id) = read.registry_repository(path)? else { return Ok(None) };
    let Some(repository) = read.find::<Repository>(&id)?.filter(|repository| !repository.is_deleting()) else {
        return Ok(None);
    };
    let instance = read.get::<Instance>(&repository.spec.instance)?;
    // What is in an instance is gone from the moment at which that is deleted.
    Ok((!instance.is_deleting()).then_some((repository, instance)))
}
