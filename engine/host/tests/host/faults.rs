//! Kills at any moment, and what is left of them: exactly what the groups' folders say.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gantry_model::containers::RestartPolicy;
use gantry_model::id::Id;
use gantry_platform::runtime::{GroupPlan, Runtime};
use gantry_runtime_host::{HostRuntime, census, refuse_copy, teardown};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::sync::mpsc;

use crate::networks;
use crate::support::{BOUND, Host, config, exit_code, is_running};
use gantry_runtime_suite::vpc_plan;

const FOREVER: &str = "echo up; while :; do sleep 1; done";

pub async fn a_new_server_finds_what_runs() {
    let mut host = Host::new().await;
    let mut plan = host.plan(FOREVER).await;
    plan.restart_policy = RestartPolicy::Always;
    host.create(&plan).await.unwrap();
    let before = host.observe(&plan).await;
    let supervisor = host.runtime().supervisor_pid(&plan.id).unwrap();
    host.reopen().await;
    assert_eq!(host.runtime().supervisor_pid(&plan.id), Some(supervisor));
    let after = host.until(&plan, "it is seen", is_running).await;
    assert_eq!(after, before);
    let (text, code) = host.exec(&plan, &["/bin/echo", "still here"]).await;
    assert!(code == 0 && text.contains("still here"), "{text}");
    host.assert_census(&[&plan]);
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_killed_supervisor_takes_its_group_along_and_the_policy_applies() {
    let host = Host::new().await;
    let bystander = host.plan(FOREVER).await;
    host.create(&bystander).await.unwrap();
    let untouched = host.observe(&bystander).await;
    let mut always = host.plan(FOREVER).await;
    always.restart_policy = RestartPolicy::Always;
    let never = host.plan(FOREVER).await;
    for plan in [&always, &never] {
        host.create(plan).await.unwrap();
        host.until_logged(plan, "main", "up\n").await;
        let supervisor = host.runtime().supervisor_pid(&plan.id).unwrap();
        kill(Pid::from_raw(supervisor), Signal::SIGKILL).unwrap();
        if plan.restart_policy == RestartPolicy::Always {
            let seen = host.until(plan, "it runs again", |s| is_running(s) && s.containers[0].restarts == 1).await;
            let last = seen.containers[0].last_end.clone().unwrap_or_default();
            assert!(last.to_string().contains("137") && last.to_string().contains("supervisor"), "{last}");
            // The same address, and a log that goes on.
            let (text, _) = host.exec(plan, &["/bin/ip", "addr"]).await;
            assert!(text.contains(&plan.network.address.to_string()), "{text}");
            host.until_logged(plan, "main", "up\nup\n").await;
        } else {
            let seen = host.until(plan, "it has ended", |seen| exit_code(seen).is_some()).await;
            assert_eq!(exit_code(&seen), Some(137));
        }
    }
    assert_eq!(host.observe(&bystander).await, untouched);
    host.until_joined(3).await;
    host.assert_census(&[&bystander, &always, &never]);
    for plan in [&bystander, &always, &never] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn a_supervisor_that_died_with_its_server_is_replaced_by_the_next() {
    let mut host = Host::new().await;
    let mut plan = host.plan(FOREVER).await;
    plan.restart_policy = RestartPolicy::Always;
    host.create(&plan).await.unwrap();
    let supervisor = host.runtime().supervisor_pid(&plan.id).unwrap();
    host.stop_server();
    kill(Pid::from_raw(supervisor), Signal::SIGKILL).unwrap();
    host.reopen().await;
    host.until(&plan, "it runs again", |seen| is_running(seen) && seen.containers[0].restarts == 1).await;
    host.assert_census(&[&plan]);
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

/// What a supervisor leaves that noted the end of its group and died before it was told to begin.
pub async fn a_supervisor_that_died_before_it_began_is_replaced_once_more() {
    let mut host = Host::new().await;
    let mut plan = host.plan(FOREVER).await;
    plan.restart_policy = RestartPolicy::Always;
    let mut never = host.plan(FOREVER).await;
    never.restart_policy = RestartPolicy::Never;
    for plan in [&plan, &never] {
        host.create(plan).await.unwrap();
    }
    let supervisors: Vec<i32> = [&plan, &never].map(|plan| host.runtime().supervisor_pid(&plan.id).unwrap()).to_vec();
    host.stop_server();
    for (plan, supervisor) in [&plan, &never].into_iter().zip(supervisors) {
        kill(Pid::from_raw(supervisor), Signal::SIGKILL).unwrap();
        let path = host.data().join("runtime/groups").join(plan.id.as_str()).join("state.json");
        let mut kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        kept["containers"][0]["state"] = serde_json::json!({ "Terminated":
            { "exit_code": 137, "reason": "Its supervisor ended", "started_at": 1, "ended_at": 2 } });
        std::fs::write(&path, kept.to_string()).unwrap();
    }
    host.reopen().await;
    host.until(&plan, "it runs again", |seen| is_running(seen) && seen.containers[0].restarts == 1).await;
    host.until_joined(2).await;
    assert_eq!(exit_code(&host.observe(&never).await), Some(137));
    for plan in [&plan, &never] {
        host.remove(plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn a_group_that_cannot_come_up_again_says_so_until_it_does() {
    let mut host = Host::new().await;
    let mut plan = host.plan(FOREVER).await;
    plan.restart_policy = RestartPolicy::Always;
    host.create(&plan).await.unwrap();
    let image = host.data().join("runtime/groups").join(plan.id.as_str()).join("disk.img");
    std::fs::rename(&image, image.with_extension("aside")).unwrap();
    // Nothing can be written there.
    std::fs::create_dir(&image).unwrap();
    let supervisor = host.runtime().supervisor_pid(&plan.id).unwrap();
    kill(Pid::from_raw(supervisor), Signal::SIGKILL).unwrap();
    let seen = host.until(&plan, "it says that it cannot", |seen| seen.stalled.is_some()).await;
    assert!(!is_running(&seen), "{seen:#?}");
    // A supervisor is there and waits; the next server finds it so, and goes on trying.
    host.reopen().await;
    host.until(&plan, "the next server says so too", |seen| seen.stalled.is_some()).await;
    std::fs::remove_dir(&image).unwrap();
    let seen = host.until(&plan, "it runs again", |seen| is_running(seen) && seen.stalled.is_none()).await;
    assert_eq!(seen.containers[0].restarts, 1);
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

async fn order_twelve_at_once() {
    let host = Host::new().await;
    let mut plans = Vec::new();
    for _ in 0..12 {
        plans.push(host.plan(FOREVER).await);
    }
    host.runtime().apply_network(&vpc_plan(&plans[0].network, 1)).await.unwrap();
    let orders: Vec<_> = plans
        .iter()
        .map(|plan| {
            let (runtime, plan) = (host.runtime().clone(), plan.clone());
            tokio::spawn(async move { runtime.create(&plan, mpsc::unbounded_channel().0).await })
        })
        .collect();
    for order in orders {
        order.await.unwrap().unwrap();
    }
    let templates = std::fs::read_dir(host.data().join("runtime/templates")).unwrap().flatten();
    let templates: Vec<String> = templates.map(|entry| entry.file_name().into_string().unwrap()).collect();
    assert_eq!(templates.iter().filter(|name| name.starts_with("ext4-")).count(), 1, "{templates:?}");
    assert!(templates.iter().all(|name| !name.starts_with("new")), "{templates:?}");
    for plan in &plans {
        host.until(plan, "it runs", is_running).await;
    }
}

pub async fn first_orders_at_once_on_a_new_installation_all_start() {
    order_twelve_at_once().await;
}

pub async fn first_orders_at_once_on_twenty_new_installations_all_start() {
    for _ in 0..20 {
        order_twelve_at_once().await;
    }
}

fn copy(from: &Path, to: &Path) {
    let done = Command::new("cp").arg("-a").args([from, to]).status().unwrap();
    assert!(done.success());
}

pub async fn a_copy_of_a_data_folder_is_refused_and_the_original_runs_on() {
    let host = Host::new().await;
    let mut plan = host.plan(FOREVER).await;
    plan.restart_policy = RestartPolicy::Always;
    host.create(&plan).await.unwrap();
    let (supervisor, before) = (host.runtime().supervisor_pid(&plan.id).unwrap(), host.observe(&plan).await);
    let copied = host.dir.path().join("copy");
    copy(&host.data(), &copied);
    // Of another installation it has no more than the tag.
    let foreign = host.dir.path().join("foreign");
    std::fs::create_dir_all(foreign.join("runtime")).unwrap();
    copy(&host.data().join("runtime/installation.json"), &foreign.join("runtime/installation.json"));
    for folder in [&copied, &foreign] {
        for refused in [
            teardown(folder).unwrap_err(),
            refuse_copy(folder).unwrap_err(),
            HostRuntime::open(config(folder)).await.unwrap_err(),
        ] {
            let words = refused.to_string();
            let original = host.data().display().to_string();
            assert!(words.contains("is a copy of") && words.contains(&original), "{words}");
        }
    }
    assert!(copied.join("runtime/groups").join(plan.id.as_str()).exists(), "nothing of the copy was touched either");
    // By another path it is no copy.
    let link = host.dir.path().join("link");
    std::os::unix::fs::symlink(host.data(), &link).unwrap();
    refuse_copy(&link).unwrap();
    // With a tag of its own the copy starts the group a second time, and lets the first one be.
    std::fs::remove_file(copied.join("runtime/installation.json")).unwrap();
    let second = HostRuntime::open(config(&copied)).await.unwrap();
    let end = Instant::now() + BOUND;
    while !second.observe(&plan.id).await.unwrap().is_some_and(|seen| is_running(&seen)) {
        assert!(Instant::now() < end, "{:#?}", second.observe(&plan.id).await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(second);
    teardown(&copied).unwrap();
    assert_eq!(host.runtime().supervisor_pid(&plan.id), Some(supervisor));
    assert_eq!(host.observe(&plan).await, before);
    host.assert_census(&[&plan]);
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_world_destroyed_behind_the_server_is_built_again() {
    let host = Host::new().await;
    let mut plan = host.plan(FOREVER).await;
    plan.restart_policy = RestartPolicy::Always;
    host.create(&plan).await.unwrap();
    let supervisor = host.runtime().supervisor_pid(&plan.id).unwrap();
    let run = Path::new("/run/gantry").join(host.tag());
    let namespace = host.namespace(&plan.network.vpc);
    nix::mount::umount2(&namespace, nix::mount::MntFlags::MNT_DETACH).unwrap();
    std::fs::remove_dir_all(&run).unwrap();
    kill(Pid::from_raw(supervisor), Signal::SIGKILL).unwrap();
    host.until(&plan, "it runs again", |seen| is_running(seen) && seen.containers[0].restarts == 1).await;
    host.until_joined(1).await;
    assert_eq!(std::fs::read_to_string(run.join("owner")).unwrap(), host.data().display().to_string());
    let (text, code) = host.exec(&plan, &["/bin/echo", "here again"]).await;
    assert!(code == 0 && text.contains("here again"), "{text}");
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

/// The first process of the group's container. The kernel's list of children lacks some while one of them ends, as a call of
/// the runtime does after the start; that call is not in the group's cgroup.
async fn init_of(plan: &GroupPlan, supervisor: i32) -> i32 {
    let in_group = |pid: &&str| {
        std::fs::read_to_string(format!("/proc/{pid}/cgroup")).is_ok_and(|text| text.contains(&plan.id.to_string()))
    };
    let end = Instant::now() + BOUND;
    loop {
        let children = std::fs::read_to_string(format!("/proc/{supervisor}/task/{supervisor}/children")).unwrap();
        if let Some(init) = children.split_whitespace().find(in_group) {
            return init.parse().unwrap();
        }
        assert!(Instant::now() < end, "no process of {} among the children of {supervisor}: {children:?}", plan.id);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

pub async fn a_killed_container_recovers_in_its_own_group() {
    let host = Host::new().await;
    let mut plan = host.plan(FOREVER).await;
    plan.restart_policy = RestartPolicy::Always;
    host.create(&plan).await.unwrap();
    let supervisor = host.runtime().supervisor_pid(&plan.id).unwrap();
    let init = init_of(&plan, supervisor).await;
    kill(Pid::from_raw(init), Signal::SIGKILL).unwrap();
    host.until(&plan, "it runs again", |seen| is_running(seen) && seen.containers[0].restarts == 1).await;
    assert_eq!(host.runtime().supervisor_pid(&plan.id), Some(supervisor));
    host.assert_census(&[&plan]);
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_runtime_killed_while_it_creates_is_called_again() {
    let host = Host::new().await;
    let engine = host.runtime().info().engine;
    let engine = engine.split(' ').next().unwrap().to_owned();
    let mut killed = 0;
    for round in 0..12 {
        let plan = host.plan(FOREVER).await;
        let id = plan.id.to_string();
        let (name, stop) = (engine.clone(), std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false)));
        let stopped = stop.clone();
        let hunter = std::thread::spawn(move || {
            let end = Instant::now() + BOUND;
            let mut killed = 0;
            // The first calls are killed at growing ages; the last one is let through.
            while killed < 2 && Instant::now() < end && !stopped.load(std::sync::atomic::Ordering::Relaxed) {
                for pid in processes_of(&name, &id) {
                    std::thread::sleep(Duration::from_millis(round));
                    if kill(Pid::from_raw(pid), Signal::SIGKILL).is_ok() {
                        killed += 1;
                    }
                }
            }
            killed
        });
        host.create(&plan).await.unwrap();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        killed += hunter.join().unwrap();
        host.until(&plan, "it runs after all", is_running).await;
        host.assert_census(&[&plan]);
        host.remove(&plan).await;
        host.assert_census(&[]);
    }
    assert!(killed > 0, "no call was caught");
    println!("  {killed} calls were killed");
    host.assert_nothing_is_left().await;
}

/// Calls of the OCI runtime for a group.
fn processes_of(engine: &str, group: &str) -> Vec<i32> {
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    pids.filter(|pid| {
        let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let text = String::from_utf8_lossy(&line);
        text.contains(engine) && text.contains("--pid-file") && text.contains(group)
    })
    .collect()
}

/// What the server that is killed does: makes the groups of these plans, or removes them.
pub fn serve_until_killed(arguments: &[String]) -> ! {
    let [what, data, plans] = arguments else { panic!("{arguments:?}") };
    let plans: Vec<GroupPlan> = serde_json::from_str(plans).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let driver = HostRuntime::open(config(Path::new(data))).await.unwrap();
        println!("open");
        if what == "apply" {
            networks::change_for_ever(&driver, &plans[0]).await;
        }
        for plan in &plans {
            driver.apply_network(&vpc_plan(&plan.network, 1)).await.unwrap();
            match what.as_str() {
                "create" => driver.create(plan, mpsc::unbounded_channel().0).await.unwrap(),
                _ => driver.remove(&plan.id, Duration::ZERO).await.unwrap(),
            }
        }
        std::future::pending::<()>().await;
    });
    unreachable!()
}

pub fn start_server(host: &Host, what: &str, plans: &[&GroupPlan]) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["server", what])
        .arg(host.data())
        .arg(serde_json::to_string(plans).unwrap())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = std::io::BufReader::new(child.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut output, &mut line).unwrap();
    assert_eq!(line, "open\n");
    child
}

pub fn kill_after(mut child: Child, delay: Duration) {
    std::thread::sleep(delay);
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(9));
}

pub async fn a_server_killed_in_the_middle_of_anything_leaks_nothing() {
    let mut host = Host::new().await;
    for round in 0..16 {
        let plan = host.plan(FOREVER).await;
        let other = host.plan(FOREVER).await;
        host.stop_server();
        // Two starts take some 100 to 400 ms; the kills are spread over them.
        let server = start_server(&host, "create", &[&plan, &other]);
        kill_after(server, Duration::from_millis(round * 23));
        host.reopen().await;
        let there = host.runtime().list().await.unwrap();
        // Whatever was begun can be finished by asking again.
        for plan in [&plan, &other] {
            host.create(plan).await.unwrap();
            host.until(plan, "it runs", is_running).await;
        }
        host.assert_census(&[&plan, &other]);
        host.stop_server();
        let server = start_server(&host, "remove", &[&plan, &other]);
        kill_after(server, Duration::from_millis(round * 17));
        host.reopen().await;
        for id in host.runtime().list().await.unwrap() {
            assert!(id == plan.id || id == other.id, "{there:?}");
            host.runtime().remove(&id, Duration::ZERO).await.unwrap();
        }
        host.assert_census(&[]);
    }
    host.assert_nothing_is_left().await;
}

pub async fn a_server_killed_in_the_middle_is_swept_without_being_asked() {
    let mut host = Host::new().await;
    for round in 0..6 {
        let plan = host.plan(FOREVER).await;
        host.stop_server();
        let server = start_server(&host, "create", &[&plan]);
        kill_after(server, Duration::from_millis(round * 30));
        host.reopen().await;
        // The store never heard of it: what the driver lists is removed, and nothing else is there.
        for id in host.runtime().list().await.unwrap() {
            host.runtime().remove(&id, Duration::ZERO).await.unwrap();
        }
        host.assert_census(&[]);
    }
    host.assert_nothing_is_left().await;
}

pub async fn a_teardown_leaves_nothing() {
    let mut host = Host::new().await;
    for _ in 0..2 {
        let plan = host.plan(FOREVER).await;
        host.create(&plan).await.unwrap();
    }
    host.stop_server();
    let run = census(&host.data()).unwrap();
    assert_eq!(run.cgroups.len(), 2, "{run:#?}");
    let tag = run.tables[0].split('_').nth(1).unwrap().to_owned();
    teardown(&host.data()).unwrap();
    assert!(census(&host.data()).unwrap().is_empty());
    assert!(!Path::new("/run/gantry").join(&tag).exists());
    assert!(!Path::new("/sys/fs/cgroup/memory").join(format!("gantry-{tag}")).exists());
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
    assert!(!mounts.contains(&tag), "{mounts}");
    assert!(!host.data().join("runtime").exists() && !host.data().join("layers").exists());
    teardown(&host.data()).unwrap();
}
