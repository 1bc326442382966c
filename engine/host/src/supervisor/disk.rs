//! The writable layer of a group: a sparse file with an ext4 of the size that the group is entitled to.
//!
//! A group may fill it and nothing else; the host sees only what was written. Making a file system takes milliseconds,
//! so one empty file system per size is kept as a template, of which little more than a hundred KiB are not holes, and
//! a start copies it. The loop device clears itself when its last mount goes, that is at the latest with the mount
//! namespace of a killed supervisor.
//!
//! Supervisors make templates, and several may want the first one at once: whoever has the lock makes it, the others wait. A template's
//! name holds the digest of its content, which each copy proves; one that does not fit its name is made anew. It gets its name
//! only when it is whole and on the disk, so a kill leaves nothing that anybody would take for one.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use gantry_model::error::{Error, Result};
use nix::fcntl::{Flock, FlockArg};
use nix::libc;
use nix::mount::{MsFlags, mount};
use nix::unistd::{Whence, lseek64};
use sha2::{Digest as _, Sha256};

use super::super::{engine, file, process};

/// Smaller ones would hardly hold ext4's own tables.
const SMALLEST: u64 = 16 * 1024 * 1024;
/// Of the file system, and of what is looked at at once.
const BLOCK: usize = 4096;
/// The file in the templates' folder that is locked.
const LOCK: &str = "lock";
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
    make_image(templates, image, bytes)?;
    file::make_private_dir(point)?;
    file::io(format_args!("mount {}", image.display()), attach_and_mount(image, point))
}

/// Removes what no start would use: what a kill left half-made, and templates of earlier versions.
pub fn sweep_templates(templates: &Path) -> Result<()> {
    let _lock = lock(templates)?;
    for name in file::names(templates)? {
        if name != LOCK && digest_in(&name).is_none() {
            file::remove_all(&templates.join(name))?;
        }
    }
    Ok(())
}

/// Makes an empty file system of `bytes` in `image`: a copy of the template of this size, which is made if there is no good one.
fn make_image(templates: &Path, image: &Path, bytes: u64) -> Result<()> {
    let bytes = bytes.max(SMALLEST).next_multiple_of(1 << 20);
    if copy_template(templates, image, bytes)? {
        return Ok(());
    }
    let _lock = lock(templates)?;
    // Whoever had the lock before may have made it.
    if copy_template(templates, image, bytes)? {
        return Ok(());
    }
    for name in file::names(templates)?.iter().filter(|name| name.starts_with(&prefix(bytes))) {
        file::remove_all(&templates.join(name))?;
    }
    make_template(templates, bytes)?;
    if copy_template(templates, image, bytes)? {
        return Ok(());
    }
    Err(Error::internal(format_args!("the file system of {bytes} bytes that was just made does not read back")))
}

/// Held by the one process that makes or removes templates; the kernel lets go of it with that process.
fn lock(templates: &Path) -> Result<Flock<File>> {
    let path = templates.join(LOCK);
    let open = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path);
    let file = file::io(format_args!("open {}", path.display()), open)?;
    let locked = Flock::lock(file, FlockArg::LockExclusive).map_err(|(_, error)| io::Error::from(error));
    file::io(format_args!("lock {}", path.display()), locked)
}

/// How the names of the templates of this size begin; the digest follows.
fn prefix(bytes: u64) -> String {
    format!("ext4-{bytes}-")
}

/// The digest that a template's name ends with; `None` for what is no template.
fn digest_in(name: &str) -> Option<&str> {
    let (bytes, digest) = name.strip_prefix("ext4-")?.split_once('-')?;
    (bytes.parse::<u64>().is_ok() && digest.len() == 64).then_some(digest)
}

/// Copies the template of this size; `false` if there is none, or none whose content is what its name says.
fn copy_template(templates: &Path, image: &Path, bytes: u64) -> Result<bool> {
    for name in file::names(templates)?.iter().filter(|name| name.starts_with(&prefix(bytes))) {
        let copied = match File::open(templates.join(name)) {
            Ok(template) => copy_sparse(&template, Some(image)),
            Err(error) => Err(error),
        };
        match copied {
            Ok(found) if found.length == bytes && Some(found.digest.as_str()) == digest_in(name) => return Ok(true),
            Ok(_) => eprintln!("the template {name} is damaged"),
            // Another supervisor replaces it just now.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(file::fault(format_args!("make {}", image.display()), &error)),
        }
    }
    Ok(false)
}

/// Makes the template of this size under a name that says its content. The caller has the lock.
fn make_template(templates: &Path, bytes: u64) -> Result<()> {
    // One name for all: the next maker replaces what a kill left.
    let new = templates.join("new");
    file::remove_all(&new)?;
    let make = File::create_new(&new).and_then(|file| file.set_len(bytes));
    file::io(format_args!("make {}", new.display()), make)?;
    let program = engine::find("mkfs.ext4").unwrap_or_else(|| "mkfs.ext4".into());
    let mut command = Command::new(program);
    // No journal: after a crash the layer is made anew. Metadata together at the front, so that a copy is short.
    command.args(["-q", "-F", "-m", "0", "-i", "32768", "-O", "^has_journal,^resize_inode,sparse_super2"]);
    command.args(["-E", "lazy_itable_init=1,packed_meta_blocks=1,nodiscard,num_backup_sb=0,root_owner=0:0"]);
    command.arg(&new);
    process::run(&mut command, "", Duration::from_secs(60))?;
    let keep = || -> io::Result<()> {
        let file = File::open(&new)?;
        file.sync_all()?;
        let digest = copy_sparse(&file, None)?.digest;
        fs::rename(&new, templates.join(format!("{}{digest}", prefix(bytes))))?;
        File::open(templates)?.sync_all()
    };
    file::io(format_args!("keep {}", new.display()), keep())
}

/// What was copied.
#[derive(Debug)]
struct Copied {
    /// Bytes of the file, holes among them.
    length: u64,
    /// Of all blocks that are not zero, with their places.
    digest: String,
}

/// Copies the blocks of a file that are not zero, or only reads them. What is zero is a hole in the copy.
fn copy_sparse(from: &File, to: Option<&Path>) -> io::Result<Copied> {
    let length = from.metadata()?.len();
    let to = match to {
        Some(path) => {
            let to = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
            to.set_len(length)?;
            Some(to)
        }
        None => None,
    };
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut at = 0;
    'data: while let Ok(start) = lseek64(from, at, Whence::SeekData) {
        let end = lseek64(from, start, Whence::SeekHole)?;
        // What is read begins at a block of ours, so that a digest does not depend on how the file lies on its disk.
        at = start - start % BLOCK as i64;
        while at < end {
            let read = from.read_at(&mut buffer, at as u64)?;
            if read == 0 {
                break 'data;
            }
            for (number, block) in buffer[..read].chunks(BLOCK).enumerate() {
                if block.iter().all(|byte| *byte == 0) {
                    continue;
                }
                let place = at as u64 + (number * BLOCK) as u64;
                digest.update(place.to_le_bytes());
                digest.update(block);
                if let Some(to) = &to {
                    to.write_all_at(block, place)?;
                }
            }
            at += read as i64;
        }
    }
    Ok(Copied { length, digest: hex::encode(digest.finalize()) })
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
    use std::path::PathBuf;
    use std::sync::Barrier;

    use super::*;

    const SIZE: u64 = 64 << 20;

    fn templates(folder: &Path) -> Vec<PathBuf> {
        let names = file::names(folder).unwrap();
        names.iter().filter(|name| digest_in(name).is_some()).map(|name| folder.join(name)).collect()
    }

    /// Whether e2fsck finds nothing to mend.
    fn is_sound(image: &Path) -> bool {
        let program = engine::find("e2fsck").unwrap();
        process::output(Command::new(program).args(["-fn"]).arg(image), Duration::from_secs(60)).unwrap().success
    }

    #[test]
    fn a_copy_has_the_same_bytes_and_the_same_holes() {
        use std::os::unix::fs::MetadataExt;
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("a"), dir.path().join("b"));
        let file = File::options().read(true).write(true).create_new(true).open(&from).unwrap();
        file.set_len(SIZE).unwrap();
        file.write_all_at(b"one", 5).unwrap();
        file.write_all_at(b"two", 32 << 20).unwrap();
        let copied = copy_sparse(&file, Some(&to)).unwrap();
        assert_eq!(fs::read(&from).unwrap(), fs::read(&to).unwrap());
        assert!(fs::metadata(&to).unwrap().blocks() * 512 < 1 << 20);
        assert_eq!(copied.digest, copy_sparse(&File::open(&to).unwrap(), None).unwrap().digest);
    }

    #[test]
    fn a_template_that_many_ask_for_at_once_is_made_by_one() {
        let dir = tempfile::tempdir().unwrap();
        let images: Vec<PathBuf> = (0..12).map(|number| dir.path().join(format!("image-{number}"))).collect();
        let folder = dir.path().join("templates");
        file::make_private_dir(&folder).unwrap();
        let begin = Barrier::new(images.len());
        std::thread::scope(|scope| {
            for image in &images {
                scope.spawn(|| {
                    begin.wait();
                    make_image(&folder, image, SIZE).unwrap();
                });
            }
        });
        assert_eq!(templates(&folder).len(), 1);
        assert!(images.iter().all(|image| is_sound(image)));
    }

    #[test]
    fn a_torn_template_is_made_anew() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, image) = (dir.path().join("templates"), dir.path().join("image"));
        file::make_private_dir(&folder).unwrap();
        make_image(&folder, &image, SIZE).unwrap();
        type Tear = (&'static str, fn(&File));
        let tears: [Tear; 5] = [
            ("cut short", |file| file.set_len(SIZE / 2).unwrap()),
            ("empty", |file| file.set_len(0).unwrap()),
            ("all zeros", |file| file.set_len(0).and_then(|()| file.set_len(SIZE)).unwrap()),
            ("without its first block", |file| file.write_all_at(&[0; BLOCK], 0).unwrap()),
            ("changed far inside", |file| file.write_all_at(b"x", 9 * BLOCK as u64 + 7).unwrap()),
        ];
        for (what, tear) in tears {
            let template = templates(&folder).remove(0);
            tear(&File::options().write(true).open(&template).unwrap());
            make_image(&folder, &image, SIZE).unwrap();
            assert!(is_sound(&image), "{what}");
            assert_eq!(copy_sparse(&File::open(&image).unwrap(), None).unwrap().length, SIZE, "{what}");
            assert_eq!(templates(&folder).len(), 1, "{what}");
        }
    }

    #[test]
    fn what_a_kill_left_of_a_template_is_replaced_and_swept() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, image) = (dir.path().join("templates"), dir.path().join("image"));
        file::make_private_dir(&folder).unwrap();
        // Of this version and of earlier ones; the last is a template that nobody can prove.
        let left = ["new", "new-67108864-1", "ext4-67108864"];
        for name in left {
            fs::write(folder.join(name), "half").unwrap();
        }
        make_image(&folder, &image, SIZE).unwrap();
        assert!(is_sound(&image));
        sweep_templates(&folder).unwrap();
        assert!(left.iter().all(|name| !folder.join(name).exists()));
        assert_eq!(templates(&folder).len(), 1);
    }
}
