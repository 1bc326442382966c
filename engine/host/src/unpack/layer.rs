//! Unpacks one layer into a folder (OCI image specification, `layer.md`), as overlayfs wants it.

use std::cell::Cell;
use std::ffi::{CString, OsStr, OsString};
use std::fs::{File, Metadata};
use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use gantry_model::error::{Error, Result};
use gantry_model::message::machine as say;
use nix::errno::Errno;
use nix::fcntl::{AtFlags, OFlag, openat, readlinkat};
use nix::libc;
use nix::sys::stat::{FchmodatFlags, Mode, SFlag, UtimensatFlags, fchmodat, fstatat, mkdirat, mknodat, utimensat};
use nix::sys::time::TimeSpec;
use nix::unistd::{Gid, Uid, UnlinkatFlags, fchownat, linkat, symlinkat, unlinkat};
use sha2::{Digest as _, Sha256};
use tar::EntryType;

use super::super::file;
use super::super::root::{Root, path_in};
use super::Limits;
use super::archive::{Archive, Entry, broken, normal_path, what_is_wrong};
use super::below::{Below, Found, OPAQUE};
use gantry_platform::runtime::StoredLayer;

const WHITEOUT: &[u8] = b".wh.";
const OPAQUE_MARK: &[u8] = b".wh..wh..opq";
/// Left by an old union file system; means nothing to us.
const FOREIGN_WHITEOUT: &[u8] = b".wh..wh.";
/// Links on the way to a folder; more lead in circles.
const LINKS: u32 = 40;
/// Bytes of all extended attributes of one file.
const ATTRIBUTES: usize = 64 * 1024;

/// Unpacks into the empty folder `into` and proves the content by its diff id. Folders that the archive only implies are those of the
/// layers `below`. `advance` is told compressed bytes.
pub fn unpack(layer: &StoredLayer, into: &Path, below: Below<'_>, limits: Limits, advance: &dyn Fn(u64)) -> Result<()> {
    let blob = file::io(format_args!("open {}", layer.blob.display()), File::open(&layer.blob))?;
    let compressed = Rc::new(Cell::new(0));
    let counted = Counted { inner: io::BufReader::with_capacity(128 * 1024, blob), count: compressed.clone(), advance };
    let plain = decompress(&layer.media_type, counted)?;
    let mut hash = Sha256::new();
    let bounded = Bounded { inner: plain, hash: &mut hash, read: 0, compressed, limits };
    extract(bounded, into, below, limits).map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => file::fault("unpack", &error),
        _ if error.raw_os_error().is_some() => Error::invalid("image", say::layer_not_unpackable(error)),
        _ => Error::invalid("image", say::layer_damaged(what_is_wrong(error))),
    })?;
    let found = hex::encode(hash.finalize());
    if found != layer.diff_id.hex() {
        return Err(Error::invalid("image", say::layer_of_another_digest(found, &layer.diff_id)));
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
    Err(Error::invalid("image", say::layer_media_type(media_type)))
}

fn extract(reader: impl Read, into: &Path, below: Below<'_>, limits: Limits) -> io::Result<()> {
    let mut archive = Archive::new(reader);
    let mut target = Target { root: Root::open(into)?, below, parent: None };
    let root = target.root.folder(Path::new(""))?;
    make_like(&root, OsStr::new("."), below.root()?.as_ref())?;
    let mut entries = 0;
    while let Some(entry) = archive.next()? {
        entries += 1;
        if entries > limits.entries {
            return Err(broken(say::archive_too_many_entries(limits.entries)));
        }
        let shown = || String::from_utf8_lossy(&entry.path).chars().take(200).collect::<String>();
        let Some(path) = normal_path(&entry.path) else {
            return Err(broken(say::archive_leads_out(shown())));
        };
        target.place(&mut archive, &entry, &path).map_err(|error| match error.raw_os_error() {
            Some(libc::ENOSPC | libc::EDQUOT) | None => error,
            Some(_) => broken(say::archive_entry_not_made(shown(), error)),
        })?;
    }
    archive.finish()
}

/// The folder that a layer goes to.
struct Target<'a> {
    root: Root,
    below: Below<'a>,
    /// The folder of the last entry; most follow in it.
    parent: Option<(PathBuf, OwnedFd)>,
}

impl Target<'_> {
    fn place(&mut self, archive: &mut Archive<impl Read>, entry: &Entry, path: &Path) -> io::Result<()> {
        let Some(name) = path.file_name() else {
            // The root itself: only its mode and owner are taken.
            if entry.kind == EntryType::Directory {
                let root = self.root.folder(Path::new(""))?;
                return set_owner_and_mode(&root, OsStr::new("."), entry);
            }
            return Err(broken(say::archive_entry_unnamed()));
        };
        let above = path.parent().unwrap_or(Path::new(""));
        let parent = match self.parent.take() {
            Some((known, parent)) if known == above => parent,
            _ => self.folder_of_entry(above)?,
        };
        let outcome = self.place_in(&parent, archive, entry, name);
        self.parent = Some((above.to_path_buf(), parent));
        outcome
    }

    /// Opens the folder of an entry. Where the archive only implies it, it is what the layers below have there: a folder with its mode
    /// and owner, or a link, which leads where it leads.
    fn folder_of_entry(&self, path: &Path) -> io::Result<OwnedFd> {
        match self.root.folder(path) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            other => return other,
        }
        let mut folder = self.root.folder(Path::new(""))?;
        let mut here = PathBuf::new();
        let mut left: Vec<OsString> = path.iter().rev().map(OsStr::to_owned).collect();
        let mut links = 0;
        while let Some(name) = left.pop() {
            let link = match name.as_bytes() {
                b"/" | b"." => None,
                b".." => {
                    here.pop();
                    folder = self.root.folder(&here)?;
                    None
                }
                _ => match self.enter(&folder, &here, &name)? {
                    Step::Folder(next) => {
                        folder = next;
                        here.push(&name);
                        None
                    }
                    Step::Link(link) => Some(link),
                },
            };
            if let Some(link) = link {
                links += 1;
                if links > LINKS {
                    return Err(io::Error::from_raw_os_error(libc::ELOOP));
                }
                if link.is_absolute() {
                    here = PathBuf::new();
                    folder = self.root.folder(&here)?;
                }
                left.extend(link.iter().rev().map(OsStr::to_owned));
            }
        }
        Ok(folder)
    }

    /// One step of [`Self::folder_of_entry`]: from the folder `here`, which is open.
    fn enter(&self, folder: &OwnedFd, here: &Path, name: &OsStr) -> io::Result<Step> {
        let mut like = None;
        match fstatat(folder, name, AtFlags::AT_SYMLINK_NOFOLLOW).map(|found| found.st_mode & SFlag::S_IFMT.bits()) {
            Ok(kind) if kind == SFlag::S_IFDIR.bits() => return Ok(Step::Folder(open_folder(folder, name)?)),
            Ok(kind) if kind == SFlag::S_IFLNK.bits() => return Ok(Step::Link(readlinkat(folder, name)?.into())),
            // A whiteout of this layer: what was below is hidden by a new folder too.
            Ok(kind) if kind == SFlag::S_IFCHR.bits() => {
                unlinkat(folder, name, UnlinkatFlags::NoRemoveDir)?;
                let made = make_folder(folder, name, None)?;
                set_attribute(&made, OPAQUE.as_bytes(), b"y")?;
                return Ok(Step::Folder(made));
            }
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(Errno::ENOENT) => match self.below.find(&here.join(name))? {
                Some(Found::Folder(found)) => like = Some(found),
                Some(Found::Link(link)) => return Ok(Step::Link(link)),
                Some(Found::Other) | None => {}
            },
            Err(error) => return Err(error.into()),
        }
        Ok(Step::Folder(make_folder(folder, name, like.as_ref())?))
    }

    fn place_in(
        &mut self,
        parent: &OwnedFd,
        archive: &mut Archive<impl Read>,
        entry: &Entry,
        name: &OsStr,
    ) -> io::Result<()> {
        let bytes = name.as_bytes();
        if bytes == OPAQUE_MARK {
            return set_attribute(parent, OPAQUE.as_bytes(), b"y");
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
                let folder = open_folder(parent, name)?;
                if hid_below {
                    set_attribute(&folder, OPAQUE.as_bytes(), b"y")?;
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
                    return Err(broken(say::archive_link_to_nothing()));
                }
                symlinkat(OsStr::from_bytes(link), parent, name)?;
            }
            EntryType::Link => {
                let Some(link) = entry.link.as_deref().and_then(normal_path) else {
                    return Err(broken(say::archive_link_leads_out()));
                };
                let Some(link_name) = link.file_name() else { return Err(broken(say::archive_link_to_root())) };
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
            _ => return Err(broken(say::archive_entry_unknown())),
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
            return Err(broken(say::archive_hides_unnamed()));
        }
        match fstatat(parent, hidden, AtFlags::AT_SYMLINK_NOFOLLOW) {
            // The layer brings a new one itself: a folder must hide the older one's content, a file does anyway.
            Ok(found) if found.st_mode & SFlag::S_IFMT.bits() == SFlag::S_IFDIR.bits() => {
                let folder = open_folder(parent, hidden)?;
                return set_attribute(&folder, OPAQUE.as_bytes(), b"y");
            }
            Ok(_) => return Ok(()),
            Err(_) => {}
        }
        Ok(mknodat(parent, hidden, SFlag::S_IFCHR, Mode::empty(), 0)?)
    }
}

/// Where a name leads.
enum Step {
    Folder(OwnedFd),
    Link(PathBuf),
}

/// Makes a folder that no entry names.
fn make_folder(parent: &OwnedFd, name: &OsStr, like: Option<&Metadata>) -> io::Result<OwnedFd> {
    mkdirat(parent, name, Mode::from_bits_truncate(0o700))?;
    make_like(parent, name, like)?;
    open_folder(parent, name)
}

/// Gives a folder mode and owner of another, or those that new ones have.
fn make_like(parent: &OwnedFd, name: &OsStr, like: Option<&Metadata>) -> io::Result<()> {
    let (uid, gid, mode) = like.map_or((0, 0, 0o755), |found| (found.uid(), found.gid(), found.mode() & 0o7777));
    fchownat(parent, name, Some(Uid::from_raw(uid)), Some(Gid::from_raw(gid)), AtFlags::AT_SYMLINK_NOFOLLOW)?;
    Ok(fchmodat(parent, name, Mode::from_bits_truncate(mode), FchmodatFlags::FollowSymlink)?)
}

fn open_folder(parent: &OwnedFd, name: &OsStr) -> io::Result<OwnedFd> {
    let flags = OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
    Ok(openat(parent, name, flags, Mode::empty())?)
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
        return Err(broken(say::archive_attributes_too_long()));
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
    let Ok(name) = CString::new(name) else { return Err(broken(say::archive_attribute_nul())) };
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
            return Err(broken(say::archive_too_large(self.limits.bytes)));
        }
        if self.read > self.limits.ratio_from && self.read / self.compressed.get().max(1) > self.limits.ratio {
            return Err(broken(say::archive_trap(self.limits.ratio)));
        }
        Ok(read)
    }
}
