//! Puts the built site into the binary, where the build says so.
//!
//! With `GANTRY_EMBED_SITE=FOLDER` the generated table holds every file of that folder (as `cargo xtask build` does) but those
//! that are there in gzip form too, which would be held twice; without it the table is empty and the server reads the site
//! from disk, so that a change of style recompiles nothing.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=GANTRY_EMBED_SITE");
    let mut table = String::from("&[");
    if let Some(site) = env::var_os("GANTRY_EMBED_SITE").map(PathBuf::from) {
        println!("cargo::rerun-if-changed={}", site.display());
        for file in files_below(&site) {
            let name = file.strip_prefix(&site).expect("a file is below its folder");
            writeln!(table, "({:?}, include_bytes!({:?})),", name.display().to_string(), file.display().to_string())
                .expect("writing to a string does not fail");
        }
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("site.rs"), table).expect("write the table of the site's files");
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("read {}: {error}", next.display())) {
            let path = entry.expect("read a folder's entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.with_added_extension("gz").exists() {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
