//! What the installation's owner has set, as the engine needs it; the server reads it from flags, file and environment.

use gantry_model::error::{Error, Result};
use gantry_model::message::{Message, machine as say};
use gantry_model::network::{DEFAULT_POOL, EipPool};
use gantry_model::quota::Limits;
use gantry_model::settings::{Prices, Region, SupportContact};
use gantry_model::time::{Moment, Timestamp, Zone};
pub use jiff::tz::TimeZone;

const YEAR_MS: i64 = 366 * 86_400_000;

/// A time zone by its name in the IANA database.
///
/// # Errors
/// [`Error::Invalid`] on `time-zone`.
pub fn time_zone(name: &str) -> Result<TimeZone> {
    TimeZone::get(name).map_err(|_| {
        let shown: String = name.chars().take(60).collect();
        Error::invalid(
            "time-zone",
            Message::text(format!(
                "“{shown}” is no time zone that this machine knows; write a name such as Europe/Berlin, Asia/Shanghai or UTC \
                 (the package tzdata has them)"
            )),
        )
    })
}

/// The machine's time zone; UTC where it has set none.
///
/// # Errors
/// [`Error::Invalid`] on `time-zone` where `TZ` is set and names none.
pub fn system_time_zone() -> Result<TimeZone> {
    match (TimeZone::try_system(), std::env::var("TZ")) {
        (Ok(zone), _) => Ok(zone),
        (Err(_), Ok(name)) if !name.is_empty() => Err(Error::invalid(
            "time-zone",
            Message::text(format!(
                "TZ is “{name}”, which is no time zone that this machine knows; set time-zone to a name such as Europe/Berlin"
            )),
        )),
        (Err(_), _) => Ok(TimeZone::UTC),
    }
}

/// Settings of a running engine.
#[derive(Debug, Clone)]
pub struct Settings {
    pub regions: Vec<Region>,
    pub prices: Prices,
    /// Upper limits of each region, where the administrator has not set others.
    pub quota: Limits,
    /// Addresses that EIPs are given from; `None` for those that the runtime driver proposes.
    pub eip_pool: Option<EipPool>,
    /// In which all times are shown and schedules are meant (decision "Times").
    pub time_zone: TimeZone,
    /// Whom people ask; `None` where nobody is named.
    pub support_contact: Option<SupportContact>,
}

impl Default for Settings {
    /// One region, prices of the sources, a quota that follows the machine's cores, the machine's time zone.
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            regions: vec![Region::local()],
            prices: Prices::default(),
            quota: Limits::for_cores(u32::try_from(cores).unwrap_or(u32::MAX / 64)),
            eip_pool: None,
            time_zone: TimeZone::system(),
            support_contact: None,
        }
    }
}

impl Settings {
    /// The pool of public addresses.
    pub fn eip_pool(&self) -> EipPool {
        self.eip_pool.clone().unwrap_or_else(|| DEFAULT_POOL.into())
    }

    /// # Errors
    /// [`Error::Invalid`] on `region`, naming those there are.
    pub fn region(&self, name: &str) -> Result<&Region> {
        self.regions.iter().find(|region| region.name == name).ok_or_else(|| {
            let known: Vec<Message> = self.regions.iter().map(|region| Message::text(&region.name)).collect();
            let shown: String = name.chars().take(40).collect();
            Error::invalid("region", say::no_such_region(shown, known))
        })
    }

    /// The installation's time zone for pages, with the changes of its clock from a year before this moment to ten years after it.
    pub fn zone(&self, at: Timestamp) -> Zone {
        let around = |years: i64| jiff::Timestamp::from_millisecond(at.0 + years * YEAR_MS).unwrap_or_default();
        let (from, until) = (around(-1), around(10));
        let ms = |offset: jiff::tz::Offset| i64::from(offset.seconds()) * 1000;
        let changes = self.time_zone.following(from).take_while(|change| change.timestamp() < until);
        let changes: Vec<_> =
            changes.map(|change| (Timestamp(change.timestamp().as_millisecond()), ms(change.offset()))).collect();
        let offset = self.time_zone.to_offset(from);
        let name = match self.time_zone.iana_name() {
            Some(name) => name.to_owned(),
            None if changes.is_empty() => format!("UTC{offset}"),
            None => "the machine's local time".to_owned(),
        };
        Zone { name, ahead_ms: ms(offset), changes }
    }

    /// A moment as pages show it: `YYYY-MM-DD HH:MM:SS` in the installation's time zone.
    pub fn moment(&self, at: Timestamp) -> Moment {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        let text = instant.to_zoned(self.time_zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string();
        Moment { at, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_know_the_zones_name_and_when_its_clock_is_changed() {
        let berlin = Settings { time_zone: time_zone("Europe/Berlin").unwrap(), ..Settings::default() };
        let at = |text: &str| Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond());
        let zone = berlin.zone(at("2026-07-01T00:00:00Z"));
        assert_eq!(zone.name, "Europe/Berlin");
        let hours = |text: &str| zone.ahead_at(at(text)) / 3_600_000;
        assert_eq!((hours("2026-10-25T00:59:59Z"), hours("2026-10-25T01:00:00Z")), (2, 1));
        assert_eq!((hours("2035-07-01T00:00:00Z"), hours("2025-12-01T00:00:00Z")), (2, 1));
        let utc = Settings { time_zone: TimeZone::UTC, ..Settings::default() }.zone(Timestamp(0));
        assert_eq!((utc.name.as_str(), utc.changes.len()), ("UTC", 0));
        let error = time_zone("Europe/Atlantis").unwrap_err();
        assert_eq!(error.field(), Some("time-zone"));
        assert!(error.to_string().contains("“Europe/Atlantis”"), "{error}");
    }

    #[test]
    fn moments_are_in_the_installations_time_zone() {
        let settings = Settings { time_zone: TimeZone::fixed(jiff::tz::offset(8)), ..Settings::default() };
        assert_eq!(settings.moment(Timestamp(1_706_235_308_000)).text, "2024-01-26 10:15:08");
    }
}
