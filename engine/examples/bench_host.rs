//! How fast the host driver is on this machine: create to all containers started, removal, groups per second.
//!
//! `cargo run --release -p gantry-engine --example bench_host [ROUNDS]`, as root. Prints a table per OCI runtime, and
//! `podman run` and `docker run` of the same image beside it where they are installed. Like the server, it is its own
//! `supervise`.

use std::net::Ipv4Addr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use gantry_engine::runtime::host::{HostConfig, HostRuntime, candidates, census, teardown};
use gantry_engine::runtime::{
    ContainerPlan, GroupPlan, ImageToPrepare, NetworkPlan, PreparedImage, Runtime, StoredImage, StoredLayer,
};
use gantry_model::cidr::Cidr;
use gantry_model::containers::RestartPolicy;
use gantry_model::id::{ContainerGroupId, Id, VSwitchId, VpcId};
use gantry_model::registry::reference::Digest;
use gantry_model::units::{Mebibytes, MilliCpu};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

/// Groups that are made at once for groups per second.
const TOGETHER: usize = 8;

fn main() -> Result<()> {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_some_and(|word| word == "supervise") {
        gantry_engine::runtime::host::supervise_main(words);
    }
    let rounds = std::env::args().nth(1).map_or(Ok(50), |word| word.parse()).context("ROUNDS is a number")?;
    ensure!(nix::unistd::geteuid().is_root(), "the host driver needs root");
    let names = candidates(None).into_iter().filter(|found| found.outcome.is_ok()).map(|found| found.name);
    for name in names {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(measure(&name, rounds))?;
    }
    for engine in ["podman", "docker"] {
        compare(engine, rounds.min(20))?;
    }
    Ok(())
}

/// Leaves nothing on the machine, however the measuring ends.
struct Cleaned<'a>(&'a Path);

impl Drop for Cleaned<'_> {
    fn drop(&mut self) {
        if let Err(error) = teardown(self.0) {
            eprintln!("{error}");
        }
    }
}

async fn measure(engine: &str, rounds: usize) -> Result<()> {
    let dir = tempfile::Builder::new().prefix("gantry-bench-").tempdir()?;
    let data = dir.path().join("data");
    let _cleaned = Cleaned(&data);
    let mut config = HostConfig::new(&data, std::env::current_exe()?);
    config.runtime = Some(engine.into());
    let driver = HostRuntime::open(config).await?;
    let outcome = rounds_of(&driver, dir.path(), rounds).await;
    let engine = driver.info().engine;
    drop(driver);
    let left = census(&data)?;
    let (create, remove, per_second) = outcome?;
    println!("{engine}: create to started   {}", spread(create));
    println!("{engine}: remove              {}", spread(remove));
    println!("{engine}: {TOGETHER} at once          {per_second:.1} groups/s");
    ensure!(left.cgroups.is_empty() && left.processes.is_empty(), "something was left: {left:#?}");
    Ok(())
}

async fn rounds_of(driver: &HostRuntime, dir: &Path, rounds: usize) -> Result<(Vec<Duration>, Vec<Duration>, f64)> {
    let image = ImageToPrepare::Stored(image(dir)?);
    let image = driver.prepare_image(&image, Arc::new(|_| {})).await?;
    let (mut create, mut remove) = (Vec::new(), Vec::new());
    // The first makes the network and the empty file system that all others share.
    for round in 0..=rounds {
        let plan = plan(&image, round);
        let begin = Instant::now();
        driver.create(&plan, mpsc::unbounded_channel().0).await?;
        let created = begin.elapsed();
        let begin = Instant::now();
        driver.remove(&plan.id, Duration::ZERO).await?;
        if round > 0 {
            create.push(created);
            remove.push(begin.elapsed());
        }
    }
    let plans: Vec<GroupPlan> = (0..rounds.max(TOGETHER)).map(|number| plan(&image, 1000 + number)).collect();
    let begin = Instant::now();
    for some in plans.chunks(TOGETHER) {
        let starts = some.iter().map(|plan| driver.create(plan, mpsc::unbounded_channel().0));
        for started in futures::future::join_all(starts).await {
            started?;
        }
    }
    let per_second = plans.len() as f64 / begin.elapsed().as_secs_f64();
    for plan in &plans {
        driver.remove(&plan.id, Duration::ZERO).await?;
    }
    Ok((create, remove, per_second))
}

fn plan(image: &PreparedImage, number: usize) -> GroupPlan {
    let number = number as u32 + 2;
    GroupPlan {
        id: ContainerGroupId::from_parts(9, u64::from(number)),
        name: format!("bench-{number}"),
        cpu: MilliCpu(1000),
        memory: Mebibytes(512),
        restart_policy: RestartPolicy::Always,
        grace: Duration::ZERO,
        network: NetworkPlan {
            vpc: VpcId::from_parts(9, 1),
            vpc_cidr: range("10.232.0.0/16"),
            vpc_index: 0,
            subnet: VSwitchId::from_parts(9, 1),
            subnet_cidr: range("10.232.0.0/16"),
            address: Ipv4Addr::from(0x0ae8_0000 + number),
            ipv6: None,
            security_group: None,
        },
        containers: vec![ContainerPlan {
            name: "main".into(),
            argv: image.command.clone(),
            environment: image.environment.clone(),
            working_directory: String::new(),
            image: image.clone(),
            cpu: None,
            memory: None,
        }],
        writable_bytes: 40 << 30,
    }
}

fn range(text: &str) -> Cidr {
    Cidr::parse("cidr", text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// An image of the machine's static busybox that sleeps.
fn image(dir: &Path) -> Result<StoredImage> {
    let mut tar = tar::Builder::new(Vec::new());
    let program = std::fs::read("/bin/busybox").context("busybox-static is needed")?;
    let mut header = tar::Header::new_gnu();
    header.set_mode(0o755);
    header.set_size(program.len() as u64);
    tar.append_data(&mut header, "bin/busybox", program.as_slice())?;
    let tar = tar.into_inner()?;
    let digest = Digest::sha256_hex(&hex::encode(Sha256::digest(&tar)))?;
    let blob = dir.join("layer");
    std::fs::write(&blob, &tar)?;
    let architecture = if cfg!(target_arch = "x86_64") { "amd64" } else { "arm64" };
    let config = serde_json::json!({
        "os": "linux", "architecture": architecture, "config": { "Cmd": ["/bin/busybox", "sleep", "100000"] },
        "rootfs": { "type": "layers", "diff_ids": [&digest] },
    });
    let media_type = "application/vnd.oci.image.layer.v1.tar".into();
    let layer = StoredLayer { diff_id: digest.clone(), size: tar.len() as u64, media_type, blob, digest };
    let manifest = Digest::sha256_hex(&hex::encode(Sha256::digest(config.to_string())))?;
    Ok(StoredImage { reference: "bench".into(), manifest, config: config.to_string(), layers: vec![layer] })
}

/// `run -d` of another engine with the same program, if it is installed and works here.
fn compare(engine: &str, rounds: usize) -> Result<()> {
    let dir = tempfile::tempdir()?;
    std::fs::create_dir(dir.path().join("bin"))?;
    std::fs::copy("/bin/busybox", dir.path().join("bin/busybox"))?;
    let archive = dir.path().join("image.tar");
    let tar = Command::new("tar").arg("-cf").arg(&archive).arg("-C").arg(dir.path()).arg("bin").status()?;
    ensure!(tar.success(), "tar failed");
    let import = Command::new(engine).arg("import").arg(&archive).arg("gantry-bench:1").output();
    if !import.is_ok_and(|output| output.status.success()) {
        println!("{engine}: not here, or it does not work here");
        return Ok(());
    }
    let mut times = Vec::new();
    for _ in 0..rounds {
        let mut run = Command::new(engine);
        if engine == "podman" {
            run.args(["--runtime", "runc"]);
        }
        run.args(["run", "-d"]);
        if engine == "podman" {
            // Where root may not raise limits, its own would fail; on hybrid cgroups only runc works for it.
            run.args(["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"]);
        }
        let begin = Instant::now();
        let output = run.args(["gantry-bench:1", "/bin/busybox", "sleep", "100000"]).output()?;
        let time = begin.elapsed();
        if !output.status.success() {
            println!("{engine}: run fails here: {}", String::from_utf8_lossy(&output.stderr).trim());
            break;
        }
        times.push(time);
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Command::new(engine).args(["rm", "-f", &id]).output()?;
    }
    Command::new(engine).args(["rmi", "-f", "gantry-bench:1"]).output()?;
    if !times.is_empty() {
        println!("{engine} run -d:              {}", spread(times));
    }
    Ok(())
}

fn spread(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize].as_secs_f64() * 1000.0;
    format!("p50 {:6.1} ms   p95 {:6.1} ms   p99 {:6.1} ms   n {}", at(0.5), at(0.95), at(0.99), times.len())
}
