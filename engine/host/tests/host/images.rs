//! Images as they come, friendly and hostile.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gantry_model::containers::RestartPolicy;
use gantry_model::error::Error;
use gantry_model::id::Id;
use gantry_platform::runtime::{ImageToPrepare, Runtime, StoredImage, StoredLayer};
use serde_json::json;
use tar::EntryType;

use crate::image::{Layer, Packing, busybox, store, store_layer};
use crate::support::{BOUND, Host, is_running};

fn image_of(host: &Host, layers: Vec<Layer>) -> StoredImage {
    let layers = layers.into_iter().map(|layer| store_layer(&host.blobs(), &layer.bytes(), Packing::Plain)).collect();
    store("made", layers, json!({ "Cmd": ["/bin/sh"] }))
}

/// Of the lowest layer of an image.
fn root_of(host: &Host, layer: &StoredLayer) -> PathBuf {
    host.data().join("layers/chain").join(layer.diff_id.hex())
}

async fn refused(host: &Host, image: StoredImage) -> String {
    match host.prepare(image.clone()).await {
        Err(Error::Invalid { message, .. }) => {
            assert!(message.to_string().contains(&image.reference), "{message}");
            host.assert_census(&[]);
            assert!(host.census().files.is_empty(), "{:#?}", host.census());
            message.to_string()
        }
        other => panic!("{other:?}"),
    }
}

pub async fn every_packing_is_unpacked_once() {
    let host = Host::new().await;
    let tar = busybox().bytes();
    for packing in [Packing::Plain, Packing::Gzip, Packing::Zstd] {
        let layer = store_layer(&host.blobs(), &tar, packing);
        let image = store("packed", vec![layer.clone()], json!({ "Entrypoint": ["/bin/sh"], "User": "web" }));
        let prepared = host.prepare(image).await.unwrap();
        assert_eq!(prepared.already_present, !matches!(packing, Packing::Plain));
        assert_eq!((prepared.entrypoint, prepared.user), (vec!["/bin/sh".to_owned()], "web".to_owned()));
        assert!(root_of(&host, &layer).join("bin/busybox").is_file());
    }
}

pub async fn layers_lie_on_one_another_as_the_specification_says() {
    let host = Host::new().await;
    let lower = busybox()
        .folder("kept", 0o755)
        .file("kept/a", 0o644, b"a")
        .file("kept/b", 0o644, b"b")
        .folder("emptied", 0o755)
        .file("emptied/old", 0o644, b"old")
        .folder("renewed", 0o755)
        .file("renewed/old", 0o644, b"old")
        .file("suid", 0o4755, b"x");
    let upper = Layer::new()
        .file("kept/.wh.a", 0o644, b"")
        .file("emptied/.wh..wh..opq", 0o644, b"")
        .file("emptied/new", 0o644, b"new")
        .file(".wh.renewed", 0o644, b"")
        .folder("renewed", 0o700)
        .file("renewed/new", 0o644, b"new");
    let image = image_of(&host, vec![lower, upper]);
    let suid = root_of(&host, &image.layers[0]).join("suid");
    let prepared = host.prepare(image).await.unwrap();
    assert_eq!(suid.metadata().unwrap().permissions().mode() & 0o7777, 0o4755);
    assert_eq!(suid.metadata().unwrap().mtime(), 1_700_000_000);
    let plan =
        host.plan_of(prepared, &["/bin/sh", "-c", "ls /kept /emptied /renewed | tr '\\n' ' '; echo; sleep 1000"]);
    host.create(&plan).await.unwrap();
    let log = host.until_logged(&plan, "main", "renewed").await;
    assert!(!log.contains("old") && !log.contains(" a "), "{log}");
    assert_eq!(log.matches("new").count(), 3, "{log}");
    host.remove(&plan).await;
}

pub async fn folders_that_a_layer_only_implies_keep_mode_and_owner() {
    let host = Host::new().await;
    let lower = busybox()
        .owned("secret", 0o700, 1000)
        .owned("secret/deep", 0o2750, 1000)
        .owned("renewed", 0o700, 1000)
        .link(EntryType::Symlink, "short", "secret/deep");
    let layers = vec![
        lower,
        Layer::new().file("tmp/x", 0o644, b"x").file("secret/deep/y", 0o644, b"y").file("short/z", 0o644, b"z"),
        Layer::new().file(".wh.renewed", 0o644, b""),
        Layer::new().file("renewed/new", 0o644, b"new").file("secret/w", 0o644, b"w"),
    ];
    let prepared = host.prepare(image_of(&host, layers)).await.unwrap();
    let script = "stat -c '%n %a %u' /tmp /secret /secret/deep /renewed /; cat /short/z /short/y; \
        [ -L /short ] && echo linked; sleep 1000";
    let plan = host.plan_of(prepared, &["/bin/sh", "-c", script]);
    host.create(&plan).await.unwrap();
    let log = host.until_logged(&plan, "main", "linked").await;
    let expected = "/tmp 1777 0\n/secret 700 1000\n/secret/deep 2750 1000\n/renewed 755 0\n/ 755 0\nzylinked\n";
    assert_eq!(log, expected);
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn volumes_that_no_layer_holds_are_made() {
    let host = Host::new().await;
    let layer = store_layer(&host.blobs(), &busybox().bytes(), Packing::Plain);
    let volumes = json!({ "/var/lib/data": {}, "/srv": {}, "/etc/passwd": {} });
    let image = store("volumes", vec![layer], json!({ "Cmd": ["/bin/sh"], "Volumes": volumes }));
    let prepared = host.prepare(image).await.unwrap();
    let script =
        "stat -c '%n %a %u %F' /var/lib/data /srv /etc/passwd; touch /var/lib/data/x && echo written; sleep 1000";
    let plan = host.plan_of(prepared, &["/bin/sh", "-c", script]);
    host.create(&plan).await.unwrap();
    let log = host.until_logged(&plan, "main", "written").await;
    assert!(log.contains("/var/lib/data 755 0 directory\n/srv 755 0 directory\n"), "{log}");
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

/// Earlier versions kept layers by diff id, and folders that a layer only implied were wrong in them.
pub async fn layers_of_an_earlier_version_carry_their_groups_and_nothing_else() {
    let mut host = Host::new().await;
    let mut plan = host.plan("while :; do sleep 1; done").await;
    plan.restart_policy = RestartPolicy::Always;
    host.create(&plan).await.unwrap();
    let supervisor = host.runtime().supervisor_pid(&plan.id).unwrap();
    host.stop_server();
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(supervisor), nix::sys::signal::Signal::SIGKILL).unwrap();
    let (layers, used) = (host.data().join("layers"), plan.containers[0].image.layers[0].hex().to_owned());
    std::fs::create_dir(layers.join("sha256")).unwrap();
    std::fs::rename(layers.join("chain").join(&used), layers.join("sha256").join(&used)).unwrap();
    let idle = layers.join("sha256").join("ab".repeat(32));
    std::fs::create_dir(&idle).unwrap();
    let path = host.data().join("runtime/groups").join(plan.id.as_str()).join("plan.json");
    let mut kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let image = kept["plan"]["containers"][0]["image"].as_object_mut().unwrap();
    for name in ["layout", "stop_signal", "volumes"] {
        image.remove(name).unwrap();
    }
    std::fs::write(&path, kept.to_string()).unwrap();
    host.reopen().await;
    host.until(&plan, "it runs on what it stood on", is_running).await;
    host.until_joined(1).await;
    assert!(!idle.exists() && layers.join("sha256").join(&used).exists());
    // The same image is unpacked anew for whoever comes.
    assert!(!host.prepare(host.busybox()).await.unwrap().already_present);
    host.remove(&plan).await;
    host.reopen().await;
    assert!(!layers.join("sha256").join(&used).exists());
    host.assert_nothing_is_left().await;
}

pub async fn an_image_of_many_layers_starts() {
    let host = Host::new().await;
    let more =
        (0..120).map(|number| Layer::new().file(&format!("layer-{number}"), 0o644, number.to_string().as_bytes()));
    let image = image_of(&host, std::iter::once(busybox()).chain(more).collect());
    let prepared = host.prepare(image).await.unwrap();
    let plan = host.plan_of(prepared, &["/bin/sh", "-c", "ls / | grep -c layer-; sleep 1000"]);
    host.create(&plan).await.unwrap();
    host.until_logged(&plan, "main", "120").await;
    host.remove(&plan).await;
}

pub async fn what_leads_out_of_the_root_harms_nothing() {
    let host = Host::new().await;
    let outside = host.dir.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("secret"), "untouched").unwrap();
    let target = outside.display().to_string();
    let file = EntryType::Regular;
    for path in ["../escaped", "a/../../escaped", "..", "./../../../../tmp/escaped"] {
        let message = refused(&host, image_of(&host, vec![Layer::new().raw(file, path, "", b"x")])).await;
        assert!(message.contains("leads out of the image"), "{message}");
    }
    // Absolute paths are taken as paths in the image, links are followed inside it.
    let image = image_of(
        &host,
        vec![
            Layer::new()
                .raw(file, "/absolute", "", b"x")
                .raw(EntryType::Symlink, "away", &target, b"")
                .raw(EntryType::Symlink, "up", "../../../../..", b"")
                .raw(file, "up/climbed", "", b"x"),
        ],
    );
    let root = root_of(&host, &image.layers[0]);
    host.prepare(image).await.unwrap();
    assert!(root.join("absolute").is_file() && root.join("climbed").is_file());
    // A link to a folder that only the machine has leads inside the image, where that folder is made.
    let through = Layer::new().raw(EntryType::Symlink, "away", &target, b"").raw(file, "away/secret", "", b"inside");
    let image = image_of(&host, vec![through]);
    let root = root_of(&host, &image.layers[0]);
    host.prepare(image).await.unwrap();
    assert_eq!(std::fs::read(root.join(&target[1..]).join("secret")).unwrap(), b"inside");
    let linked = Layer::new().raw(EntryType::Link, "stolen", &format!("{target}/secret"), b"");
    refused(&host, image_of(&host, vec![linked])).await;
    let linked = Layer::new().raw(EntryType::Link, "stolen", "../../outside/secret", b"");
    refused(&host, image_of(&host, vec![linked])).await;
    assert_eq!(std::fs::read_to_string(outside.join("secret")).unwrap(), "untouched");
}

pub async fn devices_are_left_out_and_duplicates_replace() {
    let host = Host::new().await;
    let layer = Layer::new()
        .raw(EntryType::Block, "disk", "", b"")
        .raw(EntryType::Char, "null", "", b"")
        .raw(EntryType::Fifo, "pipe", "", b"")
        .file("twice", 0o644, b"first")
        .file("twice", 0o600, b"second")
        .folder("was-folder", 0o755)
        .file("was-folder/x", 0o644, b"x")
        .link(EntryType::Symlink, "was-folder", "twice")
        .link(EntryType::Link, "hard", "twice");
    let image = image_of(&host, vec![layer]);
    let root = root_of(&host, &image.layers[0]);
    host.prepare(image).await.unwrap();
    assert!(!root.join("disk").exists() && !root.join("null").exists());
    assert_eq!(std::fs::read(root.join("twice")).unwrap(), b"second");
    assert_eq!(root.join("hard").metadata().unwrap().ino(), root.join("twice").metadata().unwrap().ino());
    assert!(root.join("was-folder").symlink_metadata().unwrap().is_symlink());
}

pub async fn damaged_layers_and_lies_are_refused() {
    let host = Host::new().await;
    let good = store_layer(&host.blobs(), &busybox().bytes(), Packing::Gzip);
    let whole = std::fs::read(&good.blob).unwrap();
    let with = |bytes: &[u8]| {
        let mut layer = good.clone();
        layer.blob = host.blobs().join("damaged");
        std::fs::write(&layer.blob, bytes).unwrap();
        store("damaged", vec![layer], json!({}))
    };
    refused(&host, with(&whole[..whole.len() / 2])).await;
    let mut torn = whole.clone();
    torn[whole.len() / 2] ^= 0xff;
    refused(&host, with(&torn)).await;
    refused(&host, with(b"this is no archive")).await;
    refused(&host, with(b"")).await;
    // A whole archive that is not the one the image names.
    let other = store_layer(&host.blobs(), &Layer::new().file("x", 0o644, b"x").bytes(), Packing::Gzip);
    let mut lie = good.clone();
    lie.blob = other.blob.clone();
    let message = refused(&host, store("lie", vec![lie], json!({}))).await;
    assert!(message.contains("not sha256:"), "{message}");
    let mut image = store("lie", vec![good.clone()], json!({}));
    image.layers = vec![other];
    assert!(refused(&host, image).await.contains("different layers"));
    let mut unknown = good;
    unknown.media_type = "application/x-rar".into();
    assert!(refused(&host, store("odd", vec![unknown], json!({}))).await.contains("x-rar"));
}

pub async fn a_trap_is_refused_before_it_fills_the_disk() {
    let host = Host::new().await;
    let zeros = vec![0; 300 << 20];
    let layer = store_layer(&host.blobs(), &Layer::new().file("zeros", 0o644, &zeros).bytes(), Packing::Zstd);
    drop(zeros);
    let message = refused(&host, store("bomb", vec![layer], json!({}))).await;
    assert!(message.contains("trap"), "{message}");
    // A name that would fill the memory.
    let mut long = tar::Header::new_gnu();
    long.set_entry_type(EntryType::GNULongName);
    long.set_size(1 << 40);
    long.set_cksum();
    let mut bytes = long.as_bytes().to_vec();
    bytes.extend_from_slice(&[b'x'; 4096]);
    let layer = store_layer(&host.blobs(), &bytes, Packing::Plain);
    refused(&host, store("long", vec![layer], json!({}))).await;
}

pub async fn idle_layers_go_when_the_disk_fills() {
    use std::time::{Duration, SystemTime};
    let mut host = Host::new().await;
    host.stop_server();
    let layers = host.data().join("layers");
    let options = Some("size=12m,mode=700");
    nix::mount::mount(Some("tmpfs"), &layers, Some("tmpfs"), nix::mount::MsFlags::empty(), options).unwrap();
    host.reopen_with(|config| config.layer_limits.reserve = 1 << 20).await;
    let plan = host.plan("while :; do sleep 1; done").await;
    host.create(&plan).await.unwrap();
    // Three of 3 MiB, of bytes that no compression helps with.
    let image = |number: u8| {
        let mut state = u32::from(number) + 1;
        let bytes: Vec<u8> = (0..3 << 20)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect();
        let layer = Layer::new().file("data", 0o644, &bytes).bytes();
        store(&format!("image-{number}"), vec![store_layer(&host.blobs(), &layer, Packing::Plain)], json!({}))
    };
    let images = [image(0), image(1), image(2), image(3)];
    let place = |image: &StoredImage| layers.join("chain").join(image.layers[0].diff_id.hex());
    let age = |image: &StoredImage, seconds| {
        let used = std::fs::File::open(layers.join(format!("used-{}", image.layers[0].diff_id.hex()))).unwrap();
        used.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
    };
    let busybox = host.busybox();
    for image in &images[..2] {
        host.prepare(image.clone()).await.unwrap();
    }
    // Just asked for: nothing is idle, and the disk is full.
    let filled = host.prepare(images[2].clone()).await;
    if filled.is_ok() {
        host.prepare(images[3].clone()).await.unwrap_err();
    }
    age(&busybox, 9000);
    age(&images[0], 600);
    age(&images[1], 3000);
    if filled.is_ok() {
        age(&images[2], 100);
    }
    host.prepare(images[3].clone()).await.unwrap();
    // The longest idle went; what a group stands on stayed, however old.
    assert!(!place(&images[1]).exists() && place(&images[3]).exists() && place(&busybox).exists());
    assert!(place(&images[0]).exists());
    let (text, code) = host.exec(&plan, &["/bin/echo", "still here"]).await;
    assert!(code == 0 && text.contains("still here"), "{text}");
    // A kill in the middle of it: what was moved aside goes at the next start.
    std::fs::rename(place(&images[3]), layers.join("old-of-a-kill")).unwrap();
    host.reopen().await;
    assert!(!layers.join("old-of-a-kill").exists());
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
    host.stop_server();
    nix::mount::umount(&layers).unwrap();
}

pub async fn an_image_for_another_machine_is_refused() {
    let host = Host::new().await;
    let mut image = image_of(&host, vec![busybox()]);
    image.config = image.config.replace("amd64", "s390x").replace("arm64", "s390x");
    let message = refused(&host, image).await;
    assert!(message.contains("linux/s390x") && message.contains("this machine runs linux/"), "{message}");
    let mut image = image_of(&host, vec![busybox()]);
    image.config = "{".into();
    refused(&host, image).await;
}

pub async fn an_image_of_elsewhere_is_refused_with_what_helps() {
    let host = Host::new().await;
    let elsewhere = ImageToPrepare::Elsewhere { address: "docker.io/library/nginx".into(), version: "latest".into() };
    let error = host.runtime().prepare_image(&elsewhere, Arc::new(|_| {})).await.unwrap_err();
    // Waiting does not help, so the start is not tried again.
    assert!(
        matches!(&error, Error::Invalid { message, .. } if message.to_string().contains("Push the image")),
        "{error}"
    );
}

pub async fn what_a_kill_left_half_made_goes_at_the_next_start() {
    let mut host = Host::new().await;
    let half = host.data().join("layers/new-0123");
    std::fs::create_dir_all(half.join("deep/er")).unwrap();
    // A layer unpacked before the machine was last switched off, and not known to have reached the disk.
    let image = image_of(&host, vec![busybox()]);
    let (layer, hex) = (root_of(&host, &image.layers[0]), image.layers[0].diff_id.hex().to_owned());
    assert!(!host.prepare(image.clone()).await.unwrap().already_present);
    let note = host.data().join("layers").join(format!("note-{hex}"));
    let end = Instant::now() + BOUND;
    while note.exists() {
        assert!(Instant::now() < end, "the layer was never written to disk");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    std::fs::write(note, "another-boot").unwrap();
    host.reopen().await;
    assert!(!half.exists() && !layer.exists());
    assert!(!host.prepare(image.clone()).await.unwrap().already_present);
    assert!(host.prepare(image).await.unwrap().already_present);
}
