//! Finds the sample image's files, which `cargo xtask` puts into `sample` of the build folder before it builds the engine.
//!
//! A build without them is a whole engine without a sample image: plain `cargo check` needs nothing prepared.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    // OUT_DIR is TARGET/PROFILE/build/CRATE/out.
    let folder = out.ancestors().nth(4).expect("OUT_DIR is five folders deep").join("sample");
    println!("cargo::rerun-if-changed={}", folder.display());
    let include = |name: &str| {
        let file = folder.join(name);
        println!("cargo::rerun-if-changed={}", file.display());
        file.exists().then(|| format!("include_bytes!({:?})", file.display().to_string()))
    };
    let files = match (include("web"), include("busybox"), include("busybox.copyright")) {
        (Some(web), Some(busybox), Some(copyright)) => {
            format!("Some(SampleFiles {{ web: {web}, busybox: {busybox}, busybox_copyright: {copyright} }})")
        }
        _ => "None".to_owned(),
    };
    write_if_changed(&out.join("sample.rs"), &files);
}

fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).expect("write the list of the sample's files");
    }
}
