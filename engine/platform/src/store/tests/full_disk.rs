//! A full disk is refused in so many words, harms nothing, and is over when there is room again.

use std::os::unix::process::CommandExt as _;

use gantry_model::Error;
use nix::{
    mount::{MsFlags, mount},
    sched::{CloneFlags, unshare},
};

use super::*;

#[test]
#[ignore = "a process that the test below starts in a mount namespace of its own"]
fn writes_on_a_small_disk() {
    let dir = child_dir();
    mount(Some("tmpfs"), &dir, Some("tmpfs"), MsFlags::empty(), Some("size=2m,mode=0700")).unwrap();
    let store = open(&dir, &ManualClock::default());
    let insert = |n: u64| {
        store.write_now(Author::system(), move |tx| {
            let mut new = probe(n);
            new.spec.note = "x".repeat(3000);
            tx.insert(new)?;
            tx.add_usage("local", "groups", 1)
        })
    };
    store.write_now(Author::system(), |tx| tx.insert(probe(0))).unwrap();
    let filler = dir.join("filler");
    std::fs::write(&filler, vec![0; 600 << 10]).unwrap();

    let (made, error) = (1..).find_map(|n| insert(n).err().map(|error| (n - 1, error))).unwrap();
    assert!(made > 3, "{made}");
    assert!(matches!(&error, Error::Unavailable { message } if message.to_string().contains("full")), "{error:?}");
    assert!(insert(made + 1).is_err());
    let state =
        || store.read_now(|read| Ok((read.ids::<Probe>()?.len() as u64, read.usage("local", "groups")?))).unwrap();
    assert_eq!(state(), (made + 1, i64::try_from(made).unwrap()));
    assert_eq!(store.latest(), Seq(made + 1));

    std::fs::remove_file(&filler).unwrap();
    insert(made + 1).unwrap();
    assert_eq!(state(), (made + 2, i64::try_from(made + 1).unwrap()));
    println!("survived");
}

#[test]
fn a_full_disk_is_said_and_harms_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = child("store::tests::full_disk::writes_on_a_small_disk", dir.path());
    // SAFETY: between fork and exec only system calls are made.
    unsafe {
        command.pre_exec(|| {
            let root = nix::unistd::geteuid().is_root();
            let spaces =
                if root { CloneFlags::CLONE_NEWNS } else { CloneFlags::CLONE_NEWNS | CloneFlags::CLONE_NEWUSER };
            unshare(spaces)?;
            // What is mounted in the child stays there.
            mount(None::<&str>, "/", None::<&str>, MsFlags::MS_REC | MsFlags::MS_PRIVATE, None::<&str>)?;
            Ok(())
        });
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("survived"), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}
