//! Who is connected to a supervisor: bytes in and out, never waiting for anybody.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use gantry_model::error::Result;
use nix::poll::{PollFd, PollFlags};

use super::super::protocol::{Answer, LINE_LIMIT, Message, Request};

/// Answers that a client does not read pile up to here; then it is cut off.
const BACKLOG: usize = 4 * 1024 * 1024;
/// What the last answer may take. It is small; a server that does not read it sees the end of the connection.
const LEAVE: Duration = Duration::from_secs(1);

/// Connections, each by the number that it was given.
#[derive(Debug, Default)]
pub struct Clients(Vec<Client>);

#[derive(Debug)]
struct Client {
    number: u64,
    stream: UnixStream,
    input: Vec<u8>,
    output: Vec<u8>,
    /// Serves a terminal and wants no observations.
    terminal: bool,
    gone: bool,
}

impl Clients {
    /// Takes a connection in; false where that does not work.
    pub fn add(&mut self, number: u64, stream: UnixStream) -> bool {
        let ready = stream.set_nonblocking(true).is_ok();
        if ready {
            let (input, output) = (Vec::new(), Vec::new());
            self.0.push(Client { number, stream, input, output, terminal: false, gone: false });
        }
        ready
    }

    fn find(&mut self, number: u64) -> Option<&mut Client> {
        self.0.iter_mut().find(|client| client.number == number)
    }

    pub fn numbers(&self) -> impl Iterator<Item = u64> {
        self.0.iter().map(|client| client.number)
    }

    /// What to wait for, in the order of [`Clients::numbers`].
    pub fn fds(&self) -> impl Iterator<Item = PollFd<'_>> {
        self.0.iter().map(|client| {
            let writable = if client.output.is_empty() { PollFlags::empty() } else { PollFlags::POLLOUT };
            PollFd::new(client.stream.as_fd(), PollFlags::POLLIN | writable)
        })
    }

    /// Still connected.
    pub fn is_there(&self, number: u64) -> bool {
        self.0.iter().any(|client| client.number == number && !client.gone)
    }

    /// From now on this connection is a terminal's.
    pub fn serve_terminal(&mut self, number: u64) {
        if let Some(client) = self.find(number) {
            client.terminal = true;
        }
    }

    /// To one.
    pub fn say(&mut self, number: u64, message: &Message) {
        let Some(client) = self.find(number) else { return };
        client.output.extend(line(message));
        client.write();
    }

    /// To all who are no terminal.
    pub fn tell(&mut self, message: &Message) {
        for client in self.0.iter_mut().filter(|client| !client.terminal) {
            client.output.extend(line(message));
            client.write();
        }
    }

    /// The outcome of a request.
    pub fn reply(&mut self, number: u64, request: u64, result: Result<Answer>) {
        self.say(number, &Message::reply(request, result));
    }

    /// Gives the connection away for one message that carries more than bytes. A client with whom that fails is gone.
    pub fn hand_over<E>(
        &mut self,
        number: u64,
        message: &Message,
        send: impl FnOnce(&UnixStream, &[u8]) -> std::result::Result<(), E>,
    ) -> bool {
        let Some(client) = self.find(number) else { return false };
        client.gone |= send(&client.stream, &line(message)).is_err();
        !client.gone
    }

    /// Writes what waits and reads what came.
    pub fn exchange(&mut self, number: u64) {
        if let Some(client) = self.find(number) {
            client.write();
            client.read();
        }
    }

    /// A request that has come whole. Who sends something else is cut off.
    pub fn next_request(&mut self, number: u64) -> Option<Request> {
        let client = self.find(number)?;
        let end = client.input.iter().position(|byte| *byte == b'\n')?;
        let rest = client.input.split_off(end + 1);
        let line = std::mem::replace(&mut client.input, rest);
        let request = serde_json::from_slice(&line);
        if let Err(error) = &request {
            eprintln!("a request was not understood: {error}");
            client.gone = true;
        }
        request.ok()
    }

    pub fn forget_gone(&mut self) {
        self.0.retain(|client| !client.gone);
    }

    /// Before the supervisor ends: the last answers.
    pub fn take_leave(&mut self) {
        for client in &mut self.0 {
            let _ = client.stream.set_nonblocking(false);
            let _ = client.stream.set_write_timeout(Some(LEAVE));
            let _ = client.stream.write_all(&client.output);
        }
    }
}

impl Client {
    fn write(&mut self) {
        while !self.output.is_empty() {
            match self.stream.write(&self.output) {
                Ok(0) => break,
                Ok(written) => drop(self.output.drain(..written)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.gone |= self.output.len() > BACKLOG;
                    return;
                }
                Err(_) => break,
            }
        }
        self.gone |= !self.output.is_empty();
    }

    fn read(&mut self) {
        let mut buffer = [0; 64 * 1024];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => self.gone = true,
                Ok(length) => {
                    self.input.extend_from_slice(&buffer[..length]);
                    self.gone |= self.input.len() > LINE_LIMIT;
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                Err(_) => self.gone = true,
            }
            if self.gone {
                return;
            }
        }
    }
}

/// A message as it travels.
fn line(message: &Message) -> Vec<u8> {
    let mut line = serde_json::to_vec(message).unwrap_or_default();
    line.push(b'\n');
    line
}
