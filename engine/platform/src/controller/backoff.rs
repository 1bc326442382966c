//! Pauses that grow, and differ from each other.

use std::time::Duration;

/// The pauses between runs that fail: each about twice as long as the one before, up to a longest. A quarter of each is chance,
/// so that what failed together is not tried again together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The first pause, at most.
    pub first: Duration,
    /// The longest pause.
    pub longest: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { first: Duration::from_millis(500), longest: Duration::from_secs(60) }
    }
}

impl Backoff {
    /// The pause after so many failures in a row, the first being 1. `chance` picks a place in the last quarter of it.
    pub fn pause(self, failures: u32, chance: u16) -> Duration {
        let doublings = failures.saturating_sub(1).min(30);
        let most = self.first.saturating_mul(1 << doublings).min(self.longest);
        let chance = f64::from(chance) / f64::from(u16::MAX);
        most.mul_f64(0.75 + 0.25 * chance)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let backoff = Backoff { first: Duration::from_secs(1), longest: Duration::from_secs(60) };
        let seconds: Vec<_> = (1..=8).map(|failures| backoff.pause(failures, u16::MAX).as_secs()).collect();
        assert_eq!(seconds, [1, 2, 4, 8, 16, 32, 60, 60]);
    }

    proptest! {
        #[test]
        fn a_pause_lies_in_the_last_quarter(failures in 1u32.., chance: u16) {
            let backoff = Backoff::default();
            let (least, most) = (backoff.pause(failures, 0), backoff.pause(failures, u16::MAX));
            let pause = backoff.pause(failures, chance);
            prop_assert!(least <= pause && pause <= most && most <= backoff.longest);
            prop_assert_eq!(least, most.mul_f64(0.75));
        }
    }
}
