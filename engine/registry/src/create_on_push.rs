//! Repositories that a push makes (**Create Repositories on Push** of an instance): private, in a namespace that is there, under the rules and
//! limits of **Create Image Repository**.
//!
//! Who pushes to what is not there and is not made is told where to make it. Only persons with a name are: whoever may not see a repository is
//! not told whether it exists.

use gantry_model::{
    Error, Message, Result,
    iam::Actor,
    id::{Id as _, NamespaceId, RegistryInstanceId},
    message::registry as say,
    registry::{
        CODE_SOURCE, CreateOnPush, RepositoryType, reference::RepositoryPath, scope::Action, view::NewRepository,
    },
};

use super::{
    Access, Caller, Instance, Namespace, Registry,
    access::{find, may, require},
    author,
    manifests::audit,
    repositories,
};
use gantry_platform::context::Context;
use gantry_platform::store::{Read, Resource};

impl Registry {
    /// Switches **Create Repositories on Push** of an instance on or off.
    ///
    /// # Errors
    /// Forbidden in a built-in instance; NotFound.
    pub(crate) async fn registry_create_on_push_set(
        &self,
        context: &Context,
        id: RegistryInstanceId,
        create_on_push: CreateOnPush,
    ) -> Result<()> {
        self.change_instance(context, id, move |_, instance| {
            instance.spec.create_on_push = create_on_push;
            Ok(match create_on_push {
                CreateOnPush::On => say::logged_create_on_push_on(&instance.name),
                CreateOnPush::Off => say::logged_create_on_push_off(&instance.name),
            })
        })
        .await
    }

    /// Leave to begin a push: what is not there is made, where the instance does that.
    ///
    /// # Errors
    /// Those of [`Registry::access`]; Invalid, of field `repository`, says where to make what is missing; QuotaExceeded.
    pub async fn access_to_push(&self, caller: &Caller, path: &RepositoryPath) -> Result<Access> {
        match self.access(caller, path, Action::Push).await {
            Err(Error::NotFound { .. }) => {}
            answer => return answer,
        }
        self.create_for(caller, path).await?;
        self.access(caller, path, Action::Push).await
    }

    async fn create_for(&self, caller: &Caller, path: &RepositoryPath) -> Result<()> {
        let actor = caller.actor.clone().unwrap_or(Actor::System);
        let wanted = path.clone();
        let place = self.inner.store.read(move |read| place_of(read, &wanted)).await?;
        let (instance, namespace) = place.map_err(missing)?;
        require(Some(&actor), &instance, RepositoryType::Private, path, Action::Push)?;
        self.admit(&instance, caller, Action::Push)?;
        let form = NewRepository {
            namespace,
            name: path.repository.clone(),
            visibility: RepositoryType::Private,
            summary: String::new(),
            code_source: CODE_SOURCE.to_owned(),
        };
        form.validate()?;
        let (path, owner) = (path.clone(), Context::of(actor.clone()).owner());
        self.inner
            .store
            .write(author(&actor, Some(caller.place.address)), move |tx| {
                // A push sends its layers side by side: the first one makes it.
                if find(tx, &path.to_string())?.is_some() {
                    return Ok(());
                }
                place_of(tx, &path)?.map_err(missing)?;
                let made = repositories::insert(tx, &form, &actor, owner)?;
                audit(tx, "repository_create", &made, &path.to_string())
            })
            .await
    }
}

fn missing(why: Message) -> Error {
    Error::invalid("repository", why)
}

/// Where a push to this path would make the repository, or what is missing and where it is made.
fn place_of(read: &Read<'_>, path: &RepositoryPath) -> Result<Result<(Resource<Instance>, NamespaceId), Message>> {
    let instance = read.named::<Instance>("", &path.instance)?.map(|id| read.get::<Instance>(&id)).transpose()?;
    let Some(instance) = instance.filter(|instance| !instance.is_deleting()) else {
        return Ok(Err(say::no_instance_to_push_to(&path.instance)));
    };
    let Some(namespace) = read.named::<Namespace>(instance.id.as_str(), &path.namespace)? else {
        return Ok(Err(say::no_namespace_to_push_to(&path.namespace, &path.instance)));
    };
    if instance.spec.create_on_push == CreateOnPush::Off {
        return Ok(Err(say::no_repository_to_push_to(path, &path.instance)));
    }
    Ok(Ok((instance, namespace)))
}

/// The instance in which this person's push to a path that names nothing would make the repository; `None` where it would not.
pub(super) fn would_create(
    read: &Read<'_>,
    path: &RepositoryPath,
    actor: Option<&Actor>,
) -> Result<Option<Resource<Instance>>> {
    let instance = place_of(read, path)?.ok().map(|(instance, _)| instance);
    Ok(instance.filter(|instance| may(actor, instance, RepositoryType::Private, Action::Push)))
}
