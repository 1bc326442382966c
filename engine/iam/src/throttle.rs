//! Slowing down who guesses passwords, without locking anybody out.
//!
//! Wrong passwords are counted for four subjects, and each count beyond what is free doubles the pause that the next attempt has to keep,
//! from 1 s to at most 60 s. An attempt inside a pause is refused before its password is looked at.
//!
//! - one account from one network: people mistype;
//! - one network: somebody tries one password on many accounts;
//! - one account from everywhere: somebody guesses from many machines. This pause binds networks only that have failed on the account before, so that
//!   the right password from elsewhere always works;
//! - one account in a browser that has signed in to it before and proves that with its device cookie. Such a browser has a count of
//!   its own and is bound by no other, so that nobody can keep a person out by guessing on the person's own network.
//!
//! Only what was found to be wrong counts, so many clients that come at once with the right password all get in. A thousand guesses at
//! once would then all be the first; therefore attempts of one network (or one known browser) are looked at one after another ([`Throttle::turn`]).
//!
//! The same wrong password again is not a further guess: a robot with an old password is told that it is wrong, at no cost and without
//! being counted, for as long as its failure is remembered ([`Throttle::is_wrong`]).
//!
//! All of it is in memory. Networks are single IPv4 addresses and IPv6 networks of 64 bits.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gantry_model::time::Timestamp;
use tokio::sync::OwnedMutexGuard;

use super::held::Held;
use gantry_platform::secrets::{mac, random_bytes};

/// Failures that cost nothing, for one account from one network or one browser.
const FREE: u32 = 5;
/// Failures that cost nothing, for a network or an account as a whole.
const FREE_TOGETHER: u32 = 20;
/// The longest pause.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// A subject without failures for so long is forgotten, in milliseconds.
const FORGET_MS: i64 = 15 * 60 * 1000;
/// More subjects, and more wrong passwords, are not remembered; the ones that have been quiet longest go.
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

/// One password for one account from one network or browser, against one stored hash: a hash under a key that lives as long as the
/// process.
pub(super) type Attempted = [u8; 32];

/// Where attempts come from that are looked at one after another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Line {
    Network(Realm, IpAddr),
    Device([u8; 16]),
}

#[derive(Debug)]
pub(super) struct Throttle {
    key: [u8; 32],
    counts: Mutex<HashMap<Subject, Count>>,
    /// What was found to be wrong, and when.
    wrong: Mutex<HashMap<Attempted, Timestamp>>,
    lines: Held<Line, tokio::sync::Mutex<()>>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self { key: random_bytes(), counts: Mutex::default(), wrong: Mutex::default(), lines: Held::default() }
    }
}

impl Throttle {
    /// What this password is to the account whose stored hash is `stored`. Another stored hash makes it another one.
    pub(super) fn attempted(&self, attempt: &Attempt, password: &str, stored: Option<&str>) -> Attempted {
        let about = format!("{:?} {:?} {}", attempt.line(), attempt.account, stored.unwrap_or_default());
        mac(&self.key, &about, password.as_bytes())
    }

    /// Whether just this was found to be wrong lately.
    pub(super) fn is_wrong(&self, attempted: &Attempted, now: Timestamp) -> bool {
        lock(&self.wrong).get(attempted).is_some_and(|at| now.since(*at) < FORGET_MS)
    }

    /// Waits until the attempts before this one, from where it comes, have been looked at. The next one is, once the guard is dropped.
    pub(super) async fn turn(&self, attempt: &Attempt) -> OwnedMutexGuard<()> {
        self.lines.get(attempt.line()).lock_owned().await
    }

    /// Lets an attempt pass, or says how long to wait before the next one.
    pub(super) fn check(&self, attempt: &Attempt, now: Timestamp) -> Result<(), Duration> {
        let counts = lock(&self.counts);
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
        match subjects.iter().filter(binding).map(left).max().unwrap_or(0) {
            ..=0 => Ok(()),
            wait => Err(Duration::from_millis(u64::try_from(wait).unwrap_or(0)).min(LONGEST_PAUSE)),
        }
    }

    /// The attempt had a wrong password.
    pub(super) fn failed(&self, attempt: &Attempt, attempted: Attempted, now: Timestamp) {
        let mut wrong = lock(&self.wrong);
        make_room(&mut wrong, now, |at| *at);
        wrong.insert(attempted, now);
        drop(wrong);
        let mut counts = lock(&self.counts);
        make_room(&mut counts, now, |count| count.last);
        for subject in attempt.subjects() {
            let count = counts.entry(subject).or_insert(Count { failures: 0, last: now });
            let before = if count.is_old(now) { 0 } else { count.failures };
            *count = Count { failures: before.saturating_add(1), last: now };
        }
    }

    /// The attempt had the right password. Its account is trusted again where it came from; what the network and the
    /// account have failed elsewhere stays, or an account of one's own would wipe the count.
    pub(super) fn succeeded(&self, attempt: &Attempt) {
        let mut counts = lock(&self.counts);
        for subject in attempt.subjects() {
            if let Subject::Pair(..) | Subject::Device(..) = subject {
                counts.remove(&subject);
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Attempt {
    fn line(&self) -> Line {
        match self.device {
            Some(device) => Line::Device(device),
            None => Line::Network(self.realm, network(self.address)),
        }
    }

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

/// Makes room for one more: what is old goes, and if that is not enough, the older half.
fn make_room<K: Eq + Hash, V>(known: &mut HashMap<K, V>, now: Timestamp, last: impl Fn(&V) -> Timestamp) {
    if known.len() < MOST_SUBJECTS {
        return;
    }
    known.retain(|_, one| now.since(last(one)) < FORGET_MS);
    if known.len() >= MOST_SUBJECTS {
        let mut ages: Vec<_> = known.values().map(&last).collect();
        let middle = ages.len() / 2;
        let (_, median, _) = ages.select_nth_unstable(middle);
        let median = *median;
        known.retain(|_, one| last(one) > median);
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    const START: Timestamp = Timestamp(1_000_000_000);

    fn attempt(account: &str, address: &str) -> Attempt {
        Attempt { realm: Realm::Console, account: account.into(), address: address.parse().unwrap(), device: None }
    }

    /// A password that was never tried before, and is wrong.
    fn fail(throttle: &Throttle, who: &Attempt, now: Timestamp) -> Result<(), Duration> {
        throttle.check(who, now)?;
        throttle.failed(who, random_bytes(), now);
        Ok(())
    }

    /// Fails as often as the pauses let it until `until`, and returns how often that was.
    fn guess(throttle: &Throttle, who: &Attempt, from: Timestamp, until: Timestamp) -> u32 {
        let (mut now, mut tries) = (from, 0);
        while now < until {
            match fail(throttle, who, now) {
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
            assert_eq!(fail(&throttle, &who, START), Ok(()));
        }
        let mut now = START;
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
            assert_eq!(fail(&throttle, &who, now), Err(Duration::from_secs(seconds)));
            now = now.plus(i64::try_from(seconds).unwrap() * 1000);
            assert_eq!(fail(&throttle, &who, now), Ok(()));
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
        assert_eq!(fail(&throttle, &attempt("admin", "192.0.2.1"), now), Ok(()));
        let guesser = attempt("admin", "198.51.100.1");
        assert!(
            fail(&throttle, &guesser, now.plus(1)).is_err(),
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
            assert_eq!(fail(&throttle, &known, now), Ok(()));
        }
        assert_eq!(fail(&throttle, &known, now), Err(Duration::from_secs(1)), "but it has a count of its own");
    }

    #[tokio::test]
    async fn attempts_at_once_do_not_slip_through() {
        let throttle = Throttle::default();
        let who = attempt("admin", "192.0.2.1");
        let guess = async || {
            let _turn = throttle.turn(&who).await;
            throttle.check(&who, START)?;
            tokio::task::yield_now().await;
            throttle.failed(&who, random_bytes(), START);
            Ok::<_, Duration>(())
        };
        let begun = futures::future::join_all((0..1000).map(|_| guess())).await;
        assert_eq!(begun.iter().filter(|guess| guess.is_ok()).count(), FREE as usize);
        assert!(
            throttle.turn(&attempt("admin", "192.0.2.2")).now_or_never().is_some(),
            "others have a line of their own"
        );
    }

    #[test]
    fn the_same_wrong_password_again_is_known_to_be_wrong() {
        let throttle = Throttle::default();
        let who = attempt("admin", "192.0.2.1");
        let old = throttle.attempted(&who, "old", Some("hash"));
        assert!(!throttle.is_wrong(&old, START));
        throttle.failed(&who, old, START);
        assert!(throttle.is_wrong(&throttle.attempted(&who, "old", Some("hash")), START));
        for other in [
            throttle.attempted(&who, "new", Some("hash")),
            throttle.attempted(&who, "old", Some("another hash")),
            throttle.attempted(&who, "old", None),
            throttle.attempted(&attempt("other", "192.0.2.1"), "old", Some("hash")),
            throttle.attempted(&attempt("admin", "192.0.2.2"), "old", Some("hash")),
        ] {
            assert!(!throttle.is_wrong(&other, START));
        }
        assert!(!throttle.is_wrong(&old, START.plus(FORGET_MS)));
    }

    #[test]
    fn one_password_on_many_accounts_is_slowed_down() {
        let throttle = Throttle::default();
        let begun =
            (0..1000).filter(|n| fail(&throttle, &attempt(&format!("u{n}"), "192.0.2.1"), START).is_ok()).count();
        assert_eq!(begun, FREE_TOGETHER as usize);
    }

    #[test]
    fn success_forgives_the_person_but_not_the_network() {
        let throttle = Throttle::default();
        let mine = attempt("mine", "192.0.2.1");
        for n in 0..FREE_TOGETHER {
            assert_eq!(fail(&throttle, &attempt(&format!("u{n}"), "192.0.2.1"), START), Ok(()));
        }
        let later = START.plus(1000);
        assert_eq!(throttle.check(&mine, later), Ok(()));
        throttle.succeeded(&mine);
        for n in 0..FREE {
            let last = fail(&throttle, &attempt(&format!("v{n}"), "192.0.2.1"), later);
            assert_eq!(last.is_ok(), n == 0, "{n}");
        }
    }

    #[test]
    fn quiet_subjects_are_forgotten() {
        let throttle = Throttle::default();
        let who = attempt("admin", "192.0.2.1");
        guess(&throttle, &who, START, START.plus(60_000));
        let later = START.plus(60_000 + FORGET_MS + 60_000);
        for _ in 0..FREE {
            assert_eq!(fail(&throttle, &who, later), Ok(()));
        }
    }

    #[test]
    fn neighbours_in_an_ipv6_network_are_one_subject() {
        let throttle = Throttle::default();
        for n in 1..=FREE {
            assert_eq!(fail(&throttle, &attempt("admin", &format!("2001:db8::{n}")), START), Ok(()));
        }
        assert!(fail(&throttle, &attempt("admin", "2001:db8::ffff"), START).is_err());
        assert!(fail(&throttle, &attempt("admin", "2001:db8:0:1::1"), START).is_ok());
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
            let _ = fail(&throttle, &attempt("admin", &address), START.plus(i64::from(n)));
        }
        assert!(throttle.counts.lock().unwrap().len() <= MOST_SUBJECTS + 3);
        assert!(throttle.wrong.lock().unwrap().len() <= MOST_SUBJECTS);
    }
}
