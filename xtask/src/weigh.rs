//! The first download: what a browser loads before the first page behind the sign-in answers to clicks, fonts aside.

use crate::places::target;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// What it consists of: the first page is in the file that everyone loads, and so are its words.
const FIRST: [&str; 5] = ["gantry.css", "gantry.js", "gantry.wasm", "loader.js", "words/en/frame.txt"];
/// What is aimed at, in bytes by brotli.
const AIM: u64 = 300_000;
/// What no release may pass.
const LIMIT: u64 = 400_000;

/// Prints the parts of the first download. Fails where it is far larger than it should be.
pub fn first_download() -> Result<()> {
    let site = target().join("site-release");
    let manifest = fs::read_to_string(site.join("manifest.json")).context("read the site's manifest")?;
    let mut sum = 0;
    println!("{:24} {:>10} {:>10}", "", "plain", "brotli");
    for (name, file) in names(&manifest).filter(|(name, _)| FIRST.contains(name)) {
        let path = site.join("files").join(file);
        let plain = size(&path)?;
        // What did not shrink is sent as it is.
        let small = size(&path.with_added_extension("br")).unwrap_or(plain);
        sum += small;
        println!("{name:24} {:>7.1} KB {:>7.1} KB", kilo(plain), kilo(small));
    }
    println!("{:24} {:>10} {:>7.1} KB of {:.0}", "first download", "", kilo(sum), kilo(AIM));
    ensure!(sum <= LIMIT, "the first download is larger than {:.0} KB by brotli", kilo(LIMIT));
    Ok(())
}

/// `"name": "file"`, a line each, as the bundler writes them.
fn names(manifest: &str) -> impl Iterator<Item = (&str, &str)> {
    manifest.lines().filter_map(|line| {
        let mut strings = line.split('"').skip(1).step_by(2);
        Some((strings.next()?, strings.next()?))
    })
}

fn size(path: &Path) -> Result<u64> {
    Ok(fs::metadata(path).with_context(|| format!("{}", path.display()))?.len())
}

fn kilo(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read() {
        let manifest = "{\n  \"area/home/0\": \"gantry.1/chunk_2.wasm\",\n  \"gantry.css\": \"gantry.2.css\"\n}";
        let found: Vec<_> = names(manifest).collect();
        assert_eq!(found, [("area/home/0", "gantry.1/chunk_2.wasm"), ("gantry.css", "gantry.2.css")]);
    }
}
