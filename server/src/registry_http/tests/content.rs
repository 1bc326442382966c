//! Blobs, uploads, manifests, tags and referrers, right and wrong.

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode, header};
use futures::stream;
use gantry_engine::registry::RegistrySettings;
use gantry_model::registry::manifest::{OCI_INDEX, OCI_MANIFEST};
use gantry_model::registry::operations::{VersionDelete, VersionList};
use serde_json::json;

use super::{Bed, sha256};

const UPLOADS: &str = "/v2/default/x-eci/web/blobs/uploads/";

impl Bed {
    async fn begin(&self) -> String {
        let answer = self.ask(Method::POST, UPLOADS, &[], Body::empty()).await.expect(StatusCode::ACCEPTED);
        answer.header("location").to_owned()
    }
}

#[tokio::test]
async fn a_blob_comes_whole_in_chunks_or_as_a_stream() {
    let bed = Bed::new().await;
    let bytes: Vec<u8> = (0..3_000_000u32).map(|n| (n % 251) as u8).collect();
    let digest = sha256(&bytes);

    assert_eq!(bed.push_blob("web", bytes.clone()).await, digest);

    let location = bed.begin().await;
    let (first, rest) = bytes.split_at(1_000_000);
    let range = [(header::CONTENT_RANGE, "0-999999")];
    let answer = bed.ask(Method::PATCH, &location, &range, first.to_vec()).await.expect(StatusCode::ACCEPTED);
    assert_eq!(answer.header("range"), "0-999999");
    let answer = bed.ask(Method::GET, &location, &[], Body::empty()).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(answer.header("range"), "0-999999");
    let range = [(header::CONTENT_RANGE, "1000000-2999999")];
    let finish = format!("{location}?digest={digest}");
    bed.ask(Method::PUT, &finish, &range, rest.to_vec()).await.expect(StatusCode::CREATED);
    bed.ask(Method::GET, &location, &[], Body::empty()).await.expect(StatusCode::NOT_FOUND);

    let location = bed.begin().await;
    let pieces: Vec<Result<Bytes, std::io::Error>> =
        bytes.chunks(70_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    bed.ask(Method::PATCH, &location, &[], Body::from_stream(stream::iter(pieces))).await.expect(StatusCode::ACCEPTED);
    let finish = format!("{location}?digest={digest}");
    bed.ask(Method::PUT, &finish, &[], Body::empty()).await.expect(StatusCode::CREATED);

    let got = bed.get(&format!("/v2/default/x-eci/web/blobs/{digest}")).await.expect(StatusCode::OK);
    assert!(got.body == bytes, "the bytes come back as they went");
    assert_eq!(got.header("docker-content-digest"), digest);
    assert_eq!(got.header("x-content-type-options"), "nosniff");
    assert_eq!(got.header("content-security-policy"), "default-src 'none'; sandbox");
}

#[tokio::test]
async fn sha512_is_a_digest_too() {
    use sha2::Digest as _;
    let bed = Bed::new().await;
    let digest = format!("sha512:{}", hex::encode(sha2::Sha512::digest(b"hello")));
    // Named at the end only: the upload is read again.
    let location = bed.begin().await;
    let finish = format!("{location}?digest={digest}");
    bed.ask(Method::PUT, &finish, &[], "hello").await.expect(StatusCode::CREATED);
    let path = format!("{UPLOADS}?digest-algorithm=sha512");
    let location = bed.ask(Method::POST, &path, &[], Body::empty()).await.header("location").to_owned();
    let finish = format!("{location}?digest={digest}");
    bed.ask(Method::PUT, &finish, &[], "hello").await.expect(StatusCode::CREATED);
    let path = format!("{UPLOADS}?digest-algorithm=md5");
    assert_eq!(bed.ask(Method::POST, &path, &[], Body::empty()).await.code(), "DIGEST_INVALID");
}

#[tokio::test]
async fn chunks_that_do_not_fit_are_refused_and_the_upload_goes_on() {
    let bed = Bed::new().await;
    let location = bed.begin().await;
    let at = |range: &'static str| [(header::CONTENT_RANGE, range)];
    bed.ask(Method::PATCH, &location, &at("0-2"), "abc").await.expect(StatusCode::ACCEPTED);
    for (range, body) in [("0-2", "abc"), ("4-5", "ef")] {
        let answer =
            bed.ask(Method::PATCH, &location, &at(range), body).await.expect(StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!((answer.header("range"), answer.header("location")), ("0-2", location.as_str()));
        assert_eq!(answer.code(), "BLOB_UPLOAD_INVALID");
    }
    let short = bed
        .ask(
            Method::PATCH,
            &location,
            &at("3-9"),
            Body::from_stream(stream::iter([Ok::<_, std::io::Error>(Bytes::from("de"))])),
        )
        .await;
    assert_eq!((short.status, short.code().as_str()), (StatusCode::BAD_REQUEST, "SIZE_INVALID"));
    for range in ["x", "5-3", "-1"] {
        assert_eq!(bed.ask(Method::PATCH, &location, &at(range), "d").await.status, StatusCode::RANGE_NOT_SATISFIABLE);
    }
    let finish = format!("{location}?digest={}", sha256(b"abcde"));
    bed.ask(Method::PUT, &finish, &[], Body::empty()).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn what_came_before_the_connection_broke_stays() {
    let bed = Bed::new().await;
    let location = bed.begin().await;
    let pieces = [Ok(Bytes::from("abc")), Err(std::io::Error::other("gone"))];
    let answer = bed.ask(Method::PATCH, &location, &[], Body::from_stream(stream::iter(pieces))).await;
    assert_eq!(answer.expect(StatusCode::BAD_REQUEST).code(), "BLOB_UPLOAD_INVALID");
    assert_eq!(bed.get(&location).await.expect(StatusCode::NO_CONTENT).header("range"), "0-2");
    let finish = format!("{location}?digest={}", sha256(b"abcdef"));
    bed.ask(Method::PUT, &finish, &[], "def").await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn a_lie_about_the_digest_leaves_nothing() {
    let bed = Bed::new().await;
    let lie = sha256(b"something else");
    let location = bed.begin().await;
    let answer = bed.ask(Method::PUT, &format!("{location}?digest={lie}"), &[], "abc").await;
    let answer = answer.expect(StatusCode::BAD_REQUEST);
    assert_eq!(answer.code(), "DIGEST_INVALID");
    assert!(answer.json()["errors"][0]["message"].as_str().unwrap().contains(&sha256(b"abc")));
    bed.get(&location).await.expect(StatusCode::NOT_FOUND);
    let whole = format!("{UPLOADS}?digest={lie}");
    assert_eq!(
        bed.ask(Method::POST, &whole, &[], "abc").await.expect(StatusCode::BAD_REQUEST).code(),
        "DIGEST_INVALID"
    );
    bed.get(&format!("/v2/default/x-eci/web/blobs/{lie}")).await.expect(StatusCode::NOT_FOUND);
    for bad in ["sha256:zz", "md5:aa", "sha256:../../../etc/passwd"] {
        assert_eq!(bed.ask(Method::POST, &format!("{UPLOADS}?digest={bad}"), &[], "x").await.code(), "DIGEST_INVALID");
    }
    let left = std::fs::read_dir(bed.folder.path().join("registry/uploads")).unwrap().count();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn uploads_have_limits() {
    let bed = Bed::with(RegistrySettings { blob_bytes: 10, uploads: 2, ..RegistrySettings::default() }).await;
    let location = bed.begin().await;
    let answer = bed.ask(Method::PATCH, &location, &[], "x".repeat(11)).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "SIZE_INVALID"));
    let length = [(header::CONTENT_LENGTH, "99999999999")];
    bed.ask(Method::PATCH, &location, &length, "x").await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    bed.begin().await;
    let answer = bed.ask(Method::POST, UPLOADS, &[], Body::empty()).await.expect(StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "5");
    bed.ask(Method::DELETE, &location, &[], Body::empty()).await.expect(StatusCode::NO_CONTENT);
    bed.begin().await;
    let full = Bed::with(RegistrySettings { reserve_bytes: u64::MAX / 2, ..RegistrySettings::default() }).await;
    let answer = full.ask(Method::POST, UPLOADS, &[], Body::empty()).await.expect(StatusCode::INSUFFICIENT_STORAGE);
    assert!(answer.json()["errors"][0]["message"].as_str().unwrap().contains("full"));
}

#[tokio::test]
async fn empty_uploads_block_pushes_neither_elsewhere_nor_for_long() {
    let bed = Bed::new().await;
    let (_, share) = bed.registry().settings().upload_shares();
    for _ in 0..share {
        bed.begin().await;
    }
    let kept = "/v2/default/x-eci/open/blobs/uploads/";
    let answer = bed.ask(Method::POST, UPLOADS, &[], Body::empty()).await.expect(StatusCode::SERVICE_UNAVAILABLE);
    let words = answer.json()["errors"][0]["message"].as_str().unwrap().to_owned();
    assert!(words.contains("64 uploads to default/x-eci/web are under way"), "{words}");
    let answer = bed.ask(Method::POST, kept, &[], Body::empty()).await.expect(StatusCode::ACCEPTED);
    bed.ask(Method::PATCH, answer.header("location"), &[], "some bytes").await.expect(StatusCode::ACCEPTED);
    bed.clock.advance(std::time::Duration::from_secs(301));
    assert_eq!(bed.registry().collect().await.unwrap().uploads, share, "what has bytes stays");
    bed.begin().await;
    bed.ask(Method::GET, answer.header("location"), &[], Body::empty()).await.expect(StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_method_that_does_nothing_names_those_that_do() {
    let bed = Bed::new().await;
    for (path, allowed) in [
        ("/v2/", "GET, HEAD"),
        ("/v2/token", "GET, HEAD, POST"),
        ("/v2/default/x-eci/web/manifests/1", "GET, HEAD, PUT, DELETE"),
        (UPLOADS, "POST"),
    ] {
        let answer = bed.ask(Method::OPTIONS, path, &[], Body::empty()).await.expect(StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.header("allow"), allowed, "{path}");
    }
}

#[tokio::test]
async fn a_part_of_a_blob_can_be_asked_for() {
    let bed = Bed::new().await;
    let digest = bed.push_blob("web", "0123456789").await;
    let path = format!("/v2/default/x-eci/web/blobs/{digest}");
    let ask = async |headers: &[(header::HeaderName, &str)]| bed.ask(Method::GET, &path, headers, Body::empty()).await;
    let part = ask(&[(header::RANGE, "bytes=2-4")]).await.expect(StatusCode::PARTIAL_CONTENT);
    assert_eq!((part.body.as_ref(), part.header("content-range")), (b"234".as_slice(), "bytes 2-4/10"));
    let part = ask(&[(header::RANGE, "bytes=-3")]).await.expect(StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body.as_ref(), b"789");
    let answer = ask(&[(header::RANGE, "bytes=10-")]).await.expect(StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(answer.header("content-range"), "bytes */10");
    ask(&[(header::RANGE, "bytes=500-0")]).await.expect(StatusCode::RANGE_NOT_SATISFIABLE);
    let etag = format!("\"{digest}\"");
    ask(&[(header::IF_NONE_MATCH, &etag)]).await.expect(StatusCode::NOT_MODIFIED);
    ask(&[(header::RANGE, "bytes=2-4"), (header::IF_RANGE, "\"other\"")]).await.expect(StatusCode::OK);
    let head = bed.ask(Method::HEAD, &path, &[], Body::empty()).await.expect(StatusCode::OK);
    assert_eq!((head.header("content-length"), head.body.len()), ("10", 0));
    let empty = bed.push_blob("web", "").await;
    assert_eq!(bed.get(&format!("/v2/default/x-eci/web/blobs/{empty}")).await.expect(StatusCode::OK).body.len(), 0);
}

#[tokio::test]
async fn a_torn_blob_is_not_served_and_can_be_pushed_again() {
    let bed = Bed::new().await;
    let digest = bed.push_blob("web", "0123456789").await;
    let hex = digest.strip_prefix("sha256:").unwrap();
    let file = bed.folder.path().join("registry/blobs/sha256").join(&hex[..2]).join(hex);
    std::fs::write(&file, "0123").unwrap();
    let path = format!("/v2/default/x-eci/web/blobs/{digest}");
    bed.get(&path).await.expect(StatusCode::SERVICE_UNAVAILABLE);
    bed.push_blob("web", "0123456789").await;
    bed.get(&path).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_manifest_is_served_as_it_came() {
    let bed = Bed::new().await;
    let manifest = bed.image("web", "layer").await.to_string() + "\n ";
    let path = "/v2/default/x-eci/web/manifests/v1";
    let kind = [(header::CONTENT_TYPE, OCI_MANIFEST)];
    let put = bed.ask(Method::PUT, path, &kind, manifest.clone()).await.expect(StatusCode::CREATED);
    let digest = sha256(manifest.as_bytes());
    assert_eq!(put.header("docker-content-digest"), digest);
    for path in [path.to_owned(), format!("/v2/default/x-eci/web/manifests/{digest}")] {
        let got = bed.get(&path).await.expect(StatusCode::OK);
        assert_eq!(got.body.as_ref(), manifest.as_bytes());
        assert_eq!(got.header("content-type"), OCI_MANIFEST);
        let head = bed.ask(Method::HEAD, &path, &[], Body::empty()).await.expect(StatusCode::OK);
        assert_eq!(head.header("content-length"), manifest.len().to_string());
        assert_eq!(head.header("docker-content-digest"), digest);
    }
    assert_eq!(
        bed.get("/v2/default/x-eci/web/manifests/v2").await.expect(StatusCode::NOT_FOUND).code(),
        "MANIFEST_UNKNOWN"
    );
    bed.ask(Method::DELETE, path, &[], Body::empty()).await.expect(StatusCode::ACCEPTED);
    bed.get(path).await.expect(StatusCode::NOT_FOUND);
    let by_digest = format!("/v2/default/x-eci/web/manifests/{digest}");
    bed.get(&by_digest).await.expect(StatusCode::OK);
    bed.ask(Method::DELETE, &by_digest, &[], Body::empty()).await.expect(StatusCode::ACCEPTED);
    bed.get(&by_digest).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn manifests_that_cannot_be_kept_are_refused() {
    let bed = Bed::new().await;
    let image = bed.image("web", "layer").await;
    let put = async |tag: &str, kind: &str, body: String| {
        let path = format!("/v2/default/x-eci/web/manifests/{tag}");
        let answer = bed.ask(Method::PUT, &path, &[(header::CONTENT_TYPE, kind)], body).await;
        (answer.status, answer.code())
    };
    let bad = |code: &str| (StatusCode::BAD_REQUEST, code.to_owned());
    assert_eq!(put("v1", OCI_MANIFEST, "{".into()).await, bad("MANIFEST_INVALID"));
    assert_eq!(put("v1", "text/html", image.to_string()).await, bad("MANIFEST_INVALID"));
    assert_eq!(put("v1", OCI_INDEX, image.to_string()).await, bad("MANIFEST_INVALID"));
    assert_eq!(put("-v1", OCI_MANIFEST, image.to_string()).await, bad("TAG_INVALID"));
    assert_eq!(put(&sha256(b"x"), OCI_MANIFEST, image.to_string()).await, bad("DIGEST_INVALID"));
    let mut missing = image.clone();
    missing["layers"][0]["digest"] = json!(sha256(b"never pushed"));
    assert_eq!(put("v1", OCI_MANIFEST, missing.to_string()).await, bad("MANIFEST_BLOB_UNKNOWN"));
    let mut lie = image.clone();
    lie["layers"][0]["size"] = json!(4);
    assert_eq!(put("v1", OCI_MANIFEST, lie.to_string()).await, bad("MANIFEST_INVALID"));
    let mut large = image.clone();
    large["annotations"] = json!({ "a": "x".repeat(5 << 20) });
    assert_eq!(
        put("v1", OCI_MANIFEST, large.to_string()).await,
        (StatusCode::PAYLOAD_TOO_LARGE, "MANIFEST_INVALID".into())
    );
    // A blob of another repository is none of this one's.
    bed.push_blob("open", "elsewhere").await;
    let mut foreign = image;
    foreign["layers"][0] = json!({ "mediaType": "x", "digest": sha256(b"elsewhere"), "size": 9 });
    assert_eq!(put("v1", OCI_MANIFEST, foreign.to_string()).await, bad("MANIFEST_BLOB_UNKNOWN"));
    let tags = bed.get("/v2/default/x-eci/web/tags/list").await.json();
    assert_eq!(tags["tags"], json!([]));
}

#[tokio::test]
async fn an_index_holds_its_images_together() {
    let bed = Bed::new().await;
    let digest = bed.push_image("web", "amd64", "layer").await;
    let size = bed.get(&format!("/v2/default/x-eci/web/manifests/{digest}")).await.body.len();
    let index = json!({ "schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": [
        { "mediaType": OCI_MANIFEST, "digest": digest, "size": size, "platform": { "os": "linux", "architecture": "amd64" } },
    ]});
    let path = "/v2/default/x-eci/web/manifests/all";
    bed.ask(Method::PUT, path, &[(header::CONTENT_TYPE, OCI_INDEX)], index.to_string())
        .await
        .expect(StatusCode::CREATED);
    bed.ask(Method::DELETE, "/v2/default/x-eci/web/manifests/amd64", &[], Body::empty())
        .await
        .expect(StatusCode::ACCEPTED);
    let part = format!("/v2/default/x-eci/web/manifests/{digest}");
    bed.ask(Method::DELETE, &part, &[], Body::empty()).await.expect(StatusCode::CONFLICT);
    let layer = format!("/v2/default/x-eci/web/blobs/{}", sha256(b"layer"));
    bed.ask(Method::DELETE, &layer, &[], Body::empty()).await.expect(StatusCode::CONFLICT);
    let versions = bed
        .engine
        .call(&bed.actor, VersionList { repository: bed.repository.clone(), page: Default::default() })
        .await
        .unwrap();
    assert_eq!(versions.items[0].platforms[0].to_string(), "linux/amd64");
    let stored = bed.registry().stored_image(&bed.repository, "all").await.unwrap();
    assert_eq!(stored.manifest.as_str(), digest);
    assert_eq!(std::fs::read(&stored.layers[0].blob).unwrap(), b"layer");
    bed.engine.call(&bed.actor, VersionDelete { repository: bed.repository.clone(), tag: "all".into() }).await.unwrap();
    bed.get(&part).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn tags_come_in_order_and_page_by_page() {
    let bed = Bed::new().await;
    for tag in ["b", "a", "d", "c"] {
        bed.push_image("web", tag, "layer").await;
    }
    let first = bed.get("/v2/default/x-eci/web/tags/list?n=3").await.expect(StatusCode::OK);
    assert_eq!(first.json()["tags"], json!(["a", "b", "c"]));
    assert_eq!(first.header("link"), "</v2/default/x-eci/web/tags/list?n=3&last=c>; rel=\"next\"");
    let last = bed.get("/v2/default/x-eci/web/tags/list?n=3&last=c").await.expect(StatusCode::OK);
    assert_eq!((last.json()["tags"].clone(), last.header("link")), (json!(["d"]), ""));
    assert_eq!(bed.get("/v2/default/x-eci/web/tags/list?n=0").await.json()["tags"], json!([]));
    bed.get("/v2/default/x-eci/web/tags/list?n=x").await.expect(StatusCode::BAD_REQUEST);
    assert_eq!(bed.get("/v2/default/x-eci/none/tags/list").await.expect(StatusCode::NOT_FOUND).code(), "NAME_UNKNOWN");
    let paths = bed.get("/v2/_catalog?n=1").await.expect(StatusCode::OK);
    assert_eq!(paths.json()["repositories"], json!(["default/x-eci/open"]));
    assert!(paths.header("link").contains("last=default%2Fx-eci%2Fopen"));
}

#[tokio::test]
async fn referrers_are_found_by_their_subject() {
    let bed = Bed::new().await;
    let subject = sha256(b"an image that may come later");
    let config = bed.push_blob("web", "{}").await;
    let path = |name: &str| format!("/v2/default/x-eci/web/{name}");
    for kind in ["application/vnd.example.sbom", "application/vnd.example.signature"] {
        let manifest = json!({
            "schemaVersion": 2, "mediaType": OCI_MANIFEST, "artifactType": kind,
            "config": { "mediaType": "application/vnd.oci.empty.v1+json", "digest": config, "size": 2 },
            "layers": [],
            "subject": { "mediaType": OCI_MANIFEST, "digest": subject, "size": 7 },
            "annotations": { "made-by": "test" },
        });
        let digest = sha256(manifest.to_string().as_bytes());
        let kind = [(header::CONTENT_TYPE, OCI_MANIFEST)];
        let put = bed.ask(Method::PUT, &path(&format!("manifests/{digest}")), &kind, manifest.to_string()).await;
        assert_eq!(put.expect(StatusCode::CREATED).header("oci-subject"), subject);
    }
    let all = bed.get(&path(&format!("referrers/{subject}"))).await.expect(StatusCode::OK);
    assert_eq!(all.header("content-type"), OCI_INDEX);
    assert_eq!(all.json()["manifests"].as_array().unwrap().len(), 2);
    assert_eq!(all.json()["manifests"][0]["annotations"]["made-by"], "test");
    let some = bed.get(&path(&format!("referrers/{subject}?artifactType=application/vnd.example.sbom"))).await;
    assert_eq!(some.header("oci-filters-applied"), "artifactType");
    assert_eq!(some.json()["manifests"].as_array().unwrap().len(), 1);
    let none = bed.get(&path(&format!("referrers/{}", sha256(b"none")))).await.expect(StatusCode::OK);
    assert_eq!(none.json()["manifests"], json!([]));
    assert_eq!(bed.get(&path("referrers/x")).await.code(), "DIGEST_INVALID");
}

#[tokio::test]
async fn a_blob_is_mounted_only_from_where_one_may_read() {
    let bed = Bed::new().await;
    let digest = bed.push_blob("open", "shared").await;
    let mount = |from: &str| format!("{UPLOADS}?mount={digest}&from={from}");
    bed.ask(Method::POST, &mount("default/x-eci/none"), &[], Body::empty()).await.expect(StatusCode::ACCEPTED);
    bed.ask(Method::POST, &mount("../../etc"), &[], Body::empty()).await.expect(StatusCode::ACCEPTED);
    let blob = format!("/v2/default/x-eci/web/blobs/{digest}");
    bed.get(&blob).await.expect(StatusCode::NOT_FOUND);
    let answer =
        bed.ask(Method::POST, &mount("default/x-eci/open"), &[], Body::empty()).await.expect(StatusCode::CREATED);
    assert_eq!(answer.header("location"), blob);
    assert_eq!(bed.get(&blob).await.expect(StatusCode::OK).body.as_ref(), b"shared");
    // A token for the target alone does not reach into the source.
    let basic = super::basic("admin", super::PASSWORD);
    let token = bed
        .send(
            Method::GET,
            "/v2/token?scope=repository:default/x-eci/web:pull,push",
            &[(header::AUTHORIZATION, &basic)],
            Body::empty(),
        )
        .await;
    let bearer = format!("Bearer {}", token.json()["token"].as_str().unwrap());
    let other = bed.push_blob("open", "other").await;
    let path = format!("{UPLOADS}?mount={other}&from=default/x-eci/open");
    bed.send(Method::POST, &path, &[(header::AUTHORIZATION, &bearer)], Body::empty())
        .await
        .expect(StatusCode::ACCEPTED);
}

#[tokio::test]
async fn what_is_deleted_is_gone_and_what_is_unknown_says_so() {
    let bed = Bed::new().await;
    let digest = bed.push_blob("web", "loose").await;
    let path = format!("/v2/default/x-eci/web/blobs/{digest}");
    bed.ask(Method::DELETE, &path, &[], Body::empty()).await.expect(StatusCode::ACCEPTED);
    assert_eq!(bed.get(&path).await.expect(StatusCode::NOT_FOUND).code(), "BLOB_UNKNOWN");
    bed.ask(Method::DELETE, &path, &[], Body::empty()).await.expect(StatusCode::NOT_FOUND);
    let unknown = format!("{UPLOADS}{}", "0".repeat(32));
    assert_eq!(bed.get(&unknown).await.expect(StatusCode::NOT_FOUND).code(), "BLOB_UPLOAD_UNKNOWN");
    assert_eq!(
        bed.get(&format!("{UPLOADS}..%2f..%2fgantry.db")).await.expect(StatusCode::NOT_FOUND).code(),
        "BLOB_UPLOAD_UNKNOWN"
    );
    bed.ask(Method::POST, &path, &[], Body::empty()).await.expect(StatusCode::METHOD_NOT_ALLOWED);
    // An upload belongs to its repository.
    let location = bed.begin().await.replace("/web/", "/open/");
    bed.get(&location).await.expect(StatusCode::NOT_FOUND);
}
