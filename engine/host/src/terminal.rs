//! A terminal session: bytes between two channels and the master end of a terminal.

use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::net::UnixStream as StdStream;
use std::time::Duration;

use bytes::Bytes;
use gantry_model::error::Result;
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::libc;
use tokio::io::unix::AsyncFd;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::UnixStream;
use tokio::sync::mpsc;

use super::file;
use super::protocol::Message;
use gantry_platform::runtime::{ExecInput, ExecOutput, ExecSession};

/// What a command may leave unread before typing waits.
const INPUT_BACKLOG: usize = 1 << 20;
/// After the terminal was closed by its last user, the exit code follows in this time.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// Begins to pass bytes. Ends, and with it the command, when either channel is dropped.
pub fn session(stream: StdStream, master: OwnedFd, columns: u16, rows: u16) -> Result<ExecSession> {
    let open = || -> io::Result<_> {
        fcntl(&master, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
        stream.set_nonblocking(true)?;
        // SAFETY: the file owns its descriptor, which stays the same and open as long as the file is registered.
        Ok((UnixStream::from_std(stream)?, unsafe { AsyncFd::register(std::fs::File::from(master))? }))
    };
    let (stream, master) = file::io("open a terminal", open())?;
    resize(master.get_ref().as_raw_fd(), columns, rows);
    let (input, typed) = mpsc::channel(64);
    let (shown, output) = mpsc::channel(64);
    tokio::spawn(pass(stream, master, typed, shown));
    Ok(ExecSession { input, output })
}

async fn pass(
    stream: UnixStream,
    master: AsyncFd<std::fs::File>,
    mut typed: mpsc::Receiver<ExecInput>,
    shown: mpsc::Sender<ExecOutput>,
) {
    let mut exits = BufReader::new(stream).lines();
    let mut pending: Vec<u8> = Vec::new();
    let code = loop {
        tokio::select! {
            line = exits.next_line() => match line {
                Ok(Some(line)) => {
                    if let Ok(Message::Exit { code }) = serde_json::from_str(&line) {
                        break Some(code);
                    }
                }
                _ => break None,
            },
            input = typed.recv(), if pending.len() < INPUT_BACKLOG => match input {
                Some(ExecInput::Bytes(bytes)) => pending.extend_from_slice(&bytes),
                Some(ExecInput::Resize { columns, rows }) => resize(master.get_ref().as_raw_fd(), columns, rows),
                None => return,
            },
            () = shown.closed() => return,
            ready = master.writable(), if !pending.is_empty() => {
                let Ok(mut ready) = ready else { return };
                match ready.try_io(|master| master.get_ref().write(&pending)) {
                    Ok(Ok(written)) => drop(pending.drain(..written)),
                    Ok(Err(_)) => pending.clear(),
                    Err(_) => {}
                }
            }
            ready = master.readable() => {
                let Ok(mut ready) = ready else { return };
                let mut buffer = [0; 16 * 1024];
                match ready.try_io(|master| master.get_ref().read(&mut buffer)) {
                    Ok(Ok(read @ 1..)) => {
                        if shown.send(ExecOutput::Bytes(Bytes::copy_from_slice(&buffer[..read]))).await.is_err() {
                            return;
                        }
                    }
                    // The last user of the terminal closed it.
                    Ok(_) => break exit_of(&mut exits).await,
                    Err(_) => {}
                }
            }
        }
    };
    // What was written just before the end is still in the terminal.
    let mut buffer = [0; 16 * 1024];
    while let Ok(read @ 1..) = master.get_ref().read(&mut buffer) {
        if shown.send(ExecOutput::Bytes(Bytes::copy_from_slice(&buffer[..read]))).await.is_err() {
            return;
        }
    }
    let _ = shown.send(ExecOutput::Exit { code: code.unwrap_or(137) }).await;
}

async fn exit_of(exits: &mut tokio::io::Lines<BufReader<UnixStream>>) -> Option<i32> {
    let wait = async {
        while let Ok(Some(line)) = exits.next_line().await {
            if let Ok(Message::Exit { code }) = serde_json::from_str(&line) {
                return Some(code);
            }
        }
        None
    };
    tokio::time::timeout(LAST_WORDS, wait).await.ok().flatten()
}

fn resize(master: i32, columns: u16, rows: u16) {
    let size = libc::winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: the descriptor is open and the pointer is to the structure that the request wants.
    unsafe { libc::ioctl(master, libc::TIOCSWINSZ, &raw const size) };
}
