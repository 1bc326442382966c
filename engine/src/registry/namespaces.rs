//! Commands on namespaces (REG-13).

use gantry_model::{
    Error, Result,
    iam::Actor,
    id::{Id as _, NamespaceId, RegistryInstanceId},
    page::{Page, PageRequest},
    registry::{
        NamespaceSpec,
        view::{NamespaceView, NewNamespace},
    },
};

use super::{
    Instance, Namespace, Registry, Repository, author,
    instances::{TryMap as _, in_region},
    personal,
};
use crate::{
    audit::{Operation, Outcome},
    quota,
    store::{Kind as _, New, Order, Query, Read, Resource},
};

/// Repositories that a refused deletion names.
const NAMED: u32 = 5;

impl Registry {
    /// Namespaces of a region (empty: of all), or of one instance.
    ///
    /// # Errors
    /// Forbidden; Invalid for a page that no table asks for.
    pub async fn namespace_list(
        &self,
        actor: &Actor,
        region: &str,
        instance: Option<&RegistryInstanceId>,
        request: &PageRequest,
    ) -> Result<Page<NamespaceView>> {
        actor.require_administrator()?;
        let (registry, region, instance, request) =
            (self.clone(), region.to_owned(), instance.cloned(), request.clone());
        self.store()
            .read(move |read| {
                let mut query = in_region(&region).search(&["name"], &request.search).sort("name", Order::Ascending);
                if let Some(instance) = &instance {
                    query = query.equal("instance", instance.as_str());
                }
                read.page::<Namespace>(&query, &request)?.try_map(|namespace| registry.namespace_of(read, &namespace))
            })
            .await
    }

    /// One namespace.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub async fn namespace_view(&self, actor: &Actor, id: &NamespaceId) -> Result<NamespaceView> {
        actor.require_administrator()?;
        let (registry, id) = (self.clone(), id.clone());
        self.store().read(move |read| registry.namespace_of(read, &read.get::<Namespace>(&id)?)).await
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
    pub async fn namespace_create(&self, actor: &Actor, form: &NewNamespace) -> Result<NamespaceId> {
        actor.require_administrator()?;
        form.validate()?;
        let (form, owner) = (form.clone(), owner(actor));
        self.store()
            .write(author(actor, None), move |tx| {
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
                tx.audit(&Operation {
                    action: "namespace_create",
                    kind: Namespace::KIND,
                    id: id.as_str(),
                    region: &instance.region,
                    outcome: Outcome::Done,
                    detail: &format!("{}/{}", instance.name, form.name),
                })?;
                Ok(id)
            })
            .await
    }

    /// Deletes a namespace that holds no repository.
    ///
    /// # Errors
    /// Conflict, naming what is in it; Forbidden in a built-in instance; NotFound.
    pub async fn namespace_delete(&self, actor: &Actor, id: &NamespaceId) -> Result<()> {
        actor.require_administrator()?;
        let id = id.clone();
        self.store()
            .write(author(actor, None), move |tx| {
                let namespace = tx.get::<Namespace>(&id)?;
                let instance = tx.get::<Instance>(&namespace.spec.instance)?;
                refuse_built_in(&instance)?;
                let within = Query::in_region(&namespace.region).equal("namespace", id.as_str()).limit(NAMED);
                let inside = tx.list::<Repository>(&within)?.items;
                if !inside.is_empty() {
                    let count = tx.count::<Repository>(&within)?;
                    let names: Vec<&str> = inside.iter().map(|repository| repository.name.as_str()).collect();
                    let more = if count > u64::from(NAMED) { " and others" } else { "" };
                    return Err(Error::conflict(format!(
                        "Namespace {} holds {count} {}: {}{more}. Delete {} first.",
                        namespace.name,
                        if count == 1 { "repository" } else { "repositories" },
                        names.join(", "),
                        if count == 1 { "it" } else { "them" },
                    )));
                }
                tx.delete::<Namespace>(&id)?;
                tx.audit(&Operation {
                    action: "namespace_delete",
                    kind: Namespace::KIND,
                    id: id.as_str(),
                    region: &namespace.region,
                    outcome: Outcome::Done,
                    detail: &format!("{}/{}", instance.name, namespace.name),
                })
            })
            .await
    }
}

/// For the owner of a resource.
pub(super) fn owner(actor: &Actor) -> String {
    actor.user_id().map_or_else(|| actor.name().to_owned(), |id| id.as_str().to_owned())
}

/// Nothing is made in what is being deleted.
pub(super) fn refuse_deleting(instance: &Resource<Instance>) -> Result<()> {
    if instance.is_deleting() {
        return Err(Error::conflict(format!("The registry instance {} is being deleted.", instance.name)));
    }
    Ok(())
}

/// Nobody changes what Gantry keeps by itself.
pub(super) fn refuse_built_in(instance: &Resource<Instance>) -> Result<()> {
    if instance.spec.built_in {
        return Err(Error::forbidden(format!("The registry instance {} is kept by Gantry itself.", instance.name)));
    }
    Ok(())
}
