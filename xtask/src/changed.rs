//! What a change can break: `cargo xtask test --changed` runs that and no more.
//!
//! Changed is what differs from where this branch left `main`, and what is not committed. A crate can be broken by a change in it or in
//! one that it builds on; a browser test by a change of its own file, and of what it looks at: an area's pages by that area's specs and
//! by the one that opens every page, everything else of the console by all of them.

use crate::places::{cargo, root};
use crate::step::output;
use anyhow::Result;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What has to be run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Crates whose tests are run.
    pub crates: BTreeSet<String>,
    /// Browser tests that are run.
    pub specs: Specs,
}

/// Browser tests that are run.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Specs {
    /// Nothing that a browser sees has changed.
    #[default]
    None,
    /// These files.
    Some(BTreeSet<String>),
    /// Every one.
    All,
}

impl Specs {
    fn add(&mut self, more: impl IntoIterator<Item = String>) {
        match self {
            Self::All => {}
            Self::None => *self = Self::Some(more.into_iter().collect()),
            Self::Some(known) => known.extend(more),
        }
    }
}

/// Looks at the working tree.
///
/// # Errors
/// Where git or cargo does not answer.
pub fn look() -> Result<Changed> {
    let git = |arguments: &[&str]| output(Command::new("git").args(arguments).current_dir(root()));
    let base = git(&["merge-base", "HEAD", "main"]).unwrap_or_else(|_| "HEAD".to_owned());
    let committed = git(&["diff", "--name-only", base.trim()])?;
    let untracked = git(&["ls-files", "--others", "--exclude-standard"])?;
    let files: BTreeSet<&str> = committed.lines().chain(untracked.lines()).collect();
    let specs = spec_names()?;
    let mut changed = Changed::default();
    let mut touched = BTreeSet::new();
    for file in files {
        touched.extend(crate_of(file));
        match specs_of(file, &specs) {
            Specs::None => {}
            Specs::Some(some) => changed.specs.add(some),
            Specs::All => changed.specs = Specs::All,
        }
    }
    for name in touched {
        changed.crates.extend(built_on(&name)?);
    }
    Ok(changed)
}

fn spec_names() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root().join("end2end/tests"))? {
        names.extend(entry?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

/// The crate that a file belongs to: the nearest folder above it that has a manifest with a name.
fn crate_of(file: &str) -> Option<String> {
    Path::new(file).ancestors().skip(1).find_map(|folder| {
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).ok()?;
        let name =
            manifest.lines().skip_while(|line| *line != "[package]").find_map(|line| line.strip_prefix("name = "))?;
        Some(name.trim_matches('"').to_owned())
    })
}

/// A crate and those of ours that build on it.
fn built_on(name: &str) -> Result<BTreeSet<String>> {
    let mut tree = cargo();
    tree.args([
        "tree",
        "--workspace",
        "--invert",
        name,
        "--prefix",
        "none",
        "--format",
        "{p}",
        "--edges",
        "normal,build,dev",
    ]);
    let names = output(&mut tree)?;
    let names = names.lines().filter_map(|line| line.split(' ').next());
    Ok(names.filter(|name| name.starts_with("gantry") || *name == "xtask").map(str::to_owned).collect())
}

/// The browser tests that a change of this file can break.
fn specs_of(file: &str, specs: &[String]) -> Specs {
    if let Some(name) = file.strip_prefix("end2end/tests/") {
        return if specs.iter().any(|spec| spec == name) { Specs::Some([name.to_owned()].into()) } else { Specs::None };
    }
    let mut parts = file.split('/');
    match (parts.next().unwrap_or_default(), parts.next().unwrap_or_default()) {
        ("app", area) if specs.iter().any(|spec| spec.starts_with(area)) => {
            let own = specs.iter().filter(|spec| spec.starts_with(area) || *spec == "pages.spec.ts");
            Specs::Some(own.cloned().collect())
        }
        ("app" | "engine" | "model" | "server" | "style" | "public" | "end2end" | "sample" | "Cargo.lock", _) => {
            Specs::All
        }
        _ => Specs::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specs() -> Vec<String> {
        ["console.spec.ts", "network.host.spec.ts", "network.spec.ts", "pages.spec.ts"].map(str::to_owned).into()
    }

    #[test]
    fn an_areas_page_is_looked_at_by_its_specs_and_by_the_one_of_every_page() {
        let Specs::Some(found) = specs_of("app/network/src/vpc.rs", &specs()) else { panic!("some specs") };
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["network.host.spec.ts", "network.spec.ts", "pages.spec.ts"]);
        assert_eq!(specs_of("style/table.css", &specs()), Specs::All);
        assert_eq!(specs_of("docs/architecture.md", &specs()), Specs::None);
        let own = specs_of("end2end/tests/console.spec.ts", &specs());
        assert_eq!(own, Specs::Some(["console.spec.ts".to_owned()].into()));
    }

    #[test]
    fn a_file_belongs_to_the_nearest_crate_above_it() {
        assert_eq!(crate_of("xtask/src/main.rs").as_deref(), Some("xtask"));
        assert_eq!(crate_of("xtask/bundle/src/main.rs").as_deref(), Some("gantry-bundle"));
        assert_eq!(crate_of("engine/network/src/vpcs.rs").as_deref(), Some("gantry-engine-network"));
        assert_eq!(crate_of("docs/architecture.md"), None);
    }

    #[test]
    fn what_builds_on_the_model_is_all_but_xtask() {
        let all = built_on("gantry-model").unwrap();
        assert!(all.contains("gantry-model") && all.contains("gantry-server") && !all.contains("xtask"), "{all:?}");
    }
}
