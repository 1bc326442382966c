//! How fast rules are in force, and what an EIP costs, on this machine.
//!
//! `cargo run --release -p gantry-engine --example bench_network [ROUNDS]`, as root. Rules: from a change of a security group of 100
//! rules to the driver's answer that it bites. EIP: latency and throughput of TCP between this process and a server in the group's
//! network, by an EIP without a narrow bandwidth, by the group's own address over the VPC's link, and over the loopback. Everything
//! is taken down, however it ends. Like the server, it is its own `supervise`.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::fd::AsFd;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use gantry_engine::runtime::host::{HostConfig, HostRuntime, census, teardown};
use gantry_engine::runtime::{
    ContainerPlan, EipPlan, GroupPlan, ImageToPrepare, NetworkPlan, PreparedImage, Runtime, SecurityGroupPlan,
    StoredImage, StoredLayer, VpcPlan,
};
use gantry_model::cidr::Cidr;
use gantry_model::containers::RestartPolicy;
use gantry_model::id::{ContainerGroupId, EipId, Id, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::{Action, PortRange, RuleProtocol, SecurityRule, default_rules, vpc_ipv6};
use gantry_model::registry::reference::Digest;
use gantry_model::units::{Mebibytes, MilliCpu};
use nix::sched::{CloneFlags, setns};
use sha2::{Digest as _, Sha256};

/// Rules of the security group that changes.
const RULES: usize = 100;
/// Of one way of the throughput.
const BYTES: usize = 256 << 20;
/// Ports that the default rules open from outside.
const ECHO: u16 = 80;
const SINK: u16 = 443;

fn main() -> Result<()> {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_some_and(|word| word == "supervise") {
        gantry_engine::runtime::host::supervise_main(words);
    }
    let rounds = std::env::args().nth(1).map_or(Ok(200), |word| word.parse()).context("ROUNDS is a number")?;
    ensure!(nix::unistd::geteuid().is_root(), "the host driver needs root");
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measure(rounds))
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

async fn measure(rounds: u32) -> Result<()> {
    let dir = tempfile::Builder::new().prefix("gantry-bench-").tempdir()?;
    let data = dir.path().join("data");
    let _cleaned = Cleaned(&data);
    let driver = HostRuntime::open(HostConfig::new(&data, std::env::current_exe()?)).await?;
    let outcome = rounds_of(&driver, dir.path(), rounds).await;
    drop(driver);
    let left = census(&data)?;
    outcome?;
    ensure!(left.cgroups.is_empty() && left.processes.is_empty(), "something was left: {left:#?}");
    Ok(())
}

async fn rounds_of(driver: &HostRuntime, dir: &Path, rounds: u32) -> Result<()> {
    let image = driver.prepare_image(&ImageToPrepare::Stored(image(dir)?), Arc::new(|_| {})).await?;
    let group = group(image);
    let eip = EipPlan {
        id: EipId::from_parts(9, 1),
        address: driver.eip_pool().nth(1).context("the pool has addresses")?,
        index: 0,
        group: Some(group.id.clone()),
        to: group.network.address,
        bandwidth_mbps: 30_000,
    };
    let plan = |version| network(&group.network, &eip, version);
    driver.apply_network(&plan(1)).await?;
    driver.create(&group, tokio::sync::mpsc::unbounded_channel().0).await?;
    let mut times = Vec::new();
    let begin = Instant::now();
    for round in 0..rounds {
        let wanted = plan(u64::from(round) + 2);
        let begin = Instant::now();
        driver.apply_network(&wanted).await?;
        times.push(begin.elapsed());
    }
    let per_second = f64::from(rounds) / begin.elapsed().as_secs_f64();
    println!("a change of {RULES} rules in force   {}   {per_second:.0} changes/s", spread(times));
    let supervisor = driver.supervisor_pid(&group.id).context("the group runs")?;
    for port in [ECHO, SINK] {
        serve(Some(supervisor), port)?;
    }
    let loopback = [serve(None, 0)?, serve_sink(0)?];
    let at = |address: Ipv4Addr| [SocketAddr::from((address, ECHO)), SocketAddr::from((address, SINK))];
    let ways = [("loopback", loopback), ("group's address", at(group.network.address)), ("EIP", at(eip.address))];
    for (name, [echo, sink]) in ways {
        let latency = tokio::task::spawn_blocking(move || round_trips(echo, rounds * 10)).await??;
        let rate = tokio::task::spawn_blocking(move || throughput(sink)).await??;
        println!("{name:16} round trip {latency}   throughput {rate:6.2} Gbit/s");
    }
    driver.remove(&group.id, Duration::ZERO).await?;
    driver.remove_network(&group.network.vpc).await?;
    Ok(())
}

/// A server in the network of a process: an echo, or a sink at [`SINK`] that answers with one byte at the end.
fn serve(process: Option<i32>, port: u16) -> Result<SocketAddr> {
    let listener = match process {
        None => TcpListener::bind((Ipv4Addr::LOCALHOST, port))?,
        Some(process) => {
            let namespace = std::fs::File::open(format!("/proc/{process}/ns/net"))?;
            let listen = move || -> Result<TcpListener> {
                setns(namespace.as_fd(), CloneFlags::CLONE_NEWNET)?;
                Ok(TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))?)
            };
            std::thread::spawn(listen).join().map_err(|_| anyhow::anyhow!("the server's thread panicked"))??
        }
    };
    let address = listener.local_addr()?;
    let each = if port == SINK { swallow } else { echo };
    std::thread::spawn(move || listener.incoming().flatten().try_for_each(each));
    Ok(address)
}

fn serve_sink(port: u16) -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || listener.incoming().flatten().try_for_each(swallow));
    Ok(address)
}

fn echo(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut byte = [0];
    while stream.read(&mut byte)? > 0 {
        stream.write_all(&byte)?;
    }
    Ok(())
}

fn swallow(mut stream: TcpStream) -> std::io::Result<()> {
    let mut buffer = vec![0; 256 << 10];
    while stream.read(&mut buffer)? > 0 {}
    stream.write_all(&[1])
}

fn round_trips(address: SocketAddr, rounds: u32) -> Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
    stream.set_nodelay(true)?;
    let mut times = Vec::new();
    for _ in 0..rounds {
        let begin = Instant::now();
        stream.write_all(&[7])?;
        stream.read_exact(&mut [0])?;
        times.push(begin.elapsed());
    }
    Ok(spread(times))
}

/// Gbit/s of one connection, until the other side has read all.
fn throughput(address: SocketAddr) -> Result<f64> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
    let block = vec![0; 256 << 10];
    let begin = Instant::now();
    for _ in 0..BYTES / block.len() {
        stream.write_all(&block)?;
    }
    stream.shutdown(std::net::Shutdown::Write)?;
    stream.read_exact(&mut [0])?;
    Ok(BYTES as f64 * 8.0 / begin.elapsed().as_secs_f64() / 1e9)
}

/// The default rules and others, of which one differs by version.
fn network(plan: &NetworkPlan, eip: &EipPlan, version: u64) -> VpcPlan {
    let mut rules = default_rules(plan.vpc_cidr, vpc_ipv6(&plan.vpc));
    let pattern = rules.iter().find(|rule| rule.protocol == RuleProtocol::Tcp).cloned();
    let others = pattern.into_iter().cycle().take(RULES.saturating_sub(rules.len())).zip(0u16..);
    let others: Vec<SecurityRule> = others
        .map(|(rule, number)| {
            let port = 1000 + number + if number == 0 { (version % 2) as u16 * 5000 } else { 0 };
            SecurityRule { ports: Some(PortRange { first: port, last: port }), action: Action::Drop, ..rule }
        })
        .collect();
    rules.extend(others);
    VpcPlan {
        vpc: plan.vpc.clone(),
        version,
        index: plan.vpc_index,
        cidr: plan.vpc_cidr,
        subnets: vec![],
        security_groups: plan
            .security_group
            .iter()
            .map(|id| SecurityGroupPlan { id: id.clone(), rules: rules.clone() })
            .collect(),
        eips: vec![eip.clone()],
    }
}

fn group(image: PreparedImage) -> GroupPlan {
    let range = Cidr::of(Ipv4Addr::new(10, 232, 0, 0), 16);
    GroupPlan {
        id: ContainerGroupId::from_parts(9, 1),
        name: "bench".into(),
        cpu: MilliCpu(1000),
        memory: Mebibytes(512),
        restart_policy: RestartPolicy::Always,
        grace: Duration::ZERO,
        network: NetworkPlan {
            vpc: VpcId::from_parts(9, 1),
            vpc_cidr: range,
            vpc_index: 0,
            subnet: VSwitchId::from_parts(9, 1),
            subnet_cidr: range,
            address: Ipv4Addr::new(10, 232, 0, 2),
            ipv6: None,
            security_group: Some(SecurityGroupId::from_parts(9, 1)),
        },
        containers: vec![ContainerPlan {
            name: "main".into(),
            argv: image.command.clone(),
            environment: image.environment.clone(),
            working_directory: String::new(),
            image,
            cpu: None,
            memory: None,
        }],
        writable_bytes: 1 << 30,
    }
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

fn spread(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize].as_secs_f64() * 1e6;
    format!("p50 {:8.0} µs   p95 {:8.0} µs   p99 {:8.0} µs   n {}", at(0.5), at(0.95), at(0.99), times.len())
}
