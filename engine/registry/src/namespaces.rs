//! Commands on namespaces (REG-13).

use gantry_model::{
    Error, Result,
    id::{Id as _, NamespaceId, RegistryInstanceId},
    message::{Argument, registry as say},
    page::{Page, PageRequest},
    registry::{
        NamespaceSpec,
        view::{NamespaceView, NewNamespace},
    },
};

use super::{Instance, Namespace, Registry, Repository, instances::TryMap as _, personal};
use gantry_engine_quota as quota;
use gantry_platform::{
    context::Context,
    store::{Kind as _, New, Order, Query, Read, Resource},
};

/// Repositories that a refused deletion names.
const NAMED: u32 = 5;

impl Registry {
    /// Namespaces of one instance, or of all.
    ///
    /// # Errors
    /// Forbidden; Invalid for a page that no table asks for.
    pub(crate) async fn namespace_list(
        &self,
        _: &Context,
        instance: Option<RegistryInstanceId>,
        request: PageRequest,
    ) -> Result<Page<NamespaceView>> {
        let registry = self.clone();
        self.store()
            .read(move |read| {
                let mut query = Query::new().search(&["name"], &request.search).sort("name", Order::Ascending);
                if let Some(instance) = &instance {
                    query = query.equal("instance", instance.as_str());
                }
                read.page::<Namespace>(&query, &request)?.try_map(|namespace| registry.namespace_of(read, &namespace))
            })
            .await
    }

    fn namespace_of(&self, read: &Read<'_>, namespace: &Resource<Namespace>) -> Result<NamespaceView> {
        let instance = read.get::<Instance>(&namespace.spec.instance)?;
        let within = Query::in_region(&namespace.region).equal("namespace", namespace.id.as_str()).deleting(false);
        Ok(NamespaceView {
            id: namespace.id.clone(),
            name: namespace.name.clone(),
            instance: instance.id,
            instance_name: instance.name,
            built_in: instance.spec.built_in,
            repositories: read.count::<Repository>(&within)?,
            created_at: self.moment(namespace.created_at),
        })
    }

    /// **Create Namespace**.
    ///
    /// # Errors
    /// Invalid or AlreadyExists, of field `name`; Forbidden in a built-in instance; QuotaExceeded.
    pub(crate) async fn namespace_create(&self, context: &Context, form: NewNamespace) -> Result<NamespaceId> {
        let owner = context.owner();
        self.store()
            .write(context, move |tx| {
                let instance = tx.get::<Instance>(&form.instance)?;
                refuse_built_in(&instance)?;
                refuse_deleting(&instance)?;
                personal::refuse_more_namespaces(tx, &instance)?;
                quota::admit::<Namespace>(tx, &instance.region, 1)?;
                let id: NamespaceId = tx.new_id();
                tx.claim_name::<Namespace>(instance.id.as_str(), &form.name, &id)?;
                tx.insert::<Namespace>(New {
                    id: id.clone(),
                    name: form.name.clone(),
                    region: instance.region.clone(),
                    owner,
                    labels: Default::default(),
                    spec: NamespaceSpec { instance: instance.id.clone() },
                    status: (),
                })?;
                tx.about_other(
                    Namespace::KIND,
                    id.as_str(),
                    &instance.region,
                    &format!("{}/{}", instance.name, form.name),
                );
                Ok(id)
            })
            .await
    }

    /// Deletes a namespace that holds no repository.
    ///
    /// # Errors
    /// Conflict, naming what is in it; Forbidden in a built-in instance; NotFound.
    pub(crate) async fn namespace_delete(&self, context: &Context, id: NamespaceId) -> Result<()> {
        self.store()
            .write(context, move |tx| {
                let namespace = tx.get::<Namespace>(&id)?;
                let instance = tx.get::<Instance>(&namespace.spec.instance)?;
                refuse_built_in(&instance)?;
                let within = Query::in_region(&namespace.region).equal("namespace", id.as_str()).limit(NAMED);
                let inside = tx.list::<Repository>(&within)?.items;
                if !inside.is_empty() {
                    let count = tx.count::<Repository>(&within)?;
                    let names: Vec<_> = inside.iter().map(|repository| Argument::text(&repository.name)).collect();
                    return Err(Error::conflict(if count > u64::from(NAMED) {
                        say::namespace_holds_more(namespace.name, count, names)
                    } else {
                        say::namespace_holds(count, namespace.name, names)
                    }));
                }
                tx.delete::<Namespace>(&id)?;
                tx.about(&namespace, &format!("{}/{}", instance.name, namespace.name));
                Ok(())
            })
            .await
    }
}

/// Nothing is made in what is being deleted.
pub(super) fn refuse_deleting(instance: &Resource<Instance>) -> Result<()> {
    if instance.is_deleting() {
        return Err(Error::conflict(say::instance_being_deleted(&instance.name)));
    }
    Ok(())
}

/// Nobody changes what Gantry keeps by itself.
pub(super) fn refuse_built_in(instance: &Resource<Instance>) -> Result<()> {
    if instance.spec.built_in {
        return Err(Error::forbidden(say::kept_by_gantry(&instance.name)));
    }
    Ok(())
}
