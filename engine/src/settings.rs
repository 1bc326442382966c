//! What the installation's owner has set, as the engine needs it; the server reads it from flags, file and environment.

use gantry_model::error::{Error, Result};
use gantry_model::network::{DEFAULT_POOL, EipPool};
use gantry_model::quota::Limits;
use gantry_model::settings::{Prices, Region};
use gantry_model::time::{Moment, Timestamp};
use jiff::tz::TimeZone;

/// Settings of a running engine.
#[derive(Debug, Clone)]
pub struct Settings {
    pub regions: Vec<Region>,
    pub prices: Prices,
    /// Upper limits of each region, where the administrator has not set others.
    pub quota: Limits,
    /// Addresses that EIPs are given from; `None` for those that the runtime driver proposes.
    pub eip_pool: Option<EipPool>,
    /// In which all times are shown (decision "Times").
    pub time_zone: TimeZone,
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
            let known: Vec<&str> = self.regions.iter().map(|region| region.name.as_str()).collect();
            let shown: String = name.chars().take(40).collect();
            Error::invalid("region", format!("There is no region “{shown}”; there is {}.", known.join(", ")))
        })
    }

    /// What the installation's clock is ahead of UTC at this moment, in milliseconds.
    pub fn ahead_of_utc_ms(&self, at: Timestamp) -> i64 {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        i64::from(self.time_zone.to_offset(instant).seconds()) * 1000
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
    fn moments_are_in_the_installations_time_zone() {
        let settings = Settings { time_zone: TimeZone::fixed(jiff::tz::offset(8)), ..Settings::default() };
        assert_eq!(settings.moment(Timestamp(1_706_235_308_000)).text, "2024-01-26 10:15:08");
    }
}
