//! What the layers below one hold together, as overlayfs would show it.

use std::ffi::CString;
use std::fs::Metadata;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use nix::libc;

/// How overlayfs marks a folder that hides what lies below it.
pub const OPAQUE: &str = "trusted.overlay.opaque";

/// Unpacked layers, the topmost first.
#[derive(Debug, Clone, Copy)]
pub struct Below<'a>(pub &'a [PathBuf]);

/// What is found at a path.
#[derive(Debug)]
pub enum Found {
    Folder(Metadata),
    /// Where it points to.
    Link(PathBuf),
    Other,
}

impl Below<'_> {
    /// What is at a relative path, none of whose folders is a link; `None` where nothing is, or something hides it.
    pub fn find(self, path: &Path) -> io::Result<Option<Found>> {
        'layers: for layer in self.0 {
            let mut here = layer.clone();
            let mut hides = false;
            let mut parts = path.components().peekable();
            while let Some(part) = parts.next() {
                hides |= is_opaque(&here)?;
                here.push(part);
                let found = match here.symlink_metadata() {
                    Ok(found) => found,
                    Err(error) if error.kind() == io::ErrorKind::NotFound && !hides => continue 'layers,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                    Err(error) => return Err(error),
                };
                let whiteout = found.file_type().is_char_device() && found.rdev() == 0;
                let last = parts.peek().is_none();
                if whiteout || (!last && !found.is_dir()) {
                    return Ok(None);
                }
                if last {
                    return Ok(Some(match () {
                        () if found.is_dir() => Found::Folder(found),
                        () if found.is_symlink() => Found::Link(here.read_link()?),
                        () => Found::Other,
                    }));
                }
            }
        }
        Ok(None)
    }

    /// Mode and owner of the root; `None` if there is no layer.
    pub fn root(self) -> io::Result<Option<Metadata>> {
        self.0.first().map(std::fs::metadata).transpose()
    }
}

fn is_opaque(folder: &Path) -> io::Result<bool> {
    let path = CString::new(folder.as_os_str().as_bytes())?;
    let name = CString::new(OPAQUE)?;
    let mut value = [0_u8; 1];
    // SAFETY: both texts end with NUL, and the buffer has the length that is given.
    let read = unsafe { libc::lgetxattr(path.as_ptr(), name.as_ptr(), value.as_mut_ptr().cast(), value.len()) };
    Ok(read == 1 && value == *b"y")
}
