//! The browser's half of the console: the script, the wasm, and with `--split` a wasm for each area's pages.
//!
//! The parts name each other (the script the wasm's parts, those the script), so they are served in one folder whose name
//! carries a hash of all of them.

use anyhow::{Context, Result, anyhow, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::{cut, files_below, pack, script};

/// Where the wasm looks for what loads its further parts.
const LOADER: &str = "./loader.js";
const SCRIPT: &str = "gantry.js";
const WASM: &str = "gantry.wasm";

/// What the compiler uses of WebAssembly. Not all that `wasm-opt` knows: it would write what no browser reads yet.
const FEATURES: [&str; 8] = [
    "mutable-globals",
    "sign-ext",
    "bulk-memory",
    "bulk-memory-opt",
    "nontrapping-float-to-int",
    "reference-types",
    "multivalue",
    "call-indirect-overlong",
];

/// How the parts are made.
pub struct Options<'a> {
    /// `wasm-opt`, to make the wasm smaller.
    pub wasm_opt: Option<&'a Path>,
    /// Make a part of each area's pages; the wasm was linked with `--emit-relocs`.
    pub split: bool,
    /// Drop what says how it was made.
    pub release: bool,
}

/// The files by name, and which packs of further parts the pages of an area need.
pub struct Program {
    pub files: BTreeMap<String, Vec<u8>>,
    pub areas: BTreeMap<String, Vec<String>>,
}

/// Makes the parts from the module that the compiler wrote.
pub fn make(wasm: &Path, options: &Options) -> Result<Program> {
    let work = tempfile::tempdir()?;
    let (main, areas) = if options.split { split(wasm, work.path())? } else { (wasm.to_path_buf(), BTreeMap::new()) };
    let out = work.path().join("out");
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(&main)
        .out_name("gantry")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // Debug tables and names are three quarters of a debug build, and every cold page of a test loads it all. A panic
        // says its file and line without them.
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(options.release)
        // The further parts link to what the linker exports, by its names.
        .keep_lld_exports(options.split)
        .demangle(!options.split)
        .generate(&out)
        .context("wasm-bindgen")?;
    let (mut script, mut wasm) = (fs::read(out.join(SCRIPT))?, fs::read(out.join("gantry_bg.wasm"))?);
    if options.release {
        script::number_names(&mut script, &mut wasm);
    }
    fs::write(out.join(SCRIPT), script)?;
    fs::write(out.join(WASM), wasm)?;
    fs::remove_file(out.join("gantry_bg.wasm"))?;
    if options.split {
        for part in parts(work.path())? {
            fs::copy(&part, out.join(part.file_name().context("a part has a name")?))?;
        }
    }
    if let Some(tool) = options.wasm_opt {
        optimise_all(tool, &out)?;
    }
    let mut files: BTreeMap<_, _> = files_below(&out)?.into_iter().collect();
    let areas = if options.split { pack::pack(&mut files, LOADER.trim_start_matches("./"), &areas)? } else { areas };
    for (name, bytes) in &mut files {
        if options.release && name.ends_with(".js") {
            *bytes = script::shrink(&String::from_utf8(std::mem::take(bytes))?).into_bytes();
        }
    }
    Ok(Program { files, areas })
}

/// Splits each area's pages off. Returns the wasm that is left, and the parts that each area needs.
fn split(wasm: &Path, work: &Path) -> Result<(PathBuf, BTreeMap<String, Vec<String>>)> {
    let module = cut::never_run(&fs::read(wasm).with_context(|| format!("read {}", wasm.display()))?)?;
    let folder = work.join("split");
    fs::create_dir_all(&folder)?;
    let main = work.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&module);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    let script = format!("./{SCRIPT}");
    options.main_module = &script;
    let made = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("split the wasm: {error:?}"))?;
    let areas = made
        .prefetch_map
        .into_iter()
        .map(|(area, parts)| (area, parts.into_iter().map(|part| format!("{part}.wasm")).collect()))
        .collect();
    Ok((main, areas))
}

fn parts(work: &Path) -> Result<Vec<PathBuf>> {
    fs::read_dir(work.join("split"))?.map(|entry| Ok(entry?.path())).collect()
}

/// Optimises every wasm of a folder, as many at once as there are processors.
fn optimise_all(tool: &Path, folder: &Path) -> Result<()> {
    let mut parts: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    parts.retain(|path| path.extension().is_some_and(|extension| extension == "wasm"));
    let waiting = Mutex::new(parts);
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let work = || std::iter::from_fn(next).try_for_each(|wasm| optimise(tool, &wasm));
    thread::scope(|scope| {
        let workers: Vec<_> =
            (0..thread::available_parallelism().map_or(1, NonZero::get)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| anyhow!("a worker panicked"))?)
    })
}

fn optimise(tool: &Path, wasm: &Path) -> Result<()> {
    let status = Command::new(tool)
        .args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"])
        .args(FEATURES.map(|feature| format!("--enable-{feature}")))
        .arg(wasm)
        .arg("-o")
        .arg(wasm)
        .status()
        .with_context(|| format!("run {}", tool.display()))?;
    ensure!(status.success(), "wasm-opt: {status}");
    Ok(())
}
