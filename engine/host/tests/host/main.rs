//! The host driver on this machine: real namespaces, cgroups, mounts and processes. Needs root, and says so where it
//! is missing.
//!
//! The program is its own `supervise` and, for tests of kills, its own server; so it has no test harness, whose threads
//! would be there before `main`. Tests run one after the other, each on a data folder of its own. A word on the command
//! line runs the tests whose name holds it; `GANTRY_TEST_RUNTIME` names the OCI runtime.

#![allow(clippy::unwrap_used)]

mod basics;
mod faults;
mod flows;
mod image;
mod images;
mod networks;
mod support;
mod trials;

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
    basics::the_suite_of_all_drivers_passes,
    basics::exit_codes_and_policies_decide_what_follows,
    basics::what_cannot_start_says_why,
    basics::a_container_sees_what_it_was_given_and_no_more,
    basics::a_terminal_types_resizes_and_ends,
    basics::a_container_without_a_shell_says_so,
    basics::several_containers_share_a_network_and_nothing_else,
    basics::a_restart_keeps_network_and_log_and_renews_the_layer,
    basics::a_stop_is_graceful_within_its_time,
    basics::a_stop_uses_the_signal_that_the_image_names,
    basics::a_stop_that_comes_before_a_program_listens_is_said_again,
    basics::limits_hold,
    basics::all_containers_together_leave_the_machine_a_reserve,
    basics::containers_end_before_supervisors_and_these_before_the_server,
    basics::logs_are_followed_while_they_are_written,
    basics::a_runtime_that_hangs_is_ended,
    basics::containers_know_their_name_and_whom_to_ask,
    basics::a_full_disk_is_said_and_harms_nothing,
    basics::two_installations_do_not_touch_each_other,
    images::every_packing_is_unpacked_once,
    images::layers_lie_on_one_another_as_the_specification_says,
    images::folders_that_a_layer_only_implies_keep_mode_and_owner,
    images::volumes_that_no_layer_holds_are_made,
    images::layers_of_an_earlier_version_carry_their_groups_and_nothing_else,
    images::an_image_of_many_layers_starts,
    images::what_leads_out_of_the_root_harms_nothing,
    images::devices_are_left_out_and_duplicates_replace,
    images::damaged_layers_and_lies_are_refused,
    images::a_trap_is_refused_before_it_fills_the_disk,
    images::idle_layers_go_when_the_disk_fills,
    images::an_image_for_another_machine_is_refused,
    images::an_image_of_elsewhere_is_refused_with_what_helps,
    images::what_a_kill_left_half_made_goes_at_the_next_start,
    networks::groups_of_a_vpc_reach_each_other_and_the_host_reaches_them,
    networks::a_group_reaches_neither_the_host_nor_the_world,
    networks::a_group_sends_from_its_own_address_only,
    networks::vpcs_may_overlap_and_do_not_meet,
    networks::a_rule_closes_and_opens_a_port_under_a_running_connection,
    networks::rules_that_somebody_flushed_or_changed_are_put_back,
    networks::rules_that_nobody_changed_are_left_alone,
    networks::a_rule_may_name_another_security_group,
    networks::groups_reach_each_other_over_ipv6_where_the_rules_allow_it,
    networks::eips_bound_one_by_one_leave_the_rules_that_all_anew_make,
    networks::an_eip_leads_to_its_group_while_no_server_lives,
    networks::eips_of_overlapping_vpcs_lead_apart,
    networks::an_eip_has_its_bandwidth,
    networks::a_group_reaches_the_registry_of_its_vpc_and_is_known_by_it,
    networks::clients_of_a_real_pool_keep_their_address,
    networks::no_group_starts_before_its_rules,
    networks::a_server_killed_while_it_applies_rules_leaves_them_whole,
    flows::an_address_used_again_meets_no_old_flow,
    flows::an_eip_does_not_lead_to_who_gets_the_address_next,
    flows::who_gets_the_address_of_an_admitted_group_is_not_answered_in_its_stead,
    flows::a_rule_bites_on_flows_that_do_not_pause,
    flows::an_eip_bound_elsewhere_takes_its_flows_along,
    flows::a_vswitch_made_again_with_its_range_is_reached,
    faults::a_new_server_finds_what_runs,
    faults::a_killed_supervisor_takes_its_group_along_and_the_policy_applies,
    faults::a_supervisor_that_died_with_its_server_is_replaced_by_the_next,
    faults::a_supervisor_that_died_before_it_began_is_replaced_once_more,
    faults::a_group_that_cannot_come_up_again_says_so_until_it_does,
    faults::first_orders_at_once_on_a_new_installation_all_start,
    faults::a_copy_of_a_data_folder_is_refused_and_the_original_runs_on,
    faults::a_world_destroyed_behind_the_server_is_built_again,
    faults::a_killed_container_recovers_in_its_own_group,
    faults::a_runtime_killed_while_it_creates_is_called_again,
    faults::a_server_killed_in_the_middle_of_anything_leaks_nothing,
    faults::a_server_killed_in_the_middle_is_swept_without_being_asked,
    faults::a_teardown_leaves_nothing,
    trials::a_runtime_that_runs_a_container_is_chosen,
    trials::a_runtime_that_does_not_do_its_work_is_refused_with_the_reason,
];

/// Those that take minutes: run when `--ignored` is among the words, and nothing else then.
const LONG: &[Test] = tests![faults::first_orders_at_once_on_twenty_new_installations_all_start];

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|word| word == "supervise") {
        gantry_runtime_host::supervise_main(arguments);
    }
    let all: Vec<String> = std::env::args().skip(1).collect();
    if all.first().is_some_and(|word| word == "server") {
        faults::serve_until_killed(&all[1..]);
    }
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let tests = if std::env::args().any(|word| word == "--ignored") { LONG } else { TESTS };
    if std::env::args().any(|word| word == "--list") {
        tests.iter().for_each(|(name, _)| println!("{name}: test"));
        return;
    }
    if !nix::unistd::geteuid().is_root() {
        println!("The host driver was not tested: that needs root.");
        return;
    }
    let chosen = |test: &&Test| words.is_empty() || words.iter().any(|word| test.0.contains(word.as_str()));
    let mut failed = Vec::new();
    for (name, run) in tests.iter().filter(chosen) {
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
