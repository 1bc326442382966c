//! What the rules of one group look at: the mean of each metric over its running instances, moment by moment.
//!
//! It lives in memory only. After a start, rules wait until they have seen enough again.

use std::collections::VecDeque;

use gantry_model::scaling::{Metric, Watch};
use gantry_model::time::Timestamp;

/// What a moment is the mean of, in milliseconds.
const OF_A_MOMENT: i64 = 1000;

/// The means of one moment, in the units of [`Metric::unit`].
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Means {
    pub cpu: Option<f64>,
    pub memory: Option<f64>,
    pub network_in: Option<f64>,
    pub network_out: Option<f64>,
}

impl Means {
    pub fn of(&self, metric: Metric) -> Option<f64> {
        match metric {
            Metric::Cpu => self.cpu,
            Metric::Memory => self.memory,
            Metric::NetworkIn => self.network_in,
            Metric::NetworkOut => self.network_out,
        }
    }
}

/// The means of the last while, oldest first.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Figures {
    moments: VecDeque<(Timestamp, Means)>,
}

impl Figures {
    /// Adds a moment and forgets those that are more than `keep` milliseconds older. A moment that is there is replaced; a clock that was
    /// set back begins anew.
    pub fn push(&mut self, at: Timestamp, means: Means, keep: i64) {
        match self.moments.back().map(|(last, _)| *last) {
            Some(last) if last == at => drop(self.moments.pop_back()),
            Some(last) if last > at => self.moments.clear(),
            _ => {}
        }
        self.moments.push_back((at, means));
        while self.moments.front().is_some_and(|(first, _)| at.since(*first) > keep) {
            self.moments.pop_front();
        }
    }

    /// The last value seen.
    pub fn last(&self, metric: Metric) -> Option<f64> {
        self.moments.back().and_then(|(_, means)| means.of(metric))
    }

    /// The mean of each metric over the moments after `since`.
    pub fn mean_since(&self, since: Timestamp) -> Means {
        let mean = |metric: Metric| {
            let moments = self.moments.iter().rev().take_while(|(at, _)| *at > since);
            let values: Vec<f64> = moments.filter_map(|(_, means)| means.of(metric)).collect();
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        };
        Means {
            cpu: mean(Metric::Cpu),
            memory: mean(Metric::Memory),
            network_in: mean(Metric::NetworkIn),
            network_out: mean(Metric::NetworkOut),
        }
    }

    /// The means of the last `watch.periods` periods up to `now`, newest first; none unless each of them was measured at least half
    /// of the time and lies after `since`. A moment is itself the mean of a second, so of moments that are nearer to each other than that,
    /// those at whole seconds before the newest are the whole of it.
    pub fn periods(&self, metric: Metric, watch: Watch, since: Timestamp, now: Timestamp) -> Option<Vec<f64>> {
        let length = i64::from(watch.period_seconds) * 1000;
        let periods = watch.periods as usize;
        // A moment belongs to the period that ends with it: a period of one second holds the moment that it ends with.
        let begin = now.plus(-length * i64::from(watch.periods));
        if begin < since {
            return None;
        }
        let newest = self.moments.iter().rev().map(|(at, _)| *at).find(|at| *at <= now).unwrap_or(now);
        let (mut sums, mut counts) = (vec![0.0; periods], vec![0_i64; periods]);
        for (at, means) in self.moments.iter().rev() {
            if *at <= begin {
                break;
            }
            let (Some(value), age) = (means.of(metric), now.since(*at)) else { continue };
            if age < 0 || newest.since(*at) % OF_A_MOMENT != 0 {
                continue;
            }
            let Ok(place) = usize::try_from(age / length) else { continue };
            if place < periods {
                sums[place] += value;
                counts[place] += 1;
            }
        }
        let enough = |count: &i64| *count > 0 && *count * 2 >= length / OF_A_MOMENT;
        counts.iter().all(enough).then(|| sums.iter().zip(&counts).map(|(sum, count)| sum / *count as f64).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(values: &[f64]) -> (Figures, Timestamp) {
        let mut figures = Figures::default();
        for (second, value) in values.iter().enumerate() {
            let means = Means { cpu: Some(*value), ..Means::default() };
            figures.push(Timestamp((second as i64 + 1) * 1000), means, 60_000);
        }
        (figures, Timestamp(values.len() as i64 * 1000))
    }

    fn watch(period_seconds: u32, periods: u32) -> Watch {
        Watch { period_seconds, periods }
    }

    #[test]
    fn a_period_is_the_mean_of_its_moments_and_the_newest_comes_first() {
        let (figures, now) = figures(&[1.0, 3.0, 10.0, 20.0]);
        let means = figures.periods(Metric::Cpu, watch(2, 2), Timestamp(0), now);
        assert_eq!(means, Some(vec![15.0, 2.0]));
    }

    #[test]
    fn a_period_of_one_moment_is_judged_at_once() {
        let (figures, now) = figures(&[1.0, 90.0]);
        assert_eq!(figures.periods(Metric::Cpu, watch(1, 1), Timestamp(0), now), Some(vec![90.0]));
    }

    #[test]
    fn moments_of_half_seconds_show_a_step_without_the_half_before() {
        let mut figures = Figures::default();
        for (half, value) in [10.0, 10.0, 10.0, 60.0, 90.0].into_iter().enumerate() {
            let means = Means { cpu: Some(value), ..Means::default() };
            figures.push(Timestamp((half as i64 + 1) * 500), means, 60_000);
        }
        let of = |watch, now| figures.periods(Metric::Cpu, watch, Timestamp(0), Timestamp(now));
        assert_eq!(of(watch(1, 1), 2500), Some(vec![90.0]));
        assert_eq!(of(watch(2, 1), 2510), Some(vec![50.0]), "the moments at 2.5 s and at 1.5 s");
        assert_eq!(of(watch(1, 2), 2500), Some(vec![90.0, 10.0]));
    }

    #[test]
    fn what_was_not_measured_or_is_from_before_decides_nothing() {
        let (figures, now) = figures(&[1.0, 2.0, 3.0, 4.0]);
        assert_eq!(figures.periods(Metric::Cpu, watch(2, 3), Timestamp(-60_000), now), None, "too short");
        assert_eq!(figures.periods(Metric::Cpu, watch(2, 2), Timestamp(1), now), None, "from before");
        assert_eq!(figures.periods(Metric::Memory, watch(1, 1), Timestamp(0), now), None, "not measured");
        assert_eq!(figures.periods(Metric::Cpu, watch(2, 2), Timestamp(0), now.plus(3000)), None, "a gap");
    }

    #[test]
    fn the_mean_of_the_last_while_leaves_out_what_was_not_measured() {
        let (mut figures, _) = figures(&[10.0, 20.0, 40.0]);
        assert_eq!(figures.mean_since(Timestamp(1000)), Means { cpu: Some(30.0), ..Means::default() });
        figures.push(Timestamp(4000), Means::default(), 60_000);
        assert_eq!(figures.mean_since(Timestamp(2000)).cpu, Some(40.0));
        assert_eq!(figures.mean_since(Timestamp(3000)), Means::default());
    }

    #[test]
    fn old_moments_are_forgotten() {
        let mut figures = Figures::default();
        for second in 0..1000 {
            figures.push(Timestamp(second * 1000), Means::default(), 10_000);
        }
        assert_eq!(figures.moments.len(), 11);
        figures.push(Timestamp(999_000), Means { cpu: Some(1.0), ..Means::default() }, 10_000);
        assert_eq!((figures.moments.len(), figures.last(Metric::Cpu)), (11, Some(1.0)), "the same moment again");
        figures.push(Timestamp(5_000), Means::default(), 10_000);
        assert_eq!(figures.moments.len(), 1, "a clock set back begins anew");
    }
}
