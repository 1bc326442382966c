//! The files of the site and their names.

use crate::compress;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Files by plain name, each with the name it is served under.
#[derive(Default)]
pub struct Site {
    files: BTreeMap<String, (String, Vec<u8>)>,
    /// Further plain names of files.
    also: BTreeMap<String, String>,
}

impl Site {
    /// Adds a file to be served under a name with a hash of its content.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let hash = short(&Sha256::digest(&bytes));
        let hashed = match name.rsplit_once('.') {
            Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
            None => format!("{name}.{hash}"),
        };
        self.files.insert(name.to_owned(), (hashed, bytes));
    }

    /// Adds files that name each other: they keep their names, in a folder with a hash of all their contents.
    pub fn add_together(&mut self, folder: &str, files: BTreeMap<String, Vec<u8>>) {
        let mut all = Sha256::new();
        for (name, bytes) in &files {
            all.update((name.len() as u64).to_le_bytes());
            all.update(name);
            all.update((bytes.len() as u64).to_le_bytes());
            all.update(bytes);
        }
        let folder = format!("{folder}.{}", short(&all.finalize()));
        for (name, bytes) in files {
            self.files.insert(name.clone(), (format!("{folder}/{name}"), bytes));
        }
    }

    /// Gives a file that was added another plain name, beside its own.
    pub fn also(&mut self, name: &str, file: &str) {
        if let Some((hashed, _)) = self.files.get(file) {
            self.also.insert(name.to_owned(), hashed.clone());
        }
    }

    /// Rewrites `url("/NAME")` of the files added so far to the names that they are served under.
    pub fn with_hashed_names(&self, css: &str) -> String {
        self.files.iter().fold(css.to_owned(), |css, (name, (hashed, _))| {
            css.replace(&format!("url(\"/{name}\")"), &format!("url(\"/assets/{hashed}\")"))
        })
    }

    /// Writes the site to `out`. The new folder is complete before it takes the old one's place.
    pub fn write(&self, out: &Path, compressed: bool) -> Result<()> {
        let fresh = out.with_extension("new");
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        for (hashed, bytes) in self.files.values() {
            let path = fresh.join("files").join(hashed);
            fs::create_dir_all(path.parent().context("a file has a folder")?)?;
            fs::write(&path, bytes)?;
        }
        if compressed {
            compress::write_beside(&fresh.join("files"), self.files.values().map(|(name, bytes)| (name, bytes)))?;
        }
        let manifest: BTreeMap<_, _> =
            self.files.iter().map(|(name, (hashed, _))| (name, hashed)).chain(&self.also).collect();
        fs::write(fresh.join("manifest.json"), serde_json::to_vec_pretty(&manifest)?)?;
        if out.exists() {
            fs::remove_dir_all(out)?;
        }
        fs::rename(&fresh, out).with_context(|| format!("put {} in place", out.display()))
    }
}

/// The beginning of a hash, long enough that no two files share it.
fn short(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_name_changes_with_the_content_alone() {
        let name = |bytes: &[u8]| {
            let mut site = Site::default();
            site.add("fonts/a.woff2", bytes.to_vec());
            site.files["fonts/a.woff2"].0.clone()
        };
        assert_eq!(name(b"one"), name(b"one"));
        assert_ne!(name(b"one"), name(b"two"));
        assert!(name(b"one").starts_with("fonts/a.") && name(b"one").ends_with(".woff2"));
    }

    #[test]
    fn style_names_hashed_files() {
        let mut site = Site::default();
        site.add("fonts/a.woff2", b"one".to_vec());
        let hashed = site.files["fonts/a.woff2"].0.clone();
        assert_eq!(site.with_hashed_names("src: url(\"/fonts/a.woff2\")"), format!("src: url(\"/assets/{hashed}\")"));
    }

    #[test]
    fn what_belongs_together_moves_together() {
        let names = |script: &[u8]| {
            let mut site = Site::default();
            let files = [("a.js", script), ("b.wasm", b"wasm")];
            site.add_together("gantry", files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into());
            site.also("area/home/0", "b.wasm");
            [site.files["a.js"].0.clone(), site.files["b.wasm"].0.clone(), site.also["area/home/0"].clone()]
        };
        let [script, wasm, area] = names(b"one");
        assert!(script.starts_with("gantry.") && script.ends_with("/a.js"));
        assert!(wasm.ends_with("/b.wasm") && wasm.starts_with(script.trim_end_matches("a.js")));
        assert_eq!(area, wasm);
        assert_ne!(names(b"two")[1], wasm);
    }

    #[test]
    fn a_site_replaces_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        let mut old = Site::default();
        old.add("old.js", b"old".to_vec());
        old.write(&out, false).unwrap();
        let mut new = Site::default();
        new.add("new.js", b"console.log(1);".repeat(200));
        new.write(&out, true).unwrap();
        let mut names: Vec<String> = fs::read_dir(out.join("files"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        let hashed = &new.files["new.js"].0;
        assert_eq!(names, [hashed.clone(), format!("{hashed}.br"), format!("{hashed}.gz")]);
    }
}
