//! Images for this machine's runtime.

use gantry_model::Error;
use gantry_model::containers::ImageSource;
use gantry_model::registry::manifest::{OCI_INDEX, OCI_MANIFEST};
use serde_json::json;

use super::Bed;
use crate::images::{Images as _, Resolver};
use gantry_platform::runtime::ImageToPrepare;

#[tokio::test]
async fn an_address_with_our_host_is_our_repository() {
    let bed = Bed::new().await;
    let (web, access) = bed.repository("web").await;
    bed.push_image(&access, "1", ("linux", "amd64"), &[b"one", b"two"]).await;
    let images = Resolver::new(bed.registry.clone());
    for address in ["127.0.0.1:8080/default/x-eci/web", "registry-vpc.internal/default/x-eci/web"] {
        let source = images.recognise(ImageSource::Address(address.into())).await.unwrap();
        assert_eq!(source, ImageSource::Repository(web.clone()), "{address}");
    }
    let elsewhere = ImageSource::Address("docker.io/library/nginx".into());
    assert_eq!(images.recognise(elsewhere.clone()).await.unwrap(), elsewhere);
    let unknown = images.recognise(ImageSource::Address("127.0.0.1:8080/default/x-eci/none".into())).await.unwrap_err();
    assert_eq!(unknown.field(), Some("image"));
    let source = ImageSource::Repository(web);
    assert_eq!(images.address(&source).await.unwrap(), "127.0.0.1:8080/default/x-eci/web");
    let ImageToPrepare::Stored(image) = images.resolve(&source, "1").await.unwrap() else { panic!("it is ours") };
    assert_eq!(image.reference, "default/x-eci/web:1");
    let layers: Vec<_> = image.layers.iter().map(|layer| std::fs::read(&layer.blob).unwrap()).collect();
    assert_eq!(layers, [b"one", b"two"]);
    let by_digest = images.resolve(&source, image.manifest.as_str()).await.unwrap();
    assert!(matches!(by_digest, ImageToPrepare::Stored(same) if same.manifest == image.manifest));
    for missing in ["2", "sha256:aa", "-"] {
        assert!(matches!(images.resolve(&source, missing).await, Err(Error::Invalid { .. })), "{missing}");
    }
}

#[tokio::test]
async fn an_image_of_another_platform_says_so() {
    let bed = Bed::new().await;
    let (web, access) = bed.repository("web").await;
    bed.push_image(&access, "arm", ("linux", "arm64"), &[b"layer"]).await;
    let refused = bed.registry.stored_image(&web, "arm").await.unwrap_err();
    assert_eq!(refused.to_string(), "default/x-eci/web:arm runs on linux/arm64; this machine runs linux/amd64.");
    let artifact = json!({
        "schemaVersion": 2, "mediaType": OCI_MANIFEST, "artifactType": "application/vnd.example.chart",
        "config": { "mediaType": "application/vnd.oci.empty.v1+json", "digest": bed.push(&access, b"{}").await, "size": 2 },
        "layers": [],
    });
    bed.put(&access, "chart", OCI_MANIFEST, &artifact).await.unwrap();
    let refused = bed.registry.stored_image(&web, "chart").await.unwrap_err();
    assert!(refused.to_string().contains("application/vnd.example.chart"), "{refused}");
}

#[tokio::test]
async fn of_an_index_the_part_for_this_machine_is_taken() {
    let bed = Bed::new().await;
    let (web, access) = bed.repository("web").await;
    let mut parts = Vec::new();
    for architecture in ["arm64", "amd64"] {
        let digest = bed.push_image(&access, architecture, ("linux", architecture), &[architecture.as_bytes()]).await;
        let size = bed
            .registry
            .manifest_view(&access, &super::Reference::Digest(digest.clone()), crate::Part::Head)
            .await
            .unwrap()
            .head
            .size;
        parts.push(json!({
            "mediaType": OCI_MANIFEST, "digest": digest, "size": size,
            "platform": { "os": "linux", "architecture": architecture },
        }));
    }
    let index = json!({ "schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": parts });
    bed.put(&access, "both", OCI_INDEX, &index).await.unwrap();
    let image = bed.registry.stored_image(&web, "both").await.unwrap();
    assert_eq!(std::fs::read(&image.layers[0].blob).unwrap(), b"amd64");
    let only = json!({ "schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": [parts[0]] });
    bed.put(&access, "arm", OCI_INDEX, &only).await.unwrap();
    let refused = bed.registry.stored_image(&web, "arm").await.unwrap_err();
    assert!(refused.to_string().contains("runs on linux/arm64"), "{refused}");
}

#[tokio::test]
async fn an_image_whose_configuration_and_layers_disagree_is_refused() {
    let bed = Bed::new().await;
    let (web, access) = bed.repository("web").await;
    let config =
        json!({ "os": "linux", "architecture": "amd64", "rootfs": { "type": "layers", "diff_ids": [] } }).to_string();
    let config_digest = bed.push(&access, config.as_bytes()).await;
    let layer = bed.push(&access, b"layer").await;
    let manifest = json!({
        "schemaVersion": 2, "mediaType": OCI_MANIFEST,
        "config": { "mediaType": gantry_model::registry::manifest::OCI_CONFIG, "digest": config_digest, "size": config.len() },
        "layers": [{ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": layer, "size": 5 }],
    });
    bed.put(&access, "1", OCI_MANIFEST, &manifest).await.unwrap();
    let refused = bed.registry.stored_image(&web, "1").await.unwrap_err();
    assert!(refused.to_string().contains("has 1 layers, and its configuration names 0"), "{refused}");
}
