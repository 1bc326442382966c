//! Settings: from the command line, the environment and a file, in this order of weight.
//!
//! Each setting is named once, in [`Settings`]: `--public-url` on the command line is `GANTRY_PUBLIC_URL` in the
//! environment and `public-url` in the file. Nothing else in the program reads the environment for settings.

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use gantry_engine::settings::{TimeZone, system_time_zone, time_zone};
use gantry_model::billing::parse_amount;
use gantry_model::network::EipPool;
use gantry_model::quota::{Entitlement, check_limit};
use gantry_model::settings::SupportContact;
use serde::Deserialize;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

/// What runs the containers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Runtime {
    /// Real containers on this machine, by crun or runc. Needs root
    Host,
    /// No containers: everything is acted out, for a look around and for tests
    Simulated,
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Host => "host",
            Self::Simulated => "simulated",
        })
    }
}

/// Settings as people write them. What is left out here has a default in [`Config`].
#[derive(Args, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Folder for everything that is kept: the store, images, logs. Made if missing [default: ./data]
    #[arg(long, env = "GANTRY_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address and port to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, env = "GANTRY_LISTEN", value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
    /// What runs the containers [default: host]
    #[arg(long, env = "GANTRY_RUNTIME", value_name = "RUNTIME")]
    pub runtime: Option<Runtime>,
    /// OCI runtime of the host driver, by name or path. youki, runsc and kata-runtime are used only when named here
    /// [default: the first of crun and runc that passes its trial]
    #[arg(long, env = "GANTRY_OCI_RUNTIME", value_name = "NAME")]
    pub oci_runtime: Option<String>,
    /// Name server that containers ask, at most three; may be given several times [default: those that this machine
    /// asks, without its own loopback]
    #[arg(long, env = "GANTRY_DNS", value_name = "ADDR", value_delimiter = ',')]
    pub dns: Vec<IpAddr>,
    /// File whose first line becomes the password of `admin`. Without it, a one-time password is printed at the first
    /// start, to be changed at the first sign-in. Counts only while there is no administrator yet
    #[arg(long, env = "GANTRY_ADMIN_PASSWORD_FILE", value_name = "FILE")]
    pub admin_password_file: Option<PathBuf>,
    /// File with the key of the secrets that are kept; 64 hexadecimal digits, mode 0600 [default: DIR/secret.key, made
    /// at the first start]
    #[arg(long, env = "GANTRY_KEY_FILE", value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// Address of a proxy before this server, whose X-Forwarded-For is believed; may be given several times
    #[arg(long = "trusted-proxy", env = "GANTRY_TRUSTED_PROXIES", value_name = "ADDR", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,
    /// Address by which people and registry clients reach this server, where it is not the listening one:
    /// https://cloud.example.org
    #[arg(long, env = "GANTRY_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Certificate chain in PEM; with `--tls-key` the server speaks TLS
    #[arg(long, env = "GANTRY_TLS_CERT", value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// Private key of the certificate in PEM
    #[arg(long, env = "GANTRY_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Listen without TLS on an address that others can reach. Passwords then cross the network readable; only for
    /// a network that you trust, or behind a proxy that speaks TLS
    #[arg(long, env = "GANTRY_INSECURE_LISTEN_WITHOUT_TLS", value_name = "true|false", num_args = 0..=1, default_missing_value = "true")]
    pub insecure_listen_without_tls: Option<bool>,
    /// File that gets the address in use once the server answers; for scripts that start it on port 0
    #[arg(long, env = "GANTRY_ADDRESS_FILE", value_name = "FILE")]
    pub address_file: Option<PathBuf>,
    /// What is logged: error, warn, info, debug, trace, or a filter like `info,gantry_engine=debug` [default: info]
    #[arg(long, env = "GANTRY_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// Form of a log line: text or json [default: text]
    #[arg(long, env = "GANTRY_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// Largest blob that can be pushed, in GiB [default: 64]
    #[arg(long, env = "GANTRY_REGISTRY_BLOB_GIB", value_name = "GIB")]
    pub registry_blob_gib: Option<u64>,
    /// Uploads to the registry that may be under way at once [default: 256]
    #[arg(long, env = "GANTRY_REGISTRY_UPLOADS", value_name = "COUNT")]
    pub registry_uploads: Option<u64>,
    /// Hours after which an upload that does not move is given up [default: 24]
    #[arg(long, env = "GANTRY_REGISTRY_UPLOAD_IDLE_HOURS", value_name = "HOURS")]
    pub registry_upload_idle_hours: Option<u64>,
    /// MiB that uploads leave free on the disk [default: 256]
    #[arg(long, env = "GANTRY_REGISTRY_RESERVE_MIB", value_name = "MIB")]
    pub registry_reserve_mib: Option<u64>,
    /// MiB of memory that all containers together leave to this machine [default: a sixteenth of it, at least 512]
    #[arg(long, env = "GANTRY_MEMORY_RESERVE_MIB", value_name = "MIB")]
    pub memory_reserve_mib: Option<u64>,
    /// What stands behind prices and the balance [default: CNY]
    #[arg(long, env = "GANTRY_CURRENCY", value_name = "NAME")]
    pub currency: Option<String>,
    /// Price of a registry instance for one month, with at most two places [default: 1]
    #[arg(long, env = "GANTRY_PRICE_REGISTRY_MONTH", value_name = "AMOUNT")]
    pub price_registry_month: Option<String>,
    /// What the internal account begins with, with at most two places [default: 10000]
    #[arg(long, env = "GANTRY_OPENING_BALANCE", value_name = "AMOUNT")]
    pub opening_balance: Option<String>,
    /// Default upper limit of something in each region, `vpcs=100`; may be given several times. What an administrator has
    /// set on the quota page weighs more
    #[arg(long, env = "GANTRY_QUOTA", value_name = "NAME=LIMIT", value_delimiter = ',')]
    pub quota: Vec<String>,
    /// Range that public addresses (EIPs) are taken from, `203.0.113.0/26`; may be given several times. The network must lead
    /// it to this machine [default: a range of the loopback, for trying out]
    #[arg(long, env = "GANTRY_EIP_POOL", value_name = "RANGE", value_delimiter = ',')]
    pub eip_pool: Vec<String>,
    /// Time zone of all times and schedules, by its name in the IANA database: Europe/Berlin, UTC [default: the machine's]
    #[arg(long, env = "GANTRY_TIME_ZONE", value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Whom people ask when they need help, on the help pages and in the user menu: words, https://help.example.org or
    /// mailto:help@example.org; at most 200 characters
    #[arg(long, env = "GANTRY_SUPPORT_CONTACT", value_name = "CONTACT")]
    pub support_contact: Option<String>,
    /// Seconds that open requests get to end when the server is told to stop [default: 10]
    #[arg(long, env = "GANTRY_DRAIN_SECONDS", value_name = "SECONDS")]
    pub drain_seconds: Option<u32>,
}

/// Form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Settings as the server uses them: complete and checked.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub listen: SocketAddr,
    pub runtime: Runtime,
    /// `None`: the first that works.
    pub oci_runtime: Option<String>,
    /// Empty: those that this machine asks.
    pub dns: Vec<IpAddr>,
    pub admin_password_file: Option<PathBuf>,
    pub key_file: Option<PathBuf>,
    pub trusted_proxies: Vec<IpAddr>,
    /// Without a slash at its end; `None`: the listening address.
    pub public_url: Option<String>,
    pub tls: Option<Tls>,
    pub address_file: Option<PathBuf>,
    pub log: String,
    pub log_format: LogFormat,
    pub drain_seconds: u32,
    pub registry: RegistryLimits,
    /// In bytes; `None`: what the runtime driver proposes.
    pub memory_reserve: Option<u64>,
    pub billing: Billing,
    /// Limits that are not the defaults.
    pub quota: Vec<(Entitlement, u64)>,
    /// `None`: what the runtime driver proposes.
    pub eip_pool: Option<EipPool>,
    pub time_zone: TimeZone,
    pub support_contact: Option<SupportContact>,
}

/// Limits of the registry, where they are not its defaults.
#[derive(Clone, Copy, Debug, Default)]
pub struct RegistryLimits {
    pub blob_gib: Option<u64>,
    pub uploads: Option<u64>,
    pub upload_idle_hours: Option<u64>,
    pub reserve_mib: Option<u64>,
}

/// Prices and balance, where they are not the defaults. Amounts are in millionths.
#[derive(Clone, Debug, Default)]
pub struct Billing {
    pub currency: Option<String>,
    pub registry_month_micros: Option<u64>,
    pub opening_balance_micros: Option<u64>,
}

impl Config {
    /// The origin by which people and registry clients reach a server that listens at `address`.
    pub fn url(&self, address: SocketAddr) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        self.public_url.clone().unwrap_or_else(|| format!("{scheme}://{address}"))
    }
}

/// Where certificate and key are.
#[derive(Clone, Debug)]
pub struct Tls {
    pub cert: PathBuf,
    pub key: PathBuf,
}

impl Settings {
    /// Reads a settings file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("read the settings in {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("settings in {}", path.display()))
    }

    /// Takes what is missing here from `other`.
    pub fn or(self, other: Self) -> Self {
        Self {
            data: self.data.or(other.data),
            listen: self.listen.or(other.listen),
            runtime: self.runtime.or(other.runtime),
            oci_runtime: self.oci_runtime.or(other.oci_runtime),
            dns: if self.dns.is_empty() { other.dns } else { self.dns },
            admin_password_file: self.admin_password_file.or(other.admin_password_file),
            key_file: self.key_file.or(other.key_file),
            trusted_proxies: if self.trusted_proxies.is_empty() { other.trusted_proxies } else { self.trusted_proxies },
            public_url: self.public_url.or(other.public_url),
            tls_cert: self.tls_cert.or(other.tls_cert),
            tls_key: self.tls_key.or(other.tls_key),
            insecure_listen_without_tls: self.insecure_listen_without_tls.or(other.insecure_listen_without_tls),
            address_file: self.address_file.or(other.address_file),
            log: self.log.or(other.log),
            log_format: self.log_format.or(other.log_format),
            registry_blob_gib: self.registry_blob_gib.or(other.registry_blob_gib),
            registry_uploads: self.registry_uploads.or(other.registry_uploads),
            registry_upload_idle_hours: self.registry_upload_idle_hours.or(other.registry_upload_idle_hours),
            registry_reserve_mib: self.registry_reserve_mib.or(other.registry_reserve_mib),
            memory_reserve_mib: self.memory_reserve_mib.or(other.memory_reserve_mib),
            currency: self.currency.or(other.currency),
            price_registry_month: self.price_registry_month.or(other.price_registry_month),
            opening_balance: self.opening_balance.or(other.opening_balance),
            quota: if self.quota.is_empty() { other.quota } else { self.quota },
            eip_pool: if self.eip_pool.is_empty() { other.eip_pool } else { self.eip_pool },
            time_zone: self.time_zone.or(other.time_zone),
            support_contact: self.support_contact.or(other.support_contact),
            drain_seconds: self.drain_seconds.or(other.drain_seconds),
        }
    }

    /// Fills in defaults and checks what belongs together.
    pub fn complete(self) -> Result<Config> {
        let tls = match (self.tls_cert, self.tls_key) {
            (Some(cert), Some(key)) => Some(Tls { cert, key }),
            (None, None) => None,
            (Some(_), None) => bail!("tls-cert is set, but tls-key is not: TLS needs both"),
            (None, Some(_)) => bail!("tls-key is set, but tls-cert is not: TLS needs both"),
        };
        let listen = self.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
        let insecure = self.insecure_listen_without_tls.unwrap_or(false);
        ensure!(
            tls.is_some() || insecure || listen.ip().is_loopback(),
            "listen: {listen} can be reached by others, and without TLS passwords would cross the network readable. \
             Set tls-cert and tls-key, listen on 127.0.0.1, or allow it with --insecure-listen-without-tls"
        );
        let public_url = self.public_url.map(|url| check_public_url(&url)).transpose()?;
        let registry = RegistryLimits {
            blob_gib: between("registry-blob-gib", self.registry_blob_gib, 1, 4096)?,
            uploads: between("registry-uploads", self.registry_uploads, 1, 65_536)?,
            upload_idle_hours: between("registry-upload-idle-hours", self.registry_upload_idle_hours, 1, 8760)?,
            reserve_mib: between("registry-reserve-mib", self.registry_reserve_mib, 0, 1 << 20)?,
        };
        let memory_reserve = between("memory-reserve-mib", self.memory_reserve_mib, 0, 1 << 24)?.map(|mib| mib << 20);
        let billing = Billing {
            currency: self.currency.map(check_currency).transpose()?,
            registry_month_micros: amount("price-registry-month", self.price_registry_month)?,
            opening_balance_micros: amount("opening-balance", self.opening_balance)?,
        };
        let quota = self.quota.iter().map(|text| quota(text)).collect::<Result<_>>()?;
        let eip_pool =
            if self.eip_pool.is_empty() { None } else { Some(EipPool::parse(&self.eip_pool).map_err(named)?) };
        let time_zone = self.time_zone.map_or_else(system_time_zone, |name| time_zone(&name)).map_err(named)?;
        let support_contact = self.support_contact.map(check_support_contact).transpose()?;
        Ok(Config {
            data: self.data.unwrap_or_else(|| PathBuf::from("data")),
            listen,
            runtime: self.runtime.unwrap_or(Runtime::Host),
            oci_runtime: self.oci_runtime,
            dns: self.dns,
            admin_password_file: self.admin_password_file,
            key_file: self.key_file,
            trusted_proxies: self.trusted_proxies.iter().map(IpAddr::to_canonical).collect(),
            public_url,
            tls,
            address_file: self.address_file,
            log: self.log.unwrap_or_else(|| "info".to_owned()),
            log_format: self.log_format.unwrap_or(LogFormat::Text),
            drain_seconds: self.drain_seconds.unwrap_or(10),
            registry,
            memory_reserve,
            billing,
            quota,
            eip_pool,
            time_zone,
            support_contact,
        })
    }
}

/// A fault of a setting with the setting's name before it, as all of them are told.
fn named(error: gantry_model::Error) -> anyhow::Error {
    match error.field() {
        Some(name) => anyhow::anyhow!("{name}: {error}"),
        None => error.into(),
    }
}

fn between(name: &str, value: Option<u64>, least: u64, most: u64) -> Result<Option<u64>> {
    if let Some(value) = value {
        ensure!((least..=most).contains(&value), "{name}: {value} is not {least} to {most}");
    }
    Ok(value)
}

/// An amount of money with at most two places, into millionths. Nothing at all may cost 0.
fn amount(name: &str, text: Option<String>) -> Result<Option<u64>> {
    let read = |text: String| match text.trim() {
        "0" | "0.0" | "0.00" => Ok(0),
        text => parse_amount("amount", text).map_err(|error| anyhow::anyhow!("{name}: {error}")),
    };
    text.map(read).transpose()
}

fn check_currency(name: String) -> Result<String> {
    let length = name.chars().count();
    ensure!(
        (1..=12).contains(&length) && !name.chars().any(char::is_control),
        "currency: {name:?} is not 1 to 12 characters"
    );
    Ok(name)
}

fn check_support_contact(text: String) -> Result<SupportContact> {
    SupportContact::parse(&text).with_context(|| {
        format!("support-contact: {text:?} is not 1 to {} characters on one line", SupportContact::LONGEST)
    })
}

/// `vpcs=100`.
fn quota(text: &str) -> Result<(Entitlement, u64)> {
    let parsed = text.split_once('=').and_then(|(name, limit)| {
        let known = Entitlement::of_counter(name.trim())?;
        Some((known, limit.trim().parse::<u64>().ok().filter(|limit| check_limit(*limit).is_ok())?))
    });
    parsed.with_context(|| {
        let names: Vec<&str> = Entitlement::all().map(Entitlement::counter).collect();
        format!("quota: {text:?} is not NAME=LIMIT; names are {}", names.join(", "))
    })
}

/// An origin, without path: `https://HOST[:PORT]`. Returns it in lower case and without a slash at its end.
fn check_public_url(url: &str) -> Result<String> {
    let origin = url.trim_end_matches('/').to_ascii_lowercase();
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    match authority {
        Some(authority) if !authority.is_empty() && plain(authority) => Ok(origin),
        _ => bail!("public-url: {url:?} is not of the form https://HOST or https://HOST:PORT, without a path"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_command_line_weighs_more_than_the_file() {
        let file: Settings = toml::from_str("listen = \"127.0.0.1:1\"\nruntime = \"simulated\"").unwrap();
        let line = Settings { listen: Some("127.0.0.1:2".parse().unwrap()), ..Settings::default() };
        let config = line.or(file).complete().unwrap();
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.runtime, Runtime::Simulated);
    }

    #[test]
    fn an_unknown_name_in_the_file_is_refused_by_name() {
        let error = toml::from_str::<Settings>("lisen = \"127.0.0.1:1\"").unwrap_err().to_string();
        assert!(error.contains("lisen"), "{error}");
    }

    #[test]
    fn an_open_address_without_tls_needs_many_words() {
        let open = || Settings { listen: Some("0.0.0.0:80".parse().unwrap()), ..Settings::default() };
        let error = open().complete().unwrap_err().to_string();
        assert!(error.contains("--insecure-listen-without-tls"), "{error}");
        assert!(Settings { insecure_listen_without_tls: Some(true), ..open() }.complete().is_ok());
        let tls = Settings { tls_cert: Some("c".into()), tls_key: Some("k".into()), ..open() };
        assert!(tls.complete().is_ok());
    }

    #[test]
    fn limits_and_prices_are_read_and_checked() {
        let file: Settings = toml::from_str(
            "registry-uploads = 8\neip-pool = [\"203.0.113.0/26\", \"198.51.100.7/32\"]\nprice-registry-month = \"58.50\"\nopening-balance = \"0\"\nquota = [\"vpcs=3\"]\nsupport-contact = \"mailto:ops@example.org\"",
        )
        .unwrap();
        let config = file.complete().unwrap();
        assert_eq!(config.registry.uploads, Some(8));
        assert_eq!(config.billing.registry_month_micros, Some(58_500_000));
        assert_eq!(config.billing.opening_balance_micros, Some(0));
        assert_eq!(config.quota, [(Entitlement::Count(gantry_model::kind::ResourceKind::Vpc), 3)]);
        assert_eq!(config.eip_pool.unwrap().to_string(), "203.0.113.0/26, 198.51.100.7/32");
        assert_eq!(config.support_contact.unwrap().to_string(), "ops@example.org");
        for (wrong, name) in [
            (Settings { registry_uploads: Some(0), ..Settings::default() }, "registry-uploads"),
            (Settings { opening_balance: Some("much".into()), ..Settings::default() }, "opening-balance"),
            (Settings { quota: vec!["moons=1".into()], ..Settings::default() }, "vpcs"),
            (
                Settings { eip_pool: vec!["127.0.0.0/24".into()], ..Settings::default() },
                "eip-pool: 127.0.0.0/24 cannot",
            ),
            (
                Settings { time_zone: Some("Europe/Atlantis".into()), ..Settings::default() },
                "time-zone: “Europe/Atlantis” is no time zone",
            ),
            (Settings { support_contact: Some("x".repeat(201)), ..Settings::default() }, "is not 1 to 200 characters"),
        ] {
            let error = format!("{:#}", wrong.complete().unwrap_err());
            assert!(error.contains(name), "{error}");
        }
    }

    #[test]
    fn half_of_tls_is_refused() {
        assert!(Settings { tls_cert: Some("c".into()), ..Settings::default() }.complete().is_err());
        assert!(Settings { tls_key: Some("k".into()), ..Settings::default() }.complete().is_err());
    }

    #[test]
    fn a_public_url_is_an_origin() {
        assert_eq!(check_public_url("https://Cloud.example.org/").unwrap(), "https://cloud.example.org");
        assert_eq!(check_public_url("http://[::1]:8080").unwrap(), "http://[::1]:8080");
        for wrong in ["cloud.example.org", "https://", "https://a/b", "ftp://a", "https://a b", "https://u@a"] {
            assert!(check_public_url(wrong).is_err(), "{wrong}");
        }
    }
}
