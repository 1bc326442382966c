//! Commands on registry instances (REG-02, REG-06), and the person's login (REG-12). Buying one is the billing area's.

use gantry_model::{
    Error, Result,
    error::Lookup,
    id::{Id as _, RegistryInstanceId},
    message::registry as say,
    page::{Page, PageRequest},
    registry::{
        Edition, PERSONAL,
        view::{DeleteInstance, InstanceView, LoginView},
    },
};

use super::{Instance, Namespace, Registry, Repository, namespaces::refuse_built_in};
use gantry_platform::{
    context::Context,
    store::{Order, Query, Read, Resource},
};

impl Registry {
    /// Instances of a region, or of all for an empty one, without those of the Personal Edition.
    ///
    /// # Errors
    /// Forbidden; Invalid for a page that no table asks for.
    pub(crate) async fn registry_instance_list(
        &self,
        _: &Context,
        region: String,
        request: PageRequest,
    ) -> Result<Page<InstanceView>> {
        let (registry, region, request) = (self.clone(), region.to_owned(), request.clone());
        self.store()
            .read(move |read| {
                let query = in_region(&region)
                    .equal("personal", "")
                    .search(&["name"], &request.search)
                    .sort("name", Order::Ascending);
                read.page::<Instance>(&query, &request)?.try_map(|instance| registry.instance_of(read, &instance))
            })
            .await
    }

    /// One instance, by its name in a URL: its id, or `personal` for one's own.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub(crate) async fn registry_instance_view(&self, context: &Context, slug: String) -> Result<InstanceView> {
        if slug == PERSONAL {
            let own = self.registry_personal_view(context).await?;
            return own.ok_or_else(|| Error::not_found(Lookup::PersonalInstance, ""));
        }
        let (registry, id) = (self.clone(), slug.parse::<RegistryInstanceId>()?);
        self.store().read(move |read| registry.instance_of(read, &read.get::<Instance>(&id)?)).await
    }

    /// **Delete** of an instance with everything in it. From the moment of the command nothing is served from it; what it held goes in
    /// small steps.
    ///
    /// # Errors
    /// Invalid, of field `name`, unless that is the instance's name; Forbidden for a built-in instance; NotFound.
    pub(crate) async fn registry_instance_delete(&self, context: &Context, form: DeleteInstance) -> Result<()> {
        let doomed = form.id.clone();
        self.store()
            .write(context, move |tx| {
                let instance = tx.get::<Instance>(&form.id)?;
                refuse_built_in(&instance)?;
                if form.name.trim() != instance.name {
                    return Err(Error::invalid("name", say::type_name_to_delete(&instance.name)));
                }
                let within = Query::in_region(&instance.region).equal("instance", instance.id.as_str());
                let repositories = tx.count::<Repository>(&within.deleting(false))?;
                tx.mark_deleting::<Instance>(&form.id)?;
                tx.about(&instance, &say::logged_instance_deleted(&instance.name, repositories).stored());
                Ok(())
            })
            .await?;
        self.inner.refusals.forget(&doomed);
        let registry = self.clone();
        // Slow for a large instance; a kill leaves the rest to the collector.
        tokio::spawn(async move {
            if let Err(error) = registry.empty_instance(&doomed).await {
                tracing::warn!(?error, instance = %doomed, "the collector will go on with this deletion");
            }
        });
        Ok(())
    }

    pub(super) fn instance_of(&self, read: &Read<'_>, instance: &Resource<Instance>) -> Result<InstanceView> {
        let within = Query::in_region(&instance.region).equal("instance", instance.id.as_str());
        Ok(InstanceView {
            id: instance.id.clone(),
            name: instance.name.clone(),
            region: instance.region.clone(),
            built_in: instance.spec.built_in,
            access_entry: instance.spec.access_entry,
            create_on_push: instance.spec.create_on_push,
            public_address: self.settings().public_address(&instance.name),
            vpc_address: self.settings().vpc_address(&instance.name),
            namespaces: read.count::<Namespace>(&within)?,
            repositories: read.count::<Repository>(&within.deleting(false))?,
            personal: matches!(instance.spec.edition, Edition::Personal(_)),
            phase: instance.spec.phase(self.now()),
            expires_at: instance.spec.expires_at.map(|end| self.moment(end)),
            deleting: instance.is_deleting(),
            created_at: self.moment(instance.created_at),
        })
    }

    /// What the actor needs for `docker login`.
    ///
    /// # Errors
    /// Forbidden for who is no person.
    pub(crate) async fn registry_login_view(&self, context: &Context) -> Result<LoginView> {
        let set_at = match context.actor.user_id().cloned() {
            Some(id) => self.store().read(move |read| Ok(read.user(&id)?.registry_password_at)).await?,
            None => None,
        };
        Ok(LoginView {
            host: self.settings().public_host.clone(),
            user_name: context.actor.name().to_owned(),
            password_set_at: set_at.map(|at| self.moment(at)),
        })
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
