//! Slowing down who guesses passwords, without locking anybody out.
//!
//! Failures are counted for four subjects, and each count beyond what is free doubles the pause that the next attempt has to keep,
//! from 1 s to at most 60 s. An attempt inside a pause is refused before its password is looked at.
//!
//! - one account from one network: people mistype;
//! - one network: somebody tries one password on many accounts;
//! - one account from everywhere: somebody guesses from many machines. This pause binds networks only that have failed on the account before, so that
//!   the right password from elsewhere always works;
//! - one account in a browser that has signed in to it before and proves that with its device cookie. Such a browser has a count of
//!   its own and is bound by no other, so that nobody can keep a person out by guessing on the person's own network.
//!
//! An attempt counts as failed from its beginning until it has succeeded; otherwise a thousand attempts at once would all be the first.
//! All of it is in memory. Networks are single IPv4 addresses and IPv6 networks of 64 bits.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use gantry_model::time::Timestamp;

/// Failures that cost nothing, for one account from one network or one browser.
const FREE: u32 = 5;
/// Failures that cost nothing, for a network or an account as a whole.
const FREE_TOGETHER: u32 = 20;
/// The longest pause.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// A subject without failures for so long is forgotten, in milliseconds.
const FORGET_MS: i64 = 15 * 60 * 1000;
/// More subjects are not remembered; the ones that have been quiet longest go.
const MOST_SUBJECTS: usize = 50_000;

/// Which password is asked for. They are counted apart: a robot with an old registry password keeps no person out of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Realm {
    Console,
    Registry,
}

/// Who tries what.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    pub(super) realm: Realm,
    /// As typed, which may be no account at all.
    pub(super) account: String,
    pub(super) address: IpAddr,
    /// A browser that has signed in to this account before.
    pub(super) device: Option<[u8; 16]>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Subject {
    Pair(Realm, String, IpAddr),
    Network(Realm, IpAddr),
    Account(Realm, String),
    Device([u8; 16], String),
}

#[derive(Debug, Clone, Copy)]
struct Count {
    failures: u32,
    last: Timestamp,
}

#[derive(Debug, Default)]
pub(super) struct Throttle {
    counts: Mutex<HashMap<Subject, Count>>,
}

impl Throttle {
    /// Begins an attempt, or says how long to wait before the next one.
    pub(super) fn begin(&self, attempt: &Attempt, now: Timestamp) -> Result<(), Duration> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let subjects = attempt.subjects();
        let left = |subject: &Subject| {
            let Some(count) = counts.get(subject).filter(|count| !count.is_old(now)) else { return 0 };
            let pause = pause(count.failures, subject.free());
            count.last.plus(i64::try_from(pause.as_millis()).unwrap_or(i64::MAX)).since(now)
        };
        let known = subjects.iter().all(|subject| match subject {
            Subject::Pair(..) => counts.get(subject).is_some_and(|count| !count.is_old(now) && count.failures > 0),
            _ => true,
        });
        let binding = |subject: &&Subject| known || !matches!(subject, Subject::Account(..));
        let wait = subjects.iter().filter(binding).map(left).max().unwrap_or(0);
        if wait > 0 {
            return Err(Duration::from_millis(u64::try_from(wait).unwrap_or(0)).min(LONGEST_PAUSE));
        }
        make_room(&mut counts, now);
        for subject in subjects {
            let count = counts.entry(subject).or_insert(Count { failures: 0, last: now });
            if count.is_old(now) {
                count.failures = 0;
            }
            *count = Count { failures: count.failures.saturating_add(1), last: now };
        }
        Ok(())
    }

    /// The attempt had the right password. Its account is trusted again where it came from; what the network and the
    /// account have failed elsewhere stays, or an account of one's own would wipe the count.
    pub(super) fn succeeded(&self, attempt: &Attempt) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for subject in attempt.subjects() {
            match subject {
                Subject::Pair(..) | Subject::Device(..) => {
                    counts.remove(&subject);
                }
                Subject::Network(..) | Subject::Account(..) => {
                    if let Some(count) = counts.get_mut(&subject) {
                        count.failures = count.failures.saturating_sub(1);
                    }
                }
            }
        }
    }
}

impl Attempt {
    fn subjects(&self) -> Vec<Subject> {
        // What is not a possible name is counted as one, so that long input does not fill the memory.
        let account = if self.account.len() <= 128 { self.account.clone() } else { String::new() };
        if let Some(device) = self.device {
            return vec![Subject::Device(device, account)];
        }
        let network = network(self.address);
        vec![
            Subject::Pair(self.realm, account.clone(), network),
            Subject::Network(self.realm, network),
            Subject::Account(self.realm, account),
        ]
    }
}

impl Subject {
    fn free(&self) -> u32 {
        match self {
            Self::Pair(..) | Self::Device(..) => FREE,
            Self::Network(..) | Self::Account(..) => FREE_TOGETHER,
        }
    }
}

impl Count {
    fn is_old(self, now: Timestamp) -> bool {
        now.since(self.last) >= FORGET_MS
    }
}

fn pause(failures: u32, free: u32) -> Duration {
    match failures.checked_sub(free) {
        None => Duration::ZERO,
        Some(beyond) => Duration::from_secs(1 << beyond.min(6)).min(LONGEST_PAUSE),
    }
}

/// IPv4 as it is, also where it comes mapped; IPv6 by its network, because one customer has 2^64 addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

fn make_room(counts: &mut HashMap<Subject, Count>, now: Timestamp) {
    if counts.len() < MOST_SUBJECTS {
        return;
    }
    counts.retain(|_, count| !count.is_old(now));
    if counts.len() >= MOST_SUBJECTS {
        let mut ages: Vec<_> = counts.values().map(|count| count.last).collect();
        let middle = ages.len() / 2;
        let (_, median, _) = ages.select_nth_unstable(middle);
        let median = *median;
        counts.retain(|_, count| count.last > median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_000_000_000);

    fn attempt(account: &str, address: &str) -> Attempt {
        Attempt { realm: Realm::Console, account: account.into(), address: address.parse().unwrap(), device: None }
    }

    /// Fails as often as the pauses let it until `until`, and returns how often that was.
    fn guess(throttle: &Throttle, who: &Attempt, from: Timestamp, until: Timestamp) -> u32 {
        let (mut now, mut tries) = (from, 0);
        while now < until {
            match throttle.begin(who, now) {
                Ok(()) => tries += 1,
                Err(wait) => now = now.plus(i64::try_from(wait.as_millis()).unwrap()),
            }
        }
        tries
    }

    #[test]
    fn pauses_double_up_to_a_minute() {
        let throttle = Throttle::default();
        let who = attempt("admin", "192.0.2.1");
        for _ in 0..FREE {
            assert_eq!(throttle.begin(&who, START), Ok(()));
        }
        let mut now = START;
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
            assert_eq!(throttle.begin(&who, now), Err(Duration::from_secs(seconds)));
            now = now.plus(i64::try_from(seconds).unwrap() * 1000);
            assert_eq!(throttle.begin(&who, now), Ok(()));
        }
    }

    #[test]
    fn an_hour_of_guessing_gets_few_tries() {
        let tries = guess(&Throttle::default(), &attempt("admin", "192.0.2.1"), START, START.plus(3_600_000));
        assert!((60..80).contains(&tries), "{tries}");
    }

    #[test]
    fn the_right_password_from_elsewhere_is_tried_at_once() {
        let throttle = Throttle::default();
        for machine in 1..=100 {
            guess(&throttle, &attempt("admin", &format!("198.51.100.{machine}")), START, START.plus(60_000));
        }
        let now = START.plus(60_000);
        assert_eq!(throttle.begin(&attempt("admin", "192.0.2.1"), now), Ok(()));
        let guesser = attempt("admin", "198.51.100.1");
        assert!(
            throttle.begin(&guesser, now.plus(1)).is_err(),
            "a network that has failed is bound by the account's pause"
        );
    }

    #[test]
    fn a_browser_that_signed_in_before_is_not_kept_out_by_its_own_network() {
        let throttle = Throttle::default();
        let stranger = attempt("admin", "192.0.2.1");
        guess(&throttle, &stranger, START, START.plus(600_000));
        let known = Attempt { device: Some([1; 16]), ..stranger };
        let now = START.plus(600_000);
        for _ in 0..FREE {
            assert_eq!(throttle.begin(&known, now), Ok(()));
        }
        assert_eq!(throttle.begin(&known, now), Err(Duration::from_secs(1)), "but it has a count of its own");
    }

    #[test]
    fn attempts_at_once_do_not_slip_through() {
        let throttle = Throttle::default();
        let who = attempt("admin", "192.0.2.1");
        let begun = (0..1000).filter(|_| throttle.begin(&who, START).is_ok()).count();
        assert_eq!(begun, FREE as usize);
    }

    #[test]
    fn one_password_on_many_accounts_is_slowed_down() {
        let throttle = Throttle::default();
        let begun =
            (0..1000).filter(|n| throttle.begin(&attempt(&format!("u{n}"), "192.0.2.1"), START).is_ok()).count();
        assert_eq!(begun, FREE_TOGETHER as usize);
    }

    #[test]
    fn success_forgives_the_person_but_not_the_network() {
        let throttle = Throttle::default();
        let mine = attempt("mine", "192.0.2.1");
        for n in 0..FREE_TOGETHER {
            assert_eq!(throttle.begin(&attempt(&format!("u{n}"), "192.0.2.1"), START), Ok(()));
        }
        let later = START.plus(1000);
        assert_eq!(throttle.begin(&mine, later), Ok(()));
        throttle.succeeded(&mine);
        assert!(throttle.begin(&mine, later).is_err());
    }

    #[test]
    fn quiet_subjects_are_forgotten() {
        let throttle = Throttle::default();
        let who = attempt("admin", "192.0.2.1");
        guess(&throttle, &who, START, START.plus(60_000));
        let later = START.plus(60_000 + FORGET_MS + 60_000);
        for _ in 0..FREE {
            assert_eq!(throttle.begin(&who, later), Ok(()));
        }
    }

    #[test]
    fn neighbours_in_an_ipv6_network_are_one_subject() {
        let throttle = Throttle::default();
        for n in 1..=FREE {
            assert_eq!(throttle.begin(&attempt("admin", &format!("2001:db8::{n}")), START), Ok(()));
        }
        assert!(throttle.begin(&attempt("admin", "2001:db8::ffff"), START).is_err());
        assert!(throttle.begin(&attempt("admin", "2001:db8:0:1::1"), START).is_ok());
    }

    #[test]
    fn a_mapped_address_is_the_same_as_its_ipv4_form() {
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn memory_is_bounded() {
        let throttle = Throttle::default();
        for n in 0..u32::try_from(MOST_SUBJECTS).unwrap() {
            let address = std::net::Ipv4Addr::from(n).to_string();
            let _ = throttle.begin(&attempt("admin", &address), START.plus(i64::from(n)));
        }
        assert!(throttle.counts.lock().unwrap().len() <= MOST_SUBJECTS + 3);
    }
}
