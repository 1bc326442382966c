//! What a kill leaves between two steps, and how the next start deals with it.

use gantry_model::Error;
use gantry_model::registry::range::ByteRange;
use gantry_model::registry::scope::Action;

use super::super::blob_files::digest_of;
use super::{Bed, Begun, body};

#[tokio::test]
async fn an_upload_goes_on_after_a_restart_from_what_was_acknowledged() {
    let bed = Bed::new().await;
    let (_, access) = bed.repository("web").await;
    let Begun::Started(state) = bed.registry.upload_begin(&access, "sha256", None).await.unwrap() else { panic!() };
    bed.registry.upload_append(&access, &state.id, None, body(&[b"hello "])).await.unwrap();
    // Bytes that were written and never acknowledged.
    let file = bed.folder.path().join("registry/uploads").join(&state.id);
    std::fs::write(&file, b"hello wor").unwrap();
    let bed = bed.restart().await;
    assert_eq!(bed.registry.collect_strays().await.unwrap(), 0);
    let access = bed.access("web").await;
    assert_eq!(bed.registry.upload_view(&access, &state.id).await.unwrap().received, 6);
    let digest = digest_of(b"hello world", "sha256").unwrap();
    let range = Some(ByteRange { first: 6, last: 10 });
    bed.registry.upload_finish(&access, &state.id, range, body(&[b"world"]), &digest).await.unwrap();
    let blob = bed.registry.blob_open(&access, &digest).await.unwrap();
    assert_eq!(std::io::read_to_string(blob.file).unwrap(), "hello world");
}

#[tokio::test]
async fn an_upload_that_lost_its_file_begins_anew() {
    let bed = Bed::new().await;
    let (_, access) = bed.repository("web").await;
    let Begun::Started(state) = bed.registry.upload_begin(&access, "sha256", None).await.unwrap() else { panic!() };
    bed.registry.upload_append(&access, &state.id, None, body(&[b"hello"])).await.unwrap();
    std::fs::remove_file(bed.folder.path().join("registry/uploads").join(&state.id)).unwrap();
    let bed = bed.restart().await;
    let access = bed.access("web").await;
    let gone = bed.registry.upload_append(&access, &state.id, None, body(&[b" world"])).await.unwrap_err();
    assert!(matches!(gone, Error::NotFound { .. }), "{gone}");
    assert!(std::fs::read_dir(bed.folder.path().join("registry/uploads")).unwrap().next().is_none());
}

#[tokio::test]
async fn files_between_two_steps_are_taken_away() {
    let bed = Bed::new().await;
    let (_, access) = bed.repository("web").await;
    let kept = bed.push(&access, b"kept").await;
    // Renamed into its place, and killed before it was noted; begun, and killed before that was.
    let stray = digest_of(b"stray", "sha256").unwrap();
    let file = |digest: &gantry_model::registry::reference::Digest| {
        bed.folder.path().join("registry/blobs/sha256").join(&digest.hex()[..2]).join(digest.hex())
    };
    std::fs::create_dir_all(file(&stray).parent().unwrap()).unwrap();
    std::fs::write(file(&stray), b"stray").unwrap();
    std::fs::write(bed.folder.path().join("registry/uploads").join("0".repeat(32)), b"x").unwrap();
    std::fs::write(bed.folder.path().join("registry/uploads/notes.txt"), b"not ours").unwrap();
    assert_eq!(bed.registry.collect_strays().await.unwrap(), 2);
    assert!(!file(&stray).exists() && file(&kept).exists());
    assert!(bed.folder.path().join("registry/uploads/notes.txt").exists());
}

#[tokio::test]
async fn a_deletion_that_was_begun_is_finished() {
    let bed = Bed::new().await;
    let (web, access) = bed.repository("web").await;
    for tag in ["1", "2", "3"] {
        bed.push_image(&access, tag, ("linux", "amd64"), &[tag.as_bytes()]).await;
    }
    let id = web.clone();
    // The command's own step, and no more.
    bed.registry
        .store()
        .write(gantry_platform::store::Author::system(), move |tx| {
            tx.mark_deleting::<super::super::Repository>(&id)?;
            tx.registry_remove_path(&id)
        })
        .await
        .unwrap();
    let bed = bed.restart().await;
    assert_eq!(bed.registry.collect().await.unwrap().repositories, 1);
    bed.clock.advance(std::time::Duration::from_secs(3601));
    assert_eq!(bed.registry.collect().await.unwrap().blobs, 6);
    let totals = bed.registry.store().read(|read| read.registry_blob_totals()).await.unwrap();
    assert_eq!(totals, (0, 0));
}

#[tokio::test]
async fn leave_to_pull_is_no_leave_to_push() {
    let bed = Bed::new().await;
    let (_, access) = bed.repository("web").await;
    let pull = bed.registry.access(&super::Caller::system(), access.path(), Action::Pull).await.unwrap();
    assert!(matches!(bed.registry.upload_begin(&pull, "sha256", None).await, Err(Error::Internal { .. })));
}
