//! The catalogues of the console's words: `app/words/LANGUAGE/AREA.ftl`, in the format of Project Fluent.
//!
//! Read by the build of `gantry-words`, which makes a function of each message, and by the bundler, which makes the files that
//! browsers load. Both see the same messages at the same places, because both read them here.
//!
//! Of Fluent's format the console takes text, arguments, plurals and comments: `{ $name }`, `{ NUMBER($count) }` for a number
//! with its thousands apart, `{ NODE($name) }` for an argument that is markup, `{ $count -> [one] … *[other] … }`, and quoted
//! text where a space has to be kept. A message is one line, selectors apart. Terms, attributes, references to other messages and selectors
//! of words are refused: each message says the whole of what a person reads, so that a translator sees it.

mod check;
mod pattern;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The languages, each with its folder. The first is the one that the others are held against.
pub const LANGUAGES: [&str; 2] = ["en", "zh"];

/// The areas whose words every page needs; they share a file.
pub const FRAME: [&str; 3] = ["ui", "kinds", "console"];

/// The areas whose words their own pages need.
pub const PAGES: [&str; 8] = ["containers", "network", "scaling", "registry", "quota", "billing", "iam", "help"];

/// The name of the file that holds the words of [`FRAME`].
pub const FRAME_FILE: &str = "frame";

/// The words of an area, in all languages.
#[derive(Debug)]
pub struct Area {
    /// As the crate of its pages is called.
    pub name: &'static str,
    /// In the order of the first language's file.
    pub messages: Vec<Message>,
}

/// A message: what is said in one place.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// `create-vpc`.
    pub key: String,
    /// In the order in which the first language names them.
    pub arguments: Vec<Argument>,
    /// What the catalogue of the first language says about it, and the words.
    pub about: String,
    /// By language, written as [`pattern`] says.
    pub texts: [String; LANGUAGES.len()],
}

/// What a message is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    pub name: String,
    pub kind: ArgumentKind,
}

/// What an argument may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// Anything with a text.
    Text,
    /// A whole number: the words depend on it, or its thousands are apart.
    Number,
    /// Markup.
    Node,
}

/// A file that browsers load: its name, and the areas whose words it holds, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: &'static str,
    pub areas: Vec<usize>,
}

/// All areas, those of the frame first.
pub fn areas() -> impl Iterator<Item = &'static str> {
    FRAME.into_iter().chain(PAGES)
}

/// The files that browsers load. The first is that of the frame.
pub fn files() -> Vec<File> {
    let frame = File { name: FRAME_FILE, areas: (0..FRAME.len()).collect() };
    let pages = PAGES.into_iter().enumerate().map(|(at, name)| File { name, areas: vec![FRAME.len() + at] });
    std::iter::once(frame).chain(pages).collect()
}

/// Reads and checks the catalogues below a folder.
///
/// # Errors
/// All that is wrong with them, a line each, with file and key.
pub fn read(folder: &Path) -> Result<Vec<Area>, String> {
    let mut problems = Vec::new();
    let areas: Vec<_> = areas()
        .map(|name| {
            let sources = LANGUAGES.map(|language| {
                let path = folder.join(language).join(format!("{name}.ftl"));
                let text = fs::read_to_string(&path)
                    .map_err(|error| problems.push(format!("{}: {error}", path.display())))
                    .unwrap_or_default();
                check::Source { file: format!("{language}/{name}.ftl"), language, text }
            });
            Area { name, messages: check::messages(&sources, &mut problems) }
        })
        .collect();
    if problems.is_empty() { Ok(areas) } else { Err(problems.join("\n")) }
}

/// What a file holds in a language: a line for each message.
pub fn lines(file: &File, areas: &[Area], language: usize) -> String {
    let mut text = String::new();
    for message in file.areas.iter().flat_map(|area| &areas[*area].messages) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", message.texts[language]);
    }
    text
}

/// The function that says a message: `create-vpc` is `create_vpc`.
pub fn function(key: &str) -> String {
    key.replace('-', "_")
}
