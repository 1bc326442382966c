//! Images made on the spot from the machine's busybox, as a registry would hold them.

use std::path::{Path, PathBuf};

use gantry_model::registry::reference::Digest;
use gantry_platform::runtime::{StoredImage, StoredLayer};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tar::{Builder, EntryType, Header};

const LAYER: &str = "application/vnd.oci.image.layer.v1.tar";

pub fn digest(bytes: &[u8]) -> Digest {
    Digest::sha256_hex(&hex::encode(Sha256::digest(bytes))).unwrap()
}

/// A layer in the making.
pub struct Layer {
    pub tar: Builder<Vec<u8>>,
}

impl Layer {
    pub fn new() -> Self {
        Self { tar: Builder::new(Vec::new()) }
    }

    fn header(kind: EntryType, mode: u32, size: usize) -> Header {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(mode);
        header.set_size(size as u64);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(1_700_000_000);
        header
    }

    pub fn file(mut self, path: &str, mode: u32, content: &[u8]) -> Self {
        let mut header = Self::header(EntryType::Regular, mode, content.len());
        self.tar.append_data(&mut header, path, content).unwrap();
        self
    }

    pub fn folder(mut self, path: &str, mode: u32) -> Self {
        let mut header = Self::header(EntryType::Directory, mode, 0);
        self.tar.append_data(&mut header, path, std::io::empty()).unwrap();
        self
    }

    /// A folder of this user and group.
    pub fn owned(mut self, path: &str, mode: u32, owner: u64) -> Self {
        let mut header = Self::header(EntryType::Directory, mode, 0);
        header.set_uid(owner);
        header.set_gid(owner);
        self.tar.append_data(&mut header, path, std::io::empty()).unwrap();
        self
    }

    pub fn link(mut self, kind: EntryType, path: &str, target: &str) -> Self {
        let mut header = Self::header(kind, 0o777, 0);
        self.tar.append_link(&mut header, path, target).unwrap();
        self
    }

    /// An entry whose names are written as they are, however hostile.
    pub fn raw(mut self, kind: EntryType, path: &str, target: &str, content: &[u8]) -> Self {
        let mut header = Self::header(kind, 0o755, content.len());
        header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
        header.as_old_mut().linkname[..target.len()].copy_from_slice(target.as_bytes());
        header.set_cksum();
        self.tar.append(&header, content).unwrap();
        self
    }

    pub fn bytes(self) -> Vec<u8> {
        self.tar.into_inner().unwrap()
    }
}

/// Busybox with the names that the tests call it by.
pub fn busybox() -> Layer {
    let program = std::fs::read("/bin/busybox").unwrap();
    let mut layer = Layer::new().folder("bin", 0o755).file("bin/busybox", 0o755, &program);
    for name in [
        "sh", "sleep", "echo", "cat", "ls", "id", "dd", "wget", "httpd", "nc", "ping", "ip", "stty", "seq", "true",
        "false", "kill", "env", "pwd", "hostname", "grep", "mount", "mknod", "ps", "head", "tail", "yes", "touch",
        "df", "stat", "timeout",
    ] {
        layer = layer.link(EntryType::Symlink, &format!("bin/{name}"), "busybox");
    }
    layer
        .folder("etc", 0o755)
        .file("etc/passwd", 0o644, b"root:x:0:0:root:/root:/bin/sh\nweb:x:1000:1000:web:/srv:/bin/sh\n")
        .file("etc/group", 0o644, b"root:x:0:\nweb:x:1000:\nlog:x:4:web\n")
        .folder("srv", 0o755)
        .file("srv/index.html", 0o644, b"hello from busybox\n")
        .folder("tmp", 0o1777)
}

/// How a layer's archive is kept.
#[derive(Clone, Copy)]
pub enum Packing {
    Plain,
    Gzip,
    Zstd,
}

pub fn store_layer(dir: &Path, tar: &[u8], packing: Packing) -> StoredLayer {
    let (bytes, suffix) = match packing {
        Packing::Plain => (tar.to_vec(), ""),
        Packing::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut encoder, tar).unwrap();
            (encoder.finish().unwrap(), "+gzip")
        }
        Packing::Zstd => (zstd::encode_all(tar, 1).unwrap(), "+zstd"),
    };
    let digest_ = digest(&bytes);
    let blob: PathBuf = dir.join(digest_.hex());
    std::fs::write(&blob, &bytes).unwrap();
    StoredLayer {
        diff_id: digest(tar),
        media_type: format!("{LAYER}{suffix}"),
        size: bytes.len() as u64,
        digest: digest_,
        blob,
    }
}

/// An image of these layers; `config` is the `config` of the image's configuration.
pub fn store(name: &str, layers: Vec<StoredLayer>, config: Value) -> StoredImage {
    let architecture = if std::env::consts::ARCH == "x86_64" { "amd64" } else { "arm64" };
    let diff_ids: Vec<&Digest> = layers.iter().map(|layer| &layer.diff_id).collect();
    let config = json!({
        "os": "linux", "architecture": architecture, "config": config,
        "rootfs": { "type": "layers", "diff_ids": diff_ids },
    });
    StoredImage {
        reference: format!("default/test/{name}:1"),
        manifest: digest(config.to_string().as_bytes()),
        config: config.to_string(),
        layers,
    }
}
