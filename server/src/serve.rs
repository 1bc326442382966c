//! The life of the server: log, listen, serve, drain.

use crate::assets::Assets;
use crate::config::{Config, LogFormat, Tls};
use crate::connections::{Connections, Limits};
use crate::csrf::Origins;
use crate::machine::Readiness;
use crate::open;
use crate::places::Places;
use crate::router::{self, AppState};
use crate::session::Door;
use crate::vpc_door;
use anyhow::{Context, Result};
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use gantry_engine::Engine;
use gantry_engine::runtime::host;
use leptos::config::LeptosOptions;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// Serves until the process is told to stop.
///
/// # Errors
/// What a person can mend: the port is in use, the certificate cannot be read, the data folder is in use.
pub fn serve(config: Config) -> Result<()> {
    start_log(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(serve_here(config));
    // A blocking call that hangs must not keep a stopped server alive.
    runtime.shutdown_timeout(Duration::from_secs(2));
    result
}

async fn serve_here(config: Config) -> Result<()> {
    let assets = Assets::open()?;
    let listener = listen(config.listen)?;
    let address = listener.local_addr()?;
    let url = config.url(address);
    let rustls = match &config.tls {
        Some(tls) => Some(read_tls(tls).await?),
        None => None,
    };

    // Containers, blobs and connections each cost open files.
    let files = host::raise_open_files().context("raise the limit of open files")?;
    let connections = Connections::new(Limits::for_files(files, config.trusted_proxies.clone()));
    let engine = open::engine(&config, address).await?;
    engine.start();
    let stopping = CancellationToken::new();
    let readiness = Readiness::default();
    let leptos = LeptosOptions::builder().output_name("gantry").build();
    let origins = Origins::new(config.public_url.as_deref(), config.tls.is_some());
    let door = Door::new(engine.iam().clone(), origins, config.trusted_proxies.clone(), installation(&engine, &url));
    let state = AppState {
        assets,
        door,
        engine: engine.clone(),
        leptos,
        readiness: readiness.clone(),
        stopping: stopping.clone(),
        places: Places::default(),
    };
    if let Some(clients) = engine.registry_clients() {
        tokio::spawn(vpc_door::serve(engine.registry().clone(), clients, connections.clone(), stopping.clone()));
    }
    tokio::spawn(connections.clone().watch_for_ever());
    let service = router::router(state).into_make_service_with_connect_info::<SocketAddr>();

    let handle = Handle::new();
    tokio::spawn(stop_on_signal(handle.clone(), stopping.clone(), readiness.clone(), config.drain_seconds));
    readiness.set_ready(true);
    tell_address(config.address_file.as_deref(), address)?;
    println!("Gantry is at {url}");
    match rustls {
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls).acceptor(connections);
            axum_server::from_tcp(listener)?.acceptor(acceptor).handle(handle).serve(service).await
        }
        None => axum_server::from_tcp(listener)?.acceptor(connections).handle(handle).serve(service).await,
    }
    .context("serve")?;
    engine.stop().await;
    tracing::info!("stopped");
    Ok(())
}

/// What pages know of the installation, whoever looks at them.
pub fn installation(engine: &Engine, url: &str) -> gantry_app::Session {
    let runtime = engine.runtime_info();
    let settings = engine.settings();
    let registry = engine.registry().settings();
    let hosts = if engine.pulls_from_elsewhere() {
        Vec::new()
    } else {
        vec![registry.public_host.clone(), registry.vpc_host.clone()]
    };
    gantry_app::Session {
        user: String::new(),
        must_change_password: false,
        regions: settings.regions.clone(),
        runtime: runtime.engine,
        simulated: runtime.simulated,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        zone: settings.zone(engine.store().clock().now()),
        image_hosts: hosts,
        support_contact: settings.support_contact.clone(),
        registry_host: url.split_once("://").map_or(url, |(_, host)| host).to_owned(),
    }
}

fn start_log(config: &Config) -> Result<()> {
    let filter = EnvFilter::try_new(&config.log).with_context(|| format!("log: {:?} is no filter", config.log))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}

fn listen(address: SocketAddr) -> Result<TcpListener> {
    let listener = TcpListener::bind(address).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow::anyhow!(
            "listen: {address} is in use by another program; stop that one, or choose another port with --listen"
        ),
        ErrorKind::PermissionDenied => {
            anyhow::anyhow!("listen: {address} is not allowed for this user; ports below 1024 need root")
        }
        _ => anyhow::anyhow!("listen: {address}: {error}"),
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

async fn read_tls(tls: &Tls) -> Result<RustlsConfig> {
    // Fails only where a provider is installed already, and then that one is used.
    let _ = rustls::crypto::ring::default_provider().install_default();
    RustlsConfig::from_pem_file(&tls.cert, &tls.key)
        .await
        .with_context(|| format!("TLS with tls-cert {} and tls-key {}", tls.cert.display(), tls.key.display()))
}

/// Writes the address for the scripts that wait for it. Renamed into place: who sees the file can read it whole.
fn tell_address(file: Option<&Path>, address: SocketAddr) -> Result<()> {
    let Some(file) = file else { return Ok(()) };
    let fresh = file.with_extension("new");
    std::fs::write(&fresh, address.to_string())
        .and_then(|()| std::fs::rename(&fresh, file))
        .with_context(|| format!("address-file: write {}", file.display()))
}

/// On SIGTERM or SIGINT: no new connections, open streams are told, open requests get their time.
async fn stop_on_signal(handle: Handle<SocketAddr>, stopping: CancellationToken, ready: Readiness, seconds: u32) {
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("cannot listen to signals: this server stops at once when it is told to");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping: open requests get {seconds} s");
    ready.set_ready(false);
    stopping.cancel();
    handle.graceful_shutdown(Some(Duration::from_secs(seconds.into())));
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("told twice: stopping now");
    handle.shutdown();
}
