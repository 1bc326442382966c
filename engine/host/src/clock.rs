//! The machine's clock, for what a driver sees. The engine's own clock can be moved by tests; a container's cannot.

use std::time::{SystemTime, UNIX_EPOCH};

use gantry_model::time::Timestamp;

pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
