//! Areas do not import each other in a circle, and what all stand on imports none of them.
//!
//! Where an area is a crate of its own, cargo sees to it. The engine's areas are folders of one crate, so it is read from their `use`
//! lines here. Tests may reach sideways.

use crate::places::root;
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Modules of the engine that all areas stand on.
const PLATFORM: [&str; 11] = [
    "audit",
    "call",
    "clock",
    "context",
    "controller",
    "documents",
    "panics",
    "runtime",
    "secrets",
    "settings",
    "store",
];

/// Checks the engine.
pub fn check() -> Result<()> {
    let imports = imports(&root().join("engine/src"))?;
    let mut problems = Vec::new();
    for (module, others) in &imports {
        for other in others.iter().filter(|_| PLATFORM.contains(&module.as_str())) {
            problems.push(format!("engine: {module} is below all areas and imports {other}"));
        }
    }
    if let Some(circle) = circle(&imports) {
        problems.push(format!("engine: areas import each other in a circle: {}", circle.join(" -> ")));
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(())
}

/// The areas that each module of a crate names, itself and the platform left out.
fn imports(folder: &Path) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut modules = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(name) = path.file_stem().and_then(|name| name.to_str())
            && name != "lib"
        {
            modules.push((name.to_owned(), path));
        }
    }
    let areas: Vec<_> = modules.iter().map(|module| module.0.clone()).collect();
    let areas = areas.iter().filter(|area| !PLATFORM.contains(&area.as_str()));
    let mut imports = BTreeMap::new();
    for (name, path) in &modules {
        let mut text = String::new();
        read(path, &mut text)?;
        let named = areas.clone().filter(|area| *area != name && names(&text, area)).cloned().collect();
        imports.insert(name.clone(), named);
    }
    Ok(imports)
}

/// All code below a path but that of tests.
fn read(path: &Path, text: &mut String) -> Result<()> {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    if name == "tests" {
        return Ok(());
    }
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            read(&entry?.path(), text)?;
        }
        return Ok(());
    }
    let file = fs::read_to_string(path)?;
    let code = file.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    text.extend(code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]));
    Ok(())
}

fn names(text: &str, area: &str) -> bool {
    let ends = |rest: &str| rest.chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '_');
    let whole = format!("crate::{area}");
    let in_list = |list: &str| {
        let list = list.split("};").next().unwrap_or_default();
        list.lines().any(|line| line.trim_start().strip_prefix(area).is_some_and(|rest| rest.starts_with([':', ','])))
    };
    text.match_indices(&whole).any(|(at, _)| ends(&text[at + whole.len()..]))
        || text.split("use crate::{").skip(1).any(in_list)
}

/// A circle among what imports what, if there is one.
fn circle(imports: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn walk<'i>(
        at: &'i str,
        imports: &'i BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<&'i str>,
        done: &mut BTreeSet<&'i str>,
    ) -> Option<Vec<String>> {
        if let Some(begin) = way.iter().position(|step| *step == at) {
            return Some(way[begin..].iter().chain([&at]).map(|step| (*step).to_owned()).collect());
        }
        if !done.insert(at) {
            return None;
        }
        way.push(at);
        let found = imports.get(at)?.iter().find_map(|next| walk(next, imports, way, done));
        way.pop();
        found
    }
    let mut done = BTreeSet::new();
    imports.keys().find_map(|module| walk(module, imports, &mut Vec::new(), &mut done))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
        let mut imports = BTreeMap::<String, BTreeSet<String>>::new();
        for (from, to) in edges {
            imports.entry((*from).into()).or_default().insert((*to).into());
            imports.entry((*to).into()).or_default();
        }
        imports
    }

    #[test]
    fn a_circle_is_found_and_named() {
        assert_eq!(circle(&graph(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
        let found = circle(&graph(&[("a", "b"), ("b", "c"), ("c", "b")]));
        assert_eq!(found.unwrap(), ["b", "c", "b"]);
    }

    #[test]
    fn imports_are_read_in_every_form() {
        assert!(names("use crate::iam::Iam;", "iam"));
        assert!(names("use crate::{\n    clock::Clock,\n    iam::Iam,\n};", "iam"));
        assert!(names("use crate::quota;\n", "quota"));
        assert!(!names("use crate::iam_more::Iam;", "iam"));
        assert!(!names("use crate::{\n    clock::Clock,\n};\nlet iam: u8 = 1;", "iam"));
    }

    #[test]
    fn the_engines_areas_make_no_circle() {
        check().unwrap();
    }
}
