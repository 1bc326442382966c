//! The program's further parts in few files.
//!
//! The splitter makes a part of each set of areas that share some code: a hundred, most of a few kilobytes. A page of an area needs
//! up to fifty of them, and each would be a request. So parts are put one after the other into packs: one for each area, one
//! for each set of areas that share much, and one for all that is shared else. The loader takes a part out of its pack.

use anyhow::{Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What a set of areas shares is a pack of its own from so many bytes on.
const MUCH: usize = 60_000;

/// Which parts the pages of each area need.
pub type Areas = BTreeMap<String, Vec<String>>;

/// Puts the parts of the areas into packs, and has the loader find them there. Returns the packs that each area needs.
pub fn pack(files: &mut BTreeMap<String, Vec<u8>>, loader: &str, areas: &Areas) -> Result<Areas> {
    let plan = plan(files, areas);
    let mut places = BTreeMap::new();
    for (pack, parts) in &plan {
        let mut bytes = Vec::new();
        for part in parts {
            let content = files.remove(part).unwrap_or_default();
            places.insert(part.clone(), (pack.clone(), bytes.len(), content.len()));
            bytes.extend(content);
        }
        files.insert(pack.clone(), bytes);
    }
    let script = files.get(loader).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    files.insert(loader.to_owned(), from_packs(&script, &places)?.into_bytes());
    let packs = |parts: &Vec<String>| {
        let packs: BTreeSet<_> =
            parts.iter().filter_map(|part| places.get(part)).map(|place| place.0.clone()).collect();
        packs.into_iter().collect()
    };
    Ok(areas.iter().map(|(area, parts)| (area.clone(), packs(parts))).collect())
}

/// Which parts go into which pack.
fn plan(files: &BTreeMap<String, Vec<u8>>, areas: &Areas) -> BTreeMap<String, Vec<String>> {
    let mut users = BTreeMap::<&String, Vec<&str>>::new();
    for (area, parts) in areas {
        for part in parts {
            users.entry(part).or_default().push(area);
        }
    }
    let mut sets = BTreeMap::<Vec<&str>, Vec<String>>::new();
    for (part, users) in users {
        sets.entry(users).or_default().push(part.clone());
    }
    let mut plan = BTreeMap::<String, Vec<String>>::new();
    for (set, parts) in sets {
        let size: usize = parts.iter().filter_map(|part| files.get(part)).map(Vec::len).sum();
        let name = match set.as_slice() {
            [alone] => format!("{alone}.pack"),
            several if size >= MUCH && several.len() * 2 <= areas.len() => format!("{}.pack", several.join("-")),
            _ => "shared.pack".to_owned(),
        };
        plan.entry(name).or_default().extend(parts);
    }
    plan
}

/// The splitter's loader, with each `fetch` of a part replaced by a look into its pack.
fn from_packs(script: &str, places: &BTreeMap<String, (String, usize, usize)>) -> Result<String> {
    let mut text = String::new();
    let mut rest = script;
    let mut found = 0;
    while let Some((before, after)) = rest.split_once("fetch(new URL(\"./") {
        let Some((part, after)) = after.split_once("\", import.meta.url))") else { break };
        let Some((pack, start, length)) = places.get(part) else { break };
        let _ = write!(text, "{before}part(\"{pack}\", {start}, {length})");
        rest = after;
        found += 1;
    }
    ensure!(!rest.contains("fetch(") && found == places.len(), "the loader of the wasm's parts is not as it was");
    text.push_str(rest);
    text.push_str(PART);
    Ok(text)
}

/// A part as if it had been fetched. A pack that did not come is asked for again the next time.
const PART: &str = r#"
const packs = {};
function part(pack, start, length) {
  packs[pack] ??= fetch(new URL(`./${pack}`, import.meta.url)).then(answer => {
    if (!answer.ok) throw new Error(`${pack}: ${answer.status}`);
    return answer.arrayBuffer();
  });
  packs[pack].catch(() => delete packs[pack]);
  const headers = { 'content-type': 'application/wasm' };
  return packs[pack].then(bytes => new Response(new Uint8Array(bytes, start, length), { headers }));
}
"#;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn areas(of: &[(&str, &[&str])]) -> Areas {
        of.iter()
            .map(|(area, parts)| ((*area).to_owned(), parts.iter().map(|&part| part.to_owned()).collect()))
            .collect()
    }

    fn loader(parts: &[&str]) -> Vec<u8> {
        let load = |part: &&str| format!("const src = fetch(new URL(\"./{part}\", import.meta.url));\n");
        parts.iter().map(load).collect::<String>().into_bytes()
    }

    #[test]
    fn each_part_is_in_one_pack_and_found_there() {
        let parts = ["a.wasm", "b.wasm", "both.wasm", "much.wasm", "all.wasm"];
        let mut files: BTreeMap<_, _> = parts.map(|part| (part.to_owned(), part.as_bytes().to_vec())).into();
        files.insert("much.wasm".to_owned(), vec![7; MUCH]);
        files.insert("loader.js".to_owned(), loader(&parts));
        let areas = areas(&[
            ("a", &["a.wasm", "both.wasm", "much.wasm", "all.wasm"]),
            ("b", &["b.wasm", "both.wasm", "much.wasm", "all.wasm"]),
            ("c", &["all.wasm"]),
            ("d", &["all.wasm"]),
        ]);
        let needed = pack(&mut files, "loader.js", &areas).unwrap();
        assert_eq!(needed["a"], ["a-b.pack", "a.pack", "shared.pack"].map(str::to_owned));
        assert_eq!(needed["c"], ["shared.pack".to_owned()]);
        assert!(parts.iter().all(|part| !files.contains_key(*part)), "no part is there twice");
        let script = String::from_utf8(files["loader.js"].clone()).unwrap();
        let shared = &files["shared.pack"];
        let place = script.split("part(\"shared.pack\", ").nth(1).unwrap().split(')').next().unwrap().to_owned();
        let (start, length) = place.split_once(", ").unwrap();
        let (start, length): (usize, usize) = (start.parse().unwrap(), length.parse().unwrap());
        assert!([b"both.wasm".as_slice(), b"all.wasm"].contains(&&shared[start..start + length]), "{place}");
    }

    #[test]
    fn a_loader_of_another_shape_is_refused() {
        let mut files = BTreeMap::from([("a.wasm".to_owned(), vec![1]), ("loader.js".to_owned(), b"load()".to_vec())]);
        assert!(pack(&mut files, "loader.js", &areas(&[("a", &["a.wasm"])])).is_err());
    }
}
