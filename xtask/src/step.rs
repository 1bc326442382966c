//! One step of work: what it does, how long it took, and what it says when it fails.

use crate::descendants;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Does one step, and says what it is and how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n── {what}");
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    match &result {
        Ok(_) => println!("── {what}: done in {seconds:.1} s"),
        Err(_) => println!("── {what}: failed after {seconds:.1} s"),
    }
    result
}

/// Runs a command whose output people see. Fails where it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs a command that must end within `limit` and hands each line that it prints to `line`, after showing it.
///
/// The command's end counts, not its output's: a process that it left behind may hold the pipe for ever.
///
/// # Errors
/// Where the command fails, and where it takes too long: then it and all that it started is killed.
pub fn run_reading(command: &mut Command, limit: Duration, mut line: impl FnMut(&str)) -> Result<()> {
    let start = Instant::now();
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {}", shown(command)))?;
    let (sender, lines) = channel();
    if let Some(output) = child.stdout.take() {
        thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).try_for_each(|text| sender.send(text))
        });
    }
    let mut show = |text: String| {
        println!("{text}");
        line(&text);
    };
    let status = loop {
        match lines.recv_timeout(Duration::from_millis(200)) {
            Ok(text) => show(text),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_millis(20)),
        }
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > limit {
            let killed = descendants::end();
            bail!("{} took longer than {} s and was killed: {}", shown(command), limit.as_secs(), killed.join(", "));
        }
    };
    while let Ok(text) = lines.recv_timeout(Duration::from_millis(500)) {
        show(text);
    }
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs a command and returns what it printed. Fails where it fails, with its words.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("cannot start {}", shown(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}\n{}", shown(command), output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
