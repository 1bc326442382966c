//! Manifests of the OCI image specification 1.1 and of Docker (schema 2): what the registry needs to know of them.
//!
//! Parsing refuses what cannot be kept: other formats, descriptors that are none. Everything else in a manifest is the
//! client's own, and its bytes are kept as they came.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::reference::Digest;
use crate::error::{Error, Result};
use crate::message::{Message, registry as say};

pub const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
pub const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
pub const OCI_CONFIG: &str = "application/vnd.oci.image.config.v1+json";
pub const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
pub const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
pub const DOCKER_CONFIG: &str = "application/vnd.docker.container.image.v1+json";

/// Descriptors in one manifest: beyond any image, and little enough to check them in one step.
pub const MOST_DESCRIPTORS: usize = 4096;

/// The two forms of a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// One image, or one artifact: a configuration and layers.
    Image,
    /// A list of manifests, one per platform.
    Index,
}

/// The media types that are kept, and what they are.
pub fn form_of(media_type: &str) -> Option<Form> {
    match media_type {
        OCI_MANIFEST | DOCKER_MANIFEST => Some(Form::Image),
        OCI_INDEX | DOCKER_LIST => Some(Form::Index),
        _ => None,
    }
}

/// Where content is, how long it is and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Descriptor {
    pub media_type: String,
    pub digest: Digest,
    /// Bytes.
    pub size: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub artifact_type: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// Where else the content is; layers that may not be distributed name it here and are not pushed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
}

impl Descriptor {
    /// Layers with addresses of their own, of which a push brings no bytes (the image specification's
    /// non-distributable layers).
    pub fn is_foreign(&self) -> bool {
        !self.urls.is_empty() && (self.media_type.contains("nondistributable") || self.media_type.contains("foreign"))
    }
}

/// What a manifest of an index is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Platform {
    pub os: String,
    pub architecture: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
}

impl Platform {
    /// What this machine runs.
    pub fn is_linux_amd64(&self) -> bool {
        self.os == "linux" && self.architecture == "amd64"
    }
}

impl std::fmt::Display for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.os, self.architecture)?;
        match &self.variant {
            Some(variant) => write!(f, "/{variant}"),
            None => Ok(()),
        }
    }
}

/// A manifest, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    pub media_type: String,
    pub artifact_type: Option<String>,
    pub subject: Option<Descriptor>,
    pub annotations: BTreeMap<String, String>,
    pub content: Content,
}

/// What a manifest holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Image { config: Descriptor, layers: Vec<Descriptor> },
    Index { manifests: Vec<Descriptor> },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    schema_version: u32,
    media_type: Option<String>,
    artifact_type: Option<String>,
    config: Option<Descriptor>,
    layers: Option<Vec<Descriptor>>,
    manifests: Option<Vec<Descriptor>>,
    subject: Option<Descriptor>,
    annotations: Option<BTreeMap<String, String>>,
}

impl Manifest {
    /// Reads a manifest that was sent as `content_type` (without parameters; empty if the client said nothing).
    ///
    /// # Errors
    /// Invalid, for the field `manifest`, with what does not fit.
    pub fn parse(content_type: &str, bytes: &[u8]) -> Result<Self> {
        let refuse = |why: Message| Error::invalid("manifest", why);
        let raw: Raw = serde_json::from_slice(bytes).map_err(|error| refuse(say::manifest_unreadable(error)))?;
        if raw.schema_version != 2 {
            return Err(refuse(say::manifest_schema(raw.schema_version)));
        }
        let media_type = match (content_type, raw.media_type) {
            ("", Some(own)) => own,
            ("", None) if raw.manifests.is_some() => OCI_INDEX.to_owned(),
            ("", None) => OCI_MANIFEST.to_owned(),
            (sent, None) => sent.to_owned(),
            (sent, Some(own)) if sent == own => own,
            (sent, Some(own)) => {
                let own: String = own.chars().take(120).collect();
                return Err(refuse(say::manifest_of_two_types(sent, own)));
            }
        };
        let Some(form) = form_of(&media_type) else {
            let shown: String = media_type.chars().take(120).collect();
            return Err(refuse(say::manifest_type(shown)));
        };
        let content = match (form, raw.config, raw.layers, raw.manifests) {
            (Form::Image, Some(config), Some(layers), None) => Content::Image { config, layers },
            (Form::Image, ..) => {
                return Err(refuse(say::manifest_of_image()));
            }
            (Form::Index, None, None, Some(manifests)) => Content::Index { manifests },
            (Form::Index, ..) => return Err(refuse(say::manifest_of_index())),
        };
        let manifest = Self {
            media_type,
            artifact_type: raw.artifact_type.filter(|kind| !kind.is_empty()),
            subject: raw.subject,
            annotations: raw.annotations.unwrap_or_default(),
            content,
        };
        let count = manifest.descriptors().count();
        if count > MOST_DESCRIPTORS {
            return Err(refuse(say::manifest_too_many_parts(count, MOST_DESCRIPTORS)));
        }
        Ok(manifest)
    }

    pub fn form(&self) -> Form {
        match self.content {
            Content::Image { .. } => Form::Image,
            Content::Index { .. } => Form::Index,
        }
    }

    /// Everything that must be in the repository for the manifest to be whole: configuration and layers, or manifests.
    pub fn descriptors(&self) -> impl Iterator<Item = &Descriptor> {
        let (config, parts) = match &self.content {
            Content::Image { config, layers } => (Some(config), layers),
            Content::Index { manifests } => (None, manifests),
        };
        config.into_iter().chain(parts)
    }

    /// The type by which referrers are filtered: the manifest's own, or its configuration's.
    pub fn effective_artifact_type(&self) -> Option<&str> {
        match (&self.artifact_type, &self.content) {
            (Some(own), _) => Some(own),
            (None, Content::Image { config, .. }) => Some(&config.media_type),
            (None, Content::Index { .. }) => None,
        }
    }

    /// Whether this is an image that could run, by its configuration's type; other artifacts are kept, not run.
    pub fn is_runnable(&self) -> bool {
        match &self.content {
            Content::Image { config, .. } => matches!(config.media_type.as_str(), OCI_CONFIG | DOCKER_CONFIG),
            Content::Index { .. } => true,
        }
    }
}

/// What a configuration must say for its image to run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ImageConfig {
    #[serde(flatten)]
    pub platform: Platform,
    pub rootfs: RootFs,
}

/// The layers of an image, unpacked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RootFs {
    /// Digests of the uncompressed layers, lowest first.
    pub diff_ids: Vec<Digest>,
}

impl ImageConfig {
    /// # Errors
    /// Invalid, for the field `image`.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        serde_json::from_slice(bytes).map_err(|error| Error::invalid("image", say::configuration_unreadable(error)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn descriptor(media_type: &str) -> Value {
        json!({ "mediaType": media_type, "digest": format!("sha256:{}", "a".repeat(64)), "size": 3 })
    }

    fn image() -> Value {
        json!({ "schemaVersion": 2, "mediaType": OCI_MANIFEST, "config": descriptor(OCI_CONFIG), "layers": [descriptor("x")] })
    }

    fn parse(content_type: &str, manifest: &Value) -> Result<Manifest> {
        Manifest::parse(content_type, manifest.to_string().as_bytes())
    }

    #[test]
    fn an_image_is_read() {
        let manifest = parse(OCI_MANIFEST, &image()).unwrap();
        assert_eq!(manifest.form(), Form::Image);
        assert_eq!(manifest.descriptors().count(), 2);
        assert!(manifest.is_runnable());
        assert_eq!(manifest.effective_artifact_type(), Some(OCI_CONFIG));
    }

    #[test]
    fn an_index_is_read_and_knows_its_platforms() {
        let mut part = descriptor(OCI_MANIFEST);
        part["platform"] = json!({ "os": "linux", "architecture": "arm64", "variant": "v8" });
        let manifest = parse("", &json!({ "schemaVersion": 2, "manifests": [part] })).unwrap();
        assert_eq!(manifest.media_type, OCI_INDEX);
        let platform = manifest.descriptors().next().unwrap().platform.clone().unwrap();
        assert_eq!(platform.to_string(), "linux/arm64/v8");
        assert!(!platform.is_linux_amd64());
    }

    #[test]
    fn what_cannot_be_kept_is_refused_with_the_reason() {
        let refused = |content_type: &str, change: &dyn Fn(&mut Value), word: &str| {
            let mut manifest = image();
            change(&mut manifest);
            let error = parse(content_type, &manifest).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        };
        refused(OCI_MANIFEST, &|m| m["schemaVersion"] = json!(1), "schemaVersion 1");
        refused(DOCKER_MANIFEST, &|_| (), "says");
        refused(OCI_MANIFEST, &|m| m["config"]["digest"] = json!("sha256:../../etc"), "digest");
        refused(OCI_MANIFEST, &|m| m["config"]["size"] = json!(-1), "does not read");
        refused(OCI_MANIFEST, &|m| m["layers"] = Value::Null, "layers");
        refused("", &|m| m["mediaType"] = json!("text/html"), "not kept");
        refused(OCI_MANIFEST, &|m| m["manifests"] = json!([]), "manifests");
        let many = vec![descriptor("x"); MOST_DESCRIPTORS];
        refused(OCI_MANIFEST, &|m| m["layers"] = json!(many), "parts");
        assert!(Manifest::parse("", b"{").is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), kind in "\\PC{0,30}") {
            let _ = Manifest::parse(&kind, &bytes);
            let _ = ImageConfig::parse(&bytes);
        }

        #[test]
        fn no_change_of_one_byte_panics(at in 0usize..400, byte: u8) {
            let mut text = image().to_string().into_bytes();
            let length = text.len();
            text[at % length] = byte;
            let _ = Manifest::parse("", &text);
        }
    }
}
