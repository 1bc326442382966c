//! Which crate may stand on which. That no two stand on each other cargo sees to; which of them is the lower one stands here.
//!
//! The engine's crates have an order, and each depends on those before it alone, in its tests too. What is not of the engine knows the
//! engine as a whole, and in the app that is behind the feature `ssr`: the browser's half has none of it.

use crate::places::{cargo, root};
use crate::step::output;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::Path;

/// The engine's crates, the lowest first.
const ORDER: [&str; 13] = [
    "gantry-platform",
    "gantry-runtime-suite",
    "gantry-runtime-simulated",
    "gantry-runtime-host",
    "gantry-engine-quota",
    "gantry-engine-observe",
    "gantry-engine-iam",
    "gantry-engine-network",
    "gantry-engine-registry",
    "gantry-engine-containers",
    "gantry-engine-scaling",
    "gantry-engine-billing",
    "gantry-engine",
];
/// What others may use of the engine.
const WHOLE: &str = "gantry-engine";
/// Below all floors.
const MODEL: &str = "gantry-model";

/// A crate of ours, as cargo tells of it.
#[derive(Debug)]
struct Package {
    name: String,
    /// Its folder, inside the workspace.
    folder: String,
    depends: Vec<Dependency>,
    /// Features that bring the engine with them.
    bring_engine: Vec<String>,
}

/// Another crate of ours that it depends on.
#[derive(Debug)]
struct Dependency {
    name: String,
    /// In tests only.
    dev: bool,
    optional: bool,
}

/// Checks all crates.
pub fn check() -> Result<()> {
    let problems = problems(&packages()?);
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(())
}

fn problems(packages: &[Package]) -> Vec<String> {
    let mut problems = Vec::new();
    let place = |name: &str| ORDER.iter().position(|known| *known == name);
    for Package { name, folder, depends, bring_engine } in packages {
        let of_engine = folder.starts_with("engine");
        let own = place(name);
        if of_engine && own.is_none() {
            problems.push(format!("{name}: is in {folder} and has no place in the order of the engine's crates"));
        }
        for Dependency { name: other, dev, optional } in depends {
            if of_engine && other != MODEL && place(other).is_none_or(|place| Some(place) >= own) {
                problems.push(format!("{name}: depends on {other}, which is not below it"));
            }
            let driver = ["gantry-runtime-host", "gantry-runtime-simulated"].contains(&other.as_str());
            if of_engine && driver && !dev && name != WHOLE {
                problems.push(format!("{name}: depends on the driver {other}, which only {WHOLE} and tests choose"));
            }
            if !of_engine && place(other).is_some() && other != WHOLE {
                problems.push(format!("{name}: depends on {other}, and not on {WHOLE} as a whole"));
            }
            if folder.starts_with("app") && other == WHOLE && (!optional || *bring_engine != ["ssr"]) {
                problems.push(format!("{name}: depends on {other}, and not behind the feature ssr alone"));
            }
        }
    }
    problems
}

/// The crates of the workspace.
fn packages() -> Result<Vec<Package>> {
    let metadata = output(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo's metadata")?;
    list(&metadata["packages"]).iter().map(package).collect()
}

fn package(told: &Value) -> Result<Package> {
    let manifest = Path::new(text(&told["manifest_path"]));
    let folder = manifest.parent().unwrap_or(manifest).strip_prefix(root())?;
    let ours = list(&told["dependencies"]).iter().filter(|other| text(&other["name"]).starts_with("gantry-"));
    let features = told["features"].as_object().into_iter().flatten();
    let brings = |named: &Value| list(named).iter().any(|one| text(one) == format!("dep:{WHOLE}"));
    Ok(Package {
        name: text(&told["name"]).to_owned(),
        folder: folder.display().to_string(),
        depends: ours
            .map(|other| Dependency {
                name: text(&other["name"]).to_owned(),
                dev: other["kind"] == "dev",
                optional: other["optional"] == true,
            })
            .collect(),
        bring_engine: features.filter(|(_, named)| brings(named)).map(|(name, _)| name.clone()).collect(),
    })
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(name: &str) -> Dependency {
        Dependency { name: name.into(), dev: false, optional: false }
    }

    fn found(name: &str, folder: &str, depends: Vec<Dependency>, features: &[&str]) -> Vec<String> {
        let bring_engine = features.iter().map(|feature| (*feature).to_owned()).collect();
        problems(&[Package { name: name.into(), folder: folder.into(), depends, bring_engine }])
    }

    #[test]
    fn a_crate_that_reaches_up_is_named() {
        let network = |depends| found("gantry-engine-network", "engine/network", depends, &[]);
        assert!(network(vec![on("gantry-model"), on("gantry-platform"), on("gantry-engine-quota")]).is_empty());
        let up = network(vec![Dependency { dev: true, ..on("gantry-engine-containers") }]);
        assert_eq!(up, ["gantry-engine-network: depends on gantry-engine-containers, which is not below it"]);
        assert_eq!(network(vec![on("gantry-ui")]).len(), 1);
        assert_eq!(network(vec![on("gantry-runtime-simulated")]).len(), 1);
        assert!(network(vec![Dependency { dev: true, ..on("gantry-runtime-simulated") }]).is_empty());
        assert_eq!(found("gantry-engine-new", "engine/new", vec![], &[]).len(), 1);
    }

    #[test]
    fn the_app_has_the_engine_behind_ssr_alone() {
        let page = |depends, features: &[&str]| found("gantry-pages-network", "app/network", depends, features);
        let engine = || Dependency { optional: true, ..on("gantry-engine") };
        assert!(page(vec![engine()], &["ssr"]).is_empty());
        assert_eq!(page(vec![engine()], &["hydrate", "ssr"]).len(), 1);
        assert_eq!(page(vec![on("gantry-engine")], &[]).len(), 1);
        assert_eq!(page(vec![on("gantry-engine-network")], &[]).len(), 1);
        assert!(found("gantry-server", "server", vec![on("gantry-engine")], &[]).is_empty());
    }

    #[test]
    fn no_crate_reaches_up() {
        check().unwrap();
    }
}
