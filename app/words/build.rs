//! Makes a function of each message of the catalogues, and a table of the areas. Where the catalogues are wrong, the build ends and says
//! what is.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::exit;

use gantry_catalogue::{Area, Argument, ArgumentKind, LANGUAGES, files, function, message_lines, read, read_messages};

fn main() {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    for language in LANGUAGES {
        println!("cargo::rerun-if-changed={language}");
    }
    let areas = right(read(&here));
    let mut code = String::new();
    for (at, area) in areas.iter().enumerate() {
        module(&mut code, at, area);
    }
    table(&mut code, &areas);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    below_the_pages(&mut code, &here, &out);
    fs::write(out.join("words.rs"), code).expect("write the functions of the messages");
}

fn right(areas: Result<Vec<Area>, String>) -> Vec<Area> {
    areas.unwrap_or_else(|problems| {
        for problem in problems.lines() {
            println!("cargo::error=words: {problem}");
        }
        exit(1)
    })
}

/// Writing to a string does not fail.
macro_rules! say {
    ($code:expr, $($words:tt)*) => {
        writeln!($code, $($words)*).expect("a string takes all that is written")
    };
}

fn module(code: &mut String, area: usize, words: &Area) {
    say!(code, "/// What `{}` says.", words.name);
    say!(code, "pub mod {} {{", words.name);
    for (at, message) in words.messages.iter().enumerate() {
        let name = function(&message.key);
        say!(code, "#[doc = {:?}]", documentation(&message.about, &message.texts, &message.arguments));
        if message.arguments.is_empty() {
            say!(code, "pub fn {name}() -> &'static str {{ crate::said::text({area}, {at}) }}");
            continue;
        }
        let given: Vec<_> = message.arguments.iter().map(parameter).collect();
        let passed: Vec<_> = message.arguments.iter().map(pass).collect();
        let nodes: Vec<_> = message.arguments.iter().filter(|argument| argument.kind == ArgumentKind::Node).collect();
        let (given, passed) = (given.join(", "), passed.join(", "));
        if nodes.is_empty() {
            say!(code, "pub fn {name}({given}) -> String {{ crate::said::fill({area}, {at}, &[{passed}]) }}");
        } else {
            let nodes: Vec<_> =
                nodes.iter().map(|node| format!("leptos::prelude::IntoAny::into_any({})", node.name)).collect();
            say!(
                code,
                "pub fn {name}({given}) -> leptos::prelude::AnyView {{ crate::said::with_markup({area}, {at}, &[{passed}], vec![{}]) }}",
                nodes.join(", ")
            );
        }
    }
    say!(code, "}}");
}

fn parameter(argument: &Argument) -> String {
    let kind = match argument.kind {
        ArgumentKind::Text => "impl std::fmt::Display",
        ArgumentKind::Number => "impl crate::Number",
        ArgumentKind::Node => "impl leptos::prelude::IntoView + 'static",
        ArgumentKind::Message => "impl crate::Said",
    };
    format!("{}: {kind}", argument.name)
}

fn pass(argument: &Argument) -> String {
    let name = &argument.name;
    match argument.kind {
        ArgumentKind::Text => format!("crate::said::Given::Text(&{name})"),
        ArgumentKind::Number => format!("crate::said::Given::Number({name}.number())"),
        ArgumentKind::Node => "crate::said::Given::Node".to_owned(),
        ArgumentKind::Message => format!("crate::said::Given::Text(&{name}.said())"),
    }
}

/// What an editor shows of a function: the comment, and the words in each language.
fn documentation(about: &str, texts: &[String], arguments: &[Argument]) -> String {
    let mut text = about.to_owned();
    for words in texts {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let mut letters = words.chars();
        text.push('`');
        while let Some(letter) = letters.next() {
            match letter {
                '\u{1}' | '\u{2}' | '\u{3}' => {
                    let argument =
                        letters.next().and_then(|digit| digit.to_digit(10)).and_then(|at| arguments.get(at as usize));
                    text.push('{');
                    text.push_str(argument.map_or("", |argument| &argument.name));
                    text.push_str(if letter == '\u{3}' { ": " } else { "}" });
                }
                '\u{4}' => text.push(' '),
                '\u{5}' => text.push('}'),
                letter => text.push(letter),
            }
        }
        text.push('`');
    }
    text
}

/// The areas, the files that browsers load, and, for who renders pages, all words.
fn table(code: &mut String, areas: &[Area]) {
    let names: Vec<_> = areas.iter().map(|area| area.name).collect();
    say!(code, "/// The areas, in the order of their numbers.");
    say!(code, "pub(crate) const AREAS: [&str; {}] = {names:?};", names.len());
    let counts: Vec<_> = areas.iter().map(|area| area.messages.len()).collect();
    say!(code, "/// How many messages each has.");
    say!(code, "#[cfg(feature = \"hydrate\")]");
    say!(code, "pub(crate) const COUNTS: [usize; {}] = {counts:?};", counts.len());
    let files = files();
    say!(code, "/// The files that browsers load: the name of each, and the areas whose words are in it.");
    say!(code, "pub(crate) const FILES: [(&str, &[usize]); {}] = [", files.len());
    for file in &files {
        say!(code, "({:?}, &{:?}),", file.name, file.areas);
    }
    say!(code, "];");
    say!(code, "/// The words: by language, area and place.");
    say!(code, "#[cfg(not(feature = \"hydrate\"))]");
    say!(code, "pub(crate) static WORDS: [[&[&str]; {}]; {}] = [", areas.len(), LANGUAGES.len());
    for language in 0..LANGUAGES.len() {
        say!(code, "[");
        for area in areas {
            let texts: Vec<_> = area.messages.iter().map(|message| &message.texts[language]).collect();
            say!(code, "&{texts:?},");
        }
        say!(code, "],");
    }
    say!(code, "];");
}

/// For who renders pages: what is said below them, a file of lines for each language.
fn below_the_pages(code: &mut String, here: &Path, out: &Path) {
    let areas = right(read_messages(here));
    let paths: Vec<_> = LANGUAGES
        .iter()
        .enumerate()
        .map(|(at, language)| {
            let path = out.join(format!("messages-{language}.txt"));
            fs::write(&path, message_lines(&areas, at)).expect("write the words of messages");
            format!("include_str!({:?})", path.display().to_string())
        })
        .collect();
    say!(code, "/// What is said below the pages, by language.");
    say!(code, "#[cfg(not(feature = \"hydrate\"))]");
    say!(code, "pub(crate) static MESSAGES: [&str; {}] = [{}];", paths.len(), paths.join(", "));
}
