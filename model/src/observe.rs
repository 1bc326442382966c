//! What one sees of running things: events (MON-01), log lines (MON-04), figures (MON-06 to MON-12).

use serde::{Deserialize, Serialize};

use crate::Message;
use crate::time::Timestamp;

/// Type column of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventType {
    Normal,
    Warning,
}

impl EventType {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Warning => "Warning",
        }
    }
}

/// Something a person would want to know of a resource (MON-01, MON-02). An event that repeats moves its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// 32 hexadecimal digits; shown cut.
    pub name: String,
    pub event_type: EventType,
    /// One word: `Pulled`, `Created`, `Started`, `BackOff`.
    pub reason: String,
    /// A sentence.
    pub description: Message,
    pub started_at: Timestamp,
    pub ended_at: Timestamp,
    /// How often it was seen.
    pub count: u32,
}

/// Which of the container's streams a line came by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogStream {
    Stdout,
    Stderr,
}

/// One line of a container's log, without its line end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// Place in the container's log; grows by one per line, survives restarts of the container.
    pub number: u64,
    pub at: Timestamp,
    pub stream: LogStream,
    /// At most 16 KiB; longer lines come in parts.
    pub text: String,
}

/// Figures of a group at one moment, in the words of MON-08, MON-10 and MON-11.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    pub at: Timestamp,
    pub cpu: CpuSample,
    pub memory: MemorySample,
    pub network: NetworkSample,
    pub disk: DiskSample,
    /// What each container had of it; absent where it was not measured.
    #[serde(default)]
    pub containers: Vec<ContainerSample>,
}

/// What one container of a group uses.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerSample {
    pub name: String,
    /// Total use of processor time in nanoseconds; begins anew with the container.
    pub cpu_nanoseconds: u64,
    /// Memory in bytes that it needs.
    pub working_set: u64,
}

/// MON-08.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct CpuSample {
    /// Use per second within the sampling window, in nanoseconds.
    pub usage_nano_cores: u64,
    /// Total use in nanoseconds.
    pub usage_core_nano_seconds: u64,
    /// Mean number of runnable tasks over the last 10 s.
    pub load: u64,
    /// Cores × 1000.
    pub limit: u64,
}

impl CpuSample {
    /// 0 to 1: UsageNanoCores / Limit / 10^6 (MON-09), never above 1 (MON-07).
    pub fn utilisation(&self) -> f64 {
        if self.limit == 0 {
            return 0.0;
        }
        (self.usage_nano_cores as f64 / self.limit as f64 / 1e6).min(1.0)
    }
}

/// MON-10, in bytes.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemorySample {
    pub available_bytes: u64,
    pub usage_bytes: u64,
    pub cache: u64,
    pub working_set: u64,
    pub rss: u64,
}

impl MemorySample {
    /// 0 to 1: WorkingSet / (WorkingSet + AvailableBytes).
    pub fn utilisation(&self) -> f64 {
        let whole = self.working_set + self.available_bytes;
        if whole == 0 { 0.0 } else { self.working_set as f64 / whole as f64 }
    }
}

/// MON-11, cumulative.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkSample {
    /// `eth0`.
    pub name: String,
    pub tx_bytes: u64,
    pub rx_bytes: u64,
    pub tx_errors: u64,
    pub rx_errors: u64,
    pub tx_packets: u64,
    pub rx_packets: u64,
    pub tx_drops: u64,
    pub rx_drops: u64,
}

/// Of a cumulative counter, per second between two moments; 0 if time stands still or the counter began anew.
pub fn rate(before: (Timestamp, u64), after: (Timestamp, u64)) -> f64 {
    let milliseconds = after.0.since(before.0);
    if milliseconds <= 0 || after.1 < before.1 {
        return 0.0;
    }
    (after.1 - before.1) as f64 * 1000.0 / milliseconds as f64
}

/// MON-12 for the system partition, in bytes.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiskSample {
    pub total: u64,
    pub used: u64,
}

impl DiskSample {
    pub fn available(&self) -> u64 {
        self.total.saturating_sub(self.used)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_give_the_figures_of_the_sources() {
        let cpu = CpuSample { usage_nano_cores: 2_000_000_000, limit: 2000, ..Default::default() };
        assert_eq!(cpu.utilisation(), 1.0);
        let memory = MemorySample { available_bytes: 4_289_445_888, working_set: 5_521_408, ..Default::default() };
        assert_eq!(memory.available_bytes + memory.working_set, 4_294_967_296);
        assert!((memory.utilisation() - 5_521_408.0 / 4_294_967_296.0).abs() < 1e-12);
    }

    #[test]
    fn rates_are_per_second() {
        assert_eq!(rate((Timestamp(1000), 100), (Timestamp(3000), 300)), 100.0);
        assert_eq!(rate((Timestamp(1000), 300), (Timestamp(3000), 100)), 0.0);
    }
}
