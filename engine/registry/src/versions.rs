//! **Image Versions** of a repository (REG-22).

use gantry_model::{
    Error, Result,
    error::Lookup,
    id::RepositoryId,
    message::registry as say,
    name,
    page::{Page, PageRequest},
    registry::{manifest::Platform, view::VersionView},
};

use super::{
    Instance, Registry,
    manifests::{changed, remove_with_dependents},
    namespaces::refuse_built_in,
    repositories::living,
};
use gantry_platform::context::Context;
use gantry_platform::store::registry::{TagOrder, TagRecord};

impl Registry {
    /// Tags of a repository, newest first unless the page asks otherwise.
    ///
    /// # Errors
    /// Forbidden; NotFound; Invalid for a page that no table asks for or a sort key that there is not.
    pub(crate) async fn version_list(
        &self,
        _: &Context,
        repository: RepositoryId,
        request: PageRequest,
    ) -> Result<Page<VersionView>> {
        let order = match (request.sort.as_str(), request.descending) {
            ("", _) | ("pushed_at", true) => TagOrder::Newest,
            ("pushed_at", false) => TagOrder::Oldest,
            ("tag", false) => TagOrder::Name,
            ("tag", true) => TagOrder::NameDescending,
            (other, _) => {
                let shown: String = other.chars().take(40).collect();
                return Err(Error::invalid("sort", say::versions_not_sorted(shown)));
            }
        };
        let (id, page) = (repository.clone(), request.clone());
        let (tags, total) = self
            .store()
            .read(move |read| {
                living(read, &id)?;
                let part = |page: &PageRequest| read.registry_tags(&id, &page.search, order, page.offset(), page.size);
                let (tags, total) = part(&page)?;
                if tags.is_empty() { part(&page.within(total)) } else { Ok((tags, total)) }
            })
            .await?;
        let items = tags.into_iter().map(|tag| self.version_of(tag)).collect();
        Ok(Page { items, total, page: request.within(total).page, size: request.size })
    }

    fn version_of(&self, tag: TagRecord) -> VersionView {
        let manifest = tag.manifest;
        VersionView {
            tag: tag.name,
            digest: manifest.digest,
            size: manifest.image_size,
            runs_here: manifest.platforms.iter().any(Platform::is_linux_amd64),
            platforms: manifest.platforms,
            pushed_at: self.moment(tag.pushed_at),
            pushed_by: tag.pushed_by,
        }
    }

    /// Deletes a tag, and the image itself if nothing else names it.
    ///
    /// # Errors
    /// Forbidden in a built-in instance; NotFound.
    pub(crate) async fn version_delete(&self, context: &Context, repository: RepositoryId, tag: String) -> Result<()> {
        name::tag("tag", &tag)?;
        let id = repository;
        self.store()
            .write(context, move |tx| {
                let repository = living(tx, &id)?;
                refuse_built_in(&tx.get::<Instance>(&repository.spec.instance)?)?;
                let manifest = tx
                    .registry_remove_tag(&id, &tag)?
                    .ok_or_else(|| Error::not_found(Lookup::ImageVersion, tag.as_str()))?;
                remove_with_dependents(tx, &id, &manifest)?;
                changed(tx, &id)?;
                let detail = format!("{}:{tag}", tx.registry_path(&id)?);
                tx.about(&repository, &detail);
                Ok(())
            })
            .await
    }
}
