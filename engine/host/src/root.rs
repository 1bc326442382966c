//! A folder that no path leads out of: the root of an image or of a container, in which links point where they like.
//!
//! Every path is resolved by the kernel with `RESOLVE_IN_ROOT`: `/` and `..` stop at the folder, and so do links. The
//! last part of a path is only ever used by name in an opened parent, never followed.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{OFlag, OpenHow, ResolveFlag, openat2};
use nix::sys::stat::{Mode, mkdirat};

/// An opened folder; see the module.
#[derive(Debug)]
pub struct Root {
    fd: OwnedFd,
}

impl Root {
    pub fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlag::O_DIRECTORY | OFlag::O_RDONLY | OFlag::O_CLOEXEC;
        Ok(Self { fd: nix::fcntl::open(path, flags, Mode::empty())? })
    }

    fn resolve(&self, path: &Path, flags: OFlag, mode: Mode) -> io::Result<OwnedFd> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let how = OpenHow::new()
            .flags(flags | OFlag::O_CLOEXEC)
            .mode(mode)
            .resolve(ResolveFlag::RESOLVE_IN_ROOT | ResolveFlag::RESOLVE_NO_MAGICLINKS);
        loop {
            match openat2(&self.fd, path, how) {
                // A rename at the same moment makes the kernel give up; it asks to be asked again.
                Err(Errno::EAGAIN | Errno::EINTR) => {}
                other => return Ok(other?),
            }
        }
    }

    /// Opens what is there, following links inside the root.
    pub fn file(&self, path: &Path) -> io::Result<File> {
        Ok(self.resolve(path, OFlag::O_RDONLY | OFlag::O_NONBLOCK, Mode::empty())?.into())
    }

    /// The first `limit` bytes of a regular file.
    pub fn read(&self, path: &Path, limit: u64) -> io::Result<String> {
        let file = self.file(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut bytes = Vec::new();
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    pub fn is_file(&self, path: &Path) -> bool {
        self.file(path).and_then(|file| file.metadata()).is_ok_and(|found| found.is_file())
    }

    /// Opens a folder.
    pub fn folder(&self, path: &Path) -> io::Result<OwnedFd> {
        self.resolve(path, OFlag::O_DIRECTORY | OFlag::O_RDONLY, Mode::empty())
    }

    /// Opens a folder, and makes it and those above it where they are missing, with mode 0755.
    pub fn make_folder(&self, path: &Path) -> io::Result<OwnedFd> {
        match self.folder(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => return other,
        }
        let (Some(above), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        let above = self.make_folder(above)?;
        match mkdirat(&above, name, Mode::from_bits_truncate(0o755)) {
            Ok(()) | Err(Errno::EEXIST) => {}
            Err(error) => return Err(error.into()),
        }
        // What was there instead is a link that leads nowhere, or no folder: this says so.
        let flags = OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
        Ok(nix::fcntl::openat(&above, name, flags, Mode::empty())?)
    }
}

/// A path of something in an opened folder, for calls that take paths only. Valid as long as `folder` is open.
pub fn path_in(folder: &OwnedFd, name: &OsStr) -> PathBuf {
    PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd())).join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() {
        let dir = tempfile::tempdir().unwrap();
        let inside = dir.path().join("root");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(dir.path().join("secret"), "no").unwrap();
        std::os::unix::fs::symlink("/", inside.join("up")).unwrap();
        std::os::unix::fs::symlink("../../secret", inside.join("away")).unwrap();
        std::os::unix::fs::symlink("/nowhere/at/all", inside.join("dangling")).unwrap();
        let root = Root::open(&inside).unwrap();
        for path in ["../secret", "/../secret", "up/secret", "away"] {
            assert!(root.read(Path::new(path), 10).is_err(), "{path}");
        }
        root.make_folder(Path::new("up/../../made/here")).unwrap();
        assert!(inside.join("made/here").is_dir());
        assert!(root.make_folder(Path::new("dangling/x")).is_err());
        assert!(!dir.path().join("made").exists());
    }
}
