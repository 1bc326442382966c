//! The catalogues of the console's words: `app/words/LANGUAGE/AREA.ftl`, in the format of Project Fluent.
//!
//! Read by the build of `gantry-words`, which makes a function of each message, and by the bundler, which makes the files that
//! browsers load. Both see the same messages at the same places, because both read them here.
//!
//! What is said below the pages ([`MESSAGES`]) stands in `app/words/LANGUAGE/messages/AREA.ftl`. The build of `gantry-model` makes a
//! function of each that puts its code and arguments together, and `gantry-words` finds the words by the code, `AREA.KEY`.
//!
//! Of Fluent's format the console takes text, arguments, plurals and comments: `{ $name }`, `{ NUMBER($count) }` for a number
//! with its thousands apart, `{ NODE($name) }` for an argument that is markup, `{ MESSAGE($name) }` for one that has words of its own (a message,
//! a kind, a list of either), `{ $count -> [one] … *[other] … }`, and quoted text where a space has to be kept. A message is one line, selectors apart. Terms, attributes, references to other messages and selectors
//! of words are refused: each message says the whole of what a person reads, so that a translator sees it.

mod check;
mod pattern;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The languages, each with its folder. The first is the one that the others are held against.
pub const LANGUAGES: [&str; 2] = ["en", "zh"];

/// The areas whose words every page needs.
pub const FRAME: [&str; 3] = ["ui", "kinds", "console"];

/// The areas whose words their own pages need, and those that use their components.
pub const PAGES: [&str; 8] = ["containers", "network", "scaling", "registry", "quota", "billing", "iam", "help"];

/// The areas of what is said below the pages: why something was refused, what happened, why a thing is as it is. Such a message is kept
/// and sent as its code and its arguments, and a person reads it in the language of the page.
pub const MESSAGES: [&str; 9] =
    ["common", "containers", "network", "scaling", "registry", "quota", "billing", "iam", "machine"];

/// The folder of the catalogues of [`MESSAGES`], within that of a language.
pub const MESSAGES_FOLDER: &str = "messages";

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
    /// What has words of its own: a message, a kind, a list of either.
    Message,
}

/// A file that browsers load: its name, and the areas whose words it holds, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: &'static str,
    pub areas: Vec<usize>,
    /// Whether what is said below the pages stands behind them.
    pub messages: bool,
}

/// All areas of the pages, those of the frame first.
pub fn areas() -> impl Iterator<Item = &'static str> {
    FRAME.into_iter().chain(PAGES)
}

/// The files that browsers load: what every page says, with what is said below the pages at its end, and what the pages of all areas
/// say. An area's page uses components of others, so that a file for each would be many requests for little.
pub fn files() -> [File; 2] {
    let pages = FRAME.len()..FRAME.len() + PAGES.len();
    [
        File { name: "frame", areas: (0..FRAME.len()).collect(), messages: true },
        File { name: "pages", areas: pages.collect(), messages: false },
    ]
}

/// Reads and checks the catalogues of the pages below a folder.
///
/// # Errors
/// All that is wrong with them, a line each, with file and key.
pub fn read(folder: &Path) -> Result<Vec<Area>, String> {
    read_areas(folder, areas(), "")
}

/// Reads and checks the catalogues of what is said below the pages.
///
/// # Errors
/// As [`read`].
pub fn read_messages(folder: &Path) -> Result<Vec<Area>, String> {
    read_areas(folder, MESSAGES.into_iter(), &format!("{MESSAGES_FOLDER}/"))
}

fn read_areas(folder: &Path, names: impl Iterator<Item = &'static str>, below: &str) -> Result<Vec<Area>, String> {
    let mut problems = Vec::new();
    let areas: Vec<_> = names
        .map(|name| {
            let sources = LANGUAGES.map(|language| {
                let file = format!("{language}/{below}{name}.ftl");
                let text = fs::read_to_string(folder.join(&file))
                    .map_err(|error| problems.push(format!("{file}: {error}")))
                    .unwrap_or_default();
                check::Source { file, language, text }
            });
            Area { name, messages: check::messages(&sources, &mut problems) }
        })
        .collect();
    if problems.is_empty() { Ok(areas) } else { Err(problems.join("\n")) }
}

/// What a file holds in a language: a line for each message of its areas, then, where it has them, [`message_lines`].
pub fn lines(file: &File, areas: &[Area], messages: &[Area], language: usize) -> String {
    let mut text = String::new();
    for message in file.areas.iter().flat_map(|area| &areas[*area].messages) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", message.texts[language]);
    }
    if file.messages {
        text.push_str(&message_lines(messages, language));
    }
    text
}

/// The code of a message of [`MESSAGES`], as it is kept and sent.
pub fn code(area: &Area, message: &Message) -> String {
    format!("{}.{}", area.name, message.key)
}

/// The names of a message's arguments, with commas between them.
pub fn names(message: &Message) -> String {
    message.arguments.iter().map(|argument| argument.name.as_str()).collect::<Vec<_>>().join(",")
}

/// What is said below the pages in a language: a line for each message, sorted by code, of code, names of arguments and words, with tabs
/// between them.
pub fn message_lines(areas: &[Area], language: usize) -> String {
    let mut lines: Vec<_> = areas
        .iter()
        .flat_map(|area| area.messages.iter().map(move |message| (code(area, message), message)))
        .map(|(code, message)| format!("{code}\t{}\t{}\n", names(message), message.texts[language]))
        .collect();
    lines.sort();
    lines.concat()
}

/// The function that says a message: `create-vpc` is `create_vpc`.
pub fn function(key: &str) -> String {
    key.replace('-', "_")
}
