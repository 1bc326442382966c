//! From the samples of a group's instances to what its rules see at a moment: means over the instances, each of the last second.

use std::collections::{HashMap, VecDeque};

use gantry_model::id::ContainerGroupId;
use gantry_model::observe::{Sample, rate};
use gantry_model::time::Timestamp;

use super::figures::Means;

/// What a rate is taken over, in milliseconds, or the next longer time that there are counters for. It is a second but for what an answer
/// comes earlier than the one before it did.
const OF_A_RATE: i64 = 950;

/// An instance's network counters of the last second, and the last from before it.
#[derive(Debug, Default)]
pub(super) struct Counters(VecDeque<Counted>);

#[derive(Debug, Clone, Copy)]
struct Counted {
    at: Timestamp,
    received: u64,
    sent: u64,
}

impl Counters {
    /// Adds a sample's counters; KiB a second received and sent in the last second. None if there is no sample before it.
    fn push(&mut self, sample: &Sample) -> Option<(f64, f64)> {
        let now = Counted { at: sample.at, received: sample.network.rx_bytes, sent: sample.network.tx_bytes };
        if self.0.back().is_some_and(|last| last.at > now.at) {
            self.0.clear();
        }
        let old = |counted: &Counted| now.at.since(counted.at) >= OF_A_RATE;
        while self.0.get(1).is_some_and(old) {
            self.0.pop_front();
        }
        let before = self.0.front().copied();
        if self.0.back().is_none_or(|last| last.at < now.at) {
            self.0.push_back(now);
        }
        let before = before?;
        let kib = |from: u64, to: u64| rate((before.at, from), (now.at, to)) / 1024.0;
        Some((kib(before.received, now.received), kib(before.sent, now.sent)))
    }
}

/// The means over what was measured; rates where there was a sample before.
pub(super) fn means(
    samples: &[(ContainerGroupId, Sample)],
    counters: &mut HashMap<ContainerGroupId, Counters>,
) -> Means {
    let mean = |values: Vec<f64>| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    let each = |of: fn(&Sample) -> f64| mean(samples.iter().map(|(_, sample)| of(sample)).collect());
    let rates = samples.iter().filter_map(|(id, sample)| counters.entry(id.clone()).or_default().push(sample));
    let (received, sent) = rates.unzip();
    Means {
        cpu: each(|sample| sample.cpu.utilisation() * 100.0),
        memory: each(|sample| sample.memory.utilisation() * 100.0),
        network_in: mean(received),
        network_out: mean(sent),
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::observe::NetworkSample;

    use super::*;

    fn received(counters: &mut Counters, at: i64, kib: u64) -> Option<f64> {
        let network = NetworkSample { rx_bytes: kib * 1024, ..NetworkSample::default() };
        counters.push(&Sample { at: Timestamp(at), network, ..Sample::default() }).map(|(received, _)| received)
    }

    #[test]
    fn traffic_looked_at_often_is_still_the_mean_of_a_second() {
        let mut counters = Counters::default();
        assert_eq!(received(&mut counters, 0, 0), None);
        assert_eq!(received(&mut counters, 250, 25), Some(100.0), "shorter while there is no more");
        for at in [500, 750, 1000] {
            assert_eq!(received(&mut counters, at, 25), Some(25_000.0 / at as f64));
        }
        assert_eq!(received(&mut counters, 1250, 125), Some(100.0), "a burst of 100 KiB in the last quarter");
        assert_eq!(counters.0.len(), 5);
        assert_eq!(received(&mut counters, 9250, 925), Some(100.0), "after a gap, the mean of it");
        assert_eq!(received(&mut counters, 9250, 925), Some(100.0), "the same sample says the same again");
        assert_eq!(received(&mut counters, 5, 0), None, "a clock set back begins anew");
    }
}
