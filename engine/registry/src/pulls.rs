//! Images as this machine's runtime needs them.

use gantry_model::{
    Error, Message, Result,
    id::RepositoryId,
    message::{Argument, registry as say},
    name,
    registry::{
        manifest::{Content, Descriptor, ImageConfig, Manifest},
        reference::{Digest, RepositoryPath},
        scope::Action,
    },
};

use super::{Instance, Registry, Repository};
use gantry_platform::runtime::{StoredImage, StoredLayer};

/// An image that was just pushed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    pub repository: RepositoryId,
    pub digest: Digest,
    pub tag: Option<String>,
}

/// Manifests are looked through to this depth: an index may name indexes.
const DEPTH: usize = 4;

impl Registry {
    /// Path of a repository: `INSTANCE/NAMESPACE/REPOSITORY`.
    ///
    /// # Errors
    /// NotFound.
    pub async fn path_of(&self, repository: &RepositoryId) -> Result<String> {
        let id = repository.clone();
        self.store().read(move |read| read.registry_path(&id)).await
    }

    /// The repository with this path.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub async fn repository_at(&self, path: &RepositoryPath) -> Result<Option<RepositoryId>> {
        let path = path.to_string();
        self.store().read(move |read| read.registry_repository(&path)).await
    }

    /// The image of a repository for linux/amd64: what `version`, a tag or a digest, names, or the part of an index that fits.
    ///
    /// # Errors
    /// NotFound when there is no such repository; Forbidden when the subscription of its instance ended too long ago; Invalid, of field `version`, when there is no such version, it does not run, or not on this platform;
    /// Unavailable when a blob's file is damaged.
    pub async fn stored_image(&self, repository: &RepositoryId, version: &str) -> Result<StoredImage> {
        let invalid = |why: Message| Error::invalid("version", why);
        let path = self.path_of(repository).await?;
        let id = repository.clone();
        let instance =
            self.store().read(move |read| read.get::<Instance>(&read.get::<Repository>(&id)?.spec.instance)).await?;
        self.require_subscription(&instance, Action::Pull)?;
        let reference = if version.contains(':') { format!("{path}@{version}") } else { format!("{path}:{version}") };
        let mut digest = self.digest_of_version(repository, &reference, version).await?;
        let mut depth = 0;
        let (config, layers) = loop {
            let (id, key) = (repository.clone(), digest.clone());
            let found = self
                .store()
                .read(move |read| {
                    let head = read.registry_manifest_head(&id, &key)?;
                    let body = read.registry_manifest_body(&id, &key)?;
                    Ok(head.zip(body))
                })
                .await?;
            let (head, body) = found.ok_or_else(|| invalid(say::no_such_image(&reference)))?;
            let manifest = Manifest::parse(&head.media_type, &body)?;
            if !manifest.is_runnable() {
                return Err(invalid(match manifest.effective_artifact_type() {
                    Some(kind) => say::image_is_of_type(reference, kind),
                    None => say::image_is_artifact(reference),
                }));
            }
            match manifest.content {
                Content::Image { config, layers } => break (config, layers),
                Content::Index { manifests } => {
                    depth += 1;
                    let next = manifests.iter().find(|part| fits(part)).filter(|_| depth <= DEPTH);
                    digest = next.ok_or_else(|| other_platform(&reference, platforms(&manifests)))?.digest.clone();
                }
            }
        };
        self.assemble(repository, reference, digest, &config, &layers).await
    }

    async fn digest_of_version(&self, repository: &RepositoryId, reference: &str, version: &str) -> Result<Digest> {
        if version.contains(':') {
            return Digest::parse(version).map_err(|error| error.within("version"));
        }
        name::tag("version", version)?;
        let (id, tag) = (repository.clone(), version.to_owned());
        let digest = self.store().read(move |read| read.registry_tag(&id, &tag)).await?;
        digest.ok_or_else(|| Error::invalid("version", say::no_such_image(reference)))
    }

    async fn assemble(
        &self,
        repository: &RepositoryId,
        reference: String,
        manifest: Digest,
        config: &Descriptor,
        layers: &[Descriptor],
    ) -> Result<StoredImage> {
        let invalid = |why: Message| Error::invalid("version", why);
        let bytes = self
            .blob_bytes(&config.digest, config.size)
            .await?
            .ok_or_else(|| invalid(say::configuration_too_large(&reference)))?;
        let parsed = ImageConfig::parse(&bytes)?;
        if !parsed.platform.is_linux_amd64() {
            return Err(other_platform(&reference, vec![Argument::text(&parsed.platform)]));
        }
        if parsed.rootfs.diff_ids.len() != layers.len() {
            return Err(invalid(say::layers_do_not_match(reference, layers.len(), parsed.rootfs.diff_ids.len())));
        }
        let mut stored = Vec::with_capacity(layers.len());
        for (layer, diff_id) in layers.iter().zip(parsed.rootfs.diff_ids) {
            if layer.is_foreign() {
                let (id, key) = (repository.clone(), layer.digest.clone());
                if self.store().read(move |read| read.registry_blob(&id, &key)).await?.is_none() {
                    return Err(invalid(say::layer_not_distributed(&layer.digest, reference)));
                }
            }
            stored.push(StoredLayer {
                digest: layer.digest.clone(),
                diff_id,
                media_type: layer.media_type.clone(),
                size: layer.size,
                blob: self.blob_path(&layer.digest, layer.size).await?,
            });
        }
        let config = String::from_utf8(bytes).map_err(|_| invalid(say::configuration_no_text(&reference)))?;
        Ok(StoredImage { reference, manifest, config, layers: stored })
    }

    /// Whether there is such a repository, for orders that name one.
    ///
    /// # Errors
    /// NotFound.
    pub async fn require_repository(&self, repository: &RepositoryId) -> Result<()> {
        let id = repository.clone();
        self.store().read(move |read| read.get::<Repository>(&id).map(|_| ())).await
    }
}

/// Whether this part of an index is for us. Attestations say `unknown/unknown`; a part that says nothing is looked at.
fn fits(part: &Descriptor) -> bool {
    part.platform.as_ref().is_none_or(|platform| platform.is_linux_amd64())
}

fn platforms(parts: &[Descriptor]) -> Vec<Argument> {
    let mut names: Vec<_> = parts
        .iter()
        .filter_map(|part| part.platform.as_ref())
        .filter(|platform| platform.os != "unknown")
        .map(Argument::text)
        .take(16)
        .collect();
    names.dedup();
    names
}

fn other_platform(reference: &str, platforms: Vec<Argument>) -> Error {
    let why = if platforms.is_empty() {
        say::image_of_another_platform(reference)
    } else {
        say::image_of_other_platforms(reference, platforms)
    };
    Error::invalid("version", why)
}
