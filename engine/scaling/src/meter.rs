//! Where the figures of instances come from.

use std::sync::Arc;

use async_trait::async_trait;
use gantry_model::error::Result;
use gantry_model::id::ContainerGroupId;
use gantry_model::observe::Sample;

/// Measures an instance.
#[async_trait]
pub trait Meter: Send + Sync + 'static {
    /// Its figures at this moment.
    ///
    /// # Errors
    /// Where it cannot be measured now; it is left out of the mean.
    async fn sample(&self, instance: &ContainerGroupId) -> Result<Sample>;
}

/// The runtime driver's figures.
pub(super) struct Runtime(pub(super) Arc<dyn gantry_platform::runtime::Runtime>);

#[async_trait]
impl Meter for Runtime {
    async fn sample(&self, instance: &ContainerGroupId) -> Result<Sample> {
        self.0.sample(instance).await
    }
}
