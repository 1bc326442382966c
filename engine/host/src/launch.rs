//! How a group comes up: its supervisor, its network, its containers; and again, when its supervisor ended.

use std::fs::{self, OpenOptions};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream as StdStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use gantry_model::error::{Error, Result};
use gantry_model::message::{containers, machine as say};
use tokio::net::UnixStream;
use tokio::sync::mpsc;

use super::groups::Group;
use super::link::Link;
use super::protocol::{Assignment, Operation, Step};
use super::{Inner, PATIENCE, blocking, file, lock, open_files, resolver, supervisor};
use gantry_platform::runtime::{CreateStep, GroupPlan, RuntimeEvent};

/// Memory that must be left to the machine for a group to be started.
const SPARE_MEMORY: u64 = 512 << 20;
/// The same of the data folder's disk.
const SPARE_DISK: u64 = 256 << 20;

impl Inner {
    /// Starts a supervisor for a group that has none, joins it to its network and has its containers started. The
    /// caller has the group's turn.
    pub(super) async fn launch(
        self: &Arc<Self>,
        group: &Arc<Group>,
        plan: &GroupPlan,
        steps: Option<mpsc::UnboundedSender<CreateStep>>,
    ) -> Result<()> {
        let _permit = self.starts.acquire().await.map_err(Error::internal)?;
        let dir = self.here.group(&group.id);
        self.here.make_run()?;
        if dir.exists() {
            self.bury(&group.id).await?;
        }
        let assignment = Assignment {
            plan: plan.clone(),
            installation: self.here.clone(),
            engine: self.engine.clone(),
            cgroups: self.cgroups.clone(),
            backoff: self.config.backoff,
            deadline: self.config.deadline,
            dns: self.config.dns.clone().unwrap_or_else(resolver::of_this_machine),
        };
        let exe = self.config.exe.clone();
        let ours = blocking(move || spawn_supervisor(&assignment, &exe)).await?;
        let link = match UnixStream::from_std(ours) {
            Ok(stream) => Link::open(&group.id, stream).await,
            Err(error) => Err(Error::internal(error)),
        };
        let link = link.map_err(|error| {
            let words = fs::read_to_string(dir.join("supervisor.log")).unwrap_or_default();
            match words.lines().last() {
                Some(line) => Error::unavailable(say::supervisor_not_started(line)),
                None => error,
            }
        })?;
        self.adopt(group, link.clone());
        self.finish_start(group, plan, &link, steps).await
    }

    /// Network and containers of a group whose supervisor runs. Again is fine.
    pub(super) async fn finish_start(
        self: &Arc<Self>,
        group: &Arc<Group>,
        plan: &GroupPlan,
        link: &Arc<Link>,
        steps: Option<mpsc::UnboundedSender<CreateStep>>,
    ) -> Result<()> {
        let (inner, id, network, pid) = (self.clone(), group.id.clone(), plan.network.clone(), link.pid);
        blocking(move || inner.network.attach(&id, &network, pid)).await?;
        if let Some(steps) = steps {
            let _ = steps.send(CreateStep::Networked);
            let (sender, mut receiver) = mpsc::unbounded_channel();
            link.tell_steps(Some(sender));
            tokio::spawn(async move {
                while let Some(step) = receiver.recv().await {
                    let _ = steps.send(match step {
                        Step::Created { container } => CreateStep::Created { container },
                        Step::Started { container } => CreateStep::Started { container },
                    });
                }
            });
        }
        let started = link.ask(Operation::Start, self.config.deadline + PATIENCE).await;
        link.tell_steps(None);
        started?;
        *lock(&group.trouble) = None;
        Ok(())
    }

    /// Refuses to start anything where the machine would suffer.
    pub(super) fn check_room(&self) -> Result<()> {
        let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let available = memory
            .lines()
            .find_map(|line| line.strip_prefix("MemAvailable:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        if let Some(kib) = available
            && kib * 1024 < SPARE_MEMORY
        {
            return Err(Error::unavailable(say::memory_short(kib / 1024)));
        }
        if let Ok(disk) = nix::sys::statvfs::statvfs(&self.here.data)
            && disk.blocks_available() * disk.fragment_size() < SPARE_DISK
        {
            return Err(Error::unavailable(say::disk_full()));
        }
        Ok(())
    }
}

/// Tells of changes, and lets a group go on whose supervisor ended.
pub(super) async fn watch(inner: Weak<Inner>, group: Arc<Group>, link: Arc<Link>) {
    let mut observation = link.observation();
    drop(link);
    loop {
        let changed = observation.changed().await;
        let Some(inner) = inner.upgrade() else { return };
        let _ = inner.events.send(RuntimeEvent { group: group.id.clone() });
        if changed.is_err() {
            break;
        }
    }
    revive(inner, group).await;
}

/// Brings a group up again that was started once: a new supervisor, unless it has one, and then network and containers; until that
/// has worked or the group goes. A supervisor that could not begin, or that ended before it did, has not brought anything up.
pub(super) async fn revive(inner: Weak<Inner>, group: Arc<Group>) {
    let mut wait = Duration::from_secs(1);
    loop {
        {
            let Some(inner) = inner.upgrade() else { return };
            let _turn = group.turn.lock().await;
            if group.removing.load(Ordering::Acquire) || !inner.kept(&group.id).started {
                return;
            }
            let Ok(Some(assignment)) = inner.assignment(&group.id) else { return };
            let revived = match group.link() {
                // Without its socket it would be lost to the next server.
                Some(link) if inner.here.socket(&group.id).exists() => {
                    inner.finish_start(&group, &assignment.plan, &link, None).await
                }
                _ => {
                    tracing::warn!(group = %group.id, "the supervisor of a group ended; a new one is started");
                    inner.launch(&group, &assignment.plan, None).await
                }
            };
            match revived {
                Ok(()) => {
                    let _ = inner.events.send(RuntimeEvent { group: group.id.clone() });
                    return;
                }
                Err(error) => {
                    tracing::warn!(group = %group.id, ?error, "a group could not be started again");
                    *lock(&group.trouble) = Some(containers::not_started_again_yet(error));
                    let _ = inner.events.send(RuntimeEvent { group: group.id.clone() });
                }
            }
        }
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(Duration::from_secs(60));
    }
}

/// Writes the plan down and starts the process; returns our end of the connection.
fn spawn_supervisor(assignment: &Assignment, exe: &Path) -> Result<StdStream> {
    let dir = assignment.dir();
    file::make_private_dir(&dir)?;
    file::write_json(&dir.join("plan.json"), assignment)?;
    let log = OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(dir.join("supervisor.log"));
    let log = file::io("open the supervisor's log", log)?;
    let errors = file::io("open the supervisor's log", log.try_clone())?;
    let (ours, theirs) = file::io("make a connection", StdStream::pair())?;
    file::io("make a connection", ours.set_nonblocking(true))?;
    let mut command = Command::new(exe);
    command.arg("supervise").arg(&dir).current_dir("/");
    open_files::tell(&mut command);
    command.stdin(Stdio::from(OwnedFd::from(theirs))).stdout(log).stderr(errors);
    let mut child =
        command.spawn().map_err(|error| Error::unavailable(say::program_not_startable(exe.display(), error)))?;
    drop(command);
    // It branches off and ends; what branched off greets on the connection.
    let status = file::io("wait for the supervisor to branch off", child.wait())?;
    if status.success() {
        return Ok(ours);
    }
    let words = fs::read_to_string(dir.join("supervisor.log")).unwrap_or_default();
    Err(match status.code() {
        Some(supervisor::ALREADY_SUPERVISED) => Error::unavailable(say::earlier_supervisor()),
        _ => Error::unavailable(say::supervisor_not_started(words.trim())),
    })
}
