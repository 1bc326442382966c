//! How an OCI runtime is chosen: by what it does, not by what it says.

use std::path::Path;
use std::time::{Duration, Instant};

use gantry_model::error::Error;
use gantry_runtime_host::{HostRuntime, candidates, check, teardown};

use crate::support::{Host, config, write_program};

pub async fn a_runtime_that_runs_a_container_is_chosen() {
    let host = Host::new().await;
    let abandoned = Path::new("/sys/fs/cgroup/pids/gantry-trial-4194999-0/group");
    let has_pids = Path::new("/sys/fs/cgroup/pids").is_dir();
    if has_pids {
        // Of a process that cannot be: numbers end before.
        std::fs::create_dir_all(abandoned).unwrap();
    }
    let begin = Instant::now();
    let found = candidates(None, &std::env::current_exe().unwrap());
    println!("  {} runtimes tried in {:?}", found.len(), begin.elapsed());
    for candidate in &found {
        println!("  {}: {:?}", candidate.name, candidate.outcome);
    }
    assert!(!abandoned.exists());
    let first = found.iter().find_map(|candidate| candidate.outcome.as_ref().ok()).unwrap();
    let chosen = HostRuntime::open(config(&host.dir.path().join("other"))).await.unwrap();
    if std::env::var_os("GANTRY_TEST_RUNTIME").is_none() {
        use gantry_platform::runtime::Runtime;
        assert_eq!(chosen.info().engine, format!("{} {}", first.name, first.version));
    }
    drop(chosen);
    teardown(&host.dir.path().join("other")).unwrap();
    let lines = check(&host.data(), None, &std::env::current_exe().unwrap());
    for candidate in &found {
        let line = lines.iter().find(|line| line.what == candidate.name).unwrap();
        assert!(line.ok == candidate.outcome.is_ok() && !line.needed && !line.detail.is_empty(), "{line:?}");
    }
    assert!(lines.iter().any(|line| line.what == "OCI runtime" && line.ok && line.needed), "{lines:?}");
    let left: Vec<String> = std::fs::read_dir("/sys/fs/cgroup/pids")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.starts_with(&format!("gantry-trial-{}-", std::process::id())))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

pub async fn a_runtime_that_does_not_do_its_work_is_refused_with_the_reason() {
    let host = Host::new().await;
    let engine = gantry_platform::runtime::Runtime::info(host.runtime()).engine;
    let engine = engine.split(' ').next().unwrap();
    let bundle = "for word; do [ \"$before\" = --bundle ] && bundle=$word; before=$word; done";
    let fake = host.dir.path().join("fake");
    for (what, script, reason) in [
        ("says its version and no more", "exit 0".to_owned(), "which process"),
        ("fails", "echo '{\"msg\":\"no such cgroup\"}' > $4; exit 1".to_owned(), "no such cgroup"),
        ("hangs", "sleep 1000".to_owned(), "within 3 s"),
        (
            "sets no limits",
            format!("{bundle}; sed -i 's/\"memory\":{{[^}}]*}},//' $bundle/config.json; exec {engine} \"$@\""),
            "limits",
        ),
    ] {
        write_program(&fake, &format!("#!/bin/sh\n[ $1 = --version ] && echo fake 1.0 && exit\n{script}\n"));
        let mut config = config(&host.dir.path().join("other"));
        config.runtime = Some(fake.display().to_string());
        config.deadline = Duration::from_secs(3);
        let error = HostRuntime::open(config).await.unwrap_err();
        let Error::Unavailable { message } = &error else { panic!("{what}: {error:?}") };
        println!("  {what}: {message}");
        assert!(
            message.to_string().contains(reason) && message.to_string().contains("--runtime simulated"),
            "{what}: {message}"
        );
    }
    teardown(&host.dir.path().join("other")).unwrap();
}
