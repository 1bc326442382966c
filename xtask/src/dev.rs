//! `cargo xtask dev`: build again and reload the page on every save.
//!
//! Looks at the files' times instead of asking the kernel to watch them: a few hundred files take a millisecond, and it
//! works on every file system. The page reloads itself: in this mode the bundler adds a few lines to the script that ask
//! whether the site has changed.

use crate::build::{self, Kind};
use crate::places::{root, target};
use crate::setup::{self, Consent};
use anyhow::Result;
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, SystemTime};

/// Options of `cargo xtask dev`.
#[derive(Args)]
pub struct Options {
    /// Install missing packages without asking
    #[arg(long)]
    yes: bool,
    /// More options for `gantry serve`, after `--`
    #[arg(last = true)]
    serve: Vec<String>,
}

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(300);

/// Builds and serves until it is interrupted.
pub fn dev(options: &Options) -> Result<()> {
    setup::for_build(Consent::new(options.yes))?;
    let mut server: Option<Child> = None;
    let mut built = (Seen::default(), Seen::default());
    loop {
        let now = (Seen::of(&["style", "public", "app", "model"])?, Seen::of(&["app", "engine", "model", "server"])?);
        if now != built {
            let result = rebuild(now.1 != built.1 || server.is_none(), &mut server, &options.serve);
            match result {
                Ok(()) => println!("\nReady. Waiting for a change."),
                Err(error) => println!("\n{error:#}\nWaiting for a change."),
            }
            built = now;
        }
        thread::sleep(PAUSE);
    }
}

fn rebuild(with_server: bool, server: &mut Option<Child>, options: &[String]) -> Result<()> {
    let wasm = build::browser(Kind::Debug)?;
    if with_server {
        build::server(Kind::Debug)?;
        if let Some(mut old) = server.take() {
            // In order, so that its data folder is free; only a server that does not listen is ended hard.
            let _ = Command::new("kill").arg(old.id().to_string()).status();
            old.wait()?;
        }
    }
    build::site(Kind::Debug, &wasm, true)?;
    if server.is_none() {
        let mut serve = Command::new(build::binary(Kind::Debug));
        serve.current_dir(root()).env("GANTRY_SITE", target().join("site"));
        serve.args(["serve", "--runtime", "simulated", "--drain-seconds", "1"]).args(options);
        *server = Some(serve.spawn()?);
    }
    Ok(())
}

/// How many files there are, and when the youngest was written.
#[derive(Default, PartialEq, Eq)]
struct Seen {
    files: usize,
    youngest: Option<SystemTime>,
}

impl Seen {
    fn of(folders: &[&str]) -> Result<Self> {
        let mut seen = Self::default();
        let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    seen.add(&path);
                }
            }
        }
        Ok(seen)
    }

    /// A file that is gone again is looked at the next time.
    fn add(&mut self, path: &Path) {
        if let Ok(time) = fs::metadata(path).and_then(|data| data.modified()) {
            self.files += 1;
            self.youngest = self.youngest.max(Some(time));
        }
    }
}
