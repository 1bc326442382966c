//! Commands on repositories (REG-14 to REG-20, REG-25).

use gantry_model::{
    Error, Result,
    iam::Actor,
    id::{Id as _, RepositoryId},
    message::registry as say,
    page::Page,
    registry::{
        Edition, RepositorySpec,
        view::{EditionFilter, NewRepository, RepositoryFilter, RepositoryView, UpdateRepository},
    },
};

use super::{
    Instance, Namespace, Registry, Repository, RepositoryStatus,
    instances::{TryMap as _, in_region},
    namespaces::{refuse_built_in, refuse_deleting},
    personal,
};
use gantry_engine_quota as quota;
use gantry_platform::{
    context::Context,
    store::{Kind as _, New, Order, Read, Resource, Tx},
};

impl Registry {
    /// Repositories, newest first unless the page asks otherwise. Serves the lists and the image pickers.
    ///
    /// # Errors
    /// Forbidden; Invalid for a page that no table asks for or a sort key that there is not.
    pub(crate) async fn repository_list(&self, _: &Context, filter: RepositoryFilter) -> Result<Page<RepositoryView>> {
        let (registry, filter) = (self.clone(), filter.clone());
        self.store()
            .read(move |read| {
                let mut query = in_region(&filter.region)
                    .deleting(false)
                    .search(&["name", "summary"], &filter.page.search)
                    .sort("created_at", Order::Descending);
                if let Some(instance) = &filter.instance {
                    query = query.equal("instance", instance.as_str());
                }
                if let Some(namespace) = &filter.namespace {
                    query = query.equal("namespace", namespace.as_str());
                }
                if let Some(visibility) = filter.visibility {
                    query = query.equal("visibility", visibility.as_str());
                }
                if let Some(edition) = filter.edition {
                    query = query.one_of("instance", instances_of(read, &filter.region, edition)?);
                }
                read.page::<Repository>(&query, &filter.page)?
                    .try_map(|repository| registry.repository_of(read, &repository))
            })
            .await
    }

    /// One repository.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub(crate) async fn repository_view(&self, _: &Context, id: RepositoryId) -> Result<RepositoryView> {
        let (registry, id) = (self.clone(), id.clone());
        self.store().read(move |read| registry.repository_of(read, &living(read, &id)?)).await
    }

    fn repository_of(&self, read: &Read<'_>, repository: &Resource<Repository>) -> Result<RepositoryView> {
        let instance = read.get::<Instance>(&repository.spec.instance)?;
        let namespace = read.get::<Namespace>(&repository.spec.namespace)?;
        let path = format!("{}/{}/{}", instance.name, namespace.name, repository.name);
        Ok(RepositoryView {
            id: repository.id.clone(),
            name: repository.name.clone(),
            region: repository.region.clone(),
            public_refused: !instance.spec.access_entry,
            built_in: instance.spec.built_in,
            personal: matches!(instance.spec.edition, Edition::Personal(_)),
            instance: instance.id,
            instance_name: instance.name,
            namespace: namespace.id,
            namespace_name: namespace.name,
            visibility: repository.spec.visibility,
            summary: repository.spec.summary.clone(),
            public_address: self.settings().public_address(&path),
            vpc_address: self.settings().vpc_address(&path),
            versions: read.registry_tag_count(&repository.id)?,
            created_at: self.moment(repository.created_at),
            updated_at: self.moment(repository.updated_at),
            generation: repository.generation,
        })
    }

    /// **Create Image Repository**.
    ///
    /// # Errors
    /// Invalid, of the form's field; AlreadyExists, of field `name`; Forbidden in a built-in instance; QuotaExceeded.
    pub(crate) async fn repository_create(&self, context: &Context, form: NewRepository) -> Result<RepositoryId> {
        let (owner, actor) = (context.owner(), context.actor.clone());
        self.store().write(context, move |tx| insert(tx, &form, &actor, owner)).await
    }

    /// Changes type and summary.
    ///
    /// # Errors
    /// Invalid, of field `summary`; Conflict when the repository was changed since the form was filled in; Forbidden in a built-in instance; NotFound.
    pub(crate) async fn repository_update(&self, context: &Context, form: UpdateRepository) -> Result<()> {
        self.store()
            .write(context, move |tx| {
                let mut repository = living(tx, &form.id)?;
                refuse_built_in(&tx.get::<Instance>(&repository.spec.instance)?)?;
                repository.expect_generation(form.generation)?;
                repository.spec.visibility = form.visibility;
                repository.spec.summary = form.summary.trim().to_owned();
                tx.update(&mut repository)?;
                let detail = say::logged_repository_changed(tx.registry_path(&form.id)?, form.visibility);
                tx.about(&repository, &detail.stored());
                Ok(())
            })
            .await
    }

    /// Deletes a repository with everything in it. From the moment of the command nobody finds it; what it held goes in small steps.
    ///
    /// # Errors
    /// Forbidden in a built-in instance; NotFound.
    pub(crate) async fn repository_delete(&self, context: &Context, id: RepositoryId) -> Result<()> {
        let (step, doomed) = (id.clone(), id.clone());
        self.store()
            .write(context, move |tx| {
                let repository = living(tx, &step)?;
                refuse_built_in(&tx.get::<Instance>(&repository.spec.instance)?)?;
                let path = tx.registry_path(&step)?;
                let tags = tx.registry_tag_count(&step)?;
                tx.mark_deleting::<Repository>(&step)?;
                tx.registry_remove_path(&step)?;
                // The name is free at once.
                tx.release_name::<Repository>(repository.spec.namespace.as_str(), &repository.name, &step)?;
                tx.about(&repository, &say::logged_repository_deleted(path, tags).stored());
                Ok(())
            })
            .await?;
        let registry = self.clone();
        // Slow for a large repository; a kill leaves the rest to the collector.
        tokio::spawn(async move {
            if let Err(error) = registry.empty_repository(&doomed).await {
                tracing::warn!(?error, repository = %doomed, "the collector will go on with this deletion");
            }
        });
        Ok(())
    }
}

/// Adds a repository.
pub(super) fn insert(tx: &mut Tx<'_>, form: &NewRepository, actor: &Actor, owner: String) -> Result<RepositoryId> {
    let namespace = tx.get::<Namespace>(&form.namespace)?;
    let instance = tx.get::<Instance>(&namespace.spec.instance)?;
    if *actor != Actor::System {
        refuse_built_in(&instance)?;
    }
    refuse_deleting(&instance)?;
    personal::refuse_more_repositories(tx, &instance)?;
    quota::admit::<Repository>(tx, &instance.region, 1)?;
    let id: RepositoryId = tx.new_id();
    tx.claim_name::<Repository>(namespace.id.as_str(), &form.name, &id)?;
    let path = format!("{}/{}/{}", instance.name, namespace.name, form.name);
    tx.registry_add_path(&path, &id)?;
    let spec = RepositorySpec {
        instance: instance.id.clone(),
        namespace: namespace.id.clone(),
        visibility: form.visibility,
        summary: form.summary.trim().to_owned(),
    };
    tx.insert::<Repository>(New {
        id: id.clone(),
        name: form.name.clone(),
        region: instance.region.clone(),
        owner,
        labels: Default::default(),
        spec,
        status: RepositoryStatus::default(),
    })?;
    tx.about_other(Repository::KIND, id.as_str(), &instance.region, &path);
    Ok(id)
}

/// Ids of the instances of an edition in a region, or in all for an empty one.
fn instances_of(read: &Read<'_>, region: &str, edition: EditionFilter) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut next: Option<String> = None;
    loop {
        let mut query = in_region(region).deleting(false).limit(1000);
        if edition == EditionFilter::Enterprise {
            query = query.equal("personal", "");
        }
        if let Some(place) = &next {
            query = query.after(place);
        }
        let part = read.list::<Instance>(&query)?;
        let fits = |instance: &Resource<Instance>| {
            edition == EditionFilter::Enterprise || matches!(instance.spec.edition, Edition::Personal(_))
        };
        found.extend(part.items.into_iter().filter(fits).map(|instance| instance.id.to_string()));
        next = part.next;
        if next.is_none() {
            return Ok(found);
        }
    }
}

/// The repository, unless it is being deleted.
pub(super) fn living(read: &Read<'_>, id: &RepositoryId) -> Result<Resource<Repository>> {
    let repository = read.get::<Repository>(id)?;
    if repository.is_deleting() {
        return Err(Error::not_found(RepositoryId::KIND, id.as_str()));
    }
    Ok(repository)
}
