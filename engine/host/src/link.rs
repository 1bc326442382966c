//! The server's end of the connection to a supervisor.

use std::collections::HashMap;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream as StdStream;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gantry_model::error::{Error, Result};
use gantry_model::id::ContainerGroupId;
use gantry_model::message::{containers, machine as say};
use nix::sys::socket::{ControlMessageOwned, MsgFlags, recvmsg};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader as AsyncReader};
use tokio::net::UnixStream;
use tokio::net::unix::OwnedWriteHalf;
use tokio::sync::{mpsc, oneshot, watch};

use super::file;
use super::protocol::{Answer, LINE_LIMIT, Message, OLDEST, Operation, Request, Step, VERSION};
use gantry_platform::runtime::GroupObservation;

/// A supervisor that does not greet in this time is no supervisor.
const GREETING: Duration = Duration::from_secs(20);

/// A connection that lives as long as the supervisor does.
#[derive(Debug)]
pub struct Link {
    /// The supervisor's process on this machine.
    pub pid: i32,
    writer: tokio::sync::Mutex<OwnedWriteHalf>,
    number: AtomicU64,
    shared: Arc<Shared>,
    observation: watch::Receiver<GroupObservation>,
}

#[derive(Debug, Default)]
struct Shared {
    lost: AtomicBool,
    replies: Mutex<HashMap<u64, oneshot::Sender<Result<Answer>>>>,
    steps: Mutex<Option<mpsc::UnboundedSender<Step>>>,
}

impl Link {
    /// Connects to the supervisor at a socket; `None` if nobody listens there.
    pub async fn connect(group: &ContainerGroupId, socket: &Path) -> Result<Option<Arc<Self>>> {
        match UnixStream::connect(socket).await {
            Ok(stream) => Self::open(group, stream).await.map(Some),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
                Ok(None)
            }
            Err(error) => Err(file::fault(format_args!("connect to the supervisor of {group}"), &error)),
        }
    }

    /// Waits for the greeting on a connection.
    pub async fn open(group: &ContainerGroupId, stream: UnixStream) -> Result<Arc<Self>> {
        let (reader, writer) = stream.into_split();
        let mut reader = AsyncReader::new(reader);
        let silent = || Error::unavailable(say::supervisor_silent(group));
        let greeting = tokio::time::timeout(GREETING, next(&mut reader)).await.map_err(|_| silent())?;
        let pid = match greeting {
            Some(Message::Hello { version: OLDEST..=VERSION, group: theirs, pid }) if theirs == *group => pid,
            Some(Message::Hello { version, .. }) if version > VERSION => {
                return Err(Error::unavailable(say::supervisor_newer(group, version, VERSION)));
            }
            _ => return Err(silent()),
        };
        let (sender, observation) = watch::channel(GroupObservation::default());
        let shared = Arc::new(Shared::default());
        tokio::spawn(listen(reader, sender, shared.clone()));
        let (writer, number) = (tokio::sync::Mutex::new(writer), AtomicU64::new(1));
        Ok(Arc::new(Self { pid, writer, number, shared, observation }))
    }

    /// The connection has ended, and the supervisor with it.
    pub fn is_lost(&self) -> bool {
        self.shared.lost.load(Ordering::Acquire)
    }

    /// What the supervisor sees; ends with the connection.
    pub fn observation(&self) -> watch::Receiver<GroupObservation> {
        self.observation.clone()
    }

    /// Where steps of a start are told from now on.
    pub fn tell_steps(&self, to: Option<mpsc::UnboundedSender<Step>>) {
        *lock(&self.shared.steps) = to;
    }

    /// Asks, and waits at most `patience`.
    pub async fn ask(&self, operation: Operation, patience: Duration) -> Result<Answer> {
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = oneshot::channel();
        lock(&self.shared.replies).insert(number, sender);
        let mut line = serde_json::to_vec(&Request { number, operation }).map_err(Error::internal)?;
        line.push(b'\n');
        let gone = || Error::unavailable(say::supervisor_ended());
        let answer = async {
            if self.is_lost() || self.writer.lock().await.write_all(&line).await.is_err() {
                return Err(gone());
            }
            receiver.await.map_err(|_| gone())?
        };
        let outcome = tokio::time::timeout(patience, answer).await;
        lock(&self.shared.replies).remove(&number);
        outcome.unwrap_or_else(|_| Err(Error::unavailable(say::supervisor_too_slow(patience.as_secs()))))
    }
}

async fn next(reader: &mut (impl tokio::io::AsyncBufRead + Unpin)) -> Option<Message> {
    let mut line = Vec::new();
    let mut bounded = tokio::io::AsyncReadExt::take(reader, LINE_LIMIT as u64);
    bounded.read_until(b'\n', &mut line).await.ok()?;
    serde_json::from_slice(&line).ok()
}

async fn listen(
    mut reader: impl tokio::io::AsyncBufRead + Unpin,
    observation: watch::Sender<GroupObservation>,
    shared: Arc<Shared>,
) {
    while let Some(message) = next(&mut reader).await {
        match message {
            Message::Observation(seen) => drop(observation.send_replace(seen)),
            Message::Step(step) => {
                if let Some(to) = &*lock(&shared.steps) {
                    let _ = to.send(step);
                }
            }
            Message::Reply { number, result, cause } => {
                if let Some(waiter) = lock(&shared.replies).remove(&number) {
                    let _ = waiter.send(Message::outcome(result, cause));
                }
            }
            Message::Hello { .. } | Message::Exit { .. } => {}
        }
    }
    shared.lost.store(true, Ordering::Release);
    // Whoever waits for an answer learns that none comes, and whoever watches that nothing changes any more.
    lock(&shared.replies).clear();
    *lock(&shared.steps) = None;
}

/// A connection of its own that serves one terminal. Blocks.
pub fn open_terminal(socket: &Path, operation: Operation, patience: Duration) -> Result<(StdStream, OwnedFd)> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => Error::unavailable(say::supervisor_absent()),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Error::unavailable(containers::terminal_too_slow()),
        _ => Error::internal(format_args!("open a terminal: {error}")),
    };
    let mut stream = StdStream::connect(socket).map_err(failed)?;
    stream.set_read_timeout(Some(patience)).map_err(failed)?;
    let mut line = serde_json::to_vec(&Request { number: 1, operation }).map_err(Error::internal)?;
    line.push(b'\n');
    stream.write_all(&line).map_err(failed)?;
    let mut master = None;
    let mut text = Vec::new();
    loop {
        let read = receive(&stream, &mut text, &mut master).map_err(failed)?;
        if read == 0 {
            return Err(Error::unavailable(say::supervisor_ended()));
        }
        while let Some(end) = text.iter().position(|byte| *byte == b'\n') {
            let rest = text.split_off(end + 1);
            let line = std::mem::replace(&mut text, rest);
            if let Ok(Message::Reply { result, cause, .. }) = serde_json::from_slice(&line) {
                Message::outcome(result, cause)?;
                stream.set_read_timeout(None).map_err(failed)?;
                let master = master.ok_or_else(|| Error::internal("a terminal came without its descriptor"))?;
                return Ok((stream, master));
            }
        }
    }
}

fn receive(stream: &StdStream, text: &mut Vec<u8>, master: &mut Option<OwnedFd>) -> io::Result<usize> {
    use std::os::fd::{AsRawFd, FromRawFd};
    let mut bytes = [0; 16 * 1024];
    let mut parts = [io::IoSliceMut::new(&mut bytes)];
    let mut space = nix::cmsg_space!([i32; 1]);
    let flags = MsgFlags::MSG_CMSG_CLOEXEC;
    let message = recvmsg::<()>(stream.as_raw_fd(), &mut parts, Some(&mut space), flags)?;
    let read = message.bytes;
    for control in message.cmsgs()? {
        if let ControlMessageOwned::ScmRights(fds) = control {
            // SAFETY: the kernel just made these descriptors for this process; those not kept are closed.
            *master = fds.into_iter().map(|fd| unsafe { OwnedFd::from_raw_fd(fd) }).next();
        }
    }
    text.extend_from_slice(&bytes[..read]);
    Ok(read)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
