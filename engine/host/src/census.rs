//! What of an installation is on this machine, and how all of it goes.

use std::fs;
use std::path::Path;
use std::time::Duration;

use gantry_model::error::Result;

use super::cgroup::Cgroups;
use super::file;
use super::groups::end_processes;
use super::installation::Installation;
use super::network::{Network, namespace, netlink, rules};

/// Everything outside the data folder's own files that carries an installation's tag, and its groups' folders.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Census {
    /// Ids of VPCs whose namespace is pinned.
    pub namespaces: Vec<String>,
    /// Mount points in the host's table, pinned namespaces aside.
    pub mounts: Vec<String>,
    /// Interfaces on the host and in VPCs: `VPC/NAME` for the latter.
    pub interfaces: Vec<String>,
    /// Tables on the host.
    pub tables: Vec<String>,
    /// Below the installation's cgroup, but for the two that hold supervisors and groups.
    pub cgroups: Vec<String>,
    /// Files behind loop devices.
    pub loop_devices: Vec<String>,
    pub processes: Vec<i32>,
    /// Group folders, what was told of VPCs, sockets, states of the OCI runtime, half-made layers and what waits to be deleted.
    pub files: Vec<String>,
}

impl Census {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Counts what is there of the installation of this data folder.
pub fn census(data_dir: &Path) -> Result<Census> {
    let Some(here) = Installation::find(data_dir)? else { return Ok(Census::default()) };
    let network = Network::new(here.clone());
    let mut found = Census::default();
    let ours = |name: &String| name.starts_with(&here.tag);
    let interfaces = |result: std::io::Result<Vec<String>>| file::io("list interfaces", result);
    found.interfaces.extend(interfaces(netlink::interfaces())?.into_iter().filter(ours));
    for vpc in network.vpc_ids()? {
        found.namespaces.push(vpc.to_string());
        if let Some(open) = namespace::open(&here.vpc_namespace(&vpc))? {
            let inside = interfaces(namespace::inside(&open, netlink::interfaces)?)?;
            found.interfaces.extend(inside.into_iter().filter(ours).map(|name| format!("{vpc}/{name}")));
        }
    }
    let table = here.table();
    found.tables = rules::tables()?.into_iter().filter(|name| name.ends_with(&table)).collect();
    let cgroups = Cgroups::detect()?;
    let children = [here.cgroup(), here.groups_cgroup()].map(|above| cgroups.children(&above));
    found.cgroups = children.into_iter().flatten().filter(|name| name != "supervisors" && name != "groups").collect();
    found.processes = cgroups.processes(&here.cgroup()).into_iter().collect();
    let mounts = file::io("read the mount table", fs::read_to_string("/proc/self/mountinfo"))?;
    let (run, data) = (here.run().display().to_string(), here.data.join("runtime").display().to_string());
    for line in mounts.lines().filter(|line| !line.contains(" - nsfs ")) {
        let point = line.split(' ').nth(4).unwrap_or_default();
        if point.starts_with(&run) || point.starts_with(&data) {
            found.mounts.push(point.to_owned());
        }
    }
    for device in file::names(Path::new("/sys/block"))?.iter().filter(|name| name.starts_with("loop")) {
        let path = format!("/sys/block/{device}/loop/backing_file");
        let backing = fs::read_to_string(path).unwrap_or_default();
        if backing.starts_with(&data) {
            found.loop_devices.push(backing.trim().to_owned());
        }
    }
    for dir in [here.groups(), here.networks(), here.trash(), here.run().join("sockets"), here.run().join("oci")] {
        found.files.extend(file::names(&dir)?.into_iter().map(|name| dir.join(name).display().to_string()));
    }
    let layers =
        file::names(&here.layers())?.into_iter().filter(|name| name.starts_with("new-") || name.starts_with("old-"));
    found.files.extend(layers.map(|name| here.layers().join(name).display().to_string()));
    for list in [&mut found.namespaces, &mut found.mounts, &mut found.interfaces, &mut found.tables, &mut found.files] {
        list.sort();
    }
    found.loop_devices.sort();
    Ok(found)
}

/// Refuses a copy of a data folder whose original is still on this machine: what it would take over or destroy is the original's.
///
/// Errors: `Conflict`, which names both folders.
pub fn refuse_copy(data_dir: &Path) -> Result<()> {
    Installation::find(data_dir)?.map_or(Ok(()), |here| here.refuse_copy())
}

/// Ends and removes everything that an installation made outside its data folder, and what the driver keeps in it.
/// Running containers are killed. Nothing is left, and doing it again is fine.
///
/// Errors: `Conflict` for a copy, as [`refuse_copy`] has it; then nothing was touched.
pub fn teardown(data_dir: &Path) -> Result<()> {
    let Some(here) = Installation::find(data_dir)? else { return Ok(()) };
    here.refuse_copy()?;
    let cgroups = Cgroups::detect()?;
    // Killing the first process of a group's namespace ends all of them.
    end_processes(&cgroups.processes(&here.supervisors_cgroup()));
    cgroups.destroy(&here.cgroup(), Duration::from_secs(30))?;
    let network = Network::new(here.clone());
    for vpc in network.vpc_ids()? {
        network.remove_vpc(&vpc)?;
    }
    network.sweep(&[])?;
    file::remove_all(&here.run())?;
    file::remove_all(&here.layers())?;
    file::remove_all(&here.data.join("runtime"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_installation_has_nothing() {
        let dir = tempfile::tempdir().unwrap();
        assert!(census(dir.path()).unwrap().is_empty());
        teardown(dir.path()).unwrap();
    }
}
