//! Manifests and their tags.
//!
//! A manifest is accepted once everything that it names is in the repository, at the size that it says; the check, the manifest, its tag and the
//! audit entry are one step of the store. Two pushes of one tag at once are two steps; the later one wins, and the other's manifest stays
//! reachable by its digest.
//!
//! Who deletes an image deletes what only it held together: the manifests of an index, and signatures and the like that refer to it, unless
//! a tag or another index names them.

use gantry_model::{
    Error, Result,
    error::Lookup,
    id::{Id as _, RepositoryId},
    kind::ResourceKind,
    message::registry as say,
    name,
    registry::{
        MANIFEST_BYTES,
        manifest::{Content, Form, ImageConfig, Manifest, Platform},
        reference::Digest,
        scope::Action,
    },
};

use super::{Access, Pushed, Registry, Repository, RepositoryStatus, blob_files::digest_of};
use gantry_platform::{
    audit::{Operation, Outcome},
    store::{
        Kind as _, Tx,
        registry::{ManifestHead, ManifestRecord, Referrer},
    },
};

/// How a manifest is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    Tag(String),
    Digest(Digest),
}

impl Reference {
    /// # Errors
    /// Invalid, of field `reference`.
    pub fn parse(text: &str) -> Result<Self> {
        if text.contains(':') {
            return Ok(Self::Digest(Digest::parse(text)?));
        }
        name::tag("reference", text)?;
        Ok(Self::Tag(text.to_owned()))
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tag(tag) => write!(f, ":{tag}"),
            Self::Digest(digest) => write!(f, "@{digest}"),
        }
    }
}

/// A manifest that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestPut {
    pub digest: Digest,
    /// What the manifest refers to, if anything.
    pub subject: Option<Digest>,
}

/// A manifest as it is sent to a client.
#[derive(Debug, Clone)]
pub struct Served {
    pub head: ManifestHead,
    /// Its bytes as they came; empty if only the head was asked for.
    pub body: Vec<u8>,
}

impl Registry {
    /// Keeps a manifest under its digest and, if it is named by a tag, under that.
    ///
    /// # Errors
    /// Invalid: of field `manifest` when it does not read or is too large, `digest` when its bytes have another, `blob` when
    /// something that it names is missing. NotFound when the repository is gone.
    pub async fn manifest_put(
        &self,
        access: &Access,
        reference: &Reference,
        content_type: &str,
        body: Vec<u8>,
    ) -> Result<ManifestPut> {
        access.require(Action::Push)?;
        if body.len() > MANIFEST_BYTES {
            return Err(Error::invalid("manifest", say::manifest_too_large(body.len(), MANIFEST_BYTES)));
        }
        let manifest = Manifest::parse(content_type, &body)?;
        let digest = match reference {
            Reference::Tag(_) => digest_of(&body, "sha256")?,
            Reference::Digest(wanted) => {
                let actual = digest_of(&body, wanted.algorithm())?;
                if actual != *wanted {
                    return Err(Error::invalid("digest", say::manifest_of_other_digest(actual, wanted)));
                }
                actual
            }
        };
        let own_platform = self.platform_of(access, &manifest).await?;
        let put = ManifestPut { digest: digest.clone(), subject: manifest.subject.as_ref().map(|s| s.digest.clone()) };
        let record = ManifestRecord {
            repository: access.repository.clone(),
            digest: digest.clone(),
            media_type: manifest.media_type.clone(),
            artifact_type: manifest.effective_artifact_type().unwrap_or_default().to_owned(),
            subject: put.subject.clone(),
            annotations: manifest.annotations.clone(),
            platforms: own_platform.into_iter().collect(),
            image_size: 0,
            pushed_by: access.by().to_owned(),
            parts: Vec::new(),
            body,
        };
        let tag = match reference {
            Reference::Tag(tag) => Some(tag.clone()),
            Reference::Digest(_) => None,
        };
        let runnable = !record.platforms.is_empty() || manifest.form() == Form::Index;
        let (named, step) = (tag.clone(), access.clone());
        self.store()
            .write(access.author(), move |tx| put_manifest(tx, &step, &manifest, record, named.as_deref()))
            .await?;
        if runnable {
            // Nobody may be listening.
            let _ = self.inner.pushed.send(Pushed { repository: access.repository.clone(), digest, tag });
        }
        Ok(put)
    }

    /// What an image runs on, by its configuration; `None` for an index, and for what does not run.
    async fn platform_of(&self, access: &Access, manifest: &Manifest) -> Result<Option<Platform>> {
        let Content::Image { config, .. } = &manifest.content else { return Ok(None) };
        if !manifest.is_runnable() {
            return Ok(None);
        }
        let (repository, key) = (access.repository.clone(), config.digest.clone());
        let Some(blob) = self.store().read(move |read| read.registry_blob(&repository, &key)).await? else {
            return Err(without_blob(&config.digest));
        };
        let bytes = self.blob_bytes(&config.digest, blob.size).await?;
        Ok(bytes.and_then(|bytes| ImageConfig::parse(&bytes).ok()).map(|config| config.platform))
    }

    /// The manifest, with its bytes if `whole`.
    ///
    /// # Errors
    /// NotFound, of kind `manifest`.
    pub async fn manifest_view(&self, access: &Access, reference: &Reference, part: Part) -> Result<Served> {
        access.require(Action::Pull)?;
        let (access, reference) = (access.clone(), reference.clone());
        self.store()
            .read(move |read| {
                let unknown = || Error::not_found(Lookup::Manifest, format!("{}{reference}", access.path));
                let digest = match &reference {
                    Reference::Digest(digest) => digest.clone(),
                    Reference::Tag(tag) => read.registry_tag(&access.repository, tag)?.ok_or_else(unknown)?,
                };
                let head = read.registry_manifest_head(&access.repository, &digest)?.ok_or_else(unknown)?;
                let body = match part {
                    Part::Head => Vec::new(),
                    Part::Whole => read.registry_manifest_body(&access.repository, &digest)?.ok_or_else(unknown)?,
                };
                Ok(Served { head, body })
            })
            .await
    }

    /// Takes a tag away, or a manifest with all its tags.
    ///
    /// # Errors
    /// NotFound, of kind `manifest`; Conflict when an index of the repository names the manifest.
    pub async fn manifest_delete(&self, access: &Access, reference: &Reference) -> Result<()> {
        access.require(Action::Delete)?;
        let (step, reference) = (access.clone(), reference.clone());
        self.store()
            .write(access.author(), move |tx| {
                let unknown = || Error::not_found(Lookup::Manifest, format!("{}{reference}", step.path));
                match &reference {
                    Reference::Tag(tag) => {
                        tx.registry_remove_tag(&step.repository, tag)?.ok_or_else(unknown)?;
                    }
                    Reference::Digest(digest) => {
                        tx.registry_manifest_head(&step.repository, digest)?.ok_or_else(unknown)?;
                        if let Some(index) = tx.registry_parent(&step.repository, digest)? {
                            return Err(Error::conflict(say::manifest_of_an_index(digest, index)));
                        }
                        for tag in tx.registry_tags_of(&step.repository, digest)? {
                            tx.registry_remove_tag(&step.repository, &tag)?;
                        }
                        remove_with_dependents(tx, &step.repository, digest)?;
                    }
                }
                changed(tx, &step.repository)?;
                audit(tx, "image_delete", &step.repository, &format!("{}{reference}", step.path))
            })
            .await
    }

    /// Names of tags in order, those after `after`, at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub async fn tag_names(&self, access: &Access, after: &str, limit: u32) -> Result<Vec<String>> {
        access.require(Action::Pull)?;
        let (repository, after) = (access.repository.clone(), after.to_owned());
        self.store().read(move |read| read.registry_tag_names(&repository, &after, limit)).await
    }

    /// Manifests that refer to `subject`, by digest, those after `after`, at most `limit`.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub async fn referrers(
        &self,
        access: &Access,
        subject: &Digest,
        artifact_type: Option<&str>,
        after: &str,
        limit: u32,
    ) -> Result<Vec<Referrer>> {
        access.require(Action::Pull)?;
        let (repository, subject, after) = (access.repository.clone(), subject.clone(), after.to_owned());
        let artifact_type = artifact_type.map(str::to_owned);
        self.store()
            .read(move |read| read.registry_referrers(&repository, &subject, artifact_type.as_deref(), &after, limit))
            .await
    }
}

/// How much of a manifest is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Head,
    Whole,
}

fn without_blob(digest: &Digest) -> Error {
    Error::invalid("blob", say::manifest_without_blob(digest))
}

/// The step of [`Registry::manifest_put`].
fn put_manifest(
    tx: &mut Tx<'_>,
    access: &Access,
    manifest: &Manifest,
    mut record: ManifestRecord,
    tag: Option<&str>,
) -> Result<()> {
    let repository = tx.get::<Repository>(&access.repository)?;
    if repository.is_deleting() {
        return Err(Error::not_found(ResourceKind::Repository, access.path.to_string()));
    }
    let wrong_size = |digest: &Digest, said: u64, size: u64| {
        Error::invalid("manifest", say::manifest_with_wrong_size(digest, said, size))
    };
    for descriptor in manifest.descriptors() {
        let digest = &descriptor.digest;
        match manifest.form() {
            Form::Image => {
                let Some(blob) = tx.registry_blob(&access.repository, digest)? else {
                    if descriptor.is_foreign() {
                        continue;
                    }
                    return Err(without_blob(digest));
                };
                if blob.size != descriptor.size {
                    return Err(wrong_size(digest, descriptor.size, blob.size));
                }
                record.image_size += blob.size;
            }
            Form::Index => {
                let Some(head) = tx.registry_manifest_head(&access.repository, digest)? else {
                    return Err(Error::invalid("blob", say::manifest_without_manifest(digest)));
                };
                if head.size != descriptor.size {
                    return Err(wrong_size(digest, descriptor.size, head.size));
                }
                record.image_size += head.image_size;
                for platform in head.platforms {
                    if !record.platforms.contains(&platform) {
                        record.platforms.push(platform);
                    }
                }
            }
        }
        record.parts.push(digest.clone());
    }
    tx.registry_put_manifest(&record)?;
    if let Some(tag) = tag {
        tx.registry_put_tag(&access.repository, tag, &record.digest, access.by())?;
    }
    changed(tx, &access.repository)?;
    let name = tag.map(|tag| format!(":{tag}")).unwrap_or_default();
    audit(tx, "image_push", &access.repository, &format!("{}{name}@{}", access.path, record.digest))
}

/// Lets pages that show the repository look again.
pub(super) fn changed(tx: &mut Tx<'_>, repository: &RepositoryId) -> Result<()> {
    let status = RepositoryStatus { content_changed_at: Some(tx.now()) };
    tx.update_status::<Repository>(repository, &status)?;
    Ok(())
}

pub(super) fn audit(tx: &mut Tx<'_>, action: &str, repository: &RepositoryId, detail: &str) -> Result<()> {
    tx.audit(&Operation {
        action,
        kind: Repository::KIND,
        id: repository.as_str(),
        region: "",
        outcome: Outcome::Done,
        detail,
    })
}

/// Takes a manifest away that no tag names, then what it alone held together.
pub(super) fn remove_with_dependents(tx: &mut Tx<'_>, repository: &RepositoryId, manifest: &Digest) -> Result<()> {
    let mut doomed = vec![manifest.clone()];
    while let Some(digest) = doomed.pop() {
        let needed = tx.registry_manifest_head(repository, &digest)?.is_none()
            || tx.registry_parent(repository, &digest)?.is_some()
            || !tx.registry_tags_of(repository, &digest)?.is_empty();
        if needed {
            continue;
        }
        let referrers = tx.registry_referrers(repository, &digest, None, "", u32::MAX)?;
        // Parts that are blobs are no manifests, and are passed over above.
        doomed.extend(tx.registry_remove_manifest(repository, &digest)?);
        doomed.extend(referrers.into_iter().map(|referrer| referrer.digest));
    }
    Ok(())
}
