//! What a new server finds: supervisors that run, removals that were begun, and what belongs to nobody.

use std::fs;
use std::sync::Arc;

use gantry_model::error::Result;
use gantry_model::id::{ContainerGroupId, Id};

use super::groups::end_processes;
use super::launch::revive;
use super::link::Link;
use super::protocol::Assignment;
use super::supervisor::disk;
use super::{Inner, PATIENCE, REMOVING, blocking, file};

impl Inner {
    /// What [`super::HostRuntime::open`] does about groups.
    pub(super) async fn find_groups(self: &Arc<Self>) -> Result<()> {
        let mut assignments = Vec::new();
        let (mut orphans, mut idle) = (Vec::new(), Vec::new());
        for id in self.here.group_ids()? {
            let group = self.group(&id);
            let dir = self.here.group(&id);
            let assignment = self.assignment(&id);
            if dir.join(REMOVING).exists() || !matches!(assignment, Ok(Some(_))) {
                // Begun removals are finished; a folder without a plan is one that was just being made.
                self.bury(&id).await?;
                if let Ok(Some(assignment)) = &assignment {
                    self.detach(&id, assignment).await?;
                }
                self.forget(&id)?;
                continue;
            }
            let Ok(Some(assignment)) = assignment else { continue };
            match Link::connect(&id, &self.here.socket(&id)).await {
                Ok(Some(link)) => {
                    self.adopt(&group, link);
                    let kept = self.kept(&id);
                    if kept.started && kept.idle {
                        // The server that started this supervisor ended before it could tell it to begin.
                        idle.push(group);
                    }
                }
                _ => orphans.push(group),
            }
            assignments.push(assignment);
        }
        let inner = self.clone();
        blocking(move || inner.sweep(&assignments)).await?;
        for group in idle {
            tokio::spawn(revive(Arc::downgrade(self), group));
        }
        for group in orphans {
            self.bury(&group.id).await?;
            if self.kept(&group.id).started {
                tokio::spawn(revive(Arc::downgrade(self), group));
            }
        }
        Ok(())
    }

    /// Removes what carries our tag and belongs to no group.
    pub(super) fn sweep(&self, assignments: &[Assignment]) -> Result<()> {
        self.network.sweep(assignments)?;
        let known = |name: &str| assignments.iter().any(|found| found.id().as_str() == name);
        for above in [self.here.cgroup(), self.here.groups_cgroup()] {
            let groups = self.cgroups.children(&above).into_iter().filter(|name| ContainerGroupId::parse(name).is_ok());
            for name in groups.filter(|name| !known(name)) {
                self.cgroups.destroy(&format!("{above}/{name}"), PATIENCE)?;
            }
        }
        for pid in self.cgroups.processes(&self.here.supervisors_cgroup()) {
            let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            let folder = command.split(|byte| *byte == 0).nth(2).map(|path| String::from_utf8_lossy(path).into_owned());
            let name = folder.as_deref().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
            if ContainerGroupId::parse(name).is_ok() && !known(name) {
                end_processes([&pid]);
            }
        }
        for folder in ["sockets", "oci"] {
            for name in file::names(&self.here.run().join(folder))? {
                let group = name.split('.').next().unwrap_or_default();
                if !known(group) {
                    file::remove_all(&self.here.run().join(folder).join(&name))?;
                }
            }
        }
        for name in file::names(&self.here.trash())? {
            file::remove_all(&self.here.trash().join(name))?;
        }
        let containers = assignments.iter().flat_map(|found| &found.plan.containers);
        let earlier = containers.filter(|container| container.image.layout == 0);
        self.layers.remove_earlier(&earlier.flat_map(|container| container.image.layers.clone()).collect())?;
        disk::sweep_templates(&self.here.templates())
    }
}
