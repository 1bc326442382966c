//! The host driver on this machine: real namespaces, cgroups, mounts and processes. Needs root, and says so where it
//! is missing.
//!
//! The program is its own `supervise` and, for tests of kills, its own server; so it has no test harness, whose threads
//! would be there before `main`. Tests run one after the other, each on a data folder of its own. A word on the command
//! line runs the tests whose name holds it; `GANTRY_TEST_RUNTIME` names the OCI runtime.

#![allow(clippy::unwrap_used)]

mod basics;
mod image;
mod support;

use std::process::exit;
use std::time::Instant;

type Test = (&'static str, fn());

/// Lists tests by name and wraps each in a runtime of its own.
#[macro_export]
macro_rules! tests {
    ($($module:ident :: $name:ident),* $(,)?) => {
        &[$((concat!(stringify!($module), "::", stringify!($name)), || {
            tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on($module::$name())
        })),*]
    };
}

const TESTS: &[Test] = tests![
    basics::a_group_lives_from_create_to_remove,
    basics::exit_codes_and_policies_decide_what_follows,
    basics::what_cannot_start_says_why,
    basics::a_container_sees_what_it_was_given_and_no_more,
    basics::a_terminal_types_resizes_and_ends,
    basics::a_container_without_a_shell_says_so,
    basics::several_containers_share_a_network_and_nothing_else,
    basics::a_restart_keeps_network_and_log_and_renews_the_layer,
    basics::a_stop_is_graceful_within_its_time,
    basics::limits_hold,
    basics::logs_are_followed_while_they_are_written,
];

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|word| word == "supervise") {
        gantry_engine::runtime::host::supervise_main(arguments);
    }
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if std::env::args().any(|word| word == "--list") {
        TESTS.iter().for_each(|(name, _)| println!("{name}: test"));
        return;
    }
    if !nix::unistd::geteuid().is_root() {
        println!("The host driver was not tested: that needs root.");
        return;
    }
    let chosen = |test: &&Test| words.is_empty() || words.iter().any(|word| test.0.contains(word.as_str()));
    let mut failed = Vec::new();
    for (name, run) in TESTS.iter().filter(chosen) {
        let begin = Instant::now();
        let outcome = std::panic::catch_unwind(run);
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!("test {name} ... {word} ({:.1} s)", begin.elapsed().as_secs_f32());
        if outcome.is_err() {
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        println!("failed: {failed:?}");
        exit(1);
    }
}
