//! Network namespaces: made, pinned to a file, entered for the length of one call.
//!
//! Only threads enter them, and such a thread ends with the call: a namespace never sticks to a worker.

use std::fs::{self, File};
use std::os::fd::AsFd;
use std::path::Path;

use gantry_model::error::{Error, Result};
use nix::errno::Errno;
use nix::mount::{MntFlags, MsFlags, mount, umount2};
use nix::sched::{CloneFlags, setns, unshare};
use nix::sys::statfs::{FsType, fstatfs};

use super::super::file;

/// `NSFS_MAGIC` of the kernel: what a pinned namespace's file is on.
const NSFS: FsType = FsType(0x6e73_6673);

/// Opens a pinned namespace; `None` if there is none at this path.
pub fn open(path: &Path) -> Result<Option<File>> {
    match File::open(path) {
        // A file that a kill left before the namespace was pinned to it is none.
        Ok(file) => Ok(fstatfs(&file).is_ok_and(|found| found.filesystem_type() == NSFS).then_some(file)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(file::fault(format_args!("open {}", path.display()), &error)),
    }
}

/// Makes an empty namespace and pins it to `path`.
pub fn make(path: &Path) -> Result<File> {
    file::io(format_args!("make {}", path.display()), File::create(path))?;
    on_thread(|| {
        unshare(CloneFlags::CLONE_NEWNET)?;
        mount(Some("/proc/thread-self/ns/net"), path, None::<&str>, MsFlags::MS_BIND, None::<&str>)
    })?
    .map_err(|error| file::fault("make a network namespace", &error.into()))?;
    open(path)?.ok_or_else(|| Error::internal(format_args!("{} did not stay", path.display())))
}

/// Unpins a namespace; it goes when nothing is in it any more.
pub fn remove(path: &Path) -> Result<()> {
    loop {
        match umount2(path, MntFlags::MNT_DETACH) {
            // Several may lie on one another after a kill; each is taken off.
            Ok(()) => {}
            Err(Errno::EINVAL | Errno::ENOENT) => break,
            Err(error) => return Err(file::fault(format_args!("unmount {}", path.display()), &error.into())),
        }
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(file::fault(format_args!("remove {}", path.display()), &error))
        }
        _ => Ok(()),
    }
}

/// Does something inside a namespace.
pub fn inside<T: Send>(namespace: &File, work: impl FnOnce() -> T + Send) -> Result<T> {
    on_thread(|| setns(namespace.as_fd(), CloneFlags::CLONE_NEWNET).map(|()| work()))?
        .map_err(|error| file::fault("enter a network namespace", &error.into()))
}

fn on_thread<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T> {
    std::thread::scope(|scope| scope.spawn(work).join())
        .map_err(|_| Error::internal("work in a network namespace panicked"))
}
