//! `cargo xtask test`: every check there is, each with its time, and one summary at the end.
//!
//! The order is by cost: what says no quickly comes first. All Rust stages work on the same set of crates, so that
//! their dependencies compile once to be checked and once to be run.

use crate::areas;
use crate::build::{self, Kind};
use crate::changed::{self, Specs};
use crate::descendants;
use crate::docs;
use crate::places::{SERVER_SIDE, cargo, root, target};
use crate::setup::{self, Consent};
use crate::step::{output, run, run_reading, step};
use crate::words;
use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// What the Rust tests may take, their compilation included. They take about 12 minutes on 2 cores from cold.
const RUST_LIMIT: Duration = Duration::from_secs(30 * 60);
/// What the long tests may take.
const LONG_LIMIT: Duration = Duration::from_secs(60 * 60);
/// What Playwright may take. It takes about 5 minutes on 2 cores.
const BROWSER_LIMIT: Duration = Duration::from_secs(20 * 60);

/// Options of `cargo xtask test`.
#[derive(Args)]
pub struct Options {
    /// Run these stages alone (set-up and builds that they need included)
    #[arg(long, value_name = "STAGE", value_delimiter = ',')]
    only: Vec<Stage>,
    /// Run what the changes since `main` can break, and no more
    #[arg(long, conflicts_with = "only")]
    changed: bool,
    /// Run what takes minutes instead, with real containers: chaos, many installations, kills by the hundred
    #[arg(long, conflicts_with_all = ["only", "changed"])]
    long: bool,
    /// Stop at the first stage that fails
    #[arg(long)]
    fail_fast: bool,
    /// Run the browser tests on what ships, which takes longer to make: pages in parts, compressed, inside the binary
    #[arg(long)]
    release: bool,
    /// Install missing packages without asking
    #[arg(long)]
    yes: bool,
    /// Browser tests whose file or title contains this
    #[arg(long, value_name = "WORDS")]
    grep: Option<String>,
}

/// A stage of the tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// Every file is formatted
    Format,
    /// The lists of features name tests that exist, no crate depends on one above it, and pages say what is in the catalogues
    Docs,
    /// Clippy, warnings denied, on both sides
    Clippy,
    /// Unit and property tests, engine, drivers, HTTP
    Rust,
    /// The browser's half, the site, the sample and the server build
    Build,
    /// Playwright in Debian's Chromium
    Browser,
    /// A few pages on the browser's half as it ships: optimised, and in files by area
    Shipped,
    /// What takes minutes; not part of the other runs
    Long,
}

impl Stage {
    const ALL: [Self; 8] =
        [Self::Format, Self::Docs, Self::Clippy, Self::Build, Self::Rust, Self::Browser, Self::Shipped, Self::Long];

    fn title(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Docs => "docs",
            Self::Clippy => "clippy",
            Self::Rust => "unit, engine, driver and HTTP tests",
            Self::Build => "build",
            Self::Browser => "browser tests",
            Self::Shipped => "what ships",
            Self::Long => "long tests",
        }
    }
}

/// What a stage counted. A stage without tests of its own counts as one.
#[derive(Default)]
struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

struct Outcome {
    title: &'static str,
    time: Duration,
    count: Count,
    error: Option<anyhow::Error>,
}

/// Runs the stages and prints the summary. Fails where one of them failed.
pub fn test(options: &Options) -> Result<()> {
    let start = Instant::now();
    descendants::adopt()?;
    let consent = Consent::new(options.yes);
    let changed = if options.changed { Some(changed::look()?) } else { None };
    let wanted = |stage: Stage| match &changed {
        _ if options.long || stage == Stage::Long => options.long == (stage == Stage::Long),
        Some(changed) => match stage {
            Stage::Format | Stage::Docs => true,
            Stage::Clippy | Stage::Rust => !changed.crates.is_empty(),
            Stage::Build | Stage::Browser | Stage::Long => changed.specs != Specs::None,
            Stage::Shipped => false,
        },
        None => options.only.is_empty() || options.only.contains(&stage),
    };
    let kind = if options.release { Kind::Release } else { Kind::Debug };
    let builds = [Stage::Build, Stage::Browser, Stage::Shipped].into_iter().any(wanted);
    let mut outcomes = Vec::new();
    if builds || wanted(Stage::Rust) || wanted(Stage::Long) {
        outcomes.push(measure("set-up", |_| {
            setup::for_build(consent)?;
            setup::for_tests(consent)
        }));
    }
    for stage in Stage::ALL.into_iter().filter(|stage| wanted(*stage) || (*stage == Stage::Build && builds)) {
        if outcomes.iter().any(|outcome: &Outcome| outcome.error.is_some()) && options.fail_fast {
            break;
        }
        outcomes.push(measure(stage.title(), |count| match stage {
            Stage::Format => run(cargo_plain().args(["fmt", "--all", "--check"])),
            Stage::Docs => {
                areas::check()?;
                docs::check().map(|rows| println!("{rows} rows"))?;
                words::check().map(|messages| println!("{messages} messages"))
            }
            Stage::Clippy => clippy(),
            Stage::Rust => rust(count, changed.as_ref().map(|changed| &changed.crates)),
            Stage::Build => build::everything(kind).map(drop),
            Stage::Long => long(count),
            Stage::Browser => {
                let specs = changed.as_ref().map_or(&Specs::All, |changed| &changed.specs);
                browser(count, kind, options.grep.as_deref(), specs)
            }
            Stage::Shipped => shipped(count, kind),
        }));
    }
    let left = descendants::end();
    if !left.is_empty() {
        println!("\nleft behind by tests, and killed: {}", left.join(", "));
    }
    summarise(&outcomes, start.elapsed())
}

/// `cargo fmt` does not know `--locked`.
fn cargo_plain() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root());
    command
}

fn measure(title: &'static str, work: impl FnOnce(&mut Count) -> Result<()>) -> Outcome {
    let start = Instant::now();
    let mut count = Count::default();
    let error = step(title, || work(&mut count)).err();
    if let Some(error) = &error {
        println!("{error:#}");
    }
    if count.passed + count.failed == 0 {
        count.passed = usize::from(error.is_none());
    }
    if error.is_some() && count.failed == 0 {
        count.failed = 1;
    }
    Outcome { title, time: start.elapsed(), count, error }
}

fn clippy() -> Result<()> {
    build::sample()?;
    run(cargo().arg("clippy").args(SERVER_SIDE).args(["--all-targets", "--", "-D", "warnings"]))?;
    run(cargo().args(["clippy", "--package", "xtask", "--all-targets", "--", "-D", "warnings"]))?;
    // The browser's side, on this machine's target: clippy need not know the browser's for it.
    run(cargo().args(["clippy", "--package", "gantry-browser", "--", "-D", "warnings"]))
}

/// The tests of these crates, or of all.
fn rust(count: &mut Count, crates: Option<&BTreeSet<String>>) -> Result<()> {
    build::sample()?;
    let mut failed = Vec::new();
    let mut read = |line: &str| {
        count_libtest(line, count);
        failed.extend(failed_test(line).map(str::to_owned));
    };
    let wanted = |name: &str| crates.is_none_or(|crates| crates.contains(name));
    let mut test = cargo();
    test.arg("test").args(SERVER_SIDE).arg("--no-fail-fast");
    // All are built alike, so that nothing compiles twice; those that cannot be broken are left out.
    for name in crates.map(|_| server_side_crates()).transpose()?.unwrap_or_default() {
        if !wanted(&name) {
            test.args(["--exclude", &name]);
        }
    }
    let server_side = run_reading(&mut test, RUST_LIMIT, &mut read);
    let xtask = if wanted("xtask") {
        let mut test = cargo();
        test.args(["test", "--package", "xtask"]);
        run_reading(&mut test, RUST_LIMIT, &mut read)
    } else {
        Ok(())
    };
    server_side.and(xtask).map_err(|error| if failed.is_empty() { error } else { error.context(failed.join(", ")) })
}

/// What takes minutes: the tests of real containers that the other runs leave out.
fn long(count: &mut Count) -> Result<()> {
    build::sample()?;
    let mut test = cargo();
    test.arg("test").args(SERVER_SIDE).args(["--test", "host", "--", "--ignored"]);
    run_reading(&mut test, LONG_LIMIT, |line| count_libtest(line, count))
}

/// The name in `test store::survives ... FAILED`; tests with a `main` of their own say the time after it.
fn failed_test(line: &str) -> Option<&str> {
    Some(line.trim().strip_prefix("test ")?.split_once(" ... FAILED")?.0)
}

/// Adds up `test result: ok. 4 passed; 0 failed; 0 ignored; …`.
fn count_libtest(line: &str, count: &mut Count) {
    let Some(rest) = line.trim().strip_prefix("test result: ") else { return };
    for part in rest.split(['.', ';']) {
        let mut words = part.split_whitespace();
        if let (Some(number), Some(what)) = (words.next().and_then(|word| word.parse::<usize>().ok()), words.next()) {
            match what {
                "passed" => count.passed += number,
                "failed" => count.failed += number,
                "ignored" => count.skipped += number,
                _ => {}
            }
        }
    }
}

/// The crates of the workspace but those of [`SERVER_SIDE`]'s exceptions.
fn server_side_crates() -> Result<Vec<String>> {
    let tree = output(cargo().args(["tree", "--workspace", "--depth", "0", "--prefix", "none", "--format", "{p}"]))?;
    let names = tree.lines().filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty());
    Ok(names.filter(|name| !["gantry-browser", "xtask"].contains(name)).map(str::to_owned).collect())
}

fn browser(count: &mut Count, kind: Kind, grep: Option<&str>, specs: &Specs) -> Result<()> {
    run(Command::new("node_modules/.bin/tsc").arg("--noEmit").current_dir(end2end()))?;
    let mut tests = vec!["--project=simulated".to_owned(), "--project=host".to_owned()];
    if let Specs::Some(files) = specs {
        tests.extend(files.iter().map(|file| format!("tests/{file}")));
    }
    if let Some(words) = grep {
        tests.extend(["--grep".to_owned(), words.to_owned()]);
    }
    playwright(count, &build::binary(kind), &build::site_folder(Kind::Debug), &tests)
}

/// On the server that is there: what differs is the browser's half.
fn shipped(count: &mut Count, kind: Kind) -> Result<()> {
    let wasm = step("build the browser's half as it ships", || build::browser(Kind::Release))?;
    step("put the site together as it ships", || build::site(Kind::Release, &wasm, false))?;
    let tests = ["--project=shipped".to_owned()];
    playwright(count, &build::binary(kind), &build::site_folder(Kind::Release), &tests)
}

fn end2end() -> PathBuf {
    root().join("end2end")
}

fn playwright(count: &mut Count, binary: &Path, site: &Path, tests: &[String]) -> Result<()> {
    let report = target().join("end2end.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut playwright = Command::new("node_modules/.bin/playwright");
    playwright.arg("test").args(tests).current_dir(end2end());
    playwright.env("GANTRY_BINARY", binary).env("GANTRY_SITE", site).env("GANTRY_REPORT", &report);
    let result = run_reading(&mut playwright, BROWSER_LIMIT, |_| ());
    let report = fs::read_to_string(&report).context("Playwright left no report")?;
    for (name, add) in [("passed", &mut count.passed), ("failed", &mut count.failed), ("skipped", &mut count.skipped)] {
        *add = number_after(&report, name).with_context(|| format!("Playwright's report has no {name:?}"))?;
    }
    ensure!(result.is_err() || count.passed > 0, "Playwright ran no test");
    result.map_err(|error| match report.split_once('\n') {
        Some((_, why)) => error.context(why.to_owned()),
        None => error,
    })
}

/// The number of `"name": 12` in the small report that our reporter writes.
fn number_after(report: &str, name: &str) -> Option<usize> {
    let rest = report.split_once(&format!("\"{name}\":"))?.1.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

fn summarise(outcomes: &[Outcome], total: Duration) -> Result<()> {
    println!("\n── summary");
    for Outcome { title, time, count, error } in outcomes {
        let verdict = if error.is_some() { "FAILED" } else { "ok" };
        let mut words = format!("{} passed, {} failed", count.passed, count.failed);
        if count.skipped > 0 {
            words = format!("{words}, {} skipped", count.skipped);
        }
        println!("{verdict:>6}  {:>7.1} s  {title} ({words})", time.as_secs_f64());
    }
    println!("        {:>7.1} s  in all", total.as_secs_f64());
    for Outcome { title, error, .. } in outcomes {
        if let Some(error) = error {
            println!("\n{title}: {error:#}");
        }
    }
    let sum = |of: fn(&Count) -> usize| outcomes.iter().map(|outcome| of(&outcome.count)).sum::<usize>();
    println!("\n{} passed, {} failed", sum(|count| count.passed), sum(|count| count.failed));
    if outcomes.iter().any(|outcome| outcome.error.is_some()) {
        bail!("not everything passed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_runs_add_up() {
        let mut count = Count::default();
        count_libtest(
            "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.1s",
            &mut count,
        );
        count_libtest("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", &mut count);
        count_libtest("some test result: ok. 9 passed", &mut count);
        assert_eq!((count.passed, count.failed, count.skipped), (7, 2, 1));
    }

    #[test]
    fn a_failed_test_is_named() {
        assert_eq!(failed_test("test store::survives ... FAILED"), Some("store::survives"));
        assert_eq!(failed_test("test faults::recovers ... FAILED (0.3 s)"), Some("faults::recovers"));
        assert_eq!(failed_test("test store::survives ... ok"), None);
        assert_eq!(failed_test("test result: FAILED. 3 passed; 2 failed"), None);
    }

    #[test]
    fn a_report_is_read() {
        let report = "{\"passed\": 12, \"failed\":0}";
        assert_eq!(number_after(report, "passed"), Some(12));
        assert_eq!(number_after(report, "failed"), Some(0));
        assert_eq!(number_after(report, "skipped"), None);
    }
}
