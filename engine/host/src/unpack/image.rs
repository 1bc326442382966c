//! The configuration of an image (OCI image specification, `config.md`).

use std::collections::BTreeMap;

use gantry_model::error::{Error, Result};
use gantry_model::message::machine as say;
use gantry_model::registry::reference::Digest;
use serde::Deserialize;
use serde::de::IgnoredAny;

use gantry_platform::runtime::{PreparedImage, StoredImage};

/// What we read of it.
#[derive(Debug, Deserialize)]
pub struct ImageConfig {
    #[serde(default)]
    architecture: String,
    #[serde(default)]
    os: String,
    #[serde(default)]
    config: Option<Process>,
    #[serde(default)]
    rootfs: Option<RootFs>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Process {
    user: Option<String>,
    env: Option<Vec<String>>,
    entrypoint: Option<Vec<String>>,
    cmd: Option<Vec<String>>,
    working_dir: Option<String>,
    stop_signal: Option<String>,
    /// Paths as names of empty objects.
    volumes: Option<BTreeMap<String, IgnoredAny>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RootFs {
    diff_ids: Vec<String>,
}

impl ImageConfig {
    pub fn parse(reference: &str, text: &str) -> Result<Self> {
        serde_json::from_str(text)
            .map_err(|error| Error::invalid("image", say::image_config_unreadable(reference, error)))
    }

    /// Refuses images of other platforms.
    pub fn check_platform(&self, reference: &str) -> Result<()> {
        let here = platform();
        let image = (self.os.as_str(), self.architecture.as_str());
        if image == here {
            return Ok(());
        }
        let shown = |(os, architecture): (&str, &str)| format!("{os}/{architecture}");
        Err(Error::invalid("image", say::image_of_another_platform(reference, shown(image), shown(here))))
    }

    /// Refuses a manifest whose layers are not those of the configuration.
    pub fn check_layers<'a>(&self, reference: &str, layers: impl Iterator<Item = &'a Digest>) -> Result<()> {
        let listed = self.rootfs.as_ref().map(|rootfs| rootfs.diff_ids.as_slice()).unwrap_or_default();
        if layers.map(Digest::as_str).eq(listed.iter().map(String::as_str)) {
            return Ok(());
        }
        Err(Error::invalid("image", say::image_layers_differ(reference)))
    }

    /// `layers` are the chain ids of the image's layers.
    pub fn prepared(self, image: &StoredImage, layers: Vec<Digest>, already_present: bool) -> PreparedImage {
        let process = self.config.unwrap_or_default();
        PreparedImage {
            reference: image.reference.clone(),
            digest: Some(image.manifest.clone()),
            layers,
            layout: super::LAYOUT,
            entrypoint: process.entrypoint.unwrap_or_default(),
            command: process.cmd.unwrap_or_default(),
            environment: process.env.unwrap_or_default(),
            working_directory: process.working_dir.unwrap_or_default(),
            user: process.user.unwrap_or_default(),
            stop_signal: process.stop_signal.unwrap_or_default(),
            volumes: process.volumes.unwrap_or_default().into_keys().collect(),
            already_present,
        }
    }
}

/// This machine in the words of images.
pub fn platform() -> (&'static str, &'static str) {
    let architecture = match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        "x86" => "386",
        other => other,
    };
    ("linux", architecture)
}
