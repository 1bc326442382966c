//! Calls of other programs: never through a shell, always with a deadline.

use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gantry_model::error::{Error, Result};
use gantry_model::message::machine as say;
use nix::poll::{PollFd, PollFlags, poll};

/// Most that is read of what a program writes.
const OUTPUT_LIMIT: usize = 8 * 1024 * 1024;

/// What a program wrote.
#[derive(Debug)]
pub struct Output {
    pub success: bool,
    pub stdout: String,
    pub stderr: String,
}

/// Runs to the end, or kills the program at the deadline.
pub fn output(command: &mut Command, deadline: Duration) -> Result<Output> {
    feed(command, "", deadline)
}

/// As [`output`], with `input` on its standard input (at most what a pipe holds is written before it is read).
pub fn feed(command: &mut Command, input: &str, deadline: Duration) -> Result<Output> {
    let name = command.get_program().to_string_lossy().into_owned();
    let stdin = if input.is_empty() { Stdio::null() } else { Stdio::piped() };
    let mut child = command
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Error::unavailable(say::program_not_startable(&name, error)))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ends early closes its input; its words on stderr say why.
        let _ = stdin.write_all(input.as_bytes());
    }
    let end = Instant::now() + deadline;
    let mut streams = [
        (child.stdout.take().map(std::os::fd::OwnedFd::from), Vec::new()),
        (child.stderr.take().map(std::os::fd::OwnedFd::from), Vec::new()),
    ];
    while streams.iter().any(|(fd, _)| fd.is_some()) {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            let _ = child.kill();
            let _ = child.wait();
            return Err(Error::unavailable(say::program_did_not_end(name, deadline.as_secs())));
        }
        let mut fds: Vec<PollFd> = streams
            .iter()
            .filter_map(|(fd, _)| fd.as_ref())
            .map(|fd| PollFd::new(fd.as_fd(), PollFlags::POLLIN))
            .collect();
        let _ = poll(&mut fds, u16::try_from(left.as_millis()).unwrap_or(u16::MAX).max(1));
        let ready: Vec<bool> = fds.iter().map(|fd| fd.any().unwrap_or(false)).collect();
        drop(fds);
        let open = streams.iter_mut().filter(|(fd, _)| fd.is_some());
        for ((stream, bytes), _) in open.zip(ready).filter(|(_, ready)| *ready) {
            let mut buffer = [0; 16 * 1024];
            let Some(fd) = stream.take() else { continue };
            let mut file = std::fs::File::from(fd);
            let read = file.read(&mut buffer).unwrap_or(0);
            if bytes.len() < OUTPUT_LIMIT {
                bytes.extend_from_slice(&buffer[..read]);
            }
            if read > 0 {
                *stream = Some(file.into());
            }
        }
    }
    let status = child.wait().map_err(|error| Error::internal(format_args!("wait for {name}: {error}")))?;
    let [(_, stdout), (_, stderr)] = streams;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Output { success: status.success(), stdout: text(stdout), stderr: text(stderr) })
}

/// As [`feed`], and a failure is an error with the program's own words for the log.
pub fn run(command: &mut Command, input: &str, deadline: Duration) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = feed(command, input, deadline)?;
    if output.success {
        return Ok(output.stdout);
    }
    Err(Error::internal(format_args!("{name} failed: {}", output.stderr.trim())))
}
