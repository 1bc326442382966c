//! The OCI runtimes of this machine: which there are, which works, how they are called.
//!
//! All of them are driven by the command line that they share; nothing links to any of them. Which works is found out by
//! trying (see [`trial`]), at each start anew: a kernel, a runtime or a right may have changed since.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use gantry_model::Message;
use gantry_model::error::{Error, Result};
use serde::{Deserialize, Serialize};

use super::process;
use super::supervisor::trial;

/// Chosen in this order where several work: by how long a start takes.
const PREFERRED: [&str; 2] = ["crun", "runc"];
/// Taken only when configured, and why.
const BY_CONFIGURATION: [(&str, &str); 4] = [
    ("youki", "what is run in a terminal passes no system call filter"),
    ("runsc", KERNEL_OF_ITS_OWN),
    ("kata-runtime", KERNEL_OF_ITS_OWN),
    ("kata", KERNEL_OF_ITS_OWN),
];
const KERNEL_OF_ITS_OWN: &str = "each group gets a kernel of its own, which costs time and memory";
/// Those that leave no process of their own beside a container.
const ALONE: [&str; 3] = ["crun", "runc", "youki"];

/// What a container may take in a check.
const PATIENCE: Duration = Duration::from_secs(10);

/// An OCI runtime that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    /// `crun`.
    pub name: String,
    pub path: PathBuf,
    /// `1.8.1`.
    pub version: String,
}

/// A runtime and, if it cannot be used, why.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub name: String,
    pub outcome: std::result::Result<Engine, String>,
}

impl Engine {
    /// Whether its state is just a folder and a cgroup, so that both can be removed without calling it.
    pub fn leaves_no_helpers(&self) -> bool {
        ALONE.contains(&self.name.as_str())
    }

    /// The call that starts a container. Beside the bundle's `config.json` it leaves `pid`, and `log` where it failed.
    pub fn run(&self, root: &Path, bundle: &Path, id: &str) -> Command {
        let mut command = self.command(root, &bundle.join("log"));
        command.args(["run", "--detach", "--bundle"]).arg(bundle);
        command.arg("--pid-file").arg(bundle.join("pid")).arg(id);
        command
    }

    /// A call; `root` is its state folder, `log` where it writes what went wrong.
    pub fn command(&self, root: &Path, log: &Path) -> Command {
        let mut command = Command::new(&self.path);
        command.arg("--root").arg(root).arg("--log").arg(log).args(["--log-format", "json"]);
        command
    }
}

/// Every runtime that this machine could have, in the order of choice, each tried when it is asked for. `exe` is the
/// program that supervises groups.
fn tried<'a>(configured: Option<&'a str>, exe: &'a Path, deadline: Duration) -> impl Iterator<Item = Candidate> + 'a {
    let names: Vec<&str> = match configured {
        Some(name) => vec![name],
        None => PREFERRED.into_iter().chain(BY_CONFIGURATION.map(|(name, _)| name)).collect(),
    };
    names.into_iter().map(move |name| {
        let price = BY_CONFIGURATION.iter().find(|(by_configuration, _)| *by_configuration == name);
        let outcome = match (find_engine(name), price) {
            (Ok(_), Some((_, price))) if configured.is_none() => {
                Err(format!("installed, and used only with --oci-runtime {name}: {price}"))
            }
            (Ok(engine), _) => trial::prove(&engine, exe, deadline).map(|()| engine),
            (Err(reason), _) => Err(reason),
        };
        let name = Path::new(name).file_name().unwrap_or_default().to_string_lossy().into_owned();
        Candidate { name, outcome }
    })
}

/// Every runtime that this machine could have, in the order of choice, and whether it works. `exe` is the program that
/// supervises groups. Needs root.
pub fn candidates(configured: Option<&str>, exe: &Path) -> Vec<Candidate> {
    tried(configured, exe, PATIENCE).collect()
}

/// The runtime to use: the first that works. One that takes longer than `deadline` for a container has failed.
///
/// Errors: `Unavailable` with the reason for each that cannot be used.
pub fn choose(configured: Option<&str>, exe: &Path, deadline: Duration) -> Result<Engine> {
    let mut reasons = Vec::new();
    for candidate in tried(configured, exe, deadline) {
        match candidate.outcome {
            Ok(engine) => {
                tracing::info!(runtime = engine.name, version = engine.version, "an OCI runtime passed its trial");
                return Ok(engine);
            }
            Err(reason) => {
                tracing::info!(runtime = candidate.name, reason, "an OCI runtime is not used");
                reasons.push(format!("{}: {reason}", candidate.name));
            }
        }
    }
    Err(Error::unavailable(Message::text(format!(
        "No OCI runtime can be used ({}). Install one, for example: apt-get install crun. \
         To look around without containers: --runtime simulated",
        reasons.join("; ")
    ))))
}

fn find_engine(name: &str) -> std::result::Result<Engine, String> {
    let path = find(name).ok_or("not installed")?;
    let mut command = Command::new(&path);
    command.arg("--version");
    let output = process::output(&mut command, Duration::from_secs(5)).map_err(|error| error.to_string())?;
    let version = version_of(&output.stdout).ok_or("does not say its version")?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Engine { name, path, version })
}

/// The first word of the first line that begins with a digit: `crun version 1.8.1`, `youki 0.5.7`.
fn version_of(output: &str) -> Option<String> {
    let line = output.lines().find(|line| line.contains("version") || line.chars().any(|c| c.is_ascii_digit()))?;
    line.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned)
}

/// An absolute path as it is; a name by `PATH` and where administrators' programs are.
pub fn find(name: &str) -> Option<PathBuf> {
    if name.contains('/') {
        return Some(PathBuf::from(name)).filter(|path| path.is_file());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let more = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
    std::env::split_paths(&path)
        .chain(more.iter().map(PathBuf::from))
        .map(|dir| dir.join(name))
        .find(|path| path.is_absolute() && path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_runtimes_write_them() {
        for (text, version) in [
            ("crun version 1.8.1\ncommit: f8a0\n", "1.8.1"),
            ("runc version 1.1.5+ds1\ncommit: 1.1.5\n", "1.1.5+ds1"),
            ("youki version 0.5.7\n", "0.5.7"),
        ] {
            assert_eq!(version_of(text).as_deref(), Some(version));
        }
        assert_eq!(version_of("hello\n"), None);
    }

    #[test]
    fn a_missing_runtime_is_refused_with_its_name() {
        let error = choose(Some("no-such-runtime"), Path::new("/bin/false"), PATIENCE).unwrap_err();
        assert!(
            matches!(&error, Error::Unavailable { message } if message.to_string().contains("no-such-runtime: not installed"))
        );
    }
}
