//! Commands on registry instances (REG-02, REG-06), and the person's login (REG-12).

use gantry_model::{
    Result,
    iam::Actor,
    id::{Id as _, RegistryInstanceId},
    page::{Page, PageRequest},
    registry::view::{InstanceView, LoginView},
};

use super::{Instance, Namespace, Registry, Repository};
use crate::{
    iam::Origin,
    store::{Order, Query, Read, Resource},
};

impl Registry {
    /// Instances of a region, or of all for an empty one; the built-in one comes last.
    ///
    /// # Errors
    /// Forbidden; Invalid for a page that no table asks for.
    pub async fn instance_list(
        &self,
        actor: &Actor,
        region: &str,
        request: &PageRequest,
    ) -> Result<Page<InstanceView>> {
        actor.require_administrator()?;
        request.validate()?;
        let (registry, region, request) = (self.clone(), region.to_owned(), request.clone());
        self.store()
            .read(move |read| {
                let query = in_region(&region).search(&["name"], &request.search).sort("name", Order::Ascending);
                read.page::<Instance>(&query, &request)?.try_map(|instance| registry.instance_of(read, &instance))
            })
            .await
    }

    /// One instance.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub async fn instance_view(&self, actor: &Actor, id: &RegistryInstanceId) -> Result<InstanceView> {
        actor.require_administrator()?;
        let (registry, id) = (self.clone(), id.clone());
        self.store().read(move |read| registry.instance_of(read, &read.get::<Instance>(&id)?)).await
    }

    fn instance_of(&self, read: &Read<'_>, instance: &Resource<Instance>) -> Result<InstanceView> {
        let within = Query::in_region(&instance.region).equal("instance", instance.id.as_str());
        Ok(InstanceView {
            id: instance.id.clone(),
            name: instance.name.clone(),
            region: instance.region.clone(),
            built_in: instance.spec.built_in,
            access_entry: instance.spec.access_entry,
            public_address: self.settings().public_address(&instance.name),
            vpc_address: self.settings().vpc_address(&instance.name),
            namespaces: read.count::<Namespace>(&within)?,
            repositories: read.count::<Repository>(&within.deleting(false))?,
            created_at: self.moment(instance.created_at),
        })
    }

    /// What the actor needs for `docker login`.
    ///
    /// # Errors
    /// Forbidden for who is no person.
    pub async fn login_view(&self, actor: &Actor) -> Result<LoginView> {
        let set_at = match actor.user_id().cloned() {
            Some(id) => self.store().read(move |read| Ok(read.user(&id)?.registry_password_at)).await?,
            None => None,
        };
        Ok(LoginView {
            host: self.settings().public_host.clone(),
            user_name: actor.name().to_owned(),
            password_set_at: set_at.map(|at| self.moment(at)),
        })
    }

    /// **Reset Docker Login Password** of the actor. Clients that know the old one are refused from here on.
    ///
    /// # Errors
    /// Invalid, of field `password`.
    pub async fn password_reset(&self, actor: &Actor, password: &str, origin: &Origin) -> Result<()> {
        self.inner.iam.set_registry_password(actor, password, origin).await
    }
}

/// A query over one region, or over all for an empty name.
pub(super) fn in_region(region: &str) -> Query {
    if region.is_empty() { Query::new() } else { Query::in_region(region) }
}

/// Turning the rows of a page into what is shown, where that can fail.
pub(super) trait TryMap<T> {
    fn try_map<U>(self, f: impl FnMut(T) -> Result<U>) -> Result<Page<U>>;
}

impl<T> TryMap<T> for Page<T> {
    fn try_map<U>(self, f: impl FnMut(T) -> Result<U>) -> Result<Page<U>> {
        let items = self.items.into_iter().map(f).collect::<Result<_>>()?;
        Ok(Page { items, total: self.total, page: self.page, size: self.size })
    }
}
