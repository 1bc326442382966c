//! The root of a container: its image's layers under a writable one, and the files of the group in `/etc`.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use gantry_model::error::{Error, Result};
use gantry_model::message::containers as say;
use nix::mount::{MntFlags, MsFlags, mount, umount2};

use super::super::file;
use super::super::protocol::Assignment;
use super::super::resolver;
use super::super::root::Root;
use super::super::unpack;
use super::user::{self, User};
use super::{Places, disk, spec};
use gantry_platform::runtime::{ContainerPlan, REGISTRY_ADDRESS, REGISTRY_NAME};

/// The options of a mount end with the page.
const OPTIONS_LIMIT: usize = 4000;

/// Makes the group's writable disk anew and writes the files that all containers get.
pub fn make_disk(assignment: &Assignment) -> Result<()> {
    let (plan, dir) = (&assignment.plan, assignment.dir());
    let point = dir.join("disk");
    // An earlier try may have come half of the way.
    remove_disk(&dir);
    disk::mount_new(&assignment.installation.templates(), &dir.join("disk.img"), &point, plan.writable_bytes)?;
    let etc = point.join("etc");
    let host = spec::host_name(&plan.name);
    let mut hosts = format!("127.0.0.1\tlocalhost\n::1\tlocalhost\n{}\t{host}\n", plan.network.address);
    hosts.push_str(&format!("{REGISTRY_ADDRESS}\t{REGISTRY_NAME}\n"));
    if let Some((address, _)) = plan.network.ipv6 {
        hosts.push_str(&format!("{address}\t{host}\n"));
    }
    let write = || -> io::Result<()> {
        fs::create_dir_all(&etc)?;
        fs::write(etc.join("hosts"), hosts)?;
        fs::write(etc.join("hostname"), format!("{host}\n"))?;
        fs::write(etc.join("resolv.conf"), resolver::file(&assignment.dns))
    };
    file::io("write /etc", write())
}

/// Stacks the layers with an empty writable one on top, and writes the runtime's configuration.
pub fn make(assignment: &Assignment, plan: &ContainerPlan, places: &Places, cgroup: &str) -> Result<User> {
    remove(places)?;
    let (upper, work) = (places.layer.join("upper"), places.layer.join("work"));
    let folders = || -> io::Result<()> {
        for dir in [&upper, &work, &places.root, &places.bundle] {
            fs::create_dir_all(dir)?;
        }
        Ok(())
    };
    file::io("make the container's folders", folders())?;
    if plan.image.layout > 0
        && let Some(top) = plan.image.layers.last()
    {
        // The root of the whole is that of the topmost layer, which is the writable one.
        let like = || -> io::Result<()> {
            let found =
                fs::metadata(unpack::folder(&assignment.installation.layers(), plan.image.layout).join(top.hex()))?;
            std::os::unix::fs::chown(&upper, Some(found.uid()), Some(found.gid()))?;
            fs::set_permissions(&upper, fs::Permissions::from_mode(found.mode() & 0o7777))
        };
        file::io(format_args!("look at the layers of {}", plan.image.reference), like())?;
    }
    file::io(format_args!("stack the layers of {}", plan.image.reference), stack(assignment, plan, places))?;
    let root = file::io("open the container's root", Root::open(&places.root))?;
    let user = user::resolve(&root, &plan.image.user)?;
    if plan.working_directory.starts_with('/') {
        root.make_folder(Path::new(&plan.working_directory)).map_err(|error| {
            Error::invalid("workingDirectory", say::working_directory_unusable(&plan.working_directory, error))
        })?;
    }
    for volume in plan.image.volumes.iter().filter(|path| path.starts_with('/')) {
        match root.make_folder(Path::new(volume)) {
            // What the image has there instead of a folder is kept.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {}
            other => file::io(format_args!("make the folder {volume}"), other.map(drop))?,
        }
    }
    let config = spec::config(&assignment.plan, plan, &user, &places.root, &places.etc, cgroup);
    file::write_json(&places.bundle.join("config.json"), &config)?;
    Ok(user)
}

/// Takes the root down and removes what the container wrote.
pub fn remove(places: &Places) -> Result<()> {
    while umount2(&places.root, MntFlags::MNT_DETACH).is_ok() {}
    file::remove_all(&places.layer)
}

/// Takes the group's disk down; the loop device clears itself.
pub fn remove_disk(dir: &Path) {
    while umount2(&dir.join("disk"), MntFlags::MNT_DETACH).is_ok() {}
}

fn stack(assignment: &Assignment, plan: &ContainerPlan, places: &Places) -> io::Result<()> {
    let layers = unpack::folder(&assignment.installation.layers(), plan.image.layout);
    let mut lower: Vec<String> = plan.image.layers.iter().rev().map(|layer| layer.hex().to_owned()).collect();
    let mut base: PathBuf = layers.clone();
    if lower.is_empty() {
        // An image without layers is an empty root.
        base = places.layer.clone();
        lower.push("nothing".into());
        fs::create_dir_all(base.join("nothing"))?;
    }
    let upper = places.layer.join("upper").display().to_string();
    let work = places.layer.join("work").display().to_string();
    if lower.iter().map(|name| name.len() + 1).sum::<usize>() + upper.len() + work.len() + 40 > OPTIONS_LIMIT {
        base = places.layer.join("lower");
        fs::create_dir_all(&base)?;
        for (number, name) in lower.iter_mut().enumerate() {
            std::os::unix::fs::symlink(layers.join(&*name), base.join(number.to_string()))?;
            *name = number.to_string();
        }
    }
    // Names relative to the working directory keep the options short; this process has one thread.
    std::env::set_current_dir(&base)?;
    let options = format!("lowerdir={},upperdir={upper},workdir={work}", lower.join(":"));
    let attempt =
        |options: &str| mount(Some("overlay"), &places.root, Some("overlay"), MsFlags::MS_NODEV, Some(options));
    // Nothing of the layer outlives a crash, so nothing of it need be synced; older kernels do not know the word.
    let mounted = attempt(&format!("{options},volatile")).or_else(|_| attempt(&options));
    std::env::set_current_dir("/")?;
    Ok(mounted?)
}
