//! Images as containers ask for them: which are ours, and what a driver needs to make one ready.

use async_trait::async_trait;
use gantry_model::containers::ImageSource;
use gantry_model::error::{Error, Result};
use gantry_model::message::registry as say;
use gantry_model::registry::reference::RepositoryPath;
use gantry_model::registry::{SAMPLES_INSTANCE, SAMPLES_NAMESPACE};

use crate::{Registry, SAMPLE_REPOSITORY, SAMPLE_TAG};
use gantry_platform::runtime::ImageToPrepare;

/// What container groups ask about images.
#[async_trait]
pub trait Images: Send + Sync + 'static {
    /// What a driver needs to make the image ready.
    ///
    /// # Errors
    /// `Invalid` on `image` or `version` where waiting does not help: no such tag, another platform.
    async fn resolve(&self, source: &ImageSource, version: &str) -> Result<ImageToPrepare>;

    /// The source as our own repository, if the address typed is one of ours; otherwise as it is.
    ///
    /// # Errors
    /// `Invalid` on `image` if the address is ours but there is no such repository.
    async fn recognise(&self, source: ImageSource) -> Result<ImageSource>;

    /// The address that people see, without tag.
    async fn address(&self, source: &ImageSource) -> Result<String>;

    /// The sample image of **Run the sample**, if this build has one: its repository and tag.
    async fn sample(&self) -> Result<(ImageSource, String)>;
}

/// Resolves what orders name: repositories of our registry, and addresses that are ours or somebody else's.
#[derive(Debug, Clone)]
pub struct Resolver {
    registry: Registry,
}

impl Resolver {
    /// For the images of this registry.
    pub fn new(registry: Registry) -> Self {
        Self { registry }
    }
}

#[async_trait]
impl Images for Resolver {
    async fn resolve(&self, source: &ImageSource, version: &str) -> Result<ImageToPrepare> {
        match source {
            ImageSource::Repository(id) => Ok(ImageToPrepare::Stored(self.registry.stored_image(id, version).await?)),
            ImageSource::Address(address) => {
                Ok(ImageToPrepare::Elsewhere { address: address.clone(), version: version.to_owned() })
            }
        }
    }

    async fn recognise(&self, source: ImageSource) -> Result<ImageSource> {
        let address = match source {
            ImageSource::Repository(id) => {
                self.registry.path_of(&id).await?;
                return Ok(ImageSource::Repository(id));
            }
            ImageSource::Address(address) => address,
        };
        if !self.registry.settings().is_ours(&address) {
            return Ok(ImageSource::Address(address));
        }
        let unknown = || Error::invalid("image", say::no_such_repository(&address));
        let path = self.registry.settings().path_of(&address).ok_or_else(unknown)?;
        let repository = self.registry.repository_at(&path).await?;
        Ok(ImageSource::Repository(repository.ok_or_else(unknown)?))
    }

    async fn address(&self, source: &ImageSource) -> Result<String> {
        match source {
            ImageSource::Repository(id) => {
                let path = self.registry.path_of(id).await?;
                Ok(self.registry.settings().public_address(&path))
            }
            ImageSource::Address(address) => Ok(address.clone()),
        }
    }

    async fn sample(&self) -> Result<(ImageSource, String)> {
        let path = RepositoryPath {
            instance: SAMPLES_INSTANCE.to_owned(),
            namespace: SAMPLES_NAMESPACE.to_owned(),
            repository: SAMPLE_REPOSITORY.to_owned(),
        };
        let missing = || Error::unavailable(say::no_sample());
        let repository = self.registry.repository_at(&path).await?.ok_or_else(missing)?;
        self.registry.stored_image(&repository, SAMPLE_TAG).await.map_err(|_| missing())?;
        Ok((ImageSource::Repository(repository), SAMPLE_TAG.to_owned()))
    }
}
