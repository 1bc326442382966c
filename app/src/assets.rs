//! The public paths of the built assets, as the pages name them.

use std::collections::BTreeMap;

/// Paths of the files that every page loads. Each carries a hash of its content, so browsers may keep it for ever.
#[derive(Clone, Debug, Default)]
pub struct AssetNames {
    /// The script that loads the browser's half of the console.
    pub script: String,
    /// The browser's half of the console.
    pub wasm: String,
    /// Further parts of it by the area whose pages need them; empty where it is in one part.
    pub areas: BTreeMap<String, Vec<String>>,
    /// The words of the console, by language: those of each file that `gantry_words::files` names, in its order.
    pub words: BTreeMap<&'static str, Vec<String>>,
    /// The style sheet.
    pub style: String,
    /// The terminal's emulator; loaded when the first terminal opens.
    pub terminal: String,
    /// What fits the emulator to its place.
    pub terminal_fit: String,
    /// The font of most words.
    pub font: String,
}
