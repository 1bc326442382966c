//! The sample image `samples/eci_open/web:latest` (REG-27): made in the process at start, pushed like any other image.
//!
//! It is made anew only where the programs that this build holds are others than those of the image that is there: the
//! manifest says by an annotation what it was made from.

use std::io::Write as _;

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use futures::stream;
use gantry_model::{
    Error, Result,
    page::PageRequest,
    registry::{
        CODE_SOURCE, RepositoryType, SAMPLES_INSTANCE, SAMPLES_NAMESPACE,
        manifest::{Manifest, OCI_CONFIG, OCI_MANIFEST},
        reference::{Digest, RepositoryPath},
        scope::Action,
        view::NewRepository,
    },
};
use serde_json::{Value, json};
use tar::{Builder, EntryType, Header};

use super::{
    Access, Begun, Caller, Part, Reference, Registry,
    blob_files::{Hasher, digest_of},
    sample_files::{SAMPLE_FILES, SampleFiles},
    uploads::Body,
};
use gantry_platform::context::Context;

/// Repository of the sample image, in the built-in namespace.
pub const SAMPLE_REPOSITORY: &str = "web";
/// Its only tag.
pub const SAMPLE_TAG: &str = "latest";
/// Annotation of the manifest: the digest of the programs that the image was made from.
const MADE_FROM: &str = "gantry.sample.made-from";
/// What busybox is called by; the commands that make sense in a container without a service manager.
const APPLETS: &str = "[ arch ash awk base64 basename cat chgrp chmod chown clear cmp cp cut date dd df diff dirname du echo \
    ed egrep env expr false fgrep find fold free grep groups gunzip gzip head hexdump hostname id ip kill killall less ln \
    logger ls md5sum mkdir mkfifo mktemp more mv nc netstat nl nproc nslookup od paste patch pidof ping printenv printf ps pwd \
    readlink realpath renice reset rev rm rmdir route sed seq setsid sh sha1sum sha256sum shuf sleep sort stat strings stty \
    sync tac tail tar tee telnet test time timeout top touch tr traceroute true truncate tty uname uniq unlink uptime usleep \
    vi watch wc wget which whoami xargs xxd yes zcat";

/// Makes the sample image, if this build holds its programs and it is not there yet.
///
/// # Errors
/// Unavailable or Internal.
pub(super) async fn make(registry: &Registry) -> Result<()> {
    match SAMPLE_FILES {
        Some(files) => make_from(registry, files).await,
        None => Ok(()),
    }
}

async fn make_from(registry: &Registry, files: SampleFiles) -> Result<()> {
    let path = RepositoryPath {
        instance: SAMPLES_INSTANCE.to_owned(),
        namespace: SAMPLES_NAMESPACE.to_owned(),
        repository: SAMPLE_REPOSITORY.to_owned(),
    };
    if registry.repository_at(&path).await?.is_none() {
        make_repository(registry).await?;
    }
    let access = registry.access(&Caller::system(), &path, Action::Push).await?;
    let made_from = fingerprint(&files)?;
    if is_current(registry, &access, &made_from).await? {
        return Ok(());
    }
    let layers = tokio::task::spawn_blocking(move || layers(&files)).await.map_err(Error::internal)?;
    let layers = layers.map_err(Error::internal)?;
    let diff_ids: Vec<&Digest> = layers.iter().map(|layer| &layer.diff_id).collect();
    let config = json!({
        "architecture": "amd64",
        "os": "linux",
        "config": {
            "Cmd": ["/usr/bin/web"],
            "Env": ["PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"],
            "ExposedPorts": { "80/tcp": {} },
            "WorkingDir": "/",
        },
        "rootfs": { "type": "layers", "diff_ids": diff_ids },
        "history": layers.iter().map(|layer| json!({ "created_by": layer.made_by })).collect::<Vec<Value>>(),
    });
    let config = config.to_string().into_bytes();
    let config_size = config.len();
    let config_digest = put_blob(registry, &access, config).await?;
    let mut described = Vec::new();
    for layer in layers {
        let size = layer.bytes.len();
        let digest = put_blob(registry, &access, layer.bytes).await?;
        described.push(
            json!({ "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": digest, "size": size }),
        );
    }
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": OCI_MANIFEST,
        "config": { "mediaType": OCI_CONFIG, "digest": config_digest, "size": config_size },
        "layers": described,
        "annotations": {
            "org.opencontainers.image.title": "Web server about its own container",
            "org.opencontainers.image.licenses": "Apache-2.0 AND GPL-2.0-only",
            MADE_FROM: made_from,
        },
    });
    let tag = Reference::Tag(SAMPLE_TAG.to_owned());
    registry.manifest_put(&access, &tag, OCI_MANIFEST, manifest.to_string().into_bytes()).await?;
    Ok(())
}

async fn make_repository(registry: &Registry) -> Result<()> {
    let request = PageRequest { search: SAMPLES_NAMESPACE.to_owned(), ..PageRequest::default() };
    let namespaces = registry.namespace_list(&Context::system(), None, request).await?.items;
    let namespace = namespaces.into_iter().find(|namespace| namespace.built_in && namespace.name == SAMPLES_NAMESPACE);
    let namespace = namespace.ok_or_else(|| Error::internal("the built-in namespace is missing"))?;
    let form = NewRepository {
        namespace: namespace.id,
        name: SAMPLE_REPOSITORY.to_owned(),
        visibility: RepositoryType::Public,
        summary: "A web server that shows the container it runs in, with a shell.".to_owned(),
        code_source: CODE_SOURCE.to_owned(),
    };
    registry.repository_create(&Context::system(), form).await.map(|_| ())
}

async fn is_current(registry: &Registry, access: &Access, made_from: &Digest) -> Result<bool> {
    let tag = Reference::Tag(SAMPLE_TAG.to_owned());
    match registry.manifest_view(access, &tag, Part::Whole).await {
        Ok(served) => {
            let manifest = Manifest::parse(&served.head.media_type, &served.body)?;
            Ok(manifest.annotations.get(MADE_FROM).is_some_and(|known| known == made_from.as_str()))
        }
        Err(Error::NotFound { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn put_blob(registry: &Registry, access: &Access, bytes: Vec<u8>) -> Result<Digest> {
    let digest = digest_of(&bytes, "sha256")?;
    let Begun::Started(state) = registry.upload_begin(access, "sha256", None).await? else {
        return Err(Error::internal("an upload without a mount was mounted"));
    };
    let body: Body = Box::pin(stream::iter([Ok(Bytes::from(bytes))]));
    registry.upload_finish(access, &state.id, None, body, &digest).await?;
    Ok(digest)
}

/// Stands for the programs and for the way in which they are put together.
fn fingerprint(files: &SampleFiles) -> Result<Digest> {
    let mut hash = Hasher::new("sha256");
    hash.update(b"1");
    for part in [files.web, files.busybox, files.busybox_copyright, APPLETS.as_bytes()] {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.digest()
}

struct Layer {
    bytes: Vec<u8>,
    diff_id: Digest,
    made_by: &'static str,
}

impl Layer {
    fn of(archive: &[u8], made_by: &'static str) -> std::io::Result<Self> {
        // The programs hardly shrink further, and a first start waits for this.
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(archive)?;
        let diff_id = digest_of(archive, "sha256").map_err(std::io::Error::other)?;
        Ok(Self { bytes: encoder.finish()?, diff_id, made_by })
    }
}

/// Tools below, the server above: a newer server leaves the tools' layer as it is.
fn layers(files: &SampleFiles) -> std::io::Result<Vec<Layer>> {
    let mut tools = Builder::new(Vec::new());
    for folder in [
        "bin",
        "dev",
        "etc",
        "proc",
        "root",
        "sys",
        "usr",
        "usr/bin",
        "usr/share",
        "usr/share/doc",
        "usr/share/doc/busybox",
        "var",
    ] {
        add(&mut tools, EntryType::Directory, folder, 0o755, b"")?;
    }
    add(&mut tools, EntryType::Directory, "tmp", 0o1777, b"")?;
    add(&mut tools, EntryType::Regular, "bin/busybox", 0o755, files.busybox)?;
    for applet in APPLETS.split_whitespace() {
        let mut header = header(EntryType::Symlink, 0o777, 0);
        tools.append_link(&mut header, format!("bin/{applet}"), "busybox")?;
    }
    let users = b"root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n";
    add(&mut tools, EntryType::Regular, "etc/passwd", 0o644, users)?;
    add(&mut tools, EntryType::Regular, "etc/group", 0o644, b"root:x:0:\nnogroup:x:65534:\n")?;
    add(&mut tools, EntryType::Regular, "usr/share/doc/busybox/copyright", 0o644, files.busybox_copyright)?;
    let mut server = Builder::new(Vec::new());
    add(&mut server, EntryType::Regular, "usr/bin/web", 0o755, files.web)?;
    Ok(vec![
        Layer::of(&tools.into_inner()?, "busybox and its licence")?,
        Layer::of(&server.into_inner()?, "the web server")?,
    ])
}

fn header(kind: EntryType, mode: u32, size: u64) -> Header {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_uid(0);
    header.set_gid(0);
    // The same programs make the same image.
    header.set_mtime(0);
    header.set_size(size);
    header
}

fn add(archive: &mut Builder<Vec<u8>>, kind: EntryType, path: &str, mode: u32, content: &[u8]) -> std::io::Result<()> {
    let mut header = header(kind, mode, content.len() as u64);
    archive.append_data(&mut header, path, content)
}

#[cfg(test)]
mod tests {
    use gantry_model::registry::operations::VersionList;

    use super::*;
    use gantry_platform::call::Call as _;

    const FILES: SampleFiles = SampleFiles { web: b"web", busybox: b"busybox", busybox_copyright: b"GPL" };

    #[test]
    fn the_same_programs_make_the_same_layers() {
        let digests =
            |layers: Vec<Layer>| layers.into_iter().map(|layer| (layer.bytes, layer.diff_id)).collect::<Vec<_>>();
        assert_eq!(digests(layers(&FILES).unwrap()), digests(layers(&FILES).unwrap()));
        let other = SampleFiles { web: b"other", ..FILES };
        assert_ne!(fingerprint(&FILES), fingerprint(&other));
        assert_eq!(layers(&FILES).unwrap()[0].diff_id, layers(&other).unwrap()[0].diff_id);
    }

    #[tokio::test]
    async fn the_sample_is_made_once_and_again_for_other_programs() {
        let bed = super::super::tests::Bed::new().await;
        let path = RepositoryPath::parse("samples/eci_open/web").unwrap();
        make_from(&bed.registry, FILES).await.unwrap();
        let repository = bed.registry.repository_at(&path).await.unwrap().unwrap();
        let first = bed.registry.stored_image(&repository, SAMPLE_TAG).await.unwrap();
        assert_eq!(first.layers.len(), 2);
        assert!(first.config.contains("/usr/bin/web"), "{}", first.config);
        let pushed_at = async || {
            bed.registry
                .call(&Context::system(), VersionList { repository: repository.clone(), page: PageRequest::default() })
                .await
                .unwrap()
                .items[0]
                .pushed_at
                .at
        };
        let at = pushed_at().await;
        bed.clock.advance(std::time::Duration::from_secs(5));
        make_from(&bed.registry, FILES).await.unwrap();
        assert_eq!(pushed_at().await, at, "a second start pushes nothing");
        make_from(&bed.registry, SampleFiles { web: b"newer", ..FILES }).await.unwrap();
        let second = bed.registry.stored_image(&repository, SAMPLE_TAG).await.unwrap();
        assert_eq!(second.layers[0], first.layers[0]);
        assert_ne!(second.layers[1].diff_id, first.layers[1].diff_id);
        let busybox = flate2::read::GzDecoder::new(std::fs::File::open(&second.layers[0].blob).unwrap());
        let names: Vec<_> = tar::Archive::new(busybox)
            .entries()
            .unwrap()
            .map(|entry| entry.unwrap().path().unwrap().display().to_string())
            .collect();
        assert!(
            names.contains(&"bin/sh".to_owned()) && names.contains(&"usr/share/doc/busybox/copyright".to_owned()),
            "{names:?}"
        );
    }
}
