//! The loop of a supervisor: what the group should be doing, processes that end, streams, deadlines. Who is connected is `clients.rs`;
//! terminals are `serve/terminals.rs`.

mod terminals;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use gantry_model::containers::{ContainerState, ContainerStatus};
use gantry_model::error::{Error, Result};
use gantry_model::message::{containers as say, machine};
use gantry_model::time::Length;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{SigSet, Signal};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;
use serde::{Deserialize, Serialize};

use super::super::clock::now;
use super::super::figures::Meter;
use super::super::network::netlink::Netlink;
use super::super::protocol::{Answer, Assignment, Message, Operation, Request, Step, VERSION};
use super::super::{cgroup, file};
use super::clients::Clients;
use super::container::{Container, Outcome, Phase};
use super::rootfs;
use super::terminal::Terminal;
use gantry_platform::runtime::{GroupObservation, Happening};

/// Happenings that are kept.
const HAPPENINGS: usize = 100;
/// A container that ran so long begins with the shortest wait again.
const LONG_RUN: Duration = Duration::from_secs(600);
/// After a run of this length a container is in no crash loop.
const STEADY: Duration = Duration::from_secs(60);
/// A program that runs for less may not listen to signals yet, and the kernel keeps none for the first process of a container.
const YOUNG: Duration = Duration::from_secs(1);
/// Ends of processes that nobody waited for yet, while a runtime's call lasts.
const EARLY_ENDS: usize = 4096;

/// What outlives a supervisor: `state.json`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Every container was started once.
    pub started: bool,
    /// The supervisor was not told to begin yet, or could not.
    pub idle: bool,
    pub containers: Vec<ContainerStatus>,
    pub happenings: Vec<Happening>,
    /// Number of the next happening.
    pub next: u64,
}

/// What the group should be doing.
#[derive(Debug)]
enum Goal {
    /// The interface is not there yet.
    Prepare,
    Run,
    /// All end; then this.
    End {
        kill_at: Instant,
        killed: bool,
        /// When those that were asked very early are asked once more.
        again_at: Option<Instant>,
        then: Then,
    },
}

#[derive(Debug)]
enum Then {
    Restart { client: u64, request: u64 },
    Stop,
}

#[derive(Debug)]
pub struct Supervisor {
    assignment: Assignment,
    dir: PathBuf,
    pid: i32,
    kept: Kept,
    containers: Vec<Container>,
    clients: Clients,
    terminals: Vec<Terminal>,
    counter: u64,
    goal: Goal,
    /// Who waits until all were started once, or all are gone.
    waiting: Vec<(u64, u64)>,
    /// Processes that ended before it was known what they were.
    early: HashMap<Pid, i32>,
    /// Set when the observation changed.
    changed: bool,
    /// What setting up the disk and the roots came to.
    preparation: Result<()>,
    meter: Meter,
}

impl Supervisor {
    pub fn new(assignment: Assignment, pid: i32) -> Result<Self> {
        let dir = assignment.dir();
        let mut kept: Kept = file::read_json(&dir.join("state.json")).ok().flatten().unwrap_or_default();
        kept.next = kept.next.max(1);
        kept.idle = true;
        let containers = assignment.plan.containers.iter().map(|plan| Container::new(&assignment, plan));
        let containers = containers.collect::<Result<Vec<_>>>()?;
        let meter = Meter::new(&assignment);
        Ok(Self {
            dir,
            pid,
            kept,
            containers,
            clients: Clients::default(),
            terminals: Vec::new(),
            counter: 0,
            goal: Goal::Prepare,
            waiting: Vec::new(),
            early: HashMap::new(),
            changed: true,
            preparation: Ok(()),
            meter,
            assignment,
        })
    }

    /// Serves until the group was stopped.
    pub fn run(mut self, connection: Option<UnixStream>) -> Result<()> {
        let mut signals = SigSet::empty();
        signals.add(Signal::SIGCHLD);
        file::io("block signals", signals.thread_block().map_err(io::Error::from))?;
        let flags = SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC;
        let signals = file::io("watch signals", SignalFd::with_flags(&signals, flags).map_err(io::Error::from))?;
        let socket = self.assignment.installation.socket(self.assignment.id());
        let _ = fs::remove_file(&socket);
        let listener = file::io("listen", UnixListener::bind(&socket))?;
        file::io("listen", listener.set_nonblocking(true))?;
        if let Some(connection) = connection {
            self.greet(connection);
        }
        self.recover();
        self.preparation = self.prepare();
        loop {
            self.turn();
            self.flush();
            if self.is_over() {
                break;
            }
            self.wait(&signals, &listener);
        }
        let _ = fs::remove_file(&socket);
        self.clients.take_leave();
        Ok(())
    }

    /// What an earlier supervisor of this group left: its containers ended with it.
    fn recover(&mut self) {
        for container in &mut self.containers {
            let Some(before) = self.kept.containers.iter().find(|before| before.name == container.plan.name) else {
                continue;
            };
            container.status =
                ContainerStatus { image_digest: container.status.image_digest.clone(), ..before.clone() };
            match before.state {
                // One that the policy starts again is never left so: the supervisor ended before it had decided.
                ContainerState::Terminated { exit_code, .. } => {
                    let again = self.assignment.plan.restart_policy.restarts_after(exit_code);
                    container.phase = if again { Phase::Interrupted } else { Phase::Ended };
                    container.first = Some(Ok(()));
                }
                _ if self.kept.started => {
                    container.note_end(137, say::supervisor_ended());
                    container.phase = Phase::Interrupted;
                    container.first = Some(Ok(()));
                }
                _ => {}
            }
        }
    }

    /// Disk, roots, cgroup: what needs no network.
    fn prepare(&mut self) -> Result<()> {
        let limits = cgroup::Limits { cpu: self.assignment.plan.cpu, memory: self.assignment.plan.memory };
        let group = self.assignment.installation.group_cgroup(self.assignment.id());
        self.assignment.cgroups.make_group(&group, limits)?;
        rootfs::make_disk(&self.assignment)?;
        for container in &mut self.containers {
            // What an earlier try stacked was on a disk that is no more.
            container.prepared = false;
            container.prepare(&self.assignment)?;
        }
        Ok(())
    }

    /// `eth0` of the group, which the server put into this namespace.
    fn network(&self) -> Result<()> {
        let network = &self.assignment.plan.network;
        let set = || -> io::Result<()> {
            let mut netlink = Netlink::open()?;
            netlink.set_up("lo", None, None)?;
            netlink.add_address("eth0", network.address, network.subnet_cidr.prefix())?;
            netlink.set_up("eth0", None, None)?;
            netlink.add_route((std::net::Ipv4Addr::UNSPECIFIED, 0), network.subnet_cidr.gateway(), "eth0")?;
            match network.ipv6 {
                Some((address, range)) => {
                    // Interfaces begin without IPv6 here, and learn nothing from what others announce.
                    for (name, value) in [("accept_ra", "0"), ("disable_ipv6", "0")] {
                        std::fs::write(format!("/proc/sys/net/ipv6/conf/eth0/{name}"), value)?;
                    }
                    netlink.add_address6("eth0", address, range.prefix())?;
                    netlink.add_default_route6(range.gateway(), "eth0")
                }
                None => Ok(()),
            }
        };
        file::io("set up eth0", set())
    }

    // What happened.

    fn wait(&mut self, signals: &SignalFd, listener: &UnixListener) {
        let timeout = self.next_deadline().map_or(PollTimeout::NONE, |at| {
            let left = at.saturating_duration_since(Instant::now()).as_millis() + 1;
            PollTimeout::try_from(left.min(60_000) as i32).unwrap_or(PollTimeout::ZERO)
        });
        let readable = PollFlags::POLLIN;
        let mut fds = vec![PollFd::new(signals.as_fd(), readable), PollFd::new(listener.as_fd(), readable)];
        fds.extend(self.clients.fds());
        fds.extend(self.terminals.iter().map(|terminal| PollFd::new(terminal.listener.as_fd(), readable)));
        let streams = self.containers.iter().flat_map(|container| container.streams.iter().flatten());
        fds.extend(streams.map(|stream| PollFd::new(stream.as_fd(), readable)));
        let _ = poll(&mut fds, timeout);
        let ready: Vec<bool> = fds.iter().map(|fd| fd.any().unwrap_or(false)).collect();
        drop(fds);
        let (signalled, called) = (ready[0], ready[1]);
        let mut ready = ready.into_iter().skip(2);
        let clients: Vec<u64> =
            self.clients.numbers().zip(&mut ready).filter_map(|(number, ready)| ready.then_some(number)).collect();
        for terminal in &mut self.terminals {
            if ready.next() == Some(true) {
                terminal.accept();
            }
        }
        if ready.any(|ready| ready) {
            self.containers.iter_mut().for_each(Container::drain);
        }
        if signalled {
            while let Ok(Some(_)) = signals.read_signal() {}
            self.reap();
        }
        for number in clients {
            self.serve(number);
        }
        while called && let Ok((stream, _)) = listener.accept() {
            self.greet(stream);
        }
    }

    fn next_deadline(&self) -> Option<Instant> {
        let containers = self.containers.iter().filter_map(|container| match container.phase {
            Phase::Starting { deadline, .. } => Some(deadline),
            Phase::Waiting { until } => Some(until),
            _ => None,
        });
        let terminals = self.terminals.iter().filter(|t| t.helper.is_some()).map(|terminal| terminal.deadline);
        let goal = match self.goal {
            Goal::End { kill_at, killed: false, again_at, .. } => Some(again_at.map_or(kill_at, |at| at.min(kill_at))),
            _ => None,
        };
        let running = self.containers.iter().any(|container| container.pid().is_some());
        containers.chain(terminals).chain(goal).chain(running.then(|| self.meter.next())).min()
    }

    fn reap(&mut self) {
        loop {
            let (pid, code, signalled) = match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
                Ok(WaitStatus::Exited(pid, code)) => (pid, code, false),
                Ok(WaitStatus::Signaled(pid, signal, _)) => (pid, 128 + signal as i32, true),
                Ok(WaitStatus::StillAlive) | Err(_) => return,
                Ok(_) => continue,
            };
            let helps =
                |container: &Container| matches!(container.phase, Phase::Starting { helper, .. } if helper == pid);
            if let Some(index) = self.containers.iter().position(helps) {
                self.helper_ended(index, (!signalled).then_some(code));
            } else if let Some(index) = self.containers.iter().position(|container| container.pid() == Some(pid)) {
                self.container_ended(index, code);
            } else if let Some(at) = self.terminals.iter().position(|terminal| terminal.helper == Some(pid)) {
                self.terminal_started(at, !signalled && code == 0);
            } else if let Some(at) = self.terminals.iter().position(|terminal| terminal.pid == Some(pid)) {
                self.terminal_ended(at, code);
            } else {
                if self.early.len() >= EARLY_ENDS {
                    self.early.clear();
                }
                self.early.insert(pid, code);
            }
            let starting = self.containers.iter().any(|c| matches!(c.phase, Phase::Starting { .. }));
            if !starting && self.terminals.iter().all(|terminal| terminal.helper.is_none()) {
                self.early.clear();
            }
        }
    }

    fn helper_ended(&mut self, index: usize, code: Option<i32>) {
        let container = &mut self.containers[index];
        let name = container.plan.name.clone();
        self.changed = true;
        match container.helper_ended(code, self.assignment.deadline) {
            Outcome::Running => {
                container.status.state = ContainerState::Running { started_at: now() };
                container.status.next_start = None;
                let first = container.first.is_none();
                let fault = if first { container.stop_signal_fault() } else { None };
                container.first.get_or_insert(Ok(()));
                let pid = container.pid();
                self.clients.tell(&Message::Step(Step::Created { container: name.clone() }));
                self.clients.tell(&Message::Step(Step::Started { container: name.clone() }));
                // The first start is told by its step.
                if !first {
                    self.happen(false, "Started", say::container_started_again(&name));
                }
                if let Some(fault) = fault {
                    self.happen(true, "StopSignal", fault);
                }
                if let Some(code) = pid.and_then(|pid| self.early.remove(&pid)) {
                    self.container_ended(index, code);
                } else if let Goal::End { killed, again_at, .. } = &mut self.goal {
                    *again_at = Some(Instant::now() + YOUNG);
                    if *killed { self.containers[index].kill() } else { self.containers[index].ask_to_end() }
                }
            }
            Outcome::Again { tries } => {
                let again = container.clear(&self.assignment);
                if matches!(self.goal, Goal::End { .. }) {
                    container.note_end(137, say::ended_while_starting());
                } else if let Err(error) = again.and_then(|()| self.containers[index].start(&self.assignment, tries)) {
                    self.start_failed(index, &error);
                }
            }
            Outcome::Failed(error) => self.start_failed(index, &error),
        }
    }

    fn start_failed(&mut self, index: usize, error: &Error) {
        let container = &mut self.containers[index];
        let _ = container.clear(&self.assignment);
        container.note_failure(error);
        self.changed = true;
        self.happen(true, "StartFailed", error.message().into_owned());
        self.after_end(index, true);
    }

    fn container_ended(&mut self, index: usize, code: i32) {
        let container = &mut self.containers[index];
        let name = container.plan.name.clone();
        container.drain();
        let ran = match container.phase {
            Phase::Running { since, .. } => since.elapsed(),
            _ => Duration::ZERO,
        };
        if ran >= LONG_RUN {
            container.doubled = 0;
        }
        let out_of_memory = code == 137 && self.assignment.cgroups.memory_kills(&container.cgroup) > 0;
        let stopping = matches!(self.goal, Goal::End { .. });
        let reason = match code {
            _ if out_of_memory => say::out_of_memory(),
            0 => say::completed(),
            _ if stopping => say::stopped(),
            129..=192 => say::killed_by_signal(code - 128),
            _ => say::ended_with_error(),
        };
        container.note_end(code, reason);
        self.changed = true;
        let again = !stopping && self.assignment.plan.restart_policy.restarts_after(code);
        if out_of_memory {
            self.happen(true, "OutOfMemory", say::container_out_of_memory(&name));
        } else {
            let text = say::container_ended(&name, code, Length::from(ran));
            self.happen(code != 0 && !stopping, "Ended", text);
        }
        if let Err(error) = self.containers[index].clear(&self.assignment) {
            eprintln!("{error}");
        }
        self.after_end(index, again);
    }

    /// Decides whether an ended container is started again.
    fn after_end(&mut self, index: usize, wanted: bool) {
        let stopping = matches!(self.goal, Goal::End { .. });
        let exit_code = match self.containers[index].status.state {
            ContainerState::Terminated { exit_code, .. } => exit_code,
            _ => 0,
        };
        if stopping || !wanted || !self.assignment.plan.restart_policy.restarts_after(exit_code) {
            return;
        }
        let name = self.containers[index].plan.name.clone();
        let wait = self.containers[index].note_wait(self.assignment.backoff);
        self.happen(true, "BackOff", say::container_backs_off(&name, Length::from(wait)));
    }

    fn happen(&mut self, warning: bool, reason: &str, description: gantry_model::Message) {
        let number = self.kept.next;
        self.kept.next += 1;
        self.kept.happenings.push(Happening { number, at: now(), warning, reason: reason.into(), description });
        let excess = self.kept.happenings.len().saturating_sub(HAPPENINGS);
        self.kept.happenings.drain(..excess);
        self.changed = true;
    }

    // What is to be done.

    /// Does what the goal and the clock ask for.
    fn turn(&mut self) {
        let moment = Instant::now();
        for index in 0..self.containers.len() {
            match self.containers[index].phase {
                Phase::Starting { deadline, .. } if moment >= deadline => {
                    self.containers[index].kill();
                }
                Phase::Waiting { until } if moment >= until && matches!(self.goal, Goal::Run) => {
                    self.containers[index].status.restarts += 1;
                    self.containers[index].status.state = ContainerState::Waiting { reason: say::is_being_started() };
                    self.changed = true;
                    self.start(index);
                }
                _ => {}
            }
        }
        for at in (0..self.terminals.len()).rev() {
            if self.terminals[at].helper.is_some() && moment >= self.terminals[at].deadline {
                let error = Error::unavailable(say::terminal_runtime_too_slow());
                self.fail_terminal(at, error);
            }
        }
        for container in &mut self.containers {
            self.changed |= container.note_steady(STEADY);
        }
        if self.containers.iter().any(|container| container.pid().is_some()) {
            self.meter.tick(&self.assignment, moment);
        }
        if let Goal::End { again_at, killed: false, .. } = &mut self.goal
            && again_at.is_some_and(|at| moment >= at)
        {
            *again_at = None;
            self.containers.iter().for_each(Container::ask_to_end);
        }
        if let Goal::End { kill_at, killed, .. } = &mut self.goal
            && !*killed
            && moment >= *kill_at
        {
            *killed = true;
            self.containers.iter().for_each(Container::kill);
        }
        let active = |container: &Container| matches!(container.phase, Phase::Running { .. } | Phase::Starting { .. });
        if !self.containers.iter().any(active) {
            self.all_ended();
        }
        if !self.waiting.is_empty()
            && matches!(self.goal, Goal::Run)
            && self.containers.iter().all(|container| container.first.is_some())
        {
            self.all_started();
        }
    }

    fn start(&mut self, index: usize) {
        let tries = 1;
        if let Err(error) = self.containers[index].start(&self.assignment, tries) {
            self.start_failed(index, &error);
        }
    }

    fn all_started(&mut self) {
        let failed = self.containers.iter().find_map(|container| container.first.clone()?.err());
        if failed.is_none() {
            self.kept.started = true;
        }
        self.changed = true;
        self.flush();
        for (client, request) in std::mem::take(&mut self.waiting) {
            self.clients.reply(client, request, failed.clone().map_or(Ok(Answer::Done), Err));
        }
    }

    fn all_ended(&mut self) {
        if !matches!(self.goal, Goal::End { then: Then::Restart { .. }, .. }) {
            return;
        }
        let Goal::End { then: Then::Restart { client, request }, .. } = std::mem::replace(&mut self.goal, Goal::Run)
        else {
            return;
        };
        self.changed = true;
        if let Err(error) = self.rebuild() {
            self.happen(true, "StartFailed", error.message().into_owned());
            self.clients.reply(client, request, Err(error));
            return;
        }
        self.waiting.push((client, request));
        (0..self.containers.len()).for_each(|index| self.start(index));
    }

    /// Containers by the present plan, on empty layers.
    fn rebuild(&mut self) -> Result<()> {
        for container in &mut self.containers {
            container.clear(&self.assignment)?;
            rootfs::remove(&container.places)?;
        }
        file::write_json(&self.dir.join("plan.json"), &self.assignment)?;
        let before: HashMap<String, u32> =
            self.containers.iter().map(|c| (c.plan.name.clone(), c.status.restarts)).collect();
        let plans = self.assignment.plan.containers.iter();
        self.containers = plans.map(|plan| Container::new(&self.assignment, plan)).collect::<Result<_>>()?;
        for container in &mut self.containers {
            container.status.restarts = before.get(&container.plan.name).map_or(0, |restarts| restarts + 1);
        }
        let limits = cgroup::Limits { cpu: self.assignment.plan.cpu, memory: self.assignment.plan.memory };
        let group = self.assignment.installation.group_cgroup(self.assignment.id());
        self.assignment.cgroups.make_group(&group, limits)
    }

    /// Everything has ended and is undone.
    fn is_over(&mut self) -> bool {
        if !matches!(self.goal, Goal::End { then: Then::Stop, .. }) {
            return false;
        }
        let active = |container: &Container| matches!(container.phase, Phase::Running { .. } | Phase::Starting { .. });
        if self.containers.iter().any(active) {
            return false;
        }
        let done = self.undo();
        for (client, request) in std::mem::take(&mut self.waiting) {
            self.clients.reply(client, request, done.clone().map(|()| Answer::Done));
        }
        true
    }

    fn undo(&mut self) -> Result<()> {
        for mut terminal in std::mem::take(&mut self.terminals) {
            terminal.end(&self.assignment);
        }
        for container in &mut self.containers {
            container.clear(&self.assignment)?;
            while nix::mount::umount2(&container.places.root, nix::mount::MntFlags::MNT_DETACH).is_ok() {}
        }
        rootfs::remove_disk(&self.dir);
        let group = self.assignment.installation.group_cgroup(self.assignment.id());
        self.assignment.cgroups.destroy(&group, Duration::from_secs(5))?;
        file::remove_all(&self.assignment.installation.oci_root(self.assignment.id()))
    }

    fn end(&mut self, grace: Duration, then: Then) {
        let young = |container: &Container| match container.phase {
            Phase::Running { since, .. } => since.elapsed() < YOUNG,
            Phase::Starting { .. } => true,
            _ => false,
        };
        let again_at = self.containers.iter().any(young).then(|| Instant::now() + YOUNG);
        self.goal = Goal::End { kill_at: Instant::now() + grace, killed: false, again_at, then };
        for container in &mut self.containers {
            container.ask_to_end();
            if let Phase::Waiting { .. } = container.phase {
                container.phase = Phase::Ended;
            }
        }
    }

    // Connections.

    fn greet(&mut self, stream: UnixStream) {
        self.counter += 1;
        let number = self.counter;
        let hello = Message::Hello { version: VERSION, group: self.assignment.id().clone(), pid: self.pid };
        let seen = Message::Observation(self.observation());
        if self.clients.add(number, stream) {
            self.clients.say(number, &hello);
            self.clients.say(number, &seen);
        }
    }

    fn observation(&self) -> GroupObservation {
        GroupObservation {
            containers: self.containers.iter().map(|container| container.status.clone()).collect(),
            happenings: self.kept.happenings.clone(),
            stalled: None,
        }
    }

    /// Writes down and tells what changed.
    fn flush(&mut self) {
        if std::mem::take(&mut self.changed) {
            let observation = self.observation();
            self.kept.containers.clone_from(&observation.containers);
            if let Err(error) = file::write_json(&self.dir.join("state.json"), &self.kept) {
                eprintln!("{error}");
            }
            self.clients.tell(&Message::Observation(observation));
        }
        for at in (0..self.terminals.len()).rev() {
            let owner = self.terminals[at].client;
            if !self.clients.is_there(owner) {
                self.terminals.remove(at).end(&self.assignment);
            }
        }
        self.clients.forget_gone();
    }

    fn serve(&mut self, number: u64) {
        self.clients.exchange(number);
        // Looked up anew for each request: obeying one may change everything.
        while let Some(request) = self.clients.next_request(number) {
            self.obey(number, request);
        }
    }

    fn obey(&mut self, client: u64, Request { number, operation }: Request) {
        match operation {
            Operation::Start => self.start_all(client, number),
            Operation::Restart { plan } => {
                if plan.id != *self.assignment.id() {
                    let error = Error::invalid("plan", machine::another_groups_plan());
                    return self.clients.reply(client, number, Err(error));
                }
                if !matches!(self.goal, Goal::Run) {
                    let error = Error::conflict(machine::group_busy());
                    return self.clients.reply(client, number, Err(error));
                }
                self.assignment.plan = *plan;
                let grace = self.assignment.plan.grace;
                self.end(grace, Then::Restart { client, request: number });
            }
            Operation::Stop { grace } => {
                if let Goal::End { then: Then::Restart { client, request }, .. } = self.goal {
                    self.clients.reply(client, request, Err(Error::conflict(machine::group_being_removed())));
                }
                for (client, request) in std::mem::take(&mut self.waiting) {
                    self.clients.reply(client, request, Err(Error::conflict(machine::group_being_removed())));
                }
                self.waiting.push((client, number));
                self.end(grace, Then::Stop);
            }
            Operation::Exec { container, argv, columns, rows } => {
                self.clients.serve_terminal(client);
                if let Err(error) = self.open_terminal(client, number, &container, &argv, (columns, rows)) {
                    self.clients.reply(client, number, Err(error));
                }
            }
            Operation::Sample => {
                let sample = self.meter.sample(&self.assignment, &self.dir);
                self.clients.reply(client, number, Ok(Answer::Sample(Box::new(sample))));
            }
        }
    }

    fn start_all(&mut self, client: u64, request: u64) {
        match self.goal {
            Goal::End { .. } => {
                let error = Error::conflict(machine::group_being_stopped());
                return self.clients.reply(client, request, Err(error));
            }
            Goal::Run => {}
            Goal::Prepare => {
                if let Err(error) = self.preparation.clone().and_then(|()| self.network()) {
                    // A later try prepares again: the disk may have been full.
                    self.preparation = self.prepare();
                    return self.clients.reply(client, request, Err(error));
                }
                self.goal = Goal::Run;
                (self.kept.idle, self.changed) = (false, true);
                for index in 0..self.containers.len() {
                    match self.containers[index].phase {
                        Phase::New => self.start(index),
                        Phase::Interrupted => {
                            self.containers[index].phase = Phase::Ended;
                            self.after_end(index, true);
                        }
                        _ => {}
                    }
                }
            }
        }
        self.waiting.push((client, request));
    }
}
