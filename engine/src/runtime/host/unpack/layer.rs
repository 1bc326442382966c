//! Unpacks one layer into a folder (OCI image specification, `layer.md`), as overlayfs wants it.

use std::cell::Cell;
use std::ffi::{CString, OsStr};
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use gantry_model::error::{Error, Result};
use nix::errno::Errno;
use nix::fcntl::{AtFlags, OFlag, openat};
use nix::libc;
use nix::sys::stat::{FchmodatFlags, Mode, SFlag, UtimensatFlags, fchmodat, fstatat, mkdirat, mknodat, utimensat};
use nix::sys::time::TimeSpec;
use nix::unistd::{Gid, Uid, UnlinkatFlags, fchownat, linkat, symlinkat, unlinkat};
use sha2::{Digest as _, Sha256};
use tar::EntryType;

use super::super::file;
use super::super::root::{Root, path_in};
use super::Limits;
use super::archive::{Archive, Entry, broken, normal_path};
use crate::runtime::StoredLayer;

const WHITEOUT: &[u8] = b".wh.";
const OPAQUE: &[u8] = b".wh..wh..opq";
/// Left by an old union file system; means nothing to us.
const FOREIGN_WHITEOUT: &[u8] = b".wh..wh.";
/// Bytes of all extended attributes of one file.
const ATTRIBUTES: usize = 64 * 1024;

/// Unpacks into the empty folder `into` and proves the content by its diff id. `advance` is told compressed bytes.
pub fn unpack(layer: &StoredLayer, into: &Path, limits: Limits, advance: &dyn Fn(u64)) -> Result<()> {
    let blob = file::io(format_args!("open {}", layer.blob.display()), File::open(&layer.blob))?;
    let compressed = Rc::new(Cell::new(0));
    let counted = Counted { inner: io::BufReader::with_capacity(128 * 1024, blob), count: compressed.clone(), advance };
    let plain = decompress(&layer.media_type, counted)?;
    let mut hash = Sha256::new();
    let bounded = Bounded { inner: plain, hash: &mut hash, read: 0, compressed, limits };
    extract(bounded, into, limits).map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => file::fault("unpack", &error),
        _ if error.raw_os_error().is_some() => Error::invalid("image", format!("it cannot be unpacked here: {error}.")),
        _ => Error::invalid("image", format!("it is damaged or not what it says: {error}.")),
    })?;
    let found = hex::encode(hash.finalize());
    if found != layer.diff_id.hex() {
        return Err(Error::invalid(
            "image",
            format!("its content has the digest sha256:{found}, not {} as the image says.", layer.diff_id),
        ));
    }
    Ok(())
}

fn decompress<'a>(media_type: &str, reader: impl Read + 'a) -> Result<Box<dyn Read + 'a>> {
    if media_type.ends_with("gzip") {
        return Ok(Box::new(flate2::read::MultiGzDecoder::new(reader)));
    }
    if media_type.ends_with("zstd") {
        let decoder = file::io("decompress", zstd::stream::read::Decoder::new(reader))?;
        return Ok(Box::new(decoder));
    }
    if media_type.ends_with("tar") {
        return Ok(Box::new(reader));
    }
    Err(Error::invalid("image", format!("its media type {media_type} is not known here.")))
}

fn extract(reader: impl Read, into: &Path, limits: Limits) -> io::Result<()> {
    let mut archive = Archive::new(reader);
    let mut target = Target { root: Root::open(into)?, parent: None };
    let mut entries = 0;
    while let Some(entry) = archive.next()? {
        entries += 1;
        if entries > limits.entries {
            return Err(broken(&format!("holds more than {} entries", limits.entries)));
        }
        let shown = || String::from_utf8_lossy(&entry.path).chars().take(200).collect::<String>();
        let Some(path) = normal_path(&entry.path) else {
            return Err(broken(&format!("names “{}”, which leads out of the image", shown())));
        };
        target.place(&mut archive, &entry, &path).map_err(|error| match error.raw_os_error() {
            Some(libc::ENOSPC | libc::EDQUOT) | None => error,
            Some(_) => broken(&format!("has an entry “{}” that cannot be made: {error}", shown())),
        })?;
    }
    archive.finish()
}

/// The folder that a layer goes to.
struct Target {
    root: Root,
    /// The folder of the last entry; most follow in it.
    parent: Option<(PathBuf, OwnedFd)>,
}

impl Target {
    fn place(&mut self, archive: &mut Archive<impl Read>, entry: &Entry, path: &Path) -> io::Result<()> {
        let Some(name) = path.file_name() else {
            // The root itself: only its mode and owner are taken.
            if entry.kind == EntryType::Directory {
                let root = self.root.folder(Path::new(""))?;
                return set_owner_and_mode(&root, OsStr::new("."), entry);
            }
            return Err(broken("has an entry without a name"));
        };
        let above = path.parent().unwrap_or(Path::new(""));
        let parent = match self.parent.take() {
            Some((known, parent)) if known == above => parent,
            _ => self.root.make_folder(above)?,
        };
        let outcome = self.place_in(&parent, archive, entry, name);
        self.parent = Some((above.to_path_buf(), parent));
        outcome
    }

    fn place_in(
        &mut self,
        parent: &OwnedFd,
        archive: &mut Archive<impl Read>,
        entry: &Entry,
        name: &OsStr,
    ) -> io::Result<()> {
        let bytes = name.as_bytes();
        if bytes == OPAQUE {
            return set_attribute(parent, b"trusted.overlay.opaque", b"y");
        }
        if bytes.starts_with(FOREIGN_WHITEOUT) {
            return Ok(());
        }
        if let Some(hidden) = bytes.strip_prefix(WHITEOUT) {
            return self.hide(parent, OsStr::from_bytes(hidden));
        }
        let hid_below = self.clear(parent, name, entry.kind == EntryType::Directory)?;
        match entry.kind {
            EntryType::Directory => {
                match mkdirat(parent, name, Mode::from_bits_truncate(0o700)) {
                    Ok(()) | Err(Errno::EEXIST) => {}
                    Err(error) => return Err(error.into()),
                }
                let flags = OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
                let folder = openat(parent, name, flags, Mode::empty())?;
                if hid_below {
                    set_attribute(&folder, b"trusted.overlay.opaque", b"y")?;
                }
                set_attributes(&folder, entry)?;
            }
            EntryType::Regular | EntryType::Continuous => {
                let flags = OFlag::O_WRONLY | OFlag::O_CREAT | OFlag::O_EXCL | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
                let fd = openat(parent, name, flags, Mode::from_bits_truncate(0o600))?;
                let mut file = File::from(fd);
                io::copy(archive, &mut file)?;
                file.flush()?;
                set_attributes(&OwnedFd::from(file), entry)?;
            }
            EntryType::Symlink => {
                let link = entry.link.as_deref().unwrap_or_default();
                if link.is_empty() || link.contains(&0) {
                    return Err(broken("has a link to nothing"));
                }
                symlinkat(OsStr::from_bytes(link), parent, name)?;
            }
            EntryType::Link => {
                let Some(link) = entry.link.as_deref().and_then(normal_path) else {
                    return Err(broken("has a link that leads out of the image"));
                };
                let Some(link_name) = link.file_name() else { return Err(broken("has a link to the root")) };
                let folder = self.root.folder(link.parent().unwrap_or(Path::new("")))?;
                linkat(&folder, link_name, parent, name, AtFlags::empty())?;
                // Owner, mode and times are those of the file it links to.
                return Ok(());
            }
            EntryType::Fifo => {
                mknodat(parent, name, SFlag::S_IFIFO, Mode::from_bits_truncate(0o600), 0)?;
            }
            // Containers get their devices from the runtime; an image brings none.
            EntryType::Char | EntryType::Block => return Ok(()),
            _ => return Err(broken("has an entry of an unknown kind")),
        }
        set_owner_and_mode(parent, name, entry)
    }

    /// Removes what has this name, unless both are folders. Tells whether a whiteout was there.
    fn clear(&mut self, parent: &OwnedFd, name: &OsStr, folder: bool) -> io::Result<bool> {
        let found = match fstatat(parent, name, AtFlags::AT_SYMLINK_NOFOLLOW) {
            Ok(found) => found,
            Err(Errno::ENOENT) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        let kind = found.st_mode & SFlag::S_IFMT.bits();
        if kind == SFlag::S_IFDIR.bits() {
            if !folder {
                std::fs::remove_dir_all(path_in(parent, name))?;
            }
            return Ok(false);
        }
        unlinkat(parent, name, UnlinkatFlags::NoRemoveDir)?;
        Ok(kind == SFlag::S_IFCHR.bits())
    }

    /// Makes a whiteout in overlayfs' form: a character device 0:0.
    fn hide(&self, parent: &OwnedFd, hidden: &OsStr) -> io::Result<()> {
        if hidden.is_empty() || hidden == "." || hidden == ".." {
            return Err(broken("hides something without a name"));
        }
        match fstatat(parent, hidden, AtFlags::AT_SYMLINK_NOFOLLOW) {
            // The layer brings a new one itself: a folder must hide the older one's content, a file does anyway.
            Ok(found) if found.st_mode & SFlag::S_IFMT.bits() == SFlag::S_IFDIR.bits() => {
                let flags = OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
                let folder = openat(parent, hidden, flags, Mode::empty())?;
                return set_attribute(&folder, b"trusted.overlay.opaque", b"y");
            }
            Ok(_) => return Ok(()),
            Err(_) => {}
        }
        Ok(mknodat(parent, hidden, SFlag::S_IFCHR, Mode::empty(), 0)?)
    }
}

fn set_owner_and_mode(parent: &OwnedFd, name: &OsStr, entry: &Entry) -> io::Result<()> {
    let (uid, gid) = (Uid::from_raw(entry.uid), Gid::from_raw(entry.gid));
    fchownat(parent, name, Some(uid), Some(gid), AtFlags::AT_SYMLINK_NOFOLLOW)?;
    if entry.kind != EntryType::Symlink {
        // After the owner, whose change takes the setuid bit away.
        let mode = Mode::from_bits_truncate(entry.mode);
        fchmodat(parent, name, mode, FchmodatFlags::FollowSymlink)?;
    }
    let time = TimeSpec::new(entry.modified, 0);
    utimensat(parent, name, &time, &time, UtimensatFlags::NoFollowSymlink)?;
    Ok(())
}

/// Keeps file capabilities and what users set; never what overlayfs or security modules would act on.
fn set_attributes(file: &OwnedFd, entry: &Entry) -> io::Result<()> {
    if entry.attributes.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > ATTRIBUTES {
        return Err(broken("has a file with more attributes than the system allows"));
    }
    for (name, value) in &entry.attributes {
        let kept =
            name == b"security.capability" || (name.starts_with(b"user.") && !name.starts_with(b"user.overlay."));
        if kept {
            match set_attribute(file, name, value) {
                // Some file systems have no attributes for users; images do without.
                Err(error) if error.raw_os_error() == Some(libc::EOPNOTSUPP) => {}
                other => other?,
            }
        }
    }
    Ok(())
}

fn set_attribute(file: &OwnedFd, name: &[u8], value: &[u8]) -> io::Result<()> {
    let Ok(name) = CString::new(name) else { return Err(broken("has an attribute with a NUL in its name")) };
    // SAFETY: the pointers are valid for the lengths that are given.
    let done = unsafe { libc::fsetxattr(file.as_raw_fd(), name.as_ptr(), value.as_ptr().cast(), value.len(), 0) };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Counts compressed bytes.
struct Counted<'a, R> {
    inner: R,
    count: Rc<Cell<u64>>,
    advance: &'a dyn Fn(u64),
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        (self.advance)(read as u64);
        Ok(read)
    }
}

/// Hashes unpacked bytes and stops where they grow beyond the limits.
struct Bounded<'a, R> {
    inner: R,
    hash: &'a mut Sha256,
    read: u64,
    compressed: Rc<Cell<u64>>,
    limits: Limits,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(&buffer[..read]);
        self.read += read as u64;
        if self.read > self.limits.bytes {
            return Err(broken(&format!("is larger than {} bytes when unpacked", self.limits.bytes)));
        }
        if self.read > self.limits.ratio_from && self.read / self.compressed.get().max(1) > self.limits.ratio {
            let ratio = self.limits.ratio;
            return Err(broken(&format!("unpacks to more than {ratio} times its size, as only a trap does")));
        }
        Ok(read)
    }
}
