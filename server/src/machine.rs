//! What machines ask: does it live, is it ready, how does it do.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Whether requests should be sent here, and how many were.
#[derive(Clone, Default)]
pub struct Readiness(Arc<Inner>);

#[derive(Default)]
struct Inner {
    ready: AtomicBool,
    answers: [AtomicU64; 5],
}

impl Readiness {
    /// Says whether the server takes requests.
    pub fn set_ready(&self, ready: bool) {
        self.0.ready.store(ready, Ordering::Relaxed);
    }

    /// Counts an answer by its class.
    pub fn count(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.0.answers[class].fetch_add(1, Ordering::Relaxed);
    }
}

/// `GET /healthz`: the process answers.
pub async fn health() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: 200 while it takes requests, 503 while it starts and stops.
pub async fn ready(State(readiness): State<Readiness>) -> Response {
    if readiness.0.ready.load(Ordering::Relaxed) {
        "ready\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
    }
}

/// `GET /metrics`: figures of this process in the Prometheus text format. No names of things that people made.
pub async fn metrics(State(readiness): State<Readiness>) -> Response {
    let mut text = String::new();
    let mut metric = |name: &str, kind: &str, help: &str, lines: &[(String, u64)]| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
        for (labels, value) in lines {
            let _ = writeln!(text, "{name}{labels} {value}");
        }
    };
    let version = env!("CARGO_PKG_VERSION");
    metric("gantry_build_info", "gauge", "Version of this server.", &[(format!("{{version=\"{version}\"}}"), 1)]);
    let answers: Vec<_> = (readiness.0.answers.iter().enumerate())
        .map(|(class, count)| (format!("{{class=\"{}xx\"}}", class + 1), count.load(Ordering::Relaxed)))
        .collect();
    metric("gantry_http_responses_total", "counter", "Answers by class of status.", &answers);
    if let Some(bytes) = resident_bytes() {
        let name = "process_resident_memory_bytes";
        metric(name, "gauge", "Memory of this process.", &[(String::new(), bytes)]);
    }
    if let Ok(files) = std::fs::read_dir("/proc/self/fd") {
        let open = u64::try_from(files.count()).unwrap_or(u64::MAX);
        metric("process_open_fds", "gauge", "Open files of this process.", &[(String::new(), open)]);
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib * 1024)
}
