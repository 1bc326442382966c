//! Real clients against the router on a port of its own.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Output;

use axum::http::StatusCode;
use serde_json::json;
use tokio::process::Command;

use super::{Bed, PASSWORD, sha256};
use gantry_engine::registry::RegistrySettings;
use gantry_model::registry::manifest::{OCI_CONFIG, OCI_INDEX, OCI_MANIFEST};

/// A bed that listens.
async fn listening() -> (Bed, SocketAddr, tokio::task::JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let bed = Bed::with(RegistrySettings::default().at(&format!("http://{address}"), "http")).await;
    let service = bed.router.clone().layer(axum::Extension(super::origin())).into_make_service();
    let server = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    (bed, address, server)
}

/// Writes an image of some layers as an OCI layout, tagged `1`.
fn layout(folder: &Path, layers: &[Vec<u8>]) {
    let blobs = folder.join("blobs/sha256");
    std::fs::create_dir_all(&blobs).unwrap();
    let put = |bytes: &[u8]| {
        let digest = sha256(bytes);
        std::fs::write(blobs.join(digest.strip_prefix("sha256:").unwrap()), bytes).unwrap();
        digest
    };
    let diff_ids: Vec<String> = layers.iter().map(|layer| sha256(layer)).collect();
    let config = json!({
        "os": "linux", "architecture": "amd64", "config": { "Cmd": ["/web"] },
        "rootfs": { "type": "layers", "diff_ids": diff_ids },
    });
    let config = config.to_string();
    let described: Vec<_> = layers
        .iter()
        .map(|layer| json!({ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": put(layer), "size": layer.len() }))
        .collect();
    let manifest = json!({
        "schemaVersion": 2, "mediaType": OCI_MANIFEST,
        "config": { "mediaType": OCI_CONFIG, "digest": put(config.as_bytes()), "size": config.len() },
        "layers": described,
    });
    let manifest = manifest.to_string();
    let index = json!({ "schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": [{
        "mediaType": OCI_MANIFEST, "digest": put(manifest.as_bytes()), "size": manifest.len(),
        "annotations": { "org.opencontainers.image.ref.name": "1" },
    }]});
    std::fs::write(folder.join("index.json"), index.to_string()).unwrap();
    std::fs::write(folder.join("oci-layout"), r#"{"imageLayoutVersion":"1.0.0"}"#).unwrap();
}

/// An empty tar archive with a file of this size in it.
fn layer(size: usize) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    let content: Vec<u8> = (0..size).map(|n| (n * 7 % 253) as u8).collect();
    let mut header = tar::Header::new_ustar();
    header.set_size(size as u64);
    header.set_mode(0o644);
    header.set_cksum();
    archive.append_data(&mut header, "file", content.as_slice()).unwrap();
    archive.into_inner().unwrap()
}

async fn run(home: &Path, command: &str, arguments: &[&str]) -> Output {
    Command::new(command)
        .args(arguments)
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("REGISTRY_AUTH_FILE", home.join("auth.json"))
        .kill_on_drop(true)
        .output()
        .await
        .unwrap()
}

#[track_caller]
fn succeeded(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    out.into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn skopeo_logs_in_pushes_inspects_copies_pulls_and_deletes() {
    let (bed, address, server) = listening().await;
    let home = bed.folder.path().join("home");
    std::fs::create_dir_all(&home).unwrap();
    layout(&home.join("image"), &[layer(1_500_000), layer(10)]);
    let local = format!("oci:{}:1", home.join("image").display());
    let web = format!("docker://{address}/default/x-eci/web:1");
    let host = address.to_string();
    let skopeo = async |arguments: &[&str]| run(&home, "skopeo", arguments).await;

    let refused = skopeo(&["login", "--tls-verify=false", "-u", "admin", "-p", "Wrong-password-1", &host]).await;
    assert!(!refused.status.success());
    let refused = skopeo(&["--insecure-policy", "copy", "--dest-tls-verify=false", &local, &web]).await;
    assert!(!refused.status.success(), "nobody pushes without a login");
    succeeded(&skopeo(&["login", "--tls-verify=false", "-u", "admin", "-p", PASSWORD, &host]).await);
    succeeded(&skopeo(&["--insecure-policy", "copy", "--dest-tls-verify=false", &local, &web]).await);
    let inspected = succeeded(&skopeo(&["inspect", "--tls-verify=false", &web]).await);
    let inspected: serde_json::Value = serde_json::from_str(&inspected).unwrap();
    assert_eq!(inspected["RepoTags"], json!(["1"]));
    let digest = inspected["Digest"].as_str().unwrap().to_owned();

    // To another repository of the same registry: the layers are mounted, and nothing is stored twice.
    let open = format!("docker://{address}/default/x-eci/open:2");
    let copy = ["--insecure-policy", "copy", "--src-tls-verify=false", "--dest-tls-verify=false", &web, &open];
    succeeded(&skopeo(&copy).await);
    // What is public can be pulled without a login.
    let pulled = format!("oci:{}:2", home.join("pulled").display());
    let anonymous = ["--insecure-policy", "copy", "--src-no-creds", "--src-tls-verify=false", &open, &pulled];
    succeeded(&skopeo(&anonymous).await);
    let anonymous = ["--insecure-policy", "copy", "--src-no-creds", "--src-tls-verify=false", &web, &pulled];
    assert!(!skopeo(&anonymous).await.status.success(), "what is private cannot");
    let name = digest.strip_prefix("sha256:").unwrap();
    let manifest = std::fs::read(home.join("pulled/blobs/sha256").join(name)).unwrap();
    let kept = bed.get(&format!("/v2/default/x-eci/web/manifests/{digest}")).await.expect(StatusCode::OK);
    assert!(manifest == kept.body, "the manifest comes back as it went");

    let tags = succeeded(
        &skopeo(&["list-tags", "--tls-verify=false", &format!("docker://{address}/default/x-eci/open")]).await,
    );
    assert!(tags.contains("\"2\""), "{tags}");
    succeeded(&skopeo(&["delete", "--tls-verify=false", &open]).await);
    bed.get("/v2/default/x-eci/open/manifests/2").await.expect(StatusCode::NOT_FOUND);
    bed.get("/v2/default/x-eci/web/manifests/1").await.expect(StatusCode::OK);
    let no_repository = format!("docker://{address}/default/x-eci/none:1");
    let refused = skopeo(&["--insecure-policy", "copy", "--dest-tls-verify=false", &local, &no_repository]).await;
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && words.contains("There is no repository"), "{words}");
    server.abort();
}
