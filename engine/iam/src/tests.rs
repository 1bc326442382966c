//! People and sessions on a store of their own, with a clock that is moved.

#![allow(clippy::unwrap_used)]

use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt as _;
use gantry_model::Error;
use gantry_model::iam::Actor;
use gantry_model::iam::operations::{AccountView, RegistryPasswordReset, SessionEnd, SessionEndOthers};

use super::*;
use gantry_platform::audit::{Filter, Outcome};
use gantry_platform::call::Call as _;
use gantry_platform::clock::{Clock as _, ManualClock};
use gantry_platform::context::{Context, Origin};

const PASSWORD: &str = "Passw0rd!";
const HOUR: Duration = Duration::from_secs(3600);

struct House {
    iam: Iam,
    store: Store,
    clock: ManualClock,
    dir: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        Self::at(tempfile::tempdir().unwrap())
    }

    fn at(dir: tempfile::TempDir) -> Self {
        let clock = ManualClock::default();
        let store = Store::open(dir.path(), Arc::new(clock.clone()), gantry_platform::documents::kinds()).unwrap();
        let iam = Iam::new(store.clone(), Arc::default(), Secrets::from_key(&[7; 32]), HashCost::CHEAP).unwrap();
        Self { iam, store, clock, dir }
    }

    /// With an administrator whose password is [`PASSWORD`].
    async fn lived_in() -> Self {
        let house = Self::new();
        house.iam.first_start(Some(PASSWORD)).await.unwrap();
        house
    }

    async fn sign_in(&self, password: &str) -> Result<SignedIn, Refusal> {
        self.sign_in_from("192.0.2.1", password).await
    }

    async fn sign_in_from(&self, address: &str, password: &str) -> Result<SignedIn, Refusal> {
        self.iam.sign_in(credentials(password), &origin(address)).await
    }

    async fn is_alive(&self, signed_in: &SignedIn) -> bool {
        self.iam.authenticate(&signed_in.token).await.unwrap().is_some()
    }

    fn log(&self) -> Vec<(String, Outcome, String)> {
        let filter = Filter { limit: 100, ..Filter::default() };
        let log = self.store.read_now(|read| read.operations(&filter)).unwrap();
        log.into_iter().map(|entry| (entry.action, entry.outcome, entry.actor)).collect()
    }
}

fn credentials(password: &str) -> Credentials<'_> {
    Credentials { user: "admin", password, keep: false, replaces: None, device: None }
}

/// The person of a session, as its requests come.
fn by(signed_in: &SignedIn) -> Context {
    let session = &signed_in.session;
    Context::of(session.actor()).within(session.id.clone()).from(origin("192.0.2.1"))
}

fn origin(address: &str) -> Origin {
    Origin {
        address: address.parse().unwrap(),
        user_agent: "Mozilla/5.0 (test)".into(),
        vpc: None,
        request: String::new(),
    }
}

#[tokio::test]
async fn the_first_start_gives_a_one_time_password_until_it_is_changed() {
    let house = House::new();
    let first = house.iam.first_start(None).await.unwrap().unwrap();
    let file = house.dir.path().join(PASSWORD_FILE);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_to_string(&file).unwrap().trim(), first.password);
    let again = house.iam.first_start(None).await.unwrap();
    assert_eq!(again, Some(FirstPassword { is_new: false, ..first.clone() }), "a second start knows the same one");

    let signed_in = house.sign_in(&first.password).await.unwrap();
    assert!(signed_in.session.must_change);
    let changed = house
        .iam
        .change_password(&signed_in.session, &first.password, PASSWORD, None, &origin("192.0.2.1"))
        .await
        .unwrap();
    assert!(!changed.session.must_change);
    assert!(!file.exists());
    assert_eq!(house.iam.first_start(None).await.unwrap(), None);
    assert!(house.sign_in(&first.password).await.is_err());
    assert!(!house.sign_in(PASSWORD).await.unwrap().session.must_change);
}

#[tokio::test]
async fn a_given_password_is_not_one_time() {
    let house = House::lived_in().await;
    assert!(!house.dir.path().join(PASSWORD_FILE).exists());
    assert!(!house.sign_in(PASSWORD).await.unwrap().session.must_change);
    house.iam.first_start(Some("An0ther one")).await.unwrap();
    assert!(house.sign_in("An0ther one").await.is_err(), "a later start does not change it");
    let message = House::new().iam.first_start(Some("short")).await.unwrap_err();
    assert_eq!(message.field(), Some("admin-password-file"));
}

#[tokio::test]
async fn a_start_that_was_killed_before_the_user_was_stored_begins_anew() {
    let house = House::new();
    std::fs::write(house.dir.path().join(PASSWORD_FILE), "never-shown\n").unwrap();
    let first = house.iam.first_start(None).await.unwrap().unwrap();
    assert_ne!(first.password, "never-shown");
    assert!(house.sign_in(&first.password).await.is_ok());
}

#[tokio::test]
async fn a_left_over_password_file_goes_at_the_next_start() {
    let house = House::lived_in().await;
    let file = house.dir.path().join(PASSWORD_FILE);
    std::fs::write(&file, "used\n").unwrap();
    assert_eq!(house.iam.first_start(None).await.unwrap(), None);
    assert!(!file.exists());
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_get_the_same_answer() {
    let house = House::lived_in().await;
    let password = house.sign_in("Passw0rd?").await.unwrap_err();
    let name = Credentials { user: "nobody", ..credentials(PASSWORD) };
    let name = house.iam.sign_in(name, &origin("192.0.2.1")).await.unwrap_err();
    assert_eq!(password, name);
    assert_eq!(password, Refusal::Wrong);
}

#[tokio::test]
async fn an_unused_session_ends_after_8_hours() {
    let house = House::lived_in().await;
    let signed_in = house.sign_in(PASSWORD).await.unwrap();
    house.clock.advance(8 * HOUR - Duration::from_secs(1));
    assert!(house.is_alive(&signed_in).await);
    house.clock.advance(8 * HOUR - Duration::from_secs(1));
    assert!(house.is_alive(&signed_in).await, "each use moves the end");
    house.clock.advance(8 * HOUR);
    assert!(!house.is_alive(&signed_in).await);
    house.clock.advance(Duration::ZERO);
    assert!(house.iam.call(&by(&signed_in), AccountView {}).await.unwrap().sessions.is_empty());
}

#[tokio::test]
async fn a_used_session_ends_after_7_days() {
    let house = House::lived_in().await;
    let signed_in = house.sign_in(PASSWORD).await.unwrap();
    for _ in 0..7 * 4 {
        assert!(house.is_alive(&signed_in).await);
        house.clock.advance(6 * HOUR);
    }
    assert!(!house.is_alive(&signed_in).await);
}

#[tokio::test]
async fn a_kept_session_has_the_absolute_end_only() {
    let house = House::lived_in().await;
    let kept = Credentials { keep: true, ..credentials(PASSWORD) };
    let kept = house.iam.sign_in(kept, &origin("192.0.2.1")).await.unwrap();
    house.clock.advance(7 * 24 * HOUR - Duration::from_secs(1));
    assert!(house.is_alive(&kept).await);
    house.clock.advance(Duration::from_secs(1));
    assert!(!house.is_alive(&kept).await);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_that_the_browser_had() {
    let house = House::lived_in().await;
    let first = house.sign_in(PASSWORD).await.unwrap();
    let again = Credentials { replaces: Some(&first.token), ..credentials(PASSWORD) };
    let second = house.iam.sign_in(again, &origin("192.0.2.1")).await.unwrap();
    assert_ne!(first.token, second.token);
    assert!(!house.is_alive(&first).await);
    assert!(house.is_alive(&second).await);
}

#[tokio::test]
async fn a_changed_password_ends_every_session_and_begins_one() {
    let house = House::lived_in().await;
    let (here, there) = (house.sign_in(PASSWORD).await.unwrap(), house.sign_in(PASSWORD).await.unwrap());
    let origin = origin("192.0.2.1");
    let change = house.iam.change_password(&here.session, "wrong", "N3w password", None, &origin).await;
    assert_eq!(change.unwrap_err(), Refusal::Wrong);
    let change = house.iam.change_password(&here.session, PASSWORD, PASSWORD, None, &origin).await;
    assert_eq!(Error::from(change.unwrap_err()).field(), Some("password"));
    assert!(house.is_alive(&there).await, "a refused change ends nothing");

    let changed = house.iam.change_password(&here.session, PASSWORD, "N3w password", None, &origin).await.unwrap();
    assert!(!house.is_alive(&here).await);
    assert!(!house.is_alive(&there).await);
    assert!(house.is_alive(&changed).await);
    assert!(house.sign_in(PASSWORD).await.is_err());
    let change = house.iam.change_password(&here.session, "N3w password", "An0ther one", None, &origin).await;
    assert!(
        matches!(change, Err(Refusal::Fault(Error::Unauthenticated { .. }))),
        "an ended session changes no password"
    );
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let house = House::lived_in().await;
    let here = house.sign_in(PASSWORD).await.unwrap();
    house.clock.advance(HOUR);
    let there = house.sign_in_from("2001:db8::1", PASSWORD).await.unwrap();
    house.clock.advance(Duration::from_secs(1));
    let third = house.sign_in(PASSWORD).await.unwrap();
    let actor = by(&here);
    assert!(house.is_alive(&here).await);

    let mut listed = house.iam.call(&actor, AccountView {}).await.unwrap().sessions;
    listed.sort_by_key(|session| session.id.clone());
    assert_eq!(
        listed.iter().map(|s| &s.id).collect::<Vec<_>>(),
        [&here.session.id, &there.session.id, &third.session.id]
    );
    assert_eq!((listed[1].address.as_str(), listed[1].user_agent.as_str()), ("2001:db8::1", "Mozilla/5.0 (test)"));
    assert_eq!(listed[0].used_at.at.since(listed[0].created_at.at), 3_601_000);

    house.iam.call(&actor, SessionEnd { id: there.session.id.clone() }).await.unwrap();
    assert!(!house.is_alive(&there).await);
    let again = house.iam.call(&actor, SessionEnd { id: there.session.id.clone() }).await;
    assert!(matches!(again, Err(Error::NotFound { .. })));

    assert_eq!(house.iam.call(&actor, SessionEndOthers {}).await.unwrap(), 1);
    assert!(house.is_alive(&here).await);
    assert!(!house.is_alive(&third).await);
    assert!(house.iam.call(&Context::system(), AccountView {}).await.is_err());
}

#[tokio::test]
async fn who_waits_for_a_sessions_end_learns_of_it() {
    let house = House::lived_in().await;
    let (a, b) = (house.sign_in(PASSWORD).await.unwrap(), house.sign_in(PASSWORD).await.unwrap());
    let waits = |iam: Iam, id| tokio::spawn(async move { iam.until_ended(&id).await });
    let ended = waits(house.iam.clone(), a.session.id.clone());
    let mut other = Box::pin(house.iam.until_ended(&b.session.id));
    assert!((&mut other).now_or_never().is_none());
    house.iam.call(&by(&a), SessionEnd { id: a.session.id.clone() }).await.unwrap();
    tokio::time::timeout(Duration::from_secs(10), ended).await.unwrap().unwrap();

    // The other one is used once more, and so it outlives the end that the waiter saw first.
    house.clock.advance(4 * HOUR);
    assert!(house.is_alive(&b).await);
    let idle = waits(house.iam.clone(), b.session.id.clone());
    house.clock.advance(5 * HOUR);
    assert!((&mut other).now_or_never().is_none());
    house.clock.advance(4 * HOUR);
    tokio::time::timeout(Duration::from_secs(10), idle).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_flood_of_wrong_passwords_keeps_nobody_out() {
    let house = House::lived_in().await;
    let known = house.sign_in(PASSWORD).await.unwrap();
    let mut refusal = None;
    for n in 0..20 {
        refusal = house.sign_in(&format!("wrong {n}")).await.err();
    }
    assert_eq!(refusal, Some(Refusal::Wait(Duration::from_secs(1))));
    assert!(house.sign_in(PASSWORD).await.is_err(), "inside the pause the right password is not looked at");
    assert!(house.sign_in_from("198.51.100.1", PASSWORD).await.is_ok(), "from elsewhere it works");
    let browser = Credentials { device: Some(&known.device), ..credentials(PASSWORD) };
    assert!(house.iam.sign_in(browser, &origin("192.0.2.1")).await.is_ok(), "in a known browser it works");
    house.clock.advance(Duration::from_secs(60));
    assert!(house.sign_in(PASSWORD).await.is_ok(), "after the pause it works");
}

#[tokio::test]
async fn a_known_browser_changes_its_password_while_somebody_guesses_from_its_network() {
    let house = House::lived_in().await;
    let known = house.sign_in(PASSWORD).await.unwrap();
    for n in 0..20 {
        house.sign_in(&format!("wrong {n}")).await.unwrap_err();
    }
    let change = async |device| {
        house.iam.change_password(&known.session, PASSWORD, "N3w password", device, &origin("192.0.2.1")).await
    };
    assert!(matches!(change(None).await, Err(Refusal::Wait(_))));
    assert!(change(Some(&known.device)).await.is_ok());
}

#[tokio::test]
async fn a_device_cookie_of_another_account_or_maker_proves_nothing() {
    let secrets = Secrets::from_key(&[7; 32]);
    let device = Device::new(&secrets, "admin");
    assert!(device.verify(&secrets, "admin").is_some());
    assert!(device.verify(&secrets, "other").is_none());
    assert!(device.verify(&Secrets::from_key(&[8; 32]), "admin").is_none());
    assert!(Device::from_cookie("AAAA").verify(&secrets, "admin").is_none());
    assert!(Device::from_cookie("not base64 !").verify(&secrets, "admin").is_none());
}

#[tokio::test]
async fn every_sign_in_and_change_is_written_down() {
    let house = House::lived_in().await;
    house.sign_in("wrong").await.unwrap_err();
    house.iam.sign_in(Credentials { user: "Passw0rd!", ..credentials("x") }, &origin("192.0.2.1")).await.unwrap_err();
    let signed_in = house.sign_in(PASSWORD).await.unwrap();
    let changed = house
        .iam
        .change_password(&signed_in.session, PASSWORD, "N3w password", None, &origin("192.0.2.1"))
        .await
        .unwrap();
    house.iam.call(&by(&changed), SessionEnd { id: changed.session.id.clone() }).await.unwrap();
    let admin = signed_in.session.user.to_string();
    let mut log = house.log();
    log.reverse();
    let seen: Vec<_> = log.iter().map(|(action, outcome, actor)| (action.as_str(), *outcome, actor.as_str())).collect();
    assert_eq!(
        seen,
        [
            ("user_create", Outcome::Done, "system"),
            ("sign_in", Outcome::Refused, admin.as_str()),
            ("sign_in", Outcome::Refused, "anonymous"),
            ("sign_in", Outcome::Done, admin.as_str()),
            ("password_change", Outcome::Done, admin.as_str()),
            ("session_end", Outcome::Done, admin.as_str()),
        ]
    );
}

#[tokio::test]
async fn no_token_or_password_is_in_the_data_folder() {
    let house = House::lived_in().await;
    let signed_in = house.sign_in(PASSWORD).await.unwrap();
    house.iam.call(&by(&signed_in), RegistryPasswordReset { password: "R3gistry!".into() }).await.unwrap();
    for entry in std::fs::read_dir(house.dir.path()).unwrap() {
        let path = entry.unwrap().path();
        let Ok(bytes) = std::fs::read(&path) else { continue };
        for secret in [PASSWORD, "R3gistry!", signed_in.token.as_str(), signed_in.device.as_str()] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{} holds a secret", path.display());
        }
    }
    let shown = format!("{signed_in:?}");
    assert!(!shown.contains(signed_in.token.as_str()) && !shown.contains(signed_in.device.as_str()), "{shown}");
}

#[tokio::test]
async fn sessions_outlive_the_server() {
    let house = House::lived_in().await;
    let signed_in = house.sign_in(PASSWORD).await.unwrap();
    let House { iam, store, dir, .. } = house;
    drop((iam, store));
    assert!(House::at(dir).is_alive(&signed_in).await);
}

#[tokio::test]
async fn what_is_no_token_is_no_session() {
    let house = House::lived_in().await;
    assert!(Token::parse("").is_none() && Token::parse("x").is_none() && Token::parse(&"é".repeat(43)).is_none());
    let unknown = Token::parse(&"A".repeat(43)).unwrap();
    assert!(house.iam.authenticate(&unknown).await.unwrap().is_none());
}

#[tokio::test]
async fn a_person_has_a_bounded_number_of_sessions() {
    let house = House::lived_in().await;
    let first = house.sign_in(PASSWORD).await.unwrap();
    for _ in 0..MOST_SESSIONS {
        house.clock.advance(Duration::from_secs(1));
        house.sign_in(PASSWORD).await.unwrap();
    }
    assert!(!house.is_alive(&first).await);
    assert_eq!(house.iam.call(&by(&first), AccountView {}).await.unwrap().sessions.len(), MOST_SESSIONS as usize);
}

#[tokio::test]
async fn who_forgot_the_password_gets_a_one_time_password() {
    let house = House::lived_in().await;
    let before = house.sign_in(PASSWORD).await.unwrap();
    let first = house.iam.recover("admin").await.unwrap();
    assert!(!house.is_alive(&before).await);
    assert!(house.sign_in(PASSWORD).await.is_err());
    assert!(house.sign_in(&first.password).await.unwrap().session.must_change);
    assert!(matches!(house.iam.recover("nobody").await, Err(Error::NotFound { .. })));
}

mod registry {
    use super::*;

    async fn verify(house: &House, password: &str) -> Result<Actor, Refusal> {
        house.iam.verify_registry_password("admin", password, &origin("192.0.2.9")).await
    }

    #[tokio::test]
    async fn the_registrys_password_is_another_one() {
        let house = House::lived_in().await;
        let actor = by(&house.sign_in(PASSWORD).await.unwrap());
        assert!(verify(&house, PASSWORD).await.is_err(), "the console's password does not open the registry");
        let refused = house.iam.call(&actor, RegistryPasswordReset { password: "short".into() }).await;
        assert_eq!(refused.unwrap_err().field(), Some("password"));
        house.iam.call(&actor, RegistryPasswordReset { password: "R3gistry!".into() }).await.unwrap();
        assert_eq!(verify(&house, "R3gistry!").await.unwrap(), actor.actor);
        assert!(house.sign_in("R3gistry!").await.is_err(), "nor the other way round");
        assert!(house.iam.call(&actor, AccountView {}).await.unwrap().registry_password_at.is_some());
    }

    #[tokio::test]
    async fn a_reset_password_is_refused_at_once() {
        let house = House::lived_in().await;
        let actor = by(&house.sign_in(PASSWORD).await.unwrap());
        house.iam.call(&actor, RegistryPasswordReset { password: "R3gistry!".into() }).await.unwrap();
        verify(&house, "R3gistry!").await.unwrap();
        house.iam.call(&actor, RegistryPasswordReset { password: "An0ther one".into() }).await.unwrap();
        assert!(verify(&house, "R3gistry!").await.is_err());
        verify(&house, "An0ther one").await.unwrap();
    }

    #[tokio::test]
    async fn a_verified_password_is_remembered_for_a_minute() {
        let house = House::lived_in().await;
        let actor = by(&house.sign_in(PASSWORD).await.unwrap());
        house.iam.call(&actor, RegistryPasswordReset { password: "R3gistry!".into() }).await.unwrap();
        verify(&house, "R3gistry!").await.unwrap();
        let user = house.store.read_now(|read| read.user_by_name("admin")).unwrap().unwrap();
        let remembered = |password| house.iam.inner.verified.fits(&user, password, house.clock.now());
        assert!(remembered("R3gistry!") && !remembered("R3gistry?"));
        house.clock.advance(Duration::from_secs(60));
        assert!(!remembered("R3gistry!"));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_right_password_gets_in_beside_a_robot_with_an_old_one() {
        let house = House::lived_in().await;
        let actor = by(&house.sign_in(PASSWORD).await.unwrap());
        house.iam.call(&actor, RegistryPasswordReset { password: "R3gistry!".into() }).await.unwrap();
        for _ in 0..3 {
            let at_once = (0..64).map(|n| verify(&house, if n % 8 == 0 { "0ld password" } else { "R3gistry!" }));
            for (n, answer) in futures::future::join_all(at_once).await.into_iter().enumerate() {
                match answer {
                    Ok(who) => assert!(n % 8 != 0 && who == actor.actor, "{n}"),
                    Err(refusal) => {
                        assert!(n % 8 == 0 && matches!(refusal, Refusal::Fault(Error::Unauthenticated { .. })), "{n}");
                    }
                }
            }
            // So long that the right one is no longer remembered.
            house.clock.advance(Duration::from_secs(61));
        }
        let refused = house.log().into_iter().filter(|(action, ..)| action == "registry_sign_in").count();
        assert_eq!(refused, 1, "the same wrong password is one failure");
    }

    #[tokio::test]
    async fn guesses_are_slowed_down_and_keep_their_person_in() {
        let house = House::lived_in().await;
        let guess = async |n: u32| {
            let password = format!("guess {n}");
            house.iam.verify_registry_password("admin", &password, &origin("192.0.2.1")).await.unwrap_err()
        };
        for n in 0..5 {
            assert!(matches!(guess(n).await, Refusal::Fault(Error::Unauthenticated { .. })), "{n}");
        }
        assert_eq!(guess(5).await, Refusal::Wait(Duration::from_secs(1)));
        assert!(house.sign_in(PASSWORD).await.is_ok());
    }
}
