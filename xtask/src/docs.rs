//! Keeps `docs/features/*.md` and the code in step: what a row says is shown by a test, is; and every row that the
//! code names is in the list.

use crate::places::root;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Areas that rows begin with.
const AREAS: [&str; 13] = ["REG", "ECI", "IMC", "VOL", "NET", "ESS", "DVO", "VND", "QTA", "BIL", "MON", "IAM", "LOG"];

/// Checks every list of features. Returns how many rows there are.
pub fn check() -> Result<usize> {
    let sources = sources()?;
    let mut problems = Vec::new();
    let mut listed = BTreeSet::new();
    let mut rows = 0;
    let folder = root().join("docs/features");
    for path in files_below(&folder, &["md"])? {
        let text = fs::read_to_string(&path)?;
        let name = path.strip_prefix(root())?.display().to_string();
        for (number, row) in text.lines().enumerate().filter_map(|(number, line)| Some((number + 1, Row::parse(line)?)))
        {
            rows += 1;
            if row.tests.is_empty() {
                problems.push(format!("{name}:{number}: {} names no test", row.name));
            }
            for test in &row.tests {
                if !exists(test, &sources) {
                    problems.push(format!("{name}:{number}: {}: there is no test `{test}`", row.name));
                }
            }
        }
        // An id may also be told of in words: what the code prepares for and does not do yet.
        listed.extend(ids_in(&text));
    }
    for (path, text) in &sources {
        for id in ids_in(text).filter(|id| !listed.contains(id)) {
            problems.push(format!("{}: names {id}, which no list in docs/features has", path.display()));
        }
    }
    if !problems.is_empty() {
        problems.sort();
        problems.dedup();
        bail!("{}", problems.join("\n"));
    }
    Ok(rows)
}

/// `| ECI-05 | what | `test`, `test` |`; several ids may share a row. A point of the design has words instead of ids.
struct Row {
    name: String,
    tests: Vec<String>,
}

impl Row {
    fn parse(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.strip_prefix('|')?.trim_end().strip_suffix('|')?.split('|').collect();
        let name = cells.first()?.trim().to_owned();
        let tests: Vec<String> = cells.last()?.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let is_row = ids_in(&name).next().is_some() || !tests.is_empty();
        is_row.then_some(Self { name, tests })
    }
}

/// Row ids in a text: `ECI-05`, and both ends of `ECI-05 to ECI-09`.
fn ids_in(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter_map(|word| {
        let (area, number) = word.split_once('-')?;
        let is_number = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        (AREAS.contains(&area) && is_number).then(|| word.to_owned())
    })
}

/// A test is a file's path, `path: name`, a Rust function's name (with or without modules), or a Playwright title.
fn exists(test: &str, sources: &[(PathBuf, String)]) -> bool {
    let (file, name) = match test.split_once(": ") {
        Some((file, name)) if file.contains('/') => (Some(file), name),
        _ if test.contains('/') && !test.contains(' ') && !test.contains("::") => return root().join(test).is_file(),
        _ => (None, test),
    };
    let function = name.rsplit("::").next().unwrap_or(name);
    let function = [format!("fn {function}("), format!("fn {function}<")];
    let titles = [format!("\"{name}\""), format!("'{name}'"), format!("`{name}`")];
    sources.iter().filter(|(path, _)| file.is_none_or(|file| path == Path::new(file))).any(|(path, text)| {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => function.iter().any(|words| text.contains(words)),
            _ => titles.iter().any(|title| text.contains(&format!("({title}"))),
        }
    })
}

/// Every Rust and TypeScript file of ours, by its path inside the workspace.
fn sources() -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for folder in ["app", "engine", "model", "sample", "server", "end2end/tests", "end2end/support"] {
        for path in files_below(&root().join(folder), &["rs", "ts"])? {
            let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
            found.push((path.strip_prefix(root())?.to_path_buf(), text));
        }
    }
    Ok(found)
}

fn files_below(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        if !next.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "node_modules" && name != "target" {
                    folders.push(path);
                }
            } else if name.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_row_has_a_name_and_tests() {
        let row =
            Row::parse("| ECI-05, ECI-06 | Ordering a group | `orders_a_group`, `end2end/tests/a.spec.ts` |").unwrap();
        assert_eq!(row.name, "ECI-05, ECI-06");
        assert_eq!(row.tests, ["orders_a_group", "end2end/tests/a.spec.ts"]);
        assert_eq!(Row::parse("| Limits | Hold | `limits_hold` |").unwrap().tests, ["limits_hold"]);
        assert!(Row::parse("| ECI-07 | Not shown |  |").unwrap().tests.is_empty());
        assert!(Row::parse("| Row | What is built | Test |").is_none());
        assert!(Row::parse("|---|---|---|").is_none());
        assert!(Row::parse("Some words about ECI-05").is_none());
    }

    #[test]
    fn a_test_is_found_by_function_and_by_title() {
        let sources = [
            (PathBuf::from("engine/src/a.rs"), "fn orders_a_group() {".to_owned()),
            (PathBuf::from("end2end/tests/a.spec.ts"), "test(\"orders a group\", async".to_owned()),
        ];
        assert!(exists("orders_a_group", &sources));
        assert!(exists("containers::tests::orders_a_group", &sources));
        assert!(exists("orders a group", &sources));
        assert!(exists("end2end/tests/a.spec.ts: orders a group", &sources));
        assert!(!exists("engine/src/a.rs: orders a group", &sources));
        assert!(!exists("orders_two_groups", &sources));
    }

    #[test]
    fn words_that_look_like_ids_are_none() {
        assert_eq!(ids_in("ECI-05, ECI-5, UTF-08, ECI-055 and MON-14.").collect::<Vec<_>>(), ["ECI-05", "MON-14"]);
    }
}
