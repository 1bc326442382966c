//! Small things about files: errors with the path in them, atomic writes, private folders.

use std::fmt::Display;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use gantry_model::error::{Error, Result};
use gantry_model::message::machine as say;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An I/O error in the words of the control plane: a full disk and a lack of rights are said to the person, the rest
/// is for the log.
pub fn io<T>(doing: impl Display, result: io::Result<T>) -> Result<T> {
    result.map_err(|error| fault(doing, &error))
}

/// See [`io`].
pub fn fault(doing: impl Display, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::unavailable(say::disk_full()),
        io::ErrorKind::PermissionDenied => Error::unavailable(say::not_allowed(doing)),
        _ => Error::internal(format_args!("cannot {doing}: {error}")),
    }
}

/// Whether this error came of a full disk.
pub fn is_full(error: &Error) -> bool {
    matches!(error, Error::Unavailable { message } if message.is_like(&say::disk_full()))
}

/// Makes a folder, and those above it, that only root enters.
pub fn make_private_dir(path: &Path) -> Result<()> {
    io(format_args!("make {}", path.display()), fs::DirBuilder::new().recursive(true).mode(0o700).create(path))
}

/// Writes beside the file and renames, so that a reader sees the old or the new content.
///
/// Not synced: what is written here describes running things, which do not outlive a power cut either.
pub fn write_atomically(path: &Path, content: &[u8]) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    let write = || {
        let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        file.write_all(content)?;
        fs::rename(&beside, path)
    };
    io(format_args!("write {}", path.display()), write())
}

/// As [`write_json`], and on the disk when it returns: what is kept for good.
pub fn write_json_synced(path: &Path, value: &impl Serialize) -> Result<()> {
    write_json(path, value)?;
    let folder = path.parent().unwrap_or(Path::new("/"));
    let sync = || fs::File::open(path)?.sync_all().and_then(|()| fs::File::open(folder)?.sync_all());
    io(format_args!("sync {}", path.display()), sync())
}

pub fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    write_atomically(path, &serde_json::to_vec(value).map_err(Error::internal)?)
}

/// `None` if there is no such file.
pub fn read_json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>> {
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|error| Error::internal(format_args!("{} is damaged: {error}", path.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault(format_args!("read {}", path.display()), &error)),
    }
}

/// Names in a folder; none if it is not there.
pub fn names(path: &Path) -> Result<Vec<String>> {
    match fs::read_dir(path) {
        Ok(entries) => Ok(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(fault(format_args!("list {}", path.display()), &error)),
    }
}

/// Removes a file or a whole folder; not being there is fine.
pub fn remove_all(path: &Path) -> Result<()> {
    let result = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path).or_else(|error| {
            // Folders of an image may be closed even to their owner where root lacks CAP_DAC_OVERRIDE.
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o700));
            fs::remove_dir_all(path).map_err(|_| error)
        }),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => io(format_args!("remove {}", path.display()), other),
    }
}
