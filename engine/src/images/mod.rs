//! Images as containers ask for them: which are ours, and what a driver needs to make one ready.

use async_trait::async_trait;
use gantry_model::containers::ImageSource;
use gantry_model::error::{Error, Result};

use crate::containers::Images;
use crate::runtime::ImageToPrepare;

/// Resolves what orders name. Every address is somebody else's as long as no registry is asked.
#[derive(Debug, Clone, Default)]
pub struct Resolver;

#[async_trait]
impl Images for Resolver {
    async fn resolve(&self, source: &ImageSource, version: &str) -> Result<ImageToPrepare> {
        match source {
            ImageSource::Repository(id) => Err(Error::not_found("repository", id.as_ref())),
            ImageSource::Address(address) => {
                Ok(ImageToPrepare::Elsewhere { address: address.clone(), version: version.to_owned() })
            }
        }
    }

    async fn recognise(&self, source: ImageSource) -> Result<ImageSource> {
        Ok(source)
    }

    async fn address(&self, source: &ImageSource) -> Result<String> {
        match source {
            ImageSource::Repository(id) => Err(Error::not_found("repository", id.as_ref())),
            ImageSource::Address(address) => Ok(address.clone()),
        }
    }

    async fn sample(&self) -> Result<(ImageSource, String)> {
        Err(Error::unavailable("This build has no sample image."))
    }
}
