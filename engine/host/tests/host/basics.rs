//! What every group does.

use std::time::{Duration, Instant};

use gantry_model::containers::RestartPolicy;
use gantry_model::error::Error;
use gantry_model::units::{Mebibytes, MilliCpu};
use gantry_platform::runtime::{ContainerPlan, CreateStep, ExecCommand, ExecOutput, LogQuery, Runtime};
use gantry_runtime_host::Cgroups;
use tokio::sync::mpsc;

use crate::image;
use crate::support::{BOUND, Host, container, exit_code, is_running, type_text, write_program};
use gantry_runtime_suite::vpc_plan;

const FOREVER: &str = "while :; do sleep 1; done";

pub async fn a_group_lives_from_create_to_remove() {
    let host = Host::new().await;
    let plan = host.plan(&format!("echo hello; echo oops >&2; {FOREVER}")).await;
    let (sender, mut steps) = mpsc::unbounded_channel();
    let begin = Instant::now();
    host.runtime().apply_network(&vpc_plan(&plan.network, 1)).await.unwrap();
    host.runtime().create(&plan, sender).await.unwrap();
    println!("  created in {:?}", begin.elapsed());
    let mut told = Vec::new();
    while let Some(step) = steps.recv().await {
        told.push(step);
    }
    let main = || "main".to_owned();
    let expected =
        [CreateStep::Networked, CreateStep::Created { container: main() }, CreateStep::Started { container: main() }];
    assert_eq!(told, expected);
    let seen = host.observe(&plan).await;
    assert!(is_running(&seen), "{seen:#?}");
    assert_eq!(seen.containers[0].image_digest, plan.containers[0].image.digest.as_ref().map(ToString::to_string));
    assert_eq!(host.runtime().list().await.unwrap(), std::slice::from_ref(&plan.id));
    let log = host.until_logged(&plan, "main", "oops").await;
    assert!(log.contains("hello"), "{log}");
    host.assert_census(&[&plan]);
    // Asked twice, it does once.
    host.create(&plan).await.unwrap();
    assert_eq!(host.observe(&plan).await.containers[0].state, seen.containers[0].state);
    let begin = Instant::now();
    host.remove(&plan).await;
    println!("  removed in {:?}", begin.elapsed());
    host.remove(&plan).await;
    assert!(host.runtime().observe(&plan.id).await.unwrap().is_none());
    host.assert_census(&[]);
    host.assert_nothing_is_left().await;
}

pub async fn the_suite_of_all_drivers_passes() {
    let host = Host::new().await;
    let plan = host.plan(&format!("echo hello; {FOREVER}")).await;
    gantry_runtime_suite::drivers_keep_their_promises(host.runtime(), &plan).await;
    assert!(host.census().is_empty(), "{:#?}", host.census());
}

pub async fn exit_codes_and_policies_decide_what_follows() {
    let host = Host::new().await;
    for (script, code) in [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137)] {
        // Process 1 of a container cannot kill itself; its child does.
        let script = if code == 137 { "sh -c 'kill -9 $$'; exit $?" } else { script };
        let plan = host.plan(script).await;
        host.create(&plan).await.unwrap();
        let seen = host.until(&plan, "the container ended", |seen| exit_code(seen).is_some()).await;
        assert_eq!(exit_code(&seen), Some(code), "{seen:#?}");
        assert_eq!(seen.containers[0].restarts, 0);
        host.remove(&plan).await;
    }
    let mut plan = host.plan("echo run; exit 3").await;
    plan.restart_policy = RestartPolicy::OnFailure;
    host.create(&plan).await.unwrap();
    let seen = host.until(&plan, "it was started three times", |seen| seen.containers[0].restarts >= 2).await;
    let last = seen.containers[0].last_end.clone().unwrap_or_default();
    assert!(last.to_string().starts_with("Exit code 3 after"), "{last}");
    let reasons: Vec<&str> = seen.happenings.iter().map(|happening| happening.reason.as_str()).collect();
    // The first start is a step.
    assert_eq!(reasons[..3], ["Ended", "BackOff", "Started"], "{reasons:?}");
    host.remove(&plan).await;
    let mut plan = host.plan("exit 0").await;
    plan.restart_policy = RestartPolicy::OnFailure;
    host.create(&plan).await.unwrap();
    host.until(&plan, "success is not repeated", |seen| exit_code(seen) == Some(0)).await;
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn what_cannot_start_says_why() {
    let host = Host::new().await;
    let image = host.prepare(host.busybox()).await.unwrap();
    let plan = host.plan_of(image.clone(), &["/no/such/program"]);
    let error = host.create(&plan).await.unwrap_err();
    assert!(
        matches!(&error, Error::Invalid { message, .. } if message.to_string().contains("“/no/such/program”")),
        "{error:?}"
    );
    host.remove(&plan).await;
    let plan = host.plan_of(image.clone(), &["/etc/passwd"]);
    let error = host.create(&plan).await.unwrap_err();
    assert!(
        matches!(&error, Error::Invalid { message, .. } if message.to_string().contains("may not be executed")),
        "{error:?}"
    );
    host.remove(&plan).await;
    let plan = host.plan_of(image.clone(), &[]);
    let error = host.create(&plan).await.unwrap_err();
    assert!(
        matches!(&error, Error::Invalid { message, .. } if message.to_string().contains("names no command")),
        "{error:?}"
    );
    let mut plan = host.plan_of(image, &["/bin/true"]);
    plan.containers[0].image.user = "nobody".into();
    let error = host.create(&plan).await.unwrap_err();
    assert!(error.to_string().contains("“nobody”"), "{error:?}");
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_container_sees_what_it_was_given_and_no_more() {
    let host = Host::new().await;
    let mut plan = host.plan(FOREVER).await;
    plan.containers[0].environment.push("ORDERED=yes".into());
    plan.containers[0].working_directory = "/made/for/me".into();
    host.create(&plan).await.unwrap();
    let (text, code) = host
        .exec(&plan, &["/bin/sh", "-c", "env; pwd; hostname; id; cat /etc/hosts; ls /dev; ping -c 1 127.0.0.1"])
        .await;
    assert_eq!(code, 0, "{text}");
    for part in [
        "COLOUR=blue",
        "ORDERED=yes",
        "HOME=/root",
        "/made/for/me",
        &plan.name,
        "uid=0",
        "10.231.",
        "null",
        "1 packets received",
    ] {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
    for script in [
        "mount -t tmpfs none /tmp",
        "mknod /tmp/disk b 7 0",
        "echo 1 > /proc/sys/kernel/panic",
        "hostname other",
        "cat /proc/kcore | head -c 1 | grep .",
        "ls /proc/1/root/host",
        "touch /sys/x",
    ] {
        let (text, code) = host.exec(&plan, &["/bin/sh", "-c", script]).await;
        assert_ne!(code, 0, "{script}: {text}");
    }
    let (processes, _) = host.exec(&plan, &["/bin/ps"]).await;
    assert!(processes.lines().count() < 8, "{processes}");
    let (status, _) = host.exec(&plan, &["/bin/grep", "-E", "NoNewPrivs|Seccomp:|CapBnd", "/proc/self/status"]).await;
    assert!(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"), "{status}");
    host.remove(&plan).await;
    let mut plan = host.plan("id; echo $HOME; nc -l -p 80 & sleep 1; echo listening; sleep 1000").await;
    plan.containers[0].image.user = "web".into();
    host.create(&plan).await.unwrap();
    let log = host.until_logged(&plan, "main", "listening").await;
    assert!(log.contains("uid=1000(web) gid=1000(web) groups=4(log)") && log.contains("/srv"), "{log}");
    assert!(!log.contains("denied"), "{log}");
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_terminal_types_resizes_and_ends() {
    let host = Host::new().await;
    let plan = host.plan(FOREVER).await;
    host.create(&plan).await.unwrap();
    let shell = ExecCommand { argv: vec![], columns: 90, rows: 30 };
    let mut session = host.runtime().exec(&plan.id, "main", &shell).await.unwrap();
    let mut second = host.runtime().exec(&plan.id, "main", &shell).await.unwrap();
    let mut text = String::new();
    async fn until(output: &mut mpsc::Receiver<ExecOutput>, text: &mut String, part: &str) {
        while !text.contains(part) {
            match tokio::time::timeout(BOUND, output.recv()).await {
                Ok(Some(ExecOutput::Bytes(bytes))) => text.push_str(&String::from_utf8_lossy(&bytes)),
                other => panic!("{part}: {other:?}: {text}"),
            }
        }
    }
    type_text(&session.input, "stty size; echo to''ken\n").await;
    until(&mut session.output, &mut text, "token").await;
    assert!(text.contains("30 90"), "{text}");
    session.input.send(gantry_platform::runtime::ExecInput::Resize { columns: 120, rows: 40 }).await.unwrap();
    type_text(&session.input, "stty size; echo don''e\n").await;
    until(&mut session.output, &mut text, "done").await;
    assert!(text.contains("40 120"), "{text}");
    type_text(&second.input, "echo oth''er; exit 5\n").await;
    let mut other = String::new();
    until(&mut second.output, &mut other, "other").await;
    let code = loop {
        match tokio::time::timeout(BOUND, second.output.recv()).await.unwrap().unwrap() {
            ExecOutput::Exit { code } => break code,
            ExecOutput::Bytes(_) => {}
        }
    };
    assert_eq!(code, 5);
    // Dropping a session ends its command, and what that left in the background.
    type_text(&session.input, "sleep 5432 &\n").await;
    type_text(&session.input, "sleep 4321\n").await;
    until(&mut session.output, &mut text, "sleep 4321").await;
    drop(session);
    let end = Instant::now() + BOUND;
    loop {
        let (processes, _) = host.exec(&plan, &["/bin/ps"]).await;
        if !processes.contains("4321") && !processes.contains("5432") {
            break;
        }
        assert!(Instant::now() < end, "{processes}");
    }
    let missing = ExecCommand { argv: vec!["/bin/none".into()], columns: 80, rows: 24 };
    let error = host.runtime().exec(&plan.id, "main", &missing).await.unwrap_err();
    assert!(error.to_string().contains("/bin/none"), "{error}");
    assert!(matches!(host.runtime().exec(&plan.id, "other", &shell).await, Err(Error::NotFound { .. })));
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_container_without_a_shell_says_so() {
    use crate::image::{Layer, Packing, store, store_layer};
    let host = Host::new().await;
    // Busybox by the name of one of its tools is that tool.
    let program = std::fs::read("/bin/busybox").unwrap();
    let layer = Layer::new().folder("app", 0o755).file("app/sleep", 0o755, &program).bytes();
    let layer = store_layer(&host.blobs(), &layer, Packing::Zstd);
    let image = store("bare", vec![layer], serde_json::json!({ "Entrypoint": ["/app/sleep", "1000"] }));
    let image = host.prepare(image).await.unwrap();
    let plan = host.plan_of(image, &["/app/sleep", "1000"]);
    host.create(&plan).await.unwrap();
    let shell = ExecCommand { argv: vec![], columns: 80, rows: 24 };
    let error = host.runtime().exec(&plan.id, "main", &shell).await.unwrap_err();
    assert!(matches!(&error, Error::Unavailable { message } if message.to_string().contains("no shell")), "{error:?}");
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn several_containers_share_a_network_and_nothing_else() {
    let host = Host::new().await;
    let image = host.prepare(host.busybox()).await.unwrap();
    let mut plan = host.plan_of(image.clone(), &["/bin/httpd", "-f", "-p", "80", "-h", "/srv"]);
    let script = format!("until wget -q -O - http://127.0.0.1/; do sleep 0.1; done; {FOREVER}");
    let second: ContainerPlan = container("side", image, &["/bin/sh", "-c", &script]);
    plan.containers.push(second);
    host.create(&plan).await.unwrap();
    host.until_logged(&plan, "side", "hello from busybox").await;
    let (processes, _) = host.exec(&plan, &["/bin/ps"]).await;
    assert!(!processes.contains("wget") && !processes.contains("sleep"), "{processes}");
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_restart_keeps_network_and_log_and_renews_the_layer() {
    let host = Host::new().await;
    let mut plan = host.plan(&format!("ls /tmp; touch /tmp/mark; echo up; {FOREVER}")).await;
    plan.restart_policy = RestartPolicy::Always;
    host.create(&plan).await.unwrap();
    host.until_logged(&plan, "main", "up\n").await;
    let began = host.observe(&plan).await;
    host.runtime().restart(&plan.id, &plan).await.unwrap();
    let log = host.until_logged(&plan, "main", "up\nup\n").await;
    assert!(!log.contains("mark"), "{log}");
    let seen = host.observe(&plan).await;
    assert!(is_running(&seen) && seen.containers[0].state != began.containers[0].state, "{seen:#?}");
    let (routes, _) = host.exec(&plan, &["/bin/ip", "addr", "show", "eth0"]).await;
    assert!(routes.contains(&plan.network.address.to_string()), "{routes}");
    host.assert_census(&[&plan]);
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_stop_is_graceful_within_its_time() {
    let host = Host::new().await;
    let plan = host.plan("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.1; done").await;
    host.create(&plan).await.unwrap();
    host.until_logged(&plan, "main", "ready").await;
    let begin = Instant::now();
    host.runtime().remove(&plan.id, Duration::from_secs(20)).await.unwrap();
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    host.assert_nothing_is_left().await;
}

pub async fn limits_hold() {
    let host = Host::new().await;
    // Memory.
    let mut plan =
        host.plan("echo begin; head -c 200000000 /dev/zero | tail -c 190000000 > /dev/null; echo end; exit 9").await;
    plan.containers[0].argv[2] = "exec dd if=/dev/zero of=/dev/null bs=400M count=1".into();
    host.create(&plan).await.unwrap();
    let seen = host.until(&plan, "it needs too much memory", |seen| exit_code(seen).is_some()).await;
    assert_eq!(exit_code(&seen), Some(137), "{seen:#?}");
    assert!(seen.happenings.iter().any(|happening| happening.reason == "OutOfMemory"), "{seen:#?}");
    host.remove(&plan).await;
    // Disk.
    let plan = host.plan("dd if=/dev/zero of=/big bs=1M count=200 || echo full; sleep 1000").await;
    host.create(&plan).await.unwrap();
    let log = host.until_logged(&plan, "main", "full").await;
    assert!(log.contains("No space left"), "{log}");
    let sample = host.runtime().sample(&plan.id).await.unwrap();
    assert!(sample.disk.total <= 64 << 20 && sample.disk.used > 40 << 20, "{:?}", sample.disk);
    host.remove(&plan).await;
    // Processor.
    let mut plan = host.plan("while :; do :; done & while :; do :; done").await;
    plan.cpu = MilliCpu(300);
    plan.memory = Mebibytes(128);
    host.create(&plan).await.unwrap();
    let end = Instant::now() + BOUND;
    let sample = loop {
        let sample = host.runtime().sample(&plan.id).await.unwrap();
        if sample.cpu.load >= 1 && sample.cpu.usage_core_nano_seconds > 500_000_000 {
            break sample;
        }
        assert!(Instant::now() < end, "{sample:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert!(sample.cpu.usage_nano_cores < 400_000_000, "{sample:?}");
    assert!(
        sample.cpu.limit == 300 && sample.memory.working_set > 0 && sample.memory.available_bytes > 0,
        "{sample:?}"
    );
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn all_containers_together_leave_the_machine_a_reserve() {
    let mut host = Host::new().await;
    let number = |path: &str| std::fs::read_to_string(path).unwrap().trim().parse::<u64>().unwrap();
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap();
    let memory = memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB")).unwrap();
    let memory = memory.parse::<u64>().unwrap() * 1024;
    let bounds = |host: &Host| Cgroups::detect().unwrap().limits(&format!("gantry-{}/groups", host.tag()));
    let processes = number("/proc/sys/kernel/pid_max").min(number("/proc/sys/kernel/threads-max"));
    let (bytes, pids) = bounds(&host);
    assert_eq!(pids, Some(processes / 4 * 3));
    assert!(bytes.is_some_and(|bytes| bytes <= memory - (512 << 20).min(memory / 2)), "{bytes:?} of {memory}");
    // A group that may have more than all together may.
    host.reopen_with(|config| config.memory_reserve = Some(memory - (96 << 20))).await;
    let mut plan = host.plan("exec dd if=/dev/zero of=/dev/null bs=180M count=1").await;
    plan.memory = Mebibytes(1024);
    host.create(&plan).await.unwrap();
    let seen = host.until(&plan, "it takes too much", |seen| exit_code(seen).is_some()).await;
    assert_eq!(exit_code(&seen), Some(137), "{seen:#?}");
    assert!(host.runtime().supervisor_pid(&plan.id).is_some(), "the supervisor stays");
    host.remove(&plan).await;
    // The same with what is usual.
    host.reopen().await;
    host.create(&plan).await.unwrap();
    let seen = host.until(&plan, "it ends", |seen| exit_code(seen).is_some()).await;
    assert_eq!(exit_code(&seen), Some(0), "{seen:#?}");
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn containers_end_before_supervisors_and_these_before_the_server() {
    let host = Host::new().await;
    let plan = host.plan("cat /proc/self/oom_score_adj; sleep 1000").await;
    host.create(&plan).await.unwrap();
    let score = |pid: i32| -> i32 {
        std::fs::read_to_string(format!("/proc/{pid}/oom_score_adj")).unwrap().trim().parse().unwrap()
    };
    let (server, supervisor) =
        (score(std::process::id() as i32), score(host.runtime().supervisor_pid(&plan.id).unwrap()));
    let log = host.until_logged(&plan, "main", "\n").await;
    let container: i32 = log.trim().parse().unwrap();
    let (text, _) = host.exec(&plan, &["/bin/cat", "/proc/1/oom_score_adj"]).await;
    assert_eq!(text.trim().parse::<i32>().unwrap(), container);
    if server < 1000 {
        assert!(
            server < supervisor && (supervisor < container || container == 1000),
            "{server} {supervisor} {container}"
        );
    }
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn logs_are_followed_while_they_are_written() {
    use futures::StreamExt;
    let host = Host::new().await;
    let plan = host.plan("for i in $(seq 1 50); do echo line $i; sleep 0.02; done; sleep 1000").await;
    host.create(&plan).await.unwrap();
    let mut lines = host.runtime().follow(&plan.id, "main", 0).await.unwrap();
    for number in 1..=50 {
        let line = tokio::time::timeout(BOUND, lines.next()).await.unwrap().unwrap();
        assert_eq!((line.number, line.text), (number, format!("line {number}")));
    }
    let query = LogQuery { limit: 2, search: Some("LINE 4".into()), ..Default::default() };
    let found = host.runtime().logs(&plan.id, "main", &query).await.unwrap();
    assert_eq!(found.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["line 48", "line 49"]);
    host.remove(&plan).await;
    assert!(tokio::time::timeout(BOUND, lines.next()).await.unwrap().is_none());
    host.assert_nothing_is_left().await;
}

pub async fn a_runtime_that_hangs_is_ended() {
    let mut host = Host::new().await;
    let hanging = host.dir.path().join("hanging");
    let (from_now, engine) = (host.dir.path().join("from-now"), host.runtime().info().engine);
    let engine = engine.split(' ').next().unwrap();
    let script = format!("#!/bin/sh\n[ -e {} ] && sleep 1000\nexec {engine} \"$@\"\n", from_now.display());
    write_program(&hanging, &script);
    host.reopen_with(|config| {
        config.runtime = Some(hanging.display().to_string());
        config.deadline = Duration::from_secs(1);
    })
    .await;
    std::fs::write(from_now, "").unwrap();
    let plan = host.plan(FOREVER).await;
    let begin = Instant::now();
    let error = host.create(&plan).await.unwrap_err();
    assert!(
        matches!(&error, Error::Unavailable { message } if message.to_string().contains("within 1 s")),
        "{error:?}"
    );
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn containers_know_their_name_and_whom_to_ask() {
    let mut host = Host::new().await;
    host.reopen_with(|config| config.dns = Some(vec!["192.0.2.53".parse().unwrap(), "2001:db8::53".parse().unwrap()]))
        .await;
    let plan = host.plan(FOREVER).await;
    host.create(&plan).await.unwrap();
    let (text, _) = host.exec(&plan, &["/bin/cat", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf"]).await;
    let text = text.replace('\r', "");
    let own = format!("{}\t{}\n", plan.network.address, plan.name);
    for part in [&plan.name, "127.0.0.1\tlocalhost\n", &own, "nameserver 192.0.2.53\nnameserver 2001:db8::53\n"] {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
    for name in ["hostname", "hosts", "resolv.conf"] {
        let (text, code) = host.exec(&plan, &["/bin/sh", "-c", &format!("echo x >> /etc/{name}")]).await;
        assert_ne!(code, 0, "{name}: {text}");
    }
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}

pub async fn a_full_disk_is_said_and_harms_nothing() {
    let mut host = Host::new().await;
    host.stop_server();
    let layers = host.data().join("layers");
    let small = |size: &str| {
        let options = format!("size={size},mode=700");
        nix::mount::mount(Some("tmpfs"), &layers, Some("tmpfs"), nix::mount::MsFlags::empty(), Some(options.as_str()))
    };
    small("1m").unwrap();
    host.reopen().await;
    let error = host.prepare(host.busybox()).await.unwrap_err();
    assert!(matches!(&error, Error::Unavailable { message } if message.to_string().contains("disk")), "{error:?}");
    let left = host.census();
    host.stop_server();
    nix::mount::umount(&layers).unwrap();
    assert!(left.files.is_empty(), "{left:#?}");
    host.reopen().await;
    host.prepare(host.busybox()).await.unwrap();
}

pub async fn two_installations_do_not_touch_each_other() {
    let (mut one, two) = (Host::new().await, Host::new().await);
    let (first, second) = (one.plan(FOREVER).await, two.plan(FOREVER).await);
    one.create(&first).await.unwrap();
    two.create(&second).await.unwrap();
    // A start sweeps; it must see its own tag only.
    one.reopen().await;
    two.until(&second, "it runs on", is_running).await;
    one.remove(&first).await;
    one.assert_nothing_is_left().await;
    two.assert_census(&[&second]);
    two.remove(&second).await;
    two.assert_nothing_is_left().await;
}

pub async fn a_stop_uses_the_signal_that_the_image_names() {
    let host = Host::new().await;
    let layer = image::store_layer(&host.blobs(), &image::busybox().bytes(), image::Packing::Plain);
    for (named, trapped, known) in [
        ("SIGQUIT", "QUIT", true),
        ("10", "USR1", true),
        ("SIGRTMIN+3", "37", true),
        ("", "TERM", true),
        ("SIGNONSENSE", "TERM", false),
    ] {
        let image = image::store("stops", vec![layer.clone()], serde_json::json!({ "StopSignal": named }));
        let script = format!("trap 'echo asked; exit 0' {trapped}; echo up; while :; do sleep 0.1; done");
        let mut plan = host.plan_of(host.prepare(image).await.unwrap(), &["/bin/sh", "-c", &script]);
        plan.grace = BOUND;
        host.create(&plan).await.unwrap();
        host.until_logged(&plan, "main", "up").await;
        let begin = Instant::now();
        host.runtime().restart(&plan.id, &plan).await.unwrap();
        assert!(begin.elapsed() < Duration::from_secs(10), "{named}: {:?}", begin.elapsed());
        host.until_logged(&plan, "main", "asked\n").await;
        let seen = host.observe(&plan).await;
        let said: Vec<String> = seen
            .happenings
            .iter()
            .filter(|one| one.reason == "StopSignal")
            .map(|one| one.description.to_string())
            .collect();
        assert_eq!(said.is_empty(), known, "{named}: {said:?}");
        assert!(said.iter().all(|text| text.contains(named) && text.contains("SIGTERM")), "{said:?}");
        host.remove(&plan).await;
    }
    host.assert_nothing_is_left().await;
}

pub async fn a_stop_that_comes_before_a_program_listens_is_said_again() {
    let host = Host::new().await;
    // The kernel drops what the first process of a container has no handler for.
    let mut plan = host.plan("sleep 0.4; trap 'exit 0' TERM; while :; do sleep 0.1; done").await;
    plan.grace = Duration::from_secs(30);
    host.create(&plan).await.unwrap();
    let begin = Instant::now();
    host.runtime().remove(&plan.id, plan.grace).await.unwrap();
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    host.remove(&plan).await;
    host.assert_nothing_is_left().await;
}
