//! `run -d` of other engines with the same image and command: a container on a network of its own, as a group is.
//!
//! Each works in folders of its own, and dockerd in a network namespace of its own too, because it would change the
//! packet rules of the machine. What is not installed or does not work here is said to be so.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use gantry_model::id::{ContainerGroupId, Id};
use serde_json::Value;

use crate::spread;

const NAME: &str = "gantry-bench:1";
/// What dockerd may take to answer.
const START: Duration = Duration::from_secs(30);

/// The image that groups were measured with.
pub struct Image {
    archive: PathBuf,
    argv: Vec<String>,
}

impl Image {
    /// Packs the unpacked layers that this group stands on.
    pub fn of(data: &Path, group: &ContainerGroupId, into: &Path) -> Result<Self> {
        let plan = std::fs::read(data.join("runtime/groups").join(group.as_str()).join("plan.json"))?;
        let plan: Value = serde_json::from_slice(&plan)?;
        let container = &plan["plan"]["containers"][0];
        let texts = |value: &Value| -> Vec<String> {
            value.as_array().into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_owned())).collect()
        };
        let (archive, root) = (into.join("image.tar"), into.join("root"));
        std::fs::create_dir_all(&root)?;
        for layer in texts(&container["image"]["layers"]) {
            let layer = data.join("layers").join(layer.replace(':', "/"));
            let copied = Command::new("cp").arg("-aT").arg(&layer).arg(&root).status()?;
            ensure!(copied.success(), "{} cannot be copied", layer.display());
        }
        let packed = Command::new("tar").arg("-cf").arg(&archive).arg("-C").arg(&root).arg(".").status()?;
        ensure!(packed.success(), "tar failed");
        Ok(Self { archive, argv: texts(&container["argv"]) })
    }
}

pub fn podman(image: &Image, rounds: usize) -> Result<()> {
    let dir = tempfile::Builder::new().prefix("gantry-bench-").tempdir()?;
    let call = || {
        let mut command = Command::new("podman");
        command.arg("--root").arg(dir.path().join("root")).arg("--runroot").arg(dir.path().join("run"));
        // On hybrid cgroups only runc works for it.
        command.args(["--runtime", "runc"]);
        command
    };
    // Where root may not raise limits, its own would fail.
    let options = ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"];
    let outcome = measure("podman", &call, &options, image, rounds);
    let _ = call().args(["system", "reset", "--force"]).output();
    outcome
}

/// A dockerd of our own, which ends with this.
struct Daemon(Child);

impl Drop for Daemon {
    fn drop(&mut self) {
        let pid = nix::unistd::Pid::from_raw(self.0.id() as i32);
        let _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM);
        let _ = self.0.wait();
    }
}

pub fn docker(image: &Image, rounds: usize) -> Result<()> {
    let dir = tempfile::Builder::new().prefix("gantry-bench-").tempdir()?;
    let place = |name: &str| dir.path().join(name).display().to_string();
    let host = format!("unix://{}", place("socket"));
    let mut command = Command::new("unshare");
    command.args(["--net", "--mount", "dockerd", "--data-root", &place("data"), "--exec-root", &place("exec")]);
    command.args(["--pidfile", &place("pid"), "-H", &host]).stdin(Stdio::null());
    let log = std::fs::File::create(dir.path().join("log"))?;
    command.stdout(log.try_clone()?).stderr(log);
    let mut daemon = Daemon(command.spawn().context("start unshare")?);
    let call = || {
        let mut command = Command::new("docker");
        command.args(["-H", &host]);
        command
    };
    let end = Instant::now() + START;
    while !call().arg("info").output().is_ok_and(|output| output.status.success()) {
        if daemon.0.try_wait()?.is_some() || Instant::now() > end {
            let log = std::fs::read_to_string(dir.path().join("log"))?;
            println!("docker: not here, or it does not work here: {}", log.lines().last().unwrap_or_default());
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    measure("docker", &call, &[], image, rounds)
}

fn measure(engine: &str, call: &dyn Fn() -> Command, options: &[&str], image: &Image, rounds: usize) -> Result<()> {
    let failed = |output: &std::io::Result<Output>| match output {
        Ok(output) if output.status.success() => None,
        Ok(output) => Some(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(error) => Some(error.to_string()),
    };
    if let Some(reason) = failed(&call().arg("import").arg(&image.archive).arg(NAME).output()) {
        println!("{engine}: not here, or it does not work here: {reason}");
        return Ok(());
    }
    let mut times = Vec::new();
    // The first makes what all others share.
    for round in 0..=rounds {
        let begin = Instant::now();
        let output = call().args(["run", "-d"]).args(options).arg(NAME).args(&image.argv).output();
        let time = begin.elapsed();
        if let Some(reason) = failed(&output) {
            println!("{engine}: run fails here: {reason}");
            return Ok(());
        }
        if round > 0 {
            times.push(time);
        }
        let id = String::from_utf8_lossy(&output?.stdout).trim().to_owned();
        let removed = call().args(["rm", "-f", &id]).output();
        ensure!(failed(&removed).is_none(), "{engine}: {id} cannot be removed: {removed:?}");
    }
    println!("{engine} run -d               {}", spread(times));
    Ok(())
}
