//! A command on a terminal of its own, in a running container.
//!
//! The OCI runtime makes the terminal inside the container and hands its master end over a socket; it is passed on to
//! the server, so that not a byte of the session goes through here.

use std::fs;
use std::io::{self, IoSliceMut};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use gantry_model::error::{Error, Result};
use gantry_model::message::{Message, containers as say};
use nix::sys::signal::{Signal, kill};
use nix::sys::socket::{ControlMessage, ControlMessageOwned, MsgFlags, recvmsg, sendmsg};
use nix::unistd::Pid;

use super::super::protocol::Assignment;
use super::super::root::Root;
use super::super::{ceiling, file};
use super::container::Container;
use super::{last_words, spec};

/// Looked for in this order where no command is named.
const SHELLS: [(&str, &[&str]); 6] = [
    ("/bin/bash", &["/bin/bash"]),
    ("/usr/bin/bash", &["/usr/bin/bash"]),
    ("/bin/sh", &["/bin/sh"]),
    ("/bin/ash", &["/bin/ash"]),
    ("/bin/busybox", &["/bin/busybox", "sh"]),
    ("/busybox/sh", &["/busybox/sh"]),
];

/// A terminal that is being made, or that runs.
#[derive(Debug)]
pub struct Terminal {
    pub client: u64,
    pub request: u64,
    /// The call of the runtime while it lasts.
    pub helper: Option<Pid>,
    pub deadline: Instant,
    pub listener: UnixListener,
    pub pid: Option<Pid>,
    master: Option<OwnedFd>,
    files: PathBuf,
}

impl Terminal {
    pub fn start(
        assignment: &Assignment,
        container: &Container,
        (client, request, number): (u64, u64, u64),
        argv: &[String],
        size: (u16, u16),
    ) -> Result<Self> {
        let Some(init) = container.pid() else {
            return Err(Error::conflict(say::terminal_not_running(&container.plan.name)));
        };
        let root = file::io("open the container's root", Root::open(Path::new(&format!("/proc/{init}/root"))))?;
        let argv = if argv.is_empty() { shell(&root, &container.plan.name)? } else { argv.to_vec() };
        let user = container.user.clone().ok_or_else(|| Error::internal("a running container without user"))?;
        let files = assignment.dir().join(format!("terminal-{number}"));
        file::remove_all(&files)?;
        file::make_private_dir(&files)?;
        let process = spec::process(&assignment.plan, &container.plan, &user, &argv, Some(size));
        file::write_json(&files.join("process.json"), &process)?;
        // Paths of sockets are short, those of group folders need not be.
        let socket = assignment.installation.run().join(format!("sockets/{}.{number}", assignment.id()));
        let _ = fs::remove_file(&socket);
        let listener = file::io("listen for the terminal", UnixListener::bind(&socket))?;
        file::io("listen for the terminal", listener.set_nonblocking(true))?;
        let mut command =
            assignment.engine.command(&assignment.installation.oci_root(assignment.id()), &files.join("log"));
        command.args(["exec", "--detach", "--tty", "--process"]).arg(files.join("process.json"));
        command.arg("--console-socket").arg(&socket).arg("--pid-file").arg(files.join("pid")).arg(&container.id);
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let helper = file::io("start the runtime", spawned)?;
        Ok(Self {
            client,
            request,
            helper: Some(Pid::from_raw(helper.id() as i32)),
            deadline: Instant::now() + assignment.deadline,
            listener,
            pid: None,
            master: None,
            files,
        })
    }

    /// Takes the master end from the runtime's connection.
    pub fn accept(&mut self) {
        let Ok((connection, _)) = self.listener.accept() else { return };
        let _ = connection.set_read_timeout(Some(Duration::from_secs(2)));
        if let Ok(Some(master)) = receive(&connection) {
            self.master = Some(master);
        }
    }

    /// The runtime's call ended: the command runs now, or why it does not.
    pub fn started(&mut self, success: bool) -> Result<()> {
        self.helper = None;
        if !success {
            let why = last_words(&self.files.join("log")).map_or_else(say::runtime_killed, Message::text);
            return Err(Error::unavailable(say::terminal_command_fails(why)));
        }
        self.accept();
        let pid = fs::read_to_string(self.files.join("pid")).ok().and_then(|text| text.trim().parse().ok());
        self.pid = pid.map(Pid::from_raw);
        if self.pid.is_none() || self.master.is_none() {
            return Err(Error::internal("the runtime started a command but handed over no terminal"));
        }
        if let Some(pid) = self.pid {
            ceiling::step_into_container(pid.as_raw());
        }
        Ok(())
    }

    /// Sends the answer, and with it the master end, which is then the receiver's alone.
    pub fn hand_over(&mut self, connection: &UnixStream, line: &[u8]) -> io::Result<()> {
        let Some(master) = self.master.take() else { return Err(io::ErrorKind::NotFound.into()) };
        let fds = [master.as_raw_fd()];
        let rights = [ControlMessage::ScmRights(&fds)];
        let sent =
            sendmsg::<()>(connection.as_raw_fd(), &[io::IoSlice::new(line)], &rights, MsgFlags::MSG_NOSIGNAL, None)?;
        if sent == line.len() { Ok(()) } else { Err(io::ErrorKind::WriteZero.into()) }
    }

    /// Kills what runs and removes what lies around.
    pub fn end(&mut self, assignment: &Assignment) {
        if let Some(leader) = self.pid {
            hang_up(leader);
        }
        for pid in [self.helper.take(), self.pid.take()].into_iter().flatten() {
            let _ = kill(pid, Signal::SIGKILL);
        }
        if let Ok(address) = self.listener.local_addr()
            && let Some(path) = address.as_pathname()
            && path.starts_with(assignment.installation.run())
        {
            let _ = fs::remove_file(path);
        }
        let _ = file::remove_all(&self.files);
    }
}

/// Tells the jobs of a session that its terminal is gone, as a line that is cut does: those end that do not choose otherwise.
fn hang_up(leader: Pid) {
    for name in file::names(Path::new("/proc")).unwrap_or_default() {
        let Ok(pid) = name.parse::<i32>() else { continue };
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // The name in parentheses may hold anything; behind it: state, parent, process group, session.
        let session = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(3)?.parse::<i32>().ok());
        if session == Some(leader.as_raw()) && pid != leader.as_raw() {
            let pid = Pid::from_raw(pid);
            let _ = kill(pid, Signal::SIGHUP);
            // A stopped job hears of it too.
            let _ = kill(pid, Signal::SIGCONT);
        }
    }
}

/// The first shell that the container has.
fn shell(root: &Root, container: &str) -> Result<Vec<String>> {
    SHELLS
        .iter()
        .find(|(path, _)| root.is_file(Path::new(path)))
        .map(|(_, argv)| argv.iter().map(|word| (*word).to_owned()).collect())
        .ok_or_else(|| Error::unavailable(say::terminal_without_shell(container)))
}

/// A descriptor that comes over a connection.
pub fn receive(connection: &UnixStream) -> io::Result<Option<OwnedFd>> {
    let mut bytes = [0; 4096];
    let mut parts = [IoSliceMut::new(&mut bytes)];
    let mut space = nix::cmsg_space!([i32; 4]);
    let flags = MsgFlags::MSG_CMSG_CLOEXEC;
    let message = recvmsg::<()>(connection.as_raw_fd(), &mut parts, Some(&mut space), flags)?;
    let mut found = None;
    for control in message.cmsgs()? {
        if let ControlMessageOwned::ScmRights(fds) = control {
            // SAFETY: the kernel just made these descriptors for this process; those not kept are closed.
            found = fds.into_iter().map(|fd| unsafe { OwnedFd::from_raw_fd(fd) }).next();
        }
    }
    Ok(found)
}
