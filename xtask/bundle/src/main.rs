//! Turns the browser's wasm, the style sheets and the public files into `target/site`, which the server serves.
//!
//! A program of its own, because `wasm-bindgen`'s library takes a while to compile and plain `cargo xtask` calls do
//! not need it. It is that library, not the command line of the same name, so that its version is the one in the
//! workspace's lock file and nothing has to be installed.
//!
//! What it leaves in the site's folder:
//! - each file under a name with a hash of its content (`gantry.3f9c….js`), so that browsers may keep it for ever;
//! - `manifest.json`: plain name to hashed name;
//! - with `--release`, beside each file that shrinks, its brotli and gzip form (`.br`, `.gz`).

mod compress;
mod site;
mod style;

use anyhow::{Context, Result};
use clap::Parser;
use site::Site;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Parser)]
struct Args {
    /// The browser's half of the console, as the compiler wrote it
    #[arg(long)]
    wasm: PathBuf,
    /// Folder with `index.txt` and the style sheets that it lists
    #[arg(long)]
    style: PathBuf,
    /// Folder of files to serve as they are
    #[arg(long)]
    public: PathBuf,
    /// The site's folder; what was in it is replaced
    #[arg(long)]
    out: PathBuf,
    /// `wasm-opt`, to make the wasm smaller
    #[arg(long)]
    wasm_opt: Option<PathBuf>,
    /// Have open pages look for a newer site, and load it
    #[arg(long)]
    reload: bool,
    /// Drop names from the wasm and write compressed forms
    #[arg(long)]
    release: bool,
}

/// Asks for the list of the site's files, and loads the page anew when it is another one.
const RELOAD: &[u8] = b"
let site;
setInterval(async () => {
  const answer = await fetch('/assets/manifest.json').catch(() => undefined);
  const list = answer?.ok ? await answer.text() : site;
  if (site !== undefined && list !== site) location.reload();
  site = list;
}, 500);
";

fn main() -> Result<()> {
    let args = Args::parse();
    let mut site = Site::default();

    for (name, bytes) in public_files(&args.public)? {
        site.add(&name, bytes);
    }
    let css = style::join(&args.style, args.release)?;
    let css = site.with_hashed_names(&css);
    site.add("gantry.css", css.into_bytes());
    add_wasm(&mut site, &args)?;

    site.write(&args.out, args.release)
}

/// Runs `wasm-bindgen` over the module, and `wasm-opt` if asked to.
fn add_wasm(site: &mut Site, args: &Args) -> Result<()> {
    let work = tempfile::tempdir()?;
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(&args.wasm)
        .out_name("gantry")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // Debug tables and names are three quarters of a debug build, and every cold page of a test loads it all. A panic
        // says its file and line without them.
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(args.release)
        .generate(work.path())
        .context("wasm-bindgen")?;
    let wasm = work.path().join("gantry_bg.wasm");
    if let Some(tool) = &args.wasm_opt {
        let status = Command::new(tool)
            .args(["-Oz", "--all-features"])
            .arg(&wasm)
            .arg("-o")
            .arg(&wasm)
            .status()
            .with_context(|| format!("run {}", tool.display()))?;
        anyhow::ensure!(status.success(), "wasm-opt: {status}");
    }
    site.add("gantry.wasm", fs::read(&wasm)?);
    let mut script = fs::read(work.path().join("gantry.js"))?;
    if args.reload {
        script.extend_from_slice(RELOAD);
    }
    site.add("gantry.js", script);
    let snippets = work.path().join("snippets");
    if snippets.is_dir() {
        // The script imports these by relative path; their folder's name already carries a hash.
        for (name, bytes) in public_files(&snippets)? {
            site.add_plain(&format!("snippets/{name}"), bytes);
        }
    }
    Ok(())
}

/// Every file below `folder`, by its path inside it, in the order of their names.
fn public_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
                found.push((name, fs::read(&path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}
