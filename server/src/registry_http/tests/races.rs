//! Things that happen at once.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use futures::future::join_all;
use gantry_model::registry::manifest::OCI_MANIFEST;
use gantry_model::registry::operations::{RepositoryDelete, VersionDelete, VersionList};

use super::{Bed, sha256};

#[tokio::test(flavor = "multi_thread")]
async fn two_pushes_of_one_tag_end_with_one_of_them() {
    let bed = Bed::new().await;
    let images = [bed.image("web", "one").await.to_string(), bed.image("web", "two").await.to_string()];
    let path = "/v2/default/x-eci/web/manifests/latest";
    for _ in 0..10 {
        let kind = [(header::CONTENT_TYPE, OCI_MANIFEST)];
        let pushes = images.iter().map(|image| bed.ask(Method::PUT, path, &kind, image.clone()));
        for answer in join_all(pushes).await {
            answer.expect(StatusCode::CREATED);
        }
        let got = bed.get(path).await.expect(StatusCode::OK).body;
        assert!(images.iter().any(|image| image.as_bytes() == got.as_ref()));
    }
    for image in &images {
        let by_digest = format!("/v2/default/x-eci/web/manifests/{}", sha256(image.as_bytes()));
        bed.get(&by_digest).await.expect(StatusCode::OK);
    }
    let versions = bed
        .engine
        .call(&bed.actor, VersionList { repository: bed.repository.clone(), page: Default::default() })
        .await
        .unwrap();
    assert_eq!(versions.total, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_writers_of_one_upload_are_told_apart() {
    let bed = Bed::new().await;
    let location = bed
        .ask(Method::POST, "/v2/default/x-eci/web/blobs/uploads/", &[], Body::empty())
        .await
        .header("location")
        .to_owned();
    let (reading, read) = tokio::sync::oneshot::channel::<()>();
    let (release, held) = tokio::sync::oneshot::channel::<()>();
    let first = bed.ask(Method::PATCH, &location, &[], async_stream(reading, held));
    let second = async {
        // Whose body is read holds the upload.
        read.await.unwrap();
        bed.ask(Method::PATCH, &location, &[], Body::empty()).await.expect(StatusCode::CONFLICT);
        release.send(()).unwrap();
    };
    let (first, ()) = tokio::join!(first, second);
    first.expect(StatusCode::ACCEPTED);
    let finish = format!("{location}?digest={}", sha256(b"ab"));
    bed.ask(Method::PUT, &finish, &[], Body::empty()).await.expect(StatusCode::CREATED);
}

/// `a`, and `b` once it is let go; tells when `a` was read.
fn async_stream(reading: tokio::sync::oneshot::Sender<()>, held: tokio::sync::oneshot::Receiver<()>) -> Body {
    let pieces = futures::stream::unfold((0, Some((reading, held))), |(at, ends)| async move {
        match (at, ends) {
            (0, ends) => Some((Ok::<_, std::io::Error>("a"), (1, ends))),
            (1, Some((reading, held))) => {
                reading.send(()).unwrap();
                held.await.unwrap();
                Some((Ok("b"), (2, None)))
            }
            _ => None,
        }
    });
    Body::from_stream(pieces)
}

#[tokio::test(flavor = "multi_thread")]
async fn collecting_while_people_push_breaks_no_image() {
    let bed = Bed::new().await;
    let pushes = async {
        for round in 0..12 {
            // The same layer comes and goes: pushed, tagged, deleted.
            let tag = format!("t{round}");
            let layers = ["shared".to_owned(), format!("own {round}")];
            let digests = join_all(layers.iter().map(|layer| bed.push_image("web", &tag, layer))).await;
            bed.clock.advance(Duration::from_secs(1800));
            for digest in digests {
                let manifest =
                    bed.get(&format!("/v2/default/x-eci/web/manifests/{digest}")).await.expect(StatusCode::OK).json();
                let layer = manifest["layers"][0]["digest"].as_str().unwrap().to_owned();
                bed.get(&format!("/v2/default/x-eci/web/blobs/{layer}")).await.expect(StatusCode::OK);
            }
            bed.engine
                .call(&bed.actor, VersionDelete { repository: bed.repository.clone(), tag: tag.clone() })
                .await
                .unwrap();
        }
    };
    let done = tokio::sync::watch::Sender::new(false);
    let collector = async {
        while !*done.borrow() {
            bed.registry().collect().await.unwrap();
            bed.registry().collect_strays().await.unwrap();
            tokio::task::yield_now().await;
        }
    };
    let pushes = async {
        pushes.await;
        done.send_replace(true);
    };
    tokio::join!(pushes, collector);
}

#[tokio::test]
async fn what_nobody_needs_goes_after_an_hour_and_not_before() {
    let bed = Bed::new().await;
    bed.push_image("web", "kept", "kept layer").await;
    let loose = bed.push_blob("web", "loose").await;
    let started = bed
        .ask(Method::POST, "/v2/default/x-eci/web/blobs/uploads/", &[], Body::empty())
        .await
        .header("location")
        .to_owned();
    bed.ask(Method::PATCH, &started, &[], "some bytes").await.expect(StatusCode::ACCEPTED);
    let path = format!("/v2/default/x-eci/web/blobs/{loose}");
    bed.clock.advance(Duration::from_secs(3500));
    assert_eq!(bed.registry().collect().await.unwrap(), Default::default());
    // Whoever asks may count on the answer for a while.
    bed.ask(Method::HEAD, &path, &[], Body::empty()).await.expect(StatusCode::OK);
    bed.clock.advance(Duration::from_secs(3500));
    assert_eq!(bed.registry().collect().await.unwrap(), Default::default());
    bed.clock.advance(Duration::from_secs(3601));
    bed.registry().collect().await.unwrap();
    bed.get(&path).await.expect(StatusCode::NOT_FOUND);
    bed.get(&started).await.expect(StatusCode::NO_CONTENT);
    bed.clock.advance(Duration::from_secs(24 * 3600));
    let collected = bed.registry().collect().await.unwrap();
    assert_eq!((collected.uploads, collected.blobs), (1, 1));
    bed.get(&started).await.expect(StatusCode::NOT_FOUND);
    bed.get(&format!("/v2/default/x-eci/web/blobs/{}", sha256(b"kept layer"))).await.expect(StatusCode::OK);

    bed.engine.call(&bed.actor, RepositoryDelete { id: bed.repository.clone() }).await.unwrap();
    bed.get("/v2/default/x-eci/web/tags/list").await.expect(StatusCode::NOT_FOUND);
    bed.registry().collect().await.unwrap();
    bed.clock.advance(Duration::from_secs(3601));
    bed.registry().collect().await.unwrap();
    let mut left = 0;
    for folder in std::fs::read_dir(bed.folder.path().join("registry/blobs/sha256")).unwrap() {
        left += std::fs::read_dir(folder.unwrap().path()).unwrap().count();
    }
    assert_eq!(left, 0, "no file of the deleted repository is left");
}
