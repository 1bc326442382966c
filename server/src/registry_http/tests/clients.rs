//! Real clients against the router on a port of its own.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Output;

use axum::http::StatusCode;
use gantry_engine::registry::RegistrySettings;
use gantry_model::iam::operations::RegistryPasswordReset;
use gantry_model::page::PageRequest;
use gantry_model::registry::AccessEntry;
use gantry_model::registry::manifest::{OCI_CONFIG, OCI_INDEX, OCI_MANIFEST};
use gantry_model::registry::operations::{
    RegistryAccessEntrySet, RegistryCreateOnPushSet, RegistryInstanceList, RegistryPersonalCreate,
};
use gantry_model::registry::{CreateOnPush, DEFAULT_INSTANCE};
use serde_json::json;
use tokio::process::Command;

use super::{Bed, PASSWORD, sha256};

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
        // podman and buildah name what they take from a folder after its path, and a temporary one is no name.
        .current_dir(home)
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
    // An address that an instance does not let in is told so, also while another instance lets it in.
    bed.engine.call(&bed.actor, RegistryPersonalCreate { region: "local".into() }).await.unwrap();
    let instances = bed
        .engine
        .call(&bed.actor, RegistryInstanceList { region: "".into(), page: Default::default() })
        .await
        .unwrap()
        .items;
    let id = instances.into_iter().find(|instance| instance.name == "default").unwrap().id;
    bed.engine.call(&bed.actor, RegistryAccessEntrySet { id: id.clone(), entry: AccessEntry::Off }).await.unwrap();
    let refused = skopeo(&["inspect", "--tls-verify=false", &web]).await;
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && words.contains("its Access Entry is off"), "{words}");
    // Its first request of a push is one whose refusal has no words.
    let refused = skopeo(&["--insecure-policy", "copy", "--dest-tls-verify=false", &local, &web]).await;
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && words.contains("403 (Forbidden)") && !words.contains("authentication"),
        "{words}"
    );
    server.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn skopeo_pushes_to_a_repository_that_nobody_made() {
    let (bed, address, server) = listening().await;
    let home = bed.folder.path().join("home");
    std::fs::create_dir_all(&home).unwrap();
    layout(&home.join("image"), &[layer(100_000), layer(10), layer(20)]);
    let local = format!("oci:{}:1", home.join("image").display());
    let skopeo = async |arguments: &[&str]| run(&home, "skopeo", arguments).await;
    let push = async |path: &str| {
        let to = format!("docker://{address}/{path}");
        skopeo(&["--insecure-policy", "copy", "--dest-tls-verify=false", &local, &to]).await
    };
    let words = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let host = address.to_string();
    succeeded(&skopeo(&["login", "--tls-verify=false", "-u", "admin", "-p", PASSWORD, &host]).await);

    succeeded(&push("default/x-eci/my-app:1").await);
    bed.get("/v2/default/x-eci/my-app/manifests/1").await.expect(StatusCode::OK);
    // Another image of a repository that is there now, whose layers are there too.
    succeeded(&push("default/x-eci/my-app:2").await);
    let anonymous = format!("docker://{address}/default/x-eci/my-app:1");
    let refused = skopeo(&["inspect", "--no-creds", "--tls-verify=false", &anonymous]).await;
    assert!(!refused.status.success(), "what a push makes is private");

    let refused = words(&push("default/nobody-made/my-app:1").await);
    assert!(refused.contains("There is no namespace nobody-made in the registry instance default"), "{refused}");
    assert!(refused.contains("under Container Registry, default, Namespaces"), "{refused}");
    let instances = bed
        .engine
        .call(&bed.actor, RegistryInstanceList { region: "".into(), page: PageRequest::default() })
        .await
        .unwrap();
    let instance = instances.items.into_iter().find(|instance| instance.name == DEFAULT_INSTANCE).unwrap();
    bed.engine
        .call(&bed.actor, RegistryCreateOnPushSet { id: instance.id.clone(), create_on_push: CreateOnPush::Off })
        .await
        .unwrap();
    let refused = words(&push("default/x-eci/another:1").await);
    assert!(refused.contains("There is no repository default/x-eci/another"), "{refused}");
    assert!(refused.contains("under Container Registry, default, Image Repositories"), "{refused}");
    succeeded(&push("default/x-eci/my-app:3").await);
    server.abort();
}

/// The options by which podman and buildah keep everything in a folder of their own.
fn own_storage(home: &Path, name: &str) -> Vec<String> {
    let folder = |part: &str| home.join(format!("{name}-{part}")).display().to_string();
    ["--root".into(), folder("root"), "--runroot".into(), folder("run"), "--storage-driver".into(), "vfs".into()]
        .to_vec()
}

async fn run_in(home: &Path, command: &str, storage: &[String], arguments: &[&str]) -> Output {
    let all: Vec<&str> = storage.iter().map(String::as_str).chain(arguments.iter().copied()).collect();
    run(home, command, &all).await
}

#[tokio::test(flavor = "multi_thread")]
async fn podman_logs_in_pushes_pulls_and_is_refused_with_an_old_password() {
    let (bed, address, server) = listening().await;
    let home = bed.folder.path().join("home");
    std::fs::create_dir_all(&home).unwrap();
    // podman wants the file to be there before the first login.
    std::fs::write(home.join("auth.json"), "{}").unwrap();
    layout(&home.join("image"), &[layer(700_000), layer(10)]);
    let (host, web) = (address.to_string(), format!("{address}/default/x-eci/web:1"));
    let storage = own_storage(&home, "one");
    let podman = async |arguments: &[&str]| run_in(&home, "podman", &storage, arguments).await;
    let login = ["login", "--tls-verify=false", "-u", "admin", "-p", PASSWORD, &host];

    let refused = podman(&["login", "--tls-verify=false", "-u", "admin", "-p", "Wrong-password-1", &host]).await;
    assert!(!refused.status.success());
    let loaded = succeeded(&podman(&["pull", "--quiet", "oci:image:1"]).await);
    let image = loaded.trim().to_owned();
    let refused = podman(&["push", "--tls-verify=false", &image, &web]).await;
    assert!(!refused.status.success(), "nobody pushes without a login");
    succeeded(&podman(&login).await);
    succeeded(&podman(&["push", "--tls-verify=false", &image, &web]).await);
    let kept = bed.get("/v2/default/x-eci/web/manifests/1").await.expect(StatusCode::OK);
    let digest = kept.header("docker-content-digest").to_owned();

    // Another machine, so to speak: nothing of the image is there before the pull.
    let storage = own_storage(&home, "two");
    let other = async |arguments: &[&str]| run_in(&home, "podman", &storage, arguments).await;
    succeeded(&other(&["pull", "--quiet", "--tls-verify=false", &web]).await);
    let by_digest = format!("{address}/default/x-eci/web@{digest}");
    succeeded(&other(&["pull", "--quiet", "--tls-verify=false", &by_digest]).await);
    let names = succeeded(&other(&["images", "--format", "{{.Repository}} {{.Tag}} {{.ID}}"]).await);
    assert!(names.contains(&format!("{address}/default/x-eci/web 1 {}", &image[..12])), "{names}");

    bed.clock.advance(std::time::Duration::from_secs(1));
    bed.engine.call(&bed.actor, RegistryPasswordReset { password: "Another-one-2".into() }).await.unwrap();
    let refused = other(&["pull", "--quiet", "--tls-verify=false", &web]).await;
    assert!(!refused.status.success(), "the old password ended");
    server.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn buildah_builds_on_what_it_pulled_and_pushes_what_is_new() {
    let (bed, address, server) = listening().await;
    let home = bed.folder.path().join("home");
    std::fs::create_dir_all(&home).unwrap();
    layout(&home.join("image"), &[layer(300_000)]);
    std::fs::write(home.join("page"), "built").unwrap();
    let storage = own_storage(&home, "buildah");
    let buildah = async |arguments: &[&str]| run_in(&home, "buildah", &storage, arguments).await;
    let (web, open) = (format!("{address}/default/x-eci/web:base"), format!("{address}/default/x-eci/open:built"));
    succeeded(&buildah(&["login", "--tls-verify=false", "-u", "admin", "-p", PASSWORD, &address.to_string()]).await);
    let image = succeeded(&buildah(&["pull", "--quiet", "oci:image:1"]).await);
    succeeded(&buildah(&["push", "--tls-verify=false", image.trim(), &format!("docker://{web}")]).await);

    let work = succeeded(&buildah(&["from", "--tls-verify=false", "--pull-always", &web]).await).trim().to_owned();
    succeeded(&buildah(&["copy", &work, &home.join("page").display().to_string(), "/page"]).await);
    succeeded(&buildah(&["commit", "--quiet", &work, "built"]).await);
    succeeded(&buildah(&["push", "--tls-verify=false", "built", &format!("docker://{open}")]).await);
    let built = bed.get("/v2/default/x-eci/open/manifests/built").await.expect(StatusCode::OK).json();
    let base = bed.get("/v2/default/x-eci/web/manifests/base").await.expect(StatusCode::OK).json();
    assert_eq!(built["layers"].as_array().unwrap().len(), base["layers"].as_array().unwrap().len() + 1);
    let missing = format!("docker://{address}/default/nobody-made/none:1");
    let refused = buildah(&["push", "--tls-verify=false", "built", &missing]).await;
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && words.contains("There is no namespace nobody-made"), "{words}");
    succeeded(&buildah(&["push", "--tls-verify=false", "built", &missing.replace("nobody-made", "x-eci")]).await);
    server.abort();
}
