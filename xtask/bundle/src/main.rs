//! Turns the browser's wasm, the style sheets and the public files into `target/site`, which the server serves.
//!
//! A program of its own, because `wasm-bindgen`'s library takes a while to compile and plain `cargo xtask` calls do
//! not need it. It is that library, not the command line of the same name, so that its version is the one in the
//! workspace's lock file and nothing has to be installed.
//!
//! What it leaves in the site's folder:
//! - each file under a name with a hash of its content (`gantry.3f9c….js`), so that browsers may keep it for ever;
//! - the parts of the program in one folder with a hash of all of them, because they name each other;
//! - `manifest.json`: plain name to hashed name, and as `area/NAME/NUMBER` the files that an area's pages need;
//! - the words of each area in each language, as `words/LANGUAGE/AREA.txt`;
//! - with `--release`, beside each file that shrinks, its brotli and gzip form (`.br`, `.gz`).

mod compress;
mod cut;
mod pack;
mod program;
mod script;
mod site;
mod style;

use anyhow::{Context, Result};
use clap::Parser;
use site::Site;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Parser)]
struct Args {
    /// The browser's half of the console, as the compiler wrote it
    #[arg(long)]
    wasm: PathBuf,
    /// Folder of the catalogues of the console's words
    #[arg(long)]
    words: PathBuf,
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
    /// Make a part of its own of each area's pages, which browsers load when they are opened
    #[arg(long)]
    split: bool,
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

    for (name, bytes) in files_below(&args.public)? {
        site.add(&name, bytes);
    }
    let css = style::join(&args.style, args.release)?;
    let css = site.with_hashed_names(&css);
    site.add("gantry.css", css.into_bytes());
    add_words(&mut site, &args.words)?;
    add_program(&mut site, &args)?;

    site.write(&args.out, args.release)
}

/// Adds the words of each area in each language, as the browser's half reads them.
fn add_words(site: &mut Site, folder: &Path) -> Result<()> {
    let areas = gantry_catalogue::read(folder).map_err(anyhow::Error::msg)?;
    let messages = gantry_catalogue::read_messages(folder).map_err(anyhow::Error::msg)?;
    for (at, language) in gantry_catalogue::LANGUAGES.into_iter().enumerate() {
        for file in gantry_catalogue::files() {
            let text = gantry_catalogue::lines(&file, &areas, &messages, at);
            site.add(&format!("words/{language}/{}.txt", file.name), text.into_bytes());
        }
    }
    Ok(())
}

/// Adds the browser's half of the console.
fn add_program(site: &mut Site, args: &Args) -> Result<()> {
    let options = program::Options { wasm_opt: args.wasm_opt.as_deref(), split: args.split, release: args.release };
    let mut program = program::make(&args.wasm, &options)?;
    if args.reload
        && let Some(script) = program.files.get_mut("gantry.js")
    {
        script.extend_from_slice(RELOAD);
    }
    site.add_together("gantry", program.files);
    for (area, packs) in program.areas {
        for (number, pack) in packs.iter().enumerate() {
            site.also(&format!("area/{area}/{number}"), pack);
        }
    }
    Ok(())
}

/// Every file below `folder`, by its path inside it, in the order of their names.
fn files_below(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
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
