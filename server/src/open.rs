//! Opens the engine on the machine that the configuration describes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use gantry_engine::clock::{Clock, SystemClock};
use gantry_engine::registry::RegistrySettings;
use gantry_engine::runtime::Runtime as Driver;
use gantry_engine::runtime::host::{HostConfig, HostRuntime};
use gantry_engine::runtime::simulated::{Latency, SimulatedRuntime};
use gantry_engine::settings::Settings;
use gantry_engine::store::FolderLock;
use gantry_engine::{Engine, EngineConfig};

use crate::config::{Config, Runtime};

/// Opens the engine of a server that listens at `address`, and says what a person at the terminal wants to know: the one-time password, the runtime.
///
/// # Errors
/// What a person can mend, in words: the data folder is in use or newer, the password file cannot be read, the machine
/// cannot run containers.
pub async fn engine(config: &Config, address: SocketAddr) -> Result<Engine> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    // Before the driver is opened, which sweeps what a dead server left: a living one's must not be touched.
    let lock = FolderLock::take(&config.data)?;
    let driver = driver(config, &clock).await?;
    let mut settings = EngineConfig { key_file: config.key_file.clone(), ..EngineConfig::at(&config.data) };
    if let Some(file) = &config.admin_password_file {
        let password = std::fs::read_to_string(file);
        let password = password.with_context(|| format!("admin-password-file: read {}", file.display()))?;
        settings.admin_password = Some(password.trim_end_matches(['\r', '\n']).to_owned());
    }
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    settings.registry = limited(RegistrySettings::default(), config).at(&config.url(address), scheme);
    settings.settings = priced(settings.settings, config);
    let engine = Engine::open_locked(lock, settings, clock, driver).await?;
    println!("Containers run on: {}", engine.runtime_info().engine);
    match engine.first_password() {
        Some(first) if first.is_new => {
            println!("Sign in as {} with the one-time password {}", first.user, first.password);
            println!("It is also in {} until it is changed.", first.file.display());
        }
        // Terminals are logged: once is enough.
        Some(first) => {
            println!("Sign in as {} with the one-time password in {}", first.user, first.file.display());
        }
        None => {}
    }
    Ok(engine)
}

fn limited(defaults: RegistrySettings, config: &Config) -> RegistrySettings {
    let limits = config.registry;
    RegistrySettings {
        blob_bytes: limits.blob_gib.map_or(defaults.blob_bytes, |gib| gib << 30),
        uploads: limits.uploads.unwrap_or(defaults.uploads),
        upload_idle: limits
            .upload_idle_hours
            .map_or(defaults.upload_idle, |hours| Duration::from_secs(hours.saturating_mul(3600))),
        reserve_bytes: limits.reserve_mib.map_or(defaults.reserve_bytes, |mib| mib << 20),
        ..defaults
    }
}

fn priced(mut settings: Settings, config: &Config) -> Settings {
    let (prices, billing) = (&mut settings.prices, &config.billing);
    prices.currency = billing.currency.clone().unwrap_or_else(|| prices.currency.clone());
    prices.registry_month_micros = billing.registry_month_micros.unwrap_or(prices.registry_month_micros);
    prices.opening_balance_micros = billing.opening_balance_micros.unwrap_or(prices.opening_balance_micros);
    settings.eip_pool.clone_from(&config.eip_pool);
    settings.time_zone = config.time_zone.clone();
    settings.support_contact.clone_from(&config.support_contact);
    settings.quota = config.quota.iter().fold(settings.quota, |limits, (what, limit)| limits.with(*what, *limit));
    settings
}

async fn driver(config: &Config, clock: &Arc<dyn Clock>) -> Result<Arc<dyn Driver>> {
    match config.runtime {
        Runtime::Simulated => Ok(Arc::new(SimulatedRuntime::open(&config.data, clock.clone(), Latency::USUAL)?)),
        Runtime::Host => {
            let data = config.data.canonicalize().with_context(|| format!("data: {}", config.data.display()))?;
            let program = std::env::current_exe().context("find this program's own file")?;
            let mut settings = HostConfig::new(data, program);
            settings.runtime.clone_from(&config.oci_runtime);
            settings.memory_reserve = config.memory_reserve;
            if !config.dns.is_empty() {
                settings.dns = Some(config.dns.clone());
            }
            let driver = HostRuntime::open(settings).await.context(
                "runtime: `gantry check` says what this machine lacks; --runtime simulated works without containers",
            )?;
            Ok(Arc::new(driver))
        }
    }
}
