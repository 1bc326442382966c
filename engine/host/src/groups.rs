//! A group on this machine, as the server knows it: its folder, the connection to its supervisor, and what is left of
//! it when it goes.

use std::collections::HashSet;
use std::fs;
use std::os::fd::OwnedFd;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gantry_model::error::Result;
use gantry_model::id::{ContainerGroupId, Id};
use gantry_model::registry::reference::Digest;

use super::launch::watch;
use super::link::Link;
use super::protocol::{Assignment, SupervisorProcess};
use super::supervisor::serve::Kept;
use super::unpack::LAYOUT;
use super::{Inner, PATIENCE, blocking, file, lock, unpack};
use gantry_platform::runtime::GroupPlan;

#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: ContainerGroupId,
    /// Held by whoever makes, changes or removes the group.
    pub(super) turn: tokio::sync::Mutex<()>,
    pub(super) link: Mutex<Option<Arc<Link>>>,
    pub(super) removing: AtomicBool,
    /// Why a group that was started once could not be brought up again the last time.
    pub(super) trouble: Mutex<Option<gantry_model::Message>>,
}

impl Group {
    /// The connection, if the supervisor lives.
    pub(super) fn link(&self) -> Option<Arc<Link>> {
        lock(&self.link).clone().filter(|link| !link.is_lost())
    }
}

impl Inner {
    pub(super) fn group(&self, id: &ContainerGroupId) -> Arc<Group> {
        let mut groups = lock(&self.groups);
        groups
            .entry(id.clone())
            .or_insert_with(|| {
                Arc::new(Group {
                    id: id.clone(),
                    turn: tokio::sync::Mutex::default(),
                    link: Mutex::default(),
                    removing: AtomicBool::new(false),
                    trouble: Mutex::default(),
                })
            })
            .clone()
    }

    pub(super) fn assignment(&self, id: &ContainerGroupId) -> Result<Option<Assignment>> {
        file::read_json(&self.here.group(id).join("plan.json"))
    }

    pub(super) fn kept(&self, id: &ContainerGroupId) -> Kept {
        file::read_json(&self.here.group(id).join("state.json")).ok().flatten().unwrap_or_default()
    }

    /// Takes a living supervisor's connection.
    pub(super) fn adopt(self: &Arc<Self>, group: &Arc<Group>, link: Arc<Link>) {
        *lock(&group.link) = Some(link.clone());
        tokio::spawn(watch(Arc::downgrade(self), group.clone(), link));
    }

    /// Ends what is left of a supervisor that does not answer, and removes what it left outside its namespaces.
    pub(super) async fn bury(self: &Arc<Self>, id: &ContainerGroupId) -> Result<()> {
        let (inner, id) = (self.clone(), id.clone());
        blocking(move || {
            let dir = inner.here.group(&id);
            if let Ok(Some(process)) = file::read_json::<SupervisorProcess>(&dir.join("supervisor.json"))
                && process.is_alive()
                // In a copy of a data folder it is a supervisor of the original.
                && inner.cgroups.processes(&inner.here.supervisors_cgroup()).contains(&process.pid)
            {
                end_processes([&process.pid]);
            }
            for cgroup in [inner.here.group_cgroup(&id), inner.here.earlier_group_cgroup(&id)] {
                inner.cgroups.destroy(&cgroup, PATIENCE)?;
            }
            file::remove_all(&inner.here.oci_root(&id))?;
            file::remove_all(&inner.here.socket(&id))
        })
        .await
    }

    pub(super) async fn detach(self: &Arc<Self>, id: &ContainerGroupId, assignment: &Assignment) -> Result<()> {
        let (inner, id, plan) = (self.clone(), id.clone(), assignment.plan.network.clone());
        blocking(move || inner.network.detach(&id, &plan)).await
    }

    /// Removes the folder: the last step of a removal.
    pub(super) fn forget(&self, id: &ContainerGroupId) -> Result<()> {
        let dir = self.here.group(id);
        let trash = self.here.trash().join(id.as_str());
        file::remove_all(&trash)?;
        match fs::rename(&dir, &trash) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(file::fault(format_args!("remove {}", dir.display()), &error));
            }
            _ => {}
        }
        lock(&self.groups).remove(id);
        file::remove_all(&trash)
    }

    /// Layers that groups stand on.
    pub(super) fn layers_in_use(&self) -> Result<HashSet<Digest>> {
        let mut layers = HashSet::new();
        for id in self.here.group_ids()? {
            if let Some(assignment) = self.assignment(&id)? {
                let images = assignment.plan.containers.into_iter().map(|container| container.image);
                layers.extend(images.filter(|image| image.layout == LAYOUT).flat_map(|image| image.layers));
            }
        }
        Ok(layers)
    }

    /// Keeps the layers of a plan until its group's folder names them.
    pub(super) fn keep_layers(&self, plan: &GroupPlan) -> unpack::Pinned<'_> {
        self.layers.pin(plan.containers.iter().flat_map(|container| &container.image.layers))
    }
}

/// Kills processes and waits until they are gone: all at once, because what is below each takes its time to end.
pub(super) fn end_processes<'a>(pids: impl IntoIterator<Item = &'a i32>) {
    use std::os::fd::FromRawFd;
    let mut ending = Vec::new();
    for pid in pids {
        // SAFETY: no pointers; a descriptor that is not negative is new and ours.
        let fd = unsafe { nix::libc::syscall(nix::libc::SYS_pidfd_open, *pid, 0) };
        if fd >= 0 {
            let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(*pid), nix::sys::signal::Signal::SIGKILL);
            // SAFETY: as above.
            ending.push(unsafe { OwnedFd::from_raw_fd(fd as i32) });
        }
    }
    for process in ending {
        wait_for_end(&process, Duration::from_secs(10));
    }
}

/// Waits until the process of a pidfd has ended.
fn wait_for_end(pidfd: &OwnedFd, patience: Duration) {
    use std::os::fd::AsFd;
    let mut fds = [nix::poll::PollFd::new(pidfd.as_fd(), nix::poll::PollFlags::POLLIN)];
    let _ = nix::poll::poll(&mut fds, u16::try_from(patience.as_millis()).unwrap_or(u16::MAX));
}
