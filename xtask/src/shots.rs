//! `cargo xtask shots`: pictures of every page, light, dark and narrow, into `docs/images`.

use crate::build::{self, Kind};
use crate::places::{root, target};
use crate::setup::{self, Consent};
use crate::step::{run, step};
use anyhow::Result;
use std::process::Command;

/// Builds, and takes the pictures with the browser of the tests.
pub fn shots(consent: Consent) -> Result<()> {
    setup::for_build(consent)?;
    setup::for_tests(consent)?;
    build::everything(Kind::Debug)?;
    step("take pictures", || {
        run(Command::new("node_modules/.bin/playwright")
            .args(["test", "--config", "shots.config.ts"])
            .current_dir(root().join("end2end"))
            .env("GANTRY_BINARY", build::binary(Kind::Debug))
            .env("GANTRY_SITE", target().join("site")))
    })
}
