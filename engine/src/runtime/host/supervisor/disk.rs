//! The writable layer of a group: a sparse file with an ext4 of the size that the group is entitled to.
//!
//! A group may fill it and nothing else; the host sees only what was written. Making a file system takes milliseconds,
//! so one empty file system per size is kept as a template, of which little more than a hundred KiB are not holes, and
//! a start copies it. The loop device clears itself when its last mount goes, that is at the latest with the mount
//! namespace of a killed supervisor.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use gantry_model::error::Result;
use nix::libc;
use nix::mount::{MsFlags, mount};
use nix::unistd::{Whence, lseek64};

use super::super::{engine, file, process};

/// Smaller ones would hardly hold ext4's own tables.
const SMALLEST: u64 = 16 * 1024 * 1024;
const LOOP_CTL_GET_FREE: libc::c_ulong = 0x4C82;
const LOOP_CONFIGURE: libc::c_ulong = 0x4C0A;
const LO_FLAGS_AUTOCLEAR: u32 = 4;

/// `struct loop_info64` of the kernel.
#[repr(C)]
struct LoopInfo {
    numbers: [u64; 5],
    number: u32,
    encrypt_type: u32,
    encrypt_key_size: u32,
    flags: u32,
    file_name: [u8; 64],
    crypt_name: [u8; 64],
    encrypt_key: [u8; 32],
    init: [u64; 2],
}

/// `struct loop_config` of the kernel.
#[repr(C)]
struct LoopConfig {
    fd: u32,
    block_size: u32,
    info: LoopInfo,
    reserved: [u64; 8],
}

/// Makes an empty file system of `bytes` in `image` and mounts it at `point`.
pub fn mount_new(templates: &Path, image: &Path, point: &Path, bytes: u64) -> Result<()> {
    let template = template(templates, bytes)?;
    file::io(format_args!("make {}", image.display()), copy_sparse(&template, image))?;
    file::make_private_dir(point)?;
    file::io(format_args!("mount {}", image.display()), attach_and_mount(image, point))
}

/// The empty file system of this size, made if there is none yet.
fn template(templates: &Path, bytes: u64) -> Result<PathBuf> {
    let bytes = bytes.max(SMALLEST).next_multiple_of(1 << 20);
    let path = templates.join(format!("ext4-{bytes}"));
    if path.exists() {
        return Ok(path);
    }
    let new = templates.join(format!("new-{bytes}-{}", std::process::id()));
    let make = File::create(&new).and_then(|file| file.set_len(bytes));
    file::io(format_args!("make {}", new.display()), make)?;
    let program = engine::find("mkfs.ext4").unwrap_or_else(|| "mkfs.ext4".into());
    let mut command = Command::new(program);
    // No journal: after a crash the layer is made anew. Metadata together at the front, so that a copy is short.
    command.args(["-q", "-F", "-m", "0", "-i", "32768", "-O", "^has_journal,^resize_inode,sparse_super2"]);
    command.args(["-E", "lazy_itable_init=1,packed_meta_blocks=1,nodiscard,num_backup_sb=0,root_owner=0:0"]);
    command.arg(&new);
    process::run(&mut command, "", Duration::from_secs(60))?;
    file::io(format_args!("keep {}", path.display()), fs::rename(&new, &path))?;
    Ok(path)
}

/// Copies the parts of a file that are not holes.
fn copy_sparse(from: &Path, to: &Path) -> io::Result<()> {
    let from = File::open(from)?;
    let length = from.metadata()?.len();
    let to = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to)?;
    to.set_len(length)?;
    let mut buffer = vec![0; 64 * 1024];
    let mut at = 0;
    while let Ok(start) = lseek64(&from, at, Whence::SeekData) {
        let end = lseek64(&from, start, Whence::SeekHole)?;
        at = start;
        while at < end {
            let want = usize::try_from(end - at).unwrap_or(usize::MAX).min(buffer.len());
            let read = from.read_at(&mut buffer[..want], at as u64)?;
            if read == 0 {
                break;
            }
            to.write_all_at(&buffer[..read], at as u64)?;
            at += read as i64;
        }
        at = end;
    }
    Ok(())
}

fn attach_and_mount(image: &Path, point: &Path) -> io::Result<()> {
    let image = OpenOptions::new().read(true).write(true).open(image)?;
    let control = OpenOptions::new().read(true).write(true).open("/dev/loop-control")?;
    // Another process may take the free device between the two calls; then the next one is asked for.
    for _ in 0..64 {
        // SAFETY: the request takes no argument and returns a number.
        let number = unsafe { libc::ioctl(control.as_raw_fd(), LOOP_CTL_GET_FREE) };
        if number < 0 {
            return Err(io::Error::last_os_error());
        }
        let path = format!("/dev/loop{number}");
        let device = OpenOptions::new().read(true).write(true).open(&path)?;
        // SAFETY: all fields are numbers, for which zero is a legal value.
        let mut config: LoopConfig = unsafe { std::mem::zeroed() };
        config.fd = image.as_raw_fd() as u32;
        config.info.flags = LO_FLAGS_AUTOCLEAR;
        // SAFETY: `config` has the layout that the kernel documents and outlives the call.
        let done = unsafe { libc::ioctl(device.as_raw_fd(), LOOP_CONFIGURE, &config) };
        if done < 0 {
            let error = io::Error::last_os_error();
            if error.raw_os_error() == Some(libc::EBUSY) {
                continue;
            }
            return Err(error);
        }
        let flags = MsFlags::MS_NODEV | MsFlags::MS_NOATIME;
        return Ok(mount(Some(path.as_str()), point, Some("ext4"), flags, Some("noinit_itable,discard"))?);
    }
    Err(io::Error::from_raw_os_error(libc::EBUSY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_same_bytes_and_the_same_holes() {
        use std::os::unix::fs::MetadataExt;
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("a"), dir.path().join("b"));
        let file = File::create(&from).unwrap();
        file.set_len(64 << 20).unwrap();
        file.write_all_at(b"one", 5).unwrap();
        file.write_all_at(b"two", 32 << 20).unwrap();
        drop(file);
        copy_sparse(&from, &to).unwrap();
        assert_eq!(fs::read(&from).unwrap(), fs::read(&to).unwrap());
        assert!(fs::metadata(&to).unwrap().blocks() * 512 < 1 << 20);
    }
}
